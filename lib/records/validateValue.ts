import * as v from 'valibot'
import type { JsonValue } from '../shared/json'
import { fail, ok, type Result } from '../shared/result'
import { commonFields } from './defineRecord'
import { isSet, type Field } from './fields'
import { strictOf } from './fieldValue'
import { recordKind, type Kind } from './registry'
import { parseFieldKey } from './recordKey'

/** The field of a kind, or one of the common fields; undefined for an unknown name. */
export function fieldOf(kind: Kind, name: string): Field | undefined {
  const { fields } = recordKind(kind)
  if (Object.hasOwn(fields, name)) return fields[name]
  return Object.hasOwn(commonFields, name) ? (commonFields as Readonly<Record<string, Field>>)[name] : undefined
}

/**
 * Validates one value before it is written, and returns it normalised (NFC). `key` is `field`, `field/element` of a set
 * (value `true`, or `false`/`null` to remove) or `field/entry` of a map; without an element a set takes an array and a
 * map an object. `null` unsets and is always allowed. Fails with `unknownField` or `invalidField`; the message says
 * what would be valid.
 */
export function validateValue(kind: Kind, key: string, value: unknown): Result<JsonValue> {
  const { field: name, element } = parseFieldKey(key)
  const field = fieldOf(kind, name)
  if (!field)
    return fail(
      'unknownField',
      `Records of kind ${kind} have no field "${name}". Another version of the app may know it.`,
      { field: name },
    )
  if (value === null || value === undefined) return ok(null)
  if (isSet(field))
    return element === undefined ? validateSet(name, field, value) : validateElement(name, field, element, value)
  if (field.type === 'map')
    return element === undefined ? validateMap(name, field, value) : judge(name, strictOf(field), value)
  if (element !== undefined) return invalid(name, 'This field holds one value and has no entries.')
  return judge(name, strictOf(field), value)
}

function judge(name: string, schema: v.GenericSchema<unknown, unknown>, value: unknown): Result<JsonValue> {
  const parsed = v.safeParse(schema, value)
  return parsed.success ? ok(parsed.output as JsonValue) : invalid(name, parsed.issues[0].message)
}

const invalid = (field: string, message: string): Result<JsonValue> => fail('invalidField', message, { field })

function validateElement(name: string, field: Field, element: string, value: unknown): Result<JsonValue> {
  if (typeof value !== 'boolean') return invalid(name, 'An entry is present (true) or not (false).')
  const judged = judge(name, strictOf(field), element)
  return judged.ok ? ok(value) : judged
}

function validateSet(name: string, field: Field, value: unknown): Result<JsonValue> {
  if (!Array.isArray(value)) return invalid(name, 'This is a list.')
  for (const element of value) {
    const judged = judge(name, strictOf(field), element)
    if (!judged.ok) return judged
  }
  return ok([...new Set((value as string[]).map((element) => element.normalize('NFC')))].sort())
}

function validateMap(name: string, field: Field, value: unknown): Result<JsonValue> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return invalid(name, 'This is a list of named entries.')
  const entries: [string, JsonValue][] = []
  for (const [key, member] of Object.entries(value)) {
    const judged = judge(name, strictOf(field), member)
    if (!judged.ok) return judged
    entries.push([key.normalize('NFC'), judged.value])
  }
  return ok(Object.fromEntries(entries))
}
