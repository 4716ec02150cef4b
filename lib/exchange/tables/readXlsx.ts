/**
 * The sheets of a workbook. Cells come typed; a formula is never evaluated: what the file kept of its result is taken, and the
 * cell is named. Macros, links and everything else in the file is left alone.
 */

import readXlsxFile from 'read-excel-file/universal'
import { ok, type Result } from '../../shared/result'
import type { Cell, RawTable } from './cell'
import { brokenZip, unpack } from './guardZip'
import { tableLimits } from './limits'
import { tableOf, tooLarge, tooManyColumns, tooManyRows } from './readCsv'

export interface Sheet {
  readonly name: string
  readonly table: Result<RawTable>
}

/** Sheets with something in them, in the workbook's order. Fails with `tooLarge`, `zipBomb`, `brokenFile`, `tooManyRows` or `tooManyColumns`. */
export async function readXlsx(file: Blob): Promise<Result<readonly Sheet[]>> {
  if (file.size > tableLimits.fileBytes) return tooLarge()
  const parts = await unpack(file, (name) => /^xl\/(worksheets\/[^/]+|workbook)\.xml$|^xl\/_rels\/workbook\.xml\.rels$/.test(name))
  if (!parts.ok) return parts
  const text = (name: string): string => new TextDecoder().decode(parts.value.get(name) ?? new Uint8Array())
  const scanned = new Map<string, SheetFacts>()
  for (const name of parts.value.keys()) {
    if (!name.startsWith('xl/worksheets/')) continue
    const facts = scanSheet(text(name))
    // Asked before the cells are laid out: one cell far out would make a table of millions.
    if (facts.columns > tableLimits.columns) return tooManyColumns(facts.columns)
    if (facts.rows > tableLimits.rows + 1) return tooManyRows()
    scanned.set(name, facts)
  }
  const paths = sheetPaths(text('xl/workbook.xml'), text('xl/_rels/workbook.xml.rels'))
  try {
    const sheets = await readXlsxFile(await file.arrayBuffer(), { trim: false })
    return ok(sheets.flatMap(({ sheet, data }): readonly Sheet[] => {
      const rows = (data as readonly (readonly unknown[])[]).map((cells, index) => ({ number: index + 1, cells: cells.map(cellOf) })).filter(({ cells }) => cells.some((cell) => cell !== undefined && cell !== ''))
      if (rows.length === 0) return []
      const table = tableOf(rows.map(({ cells }) => cells), rows.map(({ number }) => number))
      const formulas = scanned.get(paths.get(sheet) ?? '')?.formulas ?? []
      return [{ name: sheet, table: table.ok ? ok({ ...table.value, formulas, guarded: false }) : table }]
    }))
  } catch {
    return brokenZip()
  }
}

/** Days have no time zone in a workbook; the reader gives them in UTC. */
function cellOf(value: unknown): Cell {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return undefined
    // A time of day is a fraction of a day there, mostly a hair below or above the second that was meant.
    const [day, time] = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19).split('T') as [string, string]
    return time === '00:00:00' ? { day } : { day, time }
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

interface SheetFacts {
  readonly rows: number
  readonly columns: number
  readonly formulas: RawTable['formulas']
}

/** How far cells with something in them reach, and which hold formulas; read from the text, so that nothing is laid out. */
function scanSheet(xml: string): SheetFacts {
  let rows = 0
  let columns = 0
  const formulas: { row: number; column: number }[] = []
  for (const match of xml.matchAll(/<(?:\w+:)?c\b([^>]*?)(\/)?>(?:\s*<((?:\w+:)?f)\b)?/g)) {
    const place = /\br="([A-Z]{1,3})(\d{1,7})"/.exec(match[1]!)
    // An empty cell has a style at most.
    if (!place || match[2]) continue
    const [row, column] = [Number(place[2]), columnOf(place[1]!)]
    rows = Math.max(rows, row)
    columns = Math.max(columns, column + 1)
    if (match[3]) formulas.push({ row, column })
  }
  return { rows, columns, formulas }
}

const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Sheet name → its part in the file. */
function sheetPaths(workbook: string, relations: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  for (const [tag] of relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const [id, target] = [attribute(tag, 'Id'), attribute(tag, 'Target')]
    if (id && target) targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  }
  const paths = new Map<string, string>()
  for (const [tag] of workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    const [name, id] = [attribute(tag, 'name'), attribute(tag, '(?:\\w+:)?id')]
    const path = id && targets.get(id)
    if (name && path) paths.set(name, path)
  }
  return paths
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replace(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole)
