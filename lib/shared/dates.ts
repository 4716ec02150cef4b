/**
 * Days and periods. A day is `YYYY-MM-DD` in the workspace's time zone; nothing here reads the clock. Days compare as
 * text.
 */

/** Milliseconds of a day of 24 hours. */
export const dayMs = 86_400_000
const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const periodPattern = /^P([1-9]\d{0,4})([DWMY])$/

const utc = (year: number, month: number, day: number): Date => {
  const date = new Date(Date.UTC(2000, month, day))
  date.setUTCFullYear(year, month, day)
  return date
}
/** The first and last day this format can express; results beyond them are clamped. */
const firstDay = '0000-01-01'
const lastDay = '9999-12-31'
function toDay(date: Date): string {
  const year = date.getUTCFullYear()
  return year < 0 ? firstDay : year > 9999 ? lastDay : date.toISOString().slice(0, 10)
}
const parse = (day: string): Date => new Date(`${day}T00:00:00.000Z`)

export function isDate(text: string): boolean {
  const match = dayPattern.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysInMonth(year, month))
}

/** The format of `Date.toISOString`, milliseconds optional. */
export function isInstant(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/.test(text) &&
    isDate(text.slice(0, 10)) &&
    !Number.isNaN(Date.parse(text))
  )
}

export const isPeriod = (text: string): boolean => periodPattern.test(text)

/** Limits beyond the calendar, since a typed number can be of any size. */
const mostDays = 10_000 * 366
const mostMonths = 10_000 * 12
const within = (n: number, most: number): number => Math.max(-most, Math.min(most, n))

/** Adds days, clamped to the calendar. */
export const addDays = (day: string, days: number): string =>
  toDay(new Date(parse(day).getTime() + within(days, mostDays) * dayMs))

/** Whole days from `a` to `b`; negative if `b` is earlier. */
export const daysBetween = (a: string, b: string): number =>
  Math.round((parse(b).getTime() - parse(a).getTime()) / dayMs)

/** Adds months, clamped to the end of the month (2026-01-31 plus one is 2026-02-28) and to the calendar. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = utc(year, month - 1 + within(months, mostMonths), 1)
  const last = utc(first.getUTCFullYear(), first.getUTCMonth() + 1, 0).getUTCDate()
  return toDay(utc(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)))
}

/**
 * A day plus `PnD`, `PnW`, `PnM` or `PnY` (isms.md 2.1). `times` may be negative. Throws on anything else: values are
 * validated beforehand.
 */
export function addPeriod(day: string, period: string, times = 1): string {
  const match = periodPattern.exec(period)
  if (!match) throw new RangeError(`not a period: ${period}`)
  const n = Number(match[1]) * times
  switch (match[2]) {
    case 'D':
      return addDays(day, n)
    case 'W':
      return addDays(day, 7 * n)
    case 'M':
      return addMonths(day, n)
    default:
      return addMonths(day, 12 * n)
  }
}

/**
 * The day of an instant in a time zone (IANA name); in UTC if the zone is unset or unknown here. An invalid instant
 * yields the first day: a record without a creation time counts as old.
 */
export function dateInZone(instant: string, timeZone?: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return firstDay
  if (!timeZone || timeZone === 'UTC') return toDay(date)
  return formatterOf(timeZone)?.format(date) ?? toDay(date)
}

/** The first millisecond of a day in a time zone, consistent with `dateInZone`. */
export function startOfDay(day: string, timeZone?: string): number {
  // Zones are within 14 hours of UTC; if clocks go back across midnight, the first of the two.
  let [before, from] = [parse(day).getTime() - 15 * 3_600_000, parse(day).getTime() + 15 * 3_600_000]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (dateInZone(new Date(middle).toISOString(), timeZone) < day) before = middle
    else from = middle
  }
  return from
}

const formatters = new Map<string, Intl.DateTimeFormat | undefined>()

function formatterOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (!formatters.has(timeZone)) {
    let formatter: Intl.DateTimeFormat | undefined
    try {
      // en-CA formats as YYYY-MM-DD.
      formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    } catch {
      formatter = undefined
    }
    formatters.set(timeZone, formatter)
  }
  return formatters.get(timeZone)
}

/** Due rule everywhere: overdue if and only if today is after the due day; valid through the end of the last day. */
export const isOverdue = (due: string | undefined, today: string): boolean => due !== undefined && today > due

/** Day of the week, Monday = 0. */
export const weekday = (day: string): number => (parse(day).getUTCDay() + 6) % 7

export const daysInMonth = (year: number, month: number): number => utc(year, month, 0).getUTCDate()
