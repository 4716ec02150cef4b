/**
 * Field types of records (isms.md 2.1). A field defines the type of a value, its CRDT storage and its name in a row,
 * never the meaning of the value.
 *
 * Marks are those of the specification: `*` required for the record to be complete (never prevents saving), `!` written
 * by owner or lead only.
 */

import * as v from 'valibot'
import type { JsonValue } from '../shared/json'

export type FieldType =
  | 'text'
  | 'long'
  | 'rich'
  | 'enum'
  | 'bool'
  | 'int'
  | 'num'
  | 'url'
  | 'date'
  | 'instant'
  | 'period'
  | 'rrule'
  | 'person'
  | 'ref'
  | 'refs'
  | 'reqs'
  | 'set'
  | 'map'
  | 'blob'
  | 'json'

export type Marks = '' | '*' | '!' | '*!'

/** Type of one element of a set. */
export type SetElement = 'text' | 'person' | readonly string[]

/** `T` is the type of the value in a row; it exists at compile time only. */
export interface Field<T = unknown> {
  readonly type: FieldType
  readonly required: boolean
  readonly leadOnly: boolean
  /** Version of the kind that added this field. */
  readonly since: number
  readonly values?: readonly string[]
  /** Kind that a reference points to; `any` for all. */
  readonly target?: string
  readonly min?: number
  readonly max?: number
  readonly element?: SetElement
  /** Type of the values of a map. */
  readonly value?: Field
  readonly schema?: v.GenericSchema<unknown, unknown>
  /**
   * Set once, then never changed: the engine rejects a second value, the row keeps the value of the first seal (EV12).
   */
  readonly writeOnce?: boolean
  readonly row?: T
}

export type Fields = Readonly<Record<string, Field>>

/**
 * Bytes stored apart from records. `sha256` is the audit hash and the only part that content hashes and exports use.
 */
export interface Blob {
  readonly sha256: string
  readonly id: string
  readonly size: number
  readonly mime: string
}

export const hex64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'A SHA-256 is 64 hexadecimal digits in lower case.'))

export const blobSchema: v.GenericSchema<unknown, Blob> = v.object({
  sha256: hex64,
  id: v.pipe(v.string(), v.minLength(1)),
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  mime: v.pipe(v.string(), v.minLength(1)),
})

function field<T>(type: FieldType, marks: Marks, rest: Partial<Field> = {}): Field<T> {
  return { type, required: marks.includes('*'), leadOnly: marks.includes('!'), since: 1, ...rest } as Field<T>
}

type Text = string | undefined
type Set = readonly string[]

/** One line of at most 500 characters. */
export const text = (marks: Marks = ''): Field<Text> => field('text', marks)
/** Collaborative Markdown text. */
export const long = (marks: Marks = ''): Field<Text> => field('long', marks)
/** Collaborative rich text, stored as Markdown: merged, compared and hashed like any long text. */
export const rich = (marks: Marks = ''): Field<Text> => field('rich', marks)
export const enumOf = <const V extends readonly string[]>(values: V, marks: Marks = ''): Field<V[number] | undefined> =>
  field('enum', marks, { values })
export const bool = (marks: Marks = ''): Field<boolean | undefined> => field('bool', marks)
export const int = (
  marks: Marks = '',
  limits: { readonly min?: number; readonly max?: number } = {},
): Field<number | undefined> => field('int', marks, limits)
export const num = (
  marks: Marks = '',
  limits: { readonly min?: number; readonly max?: number } = {},
): Field<number | undefined> => field('num', marks, limits)
export const url = (marks: Marks = ''): Field<Text> => field('url', marks)
/** `YYYY-MM-DD` in the workspace's time zone. */
export const date = (marks: Marks = ''): Field<Text> => field('date', marks)
/** UTC, in the format of `Date.toISOString`. */
export const instant = (marks: Marks = ''): Field<Text> => field('instant', marks)
/** `PnD`, `PnW`, `PnM` or `PnY`. */
export const period = (marks: Marks = ''): Field<Text> => field('period', marks)
/** RFC 5545 rule, the subset of RC1. */
export const rrule = (marks: Marks = ''): Field<Text> => field('rrule', marks)
export const person = (marks: Marks = ''): Field<Text> => field('person', marks, { target: 'person' })
export const ref = (target: string, marks: Marks = ''): Field<Text> => field('ref', marks, { target })
export const refs = (target: string, marks: Marks = ''): Field<Set> => field('refs', marks, { target })
/** Id of one requirement. */
export const req = (marks: Marks = ''): Field<Text> => field('ref', marks, { target: 'requirement' })
/** Ids of requirements, such as `iso27001-2022:A.5.1`. */
export const reqs = (marks: Marks = ''): Field<Set> => field('reqs', marks, { target: 'requirement' })
export function setOf<const E extends SetElement>(
  element: E,
  marks: Marks = '',
): Field<E extends readonly (infer V)[] ? readonly V[] : Set> {
  return field('set', marks, typeof element === 'string' ? { element } : { element, values: element })
}
/** One CRDT key per entry, so that entries written concurrently are all kept (MG3). */
export const map = <T>(value: Field<T>, marks: Marks = ''): Field<Readonly<Record<string, NonNullable<T>>>> =>
  field('map', marks, { value })
export const blob = (marks: Marks = ''): Field<Blob | undefined> => field('blob', marks, { schema: blobSchema })
/** One value, replaced as a unit: only for data that must not be half merged (a matrix, MG6). */
export const json = <T = JsonValue>(schema?: v.GenericSchema<unknown, T>, marks: Marks = ''): Field<T | undefined> =>
  field('json', marks, schema ? { schema } : {})

/** The same field, added in a later version of its kind. */
export const since = <T>(version: number, of: Field<T>): Field<T> => ({ ...of, since: version })
export const writeOnce = <T>(of: Field<T>): Field<T> => ({ ...of, writeOnce: true })

/** True for fields stored as one key per element with the value `true`. */
export const isSet = (of: Field): boolean => of.type === 'set' || of.type === 'refs' || of.type === 'reqs'
/** True for collaborative text, changed by differences. */
export const isLongText = (of: Field): boolean => of.type === 'long' || of.type === 'rich'
/** True for fields that reference a record of kind `target`. */
export const isReference = (of: Field): boolean =>
  (of.type === 'ref' && of.target !== 'requirement') ||
  of.type === 'refs' ||
  of.type === 'person' ||
  (of.type === 'set' && of.element === 'person')
