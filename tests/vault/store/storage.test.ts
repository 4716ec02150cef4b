/** The databases under a vault: what ends a write, who else opens them, and what of them is told elsewhere. */

import Dexie, { type DBCore, type DBCoreTable, type Transaction } from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, expect, describe, test, vi } from 'vitest'
import { generateDeviceKeys, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { epochCommit, newEpochSecret, sealPrevious } from '~/lib/crypto/epoch'
import { wrapForAll } from '~/lib/crypto/hpke'
import type { SealedEpoch } from '~/lib/crypto/openEpochs'
import { createVerifier } from '~/lib/crypto/verifier'
import type { AccessState } from '~/lib/protocol/access/accessState'
import { toBase64Url, toBytes, type Bytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { abortCause } from '~/lib/vault/store/abortCause'
import { areTheFile } from '~/lib/vault/store/fileBytes'
import { openDeviceDb, type WorkspaceRow } from '~/lib/vault/store/deviceDb'
import {
  dropAccessAhead,
  dropRecoveryKeys,
  readAccessAhead,
  readDeviceKeys,
  readRecoveryKeys,
  replicaKeysOf,
  writeAccessAhead,
  writeDeviceKeys,
  writeRecoveryKeys,
} from '~/lib/vault/store/deviceKeyStore'
import { keepWorkspaceRow } from '~/lib/vault/store/keepWorkspaceRow'
import { otherVersionFailure } from '~/lib/vault/store/otherVersion'
import { openSearchDb, searchDbName } from '~/lib/vault/store/searchDb'
import { readSeenTimes } from '~/lib/vault/log/seenTimes'
import { openScratchVault, openVault, vaultName, type Vault } from '~/lib/vault/store/tables'
import { createWorld, foundBy, random } from '../support/person'

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
  const ask = (table: DBCoreTable, name: (typeof asking)[number], trans: object): Promise<unknown> =>
    (table as unknown as Record<string, (request: object) => Promise<unknown>>)[name]!({ trans })

  test('each request of it fails with the reason, and with its own where nobody knows another', async () => {
    for (const name of asking) {
      const table = tableThat(() => Promise.reject(abort))
      await expect(ask(table, name, { error: quota })).rejects.toBe(quota)
      await expect(ask(table, name, { error: null })).rejects.toBe(abort)
      await expect(ask(table, name, {})).rejects.toBe(abort)
    }
  })

  test('a bulk write that answers with failures fails with it, too; one that went through does not', async () => {
    expect(
      await ask(
        tableThat(() => Promise.resolve({ numFailures: 0 })),
        'mutate',
        { error: quota },
      ),
    ).toEqual({ numFailures: 0 })
    expect(
      await ask(
        tableThat(() => Promise.resolve({ numFailures: 1 })),
        'mutate',
        {},
      ),
    ).toEqual({ numFailures: 1 })
    await expect(
      ask(
        tableThat(() => Promise.resolve({ numFailures: 1 })),
        'mutate',
        { error: quota },
      ),
    ).rejects.toBe(quota)
    expect(
      await ask(
        tableThat(() => Promise.resolve('row')),
        'get',
        { error: quota },
      ),
    ).toBe('row')
  })
})

test('a transaction of a vault that ends on a full disk says so to whoever waits for a part of it', async () => {
  const vault = await vaultOf()
  let told: unknown
  await vault
    .transaction('rw', vault.meta, async (transaction: Transaction & { readonly idbtrans: IDBTransaction }) => {
      Object.defineProperty(transaction.idbtrans, 'error', { value: new DOMException('full', 'QuotaExceededError') })
      const asked = vault.meta.put({ key: 'a', value: 1 })
      transaction.idbtrans.abort()
      await asked.catch((error: unknown) => void (told = error))
    })
    .catch(() => undefined)
  expect(told).toMatchObject({ name: 'QuotaExceededError' })
})

describe('where a database is, and how sure its writes are', () => {
  const storage = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })
  const namesIn = async (factory: IDBFactory) => (await factory.databases()).map(({ name }) => name).sort()

  test('a vault, its scratch vault and the index of its search lie in the storage that was handed in, open at once', async () => {
    const [name, at] = [id(), storage()]
    const vault = await openVault(name, at)
    const scratch = await openScratchVault(vault, 'check')
    const search = await openSearchDb<{ key: string }>(name, at)
    open.push(vault, scratch, search)
    expect([vault, scratch, search].map((one) => one.isOpen())).toEqual([true, true, true])
    expect(await namesIn(at.indexedDB)).toEqual(
      [vaultName(name), `${vaultName(name)}_check`, searchDbName(name)].sort(),
    )
    expect((await namesIn(indexedDB)).filter((one) => one?.startsWith(vaultName(name)))).toEqual([])
  })

  test('what a person writes is on the disk before it is said to be; what can be made again need not be', async () => {
    const asked = vi.spyOn(IDBDatabase.prototype, 'transaction')
    const durabilityOf = async (vault: Vault) => {
      asked.mockClear()
      await vault.meta.put({ key: 'a', value: 1 })
      return asked.mock.calls.filter(([, mode]) => mode === 'readwrite').map(([, , options]) => options?.durability)
    }
    const vault = await vaultOf()
    const scratch = await openScratchVault(vault, 'check')
    const rebuilt = await openVault(id(), { durability: 'default' })
    open.push(scratch, rebuilt)
    expect([await durabilityOf(vault), await durabilityOf(scratch), await durabilityOf(rebuilt)]).toEqual([
      ['strict'],
      ['default'],
      ['default'],
    ])
    asked.mockRestore()
  })
})

test('the bytes of a file are those that its hash names; none, others and such as can’t be read are not', async () => {
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  const unreadable = Object.assign(new Blob(['abc']), {
    arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
    stream: () => {
      throw new DOMException('gone', 'NotReadableError')
    },
  })
  expect(await areTheFile({ bytes: new Blob(['abc']), sha256 })).toBe(true)
  expect(await areTheFile({ bytes: new Blob(['abd']), sha256 })).toBe(false)
  expect(await areTheFile({ sha256 })).toBe(false)
  expect(await areTheFile({ bytes: unreadable, sha256 })).toBe(false)
})

describe('a vault of another version', () => {
  const failureOf = async (first?: unknown) => {
    const [name, at] = [id(), { indexedDB: new IDBFactory(), IDBKeyRange }]
    const other = new Dexie(vaultName(name), at)
    other.version(5).stores({ log: 'seq' })
    await other.open()
    if (first !== undefined) await other.table('log').put({ seq: 1, bytes: first })
    other.close()
    const { error } = await otherVersionFailure(name, at)
    return error.type
  }

  test('is an early one where its log begins in an earlier protocol; anything else is a newer one', async () => {
    expect(await failureOf(Uint8Array.of(2, 1, 0))).toBe('oldWorkspace')
    expect(await failureOf(Uint8Array.of(2, 2, 0))).toBe('newerVersion')
    expect(await failureOf(Uint8Array.of(2, 3, 0))).toBe('newerVersion')
    expect([await failureOf(), await failureOf('bytes'), await failureOf(new Uint8Array())]).toEqual([
      'newerVersion',
      'newerVersion',
      'newerVersion',
    ])
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
    for (const [version, refused] of [
      [20, true],
      [11, false],
      [10, false],
    ] as const) {
      const native = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(vaultName(`${name}${version}`), version)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error!)
      })
      native.close()
      const opened = await openVault(`${name}${version}`).then(
        (vault) => (vault.close(), 'opened'),
        (error: Error) => error.name,
      )
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

  const workspaceId = 'a'.repeat(64)
  const secrets = [1, 2, 3].map(() => newEpochSecret(random))
  /** An epoch as its maker writes it for these devices; from the second on, the key before can be read out of it. */
  async function epochFor(
    to: readonly DeviceKeys[],
    epoch: number,
    more: Readonly<Record<string, string>> = {},
  ): Promise<SealedEpoch> {
    const secret = secrets[epoch - 1]!
    const link = { workspaceId, epoch, prevEpoch: epoch - 1 }
    const wraps = unwrap(
      await wrapForAll(
        secret,
        to.map(({ deviceId, dhKey }) => ({ deviceId, dhKey })),
        link,
      ),
    )
    const previous =
      epoch === 1
        ? {}
        : { prevEpoch: epoch - 1, prevSealed: toBase64Url(await sealPrevious(secret, secrets[epoch - 2]!, link)) }
    return { epoch, commit: epochCommit(workspaceId, epoch, secret), wraps: { ...wraps, ...more }, ...previous }
  }
  const accessOf = (epochs: readonly SealedEpoch[], more: object = {}): AccessState =>
    ({ workspaceId, epochs, head: { seq: 5 }, devices: {}, ...more }) as never

  test('open what was wrapped for it and is not open yet, also by the state further on that it knows of the same log', async () => {
    const vault = await vaultOf()
    const [own, other] = [await generateDeviceKeys(), await generateDeviceKeys()]
    const keys = replicaKeysOf(own, vault)
    const opened = async (access: AccessState, ...have: readonly number[]) =>
      [...(await keys.openEpochs(access, new Set(have))).keys()].sort()
    const [one, two] = [await epochFor([own, other], 1), await epochFor([own, other], 2)]
    expect(await opened(accessOf([one, two]))).toEqual([1, 2])
    expect(await opened(accessOf([one, two]), 1)).toEqual([2])
    expect(await opened(accessOf([one, two]), 1, 2)).toEqual([])
    expect((await keys.openEpochs(accessOf([one]), new Set())).get(1)).toMatchObject({
      type: 'secret',
      extractable: false,
    })
    // Let in at the second epoch, it reads the first one out of it.
    expect(await opened(accessOf([await epochFor([other], 1), two]))).toEqual([1, 2])
    expect(await opened(accessOf([await epochFor([other], 1)]))).toEqual([])
    const before = accessOf([await epochFor([other], 1)])
    for (const [ahead, found] of [
      [{ head: { seq: 6 } }, [1, 2]],
      [{ head: { seq: 5 } }, []],
      [{ head: { seq: 6 }, workspaceId: 'b'.repeat(64) }, []],
    ] as const) {
      await writeAccessAhead(vault, accessOf([one, two], ahead))
      expect(await opened(before)).toEqual(found)
    }
  })

  test('open with the recovery keys, too, for as long as they are here', async () => {
    const vault = await vaultOf()
    const [own, kit] = [await generateDeviceKeys(), await generateDeviceKeys()]
    const access = accessOf([await epochFor([kit], 1)])
    const opened = async () => [...(await replicaKeysOf(own, vault).openEpochs(access, new Set())).keys()]
    expect(await opened()).toEqual([])
    await writeRecoveryKeys(vault, kit)
    expect(await opened()).toEqual([1])
  })

  test('sign as this device', async () => {
    const own = await generateDeviceKeys()
    const keys = replicaKeysOf(own, await vaultOf())
    const message = Uint8Array.of(1, 2, 3) as Bytes
    expect(keys.deviceId).toBe(own.deviceId)
    expect(
      await createVerifier().verifyAll([
        { publicKey: own.signKey, message, signature: toBytes(await keys.sign(message)) },
      ]),
    ).toBe(true)
  })

  test('find who was not given what they were promised: of the epochs that are asked, made for this device, and of recipients that are known', async () => {
    const vault = await vaultOf()
    const [own, bob, kit, maker] = [
      await generateDeviceKeys(),
      await generateDeviceKeys(),
      await generateDeviceKeys(),
      await generateDeviceKeys(),
    ]
    const devices = Object.fromEntries(
      [own, bob].map(({ deviceId, dhKey }) => [deviceId, { deviceId, dhKey: toBase64Url(dhKey) }]),
    )
    const recovery = { deviceId: kit.deviceId, dhKey: toBase64Url(kit.dhKey) }
    const bad = toBase64Url(random(113))
    const faults = async (epochs: readonly SealedEpoch[], asked: readonly number[], more: object = { recovery }) =>
      (await replicaKeysOf(own, vault).findFaults(accessOf(epochs, { devices, ...more }), new Set(asked))).map(
        ({ epoch, recipients }) => [epoch, [...recipients].sort()],
      )
    const [one, two] = [
      await epochFor([own, bob, kit], 1, { [bob.deviceId]: bad, [kit.deviceId]: bad, [maker.deviceId]: bad }),
      await epochFor([own, bob], 2),
    ]
    expect(await faults([one, two], [1, 2])).toEqual([[1, [bob.deviceId, kit.deviceId].sort()]])
    expect(await faults([one, two], [2])).toEqual([])
    expect(await faults([one, two], [1, 2], {})).toEqual([[1, [bob.deviceId]]])
    // Who reads the first one only out of the second is not one it was made for.
    expect(await faults([await epochFor([bob, kit], 1, { [bob.deviceId]: bad }), two], [1, 2])).toEqual([])
    expect(
      await faults([await epochFor([bob, kit], 1), await epochFor([own, bob], 2, { [own.deviceId]: bad })], [2]),
    ).toEqual([[2, [own.deviceId]]])
  })
})

describe('the list of workspaces', () => {
  test('follows what the vault says: joined, called by its name once, left, its relay, its kit', async () => {
    const db = openDeviceDb()
    open.push(db)
    const [vault, workspace] = [await vaultOf(), id()]
    const row = (): Promise<WorkspaceRow | undefined> => db.workspaces.get(workspace)
    const first: WorkspaceRow = {
      id: workspace,
      name: 'relay.example',
      hue: 1,
      demo: false,
      clockOffset: 0,
      createdAt: 1,
      openedAt: 1,
      state: 'joining',
      relayUrl: 'https://relay.example',
      kitConfirmed: false,
    }
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

  const listed = async (
    first: Partial<WorkspaceRow>,
    fill: (vault: Vault) => Promise<unknown>,
    wanted: Partial<WorkspaceRow> = {},
  ) => {
    const db = openDeviceDb()
    open.push(db)
    const [vault, workspace] = [await vaultOf(), id()]
    await db.workspaces.put({
      id: workspace,
      name: 'Ours',
      hue: 1,
      demo: false,
      clockOffset: 0,
      createdAt: 1,
      openedAt: 1,
      state: 'open',
      kitConfirmed: false,
      ...first,
    })
    const end = keepWorkspaceRow(db, vault, workspace)
    await fill(vault)
    const row = () => db.workspaces.get(workspace)
    // Time for what should not change; as long as it takes for what should.
    await new Promise((resolve) => setTimeout(resolve, 20))
    await vi.waitFor(async () => expect(await row()).toMatchObject(wanted))
    end()
    return row()
  }

  test('a kit is safe while it is the one that the log names', async () => {
    const kit =
      (named: string | undefined, confirmed: unknown = 7) =>
      (vault: Vault) =>
        vault.meta.bulkPut([
          { key: 'kitConfirmedId', value: 'kit' },
          { key: 'kitConfirmedAt', value: confirmed },
          ...(named === undefined
            ? []
            : [{ key: 'logState', value: { access: named === '' ? {} : { recovery: { deviceId: named } } } }]),
        ])
    await listed({}, kit('kit'), { kitConfirmed: true })
    for (const named of ['other', '', undefined])
      await listed({ kitConfirmed: true }, kit(named), { kitConfirmed: false })
    await listed({ kitConfirmed: true }, kit('kit', 0), { kitConfirmed: false })
  })

  test('one that is open stays so without records, and keeps its name; one that joined a workspace without a name keeps what it is called by', async () => {
    const changed = (vault: Vault) => vault.meta.put({ key: 'kitConfirmedAt', value: 7 })
    await listed({}, changed, { state: 'open', kitConfirmed: true })
    await listed({}, async (vault) => (await vault.meta.put({ key: 'joining', value: true }), changed(vault)), {
      state: 'open',
      kitConfirmed: true,
    })
    await listed(
      { state: 'joining', name: 'relay.example' },
      (vault) => vault.table('scope').put({ id: 'sc_main', kind: 'scope' }),
      { state: 'open', name: 'relay.example' },
    )
    expect(await listed({}, (vault) => vault.meta.put({ key: 'relay', value: {} }))).not.toHaveProperty('relayUrl')
  })

  test('a workspace that is not in it does not come into it; one that joins and has no records yet is still joining', async () => {
    const db = openDeviceDb()
    open.push(db)
    const [vault, workspace] = [await vaultOf(), id()]
    const end = keepWorkspaceRow(db, vault, workspace)
    await vault.meta.put({ key: 'kitConfirmedAt', value: 7 })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await db.workspaces.get(workspace)).toBeUndefined()
    await db.workspaces.put({
      id: workspace,
      name: 'n',
      hue: 1,
      demo: false,
      clockOffset: 0,
      createdAt: 1,
      openedAt: 1,
      state: 'joining',
      kitConfirmed: false,
    })
    await vault.meta.put({ key: 'relay', value: { url: 'https://r.example' } })
    await vi.waitFor(async () =>
      expect(await db.workspaces.get(workspace)).toMatchObject({
        state: 'joining',
        relayUrl: 'https://r.example',
        kitConfirmed: true,
      }),
    )
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
    await alice.vault.log.put({
      ...(await alice.vault.log.get(seq))!,
      seq: seq + 1,
      uuid: 'u',
      bytes: Uint8Array.of(1),
    })
    expect(await readSeenTimes(alice.vault, [seq, seq, seq + 1, seq + 9, 1])).toEqual(new Map([[seq, before]]))
  })
})
