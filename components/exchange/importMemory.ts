/** Which column was which, kept on this device for each kind by the names of the columns. Read back only where a head is the same. */

import type { Mapping } from '~/lib/exchange/tables/mapping'
import { isJsonObject, type JsonValue } from '~/lib/shared/json'

const key = (head: string): string => head.normalize('NFKC').trim().toLowerCase()

export const headsOf = (header: readonly string[]): readonly string[] => header.map(key)

/** At most so many heads are kept of a kind; the newest win. */
const most = 300

export function rememberMapping(before: JsonValue | undefined, heads: readonly string[], mapping: Mapping): JsonValue {
  const own = Object.fromEntries(heads.map((head, index): [string, JsonValue] => [head, { field: mapping[index]!.field ?? null, ...mapping[index]!.options }]))
  const old = isJsonObject(before) ? Object.entries(before).filter(([head]) => !Object.hasOwn(own, head)) : []
  return Object.fromEntries([...old, ...Object.entries(own)].slice(-most))
}

/** The guessed mapping with what was chosen last time; undefined where nothing was chosen otherwise. */
export function rememberedMapping(kept: JsonValue | undefined, header: readonly string[], guessed: Mapping): Mapping | undefined {
  if (!isJsonObject(kept)) return undefined
  let used = false
  const taken = new Set<string>()
  const mapping = guessed.map((column, index) => {
    const of = kept[key(header[index]!)]
    if (!isJsonObject(of)) return column
    const field = typeof of['field'] === 'string' ? of['field'] : undefined
    const options = { ...column.options, ...Object.fromEntries(Object.entries(of).filter(([name, value]) => name in column.options && typeof value === 'string')) } as typeof column.options
    if (field !== column.field || JSON.stringify(options) !== JSON.stringify(column.options)) used = true
    return { field, options }
  }).map((column) => {
    if (column.field === undefined || !taken.has(column.field)) {
      if (column.field !== undefined) taken.add(column.field)
      return column
    }
    return { ...column, field: undefined }
  })
  return used ? mapping : undefined
}
