/**
 * A replica as the rest of the program sees it: what it knows when it is opened again, what it tells, what it refuses.
 */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newUuid, readEntry } from '~/lib/protocol/log/entry'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { toBytes } from '~/lib/shared/bytes'
import type { JsonValue } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import type { Checkpoints } from '~/lib/vault/books/checkpoints'
import { metaKeys } from '~/lib/vault/replica/replicaCore'
import { createReplica } from '~/lib/vault/replica/createReplica'
import { decodeUpdate } from '~/lib/vault/books/decodedUpdate'
import { replicaKeysOf } from '~/lib/vault/store/deviceKeyStore'
import { keyFaultsKey } from '~/lib/vault/log/keyFaults'
import type { Change } from '~/lib/vault/replica/replica'
import { openVault, type Intent } from '~/lib/vault/store/tables'
import { byHand } from '../../hostile/support/byHand'
import {
  closeEverybody,
  commitAccess,
  createWorld,
  foundBy,
  join,
  memoryCheckpoints,
  random,
  type Person,
  type World,
} from '../support/person'

let world: World
let alice: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(closeEverybody)

const open = (more: { readonly checkpoints?: Checkpoints; readonly random?: typeof random } = {}) =>
  createReplica({
    workspaceId: world.workspaceId,
    vault: alice.vault,
    keys: replicaKeysOf(alice.keys, alice.vault),
    random,
    now: () => world.now,
    checkpoints: memoryCheckpoints(),
    ...more,
  })
type Opened = Awaited<ReturnType<typeof open>>
const commit = (replica: Pick<Opened, 'exclusive' | 'commit'>, change: Partial<Change>) =>
  replica.exclusive(() =>
    replica.commit({
      commandId: newUuid(random),
      name: 'test.change',
      input: null,
      at: world.now,
      result: null,
      ...change,
    }),
  )
const set = (key: string, after: JsonValue, book: Intent['book'] = 'risk'): Intent => ({
  type: 'set',
  book,
  key,
  before: null,
  after,
})
const clientsIn = async () =>
  (await alice.vault.outbox.orderBy('n').toArray()).flatMap(({ payload }) =>
    payload.type === 'update'
      ? payload.parts.flatMap(({ update }) => unwrap(decodeUpdate(update)).ranges.map(({ client }) => client))
      : [],
  )
const full = (): never => {
  throw new DOMException('full', 'QuotaExceededError')
}
const heard = async (replica: Pick<Opened, 'onChange'>, work: () => Promise<unknown>): Promise<readonly string[]> => {
  const told: string[] = []
  const end = replica.onChange((what) => told.push(what))
  await work()
  end()
  return told
}
const prev = () => alice.replica.access().head.accessHash

describe('opened again', () => {
  test('it goes on under its client id, behind the rows that wait', async () => {
    const first = await open()
    unwrap(await commit(first, { intents: [set('ri_1/title', 'one')] }))
    const second = await open()
    unwrap(await commit(second, { intents: [set('ri_2/title', 'two')] }))
    const clients = await clientsIn()
    expect([clients.length, new Set(clients).size]).toEqual([2, 1])
    expect((await alice.vault.outbox.toArray()).map(({ n }) => n)).toEqual([1, 2])
    expect(second.head()).toEqual(alice.replica.head())
    expect(second.access()).toEqual(alice.replica.access())
    expect(second.ownChain()).toEqual(alice.replica.ownChain())
    expect(second.epochKey(1)).toBeDefined()
    expect(second.epochKey(2)).toBeUndefined()
    expect([
      await second.readValue('risk', 'ri_1/title'),
      await second.readText('risk', 'ri_1', 'cause'),
      await second.readRecord('risk', 'ri_9'),
    ]).toEqual(['one', '', undefined])
  })

  test('a repair that is due is made, and one for which the disk is full stays due', async () => {
    unwrap(await commit(await open(), { intents: [set('ri_1/kind', 'risk'), set('ri_1/title', 'one')] }))
    const [client] = await clientsIn()
    await alice.vault.meta.put({ key: metaKeys.rebaseDue, value: { reason: 'foreignClient', touched: [] } })
    const deleting = alice.vault.meta.hook('deleting')
    deleting.subscribe(full)
    const stuck = await open()
    expect((await alice.vault.meta.get(metaKeys.rebaseDue))?.value).toMatchObject({ reason: 'foreignClient' })
    expect(await stuck.takeBatch(new Set(['x']))).toBeUndefined()
    expect([
      await stuck.readValue('risk', 'ri_1/title'),
      (await alice.vault.meta.get(metaKeys.clientId))!.value,
    ]).toEqual(['one', client])
    unwrap(await commit(stuck, { intents: [set('ri_2/kind', 'risk')] }))
    expect(new Set(await clientsIn())).toEqual(new Set([client]))
    deleting.unsubscribe(full)
    const done = await open()
    expect(await alice.vault.meta.get(metaKeys.rebaseDue)).toBeUndefined()
    expect((await clientsIn()).includes(client!)).toBe(false)
    expect(await done.readValue('risk', 'ri_1/title')).toBe('one')
  })

  test('a repair draws a client id that is neither the one before nor one that anybody has', async () => {
    await alice.must('record.create', { kind: 'risk', fields: { title: 'counted' } })
    await alice.push()
    const { clientId: counted } = (await alice.vault.clients.where('book').equals('risk').first())!
    const bytes = (id: number) => Uint8Array.of(id >>> 24, (id >>> 16) & 255, (id >>> 8) & 255, id & 255)
    const drawn: number[] = []
    const ids = [0x01020304, 0x01020304, counted, 0x0a0b0c0d]
    await alice.vault.meta.put({ key: metaKeys.clientId, value: 0x01020304 })
    const replica = await open({
      random: ((length: number) =>
        length === 4 ? bytes(ids[drawn.push(length) % ids.length]!) : random(length)) as never,
    })
    unwrap(await commit(replica, { intents: [set('ri_1/kind', 'risk'), set('ri_1/_settled', true)] }))
    await replica.rebase('commitFailed')
    expect([(await alice.vault.meta.get(metaKeys.clientId))!.value, drawn.length, await clientsIn()]).toEqual([
      0x0a0b0c0d,
      3,
      [0x0a0b0c0d],
    ])
    const [row] = await alice.vault.outbox.toArray()
    expect([row!.base, 'former' in row!, 'share' in row!, 'entryUuid' in row!]).toEqual([
      replica.head().seq,
      false,
      false,
      false,
    ])
  })

  test('after a death at any step of taking in, or of the repair, it is as any other', async () => {
    for (const step of [
      'ingest:judged',
      'ingest:beforeTransaction',
      'ingest:inTransaction',
      'ingest:afterTransaction',
      'rebase:start',
      'rebase:beforeTransaction',
      'rebase:inTransaction',
      'rebase:afterTransaction',
    ]) {
      const { id } = await alice.must('record.create', { kind: 'risk', fields: { title: step } })
      await alice.pushUnheard()
      await alice.must('record.edit', {
        edits: [{ kind: 'risk', id, changes: [{ op: 'set', field: 'title', value: 'waits' }] }],
      })
      alice.dieAt(step)
      await expect(step.startsWith('rebase') ? alice.replica.rebase('commitFailed') : alice.pull()).rejects.toThrow(
        step,
      )
      await alice.restart()
      await alice.pull()
      expect((await alice.rows('risk')).find((row) => row.id === id)).toMatchObject({ title: 'waits' })
      expect([await alice.replica.waiting(), await alice.vault.notSent.count(), alice.replica.head().seq]).toEqual([
        1,
        0,
        world.log.entries.length,
      ])
      await alice.push()
      expect(
        (await alice.trail())
          .filter(({ recordId, field }) => recordId === id && field === 'title')
          .map(({ after }) => after)
          .sort(),
      ).toEqual([step, 'waits'].sort())
    }
  })

  test('keys that somebody did not get are looked for, also where it died before; a full disk stops nothing, a bug does', async () => {
    expect((await alice.vault.meta.get(keyFaultsKey))?.value).toMatchObject({ faults: [] })
    await alice.vault.meta.delete(keyFaultsKey)
    const fails = (error: () => never) => (_key: unknown, row: { readonly key: string }) => {
      if (row.key === keyFaultsKey) error()
    }
    const creating = alice.vault.meta.hook('creating')
    const disk = fails(full)
    creating.subscribe(disk)
    expect((await open()).writable().ok).toBe(true)
    expect(await alice.vault.meta.get(keyFaultsKey)).toBeUndefined()
    creating.unsubscribe(disk)
    const bug = fails(() => {
      throw new TypeError('a bug')
    })
    creating.subscribe(bug)
    await expect(open()).rejects.toThrow('a bug')
    creating.unsubscribe(bug)
    expect((await open()).keyFaults()).toEqual([])
    expect(await alice.vault.meta.get(keyFaultsKey)).toBeDefined()
  })

  test('and are looked for as somebody is let in: a full disk there loses nothing of what was read, and the next start looks', async () => {
    const before = await alice.vault.meta.get(keyFaultsKey)
    const disk = (_changes: object, key: string): void => {
      if (key === keyFaultsKey) full()
    }
    const updating = alice.vault.meta.hook('updating')
    updating.subscribe(disk as never)
    const bob = await join(world, alice, 'Bob', 'editor')
    updating.unsubscribe(disk as never)
    expect(alice.replica.access().devices[bob.keys.deviceId]).toBeDefined()
    expect(await alice.vault.meta.get(keyFaultsKey)).toEqual(before)
    await alice.restart()
    expect(await alice.vault.meta.get(keyFaultsKey)).not.toEqual(before)
  })

  test('entries that were shown on another’s word are verified in the background, and at once before anything is signed', async () => {
    await alice.must('record.create', { kind: 'risk', fields: { title: 'one' } })
    await alice.push()
    const provisional = async () =>
      (await alice.vault.log.toArray()).filter((row) => row.provisional !== undefined).length
    const shown = () => alice.vault.log.where('class').equals('register').modify({ provisional: 1 })
    await shown()
    const before = await provisional()
    expect(before).toBeGreaterThan(0)
    const replica = await open()
    unwrap(await commit(replica, { intents: [set('ri_1/title', 'x')], access: [], statements: [] }))
    expect(await provisional()).toBe(before)
    await replica.ingest([], 'relay')
    await vi.waitFor(async () => expect(await provisional()).toBe(0))
    for (const signed of [
      { access: [toBytes(Uint8Array.of(1))] },
      { keys: [toBytes(Uint8Array.of(1))] },
      { erasures: [toBytes(Uint8Array.of(1))] },
      { snapshots: [toBytes(Uint8Array.of(1))] },
    ]) {
      await shown()
      unwrap(await commit(replica, signed))
      expect(await provisional()).toBe(0)
    }
    expect((await alice.vault.outbox.orderBy('n').toArray()).map(({ n, class: of }) => [n, of])).toEqual([
      [1, 'register'],
      [2, 'access'],
      [3, 'key'],
      [4, 'erase'],
      [5, 'snapshot'],
    ])
  })

  test('where the disk is full nothing is signed on what waits to be verified: refused for the disk, and no row of it is there', async () => {
    await alice.must('record.create', { kind: 'risk', fields: { title: 'one' } })
    await alice.push()
    const replica = await open()
    await alice.vault.log.where('class').equals('register').modify({ provisional: 1 })
    const updating = alice.vault.log.hook('updating')
    updating.subscribe(full)
    expect(await commit(replica, { access: [toBytes(Uint8Array.of(1))] })).toMatchObject({
      ok: false,
      error: { type: 'diskFull' },
    })
    updating.unsubscribe(full)
    expect(await replica.waiting()).toBe(0)
    unwrap(await commit(replica, { access: [toBytes(Uint8Array.of(1))] }))
  })
})

describe('what it tells', () => {
  test('of each change once, in its order, and nothing where nothing changed', async () => {
    const { replica } = alice
    expect(
      await heard(replica, () => commit(replica, { intents: [set('ri_1/kind', 'risk'), set('ri_1/title', 'one')] })),
    ).toEqual(['outbox', 'records'])
    expect(await heard(replica, () => replica.ingest([], 'relay'))).toEqual([])
    expect(await heard(replica, () => replica.ingest(world.log.entries, 'relay'))).toEqual([])
    expect(await heard(replica, () => replica.takeBatch(new Set()))).toEqual([])
    expect(await heard(replica, () => alice.push())).toEqual(['head', 'records', 'outbox'])
    expect(
      await heard(replica, () =>
        commitAccess(alice, { type: 'relayJoined', prev: prev(), origin: 'https://one.example' }),
      ),
    ).toEqual(['outbox', 'records', 'head', 'records', 'access', 'outbox'])
    expect(await heard(replica, () => replica.rebase('commitFailed'))).toEqual(['records', 'outbox'])
    expect(await heard(replica, () => commit(replica, { intents: [set(`ri_1/files/${'a'.repeat(400)}`, 1)] }))).toEqual(
      [],
    )
  })

  test('of what came in: how far, what left the outbox, what does not count, and whether a repair was made', async () => {
    const { replica, vault } = alice
    unwrap(await commit(replica, { intents: [set('ri_1/kind', 'risk'), set('ri_1/title', 'one')] }))
    const copy = await alice.copy()
    const batch = (await replica.takeBatch(new Set()))!
    const head = replica.head().seq
    await alice.pushUnheard()
    const entries = world.log.entries.slice(head)
    const { seq, chain } = world.log.entries.at(-1)!
    expect(unwrap(await replica.ingest(entries, 'relay'))).toEqual({
      head: { seq, chain },
      applied: 1,
      confirmed: [batch.uuid],
      notCounted: [],
      accessChanged: false,
    })
    expect(unwrap(await replica.ingest(entries, 'relay'))).toEqual({
      head: { seq, chain },
      applied: 0,
      confirmed: [],
      notCounted: [],
      accessChanged: false,
    })
    // A copy from before it was marked as sent: the log shows an entry that this vault never wrote.
    vault.close()
    await alice.restore(copy)
    const report = unwrap(await alice.replica.ingest(world.log.entries.slice(head), 'relay'))
    expect(report).toEqual({
      head: { seq, chain },
      applied: 1,
      confirmed: [],
      notCounted: [],
      accessChanged: false,
      rebased: 'restoredCopy',
    })
    expect(await alice.replica.waiting()).toBe(0)
    expect(await alice.replica.ingest([{ ...world.log.entries[0]!, seq: seq + 5 }], 'relay')).toMatchObject({
      ok: false,
      error: { type: 'gap' },
    })
    const odd = await byHand(world, alice, 'register', toBytes(Uint8Array.of(9)))
    await world.log.force(odd.bytes)
    const last = world.log.entries.at(-1)!
    expect(unwrap(await alice.replica.ingest([last], 'relay'))).toMatchObject({
      applied: 1,
      confirmed: [],
      notCounted: [
        { seq: last.seq, uuid: unwrap(readEntry(odd.bytes)).header.uuid, verdict: 'malformedContent', own: true },
      ],
    })
  })

  test('nothing more once it was closed, and books are let go of', async () => {
    const replica = await open()
    await replica.readValue('risk', 'x/y')
    expect(replica.books.peek('risk')).toBeDefined()
    await replica.close()
    expect(replica.books.peek('risk')).toBeUndefined()
  })
})

describe('what it refuses', () => {
  test('to write, send or sign by rules that it does not know', async () => {
    const { replica } = alice
    expect(replica.writable()).toEqual({ ok: true })
    await commitAccess(alice, { type: 'rules', prev: prev(), n: 2 })
    expect(replica.writable()).toMatchObject({ ok: false, error: { type: 'updateNeeded' } })
    expect(await commit(replica, { intents: [set('ri_1/title', 'x')] })).toMatchObject({
      ok: false,
      error: { type: 'updateNeeded' },
    })
    expect([await replica.waiting(), await replica.readValue('risk', 'ri_1/title')]).toEqual([0, null])
    // What the vault says of it stands after a restart.
    expect((await open()).writable()).toMatchObject({ ok: false, error: { type: 'updateNeeded' } })
  })
})

describe('a checkpoint that was lost', () => {
  const updateOf = (clientId: number, key: string, values: readonly string[]) => {
    const doc = newBookDoc()
    doc.clientID = clientId
    const made: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => made.push(update))
    for (const value of values) recordsOf(doc).set(key, value)
    return made
  }

  test('is made again from what counts of its own book, whatever else the log holds', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await alice.must('record.create', { kind: 'risk', fields: { title: 'R' } })
    await alice.must('record.edit', {
      edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'B' }] }],
    })
    await alice.push()
    const [, second] = updateOf(77, `${id}/name`, ['forged', 'more'])
    await world.log.force(
      (
        await byHand(
          world,
          alice,
          'register',
          writeUpdatePlaintext({
            commands: [
              { commandId: 'x', time: 1, parts: [{ class: 'register', book: 'asset', update: toBytes(second!) }] },
            ],
          }),
        )
      ).bytes,
    )
    await alice.pull()
    expect((await alice.vault.log.toArray()).at(-1)).toMatchObject({ verdict: 'clockGap' })
    const before = await alice.vault.tail
      .where('[book+seq+part]')
      .between(['asset', 0, 0], ['asset', Infinity, Infinity])
      .toArray()
    const checkpoints = memoryCheckpoints()
    await (await open({ checkpoints })).checkpoint()
    expect(await alice.vault.tail.count()).toBe(0)
    checkpoints.clear()
    const replica = await open({ checkpoints })
    expect(await replica.readValue('asset', `${id}/name`)).toBe('B')
    expect((await alice.vault.tail.toArray()).map(({ book, seq, update }) => [book, seq, update])).toEqual(
      before.map(({ book, seq, update }) => [book, seq, update]),
    )
  })

  test('says where the log can’t be read, and opens nothing on half of it', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await alice.push()
    const checkpoints = memoryCheckpoints()
    await (await open({ checkpoints })).checkpoint()
    checkpoints.clear()
    const { seq, bytes } = (await alice.vault.log.where('class').equals('register').last())!
    for (const [damaged, type] of [
      [Uint8Array.of(1, 2, 3), 'malformed'],
      [Uint8Array.from(bytes, (byte, at) => (at === bytes.length - 80 ? byte ^ 1 : byte)), 'notAuthentic'],
    ] as const) {
      await alice.vault.log.update(seq, { bytes: damaged } as never)
      await expect((await open({ checkpoints })).readValue('asset', `${id}/name`)).rejects.toThrow(
        `the log can't be read at position ${seq}: ${type}`,
      )
      expect((await alice.vault.books.get('asset'))!.upToSeq).toBeGreaterThan(0)
    }
    await alice.vault.log.update(seq, { bytes } as never)
    expect(await (await open({ checkpoints })).readValue('asset', `${id}/name`)).toBe('A')
  })
})

test('beside it, another vault reads the same log by the same keys', async () => {
  await alice.must('record.create', { kind: 'risk', fields: { title: 'R' } })
  await alice.push()
  const vault = await openVault('beside')
  const beside = await alice.replica.beside(vault)
  unwrap(await beside.ingest(world.log.entries, 'relay'))
  expect(beside.head()).toEqual(alice.replica.head())
  expect(await vault.table('risk').toArray()).toEqual(await alice.rows('risk'))
  vault.close()
})
