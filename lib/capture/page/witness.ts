/**
 * Remembers what every tile shows, and in the end says what of the page is in none of them. A mark counts as shown only
 * where the browser's hit test found it free at the moment of its tile.
 */

import type { CoverageFacts, Rect, RegionFacts } from '../record/captureFacts'
import {
  around,
  createPatience,
  deepElements,
  frameDocument,
  holds,
  isDrawn,
  isFrame,
  isPinned,
  labelOf,
  rectOf,
} from './deepDom'
import { findMarks, innerView, pageView, type Mark, type View } from './marks'
import { findRegions } from './regions'
import { findCasters, sightOf, withHits, type Unhit } from './sight'

export interface Witness {
  /** What stands free right before a picture; only what still does after it can be in it. */
  look(followed: Element | undefined): void
  /** Something changed: between a look and its picture, only what stood free all the time can be in it. */
  lookAgain(followed: Element | undefined): void
  /** These pinned elements are about to be hidden for good: what of them no tile has shown is lost. */
  setAside(elements: readonly Element[]): void
  /** The tile just taken is kept: what it shows counts as shown. How many marks lie under something that floats. */
  keep(followed: Element | undefined): { readonly covered: number; readonly seen: number }
  /** Rows numbered by the page (`aria-rowindex`, `aria-posinset`) that stood in a tile, by their list. */
  numbered(list: Element): number
  /** Draws up the map. `only`: nothing outside the followed box is asked for. */
  account(followed: Element | undefined, only: boolean): CoverageFacts
}

interface Place {
  readonly x: number
  readonly y: number
  /** In the box that is followed. */
  readonly inside: boolean
}

/** What stands free in the window, and what stood at each spot. */
interface Look {
  readonly free: ReadonlyMap<string, readonly Place[]>
  readonly stood: ReadonlyMap<string, ReadonlySet<string>>
}

/** A mark that stood in a tile and could not be seen there. */
interface Unseen extends Place {
  readonly why: 'clipped' | 'covered'
  readonly by: Element | undefined
}

/** Marks within so many pixels of where they were are where they were: antialiasing, scrollbars, fractions. */
const near = 6
const listed = 24
const quoted = 5

/** Milliseconds for one look: per tile, and for the map at the end. The line to the page waits 30 s. */
const lookLimit = { tile: 5_000, map: 12_000 } as const

export function createWitness(): Witness {
  const shown = new Map<string, Place[]>()
  const hidden = new Map<string, Unseen[]>()
  /** Fixed things are gone from the page after tile 1: what they did not show then is lost. */
  const lostEarly: { mark: Mark; by: Element | undefined; why: 'clipped' | 'covered' | 'outside' }[] = []
  const rows = new Map<Element, Set<string>>()
  let before: Look | undefined
  let casters: Unhit['casters'] = []
  /** Stood free at any look. What blinks may be hidden in the picture, and again when the map is drawn up. */
  const glimpsed = new Map<string, Place[]>()
  let kept = 0
  let whole = true
  const areas: Rect[] = []
  const spots = new Set<string>()
  let fixedRegions: ReadonlyMap<Element, RegionFacts> = new Map()

  function lookNow(followed: Element | undefined): Look {
    const free = new Map<string, Place[]>()
    const stood = new Map<string, Set<string>>()
    const patience = createPatience(lookLimit.tile)
    withHits(
      (unhit) => {
        for (const mark of findMarks(pageView(), patience)) {
          if (!inReach(mark) || !sightOf(mark, unhit).seen) continue
          const place = placeOf(mark, followed)
          add(free, mark.key, place)
          add(glimpsed, mark.key, place)
          const spot = spotOf(place, 0, 0)
          stood.set(spot, (stood.get(spot) ?? new Set()).add(mark.key))
        }
      },
      findViews(),
      casters,
    )
    if (!patience.whole) whole = false
    return { free, stood }
  }

  function look(followed: Element | undefined): void {
    casters = findCasters(findViews())
    before = lookNow(followed)
  }

  function lookAgain(followed: Element | undefined): void {
    const now = lookNow(followed)
    if (!before) return
    const free = [...before.free].map(([key, places]): [string, Place[]] => [
      key,
      places.filter((place) => within(now.free, key, place)),
    ])
    const stood = new Map(before.stood)
    for (const [spot, keys] of now.stood) stood.set(spot, new Set([...(stood.get(spot) ?? []), ...keys]))
    before = { free: new Map(free), stood }
  }

  function setAside(elements: readonly Element[]): void {
    for (const element of elements) {
      if (!isDrawn(element)) continue
      for (const mark of findMarks(pageView(), createPatience(lookLimit.tile), element))
        if (inReach(mark) && !shown.has(mark.key) && !lostEarly.some((lost) => lost.mark.key === mark.key))
          lostEarly.push({ mark, by: element, why: 'clipped' })
    }
  }

  function keep(followed: Element | undefined): { readonly covered: number; readonly seen: number } {
    kept++
    const patience = createPatience(lookLimit.tile)
    let covered = 0
    let free = 0
    const views = findViews()
    areas.push(areaOf(followed))
    casters = findCasters(views)
    withHits(
      (unhit) => {
        for (const mark of findMarks(pageView(), patience)) {
          if (!inReach(mark)) {
            if (kept === 1 && crossesWindow(mark, followed)) lostEarly.push({ mark, by: undefined, why: 'outside' })
            continue
          }
          const sight = sightOf(mark, unhit)
          const place = placeOf(mark, followed)
          if (sight.seen) {
            add(glimpsed, mark.key, place)
            // Other words stood there before the picture; where none did, it blinks and may not be in the picture.
            if (before && !within(before.free, mark.key, place)) {
              if (stoodAround(before.stood, place).some((key) => key !== mark.key)) spots.add(spotOf(place, 0, 0))
              continue
            }
            free++
            add(shown, mark.key, place)
            spots.add(spotOf(place, 0, 0))
            count(mark.element)
          } else if (sight.why !== 'outside') {
            if (kept === 1 && fixedAround(mark.element, followed))
              lostEarly.push({ mark, by: sight.by, why: sight.why })
            else {
              if (sight.why === 'covered') covered++
              hidden.set(mark.key, [...(hidden.get(mark.key) ?? []), { ...place, why: sight.why, by: sight.by }])
            }
          } else if (kept === 1 && fixedAround(mark.element, followed))
            lostEarly.push({ mark, by: undefined, why: 'outside' })
        }
      },
      views,
      casters,
    )
    before = undefined
    if (kept === 1)
      fixedRegions = new Map(
        [...findRegions(patience, followed, false)].filter(
          ([element]) => fixedAround(element, followed) && !(followed && holds(element, followed)),
        ),
      )
    if (!patience.whole) whole = false
    return { covered, seen: free }
  }

  function count(element: Element): void {
    const row = element.closest('[aria-rowindex], [aria-posinset]')
    const list = row && listOf(row)
    if (!row || !list) return
    const known = rows.get(list) ?? new Set()
    rows.set(list, known.add(row.getAttribute('aria-rowindex') ?? row.getAttribute('aria-posinset') ?? ''))
  }

  function account(followed: Element | undefined, only: boolean): CoverageFacts {
    const patience = createPatience(lookLimit.map)
    const lost = new Map<Element | 'window', { kind: RegionFacts['kind']; marks: Mark[] }>()
    const loose: Mark[] = []
    const there = new Set<string>()
    let marks = 0
    let changed = 0
    const lose = (mark: Mark, why: 'clipped' | 'covered' | 'outside', by: Element | undefined): void => {
      const at = by ?? 'window'
      const entry = lost.get(at) ?? { kind: why === 'covered' ? 'layer' : by ? 'clip' : 'window', marks: [] }
      entry.marks.push(mark)
      lost.set(at, entry)
    }
    const single = kept <= 1
    if (!single) for (const { mark, by, why } of lostEarly) lose(mark, why, by)
    for (const mark of findMarks(pageView(), patience)) {
      if (only && followed && !holds(followed, frameOf(mark))) continue
      if (unreachable(mark) || isAside(mark.element)) continue
      marks++
      there.add(mark.key)
      const place = placeOf(mark, followed)
      if (within(shown, mark.key, place)) continue
      const clip = boxAround(mark, followed)
      const under = hidden.get(mark.key)?.find((other) => isNear(other, place))
      if (clip || under) {
        lose(mark, clip ? 'clipped' : under!.why, clip ?? under!.by)
        continue
      }
      const inTile = areas.some((area) => inside(area, place, mark.rect))
      if (inTile && shown.has(mark.key)) changed++
      else if (inTile && mark.text && sameSpot(place)) changed++
      else if (inTile) loose.push(mark)
      else lose(mark, 'outside', undefined)
    }
    // Words in no picture that are not there at the end, either: nobody would miss them else.
    for (const [key, places] of glimpsed) {
      if (there.has(key) || shown.has(key)) continue
      // A clock shows another time in the same place.
      if (places.some((place) => (!only || place.inside) && !sameSpot(place))) changed++
    }
    const all = merge(
      new Map([...(only || single ? [] : fixedRegions), ...findRegions(patience, followed, only)]),
      lost,
    )
    return {
      regions: all.slice(0, listed),
      more: Math.max(0, all.length - listed),
      marks,
      missing: loose.length,
      quotes: quotesOf(loose),
      changed,
      whole: whole && patience.whole,
    }
  }

  /** Another line stood at this very place when its tile was taken. */
  const sameSpot = (place: Place): boolean => isAround(spots, place)

  return { look, lookAgain, setAside, keep, account, numbered: (list) => rows.get(list)?.size ?? 0 }
}

const spotOf = ({ x, y }: Place, dx: number, dy: number): string =>
  `${Math.round(x / near) + dx},${Math.round(y / near) + dy}`

const stoodAround = (stood: Look['stood'], place: Place): readonly string[] =>
  [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => [...(stood.get(spotOf(place, dx, dy)) ?? [])]))

const isAround = (spots: ReadonlySet<string>, place: Place): boolean =>
  [-1, 0, 1].some((dx) => [-1, 0, 1].some((dy) => spots.has(spotOf(place, dx, dy))))

const lists =
  '[aria-rowcount], table, [role="table"], [role="grid"], [role="treegrid"], [role="list"], [role="listbox"], [role="tree"], [role="feed"], ul, ol'
export const listOf = (row: Element): Element | undefined => row.parentElement?.closest(lists) ?? undefined

function merge(
  regions: ReadonlyMap<Element, RegionFacts>,
  lost: ReadonlyMap<Element | 'window', { readonly kind: RegionFacts['kind']; readonly marks: readonly Mark[] }>,
): readonly RegionFacts[] {
  const all = new Map<Element | 'window', RegionFacts>(regions)
  for (const [at, { kind, marks }] of lost) {
    const found = { missing: marks.length, quotes: quotesOf(marks) }
    const known = all.get(at)
    if (known) all.set(at, { ...known, ...found })
    else if (at === 'window')
      all.set(at, {
        kind,
        label: '',
        rect: { x: 0, y: 0, width: window.innerWidth, height: window.innerHeight },
        ...found,
      })
    else all.set(at, { kind, label: labelOf(at), rect: rectOf(at), ...found })
  }
  // A box that overflows by a hair with nothing in it hides nothing.
  return [...all.values()]
    .filter((region) => region.kind !== 'box' || region.missing !== undefined || overflows(region, hair))
    .sort((a, b) => (b.missing ?? 0) - (a.missing ?? 0))
}

const hair = 8
const overflows = ({ content, view }: RegionFacts, by: number): boolean =>
  content !== undefined && view !== undefined && (content.width > view.width + by || content.height > view.height + by)

const quotesOf = (marks: readonly Mark[]): readonly string[] =>
  [...new Set(marks.filter(({ text }) => text).map(({ key }) => key.replace(/…\d+#\d+$/, '…')))].slice(0, quoted)

function findViews(view: View = pageView()): readonly View[] {
  const found: View[] = [view]
  for (const element of deepElements(view.document)) {
    if (!isFrame(element)) continue
    const inside = frameDocument(element)
    if (inside && found.length < 100) found.push(...findViews(innerView(element, inside, view)))
  }
  return found
}

const frameOf = ({ view, element }: Mark): Element => {
  let [at, of] = [view, element]
  while (at.frame && at.outer) [of, at] = [at.frame, at.outer]
  return of
}

/** Where a mark stands in what scrolls: the box that is followed, else the page. */
function placeOf(mark: Mark, followed: Element | undefined): Place {
  const x = mark.rect.x + mark.view.x
  const y = mark.rect.y + mark.view.y
  if (!followed || !holds(followed, frameOf(mark)))
    return { x: x + window.scrollX, y: y + window.scrollY, inside: false }
  const box = followed.getBoundingClientRect()
  return { x: x - box.x + followed.scrollLeft, y: y - box.y + followed.scrollTop, inside: true }
}

/** The stretch of what scrolls that the window shows now. */
function areaOf(followed: Element | undefined): Rect {
  if (followed)
    return { x: followed.scrollLeft, y: followed.scrollTop, width: followed.clientWidth, height: followed.clientHeight }
  return { x: window.scrollX, y: window.scrollY, width: window.innerWidth, height: window.innerHeight }
}

const inside = (area: Rect, { x, y }: Place, { width, height }: Rect): boolean =>
  x >= area.x - near &&
  y >= area.y - near &&
  x + width <= area.x + area.width + near &&
  y + height <= area.y + area.height + near

/** Without the scrollbar: what stands under it stands outside. In documents without boxes of their own the window's. */
const windowWidth = (): number =>
  (document.compatMode === 'CSS1Compat' && document.documentElement.clientWidth) || window.innerWidth

const inReach = ({ rect, view }: Pick<Mark, 'rect' | 'view'>): boolean => {
  const x = rect.x + view.x
  const y = rect.y + view.y
  return x + rect.width > 0 && y + rect.height > 0 && x < windowWidth() && y < window.innerHeight
}
const crossesWindow = ({ element, view }: Mark, followed: Element | undefined): boolean => {
  const fixed = fixedAround(element, followed)
  return fixed !== undefined && inReach({ rect: rectOf(fixed), view })
}

/** What pins an element to the window; what is inside the box that is followed moves with it. */
function fixedAround(element: Element, followed: Element | undefined): Element | undefined {
  for (let at: Element | undefined = element; at && at !== followed; at = around(at)) if (isPinned(at)) return at
  return undefined
}

/** Pushed out to where no scrolling leads: replaced headings, words for screen readers. Nobody sees it on this page. */
function unreachable({ rect, view }: Mark): boolean {
  const scroller = view.document.scrollingElement ?? view.document.documentElement
  const window_ = view.document.defaultView!
  const leftmost = Math.min(
    0,
    getComputedStyle(view.document.documentElement).direction === 'rtl'
      ? scroller.clientWidth - scroller.scrollWidth
      : 0,
  )
  return rect.x + rect.width + window_.scrollX <= leftmost || rect.y + rect.height + window_.scrollY <= 0
}

/** Words for screen readers, in a box of a pixel or cut to nothing; closed drawers that stand beside the window. */
function isAside(element: Element): boolean {
  for (let at: Element | undefined = element; at; at = around(at)) {
    const style = getComputedStyle(at)
    if (style.position === 'absolute' || style.position === 'fixed') {
      const { width, height, left, right, top, bottom } = at.getBoundingClientRect()
      if (width <= 2 && height <= 2 && style.overflow !== 'visible') return true
      if (
        /^rect\(0px,? 0px,? 0px,? 0px\)|^rect\(1px,? 1px,? 1px,? 1px\)/.test(style.clip) ||
        /^inset\((?:50|100)%\)/.test(style.clipPath)
      )
        return true
      if (isPinned(at) && (right <= 0 || bottom <= 0 || left >= windowWidth() || top >= window.innerHeight)) return true
    }
  }
  return false
}

/** The nearest box that cuts a mark off, the followed one and the page itself excepted. */
function boxAround(mark: Mark, followed: Element | undefined): Element | undefined {
  const { rect } = mark
  let escapes = false
  for (let at: Element | undefined = mark.element; at; at = around(at)) {
    const style = getComputedStyle(at)
    if (at === followed) {
      escapes = style.position === 'fixed'
      continue
    }
    if (at === at.ownerDocument.documentElement || (at === at.ownerDocument.body && overflowIsTheWindows(at))) continue
    const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible' || style.clipPath !== 'none'
    const holdsIt = !escapes || style.position !== 'static' || style.transform !== 'none'
    if (
      clips &&
      holdsIt &&
      style.display !== 'inline' &&
      at !== mark.element &&
      !covers(at.getBoundingClientRect(), rect)
    )
      return at
    if (clips && at === mark.element && mark.text && !covers(at.getBoundingClientRect(), rect)) return at
    if (style.position === 'absolute' || style.position === 'fixed') escapes = true
    else if (style.position !== 'static' || style.transform !== 'none') escapes = false
  }
  const { frame, outer, document: page } = mark.view
  if (!frame || !outer) return undefined
  const view = page.defaultView!
  if (
    rect.x < -1 ||
    rect.y < -1 ||
    rect.x + rect.width > view.innerWidth + 1 ||
    rect.y + rect.height > view.innerHeight + 1
  )
    return frame
  return boxAround(
    {
      ...mark,
      element: frame,
      view: outer,
      rect: { ...rect, x: rect.x + mark.view.x - outer.x, y: rect.y + mark.view.y - outer.y },
    },
    followed,
  )
}

const covers = (box: DOMRect, rect: Rect): boolean =>
  rect.x >= box.left - 1 &&
  rect.y >= box.top - 1 &&
  rect.x + rect.width <= box.right + 1 &&
  rect.y + rect.height <= box.bottom + 1

/** Where the root does not say how it overflows, what the body says is the window's. */
export const overflowIsTheWindows = (body: Element): boolean => {
  const root = getComputedStyle(body.ownerDocument.documentElement)
  return root.overflowX === 'visible' && root.overflowY === 'visible'
}

function add(to: Map<string, Place[]>, key: string, place: Place): void {
  const places = to.get(key)
  if (!places) to.set(key, [place])
  else if (!within(to, key, place)) places.push(place)
}

const isNear = (a: Place, b: Place): boolean => Math.abs(a.x - b.x) <= near && Math.abs(a.y - b.y) <= near

const within = (of: ReadonlyMap<string, readonly Place[]>, key: string, place: Place): boolean =>
  of.get(key)?.some((other) => isNear(other, place)) ?? false
