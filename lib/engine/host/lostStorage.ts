/**
 * When the browser closes a database by itself (its disk is full or failing, somebody cleared the data), requests under
 * way may never be answered, neither with success nor with failure (seen in Chromium 156). Whoever waits for them is
 * told here.
 */

import type { Err, Result } from '~/lib/shared/result'
import { storageFailure, vaultClosed } from '~/lib/vault/replica/replicaCore'

export interface LostStorage {
  /** The answer of the work, or why the storage was lost under it. */
  guard<T>(work: Promise<Result<T>>): Promise<Result<T>>
  /** A database was closed by the browser. */
  lost(): Promise<void>
}

const probeMs = 2_000

/** `probe` reads from a database that is opened again where it was closed, so that its failure names the reason. */
export function createLostStorage(probe: () => Promise<unknown>): LostStorage {
  const waiting = new Set<(failure: Err) => void>()
  return {
    guard: (work) =>
      new Promise((resolve, reject) => {
        waiting.add(resolve)
        void work.then(resolve, reject).finally(() => waiting.delete(resolve))
      }),
    async lost() {
      const told = [...waiting]
      const silence = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), probeMs))
      const reason = await Promise.race([probe().then(() => undefined, storageFailure), silence])
      for (const tell of told) tell(reason ?? vaultClosed())
    },
  }
}
