/**
 * Which documents answer a query, best first: what carries the typed ref or code; what holds every word as typed or
 * begun; where that is little, what holds them as the end of a compound; where it is nothing, with slips of the keys.
 * What is archived comes last, but for what was named exactly.
 */

import type { Query, SearchOptions } from 'minisearch'
import { refKey } from '../records/text/findWords'
import type { DocumentFacts } from './searchDocuments'
import type { ParsedQuery } from './parseQuery'
import type { SearchIndex } from './searchIndex'

/** Every word, each also as the beginning of one; titles before texts, texts before pages of evidence. */
export const exactOptions: SearchOptions = {
  combineWith: 'AND',
  prefix: true,
  boost: { title: 4, ref: 4, codes: 2, tags: 2, text: 1, page: 0.6 },
  weights: { prefix: 0.6, fuzzy: 0.3 },
}
/**
 * As well with slips: one letter in a word of four to seven, two in a longer one. A code with a slip is another code.
 */
export const closeOptions: SearchOptions = {
  ...exactOptions,
  fuzzy: (word) => (word.length < 4 || /\d/.test(word) ? false : 0.2),
  maxFuzzy: 2,
}

/** With fewer than that, it is also looked for compounds that end so. */
const few = 4
const shortest = 2
const shortestEnd = 4
const mostEnds = 40

export interface Ranked {
  readonly facts: DocumentFacts
  readonly exact: boolean
  /** Words of the document that were hit → fields they stand in. */
  readonly matched: Readonly<Record<string, readonly string[]>>
}

export interface Ranking {
  readonly ranked: readonly Ranked[]
  readonly close: boolean
}

/** Refs and codes that somebody may type, and whose they are. */
export class RefLookup {
  private readonly byKey = new Map<string, Set<string>>()

  add(facts: DocumentFacts): void {
    for (const key of keysOf(facts)) {
      const ids = this.byKey.get(key)
      if (ids) ids.add(facts.id)
      else this.byKey.set(key, new Set([facts.id]))
    }
  }
  remove(facts: DocumentFacts): void {
    for (const key of keysOf(facts)) {
      const ids = this.byKey.get(key)
      ids?.delete(facts.id)
      if (ids?.size === 0) this.byKey.delete(key)
    }
  }
  exactly(key: string): Iterable<string> {
    return this.byKey.get(key) ?? []
  }
}

const keysOf = (facts: DocumentFacts): readonly string[] =>
  [...new Set([refKey(facts.ref), refKey(facts.legacyRef)])].filter((key) => key !== '')

export interface RankSources {
  readonly index: SearchIndex
  readonly facts: ReadonlyMap<string, DocumentFacts>
  readonly refs: RefLookup
}

/** All that answers the query; `fits` keeps to its filters. Without words, everything that fits. */
export function rank(
  query: ParsedQuery,
  { index, facts, refs }: RankSources,
  fits: (facts: DocumentFacts) => boolean,
): Ranking {
  const named: Ranked[] = []
  const found: Ranked[] = []
  const archived: Ranked[] = []
  const seen = new Set<string>()
  const count = (): number => named.length + found.length + archived.length
  const take = (id: string, exact: boolean, matched: Ranked['matched']): void => {
    const own = facts.get(id)
    if (!own || seen.has(id) || !fits(own)) return
    seen.add(id)
    ;(exact ? named : own.archived ? archived : found).push({ facts: own, exact, matched })
  }
  const search = (what: Query, options: SearchOptions): void => {
    for (const { id, match } of index.search(what, options)) take(id as string, false, match)
  }
  const { words } = query
  if (words.length === 0) {
    for (const own of [...facts.values()].sort((a, b) => (a.title < b.title ? -1 : 1))) take(own.id, false, {})
    return { ranked: [...found, ...archived], close: false }
  }
  if (query.ref !== '') for (const id of refs.exactly(query.ref)) take(id, true, {})
  const text = words.join(' ')
  // One or two letters begin too many words of texts; they are looked for in names first.
  const short = words.join('').length <= shortest
  if (short) search(text, { ...wordsOnly(exactOptions), fields: ['title', 'ref', 'codes', 'tags'] })
  if (!short || count() < few) search(text, wordsOnly(exactOptions))
  const asTyped = count()
  if (asTyped < few) {
    const near = words.map((word) => nearWords(index, word))
    if (near.some((some) => some.length > 0)) {
      const queries = words.map((word, at) => ({
        combineWith: 'OR' as const,
        queries: [word, { queries: [...near[at]!], prefix: false, combineWith: 'OR' as const }],
      }))
      search({ combineWith: 'AND', queries }, wordsOnly(exactOptions))
    }
  }
  if (count() === 0) search(text, wordsOnly(closeOptions))
  named.sort((a, b) => Number(a.facts.archived) - Number(b.facts.archived))
  return { ranked: [...named, ...found, ...archived], close: asTyped === 0 && count() > 0 }
}

/** The words are taken apart already. */
const wordsOnly = (options: SearchOptions): SearchOptions => ({ ...options, tokenize: (text) => text.split(' ') })

/**
 * Words of the index that hold a typed one behind their beginning (`behandlung` in `risikobehandlung`, the shortest
 * first), and those with two letters the other way round.
 */
function nearWords(index: SearchIndex, word: string): readonly string[] {
  if (word.length < shortestEnd || /\d/.test(word)) return []
  const swapped = Array.from(
    { length: word.length - 1 },
    (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  ).filter((one) => one !== word && index.holds(one))
  const longer: string[] = []
  for (const known of index.words()) if (known.length > word.length && known.indexOf(word, 1) > 0) longer.push(known)
  return [...swapped, ...longer.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, mostEnds)]
}
