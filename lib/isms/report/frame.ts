/** The frame of every report: title block and footer (isms.md 7.1, ux.md 12). */

import type { ReportContext } from './reportLanguage'
import { versionsOf } from '../statement/versions'
import { completenessOf } from '../statement/statementCompleteness'
import type { AnyRecord } from '~/lib/records/registry'
import type { StatementFact } from '../statement/statementFacts'
import type { Block, Labelled, Report, ReportId } from './report'
import { overrideWords, standingIn } from './signing'
import { stateHash } from './stateHash'

export interface FrameInput {
  readonly id: ReportId
  readonly title: string
  readonly subtitle: readonly (string | undefined)[]
  readonly fields: readonly Labelled[]
  readonly blocks: readonly Block[]
  /** Content hashes of everything shown. */
  readonly used: Iterable<string>
  /** Right side of the footer: document and version. */
  readonly document: string
  /** The statement that approves exactly this content; without one the footer names the head of the log. */
  readonly statement?: StatementFact | undefined
  readonly watermark?: string | undefined
  readonly orientation?: Report['orientation']
  readonly fileParts?: readonly (string | undefined)[]
  /** Organisation name from a frozen copy. */
  readonly organisation?: string | undefined
}

export function frame(ctx: ReportContext, input: FrameInput): Report {
  const { state, words, generatedAt, today } = ctx
  const { t } = words
  const hash = stateHash(input.used, state.head)
  const settings = state.rows('settings')[0]
  return {
    id: input.id,
    locale: words.locale,
    title: {
      organisation: input.organisation ?? organisationName(ctx),
      title: input.title,
      subtitle: input.subtitle.filter((part) => part !== undefined && part !== '').join(' · '),
      fields: input.fields,
    },
    blocks: input.blocks,
    foot: {
      stateHash: hash,
      lines: [
        t('report.foot.state', { hash: shortHash(hash), when: words.longMoment(generatedAt) }),
        [
          approvalLine(ctx, input.statement),
          ...(input.statement ? [overrideWords(ctx, input.statement) ?? []].flat() : []),
          settings?.classification ?? t('report.foot.internal'),
        ].join(' · '),
      ],
      document: input.document,
      // Filled in by the page layout.
      pages: t('report.foot.pages', { n: '{n}', m: '{m}' }),
    },
    ...(input.watermark !== undefined && { watermark: input.watermark }),
    orientation: input.orientation ?? 'portrait',
    generatedAt,
    fileName: fileNameOf([organisationName(ctx), input.title, ...(input.fileParts ?? []), today]),
    coverSheet: t('report.coverSheet'),
  }
}

/**
 * The first 16 digits in groups of four and the last four: enough to compare by eye; the spreadsheet contains all of
 * it.
 */
export const shortHash = (hash: string): string =>
  `${hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')} … ${hash.slice(-4)}`

function approvalLine({ state, words }: ReportContext, statement: StatementFact | undefined): string {
  const { t } = words
  if (!statement)
    return state.head ? t('report.foot.head', { n: words.number(state.head.seq) }) : t('report.foot.noStatement')
  const verb = statement.type === 'sign' ? 'sign' : 'approve'
  // ST14: an owner standing in for top management is never printed as top management.
  return t(`report.foot.${verb}${statement.standsIn ? 'StandsIn' : statement.asTopManagement ? 'Top' : ''}`, {
    n: words.number(statement.seq ?? 0),
  })
}

export const organisationName = ({ state, words }: ReportContext): string =>
  state.rows('scope')[0]?.orgName ?? words.t('report.noOrganisation')

/** "version 3", or why there is none: the approved scope a report is based on. */
export const scopeWords = (ctx: ReportContext): string => approvedWords(ctx, ctx.state.rows('scope')[0])

/**
 * Which version of a singleton is approved, or what happened to the last one: changed since, rejected, expired,
 * revoked, never approved.
 */
export function approvedWords(ctx: ReportContext, row: AnyRecord | undefined): string {
  const { t } = ctx.words
  const standing = row && standingIn(ctx, row, 'main')
  const last = standing?.versions.at(-1)
  if (!standing || !last) return t('report.scope.none')
  const { state } = standing.approval
  if (last.revoked || state === 'revoked') return t('report.scope.revoked')
  return t(`report.scope.${state === 'stale' || state === 'rejected' || state === 'expired' ? state : 'version'}`, {
    n: last.number,
  })
}

/** Number of the approved version of a singleton with this content; undefined if nobody approved it. */
export function versionNumber(
  { state }: ReportContext,
  row: AnyRecord | undefined,
  contentHash: string | undefined,
): number | undefined {
  if (!row || contentHash === undefined) return undefined
  const own = state.statementsOf(row.id)
  return versionsOf(own, 'main', completenessOf(row.kind, 'main', own)).findLast(
    (version) => version.contentHash === contentHash,
  )?.number
}

const fileNameOf = (parts: readonly (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 140)
