/** Synchronous SHA-256 for small data; files are hashed by lib/crypto. */

import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { toHex, utf8, type Bytes } from './bytes'
import { canonicalJson } from './json'

export const sha256 = (bytes: Uint8Array): Bytes => nobleSha256(bytes) as Bytes

export const sha256Hex = (input: Uint8Array | string): string =>
  toHex(sha256(typeof input === 'string' ? utf8(input) : input))

/** Cache of recent long texts: a policy that several parts of a page ask for is hashed once. */
const longTexts = new Map<string, string>()
const longText = 4_096
const keptTexts = 16

/** Hexadecimal SHA-256 of the RFC 8785 bytes of a value. */
export function hashOfJson(value: unknown): string {
  const text = canonicalJson(value)
  if (text.length < longText) return sha256Hex(text)
  const known = longTexts.get(text)
  if (known !== undefined) return known
  const hash = sha256Hex(text)
  if (longTexts.size >= keptTexts) longTexts.delete(longTexts.keys().next().value!)
  longTexts.set(text, hash)
  return hash
}

/** Incremental SHA-256 for data that is never in memory all at once. */
export function createSha256(): { readonly update: (bytes: Uint8Array) => void; readonly hex: () => string } {
  const hash = nobleSha256.create()
  return { update: (bytes) => void hash.update(bytes), hex: () => toHex(hash.digest()) }
}
