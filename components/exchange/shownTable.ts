/** What a register shows, as a table: its columns in its order, days and numbers typed, everything else in its words. Pure. */

import type { Cell } from '~/lib/exchange/tables/cell'
import type { OutTable } from '~/lib/exchange/tables/exportTable'
import { isDate } from '~/lib/isms/dates'
import type { FieldType } from '~/lib/isms/fields'
import type { AnyRecord, Kind } from '~/lib/isms/registry'

export interface ShownColumn {
  readonly label: string
  readonly type?: FieldType | undefined
  readonly field?: string | undefined
  readonly sortValue: (row: AnyRecord) => string | number | undefined
}

interface Words {
  readonly name: string
  readonly ref: string
  readonly title: string
  readonly nameOf: (row: AnyRecord) => { readonly ref: string; readonly title: string }
  readonly text: (kind: Kind, field: string, value: unknown) => string
}

export function shownTable(kind: Kind, rows: readonly AnyRecord[], columns: readonly ShownColumn[], words: Words): OutTable {
  const named = columns.filter(({ label }) => label !== '')
  return {
    name: words.name,
    header: [words.ref, words.title, ...named.map(({ label }) => label)],
    rows: rows.map((row) => {
      const { ref, title } = words.nameOf(row)
      return [ref, title, ...named.map((column): Cell => cellOf(kind, row, column, words))]
    }),
  }
}

function cellOf(kind: Kind, row: AnyRecord, { type, field, sortValue }: ShownColumn, { text }: Words): Cell {
  // What a page computes is shown by what it is sorted by.
  const value: unknown = field === undefined ? sortValue(row) : (row as unknown as Readonly<Record<string, unknown>>)[field]
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return undefined
  if (typeof value === 'number' && (field === undefined || type === 'int' || type === 'num')) return value
  if (typeof value === 'string' && isDate(value) && (field === undefined || type === 'date')) return { day: value }
  return field === undefined ? String(value) : text(kind, field, value)
}
