import { fieldValues } from '~/lib/records/fieldValues'
import { requirementCode } from '../derivedIds'
import { isLongText, isReference, isSet } from '../fields'
import { recordKind, type AnyRecord } from '../registry'

/**
 * The text of a record that search indexes: ref, legacy ref (ID5), tags, and every text field. References are left to
 * their targets.
 */
export function searchText(row: AnyRecord): string {
  const { fields } = recordKind(row.kind)
  const values = fieldValues(row)
  const parts: string[] = [row.ref, row.legacyRef ?? '', ...row.tags]
  for (const [name, field] of Object.entries(fields)) {
    const value = values[name]
    if (value === undefined || isReference(field)) continue
    if (field.target === 'requirement' && typeof value === 'string') parts.push(requirementCode(value))
    else if (field.type === 'reqs') parts.push(...(value as readonly string[]).map(requirementCode))
    else if (isSet(field)) parts.push(...(value as readonly string[]))
    else if (field.type === 'text' || isLongText(field) || field.type === 'url') parts.push(value as string)
    else if (field.type === 'map')
      parts.push(
        ...Object.keys(value as object),
        ...Object.values(value as object).filter((member) => typeof member === 'string'),
      )
  }
  return parts
    .filter((part) => part !== '')
    .join('\n')
    .normalize('NFC')
}

/** Text of the title field of a record, or its ref if that is empty. */
export function titleOf(row: AnyRecord): string {
  const title = fieldValues(row)[recordKind(row.kind).title]
  return typeof title === 'string' && title.trim() !== '' ? title : row.ref
}
