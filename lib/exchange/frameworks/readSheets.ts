/** A CSV file or a workbook as sheets of text, read as every other table is. What columns mean is `tableDraft.ts`'s. */

import { ok, type Result } from '../../shared/result'
import { cellText, type RawTable } from '../tables/cell'
import { readCsv, strayQuote } from '../tables/readCsv'
import { readXlsx } from '../tables/readXlsx'

export interface Sheet {
  readonly name: string
  readonly head: readonly string[]
  /** Rows with something in them, by their number in the file. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
}

/** Fails as `readCsv` and `readXlsx` do. */
export async function readSheets(file: Blob, packed: boolean): Promise<Result<readonly Sheet[]>> {
  if (!packed) {
    const read = await readCsv(file)
    if (!read.ok) return read
    const stray = read.value.rows.find((row) => row.strayQuote)
    return stray ? strayQuote(stray.row) : ok([sheetOf('requirements', read.value)])
  }
  const read = await readXlsx(file)
  // A sheet of a head alone says so when it is the one that is needed.
  return read.ok ? ok(read.value.map(({ name, table }): Sheet => (table.ok ? sheetOf(name, table.value) : { name, head: [], rows: [] }))) : read
}

const sheetOf = (name: string, { header, rows }: RawTable): Sheet => ({ name, head: header, rows: rows.map(({ row, cells }) => ({ row, cells: cells.map(cellText) })) })
