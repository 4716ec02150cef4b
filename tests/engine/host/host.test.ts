/**
 * The host by itself: which engine a command goes to, when one is started, dropped or tried again, what a line is told,
 * and what is left after erasing.
 */

import Dexie from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Engine } from '~/lib/engine/createEngine'
import { createHost, type Host, type HostHandlers, type HostParts, type HostSurroundings } from '~/lib/engine/host/host'
import { createEngineClient, openChannel } from '~/lib/engine/host/rpc'
import { fail, ok, type Result } from '~/lib/shared/result'
import { portPair, type Port } from '~/lib/shared/port'
import { openDeviceDb, type WorkspaceRow } from '~/lib/vault/store/deviceDb'
import { searchDbName } from '~/lib/vault/store/searchDb'
import { openVault, vaultName, type Vault } from '~/lib/vault/store/tables'
import { random } from '../support/nodeHost'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** What was asked of the engines of a host, in order. */
interface Asked {
  readonly calls: string[]
  run: (name: string) => Promise<Result<unknown>>
}

/** A host whose engines answer as told and write down what was asked of them. */
async function hostOf(ids: readonly string[], over: Partial<HostSurroundings> = {}) {
  const storage = { indexedDB: new IDBFactory(), IDBKeyRange }
  const deviceDb = openDeviceDb(storage)
  const asked: Asked = { calls: [], run: () => Promise.resolve(ok('done')) }
  const engineOf = ({ workspace: { id } }: { readonly workspace: WorkspaceRow }): Promise<Engine> => {
    const told = (what: string): void => void asked.calls.push(`${id} ${what}`)
    told('made')
    return Promise.resolve({
      workspaceId: id,
      run: (_: string, name: string) => asked.run(name),
      start: () => Promise.resolve(told('started')),
      stop: () => Promise.resolve(told('stopped')),
      syncOnce: () => Promise.resolve(told('synced')),
      uiOpen: (count: number) => told(`sees ${count}`),
      editor: (port: Port, { field }: { readonly field: string }) => {
        told(`edits ${field}`)
        return (message: unknown) => (message === 'bye' ? port.close() : told(`hears ${JSON.stringify(message)}`))
      },
    } as unknown as Engine)
  }
  let parts: HostParts | undefined
  const host: Host = createHost({
    deviceDb,
    storage,
    random,
    clock: { now: () => 1_000 },
    browser: { name: 'Test', os: 'Test', version: '1' },
    engineOf,
    deleteDatabase: (name) =>
      new Promise((resolve) => (storage.indexedDB.deleteDatabase(name).onsuccess = () => resolve())),
    databaseNames: async () => (await storage.indexedDB.databases()).map(({ name }) => name ?? ''),
    commands: (given) => {
      parts = given
      return { 'workspace.rename': () => Promise.resolve(ok('renamed')) } as unknown as HostHandlers
    },
    ...over,
  })
  const add = async (id: string, more: Partial<WorkspaceRow> = {}): Promise<void> => {
    const vault = await openVault(id, storage)
    await vault.keys.put({ id: 'device', value: {} } as never)
    vault.close()
    await deviceDb.workspaces.put({
      id,
      name: id,
      hue: 1,
      demo: false,
      clockOffset: 0,
      createdAt: 1,
      openedAt: 1,
      state: 'open',
      kitConfirmed: true,
      ...more,
    })
  }
  for (const id of ids) await add(id)
  ends.push(() => host.stop())
  return { host, deviceDb, storage, asked, add, parts: parts! }
}
const failed = (type: string) => ({ ok: false, error: { type } })
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))

describe('which engine answers', () => {
  test('one is started for the first command of its workspace, started before it is asked, and serves all that follow', async () => {
    const { host, asked } = await hostOf(['one', 'two'])
    expect(await host.run('c1', 'one', 'x', null)).toEqual(ok('done'))
    expect(await host.run('c2', 'one', 'x', null)).toEqual(ok('done'))
    expect(await host.run('c3', 'two', 'x', null)).toEqual(ok('done'))
    expect(asked.calls).toEqual(['one made', 'one started', 'one sees 0', 'two made', 'two started', 'two sees 0'])
  })

  test('a command without a workspace, or of one that is not here, is told so; once it is here it is answered', async () => {
    const { host, add } = await hostOf([])
    expect(await host.run('c1', null, 'x', null)).toMatchObject(failed('noWorkspace'))
    expect(await host.run('c2', 'one', 'x', null)).toMatchObject(failed('unknownWorkspace'))
    expect(await host.engine('one')).toMatchObject(failed('unknownWorkspace'))
    await add('one')
    expect(await host.run('c3', 'one', 'x', null)).toEqual(ok('done'))
  })

  test('commands about this device reach no engine; captures are answered elsewhere, or told where they are', async () => {
    const { host, asked } = await hostOf(['one'])
    expect(await host.run('c1', 'one', 'workspace.rename', null)).toEqual(ok('renamed'))
    expect(await host.run('c2', 'one', 'capture.tab', null)).toMatchObject(failed('notHere'))
    expect(asked.calls).toEqual([])
    const capturing = await hostOf(['one'], {
      others: (_, __, name) => (name === 'capture.tab' ? Promise.resolve(ok('captured')) : undefined),
    })
    expect(await capturing.host.run('c3', 'one', 'capture.tab', null)).toEqual(ok('captured'))
    expect(await capturing.host.run('c4', 'one', 'x', null)).toEqual(ok('done'))
  })

  test('a vault without keys was thrown away by the browser: said so, and no engine is made for it', async () => {
    const { host, storage, asked } = await hostOf(['one'])
    const vault = await openVault('one', storage)
    await vault.keys.clear()
    vault.close()
    expect(await host.run('c1', 'one', 'x', null)).toMatchObject(failed('vaultLost'))
    expect(asked.calls).toEqual([])
  })

  test('what a draft left behind is swept before its engine is made', async () => {
    const { host, storage } = await hostOf(['one'])
    const vault = await openVault('one', storage)
    await vault.drafts.put({
      id: 'old',
      mode: 'upload',
      state: 'cancelled',
      startedAt: 1,
      updatedAt: -1e12,
      step: 1,
      steps: 1,
      facts: {},
      links: {},
    } as never)
    await host.run('c1', 'one', 'x', null)
    expect(await vault.drafts.count()).toBe(0)
    vault.close()
  })

  test('what goes wrong without a name is told with its own words, and the next command tries again', async () => {
    let broken: unknown = new TypeError('no such thing')
    const { host } = await hostOf(['one'], { engineOf: () => Promise.reject(broken as Error) })
    expect(await host.run('c1', 'one', 'x', null)).toMatchObject({
      ok: false,
      error: { type: 'unexpected', detail: { error: 'TypeError: no such thing' } },
    })
    broken = 'just words'
    expect(await host.run('c2', 'one', 'x', null)).toMatchObject({
      ok: false,
      error: { type: 'unexpected', detail: { error: 'just words' } },
    })
    broken = Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    expect(await host.run('c3', 'one', 'x', null)).toMatchObject({
      ok: false,
      error: { type: 'diskFull', detail: { error: 'QuotaExceededError: full' } },
    })
  })

  test('a database that could not be opened once is opened by a later command', async () => {
    const { host, storage } = await hostOf(['one'])
    const { indexedDB } = storage
    const open = indexedDB.open.bind(indexedDB)
    indexedDB.open = (name: string, version?: number) => {
      if (name.startsWith(vaultName('one'))) throw new Error('busy')
      return open(name, version)
    }
    expect(await host.run('c1', 'one', 'x', null)).toMatchObject({ ok: false, error: { type: 'unexpected' } })
    indexedDB.open = open
    expect(await host.run('c2', 'one', 'x', null)).toEqual(ok('done'))
  })

  test('a database that fails once is said to be broken, never to be of another version', async () => {
    const { host, storage } = await hostOf(['one'])
    const { indexedDB } = storage
    const open = indexedDB.open.bind(indexedDB)
    let fails = 1
    indexedDB.open = (name: string, version?: number) => {
      if (name.startsWith(vaultName('one')) && fails-- > 0) throw new Error('busy')
      return open(name, version)
    }
    expect(await host.run('c1', 'one', 'x', null)).toMatchObject({
      ok: false,
      error: { type: 'unexpected', detail: { error: expect.stringContaining('busy') as string } },
    })
    expect(await host.run('c2', 'one', 'x', null)).toEqual(ok('done'))
  })

  test('the list of workspaces, too, is opened by a later command', async () => {
    const { host, storage, deviceDb } = await hostOf(['one'])
    deviceDb.close({ disableAutoOpen: false })
    const open = storage.indexedDB.open.bind(storage.indexedDB)
    storage.indexedDB.open = () => {
      throw new Error('busy')
    }
    expect((await host.run('c1', 'one', 'x', null)).ok).toBe(false)
    storage.indexedDB.open = open
    expect(await host.run('c2', 'one', 'x', null)).toEqual(ok('done'))
  })

  test('while a command runs the worker is kept awake, and not longer', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    ends.push(() => vi.useRealTimers())
    let kept = 0
    const { host, asked } = await hostOf(['one'], { keepAwake: () => kept++ })
    let finish: () => void = () => undefined
    let running: Promise<unknown> | undefined
    await new Promise<void>((began) => {
      asked.run = () =>
        new Promise((resolve) => {
          finish = () => resolve(ok('done'))
          began()
        })
      running = host.run('c1', 'one', 'x', null)
    })
    vi.advanceTimersByTime(60_000)
    expect(kept).toBe(3)
    finish()
    await running
    vi.advanceTimersByTime(60_000)
    expect(kept).toBe(3)
  })
})

describe('a vault that closes', () => {
  test('under a command: the engine is dropped and stopped, and the next command starts another', async () => {
    const { host, asked } = await hostOf(['one'])
    asked.run = () => Promise.resolve(fail('vaultClosed', 'x'))
    expect(await host.run('c1', 'one', 'x', null)).toMatchObject(failed('vaultClosed'))
    asked.run = () => Promise.resolve(fail('other', 'x'))
    expect(await host.run('c2', 'one', 'x', null)).toMatchObject(failed('other'))
    expect(await host.run('c3', 'one', 'x', null)).toMatchObject(failed('other'))
    await settled()
    expect(asked.calls.filter((call) => !call.includes('sees')).sort()).toEqual([
      'one made',
      'one made',
      'one started',
      'one started',
      'one stopped',
    ])
  })

  test('by the browser: who waits is answered, the vault stays closed, and the next command opens it anew', async () => {
    const { host, asked, parts } = await hostOf(['one'])
    await host.run('c0', 'one', 'x', null)
    const vault: Vault = await parts.openVault('one')
    asked.run = () => new Promise(() => undefined)
    const waits = host.run('c1', 'one', 'x', null)
    await settled()
    vault.backendDB().onclose!(new Event('close'))
    expect(await waits).toMatchObject(failed('vaultClosed'))
    expect(vault.isOpen()).toBe(false)
    await settled()
    expect(asked.calls).toContain('one stopped')
    asked.run = () => Promise.resolve(ok('again'))
    expect(await host.run('c2', 'one', 'x', null)).toEqual(ok('again'))
    expect(await parts.openVault('one')).not.toBe(vault)
  })
})

describe('lines of pages', () => {
  test('are counted, and every engine that runs hears how many there are', async () => {
    const { host, asked, add } = await hostOf(['one'])
    await host.run('c1', 'one', 'x', null)
    const pages = [portPair(), portPair()]
    for (const [, end] of pages) {
      host.accept(end)
      await settled()
    }
    expect(host.lines).toBe(2)
    await settled()
    pages[0]![0].close()
    await settled()
    expect(host.lines).toBe(1)
    expect(asked.calls.filter((call) => call.includes('sees'))).toEqual([
      'one sees 0',
      'one sees 1',
      'one sees 2',
      'one sees 1',
    ])
    // One that starts later hears it at once.
    await add('two')
    await host.run('c2', 'two', 'x', null)
    expect(asked.calls.at(-1)).toBe('two sees 1')
  })

  test('a line for commands gets its answers; one that opens nothing of ours is closed', async () => {
    const { host } = await hostOf(['one'])
    const client = createEngineClient({
      connect: () => {
        const [page, end] = portPair()
        host.accept(end)
        return page
      },
      newCommandId: () => 'c1',
    })
    client.workspaceId = 'one'
    expect(await client.run('relay.syncNow', null)).toEqual(ok('done'))
    expect(await client.run('relay.syncNow', null, { workspaceId: 'nowhere' })).toMatchObject(
      failed('unknownWorkspace'),
    )
    client.close()
    const [page, end] = portPair()
    host.accept(end)
    let closed = 0
    page.onClose(() => closed++)
    page.post({ something: 'else' })
    await settled()
    expect(closed).toBe(1)
  })

  test('an editor’s first frames wait until the engine is there, and come in their order; later ones go straight on', async () => {
    const { host, asked } = await hostOf(['one'])
    const [page, end] = portPair()
    host.accept(end)
    openChannel(page, { channel: 'editor', workspaceId: 'one', kind: 'risk', recordId: 'r_1', field: 'event' })
    page.post('first')
    page.post('second')
    await vi.waitFor(() => expect(asked.calls).toContain('one hears "second"'))
    page.post('third')
    await settled()
    expect(asked.calls.filter((call) => !call.includes('sees'))).toEqual([
      'one made',
      'one started',
      'one edits event',
      'one hears "first"',
      'one hears "second"',
      'one hears "third"',
    ])
  })

  test('an editor of a workspace that is not here, or whose engine does not start, is closed', async () => {
    for (const [id, over] of [
      ['nowhere', {}],
      ['one', { engineOf: () => Promise.reject(new Error('broken')) }],
    ] as const) {
      const { host } = await hostOf(['one'], over)
      const [page, end] = portPair()
      host.accept(end)
      let closed = 0
      page.onClose(() => closed++)
      openChannel(page, { channel: 'editor', workspaceId: id, kind: 'risk', recordId: 'r_1', field: 'event' })
      await vi.waitFor(() => expect(closed).toBe(1))
    }
  })
})

describe('all workspaces', () => {
  test('those with a relay or waiting to be let in are synced, the others left alone', async () => {
    const { host, asked, add } = await hostOf(['alone'])
    await add('related', { relayUrl: 'https://relay.example' })
    await add('waiting', { state: 'joining' })
    const vault = await openVault('lost', { indexedDB: new IDBFactory(), IDBKeyRange })
    vault.close()
    await host.syncAll()
    expect(asked.calls.filter((call) => call.includes('synced'))).toEqual(['related synced', 'waiting synced'])
    expect(asked.calls).not.toContain('alone made')
  })

  test('one that cannot be opened keeps no other from being synced', async () => {
    const { host, asked, add, storage } = await hostOf([])
    await add('a', { relayUrl: 'https://relay.example' })
    await add('b', { relayUrl: 'https://relay.example' })
    const vault = await openVault('a', storage)
    await vault.keys.clear()
    vault.close()
    await host.syncAll()
    expect(asked.calls.filter((call) => call.includes('synced'))).toEqual(['b synced'])
  })

  test('at the end every engine is stopped and every vault closed', async () => {
    const { host, asked, parts } = await hostOf(['one', 'two'])
    await host.run('c1', 'one', 'x', null)
    await host.run('c2', 'two', 'x', null)
    const vaults = [await parts.openVault('one'), await parts.openVault('two')]
    await host.stop()
    expect(asked.calls.filter((call) => call.includes('stopped'))).toEqual(['one stopped', 'two stopped'])
    expect(vaults.map((vault) => vault.isOpen())).toEqual([false, false])
  })

  test('erasing leaves nothing of one workspace and all of the others: databases, sites, the row', async () => {
    const { host, deviceDb, storage, asked, parts } = await hostOf(['one', 'two'])
    await host.run('c1', 'one', 'x', null)
    await deviceDb.sites.bulkPut([
      { origin: 'https://a', workspaceId: 'one', at: 1 },
      { origin: 'https://b', workspaceId: 'two', at: 1 },
    ])
    const search = new Dexie(searchDbName('one'), storage)
    search.version(1).stores({ terms: 'id' })
    await search.open()
    search.close()
    await parts.erase('one')
    expect(asked.calls).toContain('one stopped')
    expect(
      (await storage.indexedDB.databases())
        .map(({ name }) => name)
        .filter((name) => name!.startsWith(vaultName('one'))),
    ).toEqual([])
    expect((await storage.indexedDB.databases()).map(({ name }) => name)).toContain(vaultName('two'))
    expect((await deviceDb.workspaces.toArray()).map(({ id }) => id)).toEqual(['two'])
    expect((await deviceDb.sites.toArray()).map(({ workspaceId }) => workspaceId)).toEqual(['two'])
    expect(await host.run('c2', 'one', 'x', null)).toMatchObject(failed('unknownWorkspace'))
  })

  test('a row is no longer kept up by an engine that was let go', async () => {
    const { host, deviceDb, storage, parts, asked } = await hostOf(['one'])
    await host.run('c1', 'one', 'x', null)
    const vault = await parts.openVault('one')
    await vault.meta.put({ key: 'relay', value: { url: 'https://relay.example', shared: true } })
    await vi.waitFor(async () => expect((await deviceDb.workspaces.get('one'))!.relayUrl).toBe('https://relay.example'))
    await parts.release('one')
    expect(vault.isOpen()).toBe(false)
    const again = await openVault('one', storage)
    await again.meta.put({ key: 'relay', value: { url: 'https://other.example', shared: true } })
    await settled()
    again.close()
    expect((await deviceDb.workspaces.get('one'))!.relayUrl).toBe('https://relay.example')
    // Whoever asks next gets an engine and a vault of its own.
    expect(await host.run('c2', 'one', 'x', null)).toEqual(ok('done'))
    expect(asked.calls.filter((call) => call === 'one made')).toHaveLength(2)
    expect((await parts.openVault('one')).isOpen()).toBe(true)
    expect(await parts.openVault('one')).toBe(await parts.openVault('one'))
  })

  test('the engine runs on the clock of its workspace', async () => {
    const times: number[] = []
    const { host, deviceDb } = await hostOf(['one'], {
      engineOf: ({ clock }) => {
        times.push(clock.now())
        return Promise.reject(new Error('enough'))
      },
    })
    await deviceDb.workspaces.update('one', { clockOffset: 500 })
    await host.run('c1', 'one', 'x', null)
    expect(times).toEqual([1_500])
  })
})
