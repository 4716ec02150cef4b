/**
 * Rich text as a tree, in the shape ProseMirror calls JSON: what editors show, what Markdown says, what is compared.
 * The canonical form below is the one that Markdown can hold; whatever differs from it is not content (a blank line
 * that somebody is about to fill, a space at the end of a paragraph).
 */

export type MarkName = 'bold' | 'italic' | 'strike' | 'code'
export type RichMark =
  { readonly type: MarkName } | { readonly type: 'link'; readonly attrs: { readonly href: string } }

export interface RichText {
  readonly type: 'text'
  readonly text: string
  readonly marks?: readonly RichMark[]
}
export type RichInline = RichText | { readonly type: 'hardBreak' }

export interface RichParagraph {
  readonly type: 'paragraph'
  readonly content?: readonly RichInline[]
}
export interface RichHeading {
  readonly type: 'heading'
  readonly attrs: { readonly level: number }
  readonly content?: readonly RichInline[]
}
export interface RichItem {
  readonly type: 'listItem'
  readonly content?: readonly RichBlock[]
}
export interface RichList {
  readonly type: 'bulletList' | 'orderedList'
  readonly attrs?: { readonly start: number }
  readonly content?: readonly RichItem[]
}
export interface RichQuote {
  readonly type: 'blockquote'
  readonly content?: readonly RichBlock[]
}
export interface RichCell {
  readonly type: 'tableHeader' | 'tableCell'
  readonly content?: readonly RichInline[]
}
export interface RichRow {
  readonly type: 'tableRow'
  readonly content?: readonly RichCell[]
}
export interface RichTable {
  readonly type: 'table'
  readonly content?: readonly RichRow[]
}
export type RichBlock =
  RichParagraph | RichHeading | RichList | RichQuote | RichTable | { readonly type: 'horizontalRule' }
/** Any node of the tree that stands between the document and its text. */
export type RichElement = RichBlock | RichItem | RichRow | RichCell

const order: readonly string[] = ['link', 'bold', 'italic', 'strike', 'code']

/**
 * An address a policy may link to: http, https or mailto, without characters Markdown would read otherwise. Undefined
 * for any other.
 */
export function linkAddress(href: string): string | undefined {
  let address: URL
  try {
    address = new URL(href.trim())
  } catch {
    return undefined
  }
  if (!['http:', 'https:', 'mailto:'].includes(address.protocol)) return undefined
  return address.href.replace(
    /[()<>\\|*_~`[\]"'\s]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

/** The blocks that count, each in the one form Markdown keeps. */
export const canonicalBlocks = (blocks: readonly RichBlock[]): readonly RichBlock[] =>
  blocks.flatMap((block) => canonicalBlock(block) ?? [])

/** The canonical form of one block; undefined for one that holds nothing. */
export function canonicalBlock(block: RichBlock): RichBlock | undefined {
  switch (block.type) {
    case 'paragraph': {
      const content = canonicalInline(block.content ?? [])
      return content.length > 0 ? { type: 'paragraph', content } : undefined
    }
    case 'heading': {
      const content = canonicalInline(block.content ?? [], 'oneLine')
      return content.length > 0
        ? { type: 'heading', attrs: { level: Math.min(3, Math.max(1, block.attrs.level)) }, content }
        : undefined
    }
    case 'bulletList':
    case 'orderedList': {
      const content = (block.content ?? []).flatMap((item) => canonicalItem(item) ?? [])
      if (content.length === 0) return undefined
      if (block.type === 'bulletList') return { type: 'bulletList', content }
      return {
        type: 'orderedList',
        attrs: { start: Math.min(999_999_999, Math.max(0, Math.trunc(block.attrs?.start ?? 1))) },
        content,
      }
    }
    case 'blockquote': {
      const content = canonicalBlocks(block.content ?? [])
      return content.length > 0 ? { type: 'blockquote', content } : undefined
    }
    case 'table': {
      return canonicalTable(block)
    }
    case 'horizontalRule':
      return { type: 'horizontalRule' }
  }
}

/** An item begins with a paragraph, which may be empty only before a list of its own. */
export function canonicalItem(item: RichItem): RichItem | undefined {
  const content = canonicalBlocks(item.content ?? [])
  if (content.length === 0) return undefined
  return { type: 'listItem', content: content[0]!.type === 'paragraph' ? content : [{ type: 'paragraph' }, ...content] }
}

/** A table has one row of heads and as many cells in each row; one without any text is none. */
function canonicalTable(table: RichTable): RichTable | undefined {
  const rows = (table.content ?? []).map((row) =>
    (row.content ?? []).map((cell) => withoutBarredCode(canonicalInline(cell.content ?? [], 'oneLine'))),
  )
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (!rows.some((row) => row.some((cell) => cell.length > 0))) return undefined
  return {
    type: 'table',
    content: rows.map((row, at) => ({
      type: 'tableRow',
      content: Array.from({ length: width }, (_, column) => ({
        type: at === 0 ? ('tableHeader' as const) : ('tableCell' as const),
        ...((row[column]?.length ?? 0) > 0 && { content: row[column]! }),
      })),
    })),
  }
}

/** A bar inside code would end the cell. */
const withoutBarredCode = (content: readonly RichInline[]): readonly RichInline[] =>
  canonicalInline(
    content.map((node) =>
      node.type === 'text' && node.text.includes('|')
        ? withMarks(
            node.text,
            (node.marks ?? []).filter((mark) => mark.type !== 'code'),
          )
        : node,
    ),
    'oneLine',
  )

/** Text runs joined, marks sorted and judged, spaces at edges of marks and of the whole left out. */
export function canonicalInline(
  content: readonly RichInline[],
  lines: 'oneLine' | 'lines' = 'lines',
): readonly RichInline[] {
  const nodes = content.flatMap((node): RichInline[] => {
    if (node.type === 'hardBreak') return [lines === 'lines' ? node : { type: 'text', text: ' ' }]
    const text = node.text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/g, ' ').replace(/\p{Surrogate}/gu, '\ufffd')
    return text === '' ? [] : [withMarks(text, canonicalMarks(node.marks ?? []))]
  })
  const lined = splitAtBreaks(nodes).map((line) => trimmed(joined(looseEdges(joined(line)))))
  const first = lined.findIndex((line) => line.length > 0)
  const last = lined.findLastIndex((line) => line.length > 0)
  return lined
    .slice(Math.max(0, first), last + 1)
    .flatMap((line, at): readonly RichInline[] => (at === 0 ? line : [{ type: 'hardBreak' as const }, ...line]))
}

function canonicalMarks(marks: readonly RichMark[]): readonly RichMark[] {
  const judged = marks.flatMap((mark): RichMark[] => {
    if (mark.type !== 'link') return order.includes(mark.type) ? [{ type: mark.type }] : []
    const href = linkAddress(mark.attrs.href)
    return href === undefined ? [] : [{ type: 'link', attrs: { href } }]
  })
  // Code is code alone: editors say so, too. A link of code stays a link.
  const code = judged.some((mark) => mark.type === 'code')
  const linked = judged.some((mark) => mark.type === 'link')
  const kept = judged.filter((mark) => !code || mark.type === (linked ? 'link' : 'code'))
  const once = kept.filter((mark, at) => kept.findIndex((other) => other.type === mark.type) === at)
  return once.sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
}

export const withMarks = (text: string, marks: readonly RichMark[]): RichText => ({
  type: 'text',
  text,
  ...(marks.length > 0 && { marks }),
})

export const sameMark = (a: RichMark, b: RichMark): boolean =>
  a.type === b.type && (a.type !== 'link' || b.type !== 'link' || a.attrs.href === b.attrs.href)
export const hasMark = (marks: readonly RichMark[] | undefined, mark: RichMark): boolean =>
  marks?.some((other) => sameMark(other, mark)) ?? false
const sameMarks = (a: RichText, b: RichText): boolean =>
  (a.marks?.length ?? 0) === (b.marks?.length ?? 0) && (a.marks ?? []).every((mark) => hasMark(b.marks, mark))

function splitAtBreaks(nodes: readonly RichInline[]): readonly (readonly RichText[])[] {
  const lines: RichText[][] = [[]]
  for (const node of nodes) {
    if (node.type === 'hardBreak') lines.push([])
    else lines.at(-1)!.push(node)
  }
  return lines
}

function joined(nodes: readonly RichText[]): readonly RichText[] {
  const out: RichText[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    if (last && sameMarks(last, node)) out[out.length - 1] = { ...last, text: last.text + node.text }
    else if (node.text !== '') out.push(node)
  }
  return out
}

/** A mark neither begins nor ends with a space: the space between two runs has the marks that both have. */
function looseEdges(nodes: readonly RichText[]): readonly RichText[] {
  return nodes.flatMap((node, at) => {
    const blank = /^\s*$/.test(node.text)
    const [, before = '', core = '', after = ''] = blank
      ? ['', node.text]
      : (/^(\s*)(.*?)(\s*)$/su.exec(node.text) ?? [])
    const [previous, next] = [neighbour(nodes, at, -1), neighbour(nodes, at, 1)]
    const shared = (other: RichText | undefined): readonly RichMark[] =>
      (node.marks ?? []).filter((mark) => other !== undefined && hasMark(other.marks, mark) && mark.type !== 'code')
    if (blank)
      return [
        withMarks(
          node.text,
          shared(previous).filter((mark) => hasMark(next?.marks, mark)),
        ),
      ]
    return [withMarks(before, shared(previous)), withMarks(core, node.marks ?? []), withMarks(after, shared(next))]
  })
}

/** The next run in that direction that is more than space. */
function neighbour(nodes: readonly RichText[], at: number, step: 1 | -1): RichText | undefined {
  for (let i = at + step; i >= 0 && i < nodes.length; i += step) if (/\S/.test(nodes[i]!.text)) return nodes[i]
  return undefined
}

function trimmed(nodes: readonly RichText[]): readonly RichText[] {
  const out = [...nodes]
  while (out.length > 0 && out[0]!.text.trimStart() === '') out.shift()
  while (out.length > 0 && out.at(-1)!.text.trimEnd() === '') out.pop()
  if (out.length > 0) out[0] = { ...out[0]!, text: out[0]!.text.trimStart() }
  if (out.length > 0) out[out.length - 1] = { ...out.at(-1)!, text: out.at(-1)!.text.trimEnd() }
  return out
}

/** What a block says, without how it says it. */
export const plainText = (nodes: readonly (RichElement | RichInline)[]): string =>
  nodes
    .map((node) =>
      node.type === 'text'
        ? node.text
        : node.type === 'hardBreak'
          ? '\n'
          : 'content' in node
            ? plainText(node.content ?? [])
            : '',
    )
    .join('')
