/**
 * What belongs to this browser profile and to no workspace: which workspaces are here, which site goes to which,
 * and the person's preferences. Never synced.
 */

import Dexie, { type EntityTable } from 'dexie'
import type { JsonValue } from '~/lib/shared/json'

export interface WorkspaceRow {
  readonly id: string
  readonly name: string
  /** A hue in degrees; every capture surface shows name and colour. */
  readonly hue: number
  readonly demo: boolean
  /** Milliseconds added to the device clock (the demo's fixed date), 0 for real workspaces. */
  readonly clockOffset: number
  readonly createdAt: number
  readonly openedAt: number
  readonly relayUrl?: string
  readonly state: 'open' | 'joining' | 'removed'
  readonly kitConfirmed: boolean
}

export interface SiteRow {
  readonly origin: string
  readonly workspaceId: string
  readonly at: number
}

/** A file a page put aside for a command: bytes do not cross ports. */
export interface FileRow {
  readonly key: string
  readonly bytes: Blob
  readonly at: number
}

export type DeviceDb = Dexie & {
  readonly files: EntityTable<FileRow, 'key'>
  readonly workspaces: EntityTable<WorkspaceRow, 'id'>
  readonly sites: EntityTable<SiteRow, 'origin'>
  readonly preferences: EntityTable<{ readonly key: string; readonly value: JsonValue }, 'key'>
}

/** The device's database; it opens at first use, so that a worker can answer its first message at once. */
export function openDeviceDb(
  options: { readonly indexedDB?: IDBFactory; readonly IDBKeyRange?: typeof IDBKeyRange } = {},
): DeviceDb {
  const db = new Dexie('plumbline', { ...options, chromeTransactionDurability: 'strict' }) as DeviceDb
  db.version(1).stores({ workspaces: 'id, openedAt', sites: 'origin, workspaceId', preferences: 'key', files: 'key' })
  return db
}
