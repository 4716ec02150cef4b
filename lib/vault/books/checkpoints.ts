/**
 * Checkpoints of books on this device, by y-indexeddb. They hold counted entries only and can be thrown away at any
 * time. Live books are never bound to them: y-indexeddb appends a state at every open, ignores failed writes and trims
 * nothing without an edit, so it is opened for one read or one write and closed again.
 */

import { clearDocument, IndexeddbPersistence, storeState } from 'y-indexeddb'
import type * as Y from 'yjs'
import type { Kind } from '~/lib/records/registry'
import { arrangeTexts } from './book'

export interface Checkpoints {
  /** Applies what is stored to a fresh document. */
  load(kind: Kind, doc: Y.Doc): Promise<void>
  /** Replaces what is stored by the state of `doc`. */
  store(kind: Kind, doc: Y.Doc): Promise<void>
  drop(kind: Kind): Promise<void>
}

export const checkpointName = (workspaceId: string, deviceId: string, kind: Kind): string =>
  `plumbline_${workspaceId}_${deviceId}_${kind}`

export function createCheckpoints(workspaceId: string, deviceId: string): Checkpoints {
  const nameOf = (kind: Kind): string => checkpointName(workspaceId, deviceId, kind)
  return {
    async load(kind, doc) {
      const persistence = new IndexeddbPersistence(nameOf(kind), doc)
      await persistence.whenSynced
      await forgetOpening(persistence)
      await persistence.destroy()
    },
    async store(kind, doc) {
      arrangeTexts(doc)
      const persistence = new IndexeddbPersistence(nameOf(kind), doc)
      await persistence.whenSynced
      await storeState(persistence, true)
      // storeState answers before its writes are through; closing waits for them, and the next load checks the state
      // vector.
      await persistence.destroy()
    },
    drop: (kind) => clearDocument(nameOf(kind)).then(() => undefined),
  }
}

/** Takes back the state that opening appended (of the still empty document), so that reading makes no store grow. */
async function forgetOpening(persistence: IndexeddbPersistence): Promise<void> {
  const { db } = persistence
  if (db === null) return
  await new Promise<void>((resolve, reject) => {
    const transaction = db.transaction('updates', 'readwrite')
    const cursor = transaction.objectStore('updates').openKeyCursor(null, 'prev')
    cursor.onsuccess = () => {
      if (cursor.result) transaction.objectStore('updates').delete(cursor.result.primaryKey)
    }
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}
