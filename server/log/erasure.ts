/** Erasing files: by an owner's entry that counts, also when it was written while we were down. */

import type { Entry } from '../../lib/protocol/log/entry'
import { readEraseBody } from '../../lib/protocol/bodies/eraseBody'
import type { BlobStore } from '../store/blobStore'

/**
 * Erases what an entry of the log names. An id that was not uploaded yet is shut out, too: an owner's decision holds
 * whatever arrives first, and only an owner's entry gets this far (lib/protocol/access/workspaceRoles.ts).
 */
export const createErasure =
  (workspaceId: string, blobs: BlobStore) =>
  async (entry: Entry): Promise<void> => {
    const body = readEraseBody(entry.ciphertext)
    if (!body.ok) return
    for (const id of body.value.blobIds) await blobs.erase({ workspaceId, id })
  }
