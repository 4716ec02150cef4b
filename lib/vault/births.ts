/**
 * Records born by the hundred (an import) are told in the history by one row each, with all they were born with, in place of
 * a row per field: ten thousand risks would else make a hundred and fifty thousand rows before the command is durable, and
 * again when the log has it. Decided from the change alone, so every device tells the same. Who reads the history of a
 * field asks `readTrail.ts`, which gives the rows singly again.
 */

import { isLongText } from '../isms/fields'
import { parseFieldKey, parseRecordKey } from '../isms/recordKey'
import { fieldOf } from '../isms/validateValue'
import type { JsonValue } from '../shared/json'
import type { CountedChanges } from './countedChanges'
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

/** Births in a change, counted or waiting. What somebody else wrote at the same time (MG1, MG11) keeps a row of its own. */
export function birthsIn({ keys, texts }: CountedChanges): Births {
  if (keys.length < bulkBirths) return none
  const born = new Map<string, Record<string, JsonValue>>()
  for (const { key, before, concurrent, lost } of keys) {
    const parts = parseRecordKey(key)
    if (parts?.field === 'kind' && before === null && !concurrent && !lost) born.set(parts.recordId, {})
  }
  if (born.size < bulkBirths) return none
  const folded = new Set<string>()
  const fold = (key: string, value: JsonValue): void => {
    const parts = parseRecordKey(key)
    const into = parts && born.get(parts.recordId)
    if (!into) return
    into[key.slice(parts.recordId.length + 1)] = value
    if (parts.field !== 'kind') folded.add(key)
  }
  for (const { key, before, after, concurrent, lost } of keys) if (before === null && !concurrent && !lost) fold(key, after)
  for (const { name, before, after, concurrent } of texts) if (before === '' && !concurrent) fold(name, after)
  return { born, folded }
}

/** Folded rows as a row per field; all others as they are. */
export function expandBirths(rows: readonly TrailRow[]): readonly TrailRow[] {
  return rows.some(({ born }) => born !== undefined) ? rows.flatMap((row) => (row.born ? singly(row, row.born) : [row])) : rows
}

function singly({ born: _, ...row }: TrailRow, born: Readonly<Record<string, JsonValue>>): readonly TrailRow[] {
  return Object.entries(born).map(([key, after]): TrailRow => {
    const { field, element } = parseFieldKey(key)
    const of = fieldOf(row.kind, field)
    const long = of !== undefined && isLongText(of)
    return { ...row, id: `${row.commandId}/${row.recordId}/${key}`, field, ...(element !== undefined && { element }), before: long ? '' : null, after, ...(long && { long }), folded: true }
  })
}
