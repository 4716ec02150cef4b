/**
 * Rewrites captured HTML so that it can only be looked at: no scripts, no frames, no forms that send, no link that
 * leads away, no address that asks a network. The second wall behind `<iframe sandbox="">` and the content security
 * policy of `safeView.ts`, not the first: both must hold alone.
 *
 * It reads tags, in one pass, as the HTML standard's tokenizer does and writes every attribute anew, quoted and
 * escaped, so that what a browser reads is what was judged here.
 */

import { isPicture, neutraliseCss, type CssOptions } from './neutraliseCss'
import { byName } from '~/lib/shared/byName'

/** Left out with everything in them. */
const droppedWhole = new Set([
  'script',
  'iframe',
  'frame',
  'frameset',
  'object',
  'embed',
  'applet',
  'portal',
  'noscript',
  'noembed',
  'noframes',
  'xmp',
  'plaintext',
  'template',
  'foreignobject',
])
/** Left out, their content kept. */
const droppedTag = new Set([
  'base',
  'link',
  'meta',
  'form',
  'param',
  'source',
  'track',
  'audio',
  'video',
  'marquee',
  'html',
  'head',
  'body',
  'bgsound',
  'animate',
  'set',
  'animatetransform',
  'animatemotion',
  'use',
])
/** Everything up to their end tag is text, not tags. */
const rawText = new Set(['style', 'title', 'textarea'])
const voidTags = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'wbr'])
const urlAttributes = new Set([
  'src',
  'href',
  'xlink:href',
  'background',
  'poster',
  'cite',
  'longdesc',
  'data',
  'action',
  'formaction',
  'ping',
  'manifest',
  'srcset',
  'imagesrcset',
  'usemap',
  'profile',
  'codebase',
  'classid',
  'archive',
  'lowsrc',
  'dynsrc',
  'attributionsrc',
  'xml:base',
  'icon',
])
/** Words for people: taken as they are, escaped. Any other value is looked at for addresses, as styles are. */
const words =
  /^(?:title|alt|placeholder|label|value|summary|abbr|content|lang|class|id|name|aria-[a-z]+|data-[a-z0-9_.:-]+)$/

export interface NeutraliseOptions extends CssOptions {
  /** The text of a style sheet that came with the page. */
  styles?(address: string): string | undefined
}

interface Tag {
  readonly name: string
  readonly closing: boolean
  readonly selfClosing: boolean
  readonly attributes: ReadonlyMap<string, string>
  readonly end: number
}

export function neutraliseHtml(html: string, options: NeutraliseOptions = {}): string {
  const out: string[] = []
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) {
      out.push(escapeText(html.slice(at)))
      break
    }
    out.push(escapeText(html.slice(at, open)))
    const next = html[open + 1] ?? ''
    if (html.startsWith('<!--', open)) at = endOfComment(html, open)
    else if (next === '!' || next === '?') at = after(html, '>', open)
    else if (next === '/' && !/[a-z]/i.test(html[open + 2] ?? '')) at = after(html, '>', open)
    else if (!/[a-z/]/i.test(next)) {
      out.push('&lt;')
      at = open + 1
    } else at = writeTag(html, open, options, out)
  }
  return out.join('')
}

/** Writes what may stay of the tag at `open`; answers where reading goes on. */
function writeTag(html: string, open: number, options: NeutraliseOptions, out: string[]): number {
  const tag = readTag(html, open)
  if (!tag) return html.length
  const { name } = tag
  if (tag.closing) {
    if (!droppedWhole.has(name) && !droppedTag.has(name) && !rawText.has(name) && !voidTags.has(name))
      out.push(`</${name}>`)
    return tag.end
  }
  if (name === 'link') {
    const sheet = /\bstylesheet\b/i.test(tag.attributes.get('rel') ?? '')
      ? options.styles?.(tag.attributes.get('href') ?? '')
      : undefined
    if (sheet !== undefined) out.push(`<style>${neutraliseCss(sheet, options)}</style>`)
    return tag.end
  }
  if (droppedTag.has(name)) return tag.end
  if (droppedWhole.has(name)) {
    if (name === 'iframe' || name === 'frame')
      out.push('<div style="border:1px dashed gray;padding:4px">[frame not shown]</div>')
    return name === 'frame' || name === 'embed' || tag.selfClosing ? tag.end : endOfElement(html, name, tag.end)
  }
  if (rawText.has(name)) {
    const close = new RegExp(`</${name}[\\s/>]`, 'i').exec(html.slice(tag.end))
    const text = html.slice(tag.end, close ? tag.end + close.index : html.length)
    const end = close ? after(html, '>', tag.end + close.index) : html.length
    if (name === 'style') out.push(`<style>${neutraliseCss(text, options)}</style>`)
    else if (name === 'textarea') out.push(`<textarea readonly>${escapeText(text)}</textarea>`)
    return end
  }
  // A name that only our reading would allow is not written at all.
  if (/^[a-z][a-z0-9:-]*$/.test(name)) out.push(`<${name}${attributesOf(tag, options)}>`)
  return tag.end
}

function attributesOf(tag: Tag, options: NeutraliseOptions): string {
  let out = ''
  for (const [name, value] of tag.attributes) {
    if (
      !/^[a-z_][a-z0-9_.:-]*$/.test(name) ||
      name.startsWith('on') ||
      name === 'srcdoc' ||
      name === 'nonce' ||
      name === 'autofocus' ||
      name === 'is'
    )
      continue
    if (name === 'style') out += ` style="${escapeValue(neutraliseCss(value, options))}"`
    else if (urlAttributes.has(name)) {
      const kept = address(tag.name, name, value, options)
      if (kept !== undefined) out += ` ${name}="${escapeValue(kept)}"`
    } else if (words.test(name)) out += ` ${name}="${escapeValue(value)}"`
    // Drawings name filters, masks and paints as styles do; what looks like an address elsewhere is none that a picture
    // needs.
    else if (!/^\s*(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(value))
      out += ` ${name}="${escapeValue(/[(\\&]/.test(value) ? neutraliseCss(value, options) : value)}"`
  }
  return tag.name === 'input' || tag.name === 'button' || tag.name === 'select' ? `${out} disabled` : out
}

/** Pictures become `data:`; links keep jumps within the page; nothing else keeps an address. */
function address(tag: string, name: string, value: string, options: NeutraliseOptions): string | undefined {
  const trimmed = value.trim()
  if (name === 'src' && tag === 'img') return isPicture(trimmed) ? trimmed : options.picture?.(trimmed)
  if ((name === 'href' || name === 'xlink:href') && tag === 'image')
    return isPicture(trimmed) ? trimmed : options.picture?.(trimmed)
  if ((name === 'href' || name === 'xlink:href') && trimmed.startsWith('#')) return trimmed
  if (name === 'background') return isPicture(trimmed) ? trimmed : options.picture?.(trimmed)
  return undefined
}

function readTag(html: string, open: number): Tag | undefined {
  const closing = html[open + 1] === '/'
  let at = open + (closing ? 2 : 1)
  const nameEnd = find(html, /[\s/>]/g, at)
  if (nameEnd === undefined) return undefined
  const name = html.slice(at, nameEnd).toLowerCase()
  const attributes = new Map<string, string>()
  at = nameEnd
  for (;;) {
    at = find(html, /[^\s/]/g, at) ?? html.length
    if (at >= html.length) return undefined
    if (html[at] === '>') return { name, closing, selfClosing: html[at - 1] === '/', attributes, end: at + 1 }
    // The first character may be `=`: it belongs to the name then.
    const attributeEnd = find(html, /[\s/>=]/g, at + 1) ?? html.length
    const attribute = html.slice(at, attributeEnd).toLowerCase()
    at = find(html, /\S/g, attributeEnd) ?? html.length
    let value = ''
    if (html[at] === '=') {
      at = find(html, /\S/g, at + 1) ?? html.length
      const quote = html[at]
      if (quote === '"' || quote === "'") {
        const end = html.indexOf(quote, at + 1)
        if (end < 0) return undefined
        value = html.slice(at + 1, end)
        at = end + 1
      } else if (quote !== '>') {
        const end = find(html, /[\s>]/g, at) ?? html.length
        value = html.slice(at, end)
        at = end
      }
    } else at = attributeEnd
    if (!attributes.has(attribute)) attributes.set(attribute, decodeEntities(value))
  }
}

function find(text: string, pattern: RegExp, from: number): number | undefined {
  pattern.lastIndex = from
  return pattern.exec(text)?.index
}

const after = (html: string, mark: string, from: number): number => {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

/** A comment also ends at `-->`, `--!>`, and at once as `<!-->` or `<!--->`. */
function endOfComment(html: string, open: number): number {
  if (html.startsWith('<!-->', open)) return open + 5
  if (html.startsWith('<!--->', open)) return open + 6
  const found = /--!?>/g
  found.lastIndex = open + 4
  const end = found.exec(html)
  return end ? end.index + end[0].length : html.length
}

/** After the end tag that closes an element, nested ones of its name counted; all of the rest where none does. */
function endOfElement(html: string, name: string, from: number): number {
  const raw =
    name !== 'object' && name !== 'frameset' && name !== 'template' && name !== 'applet' && name !== 'foreignobject'
  const pattern = new RegExp(`<(/?)${name}(?=[\\s/>])`, 'gi')
  pattern.lastIndex = from
  let depth = 1
  for (let match = pattern.exec(html); match; match = pattern.exec(html)) {
    depth += match[1] === '/' ? -1 : raw ? 0 : 1
    if (depth === 0) return after(html, '>', match.index)
  }
  return html.length
}

const named: Readonly<Record<string, string>> = byName({
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  colon: ':',
  tab: '\t',
  newline: '\n',
  sol: '/',
  lpar: '(',
  rpar: ')',
  nbsp: '\u00a0',
})

/** Enough to see through a disguised address; an unknown entity stays text, its ampersand escaped when written. */
function decodeEntities(value: string): string {
  return value.replace(
    /&(?:#x([0-9a-f]{1,6});?|#(\d{1,7});?|([a-z]+);)/gi,
    (whole, hex?: string, decimal?: string, word?: string) => {
      if (word !== undefined) return named[word.toLowerCase()] ?? whole
      const code = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16)
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd'
    },
  )
}

/** Text keeps its entities (`&nbsp;` stays one), only what could open a tag is escaped. */
const escapeText = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const escapeValue = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
