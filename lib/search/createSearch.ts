/**
 * The search of one workspace: builds its index from the vault, keeps it up to date and between starts, and answers.
 * It only reads the vault. Plain code that receives its dependencies; in pages it runs in a worker.
 *
 * A start restores the kept index and reads what the log names since; then, behind the first answers, every row is
 * compared by its mark, so that what changed in another way (a repair, a restored copy, a text edited in one go over
 * hours) does not stay wrong.
 */

import { createQueue } from '../shared/createQueue'
import type { SearchDb } from '../vault/store/searchDb'
import type { Vault } from '../vault/store/tables'
import { watchRows } from '../vault/store/watchRows'
import { buildIndex, searchOrder } from './buildIndex'
import { createCatchUp, gatherChanges, type GatheredChanges } from './catchUp'
import { answer } from './searchAnswer'
import { SearchedDocuments } from './searchedDocuments'
import type { IndexState, SearchAnswer, SearchContext, SearchRequest } from './searchFunctions'
import { readIndex, writeIndex, type KeptIndex, type StoredIndex } from './storedIndex'

export interface SearchDeps {
  readonly vault: Vault
  readonly db: SearchDb<StoredIndex>
  /** The stored index, if reading it began while the vault was still opening. */
  readonly stored?: Promise<KeptIndex | undefined>
  readonly clock: { now(): number }
  /** Lets waiting questions be answered, then goes on. */
  readonly pause: () => Promise<void>
  /** Runs `write` unless another page of this profile is storing the same index. */
  readonly alone: (write: () => Promise<void>) => Promise<void>
  /** Called whenever more can be found than before. */
  readonly changed: (state: IndexState) => void
  /** Milliseconds before changes are taken in, and before the index is stored; tests make them short. */
  readonly waits?: { readonly gather: number; readonly store: number }
}

export interface Search {
  /** Resolves when everything can be found. */
  ready(): Promise<{ readonly documents: number; readonly stored: boolean }>
  find(request: SearchRequest): Promise<SearchAnswer>
  /** What queries are read by: the names of kinds in the language shown, and who asks. */
  setContext(context: SearchContext): void
  /** Resolves when everything under way is done: changes taken in, rows compared, index stored. */
  settled(): Promise<void>
  stop(): Promise<void>
}

const nothing: GatheredChanges = new Map()

export function createSearch(deps: SearchDeps): Search {
  const { vault, db, pause, clock } = deps
  const waits = deps.waits ?? { gather: 120, store: 20_000 }
  const documents = new SearchedDocuments(vault)
  const stopped = (): boolean => over
  const catchUp = createCatchUp(documents, { vault, pause, stopped })
  // Everything that changes the index runs one after the other; questions are answered in between.
  const queue = createQueue()
  let context: SearchContext = { kinds: {} }
  let state: IndexState = { state: 'loading', done: 0, total: 0 }
  let over = false
  let gathered = nothing
  let gathering: ReturnType<typeof setTimeout> | undefined
  let storing: ReturnType<typeof setTimeout> | undefined
  /** Documents changed since the index was stored. */
  let unstored = 0

  const report = (next: IndexState): void => {
    state = next
    if (!over) deps.changed(next)
  }
  const reportReady = (): void => report({ state: 'ready', done: documents.facts.size, total: documents.facts.size })

  async function start(): Promise<{ readonly documents: number; readonly stored: boolean }> {
    const { restored, changes } = await catchUp.restore(deps.stored ?? readStored(db))
    if (restored) unstored += changes
    else {
      const progress = (done: number, total: number): void => report({ state: 'indexing', done, total })
      await buildIndex(documents, { vault, clock, pause, stopped, progress })
      unstored = documents.facts.size
    }
    reportReady()
    return { documents: documents.facts.size, stored: restored }
  }

  async function compareAll(): Promise<void> {
    for (const kind of searchOrder) {
      if (over) return
      await queue(async () => {
        const changes = await catchUp.compare(kind)
        unstored += changes
        if (changes > 0) reportReady()
      })
    }
    storeLater()
  }

  async function takeChanges(): Promise<void> {
    clearTimeout(gathering)
    gathering = undefined
    if (over || gathered.size === 0) return
    const changed = gathered
    gathered = nothing
    const taken = await catchUp.takeIn(changed).catch((thrown: unknown) => {
      // Nobody asks a vault that was closed.
      if (vault.isOpen()) throw thrown
      return undefined
    })
    if (!taken) return
    unstored += taken.changes
    if (taken.changes > 0) reportReady()
    // Text whose file was erased must not outlive it here.
    if (taken.erased) await store()
    else storeLater()
  }

  /** After a pause, not after every edit: what changed since is read again at the next start anyway. */
  function storeLater(): void {
    clearTimeout(storing)
    if (unstored > 0 && !over) storing = setTimeout(() => void queue(store), waits.store)
  }
  async function store(): Promise<void> {
    clearTimeout(storing)
    if (over || unstored === 0 || !db.isOpen()) return
    const now = await catchUp.positionNow()
    await deps
      .alone(async () => {
        const packed = await writeIndex(documents, now, pause)
        if (over) return
        await db.stored.put(packed)
        unstored = 0
      })
      .then(
        // Another page is storing its index, perhaps one that is closing and will be stopped before it is done.
        storeLater,
        (thrown: unknown) => {
          // The disk is full, or the workspace was erased: the index in memory still answers and is built again at the
          // next start.
          if (db.isOpen() && !isFull(thrown)) throw thrown
        },
      )
  }

  const unwatch = watchRows(vault, (rows) => {
    gathered = gatherChanges(gathered, rows)
    if (gathered.size > 0 && !over) gathering ??= setTimeout(() => void queue(takeChanges), waits.gather)
  })
  const started = queue(start)
  const checked = started.then(({ stored }) => (stored ? compareAll() : queue(store)))
  // `settled` and `ready` report the failure to whoever waits for them.
  checked.catch(() => undefined)

  return {
    ready: () => started,
    setContext: (next) => {
      context = next
    },
    async find(request) {
      if (state.state === 'loading') await Promise.race([started, pauseUntil(() => state.state !== 'loading', pause)])
      const { index, facts, refs, texts } = documents
      return answer(request, context, { index, facts, refs, texts, state })
    },
    async settled() {
      await checked
      // A change that was just written is reported a moment later.
      await pause()
      await queue(takeChanges)
    },
    async stop() {
      over = true
      unwatch()
      clearTimeout(gathering)
      clearTimeout(storing)
      await queue(async () => undefined)
    },
  }
}

/** The stored index, ready to search; undefined if there is none that can be used. */
export const readStored = (db: SearchDb<StoredIndex>): Promise<KeptIndex | undefined> =>
  db.stored.get('index').then(readIndex, () => undefined)

async function pauseUntil(is: () => boolean, pause: () => Promise<void>): Promise<void> {
  while (!is()) await pause()
}

const isFull = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  (thrown.name === 'QuotaExceededError' || (thrown as { inner?: Error }).inner?.name === 'QuotaExceededError')
