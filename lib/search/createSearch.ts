/**
 * The search of one workspace: builds its index from the vault, keeps it up with what changes, keeps it between starts,
 * and answers. It only reads the vault. Plain code that gets its surroundings handed in; in pages it lives in a worker.
 *
 * A start takes the stored index and reads what the log says changed since; then, behind the first answers, every row
 * is compared by its mark with what the index holds, so that nothing that changed in another way (a repair, a restored
 * copy, a text edited in one go over hours) stays wrong.
 */

import { kindOfId, type AnyRecord, type Kind } from '../records/registry'
import { kindTable, type Vault } from '../vault/store/tables'
import type { SearchDb } from '../vault/store/searchDb'
import { intentsOf } from '../vault/history/packedIntents'
import { recordsOfRows } from '../vault/history/readTrail'
import { watchRows, type ChangedRows } from '../vault/store/watchRows'
import { answer } from './searchAnswer'
import { readDocument, searchedKinds, textFiles, type DocumentFacts } from './searchDocuments'
import type { IndexState, SearchAnswer, SearchRequest, SearchSpeech } from './searchFunctions'
import { RefLookup } from './rank'
import { presentFiles, readTexts, type FileText } from './readTexts'
import { SearchIndex } from './searchIndex'
import { TextShelf } from './shownTexts'
import { readIndex, writeIndex, type IndexPosition, type KeptIndex, type StoredIndex } from './storedIndex'

export interface SearchSurroundings {
  readonly vault: Vault
  readonly db: SearchDb<StoredIndex>
  /** The stored index where reading it has begun already, while the vault was opening. */
  readonly stored?: Promise<KeptIndex | undefined>
  readonly clock: { now(): number }
  /** Lets questions that wait be answered, then goes on. */
  readonly pause: () => Promise<void>
  /** Runs `write` unless another page of this profile keeps the same index just now. */
  readonly alone: (write: () => Promise<void>) => Promise<void>
  /** Told whenever more can be found than before. */
  readonly changed: (state: IndexState) => void
  /** Waits of the upkeep, in milliseconds; tests make them short. */
  readonly waits?: { readonly gather: number; readonly store: number }
}

export interface Search {
  /** Resolves when everything can be found. */
  whole(): Promise<{ readonly documents: number; readonly stored: boolean }>
  find(request: SearchRequest): Promise<SearchAnswer>
  speak(speech: SearchSpeech): void
  /** Waits for everything under way: changes taken in, rows compared, index kept. */
  settled(): Promise<void>
  stop(): Promise<void>
}

const rowsAtOnce = 200
/** Texts lie in files, each of which takes a moment to come: many are asked for while others are read. */
const pagesAtOnce = 25
const pagesAhead = 24
/** Rows compared between two pauses: reading and marking them takes a few milliseconds. */
const comparedAtOnce = 250
/** The log is read from a little before the position, for entries that came in while it was taken. */
const margin = 200

export function createSearch(surroundings: SearchSurroundings): Search {
  const { vault, db, pause, clock } = surroundings
  const waits = surroundings.waits ?? { gather: 120, store: 20_000 }
  let index = new SearchIndex()
  let facts = new Map<string, DocumentFacts>()
  let refs = new RefLookup()
  /** File → evidence whose text it is. */
  let byFile = new Map<string, Set<string>>()
  const shelf = new TextShelf(vault)
  let speech: SearchSpeech = { kinds: {} }
  let state: IndexState = { state: 'loading', done: 0, total: 0 }
  let stopped = false
  /** Documents changed since the index was kept. */
  let unkept = 0

  const tell = (next: IndexState): void => {
    state = next
    if (!stopped) surroundings.changed(next)
  }
  const readyState = (): IndexState => ({ state: 'ready', done: facts.size, total: facts.size })

  // Everything that changes the index runs one after the other; questions are answered in between.
  let work: Promise<unknown> = Promise.resolve()
  function queue<T>(job: () => Promise<T>): Promise<T> {
    const next = work.then(job, job)
    work = next.catch(() => undefined)
    return next
  }

  function place({ document, facts: own }: ReturnType<typeof readDocument>): void {
    index.add(document)
    facts.set(own.id, own)
    refs.add(own)
    for (const file of own.files) {
      const ids = byFile.get(file)
      if (ids) ids.add(own.id)
      else byFile.set(file, new Set([own.id]))
    }
  }
  function take(id: string): void {
    const own = facts.get(id)
    if (!own) return
    index.discard(id)
    shelf.drop(id)
    facts.delete(id)
    refs.remove(own)
    for (const file of own.files) {
      byFile.get(file)?.delete(id)
      if (byFile.get(file)?.size === 0) byFile.delete(file)
    }
  }
  /** Takes rows in as they are now; says how many differ from what was known. */
  function takeIn(rows: readonly AnyRecord[], texts: readonly FileText[]): number {
    let changes = 0
    rows.forEach((row, at) => {
      const { read, page } = texts[at]!
      const made = readDocument(row, read, page)
      if (facts.get(row.id)?.mark === made.facts.mark) return
      take(row.id)
      place(made)
      shelf.keep(made.facts, row, made.texts, page)
      changes++
    })
    return changes
  }

  /** Rows of a kind in the order of their ids, read ahead while the last ones are worked on. */
  async function* rowsOf(kind: Kind, atOnce: number): AsyncGenerator<readonly AnyRecord[]> {
    const table = kindTable(vault, kind)
    const read = (after: string): Promise<AnyRecord[]> => table.where('id').above(after).limit(atOnce).toArray()
    let next = read('')
    for (;;) {
      const rows = await next
      if (rows.length === 0 || stopped) return
      const last = rows.length < atOnce
      if (!last) {
        next = read(rows.at(-1)!.id)
        next.catch(() => undefined)
      }
      yield rows
      if (last) return
    }
  }
  /** Rows and, as they come, the texts of their files. */
  async function* withTexts(
    kind: Kind,
    atOnce: number,
  ): AsyncGenerator<readonly [rows: readonly AnyRecord[], texts: Promise<readonly FileText[]>]> {
    for await (const rows of rowsOf(kind, atOnce)) {
      const texts = readTexts(vault, rows)
      texts.catch(() => undefined)
      yield [rows, texts]
    }
  }

  /** What registers hold comes first, pages of evidence last: they are the most words and the fewest questions. */
  const order = [
    ...searchedKinds.filter((kind) => kind !== 'comment' && kind !== 'evidence'),
    'comment',
    'evidence',
  ] as const

  async function build(): Promise<void> {
    const counts = await Promise.all(order.map((kind) => kindTable(vault, kind).count()))
    const total = counts.reduce((sum, count) => sum + count, 0)
    tell({ state: 'indexing', done: 0, total })
    let done = 0
    let told = clock.now()
    const pages = ahead(withTexts('evidence', pagesAtOnce), pagesAhead)
    index.beginMany()
    try {
      for (const [at, kind] of order.entries()) {
        if (counts[at] === 0) continue
        for await (const [rows, texts] of kind === 'evidence' ? pages : withTexts(kind, rowsAtOnce)) {
          takeIn(rows, await texts)
          done += rows.length
          if (stopped) return
          if (clock.now() - told > 100) {
            tell({ state: 'indexing', done: Math.min(done, total), total })
            told = clock.now()
          }
          await pause()
        }
      }
    } finally {
      index.endMany()
    }
    unkept = facts.size
  }

  async function positionNow(): Promise<IndexPosition> {
    const [last, waiting] = await Promise.all([vault.trail.orderBy('seq').last(), waitingIds()])
    return { seq: last?.seq ?? 0, waiting }
  }
  /** Records with changes that wait to go out: a repair may take them back, and the log says nothing of it. */
  async function waitingIds(): Promise<readonly string[]> {
    const ids = new Set<string>()
    await vault.outbox.each((row) => {
      for (const { key } of intentsOf(row)) ids.add(key.slice(0, key.indexOf('/')))
    })
    return [...ids]
  }

  /**
   * Takes the stored index and what the log says changed since it was kept. What is asked of the vault is asked
   * meanwhile.
   */
  async function load(): Promise<boolean> {
    const now = positionNow()
    const present = presentFiles(vault)
    now.catch(() => undefined)
    present.catch(() => undefined)
    const live = await (surroundings.stored ?? readStored(db))
    if (!live) return false
    // By their names: the values may be long.
    const trail = vault.trail
      .where('seq')
      .above(live.position.seq - margin)
      .primaryKeys()
      .then((ids) => recordsOfRows(vault, ids))
    trail.catch(() => undefined)
    index = live.index
    facts = live.facts
    refs = new RefLookup()
    byFile = new Map()
    for (const own of facts.values()) {
      refs.add(own)
      for (const file of own.files) byFile.set(file, (byFile.get(file) ?? new Set()).add(own.id))
    }
    await readAgain(
      new Set([...(await trail), ...live.position.waiting, ...(await now).waiting, ...changedFiles(await present)]),
    )
    return true
  }
  /** Evidence whose files came, or were erased, while nobody looked. */
  const changedFiles = (present: ReadonlySet<string>): readonly string[] =>
    [...facts.values()]
      .filter(({ files, read }) => files.length > 0 && files.some((file) => present.has(file) !== read.includes(file)))
      .map(({ id }) => id)

  async function readAgain(ids: Iterable<string>, of?: Kind): Promise<number> {
    const byKind = new Map<Kind, string[]>()
    for (const id of ids) {
      const kind = of ?? facts.get(id)?.kind ?? kindOfId(id)
      if (kind !== undefined && searchedKinds.includes(kind)) byKind.set(kind, [...(byKind.get(kind) ?? []), id])
    }
    let changes = 0
    for (const [kind, wanted] of byKind) {
      for (let at = 0; at < wanted.length; at += rowsAtOnce) {
        const some = wanted.slice(at, at + rowsAtOnce)
        const found = await kindTable(vault, kind).bulkGet(some)
        const rows = found.filter((row) => row !== undefined)
        changes += takeIn(rows, await readTexts(vault, rows))
        for (const [i, row] of found.entries()) {
          if (row !== undefined || !facts.has(some[i]!)) continue
          take(some[i]!)
          changes++
        }
        await pause()
      }
    }
    unkept += changes
    return changes
  }

  /** Compares every row of a kind by its mark; reads again what differs and takes out what is gone. */
  async function compare(kind: Kind): Promise<number> {
    const present = kind === 'evidence' ? await presentFiles(vault) : new Set<string>()
    const seen = new Set<string>()
    const differ: string[] = []
    for await (const rows of rowsOf(kind, comparedAtOnce)) {
      for (const row of rows) {
        seen.add(row.id)
        const { facts: now, texts } = readDocument(
          row,
          textFiles(row).filter((file) => present.has(file)),
        )
        if (facts.get(row.id)?.mark !== now.mark) differ.push(row.id)
        else if (!shelf.has(now)) shelf.keep(now, row, texts)
      }
      if (stopped) return 0
      await pause()
    }
    const gone = [...facts.values()].filter((own) => own.kind === kind && !seen.has(own.id)).map(({ id }) => id)
    return readAgain([...differ, ...gone], kind)
  }

  // Changes of a moment are taken in together.
  let gathered = new Map<string, Set<string> | 'all'>()
  let timer: ReturnType<typeof setTimeout> | undefined
  function gather(rows: ChangedRows): void {
    for (const [table, keys] of rows) {
      if (table !== 'blobs' && !searchedKinds.includes(table as Kind)) continue
      const before = gathered.get(table)
      gathered.set(table, before === 'all' || keys === 'all' ? 'all' : new Set([...(before ?? []), ...keys]))
    }
    if (gathered.size > 0 && !stopped) timer ??= setTimeout(() => void queue(takeChanges), waits.gather)
  }
  async function takeChanges(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (stopped || gathered.size === 0) return
    const changes = gathered
    gathered = new Map()
    let found = 0
    let erased = false
    try {
      for (const [table, keys] of changes) {
        if (table === 'blobs') {
          const ids =
            keys === 'all'
              ? changedFiles(await presentFiles(vault))
              : [...keys].flatMap((file) => [...(byFile.get(file) ?? [])])
          const before = new Map(ids.map((id) => [id, facts.get(id)?.read.length ?? 0]))
          found += await readAgain(ids)
          erased ||= ids.some((id) => (facts.get(id)?.read.length ?? 0) < before.get(id)!)
        } else found += keys === 'all' ? await compare(table as Kind) : await readAgain(keys, table as Kind)
      }
    } catch (thrown) {
      // A vault that was closed has nobody who asks any more.
      if (vault.isOpen()) throw thrown
      return
    }
    if (found > 0) tell(readyState())
    // Text whose file was erased must not outlive it here.
    if (erased) await store()
    else storeLater()
  }

  let storing: ReturnType<typeof setTimeout> | undefined
  /** After a rest, not after every edit: what changed since is read again at the next start anyway. */
  function storeLater(): void {
    clearTimeout(storing)
    if (unkept > 0 && !stopped) storing = setTimeout(() => void queue(store), waits.store)
  }
  async function store(): Promise<void> {
    clearTimeout(storing)
    if (stopped || unkept === 0 || !db.isOpen()) return
    const now = await positionNow()
    await surroundings
      .alone(async () => {
        const packed = await writeIndex({ index, facts }, now, pause)
        if (stopped) return
        await db.stored.put(packed)
        unkept = 0
      })
      .then(
        // Another page keeps its index just now; perhaps one that closes, and is stopped in the midst of it.
        storeLater,
        (thrown: unknown) => {
          // The disk is full, or the workspace was erased: the index in memory answers as before and is made anew next
          // time.
          if (db.isOpen() && !isFull(thrown)) throw thrown
        },
      )
  }

  const unwatch = watchRows(vault, gather)
  const started = queue(async () => {
    const stored = await load()
    if (!stored) await build()
    tell(readyState())
    return { documents: facts.size, stored }
  })
  const checked = started.then(async ({ stored }) => {
    if (!stored) return queue(store)
    for (const kind of order)
      if (!stopped) await queue(async () => void ((await compare(kind)) > 0 && tell(readyState())))
    storeLater()
  })
  // What fails is told to whoever asks.
  checked.catch(() => undefined)

  return {
    whole: () => started,
    speak: (next) => {
      speech = next
    },
    async find(request) {
      if (state.state === 'loading') await Promise.race([started, pauseUntil(() => state.state !== 'loading', pause)])
      return answer(request, speech, { index, facts, refs, shelf, state })
    },
    async settled() {
      await checked
      // What was written a moment ago is told in a moment.
      await pause()
      await queue(takeChanges)
    },
    async stop() {
      stopped = true
      unwatch()
      clearTimeout(timer)
      clearTimeout(storing)
      await work
    },
  }
}

/** The stored index, ready to search; undefined where there is none that can be used. */
export const readStored = (db: SearchDb<StoredIndex>): Promise<KeptIndex | undefined> =>
  db.stored.get('index').then(readIndex, () => undefined)

/** The same, with up to `most` of them made before they are asked for, from now on. */
function ahead<T>(source: AsyncGenerator<T>, most: number): AsyncIterable<T> {
  const coming: Promise<IteratorResult<T>>[] = []
  const ask = (): void => {
    const next = source.next()
    next.catch(() => undefined)
    coming.push(next)
  }
  while (coming.length < most) ask()
  return (async function* () {
    for (;;) {
      const next = await coming.shift()!
      if (next.done) return
      ask()
      yield next.value
    }
  })()
}

async function pauseUntil(is: () => boolean, pause: () => Promise<void>): Promise<void> {
  while (!is()) await pause()
}

const isFull = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  (thrown.name === 'QuotaExceededError' || (thrown as { inner?: Error }).inner?.name === 'QuotaExceededError')
