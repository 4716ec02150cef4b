/** What a workspace already has of a plan (GS5), so that nothing is proposed twice. Pure. */

import { addPeriod } from '~/lib/shared/dates'
import type { EffectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import type { Audit } from '~/lib/records/kinds/audit'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import type { Obligation } from '~/lib/records/kinds/obligation'
import type { Task } from '~/lib/records/kinds/task'

export interface PlanPresent {
  /** Ids of existing records, without archived ones. */
  readonly ids: ReadonlySet<string>
  /** Purposes of open recurring tasks. */
  readonly recurring: ReadonlySet<string>
  /** Types of audits planned, in progress or done within the interval; `stage2done` once certified. */
  readonly audits: ReadonlySet<string>
  readonly review: boolean
  readonly certified: boolean
  /** Ids of passing readiness checks. */
  readonly passed: ReadonlySet<string>
}

export const nothingPresent: PlanPresent = { ids: new Set(), recurring: new Set(), audits: new Set(), review: false, certified: false, passed: new Set() }

export interface PresentRecords {
  readonly tasks: readonly Task[]
  readonly audits: readonly Audit[]
  readonly reviews: readonly ManagementReview[]
  readonly obligations: readonly Obligation[]
  readonly passed: Iterable<string>
}

export function presentIn({ tasks, audits, reviews, obligations, passed }: PresentRecords, { auditInterval, reviewInterval }: Pick<EffectiveSettings, 'auditInterval' | 'reviewInterval'>, today: string): PlanPresent {
  const live = <T extends { readonly archivedOn: string | undefined }>(rows: readonly T[]): readonly T[] => rows.filter(({ archivedOn }) => archivedOn === undefined)
  const recent = (day: string | undefined, interval: string): boolean => day !== undefined && addPeriod(day, interval) >= today
  const own = live(audits).filter(({ status }) => status !== 'cancelled')
  const certified = own.some(({ type, status }) => (type === 'stage2' || type === 'surveillance' || type === 'recertification') && status === 'completed')
  return {
    ids: new Set([tasks, audits, reviews, obligations].flatMap((rows) => live<{ readonly id: string; readonly archivedOn: string | undefined }>(rows).map(({ id }) => id))),
    recurring: new Set(live(tasks).flatMap((row) => (row.status !== 'closed' && row.purpose !== undefined && Object.keys(row.rules).length > 0 ? [row.purpose] : []))),
    audits: new Set([
      ...own.flatMap((row) => (row.type !== undefined && (row.status !== 'completed' || row.type !== 'internal' || recent(row.performedTo, auditInterval)) ? [row.type] : [])),
      ...(certified ? ['stage1', 'stage2', 'stage2done'] : []),
    ]),
    review: live(reviews).some((row) => (row.status === 'held' ? recent(row.heldOn, reviewInterval) : (row.heldOn ?? '') >= today)),
    certified,
    passed: new Set(passed),
  }
}
