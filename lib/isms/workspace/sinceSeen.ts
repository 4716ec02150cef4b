/** What others changed in a record since it was last viewed here. Positions are log positions. Pure. */

import { parseFieldKey } from '~/lib/records/recordKey'
import { isIdFor } from '~/lib/records/registry'

/** The fields of a trail row that this needs. */
export interface SeenChange {
  /** Kind of the book the change was written to; an id of another kind may have been written there. */
  readonly kind: string
  readonly recordId: string
  readonly field: string
  readonly memberId: string
  readonly seq?: number | undefined
  readonly untilSeq?: number | undefined
  /** Initial fields of a record created in bulk, in place of one row each. */
  readonly born?: object | undefined
}

export interface SeenPositions {
  /** Log position at which this device started keeping track: nothing before it is news. */
  readonly base: number
  /** Record id → position up to which it was viewed. */
  readonly records: Readonly<Record<string, number>>
}

export interface NewSince {
  readonly fields: readonly string[]
  readonly memberIds: readonly string[]
}

/** Internal fields that are not news. */
const silent: ReadonlySet<string> = new Set(['kind', 'createdBy', 'importKey', 'matrixHash', '_settled', 'ref'])

/** Records changed by other members after the position up to which they were viewed; own changes are never news. */
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

/** Ids are chosen by their authors, who may pick names of inherited properties: only own properties count. */
const seenAt = (records: SeenPositions['records'], id: string): number =>
  Object.hasOwn(records, id) ? records[id]! : 0

const fieldsOf = ({ field, born }: SeenChange): readonly string[] =>
  (born === undefined ? [field] : Object.keys(born).map((key) => parseFieldKey(key).field)).filter(
    (name) => !silent.has(name),
  )

/** Positions with one record viewed up to `at`. Entries at or before the base are dropped to keep the list short. */
export function markSeen({ base, records }: SeenPositions, recordId: string, at: number, most = 3000): SeenPositions {
  const kept = Object.entries({ ...records, [recordId]: Math.max(at, seenAt(records, recordId)) })
    .filter(([, position]) => position > base)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
  return { base, records: Object.fromEntries(kept) }
}
