/**
 * The one place where an update is encrypted: rows of the outbox → plaintext → sealed under the current epoch →
 * signed, with the head, the epoch and the place in the device's own chain as they are *now*. It runs at append time
 * only: an entry that waited sealed would name an old head or a retired epoch.
 */

import { deriveKey } from '~/lib/crypto/epoch'
import { sealEntry } from '~/lib/crypto/sealEntry'
import {
  entryHash,
  entryVersion,
  isPlainClass,
  signedBytes,
  writeEntry,
  writeHeader,
  type EntryHeader,
  type LogHead,
} from '~/lib/protocol/log/entry'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { writeStatementPlaintext, type Frozen } from '~/lib/protocol/bodies/statementPlaintext'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { assert } from '~/lib/shared/assert'
import { toBytes, type Bytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import type { OutboxBatch } from '~/lib/vault/replica/replica'
import type { FrozenFile, OutboxRow } from '~/lib/vault/store/tables'

/** Everything in the header that is not the entry's own. */
export interface EntryPlace {
  /** Zeros for the founding entry. */
  readonly workspaceId: string
  readonly deviceId: string
  readonly deviceSeq: number
  readonly prevDeviceHash: string
  readonly head: LogHead
  readonly epoch: number
}

export interface SealingKeys {
  /** ECDSA of the device, raw r‖s. */
  sign(message: Uint8Array): Promise<Bytes>
  /** The secret of the epoch; not needed for classes that are signed only. */
  epochKey(epoch: number): CryptoKey | undefined
}

export interface SealedEntry {
  readonly uuid: string
  readonly bytes: Bytes
  /** What the device's next entry names as its predecessor. */
  readonly hash: string
}

/** `verdicts`: what this device makes of the log up to the head in `place` (verdictHash.ts). */
export const sealBatch = (
  batch: OutboxBatch,
  place: EntryPlace,
  keys: SealingKeys,
  random: Random,
  { verdicts }: { readonly verdicts?: string } = {},
): Promise<SealedEntry> => writeSignedEntry(batch.class, batch.uuid, plaintextOf(batch, verdicts), place, keys, random)

/** Seals (where the class is sealed) and signs one entry. */
export async function writeSignedEntry(
  entryClass: EntryClass,
  uuid: string,
  plaintext: Bytes,
  place: EntryPlace,
  keys: SealingKeys,
  random: Random,
): Promise<SealedEntry> {
  const header: EntryHeader = { version: entryVersion, ...place, class: entryClass, uuid }
  const headerBytes = writeHeader(header)
  const sealed = isPlainClass(entryClass)
    ? { nonce: new Uint8Array(0), ciphertext: plaintext }
    : await sealEntry(await entryKey(keys, place, entryClass), headerBytes, plaintext, random)
  const unsigned = { headerBytes, ...sealed }
  const signature = await keys.sign(signedBytes(unsigned))
  const bytes = writeEntry({ header, ...unsigned, signature })
  return { uuid, bytes, hash: entryHash(bytes) }
}

function entryKey(keys: SealingKeys, { workspaceId, epoch }: EntryPlace, entryClass: EntryClass): Promise<CryptoKey> {
  const secret = keys.epochKey(epoch)
  assert(secret, `no key of epoch ${epoch}: nothing is ever sent unsealed`)
  const purpose = entryClass === 'snapshot' ? 'snapshot' : 'entry'
  const derived = derivedKeys.get(secret) ?? new Map<string, Promise<CryptoKey>>()
  derivedKeys.set(secret, derived)
  const name = `${workspaceId}/${purpose}/${epoch}`
  const key = derived.get(name) ?? deriveKey(secret, workspaceId, purpose, epoch)
  derived.set(name, key)
  return key
}

/** A long outbox seals under one key: derived once, and gone with the secret it was derived from. */
const derivedKeys = new WeakMap<CryptoKey, Map<string, Promise<CryptoKey>>>()

function plaintextOf({ rows }: OutboxBatch, verdicts: string | undefined): Bytes {
  const [first] = rows
  assert(first, 'an entry has at least one row')
  const { payload } = first
  if (payload.type === 'update')
    return writeUpdatePlaintext({ ...(verdicts !== undefined && { verdicts }), commands: rows.map(commandOf) })
  assert(rows.length === 1, `an entry of ${payload.type} holds one row`)
  if (payload.type !== 'statement') return toBytes(payload.body)
  return writeStatementPlaintext({
    body: toBytes(payload.body),
    innerSignature: toBytes(payload.innerSignature),
    frozen: frozenOf(payload.frozen, payload.frozenBlob),
  })
}

function commandOf({ commandId, at, payload, class: bookClass }: OutboxRow) {
  assert(payload.type === 'update', 'a batch holds one kind of payload')
  return {
    commandId,
    time: at,
    parts: payload.parts.map(({ book, update }) => ({ class: bookClass, book, update: toBytes(update) })),
  }
}

function frozenOf(bytes: Uint8Array | undefined, blob: FrozenFile | undefined): Frozen {
  if (bytes) return { in: 'entry', bytes: toBytes(bytes) }
  return blob ? { in: 'blob', ...blob } : { in: 'none' }
}
