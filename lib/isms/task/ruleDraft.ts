/** A rule being edited, and the rule it produces. What the editor has no control for is kept as text. Pure. */

import { isDate } from '~/lib/shared/dates'
import { parseRule, type Rule } from '~/lib/records/recurrence/rrule'
import { writeRule } from '~/lib/records/recurrence/writeRule'

export interface RuleDraft {
  readonly freq: Rule['freq']
  readonly interval: number
  /** WEEKLY: days of the week, Monday = 0; empty: the weekday of the start. */
  readonly weekdays: readonly number[]
  /** MONTHLY and YEARLY: the start's day of the month, the last day, or the start's nth weekday. */
  readonly monthly: 'same' | 'last' | 'nth'
  readonly end: 'never' | 'count' | 'until'
  readonly count: number
  readonly until: string
}

export const emptyDraft: RuleDraft = {
  freq: 'MONTHLY',
  interval: 1,
  weekdays: [],
  monthly: 'same',
  end: 'never',
  count: 4,
  until: '',
}

const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
/** Which occurrence of its weekday in the month a day is; the fifth is always the last (-1). */
const nthOf = (day: string): number => ((nth) => (nth === 5 ? -1 : nth))(Math.ceil(Number(day.slice(8)) / 7))

/** The rule text of a draft that starts on `from`. */
export function draftToRule(draft: RuleDraft, from: string): string {
  const inMonths = draft.freq === 'MONTHLY' || draft.freq === 'YEARLY'
  const nth = inMonths && draft.monthly === 'nth' && isDate(from)
  return writeRule({
    freq: draft.freq,
    interval: draft.interval,
    weekStart: 0,
    bySetPos: [],
    byMonth: draft.freq === 'YEARLY' && draft.monthly !== 'same' && isDate(from) ? [Number(from.slice(5, 7))] : [],
    byMonthDay: inMonths && draft.monthly === 'last' ? [-1] : [],
    byDay: nth
      ? [{ day: weekdayOf(from), nth: nthOf(from) }]
      : draft.freq === 'WEEKLY'
        ? [...draft.weekdays].sort((a, b) => a - b).map((day) => ({ day }))
        : [],
    ...(draft.end === 'count' && { count: draft.count }),
    ...(draft.end === 'until' && isDate(draft.until) && { until: draft.until }),
  })
}

/**
 * The draft of a rule; undefined if the editor could not write the same rule again, so that opening it loses nothing.
 */
export function ruleToDraft(text: string, from: string): RuleDraft | undefined {
  const parsed = parseRule(text)
  if (!parsed.ok) return undefined
  const rule = parsed.value
  const draft: RuleDraft = {
    freq: rule.freq,
    interval: rule.interval,
    weekdays: rule.freq === 'WEEKLY' ? rule.byDay.map(({ day }) => day) : [],
    monthly:
      rule.byMonthDay.length === 1 && rule.byMonthDay[0] === -1
        ? 'last'
        : rule.byDay.some(({ nth }) => nth !== undefined)
          ? 'nth'
          : 'same',
    end: rule.count !== undefined ? 'count' : rule.until !== undefined ? 'until' : 'never',
    count: rule.count ?? emptyDraft.count,
    until: rule.until ?? '',
  }
  return draftToRule(draft, from) === writeRule(rule) ? draft : undefined
}
