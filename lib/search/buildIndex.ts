/** Building the index of a workspace from its rows, where none was kept. */

import type { Kind } from '../records/registry'
import { kindTable, type Vault } from '../vault/store/tables'
import { searchedKinds } from './searchDocuments'
import type { SearchedDocuments } from './searchedDocuments'
import { readAhead, rowsWithTexts } from './searchedRows'

const rowsPerPage = 200
/** Texts are in files, each of which takes a moment to load: many are requested while others are read. */
const evidencePerPage = 25
const pagesAhead = 24
/** Milliseconds between two reports of progress. */
const reportEvery = 100

/** What registers hold comes first, pages of evidence last: they are the most words and the fewest questions. */
export const searchOrder: readonly Kind[] = [
  ...searchedKinds.filter((kind) => kind !== 'comment' && kind !== 'evidence'),
  'comment',
  'evidence',
]

export interface BuildDeps {
  readonly vault: Vault
  readonly clock: { now(): number }
  /** Lets waiting questions be answered, then goes on. */
  readonly pause: () => Promise<void>
  readonly stopped: () => boolean
  readonly progress: (done: number, total: number) => void
}

/** Fills an empty index. What is in it can be found while the rest is still being read. */
export async function buildIndex(documents: SearchedDocuments, deps: BuildDeps): Promise<void> {
  const { vault, clock, pause, stopped, progress } = deps
  const counts = await Promise.all(searchOrder.map((kind) => kindTable(vault, kind).count()))
  const total = counts.reduce((sum, count) => sum + count, 0)
  progress(0, total)
  let done = 0
  let reported = clock.now()
  const evidence = readAhead(rowsWithTexts(vault, 'evidence', evidencePerPage, stopped), pagesAhead)
  documents.index.beginMany()
  try {
    for (const [at, kind] of searchOrder.entries()) {
      if (counts[at] === 0) continue
      const pages = kind === 'evidence' ? evidence : rowsWithTexts(vault, kind, rowsPerPage, stopped)
      for await (const [rows, texts] of pages) {
        documents.takeIn(rows, await texts)
        done += rows.length
        if (stopped()) return
        if (clock.now() - reported > reportEvery) {
          progress(Math.min(done, total), total)
          reported = clock.now()
        }
        await pause()
      }
    }
  } finally {
    documents.index.endMany()
  }
}
