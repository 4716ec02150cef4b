/**
 * Epoch secrets and the keys made of them. A secret is 32 random bytes; in use it is a non-extractable HKDF key.
 * The raw bytes exist only while an epoch is made or handed on, and are never stored: who has to wrap a secret
 * for somebody opens the own wrap from the log again.
 */

import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 as hash } from '@noble/hashes/sha2.js'
import { concatBytes, equalBytes, fromHex, toBytes, toHex, utf8, type Bytes } from '../shared/bytes'
import { sha256 } from '../shared/hash'
import type { Random } from '../shared/ids'
import { fail, type Result } from '../shared/result'
import { tag, type TagName } from '../shared/tag'
import { aesGcm, gcmOpen, gcmSeal, nonceBytes } from './aesGcm'

/** What a key is for; each purpose has its own, so no key is used in two ways. */
export type Purpose = Extract<TagName, 'entry' | 'presence' | 'snapshot' | 'chain'>

export const newEpochSecret = (random: Random): Bytes => random(32)

/** The secret as a key that can only derive. */
export const epochKey = (secret: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])

/** The AES-256-GCM key of a purpose: HKDF-SHA-256, salt = workspace id, info = tag ‖ epoch. Non-extractable. */
export const deriveKey = (key: CryptoKey, workspaceId: string, purpose: Purpose, epoch: number): Promise<CryptoKey> =>
  deriveGcmKey(key, fromHex(workspaceId), concatBytes(tag(purpose), epochBytes(epoch)))

/** The key of one blob: as `deriveKey`, with the blob's own salt in the info. */
export const deriveBlobKey = (key: CryptoKey, workspaceId: string, epoch: number, salt: Bytes): Promise<CryptoKey> =>
  deriveGcmKey(key, fromHex(workspaceId), concatBytes(tag('blob'), epochBytes(epoch), salt))

/** What an epoch entry says about its secret: SHA-256(tag ‖ workspace id ‖ epoch ‖ secret), 64 hexadecimal digits. */
export const epochCommit = (workspaceId: string, epoch: number, secret: Bytes): string =>
  toHex(sha256(concatBytes(tag('epoch'), fromHex(workspaceId), epochBytes(epoch), secret)))

/** Whether an unwrapped secret is the one all others were promised. */
export const fitsCommit = (workspaceId: string, epoch: number, secret: Bytes, commit: string): boolean =>
  equalBytes(fromHex(epochCommit(workspaceId, epoch, secret)), fromHex(commit))

export interface EpochLink {
  readonly workspaceId: string
  readonly epoch: number
  /** The epoch before in the chain; 0 for the first. */
  readonly prevEpoch: number
}

/**
 * The secret of an older epoch sealed under the newer one: nonce (12) and ciphertext (48). Nothing in it is drawn, so
 * whoever holds both secrets makes it again and sees whether everybody was given the same.
 */
export async function sealPrevious(secret: Bytes, prevSecret: Bytes, link: EpochLink): Promise<Bytes> {
  const key = await deriveKey(await epochKey(secret), link.workspaceId, 'chain', link.epoch)
  const nonce = derivedBytes(secret, link, { purpose: 'nonce', plaintext: prevSecret, length: nonceBytes })
  return concatBytes(nonce, await gcmSeal(key, prevSecret, { nonce, aad: linkBytes(link) }))
}

/** Fails with `badEpoch` unless it opens to a secret that fits the older epoch's commitment. */
export async function openPrevious(
  secret: Bytes,
  sealed: Bytes,
  link: EpochLink,
  prevCommit: string,
): Promise<Result<Bytes>> {
  const key = await deriveKey(await epochKey(secret), link.workspaceId, 'chain', link.epoch)
  const opened = await gcmOpen(key, toBytes(sealed.subarray(nonceBytes)), {
    nonce: toBytes(sealed.subarray(0, nonceBytes)),
    aad: linkBytes(link),
  })
  if (opened.ok && fitsCommit(link.workspaceId, link.prevEpoch, opened.value, prevCommit)) return opened
  return fail(
    'badEpoch',
    `The key of epoch ${link.prevEpoch} does not open from epoch ${link.epoch}. An owner has to start a new epoch.`,
  )
}

/**
 * Bytes that only who knows the secret can derive, and everybody who does: HKDF-SHA-256 of the secret, salt = workspace
 * id, info = tag ‖ epoch/previous epoch ‖ recipient ‖ SHA-256 of what is sealed with them. Another plaintext gives
 * other bytes, so no nonce and no key is ever used for two.
 */
export function derivedBytes(
  secret: Bytes,
  { workspaceId, epoch, prevEpoch, deviceId = '' }: EpochLink & { readonly deviceId?: string },
  {
    purpose,
    plaintext,
    length,
  }: { readonly purpose: Extract<TagName, 'ephemeral' | 'nonce'>; readonly plaintext: Bytes; readonly length: number },
): Bytes {
  const info = concatBytes(tag(purpose), utf8(`${epoch}/${prevEpoch}/${deviceId}`), sha256(plaintext))
  return toBytes(hkdf(hash, secret, fromHex(workspaceId), info, length))
}

export const epochBytes = (epoch: number): Bytes => utf8(String(epoch))

const linkBytes = (link: EpochLink): Bytes =>
  concatBytes(tag('chain'), fromHex(link.workspaceId), utf8(`${link.epoch}/${link.prevEpoch}`))

const deriveGcmKey = (key: CryptoKey, salt: Bytes, info: Bytes): Promise<CryptoKey> =>
  crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, aesGcm, false, ['encrypt', 'decrypt'])
