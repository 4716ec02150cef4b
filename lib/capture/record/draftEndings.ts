/**
 * How a draft ends, whoever ends it: the capture that took it, a cancel, or a later start of the worker that finds it.
 * Derived files, self-check and verdict; then the seal, once per draft; or let go, keeping of a series what was taken.
 */

import { fail, type Failure, type Result } from '~/lib/shared/result'
import type { CaptureSurroundings, TakenFile } from '../modes/capturePage'
import type { CaptureStore, Draft, DraftFile, DraftPatch } from '../control/captureStore'
import { derivePictures } from '../modes/derivePictures'
import type { CapturedPage, CaptureFacts, CaptureLinks } from './captureFacts'
import { selfCheck } from '../checks/selfCheck'
import { judgeCompleteness } from '../checks/captureVerdict'

export interface SealAnswer {
  readonly id: string
  readonly ref: string
  readonly completeness: string
}

export interface SealInput extends CaptureLinks {
  readonly draftId: string
}

export interface EndingSurroundings extends CaptureSurroundings {
  /** The engine's `evidence.seal`. The same command id again gives the first answer. */
  seal(workspaceId: string, commandId: string, input: SealInput): Promise<Result<SealAnswer>>
}

export interface DraftEndings {
  /** Derived files, self-check and verdict of the page that was taken last; state `captured`. */
  complete(store: CaptureStore, draftId: string, taken: CapturedPage): Promise<void>
  /** Nothing was taken. A series loses only the page that failed. */
  failed(store: CaptureStore, draft: Draft, error: Failure): Promise<void>
  /** Of a series under way only the page in hand goes, unless the `whole` is meant. */
  discard(store: CaptureStore, draft: Draft, whole: boolean): Promise<void>
  seal(store: CaptureStore, draftId: string): Promise<Result<SealAnswer>>
  /** Brings a draft that nobody works on to its end. */
  takeUp(
    store: CaptureStore,
    draft: Draft,
    why: { readonly type: 'browserEnded' | 'cancelled'; readonly message: string },
    sealOpenSeries: boolean,
  ): Promise<void>
  /** The seal of a draft that is under way. */
  sealing(draftId: string): Promise<unknown> | undefined
}

export const sealCommandId = (draftId: string): string => `seal_${draftId}`

export function createDraftEndings(around: EndingSurroundings): DraftEndings {
  const { clock } = around
  const finishing = new Map<string, Promise<Result<SealAnswer>>>()

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
      derived = await derivePictures(around.imaging, taken, tiles, {
        prefix: prefixOf(draft.facts, at),
        thumbnail: at === 0,
      })
    } catch (error) {
      trouble = error instanceof Error ? error.message : String(error)
    }
    const page: CapturedPage = {
      ...taken,
      endedAt: taken.endedAt ?? clock.now(),
      selfCheck: [
        ...selfCheck(taken),
        ...(trouble ? [{ id: 'stitched', result: 'warn' as const, value: { message: trouble } }] : []),
      ],
    }
    const pages = [...draft.facts.pages.slice(0, at), page]
    const verdict = judgeCompleteness(pages)
    const { completenessNote: _, ...before } = draft.facts
    const facts: CaptureFacts = {
      ...before,
      pages,
      completeness: verdict.completeness,
      ...(verdict.note && { completenessNote: verdict.note }),
    }
    const patch: DraftPatch = {
      state: 'captured',
      facts,
      step: page.tiles.length,
      steps: page.tiles.length,
      failure: undefined,
      updatedAt: clock.now(),
    }
    const fresh = derived
      .filter((file) => !bytesOf.has(file.name))
      .map((file, n) => toDraftFile(draftId, file, files.length + n))
    try {
      await store.addFiles(draftId, fresh, patch)
    } catch {
      // No room for what can be made again: the originals are sealed without it.
      await store.update(draftId, patch)
    }
  }

  async function failed(store: CaptureStore, draft: Draft, error: Failure): Promise<void> {
    if (draft.facts.pages.length > 0) {
      await store.update(draft.id, {
        state: 'captured',
        facts: draft.facts,
        failure: { type: error.type, message: error.message },
        updatedAt: clock.now(),
      })
    } else
      await store.discard(draft.id, {
        state: 'failed',
        failure: { type: error.type, message: error.message },
        updatedAt: clock.now(),
      })
  }

  async function discard(store: CaptureStore, draft: Draft, whole: boolean): Promise<void> {
    const earlier = draft.facts.pages.filter((page) => page.endedAt !== undefined)
    if (!whole && earlier.length > 0) {
      const kept = new Set(earlier.map((_, index) => prefixOf(draft.facts, index)))
      const gone = (await store.files(draft.id)).filter(
        (file) => ![...kept].some((prefix) => file.name.startsWith(prefix)),
      )
      return store.removeFiles(
        draft.id,
        gone.map((file) => file.name),
        { state: 'captured', facts: { ...draft.facts, pages: earlier }, updatedAt: clock.now() },
      )
    }
    await store.discard(draft.id, { state: 'cancelled', updatedAt: clock.now() })
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
    if (draft.state !== 'captured' && draft.state !== 'sealing')
      return fail('notCaptured', 'This capture is not finished.')
    await store.update(draftId, { state: 'sealing', updatedAt: clock.now() })
    const sealed = await around
      .seal(draft.facts.workspaceId, sealCommandId(draftId), { draftId, ...draft.links })
      .catch((error: unknown): Result<SealAnswer> =>
        fail(
          'sealBroke',
          `Not sealed: ${error instanceof Error ? error.message : String(error)}. The picture is kept.`,
        ),
      )
    if (!sealed.ok) {
      const now = await store.get(draftId)
      if (now?.state === 'sealing')
        await store.update(draftId, {
          state: 'captured',
          failure: { type: sealed.error.type, message: sealed.error.message },
          updatedAt: clock.now(),
        })
    }
    return sealed
  }

  async function takeUp(
    store: CaptureStore,
    draft: Draft,
    why: { readonly type: 'browserEnded' | 'cancelled'; readonly message: string },
    sealOpenSeries: boolean,
  ): Promise<void> {
    if (draft.state === 'capturing') {
      const last = draft.facts.pages.at(-1)
      const unfinished = last && last.endedAt === undefined ? last : undefined
      if (unfinished && (unfinished.tiles.length > 0 || unfinished.archive)) {
        await complete(store, draft.id, {
          ...unfinished,
          stopped: unfinished.stopped ?? { ...why, afterTile: unfinished.tiles.length },
        })
      } else {
        const pages = unfinished ? draft.facts.pages.slice(0, -1) : draft.facts.pages
        if (pages.length === 0)
          return failed(
            store,
            { ...draft, facts: { ...draft.facts, pages: [] } },
            { type: why.type, message: why.message },
          )
        await store.update(draft.id, { state: 'captured', facts: { ...draft.facts, pages }, updatedAt: clock.now() })
      }
    }
    if (draft.facts.series?.open && !sealOpenSeries) return
    await seal(store, draft.id)
  }

  return { complete, failed, discard, seal, takeUp, sealing: (draftId) => finishing.get(draftId) }
}

/** Before the file names of a page: `page-02-` in a series. */
export const prefixOf = (facts: CaptureFacts, index: number): string =>
  facts.series ? `page-${String(index + 1).padStart(2, '0')}-` : ''

export const toDraftFile = (draftId: string, file: TakenFile, order: number): DraftFile => ({ draftId, order, ...file })
