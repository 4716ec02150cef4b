import { defineAsyncComponent } from 'vue'
import { money } from './money'
import type { KindFaces } from '../record/face'
import type { StateName } from '../glyph/states'
import { actionSignals } from '~/lib/isms/risk/actionState'
import type { AcceptanceState } from '~/lib/isms/risk/acceptance'
import { useRisks } from '~/lib/live/risk/risksStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { useLanguage } from '~/lib/live/ui/languageStore'
import { useTreatment } from '~/lib/live/treatment/treatmentStore'

const ofAcceptance: Readonly<Record<AcceptanceState, StateName>> = {
  valid: 'verified',
  stale: 'warning',
  expired: 'blocker',
  draft: 'planned',
  rejected: 'noControl',
  revoked: 'noControl',
  void: 'ineffective',
}
const ofAction = {
  planned: 'planned',
  inProgress: 'inProgress',
  blocked: 'ineffective',
  done: 'verified',
  cancelled: 'excluded',
} as const

export const treatmentFaces: KindFaces = {
  treatmentPlan: {
    drawer: ['from', 'to', 'summary', 'budget', 'currency'],
    hidden: ['risks'],
    picture: defineAsyncComponent(() => import('./PlanPicture.vue')),
    work: defineAsyncComponent(() => import('./PlanRisks.vue')),
    state: (row) => {
      const facts = useTreatment().plans.get(row.id)
      if (!facts || facts.summary.total === 0) return 'open'
      return facts.summary.overdue > 0 ? 'blocker' : facts.summary.open === 0 ? 'verified' : 'inProgress'
    },
    problem: (row, { t, dates }) => {
      const facts = useTreatment().plans.get(row.id)
      if (!facts) return undefined
      if (facts.time === 'ended' && facts.summary.open > 0)
        return {
          tone: 'warn',
          title: t('treatment.problems.ended'),
          text: t(
            'treatment.problemText.ended',
            { n: facts.summary.open, date: dates.day(row.to) },
            facts.summary.open,
          ),
        }
      return facts.over !== undefined && facts.over > 0
        ? {
            tone: 'warn',
            title: t('treatment.problems.over'),
            text: t('treatment.problemText.over', { amount: money(facts.over, row.currency, useLanguage().format) }),
          }
        : undefined
    },
  },
  treatmentAction: {
    drawer: [
      'description',
      'risks',
      'controls',
      'responsible',
      'start',
      'due',
      'status',
      'blockedReason',
      'completedOn',
      'evidence',
      'cost',
    ],
    state: (row) =>
      actionSignals(row, useSession().today).includes('overdue')
        ? 'blocker'
        : row.status === undefined
          ? 'undecided'
          : row.status === 'done' && row.evidence.length === 0
            ? 'notVerified'
            : ofAction[row.status],
    stateWord: (row, { t }) => (row.status === undefined ? undefined : t(`value.treatmentAction.status.${row.status}`)),
    problem: (row, { t, dates }) => {
      const [worst] = actionSignals(row, useSession().today)
      if (!worst) return undefined
      return {
        tone: worst === 'overdue' ? 'fail' : 'warn',
        title: t(`treatment.problems.${worst}`),
        text:
          worst === 'blocked'
            ? (row.blockedReason ?? t('treatment.signalText.blockedNoReason'))
            : t(`treatment.problemText.${worst}`, { date: dates.day(row.due) }),
      }
    },
  },
  riskAcceptance: {
    drawer: ['risk', 'type', 'justification', 'conditions', 'validUntil'],
    hidden: ['frozenL', 'frozenI', 'frozenLevel'],
    picture: defineAsyncComponent(() => import('./AcceptancePicture.vue')),
    state: (row) =>
      ((facts) => (facts ? ofAcceptance[facts.state] : 'undecided'))(useRisks().acceptanceById.get(row.id)?.facts),
    stateWord: (row, { t }) =>
      ((facts) => (facts ? t(`treatment.states.${facts.state}`) : undefined))(
        useRisks().acceptanceById.get(row.id)?.facts,
      ),
    problem: (row, { t, dates }) => {
      const facts = useRisks().acceptanceById.get(row.id)?.facts
      if (facts?.state === 'stale')
        return { tone: 'warn', title: t('treatment.problems.rxStale'), text: t('treatment.problemText.rxStale') }
      if (facts?.state === 'expired')
        return {
          tone: 'fail',
          title: t('treatment.problems.rxExpired'),
          text: t('treatment.problemText.rxExpired', { date: dates.day(facts.approval.statement?.validUntil) }),
        }
      return facts?.state === 'void'
        ? {
            tone: 'fail',
            title: t('treatment.problems.rxVoid'),
            text: [
              facts.approval.statement?.voidReason && useLanguage().say(facts.approval.statement.voidReason),
              t('treatment.problemText.rxVoid'),
            ]
              .filter(Boolean)
              .join(' '),
          }
        : undefined
    },
  },
}
