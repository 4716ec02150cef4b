/** How a supplier stands on a day: review, assurance, contract, exit (A.5.19-A.5.23). */

import { addPeriod, dateInZone, daysBetween, isOverdue } from '../dates'
import type { Supplier } from '../kinds/supplier'

export type SupplierProblem = 'assuranceMissing' | 'assuranceEnded' | 'reviewOverdue' | 'contractEnded' | 'clausesMissing' | 'exitPlanMissing'

export interface SupplierState {
  /** Last review (else the day it was recorded) + reviewEvery (P12M); undefined once the relation has ended. */
  readonly reviewDue: string | undefined
  readonly assurance: 'none' | 'current' | 'ending' | 'ended'
  /** Worst first. */
  readonly problems: readonly SupplierProblem[]
}

/** Days before the end of an assurance at which it is said to be ending. */
const warnDays = 60

/** Whether the assurance named by the supplier covers a day; without an end date nothing says so. */
export function assuranceState(supplier: Pick<Supplier, 'assurance' | 'assuranceUntil'>, today: string): SupplierState['assurance'] {
  if (supplier.assurance === undefined || supplier.assurance === 'none') return 'none'
  if (supplier.assuranceUntil === undefined || isOverdue(supplier.assuranceUntil, today)) return 'ended'
  return daysBetween(today, supplier.assuranceUntil) <= warnDays ? 'ending' : 'current'
}

/**
 * Review due and what is wrong. A review is asked of active suppliers that matter: criticality high, or data seen
 * (8.1-suppliers-reviewed); assurance of those with high criticality (A-supplier-assurance).
 */
export function supplierState(supplier: Supplier, today: string, timeZone?: string): SupplierState {
  if (supplier.status === 'ended') return { reviewDue: undefined, assurance: assuranceState(supplier, today), problems: [] }
  const reviewDue = addPeriod(supplier.reviewedOn ?? dateInZone(supplier.createdAt, timeZone), supplier.reviewEvery ?? 'P12M')
  const assurance = assuranceState(supplier, today)
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
