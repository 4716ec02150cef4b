/**
 * Converts between the flat CRDT entries of a record and its row. Nothing is validated or repaired here: what this
 * version does not understand is kept in `row.unknown` under its own key and is written back unchanged (MG19).
 */

import { fieldValues } from '~/lib/records/fieldValues'
import * as v from 'valibot'
import { canonicalJson, type JsonValue } from '../shared/json'
import { commonFields } from './defineRecord'
import { isLongText, isSet, type Field, type Fields } from './fields'
import { shapeOf } from './fieldValue'
import { fieldKey, parseFieldKey } from './recordKey'
import { recordKind, type AnyRecord, type Kind, type RowOf } from './registry'
import { push } from '../shared/groups'

export type FlatEntry = readonly [key: string, value: JsonValue]

export interface FlatRecord {
  readonly entries: readonly FlatEntry[]
  /** Contents of collaborative texts, by field. */
  readonly texts: readonly (readonly [field: string, text: string])[]
}

/** One schema per field, created once: rows are assembled by the thousand. */
const shapes = new WeakMap<Field, v.GenericSchema<unknown, unknown>>()

function fits(field: Field, value: unknown): boolean {
  let shape = shapes.get(field)
  if (!shape) shapes.set(field, (shape = shapeOf(field)))
  return v.is(shape, value)
}

const allFields = new Map<Kind, Fields>()

function fieldsOf(kind: Kind): Fields {
  let fields = allFields.get(kind)
  if (!fields) allFields.set(kind, (fields = { ...commonFields, ...recordKind(kind).fields }))
  return fields
}

/**
 * The row of a record from its entries (`field` or `field/element` → value; `null`, or `false` in sets, means unset)
 * and the contents of its collaborative texts. Never fails: a row is always readable.
 */
export function assembleRecord<K extends Kind>(
  kind: K,
  id: string,
  entries: Iterable<FlatEntry>,
  texts: Iterable<readonly [field: string, text: string]> = [],
): RowOf<K> {
  const fields = fieldsOf(kind)
  const scalars: Record<string, JsonValue> = {}
  const sets = new Map<string, string[]>()
  const maps = new Map<string, [string, JsonValue][]>()
  const unknown: [string, JsonValue][] = []

  for (const [key, value] of entries) {
    if (value === null || value === undefined) continue
    const { field: name, element } = parseFieldKey(key)
    const field = Object.hasOwn(fields, name) ? fields[name]! : undefined
    if (field && isSet(field) && element !== undefined && typeof value === 'boolean') {
      if (!value) continue
      if (field.values && !field.values.includes(element)) unknown.push([key, value])
      else push(sets, name, element)
    } else if (field?.type === 'map' && element !== undefined && fits(field.value!, value)) {
      push(maps, name, [element, value])
    } else if (field && element === undefined && !isSet(field) && field.type !== 'map' && fits(field, value)) {
      scalars[name] = value
    } else {
      unknown.push([key, value])
    }
  }
  for (const [name, content] of texts) {
    if (Object.hasOwn(fields, name) && isLongText(fields[name]!)) {
      if (content !== '') scalars[name] = content
    } else unknown.push([name, content])
  }

  const row: Record<string, unknown> = { id }
  for (const [name, field] of Object.entries(fields)) {
    if (isSet(field)) row[name] = (sets.get(name) ?? []).sort()
    else if (field.type === 'map') row[name] = Object.fromEntries((maps.get(name) ?? []).sort(byKey))
    else row[name] = scalars[name]
  }
  row.kind = kind
  row.ref = scalars.ref ?? recordKind(kind).naturalKey?.(id) ?? ''
  row.createdAt = scalars.createdAt ?? ''
  row.createdBy = scalars.createdBy ?? ''
  row.unknown = Object.fromEntries(unknown.sort(byKey))
  return row as unknown as RowOf<K>
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0)

/** The inverse of `assembleRecord`: the entries and texts of a row. Unset fields have no entry. */
export function rowToEntries(row: AnyRecord): FlatRecord {
  const values = fieldValues(row)
  const entries: FlatEntry[] = []
  const texts: [string, string][] = []
  for (const [name, field] of Object.entries(fieldsOf(row.kind))) {
    const value = values[name]
    if (value === undefined || value === '' || value === null) continue
    if (name === 'ref' && value === recordKind(row.kind).naturalKey?.(row.id)) continue
    if (isSet(field)) for (const element of value as readonly string[]) entries.push([fieldKey(name, element), true])
    else if (field.type === 'map') {
      for (const [key, member] of Object.entries(value as Readonly<Record<string, JsonValue>>))
        entries.push([fieldKey(name, key), member])
    } else if (isLongText(field)) texts.push([name, value as string])
    else entries.push([name, value as JsonValue])
  }
  return { entries: [...entries, ...Object.entries(row.unknown)], texts }
}

/**
 * What to write to turn `before` into `after`: `null` unsets or removes. Both are rows of the same record; without
 * `before` the record is new. Unknown fields are never part of a change (MG19).
 */
export function fieldChanges(before: AnyRecord | undefined, after: AnyRecord): FlatRecord {
  const old = before ? rowToEntries({ ...before, unknown: {} }) : { entries: [], texts: [] }
  const next = rowToEntries({ ...after, unknown: {} })
  return { entries: difference(old.entries, next.entries, null), texts: difference(old.texts, next.texts, '') }
}

function difference<T extends JsonValue>(
  old: readonly (readonly [string, T])[],
  next: readonly (readonly [string, T])[],
  gone: T,
): (readonly [string, T])[] {
  const was = new Map(old)
  const is = new Map(next)
  return [
    ...next.filter(([key, value]) => !was.has(key) || canonicalJson(was.get(key)) !== canonicalJson(value)),
    ...old.filter(([key]) => !is.has(key)).map(([key]) => [key, gone] as const),
  ]
}
