/** Where the points of a line over days stand: pure geometry, so that gaps and events can be tested without a page. */

import { daysBetween } from '~/lib/shared/dates'

export interface DayValue {
  readonly day: string
  /** Null where there was nothing to judge: a gap, never zero. */
  readonly value: number | null
}

export interface TrendBox {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Values at the lower and upper edge. */
  readonly low: number
  readonly high: number
}

export interface TrendLine {
  /** Runs of values without a gap between them, as paths for round line caps. */
  readonly paths: readonly string[]
  /** The same, closed to the lower edge, for the tint below the line. */
  readonly areas: readonly string[]
  readonly points: readonly { readonly x: number; readonly y: number; readonly day: string; readonly value: number }[]
  readonly xOf: (day: string) => number
  readonly yOf: (value: number) => number
}

/**
 * Whether a whole calendar month lies between two days: one without data, which is a gap and never a line (isms.md 8).
 */
const monthBetween = (a: string, b: string): boolean => monthOf(b) - monthOf(a) > 1
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))

/** First and last known value; `past` where the last is older than the line, so that nobody takes it for today's. */
export function knownValues(values: readonly DayValue[]): {
  readonly all: readonly KnownValue[]
  readonly first: KnownValue | undefined
  readonly last: KnownValue | undefined
  readonly past: boolean
} {
  const sorted = [...values].sort((a, b) => (a.day < b.day ? -1 : 1))
  const all = sorted.filter((one): one is KnownValue => one.value !== null)
  return { all, first: all[0], last: all.at(-1), past: all.at(-1)?.day !== sorted.at(-1)?.day }
}
export type KnownValue = DayValue & { readonly value: number }

export function trendLine(values: readonly DayValue[], box: TrendBox): TrendLine {
  const sorted = [...values].sort((a, b) => (a.day < b.day ? -1 : 1))
  const first = sorted[0]?.day ?? '2000-01-01'
  const span = Math.max(1, daysBetween(first, sorted.at(-1)?.day ?? first))
  const xOf = (day: string): number => box.left + (daysBetween(first, day) / span) * (box.width - box.left - box.right)
  const yOf = (value: number): number =>
    box.top + ((box.high - value) / (box.high - box.low || 1)) * (box.height - box.top - box.bottom)
  const runs: { x: number; y: number; day: string; value: number }[][] = []
  let before: DayValue | undefined
  for (const one of sorted) {
    if (one.value === null) {
      before = undefined
      continue
    }
    if (!before || monthBetween(before.day, one.day)) runs.push([])
    runs.at(-1)!.push({ x: xOf(one.day), y: yOf(one.value), day: one.day, value: one.value })
    before = one
  }
  // A run by itself is a dot, not nothing.
  const path = (run: (typeof runs)[number]): string =>
    run.length === 1
      ? `M${run[0]!.x.toFixed(1)} ${run[0]!.y.toFixed(1)}h0`
      : run.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  const floor = box.height - box.bottom
  return {
    paths: runs.map(path),
    areas: runs
      .filter((run) => run.length > 1)
      .map((run) => `${path(run)}L${run.at(-1)!.x.toFixed(1)} ${floor}L${run[0]!.x.toFixed(1)} ${floor}Z`),
    points: runs.flat(),
    xOf,
    yOf,
  }
}
