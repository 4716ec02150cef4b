/**
 * What the search of a page may be asked for; served by a worker (entrypoints/workers/search.worker.ts). Types only.
 */

import type { Range } from '../records/text/findWords'
import type { Kind } from '../records/registry'

export interface SearchRequest {
  /** As typed: words, a ref or code, and filters (`kind:risk`, `owner:me`, `is:archived`). */
  readonly query: string
  /** Hits in all, the best first. */
  readonly limit?: number
  /** In place of the best of all: as many of each kind, the kind of the best hit first. */
  readonly perKind?: number
  /** Only these kinds, beside what the query says. */
  readonly kinds?: readonly Kind[]
  /** Leave archived records out. */
  readonly active?: boolean
  /** No snippets: a picker shows names only. */
  readonly bare?: boolean
}

/** What the words of filters mean on this page. */
export interface SearchContext {
  /** Word (folded) → kind, in the language of the interface. */
  readonly kinds: Readonly<Record<string, Kind>>
  /** The person of this device. */
  readonly me?: string | undefined
}

export interface SearchHit {
  readonly id: string
  readonly kind: Kind
  readonly ref: string
  /** Empty for kinds that are called by what they were made of. */
  readonly title: string
  readonly archived: boolean
  /** Of a comment: the record it speaks about. */
  readonly target: string | undefined
  /** Its ref or code is what was typed. */
  readonly exact: boolean
  /** Words of the record that the query found. */
  readonly matched: readonly string[]
  /** Where the words stand when not in the title: a field of the kind; `pageText` for the text of its files. */
  readonly field?: string
  readonly snippet?: { readonly text: string; readonly hits: readonly Range[] }
}

export interface IndexState {
  readonly state: 'loading' | 'indexing' | 'ready'
  readonly done: number
  readonly total: number
}

export interface SearchAnswer {
  readonly query: string
  /** Words that were looked for, folded; filters left out. */
  readonly words: readonly string[]
  readonly hits: readonly SearchHit[]
  readonly total: number
  readonly byKind: Readonly<Partial<Record<Kind, number>>>
  /** Nothing held the words as typed; these are close to them. */
  readonly close: boolean
  /** Filters that name nothing: `kind:rsik`. */
  readonly unknownFilters: readonly string[]
  readonly index: IndexState
}

export interface SearchFunctions {
  /** Opens the index of a workspace and begins to read. Answers at once; how far it is comes as progress. */
  open(workspaceId: string, context: SearchContext): Promise<void>
  setContext(context: SearchContext): void
  find(request: SearchRequest): Promise<SearchAnswer>
  /** Resolves when everything in the vault can be found. `stored`: the index of an earlier start was taken. */
  ready(): Promise<{ readonly documents: number; readonly stored: boolean }>
}
