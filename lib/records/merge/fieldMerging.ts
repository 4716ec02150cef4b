/** What offline edits that meet amount to (MG1-MG7, MG12). The CRDT merges; here it is named, so that people see it. */

import { push } from '~/lib/shared/groups'
import { inLogOrder } from '~/lib/shared/logOrder'
import { canonicalJson, type JsonValue } from '~/lib/shared/json'
import type { FieldType } from '../fields'

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
export const isConflict = (found: MergeCase | undefined): boolean =>
  found === 'MG1' || found === 'MG4' || found === 'MG6'

/**
 * Paragraphs of Markdown that an edit touched, as indices of the text before: what lies between common start and end.
 */
export function touchedParagraphs(before: string, after: string): readonly number[] {
  const was = before.split(/\n{2,}/)
  const is = after.split(/\n{2,}/)
  let start = 0
  while (start < was.length && start < is.length && was[start] === is[start]) start++
  if (start === was.length && start === is.length) return []
  let end = 0
  while (end < was.length - start && end < is.length - start && was[was.length - 1 - end] === is[is.length - 1 - end])
    end++
  const last = Math.max(start + 1, was.length - end)
  return Array.from({ length: last - start }, (_, i) => start + i)
}

/** MG7: edited by somebody who had not seen the archiving. Stays archived; the badge offers to restore. */
export const isEditedAfterArchiving = (
  row: { readonly archivedOn: string | undefined },
  lastEditedOn: string | undefined,
): boolean => row.archivedOn !== undefined && lastEditedOn !== undefined && lastEditedOn > row.archivedOn

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

/**
 * MG12: groups of records of one kind that may be the same thing. Settled ones (duplicateOf) and archived ones are left
 * out.
 */
export function possibleDuplicates(records: Iterable<Titled>): readonly (readonly string[])[] {
  const byTitle = new Map<string, string[]>()
  for (const { id, title, archivedOn, duplicateOf } of records) {
    const key = normalisedTitle(title)
    if (key === '' || archivedOn !== undefined || duplicateOf !== undefined) continue
    push(byTitle, key, id)
  }
  return [...byTitle.values()].filter((group) => group.length > 1).map((group) => group.sort())
}

/** A row of the change trail as the rules below see it. The vault's trail rows fit. */
export interface TrailFact {
  readonly id: string
  readonly field: string
  readonly element?: string
  readonly before: JsonValue
  readonly after: JsonValue
  readonly deviceId: string
  readonly memberId: string
  /** The author's clock, milliseconds. */
  readonly time: number
  /** Absent while it waits to go out. */
  readonly seq?: number
  readonly relayTime?: number
  readonly concurrent: boolean
  readonly lost?: boolean
  readonly long?: boolean
  readonly settled?: boolean
}

/** Bookkeeping that the engine writes by itself: two devices may differ in it (MG11), and nobody has to decide. */
const bookkeeping = ['kind', 'createdAt', 'createdBy', 'archivedBy', 'importKey', 'matrixHash']

/** Whether a conflict of this field is put to people (MG1, MG4): elements of sets and maps as well as whole fields. */
export const asksPeople = (field: string): boolean => !field.startsWith('_') && !bookkeeping.includes(field)

/** What stands now at a field key: of a set `true` or `null`, of a map its entry. */
export function presentAt(value: JsonValue | undefined, element: string | undefined): JsonValue {
  if (element === undefined) return value ?? null
  if (Array.isArray(value)) return value.includes(element) ? true : null
  return typeof value === 'object' && value !== null
    ? ((value as Readonly<Record<string, JsonValue>>)[element] ?? null)
    : null
}

/**
 * Whether a side of a conflict is what stands now. Of a set, an element taken out reads `false` in the trail and is
 * simply not there.
 */
export const isInUse = (value: JsonValue, present: JsonValue | undefined, element: string | undefined): boolean =>
  canonicalJson(presentAt(present, element)) === canonicalJson(element !== undefined && value === false ? null : value)

/**
 * Whether an edit was certainly made without the other one: from another device, before that one had reached the log.
 */
export const isUnseen = (
  edit: Pick<TrailFact, 'deviceId' | 'time'>,
  other: Pick<TrailFact, 'deviceId' | 'relayTime'>,
): boolean => edit.deviceId !== other.deviceId && other.relayTime !== undefined && edit.time < other.relayTime

const paragraphsOf = (text: string): readonly string[] => text.split(/\n{2,}/)

export interface MergedParagraph {
  /** The edit that came second; settling names it. */
  readonly trailId: string
  /** Place in the present text, from 0. */
  readonly index: number
  readonly text: string
  /** Members whose edits met in it. */
  readonly memberIds: readonly string[]
}

/**
 * MG5: paragraphs of a long text that two people edited without having seen each other. They are merged and stay so;
 * the paragraph is to be read again until somebody says it was read, or writes it anew. `rows` are those of one field.
 */
export function mergedParagraphs(rows: readonly TrailFact[], present: string): readonly MergedParagraph[] {
  const counted = inLogOrder(rows.filter((row) => row.long && row.seq !== undefined))
  const now = paragraphsOf(present)
  const found = new Map<number, MergedParagraph>()
  counted.forEach((later, at) => {
    if (later.settled) return
    for (const earlier of counted.slice(0, at)) {
      if (earlier.deviceId === later.deviceId || !(later.concurrent || isUnseen(later, earlier))) continue
      for (const text of metParagraphs(earlier, later)) {
        const index = now.indexOf(text)
        if (index >= 0)
          found.set(index, {
            trailId: later.id,
            index,
            text,
            memberIds: [...new Set([...(found.get(index)?.memberIds ?? []), earlier.memberId, later.memberId])],
          })
      }
    }
  })
  return [...found.values()].sort((a, b) => a.index - b.index)
}

/** Paragraphs as they stood after the later edit, that the earlier one had touched, too. */
function metParagraphs(earlier: TrailFact, later: TrailFact): readonly string[] {
  const [was, is] = [String(later.before ?? ''), String(later.after ?? '')]
  const early = String(earlier.after ?? '')
  const written = new Set(
    touchedParagraphs(early, String(earlier.before ?? '')).map((index) => paragraphsOf(early)[index]),
  )
  const met = touchedParagraphs(was, is).filter((index) => written.has(paragraphsOf(was)[index]))
  if (met.length === 0) return []
  const after = touchedParagraphs(is, was)
  // One paragraph became one: only what met is named. Paragraphs came or went: all that were written are.
  const same = touchedParagraphs(was, is).length === after.length
  const first = touchedParagraphs(was, is)[0]!
  return (same ? met.map((index) => after[index - first]!) : after)
    .map((index) => paragraphsOf(is)[index]!)
    .filter((text) => text.trim() !== '')
}

/**
 * MG7: edits that whoever archived the record had not seen, and those made after it. Empty while it is not archived.
 */
export function editsAfterArchiving(rows: readonly TrailFact[]): readonly TrailFact[] {
  const archiving = inLogOrder(rows.filter((row) => row.field === 'archivedOn' && !row.lost)).at(-1)
  if (!archiving || archiving.after === null) return []
  const order = (row: TrailFact): number => row.seq ?? Infinity
  return inLogOrder(
    rows.filter(
      (row) =>
        asksPeople(row.field) &&
        !['archivedOn', 'duplicateOf', 'ref'].includes(row.field) &&
        (order(row) > order(archiving) || isUnseen(archiving, row)) &&
        (row.seq !== undefined || archiving.seq !== undefined),
    ),
  )
}

const clockTolerance = 600_000

/**
 * MG16: a device time that can't be: outside of the relay times of what its author had seen and of its own place, by
 * more than 10 minutes. `ahead`: the device's clock runs ahead, for nothing is in the log before it was written.
 * `late`: it was written offline and reached the log later, or the clock runs behind; nobody can tell. `seenTime`:
 * relay time of the position the author had applied; without it, its own place is all that is known.
 */
export function clockMark(
  { time, relayTime }: Pick<TrailFact, 'time' | 'relayTime'>,
  seenTime = relayTime,
): 'ahead' | 'late' | undefined {
  if (relayTime === undefined || seenTime === undefined) return undefined
  if (time > relayTime + clockTolerance) return 'ahead'
  return time < seenTime - clockTolerance ? 'late' : undefined
}

/**
 * Whether a relay time lies so far ahead of this device's clock that one of the two is wrong. Marked, never asked
 * about.
 */
export const isDoubtful = (relayTime: number | undefined, now: number): boolean =>
  relayTime !== undefined && relayTime > now + clockTolerance
