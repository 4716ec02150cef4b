/**
 * A whole log brought to a relay that doesn't know the workspace: founded on a device without a relay, or moved
 * from another one. It is checked from the first entry by the same rule as every append, kept verbatim (places,
 * times and chain unchanged), and written in one piece, so a broken upload leaves nothing behind.
 */

import { followChain, type SequencedEntry } from '../../lib/protocol/chain'
import { emptyHead, entryHash, readEntry } from '../../lib/protocol/entry'
import { admitForAppend, emptyLogState, signaturesOf, type LogState } from '../../lib/protocol/judge'
import { fail, ok, type Result } from '../../lib/shared/result'
import type { LogRecord } from '../store/logStore'
import { verifyAll } from '../verifySignature'

export interface Adoption {
  /** Fails with the reason of the first entry that does not hold; nothing after it is looked at. */
  add(entries: readonly SequencedEntry[]): Promise<Result<void>>
  state(): LogState
  records(): readonly LogRecord[]
}

export function createAdoption({ workspaceId, maxBytes }: { readonly workspaceId: string; readonly maxBytes: number }): Adoption {
  let state = emptyLogState()
  let head = { ...emptyHead, relayTime: 0 }
  let bytes = 0
  const chains = [emptyHead.chain]
  const records: LogRecord[] = []

  async function addOne(sequenced: SequencedEntry): Promise<Result<void>> {
    bytes += sequenced.bytes.length
    if (bytes > maxBytes) return fail('tooLarge', 'This log is larger than the relay adopts in one piece. Ask whoever runs it to raise the limit.')
    const read = readEntry(sequenced.bytes)
    if (!read.ok) return read
    const follows = followChain(head, sequenced)
    if (!follows.ok) return follows
    const entry = read.value
    const signatures = signaturesOf(state, entry)
    if (!signatures.ok) return signatures
    const { seq, relayTime, chain } = sequenced
    const admitted = admitForAppend(state, entry, {
      signatureValid: await verifyAll(signatures.value),
      seq,
      relayTime,
      chainAt: (at) => chains[at],
    })
    if (!admitted.ok) return admitted
    if (admitted.value.access.workspaceId !== workspaceId) {
      return fail('wrongWorkspace', 'The log that was sent belongs to another workspace than the one named.')
    }
    state = admitted.value
    head = { seq, chain, relayTime }
    chains.push(chain)
    const { deviceId, deviceSeq } = entry.header
    records.push({ seq, relayTime, chain, bytes: sequenced.bytes, deviceId, deviceSeq, class: entry.header.class, hash: entryHash(sequenced.bytes) })
    return ok()
  }

  return {
    async add(entries) {
      for (const entry of entries) {
        const added = await addOne(entry)
        if (!added.ok) return added
      }
      return ok()
    },
    state: () => state,
    records: () => records,
  }
}
