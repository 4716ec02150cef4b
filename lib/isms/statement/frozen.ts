/** Frozen copies (ST3): the content as it was signed, read back. */

import { isJsonObject, readForeignJson, type JsonObject } from '~/lib/shared/json'

export interface FrozenContent {
  readonly fields: JsonObject
  /** Records hashed along by a composite profile, by the name the profile gives them. */
  readonly records: JsonObject
}

/**
 * Frozen bytes never change, so each copy is read once: a policy of many versions is asked for with every key press.
 */
const read = new WeakMap<Uint8Array, FrozenContent | null>()

/** The content of a frozen copy; undefined for bytes that are none. */
export function frozenContent(bytes: Uint8Array | undefined): FrozenContent | undefined {
  if (!bytes) return undefined
  let content = read.get(bytes)
  if (content === undefined) read.set(bytes, (content = parsed(bytes) ?? null))
  return content ?? undefined
}

function parsed(bytes: Uint8Array): FrozenContent | undefined {
  const content = readForeignJson(bytes)
  if (!isJsonObject(content) || !isJsonObject(content.fields)) return undefined
  return { fields: content.fields, records: isJsonObject(content.records) ? content.records : {} }
}

/** Only the hashed fields of the record itself. */
export const frozenFields = (bytes: Uint8Array | undefined): JsonObject | undefined => frozenContent(bytes)?.fields
