/** JSON values and their canonical bytes (RFC 8785), which is what gets hashed and signed. */

import { utf8, utf8ToString, type Bytes } from './bytes'

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

/**
 * Lists and objects inside each other that JSON of others may hold: more than any content of ours, few enough to walk
 * through.
 */
const mostNesting = 64

/**
 * JSON that somebody else wrote, `undefined` where the bytes are none. What nests deeper than anything of ours is none
 * either: it would exhaust the stack of whoever walks through it.
 */
export function readForeignJson(bytes: Uint8Array): JsonValue | undefined {
  try {
    const text = utf8ToString(bytes)
    return nests(text, mostNesting) ? undefined : (JSON.parse(text) as JsonValue)
  } catch {
    return undefined
  }
}

/** Whether brackets outside of strings nest deeper than `most`. */
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
