/**
 * The body of an `erase` entry: an owner's signed decision that files be deleted, honoured by relay and devices. Not
 * sealed, so that a relay can act; it names files only by the ids of their encrypted forms. The records about them,
 * their hashes included, stay. The reason is read by the relay, too: it names no content.
 */

import * as v from 'valibot'
import { utf8ToString, type Bytes } from '~/lib/shared/bytes'
import { canonicalBytes, canonicalJson } from '~/lib/shared/json'
import { ok, type Result } from '~/lib/shared/result'
import { malformedFailure } from '../wire/wireReader'

/** A file may have been offered under several ids; all of them go at once. */
export const mostErased = 64
export const mostReason = 500

const eraseBody = v.strictObject({
  /** Ids of files: 64 hexadecimal digits each, none twice. */
  blobIds: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
    v.minLength(1),
    v.maxLength(mostErased),
    v.check((ids) => new Set(ids).size === ids.length),
  ),
  /** Why, in the owner's words. */
  reason: v.pipe(
    v.string(),
    v.check((text) => text.trim() !== ''),
    v.maxLength(mostReason),
  ),
})

export type EraseBody = { readonly blobIds: readonly string[]; readonly reason: string }

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
