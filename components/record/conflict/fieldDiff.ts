/**
 * What differs between the content somebody decided on (the frozen copy in the statement) and the content of today,
 * field by field, word by word (stale banner, ux.md 7).
 */

import diff from 'fast-diff'
import { canonicalJson, type JsonObject, type JsonValue } from '~/lib/shared/json'

export interface DiffPart {
  readonly type: 'same' | 'added' | 'gone'
  readonly text: string
}

export interface FieldDifference {
  readonly field: string
  readonly parts: readonly DiffPart[]
}

/** Fields that differ, in the order of the content, with `show` putting a value into words. */
export function fieldDifferences(
  before: JsonObject,
  after: JsonObject,
  show: (field: string, value: JsonValue) => string,
): readonly FieldDifference[] {
  const text = (field: string, value: JsonValue | undefined): string =>
    value === undefined || value === null ? '' : show(field, value)
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null))
    .map((field) => ({ field, parts: wordDiff(text(field, before[field]), text(field, after[field])) }))
}

const surrogates = 0xd800
const surrogateCount = 0x800
const toChar = (index: number): string => String.fromCharCode(index < surrogates ? index : index + surrogateCount)
const toIndex = (char: string): number =>
  char.charCodeAt(0) < surrogates ? char.charCodeAt(0) : char.charCodeAt(0) - surrogateCount

/**
 * Difference by words: the letters of a word never mix two versions. Each different word becomes one character (never
 * half a surrogate pair), so that a diff by characters works on whole words.
 */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const words: string[] = []
  const indexes = new Map<string, number>()
  const encode = (text: string): string =>
    (text.match(/\s+|[\p{L}\p{N}_'’-]+|[^\s\p{L}\p{N}]/gu) ?? [])
      .map((word) => {
        const index = indexes.get(word) ?? words.push(word) - 1
        indexes.set(word, index)
        return toChar(index)
      })
      .join('')
  const decode = (text: string): string => [...text].map((char) => words[toIndex(char)]).join('')
  return diff(encode(before), encode(after)).map(([kind, text]) => ({
    type: kind === diff.INSERT ? 'added' : kind === diff.DELETE ? 'gone' : 'same',
    text: decode(text),
  }))
}
