/** Review days of the clause 4 records (isms.md 3.1 S). */

import { inLogOrder } from '~/lib/shared/logOrder'
import type { EffectiveSettings } from '../workspace/effectiveSettings'
import type { InterestedParty } from '~/lib/records/kinds/interestedParty'
import type { Issue } from '~/lib/records/kinds/issue'
import type { Obligation } from '~/lib/records/kinds/obligation'
import { counts, isType, revokedIds, type StatementFact } from '../statement/statementFacts'
import { reviewDue, type ReviewDue } from './reviewDue'

type Settings = Pick<EffectiveSettings, 'contextReview'>

/** 4.1: `reviewedOn` + `contextReview`. */
export const issueReview = (
  row: Pick<Issue, 'archivedOn' | 'status' | 'reviewedOn'>,
  { contextReview }: Settings,
  today: string,
): ReviewDue =>
  reviewDue({
    reviewedOn: row.reviewedOn,
    every: contextReview,
    active: row.archivedOn === undefined && row.status !== 'closed',
    today,
  })

/** 4.2: same interval as issues, since the needs of parties change with the context. */
export const partyReview = (
  row: Pick<InterestedParty, 'archivedOn' | 'status' | 'reviewedOn'>,
  { contextReview }: Settings,
  today: string,
): ReviewDue =>
  reviewDue({
    reviewedOn: row.reviewedOn,
    every: contextReview,
    active: row.archivedOn === undefined && row.status !== 'closed',
    today,
  })

/**
 * 4.2 c, A.5.31: due `reviewEvery` (default one year) after the later of `reviewedOn` and the last valid confirm
 * (ST13). A confirm that is unsynced, revoked or lacks authority does not move the date (ST6, ST9, ST11).
 */
export function obligationReview(
  row: Pick<Obligation, 'archivedOn' | 'status' | 'reviewedOn' | 'reviewEvery'>,
  statements: readonly StatementFact[],
  { today, dayOf }: { readonly today: string; readonly dayOf: (time: number) => string },
): ReviewDue {
  const confirmed = lastConfirm(statements)
  const days = [row.reviewedOn, confirmed && dayOf(confirmed.relayTime ?? confirmed.time)]
    .filter((day) => day !== undefined)
    .sort()
  return reviewDue({
    reviewedOn: days.at(-1),
    every: row.reviewEvery ?? 'P12M',
    active: row.archivedOn === undefined && row.status !== 'ended',
    today,
  })
}

/** The last valid confirm ("read again, still right"). */
export function lastConfirm(statements: readonly StatementFact[]): StatementFact | undefined {
  const revoked = revokedIds(statements)
  return inLogOrder(statements.filter((one) => counts(one) && isType(one, 'confirm') && !revoked.has(one.id))).at(-1)
}
