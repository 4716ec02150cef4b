/** The calendar of a plan: shares of the way as workdays, and the window of a type 2 report. Pure. */

import { addDays, addPeriod, daysBetween, weekday } from '~/lib/shared/dates'

/** GS3: days within which the first internal audit ends, a fortnight less than a year. */
const auditWithin = 350
/** Share of the way at which the internal audit ends. */
const audited = 0.7
/** Share of the way from which controls produce evidence. */
export const observed = 0.5

export const compareDays = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
export const latest = (...days: readonly string[]): string => [...days].sort(compareDays).at(-1)!

/** Friday for a Saturday or Sunday. */
export const toWorkday = (day: string): string => addDays(day, -Math.max(0, weekday(day) - 4))
/** Monday for a Saturday or Sunday. */
export const nextWorkday = (day: string): string => (weekday(day) < 5 ? day : addDays(day, 7 - weekday(day)))

/**
 * A day that every month has, so that a monthly or yearly rule skips none: the next first of a month after a 29th, 30th
 * or 31st.
 */
export function firstOf(date: string): string {
  return Number(date.slice(8)) > 28 ? `${addDays(`${date.slice(0, 8)}28`, 4).slice(0, 8)}01` : date
}

/**
 * GS2: a share of the way as a day: a workday, never before today, never earlier for a greater share. If a window
 * starts, what must come before it is due by then.
 */
export function daysOf(today: string, target: string, windowFrom?: string): (at: number) => string {
  const span = daysBetween(today, target)
  const knee = Math.min(audited * span, auditWithin)
  const before = windowFrom === undefined ? Infinity : daysBetween(today, windowFrom)
  return (at) => {
    if (at >= 1) return target
    const days = at <= audited ? (at / audited) * knee : knee + ((at - audited) / (1 - audited)) * (span - knee)
    return workdayFrom(today, addDays(today, Math.floor(at <= observed ? Math.min(days, (at / observed) * before) : days)))
  }
}

/** The workday before a weekend, or after it if that would be before today. */
const workdayFrom = (today: string, day: string): string => ((before) => (before < today ? nextWorkday(today) : before))(toWorkday(day))

/**
 * The day on which a type 2 report starts to observe: half a year before its end, but leaving at least a third of the
 * remaining time to prepare.
 */
export function windowFrom(until: string, today: string): string {
  const day = workdayFrom(today, latest(addPeriod(until, 'P6M', -1), addDays(today, Math.floor(daysBetween(today, until) / 3))))
  return day < until ? day : until
}

/** The last day of a window of half a year. */
export const windowUntil = (from: string): string => nextWorkday(addPeriod(from, 'P6M'))
