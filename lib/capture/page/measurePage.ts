/** Reads a page: sizes, frames, rows, who is signed in. Changes nothing. Runs in the page's isolated world. */

import type { PageFacts, Rect, RowFacts, ScrollerFacts } from '../record/captureFacts'
import { createPatience, deepElements, frameDocument, isDrawn, isFrame, labelOf, round, shadowRootOf } from './deepDom'
import { findAccount, findListPages, findRowText, isMoreWord, isNextWord } from './listWords'
import { overflowIsTheWindows, listOf } from './witness'
import { pendingPictures } from './settling'

/** What the page says in words, shadow roots and readable frames included. */
export function pageText(): string {
  const parts = [document.body?.innerText ?? document.documentElement?.textContent ?? '']
  const patience = createPatience(1_500)
  for (const element of deepElements(document, patience)) {
    const inside = shadowRootOf(element) ?? (isFrame(element) ? frameDocument(element)?.body : undefined)
    if (!inside || !isDrawn(element)) continue
    for (const child of inside.children)
      if (child.localName !== 'style' && child.localName !== 'script')
        parts.push((child as HTMLElement).innerText ?? child.textContent ?? '')
  }
  return parts.filter((part) => part !== '').join('\n')
}

/** How much text the page holds, whatever of it is hidden: what a capture sets aside is no change of the page. */
export const textLength = (): number => document.documentElement?.textContent?.length ?? 0

/** What scrolls the page itself. */
export const pageScroller = (): Element => document.scrollingElement ?? document.documentElement

/**
 * The largest box that scrolls down by itself; one in view comes before one further down. It is the `main` one when the
 * page around it does not scroll and it takes at least a third of the view.
 */
export function findScroller(): { readonly element: Element; readonly facts: ScrollerFacts } | undefined {
  const view = { width: window.innerWidth, height: window.innerHeight }
  let best: { element: Element; area: number; seen: number } | undefined
  for (const element of deepElements(document, createPatience(2_000))) {
    if (
      element === pageScroller() ||
      element === document.documentElement ||
      (element === document.body && overflowIsTheWindows(element))
    )
      continue
    if (element.scrollHeight <= element.clientHeight + 8 || element.clientHeight < 100 || element.clientWidth < 100)
      continue
    const { overflowY: overflow, visibility } = getComputedStyle(element)
    if ((overflow !== 'auto' && overflow !== 'scroll' && overflow !== 'overlay') || visibility !== 'visible') continue
    const rect = element.getBoundingClientRect()
    const width = visibleLength(rect.left, rect.right, view.width)
    // What is drawn aside is no content; what lies further down the page is.
    const area = rect.bottom + window.scrollY > 0 ? width * rect.height : 0
    const seen = width * visibleLength(rect.top, rect.bottom, view.height)
    if (area > 0 && (!best || seen > best.seen || (seen === best.seen && area > best.area)))
      best = { element, area, seen }
  }
  if (!best) return undefined
  const page = pageScroller()
  const main = page.scrollHeight <= window.innerHeight + 8 && best.seen >= (view.width * view.height) / 3
  return { element: best.element, facts: scrollerFacts(best.element, main) }
}

export const scrollerFacts = (element: Element, main: boolean): ScrollerFacts => ({
  label: labelOf(element),
  rect: innerRectOf(element),
  scrollHeight: element.scrollHeight,
  clientHeight: element.clientHeight,
  main,
})

/** Without borders and scrollbars: what moves when the box scrolls. */
function innerRectOf(element: Element): Rect {
  const { x, y } = element.getBoundingClientRect()
  return {
    x: round(x + element.clientLeft),
    y: round(y + element.clientTop),
    width: element.clientWidth,
    height: element.clientHeight,
  }
}

const visibleLength = (from: number, to: number, limit: number): number =>
  Math.max(0, Math.min(to, limit) - Math.max(from, 0))

/**
 * What ARIA and the page's words say of its length; of several claims the one that lacks the most. `numbered` tells how
 * many rows of a list stood in a tile: virtual lists hold only those in view.
 */
export function findRows(text: string, numbered: (list: Element) => number = () => 0): RowFacts | undefined {
  const claims: RowFacts[] = []
  const sets = new Map<Element | Document, { total: number; shown: Set<string> }>()
  for (const element of deepElements(document, createPatience(1_000))) {
    const rowcount = element.getAttribute('aria-rowcount')
    if (rowcount !== null && isDrawn(element)) {
      const total = Number(rowcount)
      const rendered = Math.max(element.querySelectorAll('tr, [role="row"]').length, numbered(element))
      // -1 says that nobody knows how many there are.
      if (total === -1)
        claims.push({ shown: rendered, total: rendered + 1, source: 'aria-rowcount', text: 'aria-rowcount="-1"' })
      else if (Number.isInteger(total) && total >= 1)
        claims.push({ shown: Math.min(total, rendered), total, source: 'aria-rowcount' })
    }
    const setsize = Number(element.getAttribute('aria-setsize'))
    if (Number.isInteger(setsize) && (setsize > 1 || setsize === -1) && isDrawn(element)) {
      const list = listOf(element) ?? document
      const set = sets.get(list) ?? { total: setsize, shown: new Set<string>() }
      sets.set(list, {
        total: Math.max(set.total, setsize),
        shown: set.shown.add(element.getAttribute('aria-posinset') ?? String(set.shown.size)),
      })
    }
  }
  for (const [list, { total, shown }] of sets) {
    const count = Math.max(shown.size, list === document ? 0 : numbered(list as Element))
    claims.push(
      total === -1
        ? { shown: count, total: count + 1, source: 'aria-setsize', text: 'aria-setsize="-1"' }
        : { shown: Math.min(total, count), total, source: 'aria-setsize' },
    )
  }
  const said = findRowText(text)
  if (said)
    claims.push({
      shown: said.shown,
      total: said.total,
      text: said.text,
      source: 'text',
      ...(said.from !== undefined && { from: said.from }),
    })
  return claims.reduce<RowFacts | undefined>(
    (most, claim) =>
      !most ||
      claim.total - claim.shown > most.total - most.shown ||
      (claim.total > most.total && claim.total - claim.shown === most.total - most.shown)
        ? claim
        : most,
    undefined,
  )
}

/** A control in use that offers more of a list: its words. */
function offersMore(): string | undefined {
  for (const element of deepElements(document, createPatience(500))) {
    if (!/^(?:a|button)$/.test(element.localName) && element.getAttribute('role') !== 'button') continue
    const words = ((element as HTMLElement).innerText ?? element.textContent ?? '').replace(/\s+/g, ' ').trim()
    const name = words || (element.getAttribute('aria-label') ?? '')
    if (name.length > 60 || !(isMoreWord(name) || (isNextWord(name) && element.closest(pagers)))) continue
    if (element.hasAttribute('disabled') || element.getAttribute('aria-disabled') === 'true' || !isDrawn(element))
      continue
    return name
  }
  return undefined
}

const pagers =
  '[class*="pagin" i], [aria-label*="pagin" i], [class*="pager" i], [aria-label="Pages"], [aria-label="Seiten"], tfoot, [role="table"], [role="grid"], [data-testid*="pagin" i]'

/** The server's answer to the request for this page; undefined where the browser does not tell. */
function statusOf(): number | undefined {
  const [entry] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
    readonly responseStatus?: number
  })[]
  return entry?.responseStatus || undefined
}

/** What a page archive can't hold: pictures that pages draw, what lies in closed roots, what has not come yet. */
function unarchived(): NonNullable<PageFacts['unarchived']> {
  let canvases = 0
  let closedRoots = 0
  for (const element of deepElements(document, createPatience(1_000))) {
    if (element.localName === 'canvas' && isDrawn(element)) canvases++
    if (!element.shadowRoot && shadowRootOf(element)) closedRoots++
  }
  return { canvases, closedRoots, pending: pendingPictures('page').length }
}

function navigationType(): PageFacts['navigation'] {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return entry ? (entry.type as PageFacts['navigation']) : 'unknown'
}

/**
 * What the page says of who is signed in, else an address in its header or account menu; a guess that only prefills the
 * form.
 */
function accountHint(text: string): string | undefined {
  const said = findAccount(text)
  if (said) return said
  const places = document.querySelectorAll(
    'header, nav, [role="banner"], [aria-label*="account" i], [class*="account" i], [class*="user" i], [data-testid*="user" i]',
  )
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
export function measurePage(
  state: PageFacts['state'],
  {
    followed,
    numbered,
  }: { readonly followed?: ScrollerFacts | undefined; readonly numbered?: (list: Element) => number } = {},
): PageFacts {
  const text = pageText()
  const rows = findRows(text, numbered)
  const more = offersMore()
  const status = statusOf()
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
    unarchived: unarchived(),
    ...(status !== undefined && { status }),
    ...(more && { offersMore: more }),
    ...(rows && { rows }),
    ...(list && { list }),
    ...(scroller && { scroller }),
    ...(account && { accountHint: account }),
    ...(environment && { environmentHint: environment }),
  }
}
