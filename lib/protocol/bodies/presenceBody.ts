/**
 * What a presence frame says, sealed: where its device writes now. The relay sees neither this nor its length: every
 * body is padded to one size. Carets are told in a form that any copy of the text can place: block and letter within
 * it.
 */

import { utf8, utf8ToString, type Bytes } from '~/lib/shared/bytes'
import { canonicalJson, isJsonObject } from '~/lib/shared/json'

/** Top-level block, and letters before the caret within it. A long text is one block. */
export type CaretPlace = readonly [block: number, letter: number]

export interface WritingPlace {
  readonly kind: string
  readonly recordId: string
  readonly field: string
  readonly anchor?: CaretPlace
  readonly head?: CaretPlace
}

export interface PresenceBody {
  readonly writing: readonly WritingPlace[]
}

/** Nobody writes in more places at once. */
const mostPlaces = 3
const sizes = 512

export function writePresenceBody({ writing }: PresenceBody): Bytes {
  const body = { writing: writing.slice(-mostPlaces) }
  const bare = utf8(canonicalJson({ ...body, pad: '' })).length
  return utf8(canonicalJson({ ...body, pad: ' '.repeat((sizes - (bare % sizes)) % sizes) }))
}

/** What can be read of a body; one of another version, or of somebody who lies, says nothing. */
export function readPresenceBody(bytes: Uint8Array): PresenceBody {
  let parsed: unknown
  try {
    parsed = JSON.parse(utf8ToString(bytes))
  } catch {
    return { writing: [] }
  }
  const places = isJsonObject(parsed) && Array.isArray(parsed['writing']) ? parsed['writing'] : []
  return { writing: places.slice(0, mostPlaces).flatMap((place) => readPlace(place) ?? []) }
}

function readPlace(value: unknown): WritingPlace | undefined {
  if (!isJsonObject(value)) return undefined
  const { kind, recordId, field } = value
  if (!isName(kind) || !isName(recordId) || !isName(field)) return undefined
  const [anchor, head] = [readCaret(value['anchor']), readCaret(value['head'])]
  return { kind, recordId, field, ...(anchor && head && { anchor, head }) }
}
const isName = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 100
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const readCaret = (value: unknown): CaretPlace | undefined =>
  Array.isArray(value) && value.length === 2 && isCount(value[0]) && isCount(value[1])
    ? [value[0], value[1]]
    : undefined
