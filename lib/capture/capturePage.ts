/**
 * Takes one page: the visible area, the full page tile by tile, or an archive. It looks at tab and page before and
 * after every picture and stops at the first difference, keeping what it has. It never throws away a finished tile and
 * never keeps a picture that may show another page.
 */

import { fail, ok, type Failure, type Result } from '../shared/result'
import type { BrowserTab, CaptureBrowser, PageLink } from './captureBrowser'
import { captureMessages } from './browserErrors'
import type { CaptureGate, Clock } from './captureGate'
import { followedBox, type CapturedPage, type CaptureMode, type PageFacts, type PageState, type Rect, type Size, type StopFacts, type TileFacts } from './facts'
import { isBlank, pixelDifference, type Imaging } from './imaging'
import { readMhtml } from './mhtml'
import { maxTiles, nextTop, tileCount, tileOverlap } from './tilePlan'

export const preparationCaps = { steps: 60, milliseconds: 12_000, height: 120_000 } as const
/** Firefox draws at most 32,767 pixels a side in one call; bands stay below. */
const rectBand = 16_000

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

function createRun(around: CaptureSurroundings, job: CaptureJob, link: PageLink | undefined): () => Promise<Result<CapturedPage>> {
  const { browser, imaging, gate, clock } = around
  const page: Draft = { mode: job.mode, startedAt: clock.now(), tilesPlanned: 1, tiles: [], selfCheck: [] }
  let firstUrl = job.tab.url
  let lastTile: { blob: Blob; facts: TileFacts } | undefined

  const stop = (type: StopFacts['type'], message: string): void => {
    page.stopped ??= { type, message, afterTile: page.tiles.length }
  }

  /** Why the tab in front is not the page any more. */
  async function tabStop(): Promise<[StopFacts['type'], string] | undefined> {
    const tab = await browser.getTab(job.tab.tabId)
    if (!tab) return ['pageGone', 'The tab was closed.']
    if (!tab.active || tab.windowId !== job.tab.windowId) return ['tabChanged', 'Another tab came in front.']
    if (firstUrl !== undefined && tab.url !== undefined && tab.url !== firstUrl) return ['navigated', 'The page went to another address.']
    return undefined
  }

  /** A picture between two looks at the page; undefined after noting why not. */
  async function picture(before: PageState | undefined, rect?: Rect): Promise<{ blob: Blob; state: PageState | undefined } | undefined> {
    const early = await tabStop()
    if (early) return stop(...early) as undefined
    const shot = await gate.pass(() => browser.captureVisible(job.tab.windowId, rect ? { rect, scale: page.page?.devicePixelRatio ?? 1 } : {}))
    // What happened to the tab explains a refused picture better than the browser's words.
    const late = await tabStop()
    if (late) return stop(...late) as undefined
    if (!shot.ok) return stop('captureFailed', shot.error.message) as undefined
    if (!link || !before) return { blob: shot.value, state: undefined }
    const after = await link.request({ type: 'state' })
    if (!after.ok) return stop('pageGone', captureMessages.pageGone) as undefined
    const difference = stateStop(before, after.value)
    if (difference) return stop(...difference) as undefined
    return { blob: shot.value, state: after.value }
  }

  async function keepTile(blob: Blob, name: string, state: PageState | undefined, shown: number): Promise<boolean> {
    const image = await imaging.size(blob)
    const overlap = lastTile && state ? await overlapDifference(imaging, lastTile, { blob, image, y: state.scroll.y }, page.page!, page.alterations?.rects ?? []) : undefined
    const facts: TileFacts = {
      name,
      at: clock.now(),
      scroll: state?.scroll ?? { x: 0, y: 0 },
      image,
      shown,
      content: state?.content ?? { width: image.width, height: image.height },
      textLength: state?.textLength ?? 0,
      mutations: state?.mutations ?? 0,
      ...(overlap !== undefined && { overlapDifference: overlap }),
      blank: isBlank(await imaging.pixels(blob, { x: 0, y: 0, ...image })),
    }
    return saved([{ name, mime: 'image/png', part: 'original', bytes: blob }], { ...page, tiles: [...page.tiles, facts] }, () => {
      page.tiles = [...page.tiles, facts]
      lastTile = { blob, facts }
    })
  }

  async function saved(files: readonly TakenFile[], next: CapturedPage, accept: () => void = () => undefined): Promise<boolean> {
    try {
      await job.save(files, next)
      accept()
      return true
    } catch (error) {
      stop('storage', `Not stored: ${error instanceof Error ? error.message : String(error)}. Free space on this disk and capture the rest again.`)
      return false
    }
  }

  async function visible(): Promise<void> {
    const before = page.page?.state
    const taken = await picture(before)
    if (taken) await keepTile(taken.blob, `${job.prefix}visible.png`, taken.state, before?.viewport.height ?? 0)
  }

  async function stitched(line: PageLink): Promise<void> {
    const facts = page.page!
    const view = viewHeightOf(facts)
    let top: number | undefined = 0
    let contentHeight = facts.state.content.height
    for (let index = 0; top !== undefined; index++) {
      if (job.cancelled()) return stop('cancelled', `Cancelled by the capturer after tile ${page.tiles.length} of ${page.tilesPlanned}.`)
      if (index >= maxTiles) return stop('tileLimit', `The page is longer than ${maxTiles} tiles; the rest was not captured.`)
      const scrolled = await line.request({ type: 'scrollTo', y: top })
      if (!scrolled.ok) return stop('pageGone', captureMessages.pageGone)
      if (index > 0) {
        const still = await line.request({ type: 'settleFixed' })
        if (!still.ok) return stop('pageGone', captureMessages.pageGone)
        page.alterations = still.value
      }
      const state = await line.request({ type: 'state' })
      if (!state.ok) return stop('pageGone', captureMessages.pageGone)
      const moved = index === 0 ? undefined : seriesStop(facts.state, state.value, contentHeight)
      if (moved) return stop(...moved)
      const taken = await picture(state.value)
      if (!taken) return
      contentHeight = state.value.content.height
      page.tilesPlanned = Math.max(page.tiles.length + 1, tileCount(contentHeight, view, facts.fixedBottom))
      if (!(await keepTile(taken.blob, `${job.prefix}tile-${String(index + 1).padStart(2, '0')}.png`, taken.state, view))) return
      const at: number = state.value.scroll.y
      const next: number | undefined = nextTop(at, contentHeight, view, facts.fixedBottom)
      if (index > 0 && next !== undefined && at + 1 < top) return stop('shrunk', 'The page would not scroll further.')
      top = next
    }
  }

  /** Firefox takes any part of the page in one call: nothing is scrolled and nothing altered. */
  async function inRects(): Promise<void> {
    const { content } = page.page!.state
    const scale = page.page!.devicePixelRatio || 1
    const band = Math.max(1, Math.floor(rectBand / scale))
    page.tilesPlanned = Math.ceil(content.height / band)
    for (let y = 0, index = 0; y < content.height; y += band, index++) {
      if (job.cancelled()) return stop('cancelled', `Cancelled by the capturer after part ${index} of ${page.tilesPlanned}.`)
      const height = Math.min(band, content.height - y)
      const before = await link!.request({ type: 'state' })
      if (!before.ok) return stop('pageGone', captureMessages.pageGone)
      const taken = await picture(before.value, { x: 0, y, width: content.width, height })
      if (!taken) return
      const name = page.tilesPlanned === 1 ? 'full-page.png' : `full-page-${index + 1}-of-${page.tilesPlanned}.png`
      lastTile = undefined
      if (!(await keepTile(taken.blob, `${job.prefix}${name}`, taken.state && { ...taken.state, scroll: { x: 0, y } }, height))) return
    }
  }

  async function archive(): Promise<Result<void>> {
    const early = await tabStop()
    if (early) return fail(early[0], early[1])
    const mhtml = await browser.saveAsMhtml(job.tab.tabId)
    if (!mhtml.ok) return mhtml
    const after = await link!.request({ type: 'state' })
    if (!after.ok || stateStop(page.page!.state, after.value)) return fail('pageGone', captureMessages.pageGone)
    const bytes = new Uint8Array(await mhtml.value.arrayBuffer())
    const parts = readMhtml(bytes)?.parts ?? []
    page.archive = { parts: parts.length, htmlParts: parts.filter((part) => part.mime === 'text/html').length, bytes: bytes.length }
    const file = new Blob([bytes], { type: 'multipart/related' })
    await saved([{ name: `${job.prefix}page.mhtml`, mime: 'multipart/related', part: 'original', bytes: file }], page)
    if (!page.stopped) await visible()
    return ok()
  }

  async function text(): Promise<void> {
    const answer = await link?.request({ type: 'text' })
    if (!answer?.ok || answer.value.text === '') return
    await saved([{ name: `${job.prefix}page.txt`, mime: 'text/plain', part: 'derived', bytes: new Blob([answer.value.text], { type: 'text/plain' }) }], page)
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
      if (described.value.state.document !== page.page!.state.document) return fail('pageGone', captureMessages.pageGone)
      page.page = described.value
      page.tilesPlanned = tileCount(page.page.state.content.height, viewHeightOf(page.page), page.page.fixedBottom)
      await saved([], page)
      if (browser.fullPage === 'rect' && !followedBox(page.page)) await inRects()
      else await stitched(link!)
    } else if (job.mode === 'archive') {
      const archived = await archive()
      if (!archived.ok) return archived
    } else await visible()

    if (page.tiles.length === 0 && !page.archive) return failureOf(page.stopped)
    await text()
    await link?.request({ type: 'restore' })
    page.endedAt = clock.now()
    return ok(page)
  }
}

/** How much of what is followed one picture shows: of a box the part that lies in the window. */
export function viewHeightOf(facts: PageFacts): number {
  const box = followedBox(facts)
  const { height } = facts.state.viewport
  return box ? Math.max(1, Math.min(box.clientHeight, Math.floor(height - Math.max(0, box.rect.y)))) : height
}

async function followInner(link: PageLink): Promise<{ readonly ok: false; readonly error: Failure } | undefined> {
  const answer = await link.request({ type: 'followInner' })
  if (!answer.ok) return answer
  return answer.value.following ? undefined : fail('noInnerList', 'The list inside this page is not there any more. Capture the full page.')
}

function failureOf(stopped: StopFacts | undefined): { readonly ok: false; readonly error: Failure } {
  return fail(stopped?.type ?? 'captureFailed', stopped ? `Nothing was captured: ${stopped.message}` : 'The browser gave no picture. Capture again.')
}

/** What differs between two looks at the page that a picture lies between. */
function stateStop(before: PageState, after: PageState): [StopFacts['type'], string] | undefined {
  if (before.document !== after.document || before.url !== after.url) return ['navigated', 'The page went to another address.']
  if (before.hidden !== after.hidden) return ['tabChanged', 'Another tab came in front.']
  if (differs(before.viewport, after.viewport)) return ['resized', 'The window changed its size.']
  if (Math.abs(before.scroll.y - after.scroll.y) > 1 || Math.abs(before.scroll.x - after.scroll.x) > 1) return ['tabChanged', 'The page was scrolled while it was captured.']
  if (Math.abs(before.content.height - after.content.height) > 2) return ['resized', 'The page changed its height while a tile was taken.']
  return undefined
}

/** Growing pages go on (and are marked as changed); a page that shrinks has lost what the next tile should show. */
function seriesStop(first: PageState, now: PageState, contentHeight: number): [StopFacts['type'], string] | undefined {
  if (first.document !== now.document || first.url !== now.url) return ['navigated', 'The page went to another address.']
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
  const box = followedBox(page)?.rect ?? { x: 0, y: 0, ...page.state.viewport }
  const moved = now.y - before.facts.scroll.y
  const shared = Math.min(viewHeightOf(page) - moved, 2 * tileOverlap(viewHeightOf(page)) + page.fixedBottom)
  if (shared < 8 || moved <= 0) return undefined
  const bandTop = viewHeightOf(page) - shared - moved
  if (bandTop < -1) return undefined
  const area = (y: number): Rect => ({
    x: Math.round(box.x * scale),
    y: Math.round((box.y + y) * scale),
    width: Math.max(1, Math.floor((box.width - 20) * scale)),
    height: Math.max(1, Math.floor((shared - 1) * scale)),
  })
  const inBefore = area(viewHeightOf(page) - shared)
  const inNow = area(viewHeightOf(page) - shared - moved)
  const masks = fixed.map((rect) => ({
    x: rect.x * scale - inBefore.x,
    y: rect.y * scale - inBefore.y,
    width: rect.width * scale,
    height: rect.height * scale,
  }))
  return pixelDifference(await imaging.pixels(before.blob, inBefore), await imaging.pixels(now.blob, inNow), masks)
}
