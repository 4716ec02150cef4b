/** Synchronous SHA-256 for small things; files are hashed by lib/crypto. */

import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { toHex, utf8, type Bytes } from './bytes'
import { canonicalBytes } from './json'

export const sha256 = (bytes: Uint8Array): Bytes => nobleSha256(bytes) as Bytes

export const sha256Hex = (input: Uint8Array | string): string =>
  toHex(sha256(typeof input === 'string' ? utf8(input) : input))

/** Hexadecimal SHA-256 of the RFC 8785 bytes of a value. */
export const hashOfJson = (value: unknown): string => sha256Hex(canonicalBytes(value))
