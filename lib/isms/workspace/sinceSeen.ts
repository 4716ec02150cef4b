/** What others changed in a record since somebody looked at it. Positions are those of the log. Pure. */

import { parseFieldKey } from '~/lib/records/recordKey'
import { isIdFor } from '~/lib/records/registry'

/** As far as this needs to know a row of the trail. */
export interface SeenChange {
  /** Of the book it was written in, which is not of every id a member wrote there. */
  readonly kind: string
  readonly recordId: string
  readonly field: string
  readonly memberId: string
  readonly seq?: number | undefined
  readonly untilSeq?: number | undefined
  /** Of a record born among hundreds: all it was born with, in place of a row each. */
  readonly born?: object | undefined
}

export interface SeenPositions {
  /** Where this device stood when it began to keep this: nothing before it is news. */
  readonly base: number
  /** Record id → position up to which it was looked at. */
  readonly records: Readonly<Record<string, number>>
}

export interface NewSince {
  readonly fields: readonly string[]
  readonly memberIds: readonly string[]
}

/** Bookkeeping nobody looks at. */
const silent: ReadonlySet<string> = new Set(['kind', 'createdBy', 'importKey', 'matrixHash', '_settled', 'ref'])

/** Records with changes by other members after the position they were last looked at; own changes are never news. */
export function newSince(
  changes: readonly SeenChange[],
  { base, records }: SeenPositions,
  ownMemberId: string | undefined,
): ReadonlyMap<string, NewSince> {
  const found = new Map<string, { readonly fields: Set<string>; readonly memberIds: Set<string> }>()
  for (const change of changes) {
    const at = change.untilSeq ?? change.seq
    if (
      at === undefined ||
      !isIdFor(change.kind, change.recordId) ||
      change.memberId === ownMemberId ||
      at <= Math.max(base, seenAt(records, change.recordId))
    )
      continue
    const fields = fieldsOf(change)
    if (fields.length === 0) continue
    const entry = found.get(change.recordId) ?? { fields: new Set(), memberIds: new Set() }
    for (const field of fields) entry.fields.add(field)
    entry.memberIds.add(change.memberId)
    found.set(change.recordId, entry)
  }
  return new Map(
    [...found].map(([id, { fields, memberIds }]) => [id, { fields: [...fields], memberIds: [...memberIds] }]),
  )
}

/** Ids are their authors' choice: only what was kept under one counts. */
const seenAt = (records: SeenPositions['records'], id: string): number =>
  Object.hasOwn(records, id) ? records[id]! : 0

const fieldsOf = ({ field, born }: SeenChange): readonly string[] =>
  (born === undefined ? [field] : Object.keys(born).map((key) => parseFieldKey(key).field)).filter(
    (name) => !silent.has(name),
  )

/**
 * Positions with one record looked at up to `at`. What the base says already is dropped, so that the list stays short.
 */
export function markSeen({ base, records }: SeenPositions, recordId: string, at: number, most = 3000): SeenPositions {
  const kept = Object.entries({ ...records, [recordId]: Math.max(at, seenAt(records, recordId)) })
    .filter(([, position]) => position > base)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
  return { base, records: Object.fromEntries(kept) }
}
