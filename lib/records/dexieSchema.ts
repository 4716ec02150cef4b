import { isSet } from './fields'
import { kindNames, recordKind, type Kind } from './registry'

/**
 * Index list of a kind's table in the syntax of Dexie `stores()`: `id` is the primary key, `*` marks one entry per
 * element.
 */
export function dexieSchema(kind: Kind): string {
  const { fields, indexes } = recordKind(kind)
  return [
    'id',
    'ref',
    'refSort',
    'archivedOn',
    'createdAt',
    '*tags',
    ...indexes.map((name) => (isSet(fields[name]!) ? `*${name}` : name)),
  ].join(', ')
}

/** The index lists of all kinds, by kind. */
export const dexieSchemas = (): Readonly<Record<Kind, string>> =>
  Object.fromEntries(kindNames.map((kind) => [kind, dexieSchema(kind)])) as Record<Kind, string>
