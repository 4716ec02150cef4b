/**
 * The tables of one workspace's vault: what is durable on this device and what interfaces read.
 *
 * Truth: `log` (entries in relay order with their verdict) and `outbox` (commands not yet in the log). Views: one table
 * per record kind, `trail`, `statements`, `members`, `devices`, `invites`; all rebuildable from the truth. Interfaces
 * read views through liveQuery and never write; the engine is the only writer.
 */

import Dexie, { type EntityTable, type Table } from 'dexie'
import type { JsonValue } from '~/lib/shared/json'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { dexieSchemas } from '~/lib/records/dexieSchema'
import type { CheckResult } from '~/lib/isms/readiness/checkResult'
import type { SummaryParts } from '~/lib/isms/readiness/summary'
import type { BoundPerson } from '~/lib/isms/statement/onWord'
import type { OwnedTime } from '~/lib/isms/statement/topManagement'
import type { CloseReason } from '~/lib/protocol/wire/closeCodes'
import { abortCause } from './abortCause'

/** One entry of the workspace log as this device received it. */
export interface LogRow {
  readonly seq: number
  readonly uuid: string
  readonly deviceId: string
  readonly deviceSeq: number
  readonly class: string
  readonly epoch: number
  /** Milliseconds; the relay's clock, or this device's while it is its own log (`timeSource`). */
  readonly relayTime: number
  /** `device` also for what a relay took in: its own word begins where it joined (access `relays`). */
  readonly timeSource: 'relay' | 'device'
  readonly chain: string
  readonly hash: string
  readonly bytes: Uint8Array
  /** `counts`, or the word for why it does not. */
  readonly verdict: string
  readonly message?: string
  /** A later entry of its device vouches for it; its own signature is still to be verified (provisional.ts). */
  readonly provisional?: 1
  /** Over this and all verdicts before it (verdictHash.ts). */
  readonly verdicts: string
}

/** What a command meant to change, kept so that it can be made again on a rebuilt book. */
export type Intent =
  | {
      readonly type: 'set'
      readonly book: Kind
      readonly key: string
      readonly before: JsonValue
      readonly after: JsonValue
    }
  /** `delta` as Y.Text takes it; `before` is the whole text the author saw, the anchor for re-issuing by difference. */
  | {
      readonly type: 'text'
      readonly book: Kind
      readonly key: string
      readonly before: string
      readonly delta: readonly TextStep[]
    }

export type TextStep = { readonly retain: number } | { readonly insert: string } | { readonly delete: number }

/** One command's share in one class, waiting to be in the log. `n` is the FIFO order. */
export interface OutboxRow {
  readonly n: number
  readonly commandId: string
  /**
   * The command's name in the command map and its input, so that a refused one can be shown, exported and tried again.
   */
  readonly name: string
  readonly input: JsonValue
  readonly class: string
  /** Of a command too large for one entry: which of its shares in the class this is, from 1. */
  readonly share?: number
  readonly at: number
  readonly payload:
    /** `intents` as `packIntents` makes them. */
    | {
        readonly type: 'update'
        readonly intents: string
        readonly parts: readonly { readonly book: Kind; readonly update: Uint8Array }[]
      }
    | {
        readonly type: 'statement'
        readonly body: Uint8Array
        readonly innerSignature: Uint8Array
        readonly frozen?: Uint8Array
        readonly frozenBlob?: FrozenFile
      }
    | { readonly type: 'access'; readonly body: Uint8Array }
    | { readonly type: 'key'; readonly body: Uint8Array }
    | { readonly type: 'snapshot'; readonly body: Uint8Array }
    | { readonly type: 'erase'; readonly body: Uint8Array }
  /** Set before the first send; the rows of one entry share it. */
  readonly entryUuid?: string
  /** The entry it was in before a rebase made it again; nothing is sent while that one may still arrive. */
  readonly former?: string
  /** Log position the author had applied when the command ran. */
  readonly base: number
  /** What a person would call it in "Waiting to go out". */
  readonly about?: { readonly kind: Kind; readonly id: string; readonly fields: readonly string[] }
}

/** One key's change by one command: the history of a field, made from entries, the same on every device. */
export interface TrailRow {
  /**
   * `position.part/recordId/field[/element]`: the place of the change in the log, which nobody chooses. While it waits
   * in the outbox `commandId/recordId/field[/element]`.
   */
  readonly id: string
  readonly commandId: string
  readonly kind: Kind
  readonly recordId: string
  readonly field: string
  readonly element?: string
  readonly before: JsonValue
  readonly after: JsonValue
  readonly deviceId: string
  readonly memberId: string
  /** The author's clock, milliseconds. */
  readonly time: number
  /** Absent while it waits in the outbox. */
  readonly seq?: number
  readonly relayTime?: number
  /** The author had not seen the value that was visible before (MG1). */
  readonly concurrent: boolean
  /** It never became the visible value. */
  readonly lost: boolean
  readonly long?: boolean
  /** Order among rows that wait in the outbox (`OutboxRow.n`). */
  readonly n?: number
  /** Where `concurrent`: the value that was visible and its author, neither of which this row's author had seen. */
  readonly rival?: {
    readonly trailId?: string
    readonly value: JsonValue
    readonly deviceId: string
    readonly memberId: string
    readonly time: number
  }
  /**
   * The record's kind while the conflict of this row is open (MG1); absent otherwise, so the index lists open conflicts
   * only.
   */
  readonly conflict?: Kind
  /** Somebody confirmed or changed the value knowing both. */
  readonly settled?: boolean
  /**
   * Further commands whose rapid edits of a long text were merged into this row, and the last one's time and position.
   */
  readonly also?: readonly string[]
  readonly until?: number
  readonly untilSeq?: number
  /** Read out of a `BirthRow`; never stored. */
  readonly folded?: true
  /**
   * All the record was born with, where the row stands for that (births.ts): `field[/element]` → value. Never stored.
   */
  readonly born?: Readonly<Record<string, JsonValue>>
}

/** What records that came by the hundred were born with, many in one row (births.ts). */
export interface BirthRow extends Pick<
  TrailRow,
  'id' | 'commandId' | 'kind' | 'deviceId' | 'memberId' | 'time' | 'seq' | 'relayTime' | 'n'
> {
  readonly records: readonly string[]
  /** JSON: for each of `records`, in their order, `field[/element]` → value. */
  readonly born: string
}

/** The history as it is kept. `readTrail.ts` gives it a row for each field. */
export type StoredTrailRow = TrailRow | BirthRow

/** Where the frozen copy of a large content lies. */
export type FrozenFile = { readonly id: string; readonly sha256: string; readonly size: number }

/** A signed statement (ST1) as found in the log, or waiting for it (ST11: no `seq`). */
export interface StatementRow {
  readonly id: string
  readonly seq?: number
  readonly relayTime?: number
  readonly timeSource?: 'relay' | 'device'
  readonly type: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly profile: string
  readonly contentHash: string
  readonly decision?: string
  readonly reason?: string
  readonly validUntil?: string
  readonly basedOn?: string
  readonly memberId: string
  readonly personId?: string
  readonly deviceId: string
  readonly time: number
  readonly signatureValid: boolean
  /** ST6: why it is void, when it is. */
  readonly voidReason?: string
  /** The signer's member was bound again to its person (ST12): by whom, at which position of the log, and when. */
  readonly readmitted?: { readonly byMemberId: string; readonly seq: number; readonly at: number }
  /** Milliseconds: an owner says that since then somebody else may have used the device that signed (ST16). */
  readonly doubtfulSince?: number
  /** The signer was top management at that position (ST12, PO2). */
  readonly asTopManagement?: boolean
  /** ST14: as an owner in its place, because nobody was named yet. */
  readonly standsIn?: boolean
  readonly body: Uint8Array
  readonly innerSignature: Uint8Array
  /** ST3: the content that was signed; of a large one the file that holds it. */
  readonly frozen?: Uint8Array
  readonly frozenBlob?: FrozenFile
}

/** An encrypted form of a file, as a counted change named it. Until its bytes are fetched it is that member's claim. */
export interface FileName {
  readonly id: string
  readonly size: number
  readonly memberId: string
}

/** An owner's entry that erases an encrypted file: who, when and why. */
export interface ErasureRow {
  readonly blobId: string
  readonly seq: number
  readonly relayTime: number
  readonly deviceId: string
  readonly memberId: string
  readonly reason: string
}

export interface BlobRow {
  /** Hexadecimal SHA-256 of the bytes: the audit hash. */
  readonly sha256: string
  /**
   * Hexadecimal id of the encrypted file on the relay; where there are bytes, of the form that they were sealed in or
   * came in.
   */
  readonly id: string
  readonly size: number
  readonly mime: string
  /** Absent while they have not arrived. */
  readonly bytes?: Blob
  readonly state: 'present' | 'pending' | 'missing' | 'corrupt' | 'erased'
  /** What the encrypted file was made with, so that it can be made again byte for byte. */
  readonly epoch: number
  readonly salt: Uint8Array
  readonly upload: 'none' | 'waiting' | 'done'
  readonly addedAt: number
  readonly pendingSince?: number
  /** Every id that the log names for these bytes, in its order (expectedFiles.ts); all are tried. */
  readonly named?: readonly FileName[]
  /**
   * What the relay last answered when asked for this file or offered it, where that was a refusal. Its unsigned word,
   * shown as such: it changes nothing else.
   */
  readonly relayAnswered?: number
  /** Of the state `erased`: the owner's entry that took the bytes (erasures.ts). */
  readonly erased?: Omit<ErasureRow, 'blobId'>
}

/**
 * A capture under way: what was taken so far survives the worker. Becomes evidence in the transaction that seals it.
 */
export interface DraftRow {
  readonly id: string
  readonly mode: string
  readonly state: 'capturing' | 'captured' | 'sealing' | 'failed' | 'cancelled' | 'done'
  readonly startedAt: number
  readonly updatedAt: number
  readonly tabId?: number
  /** Tiles or pages so far and in all, for the progress line. */
  readonly step: number
  readonly steps: number
  readonly facts: JsonValue
  readonly links: JsonValue
  readonly failure?: { readonly type: string; readonly message: string }
  readonly evidenceId?: string
  readonly ref?: string
}

export interface DraftFileRow {
  readonly draftId: string
  readonly name: string
  readonly order: number
  readonly mime: string
  readonly part: 'original' | 'derived'
  readonly bytes: Blob
  readonly sha256?: string
  readonly facts?: JsonValue
}

/** A command that will never be in the log, kept whole (MG17). */
export interface NotSentRow {
  readonly id: string
  readonly commandId: string
  readonly at: number
  readonly name: string
  readonly input: JsonValue
  readonly intents: readonly Intent[]
  readonly reason: { readonly type: string; readonly message: string }
  readonly about?: OutboxRow['about']
}

/** An entry of the log that does not count, listed for owners with its content (protocol.md 3). */
export interface RefusedRow {
  /** What the row is called by: an author chooses the uuid, and would choose that of an entry he wants off the list. */
  readonly seq: number
  readonly uuid: string
  readonly deviceId: string
  readonly memberId?: string
  readonly class: string
  readonly verdict: string
  readonly message: string
  readonly content: JsonValue
}

export interface CommandRow {
  readonly commandId: string
  readonly name: string
  readonly at: number
  readonly result: JsonValue
}

export interface MemberRow {
  readonly memberId: string
  readonly role: string
  readonly personId?: string
  readonly active: boolean
  readonly since: number
  readonly until?: number
  /** ST12; absent in rows of older versions, until access changes next. */
  readonly owned?: readonly OwnedTime[]
  /** Bound again by the word of one member, which nobody else has confirmed yet. */
  readonly boundAgain?: { readonly byMemberId: string; readonly at: number; readonly via?: readonly string[] }
  /** Everybody the member was bound to, in log order (ST12). */
  readonly bound?: readonly BoundPerson[]
}

export interface DeviceRow {
  readonly deviceId: string
  readonly memberId: string
  /** ID2: '' for the founding device, then B, C, … */
  readonly code: string
  readonly active: boolean
  readonly since: number
  readonly until?: number
  readonly lastHeard?: number
  readonly own: boolean
  /** The device that let it in. */
  readonly admittedBy?: string
  /** Milliseconds from which what it signed is doubtful, an owner says. */
  readonly compromisedSince?: number
}

export interface InviteRow {
  readonly inviteId: string
  readonly memberId: string
  readonly role: string
  readonly expiresAt: number
  readonly issuer: string
  readonly state: 'open' | 'joined' | 'admitted' | 'revoked' | 'expired' | 'void'
  readonly admit: 'atOnce' | 'words'
  /** For a further device of a member that was here before. */
  readonly furtherDevice: boolean
  readonly deviceId?: string
}

export interface BookRow {
  readonly book: Kind
  /** Position up to which the checkpoint holds counted entries; 0 where there is none. */
  readonly upToSeq: number
  readonly stateVector: Uint8Array
  /** Last position at which another device's counted update touched the book. */
  readonly foreignSeq: number
}

/** A counted update after the checkpoint, opened: what a book is loaded from. Rebuildable from the log. */
export interface TailRow {
  readonly book: string
  readonly seq: number
  /** Order inside the entry. */
  readonly part: number
  readonly update: Uint8Array
}

/** Which device a Yjs client id belongs to in a book, and where its counted clock stands. */
export interface ClientRow {
  readonly book: string
  readonly clientId: number
  readonly deviceId: string
  readonly clock: number
  /** Of the id of a birth text (birthTexts.ts): the hash of that text, whose id it is. */
  readonly birth?: string
}

export interface MetaRow {
  readonly key: string
  readonly value: unknown
}

/** `meta` row `sync`: what the foot of the sidebar and the popup say. */
/**
 * Why there is no connection, as far as a browser lets us know: `unreachable` nothing answers, `refusedEarly` it was
 * refused before anything answered (address, certificate or network), `notARelay` something else answers there,
 * `noSockets` a relay answers but lets no connection through; the rest are the relay's own words (`closeCodes`).
 */
export type SyncTroubleType = 'unreachable' | 'refusedEarly' | 'notARelay' | 'noSockets' | CloseReason
export interface SyncTrouble {
  readonly type: SyncTroubleType
  readonly host: string
  /** Milliseconds of the next attempt; absent where none is made by itself. */
  readonly retryAt?: number
}

export interface SyncStatus {
  readonly state:
    | 'none'
    | 'connecting'
    | 'catchingUp'
    | 'synced'
    | 'offline'
    | 'silent'
    | 'removed'
    | 'waitingForAdmission'
    | 'halted'
    | 'keyMissing'
    | 'updateNeeded'
  readonly relayUrl?: string
  /** Milliseconds of the last moment this device was level with the relay. */
  readonly syncedAt?: number
  readonly lastHeardAt?: number
  readonly message?: string
  /** A word for what `message` says, where something can be done about it: `clockPaused`. */
  readonly cause?: string
  readonly trouble?: SyncTrouble
  /** Of a device that waits: what its person reads out to who invited it. */
  readonly safetyWords?: readonly string[]
  /** Of a device that waits: the word for why its invitation lets nobody in. */
  readonly inviteOver?: string
  readonly headSeq: number
}

/**
 * Result of one readiness check as the engine last computed it (isms.md 5); a view like any other, rebuilt at every
 * start.
 */
export interface ReadinessRow {
  readonly id: string
  /** Place among the checks. */
  readonly order: number
  readonly result: CheckResult
}

/** `meta` row `readiness`: verdict and scores of every view, with the day and log position they were computed at. */
export interface ReadinessSummary extends SummaryParts {
  readonly asOf: string
  readonly headSeq: number
}

export type Vault = Dexie & {
  readonly meta: EntityTable<MetaRow, 'key'>
  readonly keys: EntityTable<{ readonly id: string; readonly value: unknown }, 'id'>
  readonly log: EntityTable<LogRow, 'seq'>
  readonly outbox: Table<OutboxRow, number, Omit<OutboxRow, 'n'>>
  readonly trail: Table<StoredTrailRow, string>
  readonly statements: EntityTable<StatementRow, 'id'>
  readonly blobs: EntityTable<BlobRow, 'sha256'>
  readonly erasures: EntityTable<ErasureRow, 'blobId'>
  readonly drafts: EntityTable<DraftRow, 'id'>
  readonly draftFiles: Table<DraftFileRow, [string, string]>
  readonly notSent: EntityTable<NotSentRow, 'id'>
  readonly refused: EntityTable<RefusedRow, 'seq'>
  readonly commands: EntityTable<CommandRow, 'commandId'>
  readonly members: EntityTable<MemberRow, 'memberId'>
  readonly devices: EntityTable<DeviceRow, 'deviceId'>
  readonly invites: EntityTable<InviteRow, 'inviteId'>
  readonly books: EntityTable<BookRow, 'book'>
  readonly clients: Table<ClientRow, [string, number]>
  readonly tail: Table<TailRow, [string, number, number]>
  readonly readiness: EntityTable<ReadinessRow, 'id'>
}

const systemTables = {
  meta: 'key',
  keys: 'id',
  log: 'seq, uuid, deviceId, class, verdict, provisional',
  outbox: '++n, commandId, entryUuid',
  // The pair begins with the record, which needs no index of its own (readTrail.ts).
  trail: 'id, commandId, *also, *records, [recordId+field], conflict, seq, time',
  // One row for each position: no later entry replaces a row.
  statements: 'id, [subjectKind+subjectId], type, memberId, &seq',
  blobs: 'sha256, id, state, upload',
  erasures: 'blobId',
  drafts: 'id, state, startedAt',
  draftFiles: '[draftId+name], draftId',
  notSent: 'id, commandId, at',
  refused: 'seq',
  commands: 'commandId, at',
  members: 'memberId',
  devices: 'deviceId, memberId',
  invites: 'inviteId, state',
  books: 'book',
  clients: '[book+clientId], book',
  tail: '[book+seq+part], seq',
  readiness: 'id',
} as const

export interface VaultOptions {
  /** Tests hand in fake-indexeddb; browsers use their own. */
  readonly indexedDB?: IDBFactory
  readonly IDBKeyRange?: typeof IDBKeyRange
  /** `strict` for commands; `default` for rebuilds and join, which can be made again. */
  readonly durability?: 'strict' | 'default'
}

export const vaultName = (workspaceId: string): string => `plumbline_${workspaceId}`

const vaultVersion = 1

/**
 * Opens (creating where needed) the vault of one workspace. Throws what IndexedDB throws, and `VersionError` for a
 * vault that a newer Plumbline made its own. Once another context upgrades or deletes it, this handle stays closed:
 * Dexie would open it again by itself, and this version would write into the newer one's tables, or an engine into an
 * empty vault.
 */
export async function openVault(workspaceId: string, options: VaultOptions = {}): Promise<Vault> {
  return openNamed(vaultName(workspaceId), options)
}

/**
 * Beside a vault and in the same storage, an empty one to be thrown away (`delete`) after use. Erasing the workspace
 * takes it along.
 */
export async function openScratchVault(vault: Vault, purpose: string): Promise<Vault> {
  const options = openedWith.get(vault) ?? {}
  const name = `${vault.name}_${purpose}`
  await (await openNamed(name, options)).delete()
  return openNamed(name, { ...options, durability: 'default' })
}

const openedWith = new WeakMap<Dexie, VaultOptions>()

async function openNamed(name: string, options: VaultOptions): Promise<Vault> {
  await refuseHigherVersion(name, options)
  const db = new Dexie(name, {
    ...(options.indexedDB && { indexedDB: options.indexedDB }),
    ...(options.IDBKeyRange && { IDBKeyRange: options.IDBKeyRange }),
    chromeTransactionDurability: options.durability ?? 'strict',
  }) as Vault
  const kindTables = dexieSchemas()
  // Columns that the projection derives (projection.ts).
  db.version(vaultVersion).stores({
    ...systemTables,
    ...kindTables,
    evidence: `${kindTables.evidence}, waits, [waits+createdAt], reviewState, freshUntil`,
  })
  db.use(abortCause)
  db.on('versionchange', () => {
    db.close()
    return false
  })
  await db.open()
  openedWith.set(db, options)
  return db
}

/**
 * Asked before it is opened: Dexie opens a vault of a higher version, too, and writes tables into it that it thinks are
 * missing.
 */
async function refuseHigherVersion(name: string, { indexedDB = globalThis.indexedDB }: VaultOptions): Promise<void> {
  const native = (await indexedDB.databases()).find((database) => database.name === name)?.version ?? 0
  // Dexie counts in tenths.
  const found = Math.floor(native / 10)
  if (found > vaultVersion) throw new Dexie.VersionError(`the vault is of version ${found}`)
}

/** The table of a record kind. Rows are what `assembleRecord` makes, with derived columns beside the fields. */
export const kindTable = <R extends AnyRecord = AnyRecord>(vault: Vault, kind: Kind): Table<R, string> =>
  vault.table(kind)
