/** State of a supplier on a day: review, assurance, contract, exit (A.5.19-A.5.23). */

import { addPeriod, dateInZone, daysBetween, isOverdue } from '~/lib/shared/dates'
import type { HasUsableEvidence } from '../evidence/usable'
import type { Supplier } from '~/lib/records/kinds/supplier'

export type SupplierProblem =
  'assuranceMissing' | 'assuranceEnded' | 'reviewOverdue' | 'contractEnded' | 'clausesMissing' | 'exitPlanMissing'

/** `evidenced`: no end date, but evidence that is usable today supports it (SOA5). */
export type Assurance = 'none' | 'current' | 'ending' | 'evidenced' | 'ended'

export interface SupplierState {
  /**
   * Last review (otherwise the day it was recorded) + reviewEvery (default P12M); undefined once the relationship has
   * ended.
   */
  readonly reviewDue: string | undefined
  readonly assurance: Assurance
  /** Worst first. */
  readonly problems: readonly SupplierProblem[]
}

/** Days before the end of an assurance from which it counts as ending. */
const warnDays = 60

/** SOA5: whether the supplier's assurance covers a day, by its end date or by evidence; without either it does not. */
export function assuranceState(
  { assurance, assuranceUntil, evidence }: Pick<Supplier, 'assurance' | 'assuranceUntil' | 'evidence'>,
  today: string,
  hasUsableEvidence: HasUsableEvidence,
): Assurance {
  if (assurance === 'none') return 'none'
  if (assurance !== undefined && assuranceUntil !== undefined && !isOverdue(assuranceUntil, today))
    return daysBetween(today, assuranceUntil) <= warnDays ? 'ending' : 'current'
  if (hasUsableEvidence(evidence)) return 'evidenced'
  return assurance === undefined ? 'none' : 'ended'
}

/**
 * When the review is due, and what is wrong. Reviews are required for active suppliers with high criticality or access
 * to data (8.1-suppliers-reviewed); assurance for those with high criticality (A-supplier-assurance).
 */
export function supplierState(
  supplier: Supplier,
  today: string,
  { timeZone, hasUsableEvidence }: { readonly timeZone?: string; readonly hasUsableEvidence: HasUsableEvidence },
): SupplierState {
  const assurance = assuranceState(supplier, today, hasUsableEvidence)
  if (supplier.status === 'ended') return { reviewDue: undefined, assurance, problems: [] }
  const reviewDue = addPeriod(
    supplier.reviewedOn ?? dateInZone(supplier.createdAt, timeZone),
    supplier.reviewEvery ?? 'P12M',
  )
  const seesData = supplier.dataAccess !== undefined && supplier.dataAccess !== 'none'
  const high = supplier.criticality === 'high'
  const problems: readonly (SupplierProblem | false)[] = [
    high && assurance === 'none' && 'assuranceMissing',
    high && assurance === 'ended' && 'assuranceEnded',
    isOverdue(supplier.contractUntil, today) && 'contractEnded',
    (high || seesData) && isOverdue(reviewDue, today) && 'reviewOverdue',
    seesData && supplier.securityClauses === false && 'clausesMissing',
    high && !supplier.exitPlan?.trim() && 'exitPlanMissing',
  ]
  return { reviewDue, assurance, problems: problems.filter((problem) => problem !== false) }
}
