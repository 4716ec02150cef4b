/**
 * Walks a page as deep as the browser lets an extension look: open and closed shadow roots, and frames whose documents
 * can be read. Changes nothing. Closed roots need `chrome.dom` (Chromium) or `openOrClosedShadowRoot` (Firefox).
 */

import type { Rect } from '../record/captureFacts'

export type Root = Document | ShadowRoot

interface Opener {
  readonly chrome?: { readonly dom?: { openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null } }
}
const dom = (globalThis as Opener).chrome?.dom

/** Elements that can carry a shadow root (DOM standard, valid shadow host name). */
const hosts = new Set([
  'article',
  'aside',
  'blockquote',
  'body',
  'div',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'main',
  'nav',
  'p',
  'section',
  'span',
])
const closed = new WeakMap<Element, ShadowRoot>()

/** The shadow root of an element, closed ones included; null where it has none or the browser keeps it to itself. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot
  const known = closed.get(element)
  if (known) return known
  if (!hosts.has(element.localName) && !element.localName.includes('-')) return null
  let found: ShadowRoot | null = null
  try {
    const own = (element as { readonly openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot
    found = own === undefined ? (dom?.openOrClosedShadowRoot(element as HTMLElement) ?? null) : own
  } catch {
    // Not an HTML element: it has none.
  }
  if (found) closed.set(element, found)
  return found
}

/** Bounds a look at the page by time, not by a count: hostile pages are endless, the largest consoles are not. */
export interface Patience {
  /** False once time was up and something was left out. */
  readonly whole: boolean
  spent(): boolean
}

export function createPatience(milliseconds: number): Patience {
  const end = performance.now() + milliseconds
  let steps = 0
  let whole = true
  return {
    get whole() {
      return whole
    },
    spent() {
      if (whole && ++steps % 256 === 0 && performance.now() > end) whole = false
      return !whole
    },
  }
}

/** Every element below a root, shadow roots included, frames not entered. */
export function* deepElements(root: Root = document, patience?: Patience): Generator<Element> {
  const roots: Root[] = [root]
  for (let next = roots.pop(); next; next = roots.pop()) {
    for (const element of next.querySelectorAll('*')) {
      if (patience?.spent()) return
      yield element
      const shadow = shadowRootOf(element)
      if (shadow) roots.push(shadow)
    }
  }
}

/** Every root of a document: itself and all shadow roots. */
export function deepRoots(root: Root = document, patience?: Patience): readonly Root[] {
  const found: Root[] = [root]
  for (const element of deepElements(root, patience)) {
    const shadow = shadowRootOf(element)
    if (shadow) found.push(shadow)
  }
  return found
}

const frameNames = new Set(['iframe', 'frame', 'object', 'embed', 'fencedframe'])
export const isFrame = (element: Element): boolean =>
  frameNames.has(element.localName) && !/^image\//.test(element.getAttribute('type') ?? '')

/** The document in a frame, where it may be read and has come; an empty one that waits for its address has not. */
export function frameDocument(frame: Element): Document | undefined {
  try {
    const inside = (frame as HTMLIFrameElement).contentDocument
    if (!inside?.documentElement) return undefined
    const asked = frame.getAttribute('src') ?? frame.getAttribute('data')
    const waits =
      inside.URL === 'about:blank' &&
      asked !== null &&
      asked !== '' &&
      !/^(?:about|javascript):/i.test(asked) &&
      !frame.hasAttribute('srcdoc')
    return waits || inside.readyState === 'loading' ? undefined : inside
  } catch {
    return undefined
  }
}

/** The element around this one, out of shadow roots too; undefined at the document's own root. */
export function around(element: Element): Element | undefined {
  const slot = element.assignedSlot
  if (slot) return slot
  if (element.parentElement) return element.parentElement
  const root = element.getRootNode() as Root
  return 'host' in root ? root.host : undefined
}

/** Whether `outer` holds `inner` or is it, shadow roots included. */
export function holds(outer: Element, inner: Element): boolean {
  for (let at: Element | undefined = inner; at; at = around(at)) if (at === outer) return true
  return false
}

/**
 * Whether an element is pinned to the window: what stands in a transformed box says `fixed` and moves along all the
 * same.
 */
export function isPinned(element: Element): boolean {
  if (getComputedStyle(element).position !== 'fixed') return false
  for (let at = around(element); at; at = around(at)) {
    const style = getComputedStyle(at)
    if (
      style.transform !== 'none' ||
      style.perspective !== 'none' ||
      style.filter !== 'none' ||
      /paint|layout|strict|content/.test(style.contain) ||
      /transform|perspective|filter/.test(style.willChange)
    )
      return false
    if (
      (style.getPropertyValue('backdrop-filter') || 'none') !== 'none' ||
      !/^(?:normal)?$/.test(style.getPropertyValue('container-type')) ||
      /^(?!none|$)/.test(style.getPropertyValue('translate')) ||
      /^(?!none|$)/.test(style.getPropertyValue('rotate')) ||
      /^(?!none|$)/.test(style.getPropertyValue('scale'))
    )
      return false
  }
  return true
}

/** Whether an element is drawn at all: not hidden, not folded away, not wholly transparent. */
export const isDrawn = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: false })

export function rectOf(element: Element): Rect {
  const { x, y, width, height } = element.getBoundingClientRect()
  return { x: round(x), y: round(y), width: round(width), height: round(height) }
}

export const round = (value: number): number => Math.round(value * 100) / 100

/** How a person would recognise an element: its accessible name, its heading or caption, else what it is made of. */
export function labelOf(element: Element): string {
  const said =
    element.getAttribute('aria-label') ??
    element.getAttribute('title') ??
    byId(element) ??
    element.querySelector('caption, h1, h2, h3, legend, summary')?.textContent
  const words = said?.replace(/\s+/g, ' ').trim()
  if (words) return words.slice(0, 80)
  if (element.id) return `#${element.id}`.slice(0, 80)
  return [element.localName, ...[...element.classList].slice(0, 2)].join('.').slice(0, 80)
}

function byId(element: Element): string | null | undefined {
  const id = element.getAttribute('aria-labelledby')
  return id === null ? undefined : (element.getRootNode() as Root).getElementById(id.split(/\s+/)[0] ?? '')?.textContent
}
