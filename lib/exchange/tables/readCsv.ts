/**
 * A CSV file, streamed: bytes are decoded strictly, rows come out as they are whole, and the limits are met while
 * reading, so a file of any size stays out of the memory. `,` `;` and tab are told from the first rows.
 */

import Papa from 'papaparse'
import { fail, ok, type Result } from '../../shared/result'
import { cellText, isDayCell, type RawRow, type RawTable } from './cell'
import { detectEncoding, notThatEncoding, textOf, wrongEncoding, type TextEncoding } from './decodeText'
import { tableLimits } from './limits'

export interface ReadProgress {
  (done: number, total: number): void
}

const delimiters = [',', ';', '\t']

/**
 * `detect`: find out the encoding (IM1); `encoding`: somebody said which it is. The table then says what it was read
 * as. Fails with `encoding`, `tooLarge`, `tooManyRows`, `tooManyColumns`, `openQuote`, `strayQuote` (in the head) or
 * `noRows`.
 */
export async function readCsv(
  file: Blob,
  progress: ReadProgress = () => undefined,
  { detect = false, encoding: said }: { readonly detect?: boolean; readonly encoding?: TextEncoding } = {},
): Promise<Result<RawTable>> {
  if (file.size > tableLimits.fileBytes) return tooLarge()
  const encoding = said ?? (detect ? await detectEncoding(file) : undefined)
  if (detect && encoding === undefined) return wrongEncoding()
  const broken = said ? notThatEncoding : wrongEncoding
  const rows: string[][] = []
  const numbers: number[] = []
  const stray = new Set<number>()
  let delimiter = ''
  let parse: Parse | undefined
  let rest = ''
  let record = 0
  let failure: Result<RawTable> | undefined

  const take = (text: string, last: boolean): void => {
    // Line ends of every system read alike, inside of quotes too. A carriage return at the end may be half of one.
    const held = !last && text.endsWith('\r') ? '\r' : ''
    rest += text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n')
    if (!parse && !last && rest.length < 65_536) {
      pending = held
      return
    }
    if (!parse) {
      const named = /^sep=(.)\n/.exec(rest)
      if (named) {
        rest = rest.slice(named[0].length)
        record++
      }
      delimiter = named?.[1] ?? delimiterOf(rest)
      parse = parser(delimiter)
    }
    const { data, used, strayQuotes, openQuote } = parse(rest, last)
    rest = rest.slice(used)
    pending = held
    for (const index of strayQuotes) if (index < data.length) stray.add(record + index + 1)
    if (openQuote !== undefined)
      failure ??= fail(
        'openQuote',
        `In row ${record + openQuote + 1} a quotation mark opens and does not close. Close it or double it.`,
      )
    for (const cells of data) {
      record++
      if (cells.every((cell) => cell.trim() === '')) continue
      if (cells.length > tableLimits.columns) failure ??= tooManyColumns(cells.length)
      rows.push(cells)
      numbers.push(record)
    }
    if (rows.length > tableLimits.rows + 1) failure ??= tooManyRows()
    if (rest.length > tableLimits.rowCharacters)
      failure ??= fail(
        'openQuote',
        `A row after row ${record} has more than four million characters. A quotation mark opens there and does not close; close it or double it.`,
      )
  }
  let pending = ''
  try {
    for await (const text of textOf(file, (read) => progress(read, file.size), encoding)) {
      if (text.includes('\u0000')) return broken()
      take(pending + text, false)
      if (failure) return failure
    }
  } catch (error) {
    if (error instanceof TypeError) return broken()
    throw error
  }
  take(pending, true)
  if (failure) return failure
  if (numbers[0] !== undefined && stray.has(numbers[0])) return strayQuote(numbers[0])
  const table = tableOf(rows, numbers)
  if (!table.ok) return table
  // Semicolons stand between cells where commas stand in numbers.
  const decimal = delimiter === ';' ? ',' : delimiter === ',' ? '.' : undefined
  return ok({
    ...table.value,
    ...(decimal && { decimal }),
    ...(encoding && { encoding }),
    rows:
      stray.size === 0
        ? table.value.rows
        : table.value.rows.map((row) => (stray.has(row.row) ? { ...row, strayQuote: true } : row)),
  })
}

interface Parsed {
  readonly data: string[][]
  readonly used: number
  /** Rows by their index in `data`. */
  readonly strayQuotes: readonly number[]
  readonly openQuote: number | undefined
}
type Parse = (text: string, last: boolean) => Parsed

function parser(delimiter: string): Parse {
  return (text, last) => {
    const { data, errors, meta } = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' }).parse(
      text,
      0,
      !last,
    ) as {
      readonly data: string[][]
      readonly errors: readonly { readonly code: string; readonly row: number }[]
      readonly meta: { readonly cursor: number }
    }
    const rowsOf = (code: string): readonly number[] =>
      errors.filter((error) => error.code === code).map(({ row }) => row)
    return { data, used: meta.cursor, strayQuotes: rowsOf('InvalidQuotes'), openQuote: rowsOf('MissingQuotes')[0] }
  }
}

export const strayQuote = (row: number) =>
  fail(
    'strayQuote',
    `In row ${row} a quotation mark stands inside of a text, so nobody can tell where the cell ends. Double it.`,
  )

/**
 * The mark between the names of the columns, outside of quotes; what stands in cells says little. A table of one column
 * has none.
 */
function delimiterOf(text: string): string {
  const counts = new Map(delimiters.map((mark) => [mark, 0]))
  let quoted = false
  for (const letter of text.replace(/^\n+/, '')) {
    if (letter === '"') quoted = !quoted
    else if (letter === '\n' && !quoted) break
    else if (!quoted && counts.has(letter)) counts.set(letter, counts.get(letter)! + 1)
  }
  return delimiters.reduce((best, mark) => (counts.get(mark)! > counts.get(best)! ? mark : best))
}

export const tooLarge = () =>
  fail(
    'tooLarge',
    `A table may have ${tableLimits.fileBytes / 1024 / 1024} MB. Split this one, or leave out columns nobody imports.`,
  )
export const tooManyRows = () =>
  fail(
    'tooManyRows',
    `A table may have ${tableLimits.rows.toLocaleString('en')} rows. Split this one into several files; a key column keeps later runs from making records twice.`,
  )
export const tooManyColumns = (n: number) =>
  fail(
    'tooManyColumns',
    `A table may have ${tableLimits.columns} columns, this one has ${n.toLocaleString('en')}. Delete the empty ones on the right.`,
  )

/** The first row that is not empty is the head. */
export function tableOf(rows: readonly RawRow['cells'][], numbers: readonly number[]): Result<RawTable> {
  const [head, ...body] = rows
  if (!head || body.length === 0)
    return fail(
      'noRows',
      'There are no rows below the head in this table. The first row names the columns; each row below it becomes a record.',
    )
  const header = [...head]
  while (header.length > 0 && (header.at(-1) === undefined || header.at(-1) === '')) header.pop()
  return ok({
    header: header.map((cell) => (isDayCell(cell) ? cell.day : cellText(cell).trim())),
    rows: body.map((cells, index) => ({ row: numbers[index + 1]!, cells })),
    formulas: [],
    guarded: true,
  })
}
