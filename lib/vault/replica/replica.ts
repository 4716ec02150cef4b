/**
 * What the rest of the engine sees of the local replica of one workspace: books, rows, log and outbox kept in step.
 * `createReplica.ts` makes it. Everything that changes it runs one after the other in one queue.
 */

import type { KeyFault } from './replicaCore'
import type { RebaseReason, ReplicaEvent } from './replicaCore'
import type { Failure, Result } from '~/lib/shared/result'
import type { Bytes } from '~/lib/shared/bytes'
import type { JsonValue } from '~/lib/shared/json'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import type { AccessState } from '~/lib/protocol/access/accessState'
import type { SequencedEntry } from '~/lib/protocol/log/chain'
import type { LogHead } from '~/lib/protocol/log/entry'
import type { LogState } from '~/lib/protocol/log/judge'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import type { Books } from '../books/books'
import type { SnapshotRow, TakenSnapshot } from '../snapshots/snapshotClaims'
import type { EarlySnapshot } from '../snapshots/snapshotEarly'
import type { BlobRow, DraftFileRow, DraftRow, FrozenFile, Intent, MetaRow, OutboxRow, Vault } from '../store/tables'

/** The rows of one entry, ready to be sealed. The same `uuid` again after every reconnect. */
export interface OutboxBatch {
  readonly uuid: string
  readonly class: EntryClass
  readonly rows: readonly OutboxRow[]
}

/** A signed statement handed to `commit`; see `statementContent.ts` for what its entry holds. */
export interface StatementShare {
  readonly body: Bytes
  readonly innerSignature: Bytes
  readonly frozen?: Bytes
  readonly frozenBlob?: FrozenFile
}

/** Rows of other tables that belong to the same command; written in its transaction. */
export interface ExtraWrites {
  readonly blobs?: readonly BlobRow[]
  readonly drafts?: readonly DraftRow[]
  readonly draftFiles?: readonly DraftFileRow[]
  readonly meta?: readonly MetaRow[]
  readonly deleteDrafts?: readonly string[]
  readonly deleteDraftFiles?: readonly (readonly [string, string])[]
  readonly deleteNotSent?: readonly string[]
}

/** Everything one command does, decided and signed before: nothing in it waits for anything but the transaction. */
export interface Change {
  readonly commandId: string
  readonly name: string
  readonly input: JsonValue
  /** The author's clock, milliseconds. */
  readonly at: number
  readonly intents?: readonly Intent[]
  readonly statements?: readonly StatementShare[]
  /** Bodies of access entries, as `writeAccessBody` writes them. */
  readonly access?: readonly Bytes[]
  /** Bodies of key entries, as `writeKeyBody` writes them. */
  readonly keys?: readonly Bytes[]
  /** Bodies of erase entries, as `writeEraseBody` writes them. */
  readonly erasures?: readonly Bytes[]
  /** Plaintexts of snapshot entries. */
  readonly snapshots?: readonly Bytes[]
  readonly extra?: ExtraWrites
  readonly about?: OutboxRow['about']
  /** What the command answers, kept so that the same command id is applied once. */
  readonly result: JsonValue
}

export interface IngestReport {
  readonly head: LogHead
  /** Positions applied now (0 when all were known). */
  readonly applied: number
  /** uuids of own entries that are in the log now and left the outbox. */
  readonly confirmed: readonly string[]
  /** Entries that do not count, own ones too. */
  readonly notCounted: readonly {
    readonly seq: number
    readonly uuid: string
    readonly verdict: string
    readonly own: boolean
  }[]
  readonly accessChanged: boolean
  /**
   * What waited for a key was more than stays in memory, and the key is here: the log is to be read again from the
   * head.
   */
  readonly letGo?: true
  /** Why a rebase ran at the end of this ingest, when one did. */
  readonly rebased?: RebaseReason
}

export interface Replica {
  readonly workspaceId: string
  readonly vault: Vault
  readonly deviceId: string
  /** At the applied head; behind entries that wait for a key, where there are any. */
  access(): AccessState
  /** Everything the next verdict depends on, there. */
  logState(): LogState
  /** Last applied log position, and what this device makes of the log up to there (verdictHash.ts). */
  head(): LogHead & { readonly relayTime: number; readonly verdicts: string }
  /** Of this device's entries in the log. */
  ownChain(): { readonly deviceSeq: number; readonly prevDeviceHash: string }
  signer(): { sign(message: Uint8Array): Promise<Bytes> }
  epochKey(epoch: number): CryptoKey | undefined
  /** Keys that somebody did not get, as this device finds (keyFaults.ts). */
  keyFaults(): readonly KeyFault[]

  /**
   * Runs `work` in the workspace's queue: one at a time with commands, ingest and rebase. Never call it from inside
   * itself.
   */
  exclusive<T>(work: () => Promise<T>): Promise<T>

  /**
   * One strict transaction: outbox rows, rows, trail, result. Call inside `exclusive` (command handlers are). Fails
   * with `notYetVerified`, `diskFull` or `vaultClosed`; then the books have been rebuilt without the change.
   */
  commit(change: Change): Promise<Result<void>>

  /** The value in use of a key, own waiting commands included. Opens the book where needed. */
  readValue(kind: Kind, key: string): Promise<JsonValue>
  readText(kind: Kind, id: string, field: string): Promise<string>
  /** The row as it is in the book (what the table holds, without derived columns); undefined where there is none. */
  readRecord<K extends Kind>(kind: K, id: string): Promise<Extract<AnyRecord, { kind: K }> | undefined>

  /**
   * Log entries in order: judge → open → apply → one transaction per batch; confirms own entries by uuid (their outbox
   * rows leave in it). Entries already applied are skipped. Rebases at the end where one is due.
   * Fails with `gap`, `fork` or `timeFell` when the entries do not follow the head: nothing is applied then.
   */
  ingest(entries: readonly SequencedEntry[], timeSource: 'relay' | 'device'): Promise<Result<IngestReport>>

  /**
   * FIFO outbox → the rows of the next entry, whose uuid is not in `skip` (in flight). A batch ends where the class
   * changes or at 1 MiB; its uuid is stored on the rows before this answers.
   */
  takeBatch(skip: ReadonlySet<string>): Promise<OutboxBatch | undefined>
  /**
   * The log refused the entry for good: rebase; what caused it goes to "Not sent" with this failure. Call when nothing
   * is in flight.
   */
  refuse(uuid: string, failure: Failure): Promise<void>
  rebase(reason: RebaseReason): Promise<void>
  /** Whether the outbox holds anything. */
  waiting(): Promise<number>

  /**
   * Verifies at once what is shown on another entry's word (provisional.ts). Call inside `exclusive`, before anything
   * is signed, erased or handed out. Fails with `rebuilt` where a forged entry was found: what was read before it is
   * not to be used; with `diskFull` or `vaultClosed`.
   */
  settled(): Promise<Result<void>>
  /**
   * The epoch whose key records wait for; members and keys alone can be changed then. Undefined where none is missing.
   */
  epochAwaited(): number | undefined
  /**
   * Whether anything may be written and signed. Fails with `notYetVerified` while rows come from a snapshot,
   * `rebuilding` during a rebuild, `verdictsDiffer` until the log was judged anew.
   */
  writable(): Result<void>
  readonly snapshots: {
    /** Counted content of every book at the head, for a snapshot. */
    take(): Promise<readonly TakenSnapshot[]>
    /** Newest claim of each book that the log holds. */
    rows(): Promise<readonly SnapshotRow[]>
    /** Rows from snapshots, on a device that has read nothing yet; the kinds shown. See snapshotEarly.ts. */
    show(snapshots: readonly EarlySnapshot[]): Promise<Result<readonly Kind[]>>
  }

  /** For checks of a command before it commits (`checkIntents`). Use inside `exclusive` only. */
  readonly books: Books

  /** A replica of the same workspace, by the same keys, over another vault; the caller's to close. */
  beside(vault: Vault): Promise<Replica>

  /** Idle work: compares snapshots with the log, then checkpoints of books whose counted tail grew. */
  tidy(): Promise<void>
  /** The same for every book with a tail, however short. */
  checkpoint(): Promise<void>
  onChange(listener: (what: ReplicaEvent) => void): () => void
  /** Waits for the queue and lets go of books. The vault stays open: who opened it closes it. */
  close(): Promise<void>
}
