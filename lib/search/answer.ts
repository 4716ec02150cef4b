/** A request answered: ranked, cut to what is shown, and each hit with the piece of text that shows why. */

import { foldText, hitRanges } from '../isms/findWords'
import type { AnyRecord, Kind } from '../isms/registry'
import { kindTable, type Vault } from '../vault/tables'
import { fieldTexts, type DocumentFacts } from './documents'
import type { IndexState, SearchAnswer, SearchHit, SearchRequest, SearchSpeech } from './functions'
import { parseQuery } from './parseQuery'
import { rank, type Ranked, type RankSources } from './rank'
import { readTexts } from './readTexts'
import { snippetOf } from './snippet'

export interface AnswerSources extends RankSources {
  readonly vault: Vault
  readonly state: IndexState
}

export async function answer(request: SearchRequest, speech: SearchSpeech, sources: AnswerSources): Promise<SearchAnswer> {
  const query = parseQuery(request.query, speech)
  const asked = query.words.length > 0 || query.kinds.length > 0 || query.owner !== undefined || query.archived !== undefined
  const { ranked, close } = asked && query.unknown.length === 0 ? rank(query, sources, fitting(query, request, speech, sources.facts)) : { ranked: [], close: false }
  const byKind: Partial<Record<Kind, number>> = {}
  for (const { facts } of ranked) byKind[facts.kind] = (byKind[facts.kind] ?? 0) + 1
  const shown = cut(ranked, request)
  return { query: request.query, words: query.words, hits: await hitsOf(shown, query.words, request, sources.vault), total: ranked.length, byKind, close, unknownFilters: query.unknown, index: sources.state }
}

function fitting(query: ReturnType<typeof parseQuery>, request: SearchRequest, speech: SearchSpeech, facts: ReadonlyMap<string, DocumentFacts>): (facts: DocumentFacts) => boolean {
  const asked = query.kinds.length > 0 ? new Set(query.kinds) : undefined
  const allowed = request.kinds ? new Set(request.kinds) : undefined
  const owners = query.owner === undefined ? undefined : ownersOf(query.owner, speech, facts)
  return (own) =>
    (!asked || asked.has(own.kind)) && (!allowed || allowed.has(own.kind)) && (!owners || owners.has(own.owner)) &&
    (query.archived === undefined || own.archived === query.archived) && !(request.active && own.archived)
}

function ownersOf(word: string, speech: SearchSpeech, facts: ReadonlyMap<string, DocumentFacts>): ReadonlySet<string> {
  if (word === 'me') return new Set(speech.me === undefined ? [] : [speech.me])
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

async function hitsOf(shown: readonly Ranked[], words: readonly string[], request: SearchRequest, vault: Vault): Promise<readonly SearchHit[]> {
  const matched = shown.map((one) => new Set(one.matched))
  // A title that holds all the words says enough; the rows of the others are read for the piece that does.
  const told = shown.map(({ facts, exact }, at) => request.bare === true || words.length === 0 || exact || hitRanges(facts.title, words, matched[at]).length >= words.length)
  const rows = await rowsOf(vault, shown.filter((_, at) => !told[at]).map(({ facts }) => facts))
  return Promise.all(shown.map(async ({ facts, exact, matched: found }, at): Promise<SearchHit> => {
    const hit: SearchHit = { id: facts.id, kind: facts.kind, ref: facts.ref, title: facts.title, archived: facts.archived, target: facts.target === '' ? undefined : facts.target, exact, matched: found }
    const row = rows.get(facts.id)
    return row ? { ...hit, ...(await whereIn(row, words, matched[at]!, vault)) } : hit
  }))
}

async function rowsOf(vault: Vault, facts: readonly DocumentFacts[]): Promise<ReadonlyMap<string, AnyRecord>> {
  const kinds = new Map<Kind, string[]>()
  for (const { kind, id } of facts) kinds.set(kind, [...(kinds.get(kind) ?? []), id])
  const lists = await Promise.all([...kinds].map(([kind, ids]) => kindTable(vault, kind).bulkGet(ids)))
  return new Map(lists.flat().flatMap((row) => (row ? [[row.id, row] as const] : [])))
}

/** The text of a record that says most of the words; the text of its files where no field says as many. */
async function whereIn(row: AnyRecord, words: readonly string[], matched: ReadonlySet<string>, vault: Vault): Promise<Pick<SearchHit, 'field' | 'snippet'>> {
  const texts = [...fieldTexts(row), ...(row.tags.length > 0 ? [{ field: 'tags', text: row.tags.join(', ') }] : [])]
  const found = texts.flatMap(({ field, text }) => ((snippet) => (snippet ? [{ field, snippet, said: wordsIn(snippet) }] : []))(snippetOf(text, words, matched)))
  const best = found.reduce<(typeof found)[number] | undefined>((most, one) => (most && most.said >= one.said ? most : one), undefined)
  if (best && best.said >= words.length) return { field: best.field, snippet: best.snippet }
  const [page] = await readTexts(vault, [row])
  const snippet = page?.page ? snippetOf(page.page, words, matched) : undefined
  if (snippet && wordsIn(snippet) > (best?.said ?? 0)) return { field: 'pageText', snippet }
  return best ? { field: best.field, snippet: best.snippet } : {}
}

const wordsIn = ({ text, hits }: { readonly text: string; readonly hits: readonly (readonly [number, number])[] }): number => new Set(hits.map(([start, end]) => foldText(text.slice(start, end)))).size
