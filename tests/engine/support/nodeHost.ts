/** The host of engines as the entrypoints compose it, over fake-indexeddb. */

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import * as Y from 'yjs'
import { createEngine } from '../../../lib/engine/createEngine'
import type { FileBytes } from '../../../lib/engine/commands/evidence/evidenceFiles'
import { createHost, type Host } from '../../../lib/engine/host/host'
import { hostCommands } from '../../../lib/engine/host/hostCommands'
import type { Kind } from '../../../lib/records/registry'
import type { Random } from '../../../lib/shared/ids'
import type { Connect } from '../../../lib/sync/connection/relayConnection'
import type { Checkpoints } from '../../../lib/vault/books/checkpoints'
import { openDeviceDb, type DeviceDb } from '../../../lib/vault/store/deviceDb'
import { readDeviceKeys } from '../../../lib/vault/store/deviceKeyStore'

export const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length))

export interface NodeHost {
  readonly host: Host
  readonly deviceDb: DeviceDb
  readonly indexedDB: IDBFactory
  readonly storage: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof globalThis.IDBKeyRange }
}

export interface NodeHostOptions {
  /** The databases of a host that ended: the worker died and came back. */
  readonly indexedDB?: IDBFactory
  readonly connect?: Connect
  readonly pictures?: (ref: string) => Promise<readonly FileBytes[]>
}

export function nodeHost({
  indexedDB = new IDBFactory(),
  connect,
  pictures = () => Promise.resolve([]),
}: NodeHostOptions = {}): NodeHost {
  const storage = { indexedDB, IDBKeyRange: IDBKeyRange as typeof globalThis.IDBKeyRange }
  const deviceDb = openDeviceDb(storage)
  const browser = { name: 'Chromium', version: '156', os: 'Linux', extensionVersion: '0.1.0' }
  const clock = { now: () => Date.now() }
  const host = createHost({
    deviceDb,
    storage,
    random,
    clock,
    browser,
    async engineOf({ workspace, vault, clock: own }) {
      const keys = await readDeviceKeys(vault)
      if (!keys) throw new Error('a workspace without device keys')
      return createEngine({
        workspaceId: workspace.id,
        vault,
        keys,
        random,
        clock: own,
        browser,
        checkpoints: memoryCheckpoints(),
        ...(connect && { connect, fetch: globalThis.fetch }),
      })
    },
    deleteDatabase: (name) =>
      new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(name)
        request.onsuccess = () => resolve()
        request.onerror = () => resolve()
      }),
    databaseNames: async () => (await indexedDB.databases()).flatMap(({ name }) => (name ? [name] : [])),
    commands: (parts) =>
      hostCommands(parts, {
        pictures,
        takeFile: async (key) => {
          const row = await deviceDb.files.get(key)
          await deviceDb.files.delete(key)
          return row?.bytes
        },
      }),
  })
  return { host, deviceDb, indexedDB, storage }
}

function memoryCheckpoints(): Checkpoints {
  const states = new Map<Kind, Uint8Array>()
  return {
    load: (kind, doc) => Promise.resolve(void (states.has(kind) && Y.applyUpdate(doc, states.get(kind)!))),
    store: (kind, doc) => Promise.resolve(void states.set(kind, Y.encodeStateAsUpdate(doc))),
    drop: (kind) => Promise.resolve(void states.delete(kind)),
  }
}
