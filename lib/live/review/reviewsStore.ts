import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useRecords } from '../record/useRecords'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import {
  isLocked,
  isReviewComplete,
  nextReviewDue,
  reviewItems,
  type ReviewContext,
  type ReviewItem,
} from '~/lib/isms/review/reviewCompleteness'
import { decisionState, type DecisionState } from '~/lib/isms/review/decisions'
import type { ApprovalState } from '~/lib/isms/statement/approvalState'
import { isTopManagementOn } from '~/lib/isms/statement/topManagement'
import { useSettings } from '../workspace/settingsStore'
import { useSession } from '../workspace/sessionStore'
import { useStatements } from '../statement/statementsStore'

/** State of management reviews and their decisions, live (MR1, MR3, MR5). Nothing is stored. */
export const useReviews = defineStore('reviews', () => {
  const settings = useSettings()
  const session = useSession()
  const statements = useStatements()
  const reviews = useRecords('managementReview')
  const decisions = useRecords('decision')

  const decisionsOf = (review: string) => (decisions.value ?? []).filter((row) => row.review === review)
  const signature = (row: ManagementReview): ApprovalState => statements.standing(row, 'main')?.approval.state ?? 'none'
  const isTopManagement = (person: string, day: string): boolean =>
    isTopManagementOn(person, day, {
      members: session.members ?? [],
      roles: statements.roles,
      timeZone: session.timeZone,
    })
  const around = (row: ManagementReview): ReviewContext => ({
    decisions: decisionsOf(row.id),
    signature: signature(row),
    isTopManagement: (person) => isTopManagement(person, row.heldOn ?? session.today),
  })
  const itemsOf = (row: ManagementReview): readonly ReviewItem[] => reviewItems(row, around(row))
  const complete = computed(() => (reviews.value ?? []).filter((row) => isReviewComplete(row, around(row))))
  const completeIds = computed(() => new Set(complete.value.map((row) => row.id)))
  const due = computed(() => nextReviewDue(complete.value, settings.effective.reviewInterval))
  /** MR5. */
  const locked = (row: ManagementReview): boolean => isLocked(signature(row))
  const signatureOfReview = (id: string | undefined): ApprovalState | undefined => {
    const row = reviews.value?.find((one) => one.id === id)
    return row && signature(row)
  }
  const decisionStates = computed(
    (): ReadonlyMap<string, DecisionState> =>
      new Map((decisions.value ?? []).map((row) => [row.id, decisionState(row, session.today)])),
  )
  return {
    reviews,
    decisions,
    decisionsOf,
    signature,
    signatureOfReview,
    isTopManagement,
    itemsOf,
    complete,
    completeIds,
    due,
    locked,
    decisionStates,
  }
})
