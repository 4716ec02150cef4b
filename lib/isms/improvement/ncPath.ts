/**
 * The stages of a nonconformity as people see them: corrected → analysed → acting → awaiting review → closed, with
 * days.
 */

import type { CorrectiveAction } from '~/lib/records/kinds/correctiveAction'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import { isActionOverdue, type NcDues, type NcStanding } from './ncState'

export const ncSteps = ['corrected', 'analysed', 'acting', 'awaitingReview', 'closed'] as const
export type NcStepName = (typeof ncSteps)[number]

export interface NcStep {
  readonly name: NcStepName
  /** Order is not enforced (CA2): a later step may be done while an earlier one is open. */
  readonly state: 'done' | 'now' | 'late' | 'ahead' | 'failed'
  readonly on?: string | undefined
  readonly due?: string | undefined
}

export interface PathDays {
  /** Day of the last change of the root cause, from the trail. */
  readonly analysedOn?: string | undefined
  readonly reviewedOn?: string | undefined
}

/** The five steps. A step is late once its day has passed; `now` is the first that is not done. */
export function ncPath(
  row: Nonconformity,
  actions: readonly CorrectiveAction[],
  standing: NcStanding,
  dues: NcDues,
  today: string,
  days: PathDays = {},
): readonly NcStep[] {
  const { state, needs } = standing
  const actionsDone = !needs.includes('actions')
  const completed = actions
    .filter((action) => action.status === 'done')
    .map((action) => action.completedOn)
    .filter((day) => day !== undefined)
    .sort()
    .at(-1)
  const overdueAction = actions
    .filter((action) => isActionOverdue(action, today))
    .map((action) => action.due!)
    .sort()[0]
  const closed = state === 'closed'
  const plain: readonly (Omit<NcStep, 'state'> & { readonly done: boolean; readonly failed?: boolean })[] = [
    { name: 'corrected', done: row.correctedOn !== undefined, on: row.correctedOn, due: dues.correction },
    {
      name: 'analysed',
      done: !['rootCause', 'method', 'similar'].some((need) => needs.includes(need as never)),
      on: days.analysedOn,
      due: dues.rootCause,
    },
    { name: 'acting', done: actionsDone, on: actionsDone ? completed : undefined, due: overdueAction ?? dues.actions },
    {
      name: 'awaitingReview',
      done: closed,
      failed: state === 'ineffective',
      on: closed || state === 'ineffective' ? days.reviewedOn : undefined,
      due: dues.review,
    },
    { name: 'closed', done: closed, on: closed ? days.reviewedOn : undefined },
  ]
  const first = state === 'withdrawn' ? undefined : plain.find((step) => !step.done)?.name
  return plain.map(({ done, failed, ...step }) => ({
    ...step,
    state: done
      ? 'done'
      : failed
        ? 'failed'
        : state !== 'withdrawn' && step.due !== undefined && today > step.due
          ? 'late'
          : step.name === first
            ? 'now'
            : 'ahead',
  }))
}
