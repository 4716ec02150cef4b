import { isOverdue } from '~/lib/shared/dates'
import type { Risk } from '~/lib/records/kinds/risk'
import { isAbove, isLevel, isWithin, type Matrix, type RiskLevels } from './level'

/** The fields of a treatmentAction that the rules need; its rows satisfy this interface. */
export interface ActionFacts {
  readonly id: string
  readonly status: 'planned' | 'inProgress' | 'blocked' | 'done' | 'cancelled' | undefined
  readonly due: string | undefined
  readonly completedOn?: string | undefined
  readonly archivedOn?: string | undefined
}

/** TR1, in the order of evaluation. */
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
 * TR1: the state of a risk, first match wins. `cover` is what its valid acceptances cover (TR11): only the present
 * level counts as accepted; an accepted residual is shown next to the treatment that must still achieve it. Purely
 * derived, so the state changes automatically when an acceptance ends or an action is added (TR6). Without a register
 * of actions (`actions` undefined) a risk counts as being treated while its residual scores are below the current ones.
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

/** TR2: every open risk with an option needs its owner's current approval under profile `treatment`. */
export const needsOwnerApproval = (risk: Pick<Risk, 'status' | 'option' | 'archivedOn'>): boolean =>
  risk.archivedOn === undefined && risk.status !== 'closed' && risk.option !== undefined

/** TR7: the work is finished but the risk was last assessed before that; software never lowers the scores itself. */
export function needsReassessment(risk: Pick<Risk, 'assessedOn'>, actions: readonly ActionFacts[]): boolean {
  const present = actions.filter((action) => action.archivedOn === undefined && action.status !== 'cancelled')
  if (present.length === 0 || present.some(isOpenAction)) return false
  const last = present
    .map((action) => action.completedOn ?? '')
    .sort()
    .at(-1)!
  return last !== '' && (risk.assessedOn === undefined || risk.assessedOn < last)
}
