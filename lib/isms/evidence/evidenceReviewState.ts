import { inLogOrder } from '~/lib/shared/logOrder'
import type { StatementFact } from '../statement/statementFacts'
import { counts, isType, isWaiting, revokedIds } from '../statement/statementFacts'
import type { Evidence } from '~/lib/records/kinds/evidence'

export type ReviewState = 'unreviewed' | 'accepted' | 'rejected' | 'stale'

export interface Review {
  readonly state: ReviewState
  readonly statement?: StatementFact
  /** Signed on this device, not in the log yet (ST11). */
  readonly waiting?: StatementFact
}

/**
 * EV6: the latest review of the present hash; if only older content was reviewed, the state is stale. A review by the
 * person who captured it (for uploads: recorded it) is void, whatever other states would apply.
 */
export function reviewState(
  evidence: Pick<Evidence, 'capturedBy' | 'createdBy'>,
  statements: readonly StatementFact[],
  contentHash: string,
): Review {
  const maker = evidence.capturedBy ?? evidence.createdBy
  const reviews = inLogOrder(statements).filter(
    (statement) => isType(statement, 'review') && statement.profile === 'review' && statement.personId !== maker,
  )
  const revoked = revokedIds(statements)
  const waiting = reviews.findLast(isWaiting)
  const valid = reviews.filter((statement) => counts(statement) && !revoked.has(statement.id))
  const present = valid.findLast((statement) => statement.contentHash === contentHash)
  const extra = waiting ? { waiting } : {}
  if (present) return { state: present.decision === 'accepted' ? 'accepted' : 'rejected', statement: present, ...extra }
  const older = valid.at(-1)
  return older ? { state: 'stale', statement: older, ...extra } : { state: 'unreviewed', ...extra }
}
