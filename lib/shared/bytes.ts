/** Bytes and their text encodings, independent of what the bytes mean. */

/** Bytes over a plain ArrayBuffer, as WebCrypto and IndexedDB require. */
export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

export const utf8 = (text: string): Bytes => encoder.encode(text) as Bytes

/** Decodes UTF-8; throws on malformed input. */
export const utf8ToString = (bytes: Uint8Array): string => decoder.decode(bytes)

/** A copy of exactly the given bytes over a plain ArrayBuffer. */
export function toBytes(source: ArrayBufferLike | Uint8Array): Bytes {
  return (
    source instanceof Uint8Array ? Uint8Array.from(source) : new Uint8Array(source.slice(0) as ArrayBuffer)
  ) as Bytes
}

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!
  return difference === 0
}

export function toHex(bytes: Uint8Array): string {
  let out = ''
  for (const byte of bytes) out += byte.toString(16).padStart(2, '0')
  return out
}

/** Decodes an even-length lower-case hexadecimal string; throws on anything else. */
export function fromHex(hex: string): Bytes {
  if (hex.length % 2 !== 0 || /[^0-9a-f]/.test(hex)) throw new Error('not hexadecimal')
  const out = new Uint8Array(hex.length / 2)
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
  return out
}

/** RFC 4648 §5, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Decodes RFC 4648 §5 text without padding; throws on anything else. */
export function fromBase64Url(text: string): Bytes {
  if (/[^A-Za-z0-9_-]/.test(text) || text.length % 4 === 1) throw new Error('not base64url')
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const out = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) out[i] = binary.charCodeAt(i)
  // Only the canonical encoding is accepted: unused bits of the last character must be zero.
  const rest = out.length % 3 || Math.min(3, out.length)
  if (rest > 0 && text.slice(-(rest + 1)) !== toBase64Url(out.subarray(out.length - rest)))
    throw new Error('not base64url')
  return out
}
