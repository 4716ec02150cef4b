/** The page of the bench: fills a vault, then asks the product's worker and bare MiniSearch the same. */

import type { AnyRecord } from '~/lib/records/registry'
import { callWorker, type WorkerClient } from '~/lib/platform/workerRpc'
import { readDocument, type SearchDocument } from '~/lib/search/searchDocuments'
import type { SearchFunctions } from '~/lib/search/searchFunctions'
import { kindTable, openVault, type BlobRow } from '~/lib/vault/store/tables'
import { searchDbName } from '~/lib/vault/store/searchDb'
import { Corpus, pageCount } from './corpus'

const workspace = 'bench'
const workerOf = (id: string): Worker =>
  new Worker(URL.createObjectURL(new Blob([document.getElementById(id)!.textContent!], { type: 'text/javascript' })))
const bareWorker = workerOf('bare')
const bare = <T>(message: object): Promise<T> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => resolve(data as T)
    bareWorker.postMessage(message, [port2])
  })

let queries: readonly string[] = []
let client: WorkerClient<SearchFunctions> | undefined

/** Fills vault and bare worker with the same; answers how many documents and characters. */
async function fill(): Promise<{ readonly documents: number; readonly characters: number }> {
  const corpus = new Corpus()
  const rows = corpus.records()
  const pages = Array.from({ length: pageCount }, (_, at) => corpus.page(at))
  queries = corpus.queries(rows, 300)
  const documents: SearchDocument[] = [
    ...rows.map((row) => readDocument(row).document),
    ...pages.map(({ row, sha256, text }) => readDocument(row, [sha256], text).document),
  ]
  const vault = await openVault(workspace, { durability: 'default' })
  const all = [...rows, ...pages.map(({ row }) => row)]
  for (const kind of new Set(all.map((row) => row.kind)))
    await kindTable<AnyRecord>(vault, kind).bulkPut(all.filter((row) => row.kind === kind))
  await vault.blobs.bulkPut(
    pages.map(({ sha256, text }): BlobRow => ({
      sha256,
      id: sha256.slice(0, 32),
      size: text.length,
      mime: 'text/plain',
      bytes: new Blob([text]),
      state: 'present',
      epoch: 1,
      salt: new Uint8Array(),
      upload: 'none',
      addedAt: 0,
    })),
  )
  vault.close()
  await bare({ documents })
  return {
    documents: documents.length,
    characters: documents.reduce((sum, { id: _id, ...fields }) => sum + Object.values(fields).join('').length, 0),
  }
}

const addAll = (): Promise<number> => bare<number>({ add: true })

/**
 * From nothing but the vault, or from the stored index, until everything can be found. The worker's own start counts.
 */
async function start(): Promise<{ readonly ms: number; readonly stored: boolean; readonly documents: number }> {
  client?.end()
  const began = performance.now()
  client = callWorker<SearchFunctions>(workerOf('search'))
  await client.call.open(workspace, { kinds: {} })
  const whole = await client.call.ready()
  return { ms: performance.now() - began, ...whole }
}
/** As `start`, and the first question answered. */
async function startAndAsk(): Promise<number> {
  client?.end()
  const began = performance.now()
  client = callWorker<SearchFunctions>(workerOf('search'))
  await client.call.open(workspace, { kinds: {} })
  await client.call.ready()
  await client.call.find({ query: queries[0]!, limit: 12 })
  return performance.now() - began
}
const forget = (): Promise<void> =>
  new Promise((resolve, reject) => {
    client?.end()
    client = undefined
    const request = indexedDB.deleteDatabase(searchDbName(workspace))
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error!)
  })
const stored = async (): Promise<boolean> => {
  const db = await new Promise<IDBDatabase>((resolve, reject) =>
    Object.assign(indexedDB.open(searchDbName(workspace)), {
      onsuccess: (event: Event) => resolve((event.target as IDBOpenDBRequest).result),
      onerror: reject,
    }),
  )
  const count = db.objectStoreNames.contains('stored')
    ? await new Promise<number>((resolve) => {
        db.transaction('stored').objectStore('stored').count().onsuccess = (event) =>
          resolve((event.target as IDBRequest<number>).result)
      })
    : 0
  db.close()
  return count > 0
}

/**
 * The same questions to both, in turn; milliseconds until the page has the answer, and until bare MiniSearch has its
 * list.
 */
async function ask(): Promise<{
  readonly own: readonly number[]
  readonly close: readonly number[]
  readonly exact: readonly number[]
  readonly found: number
}> {
  const times = { own: [] as number[], close: [] as number[], exact: [] as number[] }
  let found = 0
  for (const query of queries) {
    times.close.push((await bare<[number, number]>({ query }))[0])
    times.exact.push((await bare<[number, number]>({ query, exact: true }))[0])
    const began = performance.now()
    const answer = await client!.call.find({ query, limit: 12 })
    times.own.push(performance.now() - began)
    if (answer.total > 0 && answer.hits.length > 0) found++
  }
  return { ...times, found }
}

Object.assign(window, { bench: { fill, addAll, start, startAndAsk, forget, stored, ask } })
