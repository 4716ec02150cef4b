/** Checks of clauses 4 and 5: context, scope, leadership, roles (isms.md 5.2). */

import { isClimateAnswered } from '~/lib/isms/context/scopeFacts'
import { issueReview } from '~/lib/isms/context/contextReviews'
import { needsReview } from '~/lib/isms/context/reviewDue'
import { isRetired } from '~/lib/isms/policy/policyVersions'
import { frozenFields } from '~/lib/isms/statement/frozen'
import { verdict, type Check } from '../readinessCheck'
import { policyFacts } from '../facts/documentFacts'
import type { Reader } from '../readinessReader'
import { approval, filled, isActive, isMember, isUnapproved, settings, some, standing } from '../facts/workspace'

const scopeOf = (read: Reader) => read.row('scope', 'sc_main')
/** 4.3: a shorter statement cannot describe boundaries. */
const scopeDefined = (read: Reader): boolean => {
  const scope = scopeOf(read)
  return scope !== undefined && (scope.statement?.trim().length ?? 0) >= 80 && filled(scope.interfaces)
}
const activeIssue = (read: Reader, id: string) =>
  ((row) => (row && row.status !== 'closed' ? row : undefined))(read.row('issue', id))
const activeObligation = (read: Reader, id: string) =>
  ((row) => (row && row.status !== 'ended' ? row : undefined))(read.row('obligation', id))
const topPolicies = (read: Reader): readonly string[] =>
  read
    .ids('policy')
    .filter((id) => ((row) => row?.level === 'top' && !isRetired(row, read.today()))(read.row('policy', id)))
/** The roleAssignment if it runs today. */
const runningRole = (read: Reader, id: string) => {
  const row = read.row('roleAssignment', id)
  const today = read.today()
  return row && isRunning(row, today) ? row : undefined
}
const isRunning = ({ from, until }: { readonly from?: unknown; readonly until?: unknown }, today: string): boolean =>
  !(typeof from === 'string' && from > today) && !(typeof until === 'string' && until < today)

/** The approved content of an assignment that runs today (ST12); if it was edited since, the approved copy. */
function approvedRole(read: Reader, id: string): { readonly role?: unknown; readonly holder?: unknown } | undefined {
  const row = runningRole(read, id)
  const state = row && approval(read, id)
  if (state === 'current') return row
  const copy = state === 'stale' ? frozenFields(standing(read, id)!.approval.statement?.frozen) : undefined
  return copy && isRunning(copy, read.today()) ? copy : undefined
}

export const contextChecks: readonly Check[] = [
  {
    id: '4.1-issues-recorded',
    phase: 'P',
    severity: 'B',
    stage: 1,
    holds: (read) =>
      (['internal', 'external'] as const).every((origin) =>
        some(read, 'issue', (id) => activeIssue(read, id)?.origin === origin),
      ),
  },
  {
    id: '4.1-climate-determined',
    phase: 'P',
    severity: 'W',
    stage: 1,
    holds: (read) => ((scope) => scope !== undefined && isClimateAnswered(scope))(scopeOf(read)),
  },
  {
    id: '4.1-issues-reviewed',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'issue',
    judge: (read, id) =>
      ((row) => row && verdict(needsReview(issueReview(row, settings(read), read.today()))))(activeIssue(read, id)),
  },
  {
    id: '4.2-parties-recorded',
    phase: 'P',
    severity: 'B',
    stage: 1,
    holds: (read) => some(read, 'interestedParty', (id) => read.row('interestedParty', id)?.status !== 'closed'),
  },
  {
    id: '4.2-requirements-addressed',
    phase: 'P',
    severity: 'W',
    stage: 1,
    over: 'obligation',
    judge: (read, id) => ((row) => row && verdict(row.addressed === undefined))(activeObligation(read, id)),
  },
  { id: '4.3-scope-defined', phase: 'P', severity: 'B', stage: 1, holds: scopeDefined },
  {
    id: '4.3-scope-approved',
    phase: 'P',
    severity: 'B',
    stage: 1,
    applies: scopeDefined,
    over: 'scope',
    judge: (read, id) => verdict(isUnapproved(approval(read, id))),
  },
  {
    id: '4.3-scope-approval-stale',
    phase: 'P',
    severity: 'W',
    stage: 1,
    applies: scopeDefined,
    over: 'scope',
    judge: (read, id) =>
      ((state) => (isUnapproved(state) ? undefined : verdict(state === 'stale')))(approval(read, id)),
  },
  {
    id: '4.4-processes-described',
    phase: 'P',
    severity: 'W',
    stage: 1,
    holds: (read) => filled(scopeOf(read)?.processes),
  },
  {
    id: '5.1-top-management-named',
    phase: 'P',
    severity: 'B',
    stage: 1,
    holds: (read) =>
      some(read, 'roleAssignment', (id) => {
        const approved = approvedRole(read, id)
        return (
          approved?.role === 'topManagement' &&
          typeof approved.holder === 'string' &&
          isActive(read, approved.holder) &&
          isMember(read, approved.holder)
        )
      }),
  },
  { id: '5.2-policy-exists', phase: 'P', severity: 'B', stage: 1, holds: (read) => topPolicies(read).length > 0 },
  {
    id: '5.2-policy-in-force',
    phase: 'P',
    severity: 'B',
    stage: 1,
    over: { name: 'policy of level top', keys: topPolicies },
    judge: (read, id) => verdict(policyFacts(read, id)?.inForce === undefined),
  },
  {
    id: '5.2-policy-commitments',
    phase: 'P',
    severity: 'W',
    stage: 1,
    over: { name: 'policy of level top', keys: topPolicies },
    judge: (read, id) =>
      ((row) =>
        row &&
        verdict(row.setsObjectives !== true || row.commitsRequirements !== true || row.commitsImprovement !== true))(
        read.row('policy', id),
      ),
  },
  {
    id: '5.3-roles-assigned',
    phase: 'P',
    severity: 'B',
    stage: 1,
    holds: (read) => {
      const held = (is: (row: NonNullable<ReturnType<typeof runningRole>>) => boolean): boolean =>
        some(read, 'roleAssignment', (id) =>
          ((row) => row !== undefined && is(row) && isActive(read, row.holder))(runningRole(read, id)),
        )
      return (
        held((row) => row.role === 'ismsLead') &&
        held((row) => row.ensuresConformity === true) &&
        held((row) => row.reportsPerformance === true)
      )
    },
  },
  {
    id: '5.3-role-vacant',
    phase: 'D',
    severity: 'W',
    stage: 2,
    over: 'roleAssignment',
    judge: (read, id) => ((row) => row && verdict(!isActive(read, row.holder)))(runningRole(read, id)),
  },
]
