/**
 * An entry is the unit of the log: one signed, sealed message of one device.
 *
 *   entry  = bytes(header) · bytes(nonce) · bytes(ciphertext) · signature (64)
 *   header = version · workspaceId (32) · deviceId (16) · deviceSeq · prevDeviceHash (32)
 *          · head.seq · head.chain (32) · epoch · class (1) · uuid (16)
 *
 * `bytes(x)` is a length and x; numbers are variable-length in their shortest form; nothing may follow.
 * The signature is ECDSA P-256 with SHA-256, raw r‖s, over tag ‖ header ‖ nonce ‖ ciphertext. The header is
 * the additional data of AES-GCM, so a ciphertext can't be moved under another header.
 *
 * What a relay can read, all of it: the header (which workspace and device, the count and hash of the device's previous
 * entry, the last position its author had seen, the epoch, the class and a random id), the padded size, and the bodies
 * of the three classes that are signed but not sealed: `access` (ids, public keys, roles, expiry dates, wrapped keys),
 * `key` (wrapped keys, made again) and `erase` (ids of files, and the reason that the owner gave). Their nonce is empty. The author's clock, names, records
 * and files are inside the ciphertext.
 *
 * This file neither signs nor seals: that is lib/crypto. Which entries count is judge.ts.
 */

import { concatBytes, toHex, type Bytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import type { Random } from '~/lib/shared/ids'
import { fail, type Result } from '~/lib/shared/result'
import { limits } from '../wire/protocolLimits'
import { entryClasses, type EntryClass } from '../access/workspaceRoles'
import { tag } from '../wire/protocolTags'
import {
  malformed,
  readAll,
  readByte,
  readBytes,
  readFixed,
  readHex,
  readUint,
  writeAll,
  writeByte,
  writeBytes,
  writeFixed,
  writeHex,
  writeUint,
  type Decoder,
} from '../wire/wireReader'

export { padPlaintext, unpadPlaintext } from '~/lib/shared/padme'

export const entryVersion = 2
export const zeroHash = '0'.repeat(64)

/** A position in the log and the chain value there; `{ seq: 0, chain: zeroHash }` before the first entry. */
export interface LogHead {
  readonly seq: number
  readonly chain: string
}

export const emptyHead: LogHead = { seq: 0, chain: zeroHash }

/** All ids and hashes in lower-case hexadecimal. */
export interface EntryHeader {
  readonly version: typeof entryVersion
  /** 64 digits; zeros in the genesis entry, whose body the id is the hash of. */
  readonly workspaceId: string
  /** 32 digits. */
  readonly deviceId: string
  /** Counts the entries of this device from 1, without gaps. */
  readonly deviceSeq: number
  /** `entryHash` of this device's previous entry, zeros before the first. */
  readonly prevDeviceHash: string
  /** The last position the author had applied. */
  readonly head: LogHead
  readonly epoch: number
  readonly class: EntryClass
  /** 32 digits, random: how a device knows its own entry again. */
  readonly uuid: string
}

export interface Entry {
  readonly header: EntryHeader
  /** The exact bytes that were signed. */
  readonly headerBytes: Bytes
  /** 12 bytes; empty for classes that are not sealed. */
  readonly nonce: Bytes
  /** For `access`, `key` and `erase`, the plain body. */
  readonly ciphertext: Bytes
  readonly signature: Bytes
}

/** Signed but not sealed, because the relay has to act on them. */
export const isPlainClass = (entryClass: EntryClass): boolean =>
  entryClass === 'access' || entryClass === 'erase' || entryClass === 'key'

/** A fresh id for an entry, member, invitation: 128 random bits, 32 hexadecimal digits. */
export const newUuid = (random: Random): string => toHex(random(16))

export const writeHeader = (header: EntryHeader): Bytes =>
  writeAll((encoder) => {
    writeUint(encoder, header.version)
    writeHex(encoder, header.workspaceId, 32)
    writeHex(encoder, header.deviceId, 16)
    writeUint(encoder, header.deviceSeq)
    writeHex(encoder, header.prevDeviceHash, 32)
    writeUint(encoder, header.head.seq)
    writeHex(encoder, header.head.chain, 32)
    writeUint(encoder, header.epoch)
    writeByte(encoder, entryClasses.indexOf(header.class))
    writeHex(encoder, header.uuid, 16)
  })

/** Fails with `malformed`. */
export const readHeader = (bytes: Uint8Array): Result<EntryHeader> => readAll(bytes, 'an entry header', decodeHeader)

export const writeEntry = (entry: Entry): Bytes =>
  writeAll((encoder) => {
    writeBytes(encoder, entry.headerBytes)
    writeBytes(encoder, entry.nonce)
    writeBytes(encoder, entry.ciphertext)
    writeFixed(encoder, entry.signature, 64)
  })

/** Of what no log takes, and no device sends. */
export const tooLarge = fail('tooLarge', 'The change is larger than 1 MiB. Split it, or attach the text as a file.')

/** Fails with `tooLarge` or `malformed`. Says nothing about signature or contents. */
export function readEntry(bytes: Uint8Array): Result<Entry> {
  if (bytes.length > limits.entryBytes) return tooLarge
  return readAll(bytes, 'an entry', (decoder) => {
    const headerBytes = readBytes(decoder)
    const header = readHeader(headerBytes)
    if (!header.ok) malformed('header')
    const nonce = readBytes(decoder)
    if (nonce.length !== (isPlainClass(header.value.class) ? 0 : 12)) malformed('nonce length')
    const ciphertext = readBytes(decoder)
    return { header: header.value, headerBytes, nonce, ciphertext, signature: readFixed(decoder, 64) }
  })
}

/** The version that an entry says it is of, whatever else is in it; undefined where the bytes do not begin like one. */
export function versionOfEntry(bytes: Uint8Array): number | undefined {
  const version = readAll(bytes, 'an entry', (decoder) => {
    readUint(decoder)
    const found = readUint(decoder)
    decoder.pos = bytes.length
    return found
  })
  return version.ok ? version.value : undefined
}

/** What the device signs: every part is of known length, so no two entries share these bytes. */
export const signedBytes = (entry: Omit<Entry, 'signature' | 'header'>): Bytes =>
  concatBytes(tag('entry'), entry.headerBytes, entry.nonce, entry.ciphertext)

/** SHA-256 over the whole entry as written, signature included. */
export const entryHash = (bytes: Uint8Array): string => sha256Hex(bytes)

function decodeHeader(decoder: Decoder): EntryHeader {
  const version = readUint(decoder)
  if (version !== entryVersion) malformed(`version ${version}`)
  const workspaceId = readHex(decoder, 32)
  const deviceId = readHex(decoder, 16)
  const deviceSeq = readUint(decoder)
  if (deviceSeq < 1) malformed('device sequence starts at 1')
  const prevDeviceHash = readHex(decoder, 32)
  const head = { seq: readUint(decoder), chain: readHex(decoder, 32) }
  const epoch = readUint(decoder)
  if (epoch < 1) malformed('epochs start at 1')
  const entryClass = entryClasses[readByte(decoder)]
  if (entryClass === undefined) malformed('unknown class')
  return {
    version,
    workspaceId,
    deviceId,
    deviceSeq,
    prevDeviceHash,
    head,
    epoch,
    class: entryClass,
    uuid: readHex(decoder, 16),
  }
}
