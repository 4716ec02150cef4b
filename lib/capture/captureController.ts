/**
 * Runs captures in the background: one at a time, durable at every step, sealed through the engine. It owns no bytes
 * and no keys: pictures go to the store as they come, the seal is the engine's command, sent with an id made from the
 * draft so that a draft becomes evidence once, however often the worker dies.
 */

import { fail, ok, type Failure, type Result } from '../shared/result'
import { newRecordId, type Random } from '../shared/ids'
import type { BrowserTab } from './captureBrowser'
import { captureMessages, isForbiddenAddress } from './browserErrors'
import { capturePage, type CaptureSurroundings, type TakenFile } from './capturePage'
import type { CaptureStore, Draft, DraftFile, DraftPatch } from './captureStore'
import { derivePictures } from './derivePictures'
import type { CapturedPage, CaptureFacts, CaptureLinks, CaptureMode, StatedFacts } from './facts'
import { judgeCompleteness, selfCheck } from './selfCheck'

export interface SealAnswer {
  readonly id: string
  readonly ref: string
  readonly completeness: string
}

export interface ControllerSurroundings extends CaptureSurroundings {
  readonly random: Random
  readonly browserFacts: CaptureFacts['browser']
  /** The store of a workspace of this device; undefined when there is no such workspace. */
  store(workspaceId: string): Promise<CaptureStore | undefined>
  /** Every workspace that may hold drafts. */
  workspaces(): Promise<readonly string[]>
  /** The engine's `evidence.seal`. The same command id again gives the first answer. */
  seal(workspaceId: string, commandId: string, input: SealInput): Promise<Result<SealAnswer>>
  /** Milliseconds by which a workspace's clock is ahead of this device's: 0, but for the demo with its fixed date. */
  clockOffset(workspaceId: string): Promise<number>
  /** A site was captured into a workspace: the next capture there proposes it. */
  remember(url: string, workspaceId: string): Promise<void>
}

export interface SealInput extends CaptureLinks {
  readonly draftId: string
}

export interface StartInput extends CaptureLinks {
  readonly tabId: number
  readonly workspaceId: string
  readonly mode: CaptureMode
  readonly series?: string
  readonly startsSeries?: boolean
}

export interface AmendInput extends Partial<CaptureLinks> {
  readonly draftId: string
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

const captureOptions = { format: 'png', tiles: 'original', stitched: 'derived', fixedElements: 'hiddenFromTile2', lazyContent: 'preScrolled' } as const

export const sealCommandId = (draftId: string): string => `seal_${draftId}`

export function createCaptureController(around: ControllerSurroundings): CaptureController {
  const { clock, browser } = around
  let running: Running | undefined
  const finishing = new Map<string, Promise<Result<SealAnswer>>>()

  async function find(draftId: string): Promise<{ readonly workspaceId: string; readonly store: CaptureStore; readonly draft: Draft } | undefined> {
    for (const workspaceId of await around.workspaces()) {
      const store = await around.store(workspaceId)
      const draft = await store?.get(draftId)
      if (store && draft) return { workspaceId, store, draft }
    }
    return undefined
  }

  async function start(input: StartInput): Promise<Result<{ readonly draftId: string }>> {
    if (running) return fail('captureBusy', 'A capture is under way. Let it finish or cancel it.')
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

  async function begin(input: StartInput, run: Running): Promise<Result<{ store: CaptureStore; tab: BrowserTab; draft: Draft }>> {
    const store = await around.store(input.workspaceId)
    if (!store) return fail('noWorkspace', 'This workspace is not on this device. Open another one and capture again.')
    const tab = await browser.getTab(input.tabId)
    if (!tab) return fail('pageGone', captureMessages.pageGone)
    if (!tab.active) return fail('tabNotInFront', 'Bring the tab to the front: the browser pictures what is shown.')
    if (tab.url !== undefined && isForbiddenAddress(tab.url)) return fail('forbiddenPage', captureMessages.forbiddenPage)
    const probe = await browser.probe(input.tabId)
    if (!probe.ok && !(probe.error.type === 'forbiddenPage' && input.mode === 'visible' && tab.url !== undefined)) return probe
    const now = clock.now()
    const links = linksOf(input)
    if (input.series !== undefined) {
      const series = await store.get(input.series)
      if (!series || series.state !== 'captured' || !series.facts.series?.open) return fail('seriesClosed', 'This series is finished. Start a new one.')
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
        options: captureOptions,
      },
      links,
    }
    run.draftId = draft.id
    await store.create(draft)
    return ok({ store, tab, draft })
  }

  /** Takes the page and settles the draft. Ends in `captured`, `failed`, `cancelled` or, when sealed, `done`. */
  async function take(store: CaptureStore, tab: BrowserTab, draft: Draft, input: StartInput, run: Running): Promise<void> {
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
      tab,
      prefix,
      cancelled: () => run.wanted !== 'all',
      async save(files, page) {
        await store.addFiles(draft.id, files.map((file) => toDraftFile(draft.id, file, order++)), {
          facts: facts(page),
          step: page.tiles.length,
          steps: page.tilesPlanned,
          updatedAt: clock.now(),
        })
      },
    }).catch((error: unknown): Result<CapturedPage> => fail('captureFailed', `The capture broke off: ${error instanceof Error ? error.message : String(error)}. Capture again.`))

    if (run.wanted === 'discard') return discard(store, draft, false)
    if (!taken.ok) {
      const kept = (await store.get(draft.id))?.facts.pages[index]
      if (kept && kept.tiles.length > 0) await complete(store, draft.id, { ...kept, stopped: kept.stopped ?? { type: 'captureFailed', message: taken.error.message, afterTile: kept.tiles.length } })
      else return failed(store, draft, taken.error)
    } else await complete(store, draft.id, taken.value)
    await around.remember(draft.facts.url || tab.url || '', draft.facts.workspaceId)
    if (!draft.facts.series?.open) await seal(store, draft.id)
  }

  async function failed(store: CaptureStore, draft: Draft, error: Failure): Promise<void> {
    // A series loses only the page that failed.
    if (draft.facts.pages.length > 0) {
      await store.update(draft.id, { state: 'captured', facts: draft.facts, failure: { type: error.type, message: error.message }, updatedAt: clock.now() })
    } else await store.discard(draft.id, { state: 'failed', failure: { type: error.type, message: error.message }, updatedAt: clock.now() })
  }

  /** Of a series under way only the page in hand goes; what was taken before stays. */
  async function discard(store: CaptureStore, draft: Draft, whole: boolean): Promise<void> {
    const earlier = draft.facts.pages.filter((page) => page.endedAt !== undefined)
    if (!whole && earlier.length > 0) {
      const kept = new Set(earlier.map((_, index) => prefixOf(draft.facts, index)))
      const gone = (await store.files(draft.id)).filter((file) => ![...kept].some((prefix) => file.name.startsWith(prefix)))
      return store.removeFiles(draft.id, gone.map((file) => file.name), { state: 'captured', facts: { ...draft.facts, pages: earlier }, updatedAt: clock.now() })
    }
    await store.discard(draft.id, { state: 'cancelled', updatedAt: clock.now() })
  }

  /** Derived files, self-check and verdict of the page that was taken last; state `captured`. */
  async function complete(store: CaptureStore, draftId: string, taken: CapturedPage): Promise<void> {
    const draft = await store.get(draftId)
    if (!draft || draft.state !== 'capturing') return
    const index = draft.facts.pages.findIndex((page) => page.startedAt === taken.startedAt)
    const at = index < 0 ? draft.facts.pages.length : index
    const files = await store.files(draftId)
    const bytesOf = new Map(files.map((file) => [file.name, file.bytes]))
    const tiles = taken.tiles.flatMap((tile) => {
      const bytes = bytesOf.get(tile.name)
      return bytes ? [{ facts: tile, bytes }] : []
    })
    let derived: readonly TakenFile[] = []
    let trouble: string | undefined
    try {
      derived = await derivePictures(around.imaging, taken, tiles, { prefix: prefixOf(draft.facts, at), thumbnail: at === 0 })
    } catch (error) {
      trouble = error instanceof Error ? error.message : String(error)
    }
    const page: CapturedPage = {
      ...taken,
      endedAt: taken.endedAt ?? clock.now(),
      selfCheck: [...selfCheck(taken), ...(trouble ? [{ id: 'stitched', result: 'warn' as const, value: { message: trouble } }] : [])],
    }
    const pages = [...draft.facts.pages.slice(0, at), page]
    const verdict = judgeCompleteness(pages)
    const facts: CaptureFacts = { ...draft.facts, pages, completeness: verdict.completeness, ...(verdict.note && { completenessNote: verdict.note }) }
    const patch: DraftPatch = { state: 'captured', facts, step: page.tiles.length, steps: page.tiles.length, failure: undefined, updatedAt: clock.now() }
    const fresh = derived.filter((file) => !bytesOf.has(file.name)).map((file, n) => toDraftFile(draftId, file, files.length + n))
    try {
      await store.addFiles(draftId, fresh, patch)
    } catch {
      // No room for what can be made again: the originals are sealed without it.
      await store.update(draftId, patch)
    }
  }

  function seal(store: CaptureStore, draftId: string): Promise<Result<SealAnswer>> {
    const under = finishing.get(draftId)
    if (under) return under
    const work = sealNow(store, draftId).finally(() => finishing.delete(draftId))
    finishing.set(draftId, work)
    return work
  }

  async function sealNow(store: CaptureStore, draftId: string): Promise<Result<SealAnswer>> {
    const draft = await store.get(draftId)
    if (!draft) return fail('noDraft', 'This capture is not on this device any more.')
    if (draft.state !== 'captured' && draft.state !== 'sealing') return fail('notCaptured', 'This capture is not finished.')
    await store.update(draftId, { state: 'sealing', updatedAt: clock.now() })
    const sealed = await around.seal(draft.facts.workspaceId, sealCommandId(draftId), { draftId, ...draft.links })
      .catch((error: unknown): Result<SealAnswer> => fail('sealBroke', `Not sealed: ${error instanceof Error ? error.message : String(error)}. The picture is kept.`))
    if (!sealed.ok) {
      const now = await store.get(draftId)
      if (now?.state === 'sealing') await store.update(draftId, { state: 'captured', failure: { type: sealed.error.type, message: sealed.error.message }, updatedAt: clock.now() })
    }
    return sealed
  }

  async function amend({ draftId, ...changes }: AmendInput): Promise<Result<null>> {
    const found = await find(draftId)
    if (!found) return fail('noDraft', 'This capture is not on this device any more.')
    if (found.draft.state !== 'capturing' && found.draft.state !== 'captured') return fail('alreadySealed', 'This capture is sealed. Change the evidence record instead; it will read "stated later".')
    const links: CaptureLinks = { ...found.draft.links, ...linksPatch(changes) }
    await found.store.update(draftId, { links, updatedAt: clock.now() })
    return ok(null)
  }

  async function cancel({ draftId, keep }: { readonly draftId: string; readonly keep: boolean }): Promise<Result<null>> {
    if (running?.draftId === draftId) {
      running.wanted = keep ? 'keep' : 'discard'
      await running.done
      const ended = await find(draftId)
      return !keep && ended?.draft.state === 'done' ? fail('alreadySealed', 'The capture was sealed before it could be cancelled. Reject it in the review, with a reason.') : ok(null)
    }
    const found = await find(draftId)
    if (!found) return fail('noDraft', 'This capture is not on this device any more.')
    const { state } = found.draft
    if (state === 'done' || state === 'sealing') return fail('alreadySealed', 'This capture is sealed and can no longer be cancelled.')
    if (!keep) await discard(found.store, found.draft, state === 'captured')
    else await takeUp(found.store, found.draft, { type: 'cancelled', message: 'Cancelled by the capturer.' }, true)
    return ok(null)
  }

  async function finishSeries({ draftId }: { readonly draftId: string }): Promise<Result<{ readonly id: string; readonly ref: string }>> {
    if (running?.draftId === draftId) await running.done
    const found = await find(draftId)
    if (!found) return fail('noDraft', 'This series is not on this device any more.')
    const { draft, store } = found
    if (draft.state === 'done' && draft.evidenceId !== undefined) return ok({ id: draft.evidenceId, ref: draft.ref ?? '' })
    if (draft.facts.pages.length === 0) return fail('seriesEmpty', 'Capture at least one page first.')
    await store.update(draftId, { facts: { ...draft.facts, series: { open: false } }, updatedAt: clock.now() })
    const sealed = await seal(store, draftId)
    return sealed.ok ? ok({ id: sealed.value.id, ref: sealed.value.ref }) : sealed
  }

  /** Brings a draft that nobody works on to its end. */
  async function takeUp(store: CaptureStore, draft: Draft, why: { readonly type: 'browserEnded' | 'cancelled'; readonly message: string }, sealOpenSeries: boolean): Promise<void> {
    if (draft.state === 'capturing') {
      const last = draft.facts.pages.at(-1)
      const unfinished = last && last.endedAt === undefined ? last : undefined
      if (unfinished && (unfinished.tiles.length > 0 || unfinished.archive)) {
        await complete(store, draft.id, { ...unfinished, stopped: unfinished.stopped ?? { ...why, afterTile: unfinished.tiles.length } })
      } else {
        const pages = unfinished ? draft.facts.pages.slice(0, -1) : draft.facts.pages
        if (pages.length === 0) return failed(store, { ...draft, facts: { ...draft.facts, pages: [] } }, { type: why.type, message: why.message })
        await store.update(draft.id, { state: 'captured', facts: { ...draft.facts, pages }, updatedAt: clock.now() })
      }
    }
    if (draft.facts.series?.open && !sealOpenSeries) return
    await seal(store, draft.id)
  }

  async function resume(workspaceId: string): Promise<void> {
    const store = await around.store(workspaceId)
    if (!store) return
    for (const draft of await store.unfinished()) {
      if (running?.draftId === draft.id || finishing.has(draft.id)) continue
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
      await finishing.get(draftId)
      return (await find(draftId))?.draft
    },
    get busy() {
      return running !== undefined
    },
  }
}

const prefixOf = (facts: CaptureFacts, index: number): string => (facts.series ? `page-${String(index + 1).padStart(2, '0')}-` : '')

const toDraftFile = (draftId: string, file: TakenFile, order: number): DraftFile => ({ draftId, order, ...file })

function linksOf({ controls, reqs, request, title, note, stated }: StartInput): CaptureLinks {
  return { controls, reqs, ...linksPatch({ request, title, note, stated }) }
}

/** Only what is given: an absent member must not erase what was said before. */
function linksPatch(changes: { readonly [K in keyof CaptureLinks]?: CaptureLinks[K] | undefined }): Partial<CaptureLinks> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}
