/**
 * Of whom a member is not independent, as the log itself says (ST12, ST17): bindings are access entries, and merges of
 * persons stand in the history with the member who made them. Asked at the place of a statement, and before one is
 * signed.
 */

import { resolvePerson } from '~/lib/isms/improvement/actionVerifier'
import { dependenceOf, type Dependence, type PersonMerge } from '~/lib/isms/statement/onWord'
import type { AccessState } from '~/lib/protocol/access/accessState'
import { boundOf } from './accessRows'
import { fieldsSingly } from '../history/births'
import { trailOfFields } from '../history/readTrail'
import type { StoredTrailRow, TrailRow, Vault } from '../store/tables'

export interface AsOf {
  readonly access: AccessState
  /** The position: what comes at it or later is left out. Absent: now, with what waits here. */
  readonly before?: number
  /** Rows about to be written, which the vault does not hold yet. */
  readonly trail?: readonly StoredTrailRow[]
}

export async function dependenceAt(
  vault: Vault,
  memberId: string,
  { access, before, trail = [] }: AsOf,
): Promise<Dependence | undefined> {
  const members = Object.values(access.members).map((member) => ({
    memberId: member.memberId,
    active: member.removedAt === undefined,
    bound: boundOf(member.persons),
  }))
  const merges = await mergesOf(
    vault,
    members.flatMap(({ bound }) => bound.map(({ personId }) => personId)),
    { before, trail },
  )
  return dependenceOf(
    memberId,
    {
      members,
      merges,
      kept: (id) => resolvePerson(id, (one) => merges.find(({ personId }) => personId === one)?.into),
    },
    before,
  )
}

/** Where the records of these persons, and of those they lead to, were merged: the last word on each. */
export async function mergesOf(
  vault: Vault,
  persons: readonly string[],
  { before, trail = [] }: Pick<AsOf, 'before' | 'trail'> = {},
): Promise<readonly (PersonMerge & { readonly into: string })[]> {
  const found = new Map<string, PersonMerge & { readonly into: string }>()
  const asked = new Set<string>()
  for (
    let next = [...new Set(persons)];
    next.length > 0;
    next = [...found.values()].map(({ into }) => into).filter((id) => !asked.has(id))
  ) {
    for (const id of next) asked.add(id)
    const ids = new Set(next)
    const rows = [
      ...(await trailOfFields(
        vault,
        next.map((id) => [id, 'duplicateOf'] as const),
      )),
      ...fieldsSingly(trail, ids).filter(({ recordId, field }) => ids.has(recordId) && field === 'duplicateOf'),
    ]
    for (const [id, row] of lastWords(rows, before))
      if (typeof row.after === 'string')
        found.set(id, { personId: id, into: row.after, byMemberId: row.memberId, seq: row.seq ?? Infinity })
  }
  return [...found.values()]
}

/** Of each record the last change that became the visible value. */
function lastWords(rows: readonly TrailRow[], before: number | undefined): ReadonlyMap<string, TrailRow> {
  const last = new Map<string, TrailRow>()
  for (const row of rows) {
    const seq = row.seq ?? Infinity
    if (row.lost || (before !== undefined && seq >= before)) continue
    const known = last.get(row.recordId)
    if (!known || (known.seq ?? Infinity) <= seq) last.set(row.recordId, row)
  }
  return last
}
