/** JSON values and their canonical bytes (RFC 8785), which is what gets hashed and signed. */

import { utf8, type Bytes } from './bytes'

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject
export type JsonObject = { readonly [key: string]: JsonValue }

/**
 * RFC 8785 text: members sorted by UTF-16 code units, numbers as ECMAScript writes them, no white space.
 * `undefined` members are left out. Throws on numbers that JSON has no word for.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('canonical JSON has no infinite or missing numbers')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value as Record<string, unknown>)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
    return `{${members.join(',')}}`
  }
  throw new Error(`canonical JSON has no ${typeof value}`)
}

/** UTF-8 bytes of the canonical text. */
export const canonicalBytes = (value: unknown): Bytes => utf8(canonicalJson(value))

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
