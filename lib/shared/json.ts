/** JSON values and their canonical bytes (RFC 8785), the form that is hashed and signed. */

import { utf8, utf8ToString, type Bytes } from './bytes'

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject
export type JsonObject = { readonly [key: string]: JsonValue }

/**
 * RFC 8785 text: members sorted by UTF-16 code units, numbers as in ECMAScript, no white space. `undefined` members are
 * left out. Throws on numbers JSON cannot represent.
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

/** Maximum nesting of foreign JSON: more than any content of ours, few enough to recurse through. */
const mostNesting = 64

/**
 * Parses JSON from an untrusted source; `undefined` for invalid bytes. Deeper nesting than any content of ours is
 * rejected as well: it would exhaust the stack of recursive code.
 */
export function readForeignJson(bytes: Uint8Array): JsonValue | undefined {
  try {
    const text = utf8ToString(bytes)
    return nests(text, mostNesting) ? undefined : (JSON.parse(text) as JsonValue)
  } catch {
    return undefined
  }
}

/** Whether brackets outside strings nest deeper than `most`. */
function nests(text: string, most: number): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (inString) {
      if (sign === '\\') at++
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === '[' || sign === '{') {
      if (++depth > most) return true
    } else if (sign === ']' || sign === '}') depth--
  }
  return false
}
