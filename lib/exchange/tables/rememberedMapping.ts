/**
 * Which column was which last time, kept on a device for each kind by the names of the columns. What was chosen stands
 * again; how days and numbers are written is read off each file anew, and only what a file leaves open is taken from
 * memory.
 */

import { dayFormats, decimalMarks } from './cell'
import type { Kind } from '~/lib/records/registry'
import { isJsonObject, type JsonValue } from '../../shared/json'
import type { RawTable } from './cell'
import { separators } from './listText'
import { guessMapping, guessOptions, type KeptOptions, type Mapping } from './mapping'
import type { TableWords } from './tableWords'

/** At most so many heads are kept of a kind; the newest win. */
const most = 300

/** A name for each column: of two that are called the same, the second is the second. */
function keysOf(header: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return header.map((head) => {
    const key = head.normalize('NFKC').trim().toLowerCase()
    const n = (seen.get(key) ?? 0) + 1
    seen.set(key, n)
    return n === 1 ? key : `${key}\n${n}`
  })
}

/** What is to be kept from now on, of this table and of those before it. */
export function rememberMapping(before: JsonValue | undefined, header: readonly string[], mapping: Mapping): JsonValue {
  const own = Object.fromEntries(
    keysOf(header).map((key, index): [string, JsonValue] => {
      const {
        field,
        options: { dayFormat, decimal, separator },
      } = mapping[index]!
      return [key, { field: field ?? null, dayFormat, separator, ...(decimal !== undefined && { decimal }) }]
    }),
  )
  const old = isJsonObject(before) ? Object.entries(before).filter(([key]) => !Object.hasOwn(own, key)) : []
  return Object.fromEntries([...old, ...Object.entries(own)].slice(-most))
}

/** The guess, with what was chosen last time for columns of these names. `remembered`: that made a difference. */
export function recallMapping(
  kept: JsonValue | undefined,
  kind: Kind,
  table: RawTable,
  words: TableWords,
): { readonly mapping: Mapping; readonly remembered: boolean } {
  const guessed = guessMapping(kind, table, words)
  if (!isJsonObject(kept)) return { mapping: guessed, remembered: false }
  const taken = new Set<string>()
  const mapping = keysOf(table.header).map((key, column): Mapping[number] => {
    const of = Object.hasOwn(kept, key) ? kept[key] : undefined
    const field = !isJsonObject(of) ? guessed[column]!.field : typeof of['field'] === 'string' ? of['field'] : undefined
    if (field === undefined || taken.has(field)) return { ...guessed[column]!, field: undefined }
    taken.add(field)
    return { field, options: guessOptions(kind, field, table, column, isJsonObject(of) ? keptOptions(of) : {}) }
  })
  return { mapping, remembered: JSON.stringify(mapping) !== JSON.stringify(guessed) }
}

function keptOptions(of: Readonly<Record<string, JsonValue>>): KeptOptions {
  const dayFormat = dayFormats.find((one) => one === of['dayFormat'])
  const decimal = decimalMarks.find((one) => one === of['decimal'])
  const separator = separators.find((one) => one === of['separator'])
  return { ...(dayFormat && { dayFormat }), ...(decimal && { decimal }), ...(separator && { separator }) }
}
