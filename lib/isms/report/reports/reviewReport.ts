/**
 * Minutes of a management review (9.3): attendees, the frozen inputs a to g with the discussion, decisions, judgements,
 * signature (MR2, MR5).
 */

import { type ReportContext } from '~/lib/isms/report/reportLanguage'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import { inputField, nothingField, recordedLate } from '~/lib/isms/review/reviewCompleteness'
import { decisionState } from '~/lib/isms/review/decisions'
import { inputLetters, type InputLetter, type ReviewPack } from '~/lib/isms/review/pack'
import { column, date, text } from '../reportCells'
import { frame, scopeWords, shortHash } from '../frame'
import { figureLabel, figureValue, lineNote } from '../packWords'
import type { Block, Report } from '../report'
import { personName } from '../reportState'
import { approvalWords, signature, signedAt, standingIn } from '../signing'
import { recordHash } from '../stateHash'

/**
 * Fails with `notFound`. If no frozen pack is on this device the minutes say so; figures are never taken from today.
 */
export function reviewReport(
  ctx: ReportContext,
  { review: id }: { readonly review?: string | undefined } = {},
): Result<Report> {
  const { state, words, today } = ctx
  const { t } = words
  const review =
    id === undefined
      ? lastReview(state.rows('managementReview'))
      : state.rows('managementReview').find((row) => row.id === id)
  if (!review) return fail('notFound', 'This management review is not in the workspace. Choose another one.')
  const pack = review.pack && state.packs.get(review.pack.sha256)
  const decisions = state.rows('decision').filter((row) => row.review === review.id)
  const standing = standingIn(ctx, review, 'main')
  const signed = standing?.approval.state === 'current' ? standing.approval.statement : undefined
  const late = recordedLate(review, state.settings.timeZone)
  const person = (one: string): string => personName(state, one) ?? t('report.somebody')
  const blocks: readonly Block[] = [
    { type: 'heading', level: 2, text: t('report.review.meeting') },
    {
      type: 'facts',
      items: [
        { label: words.label('managementReview', 'heldOn'), value: words.day(review.heldOn) || '–' },
        {
          label: words.label('managementReview', 'chair'),
          value: review.chair === undefined ? '–' : person(review.chair),
        },
        { label: words.label('managementReview', 'attendees'), value: review.attendees.map(person).join(', ') || '–' },
        ...(review.apologies.length > 0
          ? [{ label: words.label('managementReview', 'apologies'), value: review.apologies.map(person).join(', ') }]
          : []),
        {
          label: t('report.review.inputs'),
          value:
            review.pack === undefined
              ? t('report.review.notFrozen')
              : t('report.review.frozen', { date: words.day(review.packAsOf), hash: shortHash(review.pack.sha256) }),
        },
        ...(pack
          ? [
              {
                label: t('report.review.lookedBack'),
                value: pack.since === null ? t('review.first') : t('review.since', { date: words.day(pack.since) }),
              },
            ]
          : []),
        ...(late === undefined
          ? []
          : [{ label: t('report.review.recorded'), value: t('review.late', { date: words.day(late) }) }]),
      ],
    },
    ...(review.pack !== undefined && !pack
      ? [{ type: 'paragraph' as const, quiet: true, text: t('review.packPending') }]
      : []),
    ...inputLetters.flatMap((letter) => inputBlocks(ctx, review, letter, pack)),
    { type: 'heading', level: 2, text: t('report.review.decisions') },
    {
      type: 'table',
      sheet: t('report.review.decisions'),
      empty: t(review.noDecisions ? 'review.decision.noneNeeded' : 'review.decision.none'),
      columns: [
        column('ref', t('report.column.ref'), 8, 'ref'),
        column('type', words.label('decision', 'type'), 13),
        column('text', words.label('decision', 'text'), 42, 'long'),
        column('owner', words.label('decision', 'owner'), 15),
        column('due', words.label('decision', 'due'), 11, 'date'),
        column('state', words.label('decision', 'status'), 11),
      ],
      rows: decisions.map((row) => [
        text(row.ref),
        text(row.type && words.value('decision', 'type', row.type, String)),
        text([row.text, row.outcome].filter(Boolean).join('\n')),
        text(personName(state, row.owner)),
        date(words, row.due),
        text(t(`review.decisionState.${decisionState(row, today)}`)),
      ]),
    },
    { type: 'heading', level: 2, text: t('review.part.judgements') },
    {
      type: 'facts',
      items: [
        ...(['suitable', 'adequate', 'effective'] as const).map((field) => ({
          label: words.label('managementReview', field),
          value: review[field] === undefined ? '–' : t(`app.${review[field]}`),
        })),
        { label: words.label('managementReview', 'conclusion'), value: review.conclusion?.trim() || '–' },
        { label: words.label('managementReview', 'nextOn'), value: words.day(review.nextOn) || '–' },
        {
          label: t('report.field.signature'),
          value: signed ? signature(ctx, signed) : approvalWords(ctx, standing?.approval, 'signed'),
        },
      ],
    },
  ]
  return ok(
    frame(ctx, {
      id: 'review',
      title: t('report.title.review'),
      subtitle: [review.ref, review.title, review.heldOn && t('report.heldOn', { date: words.longDay(review.heldOn) })],
      fields: [
        {
          label: words.label('managementReview', 'chair'),
          value: review.chair === undefined ? '–' : person(review.chair),
        },
        {
          label: t('report.field.signed'),
          value: signed ? words.moment(signedAt(signed)) : approvalWords(ctx, standing?.approval, 'signed'),
        },
        { label: t('report.field.scope'), value: scopeWords(ctx) },
        {
          label: t('report.field.summary'),
          value: t('report.review.summary', { n: decisions.length }, decisions.length),
        },
      ],
      blocks,
      used: [standing?.contentHash ?? '', review.pack?.sha256 ?? '', ...[review, ...decisions].map(recordHash)].filter(
        Boolean,
      ),
      document: review.ref,
      statement: signed,
      ...(!signed && {
        watermark: t(
          standing?.approval.state === 'stale' ? 'report.watermark.staleSigned' : 'report.watermark.unsigned',
        ),
      }),
      fileParts: [review.ref],
    }),
  )
}

/** The review held last, otherwise the next one planned. */
export function lastReview(reviews: readonly ManagementReview[]): ManagementReview | undefined {
  const sorted = [...reviews].sort((a, b) => (a.heldOn ?? '9').localeCompare(b.heldOn ?? '9'))
  return sorted.findLast(({ status }) => status === 'held') ?? sorted[0]
}

function inputBlocks(
  ctx: ReportContext,
  review: ManagementReview,
  letter: InputLetter,
  pack: ReviewPack | undefined,
): readonly Block[] {
  const {
    words: { t },
  } = ctx
  const input = pack?.inputs[letter]
  const discussion = review[inputField(letter)]?.trim()
  const flagged = review[nothingField(letter)] === true
  return [
    { type: 'heading', level: 2, text: t('report.review.input', { letter, name: t(`review.input.${letter}`) }) },
    ...(input && input.figures.length > 0
      ? [
          {
            type: 'facts' as const,
            items: input.figures.map((figure) => ({
              label: figureLabel(ctx, figure),
              value: figureValue(ctx, figure),
            })),
          },
        ]
      : []),
    ...(input?.groups ?? []).flatMap((group): readonly Block[] =>
      group.lines.length === 0
        ? []
        : [
            {
              type: 'table',
              sheet: t('report.review.groupSheet', { letter, name: t(`review.group.${group.key}`) }),
              columns: [
                column('ref', t('report.column.ref'), 10, 'ref'),
                column('title', t(`review.group.${group.key}`), 48),
                column('note', t('report.review.standing'), 42),
              ],
              rows: group.lines.map((line) => [text(line.ref), text(line.title), text(lineNote(ctx, group.key, line))]),
            },
            ...(group.more
              ? [{ type: 'paragraph' as const, quiet: true, text: t('review.more', { n: group.more }) }]
              : []),
          ],
    ),
    {
      type: 'paragraph',
      text: discussion
        ? t('report.review.discussed', { text: discussion })
        : t(flagged ? 'review.nothing' : 'report.review.notDiscussed'),
      ...(!discussion && { quiet: true }),
    },
  ]
}
