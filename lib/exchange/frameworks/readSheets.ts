/** A CSV file or a workbook as sheets of text, read as every other table is. What columns mean is `tableDraft.ts`'s. */

import { ok, type Err, type Result } from '../../shared/result'
import { unguardFormula } from '../sheets/formulaGuard'
import { cellText, type RawCell, type RawTable } from '../tables/cell'
import { readCsv, strayQuote } from '../tables/readCsv'
import { readXlsx } from '../tables/readXlsx'

export interface Sheet {
  readonly name: string
  readonly head: readonly string[]
  /** Rows with something in them, by their number in the file. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
  /** Why nothing of it could be read, which counts where it is the sheet that is needed. */
  readonly failure?: Err
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
  return read.ok
    ? ok(
        read.value.map(({ name, table }): Sheet =>
          table.ok ? sheetOf(name, table.value) : { name, head: [], rows: [], failure: table },
        ),
      )
    : read
}

/** The mark that keeps a text from being taken for a formula belongs to the CSV, not to the text. */
function sheetOf(name: string, { header, rows, guarded }: RawTable): Sheet {
  const text = guarded ? (cell: RawCell) => unguardFormula(cellText(cell)) : cellText
  return { name, head: header, rows: rows.map(({ row, cells }) => ({ row, cells: cells.map(text) })) }
}
