/**
 * ECDSA P-256 with SHA-256, raw r‖s, lower s only: the same answer as lib/crypto's `verify`, by the faster
 * implementation of Node and on its thread pool, so the event loop goes on meanwhile.
 */

import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { halfOrder } from '../lib/shared/p256'
import { toBase64Url, toHex } from '../lib/shared/bytes'
import type { Signature } from '../lib/protocol/log/judge'

const highestS = halfOrder.toString(16).padStart(64, '0')
const maxKeys = 10_000
const keys = new Map<string, KeyObject | undefined>()

/** Whether a signature holds; false for points that aren't on the curve and for signatures with the higher s. */
export function verifySignature({ publicKey, message, signature }: Signature): Promise<boolean> {
  if (signature.length !== 64 || toHex(signature.subarray(32)) > highestS) return Promise.resolve(false)
  const key = keyOf(publicKey)
  if (!key) return Promise.resolve(false)
  return new Promise((resolve) => {
    verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature, (error, valid) => resolve(!error && valid))
  })
}

/** True when every one holds; an empty list proves nothing and is false. */
export const verifyAll = async (signatures: readonly Signature[]): Promise<boolean> =>
  signatures.length > 0 && (await Promise.all(signatures.map(verifySignature))).every(Boolean)

/** Parsing a point costs more than looking it up; a device signs thousands of times with one key. */
function keyOf(point: Uint8Array): KeyObject | undefined {
  const name = toBase64Url(point)
  if (!keys.has(name)) {
    if (keys.size >= maxKeys) keys.clear()
    keys.set(name, parsePoint(point))
  }
  return keys.get(name)
}

function parsePoint(point: Uint8Array): KeyObject | undefined {
  if (point.length !== 65 || point[0] !== 4) return undefined
  const jwk = { kty: 'EC', crv: 'P-256', x: toBase64Url(point.subarray(1, 33)), y: toBase64Url(point.subarray(33)) }
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return undefined
  }
}
