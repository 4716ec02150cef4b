/** Reads a response body with a size limit, so that the sender does not decide how much memory it takes. */

import { concatBytes, type Bytes } from './bytes'

/**
 * The complete body, or undefined if it is longer than `mostBytes`, in which case the rest is not fetched. Rejects if
 * the connection fails.
 */
export async function readBounded(answer: Response, mostBytes: number): Promise<Bytes | undefined> {
  if (!answer.body) return new Uint8Array(0)
  const parts: Uint8Array[] = []
  let size = 0
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read()
    if (done) return concatBytes(...parts)
    size += value.length
    if (size > mostBytes) {
      await reader.cancel().catch(() => undefined)
      return undefined
    }
    parts.push(value)
  }
}
