/**
 * The risk register with its matrix (6.1.2, 8.2): one row per risk, levels as text, and each level against the
 * criteria.
 */

import { type ReportContext } from '~/lib/isms/report/reportLanguage'
import { isOpenRisk } from '~/lib/isms/risk/aggregate'
import { countedStage, isAbove, isLevel, type Level, type RiskLevels, type Stage } from '~/lib/isms/risk/level'
import type { RiskFacts } from '~/lib/isms/risk/riskFacts'
import { column, date, list, naming, number, text } from '../reportCells'
import { approvedWords, frame, scopeWords } from '../frame'
import type { Block, Cell, Column, MatrixBlock, Report } from '../report'
import { personName, refName } from '../reportState'
import { riskLines, type RiskLine } from './riskLines'
import { recordHash } from '../stateHash'

export function riskReport(ctx: ReportContext): Report {
  const { state, words, today } = ctx
  const { t } = words
  const lines = riskLines(ctx)
  const open = lines.filter(({ row }) => isOpenRisk(row))
  const above = open.filter(({ facts }) => isAbove(facts.levels.current.level, state.method)).length
  const unlevelled = open.filter(({ facts }) => !isLevel(facts.levels.current.level)).length
  const blocks: readonly Block[] = [
    {
      type: 'table',
      sheet: t('kind.risk.many'),
      columns: columns(ctx),
      rows: lines.map((line) => cells(ctx, line)),
      empty: t('report.empty'),
    },
    { type: 'pageBreak' },
    { type: 'heading', level: 1, text: t('report.risks.matrix') },
    matrix(ctx, open, 'current'),
    matrix(ctx, open, 'residual'),
    {
      type: 'paragraph',
      quiet: true,
      text: t('report.risks.matrixNote', { level: levelName(ctx, state.method.acceptMax) }),
    },
  ]
  return frame(ctx, {
    id: 'risks',
    title: t('report.title.risks'),
    subtitle: [t('report.clause', { clause: '6.1.2, 8.2' }), t('report.asOf', { date: words.longDay(today) })],
    fields: [
      { label: t('report.field.method'), value: approvedWords(ctx, state.rows('riskMethod')[0]) },
      {
        label: t('report.field.criteria'),
        value: t('report.risks.upTo', { level: levelName(ctx, state.method.acceptMax) }),
      },
      { label: t('report.field.scope'), value: scopeWords(ctx) },
      {
        label: t('report.field.summary'),
        value: [
          t('report.risks.summary', { n: open.length, above }),
          ...(unlevelled > 0 ? [t('report.risks.unlevelled', { n: unlevelled })] : []),
        ].join(', '),
      },
    ],
    blocks,
    used: [
      ...state.rows('risk'),
      ...state.rows('riskMethod'),
      ...state.rows('treatmentAction'),
      ...state.rows('riskAcceptance'),
    ].map(recordHash),
    document: t('report.title.risks'),
    orientation: 'landscape',
  })
}

export const levelName = ({ state, words }: ReportContext, level: Level): string =>
  level === 'offScale'
    ? words.t('app.level.offScale')
    : level === 'unset'
      ? words.t('risk.unset')
      : (state.scale.levels[level - 1]?.label ?? String(level))

/** "High, 4 × 3". */
export const stageWords = (ctx: ReportContext, { l, i, level }: Stage): string =>
  level === 'unset'
    ? '–'
    : [
        levelName(ctx, level),
        ...(l === undefined || i === undefined ? [] : [ctx.words.t('risk.score', { l, i }).replaceAll(' ', '\u00a0')]),
      ].join(', ')

/** RS4: a retained risk keeps its level, shown without scores because nobody gave any. */
/** TR1, TR11: the state of a risk; for an accepted residual, until when. */
export const riskStateWords = ({ words }: ReportContext, { state, cover }: RiskFacts): string =>
  state === 'treatingAccepted'
    ? words.t('risk.treatingAcceptedTo', { date: words.day(cover.until) })
    : words.t(`risk.states.${state}`)

export const residualWords = (ctx: ReportContext, { residual, effectiveResidual }: RiskLevels): string =>
  residual.level === 'unset' && isLevel(effectiveResidual)
    ? levelName(ctx, effectiveResidual)
    : stageWords(ctx, residual)

function columns({ words: { t, label } }: ReportContext): readonly Column[] {
  const of = (field: string): string => label('risk', field)
  return [
    column('ref', t('report.column.ref'), 4.5, 'ref'),
    naming(column('title', of('title'), 20, 'long', 'page')),
    column('titleOnly', of('title'), 30, 'text', 'sheet'),
    column('cause', of('cause'), 30, 'long', 'sheet'),
    column('event', of('event'), 30, 'long', 'sheet'),
    column('consequence', of('consequence'), 30, 'long', 'sheet'),
    column('assets', of('assets'), 7.5, 'text'),
    column('properties', t('report.risks.cia'), 4),
    column('owner', of('owner'), 10),
    column('controls', of('controls'), 8, 'text'),
    column('inherent', t('risk.inherent'), 6.5),
    column('inherentL', of('inherentL'), 8, 'number', 'sheet'),
    column('inherentI', of('inherentI'), 8, 'number', 'sheet'),
    column('current', t('risk.current'), 6.5),
    column('currentL', of('currentL'), 8, 'number', 'sheet'),
    column('currentI', of('currentI'), 8, 'number', 'sheet'),
    column('residual', t('risk.residual'), 6.5),
    column('residualL', of('residualL'), 8, 'number', 'sheet'),
    column('residualI', of('residualI'), 8, 'number', 'sheet'),
    column('criteria', t('report.risks.criteria'), 6),
    column('option', of('option'), 7),
    column('state', t('risk.state'), 7),
    column('until', t('report.risks.acceptedUntil'), 7.5, 'date'),
    column('assessed', of('assessedOn'), 7.5, 'date'),
    column('rationale', of('rationale'), 30, 'long', 'sheet'),
    column('notes', t('report.risks.notes'), 30, 'long', 'sheet'),
  ]
}

function cells(ctx: ReportContext, { row, facts }: RiskLine): readonly Cell[] {
  const { state, words } = ctx
  const { t } = words
  const { levels } = facts
  const refs = (ids: readonly string[]): Cell => list(ids.map((id) => refName(state, id)))
  const story = [row.cause, row.event, row.consequence]
    .filter((part) => part !== undefined && part.trim() !== '')
    .join(' → ')
  const side = isAbove(levels.current.level, state.method)
    ? t('report.risks.above')
    : isLevel(levels.current.level)
      ? t('report.risks.within')
      : '–'
  const notes = [
    facts.problem && t(`risk.problemShort.${facts.problem}`),
    ...facts.warnings.map((warning) => t(`risk.warnings.${warning}`)),
    ...facts.flags.map((flag) => t(`risk.flags.${flag}`)),
  ].filter((note) => note !== undefined)
  return [
    text(row.ref),
    text([row.title, story].filter(Boolean).join('\n')),
    text(row.title),
    text(row.cause),
    text(row.event),
    text(row.consequence),
    refs(row.assets),
    list(row.properties),
    text(personName(state, row.owner)),
    refs(row.controls),
    text(stageWords(ctx, levels.inherent)),
    number(words, levels.inherent.l),
    number(words, levels.inherent.i),
    text(stageWords(ctx, levels.current)),
    number(words, levels.current.l),
    number(words, levels.current.i),
    text(residualWords(ctx, levels)),
    number(words, levels.residual.l),
    number(words, levels.residual.i),
    text(side),
    text(row.option && words.value('risk', 'option', row.option, String)),
    text(riskStateWords(ctx, facts)),
    date(words, facts.state === 'accepted' ? facts.cover.until : undefined),
    date(words, row.assessedOn),
    text(row.rationale),
    text(notes.join('\n')),
  ]
}

/** Likelihood down the side, highest at the top; the refs of open risks in their cells. */
function matrix(ctx: ReportContext, lines: readonly RiskLine[], stage: 'current' | 'residual'): MatrixBlock {
  const {
    state,
    words: { t },
  } = ctx
  const placed = new Map<string, string[]>()
  for (const { row, facts } of lines) {
    const { l, i, level } = countedStage(facts.levels, stage)
    if (isLevel(level)) placed.set(`${l}/${i}`, [...(placed.get(`${l}/${i}`) ?? []), row.ref])
  }
  const { grid } = state.method
  return {
    type: 'matrix',
    sheet: t('report.risks.matrixSheet', { stage: t(`risk.${stage}`) }),
    caption: t(stage === 'current' ? 'report.risks.matrixCurrent' : 'report.risks.matrixResidual'),
    rowAxis: t('risk.method.likelihood'),
    columnAxis: t('risk.method.impact'),
    columns: (grid[0] ?? []).map((_, i) => axis(state.scale.impact[i]?.label, i)),
    rows: grid
      .map((row, l) => ({
        label: axis(state.scale.likelihood[l]?.label, l),
        cells: row.map((level, i) => ({
          level: levelName(ctx, level),
          above: isAbove(level, state.method),
          refs: placed.get(`${l + 1}/${i + 1}`) ?? [],
        })),
      }))
      .reverse(),
  }
}
const axis = (label: string | undefined, at: number): string =>
  [at + 1, label].filter((part) => part !== undefined).join(' ')
