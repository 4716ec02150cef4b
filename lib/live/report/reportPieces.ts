/**
 * A report split into the pieces that fill pages: a title, a paragraph, a row of a table. Rows are never split; only a
 * piece taller than a page is cut at a line (`cutPiece`). Pure: the page that renders the pieces measures what fits.
 */

import {
  blocksFor,
  columnsFor,
  type Cell,
  type Labelled,
  type MatrixBlock,
  type Report,
  type TableBlock,
} from '~/lib/isms/report/report'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import {
  plainText,
  withMarks,
  type RichBlock,
  type RichCell,
  type RichInline,
  type RichItem,
} from '~/lib/richText/richTree'

export type { RichInline } from '~/lib/richText/richTree'

interface Common {
  readonly key: string
  /** Kept on the same page as the next piece. */
  readonly keepWithNext?: boolean
  /** Starts a new page. */
  readonly breakBefore?: boolean
  /** Pieces of one group form one table; its head is repeated on every page. */
  readonly group?: string
  /** A cut piece that continues from the previous page. */
  readonly continues?: boolean
}

export type Piece = Common &
  (
    | { readonly type: 'title' }
    | {
        readonly type: 'heading'
        readonly level: 1 | 2 | 3
        readonly text: string
        readonly anchor?: string | undefined
      }
    | { readonly type: 'paragraph'; readonly text: string; readonly quiet: boolean }
    | { readonly type: 'fact'; readonly item: Labelled }
    | { readonly type: 'row'; readonly table: TableBlock; readonly cells: readonly Cell[] }
    | { readonly type: 'matrix'; readonly matrix: MatrixBlock }
    | {
        readonly type: 'text'
        readonly style: 'h1' | 'h2' | 'h3' | 'p'
        readonly content: readonly RichInline[]
        readonly depth: number
        readonly quote: number
        readonly marker?: string | undefined
      }
    | { readonly type: 'rule' }
    | { readonly type: 'richRow'; readonly head: readonly RichCell[]; readonly cells: readonly RichCell[] }
  )

export function piecesOf(report: Report): readonly Piece[] {
  const pieces: Piece[] = [{ key: 'title', type: 'title' }]
  let breaks = false
  const push = (...made: readonly Piece[]): void => {
    for (const piece of made) {
      pieces.push(breaks ? { ...piece, breakBefore: true } : piece)
      breaks = false
    }
  }
  blocksFor(report, 'page').forEach((block, at) => {
    const key = `b${at}`
    switch (block.type) {
      case 'pageBreak':
        breaks = true
        break
      case 'heading':
        push({ key, type: 'heading', level: block.level, text: block.text, anchor: block.anchor, keepWithNext: true })
        break
      case 'paragraph':
        push(
          ...block.text
            .split(/\n{2,}/)
            .map((text, n): Piece => ({ key: `${key}.${n}`, type: 'paragraph', text, quiet: block.quiet === true })),
        )
        break
      case 'facts':
        push(...block.items.map((item, n): Piece => ({ key: `${key}.${n}`, type: 'fact', item, group: key })))
        break
      case 'matrix':
        push({ key, type: 'matrix', matrix: block })
        break
      case 'rich':
        push(...richPieces(readMarkdown(block.markdown), key))
        break
      case 'table':
        if (block.rows.length === 0) push({ key, type: 'paragraph', text: block.empty ?? '–', quiet: true })
        else
          push(
            ...block.rows.map((row, n): Piece => ({
              key: `${key}.${n}`,
              type: 'row',
              table: block,
              group: key,
              cells: columnsFor(block, 'page').map(({ at: column }) => row[column] ?? { text: '' }),
            })),
          )
    }
  })
  return pieces
}

interface Where {
  readonly depth: number
  readonly quote: number
}

function richPieces(
  blocks: readonly RichBlock[],
  key: string,
  where: Where = { depth: 0, quote: 0 },
): readonly Piece[] {
  return blocks.flatMap((block, at): readonly Piece[] => {
    const own = `${key}.${at}`
    switch (block.type) {
      case 'heading':
        return [
          {
            key: own,
            type: 'text',
            style: `h${Math.min(3, block.attrs.level) as 1 | 2 | 3}`,
            content: block.content ?? [],
            ...where,
            keepWithNext: true,
          },
        ]
      case 'paragraph':
        return [{ key: own, type: 'text', style: 'p', content: block.content ?? [], ...where }]
      case 'horizontalRule':
        return [{ key: own, type: 'rule' }]
      case 'blockquote':
        return richPieces(block.content ?? [], own, { ...where, quote: where.quote + 1 })
      case 'bulletList':
        return (block.content ?? []).flatMap((item, n) => itemPieces(item, '•', `${own}.${n}`, where))
      case 'orderedList':
        return (block.content ?? []).flatMap((item, n) =>
          itemPieces(item, `${(block.attrs?.start ?? 1) + n}.`, `${own}.${n}`, where),
        )
      case 'table': {
        const [head, ...rows] = block.content ?? []
        return rows.map((row, n): Piece => ({
          key: `${own}.${n}`,
          type: 'richRow',
          group: own,
          head: head?.content ?? [],
          cells: row.content ?? [],
        }))
      }
    }
  })
}

/** The first paragraph is next to its number or bullet, the rest below it. */
function itemPieces(item: RichItem, marker: string, key: string, where: Where): readonly Piece[] {
  const [first, ...rest] = item.content ?? []
  const inner = { ...where, depth: where.depth + 1 }
  const lead = first?.type === 'paragraph' ? (first.content ?? []) : []
  return [
    { key, type: 'text', style: 'p', content: lead, marker, ...inner },
    ...richPieces(first?.type === 'paragraph' ? rest : (item.content ?? []), key, inner),
  ]
}

/** The texts of a piece in reading order: the units in which a cut is expressed. */
export function textsOf(piece: Piece): readonly string[] {
  switch (piece.type) {
    case 'paragraph':
      return [piece.text]
    case 'fact':
      return [piece.item.value]
    case 'row':
      return piece.cells.map(({ text }) => text)
    case 'text':
      return [plainText(piece.content)]
    case 'richRow':
      return piece.cells.map((cell) => plainText([cell]))
    default:
      return []
  }
}

/** The piece up to these offsets in its texts, and the rest. Undefined for a piece without text. */
export function cutPiece(piece: Piece, at: readonly number[]): readonly [Piece, Piece] | undefined {
  const parts = (text: string, n: number): readonly [string, string] => [
    text.slice(0, at[n] ?? text.length).trimEnd(),
    text.slice(at[n] ?? text.length).trimStart(),
  ]
  const rest = { key: `${piece.key}+`, continues: true, breakBefore: false } as const
  switch (piece.type) {
    case 'paragraph':
      return ((both) =>
        [
          { ...piece, text: both[0] },
          { ...piece, ...rest, text: both[1] },
        ] as const)(parts(piece.text, 0))
    case 'fact':
      return ((both) =>
        [
          { ...piece, item: { ...piece.item, value: both[0] } },
          { ...piece, ...rest, item: { ...piece.item, value: both[1] } },
        ] as const)(parts(piece.item.value, 0))
    case 'row': {
      const cells = piece.cells.map((cell, n) => parts(cell.text, n))
      return [
        { ...piece, cells: piece.cells.map((cell, n) => ({ ...cell, text: cells[n]![0] })) },
        { ...piece, ...rest, cells: piece.cells.map((cell, n) => ({ ...cell, text: cells[n]![1] })) },
      ]
    }
    case 'text':
      return ((both) =>
        [
          { ...piece, content: both[0] },
          { ...piece, ...rest, content: both[1], marker: piece.marker === undefined ? undefined : '' },
        ] as const)(cutInline(piece.content, at[0] ?? Infinity))
    case 'richRow': {
      const cells = piece.cells.map((cell, n) => cutInline(cell.content ?? [], at[n] ?? Infinity))
      return [
        { ...piece, cells: piece.cells.map((cell, n) => ({ ...cell, content: cells[n]![0] })) },
        { ...piece, ...rest, cells: piece.cells.map((cell, n) => ({ ...cell, content: cells[n]![1] })) },
      ]
    }
    default:
      return undefined
  }
}

/** Marks continue across the cut. */
function cutInline(
  content: readonly RichInline[],
  at: number,
): readonly [readonly RichInline[], readonly RichInline[]] {
  const [before, after]: [RichInline[], RichInline[]] = [[], []]
  let seen = 0
  for (const node of content) {
    const length = node.type === 'text' ? node.text.length : 1
    if (seen + length <= at) before.push(node)
    else if (seen >= at || node.type !== 'text') after.push(node)
    else {
      before.push(withMarks(node.text.slice(0, at - seen).trimEnd(), node.marks ?? []))
      after.push(withMarks(node.text.slice(at - seen).trimStart(), node.marks ?? []))
    }
    seen += length
  }
  return [before, after]
}
