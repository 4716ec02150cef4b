import { useI18n } from 'vue-i18n'
import { isLevel } from '~/lib/isms/risk/level'
import type { AnyRecord } from '~/lib/isms/registry'
import { useDates } from '~/lib/composables/useDates'
import { useIsms } from '~/lib/stores/isms'

export interface RecordProblem {
  readonly tone: 'fail' | 'warn'
  readonly title: string
  readonly text?: string
}

/** The worst thing about a record, in a sentence, with what settles it. One callout at most (ux.md 7). */
export function useRecordProblem(): (row: AnyRecord) => RecordProblem | undefined {
  const { t } = useI18n()
  const isms = useIsms()
  const dates = useDates()
  return (row) => {
    if (row.kind === 'risk') {
      const facts = isms.riskFacts.get(row.id)
      if (!facts?.problem) return undefined
      const worst = facts.levels.effectiveResidual
      const level = isLevel(worst) ? (isms.method.levels[worst - 1]?.label ?? String(worst)) : t('risk.unset')
      return { tone: facts.problem === 'unassessed' ? 'warn' : 'fail', title: t(`risk.problems.${facts.problem}`, { level }), text: t(`risk.problemText.${facts.problem}`) }
    }
    if (row.kind === 'task') {
      const next = isms.taskNext.get(row.id)
      if (next?.state === 'overdue') return { tone: 'fail', title: t('task.lateBy', { n: -dates.inDays(next.date) }), text: dates.day(next.date) }
    }
    return undefined
  }
}
