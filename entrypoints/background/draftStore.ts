/** Drafts in a workspace's vault: the shape of `CaptureStore` over two tables, each promise one strict transaction. */

import type { CaptureStore, Draft, DraftFile, DraftPatch } from '~/lib/capture/control/captureStore'
import type { DraftFileRow, DraftRow, Vault } from '~/lib/vault/store/tables'

const unfinishedStates = ['capturing', 'captured', 'sealing'] as const

export function createDraftStore(vault: Vault): CaptureStore {
  const { drafts, draftFiles } = vault

  async function patchRow(draftId: string, patch: DraftPatch): Promise<void> {
    const row = await drafts.get(draftId)
    if (!row) throw new Error('the draft is gone')
    const next = { ...row, ...patch } as DraftRow
    // `undefined` in a patch takes a member away.
    await drafts.put(
      Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as unknown as DraftRow,
    )
  }

  return {
    create: async (draft) => void (await drafts.add(draft as unknown as DraftRow)),
    get: async (draftId) => (await drafts.get(draftId)) as Draft | undefined,
    // Uploads are drafts of the page that makes them; nobody takes those up.
    unfinished: async () =>
      (await drafts
        .where('state')
        .anyOf([...unfinishedStates])
        .filter((row) => row.mode !== 'upload')
        .sortBy('startedAt')) as unknown as readonly Draft[],
    update: (draftId, patch) => vault.transaction('rw', drafts, () => patchRow(draftId, patch)),
    addFiles: (draftId, files, patch) =>
      vault.transaction('rw', drafts, draftFiles, async () => {
        await draftFiles.bulkAdd([...files] as unknown as DraftFileRow[])
        await patchRow(draftId, patch)
      }),
    async files(draftId) {
      const rows = await draftFiles.where('draftId').equals(draftId).sortBy('order')
      return rows as unknown as readonly DraftFile[]
    },
    removeFiles: (draftId, names, patch) =>
      vault.transaction('rw', drafts, draftFiles, async () => {
        await draftFiles.bulkDelete(names.map((name) => [draftId, name] as [string, string]))
        await patchRow(draftId, patch)
      }),
    discard: (draftId, patch) =>
      vault.transaction('rw', drafts, draftFiles, async () => {
        await draftFiles.where('draftId').equals(draftId).delete()
        await patchRow(draftId, patch)
      }),
  }
}
