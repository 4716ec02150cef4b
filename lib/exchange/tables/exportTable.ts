/**
 * Tables on their way out, as CSV and XLSX: what a view shows, or every column so that it can be imported again. Days
 * and numbers stay typed in a workbook; text that a spreadsheet could take for a formula is guarded in CSV (isms.md
 * 7.2).
 */

import { fieldValues } from '~/lib/records/fieldValues'
import type { DecimalMark } from './cell'
import Papa from 'papaparse'
import writeXlsxFile, { type CellObject, type Feature } from 'write-excel-file/universal'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { requirementOfSoaEntry } from '~/lib/records/derivedIds'
import { isDayCell, type Cell } from './cell'
import { writeCell, type CellFacts } from './cellValue'
import { guardFormula } from '../sheets/formulaGuard'
import { mostCharacters, xlsxText } from '../sheets/xlsxText'
import { importableColumns } from '~/lib/records/lists/importKinds'
import { headOf } from './mapping'

export interface OutTable {
  /** Name of the sheet. */
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

export interface CsvOptions {
  readonly delimiter: ',' | ';'
  readonly decimal: DecimalMark
}

/**
 * With a byte order mark, so that a spreadsheet reads it as UTF-8; lines end as RFC 4180 says. NUL is left out: with
 * one in it the whole file is no text to any reader, ours included.
 */
export function writeCsv({ header, rows }: OutTable, { delimiter, decimal }: CsvOptions): string {
  const text = (cell: Cell): string => {
    if (cell === undefined) return ''
    if (typeof cell === 'number') return String(cell).replace('.', decimal)
    if (typeof cell === 'boolean') return String(cell)
    return isDayCell(cell)
      ? cell.time === undefined
        ? cell.day
        : `${cell.day} ${cell.time}`
      : guardFormula(cell.replaceAll('\0', ''))
  }
  return `\ufeff${Papa.unparse([header.map(guardFormula), ...rows.map((row) => row.map(text))], { delimiter, newline: '\r\n', quotes: false })}\r\n`
}

export interface WrittenWorkbook {
  readonly file: Blob
  /** Cells whose text was cut, by row and column from 0. */
  readonly cut: number
}

/** Sheets with a frozen, filtered head and columns as wide as what they hold. */
export async function writeXlsx(tables: readonly OutTable[]): Promise<WrittenWorkbook> {
  let cut = 0
  const cellOf = (cell: Cell): CellObject | null => {
    if (cell === undefined) return null
    if (typeof cell === 'number') return { type: Number, value: cell }
    if (typeof cell === 'boolean') return { type: Boolean, value: cell }
    if (isDayCell(cell))
      return {
        type: Date,
        value: new Date(`${cell.day}T${cell.time ?? '00:00:00'}Z`),
        format: cell.time === undefined ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss',
      }
    if (cell.length > mostCharacters) cut++
    return { type: String, value: xlsxText(cell), ...(cell.includes('\n') && { wrap: true }), alignVertical: 'top' }
  }
  const head = (text: string): CellObject => ({
    type: String,
    value: xlsxText(text),
    fontWeight: 'bold',
    backgroundColor: headColour,
    alignVertical: 'top',
  })
  const file = await writeXlsxFile(
    tables.map(({ name, header, rows }) => ({
      sheet: sheetName(name),
      data: [header.map(head), ...rows.map((row) => row.map(cellOf))],
      columns: header.map((title, column) => ({
        width: widthOf([title, ...rows.slice(0, 200).map((row) => row[column])]),
      })),
      stickyRowsCount: 1,
    })),
    { features: [autoFilter] },
  ).toBlob()
  return { file, cut }
}

/** A light grey of the file's own: a workbook knows no tokens. */
const headColour = `#${'eceff3'}`

/** Names of sheets: no `[]:*?/\`, at most 31 characters. */
const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\]/g, ' ')
    .trim()
    .slice(0, 31) || 'Sheet'

function widthOf(cells: readonly Cell[]): number {
  const longest = Math.max(
    ...cells.map((cell) =>
      typeof cell === 'string'
        ? Math.max(
            ...cell
              .slice(0, 400)
              .split('\n')
              .map((line) => line.length),
          )
        : typeof cell === 'number'
          ? String(cell).length
          : isDayCell(cell)
            ? 10
            : 0,
    ),
  )
  return Math.min(60, Math.max(8, longest + 2))
}

/** The library writes no filter of its own; the element stands behind the cells. */
const autoFilter: Feature<Blob> = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (content) => {
          const places = [...content.matchAll(/<c r="([A-Z]+)1"/g)].map((match) => match[1]!)
          const rows = Math.max(1, ...[...content.matchAll(/<row r="(\d+)"/g)].map((match) => Number(match[1])))
          return places.length === 0 || content.includes('<autoFilter')
            ? content
            : content.replace('</sheetData>', `</sheetData><autoFilter ref="A1:${places.at(-1)}${rows}"/>`)
        },
      },
    },
  },
}

type ExportFacts = Pick<CellFacts, 'words' | 'references'>

/** Every column that an import reads back. */
export function importableTable(kind: Kind, rows: readonly AnyRecord[], facts: ExportFacts, name: string): OutTable {
  const columns = importableColumns(kind)
  return {
    name,
    header: columns.map((column) => headOf(kind, column.name, facts.words)),
    rows: rows.map((row) =>
      columns.map((column): Cell => {
        if (column.name === 'requirement' && kind === 'soaEntry') return requirementCell(row.id, facts)
        return column.field
          ? writeCell(kind, column.name, column.field, fieldValues(row)[column.name], facts)
          : undefined
      }),
    ),
  }
}

function requirementCell(id: string, { references }: ExportFacts): string {
  const requirement = requirementOfSoaEntry(id)
  const code = requirement.slice(requirement.indexOf(':') + 1)
  const read = references.findRequirement(code)
  return 'id' in read && read.id === requirement ? code : requirement
}

/** An empty table with every column an import reads: needed ones carry a star. */
export const templateTable = (kind: Kind, facts: Pick<ExportFacts, 'words'>, name: string): OutTable => ({
  name,
  header: importableColumns(kind).map(
    ({ name: field, field: of }) => `${headOf(kind, field, facts.words)}${of?.required ? '*' : ''}`,
  ),
  rows: [],
})
