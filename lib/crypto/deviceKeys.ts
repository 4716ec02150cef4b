/**
 * The keys of a device: an ECDSA and an ECDH pair on P-256, both non-extractable, one of each per workspace.
 * P-256 because every browser has it and `openssl` verifies it everywhere.
 */

import { toBytes, type Bytes } from '../shared/bytes'
import { deviceIdOf } from '../shared/deviceId'
import { halfOrder, order } from '../shared/p256'

export { deviceIdOf } from '../shared/deviceId'

/** What IndexedDB keeps; the private halves never leave WebCrypto. */
export interface DeviceKeys {
  readonly deviceId: string
  readonly sign: CryptoKeyPair
  readonly dh: CryptoKeyPair
  /** Raw uncompressed points, 65 bytes. */
  readonly signKey: Bytes
  readonly dhKey: Bytes
}

export const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const
export const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const
const ecdsaSha256 = { name: 'ECDSA', hash: 'SHA-256' } as const

/** New keys. `extractable` only for the two pairs that have to travel: a recovery kit's and an invitation's. */
export async function generateDeviceKeys({
  extractable = false,
}: { readonly extractable?: boolean } = {}): Promise<DeviceKeys> {
  const sign = await crypto.subtle.generateKey(ecdsa, extractable, ['sign', 'verify'])
  const dh = await crypto.subtle.generateKey(ecdh, extractable, ['deriveBits'])
  return deviceKeysOf(sign, dh)
}

/** Completes two key pairs with their raw public halves and the device id. */
export async function deviceKeysOf(sign: CryptoKeyPair, dh: CryptoKeyPair): Promise<DeviceKeys> {
  const signKey = await exportPublic(sign.publicKey)
  const dhKey = await exportPublic(dh.publicKey)
  return { deviceId: deviceIdOf(signKey, dhKey), sign, dh, signKey, dhKey }
}

/** The raw uncompressed point of a public key: 65 bytes. */
export const exportPublic = async (key: CryptoKey): Promise<Bytes> => toBytes(await crypto.subtle.exportKey('raw', key))

/**
 * ECDSA over the message itself (WebCrypto hashes once), raw r‖s, 64 bytes. Always the lower of the two valid
 * values of s, so a signature has one spelling and nobody can change the hash of an entry without its key.
 */
export async function sign(privateKey: CryptoKey, message: Bytes): Promise<Bytes> {
  const signature = toBytes(await crypto.subtle.sign(ecdsaSha256, privateKey, message))
  const s = sOf(signature)
  if (!isLower(s)) signature.set(toThirtyTwo(order - s), 32)
  return signature
}

/**
 * Whether the signature holds. False, never an exception, for a point off the curve or a signature with the higher s.
 */
export async function verify(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  const key = await importVerifyKey(publicKey)
  return key !== undefined && verifyWithKey(key, message, signature)
}

/** As `verify`, with a key imported before. */
export async function verifyWithKey(key: CryptoKey, message: Bytes, signature: Bytes): Promise<boolean> {
  if (signature.length !== 64 || !isLower(sOf(signature))) return false
  return crypto.subtle.verify(ecdsaSha256, key, signature, message)
}

/**
 * A raw point as a verifying key, `undefined` if it is none. Keep it where many signatures of one device are checked.
 */
export async function importVerifyKey(publicKey: Bytes): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', publicKey, ecdsa, true, ['verify'])
  } catch {
    return undefined
  }
}

/** Of s and order − s, which verify alike, the one that counts. */
const isLower = (s: bigint): boolean => s <= halfOrder

function sOf(signature: Bytes): bigint {
  let value = 0n
  for (const byte of signature.subarray(32)) value = (value << 8n) | BigInt(byte)
  return value
}

function toThirtyTwo(value: bigint): Bytes {
  const out = new Uint8Array(32)
  for (let i = 31, rest = value; i >= 0; i--, rest >>= 8n) out[i] = Number(rest & 0xffn)
  return out
}
