/** The body of an answer from somewhere else: whoever sends it does not decide how much of it is held. */

import { concatBytes, type Bytes } from './bytes'

/**
 * The whole body, or undefined when it is longer than `mostBytes`; the rest of it is not fetched then. Rejects where
 * the line breaks.
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
