/** Recurrence rules as text (RC1), for screens and reports. The translation is injected. Pure. */

import { parseRule, type Rule } from '~/lib/records/recurrence/rrule'

export interface RuleLanguage {
  readonly t: (key: string, params: Readonly<Record<string, unknown>>, n?: number) => string
  readonly has: (key: string) => boolean
  /** Formats a day. */
  readonly day: (day: string) => string
}

/** A rule as a sentence: "Every 3 months on the first Monday, until 31 Dec 2026". */
export function ruleSentence(rule: Rule, language: RuleLanguage): string {
  const { t, day } = language
  const end =
    rule.count !== undefined
      ? t('task.rule.say.count', { n: rule.count }, rule.count)
      : rule.until !== undefined
        ? t('task.rule.say.until', { date: day(rule.until) })
        : undefined
  return [
    [t(`task.rule.say.${rule.freq}`, { n: rule.interval }, rule.interval), ...daysOf(rule, language)].join(' '),
    ...(end === undefined ? [] : [end]),
  ].join(', ')
}

/** The same for a stored rule; the raw rule if this version cannot parse it. */
export const ruleTextSentence = (text: string, language: RuleLanguage): string =>
  ((rule) => (rule.ok ? ruleSentence(rule.value, language) : text))(parseRule(text))

const isWeekdays = (rule: Rule): boolean =>
  rule.byDay.length === 5 && rule.byDay.every(({ day, nth }) => day < 5 && nth === undefined)

function daysOf(rule: Rule, { t, has }: RuleLanguage): readonly string[] {
  const join = (parts: readonly string[]): string =>
    parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}${t('task.rule.say.and', {})}${parts.at(-1)!}`
  const ordinal = (n: number): string =>
    has(`task.rule.ordinal.${n}`) ? t(`task.rule.ordinal.${n}`, {}) : t('task.rule.ordinalOther', { n })
  const parts: string[] = []
  if (isWeekdays(rule)) parts.push(t('task.rule.say.weekdays', {}))
  else if (rule.byDay.length > 0)
    parts.push(
      t('task.rule.say.on', {
        days: join(
          rule.byDay.map(({ day, nth }) =>
            nth === undefined
              ? t(`task.rule.weekday.${day}`, {})
              : t('task.rule.nth', { nth: ordinal(nth), day: t(`task.rule.weekday.${day}`, {}) }),
          ),
        ),
      }),
    )
  const days = rule.byMonthDay.filter((day) => day > 0)
  if (days.length > 0) parts.push(t('task.rule.say.monthDay', { days: join(days.map(String)) }))
  for (const day of rule.byMonthDay.filter((one) => one < 0))
    parts.push(day === -1 ? t('task.rule.say.lastDay', {}) : t('task.rule.say.dayFromEnd', { n: -day }))
  if (rule.byMonth.length > 0)
    parts.push(t('task.rule.say.in', { months: join(rule.byMonth.map((month) => t(`task.rule.month.${month}`, {}))) }))
  if (rule.bySetPos.length > 0) parts.push(t('task.rule.say.position', { positions: join(rule.bySetPos.map(ordinal)) }))
  return parts
}
