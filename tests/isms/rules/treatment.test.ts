import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { risk as deRisk } from '~/components/i18n/de/risk'
import { risk as enRisk } from '~/components/i18n/en/risk'
import { borneLevel } from '~/lib/isms/risk/acceptance'
import {
  acceptanceCover,
  acceptanceFacts,
  freezeScores,
  isSelfAppointed,
  latestEnd,
} from '~/lib/isms/risk/acceptanceFacts'
import { actionSignals, lateActions, summariseActions } from '~/lib/isms/risk/actionState'
import { avoidWaitsForClosing, judgeClosing, namesPartner } from '~/lib/isms/risk/closing'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { matrixHash, riskLevels } from '~/lib/isms/risk/level'
import { planFacts, planTime } from '~/lib/isms/risk/riskPlan'
import { riskFacts, type RiskInput } from '~/lib/isms/risk/riskFacts'
import { recordKind, type AnyRecord } from '~/lib/records/registry'
import { compositeRecords, type RecordLookup } from '~/lib/isms/statement/composites'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { validateRecord } from '~/lib/records/validateRecord'
import type { JsonValue } from '~/lib/shared/json'
import { row, statement } from '../rows'

const today = '2026-06-01'
const hash = matrixHash(defaultMethod.grid)
type Values = Readonly<Record<string, JsonValue | undefined>>
const base: Values = {
  title: 'Ransomware',
  event: 'e',
  consequence: 'c',
  owner: 'pe_ann',
  option: 'modify',
  currentL: 4,
  currentI: 4,
  residualL: 3,
  residualI: 4,
  matrixHash: hash,
  status: 'open',
}
const risk = (over: Values = {}) => row('risk', 'ri_1', { ...base, ...over })
const action = (id: string, over: Values = {}) =>
  row('treatmentAction', id, {
    title: id,
    risks: ['ri_1'],
    responsible: 'pe_bob',
    due: '2026-12-01',
    status: 'planned',
    ...over,
  })
const acceptance = (over: Values = {}) =>
  row('riskAcceptance', 'rx_1', {
    risk: 'ri_1',
    type: 'residual',
    justification: 'j',
    validUntil: '2026-12-31',
    frozenL: 3,
    frozenI: 4,
    frozenLevel: 3,
    ...over,
  })
const lookupOf = (...rows: readonly AnyRecord[]): RecordLookup => ({
  get: (kind, id) => rows.find((one) => one.kind === kind && one.id === id),
  referencing: (kind, field, id) =>
    rows.filter(
      (one) =>
        one.kind === kind &&
        ((one as unknown as Readonly<Record<string, readonly string[]>>)[field] ?? []).includes(id),
    ),
})
const contentOf = (one: AnyRecord, profile: string, lookup: RecordLookup): string =>
  hashedContent(one, profile, compositeRecords(one, profile, lookup)).contentHash

function factsOf(
  one: ReturnType<typeof risk>,
  {
    actions = [],
    accepted,
    over = {},
  }: {
    readonly actions?: readonly ReturnType<typeof action>[]
    readonly accepted?: ReturnType<typeof acceptance> | undefined
    readonly over?: Partial<RiskInput>
  } = {},
) {
  const lookup = lookupOf(one, ...actions, ...(accepted ? [accepted] : []))
  return riskFacts(one, {
    method: defaultMethod,
    actions,
    acceptances: [],
    statements: [],
    operatingControls: 1,
    partnerNamed: () => true,
    ownerChanges: () => [],
    lookup,
    today,
    ...over,
  })
}

describe('TR2 the owner approves the treatment', () => {
  const actions = [action('ta_1')]
  const approved = contentOf(risk(), 'treatment', lookupOf(risk(), ...actions))
  const approvalOf = (one: ReturnType<typeof risk>, now = actions) =>
    factsOf(one, {
      actions: now,
      over: { statements: [statement({ id: 's1', profile: 'treatment', subjectId: 'ri_1', contentHash: approved })] },
    })
  it('is required for every open risk with an option', () => {
    expect(factsOf(risk()).warnings).toContain('notApproved')
    expect(factsOf(risk({ option: undefined })).warnings).not.toContain('notApproved')
    expect(approvalOf(risk()).warnings).toEqual([])
  })
  it.each<[string, Values]>([
    ['owner', { owner: 'pe_bob' }],
    ['option', { option: 'share' }],
    ['residual', { residualI: 3 }],
    ['reqs', { reqs: ['iso27001-2022:A.8.13'] }],
    ['title', { title: 'Other' }],
  ])('a changed %s makes it stale', (_, change) => {
    expect(approvalOf(risk(change)).warnings).toContain('approvalStale')
  })
  it('a changed, added or archived action makes it stale; its status does not', () => {
    expect(approvalOf(risk(), [action('ta_1', { due: '2027-01-01' })]).warnings).toContain('approvalStale')
    expect(approvalOf(risk(), [...actions, action('ta_2')]).warnings).toContain('approvalStale')
    expect(approvalOf(risk(), [action('ta_1', { archivedOn: '2026-05-01' })]).warnings).toContain('approvalStale')
    expect(approvalOf(risk(), [action('ta_1', { status: 'inProgress' })]).warnings).toEqual([])
  })
  it('is signed by the holder of owner (isms.md 3.2)', () => {
    expect(recordKind('risk').profiles['treatment']!.signed).toEqual({
      approve: [{ holderOf: 'owner' }],
      reject: [{ holderOf: 'owner' }],
    })
  })
})

describe('TR3 TR5 TR6 acceptance of a level above the criteria', () => {
  const given = acceptance()
  const signedOver = contentOf(given, 'main', lookupOf(risk(), given))
  const accept = (over: Parameters<typeof statement>[0] | object = {}) =>
    statement({
      id: 'a1',
      type: 'accept',
      subjectKind: 'riskAcceptance',
      subjectId: 'rx_1',
      contentHash: signedOver,
      validUntil: '2026-12-31',
      ...over,
    })
  const standing = (statements: Parameters<typeof acceptanceFacts>[1], one = risk(), on = today, it = given) =>
    acceptanceFacts(it, statements, lookupOf(one, it), on)

  it('TR5: draft, valid, expired, rejected, revoked, void', () => {
    expect(standing([]).state).toBe('draft')
    expect(standing([accept()])).toMatchObject({ state: 'valid', daysLeft: 213 })
    expect(standing([accept()], risk(), '2026-12-31')).toMatchObject({ state: 'valid', daysLeft: 0 })
    expect(standing([accept()], risk(), '2027-01-01')).toMatchObject({ state: 'expired', daysLeft: -1 })
    expect(standing([accept(), accept({ id: 'a2', type: 'reject', seq: 9_001 })]).state).toBe('rejected')
    expect(standing([accept(), accept({ id: 'r1', type: 'revoke', basedOn: 'a1', seq: 9_002 })]).state).toBe('revoked')
    expect(standing([accept({ voidReason: 'noAuthority' })]).state).toBe('void')
  })
  it.each<[string, Values]>([
    ['owner', { owner: 'pe_bob' }],
    ['event', { event: 'other' }],
    ['option', { option: 'retain' }],
    ['current score', { currentL: 5 }],
    ['residual score', { residualL: 5 }],
    ['matrix', { matrixHash: 'f'.repeat(64) }],
  ])('#23 TR5: another %s of the risk makes it stale', (_, change) => {
    expect(standing([accept()], risk(change)).state).toBe('stale')
  })
  it('TR5: changes outside the acceptance’s content leave it valid', () => {
    expect(standing([accept()], risk({ rationale: 'new', cause: 'new', assessedOn: '2026-05-30' })).state).toBe('valid')
  })
  it('#21 #23 TR3 TR6: a residual above the criteria is settled only by a valid acceptance, until it ends', () => {
    const on = (statements: Parameters<typeof acceptanceFacts>[1], one = risk(), day = today) =>
      factsOf(one, {
        actions: [action('ta_1')],
        over: { acceptances: [{ row: given, facts: standing(statements, one, day) }], today: day },
      })
    expect(on([])).toMatchObject({ problem: 'notAccepted', state: 'treating', acceptance: 'draft' })
    expect(on([accept()])).toMatchObject({ problem: undefined, state: 'accepted', acceptance: 'valid' })
    expect(on([accept({ validUntil: '2026-05-31' })])).toMatchObject({ problem: 'acceptanceEnded', state: 'treating' })
    const raised = on([accept()], risk({ residualL: 5 }))
    expect([raised.problem, raised.state, raised.levels.effectiveResidual]).toEqual(['acceptanceStale', 'treating', 4])
  })
  it('#16 #17 TR3: a residual is required, one within the criteria needs no acceptance', () => {
    expect(factsOf(risk({ residualL: undefined, residualI: undefined })).problem).toBe('residualMissing')
    expect(factsOf(risk({ residualL: 2, residualI: 3 })).problem).toBeUndefined()
  })
  it('TR3: interim covers the current level while actions are open, never the residual', () => {
    const interim = acceptance({ type: 'interim', frozenL: 4 })
    const facts = standing(
      [accept({ contentHash: contentOf(interim, 'main', lookupOf(risk(), interim)) })],
      risk(),
      today,
      interim,
    )
    const covers = (open: boolean) =>
      acceptanceCover([{ row: interim, facts }], riskLevels(risk(), defaultMethod), open).present
    expect([facts.state, covers(true), covers(false)]).toEqual(['valid', true, false])
    expect(
      factsOf(risk(), { actions: [action('ta_1')], over: { acceptances: [{ row: interim, facts }] } }),
    ).toMatchObject({ state: 'accepted', problem: 'notAccepted' })
  })
  it('TR11: an accepted residual does not make a higher present level accepted, nor one that the method raised since', () => {
    // Current 5×5 = 25 of 25: Critical (4). Residual 3×4 = 12 of 25: High (3), accepted at 3.
    const high = risk({ currentL: 5, currentI: 5 })
    const facts = standing([accept({ contentHash: contentOf(given, 'main', lookupOf(high, given)) })], high)
    const on = (one: typeof high, actions: Parameters<typeof factsOf>[1] = { actions: [action('ta_1')] }, it = given) =>
      factsOf(one, { ...actions, over: { acceptances: [{ row: it, facts }] } })
    expect(on(high)).toMatchObject({
      state: 'treatingAccepted',
      problem: undefined,
      acceptance: 'valid',
      cover: { present: false, residual: true, until: '2026-12-31' },
    })
    expect(on(high, { actions: [] }).state).toBe('untreated')
    // Present level 3: the same acceptance covers it.
    expect(on(risk()).cover).toEqual({ present: true, residual: true, until: '2026-12-31' })
    // The level written down is what was accepted: 2 does not reach the 3 that the method gives now.
    expect(on(high, { actions: [action('ta_1')] }, acceptance({ frozenLevel: 2 }))).toMatchObject({
      state: 'treating',
      problem: 'acceptanceStale',
      cover: { present: false, residual: false },
    })
  })
  it('TR11: authority follows the present level', () => {
    expect([borneLevel(3, 4), borneLevel(3, 2), borneLevel(3, 'unset'), borneLevel(3, 'offScale')]).toEqual([
      4, 3, 3, 3,
    ])
  })
  it('RX: freezes what it accepts, and rejects what needs no acceptance', () => {
    const freeze = (one: ReturnType<typeof risk>, type: 'residual' | 'interim') =>
      ((result) => (result.ok ? result.value : result.error.type))(
        freezeScores(riskLevels(one, defaultMethod), type, defaultMethod),
      )
    expect(freeze(risk(), 'residual')).toEqual({ frozenL: 3, frozenI: 4, frozenLevel: 3 })
    expect(freeze(risk(), 'interim')).toEqual({ frozenL: 4, frozenI: 4, frozenLevel: 3 })
    expect(freeze(risk({ option: 'retain', residualL: undefined, residualI: undefined }), 'residual')).toEqual({
      frozenL: 4,
      frozenI: 4,
      frozenLevel: 3,
    })
    expect(freeze(risk({ residualL: undefined }), 'residual')).toBe('noLevel')
    expect(freeze(risk({ residualL: 1 }), 'residual')).toBe('withinCriteria')
  })
})

describe('TR13 what is late', () => {
  it('TR13: one rule lists and counts late actions: of two open ones, one past its day, one is late', () => {
    const two = [
      action('ta_1', { due: '2026-06-30' }),
      action('ta_2', { due: '2026-05-01' }),
      action('ta_3', { due: '2026-05-20' }),
      action('ta_4', { due: '2026-04-01', status: 'done' }),
      action('ta_5', { due: '2026-04-01', archivedOn: '2026-04-02' }),
    ]
    expect(lateActions(two, today).map(({ id }) => id)).toEqual(['ta_2', 'ta_3'])
    expect(summariseActions(two, today)).toMatchObject({ open: 3, overdue: 2 })
  })
  it('TR13: the banner names the first and counts the others, in both languages', () => {
    const say = (locale: 'en' | 'de', late: number): string =>
      (
        createI18n({ legacy: false, locale, messages: { en: { risk: enRisk }, de: { risk: deRisk } } as never })
          .global as unknown as { t: (key: string, named: object, n: number) => string }
      ).t('risk.problemText.overdue', { ref: 'TA-5', title: 'End accounts', date: '1 May', n: late - 1 }, late - 1)
    expect([1, 2, 3].map((late) => say('en', late))).toEqual([
      'TA-5 End accounts was due 1 May.',
      'TA-5 End accounts was due 1 May, and 1 more is late.',
      'TA-5 End accounts was due 1 May, and 2 more are late.',
    ])
    expect([1, 2, 3].map((late) => say('de', late))).toEqual([
      'TA-5 End accounts war fällig 1 May.',
      'TA-5 End accounts war fällig 1 May, und 1 weiterer ist zu spät.',
      'TA-5 End accounts war fällig 1 May, und 2 weitere sind zu spät.',
    ])
  })
})

describe('TR4 who may accept, and until when', () => {
  it('the last day is the signing day plus the maximum of the level', () => {
    expect([3, 4, 2].map((level) => latestEnd(level, defaultMethod.authority, today))).toEqual([
      '2027-06-01',
      '2026-12-01',
      undefined,
    ])
  })
  it('self-appointed: the signer had become owner by their own edit, until a lead confirms', () => {
    const signed = statement({ id: 'a', type: 'accept', seq: 50, memberId: 'm_ann', personId: 'pe_ann' })
    const set = (memberId: string, value: string, seq: number) => ({ memberId, value, seq })
    const confirm = (over: object = {}) =>
      statement({ id: 'c', type: 'confirm', seq: 60, memberId: 'm_lead', personId: 'pe_lead', ...over })
    const self = (
      changes: Parameters<typeof isSelfAppointed>[2],
      statements: Parameters<typeof isSelfAppointed>[3] = [],
    ) => isSelfAppointed({ owner: 'pe_ann' }, signed, changes, statements)
    expect(self([set('m_ann', 'pe_ann', 40)])).toBe(true)
    expect(self([set('m_ann', 'pe_ann', 40), set('m_lead', 'pe_ann', 45)])).toBe(false)
    expect(self([set('m_lead', 'pe_ann', 40)])).toBe(false)
    expect(self([set('m_lead', 'pe_ann', 40), set('m_ann', 'pe_ann', 70)])).toBe(false)
    expect(self([set('m_ann', 'pe_ann', 40)], [confirm()])).toBe(false)
    expect(self([set('m_ann', 'pe_ann', 40)], [confirm({ seq: 30 })])).toBe(true)
    expect(self([set('m_ann', 'pe_ann', 40)], [confirm({ memberId: 'm_ann', personId: 'pe_ann' })])).toBe(true)
    expect(self([set('m_ann', 'pe_ann', 40)], [confirm({ voidReason: 'noAuthority' })])).toBe(true)
    expect(isSelfAppointed({ owner: 'pe_bob' }, signed, [set('m_ann', 'pe_ann', 40)], [])).toBe(false)
  })
})

describe('TR7 TR8 TR9 how treatment ends', () => {
  const done = (over: Values = {}) => action('ta_1', { status: 'done', completedOn: '2026-05-20', ...over })
  it('TR7: work done after the last assessment requires a new one and changes no score', () => {
    const after = factsOf(risk({ assessedOn: '2026-05-19' }), { actions: [done()] })
    expect([after.warnings.includes('reassess'), after.levels.current.level]).toEqual([true, 3])
    expect(factsOf(risk({ assessedOn: '2026-05-20' }), { actions: [done()] }).warnings).not.toContain('reassess')
  })
  it('TR8: avoid ends with the risk closed and a reason', () => {
    const open = { option: 'avoid', status: 'open' } as const
    expect([
      avoidWaitsForClosing(open, [done()]),
      avoidWaitsForClosing(open, [done(), action('ta_2')]),
      avoidWaitsForClosing({ ...open, status: 'closed' }, [done()]),
      avoidWaitsForClosing(open, []),
      avoidWaitsForClosing({ ...open, option: 'modify' }, [done()]),
    ]).toEqual([true, false, false, false, false])
    expect(factsOf(risk({ option: 'avoid' }), { actions: [done()] }).warnings).toContain('avoidOpen')
  })
  it('TR8: share names a supplier or contract in an action or the reason', () => {
    const sources = {
      controls: new Map([
        ['co_1', row('control', 'co_1', { suppliers: ['su_1'] })],
        ['co_2', row('control', 'co_2')],
      ]),
      suppliers: [row('supplier', 'su_1', { ref: 'SU-1', name: 'Harbour Insurance' })],
      documents: [
        row('document', 'dc_1', { ref: 'DC-4', title: 'Liability terms', type: 'contract' }),
        row('document', 'dc_2', { ref: 'DC-5', title: 'Runbook', type: 'procedure' }),
      ],
    }
    const named = (optionReason: string | undefined, actions: readonly ReturnType<typeof action>[] = []) =>
      namesPartner({ optionReason }, actions, sources)
    expect([named(undefined), named('Somebody else carries it'), named('See SU-12'), named('See DC-5')]).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect([
      named('Insured with harbour insurance since May'),
      named('SU-1 pays'),
      named('As DC-4 says'),
      named('https://example.org/contract'),
    ]).toEqual([true, true, true, true])
    expect([
      named('x', [action('a', { controls: ['co_1'] })]),
      named('x', [action('a', { controls: ['co_2'] })]),
      named('x', [action('a', { controls: ['co_1'], status: 'cancelled' })]),
      named('x', [action('a', { title: 'Sign with SU-1' })]),
    ]).toEqual([true, false, false, true])
    expect(factsOf(risk({ option: 'share' }), { over: { partnerNamed: () => false } }).warnings).toContain(
      'shareUnnamed',
    )
    expect(factsOf(risk(), { over: { partnerNamed: () => false } }).warnings).not.toContain('shareUnnamed')
  })
  it('TR9: closing requires a reason; reopening restores everything', () => {
    expect([judgeClosing('  ').ok, judgeClosing(undefined).ok, judgeClosing('Sold').ok]).toEqual([false, false, true])
    expect(validateRecord('risk', risk({ status: 'closed' }))).toMatchObject([
      { type: 'closedReasonMissing', field: 'closedReason' },
    ])
    const actions = [action('ta_1')]
    const before = factsOf(risk(), { actions })
    const closed = factsOf(risk({ status: 'closed', closedReason: 'Sold' }), { actions })
    expect([closed.state, closed.problem, closed.warnings]).toEqual(['closed', undefined, []])
    expect(factsOf(risk({ status: 'open', closedReason: 'Sold' }), { actions })).toEqual(before)
  })
})

describe('treatment actions and plan (6.1.3 e, 8.3)', () => {
  it('an action is flagged if late, blocked or without evidence', () => {
    const of = (over: Values) => actionSignals(action('a', over), today)
    expect([
      of({ due: today }),
      of({ due: '2026-05-31' }),
      of({ due: '2026-05-31', status: 'blocked' }),
      of({ status: 'done' }),
      of({ status: 'done', completedOn: '2026-05-01', evidence: ['ev_1'] }),
      of({ due: '2020-01-01', status: 'cancelled' }),
    ]).toEqual([[], ['overdue'], ['overdue', 'blocked'], ['noCompletion', 'evidenceMissing'], [], []])
  })
  it('bad input: a due day before the start, a block without a reason', () => {
    expect(validateRecord('treatmentAction', action('a', { start: '2026-12-02' }))).toMatchObject([
      { type: 'dateOrder', field: 'due' },
    ])
    expect(validateRecord('treatmentAction', action('a', { status: 'blocked' }))).toMatchObject([
      { type: 'reasonMissing', field: 'blockedReason' },
    ])
    expect(
      validateRecord('treatmentPlan', row('treatmentPlan', 'tp', { from: '2026-02-01', to: '2026-01-01' })),
    ).toMatchObject([{ type: 'dateOrder', field: 'to' }])
  })
  it('progress is done out of not cancelled, each action once; cost is summed where given', () => {
    const actions = [
      action('a', { status: 'done', cost: 100 }),
      action('b', { risks: ['ri_1', 'ri_2'], due: '2026-05-01', cost: 250 }),
      action('c', { status: 'cancelled', cost: 999 }),
      action('d', { risks: ['ri_9'], cost: 5 }),
      action('e'),
    ]
    const facts = planFacts({ risks: ['ri_1', 'ri_2'], budget: 300 }, actions, today)
    expect(facts.summary).toEqual({ done: 1, open: 2, overdue: 1, total: 3, until: '2026-12-01' })
    expect([facts.cost, facts.priced, facts.over]).toEqual([350, 2, 50])
    expect(planFacts({ risks: ['ri_1'], budget: undefined }, [action('e')], today)).toMatchObject({
      cost: undefined,
      over: undefined,
    })
    expect(summariseActions([], today)).toEqual({ done: 0, open: 0, overdue: 0, total: 0, until: undefined })
    expect([
      planTime({ from: '2026-01-01', to: '2026-06-01' }, today),
      planTime({ from: '2026-01-01', to: '2026-05-31' }, today),
      planTime({ from: '2026-06-02', to: '2026-12-31' }, today),
      planTime({ from: undefined, to: today }, today),
    ]).toEqual(['running', 'ended', 'ahead', undefined])
  })
  it('a plan’s approval covers option and residual level of its risks', () => {
    const plan = row('treatmentPlan', 'tp_1', {
      title: 'Plan',
      from: '2026-01-01',
      to: '2026-12-31',
      summary: 's',
      risks: ['ri_1'],
    })
    const of = (one: ReturnType<typeof risk>) => contentOf(plan, 'main', lookupOf(one))
    expect(of(risk({ residualL: 3, residualI: 5 }))).toBe(of(risk()))
    expect(of(risk({ residualL: 2, residualI: 3 }))).not.toBe(of(risk()))
    expect(of(risk({ option: 'share' }))).not.toBe(of(risk()))
  })
})
