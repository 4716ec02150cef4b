import type { ReportWords } from './reportLanguage'
import { toWallClock } from '../incident/zonedTime'
import type { Cell, Column, ColumnType, Medium } from './report'

export const text = (value: string | undefined): Cell => ({ text: value ?? '' })
export const list = (values: readonly string[]): Cell => ({ text: values.join(', ') })
export const number = (words: ReportWords, value: number | undefined): Cell =>
  value === undefined ? { text: '' } : { text: words.number(value), number: value }
export const date = (words: ReportWords, day: string | undefined): Cell =>
  day === undefined ? { text: '' } : { text: words.day(day).replaceAll(' ', '\u00a0'), date: day }

export const moment = (words: ReportWords, instant: string | undefined): Cell =>
  ((clock) =>
    instant === undefined || clock === ''
      ? { text: instant ?? '' }
      : { text: words.moment(instant).replaceAll(' ', '\u00a0'), moment: clock })(toWallClock(instant, words.timeZone))

/** A column whose first line names the row. */
export const naming = (of: Column): Column => ({ ...of, names: true })
export const column = (
  key: string,
  label: string,
  width: number,
  type: ColumnType = 'text',
  only?: Medium,
): Column => ({ key, label, type, width, ...(only && { only }) })
