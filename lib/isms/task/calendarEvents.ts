/**
 * Due dates as calendar events for export: one event per open item; a repeating task is one event with its rule,
 * without days that are done or skipped. The uid of a record is stable, so a newer file moves its event. Pure.
 */

import { addDays, addPeriod, isDate } from '~/lib/shared/dates'
import type { Task } from '~/lib/records/kinds/task'
import type { Dated, DatedWhat } from './dated'
import { occurrencesOf, parseRule } from '~/lib/records/recurrence/rrule'
import { writeRule } from '~/lib/records/recurrence/writeRule'

export interface CalendarEvent {
  /** Stable across files, unique in a workspace. */
  readonly uid: string
  readonly date: string
  readonly kind: Dated['kind']
  readonly ref: string
  readonly title: string
  readonly what: DatedWhat
  readonly person: string | undefined
  /** RFC 5545 rule that starts at `date`. */
  readonly rule?: string
  /** Days of the rule that are done or skipped. */
  readonly except?: readonly string[]
}

/** How far ahead a rule without an end is searched for settled days. */
const horizon = 'P5Y'

/** `dated`: all dated items (dated.ts); `tasks`: the tasks among them. */
export function calendarEvents(
  dated: readonly Dated[],
  tasks: readonly Task[],
  today: string,
): readonly CalendarEvent[] {
  const single = dated
    .filter((one) => one.kind !== 'task' && one.settled === undefined)
    .map(({ recordId, what, date, kind, ref, title, person }): CalendarEvent => ({
      uid: `${recordId}.${what}`,
      date,
      kind,
      ref,
      title,
      what,
      person,
    }))
  return [
    ...single,
    ...tasks
      .filter((task) => task.archivedOn === undefined && task.status !== 'closed')
      .flatMap((task) => taskEvents(task, today)),
  ].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.uid < b.uid ? -1 : 1))
}

function taskEvents(task: Task, today: string): readonly CalendarEvent[] {
  const settled = (day: string): boolean => Object.hasOwn(task.done, day) || Object.hasOwn(task.skipped, day)
  const event = {
    kind: 'task' as const,
    ref: task.ref,
    title: task.title ?? task.ref,
    what: 'occurrence' as const,
    person: task.assignee,
  }
  const starts = Object.keys(task.rules).filter(isDate).sort()
  const far = addPeriod(today, horizon)
  const repeating = starts.flatMap((start, index): readonly CalendarEvent[] => {
    const rule = parseRule(task.rules[start]!)
    if (!rule.ok) return []
    const next = starts[index + 1]
    // RC3: a rule applies until the day before the next one, and the task itself may end.
    const last = [
      ...(next === undefined ? [] : [addDays(next, -1)]),
      ...(task.until === undefined ? [] : [task.until]),
    ].sort()[0]
    const days = occurrencesOf(rule.value, start, last ?? far)
    const [first] = days
    const open = days.filter((day) => !settled(day))
    if (first === undefined || open.length === 0) return []
    const ends =
      last === undefined
        ? {}
        : rule.value.count === undefined
          ? { until: rule.value.until !== undefined && rule.value.until < last ? rule.value.until : last }
          : { count: days.length }
    return [
      {
        ...event,
        uid: `${task.id}.${start}`,
        date: first,
        rule: writeRule({ ...rule.value, ...ends }),
        except: days.filter(settled),
      },
    ]
  })
  const covered = new Set(
    starts.flatMap((start) =>
      ((rule) => (rule.ok ? occurrencesOf(rule.value, start, far) : []))(parseRule(task.rules[start]!)),
    ),
  )
  const due =
    task.due !== undefined && !settled(task.due) && !covered.has(task.due)
      ? [{ ...event, uid: `${task.id}.due`, date: task.due }]
      : []
  return [...repeating, ...due]
}
