import { useI18n } from 'vue-i18n'
import { failingOf, type Failing } from './places'
import { useRecordNames } from '../record/useRecordNames'
import { useNames } from '~/lib/live/record/useNames'
import type { CheckResult } from '~/lib/isms/readiness/checkResult'

/** What fails in a check, ready to be shown and opened. */
export function useFailing(): (check: CheckResult, ids?: readonly string[]) => readonly Failing[] {
  const { t, te } = useI18n()
  const names = useNames()
  const nameOf = useRecordNames()
  const word = (id: string): string =>
    te(`value.task.purpose.${id}`) ? t(`value.task.purpose.${id}`) : t('readiness.broken', { id: id.slice(0, 10) })
  return (check, ids = check.failing) =>
    ids.map((id) => failingOf(check, id, { recordOf: (one) => names.value.get(one), nameOf, word }))
}
