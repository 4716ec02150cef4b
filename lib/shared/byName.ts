/**
 * A table that is looked up by names others choose: nothing in it is inherited, so "toString" and "constructor" name
 * nothing.
 */
export const byName = <T>(table: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null) as Record<string, T>, table)
