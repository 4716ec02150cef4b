/**
 * Days, numbers and periods as people write them. One format for a whole column where a cell could be two days, such as
 * `3/4/2026`: guessing finds the wrong one. A cell that is one day in every form is read by its own (IM2).
 */

import { dayFormats, decimalMarks, type DayFormat, type DecimalMark, type RawCell } from './cell'
import { isDate } from '~/lib/shared/dates'

const patterns: Readonly<Record<DayFormat, readonly [pattern: RegExp, year: number, month: number, day: number]>> = {
  iso: [/^(\d{4})-(\d{2})-(\d{2})$/, 1, 2, 3],
  dmyDots: [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, 3, 2, 1],
  dmySlashes: [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, 3, 2, 1],
  mdySlashes: [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, 3, 1, 2],
  ymdSlashes: [/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, 1, 2, 3],
}

/** Forms that are one day whatever the column holds: nobody writes `2026-05-31` or `31.05.2026` for another one. */
const plainForms: readonly DayFormat[] = ['iso', 'dmyDots', 'ymdSlashes']

/**
 * The day as ISO writes it: in the format of its column, or in a form that is the same day in every column (IM2).
 * Undefined for what is none.
 */
export const readDay = (text: string, format: DayFormat): string | undefined =>
  dayIn(text, format) ?? plainForms.map((form) => dayIn(text, form)).find((day) => day !== undefined)

function dayIn(text: string, format: DayFormat): string | undefined {
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

const units: readonly (readonly [RegExp, string])[] = [
  [/^(d|days?|tage?n?)$/, 'D'],
  [/^(w|weeks?|wochen?)$/, 'W'],
  [/^(m|months?|monate?n?)$/, 'M'],
  [/^(y|years?|jahre?n?)$/, 'Y'],
]

/** "6 months", "1 Jahr". */
export function readPeriod(text: string): string | undefined {
  const match = /^([1-9]\d{0,4})\s*([a-z]+)$/.exec(text.trim().toLowerCase())
  const unit = match && units.find(([pattern]) => pattern.test(match[2]!))
  return unit ? `P${match[1]}${unit[1]}` : undefined
}

/**
 * Formats that read every text of a column: one is proposed, of several the person chooses. In a mixed column, what is
 * one day in every form chooses nothing (IM2); where nothing else is there, the form most cells have is proposed.
 */
export const fittingDayFormats = (cells: Iterable<RawCell>): readonly DayFormat[] => {
  const texts = [...cells].filter((cell): cell is string => typeof cell === 'string' && cell.trim() !== '')
  if (texts.length === 0) return ['iso']
  const days = texts.map((text) => text.trim().split(/[T ]/)[0]!)
  const whole = dayFormats.filter((format) => days.every((day) => dayIn(day, format) !== undefined))
  if (whole.length > 0) return whole
  const open = days.filter((day) => !plainForms.some((form) => dayIn(day, form) !== undefined))
  if (open.length > 0) return dayFormats.filter((format) => open.every((day) => dayIn(day, format) !== undefined))
  const count = (form: DayFormat): number => days.filter((day) => dayIn(day, form) !== undefined).length
  return [[...plainForms].sort((a, b) => count(b) - count(a))[0]!]
}

/**
 * The mark that reads every number of a column. Where both do and differ (`1.000` is one or a thousand), whole numbers
 * are grouped; else `usual` says it, what the file itself suggests. Undefined: nothing tells, and a wrong guess is a
 * thousandfold.
 */
export function fittingDecimal(
  cells: Iterable<RawCell>,
  { whole = false, usual }: { readonly whole?: boolean; readonly usual?: DecimalMark | undefined } = {},
): DecimalMark | undefined {
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
export const isAmbiguous = (text: string): boolean =>
  ((point, comma) => point !== undefined && comma !== undefined && point !== comma)(
    readNumber(text, '.'),
    readNumber(text, ','),
  )
