import type { MetricPoint } from './metricFacts'
import { nextPeriod, periodOf, type Interval, type Period } from './periods'

export interface SeriesSlot extends Period {
  /** Undefined if nothing was measured: a gap, never zero. */
  readonly point: MetricPoint | undefined
}

/**
 * The last periods up to the newest value, one slot each, so that a missing value stays a gap (ux.md 11). Of several
 * values in a period the latest wins.
 */
export function seriesOf(
  points: readonly MetricPoint[],
  every: Interval | undefined,
  most: number,
): readonly SeriesSlot[] {
  const last = points.at(-1)
  if (last === undefined) return []
  if (every === undefined) return points.slice(-most).map((point) => ({ from: point.from, to: point.to, point }))
  const slots: SeriesSlot[] = []
  const end = periodOf(every, last.to)
  for (let period = periodOf(every, points[0]!.to); period.from <= end.from; period = nextPeriod(every, period)) {
    slots.push({ ...period, point: points.findLast(({ to }) => to >= period.from && to <= period.to) })
    if (slots.length > most) slots.shift()
  }
  return slots
}
