import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import { nextOccurrence } from '~/lib/records/recurrence/occurrences'
import { carriedDecisions, type DecisionState } from '../decisions'
import { group, type PackInput, type PackLine, type PackTone } from '../pack'
import type { PackDays, ReviewState } from '../managementReviewState'

const tones: Readonly<Record<DecisionState, PackTone>> = {
  open: 'open',
  overdue: 'bad',
  done: 'good',
  dropped: 'closed',
}

/**
 * Input a: decisions of earlier reviews that are open or were closed since, with their age, and the tasks linked to
 * them (MR4).
 */
export function earlierActions(
  state: ReviewState,
  review: Pick<ManagementReview, 'id' | 'heldOn'>,
  days: PackDays,
): PackInput {
  const carried = carriedDecisions(review, {
    decisions: state.rows('decision'),
    reviews: state.rows('managementReview'),
    since: days.since,
    today: days.today,
  })
  const decisions = carried.map(({ row, state: word, age }): PackLine => ({
    id: row.id,
    kind: 'decision',
    ref: row.ref,
    title: row.text ?? '',
    tone: tones[word],
    state: word,
    facts: {
      age,
      ...(row.due !== undefined && { due: row.due }),
      ...(row.doneOn !== undefined && { doneOn: row.doneOn }),
      ...(row.owner !== undefined && { owner: row.owner }),
    },
  }))
  const ids = new Set(carried.map(({ row }) => row.id))
  const linked = new Set(carried.flatMap(({ row }) => row.links))
  const tasks = state
    .rows('task')
    .filter((task) => linked.has(task.id) || task.links.some((id) => ids.has(id)))
    .map((task): PackLine => {
      const next = nextOccurrence(task, days.today)
      const word = next === undefined ? 'done' : next.state === 'overdue' ? 'overdue' : 'open'
      return {
        id: task.id,
        kind: 'task',
        ref: task.ref,
        title: task.title ?? '',
        tone: tones[word],
        state: word,
        facts: {
          ...(next !== undefined && { due: next.date }),
          ...(task.assignee !== undefined && { owner: task.assignee }),
        },
      }
    })
  const of = (word: DecisionState): number => carried.filter((one) => one.state === word).length
  return {
    figures: [
      { key: 'done', value: of('done'), of: carried.length },
      { key: 'open', value: of('open') + of('overdue'), better: 'down' },
      { key: 'overdue', value: of('overdue'), better: 'down' },
    ],
    groups: [group('decisions', decisions), ...(tasks.length > 0 ? [group('tasks', tasks)] : [])],
  }
}
