import { defineAsyncComponent } from 'vue'
import { isOverdue } from '~/lib/shared/dates'
import { isDecisionFieldLocked, recordedLate } from '~/lib/isms/review/reviewCompleteness'
import { recordKind } from '~/lib/records/registry'
import { useReviews } from '~/lib/live/review/reviewsStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { KindFaces } from '../record/face'
import { decisionGlyph } from './reviewLook'

const inputs = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const

export const reviewFaces: KindFaces = {
  managementReview: {
    drawer: ['heldOn', 'chair', 'attendees', 'apologies', 'status', 'nextOn'],
    // Inputs and judgements are worked on beside their figures, on the page of the review.
    hidden: [
      'pack',
      'packHash',
      'packAsOf',
      'suitable',
      'adequate',
      'effective',
      'conclusion',
      'noDecisions',
      ...inputs.flatMap((letter) => [`input${letter}`, `nothing${letter}`]),
    ],
    locked: (row) =>
      useReviews().locked(row)
        ? Object.keys(recordKind('managementReview').fields).filter((name) => name !== 'status')
        : [],
    picture: defineAsyncComponent(() => import('./ReviewPicture.vue')),
    page: defineAsyncComponent(() => import('./ReviewPage.vue')),
    state: (row) =>
      useReviews().completeIds.has(row.id)
        ? 'verified'
        : row.status === 'held'
          ? 'partial'
          : isOverdue(row.heldOn, useSession().today)
            ? 'warning'
            : 'planned',
    stateWord: (row, { t }) =>
      t(
        `review.state.${useReviews().completeIds.has(row.id) ? 'complete' : row.status === 'held' ? 'held' : 'planned'}`,
      ),
    problem: (row, { t, dates }) => {
      const late = recordedLate(row, useSession().timeZone)
      if (late !== undefined)
        return {
          tone: 'warn',
          title: t('review.late', { date: dates.day(late) }),
          text: t('review.lateText', { date: dates.day(row.heldOn) }),
        }
      return row.status !== 'held' && isOverdue(row.heldOn, useSession().today)
        ? { tone: 'warn', title: t('review.missed', { date: dates.day(row.heldOn) }), text: t('review.missedText') }
        : undefined
    },
  },
  decision: {
    drawer: ['review', 'type', 'owner', 'due', 'status', 'doneOn', 'outcome', 'links'],
    locked: (row) =>
      ['type', 'text', 'review'].filter((name) =>
        isDecisionFieldLocked(name, useReviews().signatureOfReview(row.review)),
      ),
    picture: defineAsyncComponent(() => import('./decision/DecisionPicture.vue')),
    state: (row) => decisionGlyph[useReviews().decisionStates.get(row.id) ?? 'open'],
    stateWord: (row, { t }) => t(`review.decisionState.${useReviews().decisionStates.get(row.id) ?? 'open'}`),
    problem: (row, { t, dates }) =>
      useReviews().decisionStates.get(row.id) === 'overdue'
        ? {
            tone: 'fail',
            title: t('review.decision.overdue', { date: dates.day(row.due) }),
            text: t('review.decision.overdueText'),
          }
        : undefined,
  },
}
