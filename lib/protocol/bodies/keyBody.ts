/**
 * The bodies of `key` entries: what heals an epoch whose maker gave somebody a key that does not open. They add, they
 * never replace: a recipient tries the original first, then these. Signed but not sealed, RFC 8785 JSON.
 */

import * as v from 'valibot'
import { utf8ToString, type Bytes } from '~/lib/shared/bytes'
import { canonicalBytes, canonicalJson } from '~/lib/shared/json'
import { ok, type Result } from '~/lib/shared/result'
import { count, id, sealedSecret, wrap } from '../access/accessBody'
import { malformedFailure } from '../wire/wireReader'

const keyBody = v.variant('type', [
  /** The secret of an epoch once more, for recipients its entry names. */
  v.strictObject({ type: v.literal('rewrap'), epoch: count, wraps: v.record(id, wrap) }),
  /** The secret of the epoch before, sealed under this one's once more. */
  v.strictObject({ type: v.literal('reseal'), epoch: count, prevSealed: sealedSecret }),
])

export type KeyBody =
  | { readonly type: 'rewrap'; readonly epoch: number; readonly wraps: Readonly<Record<string, string>> }
  | { readonly type: 'reseal'; readonly epoch: number; readonly prevSealed: string }

export const writeKeyBody = (body: KeyBody): Bytes => canonicalBytes(body)

/** Fails with `malformed` on anything but the canonical bytes of a known body without further members. */
export function readKeyBody(bytes: Uint8Array): Result<KeyBody> {
  const value = parseJson(bytes)
  const parsed = v.safeParse(keyBody, value)
  if (!parsed.success) return { ok: false, error: malformedFailure('a key entry', parsed.issues[0].message) }
  if (canonicalJson(value) !== utf8ToString(bytes))
    return { ok: false, error: malformedFailure('a key entry', 'not in canonical form') }
  return ok(parsed.output)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8ToString(bytes))
  } catch {
    return undefined
  }
}
