/** AES-256-GCM with failures as values. The one place that calls `encrypt` and `decrypt`. */

import { toBytes, type Bytes } from '../shared/bytes'
import { fail, ok, type Result } from '../shared/result'

export const nonceBytes = 12
export const aesGcm = { name: 'AES-GCM', length: 256 } as const

export interface GcmInput {
  readonly nonce: Bytes
  /** Authenticated, not encrypted. */
  readonly aad: Bytes
}

export const gcmSeal = async (key: CryptoKey, plaintext: Bytes, { nonce, aad }: GcmInput): Promise<Bytes> =>
  toBytes(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, key, plaintext))

/** Fails with `notAuthentic`: another key, or other bytes than were sealed. */
export async function gcmOpen(key: CryptoKey, ciphertext: Bytes, { nonce, aad }: GcmInput): Promise<Result<Bytes>> {
  try {
    return ok(
      toBytes(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, key, ciphertext)),
    )
  } catch {
    return fail('notAuthentic', 'The bytes were changed or sealed under another key. They are not used.')
  }
}
