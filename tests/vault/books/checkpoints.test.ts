/**
 * Checkpoints by y-indexeddb as architecture.md 2 measured it: counted entries only, no growth by opening, never
 * believed blindly.
 */

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openVault } from '~/lib/vault/store/tables'
import { createBooks } from '~/lib/vault/books/books'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { checkpointName, createCheckpoints } from '~/lib/vault/books/checkpoints'
import { createReplica } from '~/lib/vault/replica/createReplica'
import { replicaKeysOf } from '~/lib/vault/store/deviceKeyStore'
import { closeEverybody, createWorld, foundBy, random, settle, type Person, type World } from '../support/person'

let world: World
let alice: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(closeEverybody)

const storedUpdates = (name: string): Promise<readonly Uint8Array[]> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const db = opening.result
      const all = db.transaction('updates').objectStore('updates').getAll()
      all.onsuccess = () => {
        db.close()
        resolve(all.result as Uint8Array[])
      }
    }
  })

describe('y-indexeddb as a checkpoint store', () => {
  test('opening a book 50 times without edits grows no store', async () => {
    const checkpoints = createCheckpoints('ws', 'device')
    const doc = newBookDoc()
    recordsOf(doc).set('as_1/name', 'A')
    await checkpoints.store('asset', doc)
    const name = checkpointName('ws', 'device', 'asset')
    const before = await storedUpdates(name)
    for (let i = 0; i < 50; i++) {
      const loaded = newBookDoc()
      await checkpoints.load('asset', loaded)
      expect(recordsOf(loaded).toJSON()).toEqual({ 'as_1/name': 'A' })
      loaded.destroy()
    }
    const after = await storedUpdates(name)
    expect(after).toHaveLength(before.length)
    expect(after).toEqual(before)
    await checkpoints.drop('asset')
  })

  test('storing replaces what was stored; what was overwritten stays readable for the history', async () => {
    const checkpoints = createCheckpoints('ws', 'device')
    const doc = newBookDoc()
    for (let i = 0; i < 30; i++) recordsOf(doc).set('as_1/name', `v${i}`)
    await checkpoints.store('risk', doc)
    await checkpoints.store('risk', doc)
    expect(await storedUpdates(checkpointName('ws', 'device', 'risk'))).toHaveLength(1)
    const loaded = newBookDoc()
    await checkpoints.load('risk', loaded)
    expect(Y.encodeStateAsUpdate(loaded)).toEqual(Y.encodeStateAsUpdate(doc))
    await checkpoints.drop('risk')
  })
})

describe('books over checkpoints', () => {
  const replicaOf = (person: Person) =>
    createReplica({
      workspaceId: world.workspaceId,
      vault: person.vault,
      keys: replicaKeysOf(person.keys, person.vault),
      random,
      now: () => world.now,
      checkpoints: createCheckpoints(world.workspaceId, person.keys.deviceId),
    })

  test('a checkpoint holds counted entries only, empties the tail, and is enough to open the book', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'counted' } })
    await settle(alice)
    await alice.must('record.edit', {
      edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'waiting' }] }],
    })
    const replica = await replicaOf(alice)
    await replica.checkpoint()
    expect(
      await alice.vault.tail.where('[book+seq+part]').between(['asset', 0, 0], ['asset', Infinity, Infinity]).count(),
    ).toBe(0)
    expect(await alice.vault.books.get('asset')).toMatchObject({ upToSeq: alice.replica.head().seq })
    const stored = newBookDoc()
    await createCheckpoints(world.workspaceId, alice.keys.deviceId).load('asset', stored)
    expect(recordsOf(stored).get(`${id}/name`)).toBe('counted')
    const again = await replicaOf(alice)
    expect(await again.readValue('asset', `${id}/name`)).toBe('waiting')
  })

  test('a checkpoint that does not reach its noted state vector is dropped and made again from the log', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await settle(alice)
    await (await replicaOf(alice)).checkpoint()
    // The browser threw the database away; or its last write never arrived.
    await createCheckpoints(world.workspaceId, alice.keys.deviceId).drop('asset')
    const replica = await replicaOf(alice)
    expect(await replica.readValue('asset', `${id}/name`)).toBe('A')
    expect(await alice.vault.books.get('asset')).toMatchObject({ upToSeq: 0 })
    await replica.checkpoint()
    expect(await (await replicaOf(alice)).readValue('asset', `${id}/name`)).toBe('A')
  })

  test('a checkpoint is written from so many updates on, of what was counted up to a position and no further', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'one' } })
    await settle(alice)
    const replica = await replicaOf(alice)
    await replica.tidy()
    expect((await alice.vault.books.get('asset'))?.upToSeq ?? 0).toBe(0)
    const stored = new Map<string, Uint8Array>()
    const books = createBooks({
      vault: alice.vault,
      withWaiting: () => false,
      clientId: () => 1,
      fromLog: () => Promise.resolve([]),
      checkpoints: {
        load: (kind, doc) => Promise.resolve(Y.applyUpdate(doc, stored.get(kind)!)),
        store: (kind, doc) => Promise.resolve(void stored.set(kind, Y.encodeStateAsUpdate(doc))),
        drop: (kind) => Promise.resolve(void stored.delete(kind)),
      },
    })
    const here = alice.replica.head().seq
    const tail = () =>
      alice.vault.tail.where('[book+seq+part]').between(['asset', 0, 0], ['asset', Infinity, Infinity]).count()
    const count = await tail()
    await books.checkpoint(count + 1)
    expect([stored.has('asset'), await tail()]).toEqual([false, count])
    await books.checkpoint(count)
    expect([stored.has('asset'), await tail(), (await alice.vault.books.get('asset'))!.upToSeq]).toEqual([
      true,
      0,
      here,
    ])
    await alice.must('record.edit', {
      edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'two' }] }],
    })
    await settle(alice)
    const nameAt = async (seq: number) => {
      const doc = await books.countedAt('asset', seq)
      return doc && recordsOf(doc).get(`${id}/name`)
    }
    expect([await nameAt(here - 1), await nameAt(here), await nameAt(here + 1)]).toEqual([undefined, 'one', 'two'])
    expect(stored.has('asset')).toBe(true)
    // A checkpoint that reaches further than it says is as good.
    await alice.vault.books.update('asset', { stateVector: Uint8Array.of(0) } as never)
    expect(await nameAt(here)).toBe('one')
  })

  test('a book that did not open is opened anew when asked again', async () => {
    const vault = await openVault('opens-again')
    let fails = true
    const books = createBooks({
      vault,
      withWaiting: () => true,
      clientId: () => 1,
      checkpoints: { load: () => Promise.resolve(), store: () => Promise.resolve(), drop: () => Promise.resolve() },
      fromLog: () => (fails ? Promise.reject(new Error("the log can't be read")) : Promise.resolve([])),
    })
    await vault.books.put({ book: 'asset', upToSeq: 1, stateVector: Uint8Array.of(1, 7, 2), foreignSeq: 0 })
    const [one, two] = [books.open('asset'), books.open('asset')]
    expect(two).toBe(one)
    await expect(one).rejects.toThrow("the log can't be read")
    fails = false
    const book = await books.open('asset')
    expect(books.peek('asset')).toBe(book)
    expect(await books.open('asset')).toBe(book)
    expect(await books.counted(book)).toBe(book.live)
    book.pending.add(1)
    const counted = await books.counted(book)
    expect(counted).not.toBe(book.live)
    expect(await books.counted(book)).toBe(counted)
    books.reset()
    expect(books.peek('asset')).toBeUndefined()
    expect(await books.open('asset')).not.toBe(book)
    vault.close()
  })

  test('a book holds what waits in it and nothing that waits elsewhere; for a repair it holds what counted alone', async () => {
    const vault = await openVault('waiting')
    const books = createBooks({
      vault,
      withWaiting: () => true,
      clientId: () => 1,
      fromLog: () => Promise.resolve([]),
      checkpoints: { load: () => Promise.resolve(), store: () => Promise.resolve(), drop: () => Promise.resolve() },
    })
    const updateOf = (key: string): Uint8Array => {
      const doc = newBookDoc()
      recordsOf(doc).set(key, 'x')
      return Y.encodeStateAsUpdate(doc)
    }
    const row = (n: number, payload: object) =>
      ({ n, commandId: `c${n}`, name: 't', input: null, class: 'register', at: 1, base: 0, payload }) as never
    await vault.outbox.bulkAdd([
      row(1, { type: 'statement', body: Uint8Array.of(1), innerSignature: Uint8Array.of(1) }),
      row(2, { type: 'update', intents: '[]', parts: [{ book: 'risk', update: updateOf('ri_1/title') }] }),
      row(3, {
        type: 'update',
        intents: '[]',
        parts: [
          { book: 'asset', update: updateOf('as_1/name') },
          { book: 'risk', update: updateOf('ri_2/title') },
        ],
      }),
    ])
    const [asset, risk, task] = [await books.open('asset'), await books.open('risk'), await books.open('task')]
    expect([[...asset.pending], [...risk.pending], [...task.pending]]).toEqual([[3], [2, 3], []])
    expect([
      Object.keys(recordsOf(asset.live).toJSON()),
      Object.keys(recordsOf(risk.live).toJSON()),
      Object.keys(recordsOf(task.live).toJSON()),
    ]).toEqual([['as_1/name'], ['ri_1/title', 'ri_2/title'], []])
    // Nothing waits in it: the one document is both.
    expect(await books.counted(task)).toBe(task.live)
    expect([recordsOf(await books.counted(risk)).size, asset.live.clientID]).toEqual([0, 1])
    const counted = await books.openCounted('risk')
    expect([counted.pending.size, recordsOf(counted.live).size, (await books.open('risk')) === counted]).toEqual([
      0,
      0,
      true,
    ])
    vault.close()
  })

  test('opening asks for nothing that was not needed: books open lazily', async () => {
    const asked: string[] = []
    const vault = await openVault('lazy')
    const books = createBooks({
      vault,
      withWaiting: () => true,
      clientId: () => 1,
      fromLog: () => Promise.resolve([]),
      checkpoints: {
        load: (kind) => Promise.resolve(void asked.push(kind)),
        store: () => Promise.resolve(),
        drop: () => Promise.resolve(),
      },
    })
    await books.open('asset')
    expect(asked).toEqual([])
    expect(books.peek('risk')).toBeUndefined()
    vault.close()
  })
})
