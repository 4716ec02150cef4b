import type { FieldDiff } from '~/lib/exchange/tables/plannedRow'
import { useI18n } from 'vue-i18n'
import type { Notice, Problem } from '~/lib/exchange/tables/tableProblems'
import { useValueWords } from '~/components/record/fields/useValueWords'
import { fieldLabelKey } from '~/lib/records/formSections'
import type { Kind } from '~/lib/records/registry'

export interface ProblemWords {
  readonly label: (kind: Kind, field: string) => string
  readonly code: (problem: Problem) => string
  readonly hint: (problem: Problem) => string
  readonly notice: (kind: Kind, notice: Notice, header: readonly string[]) => string
  readonly change: (kind: Kind, change: FieldDiff) => string
}

/** What a dry run found, in sentences. */
export function useProblemWords(): ProblemWords {
  const { t, te } = useI18n()
  const words = useValueWords()
  const clip = (text: string): string => (text.length > 48 ? `${text.slice(0, 46)}…` : text)
  const label: ProblemWords['label'] = (kind, field) => {
    const key = fieldLabelKey(kind, field)
    return te(key) ? t(key) : te(`exchange.column.${field}`) ? t(`exchange.column.${field}`) : field
  }
  return {
    label,
    code: ({ code }) => t(`exchange.code.${code}`),
    hint: ({ hint, with: more }) => {
      const format = more?.['format']
      return t(`exchange.hint.${hint}`, {
        ...more,
        ...(typeof format === 'string' && { format: t(`exchange.import.dayFormat.${format}`) }),
      })
    },
    notice: (kind, { code, fields, column }, header) =>
      t(`exchange.notice.${code}`, {
        fields: (fields ?? []).map((field) => label(kind, field)).join(', '),
        column: header[column ?? -1] ?? '',
      }),
    change: (kind, { field, before, after }) => {
      const value = (raw: unknown): string => clip(raw === null ? '' : words.text(kind, field, raw)) || '–'
      return `${label(kind, field)}: ${before === null ? '' : `${value(before)} → `}${value(after)}`
    },
  }
}
