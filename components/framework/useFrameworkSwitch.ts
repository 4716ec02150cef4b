import { useI18n } from 'vue-i18n'
import { useCommand } from '~/lib/live/engine/useCommand'
import { readRow } from '~/lib/live/record/useRecords'
import type { Framework } from '~/lib/content/catalogue/catalogueRequirement'
import type { FieldChange } from '~/lib/engine/commandMap'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { createQueue } from '~/lib/shared/createQueue'
import { useNotices } from '~/lib/live/ui/noticesStore'

/**
 * Turns frameworks on and off in the settings of the workspace. An unset choice means ISO/IEC 27001, so a first own
 * choice names it.
 */
export function useFrameworkSwitch() {
  const { t } = useI18n()
  const run = useCommand()
  const notices = useNotices()
  const inOrder = createQueue()
  const write = (changes: readonly FieldChange[], done: string): Promise<unknown> =>
    run('record.edit', { edits: [{ kind: 'settings', id: 'settings_main', changes }] }, { done })

  return {
    /** Each reads what the one before it left: two turned on are both on, and of two turned off the last stays. */
    turn: ({ id, title }: Framework, on: boolean): Promise<unknown> =>
      inOrder(async () => {
        const row = await readRow('settings', 'settings_main')
        const others = effectiveSettings(row).frameworks.filter((one) => one !== id)
        if (!on && others.length === 0) return notices.tell({ text: t('frameworks.list.last') })
        const named = (row?.frameworks ?? []).length === 0 ? others : []
        await write(
          [
            ...named.map((element) => ({ op: 'add' as const, field: 'frameworks', element })),
            { op: on ? 'add' : 'remove', field: 'frameworks', element: id },
          ],
          t(on ? 'frameworks.list.turnedOn' : 'frameworks.list.turnedOff', { name: title }),
        )
      }),
    category: (category: string, on: boolean) =>
      write([{ op: on ? 'add' : 'remove', field: 'socCategories', element: category }], t('frameworks.soc.changed')),
    report: (report: string) => write([{ op: 'set', field: 'socReport', value: report }], t('frameworks.soc.changed')),
  }
}
