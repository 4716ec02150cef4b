import { useI18n } from 'vue-i18n'
import { useDates } from '~/lib/live/ui/useDates'
import type { Conflict } from '~/lib/isms/audit/auditIndependence'
import { requirementCode } from '~/lib/records/derivedIds'

export interface ConflictWords {
  /** "owner of its control", with the day where it was so then. */
  readonly reason: (conflict: Conflict) => string
  /** "A.8.32 was assessed by the owner of its control." */
  readonly sentence: (requirement: string | undefined, conflict: Conflict) => string
}

export function useConflictWords(): ConflictWords {
  const { t } = useI18n()
  const dates = useDates()
  const work = (conflict: Conflict): string =>
    `${t(`audit.conflict.${conflict.reason}`)}${conflict.when === 'now' ? '' : ` ${t('audit.conflict.since', { day: dates.day(conflict.when) })}`}`
  const reason = (conflict: Conflict): string =>
    conflict.onWordOf === undefined ? work(conflict) : t('audit.conflict.onWord', { reason: work(conflict) })
  return {
    reason,
    sentence: (requirement, conflict) =>
      t(conflict.onWordOf === undefined ? 'audit.conflict.line' : 'audit.conflict.lineOnWord', {
        code: requirementCode(requirement ?? ''),
        reason: work(conflict),
      }),
  }
}
