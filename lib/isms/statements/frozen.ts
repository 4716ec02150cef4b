/** Frozen copies (ST3): the content as it was signed, read back. */

import { utf8ToString } from '../../shared/bytes'
import { isJsonObject, type JsonObject } from '../../shared/json'

export interface FrozenContent {
  readonly fields: JsonObject
  /** Records hashed along by a composite profile, by the name the profile gives them. */
  readonly records: JsonObject
}

/** The content of a frozen copy; undefined for bytes that are none. */
export function frozenContent(bytes: Uint8Array | undefined): FrozenContent | undefined {
  if (!bytes) return undefined
  try {
    const parsed: unknown = JSON.parse(utf8ToString(bytes))
    if (!isJsonObject(parsed) || !isJsonObject(parsed.fields)) return undefined
    return { fields: parsed.fields, records: isJsonObject(parsed.records) ? parsed.records : {} }
  } catch {
    return undefined
  }
}

/** Only the hashed fields of the record itself. */
export const frozenFields = (bytes: Uint8Array | undefined): JsonObject | undefined => frozenContent(bytes)?.fields
