import { defineAsyncComponent } from 'vue'
import type { ObjectiveHealth } from '~/lib/isms/objective/objectiveHealth'
import { isOverdue } from '~/lib/shared/dates'
import { useMetrics } from '~/lib/live/metric/metricsStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { StateName } from '../glyph/states'
import type { KindFaces } from '../record/face'
import { metricGlyph } from './metricWords'

export const healthGlyph: Readonly<Record<ObjectiveHealth, StateName>> = {
  onTrack: 'inProgress',
  atRisk: 'warning',
  offTrack: 'blocker',
  achieved: 'verified',
  missed: 'noControl',
  cancelled: 'excluded',
}
const changeGlyph: Readonly<Record<string, StateName>> = {
  proposed: 'planned',
  inProgress: 'inProgress',
  implemented: 'verified',
  rejected: 'excluded',
}

export const metricFaces: KindFaces = {
  metric: {
    drawer: [
      'purpose',
      'method',
      'unit',
      'direction',
      'every',
      'start',
      'collector',
      'analyst',
      'analysedWhen',
      'objectives',
      'controls',
      'status',
    ],
    hidden: ['targets'],
    picture: defineAsyncComponent(() => import('./MetricPicture.vue')),
    state: (row) =>
      row.status === 'retired'
        ? 'excluded'
        : row.status === 'draft'
          ? 'planned'
          : metricGlyph[useMetrics().facts.get(row.id)?.state ?? 'noData'],
    stateWord: (row, { t }) => {
      const facts = useMetrics().facts.get(row.id)
      const word = t(`metric.state.${facts?.state ?? 'noData'}`)
      return facts?.stale ? t('metric.staleWord', { state: word }) : word
    },
    problem: (row, { t, dates }) => {
      const metrics = useMetrics()
      const facts = metrics.facts.get(row.id)
      const kind = metrics.problemOf(row.id)
      if (!facts || !kind) return undefined
      if (kind === 'debt') {
        const { missing, due, overdue } = facts.debt!
        return {
          tone: overdue ? 'fail' : 'warn',
          title: t('metric.problem.debt'),
          text: t(
            missing.length === 2
              ? 'metric.problem.debtBoth'
              : missing[0] === 'evaluation'
                ? 'metric.problem.debtEvaluation'
                : 'metric.problem.debtFollowUp',
            { date: dates.day(due) },
          ),
        }
      }
      if (kind === 'disputed')
        return { tone: 'warn', title: t('metric.problem.disputed'), text: t('metric.problem.disputedText') }
      if (kind === 'unmeasured')
        return {
          tone: 'warn',
          title: t('metric.problem.unmeasured'),
          text: t('metric.problem.unmeasuredText', { date: dates.day(row.start) }),
        }
      return {
        tone: 'warn',
        title: t('metric.problem.stale'),
        text: t('metric.problem.staleText', { date: dates.day(facts.last?.to) }),
      }
    },
  },
  measurement: {
    drawer: ['value', 'evaluation', 'followUp', 'measuredOn', 'measuredBy', 'evidence', 'periodFrom'],
    hidden: ['metric'],
    picture: defineAsyncComponent(() => import('./MeasurementPicture.vue')),
    state: (row) => metricGlyph[useMetrics().pointOf(row.id)?.state ?? 'noData'],
    stateWord: (row, { t }) => t(`metric.state.${useMetrics().pointOf(row.id)?.state ?? 'noData'}`),
  },
  objective: {
    drawer: [
      'statement',
      'target',
      'owner',
      'due',
      'plan',
      'resources',
      'evaluation',
      'metrics',
      'policyLink',
      'risks',
      'status',
      'closedOn',
      'result',
    ],
    picture: defineAsyncComponent(() => import('../objective/ObjectivePicture.vue')),
    state: (row) => healthGlyph[useMetrics().health.get(row.id) ?? 'onTrack'],
    stateWord: (row, { t }) => t(`metric.health.${useMetrics().health.get(row.id) ?? 'onTrack'}`),
    problem: (row, { t, dates }) => {
      if (useMetrics().health.get(row.id) !== 'offTrack') return undefined
      return isOverdue(row.due, useSession().today)
        ? {
            tone: 'fail',
            title: t('metric.objective.overdue', { date: dates.day(row.due) }),
            text: t('metric.objective.overdueText'),
          }
        : { tone: 'fail', title: t('metric.objective.off'), text: t('metric.objective.offText') }
    },
  },
  change: {
    drawer: [
      'purpose',
      'consequences',
      'integrity',
      'resources',
      'responsible',
      'planned',
      'status',
      'implementedOn',
      'links',
      'outcome',
    ],
    state: (row) =>
      row.status !== 'implemented' && row.status !== 'rejected' && isOverdue(row.planned, useSession().today)
        ? 'warning'
        : changeGlyph[row.status ?? 'proposed'],
    stateWord: (row, { t }) => t(`value.change.status.${row.status ?? 'proposed'}`),
    problem: (row, { t, dates }) =>
      row.status !== 'implemented' && row.status !== 'rejected' && isOverdue(row.planned, useSession().today)
        ? {
            tone: 'warn',
            title: t('metric.change.late', { date: dates.day(row.planned) }),
            text: t('metric.change.lateText'),
          }
        : undefined,
  },
}
