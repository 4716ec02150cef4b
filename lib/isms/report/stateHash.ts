/**
 * Identifies the state a report describes (isms.md 7.1): one hash over everything it was built from and over the
 * statements made so far.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { hashOfJson } from '~/lib/shared/hash'
import { isJsonObject, type JsonValue } from '~/lib/shared/json'
import { isSetValue } from '~/lib/records/fieldCompleteness'
import { commonFields } from '~/lib/records/defineRecord'
import { recordKind, type AnyRecord } from '~/lib/records/registry'

/** Last entry of class statement in the log; undefined if nobody has signed anything. */
export interface StatementHead {
  readonly seq: number
  /** Hexadecimal hash of the entry, which chains all before it. */
  readonly hash: string
}

/**
 * SHA-256 over the sorted content hashes used and the statement log head. The same state gives the same hash on every
 * device.
 */
export const stateHash = (used: Iterable<string>, head: StatementHead | undefined): string =>
  hashOfJson({ v: 1, used: [...new Set(used)].sort(), statements: head ? { hash: head.hash, seq: head.seq } : null })

const notContent: ReadonlySet<string> = new Set(['kind', 'ref', 'createdAt', 'createdBy'])

/**
 * Content hash of an entire record, signed or not: every field that is set, and whether it is archived. Files count by
 * hash only.
 */
export function recordHash(row: AnyRecord): string {
  const values = fieldValues<JsonValue | undefined>(row)
  const content: Record<string, JsonValue> = {}
  for (const [name, field] of Object.entries({ ...commonFields, ...recordKind(row.kind).fields })) {
    const value = values[name]
    if (notContent.has(name) || value === undefined || !isSetValue(field, value)) continue
    content[name] = field.type === 'blob' && isJsonObject(value) ? (value['sha256'] ?? null) : value
  }
  return hashOfJson({ kind: row.kind, recordId: row.id, fields: content, unknown: row.unknown })
}
