/** Readiness on a day (isms.md 5): verdict of each view, scores, failing checks with their records, and waivers. */

import { type ReportContext } from '~/lib/isms/report/reportLanguage'
import { fail, ok, type Result } from '~/lib/shared/result'
import { isDate } from '~/lib/shared/dates'
import {
  checkGroups,
  phases,
  readinessViews,
  type CheckResult,
  type GroupScore,
  type ReadinessView,
} from '~/lib/isms/readiness/checkResult'
import { unansweredIn, type CriterionProblem, type SocScores } from '~/lib/isms/framework/soc2Posture'
import { valueLabelKey } from '~/lib/records/formSections'
import { column, date, list, naming, number, text } from '../reportCells'
import { frame, scopeWords } from '../frame'
import type { Block, Cell, Column, Report } from '../report'
import { personName, refName } from '../reportState'
import { recordHash } from '../stateHash'
import { hashOfJson } from '~/lib/shared/hash'

/** Fails with `notComputed` while no check has run on this device. */
export function readinessReport(ctx: ReportContext): Result<Report> {
  const { state, words } = ctx
  const { t } = words
  const readiness = state.readiness
  const views = readinessViews.filter((view) => readiness?.views[view] !== undefined)
  if (!readiness || views.length === 0)
    return fail(
      'notComputed',
      'The readiness checks have not run on this device yet. Open Readiness once, then come back.',
    )
  const summary = (view: ReadinessView) => readiness.views[view]!
  const main = views.includes('stage2') ? 'stage2' : views[0]!
  const failing = [...readiness.results]
    .filter(({ status }) => status === 'fail')
    .sort((a, b) => rank(a) - rank(b) || compareIds(a.id, b.id))
  const waived = readiness.results.filter(({ status }) => status === 'waived')
  const score = (one: GroupScore | undefined): Cell =>
    one?.score === null || one?.score === undefined
      ? text('–')
      : {
          text: one.capped ? t('report.readiness.capped', { n: one.score }) : words.number(one.score),
          number: one.score,
        }
  const viewColumns: readonly Column[] = views.map((view) =>
    column(view, t(`report.readiness.view.${view}`), 14, 'number'),
  )
  const blocks: readonly Block[] = [
    { type: 'heading', level: 2, text: t('report.readiness.verdicts') },
    {
      type: 'table',
      sheet: t('report.readiness.verdicts'),
      columns: [
        column('view', t('report.readiness.viewLabel'), 24),
        column('verdict', t('report.readiness.verdict'), 26),
        column('score', t('report.readiness.score'), 12, 'number'),
        column('pass', t('report.readiness.passing'), 12, 'number'),
        column('fail', t('report.readiness.failing'), 12, 'number'),
        column('waived', t('report.readiness.waived'), 14, 'number'),
      ],
      rows: views.map((view) =>
        ((one) => [
          text(t(`report.readiness.view.${view}`)),
          text(verdictWords(ctx, view)),
          score(one.overall),
          number(words, one.passing),
          number(words, one.failing),
          number(words, one.waived),
        ])(summary(view)),
      ),
    },
    { type: 'heading', level: 2, text: t('report.readiness.scores') },
    {
      type: 'table',
      sheet: t('report.readiness.scores'),
      columns: [column('part', t('report.readiness.part'), 40), ...viewColumns],
      rows: [
        ...phases.map((phase) => [
          text(t(`report.readiness.phase.${phase}`)),
          ...views.map((view) => score(summary(view).phases[phase])),
        ]),
        ...checkGroups
          .filter((group) => views.some((view) => summary(view).groups[group] !== undefined))
          .map((group) => [
            text(t(`report.readiness.group.${group}`)),
            ...views.map((view) => score(summary(view).groups[group])),
          ]),
      ],
    },
    { type: 'heading', level: 2, text: t('report.readiness.fails') },
    {
      type: 'table',
      sheet: t('report.readiness.fails'),
      empty: t('report.readiness.nothingFails'),
      columns: checkColumns(ctx),
      rows: failing.map((result) => checkCells(ctx, result)),
    },
    ...(readiness.views.soc2?.criteria ? criteriaBlocks(ctx, readiness.views.soc2.criteria) : []),
    { type: 'heading', level: 2, text: t('report.readiness.waivers') },
    {
      type: 'table',
      sheet: t('report.readiness.waivers'),
      empty: t('report.readiness.noWaivers'),
      columns: [
        column('id', t('report.readiness.check'), 22, 'ref'),
        column('title', t('report.readiness.says'), 30),
        column('reason', t('report.readiness.reason'), 26, 'long'),
        column('until', t('report.readiness.until'), 10, 'date'),
        column('by', t('report.readiness.by'), 12),
      ],
      rows: waived.map(({ id, waiver }) => [
        text(id),
        text(words.checkTitle?.(id)),
        text(waiver?.reason),
        date(words, waiver?.until && isDate(waiver.until) ? waiver.until : undefined),
        text(waiver && (personName(state, waiver.by) ?? state.nameOfMember(waiver.by))),
      ]),
    },
    { type: 'paragraph', quiet: true, text: t('report.readiness.note') },
  ]
  return ok(
    frame(ctx, {
      id: 'readiness',
      title: t('report.title.readiness'),
      subtitle: [t('report.asOf', { date: words.longDay(readiness.asOf) })],
      fields: [
        { label: t(`report.readiness.view.${main}`), value: verdictWords(ctx, main) },
        { label: t('report.readiness.score'), value: score(summary(main).overall).text },
        { label: t('report.field.scope'), value: scopeWords(ctx) },
        {
          label: t('report.field.summary'),
          value: t('report.readiness.summary', { failing: summary(main).failing, of: summary(main).checks }),
        },
      ],
      blocks,
      used: [hashOfJson(readiness.results), ...state.rows('settings').map(recordHash)],
      document: t('report.title.readiness'),
      fileParts: [],
    }),
  )
}

const severities = ['blocker', 'warning', 'advice'] as const
const rank = ({ severity }: CheckResult): number => severities.indexOf(severity)
const compareIds = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

export function verdictWords({ state, words: { t } }: ReportContext, view: ReadinessView): string {
  const summary = state.readiness?.views[view]
  if (!summary?.verdict) return t('report.readiness.noVerdict')
  if (summary.lacks)
    return t('report.readiness.lacks', {
      what: summary.lacks.map((object) => t(`readiness.lacks.${object}`)).join(', '),
    })
  const unanswered = summary.criteria ? unansweredIn(summary.criteria).length : 0
  if (summary.verdict === 'notReady' && summary.overall.blockers === 0 && unanswered > 0)
    return t('report.readiness.notReadyCriteria', { n: unanswered }, unanswered)
  return t(
    `report.readiness.verdictWords.${summary.verdict}`,
    { n: summary.overall.blockers },
    summary.overall.blockers,
  )
}

/** RE6, RE8: what blocks the SOC 2 verdict besides the checks. */
function criteriaBlocks(ctx: ReportContext, criteria: SocScores): readonly Block[] {
  const { state, words } = ctx
  const { t } = words
  const refs = (problem: CriterionProblem): string =>
    ('controls' in problem
      ? problem.controls.map((id) => refName(state, id))
      : 'clauses' in problem
        ? problem.clauses.map((id) => words.requirement(id).code)
        : []
    ).join(', ')
  return [
    { type: 'heading', level: 2, text: t('report.readiness.criteria') },
    {
      type: 'table',
      sheet: t('report.readiness.criteriaSheet'),
      empty: t('report.readiness.criteriaNone'),
      columns: [
        column('criterion', t('report.readiness.criterion'), 10, 'ref'),
        naming(column('title', t('report.readiness.says'), 36)),
        column('state', t('report.readiness.standing'), 12),
        column('why', t('report.readiness.reason'), 42, 'long'),
      ],
      rows: unansweredIn(criteria).map(({ criterion, state: stands, problems }) => [
        text(words.requirement(criterion).code),
        text(words.requirement(criterion).title),
        text(t(`frameworks.criterion.state.${stands}`)),
        text(
          problems
            .map((problem) => t(`frameworks.criterion.problem.${problem.type}`, { refs: refs(problem) }))
            .join(' '),
        ),
      ]),
    },
  ]
}

function checkColumns({ words: { t } }: ReportContext): readonly Column[] {
  return [
    column('severity', t('report.readiness.severity'), 9),
    column('id', t('report.readiness.check'), 19, 'ref'),
    naming(column('title', t('report.readiness.says'), 30)),
    column('asked', t('report.readiness.asked'), 9),
    column('since', t('report.readiness.since'), 10, 'date'),
    column('count', t('report.readiness.count'), 8),
    column('records', t('report.readiness.records'), 15, 'text', 'page'),
    column('allRecords', t('report.readiness.records'), 40, 'long', 'sheet'),
    column('fix', t('report.readiness.fix'), 40, 'long', 'sheet'),
  ]
}

/** Paper shows only this many of a long list; the sheet shows all. */
const most = 12

function checkCells(
  ctx: ReportContext,
  { id, severity, escalated, stage, group, since, isDue, failing, total }: CheckResult,
): readonly Cell[] {
  const { words } = ctx
  const { t } = words
  const names = failing.map((one) => failingName(ctx, one))
  return [
    text(
      [t(`report.readiness.severities.${severity}`), ...(escalated ? [t('report.readiness.escalated')] : [])].join(
        ', ',
      ),
    ),
    text(id),
    text(words.checkTitle?.(id)),
    text(t(`report.readiness.view.${group === 'SOC' ? 'soc2' : stage === 1 ? 'stage1' : 'stage2'}`)),
    since !== undefined && !isDue ? text(t('readiness.age.seen', { date: words.day(since) })) : date(words, since),
    text(total <= 1 && failing.length === 0 ? '' : t('report.readiness.of', { n: failing.length, m: total })),
    names.length > most
      ? text(`${names.slice(0, most).join(', ')}, ${t('report.more', { n: names.length - most })}`)
      : list(names),
    list(names),
    text(words.checkFix?.(id)),
  ]
}

/**
 * A record by its ref, a requirement by its code, a person with the policy they owe as a pair, a task purpose as text.
 */
function failingName({ state, words }: ReportContext, id: string): string {
  if (state.record(id)) return refName(state, id)
  const purpose = valueLabelKey('task', 'purpose', id)
  if (words.has(purpose)) return words.t(purpose)
  return id.includes('~')
    ? id
        .split('~')
        .map((part) => refName(state, part))
        .join(': ')
    : words.requirement(id).code
}
