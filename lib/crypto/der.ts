/** The two spellings of an ECDSA P-256 signature: raw r‖s (WebCrypto, 64 bytes) and DER (openssl, RFC 3279 2.2.3). */

import { concatBytes, type Bytes } from '../shared/bytes'
import { fail, ok, type Result } from '../shared/result'

/** DER SEQUENCE of two INTEGERs, what `openssl dgst -verify` reads. */
export function rawToDer(signature: Uint8Array): Bytes {
  if (signature.length !== 64) throw new Error('a raw P-256 signature has 64 bytes')
  const content = concatBytes(derInteger(signature.subarray(0, 32)), derInteger(signature.subarray(32)))
  return concatBytes(Uint8Array.of(0x30, content.length), content)
}

/**
 * Fails with `malformed` on anything but the strict DER of a P-256 signature. Reads the two numbers where they should
 * be, writes them again, and compares: there is one spelling, so nothing else has to be checked.
 */
export function derToRaw(der: Uint8Array): Result<Bytes> {
  const raw = new Uint8Array(64)
  let at = 2
  for (const end of [32, 64]) {
    const digits = der.subarray(at + 2, at + 2 + (der[at + 1] ?? 0))
    const value = digits[0] === 0 ? digits.subarray(1) : digits
    if (value.length > 32) return notDer()
    raw.set(value, end - value.length)
    at += 2 + digits.length
  }
  const written = rawToDer(raw)
  const same = written.length === der.length && written.every((byte, i) => byte === der[i])
  return same ? ok(raw) : notDer()
}

function derInteger(value: Uint8Array): Bytes {
  let start = 0
  while (start < value.length - 1 && value[start] === 0) start++
  const digits = value.subarray(start)
  const sign = digits[0]! >= 0x80 ? Uint8Array.of(0) : new Uint8Array(0)
  return concatBytes(Uint8Array.of(2, sign.length + digits.length), sign, digits)
}

const notDer = () => fail('malformed', 'This is not a P-256 signature in DER form.')
