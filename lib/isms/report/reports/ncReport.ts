/**
 * The log of nonconformities and corrective actions (10.2): state of each, since when, what was done and whether it
 * worked (CA1-CA7).
 */

import { type ReportContext } from '~/lib/isms/report/reportLanguage'
import { ncDues, isActionOverdue, type NcStanding } from '~/lib/isms/improvement/ncState'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import { column, date, list, naming, number, text } from '../reportCells'
import { frame, scopeWords } from '../frame'
import type { Block, Cell, Column, Report } from '../report'
import { personName, refName } from '../reportState'
import { isOpenNc, ncLines, type NcLine } from './ncLines'
import { signature, signedAt, signerWords } from '../signing'
import { recordHash } from '../stateHash'

export interface NcOptions {
  /** Limits the log to what was open at some time between these days. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export function ncReport(ctx: ReportContext, { from, to }: NcOptions = {}): Report {
  const { state, words, today } = ctx
  const { t } = words
  const lines = ncLines(ctx).filter(
    ({ row, endedOn }) =>
      (to === undefined || (row.detectedOn ?? '') <= to) &&
      (from === undefined || endedOn === undefined || endedOn >= from),
  )
  const open = lines.filter(isOpenNc).length
  const late = lines.flatMap(({ actions }) => actions).filter((action) => isActionOverdue(action, today)).length
  const blocks: readonly Block[] = [
    {
      type: 'table',
      sheet: t('kind.nonconformity.many'),
      columns: ncColumns(ctx),
      rows: lines.map((line) => ncCells(ctx, line)),
      empty: t('report.nc.none'),
    },
    { type: 'heading', level: 2, text: t('kind.correctiveAction.many') },
    {
      type: 'table',
      sheet: t('kind.correctiveAction.many'),
      empty: t('report.nc.noActions'),
      columns: [
        column('nc', t('report.nc.nc'), 8, 'ref'),
        column('ref', t('report.column.ref'), 8, 'ref'),
        column('title', words.label('correctiveAction', 'title'), 36),
        column('description', words.label('correctiveAction', 'description'), 30, 'long', 'sheet'),
        column('responsible', words.label('correctiveAction', 'responsible'), 16),
        column('due', words.label('correctiveAction', 'due'), 11, 'date'),
        column('status', words.label('correctiveAction', 'status'), 13),
        column('completed', words.label('correctiveAction', 'completedOn'), 11, 'date'),
        column('round', words.label('correctiveAction', 'round'), 7, 'number'),
        column('evidence', words.label('correctiveAction', 'evidence'), 12),
      ],
      rows: lines.flatMap(({ row, actions }) =>
        actions.map((action) => [
          text(row.ref),
          text(action.ref),
          text(action.title),
          text(action.description),
          text(personName(state, action.responsible)),
          date(words, action.due),
          text(
            [
              action.status && words.value('correctiveAction', 'status', action.status, String),
              ...(isActionOverdue(action, today) ? [t('report.late')] : []),
            ]
              .filter(Boolean)
              .join(', '),
          ),
          date(words, action.completedOn),
          number(words, action.round ?? 1),
          list(action.evidence.map((id) => refName(state, id))),
        ]),
      ),
    },
    ...lines.flatMap((line) => detail(ctx, line)),
  ]
  return frame(ctx, {
    id: 'nonconformities',
    title: t('report.title.nonconformities'),
    subtitle: [
      t('report.clause', { clause: '10.2' }),
      from || to ? t('report.period', { from: words.day(from) || '…', to: words.day(to ?? today) }) : undefined,
      t('report.asOf', { date: words.longDay(today) }),
    ],
    fields: [
      { label: t('report.field.entries'), value: words.number(lines.length) },
      { label: t('report.field.open'), value: words.number(open) },
      { label: t('report.field.scope'), value: scopeWords(ctx) },
      {
        label: t('report.field.summary'),
        value: t(
          'report.nc.summary',
          { closed: lines.filter(({ standing }) => standing.state === 'closed').length, late },
          late,
        ),
      },
    ],
    blocks,
    used: lines.flatMap(({ row, actions }) => [row, ...actions]).map(recordHash),
    document: t('report.nc.document'),
    orientation: 'landscape',
  })
}

function ncColumns({ words: { t, label } }: ReportContext): readonly Column[] {
  const of = (field: string): string => label('nonconformity', field)
  return [
    column('ref', t('report.column.ref'), 6, 'ref'),
    naming(column('title', of('title'), 22)),
    column('source', of('source'), 9),
    column('grade', of('grade'), 6),
    column('requirement', of('requirement'), 9.5, 'ref'),
    column('owner', of('owner'), 11),
    column('detected', of('detectedOn'), 9, 'date'),
    column('state', t('report.nc.state'), 10),
    column('days', t('report.nc.days'), 6, 'number'),
    column('closed', t('report.nc.closedOn'), 9, 'date'),
    column('statement', of('statement'), 30, 'long', 'sheet'),
    column('correction', of('correction'), 30, 'long', 'sheet'),
    column('corrected', of('correctedOn'), 10, 'date', 'sheet'),
    column('consequences', of('consequences'), 30, 'long', 'sheet'),
    column('cause', of('rootCause'), 30, 'long', 'sheet'),
    column('method', of('causeMethod'), 14, 'text', 'sheet'),
    column('similar', of('similar'), 14, 'text', 'sheet'),
    column('similarNote', of('similarNote'), 24, 'long', 'sheet'),
    column('similarNcs', of('similarNcs'), 14, 'text', 'sheet'),
    column('noAction', of('noActionReason'), 24, 'long', 'sheet'),
    column('criteria', of('effectivenessCriteria'), 30, 'long', 'sheet'),
    column('reviewDue', t('report.nc.reviewDue'), 9, 'date'),
    column('verified', t('report.nc.verified'), 16, 'long'),
    column('round', t('report.nc.round'), 5, 'number', 'sheet'),
    column('note', of('effectivenessNote'), 30, 'long', 'sheet'),
    column('risk', of('riskUpdate'), 14, 'text', 'sheet'),
    ...(['changes', 'finding', 'incident', 'test'] as const).map((field) =>
      column(field, of(field), 12, 'text', 'sheet'),
    ),
    column('withdrawn', of('withdrawnReason'), 24, 'long', 'sheet'),
  ]
}

function ncCells(ctx: ReportContext, { row, actions, standing, closedOn, daysOpen }: NcLine): readonly Cell[] {
  const { state, words } = ctx
  const cellOf = (field: keyof Nonconformity & string): Cell =>
    text(words.value('nonconformity', field, row[field], (id) => refName(state, id)))
  return [
    text(row.ref),
    text(row.title),
    cellOf('source'),
    cellOf('grade'),
    text(row.requirement && words.requirement(row.requirement).code),
    cellOf('owner'),
    date(words, row.detectedOn),
    text(words.t(`report.nc.states.${standing.state}`)),
    number(words, daysOpen),
    date(words, closedOn),
    text(row.statement),
    text(row.correction),
    date(words, row.correctedOn),
    text(row.consequences),
    text(row.rootCause),
    cellOf('causeMethod'),
    cellOf('similar'),
    text(row.similarNote),
    cellOf('similarNcs'),
    text(row.noActionReason),
    text(row.effectivenessCriteria),
    date(words, ncDues(row, actions, state.settings).review),
    text(verified(ctx, standing)),
    number(words, standing.round),
    text(row.effectivenessNote),
    cellOf('riskUpdate'),
    cellOf('changes'),
    cellOf('finding'),
    cellOf('incident'),
    cellOf('test'),
    text(row.withdrawnReason),
  ]
}

/**
 * What the deciding review amounts to today, and who signed it; below it a review that was recorded but cannot close.
 */
function verified(ctx: ReportContext, { state, decidedBy, verdict, dependent }: NcStanding): string {
  const { words } = ctx
  const verdictText =
    decidedBy &&
    verdict &&
    (verdict === 'revoked' || verdict === 'void'
      ? words.t(`report.approval.${verdict}`, {
          name: signerWords(ctx, decidedBy),
          when: words.day(signedAt(decidedBy)),
        })
      : `${words.t(`report.nc.decision.${verdict}`)}: ${signature(ctx, decidedBy)}`)
  return [
    verdictText,
    dependent && state !== 'closed'
      ? words.t('report.nc.dependent', { by: signature(ctx, dependent.statement) })
      : undefined,
  ]
    .filter(Boolean)
    .join('\n')
}

/** Fields that do not fit into the table on paper, in working order. */
const details = [
  'statement',
  'finding',
  'incident',
  'test',
  'correction',
  'correctedOn',
  'consequences',
  'rootCause',
  'causeMethod',
  'similar',
  'similarNote',
  'similarNcs',
  'noActionReason',
  'changes',
  'riskUpdate',
  'effectivenessCriteria',
  'effectivenessNote',
  'withdrawnReason',
] as const satisfies readonly (keyof Nonconformity)[]

/** On paper the remaining fields of each record follow below the tables; a sheet has them as columns. */
function detail(ctx: ReportContext, { row, standing }: NcLine): readonly Block[] {
  const { words, state } = ctx
  const items = details
    .map((field) => ({
      label: words.label('nonconformity', field),
      value: words.value('nonconformity', field, row[field], (id) => refName(state, id)),
    }))
    .filter(({ value }) => value.trim() !== '')
  if (items.length === 0) return []
  return [
    { type: 'heading', level: 3, text: [row.ref, row.title].filter(Boolean).join('  '), only: 'page' },
    {
      type: 'facts',
      only: 'page',
      items: [
        ...items,
        {
          label: words.t('report.nc.state'),
          value: [
            words.t(`report.nc.states.${standing.state}`),
            ...(standing.needs.length > 0 && standing.state !== 'withdrawn'
              ? [
                  words.t('report.nc.lacks', {
                    what: standing.needs.map((need) => words.t(`report.nc.need.${need}`)).join(', '),
                  }),
                ]
              : []),
          ].join('. '),
        },
      ],
    },
  ]
}
