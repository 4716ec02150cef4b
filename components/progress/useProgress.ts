import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DayValue } from '../readiness/trend'
import type { FigureName } from '~/lib/isms/readiness/figures'
import { figureSeries, trendMonths } from '~/lib/isms/readiness/readinessSeries'
import { useReadiness } from '~/lib/live/readiness/readinessStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

export interface ProgressFigure {
  readonly name: FigureName
  readonly values: readonly DayValue[]
  readonly better: 'up' | 'down'
  readonly format: (value: number) => string
  /** Where its records are. */
  readonly to: string
}

type Unit = 'count' | 'days' | 'share'

/** Figures of improvement, in the order of the working year: what better means, and where their records are. */
const known: readonly {
  readonly name: FigureName
  readonly better: 'up' | 'down'
  readonly unit: Unit
  readonly to: string
  readonly headline?: true
}[] = [
  { name: 'risksAbove', better: 'down', unit: 'count', to: '/risks?view=map', headline: true },
  { name: 'worstLevel', better: 'down', unit: 'count', to: '/risks?view=map' },
  { name: 'soaVerified', better: 'up', unit: 'count', to: '/soa' },
  { name: 'testsEffective', better: 'up', unit: 'share', to: '/controls?view=tests' },
  { name: 'patternRatio', better: 'up', unit: 'share', to: '/controls', headline: true },
  { name: 'evidenceFresh', better: 'up', unit: 'count', to: '/evidence' },
  { name: 'attestationRate', better: 'up', unit: 'share', to: '/policies?view=acknowledgements', headline: true },
  { name: 'metricsOnTarget', better: 'up', unit: 'count', to: '/metrics' },
  { name: 'metricsImproving', better: 'up', unit: 'count', to: '/metrics' },
  { name: 'objectivesAchieved', better: 'up', unit: 'count', to: '/objectives' },
  { name: 'auditCoverage', better: 'up', unit: 'share', to: '/audits' },
  { name: 'ncMedianDaysToCorrect', better: 'down', unit: 'days', to: '/nonconformities' },
  { name: 'ncMedianDaysToClose', better: 'down', unit: 'days', to: '/nonconformities', headline: true },
  { name: 'ncRepeatRate', better: 'down', unit: 'share', to: '/nonconformities' },
  { name: 'decisionsOnTime', better: 'up', unit: 'share', to: '/reviews?view=decisions' },
  { name: 'improvementsRealised', better: 'up', unit: 'count', to: '/improvements' },
]

/**
 * Figures over time from the kept runs, and what they are today; one without data is left out. `months`: how far back
 * (RE13).
 */
export function useProgress(months: () => number = () => trendMonths): {
  readonly figures: ComputedRef<readonly ProgressFigure[]>
  readonly headline: ComputedRef<readonly ProgressFigure[]>
} {
  const { n, t } = useI18n()
  const readiness = useReadiness()
  const session = useSession()
  const format: Readonly<Record<Unit, (value: number) => string>> = {
    count: (value) => n(value),
    days: (value) => t('progress.days', { n: n(Math.round(value)) }),
    share: (value) => t('progress.share', { n: n(Math.round(value * 100)) }),
  }
  const all = computed(() => {
    const runs = readiness.runs.map(({ day, row }) => ({ day, counts: row.counts }))
    return known
      .map(({ name, better, unit, to, headline }) => {
        const values: readonly DayValue[] = figureSeries(runs, name, readiness.summary?.figures[name], {
          today: session.today,
          months: months(),
        })
        return { name, values, better, to, format: format[unit], headline }
      })
      .filter(({ values }) => values.some(({ value }) => value !== null))
  })
  return { figures: all, headline: computed(() => all.value.filter(({ headline }) => headline)) }
}
