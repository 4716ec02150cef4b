import { describe, expect, it } from 'vitest'
import { fishBones, readFishbone, readWhys, writeFishbone, writeWhys } from '~/lib/isms/improvement/causeText'
import { ncFlow } from '~/lib/isms/improvement/ncFlow'
import { ncPath } from '~/lib/isms/improvement/ncPath'
import { isActionOverdue, isEarlyReview, ncDues, ncStanding, type NcFacts } from '~/lib/isms/improvement/ncState'
import { causeProblem } from '~/lib/isms/improvement/rootCause'
import { dependence, resolvePerson } from '~/lib/isms/improvement/actionVerifier'
import { incidentClock, incidentProblem, nonconformityOf, timelineKey } from '~/lib/isms/incident/clock'
import { toInstant, toWallClock } from '~/lib/isms/incident/zonedTime'
import { validateRecord } from '~/lib/records/validateRecord'
import { canonicalBytes } from '~/lib/shared/json'
import { row, statement } from '../rows'

const settings = { correctionDays: 14, rootCauseDays: 30, effectivenessWait: 'P30D' }
const whole = {
  title: 'Leaver accounts stay active',
  statement: 'Two accounts were active after the last day.',
  detectedOn: '2026-05-05',
  owner: 'pe_owner',
  correction: 'Disabled.',
  correctedOn: '2026-05-06',
  rootCause: 'Contractors are in no leaver list.',
  causeMethod: 'fiveWhys',
  similar: 'none',
  effectivenessCriteria: 'No account active after the last day for three months.',
}
const nc = (values = {}) => row('nonconformity', 'nc_1', values)
const action = (id: string, values = {}) =>
  row('correctiveAction', id, {
    nonconformity: 'nc_1',
    responsible: 'pe_doer',
    status: 'planned',
    due: '2026-06-30',
    ...values,
  })
const done = (id: string, values = {}) => action(id, { status: 'done', completedOn: '2026-05-20', ...values })
const verify = (id: string, decision: string, over = {}) =>
  statement({
    id,
    type: 'verify',
    subjectKind: 'nonconformity',
    subjectId: 'nc_1',
    profile: 'effectiveness',
    contentHash: 'h1',
    personId: 'pe_other',
    decision,
    ...over,
  })
const facts = (over: Partial<NcFacts> = {}): NcFacts => ({
  actions: [],
  statements: [],
  contentHash: 'h1',
  today: '2026-06-01',
  ...over,
})
const stateOf = (values: object, over: Partial<NcFacts> = {}) => ncStanding(nc(values), facts(over)).state

describe('CA1: the state of a nonconformity, first match', () => {
  it('CA1 walks open → corrected → analysed → acting → awaiting review → closed', () => {
    expect(stateOf({})).toBe('open')
    expect(stateOf({ correctedOn: '2026-05-06' })).toBe('corrected')
    expect(stateOf({ ...whole, correctedOn: undefined })).toBe('analysed')
    expect(stateOf(whole, { actions: [action('ca_1'), done('ca_2')] })).toBe('acting')
    expect(stateOf(whole, { actions: [done('ca_1'), action('ca_2', { status: 'cancelled' })] })).toBe('awaitingReview')
    expect(stateOf(whole, { actions: [action('ca_1', { status: 'cancelled' })] })).toBe('analysed')
    expect(stateOf({ ...whole, noActionReason: 'The system is gone.' })).toBe('awaitingReview')
    expect(stateOf(whole, { actions: [done('ca_1')], statements: [verify('s1', 'effective')] })).toBe('closed')
  })
  it('CA1 withdrawn comes before everything; a review of older content closes nothing (ST4)', () => {
    expect(
      stateOf(
        { ...whole, withdrawnReason: 'Not a requirement.' },
        { actions: [done('ca_1')], statements: [verify('s1', 'effective')] },
      ),
    ).toBe('withdrawn')
    expect(stateOf({ ...whole, withdrawnReason: '  ' })).toBe('analysed')
    const over = { actions: [done('ca_1')], statements: [verify('s1', 'effective')] }
    expect(ncStanding(nc(whole), facts({ ...over, contentHash: 'h2' }))).toMatchObject({
      state: 'awaitingReview',
      review: 'stale',
    })
    const revoke = statement({ id: 's2', type: 'revoke', profile: 'effectiveness', basedOn: 's1' })
    expect(ncStanding(nc(whole), facts({ ...over, statements: [...over.statements, revoke] }))).toMatchObject({
      state: 'awaitingReview',
      review: 'revoked',
    })
    expect(
      ncStanding(nc(whole), facts({ ...over, statements: [verify('s1', 'effective', { seq: undefined })] })).waiting,
    ).toHaveLength(1)
  })
  it('CA1 a later finding that it does not work reopens what was closed', () => {
    expect(
      stateOf(whole, {
        actions: [done('ca_1')],
        statements: [verify('s1', 'effective'), verify('s2', 'notEffective', { basedOn: 's1' })],
      }),
    ).toBe('ineffective')
  })
})

describe('CA2: what closing requires', () => {
  it('CA2 order is not enforced: actions may start before the analysis, but closing requires everything', () => {
    const over = { actions: [done('ca_1')], statements: [verify('s1', 'effective')] }
    expect(stateOf({}, { actions: [action('ca_1')] })).toBe('acting')
    expect(ncStanding(nc({}), facts(over))).toMatchObject({
      state: 'awaitingReview',
      needs: ['correction', 'rootCause', 'method', 'similar', 'criteria'],
    })
    for (const [field, need] of [
      ['correction', 'correction'],
      ['correctedOn', 'correction'],
      ['rootCause', 'rootCause'],
      ['causeMethod', 'method'],
      ['similar', 'similar'],
      ['effectivenessCriteria', 'criteria'],
    ] as const) {
      const found = ncStanding(nc({ ...whole, [field]: undefined }), facts(over))
      expect(found.state, field).not.toBe('closed')
      expect(found.needs, field).toEqual([need])
    }
    expect(ncStanding(nc({ ...whole, similar: 'notChecked' }), facts(over)).needs).toEqual(['similar'])
    expect(ncStanding(nc(whole), facts({ ...over, actions: [done('ca_1'), action('ca_2')] }))).toMatchObject({
      state: 'acting',
      needs: ['actions'],
    })
    expect(ncStanding(nc(whole), facts({ statements: over.statements }))).toMatchObject({
      state: 'analysed',
      needs: ['actions'],
    })
    expect(stateOf({ ...whole, noActionReason: 'The system is gone.' }, { statements: over.statements })).toBe('closed')
  })
})

describe('CA3, CA7: when each step is due', () => {
  it('CA3 the review on its day, otherwise a while after the last completed action; earlier is allowed and shown', () => {
    const actions = [
      done('ca_1', { completedOn: '2026-05-10' }),
      done('ca_2', { completedOn: '2026-05-20' }),
      action('ca_3', { status: 'cancelled', completedOn: '2026-05-30' }),
    ]
    expect(ncDues(nc(whole), actions, settings).review).toBe('2026-06-19')
    expect(ncDues(nc({ ...whole, effectivenessDue: '2026-08-01' }), actions, settings).review).toBe('2026-08-01')
    expect(ncDues(nc(whole), [action('ca_1')], settings).review).toBeUndefined()
    expect([
      isEarlyReview('2026-06-18', '2026-06-19'),
      isEarlyReview('2026-06-19', '2026-06-19'),
      isEarlyReview('2026-06-19', undefined),
    ]).toEqual([true, false, false])
  })
  it('CA7 correction and root cause count from the day it was detected', () => {
    expect(ncDues(nc(whole), [], settings)).toMatchObject({ correction: '2026-05-19', rootCause: '2026-06-04' })
    expect(ncDues(nc({}), [], settings)).toEqual({
      correction: undefined,
      rootCause: undefined,
      actions: undefined,
      review: undefined,
    })
    expect([
      isActionOverdue(action('ca_1', { due: '2026-05-31' }), '2026-06-01'),
      isActionOverdue(action('ca_1', { due: '2026-06-01' }), '2026-06-01'),
      isActionOverdue(done('ca_1', { due: '2026-05-01' }), '2026-06-01'),
    ]).toEqual([true, false, false])
  })
  it('the path shows what is done, late, current and ahead', () => {
    const path = (values: object, over: Partial<NcFacts> = {}) => {
      const it = nc(values)
      const known = facts(over)
      return ncPath(it, known.actions, ncStanding(it, known), ncDues(it, known.actions, settings), known.today).map(
        ({ state }) => state,
      )
    }
    expect(path({ detectedOn: '2026-05-05' })).toEqual(['late', 'ahead', 'ahead', 'ahead', 'ahead'])
    expect(path({ ...whole, rootCause: undefined }, { actions: [action('ca_1', { due: '2026-05-31' })] })).toEqual([
      'done',
      'now',
      'late',
      'ahead',
      'ahead',
    ])
    expect(path(whole, { actions: [done('ca_1')] })).toEqual(['done', 'done', 'done', 'now', 'ahead'])
    expect(path(whole, { actions: [done('ca_1')], statements: [verify('s1', 'notEffective')] })).toEqual([
      'done',
      'done',
      'now',
      'failed',
      'ahead',
    ])
    expect(path({ ...whole, withdrawnReason: 'x', correctedOn: undefined })).toEqual([
      'ahead',
      'done',
      'ahead',
      'ahead',
      'ahead',
    ])
  })
})

describe('CA4: somebody else judges the effect', () => {
  const over = { actions: [done('ca_1')] }
  it('CA4 a review by the owner or a doer is recorded and does not close', () => {
    for (const [personId, reason] of [
      ['pe_owner', 'owner'],
      ['pe_doer', 'doer'],
      [undefined, 'unbound'],
    ] as const) {
      const found = ncStanding(nc(whole), facts({ ...over, statements: [verify('s1', 'effective', { personId })] }))
      expect(found).toMatchObject({ state: 'awaitingReview', review: 'none', dependent: { reason } })
    }
    expect(
      stateOf(whole, {
        actions: [done('ca_1'), action('ca_2', { status: 'cancelled', responsible: 'pe_other' })],
        statements: [verify('s1', 'effective')],
      }),
    ).toBe('awaitingReview')
    expect(
      stateOf(whole, {
        ...over,
        statements: [verify('s1', 'effective'), verify('s2', 'effective', { personId: 'pe_doer' })],
      }),
    ).toBe('closed')
  })
  it('CA4 ST12 two records of one person are that person; loops of duplicates end', () => {
    const duplicateOf = (id: string) => ({ pe_twin: 'pe_doer' })[id]
    expect(dependence('pe_twin', { nonconformity: nc(whole), actions: over.actions, duplicateOf })).toBe('doer')
    expect(dependence('pe_doer', { nonconformity: nc({ owner: 'pe_twin' }), actions: [], duplicateOf })).toBe('owner')
    expect(dependence('pe_other', { nonconformity: nc(whole), actions: over.actions, duplicateOf })).toBeUndefined()
    const loop = (id: string) => ({ pe_a: 'pe_b', pe_b: 'pe_a' })[id]
    expect(resolvePerson('pe_a', loop)).toBe(resolvePerson('pe_b', loop))
  })
})

describe('verdict of the reviews', () => {
  const over = { actions: [done('ca_1')] }
  const verdict = (statements: NcFacts['statements'], contentHash = 'h1') =>
    ncStanding(nc(whole), facts({ ...over, statements, contentHash })).verdict
  const revoke = statement({ id: 's9', type: 'revoke', profile: 'effectiveness', basedOn: 's1' })
  it('CA1, ST4: effective, not effective, changed since, revoked or without authority', () => {
    expect(verdict([])).toBeUndefined()
    expect(verdict([verify('s1', 'effective')])).toBe('effective')
    expect(verdict([verify('s1', 'effective')], 'h2')).toBe('changed')
    // The next round necessarily changes the content: the failure remains.
    expect(verdict([verify('s1', 'notEffective')], 'h2')).toBe('notEffective')
    expect(verdict([verify('s1', 'effective'), { ...revoke, seq: 1e6 }])).toBe('revoked')
    expect(verdict([verify('s1', 'effective', { voidReason: 'role' })])).toBe('void')
  })
  it('CA4, CA5: only valid verdicts count, one per round and content', () => {
    const given = (...statements: NcFacts['statements']) =>
      ncStanding(nc(whole), facts({ ...over, statements })).verdicts.map(({ id }) => id)
    const failed = verify('s1', 'notEffective')
    expect(given(failed, verify('s2', 'effective', { contentHash: 'h2', basedOn: 's1' }))).toEqual(['s1', 's2'])
    expect(given(failed, verify('s2', 'notEffective'), verify('s3', 'effective'), verify('s4', 'effective'))).toEqual([
      's1',
      's3',
    ])
    expect(
      given(verify('s1', 'effective', { personId: 'pe_doer' }), verify('s2', 'effective', { voidReason: 'role' })),
    ).toEqual([])
    expect(given(verify('s1', 'effective'), { ...revoke, seq: 1e6 })).toEqual([])
  })
})

describe('nonconformities by month (isms.md 8)', () => {
  const flow = (...all: Parameters<typeof ncFlow>[0]) => ncFlow(all, { today: '2026-06-15', months: 3 })
  const given = (effective: boolean, on: string) => ({ effective, on })
  const days = (
    detectedOn: string | undefined,
    closedOn?: string,
    ...verdicts: { effective: boolean; on: string }[]
  ) => ({ detectedOn, closedOn, verdicts })
  it('counts what was opened and closed per calendar month, the current one last', () => {
    const { months, opened, closed } = flow(
      days('2026-04-01', '2026-06-15'),
      days('2026-03-31', '2026-04-30'),
      days(undefined),
    )
    expect(months).toEqual([
      { day: '2026-04-01', opened: 1, closed: 1 },
      { day: '2026-05-01', opened: 0, closed: 0 },
      { day: '2026-06-01', opened: 0, closed: 1 },
    ])
    expect([opened, closed]).toEqual([1, 2])
  })
  it('effectiveness rate: the share of these months’ verdicts that found it effective', () => {
    expect(
      flow(
        days('2026-01-01', '2026-05-02', given(false, '2026-04-01'), given(true, '2026-05-02')),
        days('2026-01-01', '2026-02-01', given(true, '2026-02-01')),
      ).effectiveness,
    ).toEqual({ effective: 1, verdicts: 2 })
    expect(flow(days('2026-06-01')).effectiveness).toBeUndefined()
  })
})

describe('CA5: a failed review starts the next round', () => {
  const first = [done('ca_1', { round: 1 })]
  const failed = verify('s1', 'notEffective')
  it('CA5 ineffective until an action of the next round; then acting, awaiting review and closed again', () => {
    expect(ncStanding(nc(whole), facts({ actions: first, statements: [failed] }))).toMatchObject({
      state: 'ineffective',
      round: 2,
    })
    expect(stateOf(whole, { actions: [...first, action('ca_2', { round: 2 })], statements: [failed] })).toBe('acting')
    const second = [...first, done('ca_2', { round: 2 })]
    expect(stateOf(whole, { actions: second, statements: [failed] })).toBe('awaitingReview')
    expect(
      stateOf(whole, {
        actions: second,
        statements: [failed, verify('s2', 'effective', { contentHash: 'h2', basedOn: 's1' })],
        contentHash: 'h2',
      }),
    ).toBe('closed')
  })
  it('CA5 the root cause must change', () => {
    const found = (rootCause: string) =>
      ncStanding(
        nc({ ...whole, rootCause }),
        facts({
          actions: [...first, done('ca_2', { round: 2 })],
          statements: [{ ...failed, frozen: canonicalBytes({ fields: { rootCause: whole.rootCause } }) }],
        }),
      )
    expect(found(`${whole.rootCause.toUpperCase()} `)).toMatchObject({ cause: 'unchanged', needs: ['rootCause'] })
    expect(found('Nobody owns the leaver list.')).toMatchObject({ cause: undefined, needs: [] })
  })
  it('CA2, CA5 a reason for no action closes the first round only: after a failed review action is required', () => {
    const none = { ...whole, noActionReason: 'The system is gone.' }
    expect(ncStanding(nc(none), facts({ statements: [verify('s1', 'effective')] }))).toMatchObject({
      state: 'closed',
      round: 1,
      needs: [],
    })
    const again = [failed, verify('s2', 'effective', { basedOn: 's1' })]
    expect(ncStanding(nc(none), facts({ statements: again }))).toMatchObject({
      state: 'awaitingReview',
      round: 2,
      needs: ['actions'],
    })
    expect(
      ncStanding(nc(none), facts({ actions: [...first, done('ca_2', { round: 2 })], statements: again })),
    ).toMatchObject({ state: 'closed', round: 2, needs: [] })
  })
  it('CA5 an action without a round, or of round 0, belongs to the first', () => {
    for (const round of [undefined, 0, 1]) {
      expect(
        ncStanding(nc(whole), facts({ actions: [done('ca_1', { round })], statements: [verify('s1', 'effective')] })),
      ).toMatchObject({ state: 'closed', needs: [] })
      expect(ncStanding(nc(whole), facts({ actions: [done('ca_1', { round })], statements: [failed] }))).toMatchObject({
        state: 'ineffective',
        round: 2,
        needs: ['actions'],
      })
    }
  })
  it('CA5 two people who fail it without having seen each other start one round', () => {
    const round = (...statements: NcFacts['statements']) =>
      ncStanding(nc(whole), facts({ actions: first, statements })).round
    const other = { contentHash: 'h2', personId: 'pe_third' }
    expect(round(failed, verify('s2', 'notEffective', other))).toBe(2)
    expect(round(failed, verify('s2', 'notEffective', { basedOn: 's1' }))).toBe(2)
    expect(round(failed, verify('s2', 'notEffective', { ...other, basedOn: 's1' }))).toBe(3)
  })
})

describe('CA6: a root cause must say something new', () => {
  it('CA6 equal to title, statement or gap except for case and whitespace counts as missing', () => {
    const cause = (rootCause: string | undefined, gap?: string) =>
      causeProblem({ title: 'Log review', statement: 'Logs were not\nreviewed.', rootCause, gap })
    expect(cause(' LOG  review ')).toBe('restates')
    expect(cause('logs were not reviewed.')).toBe('restates')
    expect([cause('Nobody was told.'), cause('Nobody was told.', 'nobody  WAS told.')]).toEqual([undefined, 'restates'])
    expect([cause(undefined), cause(' \n')]).toEqual(['missing', 'missing'])
    expect(stateOf({ ...whole, rootCause: whole.statement.toUpperCase() })).toBe('corrected')
  })
})

describe('cause texts', () => {
  it('five whys and fishbone parse back as written; other texts are left alone', () => {
    const whys = { whys: ['The list was old.', 'Nobody  updates it.'], conclusion: 'It has no owner.' }
    expect(writeWhys(whys)).toBe(
      '1. Why? The list was old.\n2. Why? Nobody updates it.\n\nRoot cause: It has no owner.',
    )
    expect(readWhys(writeWhys(whys))).toEqual({ ...whys, whys: ['The list was old.', 'Nobody updates it.'] })
    const causes = Object.fromEntries(fishBones.map((bone) => [bone, []])) as never
    const fishbone = {
      causes: { ...(causes as object), people: ['Not trained'], process: ['No check', 'No owner'] } as never,
      conclusion: 'No owner.',
    }
    expect(readFishbone(writeFishbone(fishbone))).toEqual(fishbone)
    for (const text of ['Just a cause.', '1. Why? A\n\nAnd a thought.', '2. Why? B', '**People**\nprose', ''])
      expect([readWhys(text), readFishbone(text)]).toEqual([undefined, undefined])
  })
})

describe('incidents', () => {
  const incident = (values = {}) =>
    row('incident', 'in_1', { status: 'responding', detectedAt: '2026-05-01T10:00:00.000Z', ...values })
  it('the clock: time to detection, to resolution, and running; never negative', () => {
    const now = Date.parse('2026-05-01T12:00:00Z')
    expect(incidentClock(incident({ occurredAt: '2026-05-01T09:30:00.000Z' }), now)).toEqual({
      toDetect: 1_800_000,
      toResolve: undefined,
      running: 7_200_000,
    })
    expect(
      incidentClock(
        incident({
          status: 'resolved',
          resolvedAt: '2026-05-01T11:00:00.000Z',
          occurredAt: '2026-05-01T11:00:00.000Z',
        }),
        now,
      ),
    ).toEqual({ toDetect: undefined, toResolve: 3_600_000, running: undefined })
  })
  it('closing requires the decision, and lessons for an incident; lessons are late after two weeks', () => {
    const failures = (values: object) =>
      validateRecord('incident', incident({ status: 'closed', ...values })).map(({ field }) => field)
    expect([
      failures({}),
      failures({ isIncident: 'event' }),
      failures({ isIncident: 'incident' }),
      failures({ isIncident: 'incident', lessons: 'Rotate.' }),
    ]).toEqual([['isIncident'], [], ['lessons'], []])
    expect([
      incidentProblem(incident({ status: 'closed' }), '2026-06-01'),
      incidentProblem(incident({ status: 'closed', isIncident: 'incident' }), '2026-06-01'),
    ]).toEqual(['undecided', 'lessonsMissing'])
    const late = incident({ status: 'resolved', isIncident: 'incident', resolvedAt: '2026-05-01T11:00:00.000Z' })
    expect([incidentProblem(late, '2026-05-15'), incidentProblem(late, '2026-05-16')]).toEqual([
      undefined,
      'lessonsLate',
    ])
  })
  it('the timeline overwrites nothing; a nonconformity starts with the incident’s data', () => {
    expect(timelineKey({ '2026-05-01T10:00:00.000Z': 'a' }, '2026-05-01T10:00:00.000Z')).toBe(
      '2026-05-01T10:00:00.001Z',
    )
    expect(
      nonconformityOf(incident({ title: 'Phish', description: 'A mail.', owner: 'pe_1' }), '2026-06-01'),
    ).toMatchObject({
      source: 'incident',
      incident: 'in_1',
      title: 'Phish',
      statement: 'A mail.',
      owner: 'pe_1',
      detectedOn: '2026-06-01',
    })
  })
  it('times are entered in the workspace’s time zone, even when clocks change', () => {
    expect([
      toWallClock('2026-05-01T08:30:00.000Z', 'Europe/Berlin'),
      toInstant('2026-05-01T10:30', 'Europe/Berlin'),
    ]).toEqual(['2026-05-01T10:30', '2026-05-01T08:30:00.000Z'])
    expect(toInstant('2026-10-25T02:30', 'Europe/Berlin'), 'twice: the earlier').toBe('2026-10-25T00:30:00.000Z')
    expect(toInstant('2026-03-29T02:30', 'Europe/Berlin'), 'never: moved on').toBe('2026-03-29T01:30:00.000Z')
    expect([
      toInstant('soon', 'UTC'),
      toWallClock(undefined, 'UTC'),
      toInstant('2026-05-01T10:30', 'No/Where'),
    ]).toEqual([undefined, '', '2026-05-01T10:30:00.000Z'])
  })
})
