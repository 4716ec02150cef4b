/**
 * Words of a pack's own pages. A worker gets the messages of a language as data; this looks them up the way screens do.
 */

import { isJsonObject, type JsonObject } from '../shared/json'

export type Translate = (key: string, values?: Readonly<Record<string, string | number>>, n?: number) => string

export interface PackLanguage {
  /** Of the pages: `lang` of the HTML, and which of the two guides goes along. */
  readonly locale: string
  /** All messages of the language, by dotted key. */
  readonly messages: JsonObject
}

/**
 * `{name}` is filled in; of a message with choices (`one | many`) the one for `n` is taken. A key nobody wrote is shown
 * as it is.
 */
export function translator(language: PackLanguage): Translate {
  return (key, values = {}, n) => {
    const message = messageAt(language, key)
    return message === undefined
      ? key
      : chosen(message, n ?? values['n']).replace(/\{(\w+)\}/g, (whole, name: string) =>
          String(values[name] ?? (name === 'n' && n !== undefined ? n : whole)),
        )
  }
}

export const hasWord = (language: PackLanguage, key: string): boolean => messageAt(language, key) !== undefined

function messageAt({ messages }: PackLanguage, key: string): string | undefined {
  let at: unknown = messages
  for (const part of key.split('.')) at = isJsonObject(at) && Object.hasOwn(at, part) ? at[part] : undefined
  return typeof at === 'string' ? at : undefined
}

function chosen(message: string, n: string | number | undefined): string {
  const forms = message.split(' | ')
  if (forms.length === 1 || typeof n !== 'number') return forms[0]!
  if (forms.length === 2) return forms[n === 1 ? 0 : 1]!
  return forms[Math.min(n, 2)]!
}
