/**
 * Public keys as `openssl` reads them. A device's key is a raw P-256 point; its fingerprint is the SHA-256 of those 65
 * bytes.
 */

import { concatBytes, fromBase64Url, fromHex, toHex, type Bytes } from '../shared/bytes'
import { sha256 } from '../shared/hash'
import { toBase64 } from './base64'

/** SubjectPublicKeyInfo of a P-256 key up to the point (RFC 5480). */
const spkiHead = fromHex('3059301306072a8648ce3d020106082a8648ce3d030107034200')

export const fingerprintOf = (point: Uint8Array): string => toHex(sha256(point))

/** A raw point in base64url as PEM. */
export function keyPem(signKey: string): string {
  const base64 = toBase64(concatBytes(spkiHead, fromBase64Url(signKey)))
  return `-----BEGIN PUBLIC KEY-----\n${base64.match(/.{1,64}/g)!.join('\n')}\n-----END PUBLIC KEY-----\n`
}

/** The point of a PEM that `keyPem` wrote; undefined for any other text. */
export function pemPoint(pem: string): Bytes | undefined {
  const match = /^-----BEGIN PUBLIC KEY-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END PUBLIC KEY-----\r?\n?$/.exec(pem)
  if (!match) return undefined
  try {
    const der = Uint8Array.from(atob(match[1]!.replace(/[\r\n]/g, '')), (letter) => letter.charCodeAt(0)) as Bytes
    const isP256 =
      der.length === spkiHead.length + 65 &&
      spkiHead.every((byte, index) => der[index] === byte) &&
      der[spkiHead.length] === 4
    return isP256 ? der.slice(spkiHead.length) : undefined
  } catch {
    return undefined
  }
}

/** `1F3A 90CC …`: how people read a fingerprint to each other. */
export const spokenFingerprint = (fingerprint: string): string =>
  fingerprint
    .toUpperCase()
    .match(/.{1,4}/g)!
    .join(' ')

/** Whether what somebody typed is this fingerprint, whole: spaces, colons and capitals do not matter. */
export const isFingerprint = (typed: string, fingerprint: string): boolean =>
  typed.replace(/[\s:.-]/g, '').toLowerCase() === fingerprint
