/** A table of texts as a file. Cells are text in both forms, so no spreadsheet takes one for a formula. */

import Papa from 'papaparse'
import writeXlsxFile from 'write-excel-file/universal'
import { guardText } from '../formulaGuard'

export interface TableFile {
  readonly sheet: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Said once below the table: what it is and what it is not. */
  readonly note: string
  /** Widths of columns in characters. */
  readonly widths: readonly number[]
}

export async function tableFile(table: TableFile, format: 'csv' | 'xlsx'): Promise<Uint8Array> {
  return format === 'csv' ? new TextEncoder().encode(csvOf(table)) : new Uint8Array(await (await xlsxOf(table)).arrayBuffer())
}

/** UTF-8 with BOM, so that spreadsheets tell the letters. */
const csvOf = ({ head, rows, note }: TableFile): string => `\uFEFF${Papa.unparse([head, ...rows, [], [note]].map((row) => row.map(guardText)), { newline: '\r\n' })}\r\n`

const xlsxOf = ({ sheet, head, rows, note, widths }: TableFile): Promise<Blob> =>
  writeXlsxFile([
    head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String, wrap: true, alignVertical: 'top' as const }))),
    [],
    [{ value: note, type: String }],
  ], { sheet: sheet.slice(0, 31), columns: widths.map((width) => ({ width })), stickyRowsCount: 1 }).toBlob()
