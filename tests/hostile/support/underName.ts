/**
 * What a patched member writes under a name of its choice: a record of every kind, and every list, table and link it
 * can put it into.
 */

import * as v from 'valibot'
import type * as Y from 'yjs'
import { commonFields } from '~/lib/records/defineRecord'
import { isLongText, isSet, type Field } from '~/lib/records/fields'
import { shapeOf } from '~/lib/records/fieldValue'
import { recordKey } from '~/lib/records/recordKey'
import { kindNames, recordKind, type Kind } from '~/lib/records/registry'
import type { JsonValue } from '~/lib/shared/json'
import { recordsOf } from '~/lib/vault/books/book'
import type { Person, World } from '../../vault/support/person'
import { smuggleUpdate, updateOn, type SmuggledUpdate } from './smuggle'

/** The first of these that the field takes: the name where anything may be, else what keeps the record going. */
function valueFor(field: Field, name: string): JsonValue | undefined {
  const candidates: readonly JsonValue[] = [
    name,
    ...(field.values ?? []),
    '2026-05-01',
    '2026-05-01T09:00:00.000Z',
    'P1Y',
    1,
    true,
    { on: '2026-05-01', by: name },
    { by: name, reason: name, until: '2027-01-01' },
  ]
  if (field.type === 'blob') return undefined
  return candidates.find((value) => v.is(shapeOf(field), value))
}

function write(doc: Y.Doc, kind: Kind, id: string, name: string, whole: boolean): void {
  const records = recordsOf(doc)
  for (const [field, of] of Object.entries<Field>({ ...commonFields, ...recordKind(kind).fields })) {
    if (isSet(of))
      for (const element of new Set([of.values?.[0] ?? name, name]))
        records.set(recordKey(id, field, element), true as never)
    else if (of.type === 'map') {
      const value = valueFor(of.value!, name)
      if (value !== undefined) records.set(recordKey(id, field, name), value as never)
    } else if (
      !whole ||
      field === 'kind' ||
      field === 'archivedOn' ||
      field === 'archivedBy' ||
      field === 'duplicateOf'
    )
      continue
    else if (isLongText(of)) doc.getText(recordKey(id, field)).insert(0, name)
    else {
      const value = valueFor(of, name)
      if (value !== undefined) records.set(recordKey(id, field), value as never)
    }
  }
  if (!whole) return
  records.set(recordKey(id, 'kind'), kind as never)
  // A field that no version has, called so.
  records.set(recordKey(id, name.replace(/[^A-Za-z0-9]/g, '') || 'x'), name as never)
}

/**
 * One entry a class, each of which may hold many records: `places` are the ids of a kind, and the name that each record
 * there is full of.
 */
export async function smuggleUnder(
  world: World,
  by: Person,
  places: (kind: Kind) => readonly (readonly [id: string, name: string])[],
  everywhere: readonly string[],
): Promise<void> {
  let clientId = 900_000
  const byClass = new Map<string, SmuggledUpdate[]>()
  for (const kind of kindNames) {
    const { singleton, class: recordClass } = recordKind(kind)
    const update = await updateOn(by, kind, ++clientId, (doc) => {
      for (const [id, name] of places(kind)) write(doc, kind, id, name, true)
      // Of the one record of a kind, only its lists and tables: what it says stays.
      if (singleton !== undefined) for (const name of everywhere) write(doc, kind, singleton, name, false)
    })
    byClass.set(recordClass, [...(byClass.get(recordClass) ?? []), { book: kind, update }])
  }
  for (const [recordClass, updates] of byClass) await smuggleUpdate(world, by, recordClass as never, ...updates)
}
