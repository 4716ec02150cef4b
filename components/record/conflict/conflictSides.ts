/** The two sides of a conflict (MG1), whichever of them won the merge. Pure: trail rows in, sides out. */

import { inLogOrder } from '~/lib/shared/logOrder'
import { isInUse } from '~/lib/records/merge/fieldMerging'
import type { JsonValue } from '~/lib/shared/json'
import type { TrailRow } from '~/lib/vault/store/tables'

export interface ConflictSide {
  readonly value: JsonValue
  readonly memberId: string
  readonly deviceId: string
  /** Milliseconds; the author's clock. */
  readonly time: number
}

export interface ConflictSides {
  readonly trailId: string
  /** MG4: the one element of a set, or the entry of a map, that the two disagree about. */
  readonly element?: string
  readonly inUse: ConflictSide
  readonly other: ConflictSide
}

/**
 * Open conflicts of a field, oldest first. `present` is the value in use, of sets and maps all of it: after a merge
 * that need not be the later one.
 */
export function conflictSides(trail: readonly TrailRow[], present: JsonValue | undefined): readonly ConflictSides[] {
  const open = inLogOrder(trail.filter((row) => row.conflict !== undefined && row.rival !== undefined))
  return open.map((row) => {
    const own: ConflictSide = { value: row.after, memberId: row.memberId, deviceId: row.deviceId, time: row.time }
    const rival = {
      value: row.rival!.value,
      memberId: row.rival!.memberId,
      deviceId: row.rival!.deviceId,
      time: row.rival!.time,
    }
    // The engine settles by the same comparison: the other side of what stands there now.
    const ownInUse = isInUse(row.after, present, row.element)
    return {
      trailId: row.id,
      ...(row.element !== undefined && { element: row.element }),
      inUse: ownInUse ? own : rival,
      other: ownInUse ? rival : own,
    }
  })
}
