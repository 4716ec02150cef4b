/** Reports as CSV: the columns of a sheet, typed values as they are, text guarded against being run as a formula. */

import { strToU8, zipSync } from 'fflate'
import { unparse } from 'papaparse'
import { columnsFor, tablesOf, type Cell, type Report, type TableBlock } from '~/lib/isms/report/report'
import { guardFormula } from '../sheets/formulaGuard'

export interface CsvFile {
  readonly name: string
  readonly mime: 'text/csv' | 'application/zip'
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * One table is one file. Several, each with its own columns, are as many files in one archive. UTF-8 with BOM, so that
 * spreadsheets read it.
 */
export function writeCsv(report: Report): CsvFile {
  const tables = tablesOf(report).filter(({ only }) => only !== 'page')
  const files = tables.map((table) => ({
    name: `${report.fileName} ${table.sheet}.csv`,
    text: `\uFEFF${csvOf(table, report.locale)}`,
  }))
  if (files.length === 1) return { name: `${report.fileName}.csv`, mime: 'text/csv', bytes: bytesOf(files[0]!.text) }
  return {
    name: `${report.fileName} csv.zip`,
    mime: 'application/zip',
    bytes: zipSync(
      Object.fromEntries(files.map(({ name, text }) => [name.replaceAll('/', '-'), strToU8(text)])),
    ) as Uint8Array<ArrayBuffer>,
  }
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>

/** In languages that write decimals with a comma, spreadsheets expect a semicolon between cells. */
export function csvOf(table: TableBlock, locale: string): string {
  const comma = usesDecimalComma(locale)
  const columns = columnsFor(table, 'sheet')
  const value = (cell: Cell | undefined): string =>
    cell === undefined
      ? ''
      : cell.date !== undefined
        ? cell.date
        : cell.moment !== undefined
          ? cell.moment.replace('T', ' ')
          : cell.number !== undefined
            ? decimal(cell.number, comma)
            : guardFormula(cell.text)
  return unparse(
    {
      fields: columns.map(({ column }) => guardFormula(column.label)),
      data: table.rows.map((row) => columns.map(({ at }) => value(row[at]))),
    },
    { delimiter: comma ? ';' : ',', newline: '\r\n' },
  )
}

const usesDecimalComma = (locale: string): boolean => new Intl.NumberFormat(locale).format(1.5).includes(',')
const decimal = (value: number, comma: boolean): string => (comma ? String(value).replace('.', ',') : String(value))
