/**
 * Tables as XLSX, the same bytes for the same rows: the library's ZIP carries the time of writing, so it is packed again
 * without. Text is written as text, so no cell is ever taken for a formula (isms.md 7.2).
 */

import { unzipSync, zipSync, type Zippable } from 'fflate'
import writeExcelFile, { type Row, type Sheet } from 'write-excel-file/universal'
import type { Bytes } from '../shared/bytes'

export interface SheetTable {
  readonly name: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number | undefined)[])[]
}

/** A cell holds at most this many characters. */
const longest = 32_767
const noTime = new Date(1980, 0, 1)

export async function sheetBytes(tables: readonly SheetTable[]): Promise<Bytes> {
  const names = new Set<string>()
  const sheets = tables.map(({ name, head, rows }): Sheet<Blob> => ({
    sheet: sheetName(name, names),
    stickyRowsCount: 1,
    columns: head.map((_, column) => ({ width: Math.min(60, Math.max(10, ...[head, ...rows.slice(0, 200)].map((row) => Math.min(60, String(row[column] ?? '').split('\n')[0]!.length + 2)))) })),
    data: [
      head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row): Row => row.map((value) => (value === undefined || value === '' ? null : typeof value === 'number' ? { value, type: Number } : { value: clean(value), type: String, wrap: true, alignVertical: 'top' as const }))),
    ],
  }))
  const blob = await writeExcelFile(sheets).toBlob()
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()))
  const again: Zippable = Object.fromEntries(Object.keys(files).sort(contentTypesFirst).map((path) => [path, [files[path]!, { mtime: noTime, level: 6 }]]))
  return zipSync(again) as Bytes
}

/** Readers look for it at the beginning. */
const contentTypesFirst = (a: string, b: string): number => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1)

 
const clean = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd').slice(0, longest)

/** At most 31 characters, none of seven signs, none twice. */
function sheetName(name: string, taken: Set<string>): string {
  const base = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, 28) || 'Sheet'
  let own = base
  for (let n = 2; taken.has(own.toLowerCase()); n++) own = `${base} ${n}`
  taken.add(own.toLowerCase())
  return own
}
