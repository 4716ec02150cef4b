/**
 * Lets go of what nobody will come back for: a page that was closed between putting its file aside and adding it,
 * captures that failed or were cancelled, backups that were saved. Never a capture that waits for its seal, whatever
 * its age.
 */

import type { DraftRow, Vault } from '~/lib/vault/store/tables'
import { dayMs } from '~/lib/shared/dates'

/** A page may be open that long; what it put aside is not touched before. */
export const draftRest = dayMs

export interface SweepTimes {
  /** The device's clock, milliseconds. */
  readonly now: number
  /** By how much the workspace's clock is ahead of it; backups are dated by that one. */
  readonly clockOffset: number
}

/** Files and rows go in one transaction. Answers how many drafts went. */
export async function sweepDrafts(vault: Vault, { now, clockOffset }: SweepTimes): Promise<number> {
  return vault.transaction('rw', vault.drafts, vault.draftFiles, async () => {
    const old = await vault.drafts
      .filter((row) => isLeftOver(row) && now + (row.mode === 'backup' ? clockOffset : 0) - row.updatedAt >= draftRest)
      .primaryKeys()
    await vault.draftFiles.where('draftId').anyOf(old).delete()
    await vault.drafts.bulkDelete(old)
    return old.length
  })
}

function isLeftOver({ mode, state }: DraftRow): boolean {
  if (state === 'failed' || state === 'cancelled' || mode === 'backup') return true
  // An upload that became evidence keeps its row: the same command again gets the same answer.
  return mode === 'import' || ((mode === 'upload' || mode === 'pack') && state !== 'done')
}
