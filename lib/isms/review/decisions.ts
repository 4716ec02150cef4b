/** Decisions of reviews: their state, and which of them the next review follows up (MR4). */

import { daysBetween, isOverdue } from '~/lib/shared/dates'
import type { Decision } from '~/lib/records/kinds/decision'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'

export type DecisionState = 'open' | 'overdue' | 'done' | 'dropped'

/** Without a status a decision is open: it was made, and nobody reported it as carried out. */
export function decisionState({ status, due }: Pick<Decision, 'status' | 'due'>, today: string): DecisionState {
  if (status === 'done' || status === 'dropped') return status
  return isOverdue(due, today) ? 'overdue' : 'open'
}

export interface CarriedDecision {
  readonly row: Decision
  readonly state: DecisionState
  /** Days since the review that made it. */
  readonly age: number
}

/**
 * MR4: decisions of earlier reviews that this one follows up: those still open, and those done or dropped since the
 * previous review. Oldest first. A decision closed without a day counts as closed since then.
 */
export function carriedDecisions(
  review: Pick<ManagementReview, 'id' | 'heldOn'>,
  {
    decisions,
    reviews,
    since,
    today,
  }: {
    readonly decisions: readonly Decision[]
    readonly reviews: readonly ManagementReview[]
    readonly since: string | undefined
    readonly today: string
  },
): readonly CarriedDecision[] {
  const heldOn = new Map(reviews.map((row) => [row.id, row.heldOn]))
  return decisions
    .filter((row) => row.archivedOn === undefined && row.review !== review.id)
    .map((row) => ({
      row,
      taken: (row.review === undefined ? undefined : heldOn.get(row.review)) ?? row.createdAt.slice(0, 10),
    }))
    .filter(({ taken }) => review.heldOn === undefined || taken <= review.heldOn)
    .map(({ row, taken }) => ({ row, taken, state: decisionState(row, today) }))
    .filter(
      ({ row, state }) =>
        state === 'open' ||
        state === 'overdue' ||
        since === undefined ||
        row.doneOn === undefined ||
        row.doneOn > since,
    )
    .sort((a, b) => (a.taken === b.taken ? (a.row.id < b.row.id ? -1 : 1) : a.taken < b.taken ? -1 : 1))
    .map(({ row, taken, state }) => ({ row, state, age: Math.max(0, daysBetween(taken, today)) }))
}
