/**
 * State of a nonconformity, its rounds, what it lacks before closing and when each step is due (CA1-CA7). Pure: day and
 * settings are arguments.
 */

import { inLogOrder } from '~/lib/shared/logOrder'
import { addDays, addPeriod, isDate, isPeriod } from '~/lib/shared/dates'
import type { CorrectiveAction } from '~/lib/records/kinds/correctiveAction'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import { approvalState, type Approval, type ApprovalState } from '../statement/approvalState'
import { counts, isType, revokedIds, type StatementFact } from '../statement/statementFacts'
import { frozenFields } from '../statement/frozen'
import type { OnWord } from '../statement/onWord'
import { causeProblem, type CauseProblem } from './rootCause'
import { dependence, type DependenceReason } from './actionVerifier'

export const ncStates = [
  'withdrawn',
  'closed',
  'ineffective',
  'awaitingReview',
  'acting',
  'analysed',
  'corrected',
  'open',
] as const
export type NcState = (typeof ncStates)[number]

/** What CA2 requires before a nonconformity can close, in working order. */
export const closingNeeds = ['correction', 'rootCause', 'method', 'similar', 'criteria', 'actions'] as const
export type ClosingNeed = (typeof closingNeeds)[number]

export interface NcFacts {
  /** Corrective actions that name it, without archived ones. */
  readonly actions: readonly CorrectiveAction[]
  readonly statements: readonly StatementFact[]
  /** Hash of the present content, profile `effectiveness`. */
  readonly contentHash: string
  readonly today: string
  /** Gap text of the finding it was opened from. */
  readonly gap?: string | undefined
  /** The kept person of a merged duplicate (ST12). */
  readonly duplicateOf?: (personId: string) => string | undefined
  /** On whose word alone a member is bound to their person (ST12). */
  readonly onWord?: Pick<OnWord, 'ofMember'>
}

/**
 * What the deciding review amounts to today. `changed`: it found the actions effective, but the content was edited
 * since.
 */
export type NcVerdict = 'effective' | 'notEffective' | 'changed' | 'revoked' | 'void'

export interface NcStanding {
  readonly state: NcState
  /** Starts at 1; each failed effectiveness review adds one (CA5). */
  readonly round: number
  readonly cause: CauseProblem | undefined
  readonly needs: readonly ClosingNeed[]
  /** ST4 state over the reviews that can close it. */
  readonly review: ApprovalState
  /** The deciding review. */
  readonly decidedBy: StatementFact | undefined
  /** Undefined if nobody has reviewed it. */
  readonly verdict: NcVerdict | undefined
  /** Every verdict that still counts, in log order: one per round and content, however many people signed it. */
  readonly verdicts: readonly StatementFact[]
  /** The latest review in the log if it was recorded but does not count (CA4). */
  readonly dependent: { readonly statement: StatementFact; readonly reason: DependenceReason } | undefined
  readonly waiting: readonly StatementFact[]
}

const profile = 'effectiveness'
const filled = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''
const isOpen = (action: CorrectiveAction): boolean => action.status !== 'done' && action.status !== 'cancelled'
const roundOf = (action: CorrectiveAction): number => Math.max(1, action.round ?? 1)

/** CA1, with the reasons behind the state. */
export function ncStanding(row: Nonconformity, facts: NcFacts): NcStanding {
  const verifies = inLogOrder(
    facts.statements.filter((statement) => statement.profile === profile && isType(statement, 'verify')),
  )
  const revokes = facts.statements.filter((statement) => isType(statement, 'revoke'))
  const revoked = revokedIds(facts.statements)
  const valid = verifies.filter((statement) => counts(statement) && !revoked.has(statement.id))
  const failures = failedReviews(valid)
  const reasonOf = (statement: StatementFact): DependenceReason | undefined =>
    dependence(statement.personId, {
      nonconformity: row,
      actions: facts.actions,
      ...(facts.duplicateOf && { duplicateOf: facts.duplicateOf }),
      onWord: facts.onWord?.ofMember(statement.memberId, statement.seq) ?? [],
    })
  // CA4: "it works" from the owner or a doer is recorded but closes nothing; "it does not" is accepted from anybody.
  const closing = verifies.filter(
    (statement) => statement.decision === 'notEffective' || reasonOf(statement) === undefined,
  )
  const approval = approvalState([...closing, ...revokes], {
    profile,
    contentHash: facts.contentHash,
    today: facts.today,
  })

  const round = 1 + failures.length
  const failed = failures.map(causeReviewed).filter((cause) => cause !== undefined)
  const cause = causeProblem({
    title: row.title,
    statement: row.statement,
    rootCause: row.rootCause,
    gap: facts.gap,
    failed,
  })
  const needs = needsOf(row, facts.actions, cause, round)
  const latest = valid.at(-1)
  const reason = latest && latest.decision !== 'notEffective' ? reasonOf(latest) : undefined
  return {
    state: stateOf(row, facts.actions, {
      round,
      cause,
      needs,
      latest: valid.findLast((statement) => closing.includes(statement)),
      isCurrent: approval.state === 'current' && approval.statement?.decision === 'effective',
    }),
    round,
    cause,
    needs,
    review: approval.state,
    decidedBy: approval.statement,
    verdict: verdictOf(approval),
    verdicts: valid.filter(
      (statement, at) =>
        closing.includes(statement) &&
        (statement.decision === 'notEffective'
          ? failures.includes(statement)
          : !valid
              .slice(0, at)
              .some(
                (before) =>
                  closing.includes(before) &&
                  before.decision === statement.decision &&
                  before.contentHash === statement.contentHash,
              )),
    ),
    dependent: latest && reason ? { statement: latest, reason } : undefined,
    waiting: verifies.filter((statement) => statement.seq === undefined),
  }
}

/** The root cause in the content a review signed, if its frozen copy is available. */
const causeReviewed = ({ frozen }: StatementFact): string | undefined =>
  ((cause) => (typeof cause === 'string' ? cause : undefined))(frozenFields(frozen)?.['rootCause'])

/** "It does not work" holds regardless of later edits: the next round necessarily changes the content (CA5). */
function verdictOf({ state, statement }: Approval): NcVerdict | undefined {
  if (!statement) return undefined
  if (state === 'revoked' || state === 'void') return state
  if (statement.decision === 'notEffective') return 'notEffective'
  return state === 'current' ? 'effective' : 'changed'
}

/**
 * CA5: the reviews that each ended a round. A review whose author had not seen the previous failed one, or that covers
 * the same content, belongs to the same round: two people who fail it independently start one new round, not two.
 */
function failedReviews(valid: readonly StatementFact[]): readonly StatementFact[] {
  const ends: StatementFact[] = []
  for (const statement of valid.filter(({ decision }) => decision === 'notEffective')) {
    const before = ends.at(-1)
    const seen = valid.find(({ id }) => id === statement.basedOn)
    const unseen = before !== undefined && (seen?.seq ?? -1) < (before.seq ?? 0)
    if (before === undefined || !(unseen || before.contentHash === statement.contentHash)) ends.push(statement)
  }
  return ends
}

interface Judged {
  readonly round: number
  readonly cause: CauseProblem | undefined
  readonly needs: readonly ClosingNeed[]
  readonly latest: StatementFact | undefined
  readonly isCurrent: boolean
}

function stateOf(
  row: Nonconformity,
  actions: readonly CorrectiveAction[],
  { round, cause, needs, latest, isCurrent }: Judged,
): NcState {
  if (filled(row.withdrawnReason)) return 'withdrawn'
  if (isCurrent && needs.length === 0) return 'closed'
  const ofRound = actions.filter((action) => roundOf(action) >= round)
  if (latest?.decision === 'notEffective' && ofRound.length === 0) return 'ineffective'
  const finished = ofRound.some((action) => action.status === 'done') && !actions.some(isOpen)
  if (finished || (filled(row.noActionReason) && !(round > 1 && ofRound.length > 0))) return 'awaitingReview'
  if (actions.some(isOpen)) return 'acting'
  if (cause === undefined && row.causeMethod !== undefined && isAnswered(row)) return 'analysed'
  return row.correctedOn !== undefined ? 'corrected' : 'open'
}

const isAnswered = (row: Nonconformity): boolean => row.similar !== undefined && row.similar !== 'notChecked'

/** CA2: what closing lacks apart from the review itself. */
function needsOf(
  row: Nonconformity,
  actions: readonly CorrectiveAction[],
  cause: CauseProblem | undefined,
  round: number,
): readonly ClosingNeed[] {
  const done = !actions.some(isOpen) && actions.some((action) => action.status === 'done' && roundOf(action) >= round)
  const met: Readonly<Record<ClosingNeed, boolean>> = {
    correction: filled(row.correction) && row.correctedOn !== undefined,
    rootCause: cause === undefined,
    method: row.causeMethod !== undefined,
    similar: isAnswered(row),
    criteria: filled(row.effectivenessCriteria),
    actions: done || (filled(row.noActionReason) && !actions.some(isOpen) && round === 1),
  }
  return closingNeeds.filter((need) => !met[need])
}

export interface NcDueSettings {
  readonly correctionDays: number
  readonly rootCauseDays: number
  readonly effectivenessWait: string
}

export interface NcDues {
  readonly correction: string | undefined
  readonly rootCause: string | undefined
  /** Latest due day among its open actions. */
  readonly actions: string | undefined
  readonly review: string | undefined
}

/**
 * CA7: correction and root cause are due a number of days after detection (defaults set by the product). CA3: the
 * effectiveness review is due on its own date if set, otherwise a while after the last action was completed. Invalid
 * dates after a merge yield no due day (MG18).
 */
export function ncDues(row: Nonconformity, actions: readonly CorrectiveAction[], settings: NcDueSettings): NcDues {
  const completed =
    actions
      .filter((action) => action.status === 'done')
      .map((action) => action.completedOn)
      .filter((day) => day !== undefined)
      .sort()
      .at(-1) ?? (filled(row.noActionReason) ? row.correctedOn : undefined)
  const detected = row.detectedOn !== undefined && isDate(row.detectedOn) ? row.detectedOn : undefined
  return {
    correction: detected && addDays(detected, settings.correctionDays),
    rootCause: detected && addDays(detected, settings.rootCauseDays),
    actions: actions
      .filter(isOpen)
      .map((action) => action.due)
      .filter((day) => day !== undefined)
      .sort()
      .at(-1),
    review:
      row.effectivenessDue ??
      (completed !== undefined && isDate(completed) && isPeriod(settings.effectivenessWait)
        ? addPeriod(completed, settings.effectivenessWait)
        : undefined),
  }
}

/** CA3: reviewed before its due day, which is allowed and shown. */
export const isEarlyReview = (reviewedOn: string | undefined, due: string | undefined): boolean =>
  reviewedOn !== undefined && due !== undefined && reviewedOn < due

/** The earliest due day of the open actions. */
export const earliestDue = (actions: readonly CorrectiveAction[]): string | undefined =>
  actions
    .filter(isOpen)
    .map((action) => action.due)
    .filter((day) => day !== undefined)
    .sort()[0]

export const isActionOverdue = (action: CorrectiveAction, today: string): boolean =>
  isOpen(action) && action.due !== undefined && today > action.due
