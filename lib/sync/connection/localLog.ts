/**
 * Without a relay the founding device is its own log: the same judge, the same chain, its own clock as time, which the
 * vault marks as device time. The relay that is connected first adopts what was written here, verbatim.
 *
 * It stores nothing itself: its entries are in the vault's log as soon as the reader has taken them in, and until then
 * they are still in the outbox.
 */

import { createVerifier } from '~/lib/crypto/verifier'
import { sequenceEntry } from '~/lib/protocol/log/chain'
import { closeCodes } from '~/lib/protocol/wire/closeCodes'
import { readEntry } from '~/lib/protocol/log/entry'
import { admitForAppend, signaturesOf, type LogState } from '~/lib/protocol/log/judge'
import type { Failure, Result } from '~/lib/shared/result'
import { toBytes } from '~/lib/shared/bytes'
import type { LogPort, LogPortEvents, LogPosition } from './logPort'

export interface LocalLogOptions {
  readonly events: LogPortEvents
  readonly clock: { now(): number }
  /** What the log adds up to at the position given to `open`. */
  readonly state: LogState
  /** The chain value at a position up to that one. */
  readonly chainAt: (seq: number) => Promise<string | undefined>
}

export function createLocalLog({ events, clock, state, chainAt }: LocalLogOptions): LogPort {
  let head: LogPosition | undefined
  let now = state
  let closed = false
  const { verifyAll } = createVerifier()
  /** Chain values given out here; older ones are the vault's. */
  const given = new Map<number, string>()
  let work: Promise<void> = Promise.resolve()

  async function take(uuid: string, bytes: Uint8Array): Promise<void> {
    if (closed || !head) return
    const next = await admit(head, bytes)
    if (closed) return
    if (!next.ok) return events.refused(uuid, next.error.type, next.error.message)
    const sequenced = sequenceEntry(head, toBytes(bytes), clock.now())
    now = next.value
    head = { seq: sequenced.seq, chain: sequenced.chain, relayTime: sequenced.relayTime }
    given.set(sequenced.seq, sequenced.chain)
    events.entries([sequenced])
    events.stored(uuid, sequenced.seq)
  }

  async function admit(at: LogPosition, bytes: Uint8Array): Promise<Result<LogState, Failure>> {
    const entry = readEntry(bytes)
    if (!entry.ok) return entry
    const signatures = signaturesOf(now, entry.value)
    const seen = entry.value.header.head.seq
    const chain = given.get(seen) ?? (await chainAt(seen))
    return admitForAppend(now, entry.value, {
      signatureValid: signatures.ok && (await verifyAll(signatures.value)),
      seq: at.seq + 1,
      relayTime: Math.max(clock.now(), at.relayTime),
      chainAt: (seq) => (seq === seen ? chain : undefined),
    })
  }

  return {
    timeSource: 'device',
    open(from) {
      head = from
      given.set(from.seq, from.chain)
      queueMicrotask(() => {
        if (!closed) events.caughtUp({ seq: from.seq, chain: from.chain })
      })
    },
    append(uuid, bytes) {
      // One after the other, so that each is judged on the state the one before made.
      work = work
        .then(() => take(uuid, bytes))
        .catch((error: unknown) => {
          if (closed) return
          closed = true
          events.closed({ code: closeCodes.badRequest, reason: 'failed', final: true, message: String(error) })
        })
    },
    present() {
      // Nobody else reads this log.
    },
    close() {
      closed = true
    },
  }
}
