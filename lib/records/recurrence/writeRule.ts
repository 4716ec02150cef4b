import type { Rule } from './rrule'

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The inverse of `parseRule`: only the parts that are set, in the order of RFC 5545. */
export function writeRule(rule: Rule): string {
  const list = (name: string, values: readonly number[]): string[] =>
    values.length === 0 ? [] : [`${name}=${values.join(',')}`]
  return [
    `FREQ=${rule.freq}`,
    ...(rule.interval === 1 ? [] : [`INTERVAL=${rule.interval}`]),
    ...list('BYMONTH', rule.byMonth),
    ...list('BYMONTHDAY', rule.byMonthDay),
    ...(rule.byDay.length === 0
      ? []
      : [`BYDAY=${rule.byDay.map(({ day, nth }) => `${nth ?? ''}${days[day]!}`).join(',')}`]),
    ...list('BYSETPOS', rule.bySetPos),
    ...(rule.weekStart === 0 ? [] : [`WKST=${days[rule.weekStart]!}`]),
    ...(rule.count === undefined ? [] : [`COUNT=${rule.count}`]),
    ...(rule.until === undefined ? [] : [`UNTIL=${rule.until.replaceAll('-', '')}`]),
  ].join(';')
}
