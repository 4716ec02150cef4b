/**
 * Who signed the content of a report, as text from the statement log. Nothing is called approved unless it is: stale is
 * reported as stale.
 */

import type { ReportContext } from './reportLanguage'
import { recordKind } from '~/lib/records/registry'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import type { Approval } from '../statement/approvalState'
import type { StatementFact } from '../statement/statementFacts'
import { overrideOf } from '../statement/neededFacts'
import { decidedProfile, standingOf, type Standing } from '../statement/statementStanding'
import { signerNotes, signerWithNotes } from '../statement/signerNotes'
import { personName } from './reportState'

/** Milliseconds since the epoch; by the relay's clock if available. */
export const signedAt = ({ relayTime, time }: Pick<StatementFact, 'relayTime' | 'time'>): number => relayTime ?? time

/** The signer's name, with the remarks that belong next to it (ST12, ST16). */
export const signerWords = (ctx: ReportContext, statement: StatementFact): string =>
  signerWithNotes(
    personName(ctx.state, statement.personId) ??
      ctx.state.nameOfMember(statement.memberId) ??
      ctx.words.t('report.somebody'),
    notesOn(ctx, statement),
  )

/** Only the remarks, where the name is shown elsewhere. */
export const notesOn = ({ state, words }: ReportContext, statement: StatementFact): readonly string[] =>
  signerNotes(statement, {
    t: words.t,
    day: words.day,
    nameOfMember: (memberId) =>
      personName(state, state.personOfMember(memberId)) ?? state.nameOfMember(memberId) ?? words.t('report.somebody'),
  })

/** "Managing Director, 12 Feb 2026, 16:04, statement 9,114". */
export const signature = (ctx: ReportContext, statement: StatementFact): string =>
  [
    signerWords(ctx, statement),
    ctx.words.moment(signedAt(statement)),
    ...(statement.seq === undefined ? [] : [ctx.words.t('report.statement', { n: ctx.words.number(statement.seq) })]),
  ].join(', ')

/**
 * The standing of a record under the given profile, by default the one that decides its kind. Undefined if the kind has
 * none.
 */
export function standingIn(
  { state, today }: ReportContext,
  row: AnyRecord,
  profile = decidedProfile(row.kind)?.profile,
): Standing | undefined {
  return profile === undefined || recordKind(row.kind).profiles[profile] === undefined
    ? undefined
    : standingOf(row, profile, state.statementsOf(row.id), state.lookup, today)
}

/** ST15: what an approval left open, and why; undefined if nothing was. */
export function overrideWords({ words }: ReportContext, statement: StatementFact): string | undefined {
  const found = overrideOf(statement)
  if (!found) return undefined
  const kind = statement.subjectKind as Kind
  const reason = found.reason ?? words.t('report.approval.noReason')
  return found.fields.length === 0
    ? words.t('report.approval.reason', { reason })
    : words.t('report.approval.without', {
        fields: found.fields.map((name) => words.label(kind, name)).join(', '),
        reason,
      })
}

/**
 * An approval as a sentence: by whom and when, or why there is none. `verb` selects the wording: approved, signed,
 * accepted.
 */
export function approvalWords(
  ctx: ReportContext,
  approval: Approval | undefined,
  verb: 'approved' | 'signed' | 'accepted',
): string {
  const { words } = ctx
  if (!approval || approval.state === 'none')
    return words.t(approval && approval.waiting.length > 0 ? 'report.approval.waiting' : `report.approval.${verb}None`)
  const { statement } = approval
  const by = statement
    ? {
        name: signerWords(ctx, statement),
        when: words.day(signedAt(statement)),
        until: words.day(statement.validUntil),
      }
    : {}
  if (approval.state === 'current')
    return [
      words.t(statement?.validUntil === undefined ? `report.approval.${verb}` : `report.approval.${verb}Until`, by),
      statement && overrideWords(ctx, statement),
    ]
      .filter(Boolean)
      .join('; ')
  return words.t(`report.approval.${approval.state}`, by)
}
