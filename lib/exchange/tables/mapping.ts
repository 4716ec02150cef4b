/**
 * Which column of a file is which field: by its label in any language or by the field's name. The person may change
 * every choice.
 */

import type { Kind } from '~/lib/records/registry'
import { recordKind } from '~/lib/records/registry'
import type { RawCell, RawTable } from './cell'
import { fittingDayFormats, fittingDecimal } from './cellFormats'
import { plainOptions, type ColumnOptions } from './cellValue'
import { importFields, importableKinds } from '~/lib/records/lists/importKinds'
import { folded, type TableWords } from './tableWords'

export interface ColumnMapping {
  /** Undefined: the column is left out. */
  readonly field: string | undefined
  readonly options: ColumnOptions
}
export type Mapping = readonly ColumnMapping[]

const names = new WeakMap<TableWords, Map<Kind, ReadonlyMap<string, string>>>()

/** What a head may say → field. Field names stand before labels; of two fields with one label the first has it. */
function heads(kind: Kind, words: TableWords): ReadonlyMap<string, string> {
  let byKind = names.get(words)
  if (!byKind) names.set(words, (byKind = new Map()))
  const known = byKind.get(kind)
  if (known) return known
  const map = new Map<string, string>()
  const add = (text: string, field: string): void => void (text === '' || map.has(text) || map.set(text, field))
  for (const { name } of importFields(kind)) add(folded(name), name)
  for (const { name } of importFields(kind)) for (const label of words.labels(kind, name)) add(folded(label), name)
  // What other tools call the number of a row, and a file of evidence.
  for (const word of ['id', 'key', 'nr', 'nr.', 'no', 'no.', 'number', 'nummer', 'kennung']) add(word, 'legacyRef')
  if (kind === 'evidence')
    for (const word of ['file', 'files', 'datei', 'dateien', 'file name', 'dateiname']) add(word, 'files')
  if (kind === 'evidence') for (const word of ['sha-256', 'hash']) add(word, 'sha256')
  byKind.set(kind, map)
  return map
}

export const fieldOfHead = (kind: Kind, head: string, words: TableWords): string | undefined =>
  heads(kind, words).get(folded(head.replace(/\*$/, '')))

/** Head of a column in a file that is to be imported again: its label where that reads back, else its name. */
export const headOf = (kind: Kind, field: string, words: TableWords): string => {
  const label = words.label(kind, field)
  return fieldOfHead(kind, label, words) === field ? label : field
}

export function guessMapping(kind: Kind, table: RawTable, words: TableWords): Mapping {
  const taken = new Set<string>()
  return table.header.map((head, column) => {
    const field = fieldOfHead(kind, head, words)
    // Two columns of one name: the first is it, the other waits for the person's choice.
    if (field === undefined || taken.has(field)) return { field: undefined, options: plainOptions }
    taken.add(field)
    return { field, options: guessOptions(kind, field, table, column) }
  })
}

/** What was chosen last time for a column of this name. */
export type KeptOptions = Partial<ColumnOptions>

/**
 * Formats that the whole column fits; of several, the one kept. Where nothing tells, the dry run says what it can't
 * read.
 */
export function guessOptions(
  kind: Kind,
  name: string,
  table: RawTable,
  column: number,
  kept: KeptOptions = {},
): ColumnOptions {
  const type = importFields(kind).find((field) => field.name === name)?.field?.type
  const cells = (): RawCell[] => table.rows.map((row) => row.cells[column])
  if (type === 'date' || type === 'instant') {
    const fitting = fittingDayFormats(cells())
    const open =
      kept.dayFormat !== undefined && (fitting.length === 0 || fitting.includes(kept.dayFormat))
        ? kept.dayFormat
        : 'iso'
    return { ...plainOptions, dayFormat: fitting.length === 1 ? fitting[0]! : open }
  }
  if (type === 'num' || type === 'int')
    return {
      ...plainOptions,
      decimal: fittingDecimal(cells(), { whole: type === 'int', usual: table.decimal }) ?? kept.decimal,
    }
  return { ...plainOptions, separator: kept.separator ?? plainOptions.separator }
}

/** The kind most heads speak of; undefined where none stands out. `name`: of the file or sheet. */
export function guessKind(header: readonly string[], words: TableWords, name = ''): Kind | undefined {
  const scored = importableKinds
    .map((kind) => {
      const fields = new Set(
        header
          .map((head) => fieldOfHead(kind, head, words))
          .filter((field) => field !== undefined && field !== 'legacyRef'),
      )
      const title = fields.has(recordKind(kind).title) ? 1 : 0
      const own = [...fields].filter(
        (field) => Object.hasOwn(recordKind(kind).fields, field!) || field === 'requirement',
      ).length
      const called = words.kinds(kind).some((word) => folded(name).includes(folded(word))) ? 1.5 : 0
      return { kind, score: own === 0 ? 0 : own + title + called }
    })
    .sort((a, b) => b.score - a.score)
  const [first, second] = scored
  return first && first.score >= 2 && first.score > (second?.score ?? 0) ? first.kind : undefined
}
