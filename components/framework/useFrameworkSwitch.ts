import { useI18n } from 'vue-i18n'
import { useCommand } from '~/lib/composables/useCommand'
import type { Framework } from '~/lib/isms/catalogue/requirement'
import type { FieldChange } from '~/lib/engine/commandMap'
import { useFrameworks } from '~/lib/stores/frameworks'
import { useNotices } from '~/lib/stores/notices'

/** Turns frameworks on and off in the settings of the workspace. An unset choice means ISO/IEC 27001, so a first own choice names it. */
export function useFrameworkSwitch() {
  const { t } = useI18n()
  const run = useCommand()
  const store = useFrameworks()
  const notices = useNotices()
  const write = (changes: readonly FieldChange[], done: string): Promise<unknown> => run('record.edit', { edits: [{ kind: 'settings', id: 'settings_main', changes }] }, { done })

  return {
    async turn({ id, title }: Framework, on: boolean): Promise<void> {
      const next = on ? [...store.on, id] : [...store.on].filter((one) => one !== id)
      if (next.length === 0) return notices.tell({ text: t('frameworks.list.last') })
      await write([{ op: 'set', field: 'frameworks', value: next }], t(on ? 'frameworks.list.turnedOn' : 'frameworks.list.turnedOff', { name: title }))
    },
    category: (category: string, on: boolean) => write([{ op: on ? 'add' : 'remove', field: 'socCategories', element: category }], t('frameworks.soc.changed')),
    report: (report: string) => write([{ op: 'set', field: 'socReport', value: report }], t('frameworks.soc.changed')),
  }
}
