/** What waits for one person, in order of urgency, and what became due since they were last told. Pure. */

import { addDays } from '~/lib/shared/dates'
import { datedState, type Dated } from './dated'

/**
 * Dated things that wait for a person today: late or due. What names nobody waits for those who lead. Of a task only
 * the oldest open occurrence.
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

/** Overdue after the day, today, the seven days after, later (announced early), and what has no day. */
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
 * What to remind of: dated things for which the day has come, or passed, and which were not told yet. Reminded once a
 * day: nothing where that was today already. `told` are ids of what was told before.
 */
export function becameDue(
  waiting: readonly { readonly id: string; readonly due: string | undefined }[],
  {
    today,
    lastDay,
    told,
  }: { readonly today: string; readonly lastDay: string | undefined; readonly told: ReadonlySet<string> },
): readonly string[] {
  if (lastDay !== undefined && lastDay >= today) return []
  return waiting.filter((one) => one.due !== undefined && one.due <= today && !told.has(one.id)).map((one) => one.id)
}
