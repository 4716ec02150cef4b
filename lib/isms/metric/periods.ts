/**
 * Calendar periods of a metric's interval: which period a value is about, which values are missing, which comes next
 * (M3, M5).
 */

import { addDays, addMonths, daysInMonth, weekday } from '~/lib/shared/dates'
import type { Metric } from '~/lib/records/kinds/metric'

export type Interval = NonNullable<Metric['every']>

export interface Period {
  /** First and last day, both inclusive. */
  readonly from: string
  readonly to: string
}

/** M3: the length of an interval in days, as counted for staleness. */
export const intervalDays: Readonly<Record<Interval, number>> = {
  weekly: 7,
  monthly: 31,
  quarterly: 92,
  semiannual: 184,
  annual: 366,
}
const months: Readonly<Record<Exclude<Interval, 'weekly'>, number>> = {
  monthly: 1,
  quarterly: 3,
  semiannual: 6,
  annual: 12,
}

/** Limit for listing periods: a start typed as year 26 must not hang a page. */
const mostPeriods = 600

const monthOf = (year: number, month: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`

/** The calendar week (from Monday), month, quarter, half-year or year that contains a day. */
export function periodOf(every: Interval, day: string): Period {
  if (every === 'weekly') {
    const from = addDays(day, -weekday(day))
    return { from, to: addDays(from, 6) }
  }
  const length = months[every]
  const [year, month] = day.split('-').map(Number) as [number, number]
  const first = Math.floor((month - 1) / length) * length + 1
  const last = first + length - 1
  return {
    from: `${monthOf(year, first)}-01`,
    to: `${monthOf(year, last)}-${String(daysInMonth(year, last)).padStart(2, '0')}`,
  }
}

export const nextPeriod = (every: Interval, { to }: Period): Period => periodOf(every, addDays(to, 1))
export const previousPeriod = (every: Interval, { from }: Period): Period => periodOf(every, addDays(from, -1))

/** The first period that lies entirely after the start of a metric: a part of a period cannot be measured. */
export function firstPeriod(every: Interval, start: string): Period {
  const holding = periodOf(every, start)
  return holding.from >= start ? holding : nextPeriod(every, holding)
}

/** Full calendar periods since the start that have ended, oldest first (M5). */
export function expectedPeriods(
  { every, start }: { readonly every: Interval; readonly start: string },
  today: string,
): readonly Period[] {
  const list: Period[] = []
  const earliest =
    every === 'weekly' ? addDays(today, -7 * mostPeriods) : addMonths(today, -months[every] * mostPeriods)
  for (
    let period = firstPeriod(every, start < earliest ? earliest : start);
    period.to < today;
    period = nextPeriod(every, period)
  )
    list.push(period)
  return list
}
