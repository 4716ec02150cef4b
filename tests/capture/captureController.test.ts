import { beforeEach, describe, expect, it } from 'vitest'
import {
  createCaptureController,
  type CaptureController,
  type StartInput,
} from '~/lib/capture/control/captureController'
import { sealCommandId, type SealInput } from '~/lib/capture/record/draftEndings'
import { createCaptureGate } from '~/lib/capture/control/captureGate'
import { browserFailure } from '~/lib/capture/control/browserErrors'
import type { Draft } from '~/lib/capture/control/captureStore'
import { toBytes } from '~/lib/shared/bytes'
import { ok, unwrap, fail, type Result } from '~/lib/shared/result'
import { createMemoryStore, type MemoryStore } from './memoryStore'
import { decodePng, encodePng } from './png'
import {
  createScriptedBrowser,
  headerColour,
  listColour,
  nodeImaging,
  rowColour,
  type ScriptedBrowser,
  type ScriptedPage,
} from './scriptedBrowser'

interface World {
  readonly browser: ScriptedBrowser
  readonly store: MemoryStore
  readonly sealed: SealInput[]
  readonly remembered: string[]
  sealAnswer: ((input: SealInput) => Result<{ id: string; ref: string; completeness: string }>) | undefined
  controller: CaptureController
  clockOffset: number
  restart(): void
}

/** `restart` is the death of the worker: a new controller over the same store; the old one's promises go nowhere. */
function createWorld(page: Partial<ScriptedPage> = {}): World {
  const browser = createScriptedBrowser(page)
  const store = createMemoryStore()
  const sealed: SealInput[] = []
  const answers = new Map<string, { id: string; ref: string; completeness: string }>()
  let counter = 0
  const world: World = {
    browser,
    store,
    sealed,
    remembered: [],
    sealAnswer: undefined,
    controller: undefined as unknown as CaptureController,
    clockOffset: 0,
    restart() {
      world.controller = createCaptureController({
        browser,
        imaging: nodeImaging,
        clock: browser.clock,
        gate: createCaptureGate(browser.clock),
        random: (length) => toBytes(Uint8Array.from({ length }, () => counter++ & 255)),
        browserFacts: { name: 'Chromium', version: '156', os: 'Linux', extension: '0.1.0' },
        store: async (workspaceId) => (workspaceId === 'w1' ? store : undefined),
        workspaces: async () => ['w1'],
        async seal(_workspaceId, commandId, input) {
          const known = answers.get(commandId)
          if (known) return ok(known)
          const refused = world.sealAnswer?.(input)
          if (refused && !refused.ok) return refused
          sealed.push(input)
          const draft = store.drafts.get(input.draftId)!
          const answer = {
            id: `ev_${sealed.length}`,
            ref: `EV-${sealed.length}`,
            completeness: draft.facts.completeness ?? 'unknown',
          }
          answers.set(commandId, answer)
          store.drafts.set(input.draftId, { ...draft, state: 'done', evidenceId: answer.id, ref: answer.ref })
          return ok(answer)
        },
        clockOffset: async () => world.clockOffset,
        remember: async (url) => void world.remembered.push(url),
      })
    },
  }
  world.restart()
  return world
}

const input = (changes: Partial<StartInput> = {}): StartInput => ({
  tabId: 7,
  workspaceId: 'w1',
  mode: 'fullPage',
  controls: ['c_1'],
  reqs: [],
  ...changes,
})

async function run(world: World, changes: Partial<StartInput> = {}): Promise<Draft> {
  const { draftId } = unwrap(await world.controller.start(input(changes)))
  return (await world.controller.settled(draftId))!
}

const check = (draft: Draft, id: string, page = 0) =>
  draft.facts.pages[page]?.selfCheck.find((found) => found.id === id)
const names = (world: World, part?: string): string[] =>
  [...world.store.bytes.values()]
    .filter((file) => !part || file.part === part)
    .map((file) => file.name)
    .sort()
const picture = async (world: World, name: string) =>
  decodePng([...world.store.bytes.values()].find((file) => file.name === name)!.bytes)

let world: World
beforeEach(() => {
  world = createWorld()
})

describe('full page', () => {
  it('joins the tiles to the very picture of the page, row by row, and keeps the tiles as originals', async () => {
    const draft = await run(world)
    expect(draft.state).toBe('done')
    expect(names(world, 'original')).toEqual([
      'tile-01.png',
      'tile-02.png',
      'tile-03.png',
      'tile-04.png',
      'tile-05.png',
      'tile-06.png',
    ])
    const whole = await picture(world, 'full-page.png')
    expect([whole.width, whole.height]).toEqual([60, 1_000])
    for (let y = 0; y < 1_000; y++) expect([...whole.data.subarray(4 * y * 60, 4 * y * 60 + 3)]).toEqual(rowColour(y))
    expect(draft.facts.completeness).toBe('complete')
    expect(check(draft, 'heightReached')).toMatchObject({ result: 'ok', value: { shown: 1_000, page: 1_000 } })
    expect(check(draft, 'tilesOverlap')).toMatchObject({ result: 'ok', value: { pairs: 5 } })
  })

  const inner = { rect: { x: 10, y: 40, width: 40, height: 120 }, height: 700 }
  const options = (draft: Draft) => draft.facts.options as Record<string, unknown>

  it('follows the list inside the page when asked, joins only that list, and says that the page around it is not shown', async () => {
    world = createWorld({ inner })
    const draft = await run(world, { inner: true })
    const whole = await picture(world, 'full-page.png')
    expect([whole.width, whole.height]).toEqual([40, 700])
    for (let y = 0; y < 700; y++)
      expect([...whole.data.subarray(4 * (y * 40 + 20), 4 * (y * 40 + 20) + 3)]).toEqual(listColour(y))
    expect(options(draft).follows).toBe('innerList')
    expect(check(draft, 'innerScroller')).toMatchObject({
      result: 'ok',
      value: { label: '#jobs', shown: 120, content: 700, only: true },
    })
    expect(check(draft, 'tilesOverlap')).toMatchObject({ result: 'ok' })
    expect(draft.facts).toMatchObject({
      completeness: 'complete',
      completenessNote: 'Shows the list inside the page (#jobs), not the page around it.',
    })
  })

  it('without being asked the page is followed, and the list that scrolls by itself is named as partly shown', async () => {
    world = createWorld({
      inner,
      coverage: {
        regions: [
          {
            kind: 'box',
            label: 'Jobs',
            rect: inner.rect,
            content: { width: 40, height: 700 },
            view: { width: 40, height: 120 },
          },
        ],
      },
    })
    const draft = await run(world)
    expect((await picture(world, 'full-page.png')).height).toBe(1_000)
    expect(options(draft).follows).toBeUndefined()
    expect(check(draft, 'innerScroller')).toBeUndefined()
    expect(check(draft, 'region')).toMatchObject({ result: 'warn', value: { kind: 'box', label: 'Jobs', below: 580 } })
    expect(draft.facts).toMatchObject({
      completeness: 'partial',
      completenessNote: 'Of “Jobs”, the lower 580 px is not shown.',
    })
  })

  it('a list that is not there any more is said, and only a full page can follow one', async () => {
    expect(await run(world, { inner: true })).toMatchObject({ state: 'failed', failure: { type: 'noInnerList' } })
    expect(await world.controller.start(input({ mode: 'visible', inner: true }))).toMatchObject({
      ok: false,
      error: { type: 'inputMalformed' },
    })
  })

  it('a series follows the same list on each of its pages', async () => {
    world = createWorld({ inner })
    const { draftId } = unwrap(await world.controller.start(input({ inner: true, startsSeries: true })))
    await world.controller.settled(draftId)
    await run(world, { series: draftId })
    unwrap(await world.controller.finishSeries({ draftId }))
    const draft = (await world.store.get(draftId))!
    expect([check(draft, 'innerScroller', 0), check(draft, 'innerScroller', 1)]).toMatchObject([
      { value: { only: true } },
      { value: { only: true } },
    ])
    expect((await picture(world, 'page-02-full-page.png')).height).toBe(700)
  })

  it('leaves tile 1 untouched and hides what is fixed from tile 2 on, and says so', async () => {
    world = createWorld({ fixedHeader: 30 })
    const draft = await run(world)
    const first = await picture(world, 'tile-01.png')
    const second = await picture(world, 'tile-02.png')
    expect([...first.data.subarray(0, 3)]).toEqual([...headerColour])
    expect([...second.data.subarray(0, 3)]).not.toEqual([...headerColour])
    expect(world.browser.calls.indexOf('settleFixed')).toBeGreaterThan(world.browser.calls.indexOf('scrollTo'))
    const whole = await picture(world, 'full-page.png')
    for (let y = 30; y < 1_000; y++) expect([...whole.data.subarray(4 * y * 60, 4 * y * 60 + 3)]).toEqual(rowColour(y))
    expect(check(draft, 'altered')).toEqual({
      id: 'altered',
      result: 'info',
      value: { fixedHidden: 1, stickyMadeStatic: 0, fromTile: 2 },
    })
    expect(draft.facts.completeness).toBe('complete')
    expect(world.browser.stillFixed).toBe(true)
    expect(world.browser.links).toBe(0)
  })

  it('works in device pixels at a fractional scale', async () => {
    world = createWorld({ scale: 1.5 })
    await run(world)
    const whole = await picture(world, 'full-page.png')
    expect([whole.width, whole.height]).toEqual([90, 1_500])
    for (let y = 0; y < 1_500; y += 7)
      expect([...whole.data.subarray(4 * y * 90, 4 * y * 90 + 3)]).toEqual(rowColour(y))
  })

  it('stays under two calls a second', async () => {
    await run(world)
    const { shots } = world.browser
    for (let i = 1; i < shots.length; i++) expect(shots[i]! - shots[i - 1]!).toBeGreaterThanOrEqual(500)
  })

  it('waits and goes on when the browser refuses for its quota all the same', async () => {
    let refused = 0
    world.browser.failShot = (shot) =>
      shot === 3 && refused++ < 2
        ? new Error('This request exceeds the MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND quota.')
        : undefined
    const draft = await run(world)
    expect(refused).toBeGreaterThan(2)
    expect(draft.facts.completeness).toBe('complete')
  })

  it('follows the inner box of a page that does not scroll itself', async () => {
    world = createWorld({
      facts: {
        scroller: {
          label: '#list',
          rect: { x: 10, y: 40, width: 40, height: 160 },
          scrollHeight: 1_000,
          clientHeight: 160,
          main: true,
        },
      },
    })
    const draft = await run(world)
    expect(check(draft, 'innerScroller')).toMatchObject({ result: 'ok', value: { label: '#list', content: 1_000 } })
    expect((await picture(world, 'full-page.png')).width).toBe(40)
  })

  it.each([
    ['another tab comes in front', (b: ScriptedBrowser) => void (b.tab = { ...b.tab, active: false }), 'tabChanged'],
    ['another tab is in front for a moment only', (b: ScriptedBrowser) => void b.hidden++, 'tabChanged'],
    ['the page goes elsewhere', (b: ScriptedBrowser) => b.navigate('https://evil.example/'), 'navigated'],
    ['the page goes to another site, whose address is withheld', (b: ScriptedBrowser) => b.leave(), 'navigated'],
    ['the window is resized', (b: ScriptedBrowser) => void (b.page.viewport = { width: 60, height: 150 }), 'resized'],
  ])('stops when %s, keeps the tiles before and not the one in doubt', async (_, happen, type) => {
    world.browser.beforeShot = (shot) => (shot === 4 ? happen(world.browser) : undefined)
    const draft = await run(world)
    expect(draft.facts.pages[0]!.stopped).toMatchObject({ type, afterTile: 3 })
    expect(names(world, 'original')).toEqual(['tile-01.png', 'tile-02.png', 'tile-03.png'])
    expect(draft.facts.completeness).toBe('partial')
    expect(draft.facts.completenessNote).toBeTruthy()
    expect(draft.state).toBe('done')
    expect(world.browser.links).toBe(0)
  })

  it('goes on when the page grows, to its new end, and marks where it changed', async () => {
    hookScroll(world, 3, () => (world.browser.page.height = 1_300))
    const draft = await run(world)
    expect((await picture(world, 'full-page.png')).height).toBe(1_300)
    expect(check(draft, 'heightReached')).toMatchObject({ result: 'ok', value: { shown: 1_300, page: 1_300 } })
    expect(check(draft, 'pageChanged')).toEqual({ id: 'pageChanged', result: 'info', value: { afterTiles: [2] } })
    expect(draft.facts.completenessNote).toMatch(
      /The page changed between tile 2 and 3\. Both tiles are kept; look before you rely on it\./,
    )
  })

  it('says that the page went to another site, not which key to press', async () => {
    world.browser.beforeShot = (shot) => {
      if (shot !== 3) return
      world.browser.leave()
      world.browser.failShot = () => new Error("Either the '<all_urls>' or 'activeTab' permission is required.")
    }
    const draft = await run(world)
    expect(draft.facts.pages[0]!.stopped).toEqual({
      type: 'navigated',
      message: 'The page went to another site.',
      afterTile: 2,
    })
    expect(draft.facts.completenessNote).toMatch(/^The page went to another site\./)
    expect(draft.facts.completenessNote).not.toContain('Alt+Shift+E')
  })

  it('goes on where the fragment follows the scrolling, and stops where it is a route', async () => {
    const at = (fragment: string) => (shot: number) => {
      if (shot !== 3) return
      world.browser.page.url = `${world.browser.page.url}${fragment}`
      world.browser.tab = { ...world.browser.tab, url: world.browser.page.url }
    }
    world.browser.beforeShot = at('#row-7')
    expect((await run(world)).facts.completeness).toBe('complete')
    world = createWorld()
    world.browser.beforeShot = at('#/users')
    expect((await run(world)).facts.pages[0]!.stopped).toMatchObject({
      type: 'navigated',
      message: 'The page went to another address.',
      afterTile: 2,
    })
  })

  it('takes tile 1 once more without what lay over it, at the same place', async () => {
    world = createWorld({ fixedHeader: 30, covered: 2 })
    const draft = await run(world)
    const [first, again, next] = draft.facts.pages[0]!.tiles
    expect([first!.scroll.y, again!.scroll.y, again!.again]).toEqual([0, 0, true])
    expect(next!.scroll.y).toBeGreaterThan(0)
    expect([...(await picture(world, first!.name)).data.subarray(0, 3)]).toEqual([...headerColour])
    expect([...(await picture(world, again!.name)).data.subarray(0, 3)]).toEqual(rowColour(0))
    const whole = await picture(world, 'full-page.png')
    expect([...whole.data.subarray(0, 3)]).toEqual(rowColour(0))
    expect(draft.facts.completeness).toBe('complete')
  })

  it('takes a tile again when the page moved by itself while it was taken, before it calls it moved', async () => {
    let times = 0
    world.browser.beforeShot = (shot) => {
      if (shot === 3) world.browser.page.height = 1_040
      if (shot === 4 && times++ === 0) world.browser.page.height = 1_100
    }
    const draft = await run(world)
    expect(draft.facts.pages[0]!.stopped).toBeUndefined()
    expect((await picture(world, 'full-page.png')).height).toBe(1_100)
    expect(draft.facts.completeness).toBe('complete')
  })

  it('says that it moved where it never stands still', async () => {
    world.browser.beforeShot = (shot) => void (shot >= 3 && (world.browser.page.height += 40))
    const draft = await run(world)
    expect(draft.facts.pages[0]!.stopped).toEqual({
      type: 'moved',
      message: 'The page changed its height while a tile was taken.',
      afterTile: 2,
    })
    expect(draft.facts.completeness).toBe('partial')
  })

  it('keeps the first tile of a page that grows at every moment, and is partial', async () => {
    world.browser.beforeShot = () => void (world.browser.page.height += 40)
    const draft = await run(world)
    expect(names(world, 'original')).toEqual(['tile-01.png'])
    expect(draft).toMatchObject({
      state: 'done',
      facts: { completeness: 'partial', pages: [{ stopped: { type: 'moved', afterTile: 1 } }] },
    })
  })

  it('an endless list is followed as far as it was prepared and is partial', async () => {
    world = createWorld({ endless: true })
    hookScroll(world, 4, () => (world.browser.page.height = 4_000))
    const draft = await run(world)
    expect(draft.facts.pages[0]!.stopped).toMatchObject({
      type: 'endless',
      message: 'The page adds more whenever its end is reached; the rest was not captured.',
    })
    expect(draft.facts.completeness).toBe('partial')
    expect(draft.facts.pages[0]!.tiles.at(-1)!.scroll.y).toBeLessThan(1_000)
  })

  it('more that comes after the last tile is not shown, and said', async () => {
    const open = world.browser.openPage.bind(world.browser)
    world.browser.openPage = async (tabId) => {
      const line = unwrap(await open(tabId))
      return ok({
        request: (request) => {
          if (request.type === 'account') world.browser.page.height = 1_500
          return line.request(request)
        },
        close: () => line.close(),
      })
    }
    const draft = await run(world)
    expect(check(draft, 'heightReached')).toEqual({
      id: 'heightReached',
      result: 'warn',
      value: { shown: 1_000, page: 1_500 },
    })
    expect(draft.facts).toMatchObject({
      completeness: 'partial',
      completenessNote: "Shows 1,000 of 1,500 px of the page's height.",
    })
  })

  it('a page that closes its line as it leaves, a moment before the tab tells, is said to have gone to another site', async () => {
    const open = world.browser.openPage.bind(world.browser)
    let left = false
    world.browser.openPage = async (tabId) => {
      const line = unwrap(await open(tabId))
      return ok({
        async request(request) {
          left ||= request.type === 'scrollTo' && request.y > 300
          return left ? fail('pageGone', 'The page is gone.') : line.request(request)
        },
        close: () => line.close(),
      })
    }
    const sleep = world.browser.clock.sleep
    world.browser.clock.sleep = async (milliseconds) => {
      await sleep(milliseconds)
      if (left) world.browser.leave()
    }
    const draft = await run(world)
    expect(draft.facts.pages[0]!.stopped).toMatchObject({
      type: 'navigated',
      message: 'The page went to another site.',
    })
    expect(draft.facts.completeness).toBe('partial')
  })

  it('a page whose coverage map was not drawn up is never complete', async () => {
    world = createWorld({ coverage: undefined })
    expect((await run(world)).facts).toMatchObject({
      completeness: 'unknown',
      completenessNote: 'The page could not be examined as a whole.',
    })
    world = createWorld({ coverage: { whole: false } })
    expect((await run(world)).facts.completeness).toBe('unknown')
  })

  it('stops when the page shrinks under it', async () => {
    const { scrollTo } = hookScroll(world, 3, () => (world.browser.page.height = 500))
    const draft = await run(world)
    expect(scrollTo()).toBeGreaterThanOrEqual(3)
    expect(draft.facts.pages[0]!.stopped?.type).toBe('shrunk')
    expect(draft.facts.completeness).toBe('partial')
  })

  it('notices that two tiles do not continue each other', async () => {
    world.browser.beforeShot = (shot) => void (world.browser.shift = shot >= 3 ? 17 : 0)
    const draft = await run(world)
    expect(check(draft, 'tilesOverlap')).toMatchObject({ result: 'warn', value: { differ: [3] } })
    expect(draft.facts).toMatchObject({
      completeness: 'unknown',
      completenessNote: 'Tile 3 does not continue the one before.',
    })
  })

  it('notices a seam that is off by a single row in one strip of eight', async () => {
    // Two rows of the band are alike but for one strip: the share over the whole band would pass.
    const plain = world.browser.captureVisible.bind(world.browser)
    let shot = 0
    world.browser.captureVisible = async (windowId) => {
      const picture = unwrap(await plain(windowId))
      if (++shot !== 4) return ok(picture)
      const { width, height, data } = await decodePng(picture)
      const changed = Uint8Array.from(data)
      changed.fill(200, 4 * width * 12, 4 * width * 13)
      return ok(encodePng({ width, height, data: changed }))
    }
    const draft = await run(world)
    expect(check(draft, 'tilesOverlap')).toMatchObject({ result: 'warn', value: { differ: [4] } })
    expect(draft.facts.completeness).toBe('unknown')
  })

  it('keeps and seals what it has when the disk is full', async () => {
    world.store.failFrom = 5
    const { draftId } = unwrap(await world.controller.start(input()))
    await world.controller.settled(draftId).catch(() => undefined)
    world.store.failFrom = Number.POSITIVE_INFINITY
    world.restart()
    await world.controller.resume('w1')
    const draft = world.store.drafts.get(draftId)!
    expect(draft.state).toBe('done')
    expect(draft.facts.completeness).toBe('partial')
    expect(names(world, 'original').length).toBeGreaterThan(0)
    expect(world.sealed).toHaveLength(1)
  })
})

/** Does something just before the nth scroll. */
function hookScroll(target: World, nth: number, happen: () => void): { scrollTo(): number } {
  let count = 0
  const open = target.browser.openPage.bind(target.browser)
  target.browser.openPage = async (tabId) => {
    const line = unwrap(await open(tabId))
    return ok({
      request: (request) => {
        if (request.type === 'scrollTo' && ++count === nth) happen()
        return line.request(request)
      },
      close: () => line.close(),
    })
  }
  return { scrollTo: () => count }
}

describe('Firefox', () => {
  it('has no page archive and says so', async () => {
    Object.assign(world.browser, { archive: false })
    expect(await world.controller.start(input({ mode: 'archive' }))).toMatchObject({
      ok: false,
      error: { type: 'notAvailable' },
    })
  })
})

describe('visible area and archive', () => {
  it('says how much of a longer page is shown and does not claim to be complete', async () => {
    const draft = await run(world, { mode: 'visible' })
    expect(names(world)).toEqual(['page.txt', 'thumbnail.webp', 'visible.png'])
    expect(draft.facts).toMatchObject({
      completeness: 'partial',
      completenessNote: "Shows 200 of 1,000 px of the page's height.",
    })
  })

  it('does not claim to show rows that the page holds below the picture', async () => {
    world = createWorld({ facts: { rows: { shown: 140, total: 140, source: 'text' } } })
    expect(check(await run(world, { mode: 'visible' }), 'rows')).toMatchObject({
      result: 'info',
      value: { shown: 140, total: 140 },
    })
    world = createWorld({ height: 200, facts: { rows: { shown: 4, total: 4, source: 'text' } } })
    expect(check(await run(world, { mode: 'visible' }), 'rows')).toMatchObject({ result: 'ok' })
  })

  it('is complete when the page fits', async () => {
    world = createWorld({ height: 200 })
    expect((await run(world, { mode: 'visible' })).facts.completeness).toBe('complete')
  })

  it('is partial when the page says that it shows 50 of 431 rows', async () => {
    world = createWorld({ height: 200, facts: { rows: { shown: 50, total: 431, source: 'text' } } })
    const draft = await run(world, { mode: 'visible' })
    expect(draft.facts).toMatchObject({
      completeness: 'partial',
      completenessNote: 'Shows 50 of 431 rows. The rest was not captured.',
    })
  })

  it('keeps the archive, a picture and the text', async () => {
    const draft = await run(world, { mode: 'archive' })
    expect(names(world)).toEqual(['page.mhtml', 'page.txt', 'thumbnail.webp', 'visible.png'])
    expect(check(draft, 'archive')).toEqual({
      id: 'archive',
      result: 'ok',
      value: { parts: 3, documents: 1, bytes: expect.any(Number) as number },
    })
  })
})

describe('what may not be captured', () => {
  it.each([
    'chrome://settings/',
    'about:config',
    'https://chromewebstore.google.com/detail/x',
    'chrome-extension://abc/app.html',
    'view-source:https://a.example/',
  ])('%s is forbidden', async (url) => {
    world.browser.tab = { ...world.browser.tab, url }
    const started = await world.controller.start(input())
    expect(started).toMatchObject({ ok: false, error: { type: 'forbiddenPage' } })
    expect(!started.ok && started.error.message).toMatch(/The browser doesn't let extensions see this page\./)
    expect(world.store.drafts.size).toBe(0)
  })

  it('a PDF is refused with the way to keep the file, where the browser tells its type and where only its name does', async () => {
    world = createWorld({ facts: { contentType: 'application/pdf' } })
    const refused = {
      ok: false,
      error: {
        type: 'pdf',
        message:
          'This is a PDF, a file and not a page. Save it and add it under Evidence, Upload: it is kept byte for byte.',
      },
    }
    for (const mode of ['visible', 'fullPage', 'archive'] as const)
      expect(await world.controller.start(input({ mode }))).toMatchObject(refused)
    world = createWorld()
    world.browser.tab = { ...world.browser.tab, url: 'https://files.example/report.PDF?x=1' }
    world.browser.failProbe = browserFailure(new Error('Missing host permission for the tab'))
    expect(await world.controller.start(input())).toMatchObject(refused)
    expect(world.store.drafts.size).toBe(0)
  })

  it.each(['visible', 'fullPage', 'archive'] as const)(
    "a viewer of the browser's own, which lets nobody in where the tab is granted, is refused as a file (%s): no key would open it",
    async (mode) => {
      world.browser.tab = { ...world.browser.tab, url: 'https://files.example/download?id=7' }
      world.browser.failProbe = browserFailure(new Error('Missing host permission for the tab'))
      expect(await world.controller.start(input({ mode }))).toMatchObject({
        ok: false,
        error: {
          type: 'ownViewer',
          message: expect.stringContaining('Save the file and add it under Evidence, Upload') as string,
        },
      })
      expect(world.store.drafts.size).toBe(0)
    },
  )

  it('a tab that is not granted says which key or button allows it', async () => {
    const { url: _unseen, ...tab } = world.browser.tab
    world.browser.tab = tab
    world.browser.failProbe = browserFailure(
      new Error("Either the '<all_urls>' or 'activeTab' permission is required."),
    )
    expect(await world.controller.start(input())).toMatchObject({
      ok: false,
      error: {
        type: 'tabNotGranted',
        message: 'Press Alt+Shift+E or click the Plumbline icon to allow this page. Your note and links are kept.',
      },
    })
  })

  it('one capture at a time', async () => {
    const first = world.controller.start(input())
    expect(await world.controller.start(input())).toMatchObject({ ok: false, error: { type: 'captureBusy' } })
    await world.controller.settled(unwrap(await first).draftId)
    expect((await run(world)).state).toBe('done')
  })

  it('a workspace that is not here takes nothing', async () => {
    expect(await world.controller.start(input({ workspaceId: 'other' }))).toMatchObject({
      ok: false,
      error: { type: 'noWorkspace' },
    })
  })
})

describe('amending, cancelling, sealing', () => {
  it("a demo's capture is dated by the demo's clock, and says so", async () => {
    world.clockOffset = -5_000
    const began = world.browser.clock.now()
    expect(await run(world, { mode: 'visible' })).toMatchObject({
      startedAt: began - 5_000,
      facts: { clockOffset: -5_000 },
    })
    world.clockOffset = 0
    expect((await run(world, { mode: 'visible' })).facts.clockOffset).toBeUndefined()
  })

  it('seals with links and facts corrected while it ran', async () => {
    const { draftId } = unwrap(await world.controller.start(input({ stated: { account: 'wrong' } })))
    unwrap(await world.controller.amend({ draftId, controls: ['c_2'], stated: { account: 'platform-eng-1' } }))
    await world.controller.settled(draftId)
    expect(world.sealed).toEqual([
      expect.objectContaining({ draftId, controls: ['c_2'], stated: { account: 'platform-eng-1' } }),
    ])
    expect(await world.controller.amend({ draftId, note: 'late' })).toMatchObject({
      ok: false,
      error: { type: 'alreadySealed' },
    })
  })

  it('what was cleared while it ran is not sealed, and the request it was taken off neither', async () => {
    const { draftId } = unwrap(await world.controller.start(input({ request: 'er_1', stated: { account: 'wrong' } })))
    unwrap(await world.controller.amend({ draftId, note: 'kept' }))
    unwrap(await world.controller.amend({ draftId, request: null, stated: {} }))
    await world.controller.settled(draftId)
    expect(world.sealed).toEqual([{ draftId, controls: ['c_1'], reqs: [], note: 'kept', stated: {} }])
  })

  it('cancelled and kept: complete tiles are sealed as partial', async () => {
    let cancelled: Promise<unknown> | undefined
    world.browser.beforeShot = (shot) => {
      if (shot === 3) cancelled = world.controller.cancel({ draftId: [...world.store.drafts.keys()][0]!, keep: true })
    }
    const draft = await run(world)
    await cancelled
    expect(draft.facts.pages[0]!.stopped).toMatchObject({ type: 'cancelled', afterTile: 3 })
    expect(draft).toMatchObject({ state: 'done', facts: { completeness: 'partial' } })
    expect(names(world, 'original')).toHaveLength(3)
  })

  it('cancelled and discarded: nothing stays', async () => {
    world.browser.beforeShot = (shot) => {
      if (shot === 3) void world.controller.cancel({ draftId: [...world.store.drafts.keys()][0]!, keep: false })
    }
    const draft = await run(world)
    expect(draft.state).toBe('cancelled')
    expect(names(world)).toEqual([])
    expect(world.sealed).toEqual([])
  })

  it('a capture that cannot be sealed says so and keeps what it has, and is sealed later, once', async () => {
    world.sealAnswer = () => fail('noKey', "Not sealed: the signing key can't be read.")
    const draft = await run(world)
    expect(draft).toMatchObject({ state: 'captured', failure: { type: 'noKey' } })
    expect(names(world, 'original')).toHaveLength(6)
    world.sealAnswer = undefined
    world.restart()
    await world.controller.resume('w1')
    await world.controller.resume('w1')
    expect(world.store.drafts.get(draft.id)!.state).toBe('done')
    expect(world.sealed).toHaveLength(1)
  })
})

describe('the worker dies', () => {
  /** Runs until the nth write to the store, then never again: what a killed worker leaves behind. */
  async function killedAtWrite(target: World, nth: number, changes: Partial<StartInput> = {}): Promise<void> {
    target.store.failFrom = nth
    const hang = new Promise<never>(() => undefined)
    for (const name of ['create', 'update', 'addFiles'] as const) {
      const plain = target.store[name] as (...args: unknown[]) => Promise<void>
      ;(target.store as unknown as Record<string, unknown>)[name] = (...args: unknown[]) =>
        target.store.writes + 1 >= target.store.failFrom ? hang : plain(...args)
    }
    const started = await Promise.race([
      target.controller.start(input(changes)),
      new Promise<undefined>((resolve) => setTimeout(resolve, 300)),
    ])
    if (started)
      await Promise.race([
        target.controller.settled(unwrap(started).draftId),
        new Promise((resolve) => setTimeout(resolve, 300)),
      ])
    target.store.failFrom = Number.POSITIVE_INFINITY
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'between any two writes (%i): nothing is lost, nothing is sealed twice',
    async (nth) => {
      await killedAtWrite(world, nth)
      const kept = names(world, 'original')
      world.restart()
      await world.controller.resume('w1')
      await world.controller.resume('w1')
      const drafts = [...world.store.drafts.values()]
      expect(drafts.length).toBeLessThanOrEqual(1)
      const [draft] = drafts
      expect(draft?.state).toBe(kept.length > 0 ? 'done' : draft && 'failed')
      expect(draft?.failure?.type).toBe(kept.length > 0 ? undefined : draft && 'browserEnded')
      expect(world.sealed).toHaveLength(kept.length > 0 ? 1 : 0)
      expect(names(world, 'original')).toEqual(kept)
      // From the eleventh write on the capture itself was over.
      const stopped = kept.length > 0 && nth < 11
      expect(
        draft?.facts.completeness === 'partial' &&
          draft.facts.completenessNote?.includes('Stopped: the browser ended the capture.'),
      ).toBe(stopped)
    },
  )

  it('after the seal was stored but before the answer came: the same evidence, not a second one', async () => {
    const draft = await run(world)
    world.store.drafts.set(draft.id, { ...draft, state: 'sealing' })
    world.restart()
    await world.controller.resume('w1')
    expect(world.sealed).toHaveLength(1)
    expect(sealCommandId(draft.id)).toBe(`seal_${draft.id}`)
  })
})

describe('series', () => {
  it('makes one evidence of ordered pages', async () => {
    const first = await run(world, { startsSeries: true })
    expect(first).toMatchObject({ state: 'captured', facts: { series: { open: true } } })
    expect(world.sealed).toEqual([])
    for (const n of [2, 3]) {
      world.browser.page.url = `https://console.example/backup?page=${n}`
      world.browser.tab = { ...world.browser.tab, url: world.browser.page.url }
      await run(world, { series: first.id, mode: 'visible' })
    }
    const answer = unwrap(await world.controller.finishSeries({ draftId: first.id }))
    expect(answer.ref).toBe('EV-1')
    expect(unwrap(await world.controller.finishSeries({ draftId: first.id }))).toEqual(answer)
    const draft = world.store.drafts.get(first.id)!
    expect(draft.facts.pages.map((page) => page.page!.state.url)).toEqual([
      'https://console.example/backup?period=2026-05',
      'https://console.example/backup?page=2',
      'https://console.example/backup?page=3',
    ])
    expect(names(world, 'original').filter((name) => !name.startsWith('page-01'))).toEqual([
      'page-02-visible.png',
      'page-03-visible.png',
    ])
    expect([...world.store.bytes.values()].map((file) => file.order)).toEqual(
      [...world.store.bytes.keys()].map((_, index) => index),
    )
    expect(draft.facts.completenessNote).toMatch(/^Page 2: Shows 200 of 1,000 px/)
    expect(await world.controller.start(input({ series: first.id }))).toMatchObject({
      ok: false,
      error: { type: 'seriesClosed' },
    })
  })

  it('is complete when its pages add up to the whole list, partial when a page is missing or taken twice', async () => {
    const seriesOf = async (stretches: readonly (readonly [number, number])[]) => {
      world = createWorld({ height: 200, facts: {} })
      let draftId: string | undefined
      for (const [from, to] of stretches) {
        const text = `${from}–${to} of 62`
        world.browser.page.facts = { rows: { shown: to - from + 1, total: 62, source: 'text', text, from } }
        world.browser.clock.time += 4_000
        world.browser.page.url = `https://console.example/backup?rows=${text}`
        world.browser.tab = { ...world.browser.tab, url: world.browser.page.url }
        const draft = await run(world, draftId === undefined ? { startsSeries: true } : { series: draftId })
        draftId ??= draft.id
      }
      unwrap(await world.controller.finishSeries({ draftId: draftId! }))
      return world.store.drafts.get(draftId!)!.facts
    }
    expect(
      await seriesOf([
        [1, 25],
        [26, 50],
        [51, 62],
      ]),
    ).toMatchObject({ completeness: 'complete' })
    // In any order: each of them is there once.
    expect(
      await seriesOf([
        [26, 50],
        [51, 62],
        [1, 25],
      ]),
    ).toMatchObject({ completeness: 'complete' })
    for (const stretches of [
      [
        [1, 25],
        [26, 50],
      ],
      [
        [1, 31],
        [1, 31],
      ],
      [
        [1, 25],
        [26, 50],
        [26, 37],
      ],
      [
        [1, 31],
        [30, 60],
      ],
      [
        [1, 20],
        [41, 62],
        [1, 20],
      ],
    ] as const) {
      const facts = await seriesOf(stretches)
      expect(facts, JSON.stringify(stretches)).toMatchObject({ completeness: 'partial' })
      expect(
        facts.pages.every((page) => page.selfCheck.find(({ id }) => id === 'heightReached')?.result === 'ok'),
      ).toBe(true)
      expect(facts.completenessNote).toMatch(/Page 1: Shows \d+ of 62 rows\. The rest was not captured\./)
    }
  })

  it('a page that is discarded takes nothing of the others with it, and its number is used again', async () => {
    const first = await run(world, { startsSeries: true, mode: 'visible' })
    const before = world.browser.shots.length
    world.browser.beforeShot = (shot) => {
      if (shot === before + 2) void world.controller.cancel({ draftId: first.id, keep: false })
    }
    await run(world, { series: first.id })
    world.browser.beforeShot = () => undefined
    expect(names(world)).toEqual(['page-01-page.txt', 'page-01-thumbnail.webp', 'page-01-visible.png'])
    await run(world, { series: first.id, mode: 'visible' })
    expect(names(world, 'original')).toEqual(['page-01-visible.png', 'page-02-visible.png'])
  })

  it('survives the worker and stays open', async () => {
    const first = await run(world, { startsSeries: true, mode: 'visible' })
    world.restart()
    await world.controller.resume('w1')
    expect(world.store.drafts.get(first.id)).toMatchObject({ state: 'captured', facts: { series: { open: true } } })
    unwrap(await world.controller.finishSeries({ draftId: first.id }))
    expect(world.sealed).toHaveLength(1)
  })
})
