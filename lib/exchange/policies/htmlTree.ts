/**
 * The few elements that a converted Word document consists of, as rich text: headings, paragraphs, lists, tables,
 * quotes and marks. No browser parses anything here; an element nobody knows keeps its text and loses its look.
 */

import type { RichBlock, RichCell, RichInline, RichItem, RichMark, RichRow } from '../../richText/richTree'
import { byName } from '../../shared/byName'

interface Element {
  readonly tag: string
  readonly attributes: string
  readonly children: Node[]
}
type Node = Element | string

const empty: ReadonlySet<string> = new Set(['br', 'hr', 'img'])
const entities: Readonly<Record<string, string>> = byName({
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
})
const decoded = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
    decimal
      ? String.fromCodePoint(Number(decimal))
      : hex
        ? String.fromCodePoint(Number.parseInt(hex, 16))
        : (entities[name!.toLowerCase()] ?? whole),
  )

function parse(html: string): Element {
  const root: Element = { tag: '', attributes: '', children: [] }
  const stack = [root]
  for (const [, close, tag, attributes = '', text] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/gi)) {
    if (text !== undefined) stack.at(-1)!.children.push(decoded(text))
    else if (close) {
      const at = stack.findLastIndex((open) => open.tag === tag!.toLowerCase())
      if (at > 0) stack.length = at
    } else {
      const element: Element = { tag: tag!.toLowerCase(), attributes, children: [] }
      stack.at(-1)!.children.push(element)
      if (!empty.has(element.tag) && !attributes.endsWith('/')) stack.push(element)
    }
  }
  return root
}

export interface ReadHtml {
  readonly blocks: readonly RichBlock[]
  /** Pictures that a policy does not hold. */
  readonly pictures: number
}

export function readHtml(html: string): ReadHtml {
  const root = parse(html)
  return { blocks: blocksOf(root.children), pictures: (html.match(/<img\b/gi) ?? []).length }
}

const isElement = (node: Node): node is Element => typeof node !== 'string'
const blockTags: ReadonlySet<string> = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'table',
  'blockquote',
  'hr',
  'div',
  'pre',
  'dl',
])

function blocksOf(nodes: readonly Node[]): readonly RichBlock[] {
  const blocks: RichBlock[] = []
  let line: Node[] = []
  const flush = (): void => {
    const content = inlineOf(line)
    if (content.length > 0) blocks.push({ type: 'paragraph', content })
    line = []
  }
  for (const node of nodes) {
    if (isElement(node) && blockTags.has(node.tag)) {
      flush()
      blocks.push(...blockOf(node))
    } else line.push(node)
  }
  flush()
  return blocks
}

function blockOf(element: Element): readonly RichBlock[] {
  const { tag, children } = element
  if (/^h[1-6]$/.test(tag)) {
    const content = inlineOf(children)
    return content.length > 0 ? [{ type: 'heading', attrs: { level: Number(tag[1]) }, content }] : []
  }
  switch (tag) {
    case 'p':
    case 'pre': {
      const content = inlineOf(children)
      return content.length > 0 ? [{ type: 'paragraph', content }] : []
    }
    case 'ul':
      return [{ type: 'bulletList', content: itemsOf(children) }]
    case 'ol':
      return [{ type: 'orderedList', attrs: { start: 1 }, content: itemsOf(children) }]
    case 'blockquote':
      return [{ type: 'blockquote', content: blocksOf(children) }]
    case 'hr':
      return [{ type: 'horizontalRule' }]
    case 'table':
      return tableOf(element)
    default:
      return blocksOf(children)
  }
}

const itemsOf = (children: readonly Node[]): readonly RichItem[] =>
  children
    .filter(isElement)
    .filter(({ tag }) => tag === 'li')
    .map((item) => ({ type: 'listItem', content: blocksOf(item.children) }))

/** The first row is the head: Markdown knows no table without one. */
function tableOf(table: Element): readonly RichBlock[] {
  const rows: Element[] = []
  const find = (element: Element): void => {
    for (const child of element.children.filter(isElement)) {
      if (child.tag === 'tr') rows.push(child)
      else find(child)
    }
  }
  find(table)
  const cellsOf = (row: Element): readonly Element[] =>
    row.children.filter(isElement).filter(({ tag }) => tag === 'td' || tag === 'th')
  const width = Math.max(0, ...rows.map((row) => cellsOf(row).length))
  const content = rows.map((row, index): RichRow => {
    const cells = cellsOf(row).map((cell): RichCell => ({
      type: index === 0 ? 'tableHeader' : 'tableCell',
      content: cellLine(cell),
    }))
    while (cells.length < width) cells.push({ type: index === 0 ? 'tableHeader' : 'tableCell', content: [] })
    return { type: 'tableRow', content: cells }
  })
  return content.length > 0 && width > 0 ? [{ type: 'table', content }] : []
}

/** Paragraphs of a cell stand in one line. */
function cellLine(cell: Element): readonly RichInline[] {
  const lines = blocksOf(cell.children)
    .map(linesOf)
    .filter((line) => line.length > 0)
  return lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'text', text: ' ' } as const, ...line]))
}
function linesOf(block: RichBlock): readonly RichInline[] {
  if (block.type === 'paragraph' || block.type === 'heading')
    return (block.content ?? []).map((one) => (one.type === 'hardBreak' ? ({ type: 'text', text: ' ' } as const) : one))
  if (block.type === 'bulletList' || block.type === 'orderedList')
    return (block.content ?? []).flatMap((item, index) => [
      ...(index > 0 ? [{ type: 'text', text: '; ' } as const] : []),
      ...(item.content ?? []).flatMap(linesOf),
    ])
  return block.type === 'blockquote' ? (block.content ?? []).flatMap(linesOf) : []
}

const markOf: Readonly<Record<string, RichMark>> = byName({
  strong: { type: 'bold' },
  b: { type: 'bold' },
  em: { type: 'italic' },
  i: { type: 'italic' },
  s: { type: 'strike' },
  del: { type: 'strike' },
  code: { type: 'code' },
})

function inlineOf(nodes: readonly Node[], marks: readonly RichMark[] = []): readonly RichInline[] {
  return nodes.flatMap((node): readonly RichInline[] => {
    if (typeof node === 'string') {
      const text = node.replace(/[\s\u00a0]+/g, ' ')
      return text === '' ? [] : [{ type: 'text', text, ...(marks.length > 0 && { marks }) }]
    }
    if (node.tag === 'br') return [{ type: 'hardBreak' }]
    const href = node.tag === 'a' ? /\bhref="([^"]*)"/i.exec(node.attributes)?.[1] : undefined
    const mark: RichMark | undefined =
      href !== undefined && !href.startsWith('#') ? { type: 'link', attrs: { href: decoded(href) } } : markOf[node.tag]
    return inlineOf(node.children, mark && !marks.some(({ type }) => type === mark.type) ? [...marks, mark] : marks)
  })
}
