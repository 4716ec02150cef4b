/**
 * The log as the engine meets it: something that takes entries, gives each a place, and hands back all of them in
 * order. Two things are a log: this device itself while no relay is connected (`localLog.ts`) and a relay
 * (`relayConnection.ts`). Both judge by the same rule and speak through this one interface; tests/contract/logPort.ts
 * is run against both.
 *
 * A log port knows nothing of records, keys of epochs, or the outbox: what goes in is sealed already.
 */

import type { SequencedEntry } from '~/lib/protocol/log/chain'
import type { LogHead } from '~/lib/protocol/log/entry'
import type { SyncTroubleType } from '~/lib/vault/store/tables'

/** Where a reader stands: the last position it has, with the time there, which may never fall. */
export interface LogPosition extends LogHead {
  readonly relayTime: number
}

export interface LogClosed {
  readonly code: number
  /** A word of `closeCodes`, or `lost`, `silent`, `stopped`, `misbehaves`. */
  readonly reason: string
  /** Retrying cannot help until somebody does something. */
  readonly final: boolean
  readonly message: string
  /** Nothing was heard on it: the address may be wrong, the network down, a certificate refused. */
  readonly unanswered?: boolean
  /** What the trouble is, where the connection itself shows it. */
  readonly trouble?: SyncTroubleType
}

export interface LogPortEvents {
  /** In order and without gaps, chain and signatures checked; the first follows the position given to `open`. */
  entries(entries: readonly SequencedEntry[]): void
  /** Everything the log held when it was opened has been handed over. May come again after a reconnect. */
  caughtUp(head: LogHead): void
  /** The entry is durable in the log. Its `entries` event may come before or after. */
  stored(uuid: string, seq: number): void
  /** The log did not take the entry; it used no place in it. */
  refused(uuid: string, type: string, message: string): void
  /** What other devices of the workspace say right now: sealed, not kept. */
  presence(frame: Uint8Array): void
  closed(why: LogClosed): void
}

export interface LogPort {
  /** Whose clock gives the entries their time. */
  readonly timeSource: 'relay' | 'device'
  /** Starts handing over what follows `from`. Once per port. */
  open(from: LogPosition): void
  /** Sends one entry. Legal after `caughtUp`; the answer is `stored` or `refused`, or none when the port closes. */
  append(uuid: string, bytes: Uint8Array): void
  /** Best effort; dropped where nobody listens. */
  present(frame: Uint8Array): void
  close(): void
}
