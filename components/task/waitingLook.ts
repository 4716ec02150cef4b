import { useI18n } from 'vue-i18n'
import { recordDrawer } from '../shell/navigation'
import { isIconName, type IconName } from '../theme/icons'
import { useDates } from '~/lib/live/ui/useDates'
import { useNames } from '~/lib/live/record/useNames'
import { fieldLabelKey } from '~/lib/records/formSections'
import { recordKind } from '~/lib/records/registry'
import type { Waiting, WaitingType } from '~/lib/isms/task/waiting'
import { useLanguage } from '~/lib/live/ui/languageStore'

const icons: Readonly<Partial<Record<WaitingType, IconName>>> = {
  review: 'scan-eye',
  reviews: 'scan-eye',
  task: 'calendar-check',
  request: 'clipboard-list',
  submission: 'clipboard-check',
  conflict: 'git-merge',
  mention: 'message-square',
  risk: 'radar',
  approval: 'signature',
  attest: 'badge-check',
}

export interface WaitingLook {
  readonly words: (item: Waiting) => string
  readonly icon: (item: Waiting) => IconName
  readonly target: (item: Waiting) => string | { path: string; query: Record<string, string> }
  readonly when: (item: Waiting) => { readonly text: string; readonly late: boolean } | undefined
}

/**
 * One line for everything that waits: what is asked, where it opens, how late it is. The same on the page and the
 * dashboard.
 */
export function useWaitingLook(): WaitingLook {
  const { t } = useI18n()
  const language = useLanguage()
  const dates = useDates()
  const names = useNames()
  return {
    words(item) {
      const row = names.value.get(item.recordId)
      const ref = item.ref || row?.ref || ''
      if (item.type === 'dated') return t(`task.dated.${item.what ?? 'due'}`, { ref, title: item.title }).trim()
      if (item.type === 'approval')
        return t(`task.waits.${item.by ?? 'approve'}${item.again ? 'Again' : ''}`, { ref, title: item.title }).trim()
      if (item.type === 'attest')
        return t(`task.waits.attest.${item.kind === 'training' ? 'training' : 'policy'}`, { ref, title: item.title })
      if (item.count !== undefined) return t('dashboard.wait.reviews', { n: item.count })
      const title = item.type === 'conflict' && row ? t(fieldLabelKey(row.kind, item.title)) : item.title
      return t(`dashboard.wait.${item.type}`, { ref, title, field: language.format.inSentence(title) })
    },
    icon(item) {
      const own = icons[item.type]
      const name =
        item.kind && (item.type === 'dated' || item.type === 'approval') ? recordKind(item.kind).icon : undefined
      return item.type === 'dated' && name !== undefined && isIconName(name) ? name : (own ?? 'calendar')
    },
    target(item) {
      if (item.type === 'reviews') return '/evidence'
      const row = names.value.get(item.recordId)
      return row ? recordDrawer(row.kind, row) : '/needs-me'
    },
    when(item) {
      if (item.due === undefined) return undefined
      const days = dates.inDays(item.due)
      return {
        text:
          days < 0
            ? t('dashboard.wait.late', { n: -days })
            : days === 0
              ? t('dashboard.wait.todayDue')
              : t('dashboard.wait.in', { n: days }),
        late: days < 0,
      }
    },
  }
}
