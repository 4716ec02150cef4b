/** Figures of benches, said in one place: as a line for who watches, and as data for `npm run bench -- --json`. */

import { appendFileSync } from 'node:fs'

export interface Figure {
  /** As issues and the README name it. */
  readonly name: string
  readonly value: number
  /** What the value should not exceed; absent where a figure is only told. */
  readonly bar?: number
  /** `ratio`, `ms`, `frames`. */
  readonly unit: string
  /** What it was measured against, and how. */
  readonly note: string
}

export function tell(figure: Figure): void {
  const { name, value, bar, unit, note } = figure
  console.log(
    `${name}: ${Number(value.toPrecision(3))}${unit === 'ratio' ? '' : ` ${unit}`}${bar === undefined ? '' : `, bar ${bar}${value > bar ? ': MISSED' : ''}`} · ${note}`,
  )
  if (process.env.BENCH_FIGURES)
    appendFileSync(process.env.BENCH_FIGURES, `${JSON.stringify({ name, value, bar: bar ?? null, unit, note })}\n`)
}
