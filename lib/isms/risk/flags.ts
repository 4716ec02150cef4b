import type { Risk } from '~/lib/records/kinds/risk'
import { isLevel, type RiskLevels, type Stage } from './level'
import type { ActionFacts } from './riskState'

export type RiskFlag = 'residualAboveCurrent' | 'currentAboveInherent' | 'loweredWithoutControl'

/** Compares score by score, even if the levels are equal, and only if both stages are on the scale (RS5). */
const exceeds = (a: Stage, b: Stage): boolean => isLevel(a.level) && isLevel(b.level) && (a.l! > b.l! || a.i! > b.i!)

const isLower = (a: Stage, b: Stage): boolean => isLevel(a.level) && isLevel(b.level) && a.level < b.level

/**
 * Scores that contradict each other (RS5) or were lowered without justification (RS6). `operatingControls`: how many of
 * the risk's controls operate; `actions`: its treatment actions. Without a register of actions, lowered residual scores
 * are not flagged.
 */
export function riskFlags(
  risk: Pick<Risk, 'option' | 'optionReason'>,
  levels: RiskLevels,
  {
    operatingControls,
    actions,
  }: { readonly operatingControls: number; readonly actions?: readonly Pick<ActionFacts, 'status'>[] | undefined },
): readonly RiskFlag[] {
  const flags: RiskFlag[] = []
  if (exceeds(levels.residual, levels.current)) flags.push('residualAboveCurrent')
  if (exceeds(levels.current, levels.inherent)) flags.push('currentAboveInherent')

  const movedAway = (risk.option === 'share' || risk.option === 'avoid') && Boolean(risk.optionReason?.trim())
  const planned = actions === undefined || actions.some((action) => action.status !== 'cancelled')
  const currentUnearned = isLower(levels.current, levels.inherent) && operatingControls === 0
  const residualUnearned = isLower(levels.residual, levels.current) && !planned && !movedAway
  if (currentUnearned || residualUnearned) flags.push('loweredWithoutControl')
  return flags
}
