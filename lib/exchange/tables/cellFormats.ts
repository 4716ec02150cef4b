/** Days, numbers and periods as people write them. One format for a whole column: `3/4/2026` is two days, and guessing finds the wrong one. */

import { isDate } from '../../isms/dates'
import type { RawCell } from './cell'

export const dayFormats = ['iso', 'dmyDots', 'dmySlashes', 'mdySlashes', 'ymdSlashes'] as const
export type DayFormat = (typeof dayFormats)[number]
export const decimalMarks = ['.', ','] as const
export type DecimalMark = (typeof decimalMarks)[number]

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

/** With the mark of decimals that the column has; groups of three by the other one, never behind a leading zero. */
export function readNumber(text: string, decimal: DecimalMark): number | undefined {
  const word = text.trim()
  const plain = decimal === '.' ? word : word.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))
  if (!/^[+-]?(\d+|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?(e[+-]?\d+)?$/i.test(plain)) return undefined
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
export const fittingDayFormats = (cells: Iterable<RawCell>): readonly DayFormat[] => {
  const texts = [...cells].filter((cell): cell is string => typeof cell === 'string' && cell.trim() !== '')
  return texts.length === 0 ? ['iso'] : dayFormats.filter((format) => texts.every((text) => readDay(text.trim().split(/[T ]/)[0]!, format) !== undefined))
}

/**
 * The mark that reads every number of a column. Where both do and differ (`1.000` is one or a thousand), whole numbers are
 * grouped; else `usual` says it, what the file itself suggests. Undefined: nothing tells, and a wrong guess is a thousandfold.
 */
export function fittingDecimal(cells: Iterable<RawCell>, { whole = false, usual }: { readonly whole?: boolean; readonly usual?: DecimalMark | undefined } = {}): DecimalMark | undefined {
  const texts = [...cells].filter((cell): cell is string => typeof cell === 'string' && cell.trim() !== '')
  const fitting = decimalMarks.filter((mark) => texts.every((text) => readNumber(text, mark) !== undefined))
  if (fitting.length === 1) return fitting[0]
  const open = fitting.length === 0 ? [] : texts.filter(isAmbiguous)
  if (open.length === 0) return usual ?? '.'
  if (whole && open.every((text) => text.includes('.'))) return ','
  if (whole && open.every((text) => text.includes(','))) return '.'
  return usual
}

/** Whether a number is another one under the other mark. */
export const isAmbiguous = (text: string): boolean => ((point, comma) => point !== undefined && comma !== undefined && point !== comma)(readNumber(text, '.'), readNumber(text, ','))
