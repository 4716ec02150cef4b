/** State of a policy (PO4), when its review is due (PO5), and weaknesses of an approval (PO7). */

import { inLogOrder } from '~/lib/shared/logOrder'
import { addPeriod, daysBetween, dateInZone, isOverdue, isPeriod } from '~/lib/shared/dates'
import type { Document } from '~/lib/records/kinds/document'
import type { Policy } from '~/lib/records/kinds/policy'
import { counts, isType, revokedIds, type StatementFact } from '../statement/statementFacts'
import { dayOf, isRetired, lastApproved, type PolicyVersion } from './policyVersions'

export const policyStates = ['draft', 'inForce', 'inForceWithChanges', 'retired'] as const
export type PolicyState = (typeof policyStates)[number]

/**
 * PO4: the working copy may differ from the version in force; people read and attest the latter. `presentHash` is the
 * hash of the working copy.
 */
export function policyState(
  row: Pick<Policy, 'retiredOn'>,
  inForce: PolicyVersion | undefined,
  presentHash: string,
  today: string,
): PolicyState {
  if (isRetired(row, today)) return 'retired'
  if (!inForce) return 'draft'
  return inForce.contentHash === presentHash ? 'inForce' : 'inForceWithChanges'
}

const latestDay = (days: readonly (string | undefined)[]): string | undefined =>
  days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1)
const plus = (day: string | undefined, period: string): string | undefined =>
  day === undefined || !isPeriod(period) ? undefined : addPeriod(day, period)

/** Valid confirms that were not revoked (ST4, ST9). */
function confirms(statements: readonly StatementFact[]): readonly StatementFact[] {
  const revoked = revokedIds(statements)
  return inLogOrder(statements).filter(
    (statement) => isType(statement, 'confirm') && counts(statement) && !revoked.has(statement.id),
  )
}

export interface ReviewSettings {
  readonly policyReview: string
  readonly timeZone: string
}

/**
 * PO5: the later of the last approval and the last confirm, plus `reviewEvery` or the workspace default. A confirm
 * counts only if it covers an approved version; a draft cannot be "still right". Undefined before the first approval.
 */
export function policyReviewDue(
  row: Pick<Policy, 'reviewEvery'>,
  versions: readonly PolicyVersion[],
  statements: readonly StatementFact[],
  { policyReview, timeZone }: ReviewSettings,
): string | undefined {
  const approved = versions.filter((version) => !version.revoked)
  const hashes = new Set(approved.map((version) => version.contentHash))
  return plus(
    latestDay([
      ...approved.map((version) => dayOf(version.renewedBy, timeZone)),
      ...confirms(statements)
        .filter((one) => hashes.has(one.contentHash))
        .map((one) => dayOf(one, timeZone)),
    ]),
    row.reviewEvery ?? policyReview,
  )
}

/**
 * Review day of a registered document, counted from the later of its last review and the last confirm, or from
 * registration if there was neither. Records are kept, not reviewed: they have a review day only if `reviewEvery` is
 * set.
 */
export function documentReviewDue(
  row: Pick<Document, 'type' | 'reviewEvery' | 'reviewedOn' | 'createdAt'>,
  statements: readonly StatementFact[],
  { policyReview, timeZone }: ReviewSettings,
): string | undefined {
  if (row.type === 'record' && row.reviewEvery === undefined) return undefined
  const read = latestDay([row.reviewedOn, ...confirms(statements).map((one) => dayOf(one, timeZone))])
  return plus(
    read ?? (row.createdAt === '' ? undefined : dateInZone(row.createdAt, timeZone)),
    row.reviewEvery ?? policyReview,
  )
}

/** A change of a field from the history. Trail rows of the vault satisfy this interface. */
export interface ChangeFact {
  readonly field: string
  readonly memberId: string
  /** Milliseconds since the epoch, by the author's clock. */
  readonly time: number
  readonly relayTime?: number | undefined
  /** Absent while unsynced. */
  readonly seq?: number | undefined
  readonly lost: boolean
}

const position = ({ seq }: { readonly seq?: number | undefined }): number => seq ?? Infinity

/**
 * Day of the first change after the last approval (check 7.5-unapproved-changes), by position in the log (ST5).
 * `fields` are those that differ from the approved content now: changes that were undone need no approval.
 */
export function firstUnapprovedChange(
  trail: readonly ChangeFact[],
  fields: ReadonlySet<string>,
  versions: readonly PolicyVersion[],
  timeZone: string,
): string | undefined {
  const approvedAt = lastApproved(versions)?.renewedBy
  if (!approvedAt) return undefined
  const later = trail.filter(
    (change) => !change.lost && fields.has(change.field) && position(change) > position(approvedAt),
  )
  return later.map((change) => dayOf(change, timeZone)).sort()[0]
}

/** Days for which changes may go unapproved before they are a problem (7.5-unapproved-changes). */
export const unapprovedGraceDays = 30
export const waitsTooLong = (since: string | undefined, today: string): boolean =>
  since !== undefined && daysBetween(since, today) > unapprovedGraceDays

/**
 * PO7: true if only the author of the last change approved the version. Advice only: a small organisation may have no
 * second person, but it should know. `personOf`: two actors are the same if they resolve to the same person (ST12).
 */
export function lacksSecondPair(
  version: PolicyVersion,
  statements: readonly StatementFact[],
  trail: readonly ChangeFact[],
  hashedFields: readonly string[],
  personOf: (memberId: string) => string | undefined,
): boolean {
  const who = (memberId: string, personId?: string): string => personId ?? personOf(memberId) ?? memberId
  const signers = new Set(
    statements
      .filter(
        (one) =>
          counts(one) &&
          isType(one, 'approve') &&
          one.contentHash === version.contentHash &&
          one.seq! <= version.renewedBy.seq!,
      )
      .map((one) => who(one.memberId, one.personId)),
  )
  const last = trail
    .filter(
      (change) => !change.lost && hashedFields.includes(change.field) && position(change) < version.statement.seq!,
    )
    .sort((a, b) => position(a) - position(b) || a.time - b.time)
    .at(-1)
  return last !== undefined && signers.size === 1 && signers.has(who(last.memberId))
}

/** Overdue for review; applies only to policies in force (7.5-review-overdue). */
export const isReviewOverdue = (state: PolicyState, due: string | undefined, today: string): boolean =>
  (state === 'inForce' || state === 'inForceWithChanges') && isOverdue(due, today)
