/** What the rules say about one metric on a given day: its values judged, and what is missing (M1-M5, M7). */

import { addDays, dateInZone } from '~/lib/shared/dates'
import type { Measurement } from '~/lib/records/kinds/measurement'
import type { Metric, MetricTarget } from '~/lib/records/kinds/metric'
import { expectedPeriods, firstPeriod, intervalDays, nextPeriod, periodOf, type Period } from './periods'
import { targetAt, trendOf, valueState, type MetricState, type Trend, type ValueState } from './metricState'

export interface MetricPoint extends Period {
  readonly measurement: Measurement
  readonly value: number
  readonly target: MetricTarget | undefined
  readonly state: ValueState
}

/** M7: what an off-target value still lacks, and the deadline. */
export interface OffTargetDebt {
  readonly missing: readonly ('evaluation' | 'followUp')[]
  readonly due: string
  readonly overdue: boolean
}

export interface MetricFacts {
  /** Values by period, oldest first. */
  readonly points: readonly MetricPoint[]
  readonly last: MetricPoint | undefined
  readonly state: MetricState
  /** M3: shown in addition to the last state, not instead of it. */
  readonly stale: boolean
  readonly trend: Trend
  readonly missing: readonly Period[]
  /**
   * The period the next value is for: the oldest missing one, otherwise the current or the coming one. Undefined if no
   * value is expected.
   */
  readonly next: Period | undefined
  readonly debt: OffTargetDebt | undefined
}

/** M7: days within which an off-target value must be evaluated and followed up. */
const debtDays = 30

/** M7 for one value in its state. Undefined if nothing is missing or the value is not off target. */
export function offTargetDebt(measurement: Measurement, state: ValueState, today: string): OffTargetDebt | undefined {
  if (state !== 'offTarget') return undefined
  const missing = [
    ...(measurement.evaluation?.trim() ? [] : (['evaluation'] as const)),
    ...(measurement.followUp.length > 0 ? [] : (['followUp'] as const)),
  ]
  if (missing.length === 0) return undefined
  const due = addDays(measurement.measuredOn ?? dateInZone(measurement.createdAt), debtDays)
  return { missing, due, overdue: today > due }
}

/**
 * M3: the last day before a value counts as missing: one and a half intervals after the end of the last period, or
 * after the start.
 */
export const graceEnds = (every: NonNullable<Metric['every']>, from: string): string =>
  addDays(from, Math.ceil(1.5 * intervalDays[every]))

/** M3: stale if today is more than one and a half intervals after the end of the last measured period. */
export const isStale = (every: Metric['every'], lastPeriodTo: string | undefined, today: string): boolean =>
  every !== undefined && lastPeriodTo !== undefined && today > graceEnds(every, lastPeriodTo)

/** True if a metric that was never measured should have been by now (same tolerance as M3, counted from its start). */
export const isUnmeasuredTooLong = (
  { every, start, status }: Pick<Metric, 'every' | 'start' | 'status'>,
  { last }: MetricFacts,
  today: string,
): boolean =>
  status === 'active' &&
  last === undefined &&
  every !== undefined &&
  start !== undefined &&
  today > graceEnds(every, start)

/** `measurements` may include those of other metrics and archived ones; both are ignored. */
export function metricFacts(metric: Metric, measurements: readonly Measurement[], today: string): MetricFacts {
  const points = measurements
    .filter(
      (row) =>
        row.metric === metric.id &&
        row.archivedOn === undefined &&
        row.value !== undefined &&
        row.periodTo !== undefined,
    )
    .map((row): MetricPoint => {
      const to = row.periodTo!
      const target = targetAt(metric.targets, to)
      const from = row.periodFrom ?? (metric.every === undefined ? to : periodOf(metric.every, to).from)
      return {
        measurement: row,
        from,
        to,
        value: row.value!,
        target,
        state: valueState(row.value!, metric.direction, target),
      }
    })
    .sort((a, b) => (a.to === b.to ? (a.measurement.id < b.measurement.id ? -1 : 1) : a.to < b.to ? -1 : 1))
  const last = points.at(-1)
  const expects = metric.status === 'active' && metric.every !== undefined && metric.start !== undefined
  const measured = (period: Period): boolean => points.some(({ to }) => to >= period.from && to <= period.to)
  const missing = expects
    ? expectedPeriods({ every: metric.every, start: metric.start }, today).filter((period) => !measured(period))
    : []
  return {
    points,
    last,
    state: last?.state ?? 'noData',
    stale: metric.status === 'active' && isStale(metric.every, last?.to, today),
    trend: trendOf(
      points.map(({ to, value }) => ({ periodTo: to, value })),
      metric.direction,
      metric.targets,
    ),
    missing,
    next: missing[0] ?? (expects ? upcoming({ every: metric.every, start: metric.start }, measured, today) : undefined),
    debt: last && offTargetDebt(last.measurement, last.state, today),
  }
}

function upcoming(
  { every, start }: { readonly every: NonNullable<Metric['every']>; readonly start: string },
  measured: (period: Period) => boolean,
  today: string,
): Period {
  const first = firstPeriod(every, start)
  let period = periodOf(every, today)
  if (period.from < first.from) return first
  // A value for a period that has not ended may already exist; then the following period is next.
  for (let tries = 0; measured(period) && tries < 12; tries++) period = nextPeriod(every, period)
  return period
}
