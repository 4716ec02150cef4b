/** How much lies in the databases of a page's origin: records and bytes of every store, whatever made it. */

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'

/** `database/store` → [records, bytes]. Numbers count as eight bytes, so that a changed time is no growth. */
export type Weight = Readonly<Record<string, readonly [records: number, bytes: number]>>

export const weigh = (page: Page, databasePrefix = ''): Promise<Weight> =>
  page.evaluate(async (prefix) => {
    const size = (value: unknown): number => {
      if (value instanceof Blob) return value.size
      if (value instanceof ArrayBuffer) return value.byteLength
      if (ArrayBuffer.isView(value)) return value.byteLength
      if (typeof value === 'string') return value.length
      if (value instanceof CryptoKey) return 64
      if (value instanceof Map)
        return [...value].reduce((sum: number, [key, inner]) => sum + size(key) + size(inner), 0)
      if (Array.isArray(value)) return value.reduce((sum: number, inner) => sum + size(inner), 8)
      if (typeof value === 'object' && value !== null)
        return Object.entries(value).reduce((sum, [key, inner]) => sum + key.length + size(inner), 8)
      return 8
    }
    const weight: Record<string, [number, number]> = {}
    const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : [])).sort()
    for (const name of names) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name)
        open.onsuccess = () => resolve(open.result)
        open.onerror = () => reject(new Error(`${name} does not open`))
      })
      for (const store of db.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve) => {
          const got = db.transaction(store).objectStore(store).getAll()
          got.onsuccess = () => resolve(got.result as unknown[])
        })
        weight[`${name}/${store}`] = [all.length, all.reduce((sum: number, row) => sum + size(row), 0)]
      }
      db.close()
    }
    return weight
  }, databasePrefix)

/** Files of a folder and their sizes. */
export function weighFolder(folder: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((name) => [name, statSync(join(folder, name))] as const)
      .filter(([, facts]) => facts.isFile())
      .map(([name, facts]) => [name, facts.size]),
  )
}
