/**
 * What a page shows, piece by piece: each line of text and each painted leaf (picture, field, coloured block) with
 * where it stands. Frames that can be read are entered. Changes nothing.
 */

import type { Rect } from '../record/captureFacts'
import {
  around,
  createPatience,
  frameDocument,
  isDrawn,
  isFrame,
  shadowRootOf,
  type Patience,
  type Root,
} from './deepDom'

/** A document as it stands in the window: the page itself, or a frame at its place. */
export interface View {
  readonly document: Document
  /** Where its upper left corner lies in the window. */
  readonly x: number
  readonly y: number
  readonly frame?: Element
  readonly outer?: View
}

export interface Mark {
  /** The words of the line, or what is painted: tells one mark from another at the same place. */
  readonly key: string
  readonly text: boolean
  readonly element: Element
  readonly view: View
  /** In the coordinates of its own document's window. */
  readonly rect: Rect
}

export const pageView = (): View => ({ document, x: 0, y: 0 })

export function innerView(frame: Element, inside: Document, outer: View): View {
  const { x, y } = frame.getBoundingClientRect()
  return { document: inside, x: outer.x + x + frame.clientLeft, y: outer.y + y + frame.clientTop, frame, outer }
}

/** A larger mark is cut into pieces: a tile shows some of them and the next tile the others. */
const piece = 160
const pieces = 400
/** Nothing smaller is content. */
const least = 2

const replaced = new Set([
  'img',
  'canvas',
  'video',
  'input',
  'textarea',
  'select',
  'progress',
  'meter',
  'iframe',
  'frame',
  'object',
  'embed',
])

export function* findMarks(
  view: View = pageView(),
  patience: Patience = createPatience(4_000),
  within: Root | Element = view.document,
): Generator<Mark> {
  const drawn = new Map<Element, boolean>()
  const isShown = (element: Element): boolean => {
    let known = drawn.get(element)
    if (known === undefined) drawn.set(element, (known = isDrawn(element) && !isFaded(element)))
    return known
  }
  const faded = new Map<Element, boolean>()
  /** A filter takes everything below it along. */
  function isFaded(element: Element): boolean {
    const unknown: Element[] = []
    let at: Element | undefined = element
    while (at && !faded.has(at)) {
      unknown.push(at)
      at = around(at)
    }
    let known = at !== undefined && faded.get(at) === true
    for (const one of unknown.reverse()) faded.set(one, (known ||= getComputedStyle(one).filter.includes('opacity(0)')))
    return known
  }
  const range = view.document.createRange()
  const roots: (Root | Element)[] = [within]
  for (let root = roots.pop(); root; root = roots.pop()) {
    const walker = view.document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
      if (patience.spent()) return
      if (node.nodeType === Node.TEXT_NODE) {
        const parent = node.parentElement ?? ('host' in root ? root.host : undefined)
        if (parent && /\S/.test(node.nodeValue ?? '') && isShown(parent) && hasInk(parent))
          yield* lines(node, parent, range, view)
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        const element = node as Element
        const shadow = shadowRootOf(element)
        if (shadow) roots.push(shadow)
        if (isPaintedLeaf(element) && isShown(element)) yield* leaf(element, view)
        const inside = isFrame(element) && isShown(element) ? frameDocument(element) : undefined
        if (inside) yield* findMarks(innerView(element, inside, view), patience)
      }
    }
  }
}

function* lines(node: Node, element: Element, range: Range, view: View): Generator<Mark> {
  range.selectNodeContents(node)
  const words = (node.nodeValue ?? '').replace(/\s+/g, ' ').trim()
  const start = words.slice(0, 80)
  let n = 0
  for (const { x, y, width, height } of range.getClientRects()) {
    if (width < least || height < least) continue
    // Lines of one text are told apart by their number.
    yield {
      key: n === 0 && words.length === start.length ? start : `${start}…${words.length}#${n}`,
      text: true,
      element,
      view,
      rect: { x, y, width, height },
    }
    n++
  }
}

function isPaintedLeaf(element: Element): boolean {
  const name = element.localName
  if (replaced.has(name)) return true
  if (name === 'svg') return !element.parentElement || element.parentElement.localName !== 'svg'
  if (
    element.namespaceURI === 'http://www.w3.org/2000/svg' ||
    element.firstElementChild ||
    /\S/.test(element.textContent ?? '') ||
    shadowRootOf(element)
  )
    return false
  if (name === 'html' || name === 'body') return false
  // Asked first: most elements of huge pages have no box, and a style costs more than a rectangle.
  const { width, height } = element.getBoundingClientRect()
  if (width < least || height < least) return false
  const style = getComputedStyle(element)
  return (
    hasBackground(style) ||
    style.borderTopStyle !== 'none' ||
    style.borderLeftStyle !== 'none' ||
    ['::before', '::after'].some((pseudo) =>
      ((style) => isVisible(style) && saysSomething(style))(getComputedStyle(element, pseudo)),
    )
  )
}

/** Whether a style paints something behind its content that hides what lies below. */
export function hasBackground(style: CSSStyleDeclaration): boolean {
  return style.backgroundImage !== 'none' || alphaOf(style.backgroundColor) > 0.1
}

/** Words and pictures may stand in pseudo elements alone. */
const saysSomething = (style: CSSStyleDeclaration): boolean =>
  style.content !== 'none' &&
  style.content !== 'normal' &&
  style.content !== '' &&
  (style.content !== '""' || hasBackground(style))

const isVisible = ({ display, visibility, opacity }: CSSStyleDeclaration): boolean =>
  display !== 'none' && visibility === 'visible' && opacity !== '0'

/**
 * Whether words are painted at all. Without a colour of their own they may still show by a shadow, a stroke or the
 * background behind them.
 */
function hasInk(element: Element): boolean {
  if (element.namespaceURI === 'http://www.w3.org/2000/svg') return true
  const style = getComputedStyle(element)
  if (
    alphaOf(style.webkitTextFillColor) > 0 ||
    style.textShadow !== 'none' ||
    parseFloat(style.webkitTextStrokeWidth) > 0
  )
    return true
  for (let at: Element | undefined = element; at; at = around(at))
    if (/text/.test(getComputedStyle(at).webkitBackgroundClip)) return true
  return false
}

export function alphaOf(colour: string): number {
  if (colour === 'transparent' || colour === '') return 0
  const alpha = /^rgba\([^)]*,\s*([\d.]+)\)$/.exec(colour) ?? /\/\s*([\d.]+)%?\s*\)$/.exec(colour)
  return alpha ? Number(alpha[1]) : 1
}

function* leaf(element: Element, view: View): Generator<Mark> {
  const { x, y, width, height } = element.getBoundingClientRect()
  if (width < least || height < least) return
  const columns = Math.max(1, Math.min(20, Math.ceil(width / piece)))
  const rows = Math.max(1, Math.min(Math.floor(pieces / columns), Math.ceil(height / piece)))
  const kind = element.localName
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      yield {
        key: `<${kind}>`,
        text: false,
        element,
        view,
        rect: {
          x: x + (column * width) / columns,
          y: y + (row * height) / rows,
          width: width / columns,
          height: height / rows,
        },
      }
    }
}
