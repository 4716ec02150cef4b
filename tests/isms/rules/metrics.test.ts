import { describe, expect, it } from 'vitest'
import { measurementId } from '~/lib/records/derivedIds'
import type { Measurement } from '~/lib/records/kinds/measurement'
import type { Metric } from '~/lib/records/kinds/metric'
import { correctionsOf } from '~/lib/isms/metric/corrections'
import { isStale, isUnmeasuredTooLong, metricFacts, offTargetDebt } from '~/lib/isms/metric/metricFacts'
import { expectedPeriods, periodOf } from '~/lib/isms/metric/periods'
import { seriesOf } from '~/lib/isms/metric/metricSeries'
import { targetAt, trendOf, valueState } from '~/lib/isms/metric/metricState'
import { validateTarget } from '~/lib/isms/metric/validateTarget'
import { objectiveHealth } from '~/lib/isms/objective/objectiveHealth'
import type { JsonValue } from '~/lib/shared/json'
import { row } from '../rows'

const metric = (over: Readonly<Record<string, JsonValue>> = {}): Metric =>
  row('metric', 'mt_1', {
    title: 'Patched in time',
    unit: '%',
    direction: 'higher',
    every: 'monthly',
    start: '2026-01-01',
    status: 'active',
    targets: { '2026-01-01': { target: 95, watch: 90 } },
    ...over,
  })
const value = (periodTo: string, of: number, over: Readonly<Record<string, JsonValue>> = {}): Measurement =>
  row('measurement', measurementId('mt_1', periodTo), {
    metric: 'mt_1',
    periodFrom: `${periodTo.slice(0, 8)}01`,
    periodTo,
    value: of,
    measuredOn: periodTo,
    measuredBy: 'pe_1',
    ...over,
  })

describe('M1 the target of a period', () => {
  const targets = { '2026-01-01': { target: 90 }, '2026-04-01': { target: 95 } }
  it('is the latest set on or before its end, so past periods keep theirs', () => {
    expect([
      targetAt(targets, '2026-03-31'),
      targetAt(targets, '2026-04-01'),
      targetAt(targets, '2027-01-31'),
      targetAt(targets, '2025-12-31'),
    ]).toEqual([{ target: 90 }, { target: 95 }, { target: 95 }, undefined])
    const facts = metricFacts(metric({ targets }), [value('2026-03-31', 92), value('2026-04-30', 92)], '2026-05-10')
    expect(facts.points.map(({ state }) => state)).toEqual(['onTarget', 'offTarget'])
  })
})

describe('M2 state of a value', () => {
  it.each([
    ['higher', 95, 'onTarget'],
    ['higher', 94.9, 'watch'],
    ['higher', 90, 'watch'],
    ['higher', 89.9, 'offTarget'],
  ] as const)('%s %d → %s', (direction, of, state) =>
    expect(valueState(of, direction, { target: 95, watch: 90 })).toBe(state),
  )
  it.each([
    [1, 'onTarget'],
    [1.5, 'watch'],
    [2, 'watch'],
    [2.1, 'offTarget'],
  ] as const)('lower %d → %s', (of, state) => expect(valueState(of, 'lower', { target: 1, watch: 2 })).toBe(state))
  it.each([
    [10, 'onTarget'],
    [20, 'onTarget'],
    [9, 'watch'],
    [21.5, 'watch'],
    [7.9, 'offTarget'],
    [22.1, 'offTarget'],
  ] as const)('band 10 to 20 with watch 2: %d → %s', (of, state) =>
    expect(valueState(of, 'band', { low: 10, high: 20, watch: 2 })).toBe(state),
  )
  it('without a watch line there is no middle state; decimals are compared as people read them', () => {
    expect([valueState(94, 'higher', { target: 95 }), valueState(21, 'band', { low: 10, high: 20 })]).toEqual([
      'offTarget',
      'offTarget',
    ])
    expect([
      valueState(0.8, 'band', { low: 0.2, high: 0.7, watch: 0.1 }),
      valueState(0.1 + 0.2, 'lower', { target: 0.3 }),
    ]).toEqual(['watch', 'onTarget'])
  })
  it('no measurement is noData, no target judges nothing', () => {
    expect(metricFacts(metric(), [], '2026-05-10').state).toBe('noData')
    expect([
      valueState(5, 'higher', undefined),
      valueState(5, 'higher', { watch: 3 }),
      valueState(5, 'band', { target: 5 }),
      valueState(5, undefined, { target: 5 }),
    ]).toEqual(['noTarget', 'noTarget', 'noTarget', 'noTarget'])
  })
})

describe('M3 staleness', () => {
  it.each([
    ['weekly', 11],
    ['monthly', 47],
    ['quarterly', 138],
    ['semiannual', 276],
    ['annual', 549],
  ] as const)('%s: stale after %d days, not on the last of them', (every, days) => {
    const day = (n: number) => new Date(Date.UTC(2026, 0, 31 + n)).toISOString().slice(0, 10)
    expect([isStale(every, '2026-01-31', day(days)), isStale(every, '2026-01-31', day(days + 1))]).toEqual([
      false,
      true,
    ])
  })
  it('is shown in addition to the last state; a retired metric is not stale', () => {
    expect(metricFacts(metric(), [value('2026-01-31', 96)], '2026-06-01')).toMatchObject({
      stale: true,
      state: 'onTarget',
    })
    expect(metricFacts(metric({ status: 'retired' }), [value('2026-01-31', 96)], '2026-06-01')).toMatchObject({
      stale: false,
      missing: [],
      next: undefined,
    })
    const never = metricFacts(metric(), [], '2026-02-17')
    expect([
      never.stale,
      isUnmeasuredTooLong(metric(), never, '2026-02-17'),
      isUnmeasuredTooLong(metric(), never, '2026-02-18'),
    ]).toEqual([false, false, true])
  })
})

describe('M4 trend over the last four values', () => {
  const series = (...values: readonly number[]) =>
    values.map((of, index) => ({ value: of, periodTo: `2026-0${index + 1}-28` }))
  it.each([
    ['higher', [1, 90, 90, 95, 95], 'improving'],
    ['higher', [95, 95, 90, 90], 'worsening'],
    ['higher', [100, 100, 102, 102], 'flat'],
    ['higher', [100, 100, 102.1, 102.1], 'improving'],
    ['lower', [5, 5, 3, 3], 'improving'],
    ['lower', [3, 3, 5, 5], 'worsening'],
    ['higher', [0, 0, 0, 0], 'flat'],
    ['higher', [0, 0, 0, 1], 'improving'],
    ['higher', [90, 95, 95], 'unknown'],
    ['higher', [-100, -100, -95, -95], 'improving'],
  ] as const)('%s %j → %s', (direction, values, trend) => expect(trendOf(series(...values), direction, {})).toBe(trend))
  it('for a band a smaller distance is better; values are taken by period, not by order of entry', () => {
    const targets = { '2026-01-01': { low: 10, high: 20 } }
    expect([
      trendOf(series(30, 30, 22, 22), 'band', targets),
      trendOf(series(15, 11, 19, 12), 'band', targets),
      trendOf(series(15, 15, 5, 5), 'band', targets),
    ]).toEqual(['improving', 'flat', 'worsening'])
    expect(trendOf([...series(90, 90, 95, 95)].reverse(), 'higher', {})).toBe('improving')
  })
})

describe('M5 missing periods', () => {
  it('are full calendar periods since the start that have ended without a value', () => {
    const facts = metricFacts(metric(), [value('2026-01-31', 96), value('2026-03-31', 96)], '2026-05-31')
    expect(facts.missing).toEqual([
      { from: '2026-02-01', to: '2026-02-28' },
      { from: '2026-04-01', to: '2026-04-30' },
    ])
    expect(facts.next).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })
  it('a partial first month cannot be measured, and the current one is not missing', () => {
    expect(expectedPeriods({ every: 'monthly', start: '2026-01-02' }, '2026-03-31')).toEqual([
      { from: '2026-02-01', to: '2026-02-28' },
    ])
    expect(metricFacts(metric({ start: '2026-05-20' }), [], '2026-05-25')).toMatchObject({
      missing: [],
      next: { from: '2026-06-01', to: '2026-06-30' },
    })
    expect(metricFacts(metric({ start: '2026-05-01' }), [], '2026-05-25').next).toEqual({
      from: '2026-05-01',
      to: '2026-05-31',
    })
  })
  it.each([
    ['weekly', '2026-05-28', '2026-05-25', '2026-05-31'],
    ['quarterly', '2026-05-28', '2026-04-01', '2026-06-30'],
    ['semiannual', '2026-07-01', '2026-07-01', '2026-12-31'],
    ['annual', '2026-05-28', '2026-01-01', '2026-12-31'],
    ['monthly', '2028-02-03', '2028-02-01', '2028-02-29'],
  ] as const)('%s period of %s', (every, day, from, to) => expect(periodOf(every, day)).toEqual({ from, to }))
  it('a start centuries ago is bounded, and gaps of a chart stay gaps', () => {
    expect(expectedPeriods({ every: 'weekly', start: '0026-01-01' }, '2026-05-31').length).toBeLessThan(610)
    const { points } = metricFacts(metric(), [value('2026-01-31', 96), value('2026-03-31', 97)], '2026-05-31')
    expect(seriesOf(points, 'monthly', 12).map(({ point }) => point?.value)).toEqual([96, undefined, 97])
    expect(seriesOf(points, 'monthly', 2).map(({ point }) => point?.value)).toEqual([undefined, 97])
  })
})

describe('M6 corrections', () => {
  const change = (before: unknown, after: unknown, seq?: number, lost = false) => ({
    before,
    after,
    seq,
    time: 1,
    memberId: 'm_1',
    lost,
  })
  it('a value changed later keeps the previous one; entering the first value is not a correction', () => {
    expect(correctionsOf([change(94, 96, 7), change(null, 94, 3)])).toEqual([
      { from: 94, to: 96, time: 1, memberId: 'm_1' },
    ])
    expect(
      correctionsOf([change(null, 94, 3), change(94, 94, 4), change(94, 99, 5, true), change(94, null, 6)]),
    ).toEqual([])
    expect(correctionsOf([change(96, 95), change(94, 96, 7)]).map(({ to }) => to)).toEqual([96, 95])
  })
})

describe('M7 an off-target value', () => {
  it('needs evaluation and follow-up within 30 days of its measurement', () => {
    const bare = value('2026-04-30', 80, { measuredOn: '2026-05-04' })
    expect(offTargetDebt(bare, 'offTarget', '2026-06-03')).toEqual({
      missing: ['evaluation', 'followUp'],
      due: '2026-06-03',
      overdue: false,
    })
    expect(offTargetDebt(bare, 'offTarget', '2026-06-04')).toMatchObject({ overdue: true })
    expect(
      offTargetDebt(value('2026-04-30', 80, { evaluation: 'Two servers were forgotten.' }), 'offTarget', '2026-06-04'),
    ).toMatchObject({ missing: ['followUp'] })
    expect(
      offTargetDebt(value('2026-04-30', 80, { evaluation: 'Known.', followUp: ['tk_1'] }), 'offTarget', '2026-06-04'),
    ).toBeUndefined()
    expect(offTargetDebt(bare, 'watch', '2026-06-04')).toBeUndefined()
    expect(metricFacts(metric(), [bare, value('2026-05-31', 96)], '2026-06-04').debt).toBeUndefined()
  })
})

describe('validation of targets', () => {
  it('report the field that is wrong', () => {
    expect(validateTarget('higher', { target: 95, watch: 90, low: 1 })).toEqual({
      ok: true,
      value: { target: 95, watch: 90 },
    })
    expect(validateTarget('higher', { target: 95, watch: 96 })).toMatchObject({ ok: false, error: { field: 'watch' } })
    expect(validateTarget('lower', { target: 1, watch: 0.5 })).toMatchObject({ ok: false, error: { field: 'watch' } })
    expect(validateTarget('band', { low: 20, high: 10 })).toMatchObject({ ok: false, error: { field: 'high' } })
    expect(
      [
        validateTarget('band', {}),
        validateTarget('higher', { watch: 1 }),
        validateTarget(undefined, { target: 1 }),
      ].map(({ ok }) => ok),
    ).toEqual([false, false, false])
  })
})

describe('health of an objective (isms.md 3.1)', () => {
  const facts = {
    good: { state: 'onTarget', stale: false },
    watch: { state: 'watch', stale: false },
    stale: { state: 'onTarget', stale: true },
    off: { state: 'offTarget', stale: false },
  } as const
  const health = (metrics: readonly string[], over: Readonly<Record<string, JsonValue>> = {}) =>
    objectiveHealth(
      row('objective', 'oj_1', { status: 'inProgress', due: '2026-06-30', metrics: [...metrics], ...over }),
      (id) => facts[id as keyof typeof facts],
      '2026-06-30',
    )
  it('off track if overdue or off target, at risk on the watch line or unmeasured, otherwise on track', () => {
    expect([
      health(['good']),
      health([]),
      health(['good', 'watch']),
      health(['stale']),
      health(['watch', 'off']),
      health(['good'], { due: '2026-06-29' }),
    ]).toEqual(['onTrack', 'onTrack', 'atRisk', 'atRisk', 'offTrack', 'offTrack'])
    expect([health(['off'], { status: 'achieved' }), health([], { status: 'missed', due: '2026-01-01' })]).toEqual([
      'achieved',
      'missed',
    ])
  })
})
