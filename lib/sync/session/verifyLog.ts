/**
 * The whole log once more, as if it came from a stranger: founding, chain, every signature and every right. Used before
 * a restored log is believed, and by "Verify integrity". What needs decrypted content is the vault's question.
 */

import { createVerifier } from '~/lib/crypto/verifier'
import { followChain, type SequencedEntry } from '~/lib/protocol/log/chain'
import { emptyHead, readEntry, zeroHash, type Entry } from '~/lib/protocol/log/entry'
import { emptyLogState, judge, signaturesOf, type LogState, type Verdict } from '~/lib/protocol/log/judge'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { LogPosition } from '../connection/logPort'

export interface VerifiedEntry {
  readonly sequenced: SequencedEntry
  readonly entry: Entry
  readonly verdict: Verdict
}

export interface LogVerification {
  /** Fails with `otherWorkspace`, `malformed`, `gap`, `fork` or `timeFell`; the log is not to be used then. */
  add(sequenced: SequencedEntry): Promise<Result<VerifiedEntry>>
  readonly state: LogState
  readonly head: LogPosition
}

export function createLogVerification(workspaceId: string): LogVerification {
  const { verifyAll } = createVerifier()
  const chains = [zeroHash]
  let state = emptyLogState()
  let head: LogPosition = { ...emptyHead, relayTime: 0 }
  return {
    async add(sequenced) {
      const follows = followChain(head, sequenced)
      if (!follows.ok) return follows
      const entry = readEntry(sequenced.bytes)
      if (!entry.ok) return entry
      const signatures = signaturesOf(state, entry.value)
      const judged = judge(state, entry.value, {
        signatureValid: signatures.ok && (await verifyAll(signatures.value)),
        seq: sequenced.seq,
        relayTime: sequenced.relayTime,
        chainAt: (seq) => chains[seq],
      })
      if (judged.state.access.workspaceId !== workspaceId) {
        return fail('otherWorkspace', 'The log does not begin with the founding of this workspace. It is not used.')
      }
      state = judged.state
      head = { seq: sequenced.seq, chain: sequenced.chain, relayTime: sequenced.relayTime }
      chains.push(sequenced.chain)
      return ok({ sequenced, entry: entry.value, verdict: judged.verdict })
    },
    get state() {
      return state
    },
    get head() {
      return head
    },
  }
}
