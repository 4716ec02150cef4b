import type { Risk } from '~/lib/records/kinds/risk'
import type { TreatmentAction } from '~/lib/records/kinds/treatmentAction'
import type { TreatmentPlan } from '~/lib/records/kinds/treatmentPlan'
import { isOpenRisk } from './aggregate'
import { isAbove } from './level'
import type { RiskFacts } from './riskFacts'
import { summariseActions, type ActionSummary } from './actionState'

export interface PlanFacts {
  readonly actions: readonly TreatmentAction[]
  readonly summary: ActionSummary
  /** Total cost of its actions; undefined if none has a cost. Cancelled actions are excluded. */
  readonly cost: number | undefined
  /** Number of actions with a cost, so that a partial sum can be shown as one. */
  readonly priced: number
  /** Cost − budget where both are known. */
  readonly over: number | undefined
}

/**
 * The state of a treatment plan (6.1.3 e): progress over the actions of its risks, each counted once however many of
 * the risks it treats, and cost against budget.
 */
export function planFacts(
  plan: Pick<TreatmentPlan, 'risks' | 'budget'>,
  actions: readonly TreatmentAction[],
  today: string,
): PlanFacts {
  const own = actions.filter(
    (action) => action.archivedOn === undefined && action.risks.some((id) => plan.risks.includes(id)),
  )
  const costs = own
    .filter((action) => action.status !== 'cancelled')
    .map((action) => action.cost)
    .filter((cost) => cost !== undefined)
  const cost = costs.length === 0 ? undefined : costs.reduce((sum, one) => sum + one, 0)
  return {
    actions: own,
    summary: summariseActions(own, today),
    cost,
    priced: costs.length,
    over: cost === undefined || plan.budget === undefined ? undefined : cost - plan.budget,
  }
}

export type PlanTime = 'ahead' | 'running' | 'ended'

/** Position of a day relative to the plan's period; undefined if either end is unset. */
export function planTime({ from, to }: Pick<TreatmentPlan, 'from' | 'to'>, today: string): PlanTime | undefined {
  if (from === undefined || to === undefined) return undefined
  return today < from ? 'ahead' : today > to ? 'ended' : 'running'
}

/**
 * TR12: open risks above the criteria that a plan leaves out and nobody accepted: the approver must see them, on screen
 * and in print.
 */
export const leftOutOf = <R extends Risk>(
  plan: Pick<TreatmentPlan, 'risks'>,
  risks: readonly R[],
  {
    factsOf,
    matrix,
  }: {
    readonly factsOf: (risk: R) => Pick<RiskFacts, 'levels' | 'cover'> | undefined
    readonly matrix: Parameters<typeof isAbove>[1]
  },
): readonly R[] =>
  risks.filter((risk) => {
    const facts = factsOf(risk)
    return (
      facts !== undefined &&
      isOpenRisk(risk) &&
      isAbove(facts.levels.current.level, matrix) &&
      !facts.cover.present &&
      !plan.risks.includes(risk.id)
    )
  })
