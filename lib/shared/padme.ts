/**
 * Padding to the PADMÉ series (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", PETS 2019):
 * the relay learns the size of a plaintext only to about its leading bits, at a cost of at most 12 %.
 */

import type { Bytes } from './bytes'
import { fail, ok, type Result } from './result'

const marker = 0x80

/** The smallest length of the PADMÉ series that is at least `length`. */
export function padmeLength(length: number): number {
  if (length < 2) return length
  const exponent = Math.floor(Math.log2(length))
  const significant = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** Math.max(0, exponent - significant)
  return Math.ceil(length / step) * step
}

/** The plaintext, a marker byte 0x80 and zeros up to the PADMÉ length. */
export function padPlaintext(plaintext: Uint8Array): Bytes {
  const out = new Uint8Array(padmeLength(plaintext.length + 1))
  out.set(plaintext)
  out[plaintext.length] = marker
  return out
}

/** Removes the padding. Fails with `badPadding` unless the padding is exactly what `padPlaintext` writes. */
export function unpadPlaintext(padded: Uint8Array): Result<Bytes> {
  let end = padded.length - 1
  while (end >= 0 && padded[end] === 0) end--
  if (end < 0 || padded[end] !== marker || padmeLength(end + 1) !== padded.length) {
    return fail(
      'badPadding',
      'The decrypted bytes are not padded as this version writes them. The entry is not applied.',
    )
  }
  return ok(Uint8Array.from(padded.subarray(0, end)))
}
