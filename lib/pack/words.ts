/** Words of a pack's own pages. A worker gets the messages of a language as data; this looks them up the way screens do. */

import { isJsonObject, type JsonObject } from '../shared/json'

export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string

export interface PackLanguage {
  /** Of the pages: `lang` of the HTML, and which of the two guides goes along. */
  readonly locale: string
  /** Messages by dotted key: `pack`, `evidence`, `field`, `value`, `kind`. */
  readonly messages: JsonObject
}

/** `{name}` is filled in; of a message with choices (`one | many`) the one for `n` is taken. A key nobody wrote is shown as it is. */
export function translator({ messages }: PackLanguage): Translate {
  return (key, values = {}) => {
    let at: unknown = messages
    for (const part of key.split('.')) at = isJsonObject(at) ? at[part] : undefined
    if (typeof at !== 'string') return key
    return chosen(at, values['n']).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
}

function chosen(message: string, n: string | number | undefined): string {
  const forms = message.split(' | ')
  if (forms.length === 1 || typeof n !== 'number') return forms[0]!
  if (forms.length === 2) return forms[n === 1 ? 0 : 1]!
  return forms[Math.min(n, 2)]!
}
