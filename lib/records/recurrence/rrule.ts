/** Recurrence by days: the subset of RFC 5545 listed in RC1. Anything else is rejected at input. */

import { fail, ok, type Result } from '~/lib/shared/result'
import { addDays, daysInMonth, isDate, weekday } from '~/lib/shared/dates'

export interface Rule {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  readonly interval: number
  /** `day` Monday = 0; `nth` counts within the month or year, from the end if negative. */
  readonly byDay: readonly { readonly day: number; readonly nth?: number }[]
  readonly byMonthDay: readonly number[]
  readonly byMonth: readonly number[]
  readonly bySetPos: readonly number[]
  readonly count?: number
  readonly until?: string
  /** First day of the week, Monday = 0. */
  readonly weekStart: number
}

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
/** RC4. */
const maxOccurrences = 1000

const refused = (message: string) => fail('invalidRule', message)

/** Parses a rule such as `FREQ=MONTHLY;BYDAY=-1FR`; a leading `RRULE:` is allowed. Fails with `invalidRule`. */
export function parseRule(text: string): Result<Rule> {
  const parts = new Map<string, string>()
  for (const part of text
    .trim()
    .replace(/^RRULE:/i, '')
    .split(';')) {
    const [name, value, ...rest] = part.split('=')
    if (!name || !value || rest.length > 0) return refused(`"${part}" is not a NAME=VALUE part.`)
    if (parts.has(name.toUpperCase())) return refused(`${name.toUpperCase()} is given twice.`)
    parts.set(name.toUpperCase(), value.toUpperCase())
  }
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'COUNT', 'UNTIL', 'WKST']
  const strange = [...parts.keys()].find((name) => !known.includes(name))
  if (strange) return refused(`${strange} is not supported. Use ${known.join(', ')}.`)

  const freq = parts.get('FREQ')
  if (freq !== 'DAILY' && freq !== 'WEEKLY' && freq !== 'MONTHLY' && freq !== 'YEARLY') {
    return refused('FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY.')
  }
  if (parts.has('COUNT') && parts.has('UNTIL')) return refused('Give COUNT or UNTIL, not both.')

  const interval = integers(parts.get('INTERVAL'), 1, 1000, 1)
  const count = integers(parts.get('COUNT'), 1, maxOccurrences, 1)
  const byMonthDay = integers(parts.get('BYMONTHDAY'), -31, 31)
  const byMonth = integers(parts.get('BYMONTH'), 1, 12)
  const bySetPos = integers(parts.get('BYSETPOS'), -366, 366)
  if (!interval || !count || !byMonthDay || !byMonth || !bySetPos)
    return refused('A number is missing or out of range.')
  if (byMonthDay.length > 0 && freq === 'WEEKLY') return refused('BYMONTHDAY has no meaning with WEEKLY.')

  const byDay = parseByDay(parts.get('BYDAY'), freq)
  if (!byDay) return refused('BYDAY takes MO to SU; a number in front (1MO, -1FR) only with MONTHLY or YEARLY.')
  if (bySetPos.length > 0 && byDay.length === 0 && byMonthDay.length === 0 && byMonth.length === 0)
    return refused('BYSETPOS needs another BY part to choose from.')

  const until = parts.get('UNTIL')?.replace(/^(\d{4})-?(\d{2})-?(\d{2})(T\d{6}Z)?$/, '$1-$2-$3')
  if (until !== undefined && !isDate(until)) return refused('UNTIL must be a day such as 20261231.')
  const weekStart = days.indexOf(parts.get('WKST') ?? 'MO')
  if (weekStart < 0) return refused('WKST takes MO to SU.')

  return ok({
    freq,
    interval: interval[0] ?? 1,
    byDay,
    byMonthDay,
    byMonth,
    bySetPos,
    weekStart,
    ...(count[0] === undefined ? {} : { count: count[0] }),
    ...(until === undefined ? {} : { until }),
  })
}

/** Parses a list of non-zero integers within limits; undefined if any is invalid. */
function integers(text: string | undefined, min: number, max: number, most = Infinity): readonly number[] | undefined {
  if (text === undefined) return []
  const parts = text.split(',')
  if (parts.length > most || parts.some((part) => !/^[+-]?\d+$/.test(part))) return undefined
  const numbers = parts.map(Number)
  return numbers.some((n) => n < min || n > max || n === 0) ? undefined : numbers
}

function parseByDay(text: string | undefined, freq: string): Rule['byDay'] | undefined {
  if (text === undefined) return []
  const out: { day: number; nth?: number }[] = []
  for (const part of text.split(',')) {
    const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(part)
    if (!match) return undefined
    const nth = match[1] === undefined ? undefined : Number(match[1])
    if (nth !== undefined && (nth === 0 || Math.abs(nth) > 53 || (freq !== 'MONTHLY' && freq !== 'YEARLY')))
      return undefined
    out.push({ day: days.indexOf(match[2]!), ...(nth === undefined ? {} : { nth }) })
  }
  return out
}

/**
 * Occurrences from `start` through `end`, in order (RC2: the start counts only if it matches; days that do not exist
 * are skipped). Bounded only by `end`; callers limit the open ones (RC4).
 */
export function occurrencesOf(rule: Rule, start: string, end: string): readonly string[] {
  const last = rule.until !== undefined && rule.until < end ? rule.until : end
  const out: string[] = []
  let counted = 0
  // A rule that matches nothing must still terminate: periods are bounded by `end`, which is at most some years ahead.
  for (let step = 0; ; step++) {
    const period = periodDays(rule, start, step)
    if (period.first > last) return out
    for (const day of chosen(rule, period.days, start)) {
      if (day < start) continue
      if (day > last || counted >= (rule.count ?? Infinity)) return out
      counted++
      out.push(day)
    }
  }
}

/** The days of the period `step` days, weeks, months or years after that of the start. */
function periodDays(
  rule: Rule,
  start: string,
  step: number,
): { readonly first: string; readonly days: readonly string[] } {
  const n = step * rule.interval
  if (rule.freq === 'DAILY') {
    const first = addDays(start, n)
    return { first, days: [first] }
  }
  if (rule.freq === 'WEEKLY') {
    const first = addDays(start, -((weekday(start) - rule.weekStart + 7) % 7) + 7 * n)
    return { first, days: Array.from({ length: 7 }, (_, i) => addDays(first, i)) }
  }
  const [year, month] = start.split('-').map(Number) as [number, number]
  if (rule.freq === 'MONTHLY') {
    const at = year * 12 + month - 1 + n
    return monthDays(Math.floor(at / 12), (at % 12) + 1)
  }
  const months = Array.from({ length: 12 }, (_, i) => monthDays(year + n, i + 1))
  return { first: months[0]!.first, days: months.flatMap((of) => of.days) }
}

function monthDays(year: number, month: number): { readonly first: string; readonly days: readonly string[] } {
  const prefix = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-`
  const list = Array.from({ length: daysInMonth(year, month) }, (_, i) => prefix + String(i + 1).padStart(2, '0'))
  return { first: list[0]!, days: list }
}

function chosen(rule: Rule, period: readonly string[], start: string): readonly string[] {
  const picked = period.filter((day) => matches(rule, day, period, start))
  if (rule.bySetPos.length === 0) return picked
  return picked.filter((_, index) => rule.bySetPos.includes(index + 1) || rule.bySetPos.includes(index - picked.length))
}

function matches(rule: Rule, day: string, period: readonly string[], start: string): boolean {
  const [, month, date] = day.split('-').map(Number) as [number, number, number]
  if (rule.byMonth.length > 0 && !rule.byMonth.includes(month)) return false
  if (rule.byMonthDay.length > 0 && !matchesMonthDay(rule, day, date)) return false
  if (rule.byDay.length > 0)
    return rule.byDay.some((by) =>
      matchesDay(by, day, rule.freq === 'YEARLY' && rule.byMonth.length > 0 ? monthOf(period, day) : period),
    )
  if (rule.byMonthDay.length > 0 || rule.freq === 'DAILY') return true
  if (rule.freq === 'WEEKLY') return weekday(day) === weekday(start)
  const sameDate = date === Number(start.slice(8))
  return rule.freq === 'MONTHLY' || rule.byMonth.length > 0 ? sameDate : sameDate && month === Number(start.slice(5, 7))
}

const monthOf = (period: readonly string[], day: string): readonly string[] =>
  period.filter((other) => other.slice(0, 7) === day.slice(0, 7))

function matchesMonthDay(rule: Rule, day: string, date: number): boolean {
  const length = daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))
  return rule.byMonthDay.some((n) => (n > 0 ? n === date : length + n + 1 === date))
}

function matchesDay(
  by: { readonly day: number; readonly nth?: number },
  day: string,
  range: readonly string[],
): boolean {
  if (weekday(day) !== by.day) return false
  if (by.nth === undefined) return true
  const same = range.filter((other) => weekday(other) === by.day)
  const at = same.indexOf(day)
  return by.nth > 0 ? at === by.nth - 1 : at === same.length + by.nth
}
