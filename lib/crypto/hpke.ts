/**
 * Wrapping an epoch secret for one device: HPKE (RFC 9180), base mode, DHKEM(P-256), HKDF-SHA-256, AES-256-GCM.
 * The info binds workspace, epoch and device, so a wrap can't be shown to somebody else or for another epoch.
 *
 * The ephemeral key is derived from the secret that is wrapped, not drawn: one secret and one recipient give one wrap.
 * Whoever opened their own makes everybody's again and compares, so nobody is locked out unseen (openEpochs.ts).
 */

import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { concatBytes, fromHex, toBase64Url, toBytes, type Bytes } from '../shared/bytes'
import { fail, ok, type Result } from '../shared/result'
import { tag } from '../shared/tag'
import { derivedBytes, epochBytes, type EpochLink } from './epoch'
import { fieldPrime } from '../shared/p256'

export interface WrapTarget {
  readonly workspaceId: string
  readonly epoch: number
  /** The device the secret is for, or the recovery key's id. */
  readonly deviceId: string
}

/** One device, or the recovery key, that a secret is wrapped for. */
export interface WrapRecipient {
  readonly deviceId: string
  /** Raw point, 65 bytes. */
  readonly dhKey: Bytes
}

const encapsulatedBytes = 65
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/**
 * Encapsulated key (65) and sealed secret (48), the same bytes for the same secret, link and recipient. Fails with
 * `badKey` if the public key is not a point of the curve.
 */
export async function wrap(secret: Bytes, { deviceId, dhKey }: WrapRecipient, link: EpochLink): Promise<Result<Bytes>> {
  try {
    const recipientPublicKey = await suite.kem.deserializePublicKey(dhKey)
    const ekm = await ephemeralPair(
      derivedBytes(secret, { ...link, deviceId }, { purpose: 'ephemeral', plaintext: secret, length: 32 }),
    )
    const { enc, ct } = await suite.seal({ recipientPublicKey, info: infoBytes({ ...link, deviceId }), ekm }, secret)
    return ok(concatBytes(new Uint8Array(enc), new Uint8Array(ct)))
  } catch {
    return fail('badKey', 'The device has no usable key. Remove it, or refuse to admit it.')
  }
}

/**
 * The secret inside a wrap. The whole pair goes in: Firefox can't derive the public half of a non-extractable
 * private key. Fails with `badWrap`; whether the secret is the promised one is asked with `fitsCommit`.
 */
export async function unwrap(wrapped: Bytes, dh: CryptoKeyPair, target: WrapTarget): Promise<Result<Bytes>> {
  try {
    const enc = toBytes(wrapped.subarray(0, encapsulatedBytes))
    const secret = await suite.open(
      { recipientKey: dh, enc, info: infoBytes(target) },
      toBytes(wrapped.subarray(encapsulatedBytes)),
    )
    return ok(toBytes(secret))
  } catch {
    return fail('badWrap', 'The workspace key sent to this device does not open. Ask an owner to start a new epoch.')
  }
}

/** One wrap for each recipient, by device id, base64url: the `wraps` of an epoch body. Fails with `badKey`. */
export async function wrapForAll(
  secret: Bytes,
  recipients: readonly WrapRecipient[],
  link: EpochLink,
): Promise<Result<Record<string, string>>> {
  const wraps: Record<string, string> = {}
  for (const recipient of recipients) {
    const wrapped = await wrap(secret, recipient, link)
    if (!wrapped.ok) return { ok: false, error: { ...wrapped.error, detail: { deviceId: recipient.deviceId } } }
    wraps[recipient.deviceId] = toBase64Url(wrapped.value)
  }
  return ok(wraps)
}

/**
 * DeriveKeyPair of RFC 9180, and of the two points with its x the one with even y: Firefox can't tell them apart when
 * it has the private half alone, and Diffie-Hellman uses the x only.
 */
async function ephemeralPair(ikm: Bytes): Promise<CryptoKeyPair> {
  const { privateKey, publicKey } = await suite.kem.deriveKeyPair(ikm)
  const point = new Uint8Array(await suite.kem.serializePublicKey(publicKey))
  return { privateKey, publicKey: await suite.kem.deserializePublicKey(withEvenY(point)) }
}

function withEvenY(point: Uint8Array): Bytes {
  const even = toBytes(point)
  if (even[64]! % 2 === 0) return even
  let rest = fieldPrime - point.subarray(33).reduce((y, byte) => (y << 8n) | BigInt(byte), 0n)
  for (let i = 64; i > 32; i--, rest >>= 8n) even[i] = Number(rest & 0xffn)
  return even
}

const infoBytes = ({ workspaceId, epoch, deviceId }: WrapTarget): Bytes =>
  concatBytes(tag('wrap'), fromHex(workspaceId), fromHex(deviceId), epochBytes(epoch))
