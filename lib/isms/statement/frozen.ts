/** Frozen copies (ST3): parses the content that was signed. */

import { isJsonObject, readForeignJson, type JsonObject } from '~/lib/shared/json'

export interface FrozenContent {
  readonly fields: JsonObject
  /** Records included by a composite profile, under the names the profile gives them. */
  readonly records: JsonObject
}

/** Frozen bytes never change, so each copy is parsed once: a policy with many versions is read on every key press. */
const read = new WeakMap<Uint8Array, FrozenContent | null>()

/** The content of a frozen copy; undefined for bytes that are not one. */
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
