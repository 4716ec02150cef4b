/** A capture store in memory with the same promise as the vault's: files and row change together or not at all. */

import type { CaptureStore, Draft, DraftFile } from '~/lib/capture/control/captureStore'

export interface MemoryStore extends CaptureStore {
  readonly drafts: Map<string, Draft>
  readonly bytes: Map<string, DraftFile>
  /** Throws from the nth write on: a full disk, or the death of the worker. */
  failFrom: number
  writes: number
}

export function createMemoryStore(): MemoryStore {
  const drafts = new Map<string, Draft>()
  const bytes = new Map<string, DraftFile>()
  const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
  const key = (draftId: string, name: string): string => `${draftId}/${name}`
  const filesOf = (draftId: string): DraftFile[] =>
    [...bytes.values()].filter((file) => file.draftId === draftId).sort((a, b) => a.order - b.order)

  const store: MemoryStore = {
    drafts,
    bytes,
    failFrom: Number.POSITIVE_INFINITY,
    writes: 0,
    create: async (draft) => write(() => drafts.set(draft.id, copy(draft))),
    get: async (draftId) => drafts.get(draftId),
    unfinished: async () =>
      [...drafts.values()].filter(
        (draft) => draft.state === 'capturing' || draft.state === 'captured' || draft.state === 'sealing',
      ),
    update: async (draftId, patch) => write(() => patchDraft(draftId, patch)),
    addFiles: async (draftId, files, patch) =>
      write(() => {
        for (const file of files) {
          if (bytes.has(key(draftId, file.name))) throw new Error(`file ${file.name} written twice`)
          bytes.set(key(draftId, file.name), file)
        }
        patchDraft(draftId, patch)
      }),
    files: async (draftId) => filesOf(draftId),
    removeFiles: async (draftId, names, patch) =>
      write(() => {
        for (const name of names) bytes.delete(key(draftId, name))
        patchDraft(draftId, patch)
      }),
    discard: async (draftId, patch) =>
      write(() => {
        for (const file of filesOf(draftId)) bytes.delete(key(draftId, file.name))
        patchDraft(draftId, patch)
      }),
  }

  function write(change: () => void): void {
    if (++store.writes >= store.failFrom) throw new Error('QuotaExceededError')
    change()
  }

  function patchDraft(draftId: string, patch: Partial<Draft>): void {
    const draft = drafts.get(draftId)
    if (!draft) throw new Error('no such draft')
    const next: Record<string, unknown> = { ...draft, ...copy(patch) }
    for (const [name, value] of Object.entries(patch)) if (value === undefined) delete next[name]
    drafts.set(draftId, next as unknown as Draft)
  }

  return store
}
