/**
 * Rich text to Markdown, in one spelling. Each block is read back before it is taken: of several spellings the first
 * that says exactly the same wins, so writing and reading are inverse to each other on canonical trees. A block that
 * still has the content of a block of the earlier text keeps the earlier spelling, so that a change touches what was
 * changed.
 */

import { readBlocks, readLine, readMarkdown } from './readMarkdown'
import {
  canonicalBlocks,
  canonicalInline,
  hasMark,
  plainText,
  sameMark,
  withMarks,
  type RichBlock,
  type RichInline,
  type RichItem,
  type RichList,
  type RichMark,
  type RichTable,
  type RichText,
} from './richTree'

/** The Markdown of a document; `earlier` is the text it came from, whose untouched blocks are left as they stand. */
export function writeMarkdown(blocks: readonly RichBlock[], earlier?: string): string {
  const canonical = canonicalBlocks(blocks)
  const own = canonical.map((block) => writeBlock(block))
  if (earlier !== undefined) {
    const spelled = spellings(earlier)
    const kept = join(
      canonical,
      canonical.map((block, at) => spelled.get(JSON.stringify(block)) ?? own[at]!),
    )
    if (same(readMarkdown(kept), canonical)) return kept
  }
  return join(canonical, own)
}

/** One text in the one spelling. */
export const canonicalMarkdown = (markdown: string): string => writeMarkdown(readMarkdown(markdown))

function spellings(markdown: string): ReadonlyMap<string, string> {
  const out = new Map<string, string>()
  for (const { block, source } of readBlocks(markdown))
    if (source !== '' && !out.has(JSON.stringify(block))) out.set(JSON.stringify(block), source)
  return out
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Two lists of one sort in a row would be read as one; every other one has the other bullet. */
function join(blocks: readonly RichBlock[], texts: readonly string[]): string {
  return texts.map((text, at) => (startsAnew(blocks, at) ? otherBullets(blocks[at] as RichList) : text)).join('\n\n')
}
function startsAnew(blocks: readonly RichBlock[], at: number): boolean {
  const [type, before] = [blocks[at]!.type, blocks[at - 1]?.type]
  if ((type !== 'bulletList' && type !== 'orderedList') || type !== before) return false
  return !startsAnew(blocks, at - 1)
}
const otherBullets = (list: RichList): string =>
  cached(list, 'other', () => spelled(list, (how) => list_(list, how, 1)))

const memory = new Map<string, string>()
/** Blocks are written again and again while somebody types in one of them. */
function cached(block: RichBlock, how: string, write: () => string): string {
  const key = `${how}${JSON.stringify(block)}`
  const known = memory.get(key)
  if (known !== undefined) return known
  if (memory.size > 4_000) memory.clear()
  const written = write()
  memory.set(key, written)
  return written
}

const writeBlock = (block: RichBlock): string => cached(block, '', () => spelled(block, (how) => block_(block, how)))

interface How {
  /** Blank lines between items. */
  readonly loose: boolean
}

function spelled(block: RichBlock, write: (how: How) => string): string {
  const [tight, loose] = [write({ loose: false }), write({ loose: true })]
  if (tight === loose) return tight
  const [readTight, readLoose] = [readMarkdown(tight), readMarkdown(loose)]
  return same(readTight, [block]) || same(readTight, readLoose) ? tight : loose
}

function block_(block: RichBlock, how: How): string {
  switch (block.type) {
    case 'paragraph':
      return inline(block.content ?? [], 'paragraph')
    case 'heading':
      return `${'#'.repeat(block.attrs.level)} ${inline(block.content ?? [], 'heading')}`
    case 'horizontalRule':
      return '---'
    case 'blockquote':
      return blocks_(block.content ?? [], how)
        .split('\n')
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n')
    case 'table':
      return table_(block)
    case 'bulletList':
    case 'orderedList':
      return list_(block, how, 0)
  }
}

const blocks_ = (blocks: readonly RichBlock[], how: How): string =>
  blocks
    .map((block, at) =>
      startsAnew(blocks, at)
        ? list_(block as RichList, how, 1)
        : block.type === 'horizontalRule'
          ? '___'
          : block_(block, how),
    )
    .join('\n\n')

function list_(list: RichList, how: How, bullet: 0 | 1): string {
  const loose = how.loose || (list.content ?? []).some((item) => !isTight(item))
  const items = (list.content ?? []).map((item, at) => {
    const marker = list.type === 'bulletList' ? '-*'[bullet]! : `${(list.attrs?.start ?? 1) + at}${'.)'[bullet]!}`
    const [first, ...rest] = item.content ?? []
    const empty = first?.type === 'paragraph' && (first.content ?? []).length === 0
    const body = loose
      ? blocks_(empty ? rest : (item.content ?? []), how)
      : (item.content ?? [])
          .map((block) => block_(block, how))
          .filter((text) => text !== '')
          .join('\n')
    return `${marker} ${body
      .split('\n')
      .map((line, row) => (row === 0 || line === '' ? line : ' '.repeat(marker.length + 1) + line))
      .join('\n')}`
  })
  return items.join(loose ? '\n\n' : '\n')
}

/** One paragraph, and lists under it that a line of text does not swallow. */
const isTight = (item: RichItem): boolean =>
  (item.content ?? []).every((block, at) =>
    at === 0
      ? block.type === 'paragraph'
      : at === 1 && (block.type === 'bulletList' || (block.type === 'orderedList' && block.attrs?.start === 1)),
  )

function table_(table: RichTable): string {
  const [head, ...rows] = (table.content ?? []).map((row) =>
    (row.content ?? []).map((cell) => inline(cell.content ?? [], 'cell')),
  )
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head ?? []), line((head ?? []).map(() => '---')), ...rows.map(line)].join('\n')
}

type Place = 'paragraph' | 'heading' | 'cell'

/**
 * Runs as Markdown: plainly if that reads back the same; else with the letters at the edges of marks as references;
 * else without what Markdown can't say.
 */
function inline(content: readonly RichInline[], place: Place): string {
  if (content.length === 0) return ''
  const wanted = canonicalInline(content, place === 'paragraph' ? 'lines' : 'oneLine')
  for (const how of spellingsOfMarks) {
    const written = runs(wanted, how, place)
    if (same(readsAs(written, place), wanted)) return written
  }
  // Markdown can't say a few neighbours (bold "," then struck "."): the run keeps its words and gives up the least of
  // its looks.
  for (const lost of lessening) {
    const less = canonicalInline(
      wanted.map((node) =>
        node.type === 'text'
          ? withMarks(
              node.text,
              (node.marks ?? []).filter((mark) => !lost.includes(mark.type)),
            )
          : node,
      ),
    )
    for (const how of spellingsOfMarks) {
      const written = runs(less, how, place)
      if (same(readsAs(written, place), less)) return written
    }
  }
  return escaped(plainText(wanted), place)
}
const lessening: readonly (readonly RichMark['type'][])[] = [
  ['strike'],
  ['italic', 'strike'],
  ['bold', 'italic', 'strike'],
  ['bold', 'italic', 'strike', 'code'],
  ['bold', 'italic', 'strike', 'code', 'link'],
]

function readsAs(written: string, place: Place): readonly RichInline[] | undefined {
  if (place === 'paragraph') return readLine(written)
  const [block, more] = readMarkdown(place === 'heading' ? `# ${written}` : `| ${written} |\n| --- |`)
  if (more || !block) return undefined
  if (block.type === 'table') return block.content?.[0]?.content?.[0]?.content
  return block.type === 'heading' ? block.content : undefined
}

interface MarkSpelling {
  readonly italic: '*' | '_'
  /** Letters and spaces beside a mark as character references, where Markdown would not see the mark otherwise. */
  readonly references: boolean
}
const spellingsOfMarks: readonly MarkSpelling[] = [
  { italic: '*', references: false },
  { italic: '_', references: false },
  { italic: '_', references: true },
  { italic: '*', references: true },
]

function runs(nodes: readonly RichInline[], how: MarkSpelling, place: Place): string {
  let open: readonly RichMark[] = []
  const pieces: Piece[] = []
  const close = (keep: number): void => {
    for (const mark of open.slice(keep).reverse())
      pieces.push({
        mark: mark.type === 'link' ? `](${mark.attrs.href})` : sign(mark, how),
        edge: mark.type !== 'link',
        side: 'close',
      })
    open = open.slice(0, keep)
  }
  nodes.forEach((node, at) => {
    if (node.type === 'hardBreak') {
      pieces.push({ text: '\\\n', raw: true })
      return
    }
    const wanted = node.marks ?? []
    const keep = open.findIndex((mark) => !hasMark(wanted, mark))
    if (keep >= 0) close(keep)
    const missing = wanted.filter((mark) => mark.type !== 'code' && !hasMark(open, mark))
    for (const mark of [...missing].sort((a, b) => length(nodes, at, b) - length(nodes, at, a))) {
      pieces.push({ mark: mark.type === 'link' ? '[' : sign(mark, how), edge: mark.type !== 'link', side: 'open' })
      open = [...open, mark]
    }
    pieces.push(
      wanted.some((mark) => mark.type === 'code')
        ? { text: codeSpan(node.text, place), raw: true }
        : { text: node.text },
    )
    const next = nodes.slice(at + 1).find((other) => other.type === 'text')
    const nextLink = next?.marks?.find((mark) => mark.type === 'link')
    // Marks end where a link ends or begins, so that a link is never cut in two; and before a line ends.
    const goesOn = nextLink && !hasMark(open, nextLink) ? 0 : open.findIndex((mark) => !hasMark(next?.marks, mark))
    if (goesOn >= 0) close(goesOn)
  })
  close(0)
  return assembled(pieces, how, place)
}

type Piece =
  | { readonly text: string; readonly raw?: boolean }
  | { readonly mark: string; readonly edge: boolean; readonly side: 'open' | 'close' }

function assembled(pieces: readonly Piece[], how: MarkSpelling, place: Place): string {
  const isEdge = (piece: Piece | undefined): boolean =>
    how.references && piece !== undefined && 'mark' in piece && piece.edge
  const out = pieces.map((piece, at) => {
    if ('mark' in piece) return piece.mark
    if (piece.raw) return piece.text
    const chars = [...piece.text]
    const first = isEdge(pieces[at - 1]) ? reference(chars.shift()!) : ''
    const last = chars.length > 0 && isEdge(pieces[at + 1]) ? reference(chars.pop()!) : ''
    return `${first}${escaped(chars.join(''), 'run')}${last}`
  })
  return atLineStart(out.join(''), place)
}

const sign = (mark: RichMark, how: MarkSpelling): string =>
  ({ bold: '**', italic: how.italic, strike: '~~', code: '', link: '' })[mark.type]
const reference = (char: string): string => `&#${char.codePointAt(0)};`

/** How many runs from here have the mark: the longest is opened first. */
function length(nodes: readonly RichInline[], at: number, mark: RichMark): number {
  if (mark.type === 'link') return Number.MAX_SAFE_INTEGER
  const link = (node: RichText): RichMark | undefined => node.marks?.find((other) => other.type === 'link')
  let count = 0
  const begin = link(nodes[at] as RichText)
  for (const node of nodes.slice(at)) {
    if (node.type === 'hardBreak') continue
    const its = link(node)
    if (
      !hasMark(node.marks, mark) ||
      (begin === undefined ? its !== undefined : its === undefined || !sameMark(begin, its))
    )
      break
    count++
  }
  return count
}

function codeSpan(text: string, place: Place): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((match) => match[0].length))
  const fence = '`'.repeat(longest + 1)
  const room = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${room}${place === 'cell' ? text.replaceAll('|', '\\|') : text}${room}${fence}`
}

/** Signs that Markdown would obey, with the backslash that makes them text. */
function escaped(text: string, place: Place | 'run'): string {
  const safe = text
    .replace(/[\\`*[\]|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|<(?=[A-Za-z/!?])|!$|&(?=#?\w+;)/gu, '\\$&')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\ufeff\u1680]/g, (char) => `&#${char.codePointAt(0)};`)
  return place === 'run' ? safe : atLineStart(safe, place)
}

function atLineStart(text: string, place: Place): string {
  if (place === 'heading') return text.replace(/#(?=#*$)/, '\\#').replace(/^(#+)(?=\s|$)/, '\\$1')
  if (place === 'cell') return text
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=]+\s*$|:?-[-:\s]*$|:(?=-)|(?:- ?){2,}$)/, '\\$1')
        .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2'),
    )
    .join('\n')
}
