/** Acceptance of a level above the criteria (6.1.3 f): who may sign it, for how long, and its state. */

import { addPeriod } from '~/lib/shared/dates'
import type { AcceptanceAuthority } from '~/lib/records/kinds/riskMethod'
import type { ApprovalState } from '../statement/approvalState'
import { isAbove, isLevel, type Level, type Matrix } from './level'
import { fail, ok, type Result } from '../../shared/result'

/** TR5, best first. */
export const acceptanceStates = ['valid', 'stale', 'expired', 'draft', 'rejected', 'revoked', 'void'] as const
export type AcceptanceState = (typeof acceptanceStates)[number]

/** TR5: ST4 with two names changed: none becomes draft, current becomes valid. */
export const acceptanceState = (approval: ApprovalState): AcceptanceState =>
  approval === 'none' ? 'draft' : approval === 'current' ? 'valid' : approval

/** TR5: the combined state of a risk's acceptances; undefined without any. */
export const bestAcceptance = (states: readonly AcceptanceState[]): AcceptanceState | undefined =>
  acceptanceStates.find((state) => states.includes(state))

/**
 * TR11: the level whose authority an acceptance needs: the higher of the accepted level and the present one. While
 * treatment is running the organisation bears the present level, whatever the plan expects.
 */
export const borneLevel = (accepted: number, current: Level): number =>
  isLevel(current) ? Math.max(accepted, current) : accepted

/** TR3: an effective residual above the criteria needs a valid residual acceptance. */
export const needsAcceptance = (effectiveResidual: Level, method: Matrix): boolean => isAbove(effectiveResidual, method)

export const authorityFor = (
  level: number,
  authority: readonly AcceptanceAuthority[],
): AcceptanceAuthority | undefined => authority.find((rule) => rule.level === level)

/**
 * TR4: whether a signer may accept this level until this day. Facts are those at the statement's log position;
 * `signingDay` is in the workspace's time zone. Fails with `acceptanceAuthority` or `acceptanceTooLong`.
 */
export function judgeAcceptance(
  {
    level,
    validUntil,
    signingDay,
  }: { readonly level: number; readonly validUntil: string; readonly signingDay: string },
  authority: readonly AcceptanceAuthority[],
  signer: { readonly isTopManagement: boolean; readonly isLead: boolean; readonly isRiskOwner: boolean },
): Result<void> {
  const rule = authorityFor(level, authority)
  if (!rule)
    return fail(
      'acceptanceAuthority',
      `The risk method names nobody who may accept level ${level}. Complete the method first.`,
    )
  const entitled =
    signer.isTopManagement ||
    (rule.signer === 'lead' && signer.isLead) ||
    (rule.signer === 'riskOwner' && signer.isRiskOwner)
  if (!entitled) {
    const who = {
      riskOwner: 'the risk owner',
      lead: 'an owner or lead of the workspace',
      topManagement: 'top management',
    }[rule.signer]
    return fail('acceptanceAuthority', `Level ${level} can be accepted by ${who} only.`)
  }
  const latest = addPeriod(signingDay, rule.max)
  if (validUntil > latest)
    return fail('acceptanceTooLong', `Level ${level} can be accepted until ${latest} at the latest.`, {
      field: 'validUntil',
      detail: { latest },
    })
  return ok()
}
