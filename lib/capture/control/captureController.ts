/**
 * Runs captures in the background: one at a time, durable at every step, sealed through the engine. It owns no bytes
 * and no keys: pictures go to the store as they come, the seal is the engine's command, sent with an id made from the
 * draft so that a draft becomes evidence once, however often the worker dies.
 */

import { isJsonObject } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { newRecordId, type Random } from '~/lib/shared/ids'
import type { BrowserTab } from './captureBrowser'
import { captureMessages, isForbiddenAddress, isPdfAddress } from './browserErrors'
import { capturePage } from '../modes/capturePage'
import type { CaptureStore, Draft } from './captureStore'
import { createDraftEndings, prefixOf, toDraftFile, type EndingSurroundings } from '../record/draftEndings'
import type { CapturedPage, CaptureFacts, CaptureLinks, CaptureMode, StatedFacts } from '../record/captureFacts'

export interface ControllerSurroundings extends EndingSurroundings {
  readonly random: Random
  readonly browserFacts: CaptureFacts['browser']
  /** The store of a workspace of this device; undefined when there is no such workspace. */
  store(workspaceId: string): Promise<CaptureStore | undefined>
  /** Every workspace that may hold drafts. */
  workspaces(): Promise<readonly string[]>
  /** Milliseconds by which a workspace's clock is ahead of this device's: 0, but for the demo with its fixed date. */
  clockOffset(workspaceId: string): Promise<number>
  /** A site was captured into a workspace: the next capture there proposes it. */
  remember(url: string, workspaceId: string): Promise<void>
}

export interface StartInput extends CaptureLinks {
  readonly tabId: number
  readonly workspaceId: string
  readonly mode: CaptureMode
  /** Follow the list inside the page instead of the page; a series goes on as it began. Full page only. */
  readonly inner?: boolean
  readonly series?: string
  readonly startsSeries?: boolean
}

export interface AmendInput extends Partial<Omit<CaptureLinks, 'request'>> {
  readonly draftId: string
  /** null takes the capture off its request. */
  readonly request?: string | null
  readonly stated?: StatedFacts
}

export interface CaptureController {
  start(input: StartInput): Promise<Result<{ readonly draftId: string }>>
  amend(input: AmendInput): Promise<Result<null>>
  cancel(input: { readonly draftId: string; readonly keep: boolean }): Promise<Result<null>>
  finishSeries(input: { readonly draftId: string }): Promise<Result<{ readonly id: string; readonly ref: string }>>
  /** Takes up what a dead worker left behind in a workspace; safe to call any number of times. */
  resume(workspaceId: string): Promise<void>
  /** Resolves when the capture under way, its derived files and its seal are done. */
  settled(draftId: string): Promise<Draft | undefined>
  readonly busy: boolean
}

interface Running {
  /** Empty until the draft is about to be written. */
  draftId: string
  wanted: 'all' | 'keep' | 'discard'
  done: Promise<void>
}

const captureOptions = {
  format: 'png',
  tiles: 'original',
  stitched: 'derived',
  fixedElements: 'hiddenAfterTile1',
  lazyContent: 'preScrolled',
} as const

const innerList = { follows: 'innerList' } as const
const followsInner = ({ options }: CaptureFacts): boolean =>
  isJsonObject(options) && options.follows === innerList.follows

export function createCaptureController(around: ControllerSurroundings): CaptureController {
  const { clock, browser } = around
  let running: Running | undefined
  const { complete, failed, discard, seal, takeUp, sealing } = createDraftEndings(around)

  async function find(
    draftId: string,
  ): Promise<{ readonly workspaceId: string; readonly store: CaptureStore; readonly draft: Draft } | undefined> {
    for (const workspaceId of await around.workspaces()) {
      const store = await around.store(workspaceId)
      const draft = await store?.get(draftId)
      if (store && draft) return { workspaceId, store, draft }
    }
    return undefined
  }

  async function start(input: StartInput): Promise<Result<{ readonly draftId: string }>> {
    if (running) return fail('captureBusy', 'A capture is under way. Let it finish or cancel it.')
    if (input.inner && input.mode !== 'fullPage')
      return fail('inputMalformed', 'Only a full page capture can follow the list inside a page.')
    if (input.mode === 'archive' && !browser.archive) return fail('notAvailable', captureMessages.notAvailable)
    const run: Running = { draftId: '', wanted: 'all', done: Promise.resolve() }
    running = run
    const begun = await begin(input, run).catch((error: unknown) => {
      running = undefined
      throw error
    })
    if (!begun.ok) {
      running = undefined
      return begun
    }
    const { store, tab, draft } = begun.value
    run.done = take(store, tab, draft, input, run).finally(() => {
      running = undefined
    })
    return ok({ draftId: draft.id })
  }

  async function begin(
    input: StartInput,
    run: Running,
  ): Promise<Result<{ store: CaptureStore; tab: BrowserTab; draft: Draft }>> {
    const store = await around.store(input.workspaceId)
    if (!store) return fail('noWorkspace', 'This workspace is not on this device. Open another one and capture again.')
    const tab = await browser.getTab(input.tabId)
    if (!tab) return fail('pageGone', captureMessages.pageGone)
    if (!tab.active) return fail('tabNotInFront', 'Bring the tab to the front: the browser pictures what is shown.')
    if (tab.url !== undefined && isForbiddenAddress(tab.url))
      return fail('forbiddenPage', captureMessages.forbiddenPage)
    const probe = await browser.probe(input.tabId)
    if (probe.ok ? probe.value === 'application/pdf' : tab.url !== undefined && isPdfAddress(tab.url))
      return fail('pdf', captureMessages.pdf)
    // The address is known, so the tab was granted; scripting is refused all the same: a built-in viewer, which no
    // shortcut opens.
    if (!probe.ok && probe.error.type === 'tabNotGranted' && tab.url !== undefined)
      return fail('ownViewer', captureMessages.ownViewer)
    if (!probe.ok && !(probe.error.type === 'forbiddenPage' && input.mode === 'visible' && tab.url !== undefined))
      return probe
    const now = clock.now()
    const links = linksOf(input)
    if (input.series !== undefined) {
      const series = await store.get(input.series)
      if (!series || series.state !== 'captured' || !series.facts.series?.open)
        return fail('seriesClosed', 'This series is finished. Start a new one.')
      run.draftId = series.id
      const draft: Draft = { ...series, state: 'capturing', updatedAt: now, tabId: input.tabId, step: 0, steps: 1 }
      await store.update(series.id, { state: 'capturing', updatedAt: now, tabId: input.tabId, step: 0, steps: 1 })
      return ok({ store, tab, draft })
    }
    const clockOffset = await around.clockOffset(input.workspaceId)
    const draft: Draft = {
      id: newRecordId('dr', around.random),
      mode: input.mode,
      state: 'capturing',
      startedAt: now + clockOffset,
      updatedAt: now,
      tabId: input.tabId,
      step: 0,
      steps: 1,
      facts: {
        workspaceId: input.workspaceId,
        url: tab.url ?? '',
        title: tab.title ?? '',
        pages: [],
        ...(clockOffset !== 0 && { clockOffset }),
        ...(input.startsSeries && { series: { open: true } }),
        browser: around.browserFacts,
        options: { ...captureOptions, ...(input.inner && innerList) },
      },
      links,
    }
    run.draftId = draft.id
    await store.create(draft)
    return ok({ store, tab, draft })
  }

  /** Takes the page and settles the draft. Ends in `captured`, `failed`, `cancelled` or, when sealed, `done`. */
  async function take(
    store: CaptureStore,
    tab: BrowserTab,
    draft: Draft,
    input: StartInput,
    run: Running,
  ): Promise<void> {
    const earlier = draft.facts.pages
    const index = earlier.length
    const prefix = prefixOf(draft.facts, index)
    let order = (await store.files(draft.id)).length
    const facts = (page: CapturedPage): CaptureFacts => ({
      ...draft.facts,
      ...(index === 0 && page.page && { url: page.page.state.url, title: page.page.title || draft.facts.title }),
      pages: [...earlier, page],
    })
    const taken = await capturePage(around, {
      mode: input.mode,
      inner: followsInner(draft.facts),
      tab,
      prefix,
      cancelled: () => run.wanted !== 'all',
      async save(files, page) {
        await store.addFiles(
          draft.id,
          files.map((file) => toDraftFile(draft.id, file, order++)),
          {
            facts: facts(page),
            step: page.tiles.length,
            steps: page.tilesPlanned,
            updatedAt: clock.now(),
          },
        )
      },
    }).catch((error: unknown): Result<CapturedPage> =>
      fail(
        'captureFailed',
        `The capture broke off: ${error instanceof Error ? error.message : String(error)}. Capture again.`,
      ),
    )

    if (run.wanted === 'discard') return discard(store, draft, false)
    if (!taken.ok) {
      const kept = (await store.get(draft.id))?.facts.pages[index]
      if (kept && kept.tiles.length > 0)
        await complete(store, draft.id, {
          ...kept,
          stopped: kept.stopped ?? {
            type: 'captureFailed',
            message: taken.error.message,
            afterTile: kept.tiles.length,
          },
        })
      else return failed(store, draft, taken.error)
    } else await complete(store, draft.id, taken.value)
    await around.remember(draft.facts.url || tab.url || '', draft.facts.workspaceId)
    if (!draft.facts.series?.open) await seal(store, draft.id)
  }

  async function amend({ draftId, request, ...changes }: AmendInput): Promise<Result<null>> {
    const found = await find(draftId)
    if (!found) return fail('noDraft', 'This capture is not on this device any more.')
    if (found.draft.state !== 'capturing' && found.draft.state !== 'captured')
      return fail(
        'alreadySealed',
        'This capture is sealed. Change the evidence record instead; it will read "stated later".',
      )
    const { request: before, ...rest } = found.draft.links
    const linked = request === undefined ? before : request
    const links: CaptureLinks = {
      ...rest,
      ...(typeof linked === 'string' && { request: linked }),
      ...linksPatch(changes),
    }
    await found.store.update(draftId, { links, updatedAt: clock.now() })
    return ok(null)
  }

  async function cancel({
    draftId,
    keep,
  }: {
    readonly draftId: string
    readonly keep: boolean
  }): Promise<Result<null>> {
    if (running?.draftId === draftId) {
      running.wanted = keep ? 'keep' : 'discard'
      await running.done
      const ended = await find(draftId)
      return !keep && ended?.draft.state === 'done'
        ? fail(
            'alreadySealed',
            'The capture was sealed before it could be cancelled. Reject it in the review, with a reason.',
          )
        : ok(null)
    }
    const found = await find(draftId)
    if (!found) return fail('noDraft', 'This capture is not on this device any more.')
    const { state } = found.draft
    if (state === 'done' || state === 'sealing')
      return fail('alreadySealed', 'This capture is sealed and can no longer be cancelled.')
    if (!keep) await discard(found.store, found.draft, state === 'captured')
    else await takeUp(found.store, found.draft, { type: 'cancelled', message: 'Cancelled by the capturer.' }, true)
    return ok(null)
  }

  async function finishSeries({
    draftId,
  }: {
    readonly draftId: string
  }): Promise<Result<{ readonly id: string; readonly ref: string }>> {
    if (running?.draftId === draftId) await running.done
    const found = await find(draftId)
    if (!found) return fail('noDraft', 'This series is not on this device any more.')
    const { draft, store } = found
    if (draft.state === 'done' && draft.evidenceId !== undefined)
      return ok({ id: draft.evidenceId, ref: draft.ref ?? '' })
    if (draft.facts.pages.length === 0) return fail('seriesEmpty', 'Capture at least one page first.')
    await store.update(draftId, { facts: { ...draft.facts, series: { open: false } }, updatedAt: clock.now() })
    const sealed = await seal(store, draftId)
    return sealed.ok ? ok({ id: sealed.value.id, ref: sealed.value.ref }) : sealed
  }

  async function resume(workspaceId: string): Promise<void> {
    const store = await around.store(workspaceId)
    if (!store) return
    for (const draft of await store.unfinished()) {
      if (running?.draftId === draft.id || sealing(draft.id)) continue
      await takeUp(store, draft, { type: 'browserEnded', message: 'Stopped: the browser ended the capture.' }, false)
    }
  }

  return {
    start,
    amend,
    cancel,
    finishSeries,
    resume,
    async settled(draftId) {
      if (running?.draftId === draftId) await running.done
      await sealing(draftId)
      return (await find(draftId))?.draft
    },
    get busy() {
      return running !== undefined
    },
  }
}

function linksOf({ controls, reqs, request, title, note, stated }: StartInput): CaptureLinks {
  return { controls, reqs, ...linksPatch({ request, title, note, stated }) }
}

/** Only what is given: an absent member must not erase what was said before. */
function linksPatch(changes: {
  readonly [K in keyof CaptureLinks]?: CaptureLinks[K] | undefined
}): Partial<CaptureLinks> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}
