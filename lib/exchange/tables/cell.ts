/** One cell of a table as it was read: text, or what a spreadsheet typed. */

import type { TextEncoding } from './decodeText'

export interface DayCell {
  /** `YYYY-MM-DD`. */
  readonly day: string
  /** `HH:MM:SS` where the cell has a time of day. */
  readonly time?: string
}

/** What a formula came to where it came to nothing: `#N/A`. Neither a value nor empty. */
export interface ErrorCell {
  readonly error: string
}

export type Cell = string | number | boolean | DayCell | undefined
/** A cell of a file that was read. */
export type RawCell = Cell | ErrorCell

export const isEmpty = (cell: RawCell): boolean => cell === undefined || cell === ''

export const isDayCell = (cell: RawCell): cell is DayCell => typeof cell === 'object' && 'day' in cell

export const isErrorCell = (cell: RawCell): cell is ErrorCell => typeof cell === 'object' && 'error' in cell

/** The cell as a person would read it. */
export function cellText(cell: RawCell): string {
  if (cell === undefined) return ''
  if (isErrorCell(cell)) return cell.error
  if (isDayCell(cell)) return cell.time === undefined ? cell.day : `${cell.day} ${cell.time}`
  return String(cell)
}

export interface RawRow {
  /** As a spreadsheet counts: the head is row 1 of most tables. */
  readonly row: number
  readonly cells: readonly RawCell[]
  /**
   * A quotation mark stands inside of a text and is not doubled: where the cell ends is a guess, rows below may be in
   * it.
   */
  readonly strayQuote?: true
}

export interface RawTable {
  readonly header: readonly string[]
  readonly rows: readonly RawRow[]
  /** Cells whose formula was not evaluated: what the file had kept of its result was taken (column from 0). */
  readonly formulas: readonly { readonly row: number; readonly column: number }[]
  /** CSV marks text that a spreadsheet could take for a formula; that mark is taken off again. */
  readonly guarded: boolean
  /** How programs that separate cells like this file write decimals. */
  readonly decimal?: DecimalMark
  /** IM1: what the text was read as, found out or said; the dry run tells it. */
  readonly encoding?: TextEncoding
}

export const dayFormats = ['iso', 'dmyDots', 'dmySlashes', 'mdySlashes', 'ymdSlashes'] as const

export type DayFormat = (typeof dayFormats)[number]

export const decimalMarks = ['.', ','] as const

export type DecimalMark = (typeof decimalMarks)[number]
