/**
 * Wrapping an epoch secret for one device: HPKE (RFC 9180), base mode, DHKEM(P-256), HKDF-SHA-256, AES-256-GCM.
 * The info binds workspace, epoch and device, so a wrap can't be shown to somebody else or for another epoch.
 */

import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { concatBytes, fromHex, toBase64Url, toBytes, type Bytes } from '../shared/bytes'
import { fail, ok, type Result } from '../shared/result'
import { tag } from '../shared/tag'
import { epochBytes } from './epoch'

export interface WrapTarget {
  readonly workspaceId: string
  readonly epoch: number
  /** The device the secret is for, or the recovery key's id. */
  readonly deviceId: string
}

const encapsulatedBytes = 65
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/** Encapsulated key (65) and sealed secret (48). Fails with `badKey` if the public key is not a point of the curve. */
export async function wrap(secret: Bytes, dhKey: Bytes, target: WrapTarget): Promise<Result<Bytes>> {
  try {
    const recipientPublicKey = await suite.kem.deserializePublicKey(dhKey)
    const { enc, ct } = await suite.seal({ recipientPublicKey, info: infoBytes(target) }, secret)
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
    const secret = await suite.open({ recipientKey: dh, enc, info: infoBytes(target) }, toBytes(wrapped.subarray(encapsulatedBytes)))
    return ok(toBytes(secret))
  } catch {
    return fail('badWrap', 'The workspace key sent to this device does not open. Ask an owner to start a new epoch.')
  }
}

/** One wrap for each recipient, by device id, base64url: the `wraps` of an epoch body. Fails with `badKey`. */
export async function wrapForAll(
  secret: Bytes,
  recipients: readonly { readonly deviceId: string; readonly dhKey: Bytes }[],
  { workspaceId, epoch }: Omit<WrapTarget, 'deviceId'>,
): Promise<Result<Readonly<Record<string, string>>>> {
  const wraps: Record<string, string> = {}
  for (const { deviceId, dhKey } of recipients) {
    const wrapped = await wrap(secret, dhKey, { workspaceId, epoch, deviceId })
    if (!wrapped.ok) return { ok: false, error: { ...wrapped.error, detail: { deviceId } } }
    wraps[deviceId] = toBase64Url(wrapped.value)
  }
  return ok(wraps)
}

const infoBytes = ({ workspaceId, epoch, deviceId }: WrapTarget): Bytes =>
  concatBytes(tag('wrap'), fromHex(workspaceId), fromHex(deviceId), epochBytes(epoch))
