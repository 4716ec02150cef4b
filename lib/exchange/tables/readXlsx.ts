/**
 * The sheets of a workbook. Cells come typed; a formula is never evaluated: what the file kept of its result is taken,
 * and the cell is named. Macros, links and everything else in the file is left alone.
 */

import readXlsxFile from 'read-excel-file/universal'
import { byName } from '../../shared/byName'
import { ok, type Err, type Result } from '../../shared/result'
import type { Cell, RawCell, RawTable } from './cell'
import { brokenZip, unpack } from './guardZip'
import { tableLimits } from './limits'
import { tableOf, tooLarge, tooManyColumns, tooManyRows } from './readCsv'
import { dayMs } from '~/lib/shared/dates'

export interface Sheet {
  readonly name: string
  readonly table: Result<RawTable>
}

/**
 * Sheets with something in them, in the workbook's order; charts are none. A sheet of its own may fail with
 * `tooManyRows`, `tooManyColumns` or `noRows`, the file with `tooLarge`, `zipBomb` or `brokenFile`.
 */
export async function readXlsx(file: Blob): Promise<Result<readonly Sheet[]>> {
  if (file.size > tableLimits.fileBytes) return tooLarge()
  const unpacked = await unpack(file, (name) => /\.(xml|rels)$/.test(name))
  if (!unpacked.ok) return unpacked
  const { parts, repacked } = unpacked.value
  const text = (name: string): string => new TextDecoder().decode(parts.get(name) ?? new Uint8Array())
  const workbook = text('xl/workbook.xml')
  const all = sheetsOf(workbook, text('xl/_rels/workbook.xml.rels'))
  if (all.length === 0) return brokenZip()
  // The reader takes a text in slices of time, and begins a tag that does not end anew with each.
  if (all.some(({ path }) => path !== undefined && /<[^!<>][^<>]*</.test(text(path)))) return brokenZip()
  const sheets = all.flatMap(({ name, n, path }) =>
    path === undefined ? [] : [{ name, n, facts: scanSheet(text(path)) }],
  )
  // Asked before the cells are laid out: one cell far out would make a table of millions.
  const fitting = sheets.filter(({ facts }) => overLimits(facts) === undefined)
  try {
    // Only the sheets asked for are laid out; its types do not say so.
    const laidOut =
      fitting.length === 0
        ? []
        : await readXlsxFile(repacked(), { trim: false, sheets: fitting.map(({ n }) => n) } as Parameters<
            typeof readXlsxFile
          >[1])
    const dayShift = countsFrom1904(workbook) ? 1462 : 0
    return ok(
      sheets.flatMap(({ name, n, facts }): readonly Sheet[] => {
        const over = overLimits(facts)
        if (over) return [{ name, table: over }]
        const { data } = laidOut[fitting.findIndex((one) => one.n === n)]!
        const rows = rowsOf(data as readonly (readonly unknown[])[], facts, dayShift)
        if (rows.length === 0) return []
        const table = tableOf(
          rows.map(({ cells }) => cells),
          rows.map(({ number }) => number),
        )
        return [{ name, table: table.ok ? ok({ ...table.value, formulas: facts.formulas, guarded: false }) : table }]
      }),
    )
  } catch {
    return brokenZip()
  }
}

const overLimits = ({ rows, columns }: SheetFacts): Err | undefined =>
  columns > tableLimits.columns ? tooManyColumns(columns) : rows > tableLimits.rows + 1 ? tooManyRows() : undefined

/**
 * Rows with something in them. A merged cell says the same in every cell it covers; the reader gives it once, and
 * errors not at all.
 */
function rowsOf(
  data: readonly (readonly unknown[])[],
  { columns, errors, merged }: SheetFacts,
  dayShift: number,
): readonly { readonly number: number; readonly cells: readonly RawCell[] }[] {
  const rows = data.map((cells) => cells.map((value) => cellOf(value, dayShift)) as RawCell[])
  for (const { row, column, error } of errors) {
    while (rows.length < row) rows.push([])
    rows[row - 1]![column] = { error }
  }
  const filled = rows
    .map((cells, index) => ({ number: index + 1, cells: Array.from(cells) }))
    .filter(({ cells }) => cells.some((cell) => cell !== undefined && cell !== ''))
  for (const { from, to } of merged) {
    const value = rows[from.row - 1]?.[from.column]
    if (value === undefined) continue
    // The head names columns: one name over several is none of theirs.
    for (const { number, cells } of filled.slice(1)) {
      if (number < from.row || number > to.row) continue
      for (let column = from.column; column <= to.column && column < columns; column++) cells[column] = value
    }
  }
  return filled.map(({ number, cells }) => ({ number, cells: Array.from(cells) }))
}

/** Days have no time zone in a workbook; the reader gives them in UTC. */
function cellOf(value: unknown, dayShift: number): Cell {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return undefined
    // A time of day is a fraction of a day there, mostly a hair below or above the second that was meant.
    const [day, time] = new Date(Math.round(value.getTime() / 1000) * 1000 + dayShift * dayMs)
      .toISOString()
      .slice(0, 19)
      .split('T') as [string, string]
    return time === '00:00:00' ? { day } : { day, time }
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

/** Workbooks that began on a Mac count days from 1904. The reader knows `1` and not `true`, which is as good. */
const countsFrom1904 = (workbook: string): boolean =>
  attribute(/<(?:\w+:)?workbookPr\b[^<>]*>/.exec(workbook)?.[0] ?? '', 'date1904') === 'true'

interface Place {
  readonly row: number
  readonly column: number
}

interface SheetFacts {
  readonly rows: number
  readonly columns: number
  readonly formulas: RawTable['formulas']
  readonly errors: readonly (Place & { readonly error: string })[]
  readonly merged: readonly { readonly from: Place; readonly to: Place }[]
}

/**
 * How far cells with something in them reach, which hold formulas or errors, and which are merged; read from the text,
 * so that nothing is laid out.
 */
function scanSheet(xml: string): SheetFacts {
  let rows = 0
  let columns = 0
  const formulas: Place[] = []
  const errors: (Place & { error: string })[] = []
  // What stands in a tag holds no bracket, so that every character is looked at a fixed number of times.
  for (const [, tag, empty, formula, value] of xml.matchAll(
    /<(?:\w+:)?c\b([^<>]*?)(\/)?>(?:\s*<((?:\w+:)?f)\b[^<>]*>(?:[^<]*<\/(?:\w+:)?f>)?)?(?:\s*<(?:\w+:)?v>([^<]{1,40})<)?/g,
  )) {
    const place = placeOf(/\br="([A-Z]{1,3}\d{1,7})"/.exec(tag!)?.[1])
    // An empty cell has a style at most.
    if (!place || empty) continue
    rows = Math.max(rows, place.row)
    columns = Math.max(columns, place.column + 1)
    if (formula) formulas.push(place)
    if (/\bt="e"/.test(tag!)) errors.push({ ...place, error: value ?? '#ERROR' })
  }
  const merged = [...xml.matchAll(/<(?:\w+:)?mergeCell\b[^<>]*?\bref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"/g)].map(
    (match) => ({ from: placeOf(match[1])!, to: placeOf(match[2])! }),
  )
  return { rows, columns, formulas, errors, merged }
}

function placeOf(name: string | undefined): Place | undefined {
  const parts = /^([A-Z]+)(\d+)$/.exec(name ?? '')
  return parts ? { row: Number(parts[2]), column: columnOf(parts[1]!) } : undefined
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Sheets of the workbook by their place in it (from 1), with their part in the file; a chart has no such part. */
function sheetsOf(
  workbook: string,
  relations: string,
): readonly { readonly name: string; readonly n: number; readonly path: string | undefined }[] {
  const targets = new Map<string, string>()
  for (const [tag] of relations.matchAll(/<(?:\w+:)?Relationship\b[^<>]*>/g)) {
    const [id, type, target] = [attribute(tag, 'Id'), attribute(tag, 'Type'), attribute(tag, 'Target')]
    if (id && target && type?.endsWith('/worksheet'))
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  }
  return [...workbook.matchAll(/<(?:\w+:)?sheet\b[^<>]*>/g)]
    .map(([tag]) => ({ name: attribute(tag, 'name') ?? '', id: attribute(tag, '(?:\\w+:)?id') ?? '' }))
    .filter(({ name }) => name !== '')
    .map(({ name, id }, index) => ({ name, n: index + 1, path: targets.get(id) }))
}

const entities: Readonly<Record<string, string>> = byName({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })
const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replace(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole)
