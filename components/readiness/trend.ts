/** Where the points of a line over days stand: pure geometry, so that gaps and events can be tested without a page. */

import { daysBetween } from '~/lib/isms/dates'

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
  /** Runs of values without a gap between them, as paths. */
  readonly paths: readonly string[]
  /** The same, closed to the lower edge, for the tint below the line. */
  readonly areas: readonly string[]
  readonly points: readonly { readonly x: number; readonly y: number; readonly day: string; readonly value: number }[]
  readonly xOf: (day: string) => number
  readonly yOf: (value: number) => number
}

/** Two runs further apart than this have months without data between them. */
const gapDays = 62

export function trendLine(values: readonly DayValue[], box: TrendBox): TrendLine {
  const sorted = [...values].sort((a, b) => (a.day < b.day ? -1 : 1))
  const first = sorted[0]?.day ?? '2000-01-01'
  const span = Math.max(1, daysBetween(first, sorted.at(-1)?.day ?? first))
  const xOf = (day: string): number => box.left + (daysBetween(first, day) / span) * (box.width - box.left - box.right)
  const yOf = (value: number): number => box.top + ((box.high - value) / (box.high - box.low || 1)) * (box.height - box.top - box.bottom)
  const runs: { x: number; y: number; day: string; value: number }[][] = []
  let before: DayValue | undefined
  for (const one of sorted) {
    if (one.value === null) {
      before = undefined
      continue
    }
    if (!before || daysBetween(before.day, one.day) > gapDays) runs.push([])
    runs.at(-1)!.push({ x: xOf(one.day), y: yOf(one.value), day: one.day, value: one.value })
    before = one
  }
  const path = (run: (typeof runs)[number]): string => run.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  const floor = box.height - box.bottom
  return {
    paths: runs.filter((run) => run.length > 1).map(path),
    areas: runs.filter((run) => run.length > 1).map((run) => `${path(run)}L${run.at(-1)!.x.toFixed(1)} ${floor}L${run[0]!.x.toFixed(1)} ${floor}Z`),
    points: runs.flat(), xOf, yOf,
  }
}
