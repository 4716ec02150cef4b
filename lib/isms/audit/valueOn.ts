/** The values a field had on a past day, read from its change trail (AU3: ownership as of the start of the audit). */

export interface FieldChangeOnDay {
  /** Day of the change in the workspace's time zone. */
  readonly day: string
  readonly before: unknown
  readonly after: unknown
}

/**
 * Every value a field had in the course of a day: the one it started the day with and those set that day. `changes`
 * must be in log order, without values that never became visible. Includes the morning's value because handing work
 * over on the first day of an audit makes nobody independent.
 */
export function valuesOn(changes: readonly FieldChangeOnDay[], day: string): readonly string[] {
  const before = changes.findLast((change) => change.day < day)
  const first = changes.find((change) => change.day >= day)
  const morning = before ? before.after : first?.before
  const during = changes.filter((change) => change.day === day).map((change) => change.after)
  return [...new Set([morning, ...during].filter((value) => typeof value === 'string' && value !== ''))] as string[]
}
