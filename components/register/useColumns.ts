import { fieldValues } from '~/lib/records/fieldValues'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Facet, SortColumn } from './registerState'
import { useValueWords } from '../record/fields/useValueWords'
import type { Cell } from '~/lib/exchange/tables/cell'
import type { FieldType } from '~/lib/records/fields'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { tableColumns } from '~/lib/records/lists/tableColumns'
import { useLanguage } from '~/lib/live/ui/languageStore'

export interface RegisterColumn extends SortColumn<AnyRecord> {
  readonly label: string
  readonly width?: number
  /** Type of the field behind it: says how far the column may shrink and grow. */
  readonly type?: FieldType
  readonly initial: boolean
  readonly align?: 'right'
  /** The field behind it, when it is one: rendered by its type unless the page has a slot for it. */
  readonly field?: string
  /**
   * What a person reads in the cell, days and numbers typed: files hold it. Of a field, where the page draws more than
   * its value.
   */
  readonly shown?: (row: AnyRecord) => Cell
}

/** What a page says of a column of the kind, or of one it adds: that needs `label` and `shown`. */
export type ColumnChange = Partial<RegisterColumn> & { readonly name: string }

const widths: Readonly<Record<string, number>> = {
  date: 104,
  instant: 104,
  enum: 116,
  bool: 70,
  int: 70,
  num: 84,
  person: 150,
  ref: 150,
  refs: 130,
  reqs: 130,
  set: 150,
  period: 80,
  text: 150,
  url: 160,
}
const valueOf = (row: AnyRecord, name: string): unknown => fieldValues(row)[name]

/** Columns of a kind from its definition; a page may change some or add computed ones. */
export function useColumns(
  kind: Kind,
  changes: () => readonly ColumnChange[] = () => [],
): ComputedRef<readonly RegisterColumn[]> {
  const { t } = useI18n()
  const words = useValueWords()
  return computed(() => {
    const changed = new Map(changes().map((change) => [change.name, change]))
    const own = tableColumns(kind)
      .filter((column) => column.name !== 'ref' && column.name !== recordKind(kind).title)
      .map((column): RegisterColumn => ({
        name: column.name,
        field: column.name,
        label: t(column.labelKey),
        width: widths[column.type] ?? 120,
        type: column.type,
        initial: column.initial,
        sortValue: (row) => {
          const value = valueOf(row, column.name)
          if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined
          return typeof value === 'number' || column.type === 'date' || column.type === 'instant'
            ? (value as string | number)
            : words.text(kind, column.name, value)
        },
        ...changed.get(column.name),
      }))
    const names = new Set(own.map((column) => column.name))
    const added = changes()
      .filter((change) => !names.has(change.name))
      .map((change) => addedColumn(kind, change))
    const order = changes().map((change) => change.name)
    const place = (name: string): number => ((at) => (at < 0 ? order.length : at))(order.indexOf(name))
    return [...added, ...own].sort((a, b) => place(a.name) - place(b.name))
  })
}

/** A column that no field holds is sorted by what it shows, unless the page knows a better order. */
function addedColumn(kind: Kind, change: ColumnChange): RegisterColumn {
  const { name, label, shown } = change
  if (!label || !shown)
    throw new Error(
      `"${name}" is no field of ${kind} that a table can show: the column needs a label and what it shows.`,
    )
  return { initial: true, sortValue: (row) => sortKey(shown(row)), ...change, label, shown }
}

function sortKey(cell: Cell): string | number | undefined {
  if (typeof cell === 'object') return [cell.day, cell.time].filter(Boolean).join(' ')
  return typeof cell === 'boolean' ? Number(cell) : cell === '' ? undefined : cell
}

/** Facets of a kind: fields with few values (enums, persons, yes or no, references) that occur in the rows. */
export function useFacets(
  kind: Kind,
  rows: () => readonly AnyRecord[],
  more: () => readonly Facet<AnyRecord>[] = () => [],
): ComputedRef<readonly Facet<AnyRecord>[]> {
  const { t } = useI18n()
  const language = useLanguage()
  const words = useValueWords()
  return computed(() => {
    const own = tableColumns(kind)
      .filter((column) => ['enum', 'person', 'bool', 'set', 'refs', 'ref', 'reqs'].includes(column.type))
      .map((column): Facet<AnyRecord> => {
        const valuesOf = (row: AnyRecord): readonly string[] => {
          const value = valueOf(row, column.name)
          if (Array.isArray(value)) return value.length === 0 ? [''] : (value as string[])
          return [value === undefined ? '' : String(value)]
        }
        const present = [...new Set(rows().flatMap(valuesOf))]
        const order = recordKind(kind).fields[column.name]?.values
        const options = present
          .map((value) => ({
            value: value === '' ? '-' : value,
            label:
              value === ''
                ? t('app.none')
                : words.text(kind, column.name, value === 'true' ? true : value === 'false' ? false : value),
          }))
          .sort((a, b) =>
            a.value === '-'
              ? 1
              : b.value === '-'
                ? -1
                : order
                  ? order.indexOf(a.value) - order.indexOf(b.value)
                  : language.format.compare(a.label, b.label),
          )
        return {
          name: column.name,
          label: t(column.labelKey),
          valuesOf: (row) => valuesOf(row).map((value) => (value === '' ? '-' : value)),
          options,
        }
      })
      .filter((facet) => facet.options.length > 1 || facet.options[0]?.value !== '-')
    return [...more(), ...own]
  })
}
