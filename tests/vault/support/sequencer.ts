/**
 * The log contract in one process, without sockets: real judging, real chain, one clock. What a relay does, step by
 * step.
 */

import { createVerifier } from '~/lib/crypto/verifier'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { emptyHead, readEntry, zeroHash } from '~/lib/protocol/log/entry'
import { admitForAppend, emptyLogState, judge, signaturesOf, type LogState } from '~/lib/protocol/log/judge'
import type { Bytes } from '~/lib/shared/bytes'
import { ok, unwrap, type Failure, type Result } from '~/lib/shared/result'

export interface Sequencer {
  readonly entries: readonly SequencedEntry[]
  readonly state: LogState
  /** Takes an entry or says why not. */
  append(bytes: Bytes): Promise<Result<number>>
  /** As a hostile relay: gives a place to anything. */
  force(bytes: Bytes): Promise<number>
  /** Refuses the next entries of these classes for good. */
  refuseNext(entryClass: string, failure: Failure): void
}

export function createSequencer(now: () => number): Sequencer {
  const entries: SequencedEntry[] = []
  const { verifyAll } = createVerifier()
  const refusals: { readonly entryClass: string; readonly failure: Failure }[] = []
  let state = emptyLogState()

  const head = () => {
    const last = entries.at(-1)
    return last ? { seq: last.seq, chain: last.chain, relayTime: last.relayTime } : { ...emptyHead, relayTime: 0 }
  }

  async function contextOf(bytes: Bytes) {
    const entry = unwrap(readEntry(bytes))
    const signatures = signaturesOf(state, entry)
    return {
      entry,
      context: {
        signatureValid: signatures.ok && (await verifyAll(signatures.value)),
        seq: head().seq + 1,
        relayTime: Math.max(now(), head().relayTime),
        chainAt: (seq: number) => (seq === 0 ? zeroHash : entries[seq - 1]?.chain),
      },
    }
  }

  function push(bytes: Bytes): number {
    const next = sequenceEntry(head(), bytes, now())
    entries.push(next)
    return next.seq
  }

  return {
    entries,
    get state() {
      return state
    },
    async append(bytes) {
      const { entry, context } = await contextOf(bytes)
      const at = refusals.findIndex(({ entryClass }) => entryClass === entry.header.class)
      if (at >= 0) return { ok: false, error: refusals.splice(at, 1)[0]!.failure }
      const admitted = admitForAppend(state, entry, context)
      if (!admitted.ok) return admitted
      state = admitted.value
      return ok(push(bytes))
    },
    async force(bytes) {
      const { entry, context } = await contextOf(bytes)
      state = judge(state, entry, context).state
      return push(bytes)
    },
    refuseNext: (entryClass, failure) => void refusals.push({ entryClass, failure }),
  }
}
