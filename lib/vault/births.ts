/**
 * Records born by the hundred (an import) are told in the history by one row each, with all they were born with, in place of
 * a row per field: ten thousand risks would else make a hundred and fifty thousand rows before the command is durable, and
 * again when the log has it. Decided from the change alone, so every device tells the same. Who reads the history of a
 * field asks `readTrail.ts`, which gives the rows singly again.
 */

import { isLongText } from '../isms/fields'
import { parseFieldKey, recordIdOf } from '../isms/recordKey'
import { fieldOf } from '../isms/validateValue'
import type { JsonValue } from '../shared/json'
import type { KeyChange, TextChange } from './countedChanges'
import type { TrailRow } from './tables'

/** From this many births in one change on. */
export const bulkBirths = 200

export interface Births {
  /** What each record was born with, by its id. */
  readonly born: ReadonlyMap<string, Readonly<Record<string, JsonValue>>>
  /** Keys that have no row of their own. */
  readonly folded: ReadonlySet<string>
}

const none: Births = { born: new Map(), folded: new Set() }

/** As far as births tell: a waiting change has met nobody yet. */
export interface BirthChanges {
  readonly keys: readonly (Pick<KeyChange, 'key' | 'before' | 'after'> & Partial<KeyChange>)[]
  readonly texts: readonly (Pick<TextChange, 'name' | 'before' | 'after'> & Partial<TextChange>)[]
}

/** Births in a change, counted or waiting. What somebody else wrote at the same time (MG1, MG11) keeps a row of its own. */
export function birthsIn({ keys, texts }: BirthChanges): Births {
  if (keys.length < bulkBirths) return none
  const born = new Map<string, Record<string, JsonValue>>()
  for (const { key, before, concurrent, lost } of keys) {
    if (key.endsWith('/kind') && before === null && !concurrent && !lost && key === `${recordIdOf(key)}/kind`) born.set(recordIdOf(key), {})
  }
  if (born.size < bulkBirths) return none
  const folded = new Set<string>()
  const fold = (key: string, value: JsonValue): void => {
    const recordId = recordIdOf(key)
    const into = born.get(recordId)
    if (!into || key.length === recordId.length + 1) return
    const name = key.slice(recordId.length + 1)
    into[name] = value
    if (name !== 'kind') folded.add(key)
  }
  for (const { key, before, after, concurrent, lost } of keys) if (before === null && !concurrent && !lost) fold(key, after)
  for (const { name, before, after, concurrent } of texts) if (before === '' && !concurrent) fold(name, after)
  return { born, folded }
}

/** Folded rows as a row per field; all others as they are. */
export function expandBirths(rows: readonly TrailRow[]): readonly TrailRow[] {
  return rows.some(({ born }) => born !== undefined) ? rows.flatMap((row) => (row.born === undefined ? [row] : singly(row, row.born))) : rows
}

function singly({ born: _, ...row }: TrailRow, born: string): readonly TrailRow[] {
  return Object.entries(JSON.parse(born) as Readonly<Record<string, JsonValue>>).map(([key, after]): TrailRow => {
    const { field, element } = parseFieldKey(key)
    const of = fieldOf(row.kind, field)
    const long = of !== undefined && isLongText(of)
    return { ...row, id: `${row.commandId}/${row.recordId}/${key}`, field, ...(element !== undefined && { element }), before: long ? '' : null, after, ...(long && { long }), folded: true }
  })
}
