/**
 * When a periodically reviewed record is due again: issues, parties and obligations (4.1, 4.2, A.5.31). Pure; the
 * current day is an argument.
 */

import { addDays, addPeriod, isOverdue, isPeriod } from '~/lib/shared/dates'

export type ReviewState = 'ended' | 'never' | 'overdue' | 'soon' | 'ok'

export interface ReviewDue {
  /** Last day on which somebody confirmed that it is still right. */
  readonly reviewedOn: string | undefined
  /** Undefined if it was never reviewed or is no longer active. */
  readonly due: string | undefined
  readonly state: ReviewState
}

/** Number of days before the due day from which a review counts as due soon. */
const soonDays = 30

/**
 * `reviewedOn` + `every`, valid through the end of that day. What was never reviewed is due immediately; what has ended
 * is never due.
 */
export function reviewDue({
  reviewedOn,
  every,
  active,
  today,
}: {
  readonly reviewedOn: string | undefined
  readonly every: string
  readonly active: boolean
  readonly today: string
}): ReviewDue {
  if (!active) return { reviewedOn, due: undefined, state: 'ended' }
  if (reviewedOn === undefined) return { reviewedOn, due: undefined, state: 'never' }
  const due = addPeriod(reviewedOn, isPeriod(every) ? every : 'P12M')
  return {
    reviewedOn,
    due,
    state: isOverdue(due, today) ? 'overdue' : today >= addDays(due, -soonDays) ? 'soon' : 'ok',
  }
}

export const needsReview = ({ state }: ReviewDue): boolean => state === 'never' || state === 'overdue'
