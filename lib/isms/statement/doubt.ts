/**
 * ST16: what rests on a device that somebody else may have used. An owner's word makes nothing void: who was removed
 * may have signed it in earnest. But no decision counts on such a signature in silence, and it is settled once somebody
 * whose device is not in doubt decides again.
 */

import { recordKind, type AnyRecord } from '~/lib/records/registry'
import type { RecordLookup } from './composites'
import { counts, isDoubted, isType, revokedIds, type StatementFact } from './statementFacts'
import { standingOf } from './statementStanding'

export interface Said {
  /** All that was signed over the record. */
  readonly statements: readonly StatementFact[]
  readonly lookup: RecordLookup
  readonly today: string
}

/** Whether anything that was signed over a record, and counts, is in doubt. */
export function isInDoubt(statements: readonly StatementFact[]): boolean {
  const revoked = revokedIds(statements)
  return statements.some((one) => isDoubted(one) && counts(one) && !revoked.has(one.id))
}

/**
 * Whether a decision over the record, its seal, or what a person declared or acknowledged would not stand without
 * signatures that are in doubt.
 */
export function restsOnDoubt(row: AnyRecord, { statements, lookup, today }: Said): boolean {
  if (!isInDoubt(statements)) return false
  const sure = statements.filter((one) => !isDoubted(one))
  const revoked = revokedIds(statements)
  const held = statements.filter((one) => counts(one) && !revoked.has(one.id))
  if (held.some((one) => isType(one, 'captureSeal') && isDoubted(one))) return true
  const own = held.filter((one) => isDoubted(one) && isType(one, 'attest', 'declare'))
  if (
    own.some(
      (one) =>
        !held.some(
          (other) =>
            !isDoubted(other) &&
            other.type === one.type &&
            other.profile === one.profile &&
            other.personId === one.personId &&
            other.contentHash === one.contentHash,
        ),
    )
  )
    return true
  const decided = (profile: string, of: readonly StatementFact[]): string =>
    standingOf(row, profile, of, lookup, today).approval.state
  return Object.keys(recordKind(row.kind).profiles).some(
    (profile) => decided(profile, statements) !== decided(profile, sure),
  )
}
