/**
 * Markdown to rich text. Everything that is written stays: syntax that policies have no use for (HTML, images,
 * addresses of other schemes, definitions) is kept as the text it is, never dropped and never obeyed.
 */

import { Lexer, Tokenizer, type MarkedToken, type Token, type Tokens } from 'marked'
import {
  canonicalBlock,
  canonicalInline,
  linkAddress,
  withMarks,
  type RichBlock,
  type RichInline,
  type RichItem,
  type RichMark,
  type RichRow,
} from './richTree'

/** A block and the Markdown it was read from, so that blocks nobody touched keep their spelling. */
export interface ReadBlock {
  readonly block: RichBlock
  readonly source: string
}

/** CommonMark with tables and strikethrough; no bare addresses, no definitions: what is not marked up is text. */
class PolicyTokenizer extends Tokenizer {
  override url(): undefined {}
  override def(): undefined {}
}
const options = { gfm: true, tokenizer: new PolicyTokenizer() }

/** The canonical blocks of a text. Whatever the text, this answers. */
export const readMarkdown = (markdown: string): readonly RichBlock[] => readBlocks(markdown).map(({ block }) => block)

export function readBlocks(markdown: string): readonly ReadBlock[] {
  const tokens = new Lexer(options).lex(markdown)
  return tokens.flatMap((token) =>
    blockOf(token).flatMap((block, at, all) => {
      const canonical = canonicalBlock(block)
      // What one piece of Markdown yields together has its spelling together; that is kept only where it yields one
      // block.
      return canonical
        ? [{ block: canonical, source: all.length === 1 ? token.raw.replace(/\s+$/, '').replace(/^\n+/, '') : '' }]
        : []
    }),
  )
}

/** The runs of one line of Markdown; undefined where it would be read as more or something else than a paragraph. */
export function readLine(markdown: string): readonly RichInline[] | undefined {
  const blocks = readMarkdown(markdown)
  if (blocks.length !== 1 || blocks[0]!.type !== 'paragraph') return undefined
  return blocks[0]!.content ?? []
}

const blocksOf = (tokens: readonly Token[]): RichBlock[] => tokens.flatMap((token) => blockOf(token))

function blockOf(token: Token): RichBlock[] {
  const known = token as MarkedToken
  switch (known.type) {
    case 'space':
    case 'checkbox':
      return []
    case 'paragraph':
      return [{ type: 'paragraph', content: runsOf(known.tokens) }]
    case 'text':
      return [{ type: 'paragraph', content: known.tokens ? runsOf(known.tokens) : text(known.text, []) }]
    case 'heading':
      return [{ type: 'heading', attrs: { level: Math.min(3, known.depth) }, content: runsOf(known.tokens) }]
    case 'hr':
      return [{ type: 'horizontalRule' }]
    case 'blockquote':
      return [{ type: 'blockquote', content: blocksOf(known.tokens) }]
    case 'list':
      return [
        {
          type: known.ordered ? 'orderedList' : 'bulletList',
          ...(known.ordered && { attrs: { start: known.start === '' ? 1 : known.start } }),
          content: known.items.map(itemOf),
        },
      ]
    case 'table':
      return [
        {
          type: 'table',
          content: [rowOf(known.header, 'tableHeader'), ...known.rows.map((row) => rowOf(row, 'tableCell'))],
        },
      ]
    case 'code':
      return [
        {
          type: 'paragraph',
          content: lines([...(known.lang ? [known.lang] : []), ...known.text.split('\n')], [{ type: 'code' }]),
        },
      ]
    default:
      return [{ type: 'paragraph', content: lines(token.raw.trim().split('\n'), []) }]
  }
}

function itemOf(item: Tokens.ListItem): RichItem {
  const content = blocksOf(item.tokens)
  if (!item.task) return { type: 'listItem', content }
  // A box to tick is not ticked in a policy; it stays as it was written.
  const box = text(item.checked ? '[x] ' : '[ ] ', [])
  const [first, ...rest] = content
  return {
    type: 'listItem',
    content:
      first?.type === 'paragraph'
        ? [{ type: 'paragraph', content: [...box, ...(first.content ?? [])] }, ...rest]
        : [{ type: 'paragraph', content: box }, ...content],
  }
}

const rowOf = (cells: readonly Tokens.TableCell[], type: 'tableHeader' | 'tableCell'): RichRow => ({
  type: 'tableRow',
  content: cells.map((cell) => ({ type, content: canonicalInline(runsOf(cell.tokens), 'oneLine') })),
})

function runsOf(tokens: readonly Token[], marks: readonly RichMark[] = []): RichInline[] {
  return tokens.flatMap((token): RichInline[] => {
    const known = token as MarkedToken
    switch (known.type) {
      case 'text':
        return known.tokens ? runsOf(known.tokens, marks) : text(decoded(known.text), marks)
      case 'escape':
        return text(known.text, marks)
      case 'strong':
        return runsOf(known.tokens, [...marks, { type: 'bold' }])
      case 'em':
        return runsOf(known.tokens, [...marks, { type: 'italic' }])
      case 'del':
        return runsOf(known.tokens, [...marks, { type: 'strike' }])
      case 'codespan':
        return text(known.text, [...marks, { type: 'code' }])
      case 'br':
        return [{ type: 'hardBreak' }]
      case 'link':
        return linkOf(known, marks)
      default:
        return text(token.raw, marks)
    }
  })
}

/** A link that policies may not have, or that says more than an address, is the text it was written as. */
function linkOf(token: Tokens.Link, marks: readonly RichMark[]): RichInline[] {
  const href = linkAddress(token.href)
  if (href === undefined || token.title || marks.some((mark) => mark.type === 'link')) return text(token.raw, marks)
  const runs = runsOf(token.tokens, [...marks, { type: 'link', attrs: { href } }])
  return runs.some((run) => run.type === 'text' && run.text.trim() !== '') ? runs : text(token.raw, marks)
}

const text = (value: string, marks: readonly RichMark[]): RichInline[] =>
  value === '' ? [] : [withMarks(value.replace(/ *\n */g, ' '), marks)]
const lines = (values: readonly string[], marks: readonly RichMark[]): RichInline[] =>
  values.flatMap((line, at): RichInline[] => [
    ...(at > 0 ? [{ type: 'hardBreak' as const }] : []),
    ...text(line, marks),
  ])

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }
/** Character references as the characters they stand for; names that few know stay as they are written. */
const decoded = (value: string): string =>
  value.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,4}));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : whole
    },
  )
