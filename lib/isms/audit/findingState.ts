/** State of a finding (isms.md 3.4), and when its nonconformity is due (AU6). */

import { addDays, dateInZone, daysBetween } from '~/lib/shared/dates'
import type { Audit } from '~/lib/records/kinds/audit'
import type { Finding } from '~/lib/records/kinds/finding'
import type { Approval } from '../statement/approvalState'
import { isInternal } from './auditIndependence'

export const findingStates = ['withdrawn', 'closed', 'resolved', 'inAction', 'open'] as const
export type FindingState = (typeof findingStates)[number]

export interface FindingFacts {
  readonly audit: Pick<Audit, 'type'> | undefined
  /**
   * State of the nonconformity opened from it; undefined if there is none. A withdrawn nonconformity does not answer
   * the finding.
   */
  readonly nonconformity: 'open' | 'closed' | 'withdrawn' | undefined
  readonly improvement: 'open' | 'ended' | undefined
  /** ST4 of profile `closing`. */
  readonly closing: Pick<Approval, 'state' | 'statement'>
}

/**
 * First match wins: withdrawn; closed; resolved (external audit: its own auditors close the finding); inAction; open.
 */
export function findingState(
  finding: Pick<Finding, 'withdrawn' | 'grade'>,
  { audit, nonconformity, improvement, closing }: FindingFacts,
): FindingState {
  if (finding.withdrawn) return 'withdrawn'
  if (finding.grade === 'strength') return 'closed'
  if (closing.state === 'current' && closing.statement?.decision === 'closed') return 'closed'
  if (nonconformity === 'closed') return audit && !isInternal(audit) ? 'resolved' : 'closed'
  return nonconformity === 'open' || improvement === 'open' ? 'inAction' : 'open'
}

export const needsNonconformity = (finding: Pick<Finding, 'grade' | 'withdrawn'>): boolean =>
  !finding.withdrawn && (finding.grade === 'major' || finding.grade === 'minor')

export interface NcDue {
  readonly due: string
  /** Days until it is due; negative once overdue. */
  readonly inDays: number
  readonly isOverdue: boolean
}

/**
 * AU6: the day by which a major or minor finding needs its nonconformity; undefined if one exists or none is needed.
 */
export function ncDue(
  finding: Pick<Finding, 'grade' | 'withdrawn' | 'raisedOn' | 'createdAt'>,
  hasNonconformity: boolean,
  { findingToNcDays, timeZone }: { readonly findingToNcDays: number; readonly timeZone?: string },
  today: string,
): NcDue | undefined {
  if (hasNonconformity || !needsNonconformity(finding)) return undefined
  const due = addDays(finding.raisedOn ?? dateInZone(finding.createdAt, timeZone), findingToNcDays)
  return { due, inDays: daysBetween(today, due), isOverdue: today > due }
}
