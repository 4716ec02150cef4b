/** The most serious problem of a nonconformity, in the order an auditor would ask. */

import { isOverdue } from '~/lib/shared/dates'
import type { CorrectiveAction } from '~/lib/records/kinds/correctiveAction'
import { isActionOverdue, type NcDues, type NcStanding } from './ncState'

export type NcProblem =
  | { readonly type: 'ineffective' | 'doer' | 'stale' }
  | { readonly type: 'correction' | 'rootCause' | 'review'; readonly due: string }
  | { readonly type: 'action'; readonly due: string; readonly action: CorrectiveAction }

/** Undefined if everything is on time, closed or withdrawn. */
export function ncProblem(
  standing: NcStanding,
  dues: NcDues,
  actions: readonly CorrectiveAction[],
  today: string,
): NcProblem | undefined {
  const { state, needs } = standing
  if (state === 'closed' || state === 'withdrawn') return undefined
  if (state === 'ineffective') return { type: 'ineffective' }
  const late = actions
    .filter((action) => isActionOverdue(action, today))
    .sort((a, b) => a.due!.localeCompare(b.due!))[0]
  if (needs.includes('correction') && isOverdue(dues.correction, today))
    return { type: 'correction', due: dues.correction! }
  if (late) return { type: 'action', due: late.due!, action: late }
  if ((needs.includes('rootCause') || needs.includes('method')) && isOverdue(dues.rootCause, today))
    return { type: 'rootCause', due: dues.rootCause! }
  if (standing.dependent) return { type: 'doer' }
  if (standing.review === 'stale') return { type: 'stale' }
  return state === 'awaitingReview' && isOverdue(dues.review, today) ? { type: 'review', due: dues.review! } : undefined
}
