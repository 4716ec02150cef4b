import { isOverdue } from '~/lib/shared/dates'
import type { Risk } from '~/lib/records/kinds/risk'
import { isAbove, isLevel, isWithin, type Matrix, type RiskLevels } from './level'

/** What the rules need of a treatmentAction; its rows fit. */
export interface ActionFacts {
  readonly id: string
  readonly status: 'planned' | 'inProgress' | 'blocked' | 'done' | 'cancelled' | undefined
  readonly due: string | undefined
  readonly completedOn?: string | undefined
  readonly archivedOn?: string | undefined
}

/** TR1, in the order in which they are tried. */
export const riskStates = [
  'closed',
  'unassessed',
  'overdue',
  'accepted',
  'treatingAccepted',
  'treating',
  'treated',
  'within',
  'untreated',
] as const
export type RiskState = (typeof riskStates)[number]

export const isOpenAction = (action: Pick<ActionFacts, 'status'>): boolean =>
  action.status !== 'done' && action.status !== 'cancelled'

/**
 * TR1: the state of a risk, first match. `cover`: what its valid acceptances cover (TR11): accepted is only what is
 * borne today; an accepted residual says so beside the treatment that has still to lead there. Derived only, so it
 * falls through by itself when an acceptance ends or an action is added (TR6). Where no register of actions is kept
 * (`actions` undefined), a risk is treated as long as its residual scores lie below the current ones.
 */
export function riskState(
  risk: Pick<Risk, 'status' | 'option'>,
  levels: RiskLevels,
  method: Matrix,
  {
    actions,
    cover,
    today,
  }: {
    readonly actions: readonly ActionFacts[] | undefined
    readonly cover: { readonly present: boolean; readonly residual: boolean }
    readonly today: string
  },
): RiskState {
  const present = (actions ?? []).filter((action) => action.archivedOn === undefined)
  const open = present.filter(isOpenAction)
  const current = levels.current.level
  const treats = risk.option === 'modify' || risk.option === 'share' || risk.option === 'avoid'

  if (risk.status === 'closed') return 'closed'
  if (!isLevel(current)) return 'unassessed'
  if (open.some((action) => isOverdue(action.due, today))) return 'overdue'
  if (isAbove(current, method) && cover.present) return 'accepted'
  const { current: now, residual } = levels
  const aimsLower = isLevel(residual.level) && (residual.l! < now.l! || residual.i! < now.i!)
  if (treats && (open.length > 0 || (actions === undefined && aimsLower)))
    return isAbove(current, method) && cover.residual ? 'treatingAccepted' : 'treating'
  if (treats && open.length === 0 && present.some((action) => action.status === 'done') && isWithin(current, method))
    return 'treated'
  return isWithin(current, method) ? 'within' : 'untreated'
}

/** TR2: every open risk with an option needs its owner's current approval of profile `treatment`. */
export const needsOwnerApproval = (risk: Pick<Risk, 'status' | 'option' | 'archivedOn'>): boolean =>
  risk.archivedOn === undefined && risk.status !== 'closed' && risk.option !== undefined

/** TR7: work is finished but the risk was last looked at before; software never lowers the scores itself. */
export function needsReassessment(risk: Pick<Risk, 'assessedOn'>, actions: readonly ActionFacts[]): boolean {
  const present = actions.filter((action) => action.archivedOn === undefined && action.status !== 'cancelled')
  if (present.length === 0 || present.some(isOpenAction)) return false
  const last = present
    .map((action) => action.completedOn ?? '')
    .sort()
    .at(-1)!
  return last !== '' && (risk.assessedOn === undefined || risk.assessedOn < last)
}
