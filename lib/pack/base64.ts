/** RFC 4648 §4, with padding: what `openssl base64 -d -A` reads. */

import type { Bytes } from '../shared/bytes'

export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(binary)
}

/** Undefined for anything that `toBase64` does not write. */
export function fromBase64(text: string): Bytes | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) as Bytes
    return toBase64(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}
