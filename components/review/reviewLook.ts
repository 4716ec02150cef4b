import { useI18n } from 'vue-i18n'
import type { DecisionState } from '~/lib/isms/review/decisions'
import type { PackFigure, PackLine, PackTone } from '~/lib/isms/review/pack'
import { useDates } from '~/lib/live/ui/useDates'
import { useRisks } from '~/lib/live/risk/risksStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { StateName } from '../glyph/states'

export const toneGlyph: Readonly<Record<PackTone, StateName>> = {
  good: 'verified',
  watch: 'warning',
  bad: 'blocker',
  open: 'open',
  progress: 'inProgress',
  closed: 'excluded',
}
export const decisionGlyph: Readonly<Record<DecisionState, StateName>> = {
  open: 'open',
  overdue: 'blocker',
  done: 'verified',
  dropped: 'excluded',
}

export interface PackWords {
  readonly figureLabel: (figure: PackFigure) => string
  readonly figureValue: (figure: PackFigure) => string
  /** What stands at the right of a line: how it stands, in words. */
  readonly note: (group: string, line: PackLine) => string
}

/** Figures and lines of a pack in words. The pack holds data; it is read in the language of the reader. */
export function usePackWords(): PackWords {
  const { t, te } = useI18n()
  const dates = useDates()
  const riskStore = useRisks()
  const session = useSession()
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
  const day = (value: unknown): string => (text(value) ? dates.short(text(value)) : '')
  const levelName = (level: unknown): string =>
    typeof level === 'number' ? (riskStore.method.levels[level - 1]?.label ?? String(level)) : ''
  const join = (...parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(', ')

  function note(group: string, { state, facts }: PackLine): string {
    const due = facts['due'] === undefined ? undefined : t('review.note.due', { date: day(facts['due']) })
    const actions =
      typeof facts['actions'] === 'number' &&
      facts['actions'] > 0 &&
      t('review.note.actions', { n: facts['actionsDone'], m: facts['actions'] })
    switch (group) {
      case 'decisions':
        return join(
          state === 'done' || state === 'dropped'
            ? join(t(`value.decision.status.${state}`), day(facts['doneOn']))
            : join(due, t('review.note.age', { n: facts['age'] })),
        )
      case 'tasks':
        return join(
          text(facts['owner']) && session.nameOfPerson(text(facts['owner'])),
          state === 'done' ? t('review.note.done') : due,
        )
      case 'issues':
      case 'parties':
      case 'obligations':
        return join(
          t(`review.movement.${state}`, { date: day(facts['on']) }),
          facts['climate'] === true && t('review.note.climate'),
          facts['addressed'] === 'no' && t('review.note.notAddressed'),
        )
      case 'nonconformities':
        return join(
          text(facts['grade']) && t(`value.nonconformity.grade.${facts['grade']}`),
          te(`review.nc.${state}`) ? t(`review.nc.${state}`) : state,
          actions,
          t('review.note.days', { n: facts['age'] ?? 0 }),
        )
      case 'audits':
        return join(
          ...(['major', 'minor', 'observation'] as const).map((grade) =>
            t(`review.note.${grade}`, { n: facts[grade] }, Number(facts[grade])),
          ),
          state !== 'complete' &&
            typeof facts['items'] === 'number' &&
            facts['items'] > 0 &&
            t('review.note.assessed', { n: facts['assessed'], m: facts['items'] }),
        )
      case 'objectives':
        return join(t(`metric.health.${state}`), text(facts['target']), due)
      case 'feedback':
        return join(text(facts['party']), day(facts['on']))
      case 'communications':
        return join(text(facts['audience']), text(facts['when']))
      case 'above':
        return join(
          levelName(facts['level']),
          state === 'noOption' ? t('review.note.noOption') : t(`value.risk.option.${state}`),
          facts['residual'] !== undefined && t('review.note.residual', { level: levelName(facts['residual']) }),
          actions,
        )
      case 'ending':
        return Number(facts['days']) < 0
          ? t('review.note.ended', { n: -Number(facts['days']) })
          : t('review.note.ends', { n: facts['days'] })
      case 'improvements':
        return join(
          t(`value.improvement.status.${state}`),
          state === 'done' ? (text(facts['realised']) ?? day(facts['doneOn'])) : due,
        )
      case 'incidents':
        return join(text(facts['lessons']))
      default:
        return day(facts['on'])
    }
  }
  return {
    figureLabel: ({ key }) => (/^level\d+$/.test(key) ? levelName(Number(key.slice(5))) : t(`review.figure.${key}`)),
    figureValue: ({ value, of }) =>
      value === null ? '–' : of === undefined ? String(value) : t('review.of', { n: value, m: of }),
    note,
  }
}
