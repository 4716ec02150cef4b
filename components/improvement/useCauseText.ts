import { useI18n } from 'vue-i18n'
import { useEdit } from '~/lib/live/record/useEdit'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import { useNotices } from '~/lib/live/ui/noticesStore'

/**
 * Writes a root cause as the difference to what its author saw, so that what others wrote meanwhile stays (MG5).
 * Answers whether it is saved.
 */
export function useCauseText(row: () => Nonconformity): (text: string, base: string) => Promise<boolean> {
  const { t } = useI18n()
  const edit = useEdit()
  const notices = useNotices()
  return async (text, base) => {
    if (text === base) return true
    const result = await edit(
      row(),
      [{ op: 'text', field: 'rootCause', base, value: text }],
      t('improvement.saved', { ref: row().ref }),
    )
    if (!result.ok) notices.fail(result.error)
    return result.ok
  }
}
