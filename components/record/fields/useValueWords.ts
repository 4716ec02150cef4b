import { useI18n } from 'vue-i18n'
import { useRecordNames } from '../useRecordNames'
import { requirementCode } from '~/lib/records/derivedIds'
import { isReference } from '~/lib/records/fields'
import { valueLabelKey } from '~/lib/records/formSections'
import type { Kind } from '~/lib/records/registry'
import { fieldOf } from '~/lib/records/validateValue'
import { useDates } from '~/lib/live/ui/useDates'
import { useNames } from '~/lib/live/record/useNames'
import { useLanguage } from '~/lib/live/ui/languageStore'

export interface ValueWords {
  /** A value as plain words: enum labels, names of persons and records, dates. */
  readonly text: (kind: Kind, field: string, value: unknown) => string
  readonly period: (value: string) => string
}

/** Values in words, the same in tables, filters, history and exports. */
export function useValueWords(): ValueWords {
  const { t, te } = useI18n()
  const language = useLanguage()
  const dates = useDates()
  const names = useNames()
  const nameOf = useRecordNames()

  const period = (value: string): string => {
    const match = /^P(\d+)([DWMY])$/.exec(value)
    return match ? t(`record.period.${match[2]}`, { n: Number(match[1]) }, Number(match[1])) : value
  }
  function text(kind: Kind, name: string, value: unknown): string {
    if (value === undefined || value === null) return ''
    const field = fieldOf(kind, name)
    if (field?.type === 'json') return structureInWords(value)
    if (Array.isArray(value)) return value.map((part) => text(kind, name, part)).join(', ')
    if (typeof value === 'boolean') return t(value ? 'app.yes' : 'app.no')
    if (!field) return String(value)
    if (typeof value === 'object') return Object.keys(value).join(', ')
    const word = String(value)
    // Steps of a scale have words; other numbers have none.
    const key = valueLabelKey(kind, name, word)
    if ((field.values || field.type === 'int') && te(key)) return t(key)
    if (field.type === 'int' || field.type === 'num')
      return typeof value === 'number' ? language.format.number(value) : word
    if (field.type === 'date') return dates.day(word)
    if (field.type === 'instant') return dates.moment(word)
    if (field.type === 'period') return period(word)
    if (field.type === 'reqs' || field.target === 'requirement') return requirementCode(word)
    if (isReference(field) || field.element === 'person') {
      const row = names.value.get(word)
      return row ? ((name) => [name.ref, name.title].filter(Boolean).join(' '))(nameOf(row)) : word
    }
    return word
  }
  return { text, period }
}

/** Scales, matrices and other tables kept in one field: a line a row. Colours say nothing in words. */
export function structureInWords(value: unknown): string {
  if (Array.isArray(value))
    return value.map(structureInWords).join(value.some((part) => typeof part === 'object') ? '\n' : ' ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([name]) => name !== 'colour')
      .map(([, part]) => structureInWords(part))
      .join(': ')
  return String(value)
}
