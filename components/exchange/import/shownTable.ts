/**
 * What a register shows, as a table: its columns in its order, days, moments and numbers typed, everything else in its
 * words. Pure.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import type { Cell } from '~/lib/exchange/tables/cell'
import type { OutTable } from '~/lib/exchange/tables/exportTable'
import { isDate, isInstant } from '~/lib/shared/dates'
import type { FieldType } from '~/lib/records/fields'
import { toWallClock } from '~/lib/isms/incident/zonedTime'
import type { AnyRecord, Kind } from '~/lib/records/registry'

export interface ShownColumn {
  readonly label: string
  readonly type?: FieldType | undefined
  readonly field?: string | undefined
  readonly shown?: ((row: AnyRecord) => Cell) | undefined
}

interface Words {
  readonly name: string
  readonly ref: string
  readonly title: string
  readonly nameOf: (row: AnyRecord) => { readonly ref: string; readonly title: string }
  readonly text: (kind: Kind, field: string, value: unknown) => string
  /** Moments stand as the clock of the workspace shows them. */
  readonly timeZone: string
}

export function shownTable(
  kind: Kind,
  rows: readonly AnyRecord[],
  columns: readonly ShownColumn[],
  words: Words,
): OutTable {
  return {
    name: words.name,
    header: [words.ref, words.title, ...columns.map(({ label }) => label)],
    rows: rows.map((row) => {
      const { ref, title } = words.nameOf(row)
      return [
        ref,
        title,
        ...columns.map((column): Cell => (column.shown ? column.shown(row) : fieldCell(kind, row, column, words))),
      ]
    }),
  }
}

/** A day that stays one in a file. */
export const dayCell = (day: string | undefined): Cell => (day === undefined ? undefined : { day })

/** A moment to the minute, by the clock of a time zone. */
export function momentCell(instant: string | undefined, timeZone: string): Cell {
  const [day = '', time = ''] = toWallClock(instant, timeZone).split('T')
  return day === '' ? undefined : { day, time: `${time}:00` }
}

function fieldCell(kind: Kind, row: AnyRecord, { type, field }: ShownColumn, { text, timeZone }: Words): Cell {
  const value = field === undefined ? undefined : fieldValues(row)[field]
  if (field === undefined || value === undefined || value === null || (Array.isArray(value) && value.length === 0))
    return undefined
  if (typeof value === 'number' && (type === 'int' || type === 'num')) return value
  if (typeof value === 'string' && type === 'date' && isDate(value)) return dayCell(value)
  if (typeof value === 'string' && type === 'instant' && isInstant(value)) return momentCell(value, timeZone)
  return text(kind, field, value)
}
