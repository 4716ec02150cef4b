/**
 * Takes one page: the visible area, the full page tile by tile, or an archive. It looks at tab and page before and
 * after every picture and stops at the first difference, keeping what it has. It never throws away a finished tile and
 * never keeps a picture that may show another page.
 */

import { sha256HexOf } from '~/lib/crypto/digest'
import { fail, ok, type Failure, type Result } from '~/lib/shared/result'
import type { BrowserTab, CaptureBrowser, PageLink } from '../control/captureBrowser'
import { captureMessages } from '../control/browserErrors'
import type { CaptureGate, Clock } from '../control/captureGate'
import {
  followedBox,
  type CapturedPage,
  type CaptureMode,
  type PageFacts,
  type PageState,
  type Rect,
  type Size,
  type StopFacts,
  type TileFacts,
} from '../record/captureFacts'
import { isBlank, worstStrip, type Imaging } from './imaging'
import { archiveFacts } from '../record/archiveFacts'
import { maxTiles, nextTop, tileCount, tileOverlap } from './tilePlan'

/** An endless list is followed so far and no further; a page that ends is prepared to its end, however tall. */
export const preparationCaps = { milliseconds: 12_000, growth: 40_000, patience: 700 } as const
/** Milliseconds that the map waits after the last tile for what comes late. */
const lateness = 900
/** Milliseconds that a broken line waits for what the tab has to say. */
const tabPatience = 1_000
/** A tile whose page moved while it was taken is taken again, so many times. */
const retries = 3

export interface CaptureSurroundings {
  readonly browser: CaptureBrowser
  readonly imaging: Imaging
  readonly gate: CaptureGate
  readonly clock: Clock
}

export interface TakenFile {
  readonly name: string
  readonly mime: string
  readonly part: 'original' | 'derived'
  readonly bytes: Blob
}

export interface CaptureJob {
  readonly mode: CaptureMode
  readonly tab: BrowserTab
  /** The tiles follow the list inside the page instead of the page. Full page only. */
  readonly inner?: boolean
  /** Before file names: `page-2-` in a series. */
  readonly prefix: string
  /** Makes files and page facts durable together. Throws when the disk is full. */
  save(files: readonly TakenFile[], page: CapturedPage): Promise<void>
  cancelled(): boolean
}

/** The page as far as it was taken; a failure only when nothing was. */
export async function capturePage(around: CaptureSurroundings, job: CaptureJob): Promise<Result<CapturedPage>> {
  const line = await around.browser.openPage(job.tab.tabId)
  if (!line.ok && (job.mode !== 'visible' || line.error.type !== 'forbiddenPage')) return line
  const run = createRun(around, job, line.ok ? line.value : undefined)
  try {
    return await run()
  } finally {
    if (line.ok) line.value.close()
  }
}

type Draft = { -readonly [K in keyof CapturedPage]: CapturedPage[K] }

function createRun(
  around: CaptureSurroundings,
  job: CaptureJob,
  link: PageLink | undefined,
): () => Promise<Result<CapturedPage>> {
  const { browser, imaging, gate, clock } = around
  const page: Draft = { mode: job.mode, startedAt: clock.now(), tilesPlanned: 1, tiles: [], selfCheck: [] }
  let firstUrl = job.tab.url
  /** The page changes all the time: pictures are not taken again for that any more. */
  let restless = false
  let lastTile: { blob: Blob; facts: TileFacts } | undefined

  const stop = (type: StopFacts['type'], message: string): void => {
    page.stopped ??= { type, message, afterTile: page.tiles.length }
  }

  /** Why the tab in front is not the page any more. */
  async function tabStop(): Promise<Stop | undefined> {
    const tab = await browser.getTab(job.tab.tabId)
    if (!tab) return ['pageGone', 'The tab was closed.']
    if (!tab.active || tab.windowId !== job.tab.windowId) return ['tabChanged', 'Another tab came to the front.']
    // The right to see a tab ends where it leaves its site: its address is withheld from then on.
    if (firstUrl !== undefined && tab.url === undefined) return ['navigated', 'The page went to another site.']
    if (firstUrl !== undefined && tab.url !== undefined && placeOf(tab.url) !== placeOf(firstUrl))
      return ['navigated', 'The page went to another address.']
    return undefined
  }

  /**
   * Why the page script answers no more: what became of the tab says it better than the broken line, and is often known
   * a moment later.
   */
  async function gone(): Promise<Stop> {
    for (let waited = 0; ; waited += 100) {
      const stopped = await tabStop()
      if (stopped) return stopped
      if (waited >= tabPatience) return ['pageGone', captureMessages.pageGone]
      await clock.sleep(100)
    }
  }

  /** A picture between two looks at the page; why there is none where there is not. */
  async function picture(
    before: PageState | undefined,
    lenient = false,
  ): Promise<{ readonly blob: Blob; readonly state: PageState | undefined } | Stop> {
    if (link && before && !(await link.request({ type: 'look' })).ok) return gone()
    const early = await tabStop()
    if (early) return early
    const shot = await gate.pass(() => browser.captureVisible(job.tab.windowId))
    // What happened to the tab explains a refused picture better than the browser's words.
    const late = await tabStop()
    if (late) return late
    if (!shot.ok) return ['captureFailed', shot.error.message]
    if (!link || !before) return { blob: shot.value, state: undefined }
    const after = await link.request({ type: 'state' })
    if (!after.ok) return gone()
    const difference = stateStop(before, after.value)
    return difference && !(lenient && difference[0] === 'moved') ? difference : { blob: shot.value, state: after.value }
  }

  async function keepTile(
    blob: Blob,
    name: string,
    state: PageState | undefined,
    shown: Size,
    again: boolean,
  ): Promise<{ readonly covered: number } | undefined> {
    const image = await imaging.size(blob)
    const overlap =
      lastTile && state && !again
        ? await overlapDifference(
            imaging,
            lastTile,
            { blob, image, y: state.scroll.y },
            page.page!,
            page.alterations?.rects ?? [],
          )
        : undefined
    const witnessed = state && link ? await link.request({ type: 'kept' }) : undefined
    const facts: TileFacts = {
      name,
      sha256: await sha256HexOf(blob),
      at: clock.now(),
      scroll: state?.scroll ?? { x: 0, y: 0 },
      image,
      shown,
      content: state?.content ?? { width: image.width, height: image.height },
      textLength: state?.textLength ?? 0,
      mutations: state?.mutations ?? 0,
      ...(overlap !== undefined && { overlapDifference: overlap }),
      ...(again && { again }),
      blank: isBlank(await imaging.pixels(blob, { x: 0, y: 0, ...image })),
      marks: witnessed?.ok ? witnessed.value.seen : 0,
      pending: state?.pending ?? 0,
      busy: state?.busy ?? false,
    }
    const stored = await saved(
      [{ name, mime: 'image/png', part: 'original', bytes: blob }],
      { ...page, tiles: [...page.tiles, facts] },
      () => {
        page.tiles = [...page.tiles, facts]
        lastTile = { blob, facts }
      },
    )
    return stored ? { covered: witnessed?.ok ? witnessed.value.covered : 0 } : undefined
  }

  async function saved(
    files: readonly TakenFile[],
    next: CapturedPage,
    accept: () => void = () => undefined,
  ): Promise<boolean> {
    try {
      await job.save(files, next)
      accept()
      return true
    } catch (error) {
      stop(
        'storage',
        `Not stored: ${error instanceof Error ? error.message : String(error)}. Free space on this disk and capture the rest again.`,
      )
      return false
    }
  }

  async function visible(): Promise<void> {
    const before = page.page?.state
    const taken = await picture(before)
    if (isStop(taken)) return stop(...taken)
    await keepTile(
      taken.blob,
      `${job.prefix}visible.png`,
      taken.state,
      before?.viewport ?? { width: 0, height: 0 },
      false,
    )
  }

  /** Scrolls, settles and pictures; a page that moves under the picture is pictured again. */
  async function tileAt(
    line: PageLink,
    top: number,
    still: boolean,
    contentHeight: number,
  ): Promise<{ readonly blob: Blob; readonly state: PageState } | Stop> {
    for (let attempt = 0; ; attempt++) {
      // Before the first scroll: what snaps or glides would not stop where it is asked to.
      if (still && !page.alterations && !(await line.request({ type: 'settleFixed' })).ok) return gone()
      const scrolled = await line.request({ type: 'scrollTo', y: top })
      if (!scrolled.ok) return gone()
      if (still) {
        const settled = await line.request({ type: 'settleFixed' })
        if (!settled.ok) return gone()
        page.alterations = settled.value
      }
      const before = await line.request({ type: 'state' })
      if (!before.ok) return gone()
      const moved = page.tiles.length === 0 ? undefined : seriesStop(page.page!.state, before.value, contentHeight)
      if (moved) return moved
      // The first tile of a page that never stands still is better than none; the next ones say that it moved.
      const taken = await picture(before.value, attempt >= retries && page.tiles.length === 0)
      if (!isStop(taken)) {
        // What changed in the very moment of the picture may be half in it.
        if (taken.state!.mutations === before.value.mutations || attempt >= retries || restless) {
          restless ||= attempt >= retries
          return { blob: taken.blob, state: taken.state! }
        }
      } else if (!movable.has(taken[0]) || attempt >= retries || job.cancelled()) return taken
    }
  }

  async function stitched(line: PageLink): Promise<void> {
    const facts = page.page!
    const view = viewSizeOf(facts)
    const endless = page.preparation?.endless === true ? facts.state.content.height : Number.POSITIVE_INFINITY
    let contentHeight = facts.state.content.height
    let still = false
    for (let top: number | undefined = 0, again = false; top !== undefined;) {
      if (job.cancelled())
        return stop('cancelled', `Cancelled by the capturer after tile ${page.tiles.length} of ${page.tilesPlanned}.`)
      if (page.tiles.length >= maxTiles)
        return stop('tileLimit', `The page is longer than ${maxTiles} tiles; the rest was not captured.`)
      const taken = await tileAt(line, top, still, contentHeight)
      if (isStop(taken)) return stop(...taken)
      contentHeight = taken.state.content.height
      page.tilesPlanned = Math.max(page.tiles.length + 1, tileCount(contentHeight, view.height))
      const kept = await keepTile(
        taken.blob,
        `${job.prefix}tile-${String(page.tiles.length + 1).padStart(2, '0')}.png`,
        taken.state,
        view,
        again,
      )
      if (!kept) return
      const at = taken.state.scroll.y
      // Tile 1 is left as the page shows it; what something hides there is taken once more without it.
      again = !still && kept.covered > 0
      still = true
      if (again) continue
      const next: number | undefined = nextTop(at, contentHeight, view.height)
      if (next !== undefined && at + 1 < top) return stop('shrunk', 'The page would not scroll further.')
      if (next !== undefined && at + view.height >= endless)
        return stop('endless', 'The page adds more whenever its end is reached; the rest was not captured.')
      top = next
    }
  }

  async function archive(): Promise<Result<void>> {
    const early = await tabStop()
    if (early) return fail(early[0], early[1])
    const mhtml = await browser.saveAsMhtml(job.tab.tabId)
    if (!mhtml.ok) return mhtml
    const painted = await link!.request({ type: 'painted' })
    const after = await link!.request({ type: 'state' })
    if (!after.ok || stateStop(page.page!.state, after.value)) return fail('pageGone', captureMessages.pageGone)
    const bytes = new Uint8Array(await mhtml.value.arrayBuffer())
    page.archive = archiveFacts(bytes, painted.ok ? painted.value : undefined)
    const file = new Blob([bytes], { type: 'multipart/related' })
    await saved([{ name: `${job.prefix}page.mhtml`, mime: 'multipart/related', part: 'original', bytes: file }], page)
    if (!page.stopped) await visible()
    return ok()
  }

  /**
   * The coverage map, and what the page says of its length now that all of it was seen. Without them nothing is called
   * complete.
   */
  async function account(): Promise<void> {
    const mapped = await link?.request({
      type: 'account',
      wait: job.mode === 'fullPage' && !page.stopped ? lateness : 0,
      only: job.inner === true,
    })
    if (mapped?.ok) page.coverage = mapped.value
    const described = await link?.request({ type: 'describe' })
    if (!described?.ok || described.value.state.document !== page.page?.state.document) return
    const { rows, list, offersMore, state } = described.value
    page.page = { ...page.page, ...(rows && { rows }), ...(list && { list }), ...(offersMore && { offersMore }) }
    page.ended = state.content
  }

  async function text(): Promise<void> {
    const answer = await link?.request({ type: 'text' })
    if (!answer?.ok || answer.value.text === '') return
    await saved(
      [
        {
          name: `${job.prefix}page.txt`,
          mime: 'text/plain',
          part: 'derived',
          bytes: new Blob([answer.value.text], { type: 'text/plain' }),
        },
      ],
      page,
    )
  }

  return async () => {
    const zoom = await browser.zoom(job.tab.tabId)
    if (zoom !== undefined) page.zoom = zoom
    if (link) {
      const missing = job.inner && (await followInner(link))
      if (missing) return missing
      const described = await link.request({ type: 'describe' })
      if (!described.ok) return described
      page.page = described.value
      firstUrl = (await browser.getTab(job.tab.tabId))?.url ?? firstUrl
    }
    if (job.mode === 'fullPage') {
      const prepared = await link!.request({ type: 'prepare', caps: preparationCaps })
      if (!prepared.ok) return prepared
      page.preparation = prepared.value
      const described = await link!.request({ type: 'describe' })
      if (!described.ok) return described
      if (described.value.state.document !== page.page!.state.document)
        return fail('pageGone', captureMessages.pageGone)
      page.page = described.value
      page.tilesPlanned = tileCount(page.page.state.content.height, viewSizeOf(page.page).height)
      await saved([], page)
      await stitched(link!)
    } else if (job.mode === 'archive') {
      const archived = await archive()
      if (!archived.ok) return archived
    } else await visible()

    if (page.tiles.length === 0 && !page.archive) return failureOf(page.stopped)
    await account()
    // The words are those of the page as it is, not as it was held still.
    await link?.request({ type: 'restore' })
    await text()
    page.endedAt = clock.now()
    return ok(page)
  }
}

/**
 * An address as far as it says which page is shown: a fragment that follows the scrolling says nothing, one that is a
 * route does.
 */
const placeOf = (address: string): string =>
  /#(?!!?\/)/.test(address) ? address.slice(0, address.indexOf('#')) : address

type Stop = readonly [StopFacts['type'], string]
const isStop = (taken: unknown): taken is Stop => Array.isArray(taken)
/** Stops that a second look may undo: the page moved by itself. */
const movable: ReadonlySet<StopFacts['type']> = new Set(['moved', 'resized', 'shrunk'])

/** How much of what is followed one picture shows: of a box the part that lies in the window. */
export function viewSizeOf(facts: PageFacts): Size {
  const box = followedBox(facts)
  const { width, height } = facts.state.viewport
  if (!box) return { width, height }
  return {
    width: Math.max(1, Math.min(box.rect.width, Math.floor(width - Math.max(0, box.rect.x)))),
    height: Math.max(1, Math.min(box.clientHeight, Math.floor(height - Math.max(0, box.rect.y)))),
  }
}

async function followInner(link: PageLink): Promise<{ readonly ok: false; readonly error: Failure } | undefined> {
  const answer = await link.request({ type: 'followInner' })
  if (!answer.ok) return answer
  return answer.value.following
    ? undefined
    : fail('noInnerList', 'The list inside this page is not there any more. Capture the full page.')
}

function failureOf(stopped: StopFacts | undefined): { readonly ok: false; readonly error: Failure } {
  return fail(
    stopped?.type ?? 'captureFailed',
    stopped ? `Nothing was captured: ${stopped.message}` : 'The browser gave no picture. Capture again.',
  )
}

/** What differs between two looks at the page that a picture lies between. */
function stateStop(before: PageState, after: PageState): Stop | undefined {
  if (before.document !== after.document || placeOf(before.url) !== placeOf(after.url))
    return ['navigated', 'The page went to another address.']
  if (before.hidden !== after.hidden) return ['tabChanged', 'Another tab came to the front.']
  if (differs(before.viewport, after.viewport)) return ['resized', 'The window changed its size.']
  if (Math.abs(before.scroll.y - after.scroll.y) > 1 || Math.abs(before.scroll.x - after.scroll.x) > 1)
    return ['moved', 'The page was scrolled while it was captured.']
  if (Math.abs(before.content.height - after.content.height) > 2)
    return ['moved', 'The page changed its height while a tile was taken.']
  return undefined
}

/** Growing pages go on (and are marked as changed); a page that shrinks has lost what the next tile should show. */
function seriesStop(first: PageState, now: PageState, contentHeight: number): Stop | undefined {
  if (first.document !== now.document || placeOf(first.url) !== placeOf(now.url))
    return ['navigated', 'The page went to another address.']
  if (differs(first.viewport, now.viewport)) return ['resized', 'The window changed its size.']
  if (now.content.height < contentHeight - 2) return ['shrunk', 'The page became shorter while it was captured.']
  return undefined
}

const differs = (a: Size, b: Size): boolean => a.width !== b.width || a.height !== b.height

/** The band two neighbouring tiles share, compared pixel by pixel without scrollbar and what was fixed on tile 1. */
async function overlapDifference(
  imaging: Imaging,
  before: { readonly blob: Blob; readonly facts: TileFacts },
  now: { readonly blob: Blob; readonly image: Size; readonly y: number },
  page: PageFacts,
  fixed: readonly Rect[],
): Promise<number | undefined> {
  const scale = now.image.width / Math.max(1, page.state.viewport.width)
  const view = viewSizeOf(page).height
  const box = followedBox(page)?.rect ?? { x: 0, y: 0, ...page.state.viewport }
  const moved = now.y - before.facts.scroll.y
  const shared = Math.min(view - moved, 2 * tileOverlap(view))
  if (shared < 8 || moved <= 0) return undefined
  const bandTop = view - shared - moved
  if (bandTop < -1) return undefined
  const area = (y: number): Rect => ({
    x: Math.round(box.x * scale),
    y: Math.round((box.y + y) * scale),
    width: Math.max(1, Math.floor((box.width - 20) * scale)),
    height: Math.max(1, Math.floor((shared - 1) * scale)),
  })
  const inBefore = area(view - shared)
  const inNow = area(view - shared - moved)
  const masks = fixed.map((rect) => ({
    x: rect.x * scale - inBefore.x,
    y: rect.y * scale - inBefore.y,
    width: rect.width * scale,
    height: rect.height * scale,
  }))
  return worstStrip(await imaging.pixels(before.blob, inBefore), await imaging.pixels(now.blob, inNow), masks)
}
