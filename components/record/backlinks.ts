import { isReference } from '~/lib/isms/fields'
import { recordKind, type AnyRecord } from '~/lib/isms/registry'

/** Records with a reference to an id, in the order given. Persons' own links (owner, author) are fields of them too. */
export function backlinksOf(id: string, rows: Iterable<AnyRecord>): readonly AnyRecord[] {
  const found: AnyRecord[] = []
  for (const row of rows) {
    if (row.id === id) continue
    const values = row as unknown as Readonly<Record<string, unknown>>
    const points = Object.entries(recordKind(row.kind).fields).some(([name, field]) => isReference(field) && (values[name] === id || (Array.isArray(values[name]) && (values[name] as readonly unknown[]).includes(id))))
    if (points) found.push(row)
  }
  return found
}
