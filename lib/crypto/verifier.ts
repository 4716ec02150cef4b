/** Verifying many signatures of few devices: each public key is imported once. */

import { toHex, type Bytes } from '../shared/bytes'
import { importVerifyKey, verifyWithKey } from './deviceKeys'

/** One question: does this key's signature hold for this message? */
export interface SignatureCheck {
  readonly publicKey: Bytes
  readonly message: Bytes
  readonly signature: Bytes
}

export interface Verifier {
  /** True when every one holds; an empty list proves nothing and is false. */
  readonly verifyAll: (checks: readonly SignatureCheck[]) => Promise<boolean>
}

/** Keeps at most `capacity` imported keys, the oldest leave first. */
export function createVerifier({ capacity = 512 }: { readonly capacity?: number } = {}): Verifier {
  const keys = new Map<string, Promise<CryptoKey | undefined>>()

  function keyOf(publicKey: Bytes): Promise<CryptoKey | undefined> {
    const name = toHex(publicKey)
    const known = keys.get(name)
    if (known) return known
    const imported = importVerifyKey(publicKey)
    keys.set(name, imported)
    if (keys.size > capacity) keys.delete(keys.keys().next().value!)
    return imported
  }

  async function holds({ publicKey, message, signature }: SignatureCheck): Promise<boolean> {
    const key = await keyOf(publicKey)
    return key !== undefined && verifyWithKey(key, message, signature)
  }

  return {
    verifyAll: async (checks) => checks.length > 0 && (await Promise.all(checks.map(holds))).every(Boolean),
  }
}
