/** A request answered: ranked, cut to what is shown, and each hit with the piece of text that shows why. */

import { foldText, hitRanges } from '../records/text/findWords'
import type { Kind } from '../records/registry'
import type { DocumentFacts } from './searchDocuments'
import type { IndexState, SearchAnswer, SearchHit, SearchRequest, SearchContext } from './searchFunctions'
import { parseQuery } from './parseQuery'
import { rank, type Ranked, type RankSources } from './rank'
import type { ShownTexts, TextCache } from './shownTexts'
import { snippetOf, type Snippet } from './snippet'

export interface AnswerSources extends RankSources {
  readonly texts: TextCache
  readonly state: IndexState
}

export async function answer(
  request: SearchRequest,
  context: SearchContext,
  sources: AnswerSources,
): Promise<SearchAnswer> {
  const query = parseQuery(request.query, context)
  const asked =
    query.words.length > 0 || query.kinds.length > 0 || query.owner !== undefined || query.archived !== undefined
  const { ranked, close } =
    asked && query.unknown.length === 0
      ? rank(query, sources, fitting(query, request, context, sources.facts))
      : { ranked: [], close: false }
  const byKind: Partial<Record<Kind, number>> = {}
  for (const { facts } of ranked) byKind[facts.kind] = (byKind[facts.kind] ?? 0) + 1
  const shown = cut(ranked, request)
  return {
    query: request.query,
    words: query.words,
    hits: await hitsOf(shown, query.words, request, sources.texts),
    total: ranked.length,
    byKind,
    close,
    unknownFilters: query.unknown,
    index: sources.state,
  }
}

function fitting(
  query: ReturnType<typeof parseQuery>,
  request: SearchRequest,
  context: SearchContext,
  facts: ReadonlyMap<string, DocumentFacts>,
): (facts: DocumentFacts) => boolean {
  const asked = query.kinds.length > 0 ? new Set(query.kinds) : undefined
  const allowed = request.kinds ? new Set(request.kinds) : undefined
  const owners = query.owner === undefined ? undefined : ownersOf(query.owner, context, facts)
  return (own) =>
    (!asked || asked.has(own.kind)) &&
    (!allowed || allowed.has(own.kind)) &&
    (!owners || owners.has(own.owner)) &&
    (query.archived === undefined || own.archived === query.archived) &&
    !(request.active && own.archived)
}

function ownersOf(
  word: string,
  context: SearchContext,
  facts: ReadonlyMap<string, DocumentFacts>,
): ReadonlySet<string> {
  if (word === 'me') return new Set(context.me === undefined ? [] : [context.me])
  const begins = (name: string): boolean => ` ${foldText(name)}`.includes(` ${word}`)
  return new Set([...facts.values()].filter((own) => own.kind === 'person' && begins(own.title)).map(({ id }) => id))
}

function cut(ranked: readonly Ranked[], { limit = 50, perKind }: SearchRequest): readonly Ranked[] {
  if (perKind === undefined) return ranked.slice(0, limit)
  const kinds = new Map<Kind, Ranked[]>()
  for (const one of ranked) {
    const some = kinds.get(one.facts.kind)
    if (!some) kinds.set(one.facts.kind, [one])
    else if (some.length < perKind) some.push(one)
  }
  return [...kinds.values()].flat().slice(0, limit)
}

async function hitsOf(
  shown: readonly Ranked[],
  words: readonly string[],
  request: SearchRequest,
  cache: TextCache,
): Promise<readonly SearchHit[]> {
  const matched = shown.map((one) => new Set(Object.keys(one.matched)))
  // A title that holds all the words says enough; the texts of the others are read for the piece that does.
  const asked = shown.filter(
    ({ facts, exact }, at) =>
      !(request.bare === true || words.length === 0 || exact || saysAll(facts.title, words, matched[at]!)),
  )
  const pages = new Set(
    asked
      .filter((one) => Object.values(one.matched).some((fields) => fields.every((field) => field === 'page')))
      .map(({ facts }) => facts.id),
  )
  const texts = await cache.read(
    asked.map(({ facts }) => facts),
    pages,
  )
  return shown.map(({ facts, exact }, at): SearchHit => {
    const hit: SearchHit = {
      id: facts.id,
      kind: facts.kind,
      ref: facts.ref,
      title: facts.title,
      archived: facts.archived,
      target: facts.target === '' ? undefined : facts.target,
      exact,
      matched: [...matched[at]!],
    }
    const own = texts.get(facts.id)
    return own && asked.includes(shown[at]!) ? { ...hit, ...whereIn(own, words, matched[at]!) } : hit
  })
}

/** Whether each word stands in a title, also as the end of a compound that was hit. */
const saysAll = (title: string, words: readonly string[], matched: ReadonlySet<string>): boolean =>
  words.every((word) => hitRanges(title, [word], new Set([...matched].filter((one) => one.includes(word)))).length > 0)

/** The text of a record that says most of the words; the text of its files where that says more. */
function whereIn(
  { texts, page }: ShownTexts,
  words: readonly string[],
  matched: ReadonlySet<string>,
): Pick<SearchHit, 'field' | 'snippet'> {
  const all = page ? [...texts, { field: 'pageText', text: page }] : texts
  const found = all.flatMap(({ field, text }) =>
    ((snippet) => (snippet ? [{ field, snippet, said: wordsIn(snippet) }] : []))(snippetOf(text, words, matched)),
  )
  const best = found.reduce<(typeof found)[number] | undefined>(
    (most, one) => (most && most.said >= one.said ? most : one),
    undefined,
  )
  return best ? { field: best.field, snippet: best.snippet } : {}
}

const wordsIn = ({ text, hits }: Snippet): number =>
  new Set(hits.map(([start, end]) => foldText(text.slice(start, end)))).size
