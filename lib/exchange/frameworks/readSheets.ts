/** A CSV file or a workbook as sheets of text. Small on purpose: what columns mean is `tableDraft.ts`'s. */

import Papa from 'papaparse'
import readXlsxFile from 'read-excel-file/universal'
import { ok, type Result } from '../../shared/result'
import { brokenZip, unpack } from '../tables/guardZip'
import { fileLimits, fileTooLarge, wrongEncoding } from './fileLimits'

export interface Sheet {
  readonly name: string
  /** Cells by row; the first row is row 1 of the file. */
  readonly rows: readonly (readonly string[])[]
}

/** UTF-8 with or without BOM, UTF-16 with one; `,` `;` and tab are told apart. Fails with `tooLarge` or `encoding`. */
export function readCsv(bytes: Uint8Array): Result<readonly Sheet[]> {
  if (bytes.length > fileLimits.bytes) return fileTooLarge()
  const text = decode(bytes)
  if (text === undefined || text.includes('\0')) return wrongEncoding()
  const { data } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text), skipEmptyLines: false })
  return ok([{ name: 'requirements', rows: data }])
}

/** The mark that makes most columns of the head. */
function delimiterOf(text: string): string {
  const columns = (delimiter: string): number => Papa.parse<string[]>(text.trimStart().slice(0, 65_536), { delimiter, preview: 1 }).data[0]?.length ?? 0
  return [',', ';', '\t'].reduce((best, one) => (columns(one) > columns(best) ? one : best))
}

function decode(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Sheets of an XLSX file in their order. Formulas give the value the file keeps of them. Fails with `tooLarge`, `zipBomb` or `brokenFile`. */
export async function readXlsx(bytes: Uint8Array): Promise<Result<readonly Sheet[]>> {
  if (bytes.length > fileLimits.bytes) return fileTooLarge()
  // Unpacked under watch first: what a file says of its own size may be a lie.
  const fits = await unpack(new Blob([bytes as Uint8Array<ArrayBuffer>]), () => false)
  if (!fits.ok) return fits
  try {
    const sheets = await readXlsxFile(new Uint8Array(bytes).buffer, { trim: false })
    return ok(sheets.map(({ sheet, data }) => ({ name: sheet, rows: (data as readonly (readonly unknown[])[]).map((row) => row.slice(0, fileLimits.columns).map(cellText)) })))
  } catch {
    return brokenZip()
  }
}

const cellText = (cell: unknown): string => (cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))
