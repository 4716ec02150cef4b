import { inLogOrder } from '~/lib/shared/logOrder'
import { lacking, oneSignature, type CompletenessOf } from './statementCompleteness'
import { counts, isType, isVoid, isWaiting, revokedIds, type StatementFact } from './statementFacts'

export type ApprovalState = 'none' | 'void' | 'revoked' | 'rejected' | 'expired' | 'stale' | 'current'

export interface Approval {
  readonly state: ApprovalState
  /** The deciding statement; for `void`, the latest invalid one. */
  readonly statement?: StatementFact
  /** Statements by this device or its member that are not in the log yet (ST11). */
  readonly waiting: readonly StatementFact[]
  /** ST8: approvers who have not signed the present content. */
  readonly missingApprovers: readonly string[]
  /** PO2: true if top management must sign but none of the signers of the present content is top management. */
  readonly missingTopManagement: boolean
  /** Statements that sign the present content so far. */
  readonly signatures: readonly StatementFact[]
}

export interface ApprovalQuestion {
  readonly profile: string
  /** Hash of the present content. */
  readonly contentHash: string
  readonly today: string
  /** ST8, PO2: what makes an approval complete; by default one signature. */
  readonly completeness?: CompletenessOf
}

/**
 * ST4: the latest decision with valid signature and authority wins, by position in the log, never by claimed time
 * (ST5). `statements` are those of one record; statements under other profiles are ignored.
 */
export function approvalState(
  statements: readonly StatementFact[],
  { profile, contentHash, today, completeness = oneSignature }: ApprovalQuestion,
): Approval {
  const own = inLogOrder(statements.filter((statement) => statement.profile === profile))
  const decisions = own.filter((statement) =>
    isType(statement, 'approve', 'accept', 'reject', 'sign', 'review', 'verify'),
  )
  const waiting = decisions.filter(isWaiting)
  const valid = decisions.filter(counts)
  const revoked = revokedIds(own)
  const signaturesOn = (hash: string): readonly StatementFact[] =>
    valid.filter((statement) => statement.contentHash === hash && !isRefusal(statement) && !revoked.has(statement.id))
  const signatures = signaturesOn(contentHash)
  const missing = lacking(signatures, completeness(contentHash))
  const rest = { waiting, missingApprovers: missing.persons, missingTopManagement: missing.topManagement, signatures }

  const deciding = valid.findLast(
    (statement) =>
      isRefusal(statement) ||
      revoked.has(statement.id) ||
      lacking(signaturesOn(statement.contentHash), completeness(statement.contentHash)).complete,
  )
  if (deciding) return { state: stateOf(deciding, revoked, contentHash, today), statement: deciding, ...rest }
  const invalid = decisions.findLast((statement) => !isWaiting(statement) && isVoid(statement))
  if (invalid && valid.length === 0) return { state: 'void', statement: invalid, ...rest }
  return { state: 'none', ...rest }
}

const isRefusal = (statement: StatementFact): boolean =>
  statement.type === 'reject' || (statement.type === 'review' && statement.decision === 'rejected')

function stateOf(
  statement: StatementFact,
  revoked: ReadonlySet<string>,
  contentHash: string,
  today: string,
): ApprovalState {
  if (revoked.has(statement.id)) return 'revoked'
  if (isRefusal(statement)) return 'rejected'
  if (statement.validUntil !== undefined && statement.validUntil < today) return 'expired'
  return statement.contentHash === contentHash ? 'current' : 'stale'
}
