import { counts, inLogOrder, isType, isVoid, isWaiting, revokedIds, type StatementFact } from './facts'

export type ApprovalState = 'none' | 'void' | 'revoked' | 'rejected' | 'expired' | 'stale' | 'current'

export interface Approval {
  readonly state: ApprovalState
  /** The statement that decides; of `void`, the latest invalid one. */
  readonly statement?: StatementFact
  /** Statements of this device or its member that are not in the log yet (ST11). */
  readonly waiting: readonly StatementFact[]
  /** ST8: approvers who have not signed the hash that is being approved. */
  readonly missingApprovers: readonly string[]
}

export interface ApprovalQuestion {
  readonly profile: string
  /** Hash of the present content. */
  readonly contentHash: string
  readonly today: string
  /** ST8: persons who must all sign the same hash; empty for a single signature. */
  readonly approvers?: readonly string[]
}

/**
 * ST4: the latest decision with valid signature and authority decides, by position in the log, never by claimed time
 * (ST5). `statements` are those of one record; other profiles are left out here.
 */
export function approvalState(statements: readonly StatementFact[], { profile, contentHash, today, approvers = [] }: ApprovalQuestion): Approval {
  const own = inLogOrder(statements.filter((statement) => statement.profile === profile))
  const decisions = own.filter((statement) => isType(statement, 'approve', 'accept', 'reject', 'sign', 'review', 'verify'))
  const waiting = decisions.filter(isWaiting)
  const valid = decisions.filter(counts)
  const revoked = revokedIds(own)
  const signedBy = (hash: string): readonly (string | undefined)[] =>
    valid.filter((statement) => statement.contentHash === hash && !isRefusal(statement) && !revoked.has(statement.id)).map((statement) => statement.personId)
  const lacking = (hash: string): readonly string[] => {
    const signers = signedBy(hash)
    return approvers.filter((person) => !signers.includes(person))
  }

  const missingApprovers = lacking(contentHash)
  const deciding = valid.findLast((statement) => isRefusal(statement) || revoked.has(statement.id) || lacking(statement.contentHash).length === 0)
  if (deciding) return { state: stateOf(deciding, revoked, contentHash, today), statement: deciding, waiting, missingApprovers }
  const invalid = decisions.findLast((statement) => !isWaiting(statement) && isVoid(statement))
  if (invalid && valid.length === 0) return { state: 'void', statement: invalid, waiting, missingApprovers }
  return { state: 'none', waiting, missingApprovers }
}

const isRefusal = (statement: StatementFact): boolean => statement.type === 'reject' || (statement.type === 'review' && statement.decision === 'rejected')

function stateOf(statement: StatementFact, revoked: ReadonlySet<string>, contentHash: string, today: string): ApprovalState {
  if (revoked.has(statement.id)) return 'revoked'
  if (isRefusal(statement)) return 'rejected'
  if (statement.validUntil !== undefined && statement.validUntil < today) return 'expired'
  return statement.contentHash === contentHash ? 'current' : 'stale'
}
