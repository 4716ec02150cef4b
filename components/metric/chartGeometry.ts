/**
 * Where the marks of a metric's chart stand: pure geometry over slots, so that gaps, targets and ticks can be tested
 * without a page.
 */

import type { SeriesSlot } from '~/lib/isms/metric/metricSeries'
import type { MetricPoint } from '~/lib/isms/metric/metricFacts'
import type { MetricTarget } from '~/lib/records/kinds/metric'

export interface ChartBox {
  readonly width: number
  readonly height: number
  /** Room for figures left, words right, periods below. */
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface ChartMark {
  readonly x: number
  readonly y: number
  readonly point: MetricPoint
}

export interface TargetLine {
  readonly key: 'target' | 'watch' | 'low' | 'high'
  readonly value: number
  readonly y: number
  readonly from: number
  readonly to: number
}

export interface Chart {
  readonly ticks: readonly { readonly value: number; readonly y: number }[]
  /** Runs of values without a gap between them, as paths. */
  readonly lines: readonly string[]
  readonly marks: readonly ChartMark[]
  readonly targets: readonly TargetLine[]
  readonly columns: readonly { readonly x: number; readonly slot: SeriesSlot }[]
}

/** 1, 2, 2.5 or 5 times a power of ten: three or four light rules (ux.md 11). */
export function niceTicks(low: number, high: number, most = 4): readonly number[] {
  const span = high - low || Math.abs(high) || 1
  const power = 10 ** Math.floor(Math.log10(span / most))
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((one) => span / one <= most) ?? power * 10
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  return Array.from({ length: Math.max(2, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
}

const targetKeys = ['target', 'watch', 'low', 'high'] as const
/** The lines a set draws. The watch of a band is a width, not a line. */
const linesOf = (target: MetricTarget | undefined): readonly (readonly [TargetLine['key'], number])[] =>
  targetKeys.flatMap((key) => {
    const value = target?.[key]
    const isWidth = key === 'watch' && (target?.low !== undefined || target?.high !== undefined)
    return value === undefined || isWidth ? [] : [[key, value] as const]
  })

/** `targetOf`: the set in force at the end of a period (M1), so that past periods keep their line. */
export function chartOf(
  slots: readonly SeriesSlot[],
  targetOf: (periodTo: string) => MetricTarget | undefined,
  box: ChartBox,
): Chart {
  const values = slots.flatMap(({ point }) => (point ? [point.value] : []))
  const aims = slots.map((slot) => linesOf(targetOf(slot.to)))
  const all = [...values, ...aims.flat().map(([, value]) => value)]
  const ticks = niceTicks(Math.min(...all), Math.max(...all))
  const [low, high] = [ticks[0]!, ticks.at(-1)!]
  const inner = box.width - box.left - box.right
  const step = slots.length > 1 ? inner / (slots.length - 1) : 0
  const xOf = (index: number): number => (slots.length > 1 ? box.left + index * step : box.left + inner / 2)
  const yOf = (value: number): number =>
    box.top + ((high - value) / (high - low || 1)) * (box.height - box.top - box.bottom)

  const lines: string[] = []
  let run = ''
  slots.forEach(({ point }, index) => {
    if (point) run += `${run === '' ? 'M' : 'L'}${xOf(index).toFixed(1)} ${yOf(point.value).toFixed(1)}`
    if ((!point || index === slots.length - 1) && run !== '') {
      if (run.includes('L')) lines.push(run)
      run = ''
    }
  })
  const targets: TargetLine[] = []
  aims.forEach((lineset, index) => {
    for (const [key, value] of lineset) {
      const open = targets.findLast((line) => line.key === key)
      const reach = xOf(index) + step / 2
      if (open?.value === value && Math.abs(open.to - (xOf(index) - step / 2)) < 0.01)
        targets[targets.indexOf(open)] = { ...open, to: reach }
      else
        targets.push({
          key,
          value,
          y: yOf(value),
          from: xOf(index) - (slots.length > 1 ? step / 2 : inner / 2),
          to: slots.length > 1 ? reach : box.left + inner,
        })
    }
  })
  return {
    ticks: ticks.map((value) => ({ value, y: yOf(value) })),
    lines,
    marks: slots.flatMap(({ point }, index) => (point ? [{ x: xOf(index), y: yOf(point.value), point }] : [])),
    targets: targets.map((line) => ({
      ...line,
      from: Math.max(line.from, box.left),
      to: Math.min(line.to, box.left + inner),
    })),
    columns: slots.map((slot, index) => ({ x: xOf(index), slot })),
  }
}

/** A spark line in a box: runs without a gap, and the last value. */
export function sparkOf(
  values: readonly (number | null)[],
  width: number,
  height: number,
): { readonly lines: readonly string[]; readonly last: { readonly x: number; readonly y: number } | undefined } {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return { lines: [], last: undefined }
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const pad = 2.5
  const xOf = (index: number): number =>
    values.length > 1 ? pad + (index / (values.length - 1)) * (width - 2 * pad) : width / 2
  const yOf = (value: number): number =>
    high === low ? height / 2 : pad + ((high - value) / (high - low)) * (height - 2 * pad)
  const lines: string[] = []
  let run: string[] = []
  values.forEach((value, index) => {
    if (value !== null) run.push(`${xOf(index).toFixed(1)} ${yOf(value).toFixed(1)}`)
    if (value === null || index === values.length - 1) {
      if (run.length > 1) lines.push(`M${run.join('L')}`)
      run = []
    }
  })
  const at = values.findLastIndex((value) => value !== null)
  return { lines, last: { x: xOf(at), y: yOf(values[at]!) } }
}
