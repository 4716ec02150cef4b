/** What offline edits that meet amount to (MG1-MG7, MG12). The CRDT merges; here it is named, so that people see it. */

import { canonicalJson, type JsonValue } from '../shared/json'
import type { FieldType } from './fields'

/** One side of a meeting: a change of one field key that had not seen the other. `null` = unset or removed. */
export interface Change {
  readonly value: JsonValue
  /** For collaborative text: the paragraphs (by index before the edit) it touched. */
  readonly paragraphs?: readonly number[]
}

export type MergeCase = 'MG1' | 'MG2' | 'MG4' | 'MG5' | 'MG6'

/**
 * The case of two concurrent changes of the same field key (for sets and maps: of the same element; different keys are
 * MG3 and never come here). Undefined when there is nothing to show.
 */
export function mergeCase(type: FieldType, a: Change, b: Change): MergeCase | undefined {
  if (type === 'long' || type === 'rich') {
    const met = (a.paragraphs ?? []).some((paragraph) => (b.paragraphs ?? []).includes(paragraph))
    return met ? 'MG5' : undefined
  }
  if (canonicalJson(a.value) === canonicalJson(b.value)) return 'MG2'
  if (type === 'set' || type === 'refs' || type === 'reqs') return 'MG4'
  return type === 'json' ? 'MG6' : 'MG1'
}

/** Whether people must look: MG2 and MG5 settle themselves (MG5 asks to read again). */
export const isConflict = (found: MergeCase | undefined): boolean => found === 'MG1' || found === 'MG4' || found === 'MG6'

/** Paragraphs of Markdown that an edit touched, as indices of the text before: what lies between common start and end. */
export function touchedParagraphs(before: string, after: string): readonly number[] {
  const was = before.split(/\n{2,}/)
  const is = after.split(/\n{2,}/)
  let start = 0
  while (start < was.length && start < is.length && was[start] === is[start]) start++
  if (start === was.length && start === is.length) return []
  let end = 0
  while (end < was.length - start && end < is.length - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end++
  const last = Math.max(start + 1, was.length - end)
  return Array.from({ length: last - start }, (_, i) => start + i)
}

/** MG7: edited by somebody who had not seen the archiving. Stays archived; the badge offers to restore. */
export const isEditedAfterArchiving = (row: { readonly archivedOn: string | undefined }, lastEditedOn: string | undefined): boolean =>
  row.archivedOn !== undefined && lastEditedOn !== undefined && lastEditedOn > row.archivedOn

/** Letters and digits only, without case or accents, so that `Log-Review ` and `log review` are the same. */
export const normalisedTitle = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export interface Titled {
  readonly id: string
  readonly title: string
  readonly archivedOn?: string | undefined
  readonly duplicateOf?: string | undefined
}

/** MG12: groups of records of one kind that may be the same thing. Settled ones (duplicateOf) and archived ones are left out. */
export function possibleDuplicates(records: Iterable<Titled>): readonly (readonly string[])[] {
  const byTitle = new Map<string, string[]>()
  for (const { id, title, archivedOn, duplicateOf } of records) {
    const key = normalisedTitle(title)
    if (key === '' || archivedOn !== undefined || duplicateOf !== undefined) continue
    const group = byTitle.get(key)
    if (group) group.push(id)
    else byTitle.set(key, [id])
  }
  return [...byTitle.values()].filter((group) => group.length > 1).map((group) => group.sort())
}
