/** The databases under a vault: what ends a write, who else opens them, and what of them is told elsewhere. */

import Dexie, { type DBCore, type DBCoreTable } from 'dexie'
import { afterEach, expect, describe, test, vi } from 'vitest'
import { generateDeviceKeys } from '~/lib/crypto/deviceKeys'
import { abortCause } from '~/lib/vault/abortCause'
import { openDeviceDb, type WorkspaceRow } from '~/lib/vault/deviceDb'
import { dropAccessAhead, dropRecoveryKeys, readAccessAhead, readDeviceKeys, readRecoveryKeys, writeAccessAhead, writeDeviceKeys, writeRecoveryKeys } from '~/lib/vault/deviceKeyStore'
import { keepWorkspaceRow } from '~/lib/vault/keepWorkspaceRow'
import { openSearchDb, searchDbName } from '~/lib/vault/searchDb'
import { readSeenTimes } from '~/lib/vault/seenTimes'
import { openScratchVault, openVault, vaultName, type Vault } from '~/lib/vault/tables'
import { createWorld, foundBy } from './support/person'

let names = 0
const id = () => `storage-${names++}`
const open: { close(): void }[] = []
afterEach(() => open.splice(0).forEach((one) => one.close()))
const vaultOf = async (name = id()): Promise<Vault> => {
  const vault = await openVault(name)
  open.push(vault)
  return vault
}

describe('why a transaction was aborted', () => {
  const quota = new DOMException('full', 'QuotaExceededError')
  const abort = new DOMException('aborted', 'AbortError')
  const asking = ['mutate', 'get', 'getMany', 'query', 'count', 'openCursor'] as const
  const tableThat = (answer: () => Promise<unknown>): DBCoreTable => {
    const core = { table: () => Object.fromEntries(asking.map((name) => [name, answer])) } as unknown as DBCore
    return abortCause.create(core).table!('x')
  }
  const ask = (table: DBCoreTable, name: (typeof asking)[number], trans: object): Promise<unknown> => (table as unknown as Record<string, (request: object) => Promise<unknown>>)[name]!({ trans })

  test('each request of it fails with the reason, and with its own where nobody knows another', async () => {
    for (const name of asking) {
      const table = tableThat(() => Promise.reject(abort))
      await expect(ask(table, name, { error: quota })).rejects.toBe(quota)
      await expect(ask(table, name, { error: null })).rejects.toBe(abort)
      await expect(ask(table, name, {})).rejects.toBe(abort)
    }
  })

  test('a bulk write that answers with failures fails with it, too; one that went through does not', async () => {
    expect(await ask(tableThat(() => Promise.resolve({ numFailures: 0 })), 'mutate', { error: quota })).toEqual({ numFailures: 0 })
    expect(await ask(tableThat(() => Promise.resolve({ numFailures: 1 })), 'mutate', {})).toEqual({ numFailures: 1 })
    await expect(ask(tableThat(() => Promise.resolve({ numFailures: 1 })), 'mutate', { error: quota })).rejects.toBe(quota)
    expect(await ask(tableThat(() => Promise.resolve('row')), 'get', { error: quota })).toBe('row')
  })
})

describe('erased elsewhere', () => {
  const exists = async (name: string) => (await indexedDB.databases()).some((database) => database.name === name)

  test('a vault lets go at once, and is not made again by who still holds it', async () => {
    const name = id()
    const vault = await vaultOf(name)
    await vault.meta.put({ key: 'a', value: 1 })
    await Dexie.delete(vaultName(name))
    expect(vault.isOpen()).toBe(false)
    await expect(vault.meta.count()).rejects.toMatchObject({ name: 'DatabaseClosedError' })
    expect(await exists(vaultName(name))).toBe(false)
  })

  test('so does the index of its search, whose name begins with the vault’s', async () => {
    const name = id()
    const search = await openSearchDb<{ key: string }>(name)
    open.push(search)
    await search.stored.put({ key: 'a' })
    expect(searchDbName(name).startsWith(vaultName(name))).toBe(true)
    await Dexie.delete(searchDbName(name))
    await expect(search.stored.count()).rejects.toMatchObject({ name: 'DatabaseClosedError' })
    expect(await exists(searchDbName(name))).toBe(false)
  })

  test('a scratch vault is empty at each opening and is gone without the vault', async () => {
    const vault = await vaultOf()
    await vault.meta.put({ key: 'a', value: 1 })
    const scratch = await openScratchVault(vault, 'check')
    expect(scratch.name).toBe(`${vault.name}_check`)
    await scratch.meta.put({ key: 'b', value: 1 })
    scratch.close()
    const again = await openScratchVault(vault, 'check')
    expect(await again.meta.count()).toBe(0)
    await again.delete()
    expect(await vault.meta.count()).toBe(1)
  })

  test('a vault of a higher version is neither opened nor touched', async () => {
    const name = id()
    for (const [version, refused] of [[20, true], [11, false], [10, false]] as const) {
      const native = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(vaultName(`${name}${version}`), version)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error!)
      })
      native.close()
      const opened = await openVault(`${name}${version}`).then((vault) => (vault.close(), 'opened'), (error: Error) => error.name)
      expect(opened === 'VersionError').toBe(refused)
    }
  })
})

describe('keys of a device', () => {
  test('its own and, for a while, those of the recovery; how far others were read ahead, until the log was', async () => {
    const vault = await vaultOf()
    const [own, recovery] = [await generateDeviceKeys(), await generateDeviceKeys()]
    expect(await readDeviceKeys(vault)).toBeUndefined()
    await writeDeviceKeys(vault, own)
    await writeRecoveryKeys(vault, recovery)
    expect((await readDeviceKeys(vault))!.deviceId).toBe(own.deviceId)
    expect((await readRecoveryKeys(vault))!.deviceId).toBe(recovery.deviceId)
    await dropRecoveryKeys(vault)
    expect(await readRecoveryKeys(vault)).toBeUndefined()
    await dropAccessAhead(vault, 9)
    await writeAccessAhead(vault, { head: { seq: 5 } } as never)
    await dropAccessAhead(vault, 4)
    expect(await readAccessAhead(vault)).toMatchObject({ head: { seq: 5 } })
    await dropAccessAhead(vault, 5)
    expect(await readAccessAhead(vault)).toBeUndefined()
  })
})

describe('the list of workspaces', () => {
  test('follows what the vault says: joined, called by its name once, left, its relay, its kit', async () => {
    const db = openDeviceDb()
    open.push(db)
    const [vault, workspace] = [await vaultOf(), id()]
    const row = (): Promise<WorkspaceRow | undefined> => db.workspaces.get(workspace)
    const first: WorkspaceRow = { id: workspace, name: 'relay.example', hue: 1, demo: false, clockOffset: 0, createdAt: 1, openedAt: 1, state: 'joining', relayUrl: 'https://relay.example', kitConfirmed: false }
    await db.workspaces.put(first)
    const writes = vi.fn()
    db.workspaces.hook('updating', writes)
    const put = (key: string, value: unknown) => vault.meta.put({ key, value })
    await put('joining', true)
    const end = keepWorkspaceRow(db, vault, workspace)
    const becomes = async (more: Partial<WorkspaceRow>) => {
      await vi.waitFor(async () => expect(await row()).toMatchObject(more))
    }
    await put('kitConfirmedAt', 0)
    await put('relay', { url: 'https://other.example' })
    await becomes({ state: 'joining', relayUrl: 'https://other.example', kitConfirmed: false })
    await vault.meta.delete('relay')
    await vault.table('scope').put({ id: 'sc_main', kind: 'scope', orgName: 'Quillmere' })
    await put('kitConfirmedAt', 7)
    await becomes({ state: 'joining', name: 'relay.example', relayUrl: 'https://other.example', kitConfirmed: true })
    await vault.meta.delete('joining')
    await becomes({ state: 'open', name: 'Quillmere' })
    expect((await row())!.relayUrl).toBeUndefined()
    // A person's own name for it stays.
    await db.workspaces.update(workspace, { name: 'Ours' })
    await vault.table('scope').put({ id: 'sc_main', kind: 'scope', orgName: 'Quillmere Ltd' })
    await vault.meta.delete('kitConfirmedAt')
    await put('sync', { state: 'removed', headSeq: 1 })
    await becomes({ state: 'removed', name: 'Ours', kitConfirmed: true })
    const before = writes.mock.calls.length
    await put('sync', { state: 'removed', headSeq: 2 })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(writes.mock.calls.length).toBe(before)
    await put('sync', { state: 'synced', headSeq: 2 })
    await becomes({ state: 'open' })
    end()
    await put('sync', { state: 'removed', headSeq: 2 })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await row()).toMatchObject({ state: 'open' })
    db.workspaces.hook('updating').unsubscribe(writes)
  })

  test('a workspace that is not in it does not come into it; one that joins and has no records yet is still joining', async () => {
    const db = openDeviceDb()
    open.push(db)
    const [vault, workspace] = [await vaultOf(), id()]
    const end = keepWorkspaceRow(db, vault, workspace)
    await vault.meta.put({ key: 'kitConfirmedAt', value: 7 })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await db.workspaces.get(workspace)).toBeUndefined()
    await db.workspaces.put({ id: workspace, name: 'n', hue: 1, demo: false, clockOffset: 0, createdAt: 1, openedAt: 1, state: 'joining', kitConfirmed: false })
    await vault.meta.put({ key: 'relay', value: { url: 'https://r.example' } })
    await vi.waitFor(async () => expect(await db.workspaces.get(workspace)).toMatchObject({ state: 'joining', relayUrl: 'https://r.example', kitConfirmed: true }))
    end()
  })
})

describe('what authors had seen when they sealed', () => {
  test('by position the relay time of the head they name; nothing for what can’t be read or is not here', async () => {
    const world = createWorld()
    const alice = await foundBy(world, 'Alice')
    open.push({ close: () => void alice.close() })
    world.now += 5_000
    await alice.must('record.create', { kind: 'risk', fields: { title: 'R' } })
    await alice.push()
    const { seq } = alice.replica.head()
    const before = (await alice.vault.log.get(seq - 1))!.relayTime
    await alice.vault.log.put({ ...(await alice.vault.log.get(seq))!, seq: seq + 1, uuid: 'u', bytes: Uint8Array.of(1) })
    expect(await readSeenTimes(alice.vault, [seq, seq, seq + 1, seq + 9, 1])).toEqual(new Map([[seq, before]]))
  })
})
