/** What an MHTML archive holds, and what its documents name or the page paints that it does not hold. Pure. */

import type { ArchiveFacts, PaintedFacts } from './captureFacts'
import { partText, readMhtml, type MhtmlPart } from './mhtml'

/** Documents in an archive: the page itself may be XHTML, SVG or XML. */
const documents = /^(?:text\/html|application\/xhtml\+xml|image\/svg\+xml|(?:text|application)\/xml)$/
const listed = 20
/** Of a document or style sheet so many characters are looked through. */
const readLimit = 8_000_000

/**
 * `painted`: what the page said right after; without it nothing is known of what an archive leaves out without a trace.
 */
export function archiveFacts(bytes: Uint8Array, painted: PaintedFacts | undefined): ArchiveFacts {
  const archive = readMhtml(bytes)
  const parts = archive?.parts ?? []
  const pages = parts.filter(
    (part, index) => part === archive?.root || part.mime === 'text/html' || (index === 0 && documents.test(part.mime)),
  )
  const sheets = parts
    .filter(({ mime }) => mime === 'text/css')
    .map((part) => ({ part, css: partText(part).slice(0, readLimit) }))
  const held = new Set(
    parts.flatMap(({ location, contentId }) => [
      ...(location ? [withoutFragment(location)] : []),
      ...(contentId ? [`cid:${contentId}`] : []),
    ]),
  )
  const isHeld = (address: string): boolean => held.has(withoutFragment(address))
  const missing = new Set<string>()
  const need = (...alternatives: readonly string[]): void => {
    if (alternatives.length > 0 && !alternatives.some(isHeld)) missing.add(alternatives[0]!)
  }
  for (const page of pages)
    for (const alternatives of named(partText(page).slice(0, readLimit), page.location)) need(...alternatives)
  for (const { part, css } of sheets)
    for (const [, address] of css.matchAll(imports)) {
      // What stood in a style element stands at an address of its own: nothing is found from there, as a browser reads
      // the archive.
      if (isOwn(part) && !isAbsolute(address!)) missing.add(absolute(address!, archive?.root?.location))
      else need(absolute(address!, part.location))
    }
  for (const alternatives of painted?.addresses ?? []) need(...alternatives)
  const fonts = lostFonts(painted?.fonts ?? [], sheets, archive?.root?.location, isHeld)
  return {
    parts: parts.length,
    documents: pages.length,
    bytes: bytes.length,
    missing: [...missing].slice(0, listed),
    ...(fonts.length > 0 && { fonts: fonts.slice(0, listed) }),
    ...(painted && painted.styles > 0 && { styles: painted.styles }),
    ...(painted?.whole !== true && { unexamined: true }),
  }
}

const tags = /<(?:picture|\/picture|img|source|iframe|frame|link)\b[^>]{0,4000}>/gi

/**
 * Addresses that a document needs in order to look as it did, of a `<picture>` any one: pictures, frames, style sheets.
 */
function named(html: string, base: string | undefined): readonly (readonly string[])[] {
  const found: string[][] = []
  let picture: string[] | undefined
  for (const [tag] of html.matchAll(tags)) {
    const name = /^<\/?\w+/.exec(tag)![0].toLowerCase()
    if (name === '<picture' || name === '</picture') {
      picture = name === '<picture' ? [] : undefined
      continue
    }
    if (name === '<source') {
      for (const candidate of attribute(tag, 'srcset').split(/,\s+/))
        picture?.push(absolute(candidate.trim().split(/\s/)[0]!, base))
      continue
    }
    if (name === '<link' && !/\brel\s*=\s*["']?[^"'>]*stylesheet/i.test(tag)) continue
    const address = attribute(tag, name === '<link' ? 'href' : 'src')
    if (address === '' || /^(?:data|about|javascript):/i.test(address)) continue
    found.push([absolute(address, base), ...(name === '<img' ? (picture ?? []) : [])])
  }
  return found
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)
  return (value?.[1] ?? value?.[2] ?? value?.[3] ?? '').replaceAll('&amp;', '&').trim()
}

interface Sheet {
  readonly part: MhtmlPart
  readonly css: string
}

/** Browsers serialise style sheets with each rule at the start of a line, and strings contain no line breaks. */
const imports = /^[ \t]*@import url\("((?:[^"\\\n]|\\.)*)"\)/gm
const faces = /^[ \t]*@font-face \{([^\n]*)\}/gm

/** Families of which no file is in the archive, neither as a part nor in the style sheet itself. */
function lostFonts(
  families: readonly string[],
  sheets: readonly Sheet[],
  page: string | undefined,
  isHeld: (address: string) => boolean,
): readonly string[] {
  if (families.length === 0) return []
  const kept = new Set<string>()
  for (const { part, css } of sheets)
    for (const [, rule] of css.matchAll(faces)) {
      const family = /font-family: (?:"((?:[^"\\]|\\.)*)"|([^;]*))/.exec(rule!)
      const addresses = [...rule!.matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g)].map(([, address]) => address!)
      if (
        addresses.some(
          (address) => /^data:/i.test(address) || isHeld(absolute(address, isOwn(part) ? page : part.location)),
        )
      )
        kept.add(family?.[1] ?? family?.[2]?.trim() ?? '')
    }
  return [...new Set(families)].filter((family) => !kept.has(family))
}

/** A style sheet that stood in the page itself. */
const isOwn = ({ location }: MhtmlPart): boolean => location === undefined || location.startsWith('cid:')

const isAbsolute = (address: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(address)

function absolute(address: string, base: string | undefined): string {
  try {
    return new URL(address, base).href
  } catch {
    return address
  }
}

const withoutFragment = (address: string): string => address.split('#')[0]!
