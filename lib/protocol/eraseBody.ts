/**
 * The body of an `erase` entry: a signed wish that a blob be deleted, honoured by relay and devices. Not sealed,
 * so that a relay can act; it names the blob only by its id. The records about the file, its hash included, stay.
 */

import * as v from 'valibot'
import { utf8ToString, type Bytes } from '../shared/bytes'
import { canonicalBytes, canonicalJson } from '../shared/json'
import { ok, type Result } from '../shared/result'
import { malformedFailure } from './wire'

const eraseBody = v.strictObject({
  v: v.literal(1),
  /** Id of the blob: 64 hexadecimal digits. */
  blobId: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
})

export type EraseBody = Readonly<v.InferOutput<typeof eraseBody>>

export const writeEraseBody = (body: EraseBody): Bytes => canonicalBytes(body)

/** Fails with `malformed`. */
export function readEraseBody(bytes: Uint8Array): Result<EraseBody> {
  try {
    const value: unknown = JSON.parse(utf8ToString(bytes))
    const parsed = v.safeParse(eraseBody, value)
    if (parsed.success && canonicalJson(value) === utf8ToString(bytes)) return ok(parsed.output)
  } catch {
    // Falls through to the one failure: what can't be parsed is not an erase entry.
  }
  return { ok: false, error: malformedFailure('an erase entry', 'other bytes') }
}
