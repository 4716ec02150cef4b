/**
 * What an invitation tells whoever opens its link, before anybody let them in: sealed records can't be read yet, so the
 * link carries it. It is shown as unverified. The invitation's entry holds its hash, so a link changed on its way is
 * noticed; the random part keeps the relay, which reads that entry, from guessing the names behind the hash.
 */

import * as v from 'valibot'
import { concatBytes, toHex, utf8ToString, type Bytes } from '~/lib/shared/bytes'
import { sha256 } from '~/lib/shared/hash'
import { canonicalBytes } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { limits } from '../wire/protocolLimits'
import { roles } from './workspaceRoles'
import { tag } from '../wire/protocolTags'

const longestName = 200
const name = v.pipe(v.string(), v.maxLength(longestName))

const shownFacts = v.strictObject({
  organisation: name,
  inviter: name,
  role: v.picklist(roles),
  /** Milliseconds. */
  expiresAt: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(limits.update.time)),
  /** 16 random bytes, base64url. */
  salt: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
})

export type ShownFacts = Readonly<v.InferOutput<typeof shownFacts>>

/** Names are cut to 200 characters: the link has to fit into a QR code. */
export const writeShownFacts = (facts: ShownFacts): Bytes =>
  canonicalBytes({
    ...facts,
    organisation: facts.organisation.slice(0, longestName),
    inviter: facts.inviter.slice(0, longestName),
  })

/** Fails with `malformed`. */
export function readShownFacts(bytes: Uint8Array): Result<ShownFacts> {
  try {
    const parsed = v.safeParse(shownFacts, JSON.parse(utf8ToString(bytes)))
    if (parsed.success) return ok(parsed.output)
  } catch {
    // Not JSON: as wrong as any other.
  }
  return fail('malformed', 'This is not a whole invitation link. Copy it again, with everything after the #.')
}

/** What the invitation's entry holds of them: 64 hexadecimal digits. */
export const shownHash = (facts: ShownFacts): string => toHex(sha256(concatBytes(tag('shown'), writeShownFacts(facts))))
