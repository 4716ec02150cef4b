/** Days, numbers and periods as people write them. One format for a whole column: `3/4/2026` is two days, and guessing finds the wrong one. */

import { isDate } from '../../isms/dates'
import type { Cell } from './cell'

export const dayFormats = ['iso', 'dmyDots', 'dmySlashes', 'mdySlashes', 'ymdSlashes'] as const
export type DayFormat = (typeof dayFormats)[number]
export type DecimalMark = '.' | ','

const patterns: Readonly<Record<DayFormat, readonly [pattern: RegExp, year: number, month: number, day: number]>> = {
  iso: [/^(\d{4})-(\d{2})-(\d{2})$/, 1, 2, 3],
  dmyDots: [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, 3, 2, 1],
  dmySlashes: [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, 3, 2, 1],
  mdySlashes: [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, 3, 1, 2],
  ymdSlashes: [/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, 1, 2, 3],
}

/** The day as ISO writes it; undefined for what is none in this format. */
export function readDay(text: string, format: DayFormat): string | undefined {
  const [pattern, year, month, day] = patterns[format]
  const match = pattern.exec(text.trim())
  if (!match) return undefined
  const iso = `${match[year]}-${match[month]!.padStart(2, '0')}-${match[day]!.padStart(2, '0')}`
  return isDate(iso) ? iso : undefined
}

/** With the mark of decimals that the column has; groups of three by the other one. */
export function readNumber(text: string, decimal: DecimalMark): number | undefined {
  const word = text.trim()
  const plain = decimal === '.' ? word : word.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))
  if (!/^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?(e[+-]?\d+)?$/i.test(plain)) return undefined
  const number = Number(plain.replaceAll(',', ''))
  return Number.isFinite(number) ? number : undefined
}

const units: readonly (readonly [RegExp, string])[] = [[/^(d|days?|tage?n?)$/, 'D'], [/^(w|weeks?|wochen?)$/, 'W'], [/^(m|months?|monate?n?)$/, 'M'], [/^(y|years?|jahre?n?)$/, 'Y']]

/** "6 months", "1 Jahr". */
export function readPeriod(text: string): string | undefined {
  const match = /^([1-9]\d{0,4})\s*([a-z]+)$/.exec(text.trim().toLowerCase())
  const unit = match && units.find(([pattern]) => pattern.test(match[2]!))
  return unit ? `P${match[1]}${unit[1]}` : undefined
}

/** Formats that read every text of a column: one is proposed, of several the person chooses. */
export const fittingDayFormats = (cells: Iterable<Cell>): readonly DayFormat[] => {
  const texts = [...cells].filter((cell): cell is string => typeof cell === 'string' && cell.trim() !== '')
  return texts.length === 0 ? ['iso'] : dayFormats.filter((format) => texts.every((text) => readDay(text.trim().split(/[T ]/)[0]!, format) !== undefined))
}

/** The mark that reads every number of a column; the point where both or none do. */
export function fittingDecimal(cells: Iterable<Cell>): DecimalMark {
  const texts = [...cells].filter((cell): cell is string => typeof cell === 'string' && cell.trim() !== '')
  const reads = (mark: DecimalMark): boolean => texts.every((text) => readNumber(text, mark) !== undefined)
  return !reads('.') && reads(',') ? ',' : '.'
}
