import { describe, expect, it } from 'vitest'
import {
  declaredBy,
  auditMissing,
  isAuditComplete,
  missingBeforeSigning,
  type AuditFacts,
} from '~/lib/isms/audit/auditCompleteness'
import { expectedShare, programmeCoverage, requiredSet } from '~/lib/isms/audit/coverage'
import { findingState, ncDue } from '~/lib/isms/audit/findingState'
import { improvementFrom, nonconformityFrom } from '~/lib/isms/audit/fromFinding'
import { itemConflicts, type IndependenceFacts } from '~/lib/isms/audit/auditIndependence'
import { questionFor } from '~/lib/isms/audit/questions'
import { isReported } from '~/lib/isms/audit/reporting'
import { breaksSampling, drawSample } from '~/lib/isms/audit/sampling'
import { valuesOn } from '~/lib/isms/audit/valueOn'
import { iso27001 } from '~/lib/content/catalogue/iso27001'
import { auditItemId, nonconformityIdOfFinding, soaEntryId } from '~/lib/records/derivedIds'
import { approvalState } from '~/lib/isms/statement/approvalState'
import { compositeRecords, type RecordLookup } from '~/lib/isms/statement/composites'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import type { AnyRecord } from '~/lib/records/registry'
import { unwrap } from '~/lib/shared/result'
import { row, statement } from '../rows'

const today = '2026-06-01'
const req = (code: string): string => `iso27001-2022:${code}`
type Values = Parameters<typeof row>[2]
const audit = (values: Values = {}, id = 'ia_1') =>
  row('audit', id, {
    type: 'internal',
    status: 'completed',
    auditors: ['pe_a', 'pe_b'],
    leadAuditor: 'pe_a',
    performedFrom: '2026-05-04',
    performedTo: '2026-05-08',
    summary: 'Sound, with two gaps.',
    conclusion: 'conformsWithMinors',
    ...values,
  })
const item = (code: string, values: Values = {}, of = 'ia_1') =>
  row('auditItem', auditItemId(of, req(code)), {
    audit: of,
    requirement: req(code),
    auditor: 'pe_a',
    result: 'conforms',
    ...values,
  })
const minor = (values: Values = {}) =>
  row('finding', 'fn_1', {
    audit: 'ia_1',
    grade: 'minor',
    title: 'Leavers',
    requirement: req('A.5.18'),
    statement: 'Rights end with the job.',
    objectiveEvidence: 'Two accounts.',
    gap: 'Contractors are not listed.',
    raisedOn: '2026-05-12',
    ...values,
  })
const whole: AuditFacts = {
  items: [item('A.5.15')],
  findings: [minor()],
  declared: new Set(['pe_a', 'pe_b']),
  signature: 'current',
}
const parts = (...args: Parameters<typeof auditMissing>) => auditMissing(...args).map(({ part }) => part)

describe('AU1 programme coverage', () => {
  const programme = row('auditProgramme', 'ap_1', { from: '2026-01-01', to: '2026-12-31' })
  const entries = [
    row('soaEntry', soaEntryId(req('A.5.1')), { applicability: 'applicable' }),
    row('soaEntry', soaEntryId(req('A.7.1')), { applicability: 'inherited' }),
    row('soaEntry', soaEntryId(req('A.8.30')), { applicability: 'notApplicable' }),
    row('soaEntry', soaEntryId(req('A.5.2')), { applicability: 'applicable', archivedOn: '2026-01-01' }),
  ]
  it('AU1: the required set is 30 clause items with applicable and inherited rows, unless the programme lists its own', () => {
    const set = requiredSet(programme, iso27001.requirements, entries)
    expect(set).toHaveLength(32)
    expect(set.slice(-2)).toEqual([req('A.5.1'), req('A.7.1')])
    expect(
      requiredSet(
        row('auditProgramme', 'ap_2', { reqs: [req('A.8.13'), req('4.1'), 'own:X'] }),
        iso27001.requirements,
        entries,
      ),
    ).toEqual([req('4.1'), req('A.8.13'), 'own:X'])
  })
  it('AU1: the expected share is the elapsed part of the period; today does not count yet', () => {
    expect(expectedShare(programme, '2025-12-31')).toBe(0)
    expect(expectedShare(programme, '2026-01-01')).toBe(0)
    expect(expectedShare(programme, '2026-07-02')).toBeCloseTo(182 / 365)
    expect(expectedShare(programme, '2026-12-31')).toBeCloseTo(364 / 365)
    expect([
      expectedShare(programme, '2027-01-01'),
      expectedShare(programme, '2027-03-01'),
      expectedShare(row('auditProgramme', 'ap_3'), today),
    ]).toEqual([1, 1, 0])
  })
  it('AU1: a requirement is covered if a complete internal audit of the period assessed it without conflict', () => {
    const required = ['4.1', '4.2', '4.3', '4.4', '5.1', '5.2', '5.3'].map(req)
    const audits = [
      audit(),
      audit({ performedFrom: '2025-11-03', performedTo: '2026-01-05' }, 'ia_early'),
      audit({ type: 'stage1' }, 'ia_ext'),
      audit(
        {
          status: 'planned',
          performedFrom: null as never,
          performedTo: null as never,
          plannedFrom: '2026-09-01',
          plannedTo: '2026-09-03',
        },
        'ia_next',
      ),
      audit({}, 'ia_open'),
    ]
    const items = [
      item('4.1'),
      item('4.2', { result: 'notAssessed' }),
      item('4.3', {}, 'ia_early'),
      item('4.4', {}, 'ia_ext'),
      item('5.1', { result: 'notAssessed' }, 'ia_next'),
      item('5.2', { auditor: 'pe_b' }),
      item('5.3', {}, 'ia_open'),
    ]
    const found = programmeCoverage(programme, required, {
      audits,
      items,
      today,
      isComplete: (id) => id !== 'ia_open',
      hasConflict: (id) => id === items[5]!.id,
    })
    expect(found.rows.map(({ state }) => state)).toEqual([
      'done',
      'planned',
      'gap',
      'gap',
      'planned',
      'conflict',
      'assessed',
    ])
    expect(found.audits.map(({ id }) => id)).toEqual(['ia_1', 'ia_open', 'ia_next'])
    expect(found).toMatchObject({
      required: 7,
      covered: 1,
      share: 1 / 7,
      isBehind: true,
      gaps: [req('4.3'), req('4.4')],
    })
    expect(
      programmeCoverage(programme, [req('4.1')], {
        audits,
        items,
        today,
        isComplete: () => true,
        hasConflict: () => false,
      }),
    ).toMatchObject({ share: 1, isBehind: false })
  })
})

describe('AU2 AU5 AU7 completeness', () => {
  it('AU2: a full internal audit is complete; everything it lacks is named', () => {
    expect(parts(audit(), whole)).toEqual([])
    expect(isAuditComplete(audit(), whole)).toBe(true)
    expect(isAuditComplete(audit({ archivedOn: today }), whole)).toBe(false)
    expect(parts(audit({ status: 'reporting' }), whole)).toEqual(['status'])
    expect(parts(audit({ performedTo: null as never }), whole)).toEqual(['performedDates'])
    expect(parts(audit({ summary: '  ' }), whole)).toEqual(['summary'])
    expect(parts(audit({ conclusion: null as never }), whole)).toEqual(['conclusion'])
    expect(parts(audit(), { ...whole, items: [] })).toEqual(['noItems'])
    expect(
      auditMissing(audit(), {
        ...whole,
        items: [...whole.items, item('A.6.3', { result: null as never }), item('A.5.29', { result: 'notAssessed' })],
      }),
    ).toMatchObject([{ part: 'notAssessed', n: 2 }])
    expect(auditMissing(audit(), { ...whole, declared: new Set(['pe_b']) })).toEqual([
      { part: 'declarations', n: 1, ids: ['pe_a'] },
    ])
    expect(parts(audit({ auditors: [] }), whole)).toEqual(['declarations'])
    for (const signature of ['none', 'void', 'revoked', 'rejected', 'expired'] as const)
      expect(parts(audit(), { ...whole, signature })).toEqual(['signature'])
  })
  it('AU2: before signing, everything except signature and status', () => {
    const missing = auditMissing(audit({ status: 'reporting', summary: null as never }), {
      ...whole,
      signature: 'none',
    })
    expect(missing.map(({ part }) => part)).toEqual(['summary', 'status', 'signature'])
    expect(missingBeforeSigning(missing).map(({ part }) => part)).toEqual(['summary'])
  })
  it('AU2: a declaration counts while it is valid, in the log and not revoked', () => {
    const declare = (id: string, over: Parameters<typeof statement>[0] | object = {}) =>
      statement({
        id,
        type: 'declare',
        subjectKind: 'audit',
        subjectId: 'ia_1',
        profile: 'independence',
        personId: id,
        ...over,
      })
    const back = statement({ id: 'r', type: 'revoke', basedOn: 'pe_back' })
    expect([
      ...declaredBy([
        declare('pe_a'),
        declare('pe_void', { voidReason: 'No auditor.' }),
        declare('pe_wait', { seq: undefined }),
        declare('pe_back'),
        back,
        statement({ id: 's', type: 'sign' }),
      ]),
    ]).toEqual(['pe_a'])
  })
  it('AU2: external types need dates, conclusion, a report and the status, and nothing else', () => {
    const facts: AuditFacts = { items: [], findings: [], declared: new Set(), signature: 'none' }
    expect(parts(audit({ type: 'stage2', report: ['ev_1'], summary: null as never }), facts)).toEqual([])
    expect(
      parts(
        audit({ type: 'soc2Type2', status: 'planned', conclusion: null as never, performedFrom: null as never }),
        facts,
      ),
    ).toEqual(['dates', 'conclusion', 'report', 'status'])
  })
  it('AU5: major and minor findings need requirement, evidence and gap in words before the audit is complete', () => {
    for (const field of ['statement', 'objectiveEvidence', 'gap'])
      expect(auditMissing(audit(), { ...whole, findings: [minor({ [field]: ' ' })] })).toEqual([
        { part: 'findingText', n: 1, ids: ['fn_1'] },
      ])
    expect(
      parts(audit(), {
        ...whole,
        findings: [minor({ gap: null as never, grade: 'observation' }), minor({ gap: null as never, withdrawn: true })],
      }),
    ).toEqual([])
  })
  it('AU7: a change of audit, item or finding after the signature makes it stale and the audit incomplete', () => {
    const signatureOf = (records: readonly AnyRecord[], signed: string): string =>
      approvalState(
        [statement({ id: 's', type: 'sign', subjectKind: 'audit', subjectId: 'ia_1', contentHash: signed })],
        { profile: 'main', contentHash: hash(records), today },
      ).state
    const hash = ([of, ...rest]: readonly AnyRecord[]): string => {
      const lookup: RecordLookup = {
        get: () => undefined,
        referencing: (kind, _field, id) =>
          rest.filter((record) => record.kind === kind && (record as { audit?: string }).audit === id),
      }
      return hashedContent(of!, 'main', compositeRecords(of!, 'main', lookup)).contentHash
    }
    const before = [audit(), item('A.5.15'), minor()]
    const signed = hash(before)
    expect(signatureOf(before, signed)).toBe('current')
    expect(signatureOf([audit({ status: 'reporting' }), ...before.slice(1)], signed)).toBe('current')
    for (const after of [
      [audit({ summary: 'Another.' }), ...before.slice(1)],
      [audit(), item('A.5.15', { result: 'nonconforms' }), minor()],
      [audit(), item('A.5.15'), minor({ grade: 'major' })],
      [audit(), item('A.5.15')],
    ]) {
      expect(signatureOf(after, signed)).toBe('stale')
    }
    expect(parts(audit(), { ...whole, signature: 'stale' })).toEqual(['changedAfterSignature'])
    expect(isAuditComplete(audit(), { ...whole, signature: 'stale' })).toBe(false)
  })
})

describe('AU3 independence', () => {
  const none: IndependenceFacts = {
    controls: [],
    policies: [],
    soaEntries: [],
    tests: [],
    tasks: [],
    risks: [],
    roles: [],
    ownerAt: () => [],
    today,
  }
  const reasons = (facts: Partial<IndependenceFacts>, of = item('A.8.32'), at = audit()) =>
    itemConflicts(of, at, { ...none, ...facts }).map(({ reason, when }) => `${reason} ${when}`)
  const control = (values: Values = {}) =>
    row('control', 'c_1', { reqs: [req('A.8.32')], status: 'operating', owner: 'pe_a', ...values })

  it('AU3: owner of a control or policy naming the requirement, of its SoA row, of an open risk', () => {
    expect(reasons({ controls: [control()] })).toEqual(['controlOwner now'])
    expect(reasons({ controls: [control({ status: 'retired' })] })).toEqual([])
    expect(reasons({ controls: [control({ reqs: [req('A.8.31')] })] })).toEqual([])
    expect(reasons({ controls: [control({ archivedOn: today })] })).toEqual([])
    expect(reasons({ policies: [row('policy', 'po_1', { reqs: [req('A.8.32')], owner: 'pe_a' })] })).toEqual([
      'policyOwner now',
    ])
    expect(
      reasons({
        soaEntries: [
          row('soaEntry', soaEntryId(req('A.8.32')), { owner: 'pe_a' }),
          row('soaEntry', soaEntryId(req('A.8.31')), { owner: 'pe_a' }),
        ],
      }),
    ).toEqual(['soaOwner now'])
    expect(reasons({ risks: [row('risk', 'r_1', { reqs: [req('A.8.32')], owner: 'pe_a', status: 'open' })] })).toEqual([
      'riskOwner now',
    ])
    expect(
      reasons({ risks: [row('risk', 'r_1', { reqs: [req('A.8.32')], owner: 'pe_a', status: 'closed' })] }),
    ).toEqual([])
  })
  it('AU3: ownership at the start of the audit counts, too', () => {
    const ownerAt: IndependenceFacts['ownerAt'] = (id, field, day) =>
      id === 'c_1' && field === 'owner' && day === '2026-05-04' ? ['pe_a'] : []
    expect(reasons({ controls: [control({ owner: 'pe_b' })], ownerAt })).toEqual(['controlOwner 2026-05-04'])
    expect(
      reasons(
        { controls: [control({ owner: 'pe_b' })], ownerAt },
        item('A.8.32'),
        audit({ performedFrom: '2026-05-05' }),
      ),
    ).toEqual([])
    expect(
      reasons(
        { controls: [control({ owner: 'pe_b' })], ownerAt },
        item('A.8.32'),
        audit({ performedFrom: null as never }),
      ),
    ).toEqual([])
  })
  it('AU3: tester of such a control or doer of a task linked to it in the 12 months before the end', () => {
    const test = (testedOn: string, tester = 'pe_a') => row('controlTest', 'ct_1', { control: 'c_1', tester, testedOn })
    const controls = [control({ owner: 'pe_b' })]
    expect(
      ['2025-05-08', '2025-05-09', '2026-05-08', '2026-05-09'].map((day) => reasons({ controls, tests: [test(day)] })),
    ).toEqual([[], ['tester 2025-05-09'], ['tester 2026-05-08'], []])
    expect(reasons({ controls, tests: [test('2026-02-01', 'pe_b')] })).toEqual([])
    expect(reasons({ controls: [], tests: [test('2026-02-01')] })).toEqual([])
    const task = (links: readonly string[]) =>
      row('task', 'tk_1', {
        links: [...links],
        done: {
          '2026-03-31': { on: '2026-04-02', by: 'pe_a' },
          '2026-01-31': { on: '2026-01-30', by: 'pe_a' },
          '2024-01-31': { on: '2024-01-30', by: 'pe_a' },
        },
      })
    expect(reasons({ controls, tasks: [task(['c_1'])] })).toEqual(['taskDoer 2026-04-02'])
    expect(reasons({ controls, tasks: [task(['c_2'])] })).toEqual([])
  })
  it('AU3: holder or deputy of the lead role for clause items; members of the auditee', () => {
    const role = (values: Values) => row('roleAssignment', 'ra_1', { role: 'ismsLead', from: '2024-01-01', ...values })
    expect(reasons({ roles: [role({ holder: 'pe_a' })] }, item('9.1'))).toEqual(['ismsLead now'])
    expect(reasons({ roles: [role({ deputy: 'pe_a' })] }, item('9.1'))).toEqual(['ismsLead now'])
    expect(reasons({ roles: [role({ holder: 'pe_a' })] }, item('A.5.2'))).toEqual([])
    expect(reasons({ roles: [role({ holder: 'pe_a', role: 'riskManager' })] }, item('9.1'))).toEqual([])
    const ended = { roles: [role({ holder: 'pe_a', until: '2026-05-20' })], ownerAt: () => ['pe_a'] }
    expect(reasons(ended, item('9.1'))).toEqual(['ismsLead 2026-05-04'])
    expect(reasons({ ...ended, roles: [role({ holder: 'pe_a', until: '2026-04-30' })] }, item('9.1'))).toEqual([])
    expect(reasons({}, item('9.1'), audit({ auditees: ['pe_a'] }))).toEqual(['auditee now'])
  })
  it('AU3: no check for external audits, or without an auditor', () => {
    expect(reasons({ controls: [control()] }, item('A.8.32'), audit({ type: 'stage2' }))).toEqual([])
    expect(
      reasons({ controls: [control({ owner: null as never })] }, item('A.8.32', { auditor: null as never })),
    ).toEqual([])
  })
  it('AU3: a field’s values on a day are the one it started the day with and those set that day', () => {
    const changes = [
      { day: '2026-01-10', before: null, after: 'pe_a' },
      { day: '2026-05-04', before: 'pe_a', after: 'pe_b' },
      { day: '2026-05-10', before: 'pe_b', after: null },
    ]
    expect(
      ['2026-01-09', '2026-01-10', '2026-03-01', '2026-05-04', '2026-05-05', '2026-05-11'].map((day) =>
        valuesOn(changes, day),
      ),
    ).toEqual([[], ['pe_a'], ['pe_a'], ['pe_a', 'pe_b'], ['pe_b'], []])
    expect(valuesOn([], '2026-01-01')).toEqual([])
  })
})

describe('AU4 sampling', () => {
  const sampled = (values: Values = {}) =>
    item('A.5.18', {
      method: ['sample'],
      population: 'accounts',
      populationSize: 214,
      sampleSize: 25,
      selection: 'random',
      ...values,
    })
  it('AU4: an item checked by sampling names population, both sizes and the selection', () => {
    expect(breaksSampling(sampled())).toBe(false)
    for (const field of ['population', 'populationSize', 'sampleSize', 'selection'])
      expect(breaksSampling(sampled({ [field]: null as never }))).toBe(true)
    expect(breaksSampling(sampled({ sampleSize: 215 }))).toBe(true)
    expect(breaksSampling(item('A.5.18', { method: ['interview'] }))).toBe(false)
  })
  it('AU4: the same seed draws the same members, each once, all within the population', () => {
    const drawn = unwrap(drawSample(sampled(), 'seed')).numbers
    expect(drawn).toEqual(unwrap(drawSample(sampled(), 'seed')).numbers)
    expect(drawn).not.toEqual(unwrap(drawSample(sampled(), 'other')).numbers)
    expect(new Set(drawn).size).toBe(25)
    expect([...drawn]).toEqual([...drawn].sort((a, b) => a - b))
    expect(drawn.every((n) => n >= 1 && n <= 214)).toBe(true)
    expect(unwrap(drawSample(sampled({ sampleSize: 214 }), 's')).numbers).toHaveLength(214)
    // Every member can be drawn: the number generator favours none.
    const times = new Map<number, number>()
    for (let n = 0; n < 400; n++)
      for (const at of unwrap(drawSample({ populationSize: 5, sampleSize: 2, selection: 'random' }, `s${n}`)).numbers)
        times.set(at, (times.get(at) ?? 0) + 1)
    expect([...times.keys()].sort()).toEqual([1, 2, 3, 4, 5])
    expect([...times.values()].every((n) => n > 110 && n < 210)).toBe(true)
  })
  it('AU4: systematic takes every n-th from a random start; all takes everything; a person picks a judgement sample', () => {
    const every = unwrap(drawSample({ populationSize: 100, sampleSize: 4, selection: 'systematic' }, 'x')).numbers
    expect(every.slice(1).map((n, at) => n - every[at]!)).toEqual([25, 25, 25])
    expect(unwrap(drawSample({ populationSize: 3, sampleSize: undefined, selection: 'all' }, 'x')).numbers).toEqual([
      1, 2, 3,
    ])
    expect(drawSample({ populationSize: 9, sampleSize: 3, selection: 'judgemental' }, 'x')).toMatchObject({
      ok: false,
      error: { type: 'sampleJudgement' },
    })
    for (const sizes of [
      { populationSize: 3, sampleSize: 4 },
      { populationSize: undefined, sampleSize: 4 },
      { populationSize: 3, sampleSize: 0 },
      { populationSize: 9000, sampleSize: 501 },
    ]) {
      expect(drawSample({ ...sizes, selection: 'random' }, 'x')).toMatchObject({
        ok: false,
        error: { type: 'sampleSizes' },
      })
    }
  })
})

describe('AU6 findings', () => {
  const settings = { findingToNcDays: 7 }
  it('AU6: a major or minor finding has its nonconformity within findingToNcDays', () => {
    expect(ncDue(minor(), false, settings, '2026-05-19')).toEqual({ due: '2026-05-19', inDays: 0, isOverdue: false })
    expect(ncDue(minor(), false, settings, '2026-05-20')).toEqual({ due: '2026-05-19', inDays: -1, isOverdue: true })
    expect(ncDue(minor({ grade: 'major' }), false, { findingToNcDays: 1 }, '2026-05-20')).toMatchObject({
      isOverdue: true,
    })
    expect(ncDue(minor(), true, settings, '2026-05-20')).toBeUndefined()
    expect(ncDue(minor({ grade: 'observation' }), false, settings, '2026-05-20')).toBeUndefined()
    expect(ncDue(minor({ withdrawn: true }), false, settings, '2026-05-20')).toBeUndefined()
  })
  it('AU6: the nonconformity’s id derives from its finding, and its initial fields describe what was found', () => {
    expect(nonconformityFrom(minor(), audit(), 'pe_o')).toEqual({
      id: nonconformityIdOfFinding('fn_1'),
      fields: {
        title: 'Leavers',
        source: 'audit',
        finding: 'fn_1',
        requirement: req('A.5.18'),
        grade: 'minor',
        statement: 'Rights end with the job.\n\nContractors are not listed.',
        detectedOn: '2026-05-12',
        owner: 'pe_o',
      },
    })
    expect(nonconformityFrom(minor(), audit({ type: 'stage1' }), undefined).fields).toMatchObject({
      source: 'external',
    })
    expect(improvementFrom(minor({ grade: 'opportunity', gap: null as never }), undefined)).toMatchObject({
      id: 'oi_fn_1',
      fields: { source: 'finding', status: 'proposed', benefit: 'Rights end with the job.', links: ['fn_1'] },
    })
  })
  it('finding state: withdrawn, closed, resolved, in action, open', () => {
    const facts = {
      audit: audit(),
      nonconformity: undefined,
      improvement: undefined,
      closing: { state: 'none' },
    } as const
    const closed = { state: 'current', statement: statement({ id: 'v', type: 'verify', decision: 'closed' }) } as const
    expect(findingState(minor({ withdrawn: true }), { ...facts, closing: closed })).toBe('withdrawn')
    expect(findingState(minor({ grade: 'strength' }), facts)).toBe('closed')
    expect(findingState(minor(), { ...facts, closing: closed })).toBe('closed')
    expect(findingState(minor(), { ...facts, closing: { ...closed, state: 'stale' } })).toBe('open')
    expect(findingState(minor(), { ...facts, nonconformity: 'closed' })).toBe('closed')
    expect(findingState(minor(), { ...facts, nonconformity: 'closed', audit: audit({ type: 'surveillance' }) })).toBe(
      'resolved',
    )
    expect(findingState(minor(), { ...facts, nonconformity: 'open' })).toBe('inAction')
    expect(findingState(minor(), { ...facts, nonconformity: 'withdrawn' })).toBe('open')
    expect(findingState(minor({ grade: 'opportunity' }), { ...facts, improvement: 'open' })).toBe('inAction')
    expect(findingState(minor({ grade: 'opportunity' }), { ...facts, improvement: 'ended' })).toBe('open')
  })
})

describe('AU8 reporting', () => {
  const isTop = (person: string): boolean => person === 'pe_top'
  const sent = (values: Values) =>
    isReported(audit({ distribution: ['pe_top', 'pe_x'], reportedOn: '2026-06-07', ...values }), isTop)
  it('AU8: reported if and only if top management is among the recipients within 30 days of the audit', () => {
    expect(sent({})).toBe(true)
    expect(sent({ reportedOn: '2026-06-08' })).toBe(false)
    expect(sent({ distribution: ['pe_x'] })).toBe(false)
    expect(sent({ reportedOn: null as never })).toBe(false)
    expect(sent({ performedTo: null as never })).toBe(false)
  })
})

describe('initial questions of a checklist', () => {
  it('exist for every assessable requirement, in our own words and short', () => {
    const assessable = iso27001.requirements.filter((requirement) => requirement.assessable)
    expect(
      assessable
        .filter(
          (requirement) => questionFor(requirement) === requirement.guidance || questionFor(requirement) === undefined,
        )
        .map(({ code }) => code),
    ).toEqual([])
    const all = assessable.map((requirement) => questionFor(requirement)!)
    expect(new Set(all).size).toBe(123)
    expect(all.filter((question) => !question.includes('?') || question.length > 170)).toEqual([])
    expect(questionFor({ id: 'own:X', guidance: 'Show it.' })).toBe('Show it.')
  })
})
