import { useI18n } from 'vue-i18n'
import { useEdit } from '~/lib/live/record/useEdit'
import { fieldLabelKey } from '~/lib/records/formSections'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import type { JsonValue } from '~/lib/shared/json'
import { useNotices } from '~/lib/live/ui/noticesStore'

/** Sets one field of a review; a failure is told where failures are told. */
export function useReviewEdit(row: () => ManagementReview): (field: string, value: JsonValue) => Promise<boolean> {
  const { t } = useI18n()
  const edit = useEdit()
  const notices = useNotices()
  return async (field, value) => {
    const result = await edit(
      row(),
      [{ op: 'set', field, value }],
      t('app.toast.changed', { what: `${row().ref} ${t(fieldLabelKey('managementReview', field))}` }),
    )
    if (!result.ok) notices.fail(result.error)
    return result.ok
  }
}
