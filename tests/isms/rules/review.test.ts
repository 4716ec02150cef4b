import { describe, expect, it } from 'vitest'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import type { Decision } from '~/lib/records/kinds/decision'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import { measurementId, readinessRunId } from '~/lib/records/derivedIds'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import {
  isDecisionFieldLocked,
  isLocked,
  isPackRecent,
  isReviewComplete,
  missingBeforeSignOff,
  nextReviewDue,
  previousReview,
  recordedLate,
  reviewItems,
  type ReviewContext,
} from '~/lib/isms/review/reviewCompleteness'
import { carriedDecisions, decisionState } from '~/lib/isms/review/decisions'
import { comparePacks, headFigure, inputLetters, parseReviewPack } from '~/lib/isms/review/pack'
import { reviewPack } from '~/lib/isms/review/reviewPack'
import type { RecordChange, ReviewState } from '~/lib/isms/review/managementReviewState'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { matrixHash } from '~/lib/isms/risk/level'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { compositeRecords } from '~/lib/isms/statement/composites'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { canonicalJson, type JsonValue } from '~/lib/shared/json'
import { row, statement } from '../rows'

const hash = 'ab'.repeat(32)
const full = (id: string, over: Readonly<Record<string, JsonValue | undefined>> = {}): ManagementReview =>
  row('managementReview', id, {
    title: 'Spring',
    heldOn: '2026-05-29',
    chair: 'pe_top',
    attendees: ['pe_top', 'pe_lead'],
    pack: { sha256: hash, id: hash, size: 2, mime: 'application/json' },
    packHash: hash,
    packAsOf: '2026-05-20',
    inputA: 'Read.',
    inputB: 'Read.',
    inputC: 'Read.',
    inputD: 'Read.',
    inputE: 'Read.',
    inputF: 'Read.',
    nothingG: true,
    suitable: 'yes',
    adequate: 'yes',
    effective: 'no',
    conclusion: 'It works.',
    nextOn: '2027-05-28',
    status: 'held',
    ...over,
  })
const around: ReviewContext = {
  decisions: [{ text: 'More people' }],
  isTopManagement: (person) => person === 'pe_top',
  signature: 'current',
}
const decision = (id: string, over: Readonly<Record<string, JsonValue>> = {}): Decision =>
  row('decision', id, { review: 'mr_old', type: 'risk', text: id, owner: 'pe_1', status: 'open', ...over })

describe('MR1 when the next review is due', () => {
  it('the last complete one plus the interval; an incomplete meeting does not count', () => {
    const held = [full('mr_1', { heldOn: '2025-03-31' }), full('mr_2', { heldOn: '2026-02-12' })]
    expect([nextReviewDue(held, 'P12M'), nextReviewDue(held.slice(0, 1), 'P6M'), nextReviewDue([], 'P12M')]).toEqual([
      '2027-02-12',
      '2025-09-30',
      undefined,
    ])
  })
  it('the previous review is the latest complete one up to the meeting, never itself', () => {
    const held = [
      full('mr_1', { heldOn: '2025-03-31' }),
      full('mr_2', { heldOn: '2026-02-12' }),
      full('mr_3', { heldOn: '2026-09-01' }),
    ]
    expect(previousReview(held, { id: 'mr_2', heldOn: '2026-02-12' })?.id).toBe('mr_1')
    expect(previousReview(held, { id: 'mr_4' })?.id).toBe('mr_3')
  })
})

describe('MR3 when a review is complete', () => {
  it('everything discussed, decided, judged and signed', () =>
    expect(isReviewComplete(full('mr_1'), around)).toBe(true))
  it.each([
    ['no pack', { pack: undefined }, {}, ['pack', 'packAge']],
    ['a hash of other bytes', { packHash: 'cd'.repeat(32) }, {}, ['pack', 'packAge']],
    ['an old pack', { packAsOf: '2026-04-27' }, {}, ['packAge']],
    ['a pack made after the meeting', { packAsOf: '2026-05-30' }, {}, ['packAge']],
    ['an input neither discussed nor flagged', { inputE: '  ' }, {}, ['input']],
    ['no decisions', {}, { decisions: [] }, ['decisions']],
    ['no judgement', { effective: undefined }, {}, ['effective']],
    ['no conclusion', { conclusion: undefined }, {}, ['conclusion']],
    ['top management not there', { attendees: ['pe_lead'] }, {}, ['topManagement']],
    ['a chair who is not top management', { chair: 'pe_lead' }, {}, ['chair']],
    ['no day', { heldOn: undefined }, {}, ['heldOn', 'packAge']],
  ] as const)('%s keeps it open', (_, over, surroundings, missing) => {
    const items = reviewItems(full('mr_1', over as never), { ...around, ...surroundings })
    expect(items.filter(({ met }) => !met).map(({ need }) => need)).toEqual(missing)
    expect(isReviewComplete(full('mr_1', over as never), { ...around, ...surroundings })).toBe(false)
    expect(missingBeforeSignOff(items)).toHaveLength(missing.length)
  })
  it('false differs from unset for judgements; "no decisions" is an answer; unsigned or stale is not complete', () => {
    expect(isReviewComplete(full('mr_1', { noDecisions: true }), { ...around, decisions: [] })).toBe(true)
    expect(
      (['none', 'stale', 'revoked', 'void'] as const).map((signature) =>
        isReviewComplete(full('mr_1'), { ...around, signature }),
      ),
    ).toEqual([false, false, false, false])
    expect(missingBeforeSignOff(reviewItems(full('mr_1'), { ...around, signature: 'none' }))).toEqual([])
    expect(isPackRecent({ packAsOf: '2026-04-28', heldOn: '2026-05-29' })).toBe(true)
  })
  it('names the input that is open', () => {
    expect(missingBeforeSignOff(reviewItems(full('mr_1', { inputE: undefined }), around))).toEqual([
      { need: 'input', letter: 'e', met: false },
    ])
  })
})

describe('MR4 decisions carry over until done or dropped', () => {
  const reviews = [
    full('mr_old', { heldOn: '2025-02-10' }),
    full('mr_now', { heldOn: '2026-05-29' }),
    full('mr_later', { heldOn: '2026-12-01' }),
  ]
  const carried = (decisions: readonly Decision[], since: string | null = '2025-11-01') =>
    carriedDecisions(reviews[1]!, { decisions, reviews, since: since ?? undefined, today: '2026-05-20' })
  it('open ones always, closed ones if closed since then; with age', () => {
    const found = carried([
      decision('de_1'),
      decision('de_2', { status: 'done', doneOn: '2026-01-05' }),
      decision('de_3', { status: 'done', doneOn: '2025-09-01' }),
      decision('de_4', { due: '2026-05-19' }),
      decision('de_5', { status: 'dropped', doneOn: '2025-11-01' }),
    ])
    expect(found.map(({ row: { id }, state }) => [id, state])).toEqual([
      ['de_1', 'open'],
      ['de_2', 'done'],
      ['de_4', 'overdue'],
    ])
    expect(found[0]!.age).toBe(464)
    expect(carried([decision('de_3', { status: 'done', doneOn: '2025-09-01' })], null)).toHaveLength(1)
  })
  it('not those of the review itself or of a later one', () => {
    expect(carried([decision('de_1', { review: 'mr_now' }), decision('de_2', { review: 'mr_later' })])).toEqual([])
    expect([
      decisionState(decision('de_1', { due: '2026-05-20' }), '2026-05-20'),
      decisionState(decision('de_1', { due: '2026-05-20', status: 'done' }), '2026-06-20'),
    ]).toEqual(['open', 'done'])
  })
})

describe('MR5 what the sign-off locks', () => {
  it('inputs and the text of decisions while it is current; status and doneOn of decisions never', () => {
    expect((['current', 'stale', 'none', 'revoked'] as const).map(isLocked)).toEqual([true, false, false, false])
    expect(
      ['text', 'type', 'status', 'doneOn', 'outcome'].map((field) => isDecisionFieldLocked(field, 'current')),
    ).toEqual([true, true, false, false, false])
    expect(isDecisionFieldLocked('text', 'stale')).toBe(false)
  })
  it('status and doneOn of a decision are not in the hash, its text is', () => {
    const review = full('mr_1')
    const content = (over: Readonly<Record<string, JsonValue>>) =>
      hashedContent(review, 'main', { decisions: [decision('de_1', { review: 'mr_1', ...over })] }).contentHash
    expect(content({ status: 'done', doneOn: '2026-06-01' })).toBe(content({}))
    expect(content({ text: 'Other' })).not.toBe(content({}))
  })
})

describe('MR6 recorded late', () => {
  it('when the record was created more than 30 days after the meeting', () => {
    const made = (createdAt: string) =>
      recordedLate({ ...full('mr_1', { heldOn: '2026-03-01' }), createdAt }, 'Europe/Berlin')
    expect([
      made('2026-03-31T10:00:00.000Z'),
      made('2026-03-31T23:30:00.000Z'),
      made('2026-02-01T10:00:00.000Z'),
    ]).toEqual([undefined, '2026-04-01', undefined])
  })
})

/** A workspace on 2026-06-01 whose last complete review was on 2026-02-12, with figures of 2026-02-05. */
function world(extra: readonly AnyRecord[] = [], over: Partial<ReviewState> = {}): ReviewState {
  const before = full('mr_old', { heldOn: '2026-02-12', packAsOf: '2026-02-05' })
  const scored = { matrixHash: matrixHash(defaultMethod.grid), status: 'open' }
  const rows: readonly AnyRecord[] = [
    before,
    decision('de_1', { due: '2026-04-30', links: ['tk_1'] }),
    decision('de_2', { status: 'done', doneOn: '2026-03-01' }),
    decision('de_3', { status: 'done', doneOn: '2026-01-01' }),
    row('task', 'tk_1', { title: 'Order a region', due: '2026-05-01', status: 'open', assignee: 'pe_1' }),
    row('issue', 'i_new', { title: 'AI code', status: 'active', createdAt: '2026-03-01T08:00:00.000Z' }),
    row('issue', 'i_changed', { title: 'Cloud prices', status: 'active' }),
    row('issue', 'i_closed', { title: 'Office move', status: 'closed' }),
    row('issue', 'i_read', { title: 'Climate', status: 'active', reviewedOn: '2026-04-01' }),
    row('interestedParty', 'ip_1', { name: 'Drivers', status: 'active' }),
    row('obligation', 'ob_1', {
      title: 'NIS2',
      status: 'active',
      addressed: 'no',
      createdAt: '2026-04-01T08:00:00.000Z',
    }),
    row('nonconformity', 'nc_open', {
      title: 'Leaver kept access',
      detectedOn: '2026-03-10',
      correctedOn: '2026-03-19',
      requirement: 'iso27001-2022:A.5.18',
      grade: 'minor',
    }),
    row('nonconformity', 'nc_old', { title: 'Old', detectedOn: '2026-01-10', correctedOn: '2026-01-11' }),
    row('nonconformity', 'nc_away', {
      title: 'Mistake',
      detectedOn: '2026-03-11',
      withdrawnReason: 'No requirement broken.',
    }),
    row('correctiveAction', 'ca_1', {
      nonconformity: 'nc_open',
      title: 'Checklist',
      due: '2026-05-10',
      status: 'inProgress',
    }),
    row('metric', 'mt_1', {
      title: 'Patched',
      direction: 'higher',
      unit: '%',
      every: 'monthly',
      start: '2026-01-01',
      status: 'active',
      targets: { '2026-01-01': { target: 95, watch: 90 } },
    }),
    row('metric', 'mt_2', { title: 'Unmeasured', direction: 'higher', every: 'monthly', status: 'active' }),
    row('metric', 'mt_3', { title: 'Retired', status: 'retired' }),
    row('measurement', measurementId('mt_1', '2026-03-31'), { metric: 'mt_1', periodTo: '2026-03-31', value: 96 }),
    row('measurement', measurementId('mt_1', '2026-05-31'), { metric: 'mt_1', periodTo: '2026-05-31', value: 94 }),
    row('audit', 'ia_1', { title: 'Spring', type: 'internal', status: 'inProgress', performedFrom: '2026-05-04' }),
    row('finding', 'fn_1', { audit: 'ia_1', grade: 'minor', title: 'Gap', raisedOn: '2026-05-06' }),
    row('finding', 'fn_2', { audit: 'ia_1', grade: 'opportunity', title: 'Idea', raisedOn: '2026-05-06' }),
    row('finding', 'fn_3', {
      audit: 'ia_1',
      grade: 'major',
      title: 'Taken back',
      raisedOn: '2026-05-06',
      withdrawn: true,
    }),
    row('objective', 'oj_1', { title: 'Restore in 4 h', status: 'inProgress', due: '2026-08-31', metrics: ['mt_1'] }),
    row('feedback', 'fb_1', {
      party: 'ip_1',
      receivedOn: '2026-04-02',
      summary: 'Faster answers wanted',
      sentiment: 'negative',
    }),
    row('feedback', 'fb_0', { party: 'ip_1', receivedOn: '2026-02-01', summary: 'Before', sentiment: 'positive' }),
    row('communication', 'cm_1', { subject: 'Incident notice', direction: 'external', audience: 'Customers' }),
    row('risk', 'r_1', { title: 'Ransomware', currentL: 4, currentI: 4, option: 'modify', ...scored }),
    row('risk', 'r_2', { title: 'Small', currentL: 1, currentI: 1, ...scored }),
    row('risk', 'r_3', { title: 'Unscored', ...scored }),
    row('risk', 'r_4', { title: 'Gone', currentL: 5, currentI: 5, ...scored, status: 'closed' }),
    row('treatmentAction', 'ta_1', { title: 'Backups', risks: ['r_1'], status: 'done' }),
    row('treatmentAction', 'ta_2', { title: 'Segment', risks: ['r_1'], status: 'inProgress', due: '2026-05-01' }),
    row('exception', 'ex_1', { title: 'Old laptop', validUntil: '2026-05-15' }),
    row('improvement', 'oi_1', { title: 'Passkeys', status: 'done', doneOn: '2026-04-10', realised: 'No passwords.' }),
    row('improvement', 'oi_2', { title: 'Tooling', status: 'accepted' }),
    row('improvement', 'oi_0', { title: 'Earlier', status: 'done', doneOn: '2026-01-10' }),
    row('incident', 'in_1', {
      title: 'Phish',
      status: 'closed',
      detectedAt: '2026-04-10T08:00:00.000Z',
      lessons: 'Call back.',
    }),
    row('incident', 'in_2', { title: 'No lesson', status: 'closed', detectedAt: '2026-04-10T08:00:00.000Z' }),
    ...extra,
  ]
  const of = (kind: Kind) => rows.filter((one) => one.kind === kind)
  const lookup = {
    get: (kind: Kind, id: string) => of(kind).find((one) => one.id === id),
    referencing: (kind: Kind, field: string, id: string) =>
      of(kind).filter((one) => [(one as never)[field] ?? []].flat().includes(id as never)),
  }
  const signed: StatementFact = statement({
    id: 's_1',
    type: 'sign',
    subjectKind: 'managementReview',
    subjectId: before.id,
    contentHash: hashedContent(before, 'main', compositeRecords(before, 'main', lookup)).contentHash,
  })
  const change = (recordId: string, field: string, day: string, after: unknown): RecordChange => ({
    recordId,
    field,
    day,
    before: null,
    after,
  })
  return {
    rows: (kind) => of(kind) as never,
    lookup,
    settings: effectiveSettings(row('settings', 'settings_main', { ismsStart: '2025-12-01' })),
    method: defaultMethod,
    statementsOf: (id) => (id === before.id ? [signed] : []),
    isTopManagement: (person) => person === 'pe_top',
    changes: [
      change('i_new', 'title', '2026-03-01', 'AI code'),
      change('i_changed', 'effectOnIsms', '2026-04-03', 'More'),
      change('i_changed', 'title', '2025-12-30', 'x'),
      change('i_closed', 'status', '2026-03-15', 'closed'),
      change('i_read', 'reviewedOn', '2026-04-01', '2026-04-01'),
      change('ip_1', 'needs', '2026-02-06', 'Fair use'),
    ],
    ...over,
  }
}
const now = full('mr_now', { heldOn: '2026-06-10', pack: undefined, packHash: undefined, packAsOf: undefined })

describe('MR7 the summary line of an input', () => {
  it('MR7: shows a figure by name: for improvements how many are done, never the readiness score that comes first', () => {
    const pack = reviewPack(
      world([
        row('readinessRun', readinessRunId('2026-05-28'), {
          scores: { overall: 52, phases: {}, groups: {} },
          failing: {},
          counts: {},
        } as never),
        row('improvement', 'oi_1', { title: 'Done', status: 'done', doneOn: '2026-05-01' }),
        row('improvement', 'oi_2', { title: 'Also', status: 'done', doneOn: '2026-05-02' }),
        row('improvement', 'oi_3', { title: 'Open', status: 'accepted' }),
      ]),
      now,
      '2026-06-01',
    )
    expect(pack.inputs.g.figures[0]).toMatchObject({ key: 'readiness', value: 52 })
    // Two done here and one from the world above.
    expect(headFigure('g', pack.inputs.g)).toMatchObject({ key: 'improved', value: 3 })
    expect(
      (['a', 'b', 'c', 'e', 'f', 'g'] as const).map((letter) => headFigure(letter, pack.inputs[letter])?.key),
    ).toEqual(['done', 'new', 'new', 'received', 'above', 'improved'])
  })
})

describe('MR2 the review pack', () => {
  const pack = reviewPack(world(), now, '2026-06-01')
  const figure = (letter: 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g', key: string) =>
    pack.inputs[letter].figures.find((one) => one.key === key)
  const lines = (letter: 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g', key: string) =>
    (pack.inputs[letter].groups.find((one) => one.key === key)?.lines ?? []).map((line) => [line.id, line.state])

  it('covers the time since the previous complete review’s figures', () => {
    expect([pack.asOf, pack.since]).toEqual(['2026-06-01', '2026-02-12'])
    expect(reviewPack(world([], { isTopManagement: () => false }), now, '2026-06-01').since).toBeNull()
    // On 6 February, between that pack and that meeting.
    expect(lines('c', 'parties')).toEqual([['ip_1', 'changed']])
  })
  it('a: earlier decisions with age, and the tasks linked to them', () => {
    expect(lines('a', 'decisions')).toEqual([
      ['de_1', 'overdue'],
      ['de_2', 'done'],
    ])
    expect(lines('a', 'tasks')).toEqual([['tk_1', 'overdue']])
    expect(figure('a', 'done')).toMatchObject({ value: 1, of: 2 })
    expect(pack.inputs.a.groups[0]!.lines[0]!.facts).toMatchObject({ age: 109, due: '2026-04-30' })
  })
  it('b, c: what was created, changed and closed; a review without edits changes nothing', () => {
    expect(lines('b', 'issues')).toEqual([
      ['i_new', 'new'],
      ['i_changed', 'changed'],
      ['i_closed', 'closed'],
    ])
    expect(pack.inputs.b.figures.map(({ value }) => value)).toEqual([1, 1, 1, 3])
    expect(lines('c', 'obligations')).toEqual([['ob_1', 'new']])
  })
  it('d: nonconformities, metrics, audits, objectives', () => {
    expect(figure('d', 'ncOpened')).toMatchObject({ value: 1 })
    expect(figure('d', 'ncOpened')!.series).toEqual([null, null, null, null, null, 0, 1, 0, 1, 0, 0, 0])
    expect([
      figure('d', 'ncClosed')!.value,
      figure('d', 'daysToCorrect')!.value,
      figure('d', 'overdueActions')!.value,
      figure('d', 'repeats')!.value,
    ]).toEqual([0, 9, 1, 0])
    expect(lines('d', 'nonconformities')).toEqual([
      ['nc_open', 'acting'],
      ['nc_old', 'corrected'],
    ])
    expect(lines('d', 'metrics')).toEqual([
      ['mt_1', 'watch'],
      ['mt_2', 'noData'],
    ])
    expect(pack.inputs.d.groups.find(({ key }) => key === 'metrics')!.lines[0]).toMatchObject({
      tone: 'watch',
      points: [96, null, 94],
      facts: { value: 94, target: 95, unit: '%', trend: 'unknown', stale: false },
    })
    expect(figure('d', 'onTarget')).toMatchObject({ value: 0, of: 2 })
    expect(pack.inputs.d.groups.find(({ key }) => key === 'audits')!.lines[0]).toMatchObject({
      state: 'inProgress',
      facts: { major: 0, minor: 1, opportunity: 1 },
    })
    expect([figure('d', 'coverage')!.value, lines('d', 'objectives')]).toEqual([null, [['oj_1', 'atRisk']]])
  })
  it('d: a problem that recurred after it was closed as effective', () => {
    const closed = row('nonconformity', 'nc_done', {
      title: 'First',
      detectedOn: '2025-12-02',
      correctedOn: '2025-12-05',
      correction: 'x',
      rootCause: 'No owner of leavers',
      causeMethod: 'fiveWhys',
      similar: 'none',
      effectivenessCriteria: 'None left',
      noActionReason: 'One person',
      requirement: 'iso27001-2022:A.5.18',
    })
    const verify = statement({
      id: 's_v',
      type: 'verify',
      subjectKind: 'nonconformity',
      subjectId: closed.id,
      profile: 'effectiveness',
      contentHash: hashedContent(closed, 'effectiveness', { actions: [] }).contentHash,
      decision: 'effective',
      personId: 'pe_9',
      time: Date.UTC(2026, 1, 20),
    })
    const state = world([closed])
    const made = reviewPack(
      { ...state, statementsOf: (id) => (id === closed.id ? [verify] : state.statementsOf(id)) },
      now,
      '2026-06-01',
    )
    const of = (key: string) => made.inputs.d.figures.find((one) => one.key === key)!.value
    expect([of('ncClosed'), of('repeats')]).toEqual([1, 1])
    // CA6: a cause that repeats the gap of its finding does not count, here as in the register.
    const again = world([{ ...closed, finding: 'fn_gap' }, row('finding', 'fn_gap', { gap: 'No owner of leavers' })])
    expect(
      reviewPack(
        { ...again, statementsOf: (id) => (id === closed.id ? [verify] : again.statementsOf(id)) },
        now,
        '2026-06-01',
      ).inputs.d.figures.find(({ key }) => key === 'ncClosed')!.value,
    ).toBe(0)
  })
  it('e, f, g: feedback, risk then and now, improvement', () => {
    expect([lines('e', 'feedback'), lines('e', 'communications')]).toEqual([
      [['fb_1', 'negative']],
      [['cm_1', 'external']],
    ])
    expect([
      figure('f', 'above'),
      figure('f', 'level3'),
      figure('f', 'level1'),
      figure('f', 'noLevel'),
      figure('f', 'actionsDone'),
    ]).toMatchObject([{ value: 1 }, { value: 1 }, { value: 1 }, { value: 1 }, { value: 1, of: 2 }])
    expect([lines('f', 'above'), lines('f', 'ending'), figure('f', 'actionsOverdue')!.value]).toEqual([
      [['r_1', 'modify']],
      [['ex_1', 'ended']],
      1,
    ])
    expect([lines('g', 'improvements'), lines('g', 'opportunities'), lines('g', 'incidents')]).toEqual([
      [
        ['oi_2', 'accepted'],
        ['oi_1', 'done'],
      ],
      [['fn_2', 'opportunity']],
      [['in_1', 'closed']],
    ])
  })
  it('g: readiness by month, from the last run of each; a month without one is a gap', () => {
    const run = (day: string, overall: number | null) =>
      row('readinessRun', readinessRunId(day), { scores: { overall, phases: {}, groups: {} } })
    const made = reviewPack(
      world([run('2026-03-02', 61), run('2026-03-20', 64), run('2026-05-01', 82), run('2026-06-20', 99)]),
      now,
      '2026-06-01',
    ).inputs.g.figures.find(({ key }) => key === 'readiness')!
    expect(made).toMatchObject({ value: 82, better: 'up' })
    expect(made.series!.slice(-4)).toEqual([64, null, 82, null])
    expect(figure('g', 'readiness')).toMatchObject({ value: null })
  })
  it('f: earlier levels come from the previous pack', () => {
    const then = {
      ...pack,
      inputs: {
        ...pack.inputs,
        f: {
          groups: [],
          figures: [
            { key: 'above', value: 4 },
            { key: 'level3', value: 4 },
          ],
        },
      },
    }
    const made = reviewPack(world([], { previousPack: then }), now, '2026-06-01')
    expect(made.inputs.f.figures.find(({ key }) => key === 'above')).toMatchObject({ value: 1, before: 4 })
    expect(figure('f', 'above')).not.toHaveProperty('before')
  })
  it('the same records and day give the same bytes, which parse back to the pack', () => {
    expect(canonicalJson(reviewPack(world(), now, '2026-06-01'))).toBe(canonicalJson(pack))
    expect(parseReviewPack(JSON.parse(canonicalJson(pack)))).toEqual({ ok: true, value: pack })
    for (const other of [undefined, {}, { ...pack, v: 2 }, { v: 1, asOf: '2026-06-01', inputs: { a: {} } }])
      expect(parseReviewPack(other)).toMatchObject({ ok: false, error: { type: 'badPack' } })
    expect(inputLetters.every((letter) => pack.inputs[letter].figures.length > 0)).toBe(true)
  })
  it('shows what changed since it was frozen', () => {
    expect(comparePacks(pack, pack)).toEqual([])
    const later = reviewPack(
      world([row('feedback', 'fb_2', { receivedOn: '2026-06-01', summary: 'Thanks', sentiment: 'positive' })]),
      now,
      '2026-06-01',
    )
    expect(comparePacks(pack, later)).toEqual([
      {
        letter: 'e',
        figures: [
          { key: 'received', before: 1, now: 2 },
          { key: 'positive', before: 0, now: 1 },
        ],
        lines: [{ change: 'added', line: expect.objectContaining({ id: 'fb_2' }) }],
      },
    ])
    expect(comparePacks(later, pack)[0]!.lines).toMatchObject([{ change: 'gone' }])
  })
})
