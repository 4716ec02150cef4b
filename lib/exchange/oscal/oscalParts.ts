/**
 * Pieces of OSCAL documents that every model is made of. Undefined members and empty lists, which OSCAL does not allow,
 * fall out in `pruned`.
 */

import type { JsonObject, JsonValue } from '~/lib/shared/json'
import { ns } from './models'
import { line } from './text'

export type Piece = JsonValue | undefined | readonly Piece[] | { readonly [key: string]: Piece }
export type PieceObject = { readonly [key: string]: Piece }

export function pruned(piece: PieceObject): JsonObject
export function pruned(piece: Piece): JsonValue
export function pruned(piece: Piece): JsonValue {
  if (Array.isArray(piece))
    return (piece as readonly Piece[]).filter((item) => item !== undefined).map((item) => pruned(item))
  if (typeof piece !== 'object' || piece === null) return piece as JsonValue
  const members = Object.entries(piece as PieceObject).filter(
    ([, member]) => member !== undefined && !(Array.isArray(member) && member.every((item) => item === undefined)),
  )
  return Object.fromEntries(members.map(([key, member]) => [key, pruned(member)]))
}

/** A prop of our own name space; undefined where it has no value. */
export function prop(name: string, value: string | number | boolean | undefined, remarks?: string): Piece {
  const text = value === undefined ? undefined : line(String(value))
  return text === undefined ? undefined : { name, ns, value: text, remarks }
}

/** Text of several lines as a prop: what does not fit a line stands in its remarks. */
export function textProp(name: string, text: string | undefined): Piece {
  const one = line(text)
  if (one === undefined) return undefined
  return one === text?.trim() && one.length <= 300
    ? prop(name, one)
    : prop(name, one.length <= 80 ? one : `${one.slice(0, 79)}…`, text?.trim())
}

export const props = (name: string, values: readonly string[]): readonly Piece[] =>
  values.map((value) => prop(name, value))

/** Which record a piece speaks about, so that it is found again when the document comes back. */
export const recordProps = (row: { readonly kind: string; readonly ref: string }): readonly Piece[] => [
  prop('record', row.kind),
  prop('ref', row.ref),
]
