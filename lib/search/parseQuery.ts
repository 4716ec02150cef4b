/** A query as typed, taken apart: words to find, filters to keep to. */

import { foldText, queryWords, refKey } from '../records/text/findWords'
import { isKind, kindNames, type Kind } from '../records/registry'
import type { SearchContext } from './searchFunctions'

export interface ParsedQuery {
  readonly words: readonly string[]
  /** What may be a ref or code; empty where it can't be one. */
  readonly ref: string
  readonly kinds: readonly Kind[]
  /** Folded beginning of a person's name, or `me`. */
  readonly owner: string | undefined
  /** `is:archived`, `is:active`. */
  readonly archived: boolean | undefined
  readonly unknown: readonly string[]
}

const filter = /(?<![\p{L}\p{N}])([\p{L}\p{M}]{2,20}):("[^"]*"|\S*)/gu
const kindWord = new Set(['kind', 'art', 'typ', 'type'])
const ownerWord = new Set(['owner', 'eigner', 'eigentumer', 'wer'])
const byFolded = new Map(kindNames.map((kind) => [foldText(kind), kind]))

/**
 * Reads a query. An unfinished filter (`kind:` with nothing after it) is no filter yet; one that names nothing is told.
 */
export function parseQuery(query: string, context: SearchContext): ParsedQuery {
  const kinds: Kind[] = []
  const unknown: string[] = []
  let owner: string | undefined
  let archived: boolean | undefined
  const rest = query.slice(0, 500).replace(filter, (whole, name: string, raw: string) => {
    const value = foldText(raw.replace(/"/g, '')).trim()
    const word = foldText(name)
    if (kindWord.has(word)) {
      if (value === '') return ' '
      const named = kindsNamed(value, context)
      if (named.length === 0) unknown.push(whole)
      kinds.push(...named)
      return ' '
    }
    if (ownerWord.has(word)) {
      if (value !== '') owner = value === 'ich' || value === 'mich' ? 'me' : value
      return ' '
    }
    if (word === 'is' || word === 'ist') {
      if (['archived', 'archiviert'].includes(value)) archived = true
      else if (['active', 'aktiv'].includes(value)) archived = false
      else if (value !== '') unknown.push(whole)
      return ' '
    }
    return whole
  })
  return { words: queryWords(rest), ref: refKey(rest), kinds: [...new Set(kinds)], owner, archived, unknown }
}

/** Kinds of a word: its name in the interface's language or in the code, else those that begin with it. */
function kindsNamed(word: string, context: SearchContext): readonly Kind[] {
  const exact = context.kinds[word] ?? byFolded.get(word)
  if (exact !== undefined && isKind(exact)) return [exact]
  if (word.length < 3) return []
  return [
    ...new Set(
      [...Object.entries(context.kinds), ...byFolded].filter(([name]) => name.startsWith(word)).map(([, kind]) => kind),
    ),
  ]
}
