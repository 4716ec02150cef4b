/**
 * Whether a mark can be seen in the window right now: inside the window, cut off by nothing, under nothing. Asked of
 * the browser's own hit test, point by point, through shadow roots and frames.
 */

import type { Rect } from '../record/captureFacts'
import { around, deepElements, deepRoots, holds, isDrawn, shadowRootOf, type Root } from './deepDom'
import { alphaOf, hasBackground, type Mark, type View } from './marks'

export type Sight =
  | { readonly seen: true }
  | { readonly seen: false; readonly why: 'outside' }
  | { readonly seen: false; readonly why: 'clipped' | 'covered'; readonly by: Element | undefined }

/**
 * What lies over a page and answers no hit test: elements that refuse it for good, and what is painted far beyond a
 * box.
 */
export interface Unhit {
  readonly ghosts: readonly Element[]
  readonly casters: readonly Caster[]
}

/** An element whose outline or shadow reaches so many px beyond it. */
interface Caster {
  readonly element: Element
  readonly reach: number
}

interface Point {
  readonly x: number
  readonly y: number
}

const seen: Sight = { seen: true }
const outside: Sight = { seen: false, why: 'outside' }

/** Of a line its ends and middle, and a point every so many pixels between. */
const stride = 200

export function sightOf(mark: Mark, unhit: Unhit): Sight {
  const points = pointsOf(mark.rect)
  const bad: Sight[] = []
  for (const point of points) {
    const found = pointSight(mark, point, unhit)
    if (!found.seen) {
      // A line is read whole or not at all; a picture under a badge or behind a rounded corner is still seen.
      if (mark.text) return found
      bad.push(found)
    }
  }
  return bad.length === points.length ? bad[0]! : seen
}

function pointsOf({ x, y, width, height }: Rect): readonly Point[] {
  const inset = Math.min(1, width / 4)
  const middle = y + height / 2
  const points: Point[] = [
    { x: x + inset, y: middle },
    { x: x + width - inset, y: middle },
    { x: x + width / 2, y: y + height * 0.25 },
    { x: x + width / 2, y: y + height * 0.75 },
  ]
  for (let at = stride; at < width - stride / 2 && points.length < 14; at += stride)
    points.push({ x: x + at, y: middle })
  return points
}

function pointSight(mark: Mark, point: Point, unhit: Unhit): Sight {
  if (!inWindow(mark.view, point)) return outside
  let target = mark.element
  let root = target.getRootNode() as Root
  for (;;) {
    const found = under(root, target, point, unhit)
    if (!found.seen) return found
    if (!('host' in root)) break
    target = root.host
    root = target.getRootNode() as Root
  }
  const { frame, outer } = mark.view
  if (!frame || !outer) return seen
  return pointSight(
    { ...mark, element: frame, view: outer },
    { x: point.x + mark.view.x - outer.x, y: point.y + mark.view.y - outer.y },
    unhit,
  )
}

function inWindow({ document: page }: View, { x, y }: Point): boolean {
  const box = page.scrollingElement ?? page.documentElement
  const window = page.defaultView
  const width = Math.min(window?.innerWidth ?? 0, box.clientWidth || Number.POSITIVE_INFINITY)
  const height = Math.min(
    window?.innerHeight ?? 0,
    page.compatMode === 'BackCompat' || !page.scrollingElement
      ? Number.POSITIVE_INFINITY
      : box.clientHeight || Number.POSITIVE_INFINITY,
  )
  return x >= 0 && y >= 0 && x < width && y < height
}

function under(root: Root, target: Element, point: Point, unhit: Unhit): Sight {
  const stack = root.elementsFromPoint(point.x, point.y)
  // What has no box of its own is hit as the box around it.
  const box = boxOf(target)
  const at = stack.indexOf(box)
  if (at < 0) {
    // What is inert answers no hit test: then the boxes around it decide.
    const by = clipperOf(box, point)
    if (by || !isInert(box)) return { seen: false, why: 'clipped', by }
  }
  for (const element of stack.slice(0, Math.max(0, at)))
    if (hides(element, target, point)) return { seen: false, why: 'covered', by: element }
  for (const ghost of unhit.ghosts)
    if (
      ghost !== target &&
      !holds(ghost, target) &&
      contains(ghost.getBoundingClientRect(), point) &&
      ghost.getRootNode() === root &&
      hides(ghost, target, point)
    )
      return { seen: false, why: 'covered', by: ghost }
  for (const { element, reach } of unhit.casters)
    if (
      element.ownerDocument === target.ownerDocument &&
      isDrawn(element) &&
      !holds(element, target) &&
      castsOver(element.getBoundingClientRect(), reach, point)
    )
      return { seen: false, why: 'covered', by: element }
  return seen
}

function boxOf(element: Element): Element {
  for (let at: Element | undefined = element; at; at = around(at))
    if (getComputedStyle(at).display !== 'contents') return at
  return element
}

const isInert = (element: Element): boolean => {
  for (let at: Element | undefined = element; at; at = around(at)) if (at.hasAttribute('inert')) return true
  return element.ownerDocument.querySelector(':modal') !== null
}

const solid = new Set([
  'img',
  'canvas',
  'video',
  'iframe',
  'frame',
  'object',
  'embed',
  'input',
  'textarea',
  'select',
  'image',
])

/** Whether an element that lies over another one paints something there. */
function hides(element: Element, target: Element, point: Point): boolean {
  if (!isDrawn(element)) return false
  // What holds the target paints below it, its own pseudo elements excepted.
  if (!holds(element, target)) {
    if (solid.has(element.localName)) return true
    if (element.namespaceURI === 'http://www.w3.org/2000/svg' && element.localName !== 'svg')
      return alphaOfPaint(element)
    const style = getComputedStyle(element)
    // Frosted glass has no colour of its own and hides all the same.
    if (hasBackground(style) || (style.getPropertyValue('backdrop-filter') || 'none') !== 'none') return true
    // Of what lies in a shadow root the page around it sees the host alone.
    const shadow = shadowRootOf(element)
    if (
      shadow
        ?.elementsFromPoint(point.x, point.y)
        .some((inner) => inner.getRootNode() === shadow && hides(inner, target, point))
    )
      return true
  }
  return ['::before', '::after'].some((pseudo) => {
    const style = getComputedStyle(element, pseudo)
    return (
      style.content !== 'none' &&
      style.content !== 'normal' &&
      (style.position === 'absolute' || style.position === 'fixed') &&
      style.opacity !== '0' &&
      hasBackground(style)
    )
  })
}

const alphaOfPaint = (element: Element): boolean => {
  const { fill, fillOpacity } = getComputedStyle(element)
  return fill !== 'none' && fill !== 'transparent' && Number(fillOpacity) > 0.1
}

const contains = (rect: DOMRect, { x, y }: Point): boolean =>
  x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom

/** Beside the box, not in it: there the box itself is hit. */
const castsOver = (rect: DOMRect, reach: number, { x, y }: Point): boolean =>
  !contains(rect, { x, y }) &&
  x >= rect.left - reach &&
  x < rect.right + reach &&
  y >= rect.top - reach &&
  y < rect.bottom + reach

/** Less than this is a ring around a field or the shadow of a card. */
const far = 40

/**
 * What paints far beyond its box, as the dark around a guided tour does. Costs a style of every element: once per tile.
 */
export function findCasters(views: readonly View[]): readonly Caster[] {
  const found: Caster[] = []
  for (const { document: page } of views)
    for (const element of deepElements(page)) {
      const reach = reachOf(getComputedStyle(element))
      if (reach >= far) found.push({ element, reach })
    }
  return found
}

function reachOf({ boxShadow, outlineStyle, outlineWidth, outlineOffset, outlineColor }: CSSStyleDeclaration): number {
  const outline =
    outlineStyle !== 'none' && alphaOf(outlineColor) > 0.5 ? parseFloat(outlineWidth) + parseFloat(outlineOffset) : 0
  if (boxShadow === 'none') return outline
  const shadows = boxShadow
    .split(/,(?![^(]*\))/)
    .filter((shadow) => !shadow.includes('inset'))
    .map((shadow) => {
      const [x = 0, y = 0, , spread = 0] = [...shadow.matchAll(/(-?[\d.]+)px/g)].map(([, length]) => Number(length))
      const colour = /(?:rgba?|color|oklab|oklch|lab|lch|hsla?)\([^)]*\)/.exec(shadow)?.[0] ?? ''
      // What blurs at the edge is no cover; what is spread, or moved to lie elsewhere, is.
      return alphaOf(colour) > 0.5 ? spread + Math.max(Math.abs(x), Math.abs(y)) : 0
    })
  return Math.max(outline, ...shadows)
}

/** The nearest box that cuts its content off at a point; undefined where none does. */
export function clipperOf(element: Element, point: Point): Element | undefined {
  for (let at: Element | undefined = element; at; at = around(at)) {
    const style = getComputedStyle(at)
    // Its shape is not asked for: what is not hit below a clip path is cut off by it.
    if (style.clipPath !== 'none') return at
    const clips =
      style.overflowX !== 'visible' || style.overflowY !== 'visible' || /paint|strict|content/.test(style.contain)
    if (
      clips &&
      style.display !== 'inline' &&
      at !== at.ownerDocument.documentElement &&
      !contains(at.getBoundingClientRect(), point)
    )
      return at
  }
  return undefined
}

/** Lets `look` run while every element answers the hit test; the page is as before when it returns. */
export function withHits<T>(look: (unhit: Unhit) => T, views: readonly View[], casters: readonly Caster[]): T {
  const undo: (() => void)[] = []
  const ghosts: Element[] = []
  try {
    for (const { document: page } of views) {
      const Sheet = page.defaultView?.CSSStyleSheet ?? CSSStyleSheet
      const sheet = new Sheet()
      sheet.replaceSync('*, *::before, *::after { pointer-events: auto !important }')
      for (const root of deepRoots(page)) {
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
        undo.push(() => (root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet)))
      }
      for (const element of deepElements(page))
        if (
          (element.getAttribute('style') ?? '').includes('pointer-events') &&
          getComputedStyle(element).pointerEvents === 'none'
        )
          ghosts.push(element)
    }
    return look({ ghosts, casters })
  } finally {
    for (const back of undo) back()
  }
}
