/** A field's values on a past day, read from its change trail (AU3: ownership as it was when the audit began). */

export interface FieldChangeOnDay {
  /** Day of the change in the workspace's time zone. */
  readonly day: string
  readonly before: unknown
  readonly after: unknown
}

/**
 * Every value a field had in the course of a day: what stood there in the morning and what was set that day. `changes`
 * in log order, without values that never became visible. Handing work over on the morning of an audit makes nobody
 * independent.
 */
export function valuesOn(changes: readonly FieldChangeOnDay[], day: string): readonly string[] {
  const before = changes.findLast((change) => change.day < day)
  const first = changes.find((change) => change.day >= day)
  const morning = before ? before.after : first?.before
  const during = changes.filter((change) => change.day === day).map((change) => change.after)
  return [...new Set([morning, ...during].filter((value) => typeof value === 'string' && value !== ''))] as string[]
}
