/**
 * Drafts: files that a page or the background puts aside on this device before the engine makes a record of them (an
 * upload, an import, a pack, a backup, a capture under way). They are scratch, never synced. This module is the one
 * exception to "interfaces never write": nothing else outside the engine writes to a vault.
 */

import type { DraftFileRow, DraftRow, Vault } from './tables'

export interface NewDraft {
  readonly id: string
  readonly mode: 'upload' | 'import' | 'pack' | 'backup'
  readonly state: 'captured' | 'done'
  /** Milliseconds. */
  readonly at: number
}
/** A file of a draft; files keep the order in which they are given. */
export type NewDraftFile = Omit<DraftFileRow, 'draftId' | 'order' | 'part'>

/**
 * Puts a draft aside with its files, in one transaction.
 *
 * @throws what the storage throws, a full disk for example; then nothing of it is kept
 */
export async function putDraft(vault: Vault, draft: NewDraft, files: readonly NewDraftFile[]): Promise<void> {
  const { id, mode, state, at } = draft
  await vault.transaction('rw', vault.drafts, vault.draftFiles, async () => {
    await vault.drafts.put({
      id,
      mode,
      state,
      startedAt: at,
      updatedAt: at,
      step: 1,
      steps: 1,
      facts: {},
      links: {},
    })
    await vault.draftFiles.bulkPut(files.map((file, order) => ({ ...file, draftId: id, order, part: 'original' })))
  })
}

/** Removes drafts with their files, in one transaction. */
export async function dropDrafts(vault: Vault, ids: readonly string[]): Promise<void> {
  await vault.transaction('rw', vault.drafts, vault.draftFiles, async () => {
    await vault.draftFiles.where('draftId').anyOf(ids).delete()
    await vault.drafts.bulkDelete([...ids])
  })
}

type Patch = { readonly [K in keyof DraftRow]?: DraftRow[K] | undefined }

/** Drafts that grow file by file, as captures do. Each promise is one strict transaction. */
export function growingDrafts(vault: Vault) {
  const { drafts, draftFiles } = vault

  /** `undefined` in a patch removes a member. Throws if the draft is gone. */
  async function patchRow(id: string, patch: Patch): Promise<void> {
    const row = await drafts.get(id)
    if (!row) throw new Error('the draft is gone')
    const members = Object.entries({ ...row, ...patch }).filter(([, value]) => value !== undefined)
    await drafts.put(Object.fromEntries(members) as unknown as DraftRow)
  }

  return {
    create: async (row: DraftRow): Promise<void> => void (await drafts.add(row)),
    get: (id: string): Promise<DraftRow | undefined> => drafts.get(id),
    /** Captures that are not done, the oldest first. Uploads belong to the page that makes them. */
    unfinished: (): Promise<readonly DraftRow[]> =>
      drafts
        .where('state')
        .anyOf(['capturing', 'captured', 'sealing'])
        .filter((row) => row.mode !== 'upload')
        .sortBy('startedAt'),
    update: (id: string, patch: Patch): Promise<void> => vault.transaction('rw', drafts, () => patchRow(id, patch)),
    addFiles: (id: string, files: readonly DraftFileRow[], patch: Patch): Promise<void> =>
      vault.transaction('rw', drafts, draftFiles, async () => {
        await draftFiles.bulkAdd([...files])
        await patchRow(id, patch)
      }),
    files: (id: string): Promise<readonly DraftFileRow[]> => draftFiles.where('draftId').equals(id).sortBy('order'),
    removeFiles: (id: string, names: readonly string[], patch: Patch): Promise<void> =>
      vault.transaction('rw', drafts, draftFiles, async () => {
        await draftFiles.bulkDelete(names.map((name): [string, string] => [id, name]))
        await patchRow(id, patch)
      }),
    discard: (id: string, patch: Patch): Promise<void> =>
      vault.transaction('rw', drafts, draftFiles, async () => {
        await draftFiles.where('draftId').equals(id).delete()
        await patchRow(id, patch)
      }),
  }
}
