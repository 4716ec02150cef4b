/** Reading pieces of a document that passed its schema: members by name, our own props, days. Nothing here throws. */

import { isDate } from '~/lib/shared/dates'
import { recordKind, type Kind } from '~/lib/records/registry'
import { isJsonObject, type JsonObject, type JsonValue } from '~/lib/shared/json'
import { ns } from '../models'
import { line } from '../text'

/** A member of a list with its JSON pointer. */
export interface Placed {
  readonly piece: JsonObject
  readonly at: string
}

export const objectsIn = (parent: JsonObject, name: string, at: string): readonly Placed[] => {
  const list = parent[name]
  return Array.isArray(list)
    ? (list as readonly JsonValue[]).flatMap((piece, index) =>
        isJsonObject(piece) ? [{ piece, at: `${at}/${name}/${index}` }] : [],
      )
    : []
}
export const objectIn = (parent: JsonObject, name: string): JsonObject => {
  const value = parent[name]
  return isJsonObject(value) ? value : {}
}
export const textIn = (parent: JsonObject, name: string): string | undefined => {
  const value = parent[name]
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}
export const textsIn = (parent: JsonObject, name: string): readonly string[] => {
  const value = parent[name]
  return Array.isArray(value)
    ? (value as readonly JsonValue[]).filter((item): item is string => typeof item === 'string')
    : []
}

const propsOf = (piece: JsonObject, name: string, space: string | undefined): readonly JsonObject[] =>
  objectsIn(piece, 'props', '')
    .map(({ piece: prop }) => prop)
    .filter((prop) => prop.name === name && prop.ns === space)

/** A prop of ours: its text in full stands in the remarks where it does not fit a line. */
export const ownProp = (piece: JsonObject, name: string): string | undefined => {
  const [prop] = propsOf(piece, name, ns)
  return prop && (textIn(prop, 'remarks') ?? textIn(prop, 'value'))
}
export const ownProps = (piece: JsonObject, name: string): readonly string[] =>
  propsOf(piece, name, ns)
    .map((prop) => textIn(prop, 'value'))
    .filter((value) => value !== undefined)
/** A prop that OSCAL itself names. */
export const coreProp = (piece: JsonObject, name: string): string | undefined =>
  propsOf(piece, name, undefined).map((prop) => textIn(prop, 'value'))[0]

export const ownNumber = (piece: JsonObject, name: string): number | undefined => {
  const text = ownProp(piece, name)
  const value = text === undefined ? NaN : Number(text)
  return Number.isFinite(value) ? value : undefined
}
export const ownFlag = (piece: JsonObject, name: string): boolean | undefined =>
  ((text) => (text === 'true' ? true : text === 'false' ? false : undefined))(ownProp(piece, name))

/** The description, unless a document of ours fell back to the title or to a sentence that says nobody wrote one. */
export function saidIn(piece: JsonObject, name = 'description'): string | undefined {
  const text = textIn(piece, name)
  const isFallback =
    text !== undefined &&
    ownProp(piece, 'record') !== undefined &&
    (line(text) === textIn(piece, 'title') || /^No [a-z ]+ is written down\.$/.test(text))
  return isFallback ? undefined : text
}

/** kebab-case → the word of a field, where the field knows it. */
export function wordOf(kind: Kind, field: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const word = text.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const { values } = recordKind(kind).fields[field] ?? {}
  return [text, word].find((one) => values?.includes(one))
}

/** The day of an instant, as it is written there. */
export const dayOf = (instant: string | undefined): string | undefined =>
  ((day) => (day !== undefined && isDate(day) ? day : undefined))(instant?.slice(0, 10))

/** Members that have a value. */
export function filled(fields: Readonly<Record<string, JsonValue | undefined>>): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, JsonValue] =>
        entry[1] !== undefined && !(Array.isArray(entry[1]) && entry[1].length === 0),
    ),
  )
}
