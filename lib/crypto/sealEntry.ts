/**
 * Sealing what an entry says: AES-256-GCM under a key of the current epoch, the header as additional data, the
 * plaintext padded to the PADMÉ series. There is no unsealed form of a sealed class.
 */

import type { Bytes } from '../shared/bytes'
import type { Random } from '../shared/ids'
import { padPlaintext, unpadPlaintext } from '../shared/padme'
import type { Result } from '../shared/result'
import { gcmOpen, gcmSeal, nonceBytes } from './aesGcm'

export interface Sealed {
  /** 12 random bytes. One key seals far fewer than 2³² messages before its epoch ends. */
  readonly nonce: Bytes
  readonly ciphertext: Bytes
}

/** `key` is `deriveKey(epochKey, workspaceId, 'entry' | 'snapshot' | 'presence', epoch)`. */
export async function sealEntry(key: CryptoKey, headerBytes: Bytes, plaintext: Bytes, random: Random): Promise<Sealed> {
  const nonce = random(nonceBytes)
  return { nonce, ciphertext: await gcmSeal(key, padPlaintext(plaintext), { nonce, aad: headerBytes }) }
}

/** The plaintext. Fails with `notAuthentic` or `badPadding`. */
export async function openEntry(key: CryptoKey, headerBytes: Bytes, sealed: Sealed): Promise<Result<Bytes>> {
  const padded = await gcmOpen(key, sealed.ciphertext, { nonce: sealed.nonce, aad: headerBytes })
  return padded.ok ? unpadPlaintext(padded.value) : padded
}
