/**
 * Presence: who writes where, now. Sealed and signed like an entry, but kept nowhere and counted by nobody. It says
 * nothing about the log and decides nothing: a member who lies in it can pretend to write somewhere, no more.
 */

import { concatBytes, fromHex, type Bytes } from '~/lib/shared/bytes'
import type { Result } from '~/lib/shared/result'
import { tag } from '../wire/protocolTags'
import {
  malformed,
  readAll,
  readBytes,
  readFixed,
  readHex,
  readUint,
  writeAll,
  writeBytes,
  writeFixed,
  writeHex,
  writeUint,
} from '../wire/wireReader'

export const presenceVersion = 2

export interface PresenceHeader {
  readonly deviceId: string
  readonly epoch: number
  /**
   * Milliseconds, the relay's time as its author knows it: a frame holds for two minutes around it, and each later one
   * only once.
   */
  readonly time: number
}

export interface Presence {
  readonly header: PresenceHeader
  /** Additional data of the sealing. */
  readonly headerBytes: Bytes
  readonly nonce: Bytes
  readonly ciphertext: Bytes
  readonly signature: Bytes
}

export const writePresenceHeader = (header: PresenceHeader): Bytes =>
  writeAll((encoder) => {
    writeUint(encoder, presenceVersion)
    writeHex(encoder, header.deviceId, 16)
    writeUint(encoder, header.epoch)
    writeUint(encoder, header.time)
  })

const readPresenceHeader = (bytes: Uint8Array): Result<PresenceHeader> =>
  readAll(bytes, 'a presence header', (decoder) => {
    const version = readUint(decoder)
    if (version !== presenceVersion) malformed(`version ${version}`)
    return {
      deviceId: readHex(decoder, 16),
      epoch: readUint(decoder),
      time: readUint(decoder),
    }
  })

/** What the device signs. The workspace is not in the header, because the socket has it; it is in what is signed. */
export const presenceBytes = (workspaceId: string, presence: Omit<Presence, 'signature' | 'header'>): Bytes =>
  concatBytes(tag('presence'), fromHex(workspaceId), presence.headerBytes, presence.nonce, presence.ciphertext)

export const writePresence = (presence: Presence): Bytes =>
  writeAll((encoder) => {
    writeBytes(encoder, presence.headerBytes)
    writeFixed(encoder, presence.nonce, 12)
    writeBytes(encoder, presence.ciphertext)
    writeFixed(encoder, presence.signature, 64)
  })

/** Fails with `malformed`. */
export const readPresence = (bytes: Uint8Array): Result<Presence> =>
  readAll(bytes, 'a presence frame', (decoder) => {
    const headerBytes = readBytes(decoder)
    const header = readPresenceHeader(headerBytes)
    if (!header.ok) malformed('header')
    return {
      header: header.value,
      headerBytes,
      nonce: readFixed(decoder, 12),
      ciphertext: readBytes(decoder),
      signature: readFixed(decoder, 64),
    }
  })
