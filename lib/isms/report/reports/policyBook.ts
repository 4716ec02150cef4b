/**
 * The policy book (5.2, 7.5): every policy in force with its approved text, its version and who approved it (PO3).
 * Never a working copy.
 */

import { type ReportContext } from '~/lib/isms/report/reportLanguage'
import type { Policy } from '~/lib/records/kinds/policy'
import { inForceVersion, policyVersions, type PolicyVersion } from '~/lib/isms/policy/policyVersions'
import { policyReviewDue, policyState } from '~/lib/isms/policy/policyState'
import { column, date, naming, text } from '../reportCells'
import { frame, scopeWords } from '../frame'
import type { Block, Cell, Report } from '../report'
import { personName } from '../reportState'
import { signature, signedAt, signerWords, standingIn } from '../signing'

const levels = ['top', 'topic', 'procedure', 'standard'] as const

interface Chapter {
  readonly row: Policy
  readonly version: PolicyVersion
  readonly changed: boolean
  readonly reviewDue: string | undefined
}

export function policyBook(ctx: ReportContext): Report {
  const { state, words, today } = ctx
  const { t } = words
  const chapters = state
    .rows('policy')
    .flatMap((row) => chapterOf(ctx, row))
    .sort((a, b) => place(a) - place(b) || titleOf(a).localeCompare(titleOf(b), words.locale))
  const outside = state
    .rows('policy')
    .filter((row) => row.retiredOn === undefined && !chapters.some((chapter) => chapter.row.id === row.id))
  const latest = chapters
    .map(({ version }) => version.approvedOn)
    .sort()
    .at(-1)
  const blocks: readonly Block[] = [
    { type: 'heading', level: 1, text: t('report.policies.contents') },
    {
      type: 'table',
      sheet: t('report.policies.contents'),
      empty: t('report.policies.none'),
      rows: chapters.map((chapter) => contentCells(ctx, chapter)),
      columns: [
        column('ref', t('report.column.ref'), 8, 'ref'),
        naming(column('title', words.label('policy', 'title'), 30)),
        column('level', words.label('policy', 'level'), 12),
        column('version', t('report.policies.version'), 8, 'number'),
        column('approvedBy', t('report.field.approvedBy'), 16),
        column('approvedOn', t('report.policies.approvedOn'), 11, 'date'),
        column('from', t('report.policies.from'), 11, 'date'),
        column('owner', words.label('policy', 'owner'), 16, 'text', 'sheet'),
        column('review', t('report.policies.reviewDue'), 11, 'date', 'sheet'),
        column('hash', t('report.treatment.hash'), 24, 'text', 'sheet'),
        column('page', t('report.policies.page'), 5, 'number', 'page'),
      ],
    },
    ...(outside.length > 0
      ? [
          {
            type: 'paragraph' as const,
            quiet: true,
            text: t('report.policies.outside', {
              names: outside.map((row) => [row.ref, row.title].filter(Boolean).join(' ')).join(', '),
            }),
          },
        ]
      : []),
    ...chapters.flatMap((chapter) => chapterBlocks(ctx, chapter)),
  ]
  return frame(ctx, {
    id: 'policies',
    title: t('report.title.policies'),
    subtitle: [t('report.clause', { clause: '5.2, 7.5' }), t('report.asOf', { date: words.longDay(today) })],
    fields: [
      { label: t('report.policies.inForce'), value: words.number(chapters.length) },
      { label: t('report.policies.lastApproval'), value: words.day(latest) || '–' },
      { label: t('report.field.scope'), value: scopeWords(ctx) },
      {
        label: t('report.field.summary'),
        value: chapters.some(({ changed }) => changed)
          ? t('report.policies.changed', { n: chapters.filter(({ changed }) => changed).length })
          : t('report.policies.unchanged'),
      },
    ],
    blocks,
    used: chapters.map(({ version }) => version.contentHash),
    document: t('report.title.policies'),
  })
}

function chapterOf(ctx: ReportContext, row: Policy): readonly Chapter[] {
  const { state, today } = ctx
  const statements = state.statementsOf(row.id)
  const standing = standingIn(ctx, row, 'main')
  if (!standing) return []
  const versions = policyVersions({ versions: standing.versions, statements, timeZone: state.settings.timeZone })
  const version = inForceVersion(row, versions, today)
  if (!version) return []
  const reviewDue = policyReviewDue(row, versions, statements, state.settings)
  return [
    {
      row,
      version,
      changed: policyState(row, version, standing.contentHash, today) === 'inForceWithChanges',
      reviewDue,
    },
  ]
}

const place = ({ version, row }: Chapter): number =>
  ((at) => (at < 0 ? levels.length : at))(
    levels.indexOf((version.content?.level ?? row.level ?? '') as (typeof levels)[number]),
  )
const titleOf = ({ version, row }: Chapter): string => version.content?.title || row.title || row.ref

/** Everybody whose signature this version relies on, in signing order. */
const approvers = (ctx: ReportContext, { version }: Chapter): readonly string[] => [
  ...new Set(version.signatures.map((one) => signerWords(ctx, one))),
]

function contentCells(ctx: ReportContext, chapter: Chapter): readonly Cell[] {
  const { words, state } = ctx
  const { row, version, reviewDue } = chapter
  const level = version.content?.level ?? row.level
  return [
    text(row.ref),
    text(titleOf(chapter)),
    text(level && words.value('policy', 'level', level, String)),
    { text: words.number(version.number), number: version.number },
    text(approvers(ctx, chapter).join(', ')),
    date(words, version.approvedOn),
    date(words, version.effectiveFrom),
    text(personName(state, row.owner)),
    date(words, reviewDue),
    text(version.contentHash),
    { text: '', pageOf: row.id },
  ]
}

function chapterBlocks(ctx: ReportContext, chapter: Chapter): readonly Block[] {
  const { words, state } = ctx
  const { t } = words
  const { row, version, changed, reviewDue } = chapter
  return [
    { type: 'pageBreak' },
    { type: 'heading', level: 1, text: titleOf(chapter), anchor: row.id },
    {
      type: 'facts',
      items: [
        {
          label: t('report.policies.version'),
          value: t('report.policies.versionOf', { ref: row.ref, n: version.number }),
        },
        {
          label: t('report.field.approvedBy'),
          value: `${approvers(ctx, chapter).join(', ')}, ${words.moment(signedAt(version.statement))}`,
        },
        { label: t('report.policies.from'), value: words.day(version.effectiveFrom) },
        ...(row.owner === undefined
          ? []
          : [{ label: words.label('policy', 'owner'), value: personName(state, row.owner) ?? t('report.somebody') }]),
        ...(reviewDue === undefined ? [] : [{ label: t('report.policies.reviewDue'), value: words.day(reviewDue) }]),
        ...(row.classification === undefined
          ? []
          : [
              {
                label: words.label('policy', 'classification'),
                value: words.value('policy', 'classification', row.classification, String),
              },
            ]),
        { label: t('report.field.signature'), value: signature(ctx, version.renewedBy) },
        ...(changed ? [{ label: t('report.policies.workingCopy'), value: t('report.policies.differs') }] : []),
      ],
    },
    version.content
      ? { type: 'rich', markdown: version.content.body }
      : { type: 'paragraph', quiet: true, text: t('report.policies.away') },
  ]
}
