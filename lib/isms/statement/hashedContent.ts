/** What a statement signs (ST2): the canonical object of a record's hashed fields, and its hash. */

import { fieldValues } from '~/lib/records/fieldValues'
import { hashOfJson } from '~/lib/shared/hash'
import { isJsonObject, type JsonObject, type JsonValue } from '~/lib/shared/json'
import { isSetValue } from '~/lib/records/fieldCompleteness'
import { isSet } from '~/lib/records/fields'
import { parseFieldKey } from '~/lib/records/recordKey'
import { recordKind, type AnyRecord } from '~/lib/records/registry'

export interface HashedContent {
  readonly content: JsonObject
  /** Hexadecimal SHA-256 of the RFC 8785 bytes of `content`. */
  readonly contentHash: string
}

/** Records of a composite profile, under the names the profile gives them. */
export type CompositeRecords = Readonly<Record<string, readonly { readonly id: string }[]>>

/**
 * ST2: `{kind, recordId, profile, fields}`, with `records` for composite profiles. Unset fields are left out, sets are
 * sorted, blobs count by hash only, derived files are left out (isms.md 3.3). Enum values of a newer version are hashed
 * unchanged, so that all versions agree. Throws for a profile the kind does not have.
 */
export function hashedContent(row: AnyRecord, profileName: string, records: CompositeRecords = {}): HashedContent {
  const { fields, profiles } = recordKind(row.kind)
  const profile = profiles[profileName]
  if (!profile) throw new Error(`kind ${row.kind} has no profile ${profileName}`)

  const values = fieldValues<JsonValue>(row)
  const hashed: Record<string, JsonValue> = {}
  for (const name of profile.fields) {
    const field = fields[name]!
    const value = withUnknown(row, name, values[name], isSet(field))
    if (value !== undefined && isSetValue(field, value)) hashed[name] = audited(value)
  }
  const composite = Object.fromEntries(
    (profile.composite ?? []).map(({ name, fields: picked, derived = [] }) => [
      name,
      [...(records[name] ?? [])]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((record) => pick(record, [...picked, ...derived])),
    ]),
  )
  const content: JsonObject = {
    kind: row.kind,
    recordId: row.id,
    profile: profileName,
    fields: hashed,
    ...(profile.composite ? { records: composite } : {}),
  }
  return { content, contentHash: hashOfJson(content) }
}

/** Values this version cannot read are still part of the content. */
function withUnknown(row: AnyRecord, name: string, value: JsonValue | undefined, set: boolean): JsonValue | undefined {
  const strange = Object.entries(row.unknown).filter(([key]) => parseFieldKey(key).field === name)
  if (strange.length === 0) return value
  if (!set) return value ?? strange.find(([key]) => key === name)?.[1]
  const elements = strange.map(([key]) => parseFieldKey(key).element).filter((element) => element !== undefined)
  return [...new Set([...((value ?? []) as readonly string[]), ...elements])].sort()
}

function pick(record: { readonly id: string }, names: readonly string[]): JsonObject {
  const values = fieldValues<JsonValue | undefined>(record)
  const entries = names
    .filter((name) => values[name] !== undefined && !(Array.isArray(values[name]) && values[name].length === 0))
    .map((name) => [name, audited(values[name]!)])
  return { id: record.id, ...Object.fromEntries(entries) }
}

/** Reduces blobs to their hash and drops derived files. */
function audited(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((member: JsonValue) => audited(member))
  if (!isJsonObject(value)) return value
  if (typeof value.sha256 === 'string' && 'id' in value && 'size' in value && 'mime' in value)
    return { sha256: value.sha256 }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => !(isJsonObject(member) && member.part === 'derived'))
      .map(([key, member]) => [key, audited(member)]),
  )
}
