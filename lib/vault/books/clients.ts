/**
 * Client ids of books: whose they are and how far their counted clocks run (protocol.md 3). Two updates with one client
 * id and clock but different content would make replicas differ for ever with equal state vectors, so this is asked
 * before an entry is applied, from the log alone.
 */

import { fail, ok, type Result } from '~/lib/shared/result'
import { birthTextsIn, isBirthId } from './birthTexts'
import { checkFits, type DecodedUpdate } from './decodedUpdate'
import type { ClientRow } from '../store/tables'

export interface Clients {
  /** Must be called before anything is asked about the book. */
  load(book: string): Promise<void>
  /** Forgets what was not stored; the next `load` reads again. */
  reset(): void
  /**
   * All updates of one entry, in order, or nothing: each client id belongs to the device or is new, continues its clock
   * and hangs in counted items only; that of a birth text belongs to the text, whoever brings it (MG11). On success the
   * clocks have moved. Fails with `foreignClient`, `clockGap`, `pendingStructs`.
   */
  take(deviceId: string, parts: readonly { readonly book: string; readonly decoded: DecodedUpdate }[]): Result<void>
  deviceOf(book: string, clientId: number): string | undefined
  /** Rows changed by `take` since the last call, to be stored with the entries. */
  changed(): readonly ClientRow[]
  /** Client ids known in any loaded book. */
  knows(clientId: number): boolean
}

type Client = Omit<ClientRow, 'book' | 'clientId'>

export function createClients(rowsOf: (book: string) => Promise<readonly ClientRow[]>): Clients {
  const books = new Map<string, Map<number, Client>>()
  let dirty = new Map<string, ClientRow>()

  return {
    async load(book) {
      if (books.has(book)) return
      const rows = await rowsOf(book)
      books.set(book, new Map(rows.map(({ book: _book, clientId, ...client }) => [clientId, client])))
    },
    reset() {
      books.clear()
      dirty = new Map()
    },
    take(deviceId, parts) {
      // Of each book only what changes: ids are as many as the texts that were imported.
      const next = new Map<string, Map<number, Client>>()
      for (const { book, decoded } of parts) {
        const changed = next.get(book) ?? new Map<number, Client>()
        next.set(book, changed)
        const known = (client: number): Client | undefined => changed.get(client) ?? books.get(book)?.get(client)
        const births = birthTextsIn(book, decoded)
        for (const { client } of decoded.ranges) {
          const owner = known(client)
          if (isBirthId(client)) {
            const birth = births.get(client)
            if (!birth || (owner && owner.birth !== birth.hash)) {
              return fail(
                'foreignClient',
                'The change was written under a client id that belongs to another text. It is kept, but not applied; its author sends it again.',
              )
            }
          } else if (owner && owner.deviceId !== deviceId) {
            return fail(
              'foreignClient',
              'The change was written under a client id that belongs to another device. It is kept, but not applied.',
            )
          }
        }
        const fits = checkFits(decoded, (client) => known(client)?.clock ?? 0)
        if (!fits.ok) return fits
        for (const { client, to } of decoded.ranges) {
          const birth = births.get(client)
          if (!birth) changed.set(client, { deviceId, clock: to })
          else if (!known(client)) changed.set(client, { deviceId, clock: to, birth: birth.hash })
        }
      }
      for (const [book, changed] of next) {
        const clients = books.get(book)!
        for (const [clientId, client] of changed) {
          clients.set(clientId, client)
          dirty.set(`${book}/${clientId}`, { book, clientId, ...client })
        }
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
