/** The state of treatment actions for their register and for plans (8.3). Pure; the day is an argument. */

import { isOverdue } from '~/lib/shared/dates'
import type { TreatmentAction } from '~/lib/records/kinds/treatmentAction'
import { isOpenAction } from './riskState'

export type ActionSignal = 'overdue' | 'blocked' | 'evidenceMissing' | 'noCompletion'

type Action = Pick<TreatmentAction, 'status' | 'due' | 'completedOn' | 'evidence' | 'archivedOn'>

/**
 * What somebody must settle about an action, worst first. Work reported as done needs evidence (8.3: results are
 * documented).
 */
export function actionSignals(action: Action, today: string): readonly ActionSignal[] {
  if (action.archivedOn !== undefined) return []
  const found: ActionSignal[] = []
  if (isOpenAction(action) && isOverdue(action.due, today)) found.push('overdue')
  if (action.status === 'blocked') found.push('blocked')
  if (action.status === 'done' && action.completedOn === undefined) found.push('noCompletion')
  if (action.status === 'done' && action.evidence.length === 0) found.push('evidenceMissing')
  return found
}

export interface ActionSummary {
  readonly done: number
  readonly open: number
  readonly overdue: number
  /** All that were not cancelled, done and open: the base of the progress figure. */
  readonly total: number
  /** Latest due day of the open ones. */
  readonly until: string | undefined
}

/**
 * TR13: open actions past their due day, the most overdue first. Every list, banner and count of late actions uses
 * this.
 */
export const lateActions = <A extends Action>(actions: readonly A[], today: string): readonly A[] =>
  actions
    .filter((action) => action.archivedOn === undefined && isOpenAction(action) && isOverdue(action.due, today))
    .sort((a, b) => (a.due! < b.due! ? -1 : a.due! > b.due! ? 1 : 0))

/** Counts the actions that are not archived; cancelled ones are excluded (treatmentPlan S: done / not cancelled). */
export function summariseActions(actions: readonly Action[], today: string): ActionSummary {
  const present = actions.filter((action) => action.archivedOn === undefined && action.status !== 'cancelled')
  const open = present.filter(isOpenAction)
  return {
    done: present.length - open.length,
    open: open.length,
    overdue: lateActions(open, today).length,
    total: present.length,
    until: open
      .map((action) => action.due)
      .filter((due) => due !== undefined)
      .sort()
      .at(-1),
  }
}
