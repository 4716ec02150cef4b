import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useValueWords } from '../record/fields/useValueWords'
import type { PlannedChange, PlannedRow } from '~/lib/exchange/oscal/import/planOscalImport'
import { fieldLabelKey } from '~/lib/records/formSections'
import type { Kind } from '~/lib/records/registry'

export interface ChangeWords {
  readonly label: (kind: Kind, field: string) => string
  /** "before → after"; of a list what comes to it. */
  readonly text: (kind: Kind, change: PlannedChange) => string
}

const longest = 70
const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

/** A planned change in words. Records that do not exist yet are named by their rows. */
export function useChangeWords(plan: () => readonly PlannedRow[]): ChangeWords {
  const { t, te } = useI18n()
  const values = useValueWords()
  const titles = computed(
    () =>
      new Map(
        plan()
          .filter(({ action }) => action === 'create')
          .map(({ row, title }) => [row.id!, title]),
      ),
  )
  const word = (kind: Kind, field: string, value: unknown): string =>
    (typeof value === 'string' && titles.value.get(value)) || values.text(kind, field, value)
  return {
    label: (kind, field) => ((key) => (te(key) ? t(key) : field))(fieldLabelKey(kind, field)),
    text(kind, { field, before, after }) {
      if (Array.isArray(after)) {
        const old = new Set(Array.isArray(before) ? (before as readonly unknown[]) : [])
        return (after as readonly unknown[])
          .filter((item) => !old.has(item))
          .map((item) => `+ ${word(kind, field, item)}`)
          .join(', ')
      }
      return t('oscal.import.from', {
        before: short(word(kind, field, before)) || t('oscal.import.empty'),
        after: short(word(kind, field, after)),
      })
    },
  }
}
