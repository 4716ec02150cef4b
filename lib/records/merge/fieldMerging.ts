/**
 * Classifies the outcome of concurrent edits (MG1-MG7, MG12). The CRDT does the merging; here the result is named so
 * that people see it.
 */

import { push } from '~/lib/shared/groups'
import { inLogOrder } from '~/lib/shared/logOrder'
import { canonicalJson, type JsonValue } from '~/lib/shared/json'
import type { FieldType } from '../fields'

/** One side of a concurrent edit: a change of one field key that had not seen the other. `null` = unset or removed. */
export interface Change {
  readonly value: JsonValue
  /** For collaborative text: the paragraphs it touched, by index before the edit. */
  readonly paragraphs?: readonly number[]
}

export type MergeCase = 'MG1' | 'MG2' | 'MG4' | 'MG5' | 'MG6'

/**
 * The case of two concurrent changes of the same field key (for sets and maps: of the same element; changes of
 * different keys are MG3 and never passed here). Undefined if there is nothing to show.
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

/** Whether a person must decide: MG2 and MG5 resolve themselves (MG5 asks for another read). */
export const isConflict = (found: MergeCase | undefined): boolean =>
  found === 'MG1' || found === 'MG4' || found === 'MG6'

/**
 * Paragraphs of Markdown that an edit touched, as indices into the previous text: everything between the common start
 * and end.
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

/**
 * MG7: edited by somebody who had not seen the archiving. The record stays archived; the badge offers to restore it.
 */
export const isEditedAfterArchiving = (
  row: { readonly archivedOn: string | undefined },
  lastEditedOn: string | undefined,
): boolean => row.archivedOn !== undefined && lastEditedOn !== undefined && lastEditedOn > row.archivedOn

/** Letters and digits only, without case or accents, so that `Log-Review ` and `log review` are equal. */
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
 * MG12: groups of records of one kind that may be duplicates. Records already settled (duplicateOf) or archived are
 * left out.
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

/** A row of the change trail as the rules below need it. Trail rows of the vault satisfy this interface. */
export interface TrailFact {
  readonly id: string
  readonly field: string
  readonly element?: string
  readonly before: JsonValue
  readonly after: JsonValue
  readonly deviceId: string
  readonly memberId: string
  /** Milliseconds since the epoch, by the author's clock. */
  readonly time: number
  /** Absent while unsynced. */
  readonly seq?: number
  readonly relayTime?: number
  readonly concurrent: boolean
  readonly lost?: boolean
  readonly long?: boolean
  readonly settled?: boolean
}

/** Internal fields that the engine writes: two devices may differ in them (MG11), and nobody needs to decide. */
const bookkeeping = ['kind', 'createdAt', 'createdBy', 'archivedBy', 'importKey', 'matrixHash']

/** Whether people decide a conflict of this field (MG1, MG4): elements of sets and maps as well as entire fields. */
export const asksPeople = (field: string): boolean => !field.startsWith('_') && !bookkeeping.includes(field)

/** The present value at a field key: for a set `true` or `null`, for a map its entry. */
export function presentAt(value: JsonValue | undefined, element: string | undefined): JsonValue {
  if (element === undefined) return value ?? null
  if (Array.isArray(value)) return value.includes(element) ? true : null
  return typeof value === 'object' && value !== null
    ? ((value as Readonly<Record<string, JsonValue>>)[element] ?? null)
    : null
}

/**
 * Whether one side of a conflict is the present value. A removed set element is `false` in the trail and simply absent
 * in the record.
 */
export const isInUse = (value: JsonValue, present: JsonValue | undefined, element: string | undefined): boolean =>
  canonicalJson(presentAt(present, element)) === canonicalJson(element !== undefined && value === false ? null : value)

/**
 * True if an edit was certainly made without seeing the other one: on another device, before the other reached the log.
 */
export const isUnseen = (
  edit: Pick<TrailFact, 'deviceId' | 'time'>,
  other: Pick<TrailFact, 'deviceId' | 'relayTime'>,
): boolean => edit.deviceId !== other.deviceId && other.relayTime !== undefined && edit.time < other.relayTime

const paragraphsOf = (text: string): readonly string[] => text.split(/\n{2,}/)

export interface MergedParagraph {
  /** The later edit; settling refers to it. */
  readonly trailId: string
  /** Position in the present text, from 0. */
  readonly index: number
  readonly text: string
  /** Members whose edits met in it. */
  readonly memberIds: readonly string[]
}

/**
 * MG5: paragraphs of a long text that two people edited without having seen each other's edit. The merge is kept; each
 * paragraph asks for another read until somebody confirms having read it or rewrites it. `rows` are those of one field.
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

/** Paragraphs after the later edit that the earlier edit had touched, too. */
function metParagraphs(earlier: TrailFact, later: TrailFact): readonly string[] {
  const [was, is] = [String(later.before ?? ''), String(later.after ?? '')]
  const early = String(earlier.after ?? '')
  const written = new Set(
    touchedParagraphs(early, String(earlier.before ?? '')).map((index) => paragraphsOf(early)[index]),
  )
  const met = touchedParagraphs(was, is).filter((index) => written.has(paragraphsOf(was)[index]))
  if (met.length === 0) return []
  const after = touchedParagraphs(is, was)
  // If the number of paragraphs is unchanged, only those touched by both are returned; if paragraphs were added or
  // removed, all that were written.
  const same = touchedParagraphs(was, is).length === after.length
  const first = touchedParagraphs(was, is)[0]!
  return (same ? met.map((index) => after[index - first]!) : after)
    .map((index) => paragraphsOf(is)[index]!)
    .filter((text) => text.trim() !== '')
}

/** MG7: edits that whoever archived the record had not seen, and those made afterwards. Empty if it is not archived. */
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
 * MG16: marks an implausible device time: outside the range between the relay times of what its author had seen and of
 * its own position, by more than 10 minutes. `ahead`: the device's clock is ahead, since nothing can be in the log
 * before it was written. `late`: it was written offline and reached the log later, or the clock is behind; the two
 * cannot be told apart. `seenTime`: relay time of the position the author had applied; without it only its own position
 * is known.
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
 * True if a relay time is so far ahead of this device's clock that one of the two must be wrong. Marked only; nobody is
 * asked.
 */
export const isDoubtful = (relayTime: number | undefined, now: number): boolean =>
  relayTime !== undefined && relayTime > now + clockTolerance
