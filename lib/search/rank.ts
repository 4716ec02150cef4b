/**
 * Which documents answer a query, best first: what carries the typed ref or code, then what holds every word as typed or
 * begun, then, where that is little, what holds them with a slip of the keys or as the end of a compound. What is archived
 * comes last.
 */

import type { SearchOptions } from 'minisearch'
import { refKey } from '../isms/findWords'
import type { DocumentFacts } from './documents'
import type { ParsedQuery } from './parseQuery'
import type { SearchIndex } from './searchIndex'

/** Every word, each also as the beginning of one; titles before texts, texts before pages of evidence. */
export const exactOptions: SearchOptions = {
  combineWith: 'AND',
  prefix: true,
  boost: { title: 4, ref: 4, codes: 2, tags: 2, text: 1, page: 0.6 },
  weights: { prefix: 0.6, fuzzy: 0.3 },
}
/** As well with slips: one letter in a word of four to seven, two in a longer one. A code with a slip is another code. */
export const closeOptions: SearchOptions = { ...exactOptions, fuzzy: (word) => (word.length < 4 || /\d/.test(word) ? false : 0.2), maxFuzzy: 2 }

/** With fewer than that, it is also looked for what is close. */
const few = 4
const shortestEnd = 4
const mostEnds = 40

export interface Ranked {
  readonly facts: DocumentFacts
  readonly exact: boolean
  readonly matched: readonly string[]
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

const keysOf = (facts: DocumentFacts): readonly string[] => [...new Set([refKey(facts.ref), refKey(facts.legacyRef)])].filter((key) => key !== '')

export interface RankSources {
  readonly index: SearchIndex
  readonly facts: ReadonlyMap<string, DocumentFacts>
  readonly refs: RefLookup
}

/** All that answers the query; `fits` keeps to its filters. Without words, everything that fits. */
export function rank(query: ParsedQuery, { index, facts, refs }: RankSources, fits: (facts: DocumentFacts) => boolean): Ranking {
  const found = new Map<string, Ranked>()
  const take = (id: string, exact: boolean, matched: readonly string[]): void => {
    const own = facts.get(id)
    if (own && !found.has(id) && fits(own)) found.set(id, { facts: own, exact, matched })
  }
  if (query.ref !== '' && query.words.length > 0) for (const id of refs.exactly(query.ref)) take(id, true, query.words)
  if (query.words.length === 0) {
    for (const own of facts.values()) take(own.id, false, [])
    return { ranked: archivedLast([...found.values()].sort((a, b) => (a.facts.title < b.facts.title ? -1 : 1))), close: false }
  }
  const text = query.words.join(' ')
  const first = found.size
  for (const { id, terms } of index.search(text, wordsOnly(exactOptions, query))) take(id as string, false, terms)
  let close = false
  if (found.size - first < few) {
    const before = found.size
    for (const { id, terms } of index.search(text, wordsOnly(closeOptions, query))) take(id as string, false, terms)
    const near = query.words.map((word) => nearWords(index, word))
    if (near.some((words) => words.length > 0)) {
      const queries = query.words.map((word, at) => ({ combineWith: 'OR' as const, queries: [word, ...(near[at]!.length > 0 ? [{ queries: [...near[at]!], prefix: false, fuzzy: false as const, combineWith: 'OR' as const }] : [])] }))
      for (const { id, terms } of index.search({ combineWith: 'AND', queries }, wordsOnly(exactOptions, query))) take(id as string, false, terms)
    }
    close = first === 0 && before === 0 && found.size > 0
  }
  return { ranked: archivedLast([...found.values()]), close }
}

/** The words are taken apart already; a single letter is looked for in names only. */
const wordsOnly = (options: SearchOptions, { words }: ParsedQuery): SearchOptions => ({
  ...options,
  tokenize: (text) => text.split(' '),
  ...(words.join('').length < 2 && { fields: ['title', 'ref', 'codes', 'tags'] }),
})

/** Words of the index that hold a typed one behind their beginning (`behandlung` in `risikobehandlung`, the shortest first), and those with two letters the other way round. */
function nearWords(index: SearchIndex, word: string): readonly string[] {
  if (word.length < shortestEnd || /\d/.test(word)) return []
  const swapped = Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)).filter((one) => one !== word && index.holds(one))
  const longer: string[] = []
  for (const known of index.words()) if (known.length > word.length && known.indexOf(word, 1) > 0) longer.push(known)
  return [...swapped, ...longer.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, mostEnds)]
}

function archivedLast(ranked: readonly Ranked[]): readonly Ranked[] {
  if (!ranked.some(({ facts }) => facts.archived)) return ranked
  return [...ranked.filter(({ facts }) => !facts.archived), ...ranked.filter(({ facts }) => facts.archived)]
}
