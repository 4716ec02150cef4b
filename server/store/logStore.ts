/**
 * Where logs are kept: one gap-free, append-only sequence per workspace. A store knows positions and bytes;
 * who may append is decided before (server/log). Every implementation passes tests/contract/logStore.ts.
 */

import type { SequencedEntry } from '../../lib/protocol/log/chain'
import type { LogHead } from '../../lib/protocol/log/entry'
import type { EntryClass } from '../../lib/protocol/access/workspaceRoles'

/** An entry with the facts a store indexes; all of them are in its readable header. */
export interface LogRecord extends SequencedEntry {
  readonly deviceId: string
  readonly deviceSeq: number
  readonly class: EntryClass
  /** `entryHash` of the bytes. */
  readonly hash: string
}

export interface StoredHead extends LogHead {
  readonly relayTime: number
  /** Sum of the entries' sizes, for the limit per workspace. */
  readonly bytes: number
}

/** The last entry of a device: what its next one has to continue. */
export interface DeviceTip {
  readonly deviceSeq: number
  readonly hash: string
  readonly seq: number
}

export interface ReadOptions {
  /** Only entries behind this position. */
  readonly after: number
  /** The read ends with the entry that reaches this many bytes; at least one entry is returned when there is one. */
  readonly maxBytes: number
  /** Only entries that are signed but not sealed (`access`, `key`, `erase`). */
  readonly plainOnly?: boolean
}

export interface LogStore {
  open(): Promise<void>
  /** Waits for running writes. */
  close(): Promise<void>
  /** Undefined for a workspace that has no entry. */
  head(workspaceId: string): Promise<StoredHead | undefined>
  /**
   * Writes all records behind `after`, or none; resolves only when they are durable. Answers `moved` when the
   * log's head is not `after` (another process appended): read on, judge again, try again. The chain value
   * commits to the whole history, so what was judged on `after` is right exactly when this answers `stored`.
   */
  append(workspaceId: string, after: LogHead, records: readonly LogRecord[]): Promise<'stored' | 'moved'>
  read(workspaceId: string, options: ReadOptions): Promise<readonly SequencedEntry[]>
  /** The chain value at a position; the empty head's at 0. */
  chainAt(workspaceId: string, seq: number): Promise<string | undefined>
  lastOfDevice(workspaceId: string, deviceId: string): Promise<DeviceTip | undefined>
  /** A device's entry by its own count: how a retried append is recognised. */
  findOfDevice(workspaceId: string, deviceId: string, deviceSeq: number): Promise<DeviceTip | undefined>
}
