/**
 * A log, or its lost end, brought to a relay and kept verbatim (places, times and chain unchanged). It is checked by
 * the same rule as every append and written in one piece, so a broken upload leaves nothing behind. Two things are
 * brought:
 *
 *   - the whole log of a workspace this relay doesn't know: founded on a device, or moved here. Its times are those of
 *     whoever gave them, so it may not claim that this relay was among them, nor run ahead of this relay's clock.
 *   - what this relay had and lost, with its own receipt for the end: the chain value there commits to all of it.
 */

import { memberOfDevice } from '../../lib/protocol/access/accessState'
import { followChain, type SequencedEntry } from '../../lib/protocol/log/chain'
import { emptyHead, entryHash, readEntry, type LogHead } from '../../lib/protocol/log/entry'
import { admitForAppend, emptyLogState, signaturesOf, type LogState } from '../../lib/protocol/log/judge'
import type { Receipt } from '../../lib/protocol/log/receipt'
import { fail, ok, type Result } from '../../lib/shared/result'
import type { LogRecord } from '../store/logStore'
import { verifyAll } from '../verifySignature'

export interface Adoption {
  /** Fails with the reason of the first entry that does not hold; nothing after it is looked at. */
  add(entries: readonly SequencedEntry[]): Promise<Result<void>>
  /** Whether all that was brought may be kept. Fails with `incomplete`, `adoptedBefore`, `timesAhead` or `notOwner`. */
  finish(deviceId: string): Result<readonly LogRecord[]>
  state(): LogState
}

export interface AdoptionOptions {
  readonly workspaceId: string
  readonly maxBytes: number
  /** Names of this relay; see server/http/origins.ts. */
  readonly origins: readonly string[]
  /** Milliseconds, this relay's clock. */
  readonly now: () => number
  /** This relay's own word, verified, for the end of what is brought. */
  readonly receipt?: Receipt | undefined
  /** Where the log goes on; absent: it is brought from its first entry. */
  readonly from?: AdoptionStart
}

export interface AdoptionStart {
  readonly head: LogHead & { readonly relayTime: number }
  readonly state: LogState
  /** The state with the chain of a device in it. */
  readonly withChainOf: (state: LogState, deviceId: string) => Promise<LogState>
  /** Up to `head`. */
  readonly chainAt: (seq: number) => Promise<string | undefined>
}

/** Clocks of devices waver: a founder's that is this much ahead is no reason to turn the workspace away. */
export const clockTolerance = 10 * 60_000

export function createAdoption(options: AdoptionOptions): Adoption {
  const { workspaceId, maxBytes, receipt, from } = options
  const begin = from?.head ?? { ...emptyHead, relayTime: 0 }
  let state = from?.state ?? emptyLogState()
  let head = begin
  let bytes = 0
  const chains = new Map([[begin.seq, begin.chain]])
  const records: LogRecord[] = []

  async function addOne(sequenced: SequencedEntry): Promise<Result<void>> {
    bytes += sequenced.bytes.length
    if (bytes > maxBytes)
      return fail(
        'tooLarge',
        'This log is larger than the relay adopts in one piece. Ask whoever runs it to raise the limit.',
      )
    const { seq, relayTime, chain } = sequenced
    if (receipt && seq > receipt.seq)
      return fail('beyondReceipt', 'The relay has given its word for less than is brought.')
    const read = readEntry(sequenced.bytes)
    if (!read.ok) return read
    const follows = followChain(head, sequenced)
    if (!follows.ok) return follows
    const entry = read.value
    const { deviceId, deviceSeq, class: entryClass } = entry.header
    const before = from ? await from.withChainOf(state, deviceId) : state
    const signatures = signaturesOf(before, entry)
    if (!signatures.ok) return signatures
    const seen = entry.header.head.seq
    const seenChain = chains.get(seen) ?? (await from?.chainAt(seen))
    const admitted = admitForAppend(before, entry, {
      signatureValid: await verifyAll(signatures.value),
      seq,
      relayTime,
      chainAt: (at) => (at === seen ? seenChain : undefined),
    })
    if (!admitted.ok) return admitted
    if (admitted.value.access.workspaceId !== workspaceId) {
      return fail('wrongWorkspace', 'The log that was sent belongs to another workspace than the one named.')
    }
    state = admitted.value
    head = { seq, chain, relayTime }
    chains.set(seq, chain)
    records.push({
      seq,
      relayTime,
      chain,
      bytes: sequenced.bytes,
      deviceId,
      deviceSeq,
      class: entryClass,
      hash: entryHash(sequenced.bytes),
    })
    return ok()
  }

  /** What a stranger's log must not say about this relay, which was not there. */
  function checkStrange(deviceId: string): Result<void> {
    const { access } = state
    if (access.relays.some(({ origin }) => options.origins.includes(origin))) {
      return fail(
        'adoptedBefore',
        'This log says that this relay had it before, and the relay has given no word for it.',
      )
    }
    if (head.relayTime > options.now() + clockTolerance)
      return fail('timesAhead', 'The times of this log are ahead of the clock of the relay.')
    const isOwner = memberOfDevice(access, deviceId)?.role === 'owner' || access.recovery?.deviceId === deviceId
    return isOwner ? ok() : fail('notOwner', 'A workspace is brought to a relay by one of its owners.')
  }

  return {
    async add(entries) {
      for (const entry of entries) {
        const added = await addOne(entry)
        if (!added.ok) return added
      }
      return ok()
    },
    finish(deviceId) {
      if (records.length === 0) return fail('incomplete', 'Nothing was brought.')
      if (receipt) {
        return head.seq === receipt.seq && head.chain === receipt.chain
          ? ok(records)
          : fail('incomplete', 'What was brought does not end where the relay gave its word.')
      }
      const strange = checkStrange(deviceId)
      return strange.ok ? ok(records) : strange
    },
    state: () => state,
  }
}
