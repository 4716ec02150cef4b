/**
 * Keys of the CRDT map of a book: `recordId/field` or `recordId/field/element`, in NFC, split at the first two slashes
 * only, because element names (imported requirement codes, file names) may contain slashes themselves.
 */

export interface RecordKey {
  readonly recordId: string
  readonly field: string
  readonly element?: string
}

export const fieldKey = (field: string, element?: string): string =>
  (element === undefined ? field : `${field}/${element}`).normalize('NFC')

export const recordKey = (recordId: string, field: string, element?: string): string =>
  `${recordId}/${fieldKey(field, element)}`

/** The record a key belongs to; empty for a key without a field. */
export const recordIdOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf('/')))

/** Splits `field` or `field/element`. */
export function parseFieldKey(key: string): { readonly field: string; readonly element?: string } {
  const slash = key.indexOf('/')
  return slash < 0 ? { field: key } : { field: key.slice(0, slash), element: key.slice(slash + 1) }
}

/** Undefined for a key without a field; this app neither writes nor shows such keys. */
export function parseRecordKey(key: string): RecordKey | undefined {
  const slash = key.indexOf('/')
  if (slash <= 0 || slash === key.length - 1) return undefined
  return { recordId: key.slice(0, slash), ...parseFieldKey(key.slice(slash + 1)) }
}
