/**
 * Places of a page that can hold more than they show: boxes that scroll, frames, what is folded away, drawn pictures.
 */

import type { RegionFacts, Size } from '../record/captureFacts'
import { deepElements, frameDocument, holds, isDrawn, isFrame, labelOf, rectOf, type Patience } from './deepDom'

const fields = new Set(['textarea', 'input', 'select'])
/** A frame below this is a tracker or a spacer. */
const leastFrame = 8

export function findRegions(
  patience: Patience,
  followed: Element | undefined,
  only: boolean,
): ReadonlyMap<Element, RegionFacts> {
  const found = new Map<Element, RegionFacts>()
  for (const element of deepElements(document, patience)) visit(element, found, followed, only)
  return found
}

function visit(element: Element, found: Map<Element, RegionFacts>, followed: Element | undefined, only: boolean): void {
  if (only && followed && !holds(followed, element)) return
  if (isFrame(element)) return frame(element, found)
  const facts = boxOf(element, followed) ?? foldedOf(element) ?? drawnOf(element)
  if (facts && isDrawn(element)) found.set(element, { ...facts, label: labelOf(element), rect: rectOf(element) })
}

type Part = Omit<RegionFacts, 'label' | 'rect'>

/** Sizes of a box that scrolls by itself and holds more than it shows. */
function boxOf(element: Element, followed: Element | undefined): Part | undefined {
  const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element
  if (scrollWidth <= clientWidth + 1 && scrollHeight <= clientHeight + 1) return undefined
  if (
    element === (element.ownerDocument.scrollingElement ?? element.ownerDocument.documentElement) ||
    element === element.ownerDocument.documentElement
  )
    return undefined
  if (element === element.ownerDocument.body && windowScrolls(element)) return undefined
  if (clientWidth <= 2 || clientHeight <= 2) return undefined
  const { overflowX, overflowY } = getComputedStyle(element)
  const field = fields.has(element.localName)
  const across = scrollWidth > clientWidth + 1 && (field || scrolls(overflowX))
  const down =
    scrollHeight > clientHeight + 1 &&
    element.localName !== 'input' &&
    (field || scrolls(overflowY)) &&
    element !== followed
  if (!across && !down) return undefined
  return {
    kind: 'box',
    content: { width: across ? scrollWidth : clientWidth, height: down ? scrollHeight : clientHeight },
    view: { width: clientWidth, height: clientHeight },
  }
}

const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll' || overflow === 'overlay'
const windowScrolls = (body: Element): boolean => {
  const root = getComputedStyle(body.ownerDocument.documentElement)
  return root.overflowX === 'visible' && root.overflowY === 'visible'
}

/** Words that a press would unfold. Menus are no content of the page. */
function foldedOf(element: Element): Part | undefined {
  if (element.localName === 'details') {
    const words = (element.textContent ?? '').replace(element.querySelector('summary')?.textContent ?? '', '')
    return !element.hasAttribute('open') && (/\S/.test(words) || element.querySelector('img, svg, canvas, iframe'))
      ? { kind: 'collapsed' }
      : undefined
  }
  if (element.getAttribute('hidden') === 'until-found') return { kind: 'collapsed' }
  if (
    element.getAttribute('aria-expanded') !== 'false' ||
    element.hasAttribute('aria-haspopup') ||
    element.closest('nav, [role="navigation"], [role="menubar"], [role="menu"], [role="combobox"], header')
  )
    return undefined
  if (element.closest('[role="row"], [role="treeitem"], tr')) return { kind: 'collapsed' }
  const controls = element.getAttribute('aria-controls')
  const target =
    controls === null ? null : (element.getRootNode() as Document).getElementById(controls.split(/\s+/)[0] ?? '')
  return target && /\S/.test(target.textContent ?? '') && !isDrawn(target) ? { kind: 'collapsed' } : undefined
}

/** A picture that the page draws over half the window: a list may be painted into it that scrolls by itself. */
function drawnOf(element: Element): Part | undefined {
  if (element.localName === 'img' && element.ownerDocument.contentType.startsWith('image/'))
    return shrunkOf(element as HTMLImageElement)
  if (element.localName !== 'canvas' && element.localName !== 'embed') return undefined
  const { width, height } = element.getBoundingClientRect()
  return width * height >= (window.innerWidth * window.innerHeight) / 2 ? { kind: 'picture', unread: true } : undefined
}

/** A picture opened by itself is fitted to the window: what is small in it is lost in the capture. */
function shrunkOf(image: HTMLImageElement): Part | undefined {
  return image.naturalWidth > image.width * 1.02
    ? {
        kind: 'small',
        content: { width: image.naturalWidth, height: image.naturalHeight },
        view: { width: image.width, height: image.height },
      }
    : undefined
}

function frame(element: Element, found: Map<Element, RegionFacts>): void {
  const rect = rectOf(element)
  if (rect.width <= leastFrame || rect.height <= leastFrame || !isDrawn(element)) return
  const label = element.getAttribute('title') ?? element.getAttribute('aria-label') ?? addressOf(element)
  const inside = frameDocument(element)
  if (!inside) {
    found.set(element, { kind: 'frame', label, rect, unread: true })
    return
  }
  const box = inside.scrollingElement ?? inside.documentElement
  const view: Size = { width: box.clientWidth, height: box.clientHeight }
  const content: Size = { width: box.scrollWidth, height: box.scrollHeight }
  if (content.width > view.width + 1 || content.height > view.height + 1)
    found.set(element, { kind: 'frame', label, rect, content, view })
  for (const nested of deepElements(inside)) visit(nested, found, undefined, false)
}

function addressOf(frame_: Element): string {
  const address = frame_.getAttribute('src') ?? frame_.getAttribute('data') ?? ''
  try {
    const { host, pathname } = new URL(address, document.baseURI)
    return `${host}${pathname}`.slice(0, 80)
  } catch {
    return address.slice(0, 80)
  }
}
