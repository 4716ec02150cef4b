/** A table for lookups by untrusted names: without a prototype, so that "toString" and "constructor" find nothing. */
export const byName = <T>(table: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null) as Record<string, T>, table)
