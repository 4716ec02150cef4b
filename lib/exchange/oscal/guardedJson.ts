/**
 * Bytes of a file to JSON that is safe to walk: bounded in size, depth and number of values, without members that
 * JavaScript gives a meaning to. Nothing in it is recursive, so a hostile file cannot exhaust the stack.
 */

import { utf8ToString } from '../../shared/bytes'
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json'
import { fail, ok, type Result } from '../../shared/result'

export const jsonLimits = { bytes: 50 * 1024 * 1024, depth: 60, values: 3_000_000, text: 1_000_000 } as const

/** A surrogate without its other half: no text, and nothing that can be written into an address. */
const brokenPair = /\p{Surrogate}/u

const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Fails with `tooLarge`, `notText`, `notJson`, `tooDeep`, `tooMany`, `textTooLong` or `reservedName`. */
export function readGuardedJson(bytes: Uint8Array): Result<JsonObject> {
  if (bytes.length > jsonLimits.bytes)
    return fail('tooLarge', 'The file is larger than 50 MB. Split it, or export a smaller part where it comes from.')
  let text: string
  try {
    text = utf8ToString(bytes)
  } catch {
    return fail('notText', 'The file is not UTF-8 text. Save it as JSON in UTF-8.')
  }
  const start = text.trimStart()
  if (start.startsWith('<'))
    return fail('notJson', 'This is XML. Export the JSON form of the document where it comes from.')
  if (!start.startsWith('{'))
    return fail('notJson', 'This is not a JSON document. OSCAL files in YAML or XML are converted to JSON first.')
  if (depthOf(text) > jsonLimits.depth)
    return fail(
      'tooDeep',
      `The file is nested deeper than ${jsonLimits.depth} levels. No OSCAL document is; the file is damaged or hostile.`,
    )
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return fail(
      'notJson',
      `The file is not valid JSON: ${error instanceof Error ? error.message : 'it could not be read'}.`,
    )
  }
  return isJsonObject(value) ? inspected(value) : fail('notJson', 'This is not a JSON document.')
}

/** Deepest nesting of brackets outside strings. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === 34) {
      for (i++; i < text.length && text.charCodeAt(i) !== 34; i++) if (text.charCodeAt(i) === 92) i++
    } else if (char === 123 || char === 91) deepest = Math.max(deepest, ++depth)
    else if (char === 125 || char === 93) depth--
  }
  return deepest
}

function inspected(root: JsonObject): Result<JsonObject> {
  let values = 0
  const open: (readonly [path: string, value: JsonValue])[] = [['', root]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [path, value] = next
    if (++values > jsonLimits.values) return fail('tooMany', 'The file holds more than 3 million values. Split it.')
    if (typeof value === 'string' && value.length > jsonLimits.text)
      return fail('textTooLong', `The text at ${path} is longer than a million characters. Shorten it.`, {
        detail: { path },
      })
    if (typeof value === 'string' && brokenPair.test(value))
      return fail('notText', `The text at ${path} holds half of a character. Save the file anew where it comes from.`, {
        detail: { path },
      })
    if (typeof value !== 'object' || value === null) continue
    for (const [key, member] of Object.entries(value as JsonObject)) {
      if (!Array.isArray(value) && (reserved.has(key) || brokenPair.test(key)))
        return fail('reservedName', `The member ${key} at ${path || 'the root'} is not allowed in a document.`, {
          detail: { path },
        })
      open.push([`${path}/${key}`, member])
    }
  }
  return ok(root)
}
