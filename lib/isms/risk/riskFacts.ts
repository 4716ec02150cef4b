/**
 * Everything the rules say about one risk (RS, TR), from records, statements and the day; the store computes it once
 * per row.
 */

import { isOverdue } from '~/lib/shared/dates'
import type { Risk } from '~/lib/records/kinds/risk'
import type { TreatmentAction } from '~/lib/records/kinds/treatmentAction'
import { approvalState, type Approval } from '../statement/approvalState'
import { compositeRecords, type RecordLookup } from '../statement/composites'
import type { StatementFact } from '../statement/statementFacts'
import { hashedContent } from '../statement/hashedContent'
import { bestAcceptance, needsAcceptance, type AcceptanceState } from './acceptance'
import {
  acceptanceCover,
  isSelfAppointed,
  residualAcceptanceState,
  type AcceptanceCover,
  type OwnerChange,
  type StandingAcceptance,
} from './acceptanceFacts'
import { summariseActions, type ActionSummary } from './actionState'
import { avoidWaitsForClosing } from './closing'
import { riskFlags, type RiskFlag } from './flags'
import { isAbove, isLevel, riskLevels, type Matrix, type RiskLevels } from './level'
import { isOpenAction, needsOwnerApproval, needsReassessment, riskState, type RiskState } from './riskState'

/** What keeps a risk from being settled, worst first. */
export const riskProblems = [
  'offScale',
  'unassessed',
  'noOwner',
  'noOption',
  'overdue',
  'acceptanceEnded',
  'acceptanceStale',
  'notAccepted',
  'residualMissing',
] as const
export type RiskProblem = (typeof riskProblems)[number]
/** Badges next to the state (TR1): worth a look although the risk itself is under control. */
export const riskWarnings = [
  'outdated',
  'approvalStale',
  'notApproved',
  'reassess',
  'avoidOpen',
  'shareUnnamed',
  'selfAppointed',
] as const
export type RiskWarning = (typeof riskWarnings)[number]

export interface RiskFacts {
  readonly levels: RiskLevels
  readonly state: RiskState
  readonly flags: readonly RiskFlag[]
  /** The worst problem to be settled; undefined if there is none. */
  readonly problem: RiskProblem | undefined
  readonly warnings: readonly RiskWarning[]
  readonly actions: readonly TreatmentAction[]
  readonly summary: ActionSummary
  readonly acceptances: readonly StandingAcceptance[]
  /** TR5: the best of its acceptances. */
  readonly acceptance: AcceptanceState | undefined
  /** TR11: how much of the risk is accepted, and until when. */
  readonly cover: AcceptanceCover
  /** TR2: the owner's approval of the treatment. */
  readonly approval: Approval | undefined
}

export interface RiskInput {
  readonly method: Matrix
  /** Treatment actions that name the risk; undefined until they are loaded. */
  readonly actions: readonly TreatmentAction[] | undefined
  readonly acceptances: readonly StandingAcceptance[]
  /** Statements about the risk itself. */
  readonly statements: readonly StatementFact[]
  readonly operatingControls: number
  /** TR8; called only if the option is share. */
  readonly partnerNamed: () => boolean
  /** TR4; called only if an acceptance is valid. */
  readonly ownerChanges: () => readonly OwnerChange[]
  readonly lookup: RecordLookup
  readonly today: string
}

export function riskFacts(row: Risk, input: RiskInput): RiskFacts {
  const { method, today } = input
  const levels = riskLevels(row, method)
  const actions = (input.actions ?? []).filter((action) => action.archivedOn === undefined)
  const cover = acceptanceCover(input.acceptances, levels, actions.some(isOpenAction))
  const approval = needsOwnerApproval(row) ? ownerApproval(row, input) : undefined
  return {
    levels,
    state: riskState(row, levels, method, { actions: input.actions && actions, cover, today }),
    flags: riskFlags(row, levels, { operatingControls: input.operatingControls, actions: input.actions && actions }),
    problem: problemOf(row, levels, actions, input),
    warnings: row.status === 'closed' ? [] : warningsOf(row, levels, actions, approval, input),
    actions,
    summary: summariseActions(actions, today),
    acceptances: input.acceptances,
    acceptance: bestAcceptance(input.acceptances.map(({ facts }) => facts.state)),
    cover,
    approval,
  }
}

/** TR2. Content is hashed only if there are statements about it: a register of 10,000 risks asks this for each. */
function ownerApproval(row: Risk, { statements, lookup, today }: RiskInput): Approval {
  const contentHash = statements.some(({ profile }) => profile === 'treatment')
    ? hashedContent(row, 'treatment', compositeRecords(row, 'treatment', lookup)).contentHash
    : ''
  return approvalState(statements, { profile: 'treatment', contentHash, today })
}

function problemOf(
  row: Risk,
  levels: RiskLevels,
  actions: readonly TreatmentAction[],
  { method, acceptances, today }: RiskInput,
): RiskProblem | undefined {
  if (row.status === 'closed') return undefined
  const current = levels.current.level
  if (current === 'offScale') return 'offScale'
  if (!isLevel(current)) return 'unassessed'
  const above = isAbove(current, method)
  if (above && row.owner === undefined) return 'noOwner'
  if (above && row.option === undefined) return 'noOption'
  if (actions.some((action) => isOpenAction(action) && isOverdue(action.due, today))) return 'overdue'
  if (needsAcceptance(levels.effectiveResidual, method) && row.option !== undefined) {
    const best = residualAcceptanceState(acceptances, levels)
    if (best !== 'valid')
      return best === 'expired' ? 'acceptanceEnded' : best === 'stale' ? 'acceptanceStale' : 'notAccepted'
  }
  // Case 16: an option that lowers the risk must say to which level.
  return above && row.option !== 'avoid' && levels.effectiveResidual === 'unset' ? 'residualMissing' : undefined
}

function warningsOf(
  row: Risk,
  levels: RiskLevels,
  actions: readonly TreatmentAction[],
  approval: Approval | undefined,
  input: RiskInput,
): readonly RiskWarning[] {
  const accepted = input.acceptances
    .filter(({ facts }) => facts.state === 'valid')
    .map(({ facts }) => facts.approval.statement)
  const found: readonly (readonly [RiskWarning, boolean])[] = [
    ['outdated', levels.outdated && row.currentL !== undefined],
    ['approvalStale', approval?.state === 'stale'],
    [
      'notApproved',
      approval !== undefined &&
        approval.state !== 'current' &&
        approval.state !== 'stale' &&
        approval.waiting.length === 0,
    ],
    ['reassess', needsReassessment(row, actions)],
    ['avoidOpen', avoidWaitsForClosing(row, actions)],
    ['shareUnnamed', row.option === 'share' && !input.partnerNamed()],
    [
      'selfAppointed',
      accepted.length > 0 &&
        accepted.some((statement) => isSelfAppointed(row, statement, input.ownerChanges(), input.statements)),
    ],
  ]
  return found.filter(([, holds]) => holds).map(([warning]) => warning)
}
