import { defineAsyncComponent } from 'vue'
import { signerOf } from '~/lib/live/statement/useSigner'
import { isOverdue } from '~/lib/shared/dates'
import { useImprovement } from '~/lib/live/improvement/improvementStore'
import { statedAt } from '~/lib/isms/statement/statedAt'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { KindFaces } from '../record/face'
import { useLanguage } from '~/lib/live/ui/languageStore'

const ofNc = {
  withdrawn: 'excluded',
  closed: 'verified',
  ineffective: 'ineffective',
  awaitingReview: 'waiting',
  acting: 'inProgress',
  analysed: 'partial',
  corrected: 'partial',
  open: 'open',
} as const
const ofAction = { planned: 'planned', inProgress: 'inProgress', done: 'verified', cancelled: 'excluded' } as const
const ofImprovement = {
  proposed: 'undecided',
  accepted: 'planned',
  inProgress: 'inProgress',
  done: 'verified',
  rejected: 'excluded',
} as const

export const improvementFaces: KindFaces = {
  nonconformity: {
    // The picture walks through the record from finding to proof; nothing of it stands twice.
    hidden: [
      'source',
      'finding',
      'incident',
      'test',
      'requirement',
      'grade',
      'statement',
      'detectedOn',
      'owner',
      'correction',
      'correctedOn',
      'consequences',
      'rootCause',
      'causeMethod',
      'similar',
      'similarNote',
      'similarNcs',
      'noActionReason',
      'effectivenessCriteria',
      'effectivenessDue',
      'effectivenessNote',
      'riskUpdate',
      'changes',
      'withdrawnReason',
    ],
    picture: defineAsyncComponent(() => import('./NcPicture.vue')),
    state: (row) => {
      const facts = useImprovement().factsOf(row)
      return facts.problem &&
        facts.standing.state !== 'ineffective' &&
        facts.problem.type !== 'stale' &&
        facts.problem.type !== 'doer'
        ? 'blocker'
        : ofNc[facts.standing.state]
    },
    stateWord: (row, { t }) => {
      const { state, round } = useImprovement().factsOf(row).standing
      return [
        t(`improvement.state.${state}`),
        round > 1 ? useLanguage().format.inSentence(t('improvement.round', { n: round })) : '',
      ]
        .filter(Boolean)
        .join(', ')
    },
    problem: (row, { t, dates }) => {
      const { problem, standing } = useImprovement().factsOf(row)
      if (!problem) return undefined
      const dated = 'due' in problem ? { date: dates.day(problem.due), n: -dates.inDays(problem.due) } : {}
      const text =
        problem.type === 'action'
          ? t('improvement.problem.actionText', { ...dated, ref: problem.action.ref })
          : problem.type === 'ineffective'
            ? t('improvement.problem.ineffectiveText', { n: standing.round })
            : problem.type === 'stale'
              ? t('improvement.review.stale')
              : problem.type === 'doer' && standing.dependent
                ? t('improvement.review.dependent', {
                    name: signerOf(t as never, dates).words(standing.dependent.statement),
                    date: dates.day(statedAt(standing.dependent.statement)),
                    why: t(`improvement.review.because.${standing.dependent.reason}`),
                  })
                : t(`improvement.problem.${problem.type}Text`, dated)
      return {
        tone: problem.type === 'doer' || problem.type === 'stale' ? 'warn' : 'fail',
        title: t(`improvement.problem.${problem.type}`),
        text,
      }
    },
  },
  correctiveAction: {
    drawer: [
      'nonconformity',
      'description',
      'responsible',
      'due',
      'status',
      'completedOn',
      'evidence',
      'controls',
      'round',
    ],
    state: (row) => (useImprovement().isOverdue(row) ? 'blocker' : ofAction[row.status ?? 'planned']),
    problem: (row, { t, dates }) =>
      useImprovement().isOverdue(row)
        ? {
            tone: 'fail',
            title: t('improvement.problem.action'),
            text: t('improvement.problem.actionText', {
              ref: row.ref,
              date: dates.day(row.due),
              n: -dates.inDays(row.due!),
            }),
          }
        : undefined,
  },
  improvement: {
    drawer: ['source', 'benefit', 'owner', 'due', 'status', 'doneOn', 'realised', 'metrics', 'links'],
    state: (row) =>
      row.status !== 'done' && row.status !== 'rejected' && isOverdue(row.due, useSession().today)
        ? 'blocker'
        : ofImprovement[row.status ?? 'proposed'],
    problem: (row, { t, dates }) => {
      if (row.status === 'done' && !row.realised?.trim())
        return { tone: 'warn', title: t('improvement.realisedMissing'), text: t('improvement.realisedText') }
      return row.status !== 'done' && row.status !== 'rejected' && isOverdue(row.due, useSession().today)
        ? { tone: 'warn', title: t('improvement.overdue', { date: dates.day(row.due) }) }
        : undefined
    },
  },
  feedback: {
    drawer: ['party', 'receivedOn', 'summary', 'sentiment', 'links'],
    picture: defineAsyncComponent(() => import('./FeedbackPicture.vue')),
  },
}
