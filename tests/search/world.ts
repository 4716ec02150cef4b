import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { createSearch, type Search, type SearchDeps } from '~/lib/search/createSearch'
import type { IndexState, SearchAnswer, SearchRequest } from '~/lib/search/searchFunctions'
import type { StoredIndex } from '~/lib/search/storedIndex'
import { sha256Hex } from '~/lib/shared/hash'
import { openSearchDb, type SearchDb } from '~/lib/vault/store/searchDb'
import { kindTable, openVault, type BlobRow, type Vault } from '~/lib/vault/store/tables'
import { row } from '../isms/rows'

export interface SearchWorld {
  readonly vault: Vault
  readonly db: SearchDb<StoredIndex>
  readonly states: IndexState[]
  search: Search
  put(...rows: readonly AnyRecord[]): Promise<void>
  file(text: string, over?: Partial<BlobRow>): Promise<string>
  find(query: string, request?: Omit<SearchRequest, 'query'>): Promise<SearchAnswer>
  ids(query: string, request?: Omit<SearchRequest, 'query'>): Promise<readonly string[]>
  /** As a page that is opened again. */
  again(): Promise<void>
  close(): Promise<void>
}

let count = 0
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** A workspace's vault and its search, with short waits. `begin` fills the vault before the search sees it. */
export async function searchWorld(
  begin: readonly AnyRecord[] = [],
  alone: SearchDeps['alone'] = (write) => write(),
): Promise<SearchWorld> {
  const storage = { indexedDB: new IDBFactory(), IDBKeyRange }
  const name = `search${++count}`
  const vault = await openVault(name, storage)
  const db = await openSearchDb<StoredIndex>(name, storage)
  const put: SearchWorld['put'] = async (...rows) => {
    for (const one of rows) await kindTable(vault, one.kind).put(one)
  }
  await put(...begin)
  const states: IndexState[] = []
  const start = (): Search =>
    createSearch({
      vault,
      db,
      pause,
      clock: { now: () => performance.now() },
      waits: { gather: 1, store: 5 },
      changed: (state) => void states.push(state),
      alone,
    })
  const world: SearchWorld = {
    vault,
    db,
    states,
    put,
    search: start(),
    async file(text, over = {}) {
      const sha256 = sha256Hex(text)
      await vault.blobs.put({
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
        ...over,
      })
      return sha256
    },
    find: (query, request = {}) => world.search.find({ query, ...request }),
    ids: async (query, request) => (await world.find(query, request)).hits.map(({ id }) => id),
    async again() {
      await world.search.stop()
      states.length = 0
      world.search = start()
      await world.search.ready()
    },
    async close() {
      await world.search.stop()
      vault.close()
      db.close()
    },
  }
  await world.search.ready()
  return world
}

export const record = <K extends Kind>(kind: K, id: string, values: Parameters<typeof row>[2]) =>
  row(kind, id, values) as unknown as AnyRecord
