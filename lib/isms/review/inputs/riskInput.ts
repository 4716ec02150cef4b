/** Input f: levels then and now, what exceeds the criteria, progress of treatment, what expires soon. */

import { addPeriod, daysBetween, isOverdue } from '~/lib/shared/dates'
import { aggregateLevels, comparePriority, isOpenRisk } from '~/lib/isms/risk/aggregate'
import { isAbove, isLevel, riskLevels } from '~/lib/isms/risk/level'
import { isOpenAction } from '~/lib/isms/risk/riskState'
import { group, type PackFigure, type PackInput, type PackLine } from '../pack'
import { standing, type PackDays, type ReviewState } from '../managementReviewState'

/** How far ahead expiring acceptances and exceptions are listed. */
const horizon = 'P3M'

/** Keys of the figures per level: `level1`, `level2`, … */
const levelKey = (level: number): string => `level${level}`

export function riskAndTreatment(state: ReviewState, days: PackDays): PackInput {
  const open = state
    .rows('risk')
    .filter(isOpenRisk)
    .map((row) => ({ row, levels: riskLevels(row, state.method) }))
  const now = aggregateLevels(
    open.map(({ levels }) => levels.current.level),
    state.method,
  )
  const levels = [...new Set(state.method.grid.flat())].sort((a, b) => a - b)
  const before = (key: string): { readonly before: number } | Record<never, never> => {
    const value = state.previousPack?.inputs.f.figures.find((figure) => figure.key === key)?.value
    return value === null || value === undefined ? {} : { before: value }
  }
  const figure = (key: string, value: number, better?: PackFigure['better']): PackFigure => ({
    key,
    value,
    ...before(key),
    ...(better && { better }),
  })
  const actions = state.rows('treatmentAction').filter((action) => action.status !== 'cancelled')
  const done = actions.filter((action) => action.status === 'done').length
  const above = open
    .filter(({ levels: own }) => isAbove(own.current.level, state.method))
    .sort((a, b) =>
      comparePriority({ ref: a.row.ref, stage: a.levels.current }, { ref: b.row.ref, stage: b.levels.current }),
    )
  const byRisk = (id: string) => actions.filter((action) => action.risks.includes(id))
  const ending = [...acceptances(state, days), ...exceptions(state, days)]
  return {
    figures: [
      figure('above', now.above, 'down'),
      ...levels.map((level) => figure(levelKey(level), now.counts[level] ?? 0)),
      ...(now.noLevel > 0 ? [figure('noLevel', now.noLevel, 'down')] : []),
      { key: 'actionsDone', value: done, of: actions.length, better: 'up', ...before('actionsDone') },
      {
        key: 'actionsOverdue',
        value: actions.filter((action) => isOpenAction(action) && isOverdue(action.due, days.today)).length,
        better: 'down',
        ...before('actionsOverdue'),
      },
    ],
    groups: [
      group(
        'above',
        above.map(({ row, levels: own }): PackLine => {
          const mine = byRisk(row.id)
          const late = mine.some((action) => isOpenAction(action) && isOverdue(action.due, days.today))
          const residual = own.effectiveResidual
          return {
            id: row.id,
            kind: 'risk',
            ref: row.ref,
            title: row.title ?? '',
            state: row.option ?? 'noOption',
            tone: row.option === undefined || late ? 'bad' : 'watch',
            facts: {
              level: own.current.level as number,
              actions: mine.length,
              actionsDone: mine.filter((action) => action.status === 'done').length,
              ...(isLevel(residual) && { residual }),
              ...(row.owner !== undefined && { owner: row.owner }),
            },
          }
        }),
      ),
      ...(ending.length > 0 ? [group('ending', ending)] : []),
    ],
  }
}

function acceptances(state: ReviewState, { today }: PackDays): readonly PackLine[] {
  const last = addPeriod(today, horizon)
  const risks = new Map(state.rows('risk').map((row) => [row.id, row]))
  return state.rows('riskAcceptance').flatMap((row): readonly PackLine[] => {
    const { approval } = standing(state, row, 'main', today)
    const until = approval.statement?.validUntil ?? row.validUntil
    const counted = approval.state === 'current' || approval.state === 'expired'
    const risk = row.risk === undefined ? undefined : risks.get(row.risk)
    if (!counted || until === undefined || until > last || (risk && !isOpenRisk(risk))) return []
    return [
      endingLine(
        {
          id: row.id,
          kind: 'riskAcceptance',
          ref: row.ref,
          title: risk ? `${risk.ref} ${risk.title ?? ''}`.trim() : '',
        },
        until,
        today,
      ),
    ]
  })
}

function exceptions(state: ReviewState, { today }: PackDays): readonly PackLine[] {
  return state
    .rows('exception')
    .filter((row) => row.closedOn === undefined && row.validUntil !== undefined)
    .map((row) =>
      endingLine({ id: row.id, kind: 'exception', ref: row.ref, title: row.title ?? '' }, row.validUntil!, today),
    )
}

const endingLine = (line: Pick<PackLine, 'id' | 'kind' | 'ref' | 'title'>, until: string, today: string): PackLine => ({
  ...line,
  state: until < today ? 'ended' : 'ending',
  tone: until < today ? 'bad' : 'watch',
  facts: { until, days: daysBetween(today, until) },
})
