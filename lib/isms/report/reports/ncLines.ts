/**
 * What the rules say about every nonconformity in the report state (CA): the same results as the register on screen.
 */

import type { ReportContext } from '~/lib/isms/report/reportLanguage'
import { daysBetween } from '~/lib/shared/dates'
import { ncStanding, type NcStanding } from '~/lib/isms/improvement/ncState'
import type { CorrectiveAction } from '~/lib/records/kinds/correctiveAction'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import { dayOfStatement } from '~/lib/isms/review/managementReviewState'
import { groupBy } from '~/lib/shared/groups'
import { standingIn } from '../signing'

export interface NcLine {
  readonly row: Nonconformity
  readonly actions: readonly CorrectiveAction[]
  readonly standing: NcStanding
  /** Day of the verification that closed it. */
  readonly closedOn: string | undefined
  /** Day it was closed or withdrawn; undefined while it is open, or if the day of withdrawal is unknown. */
  readonly endedOn: string | undefined
  /** Days from detection to its end, or to today. */
  readonly daysOpen: number | undefined
}

export const isOpenNc = ({ standing }: Pick<NcLine, 'standing'>): boolean =>
  standing.state !== 'closed' && standing.state !== 'withdrawn'

/** By ref, in the order of the state. */
export function ncLines(ctx: ReportContext): readonly NcLine[] {
  const actionsOf = groupBy(ctx.state.rows('correctiveAction'), (row) => row.nonconformity)
  return ctx.state.rows('nonconformity').map((row) => lineOf(ctx, row, actionsOf.get(row.id) ?? []))
}

function lineOf(ctx: ReportContext, row: Nonconformity, actions: readonly CorrectiveAction[]): NcLine {
  const { state, today } = ctx
  const statements = state.statementsOf(row.id)
  const finding = row.finding === undefined ? undefined : state.record(row.finding)
  const standing = ncStanding(row, {
    actions,
    statements,
    contentHash: standingIn(ctx, row, 'effectiveness')?.contentHash ?? '',
    today,
    gap: finding?.kind === 'finding' ? finding.gap : undefined,
    duplicateOf: (id) => state.record(id)?.duplicateOf,
    ...(state.onWord && { onWord: state.onWord }),
  })
  const closedOn =
    standing.state === 'closed' && standing.decidedBy ? dayOfStatement(state, standing.decidedBy) : undefined
  const endedOn = standing.state === 'withdrawn' ? withdrawnOn(ctx, row) : closedOn
  const until = isOpenNc({ standing }) ? today : endedOn
  return {
    row,
    actions,
    standing,
    closedOn,
    endedOn,
    daysOpen:
      row.detectedOn === undefined || until === undefined ? undefined : Math.max(0, daysBetween(row.detectedOn, until)),
  }
}

/** The day its withdrawal reason was first written, unless it was removed since; read from the trail. */
const withdrawnOn = ({ state }: ReportContext, { id }: Nonconformity): string | undefined =>
  state.changes.findLast(
    ({ recordId, field, before, after }) =>
      recordId === id && field === 'withdrawnReason' && !isWritten(before) && isWritten(after),
  )?.day
const isWritten = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
