import { fieldValues } from '~/lib/records/fieldValues'
import { isSet, type Field } from './fields'
import { recordKind, type AnyRecord, type Kind, type RowOf } from './registry'
import { validateRecord } from './validateRecord'

/** Whether a value is set; empty texts, sets and maps are not. */
export function isSetValue(field: Field, value: unknown): boolean {
  if (value === undefined || value === null) return false
  if (isSet(field)) return (value as readonly string[]).length > 0
  if (field.type === 'map') return Object.keys(value as object).length > 0
  if (typeof value === 'string') return value.trim() !== ''
  if (Array.isArray(value)) return value.length > 0
  return true
}

/** Names of fields marked `*` that are unset, in form order. */
export function missingFields<K extends Kind>(kind: K, row: RowOf<K>): readonly string[] {
  const { fields } = recordKind(kind)
  const values = fieldValues(row)
  return Object.keys(fields).filter((name) => fields[name]!.required && !isSetValue(fields[name]!, values[name]))
}

/** Complete: nothing required is missing and no cross-field rule is violated. Never prevents saving. */
export const isComplete = <K extends Kind>(kind: K, row: RowOf<K>): boolean =>
  missingFields(kind, row).length === 0 && validateRecord(kind, row).length === 0

/** Not archived and not in a final state (isms.md 2.1). */
export function isActive(row: AnyRecord): boolean {
  const { states } = recordKind(row.kind)
  if (row.archivedOn !== undefined) return false
  if (!states) return true
  const status = fieldValues(row)[states.field]
  return !(typeof status === 'string' && states.final.includes(status))
}
