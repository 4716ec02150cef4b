/** What an MHTML archive holds and what its documents name that it does not hold. Pure. */

import type { ArchiveFacts } from './facts'
import { partText, readMhtml } from './mhtml'

/** Documents in an archive: the page itself may be XHTML, SVG or XML. */
const documents = /^(?:text\/html|application\/xhtml\+xml|image\/svg\+xml|(?:text|application)\/xml)$/
const listed = 20
/** Of a document so many characters are looked through. */
const readLimit = 8_000_000

export function archiveFacts(bytes: Uint8Array): ArchiveFacts {
  const archive = readMhtml(bytes)
  const parts = archive?.parts ?? []
  const pages = parts.filter((part, index) => part === archive?.root || part.mime === 'text/html' || (index === 0 && documents.test(part.mime)))
  const held = new Set(parts.flatMap(({ location, contentId }) => [...(location ? [withoutFragment(location)] : []), ...(contentId ? [`cid:${contentId}`] : [])]))
  const missing = new Set<string>()
  for (const page of pages) for (const address of named(partText(page).slice(0, readLimit), page.location)) if (!held.has(withoutFragment(address))) missing.add(address)
  return { parts: parts.length, documents: pages.length, bytes: bytes.length, missing: [...missing].slice(0, listed) }
}

const tags = /<(?:img|iframe|frame|link)\b[^>]{0,4000}>/gi

/** Addresses that a document needs in order to look as it did: pictures, frames, style sheets. */
function named(html: string, base: string | undefined): readonly string[] {
  const found: string[] = []
  for (const [tag] of html.matchAll(tags)) {
    const link = /^<link\b/i.test(tag)
    if (link && !/\brel\s*=\s*["']?[^"'>]*stylesheet/i.test(tag)) continue
    const value = (link ? /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i : /\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i).exec(tag)
    const address = (value?.[1] ?? value?.[2] ?? value?.[3] ?? '').replaceAll('&amp;', '&').trim()
    if (address === '' || /^(?:data|about|javascript):/i.test(address)) continue
    found.push(absolute(address, base))
  }
  return found
}

function absolute(address: string, base: string | undefined): string {
  try {
    return new URL(address, base).href
  } catch {
    return address
  }
}

const withoutFragment = (address: string): string => address.split('#')[0]!
