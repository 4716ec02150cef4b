/** MR2: the inputs a to g of a management review, from live data since the previous complete review. */

import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import { isReviewComplete, previousReview } from './reviewCompleteness'
import { issueChanges, needChanges } from './inputs/contextInput'
import { earlierActions } from './inputs/earlier'
import { partyFeedback } from './inputs/feedbackInput'
import { improvement } from './inputs/improvementInput'
import { performance } from './inputs/performance'
import { riskAndTreatment } from './inputs/riskInput'
import type { ReviewPack } from './pack'
import { standing, type PackDays, type ReviewState } from './managementReviewState'

/** MR3 applied to every review of the workspace: the complete ones. */
export const completeReviews = (state: ReviewState, today: string): readonly ManagementReview[] =>
  state.rows('managementReview').filter((row) =>
    isReviewComplete(row, {
      decisions: state.rows('decision').filter((decision) => decision.review === row.id),
      isTopManagement: (person) => state.isTopManagement(person, row.heldOn ?? today),
      signature: standing(state, row, 'main', today).approval.state,
    }),
  )

/** The previous complete review, whose results this one follows up. */
export const reviewBefore = (
  state: ReviewState,
  review: Pick<ManagementReview, 'id' | 'heldOn'>,
  today: string,
): ManagementReview | undefined => previousReview(completeReviews(state, today), review)

/**
 * The pack of a review as of a day. The same records, statements and day give the same pack, byte for byte, on every
 * device. It starts at the day of the previous pack, not of that meeting: what happened in between was in neither.
 */
export function reviewPack(
  state: ReviewState,
  review: Pick<ManagementReview, 'id' | 'heldOn'>,
  today: string,
): ReviewPack {
  const before = reviewBefore(state, review, today)
  const days: PackDays = { today, since: before && (before.packAsOf ?? before.heldOn) }
  return {
    v: 1,
    asOf: today,
    since: before?.heldOn ?? null,
    inputs: {
      a: earlierActions(state, review, days),
      b: issueChanges(state, days),
      c: needChanges(state, days),
      d: performance(state, days),
      e: partyFeedback(state, days),
      f: riskAndTreatment(state, days),
      g: improvement(state, days),
    },
  }
}
