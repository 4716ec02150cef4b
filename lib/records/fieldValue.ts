/** Valibot schemas of field values: `shape` is what a row may contain, `strict` what a command may write. */

import * as v from 'valibot'
import type { Field } from './fields'
import { isDate, isInstant, isPeriod } from '../shared/dates'
import { parseRule } from './recurrence/rrule'

const plainText = v.string('This is text.')
const fullNumber = v.pipe(v.number('This is a number.'), v.finite('This is a number.'))
const id = v.pipe(
  v.string('This names a record by its id.'),
  v.minLength(1, 'This names a record by its id.'),
  v.maxLength(400, 'An id is shorter than this.'),
)

/**
 * Lenient schema used when a row is assembled. Scores off the scale stay readable (RS3), but unknown enum values and
 * invalid days or periods do not (MG18, MG19), because rules calculate with them.
 */
export function shapeOf(field: Field): v.GenericSchema<unknown, unknown> {
  switch (field.type) {
    case 'int':
    case 'num':
      return fullNumber
    case 'bool':
      return v.boolean()
    case 'enum':
      return v.picklist(field.values ?? [])
    case 'date':
      return v.pipe(plainText, v.check(isDate))
    case 'instant':
      return v.pipe(plainText, v.check(isInstant))
    case 'period':
      return v.pipe(plainText, v.check(isPeriod))
    case 'json':
    case 'blob':
      return field.schema ?? v.unknown()
    default:
      return plainText
  }
}

/** One schema per field, created once: an import validates a hundred thousand values. */
const strict = new WeakMap<Field, v.GenericSchema<unknown, unknown>>()

/** Strict schema for writing. Its messages say what would be valid. */
export function strictOf(field: Field): v.GenericSchema<unknown, unknown> {
  let schema = strict.get(field)
  if (!schema) strict.set(field, (schema = makeStrict(field)))
  return schema
}

function makeStrict(field: Field): v.GenericSchema<unknown, unknown> {
  switch (field.type) {
    case 'text':
      return v.pipe(plainText, v.maxLength(500, 'At most 500 characters.'), v.normalize('NFC'))
    case 'long':
      return v.pipe(plainText, v.maxLength(200_000, 'At most 200,000 characters.'))
    case 'rich':
      return v.pipe(plainText, v.maxLength(1_000_000, 'At most 1,000,000 characters. Split the document.'))
    case 'enum':
      return v.picklist(field.values ?? [], `Choose one of ${(field.values ?? []).join(', ')}.`)
    case 'bool':
      return v.boolean('This is yes or no.')
    case 'int':
      return v.pipe(fullNumber, v.integer('A whole number.'), within(field))
    case 'num':
      return v.pipe(fullNumber, within(field))
    case 'url':
      return v.pipe(
        plainText,
        v.maxLength(8_000, 'An address has at most 8,000 characters.'),
        v.check(isAddress, 'An address that begins with https:// or http://.'),
      )
    case 'date':
      return v.pipe(plainText, v.check(isDate, 'A day of the calendar as YYYY-MM-DD.'))
    case 'instant':
      return v.pipe(plainText, v.check(isInstant, 'A time in UTC such as 2026-06-01T09:12:44.000Z.'))
    case 'period':
      return v.pipe(plainText, v.check(isPeriod, 'A period such as P30D, P2W, P6M or P1Y.'))
    case 'rrule':
      // RC1: the parser of the rule explains what it rejects.
      return v.pipe(
        plainText,
        v.rawCheck(({ dataset, addIssue }) => {
          const rule = dataset.typed ? parseRule(dataset.value) : undefined
          if (rule?.ok === false)
            addIssue({ message: `${rule.error.message} A rule reads like FREQ=MONTHLY;BYMONTHDAY=-1.` })
        }),
      )
    case 'person':
    case 'ref':
    case 'refs':
    case 'reqs':
      return id
    case 'set':
      return field.values
        ? v.picklist(field.values, `Choose among ${field.values.join(', ')}.`)
        : v.pipe(
            plainText,
            v.minLength(1, 'An empty entry says nothing.'),
            v.maxLength(500, 'At most 500 characters.'),
            v.normalize('NFC'),
          )
    case 'map':
      return strictOf(field.value!)
    case 'json':
    case 'blob':
      return field.schema ?? v.unknown()
  }
}

function within({ min = -Infinity, max = Infinity }: Field) {
  const words = min === -Infinity ? `At most ${max}.` : max === Infinity ? `At least ${min}.` : `From ${min} to ${max}.`
  return v.check<number, string>((value) => value >= min && value <= max, words)
}

/** http and https only: the address is rendered as a link, and `javascript:` must never be one. */
function isAddress(value: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol)
  } catch {
    return false
  }
}
