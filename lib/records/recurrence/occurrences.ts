/** Occurrences of a task (RC3-RC6): from its single due day, or from its dated rules. */

import { addDays, addPeriod, isDate, isOverdue } from '~/lib/shared/dates'
import type { Task, TaskDone } from '../kinds/task'
import { occurrencesOf, parseRule } from './rrule'

export type OccurrenceState = 'done' | 'skipped' | 'overdue' | 'due' | 'upcoming'

export interface Occurrence {
  readonly date: string
  readonly state: OccurrenceState
  readonly done?: TaskDone
  readonly reason?: string
}

export type Planned = Pick<Task, 'due' | 'rules' | 'until' | 'done' | 'skipped' | 'status' | 'archivedOn'>

/** RC4: occurrences are computed at most five years ahead, and at most a thousand. */
const horizon = 'P5Y'
const maxOccurrences = 1000
/** RC5: due from a week before the day. */
const dueDays = 7

/**
 * Days of a task through `end`, in order. RC3: a rule applies from its date until the next entry; occurrences that were
 * done or skipped keep their date even if a later rule would not yield it. Unreadable rules (MG19) and rules with an
 * invalid start yield none.
 */
export function taskDates(task: Planned, end: string): readonly string[] {
  const dates = new Set(
    [...Object.keys(task.done), ...Object.keys(task.skipped)].filter((date) => isDate(date) && date <= end),
  )
  if (task.due !== undefined && task.due <= end) dates.add(task.due)
  const starts = Object.keys(task.rules).filter(isDate).sort()
  starts.forEach((start, index) => {
    const rule = parseRule(task.rules[start]!)
    const next = starts[index + 1]
    const last = [
      end,
      ...(next === undefined ? [] : [addDays(next, -1)]),
      ...(task.until === undefined ? [] : [task.until]),
    ].sort()[0]!
    if (rule.ok && start <= last) for (const date of occurrencesOf(rule.value, start, last)) dates.add(date)
  })
  // Done and skipped occurrences are history and do not count towards the limit.
  let open = 0
  return [...dates]
    .sort()
    .filter((date) => Object.hasOwn(task.done, date) || Object.hasOwn(task.skipped, date) || ++open <= maxOccurrences)
}

/** RC5. Through `end`, by default a year ahead and never beyond five years. */
export function taskOccurrences(task: Planned, today: string, end = addPeriod(today, 'P1Y')): readonly Occurrence[] {
  const last = addPeriod(today, horizon)
  return taskDates(task, end < last ? end : last).map((date) => occurrence(task, date, today))
}

function occurrence(task: Planned, date: string, today: string): Occurrence {
  const done = task.done[date]
  if (done) return { date, state: 'done', done }
  const reason = task.skipped[date]
  if (reason !== undefined) return { date, state: 'skipped', reason }
  if (isOverdue(date, today)) return { date, state: 'overdue' }
  return { date, state: today >= addDays(date, -dueDays) ? 'due' : 'upcoming' }
}

/**
 * The oldest occurrence that is neither done nor skipped; undefined for closed and archived tasks, and if none is left.
 */
export function nextOccurrence(task: Planned, today: string): Occurrence | undefined {
  if (task.status === 'closed' || task.archivedOn !== undefined) return undefined
  return taskOccurrences(task, today, addPeriod(today, horizon)).find(
    ({ state }) => state !== 'done' && state !== 'skipped',
  )
}

/** Whether something is left to do: an upcoming or late occurrence, or undated work that nobody closed. */
export const isTaskOpen = (task: Planned, today: string): boolean =>
  nextOccurrence(task, today) !== undefined ||
  (task.status !== 'closed' &&
    task.archivedOn === undefined &&
    taskDates(task, addPeriod(today, horizon)).length === 0 &&
    Object.keys(task.rules).length === 0)

/** RC6: true if an occurrence older than `graceDays` is neither done nor skipped. */
export function isTaskOverdue(task: Planned, today: string, graceDays: number): boolean {
  const next = nextOccurrence(task, today)
  return next !== undefined && today > addDays(next.date, graceDays)
}
