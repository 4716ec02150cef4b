/** A device id is the hash of its keys, so nobody can assign other keys to a device. */

import { concatBytes, toHex } from './bytes'
import { sha256 } from './hash'

/** First 16 bytes of SHA-256 over both raw public keys (65 bytes each), as 32 hexadecimal digits. */
export const deviceIdOf = (signKey: Uint8Array, dhKey: Uint8Array): string =>
  toHex(sha256(concatBytes(signKey, dhKey)).subarray(0, 16))
