/**
 * What the page paints by an address: an archive without it looks different. Read from what is drawn, so that rules
 * which match nothing are no loss. Changes nothing.
 */

import type { PaintedFacts } from '../record/captureFacts'
import {
  createPatience,
  deepElements,
  frameDocument,
  isDrawn,
  isFrame,
  labelOf,
  shadowRootOf,
  type Patience,
} from './deepDom'

const patienceLimit = 5_000
/** More addresses than this are not listed, and the page counts as not examined whole. */
const most = 5_000

interface Found {
  readonly addresses: Map<string, readonly string[]>
  readonly fonts: Set<string>
  styles: number
}

export function findPainted(): PaintedFacts {
  const patience = createPatience(patienceLimit)
  const found: Found = { addresses: new Map(), fonts: new Set(), styles: 0 }
  visitDocument(document, found, patience)
  return {
    addresses: [...found.addresses.values()].slice(0, most),
    fonts: [...found.fonts].slice(0, most),
    styles: found.styles,
    whole: patience.whole && found.addresses.size <= most && found.fonts.size <= most,
  }
}

function visitDocument(page: Document, found: Found, patience: Patience): void {
  // A face that failed was asked for, too: the page shows another one in its place.
  for (const { family, status } of page.fonts)
    if (status !== 'unloaded') found.fonts.add(family.replace(/^["']|["']$/g, ''))
  if (holdsRules(page.adoptedStyleSheets)) found.styles++
  for (const element of deepElements(page, patience)) {
    const shadow = shadowRootOf(element)
    if (shadow && isStyled(shadow)) found.styles++
    if (!isDrawn(element)) continue
    for (const alternatives of [...ofElement(element), ...ofStyles(element)]) add(alternatives, page, found)
    const inside = isFrame(element) ? frameDocument(element) : undefined
    if (inside) visitDocument(inside, found, patience)
  }
}

/** Archives keep what stands in shadow roots, but not the styles there, nor any that a script made. */
const isStyled = (root: ShadowRoot): boolean =>
  holdsRules(root.adoptedStyleSheets) ||
  [...root.querySelectorAll('style, link[rel~="stylesheet" i]')].some((element) =>
    holdsRules([(element as HTMLStyleElement).sheet]),
  )

function holdsRules(sheets: readonly (CSSStyleSheet | null)[]): boolean {
  return sheets.some((sheet) => {
    try {
      return sheet !== null && !sheet.disabled && sheet.cssRules.length > 0
    } catch {
      // Of another site: nobody may read it, so it counts as one that says something.
      return true
    }
  })
}

/** Any of `alternatives` will do: of the candidates in an `image-set` the browser takes one. */
function add(alternatives: readonly string[], page: Document, found: Found): void {
  const own = withoutFragment(page.URL)
  const absolute = alternatives.map((address) => resolve(address, page.baseURI))
  // What is written into the page itself goes with it.
  if (
    absolute.length > 0 &&
    !absolute.some((address) => /^(?:data|about|javascript):/i.test(address) || withoutFragment(address) === own)
  )
    found.addresses.set(
      absolute.join('\n').slice(0, 8_000),
      absolute.map((address) => address.slice(0, 16_000)),
    )
}

function ofElement(element: Element): readonly (readonly string[])[] {
  switch (element.localName) {
    case 'img': {
      const { currentSrc, src } = element as HTMLImageElement
      return one(currentSrc || src)
    }
    case 'input':
      return one((element as HTMLInputElement).type === 'image' ? element.getAttribute('src') : '')
    case 'video':
      return ofVideo(element as HTMLVideoElement)
    case 'object':
    case 'embed': {
      const address = element.getAttribute(element.localName === 'object' ? 'data' : 'src')
      return address ? [[address, ...(frameDocument(element) ? [frameDocument(element)!.URL] : [])]] : []
    }
    case 'image':
    case 'use':
    case 'feImage':
      return one(element.getAttribute('href') ?? element.getAttributeNS('http://www.w3.org/1999/xlink', 'href'))
    default:
      return []
  }
}

/** Before it plays a video shows its poster, from then on a picture of its own. */
function ofVideo(video: HTMLVideoElement): readonly (readonly string[])[] {
  const shows = video.readyState >= 2 && (video.poster === '' || !video.paused || video.currentTime > 0)
  return shows ? [[video.currentSrc || labelOf(video)]] : one(video.poster)
}

const painting = [
  'background-image',
  'border-image-source',
  'mask-image',
  '-webkit-mask-box-image-source',
  'filter',
  'backdrop-filter',
  'clip-path',
  'content',
] as const

function ofStyles(element: Element): readonly (readonly string[])[] {
  const style = getComputedStyle(element)
  const found = painting.flatMap((property) => addressesIn(style.getPropertyValue(property)))
  if (style.display === 'list-item')
    found.push(...addressesIn(style.listStyleImage), ...addressesIn(getComputedStyle(element, '::marker').content))
  for (const pseudo of ['::before', '::after']) {
    const made = getComputedStyle(element, pseudo)
    if (made.content !== 'none' && made.content !== 'normal' && made.display !== 'none')
      found.push(...painting.flatMap((property) => addressesIn(made.getPropertyValue(property))))
  }
  return found
}

/** Computed values name addresses whole and in quotes; the candidates of one `image-set` belong together. */
export function addressesIn(value: string): readonly (readonly string[])[] {
  if (!value.includes('url(')) return []
  const found: string[][] = []
  let depth = 0
  let set: { readonly depth: number; readonly candidates: string[] } | undefined
  for (const [part, address] of value.matchAll(/url\("((?:[^"\\]|\\.)*)"\)|"(?:[^"\\]|\\.)*"|[\w-]*\(|\)/g)) {
    if (address !== undefined) {
      if (set) set.candidates.push(unescaped(address))
      else found.push([unescaped(address)])
    } else if (part.endsWith('(')) {
      depth++
      if (!set && /image-set\($/.test(part)) found.push((set = { depth, candidates: [] }).candidates)
    } else if (part === ')') {
      if (set?.depth === depth) set = undefined
      depth--
    }
  }
  return found.filter((candidates) => candidates.length > 0)
}

const unescaped = (text: string): string =>
  text.replace(/\\([0-9a-f]{1,6} ?|.)/gi, (_, code: string) =>
    /^[0-9a-f]/i.test(code) ? String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16))) : code,
  )

const one = (address: string | null): readonly (readonly string[])[] => (address ? [[address]] : [])

const withoutFragment = (address: string): string => address.split('#')[0]!

function resolve(address: string, base: string): string {
  try {
    return new URL(address, base).href
  } catch {
    return address
  }
}
