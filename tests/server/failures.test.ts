import { describe, expect, it } from 'vitest'
import { createLocalFanout, type Fanout } from '~/server/fanout'
import type { BlobStore } from '~/server/store/blobStore'
import { createFolderBlobs } from '~/server/store/folderBlobs'
import type { LogStore } from '~/server/store/logStore'
import { createMemoryLog } from '~/server/store/memoryLog'
import { encrypted } from '../contract/blobStore'
import { adopt, signIn } from './support/client'
import { found, sealed, type Written } from './support/people'
import { startRelay, testFolder } from './support/relay'

/** A store whose next append fails as a full disk does: before or after the bytes were written. */
function failing(log: LogStore): LogStore & { failNext: 'before' | 'after' | undefined } {
  const store = {
    ...log,
    failNext: undefined as 'before' | 'after' | undefined,
    async append(...args: Parameters<LogStore['append']>) {
      const fail = store.failNext
      store.failNext = undefined
      if (fail === 'before') throw Object.assign(new Error('no space left on /secret/path'), { code: 'ENOSPC' })
      const answer = await log.append(...args)
      if (fail === 'after') throw Object.assign(new Error('sync failed on /secret/path'), { code: 'EIO' })
      return answer
    },
  }
  return store
}

/** Processes behind a balancer close their own relay, not the storage they share. */
const shared = (log: LogStore): LogStore => ({ ...log, open: () => Promise.resolve(), close: () => Promise.resolve() })
const sharedFanout = (fanout: Fanout): Fanout => ({ ...fanout, close: () => Promise.resolve() })

describe('relay: failing storage', () => {
  for (const when of ['before', 'after'] as const) {
    it(`does not acknowledge a write that failed ${when} it reached the disk; the same entry sent again has one place`, async () => {
      const log = failing(createMemoryLog())
      const { origin, logged } = await startRelay({ log })
      const workspace = await found()
      const client = await adopt(origin, workspace)
      log.failNext = when
      const written = await workspace.alice.write('register', sealed(), workspace.head)
      client.send({ kind: 'append', entry: written.bytes })
      // 1011 is not final: the client comes back and asks again.
      expect((await client.closed).code).toBe(1011)
      expect(client.frames.some((frame) => frame.kind === 'stored' || frame.kind === 'refused')).toBe(false)

      const again = await signIn(origin, workspace.alice)
      expect(again.entries).toHaveLength(when === 'after' ? 2 : 1)
      expect(await again.append(written)).toMatchObject({ kind: 'stored', seq: 2 })
      expect(await again.append(await workspace.alice.write('register', sealed(), workspace.head))).toMatchObject({
        kind: 'stored',
        seq: 3,
      })
      expect(logged()).toContain('"what":"append"')
      expect(logged()).not.toContain('/secret/path')
    })
  }

  it('honours an erasure after a restart when it could not at first', async () => {
    const log = shared(createMemoryLog())
    const folder = await testFolder()
    const good = createFolderBlobs({ folder })
    const bad: BlobStore = { ...good, erase: () => Promise.reject(new Error('busy')) }
    const workspace = await found()
    const first = await startRelay({ log, blobs: bad })
    const client = await adopt(first.origin, workspace)
    const { id, bytes } = await encrypted(1_000)
    const path = `/v1/blobs/${workspace.workspaceId}/${id}`
    const put = await fetch(first.origin + path, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${(await client.first('welcome')).token}` },
      body: bytes,
    })
    expect(put.status).toBe(201)
    client.send({ kind: 'append', entry: (await workspace.alice.erase(id, workspace.head)).bytes })
    await client.closed
    expect(await good.stat({ workspaceId: workspace.workspaceId, id })).toMatchObject({ state: 'stored' })

    const second = await startRelay({ log, blobs: good })
    await signIn(second.origin, workspace.alice)
    expect(await good.stat({ workspaceId: workspace.workspaceId, id })).toEqual({ state: 'erased' })
  })
})

describe('relay: several processes on one storage', () => {
  async function two(fanout: Fanout) {
    const log = shared(createMemoryLog())
    const a = await startRelay({ log, fanout: sharedFanout(fanout) })
    const b = await startRelay({ log, fanout: sharedFanout(fanout) })
    const workspace = await found()
    const alice = await adopt(a.origin, workspace)
    const reader = await signIn(b.origin, workspace.alice)
    return { a, b, workspace, alice, reader }
  }

  it('tells readers of one process what the other stored, and keeps one gap-free order', async () => {
    const { b, workspace, alice, reader } = await two(createLocalFanout())
    let head = workspace.head
    for (let i = 0; i < 20; i++) {
      const client = i % 2 === 0 ? alice : reader
      head = await client.store(await workspace.alice.write('register', sealed(), head))
    }
    await alice.entryAt(21)
    await reader.entryAt(21)
    expect(alice.entries).toEqual(reader.entries)
    expect(alice.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
    expect((await signIn(b.origin, workspace.alice)).entries).toEqual(reader.entries)
  })

  it('judges again what another process overtook, and repairs a lost message by itself', async () => {
    // Messages between the processes are lost.
    const deaf: Fanout = { publish: () => undefined, subscribe: () => () => undefined, close: () => Promise.resolve() }
    const { workspace, alice, reader } = await two(deaf)
    const entries: Written[] = []
    for (let i = 0; i < 3; i++) entries.push(await workspace.alice.write('register', sealed(), workspace.head))
    expect(await alice.append(entries[0]!)).toMatchObject({ kind: 'stored', seq: 2 })
    // The other process holds an older head: its append is moved behind what it had not heard of.
    expect(await reader.append(entries[1]!)).toMatchObject({ kind: 'stored', seq: 3 })
    expect(reader.entries.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(alice.entries.map(({ seq }) => seq)).toEqual([1, 2])
    alice.send({ kind: 'ping', n: 1 })
    await alice.entryAt(3)
  })
})
