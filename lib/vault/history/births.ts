/**
 * Records born by the hundred (an import) are told in the history by one row for many of them, with all they were born
 * with, in place of a row per field: ten thousand risks would else make a hundred and fifty thousand rows before the
 * command is durable, and again when the log has it. Decided from the change alone, so every device tells the same. Who
 * reads the history asks `readTrail.ts`, which gives the rows singly again.
 */

import { isLongText } from '~/lib/records/fields'
import { parseFieldKey, recordIdOf } from '~/lib/records/recordKey'
import type { Kind } from '~/lib/records/registry'
import { fieldOf } from '~/lib/records/validateValue'
import type { JsonValue } from '~/lib/shared/json'
import type { KeyChange, TextChange } from '../books/countedChanges'
import type { BirthRow, StoredTrailRow, TrailRow } from '../store/tables'

/** From this many births in one change on. */
export const bulkBirths = 200
/** Records one row tells of: who asks for the history of one of them reads this many. */
const toldTogether = 50

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

/**
 * Births in a change, counted or waiting. What somebody else wrote at the same time (MG1, MG11) keeps a row of its own.
 */
export function birthsIn({ keys, texts }: BirthChanges): Births {
  if (keys.length < bulkBirths) return none
  const born = new Map<string, Record<string, JsonValue>>()
  for (const { key, before, concurrent, lost } of keys) {
    if (key.endsWith('/kind') && before === null && !concurrent && !lost && key === `${recordIdOf(key)}/kind`)
      born.set(recordIdOf(key), {})
  }
  if (born.size < bulkBirths) return none
  const folded = new Set<string>()
  const fold = (key: string, value: JsonValue): void => {
    const recordId = recordIdOf(key)
    const into = born.get(recordId)
    if (!into || key.length === recordId.length + 1) return
    into[key.slice(recordId.length + 1)] = value
    folded.add(key)
  }
  for (const { key, before, after, concurrent, lost } of keys)
    if (before === null && !concurrent && !lost) fold(key, after)
  // Texts lie in no order that all devices share.
  const first = texts
    .filter(({ before, concurrent }) => before === '' && !concurrent)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const { name, after } of first) fold(name, after)
  return { born, folded }
}

/**
 * Rows that tell of births of one kind, in the order of the records' ids. `facts` are those of the change, `place` what
 * its ids begin with.
 */
export function birthRows(
  place: string,
  facts: Omit<BirthRow, 'id' | 'records' | 'born'>,
  born: Births['born'],
): readonly BirthRow[] {
  const ids = [...born.keys()].sort()
  return Array.from({ length: Math.ceil(ids.length / toldTogether) }, (_, n) => {
    const records = ids.slice(n * toldTogether, (n + 1) * toldTogether)
    return {
      ...facts,
      id: birthRowId(place, records[0]!),
      records,
      born: JSON.stringify(records.map((id) => born.get(id)!)),
    }
  })
}

/** `recordId`: of the first record it tells of. */
export const birthRowId = (place: string, recordId: string): string => `${place}/births/${recordId}`
export const isBirthRow = (row: StoredTrailRow): row is BirthRow => typeof row.born === 'string'
/** Whether the row of this id tells of births. */
export const isBirthRowId = (id: string): boolean => /^[^/]+\/births\/[^/]+$/.test(id)

/** A row for each record that was born, with `born`: what it was born with. Rows of fields as they are. */
export const birthsSingly = (rows: readonly StoredTrailRow[]): readonly TrailRow[] =>
  rows.flatMap((row) =>
    isBirthRow(row)
      ? bornIn(row).map(([recordId, born]): TrailRow => ({
          ...fieldRow(row, recordId, 'kind', born['kind'] ?? row.kind),
          born,
        }))
      : [row],
  )

/** A row for each field that one of `ids` (all where absent) was born with. Rows of fields as they are. */
export const fieldsSingly = (rows: readonly StoredTrailRow[], ids?: ReadonlySet<string>): readonly TrailRow[] =>
  rows.flatMap((row) =>
    isBirthRow(row)
      ? bornIn(row)
          .filter(([recordId]) => ids?.has(recordId) ?? true)
          .flatMap(([recordId, born]) =>
            Object.entries(born).map(([key, after]) => fieldRow(row, recordId, key, after)),
          )
      : [row],
  )

function bornIn({
  records,
  born,
}: BirthRow): readonly (readonly [recordId: string, born: Readonly<Record<string, JsonValue>>])[] {
  const values = JSON.parse(born) as readonly Readonly<Record<string, JsonValue>>[]
  return records.map((recordId, n) => [recordId, values[n]!])
}

function fieldRow(
  { records: _records, born: _born, ...facts }: BirthRow,
  recordId: string,
  key: string,
  after: JsonValue,
): TrailRow {
  const { field, element } = parseFieldKey(key)
  const of = fieldOf(facts.kind, field)
  const long = of !== undefined && isLongText(of)
  return {
    ...facts,
    id: `${facts.id.slice(0, facts.id.indexOf('/'))}/${recordId}/${key}`,
    recordId,
    field,
    ...(element !== undefined && { element }),
    before: long ? '' : null,
    after,
    ...(long && { long }),
    concurrent: false,
    lost: false,
    folded: true,
  }
}

/** One kind's among births of several. */
export const bornOfKind = (born: Births['born'], kind: Kind): Births['born'] =>
  new Map([...born].filter(([, values]) => values['kind'] === kind))
