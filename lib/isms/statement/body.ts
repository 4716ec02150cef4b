/**
 * The body of a signed statement (ST1): what a person decided, and about which content. Bytes and signatures are
 * handled in lib/crypto.
 */

import * as v from 'valibot'
import { fail, ok, type Result } from '~/lib/shared/result'
import { isDate, isInstant } from '~/lib/shared/dates'
import { statementTypes, type StatementType } from '~/lib/records/defineRecord'
import { hex64 } from '~/lib/records/fields'

/** Custody events (capture.md 4), in their usual order. */
export const custodyEvents = [
  'captured',
  'uploaded',
  'sealed',
  'timestamped',
  'received',
  'linked',
  'viewed',
  'reviewed',
  'redacted',
  'exported',
  'superseded',
  'verified',
  'verifyFailed',
  'erased',
  'archived',
] as const
export type CustodyEvent = (typeof custodyEvents)[number]

export interface StatementBody {
  readonly v: 1
  readonly workspaceId: string
  readonly deviceId: string
  readonly memberId: string
  /** The person the member was bound to; absent if not bound. */
  readonly personId?: string | undefined
  readonly type: StatementType
  readonly subject: { readonly kind: string; readonly id: string }
  readonly profile: string
  readonly contentHash: string
  readonly decision?: string | undefined
  readonly reason?: string | undefined
  readonly validUntil?: string | undefined
  /** Latest statement about the record that the signer had seen; for a `revoke`, the statement it revokes (ST9). */
  readonly basedOn?: string | undefined
  readonly event?: CustodyEvent | undefined
  readonly note?: string | undefined
  /**
   * For a `captureSeal`: the device's signature over the raw bytes of `capture.json`, r‖s in base64url (capture.md 2).
   */
  readonly seal?: string | undefined
  /** Claimed by the device; order comes from the log (ST5). */
  readonly time: string
}

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(400))
const schema = v.strictObject({
  v: v.literal(1),
  workspaceId: word,
  deviceId: word,
  memberId: word,
  personId: v.optional(word),
  type: v.picklist(statementTypes),
  subject: v.strictObject({ kind: word, id: word }),
  profile: word,
  contentHash: hex64,
  decision: v.optional(word),
  reason: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  validUntil: v.optional(v.pipe(v.string(), v.check(isDate))),
  basedOn: v.optional(word),
  event: v.optional(v.picklist(custodyEvents)),
  note: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  seal: v.optional(word),
  time: v.pipe(v.string(), v.check(isInstant)),
})

const decisions: Partial<Record<StatementType, readonly string[]>> = {
  review: ['accepted', 'rejected'],
  verify: ['effective', 'notEffective', 'closed'],
}

/**
 * Parses an untrusted statement body and checks that it has what its type requires (ST13). Fails with
 * `statementMalformed` or with `reasonMissing`, `validUntilMissing`, `decisionMissing`, `basedOnMissing`,
 * `eventMissing`.
 */
export function parseStatementBody(value: unknown): Result<StatementBody> {
  const parsed = v.safeParse(schema, value)
  if (!parsed.success) {
    const path = v.getDotPath(parsed.issues[0]) ?? 'body'
    return fail(
      'statementMalformed',
      `This is not a statement this version can read (${path}). Update the app, or ask its author to sign again.`,
    )
  }
  const body = parsed.output
  const needs = (present: unknown, type: string, message: string) => (present ? undefined : fail(type, message))
  const missing =
    (body.type === 'reject' || (body.type === 'review' && body.decision === 'rejected')
      ? needs(body.reason?.trim(), 'reasonMissing', 'Say why this is refused.')
      : undefined) ??
    (body.type === 'accept'
      ? needs(body.validUntil, 'validUntilMissing', 'Say until when the risk is accepted.')
      : undefined) ??
    (decisions[body.type]
      ? needs(
          decisions[body.type]!.includes(body.decision ?? ''),
          'decisionMissing',
          `Decide: ${decisions[body.type]!.join(' or ')}.`,
        )
      : undefined) ??
    (body.type === 'revoke' ? needs(body.basedOn, 'basedOnMissing', 'Name the statement to take back.') : undefined) ??
    (body.type === 'custody' ? needs(body.event, 'eventMissing', 'Name the custody event.') : undefined)
  return missing ?? ok(body)
}
