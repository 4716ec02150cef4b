/**
 * A browser made of one page, for captures in Node: the page is a picture of known rows, so what is stitched can be
 * compared with what should have been seen. Time is simulated; the quota of two calls a second is enforced.
 */

import { browserFailure } from '~/lib/capture/control/browserErrors'
import type { BrowserTab, CaptureBrowser, PageLink } from '~/lib/capture/control/captureBrowser'
import type { Clock } from '~/lib/capture/control/captureGate'
import type { CoverageFacts, PageFacts, PageState, Rect } from '~/lib/capture/record/captureFacts'
import type { Imaging } from '~/lib/capture/modes/imaging'
import type { PageAnswerOf, PageRequest } from '~/lib/capture/page/pageProtocol'
import { fail, ok, type Result } from '~/lib/shared/result'
import { blankPicture, decodePng, encodePng, type Picture } from './png'

export interface ScriptedPage {
  url: string
  title: string
  width: number
  height: number
  viewport: { width: number; height: number }
  scale: number
  /** Rows at the top of the screen covered by a fixed bar. */
  fixedHeader: number
  text: string
  /** A list inside the page that scrolls by itself. */
  inner?: { readonly rect: Rect; readonly height: number }
  facts: Partial<PageFacts>
  /** What the coverage map says beyond a page whose every mark is in a tile; undefined: the page draws none up. */
  coverage: Partial<CoverageFacts> | undefined
  /** Marks that lie under something fixed while it is shown. */
  covered: number
  pending: number
  endless: boolean
}

export interface ScriptedBrowser extends CaptureBrowser {
  readonly page: ScriptedPage
  readonly clock: Clock & { time: number }
  readonly calls: string[]
  readonly shots: number[]
  tab: BrowserTab
  stillFixed: boolean
  /** Runs before each picture, with its number from 1. */
  beforeShot: (shot: number) => void | Promise<void>
  failProbe: Result<string> | undefined
  failShot: (shot: number) => Error | undefined
  hidden: number
  links: number
  /** Rows by which the next pictures are off: the page moves without saying so. */
  shift: number
  navigate(url: string): void
  /** To another site: the browser withholds its address from now on. */
  leave(): void
}

/** The colour of a row: neighbouring rows differ, and no two of 16 million are alike. */
export const rowColour = (y: number): readonly [number, number, number] => [
  (y * 97) & 255,
  ((y >> 8) * 53) & 255,
  (y * 31 + 7) & 255,
]
/** Rows of the inner list; none is a row of the page. */
export const listColour = (y: number): readonly [number, number, number] => [
  (y * 89 + 11) & 255,
  200 + ((y >> 8) & 31),
  (y * 41 + 3) & 255,
]
export const headerColour = [1, 2, 3] as const

export function createScriptedBrowser(changes: Partial<ScriptedPage> = {}): ScriptedBrowser {
  const page: ScriptedPage = {
    url: 'https://console.example/backup?period=2026-05',
    title: 'Backup jobs',
    width: 60,
    height: 1_000,
    viewport: { width: 60, height: 200 },
    scale: 1,
    fixedHeader: 0,
    text: 'Backup jobs of May',
    facts: {},
    coverage: {},
    covered: 0,
    pending: 0,
    endless: false,
    ...changes,
  }
  let scrollY = 0
  let innerY = 0
  let following = false
  let sinceSecond: number[] = []
  let documentToken = 'document-1'
  const clock = {
    time: 1_000_000,
    now: () => clock.time,
    sleep: async (milliseconds: number) => void (clock.time += milliseconds),
  }

  const state = (): PageState => ({
    document: documentToken,
    url: page.url,
    viewport: page.viewport,
    content: following
      ? { width: page.inner!.rect.width, height: page.inner!.height }
      : { width: page.width, height: page.height },
    scroll: { x: 0, y: following ? innerY : scrollY },
    textLength: page.text.length,
    mutations: 0,
    hidden: browser.hidden,
    pending: page.pending,
    busy: false,
  })

  const describe = (): PageFacts => ({
    state: state(),
    title: page.title,
    referrer: '',
    navigation: 'navigate',
    devicePixelRatio: page.scale,
    timeZone: 'Europe/Vienna',
    language: 'en',
    contentType: 'text/html',
    ...(page.inner && {
      scroller: {
        label: '#jobs',
        rect: page.inner.rect,
        scrollHeight: page.inner.height,
        clientHeight: page.inner.rect.height,
        main: false,
        ...(following && { followed: true as const }),
      },
    }),
    ...page.facts,
  })

  function draw(top: number, height: number, header: boolean): Picture {
    const picture = blankPicture(Math.round(page.viewport.width * page.scale), Math.round(height * page.scale))
    for (let y = 0; y < picture.height; y++) {
      const content = Math.round(top * page.scale) + y
      const inHeader = header && y < page.fixedHeader * page.scale
      const outside = inHeader ? headerColour : rowColour(content)
      for (let x = 0; x < picture.width; x++) {
        const { rect } = page.inner ?? {}
        const inList = rect && x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height
        picture.data.set([...(inList ? listColour(innerY + y - rect.y) : outside), 255], 4 * (y * picture.width + x))
      }
    }
    return picture
  }

  const browser: ScriptedBrowser = {
    archive: true,
    quota: true,
    page,
    clock,
    calls: [],
    shots: [],
    tab: { tabId: 7, windowId: 1, active: true, url: page.url, title: page.title },
    stillFixed: true,
    beforeShot: () => undefined,
    failProbe: undefined,
    failShot: () => undefined,
    hidden: 0,
    links: 0,
    shift: 0,
    navigate(url) {
      page.url = url
      documentToken = 'document-2'
      browser.tab = { ...browser.tab, url }
    },
    leave() {
      const { url: _, ...withheld } = browser.tab
      browser.tab = withheld
      documentToken = 'document-2'
    },
    activeTab: async () => browser.tab,
    getTab: async (tabId) => (tabId === browser.tab.tabId ? browser.tab : undefined),
    zoom: async () => 1,
    probe: async () => browser.failProbe ?? ok(page.facts.contentType ?? 'text/html'),
    async openPage() {
      const probe = browser.failProbe
      if (probe && !probe.ok) return probe
      browser.links++
      return ok(link)
    },
    async captureVisible() {
      const number = browser.shots.length + 1
      sinceSecond = sinceSecond.filter((time) => clock.time - time < 1_000)
      if (browser.quota && sinceSecond.length >= 2)
        return browserFailure(new Error('This request exceeds the MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND quota.'))
      const error = browser.failShot(number)
      if (error) return browserFailure(error)
      sinceSecond.push(clock.time)
      await browser.beforeShot(number)
      browser.shots.push(clock.time)
      return ok(encodePng(draw(scrollY + browser.shift, page.viewport.height, browser.stillFixed)))
    },
    async saveAsMhtml() {
      return ok(new Blob([mhtml], { type: 'multipart/related' }))
    },
  }

  const link: PageLink = {
    async request<R extends PageRequest>(request: R): Promise<Result<PageAnswerOf<R>>> {
      browser.calls.push(request.type)
      const answer = async (): Promise<unknown> => {
        switch (request.type) {
          case 'describe':
            return describe()
          case 'prepare':
            return { steps: 3, milliseconds: 100, grewBy: 0, imagesPending: 0, endless: page.endless }
          case 'look':
            return { looked: true }
          case 'kept':
            return { covered: browser.stillFixed ? page.covered : 0, seen: 8 }
          case 'account':
            return (
              page.coverage && {
                regions: [],
                more: 0,
                marks: 40,
                missing: 0,
                quotes: [],
                changed: 0,
                whole: true,
                ...page.coverage,
              }
            )
          case 'followInner':
            following = page.inner !== undefined
            return { following }
          case 'settleFixed':
            browser.stillFixed = false
            return {
              fixedHidden: page.fixedHeader > 0 ? 1 : 0,
              stickyMadeStatic: 0,
              rects: page.fixedHeader > 0 ? [{ x: 0, y: 0, width: page.width, height: page.fixedHeader }] : [],
            }
          case 'scrollTo':
            if (following) innerY = Math.max(0, Math.min(request.y, page.inner!.height - page.inner!.rect.height))
            else scrollY = Math.max(0, Math.min(request.y, page.height - page.viewport.height))
            return state()
          case 'state':
            return state()
          case 'painted':
            return { addresses: [], fonts: [], styles: 0, whole: true }
          case 'text':
            return { text: page.text, truncated: false }
          case 'restore':
            browser.stillFixed = true
            scrollY = innerY = 0
            following = false
            return { restored: true }
        }
      }
      const given = await answer()
      return given === undefined
        ? fail('pageGone', 'The page did not answer. Reload it and capture again.')
        : ok(given as PageAnswerOf<R>)
    },
    close() {
      browser.links--
      browser.stillFixed = true
    },
  }

  return browser
}

export const mhtml = [
  'From: <Saved by Blink>',
  'Snapshot-Content-Location: https://console.example/backup',
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; type="text/html"; boundary="----x"',
  '',
  '',
  '------x',
  'Content-Type: text/html',
  'Content-ID: <frame-1@mhtml.blink>',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Location: https://console.example/backup',
  '',
  '<!DOCTYPE html><html><head><link rel=3D"stylesheet" href=3D"https://console.example/a.css"></head><body><h1>J=C3=BCrgen</h1><img src=3D"https://cdn.example/x.png"></body></html>',
  '------x',
  'Content-Type: text/css',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Location: https://console.example/a.css',
  '',
  'h1 { background: url("https://cdn.example/x.png") }',
  '------x',
  'Content-Type: image/png',
  'Content-Transfer-Encoding: base64',
  'Content-Location: https://cdn.example/x.png',
  '',
  'iVBORw0KGgo=',
  '------x--',
  '',
].join('\r\n')

/** Real pixels through the test codec. */
export const nodeImaging: Imaging = {
  size: async (image) => {
    const { width, height } = await decodePng(image)
    return { width, height }
  },
  async pixels(image, area: Rect) {
    const whole = await decodePng(image)
    return copyRect(whole, area)
  },
  async compose(canvas, drawings) {
    const out = blankPicture(canvas.width, canvas.height)
    for (const { image, from, to } of drawings) {
      const part = copyRect(await decodePng(image), from)
      for (let y = 0; y < part.height; y++)
        for (let x = 0; x < part.width; x++) {
          if (to.x + x >= out.width || to.y + y >= out.height) continue
          out.data.set(
            part.data.subarray(4 * (y * part.width + x), 4 * (y * part.width + x) + 4),
            4 * ((to.y + y) * out.width + to.x + x),
          )
        }
    }
    return encodePng(out)
  },
  thumbnail: async (image) => new Blob([(await image.arrayBuffer()).slice(0, 64)], { type: 'image/webp' }),
}

function copyRect(whole: Picture, { x, y, width, height }: Rect): Picture {
  const right = Math.min(whole.width, x + width)
  const bottom = Math.min(whole.height, y + height)
  const out = blankPicture(Math.max(1, right - x), Math.max(1, bottom - y))
  for (let row = 0; row < out.height; row++)
    out.data.set(
      whole.data.subarray(4 * ((y + row) * whole.width + x), 4 * ((y + row) * whole.width + right)),
      4 * row * out.width,
    )
  return out
}
