/** How a value compares with its target (M1, M2, M4): pure arithmetic, shared by register, chart and review pack. */

import type { Metric, MetricTarget } from '~/lib/records/kinds/metric'

/** `noTarget`: measured, but no target is set for that period. */
export type ValueState = 'onTarget' | 'watch' | 'offTarget' | 'noTarget'
export type MetricState = ValueState | 'noData'
export type Trend = 'improving' | 'flat' | 'worsening' | 'unknown'
export type Direction = NonNullable<Metric['direction']>

/** M1: the target with the latest date on or before the end of the period, so that past periods keep theirs. */
export function targetAt(targets: Metric['targets'], periodTo: string): MetricTarget | undefined {
  const from = Object.keys(targets)
    .filter((date) => date <= periodTo)
    .sort()
    .at(-1)
  return from === undefined ? undefined : targets[from]
}

/** Tolerance for decimals: 0.8 must not count as above 0.7 + 0.1, so figures are compared as people read them. */
const tiny = (a: number, b: number): number => Math.max(Math.abs(a), Math.abs(b), 1) * 1e-9
const atLeast = (a: number, b: number): boolean => a >= b - tiny(a, b)
const atMost = (a: number, b: number): boolean => a <= b + tiny(a, b)

/** Distance of a value from the band; 0 inside it. An unset bound is no limit. */
export function distanceToBand(value: number, { low, high }: MetricTarget): number {
  if (low !== undefined && !atLeast(value, low)) return low - value
  if (high !== undefined && !atMost(value, high)) return value - high
  return 0
}

/** M2. Without a watch line nothing lies between on target and off target. */
export function valueState(
  value: number,
  direction: Direction | undefined,
  target: MetricTarget | undefined,
): ValueState {
  if (target === undefined || direction === undefined) return 'noTarget'
  if (direction === 'band') {
    if (target.low === undefined && target.high === undefined) return 'noTarget'
    const distance = distanceToBand(value, target)
    if (distance === 0) return 'onTarget'
    return target.watch !== undefined && atMost(distance, target.watch) ? 'watch' : 'offTarget'
  }
  if (target.target === undefined) return 'noTarget'
  const reaches = (line: number): boolean => (direction === 'higher' ? atLeast(value, line) : atMost(value, line))
  if (reaches(target.target)) return 'onTarget'
  return target.watch !== undefined && reaches(target.watch) ? 'watch' : 'offTarget'
}

export interface DatedValue {
  readonly periodTo: string
  readonly value: number
}

/**
 * M4 over the last four values by period: mean of the last two minus mean of the two before, signed so that better is
 * positive. For a band the distance to it is compared; a shrinking distance is better.
 */
export function trendOf(
  values: readonly DatedValue[],
  direction: Direction | undefined,
  targets: Metric['targets'],
): Trend {
  const last = [...values].sort((a, b) => (a.periodTo < b.periodTo ? -1 : 1)).slice(-4)
  if (last.length < 4 || direction === undefined) return 'unknown'
  const measured = last.map(({ value, periodTo }) => {
    if (direction !== 'band') return value
    const target = targetAt(targets, periodTo)
    return target && (target.low !== undefined || target.high !== undefined) ? distanceToBand(value, target) : undefined
  })
  if (measured.some((value) => value === undefined)) return 'unknown'
  const [a, b, c, d] = measured as [number, number, number, number]
  const older = (a + b) / 2
  const difference = (c + d) / 2 - older
  if (atMost(Math.abs(difference), 0.02 * Math.abs(older))) return 'flat'
  return difference > 0 === (direction === 'higher') ? 'improving' : 'worsening'
}
