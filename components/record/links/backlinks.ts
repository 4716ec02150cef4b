import { fieldValues } from '~/lib/records/fieldValues'
import { isReference } from '~/lib/records/fields'
import { requirementOfSoaEntry, soaEntryId } from '~/lib/records/derivedIds'
import { kindNames, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'

const valuesOf = (row: AnyRecord, name: string): readonly string[] => {
  const value = fieldValues(row)[name]
  return typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : []
}
const fieldsOf = (row: AnyRecord) => Object.entries(recordKind(row.kind).fields)

/**
 * Records with a reference to an id, in the order given. Persons' own links (owner, author) are fields of them too. A
 * row of the Statement of Applicability is what requirements point at: records that name its requirement name it.
 */
export function backlinksOf(id: string, rows: Iterable<AnyRecord>): readonly AnyRecord[] {
  const requirement = id.startsWith('soa_') ? requirementOfSoaEntry(id) : undefined
  const found: AnyRecord[] = []
  for (const row of rows) {
    if (row.id === id) continue
    if (
      fieldsOf(row).some(([name, field]) =>
        isReference(field)
          ? valuesOf(row, name).includes(id)
          : requirement !== undefined && field.target === 'requirement' && valuesOf(row, name).includes(requirement),
      )
    )
      found.push(row)
  }
  return found
}

/**
 * Ids that a record itself names: records, persons, and for requirements of Annex A their row in the Statement of
 * Applicability. Each once.
 */
export function linksOf(row: AnyRecord): readonly string[] {
  const found = new Set<string>()
  for (const [name, field] of fieldsOf(row)) {
    if (isReference(field)) for (const id of valuesOf(row, name)) found.add(id)
    else if (field.target === 'requirement')
      for (const id of valuesOf(row, name)) if (id.includes(':A.')) found.add(soaEntryId(id))
  }
  found.delete(row.id)
  return [...found]
}

/** Records by kind, kinds in the order of the registry. */
export function byKind(
  rows: readonly AnyRecord[],
): readonly { readonly kind: Kind; readonly rows: readonly AnyRecord[] }[] {
  return kindNames
    .map((kind) => ({ kind, rows: rows.filter((row) => row.kind === kind) }))
    .filter((group) => group.rows.length > 0)
}
