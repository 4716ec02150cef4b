/** Reads a page: sizes, frames, rows, who is signed in. Changes nothing. Runs in the page's isolated world. */

import type { FrameFacts, PageFacts, Rect, RowFacts, ScrollerFacts } from '../facts'
import { findAccount, findListPages, findRowText } from './listWords'

/** Elements looked at in one sweep: enough for the largest consoles, bounded for hostile pages. */
const sweepLimit = 60_000

/** Every element of the page, open shadow roots included. */
export function* allElements(root: Document | ShadowRoot = document): Generator<Element> {
  let count = 0
  const roots: (Document | ShadowRoot)[] = [root]
  for (let next = roots.pop(); next; next = roots.pop()) {
    for (const element of next.querySelectorAll('*')) {
      if (++count > sweepLimit) return
      yield element
      if (element.shadowRoot) roots.push(element.shadowRoot)
    }
  }
}

export function rectOf(element: Element): Rect {
  const { x, y, width, height } = element.getBoundingClientRect()
  return { x: round(x), y: round(y), width: round(width), height: round(height) }
}

const round = (value: number): number => Math.round(value * 100) / 100

export const pageText = (): string => document.body?.innerText ?? document.documentElement?.textContent ?? ''

/** What scrolls the page itself. */
export const pageScroller = (): Element => document.scrollingElement ?? document.documentElement

/**
 * The largest box that scrolls down by itself; one in view comes before one further down. It is the `main` one when the page around it does not scroll and it
 * takes at least a third of the view.
 */
export function findScroller(): { readonly element: Element; readonly facts: ScrollerFacts } | undefined {
  const view = { width: window.innerWidth, height: window.innerHeight }
  let best: { element: Element; area: number; seen: number } | undefined
  for (const element of allElements()) {
    if (element === pageScroller() || element === document.body || element === document.documentElement) continue
    if (element.scrollHeight <= element.clientHeight + 8 || element.clientHeight < 100 || element.clientWidth < 100) continue
    const { overflowY: overflow, visibility } = getComputedStyle(element)
    if ((overflow !== 'auto' && overflow !== 'scroll' && overflow !== 'overlay') || visibility !== 'visible') continue
    const rect = element.getBoundingClientRect()
    const width = visibleLength(rect.left, rect.right, view.width)
    // What is drawn aside is no content; what lies further down the page is.
    const area = rect.bottom + window.scrollY > 0 ? width * rect.height : 0
    const seen = width * visibleLength(rect.top, rect.bottom, view.height)
    if (area > 0 && (!best || seen > best.seen || (seen === best.seen && area > best.area))) best = { element, area, seen }
  }
  if (!best) return undefined
  const page = pageScroller()
  const main = page.scrollHeight <= window.innerHeight + 8 && best.seen >= (view.width * view.height) / 3
  return { element: best.element, facts: scrollerFacts(best.element, main) }
}

export const scrollerFacts = (element: Element, main: boolean): ScrollerFacts =>
  ({ label: labelOf(element), rect: innerRectOf(element), scrollHeight: element.scrollHeight, clientHeight: element.clientHeight, main })

/** Without borders and scrollbars: what moves when the box scrolls. */
function innerRectOf(element: Element): Rect {
  const { x, y } = element.getBoundingClientRect()
  return { x: round(x + element.clientLeft), y: round(y + element.clientTop), width: element.clientWidth, height: element.clientHeight }
}

const visibleLength = (from: number, to: number, limit: number): number => Math.max(0, Math.min(to, limit) - Math.max(from, 0))

/** How a person would recognise the box: its accessible name, else what it is made of. */
function labelOf(element: Element): string {
  const named = element.getAttribute('aria-label') ?? (element.id ? `#${element.id}` : '')
  const made = [element.localName, ...[...element.classList].slice(0, 2)].join('.')
  return (named || made).slice(0, 120)
}

export function findFrames(): readonly FrameFacts[] {
  return [...document.querySelectorAll('iframe, frame')].slice(0, 200).map((frame) => {
    const element = frame as HTMLIFrameElement
    let reached = false
    try {
      reached = element.contentDocument?.body !== undefined && element.contentDocument?.body !== null
    } catch {
      // Another origin: its content is in the picture where it shows, but can't be read.
    }
    return { url: (element.src || 'about:blank').slice(0, 300), rect: rectOf(frame), reached }
  })
}

/** What ARIA and the page's words say of its length; of several claims the one that names the most. */
export function findRows(text: string): RowFacts | undefined {
  const claims: RowFacts[] = []
  for (const grid of document.querySelectorAll('[aria-rowcount]')) {
    const total = Number(grid.getAttribute('aria-rowcount'))
    if (!Number.isInteger(total) || total < 1) continue
    claims.push({ shown: Math.min(total, grid.querySelectorAll('tr, [role="row"]').length), total, source: 'aria-rowcount' })
  }
  const sized = document.querySelector('[aria-setsize]')
  const setSize = Number(sized?.getAttribute('aria-setsize'))
  if (sized && Number.isInteger(setSize) && setSize > 1) {
    const list = sized.closest('[role="list"], [role="listbox"], [role="tree"], [role="feed"], ul, ol') ?? document
    claims.push({ shown: Math.min(setSize, list.querySelectorAll('[aria-setsize]').length), total: setSize, source: 'aria-setsize' })
  }
  const said = findRowText(text)
  if (said) claims.push({ shown: said.shown, total: said.total, text: said.text, source: 'text' })
  return claims.reduce<RowFacts | undefined>((most, claim) => (!most || claim.total - claim.shown > most.total - most.shown || (claim.total > most.total && claim.total - claim.shown === most.total - most.shown) ? claim : most), undefined)
}

/** Height of what sticks to the bottom edge: cookie bars, action bars, chat buttons. */
export function fixedBottom(): number {
  let height = 0
  for (const element of allElements()) {
    const style = getComputedStyle(element)
    if (style.position !== 'fixed' && style.position !== 'sticky') continue
    const rect = element.getBoundingClientRect()
    if (rect.bottom >= window.innerHeight - 4 && rect.top > window.innerHeight / 2) {
      height = Math.max(height, window.innerHeight - rect.top)
    }
  }
  return Math.ceil(height)
}

function navigationType(): PageFacts['navigation'] {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return entry ? (entry.type as PageFacts['navigation']) : 'unknown'
}

/** What the page says of who is signed in, else an address in its header or account menu; a guess that only prefills the form. */
function accountHint(text: string): string | undefined {
  const said = findAccount(text)
  if (said) return said
  const places = document.querySelectorAll('header, nav, [role="banner"], [aria-label*="account" i], [class*="account" i], [class*="user" i], [data-testid*="user" i]')
  for (const place of [...places].slice(0, 200)) {
    const found = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/.exec((place as HTMLElement).innerText ?? '')
    if (found) return found[0]
  }
  return undefined
}

function environmentHint(): PageFacts['environmentHint'] {
  const words = `${location.hostname} ${document.title}`.toLowerCase()
  if (/\b(staging|stage|preprod|uat)\b/.test(words)) return 'staging'
  if (/\b(test|dev|sandbox|qa)\b/.test(words)) return 'test'
  return /\b(prod|production)\b/.test(words) ? 'production' : undefined
}

/** `followed`: the box that is followed because the capturer asked, in place of the one that would be found. */
export function measurePage(state: PageFacts['state'], followed?: ScrollerFacts): PageFacts {
  const text = pageText()
  const rows = findRows(text)
  const list = findListPages(text)
  const scroller = followed ?? findScroller()?.facts
  const account = accountHint(text)
  const environment = environmentHint()
  return {
    state,
    title: document.title.slice(0, 500),
    referrer: document.referrer.slice(0, 2_000),
    navigation: navigationType(),
    devicePixelRatio: window.devicePixelRatio,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: document.documentElement.lang,
    contentType: document.contentType,
    frames: findFrames(),
    fixedBottom: fixedBottom(),
    ...(rows && { rows }),
    ...(list && { list }),
    ...(scroller && { scroller }),
    ...(account && { accountHint: account }),
    ...(environment && { environmentHint: environment }),
  }
}
