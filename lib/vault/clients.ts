/**
 * Client ids of books: whose they are and how far their counted clocks run (protocol.md 3). Two updates with one client
 * id and clock but different content would make replicas differ for ever with equal state vectors, so this is asked
 * before an entry is applied, from the log alone.
 */

import { fail, ok, type Result } from '../shared/result'
import { checkFits, type DecodedUpdate } from './decodedUpdate'
import type { ClientRow, Vault } from './tables'

export interface Clients {
  /** Must be called before anything is asked about the book. */
  load(book: string): Promise<void>
  /** Forgets what was not stored; the next `load` reads again. */
  reset(): void
  /**
   * All updates of one entry, in order, or nothing: each client id belongs to the device or is new, continues its clock
   * and hangs in counted items only. On success the clocks have moved. Fails with `foreignClient`, `clockGap`, `pendingStructs`.
   */
  take(deviceId: string, parts: readonly { readonly book: string; readonly decoded: DecodedUpdate }[]): Result<void>
  deviceOf(book: string, clientId: number): string | undefined
  /** Rows changed by `take` since the last call, to be stored with the entries. */
  changed(): readonly ClientRow[]
  /** Client ids known in any loaded book. */
  knows(clientId: number): boolean
}

interface Client {
  readonly deviceId: string
  readonly clock: number
}

export function createClients(vault: Vault): Clients {
  const books = new Map<string, Map<number, Client>>()
  let dirty = new Map<string, ClientRow>()

  return {
    async load(book) {
      if (books.has(book)) return
      const rows = await vault.clients.where('book').equals(book).toArray()
      books.set(book, new Map(rows.map(({ clientId, deviceId, clock }) => [clientId, { deviceId, clock }])))
    },
    reset() {
      books.clear()
      dirty = new Map()
    },
    take(deviceId, parts) {
      const next = new Map<string, Map<number, Client>>()
      for (const { book, decoded } of parts) {
        const clients = next.get(book) ?? new Map(books.get(book))
        next.set(book, clients)
        for (const { client } of decoded.ranges) {
          const owner = clients.get(client)
          if (owner && owner.deviceId !== deviceId) {
            return fail('foreignClient', 'The change was written under a client id that belongs to another device. It is kept, but not applied.')
          }
        }
        const fits = checkFits(decoded, (client) => clients.get(client)?.clock ?? 0)
        if (!fits.ok) return fits
        for (const { client, to } of decoded.ranges) clients.set(client, { deviceId, clock: to })
      }
      for (const [book, clients] of next) {
        for (const [clientId, { deviceId: owner, clock }] of clients) {
          const before = books.get(book)?.get(clientId)
          if (before?.clock !== clock) dirty.set(`${book}/${clientId}`, { book, clientId, deviceId: owner, clock })
        }
        books.set(book, clients)
      }
      return ok()
    },
    deviceOf: (book, clientId) => books.get(book)?.get(clientId)?.deviceId,
    changed() {
      const rows = [...dirty.values()]
      dirty = new Map()
      return rows
    },
    knows: (clientId) => [...books.values()].some((clients) => clients.has(clientId)),
  }
}
