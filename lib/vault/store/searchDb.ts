/**
 * Where the index of a workspace's search is kept between starts: a database of its own, because it can be made again
 * from the vault. Its name begins with the vault's, so that erasing a workspace takes it along.
 */

import Dexie, { type EntityTable } from 'dexie'
import { vaultName, type VaultOptions } from './tables'

export type SearchDb<T extends { readonly key: string }> = Dexie & {
  readonly stored: EntityTable<T & { key: string }, 'key'>
}

export const searchDbName = (workspaceId: string): string => `${vaultName(workspaceId)}_search`

export async function openSearchDb<T extends { readonly key: string }>(
  workspaceId: string,
  options: VaultOptions = {},
): Promise<SearchDb<T>> {
  const db = new Dexie(searchDbName(workspaceId), {
    ...(options.indexedDB && { indexedDB: options.indexedDB }),
    ...(options.IDBKeyRange && { IDBKeyRange: options.IDBKeyRange }),
  }) as SearchDb<T>
  db.version(1).stores({ stored: 'key' })
  // The workspace is being erased: let go, and never make it again.
  db.on('versionchange', () => {
    db.close()
    return false
  })
  await db.open()
  return db
}
