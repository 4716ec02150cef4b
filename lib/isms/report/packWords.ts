/** Figures and lines of a review pack as text for the minutes: the same sentences as on the review page. */

import type { ReportContext } from './reportLanguage'
import type { PackFigure, PackLine } from '../review/pack'
import { levelName } from './reports/riskReport'
import { personName } from './reportState'

export function figureLabel(ctx: ReportContext, { key }: PackFigure): string {
  return /^level\d+$/.test(key) ? levelName(ctx, Number(key.slice(5))) : ctx.words.t(`review.figure.${key}`)
}

export function figureValue({ words: { t, number } }: ReportContext, { value, of, before }: PackFigure): string {
  const now =
    value === null ? '–' : of === undefined ? number(value) : t('review.of', { n: number(value), m: number(of) })
  return before === undefined ? now : `${now} (${t('review.then', { n: number(before) })})`
}

/** The status note of a line. */
export function lineNote(ctx: ReportContext, group: string, { state, facts }: PackLine): string {
  const { words } = ctx
  const { t, has, day, number } = words
  const asText = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
  const on = (value: unknown): string => day(asText(value))
  const join = (...parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(', ')
  const due = facts['due'] === undefined ? undefined : t('review.note.due', { date: on(facts['due']) })
  const actions =
    typeof facts['actions'] === 'number' &&
    facts['actions'] > 0 &&
    t('review.note.actions', { n: facts['actionsDone'], m: facts['actions'] })
  const level = (value: unknown): string => (typeof value === 'number' ? levelName(ctx, value) : '')
  switch (group) {
    case 'decisions':
      return join(
        state === 'done' || state === 'dropped'
          ? join(t(`value.decision.status.${state}`), on(facts['doneOn']))
          : join(due, t('review.note.age', { n: facts['age'] })),
      )
    case 'tasks':
      return join(
        asText(facts['owner']) && personName(ctx.state, asText(facts['owner'])),
        state === 'done' ? t('review.note.done') : due,
      )
    case 'issues':
    case 'parties':
    case 'obligations':
      return join(
        t(`review.movement.${state}`, { date: on(facts['on']) }),
        facts['climate'] === true && t('review.note.climate'),
        facts['addressed'] === 'no' && t('review.note.notAddressed'),
      )
    case 'nonconformities':
      return join(
        asText(facts['grade']) && t(`value.nonconformity.grade.${String(facts['grade'])}`),
        has(`review.nc.${state}`) ? t(`review.nc.${state}`) : state,
        actions,
        t('review.note.days', { n: facts['age'] ?? 0 }),
      )
    case 'metrics':
      return join(
        typeof facts['value'] === 'number'
          ? [number(facts['value']), asText(facts['unit'])].filter(Boolean).join(' ')
          : t('metric.state.noData'),
        has(`metric.state.${state}`) && t(`metric.state.${state}`),
      )
    case 'audits':
      return join(
        ...(['major', 'minor', 'observation'] as const).map((grade) =>
          t(`review.note.${grade}`, { n: facts[grade] ?? 0 }, Number(facts[grade] ?? 0)),
        ),
        state !== 'complete' &&
          typeof facts['items'] === 'number' &&
          facts['items'] > 0 &&
          t('review.note.assessed', { n: facts['assessed'], m: facts['items'] }),
      )
    case 'objectives':
      return join(has(`metric.health.${state}`) ? t(`metric.health.${state}`) : state, asText(facts['target']), due)
    case 'feedback':
      return join(asText(facts['party']), on(facts['on']))
    case 'communications':
      return join(asText(facts['audience']), asText(facts['when']))
    case 'above':
      return join(
        level(facts['level']),
        state === 'noOption' ? t('review.note.noOption') : t(`value.risk.option.${state}`),
        facts['residual'] !== undefined && t('review.note.residual', { level: level(facts['residual']) }),
        actions,
      )
    case 'ending':
      return Number(facts['days']) < 0
        ? t('review.note.ended', { n: -Number(facts['days']) })
        : t('review.note.ends', { n: facts['days'] })
    case 'improvements':
      return join(
        t(`value.improvement.status.${state}`),
        state === 'done' ? (asText(facts['realised']) ?? on(facts['doneOn'])) : due,
      )
    case 'incidents':
      return join(asText(facts['lessons']))
    default:
      return on(facts['on'])
  }
}
