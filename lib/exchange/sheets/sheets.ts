/**
 * Tables as XLSX, the same bytes for the same rows: the library's ZIP carries the time of writing, so it is packed
 * again without. Text is written as text, so no cell is ever taken for a formula (isms.md 7.2).
 */

import writeExcelFile, { type Row, type Sheet } from 'write-excel-file/universal'
import type { Bytes } from '~/lib/shared/bytes'
import { timelessZip } from '../zip/timelessZip'
import { xlsxText } from './xlsxText'

export interface SheetTable {
  readonly name: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number | undefined)[])[]
}

export async function sheetBytes(tables: readonly SheetTable[]): Promise<Bytes> {
  const names = new Set<string>()
  const sheets = tables.map(({ name, head, rows }): Sheet<Blob> => ({
    sheet: sheetName(name, names),
    stickyRowsCount: 1,
    columns: head.map((_, column) => ({
      width: Math.min(
        60,
        Math.max(
          10,
          ...[head, ...rows.slice(0, 200)].map((row) =>
            Math.min(60, String(row[column] ?? '').split('\n')[0]!.length + 2),
          ),
        ),
      ),
    })),
    data: [
      head.map((value) => ({ value: xlsxText(value), type: String, fontWeight: 'bold' as const })),
      ...rows.map((row): Row =>
        row.map((value) =>
          value === undefined || value === ''
            ? null
            : typeof value === 'number'
              ? { value, type: Number }
              : { value: xlsxText(clean(value)), type: String, wrap: true, alignVertical: 'top' as const },
        ),
      ),
    ],
  }))
  const blob = await writeExcelFile(sheets).toBlob()
  return timelessZip(new Uint8Array(await blob.arrayBuffer()))
}

const clean = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')

/** At most 31 characters, none of seven signs, none twice. */
function sheetName(name: string, taken: Set<string>): string {
  const base =
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 28) || 'Sheet'
  let own = base
  for (let n = 2; taken.has(own.toLowerCase()); n++) own = `${base} ${n}`
  taken.add(own.toLowerCase())
  return own
}
