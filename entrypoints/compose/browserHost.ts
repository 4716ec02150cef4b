/**
 * The host of all engines with what a real browser gives: databases, clock, randomness, sockets. Both roots compose it.
 */

import { createEngine } from '~/lib/engine/createEngine'
import type { FileBytes } from '~/lib/engine/commands/evidence/evidenceFiles'
import { createHost, type Host, type HostSurroundings } from '~/lib/engine/host/host'
import { hostCommands } from '~/lib/engine/host/hostCommands'
import type { BrowserFacts } from '~/lib/platform/platform'
import type { Random } from '~/lib/shared/ids'
import type { WebSocketLike } from '~/lib/sync/connection/relayConnection'
import type { DeviceDb } from '~/lib/vault/store/deviceDb'
import { readDeviceKeys } from '~/lib/vault/store/deviceKeyStore'

export const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length))
export const clock = { now: () => Date.now() }

export interface BrowserHostOptions {
  readonly deviceDb: DeviceDb
  readonly browser: BrowserFacts
  readonly others?: HostSurroundings['others']
  readonly keepAwake?: () => void
}

export const browserHost = ({ deviceDb, browser, others, keepAwake }: BrowserHostOptions): Host =>
  createHost({
    deviceDb,
    random,
    clock,
    browser,
    ...(others && { others }),
    ...(keepAwake && { keepAwake }),
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
        connect: (url, protocols) => new WebSocket(url, [...protocols]) as unknown as WebSocketLike,
        fetch: (...request) => fetch(...request),
      })
    },
    deleteDatabase,
    databaseNames: async () => (await indexedDB.databases()).flatMap(({ name }) => (name === undefined ? [] : [name])),
    commands: (parts) => hostCommands(parts, { pictures: demoPictures, takeFile: (key) => takeFile(deviceDb, key) }),
  })

const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error ?? new Error(`could not delete ${name}`))
    // Pages that still hold it close it when told; the deletion goes on by itself then.
    request.onblocked = () => undefined
  })

/** A page puts a chosen file aside under a key, because bytes do not cross ports; it is taken once. */
async function takeFile(deviceDb: DeviceDb, key: string): Promise<Blob | undefined> {
  const row = await deviceDb.files.get(key)
  await deviceDb.files.delete(key)
  return row?.bytes
}

interface DemoManifest {
  readonly [ref: string]: { readonly tiles: number }
}
let manifest: Promise<DemoManifest> | undefined

/** The pictures that the build drew, from our own origin. */
async function demoPictures(ref: string): Promise<readonly FileBytes[]> {
  manifest ??= own('demo/manifest.json').then((response) => response.json() as Promise<DemoManifest>)
  const drawn = (await manifest)[ref]
  if (!drawn) return []
  const names = [...Array.from({ length: drawn.tiles }, (_, index) => `tile-${index + 1}.webp`), 'thumb.webp']
  return Promise.all(
    names.map(async (name): Promise<FileBytes> => ({
      name,
      mime: 'image/webp',
      part: name === 'thumb.webp' ? 'derived' : 'original',
      bytes: await (await own(`demo/${ref}/${name}`)).blob(),
    })),
  )
}

const own = (path: string): Promise<Response> => fetch(new URL(`/${path}`, self.location.origin))
