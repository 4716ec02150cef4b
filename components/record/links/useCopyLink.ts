import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useRecordNames } from '../useRecordNames'
import { recordDrawer } from '~/components/shell/navigation'
import type { AnyRecord } from '~/lib/records/registry'
import { useNotices } from '~/lib/live/ui/noticesStore'

/** Puts the address of a record on the clipboard; pasted into a text of the app it is shown as the record. */
export function useCopyLink(): (row: AnyRecord) => Promise<void> {
  const { t } = useI18n()
  const router = useRouter()
  const notices = useNotices()
  const nameOf = useRecordNames()
  return async (row) => {
    const { href } = router.resolve(recordDrawer(row.kind, row))
    try {
      await navigator.clipboard.writeText(new URL(href, location.href).href)
      notices.tell({ text: t('search.link.copied', { ref: nameOf(row).ref || nameOf(row).title }) })
    } catch (thrown) {
      notices.fail({
        type: 'clipboard',
        message: t('search.link.notCopied', { error: thrown instanceof Error ? thrown.message : String(thrown) }),
      })
    }
  }
}
