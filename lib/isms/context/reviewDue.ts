/**
 * When something that is read again at intervals has to be read again: issues, parties and obligations (4.1, 4.2,
 * A.5.31). Days in, facts out; the day is an argument.
 */

import { addDays, addPeriod, isOverdue, isPeriod } from '~/lib/shared/dates'

export type ReviewState = 'ended' | 'never' | 'overdue' | 'soon' | 'ok'

export interface ReviewDue {
  /** Last day somebody said it is still right. */
  readonly reviewedOn: string | undefined
  /** Undefined where it was never read, or counts no longer. */
  readonly due: string | undefined
  readonly state: ReviewState
}

/** A review is announced this many days before its day. */
const soonDays = 30

/**
 * `reviewedOn` + `every`, valid through the end of that day. What was never reviewed is due at once; what has ended
 * never is.
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
