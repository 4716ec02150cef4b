/**
 * Reports as spreadsheets: a first sheet with title block and text, then each table in a sheet of its own, typed and
 * ready to print.
 */

import writeSheets, { type Cell as SheetCell, type Sheet } from 'write-excel-file/universal'
import { plainText } from '../../richText/richTree'
import { readMarkdown } from '../../richText/readMarkdown'
import {
  blocksFor,
  columnsFor,
  type Block,
  type Cell,
  type Column,
  type MatrixBlock,
  type Report,
  type TableBlock,
} from '~/lib/isms/report/report'
import { xlsxText } from '../sheets/xlsxText'
import type { FileLook } from './fileLook'
import { sheetPrint, type SheetPrint } from './sheetPrint'

export async function writeXlsx(report: Report, { letter, logo, accent }: FileLook): Promise<Blob> {
  const names = sheetNames(report)
  const blocks = blocksFor(report, 'sheet')
  const sheets: { readonly sheet: Sheet<Blob>; readonly print: SheetPrint }[] = [
    cover(report, blocks, names, { logo, accent }),
  ]
  for (const block of blocks) {
    if (block.type === 'table') sheets.push(tableSheet(block, report, names, accent))
    if (block.type === 'matrix') sheets.push(matrixSheet(block, names))
  }
  const feature = sheetPrint(
    sheets.map(({ print }) => print),
    {
      left: report.foot.lines.join('\n'),
      right: report.foot.document,
      pages: report.foot.pages,
      top: report.watermark,
      letter,
    },
  )
  return writeSheets(
    sheets.map(({ sheet }) => sheet),
    { fontFamily: 'Arial', fontSize: 10, features: [feature] },
  ).toBlob()
}

/** Names the format takes: at most 31 characters, none of `[]:*?/\`, each once whatever its case. */
function sheetNames(report: Report): ReadonlyMap<Block | 'cover', string> {
  const taken = new Set<string>()
  const name = (wanted: string): string => {
    const clean =
      wanted
        .replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim()
        .slice(0, 31) || 'Sheet'
    let found = clean
    for (let n = 2; taken.has(found.toLowerCase()); n++) found = `${clean.slice(0, 31 - String(n).length - 1)} ${n}`
    taken.add(found.toLowerCase())
    return found
  }
  const names = new Map<Block | 'cover', string>([['cover', name(report.coverSheet)]])
  for (const block of blocksFor(report, 'sheet'))
    if (block.type === 'table' || block.type === 'matrix') names.set(block, name(block.sheet))
  return names
}

/** String cells always, so that nothing in a text is ever run (isms.md 7.2). */
const words = (
  text: string,
  style: Partial<Exclude<SheetCell, string | number | boolean | null | undefined>> = {},
): SheetCell =>
  text === '' ? null : { value: xlsxText(text), type: String, wrap: true, alignVertical: 'top', ...style }

function cover(
  report: Report,
  blocks: readonly Block[],
  names: ReadonlyMap<Block | 'cover', string>,
  { logo, accent }: Pick<FileLook, 'logo' | 'accent'>,
): { sheet: Sheet<Blob>; print: SheetPrint } {
  const { title, foot } = report
  const rows: SheetCell[][] = [
    [words(title.organisation)],
    [words(title.title, { fontWeight: 'bold', fontSize: 16, wrap: false })],
    [words(title.subtitle, { wrap: false, ...rule(accent) }), { type: String, ...rule(accent) }],
    ...(report.watermark === undefined ? [] : [[words(report.watermark, { fontWeight: 'bold', wrap: false })]]),
    [],
    ...title.fields.map(({ label, value }) => [words(label), words(value, { fontWeight: 'bold' })]),
    [],
    ...blocks.flatMap((block) => coverRows(block, names)),
    [],
    [words(foot.stateHash.length > 0 ? 'SHA-256' : ''), words(foot.stateHash, { fontFamily: 'Courier New' })],
    ...foot.lines.map((line) => [words(line, { wrap: false })]),
  ]
  return {
    sheet: {
      data: rows,
      sheet: names.get('cover')!,
      columns: coverWidths.map((width) => ({ width })),
      showGridLines: false,
      ...(logo && { images: [logoImage(logo, title.organisation)] }),
    },
    print: { name: names.get('cover')!, landscape: false },
  }
}

const coverWidths = [30, 90]
/** Pixels of a character, and of the room a logo has at the top right of the cover. */
const [pixels, logoWidth, logoHeight] = [7, 150, 60]

function logoImage(
  { png, width, height }: NonNullable<FileLook['logo']>,
  organisation: string,
): NonNullable<Sheet<Blob>['images']>[number] {
  const scale = Math.min(1, logoWidth / width, logoHeight / height)
  const shown = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  return {
    content: new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' }),
    contentType: 'image/png',
    ...shown,
    dpi: 96,
    anchor: { row: 1, column: 2 },
    offsetX: coverWidths[1]! * pixels - shown.width,
    offsetY: 2,
    title: organisation,
    description: organisation,
  }
}

/** The rule under a title and under heads, in the accent where there is one. */
const rule = (accent: string | undefined) =>
  ({ bottomBorderStyle: 'medium', ...(accent !== undefined && { bottomBorderColor: accent }) }) as const

function coverRows(block: Block, names: ReadonlyMap<Block | 'cover', string>): SheetCell[][] {
  switch (block.type) {
    case 'heading':
      return [[words(block.text, { fontWeight: 'bold', wrap: false })]]
    case 'paragraph':
      return [[null, words(block.text)]]
    case 'rich':
      return readMarkdown(block.markdown).map((node) => [null, words(plainText([node]))])
    case 'facts':
      return block.items.map(({ label, value }) => [words(label), words(value)])
    case 'table':
      return [
        [null, words(`${names.get(block)}: ${block.rows.length === 0 ? (block.empty ?? '0') : block.rows.length}`)],
      ]
    case 'matrix':
      return [[null, words(`${names.get(block)}: ${block.caption}`)]]
    case 'pageBreak':
      return []
  }
}

function tableSheet(
  table: TableBlock,
  report: Report,
  names: ReadonlyMap<Block | 'cover', string>,
  accent: string | undefined,
): { sheet: Sheet<Blob>; print: SheetPrint } {
  const columns = columnsFor(table, 'sheet')
  const head = columns.map(({ column }): SheetCell =>
    words(column.label, {
      fontWeight: 'bold',
      ...rule(accent),
      align: column.type === 'number' ? 'right' : 'left',
      alignVertical: 'bottom',
    }),
  )
  const dateFormat = report.locale.startsWith('de') ? 'dd.mm.yyyy' : 'd mmm yyyy'
  const rows = table.rows.map((row) => columns.map(({ column, at }) => sheetCell(row[at], column, dateFormat)))
  const name = names.get(table)!
  const widths = columns.map(({ column, at }) =>
    widthOf(
      column,
      table.rows.map((row) => row[at]),
    ),
  )
  return {
    sheet: { data: [head, ...rows], sheet: name, stickyRowsCount: 1, columns: widths.map((width) => ({ width })) },
    print: {
      name,
      landscape: columns.length > 6,
      table: { rows: rows.length, columns: columns.length, width: widths.reduce((sum, width) => sum + width, 0) },
    },
  }
}

function sheetCell(cell: Cell | undefined, column: Column, dateFormat: string): SheetCell {
  const line = { alignVertical: 'top', bottomBorderStyle: 'hair' } as const
  if (!cell || cell.text === '') return { type: String, ...line }
  if (cell.date !== undefined)
    return { value: new Date(`${cell.date}T00:00:00Z`), type: Date, format: dateFormat, align: 'left', ...line }
  if (cell.moment !== undefined)
    return { value: new Date(`${cell.moment}:00Z`), type: Date, format: `${dateFormat} hh:mm`, align: 'left', ...line }
  if (cell.number !== undefined) return { value: cell.number, type: Number, ...line }
  return words(cell.text, { ...line, ...(column.type === 'ref' && { fontFamily: 'Courier New' }) })
}

/** In characters, from what stands in the column; long texts wrap. */
function widthOf(column: Column, cells: readonly (Cell | undefined)[]): number {
  if (column.type === 'date') return 13
  if (column.type === 'long') return 44
  const longest = cells
    .slice(0, 500)
    .reduce((most, cell) => Math.max(most, ...(cell?.text.split('\n') ?? ['']).map((line) => line.length)), 0)
  return Math.min(36, Math.max(column.label.length * 0.9, longest) + 2)
}

function matrixSheet(
  matrix: MatrixBlock,
  names: ReadonlyMap<Block | 'cover', string>,
): { sheet: Sheet<Blob>; print: SheetPrint } {
  const name = names.get(matrix)!
  const data: SheetCell[][] = [
    [words(matrix.caption, { fontWeight: 'bold', wrap: false })],
    [
      words(`${matrix.rowAxis} × ${matrix.columnAxis}`),
      ...matrix.columns.map((label) => words(label, { fontWeight: 'bold' })),
    ],
    ...matrix.rows.map(({ label, cells }) => [
      words(label, { fontWeight: 'bold' }),
      ...cells.map(({ level, above, refs }) =>
        words([level, refs.join(', ')].filter(Boolean).join('\n'), { borderStyle: above ? 'medium' : 'hair' }),
      ),
    ]),
  ]
  return {
    sheet: {
      data,
      sheet: name,
      columns: [{ width: 24 }, ...matrix.columns.map(() => ({ width: 20 }))],
      showGridLines: false,
    },
    print: { name, landscape: true },
  }
}
