/** State of risk acceptances (TR3-TR6): derived from record, statements and day, never stored. */

import { fieldValues } from '~/lib/records/fieldValues'
import { inLogOrder } from '~/lib/shared/logOrder'
import { addPeriod, daysBetween } from '~/lib/shared/dates'
import type { Risk } from '~/lib/records/kinds/risk'
import type { AcceptanceAuthority } from '~/lib/records/kinds/riskMethod'
import type { RiskAcceptance } from '~/lib/records/kinds/riskAcceptance'
import { approvalState, type Approval } from '../statement/approvalState'
import { compositeRecords, type RecordLookup } from '../statement/composites'
import { frozenContent } from '../statement/frozen'
import { counts, isType, type StatementFact } from '../statement/statementFacts'
import { hashedContent } from '../statement/hashedContent'
import { canonicalJson, isJsonObject, type JsonValue } from '../../shared/json'
import { fail, ok, type Result } from '../../shared/result'
import { recordKind } from '~/lib/records/registry'
import { acceptanceState, authorityFor, bestAcceptance, type AcceptanceState } from './acceptance'
import { isAbove, isLevel, type Level, type Matrix, type RiskLevels } from './level'

export interface AcceptanceFacts {
  readonly state: AcceptanceState
  readonly approval: Approval
  /** Days until it expires, 0 on its last day, negative afterwards; undefined until somebody decides. */
  readonly daysLeft: number | undefined
}

/**
 * TR5 for one acceptance: ST4 over its content together with the risk as it is now, so that a change of the risk makes
 * it stale.
 */
export function acceptanceFacts(
  row: RiskAcceptance,
  statements: readonly StatementFact[],
  lookup: RecordLookup,
  today: string,
): AcceptanceFacts {
  const { contentHash } = hashedContent(row, 'main', compositeRecords(row, 'main', lookup))
  const approval = approvalState(statements, { profile: 'main', contentHash, today })
  const until = approval.statement?.validUntil
  return {
    state: acceptanceState(approval.state),
    approval,
    daysLeft: until === undefined ? undefined : daysBetween(today, until),
  }
}

export interface StandingAcceptance {
  readonly row: RiskAcceptance
  readonly facts: AcceptanceFacts
}

/** What valid acceptances of a risk cover (TR3, TR11). */
export interface AcceptanceCover {
  /** The present level. */
  readonly present: boolean
  /** The level expected after treatment. */
  readonly residual: boolean
  /** Last day of the acceptance that covers most: that of the present level, otherwise that of the residual. */
  readonly until: string | undefined
}

/**
 * TR3, TR11: a residual acceptance covers the residual, and the present level only if that is no higher; an interim one
 * covers the present level while actions are open, never the residual.
 */
export function acceptanceCover(
  acceptances: readonly StandingAcceptance[],
  { current, effectiveResidual }: Pick<RiskLevels, 'current' | 'effectiveResidual'>,
  hasOpenAction: boolean,
): AcceptanceCover {
  const reaches = ({ row }: StandingAcceptance, level: Level): boolean =>
    isLevel(level) && (row.frozenLevel ?? 0) >= level
  const valid = acceptances.filter(({ facts }) => facts.state === 'valid')
  const present = valid.filter((one) => (one.row.type !== 'interim' || hasOpenAction) && reaches(one, current.level))
  const residual = valid.filter((one) => one.row.type !== 'interim' && reaches(one, effectiveResidual))
  const until = (present.length > 0 ? present : residual)
    .map(({ facts }) => facts.approval.statement?.validUntil ?? '')
    .sort()
    .at(-1)
  return { present: present.length > 0, residual: residual.length > 0, until: until === '' ? undefined : until }
}

/**
 * TR5, TR11: the combined state of the residual acceptances. One whose accepted level is now exceeded, because method
 * or scores changed, is stale: nobody accepted that much.
 */
export const residualAcceptanceState = (
  acceptances: readonly StandingAcceptance[],
  { effectiveResidual }: Pick<RiskLevels, 'effectiveResidual'>,
): AcceptanceState | undefined =>
  bestAcceptance(
    acceptances
      .filter(({ row }) => row.type !== 'interim')
      .map(({ row, facts }) =>
        facts.state === 'valid' && isLevel(effectiveResidual) && (row.frozenLevel ?? 0) < effectiveResidual
          ? 'stale'
          : facts.state,
      ),
  )

export interface FrozenScores {
  readonly frozenL: number
  readonly frozenI: number
  readonly frozenLevel: number
}

/**
 * What an acceptance of this risk freezes: for type residual the effective residual (for a retained risk without
 * residual scores the current ones, RS4), for type interim the current level. Fails with `noLevel` or `withinCriteria`.
 */
export function freezeScores(levels: RiskLevels, type: 'residual' | 'interim', method: Matrix): Result<FrozenScores> {
  const stage = type === 'interim' || levels.residual.level === 'unset' ? levels.current : levels.residual
  const level: Level = type === 'interim' ? levels.current.level : levels.effectiveResidual
  if (!isLevel(level) || stage.l === undefined || stage.i === undefined)
    return fail(
      'noLevel',
      type === 'interim'
        ? 'Score the current level in the matrix first.'
        : 'Score the residual level in the matrix first, or choose retain.',
    )
  if (!isAbove(level, method))
    return fail(
      'withinCriteria',
      'This level lies within the criteria: the owner’s approval of the treatment is enough (TR2).',
    )
  return ok({ frozenL: stage.l, frozenI: stage.i, frozenLevel: level })
}

/**
 * Fields of the risk that differ from the frozen copy of an acceptance (ST3), which made it stale. Empty if the copy is
 * not present or does not contain the risk.
 */
export function changedSince(frozen: Uint8Array | undefined, risk: Risk): readonly string[] {
  const records = frozenContent(frozen)?.records['risk']
  const before = Array.isArray(records)
    ? (records as readonly JsonValue[]).find((record) => isJsonObject(record) && record['id'] === risk.id)
    : undefined
  if (!isJsonObject(before)) return []
  const now = fieldValues<JsonValue | undefined>(risk)
  return recordKind('riskAcceptance')
    .profiles['main']!.composite!.find(({ name }) => name === 'risk')!
    .fields.filter((field) => canonicalJson(before[field] ?? null) !== canonicalJson(now[field] ?? null))
}

/**
 * TR4: the last day until which this level may be accepted if signed today; undefined if the method names no authority
 * for it.
 */
export const latestEnd = (
  level: number,
  authority: readonly AcceptanceAuthority[],
  today: string,
): string | undefined => {
  const rule = authorityFor(level, authority)
  return rule && addPeriod(today, rule.max)
}

/** A change of `risk.owner` from the trail. */
export interface OwnerChange {
  readonly memberId: string
  readonly value: unknown
  /** Position in the log; absent while unsynced. */
  readonly seq?: number | undefined
}

/**
 * TR4: true if the signer of a valid acceptance made themselves owner before signing, and no lead has confirmed the
 * risk since. A confirm by anybody but the owner can only come from a lead (profile main: holder of owner, or lead).
 */
export function isSelfAppointed(
  risk: Pick<Risk, 'owner'>,
  accepted: StatementFact | undefined,
  ownerChanges: readonly OwnerChange[],
  riskStatements: readonly StatementFact[],
): boolean {
  if (!accepted || !counts(accepted) || accepted.personId === undefined || risk.owner !== accepted.personId)
    return false
  const order = ({ seq }: { readonly seq?: number | undefined }): number => seq ?? Number.MAX_SAFE_INTEGER
  const appointment = ownerChanges
    .filter((change) => order(change) <= order(accepted) && change.value === risk.owner)
    .sort((a, b) => order(a) - order(b))
    .at(-1)
  if (appointment?.memberId !== accepted.memberId) return false
  return !inLogOrder(riskStatements).some(
    (statement) =>
      isType(statement, 'confirm') &&
      counts(statement) &&
      order(statement) > order(appointment) &&
      statement.memberId !== accepted.memberId &&
      statement.personId !== accepted.personId,
  )
}
