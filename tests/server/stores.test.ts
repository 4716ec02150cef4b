import { open, readdir, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { blobStoreContract } from '../contract/blobStore'
import { fanoutContract } from '../contract/fanout'
import { headOf, logStoreContract, makeRecords } from '../contract/logStore'
import { emptyHead } from '~/lib/protocol/entry'
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

describe('classicLevelLog', () => {
  const workspaceId = sha256Hex('torn')

  /** One append after the other, so that each is a record of LevelDB's write-ahead file. */
  async function filled(folder: string, count: number) {
    const store = createClassicLevelLog({ folder })
    await store.open()
    const records = makeRecords({ ...emptyHead, relayTime: 0, bytes: 0 }, count, { size: 300 })
    for (let i = 0; i < count; i++) await store.append(workspaceId, i === 0 ? emptyHead : records[i - 1]!, [records[i]!])
    await store.close()
    return records
  }

  it('drops a torn last write whole: what is left is a gap-free prefix that goes on', async () => {
    for (const cut of [1, 40, 200, 433]) {
      const folder = await testFolder()
      const records = await filled(folder, 8)
      const wal = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort().at(-1)!
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
    const wal = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort().at(-1)!
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
    expect(await first.append(workspaceId, emptyHead, [...makeRecords({ ...emptyHead, relayTime: 0, bytes: 0 }, 1)])).toBe('stored')
    expect(headOf(makeRecords({ ...emptyHead, relayTime: 0, bytes: 0 }, 1)).seq).toBe(1)
    await first.close()
  })
})

describe('group commit', () => {
  it('writes at once when idle, gathers while a write runs, and settles each item with its own write', async () => {
    const writes: (readonly string[])[] = []
    const gates: (() => void)[] = []
    const commit = createGroupCommit<string>({
      gatherMs: 0,
      write: (items) => {
        writes.push(items)
        return new Promise((resolve, reject) => gates.push(() => (items.includes('bad') ? reject(new Error('disk full')) : resolve())))
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
