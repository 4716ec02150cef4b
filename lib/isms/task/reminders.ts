/** What waits for one person, by urgency, and what became due since the last reminder. Pure. */

import { addDays } from '~/lib/shared/dates'
import { datedState, type Dated } from './dated'

/**
 * Dated items that wait for a person today: overdue or due. Items that name nobody wait for leads. Of a task only the
 * oldest open occurrence.
 */
export function datedFor(
  found: readonly Dated[],
  { person, lead, today }: { readonly person: string | undefined; readonly lead: boolean; readonly today: string },
): readonly Dated[] {
  const seen = new Set<string>()
  return found.filter((one) => {
    const state = datedState(one, today)
    if (state !== 'overdue' && state !== 'due') return false
    if (one.person === undefined ? !lead : one.person !== person) return false
    const key = `${one.recordId}:${one.what}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

export const waitingGroups = ['overdue', 'today', 'week', 'later', 'undated'] as const
export type WaitingGroup = (typeof waitingGroups)[number]

/** Overdue, due today, due within the next seven days, later (announced early), or undated. */
export const groupOf = (due: string | undefined, today: string): WaitingGroup =>
  due === undefined
    ? 'undated'
    : due < today
      ? 'overdue'
      : due === today
        ? 'today'
        : due <= addDays(today, 7)
          ? 'week'
          : 'later'

/**
 * What to remind of: dated items whose day has come or passed, without earlier reminders. At most once a day: empty if
 * there already was a reminder today. `reminded` holds the ids of items already reminded of.
 */
export function becameDue(
  waiting: readonly { readonly id: string; readonly due: string | undefined }[],
  {
    today,
    lastDay,
    reminded,
  }: { readonly today: string; readonly lastDay: string | undefined; readonly reminded: ReadonlySet<string> },
): readonly string[] {
  if (lastDay !== undefined && lastDay >= today) return []
  return waiting
    .filter((one) => one.due !== undefined && one.due <= today && !reminded.has(one.id))
    .map((one) => one.id)
}
