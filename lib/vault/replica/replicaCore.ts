/** The state that the parts of the replica share. Changed only inside the workspace's queue. */

import type { Bytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import { fail, type Err } from '~/lib/shared/result'
import type { SequencedEntry } from '~/lib/protocol/log/chain'
import type { LogHead } from '~/lib/protocol/log/entry'
import type { LogState } from '~/lib/protocol/log/judge'
import { memberOfDevice, isActiveDevice, type AccessState, type Member } from '~/lib/protocol/access/accessState'
import type { SnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import type { EpochFault } from '~/lib/crypto/openEpochs'
import type { Verifier } from '~/lib/crypto/verifier'
import type { Kind } from '~/lib/records/registry'
import type { Books } from '../books/books'
import type { Checkpoints } from '../books/checkpoints'
import type { Clients } from '../books/clients'
import type { EntryKeys } from '../log/openEntry'
import type { Vault } from '../store/tables'

export interface Core {
  readonly workspaceId: string
  readonly vault: Vault
  readonly keys: ReplicaKeys
  readonly random: Random
  readonly now: () => number
  readonly verifier: Verifier
  readonly books: Books
  readonly checkpoints: Checkpoints
  readonly clients: Clients
  readonly epochKeys: Map<number, CryptoKey>
  readonly entryKeys: EntryKeys
  /** As kept in the vault. */
  keyFaults: KeyFaults
  /** Test hook: called with the name of each step; may throw to play the death of the worker. */
  readonly step: (name: string) => void
  readonly emit: (what: ReplicaEvent) => void
  log: LogState
  head: LogHead & { readonly relayTime: number; readonly verdicts: string }
  /** Whether other devices judge the log as this one does (verdictCheck.ts). */
  verdictCheck: VerdictCheck
  /** Whether the log holds the statement of this id at or before the head (a later one with it does not count). */
  readonly isStated: (id: string) => Promise<boolean>
  /** Of every book; replaced by a rebase. */
  clientId: number
  /** Highest number given to an outbox row. */
  lastN: number
  rebaseDue: RebaseDue | undefined
  /** All that is derived is being made again from the stored log (rebuild.ts); durable until it has been. */
  rebuildDue: RebuildDue | undefined
  /** Epochs that an owner left out of the chain of keys: what was sealed under them counts for nobody. */
  leftOut: ReadonlySet<number>
  /** Entries that wait for a key (heldEntries.ts). Memory only: they are read again. */
  held: HeldEntries | undefined
  /**
   * Snapshots whose rows are shown until the log was read to where they end; nothing is written meanwhile
   * (snapshotEarly.ts).
   */
  early: readonly SnapshotClaim[] | undefined
  /** Time of the last entry heard of each device. */
  readonly heard: Map<string, number>
}

export interface HeldEntries {
  /**
   * The first of them, whole: as many as may stay in memory (heldEntries.ts). The others are read from the log again.
   */
  readonly entries: readonly SequencedEntry[]
  /** Where all of them stand. */
  readonly places: readonly Omit<SequencedEntry, 'bytes'>[]
  /**
   * The state behind them. Of a device that is not let in yet, only what the access entries add up to, for the keys
   * they carry: nothing is believed on it.
   */
  readonly ahead: LogState
  /** Whether this device is let in there: then `ahead` is judged in all that needs no key. */
  readonly admitted: boolean
}

/** A repair that has to run before anything of ours is sent; durable until it has. */
export interface RebaseDue {
  readonly reason: RebaseReason
  /** Records whose rows were made without our waiting changes. */
  readonly touched: readonly RecordName[]
  /** The log shows entries of this device that this vault never wrote. */
  readonly unknownOwn?: boolean
}

export type RebuildReason =
  /** This version of the program judges or shows by other rules than the one before. */
  | 'newRules'
  /** An entry that a later one of its device vouched for has a wrong signature of its own. */
  | 'forgedEntry'
  /** An owner left an epoch out of the chain of keys; what was sealed under it counts for nobody. */
  | 'leftOutEpoch'
  /** Another device came to other verdicts. */
  | 'verdictsDiffer'

export interface RebuildDue {
  readonly reason: RebuildReason
  /** Position that the stored log reaches. */
  readonly upTo: number
  readonly at: number
  /** The entry that was the reason. */
  readonly about?: { readonly seq: number; readonly deviceId: string }
  /** `Core.leftOut`, which only the end of the log tells of. */
  readonly leftOut: readonly number[]
}

export type RecordName = readonly [kind: Kind, id: string]

/** Rows of `meta` that the replica keeps. */
export const metaKeys = {
  head: 'head',
  logState: 'logState',
  clientId: 'clientId',
  rebaseDue: 'rebaseDue',
  rebuildDue: 'rebuildDue',
  /** The last rebuild and its reason (`RebuildDue`), for interfaces. */
  rebuilt: 'rebuilt',
  /** Position up to which files named in the log are expected. */
  expectedFiles: 'expectedFilesSeq',
  restoredAt: 'restoredAt',
  /** Shown by interfaces: whether other devices judge the log as this one does (verdictCheck.ts). */
  verdictCheck: 'verdictCheck',
  /** Shown by interfaces: "this device exists twice". */
  deviceTwice: 'deviceTwice',
  rulesVersion: 'rulesVersion',
  /** Highest number this device gave per ref prefix (ID2); survives records that were never sent. */
  refCounters: 'refCounters',
} as const

/** The member of this device while it has rights. */
export function actorOf(core: Core): Member | undefined {
  const { access } = core.log
  return isActiveDevice(access, core.keys.deviceId) ? memberOfDevice(access, core.keys.deviceId) : undefined
}

export const diskFull = (): Err =>
  fail('diskFull', 'Not saved: this disk is full. Free some space or move the workspace. Your text stays in the form.')
export const vaultClosed = (): Err =>
  fail(
    'vaultClosed',
    'Not saved: the database on this device was closed, perhaps by the browser or by a newer version of Plumbline in another tab. Reload this page and try again.',
  )

/** What IndexedDB throws, as a failure; undefined for anything else, which is a bug and is thrown on. */
export function storageFailure(error: unknown): Err | undefined {
  const found = errorsOf(error)
  // Where no quota stands before it, a full disk is met by Chromium's database files: a plain UnknownError says so in
  // its text, and from then on they do not open (which a failing disk does to them, too).
  if (found.some(({ name, message }) => name.includes('Quota') || message.includes('NO_SPACE'))) return diskFull()
  if (found.some(({ message }) => message.includes('opening backing store'))) {
    return fail(
      'diskFull',
      'Not saved: the database on this device does not open, which mostly means a full disk. Free some space and try again. Your text stays in the form.',
    )
  }
  if (
    found.some(({ name }) =>
      /DatabaseClosed|InvalidState|MissingAPI|OpenFailed|Abort|Transaction.*Inactive|UnknownError|VersionChange|VersionError/.test(
        name,
      ),
    )
  )
    return vaultClosed()
  return undefined
}

/** The error, those inside it, and of a bulk write those of its rows. */
function errorsOf(error: unknown): readonly { readonly name: string; readonly message: string }[] {
  if (typeof error !== 'object' || error === null) return []
  const { name, message, inner, failures } = error as Readonly<Record<string, unknown>>
  return [
    { name: typeof name === 'string' ? name : '', message: typeof message === 'string' ? message : '' },
    ...(inner === error ? [] : errorsOf(inner)),
    ...(Array.isArray(failures) ? failures.slice(0, 1).flatMap(errorsOf) : []),
  ]
}

/** A client id that no other device used in any book. */
export function freshClientId(random: Random, taken: (clientId: number) => boolean): number {
  for (;;) {
    const [a, b, c, d] = random(4)
    const clientId = ((a! << 24) | (b! << 16) | (c! << 8) | d!) >>> 0
    if (clientId > 0 && !taken(clientId)) return clientId
  }
}

export interface KeyFaults {
  readonly faults: readonly KeyFault[]
  /** By epoch, what was looked at: only what changed is made again. */
  readonly looked: Readonly<Record<string, string>>
}

/**
 * `meta` row `verdictCheck`, for interfaces. `agreed`: nobody says otherwise. `checking`: the log is judged again.
 * `stands`: judged again, what is kept here is right. `mended`: it was wrong, and is made again from the log.
 */
export interface VerdictCheck {
  readonly state: 'agreed' | 'checking' | 'stands' | 'mended'
  /** Devices that say otherwise, each with the first entry in which it did. */
  readonly by: readonly Differing[]
  /** This device's clock when the log was last judged anew, milliseconds. */
  readonly checkedAt?: number
}

/** What a signed snapshot entry says, and who signed it. The device's own word until the log has shown the same. */
export interface SnapshotClaim extends Pick<SnapshotPlaintext, 'upToSeq' | 'chain' | 'verdicts' | 'rowsHash'> {
  readonly book: Kind
  /** Position of the entry itself. */
  readonly seq: number
  readonly deviceId: string
  readonly memberId: string
}

/** The only reasons for the one repair (architecture.md 2). */
export type RebaseReason = 'refused' | 'commitFailed' | 'restoredCopy' | 'foreignClient' | 'rebuilt'

export type ReplicaEvent = 'outbox' | 'head' | 'access' | 'records'

/** What the device is: its id and what its private keys do. Keys never leave lib/crypto's handles. */
export interface ReplicaKeys {
  readonly deviceId: string
  /** ECDSA P-256 over the message, raw r‖s. */
  sign(message: Uint8Array): Promise<Bytes>
  /**
   * Opens what an epoch entry wrapped for this device; the handle is the workspace secret as a non-extractable HKDF
   * key.
   */
  openEpochs(access: AccessState, have: ReadonlySet<number>): Promise<ReadonlyMap<number, CryptoKey>>
  /** What is wrong with the epochs named, for anybody: each wrap and the chain made again and compared. */
  findFaults(access: AccessState, epochs: ReadonlySet<number>): Promise<readonly EpochFault[]>
}

/** One maker's fault in one epoch. */
export interface KeyFault {
  readonly epoch: number
  /** The device that wrote what does not open: the maker of the epoch, or who admitted the recipient into it. */
  readonly byDeviceId: string
  /** Milliseconds in the log of the entry that did. */
  readonly at: number
  /** Devices, or the recovery key, that it does not open for. */
  readonly recipients: readonly string[]
  /** The key before can't be read out of this one. */
  readonly chain: boolean
  /** Somebody sent again what was missing. */
  readonly healed: boolean
  /** What is still to be sent again, where this device knows it. */
  readonly owed: { readonly wraps: Readonly<Record<string, string>>; readonly prevSealed?: string }
}

export interface Differing {
  readonly deviceId: string
  readonly memberId: string
  /** Position of the entry that says so. */
  readonly seq: number
}
