import { ClassicLevel } from 'classic-level'
import { mkdir, open, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { blobStoreContract, encrypted } from '../contract/blobStore'
import { fanoutContract } from '../contract/fanout'
import { headOf, logStoreContract, makeRecords } from '../contract/logStore'
import { emptyHead } from '~/lib/protocol/log/entry'
import { fromHex, toHex } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { createLocalFanout } from '~/server/fanout'
import { createClassicLevelLog } from '~/server/store/classicLevelLog'
import { createFolderBlobs } from '~/server/store/folderBlobs'
import { createGroupCommit } from '~/server/store/groupCommit'
import { createMemoryLog } from '~/server/store/memoryLog'
import { testFolder } from './support/relay'

logStoreContract('memoryLog', async () => ({ store: createMemoryLog() }))

logStoreContract('classicLevelLog', async () => {
  const folder = await testFolder()
  const make = async () => {
    const store = createClassicLevelLog({ folder })
    await store.open()
    return store
  }
  const first = await make()
  return {
    store: first,
    reopen: async () => {
      await first.close()
      return make()
    },
  }
})

/**
 * What a relay keeps, key by key: other keys or numbers would still agree with themselves, and find nothing in the
 * folder of a relay that was updated. What is pinned changes with a migration only.
 */
describe('the folder of a log', () => {
  const workspaceId = 'ab'.repeat(32)
  const record = {
    seq: 1,
    relayTime: 1_780_000_000_123,
    chain: 'cd'.repeat(32),
    bytes: Uint8Array.of(1, 2, 3),
    deviceId: 'ef'.repeat(16),
    deviceSeq: 300,
    class: 'access',
    hash: '12'.repeat(32),
  } as const
  const ws = workspaceId
  /** Key → value, in hexadecimal. */
  const kept: Readonly<Record<string, string>> = {
    [`64${ws}${'ef'.repeat(16)}000000000000012c`]: `0000000000000001${'12'.repeat(32)}`,
    [`65${ws}0000000000000001`]: `0000019e7044887b${'cd'.repeat(32)}010203`,
    [`68${ws}`]: `00000000000000010000019e7044887b0000000000000003${'cd'.repeat(32)}`,
    [`70${ws}0000000000000001`]: '',
  }
  const raw = async (folder: string): Promise<ClassicLevel<Uint8Array, Uint8Array>> => {
    const level = new ClassicLevel<Uint8Array, Uint8Array>(folder, { keyEncoding: 'view', valueEncoding: 'view' })
    await level.open()
    return level
  }

  it('is written as pinned', async () => {
    const folder = await testFolder()
    const store = createClassicLevelLog({ folder })
    await store.open()
    expect(await store.append(workspaceId, emptyHead, [record])).toBe('stored')
    await store.close()
    const level = await raw(folder)
    expect(
      Object.fromEntries((await level.iterator().all()).map(([key, value]) => [toHex(key), toHex(value)])),
    ).toEqual(kept)
    await level.close()
  })

  it('is read as it was pinned', async () => {
    const folder = await testFolder()
    const level = await raw(folder)
    for (const [key, value] of Object.entries(kept)) await level.put(fromHex(key), fromHex(value))
    await level.close()
    const store = createClassicLevelLog({ folder })
    await store.open()
    const { seq, relayTime, chain, bytes } = record
    expect(await store.head(workspaceId)).toEqual({ seq, relayTime, chain, bytes: 3 })
    for (const plainOnly of [false, true])
      expect(await store.read(workspaceId, { after: 0, maxBytes: 1000, plainOnly })).toEqual([
        { seq, relayTime, chain, bytes },
      ])
    expect(await store.chainAt(workspaceId, 1)).toBe(chain)
    expect(await store.lastOfDevice(workspaceId, record.deviceId)).toEqual({ deviceSeq: 300, seq, hash: record.hash })
    expect(await store.findOfDevice(workspaceId, record.deviceId, 300)).toEqual({
      deviceSeq: 300,
      seq,
      hash: record.hash,
    })
    await store.close()
  })
})

fanoutContract('localFanout', async () => ({ fanout: createLocalFanout(), settle: () => Promise.resolve() }))

blobStoreContract('folderBlobs', async () => {
  const folder = await testFolder()
  const make = async () => {
    const store = createFolderBlobs({ folder })
    await store.open()
    return store
  }
  return { store: await make(), reopen: make }
})

describe('folderBlobs', () => {
  const workspaceId = sha256Hex('workspace')
  const by = 'a'.repeat(32)
  const body = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes)
  }
  async function folderOf() {
    const folder = await testFolder()
    const store = createFolderBlobs({ folder })
    await store.open()
    const put = (file: { readonly id: string; readonly bytes: Uint8Array }, upTo = file.bytes.length) =>
      store.write(
        { workspaceId, id: file.id },
        {
          offset: 0,
          total: file.bytes.length,
          size: upTo,
          room: 1e7,
          restingBefore: 0,
          by,
          body: body(file.bytes.subarray(0, upTo)),
        },
      )
    const names = async () => (await readdir(join(folder, workspaceId))).sort()
    return { folder, store, put, names, at: (name: string) => join(folder, workspaceId, name) }
  }

  it('sweeps by the time of the erasure and of the last move, to the millisecond, and touches nothing else', async () => {
    const { folder, store, put, names, at } = await folderOf()
    const [erased, begun] = [await encrypted(1_000), await encrypted(1_000, 8)]
    await put(erased)
    await put(begun, 400)
    await store.erase({ workspaceId, id: erased.id })
    // What an earlier version began, and what is not of the relay.
    await writeFile(at(`${'c'.repeat(64)}.part`), 'old')
    await writeFile(at('notes.txt'), 'x')
    await writeFile(at(`${'d'.repeat(64)}.${'e'.repeat(31)}.part`), 'x')
    await mkdir(join(folder, 'lost+found'))
    const then = new Date(1_700_000_000_000)
    for (const name of await names()) await utimes(at(name), then, then)
    // The erased bytes are old; they rest from their erasure on.
    await utimes(at(`${erased.id}.erased`), new Date(0), new Date(0))
    const whole = await names()
    await store.sweep({ erasedBefore: then.getTime(), unfinishedBefore: then.getTime() })
    expect(await names()).toEqual(whole)
    await store.sweep({ erasedBefore: then.getTime() + 1, unfinishedBefore: then.getTime() })
    expect(await names()).toEqual(whole.filter((name) => !name.endsWith('.erased')))
    await store.sweep({ erasedBefore: 0, unfinishedBefore: then.getTime() + 1 })
    expect(await names()).toEqual(['notes.txt', `${erased.id}.gone`, `${'d'.repeat(64)}.${'e'.repeat(31)}.part`].sort())
    expect(await readdir(folder)).toContain('lost+found')
  })

  it('keeps the first erasure with its time, and counts what it swept', async () => {
    const { store, put, at } = await folderOf()
    const file = await encrypted(1_000)
    await put(file)
    await store.erase({ workspaceId, id: file.id })
    const then = new Date(1_700_000_000_000)
    await utimes(at(`${file.id}.gone`), then, then)
    await store.erase({ workspaceId, id: file.id })
    expect((await stat(at(`${file.id}.gone`))).mtimeMs).toBe(then.getTime())
    expect(await store.usage(workspaceId)).toBe(file.bytes.length)
    await store.sweep({ erasedBefore: then.getTime() + 1, unfinishedBefore: 0 })
    expect(await store.usage(workspaceId)).toBe(0)
  })

  it('finishes an erasure that broke off in the middle when it is told again: no bytes stay for good', async () => {
    const { store, put, names, at } = await folderOf()
    const file = await encrypted(1_000)
    await put(file)
    await writeFile(at(`${file.id}.gone`), '')
    const then = new Date(1_700_000_000_000)
    await utimes(at(`${file.id}.gone`), then, then)
    await store.erase({ workspaceId, id: file.id })
    expect(await names()).toEqual([`${file.id}.erased`, `${file.id}.gone`])
    await store.sweep({ erasedBefore: then.getTime() + 1, unfinishedBefore: 0 })
    expect([await names(), await store.usage(workspaceId)]).toEqual([[`${file.id}.gone`], 0])
  })

  it('says what goes wrong on the disk, and counts anew once it is right', async () => {
    const { folder, store, put } = await folderOf()
    const file = await encrypted(1_000)
    await writeFile(join(folder, workspaceId), 'no folder')
    for (const failing of [
      () => store.stat({ workspaceId, id: file.id }),
      () => store.usage(workspaceId),
      () => put(file),
      () => store.erase({ workspaceId, id: file.id }),
      () => store.sweep({ erasedBefore: 0, unfinishedBefore: 0 }),
    ])
      await expect(failing()).rejects.toThrow(/ENOTDIR|EEXIST/)
    await rm(join(folder, workspaceId))
    expect(await store.usage(workspaceId)).toBe(0)
    expect(await put(file)).toMatchObject({ ok: true, value: { state: 'stored' } })
    expect(await store.usage(workspaceId)).toBe(file.bytes.length)
  })
})

describe('classicLevelLog', () => {
  const workspaceId = sha256Hex('torn')

  /** One append after the other, so that each is a record of LevelDB's write-ahead file. */
  async function filled(folder: string, count: number) {
    const store = createClassicLevelLog({ folder })
    await store.open()
    const records = makeRecords({ ...emptyHead, relayTime: 0, bytes: 0 }, count, { size: 300 })
    for (let i = 0; i < count; i++)
      await store.append(workspaceId, i === 0 ? emptyHead : records[i - 1]!, [records[i]!])
    await store.close()
    return records
  }

  it('drops a torn last write whole: what is left is a gap-free prefix that goes on', async () => {
    for (const cut of [1, 40, 200, 433]) {
      const folder = await testFolder()
      const records = await filled(folder, 8)
      const wal = (await readdir(folder))
        .filter((name) => name.endsWith('.log'))
        .sort()
        .at(-1)!
      const path = join(folder, wal)
      await truncate(path, (await stat(path)).size - cut)

      const store = createClassicLevelLog({ folder })
      await store.open()
      const head = (await store.head(workspaceId))!
      const entries = await store.read(workspaceId, { after: 0, maxBytes: 1e6 })
      expect(head.seq, `cut of ${cut}`).toBe(7)
      expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
      expect(head.chain).toBe(records[6]!.chain)
      expect(await store.findOfDevice(workspaceId, records[7]!.deviceId, 8)).toBeUndefined()
      expect(await store.append(workspaceId, head, [records[7]!])).toBe('stored')
      await store.close()
    }
  })

  it('drops garbage behind the last write', async () => {
    const folder = await testFolder()
    const records = await filled(folder, 3)
    const wal = (await readdir(folder))
      .filter((name) => name.endsWith('.log'))
      .sort()
      .at(-1)!
    const file = await open(join(folder, wal), 'a')
    await file.write(Buffer.alloc(777, 0xa5))
    await file.close()
    const store = createClassicLevelLog({ folder })
    await store.open()
    expect((await store.head(workspaceId))?.chain).toBe(records[2]!.chain)
    await store.close()
  })

  it('refuses a second process on the same folder', async () => {
    const folder = await testFolder()
    const first = createClassicLevelLog({ folder })
    await first.open()
    await expect(createClassicLevelLog({ folder }).open()).rejects.toThrow()
    expect(
      await first.append(workspaceId, emptyHead, [...makeRecords({ ...emptyHead, relayTime: 0, bytes: 0 }, 1)]),
    ).toBe('stored')
    expect(headOf(makeRecords({ ...emptyHead, relayTime: 0, bytes: 0 }, 1)).seq).toBe(1)
    await first.close()
  })
})

describe('group commit', () => {
  it('lets those that come during a write gather for so long, from the oldest on, and no longer', async () => {
    let now = 1_000
    const writes: (readonly string[])[] = []
    const gates: (() => void)[] = []
    const commit = createGroupCommit<string>({
      gatherMs: 40,
      now: () => now,
      write: (items) => {
        writes.push(items)
        return new Promise((resolve) => gates.push(resolve))
      },
    })
    const first = commit.add('a')
    const [begin, second] = [performance.now(), commit.add('b')]
    gates[0]!()
    await first
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(writes).toEqual([['a']])
    const third = commit.add('c')
    let idle = false
    const all = commit.idle().then(() => {
      idle = true
    })
    await expect.poll(() => writes.length).toBe(2)
    expect(performance.now() - begin).toBeGreaterThanOrEqual(35)
    expect(writes[1]).toEqual(['b', 'c'])
    const fourth = commit.add('d')
    now += 40
    gates[1]!()
    await Promise.all([second, third])
    // It waited long enough already.
    await new Promise((resolve) => setTimeout(resolve, 1))
    expect([writes[2], idle]).toEqual([['d'], false])
    gates[2]!()
    await Promise.all([fourth, all])
    expect(idle).toBe(true)
    // Idle again, it writes at once.
    void commit.add('e')
    expect(writes[3]).toEqual(['e'])
    gates[3]!()
    await commit.idle()
  })

  it('writes at once when idle, gathers while a write runs, and settles each item with its own write', async () => {
    const writes: (readonly string[])[] = []
    const gates: (() => void)[] = []
    const commit = createGroupCommit<string>({
      gatherMs: 0,
      write: (items) => {
        writes.push(items)
        return new Promise((resolve, reject) =>
          gates.push(() => (items.includes('bad') ? reject(new Error('disk full')) : resolve())),
        )
      },
    })
    const first = commit.add('a')
    expect(writes).toEqual([['a']])
    const rest = [commit.add('b'), commit.add('c'), commit.add('bad')]
    expect(writes).toHaveLength(1)
    gates[0]!()
    await first
    await new Promise((resolve) => setTimeout(resolve, 1))
    expect(writes).toEqual([['a'], ['b', 'c', 'bad']])
    gates[1]!()
    const settled = await Promise.allSettled(rest)
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    const later = commit.add('d')
    gates[2]!()
    await later
    await commit.idle()
  })
})
