/**
 * ST16: what depends on a device that somebody else may have used. An owner's statement about the device voids nothing:
 * a removed member may have signed in earnest. But no decision relies on such a signature silently, and the doubt is
 * settled once somebody with a trusted device decides again.
 */

import { recordKind, type AnyRecord } from '~/lib/records/registry'
import type { RecordLookup } from './composites'
import { counts, isDoubted, isType, revokedIds, type StatementFact } from './statementFacts'
import { standingOf } from './statementStanding'

export interface DoubtInput {
  /** All statements about the record. */
  readonly statements: readonly StatementFact[]
  readonly lookup: RecordLookup
  readonly today: string
}

/** Whether any valid statement about a record is in doubt. */
export function isInDoubt(statements: readonly StatementFact[]): boolean {
  const revoked = revokedIds(statements)
  return statements.some((one) => isDoubted(one) && counts(one) && !revoked.has(one.id))
}

/**
 * Whether a decision on the record, its seal, or a declaration or acknowledgement would no longer hold without the
 * doubted signatures.
 */
export function restsOnDoubt(row: AnyRecord, { statements, lookup, today }: DoubtInput): boolean {
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
