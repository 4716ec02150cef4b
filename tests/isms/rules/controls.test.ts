import { describe, expect, it } from 'vitest'
import { controlHealth } from '~/lib/isms/control/controlHealth'
import { newTestFields, nonconformityOfTest } from '~/lib/isms/control/newTest'
import { latestByRecipe, recipeDue } from '~/lib/isms/control/recipeDue'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { drawSample, maxSample, suggestedSize } from '~/lib/isms/control/drawSample'
import { isSelfTested, isTestedInTime, testFacts, testState, type ControlTestFacts } from '~/lib/isms/control/testState'
import { evidenceFacts, type HeldFile } from '~/lib/isms/evidence/evidenceFacts'
import { recordKind } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { supplierState } from '~/lib/isms/supplier/supplierState'
import { row, statement } from '../rows'

const today = '2026-06-01'

describe('testState and testDue (isms.md 3.3)', () => {
  const control = row('control', 'c_1', { implementedOn: '2025-06-01' })
  const facts = (over: Partial<ControlTestFacts> = {}): ControlTestFacts => ({
    control: 'c_1',
    kind: 'operating',
    result: 'effective',
    periodTo: '2026-03-31',
    signed: true,
    ...over,
  })
  it('the latest signed operating test decides; due one testEvery after its period, or after the start', () => {
    expect(testState(control, [])).toEqual({ result: 'none', periodTo: undefined, due: '2026-06-01' })
    expect(testState(control, [facts()])).toEqual({ result: 'effective', periodTo: '2026-03-31', due: '2027-03-31' })
    expect(testState({ ...control, testEvery: 'P3M' }, [facts()]).due).toBe('2026-06-30')
    expect(testState(control, [facts({ result: 'ineffective', periodTo: '2026-04-30' }), facts()]).result).toBe(
      'ineffective',
    )
    expect(testState({ ...control, implementedOn: undefined }, []).due).toBeUndefined()
  })
  it('drafts, design tests, archived tests and tests of other controls do not count', () => {
    for (const over of [{ signed: false }, { kind: 'design' as const }, { archivedOn: today }, { control: 'c_2' }])
      expect(testState(control, [facts(over)]).result).toBe('none')
  })
  it('on time through the end of the due day, and only if effective', () => {
    const due = { result: 'effective' as const, periodTo: undefined, due: today }
    expect([
      isTestedInTime(due, today),
      isTestedInTime(due, '2026-06-02'),
      isTestedInTime({ ...due, result: 'partlyEffective' }, today),
    ]).toEqual([true, false, false])
  })
  it('a test counts while its signature covers its present content (ST4)', () => {
    const test = row('controlTest', 'ct_1', {
      control: 'c_1',
      testKind: 'operating',
      result: 'effective',
      periodTo: '2026-03-31',
      tester: 'pe_1',
    })
    const signed = statement({
      id: 's',
      type: 'sign',
      subjectKind: 'controlTest',
      subjectId: 'ct_1',
      contentHash: hashedContent(test, 'main').contentHash,
    })
    expect(testFacts(test, [], today).signed).toBe(false)
    expect(testFacts(test, [signed], today)).toMatchObject({
      control: 'c_1',
      kind: 'operating',
      result: 'effective',
      signed: true,
    })
    expect(testFacts({ ...test, result: 'ineffective' }, [signed], today).signed).toBe(false)
    expect(testFacts(test, [{ ...signed, seq: undefined }], today).signed).toBe(false)
    expect(testFacts(test, [{ ...signed, voidReason: 'noAuthority' }], today).signed).toBe(false)
  })
  it('tester = control owner is marked self-tested; auditors may write tests (isms.md 2.3)', () => {
    expect(isSelfTested({ tester: 'pe_1' }, { owner: 'pe_1' })).toBe(true)
    expect(isSelfTested({ tester: 'pe_2' }, { owner: 'pe_1' })).toBe(false)
    expect(isSelfTested({ tester: undefined }, { owner: undefined })).toBe(false)
    expect(recordKind('controlTest').class).toBe('evidence')
  })
})

describe('validation of tests', () => {
  const problems = (values: Parameters<typeof row>[2]) =>
    (recordKind('controlTest').validate?.(row('controlTest', 'ct_1', values) as never) ?? []).map(({ type }) => type)
  it('an operating test needs population, sample and selection; a sample fits its population', () => {
    expect(problems({ testKind: 'design' })).toEqual([])
    expect(problems({ testKind: 'operating' })).toEqual(['populationMissing', 'sampleMissing', 'selectionMissing'])
    expect(problems({ testKind: 'operating', populationSize: 10, sampleSize: 11, selection: 'random' })).toEqual([
      'sampleTooLarge',
    ])
  })
  it('effective despite exceptions requires a conclusion', () => {
    const values = {
      testKind: 'operating',
      populationSize: 10,
      sampleSize: 5,
      selection: 'random',
      result: 'effective',
      exceptionsFound: 1,
    }
    expect(problems(values)).toEqual(['conclusionMissing'])
    expect(problems({ ...values, conclusion: 'One late by a day, no effect.' })).toEqual([])
    expect(problems({ ...values, result: 'partlyEffective' })).toEqual([])
  })
})

describe('health of a control (isms.md 3.3)', () => {
  const of = (
    status: string,
    test: Partial<ReturnType<typeof testState>> = {},
    evidence: 'none' | 'expired' | 'expiring' | 'fresh' = 'fresh',
  ) =>
    controlHealth(row('control', 'c_1', { status }), {
      test: { result: 'effective', periodTo: undefined, due: '2027-01-01', ...test },
      evidence,
      today,
    })
  it('failing: degraded or ineffective; attention: test overdue or evidence not fresh; else ok', () => {
    expect(of('operating')).toEqual({ health: 'ok', reasons: [] })
    expect(of('degraded', { result: 'ineffective' }, 'none')).toEqual({
      health: 'failing',
      reasons: ['degraded', 'ineffective', 'evidenceNone'],
    })
    expect(of('operating', { result: 'ineffective' }).health).toBe('failing')
    expect(of('operating', { due: '2026-05-31' })).toEqual({ health: 'attention', reasons: ['testOverdue'] })
    expect(of('operating', { due: today }).health).toBe('ok')
    expect(of('operating', {}, 'expiring')).toEqual({ health: 'attention', reasons: ['evidenceExpiring'] })
    expect(of('operating', {}, 'expired').reasons).toEqual(['evidenceExpired'])
  })
  it('what is not operating yet is planned, unless a test found it ineffective', () => {
    expect([
      of('planned', {}, 'none').health,
      of('inProgress').health,
      of('planned', { result: 'ineffective' }).health,
    ]).toEqual(['planned', 'planned', 'failing'])
  })
})

describe('drawing a sample', () => {
  const draw = (over: Partial<Parameters<typeof drawSample>[0]> = {}) =>
    drawSample({ population: 400, size: 25, method: 'random', seed: 'harbour-7', ...over })
  const numbers = (over: Partial<Parameters<typeof drawSample>[0]> = {}): readonly number[] => {
    const drawn = draw(over)
    if (!drawn.ok) throw new Error(drawn.error.message)
    return drawn.value
  }
  it('the same seed draws the same sample, another seed another; ascending, within the population, none twice', () => {
    expect(numbers()).toEqual(numbers({ seed: ' harbour-7 ' }))
    expect(numbers()).not.toEqual(numbers({ seed: 'harbour-8' }))
    for (const method of ['random', 'systematic'] as const) {
      for (const [population, size] of [
        [400, 25],
        [7, 7],
        [1, 1],
        [1000, 999],
        [10, 3],
      ] as const) {
        const drawn = numbers({ population, size, method })
        expect(drawn).toHaveLength(size)
        expect(new Set(drawn).size).toBe(size)
        expect(drawn).toEqual([...drawn].sort((a, b) => a - b))
        expect([drawn[0]! >= 1, drawn.at(-1)! <= population]).toEqual([true, true])
      }
    }
  })
  it('is pinned, so that a later version reproduces an auditor’s draw', () => {
    expect(numbers({ population: 50, size: 5 })).toEqual([30, 31, 36, 44, 45])
    expect(numbers({ population: 50, size: 5, method: 'systematic' })).toEqual([3, 13, 23, 33, 43])
  })
  it('gives every item roughly the same chance', () => {
    const hits = Array.from({ length: 10 }, () => 0)
    for (let n = 0; n < 3000; n++)
      for (const one of numbers({ population: 10, size: 3, seed: `s${n}` })) hits[one - 1]!++
    for (const hit of hits) expect(Math.abs(hit - 900)).toBeLessThan(120)
  })
  it('reports what is wrong with a request', () => {
    const field = (over: Partial<Parameters<typeof drawSample>[0]>) =>
      ((drawn) => (drawn.ok ? undefined : drawn.error.field))(draw(over))
    expect([
      field({ population: 0 }),
      field({ population: 2.5 }),
      field({ size: 0 }),
      field({ size: 401 }),
      field({ population: 10 ** 6, size: maxSample + 1 }),
      field({ seed: ' ' }),
    ]).toEqual(['populationSize', 'populationSize', 'sampleSize', 'sampleSize', 'sampleSize', 'seed'])
  })
  it('the usual size never exceeds the population', () => {
    expect([suggestedSize('quarterly', undefined), suggestedSize('daily', 12), suggestedSize(undefined, 5)]).toEqual([
      2,
      12,
      undefined,
    ])
  })
})

describe('suppliers', () => {
  const supplier = (values: Parameters<typeof row>[2] = {}) =>
    row('supplier', 'su_1', {
      status: 'active',
      criticality: 'high',
      assurance: 'iso27001',
      assuranceUntil: '2027-01-01',
      reviewedOn: '2026-01-01',
      exitPlan: 'Move to another provider.',
      ...values,
    })
  const none = { hasUsableEvidence: () => false }
  const state = (values: Parameters<typeof row>[2]) => supplierState(supplier(values), today, none)
  it('review due: last review (else the day recorded) + reviewEvery, P12M by default', () => {
    expect(state({}).reviewDue).toBe('2027-01-01')
    expect(state({ reviewEvery: 'P3M' })).toMatchObject({ reviewDue: '2026-04-01', problems: ['reviewOverdue'] })
    expect(supplierState({ ...supplier(), reviewedOn: undefined }, today, none).reviewDue).toBe('2027-01-01')
    expect(state({ reviewedOn: '2025-06-01' }).problems).toEqual([])
    expect(state({ reviewedOn: '2025-05-31' }).problems).toEqual(['reviewOverdue'])
  })
  it('a review is required for high criticality or access to data', () => {
    expect(state({ criticality: 'low', reviewedOn: '2024-01-01' }).problems).toEqual([])
    expect(state({ criticality: 'low', dataAccess: 'none', reviewedOn: '2024-01-01' }).problems).toEqual([])
    expect(state({ criticality: 'low', dataAccess: 'pii', reviewedOn: '2024-01-01' }).problems).toEqual([
      'reviewOverdue',
    ])
  })
  it('assurance none, current, ending, ended; a problem only for critical suppliers', () => {
    expect([
      state({}).assurance,
      state({ assuranceUntil: '2026-07-31' }).assurance,
      state({ assuranceUntil: '2026-05-31' }).assurance,
      state({ assurance: 'none' }).assurance,
    ]).toEqual(['current', 'ending', 'ended', 'none'])
    expect(state({ assuranceUntil: today }).problems).toEqual([])
    expect(state({ assuranceUntil: '2026-05-31' }).problems).toEqual(['assuranceEnded'])
    expect(state({ assurance: 'none' }).problems).toEqual(['assuranceMissing'])
    expect(supplierState({ ...supplier(), assuranceUntil: undefined }, today, none).assurance).toBe('ended')
    expect(state({ assurance: 'none', criticality: 'medium' }).problems).toEqual([])
  })
  it('SOA5: usable evidence shows assurance, too, if there is no end date', () => {
    const shown = (values: Partial<ReturnType<typeof supplier>>) =>
      supplierState({ ...supplier({ evidence: ['ev_1'] }), ...values }, today, {
        hasUsableEvidence: (ids) => ids.includes('ev_1'),
      })
    expect(
      [
        shown({}),
        shown({ assuranceUntil: undefined }),
        shown({ assuranceUntil: '2026-05-31' }),
        shown({ assurance: undefined, assuranceUntil: undefined }),
        shown({ assurance: 'none' }),
        shown({ assuranceUntil: undefined, evidence: [] }),
      ].map(({ assurance }) => assurance),
    ).toEqual(['current', 'evidenced', 'evidenced', 'evidenced', 'none', 'ended'])
    expect(shown({ assuranceUntil: undefined }).problems).toEqual([])
  })
  it('contract ended, clauses not agreed, no exit plan; an ended relationship requires nothing', () => {
    expect(
      state({ contractUntil: '2026-05-31', dataAccess: 'pii', securityClauses: false, exitPlan: ' ' }).problems,
    ).toEqual(['contractEnded', 'clausesMissing', 'exitPlanMissing'])
    expect(state({ status: 'ended', assurance: 'none', reviewedOn: '2020-01-01' })).toMatchObject({
      reviewDue: undefined,
      problems: [],
    })
  })
})

describe('facts of a piece of evidence', () => {
  const file = {
    blob: { sha256: 'a'.repeat(64), id: 'b'.repeat(64), size: 1, mime: 'image/png' },
    mime: 'image/png',
    size: 1,
    part: 'original' as const,
  }
  const evidence = {
    ...row('evidence', 'ev_1', {}),
    files: { 'p.png': file },
    captureRecord: { ...file.blob, sha256: 'c'.repeat(64) },
  }
  const of = (held: HeldFile | undefined, statements: Parameters<typeof evidenceFacts>[1]['statements'] = []) =>
    evidenceFacts(evidence, { statements, held: () => held, today })
  it('EV7: present, pending, missing after 7 days or erased, corrupt', () => {
    expect([
      of({ state: 'present' }).blobState,
      of(undefined).blobState,
      of({ state: 'corrupt' }).blobState,
      of({ state: 'erased' }).blobState,
    ]).toEqual(['present', 'pending', 'corrupt', 'missing'])
    expect([
      of({ state: 'pending', pendingSince: Date.parse('2026-05-25T08:00:00Z') }).blobState,
      of({ state: 'pending', pendingSince: Date.parse('2026-05-24T08:00:00Z') }).blobState,
    ]).toEqual(['pending', 'missing'])
  })
  it('EV6 EV7: review and seal come from the statements', () => {
    const review = statement({
      id: 'r',
      type: 'review',
      profile: 'review',
      decision: 'accepted',
      contentHash: hashedContent(evidence, 'review').contentHash,
      personId: 'pe_reviewer',
    })
    expect(of({ state: 'present' }, [review])).toEqual({
      reviewState: 'accepted',
      blobState: 'present',
      seal: 'integrityOnly',
    })
    expect(
      of({ state: 'present' }, [
        statement({ id: 'c', type: 'captureSeal', profile: 'seal', contentHash: evidence.captureRecord!.sha256 }),
      ]),
    ).toMatchObject({ reviewState: 'unreviewed', seal: 'sealed' })
    expect(
      of({ state: 'present' }, [
        statement({
          id: 'c',
          type: 'captureSeal',
          profile: 'seal',
          contentHash: evidence.captureRecord!.sha256,
          signatureValid: false,
        }),
      ]).seal,
    ).toBe('failed')
  })
})

describe('capture recipes', () => {
  const settings = effectiveSettings(undefined)
  const daily = row('control', 'c_1', { frequency: 'daily' })
  const yearly = row('control', 'c_2', { frequency: 'annual' })
  const due = (controls: string[], capturedAt?: string) =>
    recipeDue({ controls }, capturedAt === undefined ? undefined : row('evidence', 'ev_1', { capturedAt }), {
      controlOf: (id) => [daily, yearly].find((one) => one.id === id),
      settings,
      today,
    })
  it('EV3 EV4: due again when its last evidence expires, by the strictest of its controls', () => {
    expect(due(['c_1', 'c_2'], '2026-05-15T09:00:00.000Z')).toMatchObject({ state: 'soon', due: '2026-06-15' })
    expect(due(['c_2'], '2026-05-15T09:00:00.000Z')).toMatchObject({ state: 'later', due: '2027-06-15' })
    expect(due(['c_1'], '2026-04-30T09:00:00.000Z')).toMatchObject({ state: 'due', due: '2026-05-30' })
    expect(due([], '2025-05-31T09:00:00.000Z')).toMatchObject({ state: 'due', due: '2026-05-31' })
    const taken = (id: string, capturedAt: string, over: Parameters<typeof row>[2]) =>
      row('evidence', id, { capturedAt, ...over })
    const found = latestByRecipe(
      [
        { id: 'cr_1', url: 'https://a.example/x' },
        { id: 'cr_2', url: 'https://a.example/y' },
      ],
      [
        taken('ev_1', '2026-05-01T09:00:00.000Z', { url: 'https://a.example/x' }),
        taken('ev_2', '2026-04-01T09:00:00.000Z', { recipe: 'cr_1' }),
        taken('ev_3', '2026-05-09T09:00:00.000Z', { url: 'https://a.example/x', recipe: 'cr_2' }),
        { ...taken('ev_4', '2026-05-20T09:00:00.000Z', { recipe: 'cr_1' }), archivedOn: today },
      ],
    )
    expect([found.get('cr_1')?.id, found.get('cr_2')?.id]).toEqual(['ev_1', 'ev_3'])
    expect(due(['c_1'])).toEqual({ state: 'never', last: undefined, due: undefined })
  })
})

describe('what follows from tests', () => {
  const control = {
    ...row('control', 'c_1', {
      reqs: ['iso27001-2022:A.8.13'],
      owner: 'pe_1',
      testProcedure: 'Restore one.',
      implementedOn: '2025-09-01',
    }),
  }
  it('a new test starts where the last period ended', () => {
    expect(newTestFields(control, [], { today, tester: 'pe_2' })).toEqual({
      control: 'c_1',
      testKind: 'operating',
      periodFrom: '2025-09-01',
      periodTo: today,
      testedOn: today,
      procedure: 'Restore one.',
      tester: 'pe_2',
    })
    expect(
      newTestFields(
        control,
        [
          { periodTo: '2026-03-31', testKind: 'operating' },
          { periodTo: '2026-05-31', testKind: 'design' },
        ],
        { today, tester: undefined },
      ),
    ).toMatchObject({ periodFrom: '2026-04-01' })
    expect(
      newTestFields({ ...control, implementedOn: '2020-01-01' }, [], { today, tester: undefined }).periodFrom,
    ).toBe('2025-06-02')
    expect(
      newTestFields(control, [{ periodTo: today, testKind: 'operating' }], { today, tester: undefined }).periodFrom,
    ).toBe('2025-09-01')
  })
  it('an ineffective one opens a nonconformity that names it', () => {
    const test = row('controlTest', 'ct_1', { testedOn: '2026-05-20' })
    expect(nonconformityOfTest(test, control, { title: 'T', statement: 'S' }, today)).toEqual({
      title: 'T',
      statement: 'S',
      source: 'controlTest',
      test: 'ct_1',
      grade: 'minor',
      detectedOn: '2026-05-20',
      requirement: 'iso27001-2022:A.8.13',
      owner: 'pe_1',
    })
    expect(nonconformityOfTest(test, undefined, { title: 'T', statement: 'S' }, today)).toMatchObject({
      requirement: 'iso27001-2022:8.1',
    })
  })
})
