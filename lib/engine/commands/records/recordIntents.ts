/**
 * From what a form sends to intents: one key per element, long texts as differences, nothing for what is already so.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { rowToEntries } from '~/lib/records/assembleRecord'
import { isLongText, isSet, type Field } from '~/lib/records/fields'
import { fieldKey, recordKey } from '~/lib/records/recordKey'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { fieldOf, validateValue } from '~/lib/records/validateValue'
import { canonicalJson, isJsonObject, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { stepsBetween } from '~/lib/vault/books/textMerge'
import type { Intent } from '~/lib/vault/store/tables'
import type { FieldChange } from '~/lib/engine/commandMap'
import type { EngineContext } from '~/lib/engine/commandContext'

/** Written by the engine alone. */
const ownFields = ['kind', 'ref', 'createdAt', 'createdBy', 'archivedOn', 'archivedBy']

export const setIntent = (book: Kind, key: string, after: JsonValue, before: JsonValue = null): Intent => ({
  type: 'set',
  book,
  key,
  before,
  after,
})

const textIntent = (book: Kind, key: string, base: string, value: string): Intent => ({
  type: 'text',
  book,
  key,
  before: base,
  delta: stepsBetween(base, value),
})

/** Who and when of a new record. Kinds with a natural key have no ref of their own (ID4). */
export function creationIntents(ctx: EngineContext, kind: Kind, id: string, ref: string): readonly Intent[] {
  const fields = {
    kind,
    ...(ref !== '' && { ref }),
    createdAt: new Date(ctx.clock.now()).toISOString(),
    createdBy: ctx.actor?.personId ?? ctx.actor?.memberId ?? '',
  }
  return Object.entries(fields).map(([field, value]) => setIntent(kind, recordKey(id, field), value))
}

/** Fails with `unknownField` or `invalidField`. */
export function fieldIntents(
  kind: Kind,
  id: string,
  fields: Readonly<Record<string, JsonValue>>,
): Result<readonly Intent[]> {
  const intents: Intent[] = []
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined) continue
    const of = writableField(kind, name)
    if (!of.ok) return of
    const judged = validateValue(kind, name, value)
    if (!judged.ok) return judged
    intents.push(...wholeValue(kind, id, name, of.value, judged.value, undefined))
  }
  return ok(intents)
}

/** Intents of the changes of one record; `row` is what it is now, undefined while it is new. */
export function changeIntents(
  kind: Kind,
  id: string,
  row: AnyRecord | undefined,
  changes: readonly FieldChange[],
): Result<readonly Intent[]> {
  const present = new Map<string, JsonValue>(row ? rowToEntries(row).entries : [])
  const intents: Intent[] = []
  for (const change of changes) {
    const made = intentsOf(kind, id, row, present, change)
    if (!made.ok) return made
    intents.push(...made.value)
  }
  return ok(intents)
}

function intentsOf(
  kind: Kind,
  id: string,
  row: AnyRecord | undefined,
  present: ReadonlyMap<string, JsonValue>,
  change: FieldChange,
): Result<readonly Intent[]> {
  const of = writableField(kind, change.field)
  if (!of.ok) return of
  const { field: name } = change
  if (change.op === 'text') {
    if (!isLongText(of.value)) return fail('invalidField', 'Only long texts are changed as text.', { field: name })
    const judged = validateValue(kind, name, change.value)
    if (!judged.ok) return judged
    // Sent twice, it reads so already; what it adds would stand there twice.
    const isDone = change.value === change.base || change.value === (fieldValues(row)?.[name] ?? '')
    return ok(isDone ? [] : [textIntent(kind, recordKey(id, name), change.base, change.value)])
  }
  if (change.op === 'set') {
    const judged = validateValue(kind, name, change.value)
    if (!judged.ok) return judged
    return ok(wholeValue(kind, id, name, of.value, judged.value, row))
  }
  const fits = change.op === 'put' ? of.value.type === 'map' : isSet(of.value)
  if (!fits)
    return fail('invalidField', change.op === 'put' ? 'This field has no named entries.' : 'This field is no list.', {
      field: name,
    })
  const key = fieldKey(name, change.element)
  const wanted = change.op === 'put' ? change.value : change.op === 'add'
  const judged = validateValue(kind, key, wanted)
  if (!judged.ok) return judged
  const before = present.get(key) ?? null
  // Taking out what is not in is no change.
  const isGone = change.op === 'remove' && before === null
  return ok(
    isGone || isSame(before, judged.value)
      ? []
      : [setIntent(kind, recordKey(id, name, change.element), judged.value, before)],
  )
}

/** A field as a whole: of sets and maps only the elements that differ are written (MG3). */
function wholeValue(
  kind: Kind,
  id: string,
  name: string,
  field: Field,
  value: JsonValue,
  row: AnyRecord | undefined,
): readonly Intent[] {
  const now = fieldValues<JsonValue | undefined>(row)?.[name]
  const set = (element: string, after: JsonValue, before: JsonValue = null): Intent =>
    setIntent(kind, recordKey(id, name, element), after, before)
  if (isSet(field)) {
    const next = new Set((value ?? []) as readonly string[])
    const old = new Set((now ?? []) as readonly string[])
    return [
      ...[...next].filter((element) => !old.has(element)).map((element) => set(element, true)),
      ...[...old].filter((element) => !next.has(element)).map((element) => set(element, false, true)),
    ]
  }
  if (field.type === 'map') {
    const next = isJsonObject(value) ? value : {}
    const old = isJsonObject(now) ? now : {}
    return [...new Set([...Object.keys(next), ...Object.keys(old)])]
      .map((element) => [element, next[element] ?? null, old[element] ?? null] as const)
      .filter(([, after, before]) => !isSame(before, after))
      .map(([element, after, before]) => set(element, after, before))
  }
  if (isLongText(field)) {
    const [from, to] = [typeof now === 'string' ? now : '', typeof value === 'string' ? value : '']
    return from === to ? [] : [textIntent(kind, recordKey(id, name), from, to)]
  }
  const before = now ?? null
  return isSame(before, value) ? [] : [setIntent(kind, recordKey(id, name), value, before)]
}

/** A no is another answer than none. */
const isSame = (before: JsonValue, after: JsonValue): boolean => canonicalJson(before) === canonicalJson(after)

function writableField(kind: Kind, name: string): Result<Field> {
  const field = fieldOf(kind, name)
  if (!field)
    return fail(
      'unknownField',
      `Records of kind ${kind} have no field "${name}". Another version of the app may know it.`,
      { field: name },
    )
  if (ownFields.includes(name)) return fail('invalidField', 'This is written by the workspace itself.', { field: name })
  return ok(field)
}

/** Whether records of the kind come to be by being edited: their id says everything a creation would. */
export const isMadeByEditing = (kind: Kind): boolean =>
  recordKind(kind).derivedId === 'always' || recordKind(kind).singleton !== undefined

/** Two writes that put a record away: on which day, and who did. Records are never deleted. */
export const archiveIntents = (ctx: EngineContext, kind: Kind, id: string, today: string): readonly Intent[] => [
  setIntent(kind, recordKey(id, 'archivedOn'), today),
  setIntent(kind, recordKey(id, 'archivedBy'), ctx.actor?.personId ?? ctx.actor?.memberId ?? null),
]

/** Two writes that bring an archived record back. */
export const restoreIntents = (kind: Kind, row: AnyRecord): readonly Intent[] =>
  (['archivedOn', 'archivedBy'] as const).map((name) =>
    setIntent(kind, recordKey(row.id, name), null, row[name] ?? null),
  )
