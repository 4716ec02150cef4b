/** Erasing files: by who uploaded them or by an owner, as the log says, also when that was said while we were down. */

import { memberOfDevice } from '../../lib/protocol/accessState'
import type { Entry } from '../../lib/protocol/entry'
import { readEraseBody } from '../../lib/protocol/eraseBody'
import type { LogState } from '../../lib/protocol/judge'
import { fail, type Failure } from '../../lib/shared/result'
import type { BlobStore } from '../store/blobStore'

export interface Erasure {
  eraseRefusal(state: LogState, entry: Entry): Promise<Failure | undefined>
  honourErasure(state: LogState, entry: Entry): Promise<void>
}

export function createErasure(workspaceId: string, blobs: BlobStore): Erasure {
  async function mayErase(state: LogState, entry: Entry, id: string): Promise<boolean> {
    const author = memberOfDevice(state.access, entry.header.deviceId)
    if (!author) return false
    if (author.role === 'owner') return true
    const blob = await blobs.stat({ workspaceId, id })
    return blob.state !== 'stored' || memberOfDevice(state.access, blob.uploadedBy)?.memberId === author.memberId
  }

  return {
    async eraseRefusal(state, entry) {
      const body = readEraseBody(entry.ciphertext)
      if (!body.ok) return body.error
      if (await mayErase(state, entry, body.value.blobId)) return undefined
      return fail('notAuthor', 'Only who uploaded a file or an owner erases it. Ask one of them.').error
    },
    async honourErasure(state, entry) {
      const body = readEraseBody(entry.ciphertext)
      if (!body.ok) return
      const ref = { workspaceId, id: body.value.blobId }
      const blob = await blobs.stat(ref)
      // What is not here yet is shut out by owners only: else anybody could keep another's upload away.
      const isOwner = memberOfDevice(state.access, entry.header.deviceId)?.role === 'owner'
      if (blob.state === 'erased' || (blob.state !== 'stored' && !isOwner)) return
      if (await mayErase(state, entry, ref.id)) await blobs.erase(ref)
    },
  }
}
