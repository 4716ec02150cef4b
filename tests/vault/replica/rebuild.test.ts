/** All that is derived, made again from the log: what goes, what stays, and what happens on the way. */

import type { ReplicaKeys } from '~/lib/vault/replica/replicaCore'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeAccessBody } from '~/lib/protocol/access/accessBody'
import { unwrap } from '~/lib/shared/result'
import type { Checkpoints } from '~/lib/vault/books/checkpoints'
import { metaKeys, type Core } from '~/lib/vault/replica/replicaCore'
import { createReplica } from '~/lib/vault/replica/createReplica'
import { replicaKeysOf } from '~/lib/vault/store/deviceKeyStore'
import { rulesVersion } from '~/lib/vault/views/projection'
import { beginRebuild, leftOutEpochs } from '~/lib/vault/log/rebuild'
import { openVault } from '~/lib/vault/store/tables'
import {
  closeEverybody,
  commitAccess,
  createPerson,
  createWorld,
  foundBy,
  memoryCheckpoints,
  random,
  type Person,
  type World,
} from '../support/person'
import { early } from '../support/snapshots'

let world: World
let alice: Person
let risk: string
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  risk = (await alice.must('record.create', { kind: 'risk', fields: { title: 'Counted' } })).id
  await alice.push()
})
afterEach(closeEverybody)

/** The replica over her vault, opened once more. */
const open = (
  more: {
    readonly checkpoints?: Checkpoints
    readonly steps?: (name: string) => void
    readonly keys?: ReplicaKeys
  } = {},
) =>
  createReplica({
    workspaceId: world.workspaceId,
    vault: alice.vault,
    keys: replicaKeysOf(alice.keys, alice.vault),
    random,
    now: () => world.now,
    checkpoints: memoryCheckpoints(),
    ...more,
  })
/** As an earlier version of the program left it. */
const older = () => alice.vault.meta.put({ key: metaKeys.rulesVersion, value: 'of an earlier version' })
const rename = (name: string) =>
  alice.must('record.edit', {
    edits: [{ kind: 'risk', id: risk, changes: [{ op: 'set', field: 'title', value: name }] }],
  })
const rebuilt = async () => (await alice.vault.meta.get(metaKeys.rebuilt))?.value
const full = (): never => {
  throw new DOMException('full', 'QuotaExceededError')
}
const view = async () => ({
  rows: [await alice.rows('risk'), await alice.rows('person')],
  trail: await alice.trail(),
  log: await alice.vault.log.toArray(),
  clients: await alice.vault.clients.toArray(),
  tail: (await alice.vault.tail.orderBy('[book+seq+part]').toArray()).map(({ part: _part, ...row }) => row),
  who: [await alice.vault.members.toArray(), await alice.vault.devices.toArray(), await alice.vault.invites.toArray()],
})

describe('after the rules changed', () => {
  test('what the log does not tell is gone, and what it tells is as it was; what waits goes on waiting', async () => {
    await rename('Waits')
    const { vault } = alice
    const before = await view()
    const upTo = alice.replica.head().seq
    await vault.table('task').put({ id: 'ta_ghost' })
    await vault.table('risk').put({ id: 'ri_ghost' })
    await vault.refused.put({ seq: 2, uuid: 'ghost' } as never)
    await vault.erasures.put({ blobId: 'ghost', seq: 2 } as never)
    await vault.clients.put({ book: 'risk', clientId: 123, deviceId: 'ghost', clock: 9 })
    await vault.tail.put({ book: 'risk', seq: 2, part: 0, update: Uint8Array.of(9) })
    await vault.trail.put({ ...before.trail.find(({ seq }) => seq !== undefined)!, id: 'ghost', seq: 2 })
    await vault.statements.bulkPut([
      { id: 'ghost', seq: 2, subjectKind: 'x', subjectId: 'x' },
      { id: 'waits', subjectKind: 'x', subjectId: 'x' },
    ] as never)
    await vault.members.put({ memberId: 'ghost' } as never)
    await vault.devices.put({ deviceId: 'ghost', memberId: 'ghost' } as never)
    await vault.invites.put({ inviteId: 'ghost' } as never)
    const blob = { id: 'i', size: 1, mime: 'x', epoch: 1, salt: new Uint8Array(), upload: 'none', addedAt: 1 }
    await vault.blobs.bulkPut([
      { ...blob, sha256: 'gone', state: 'erased', erased: { seq: 2 } },
      { ...blob, sha256: 'here', state: 'present' },
    ] as never)
    await vault.meta.bulkPut([
      { key: 'snapshot/risk', value: 1 },
      { key: 'my/snapshot/', value: 1 },
      { key: metaKeys.expectedFiles, value: 99 },
    ])
    await older()
    world.now += 1_000
    const replica = await open()
    expect(await view()).toEqual(before)
    expect(await vault.table('task').count()).toBe(0)
    expect([
      await vault.refused.count(),
      await vault.erasures.count(),
      (await vault.statements.toArray()).map(({ id }) => id),
    ]).toEqual([0, 0, ['waits']])
    expect(
      (await vault.blobs.orderBy('sha256').toArray()).map(({ sha256, state, ...row }) => [
        sha256,
        state,
        'erased' in row && (row as { erased?: unknown }).erased !== undefined,
      ]),
    ).toEqual([
      ['gone', 'pending', false],
      ['here', 'present', false],
    ])
    expect(await vault.meta.get('snapshot/risk')).toBeUndefined()
    expect(await vault.meta.get('my/snapshot/')).toBeDefined()
    expect((await vault.meta.get(metaKeys.expectedFiles))!.value).toBe(0)
    expect(await rebuilt()).toEqual({ reason: 'newRules', upTo, at: world.now, leftOut: [] })
    expect([
      await vault.meta.get(metaKeys.rebuildDue),
      await vault.meta.get(metaKeys.rebaseDue),
      (await vault.meta.get(metaKeys.rulesVersion))!.value,
    ]).toEqual([undefined, undefined, rulesVersion])
    expect([
      replica.writable().ok,
      await replica.waiting(),
      await alice.vault.notSent.count(),
      await replica.readValue('risk', `${risk}/title`),
    ]).toEqual([true, 1, 0, 'Waits'])
    expect(replica.head()).toEqual(alice.replica.head())
    // Her own entries are no sign of a copy.
    expect([await vault.meta.get(metaKeys.restoredAt), await vault.meta.get(metaKeys.deviceTwice)]).toEqual([
      undefined,
      undefined,
    ])
  })

  test('nothing is made again a second time; an empty vault has nothing to make', async () => {
    await older()
    await open()
    const first = await rebuilt()
    world.now += 1_000
    await open()
    expect(await rebuilt()).toEqual(first)
    const vault = await openVault('rebuild-empty')
    const empty = await createReplica({
      workspaceId: world.workspaceId,
      vault,
      keys: replicaKeysOf(alice.keys, vault),
      random,
      now: () => world.now,
      checkpoints: memoryCheckpoints(),
    })
    expect([
      (await vault.meta.get(metaKeys.rulesVersion))?.value,
      await vault.meta.get(metaKeys.rebuilt),
      empty.writable().ok,
    ]).toEqual([rulesVersion, undefined, true])
    vault.close()
  })

  test('the worker may die at any step: the next start goes on with it, and does not begin anew', async () => {
    await rename('Waits')
    const before = await view()
    for (const step of [
      'rebuild:begun',
      'ingest:inTransaction',
      'ingest:afterTransaction',
      'rebuild:read',
      'rebuild:inTransaction',
      'rebase:start',
      'rebase:inTransaction',
    ]) {
      await older()
      const at = (world.now += 1_000)
      await expect(
        open({
          steps: (name) => {
            if (name === step) throw new Error(`dies at ${step}`)
          },
        }),
      ).rejects.toThrow(`dies at ${step}`)
      world.now += 1_000
      await open()
      expect(await rebuilt()).toMatchObject({ at })
      expect(await view()).toEqual(before)
      expect(await alice.vault.notSent.count()).toBe(0)
    }
  })

  test('each entry keeps whose clock its time is of', async () => {
    await commitAccess(alice, {
      type: 'relayJoined',
      prev: alice.replica.access().head.accessHash,
      origin: 'https://one.example',
    })
    await rename('Later')
    await alice.push()
    const sources = async () => (await alice.vault.log.orderBy('seq').toArray()).map(({ timeSource }) => timeSource)
    // As a log reads that came here by two ways.
    await alice.vault.log.where('seq').equals(world.log.entries.length).modify({ timeSource: 'device' })
    const before = await sources()
    expect(new Set(before)).toEqual(new Set(['device', 'relay']))
    await older()
    await open()
    expect(await sources()).toEqual(before)
  })

  test('rows that come from a snapshot stay until the log was read to where it ends', async () => {
    const taken = await alice.replica.snapshots.take()
    const late = await createPerson(world, 'Late', alice.keys)
    unwrap(await late.replica.snapshots.show(early(alice, taken)))
    await late.pull(2)
    await late.vault.meta.put({ key: metaKeys.rulesVersion, value: 'of an earlier version' })
    await late.restart()
    expect(await late.rows('risk')).toMatchObject([{ title: 'Counted' }])
    expect(late.replica.writable()).toMatchObject({ ok: false, error: { type: 'notYetVerified' } })
    await late.pull()
    expect(await late.rows('risk')).toEqual(await alice.rows('risk'))
    expect(late.replica.writable().ok).toBe(true)
  })

  test('where the disk is full it stays due: nothing is written or sent meanwhile, and what waits stays whole', async () => {
    await rename('Waits')
    const before = await view()
    await older()
    const hook = alice.vault.log.hook('updating')
    hook.subscribe(full)
    const creating = alice.vault.table('risk').hook('creating')
    creating.subscribe(full)
    const refused = alice.vault.clients.hook('creating')
    refused.subscribe(full)
    const replica = await open()
    expect(replica.writable()).toMatchObject({ ok: false, error: { type: 'rebuilding' } })
    expect(await replica.takeBatch(new Set())).toBeUndefined()
    // Nor by what a relay may say now of an entry that was sent before.
    await replica.refuse('sent before', { type: 'quota', message: 'The relay is full.' })
    await replica.rebase('commitFailed')
    expect([await alice.vault.notSent.count(), await replica.waiting()]).toEqual([0, 1])
    hook.unsubscribe(full)
    creating.unsubscribe(full)
    refused.unsubscribe(full)
    const told: string[] = []
    replica.onChange((what) => told.push(what))
    unwrap(await replica.ingest([], 'relay'))
    expect(told).toEqual(['records', 'outbox', 'access'])
    expect(replica.writable().ok).toBe(true)
    expect(await view()).toEqual(before)
    expect((await replica.takeBatch(new Set()))!.rows).toHaveLength(1)
  })
})

test('where a key is missing it waits: what waits stays whole, nothing of it is sent, and with the key all is as it was', async () => {
  await rename('Waits')
  const before = await view()
  await older()
  const replica = await open({
    keys: { ...replicaKeysOf(alice.keys, alice.vault), openEpochs: () => Promise.resolve(new Map()) },
  })
  expect(replica.epochAwaited()).toBe(1)
  expect(replica.head().seq).toBeLessThan(world.log.entries.length)
  expect(await alice.vault.meta.get(metaKeys.rebuildDue)).toBeDefined()
  expect(await rebuilt()).toBeUndefined()
  expect(await replica.takeBatch(new Set())).toBeUndefined()
  unwrap(await replica.ingest([], 'relay'))
  expect([await alice.vault.notSent.count(), await replica.waiting(), replica.access()]).toEqual([
    0,
    1,
    alice.replica.access(),
  ])
  const whole = await open()
  expect(whole.epochAwaited()).toBeUndefined()
  expect(await view()).toEqual(before)
  expect([await alice.vault.notSent.count(), await whole.waiting()]).toEqual([0, 1])
})

test('an access entry that is refused while it waits for a key goes to Not sent alone: no waiting change is judged by books that are half made', async () => {
  await rename('Waits')
  await older()
  const replica = await open({
    keys: { ...replicaKeysOf(alice.keys, alice.vault), openEpochs: () => Promise.resolve(new Map()) },
  })
  expect(replica.epochAwaited()).toBe(1)
  const body = writeAccessBody({
    type: 'revokeInvite',
    prev: replica.access().head.accessHash,
    inviteId: 'ab'.repeat(16),
  })
  unwrap(
    await replica.exclusive(() =>
      replica.commit({ commandId: 'access', name: 'test.access', input: null, at: 1, result: null, access: [body] }),
    ),
  )
  const batch = (await replica.takeBatch(new Set()))!
  expect(batch.class).toBe('access')
  const rows = await alice.rows('risk')
  // Of a record that was sent before nothing is decided yet.
  await replica.refuse('sent before', { type: 'quota', message: 'The relay is full.' })
  await replica.refuse(batch.uuid, { type: 'notAllowed', message: 'Somebody was quicker.' })
  expect(await alice.vault.notSent.toArray()).toMatchObject([{ commandId: 'access', reason: { type: 'notAllowed' } }])
  expect((await alice.vault.outbox.toArray()).map(({ name }) => name)).toEqual(['record.edit'])
  expect(await alice.rows('risk')).toEqual(rows)
  expect(await replica.takeBatch(new Set())).toBeUndefined()
  const whole = await open()
  expect([
    await alice.vault.notSent.count(),
    await whole.waiting(),
    await whole.readValue('risk', `${risk}/title`),
  ]).toEqual([1, 1, 'Waits'])
})

describe('what begins', () => {
  const coreOf = (more: object = {}) => {
    const done: string[] = []
    const core = {
      vault: alice.vault,
      now: () => 77,
      head: { seq: 3 },
      leftOut: new Set([2]),
      rebuildDue: undefined,
      held: {},
      checkpoints: { drop: (kind: string) => Promise.reject(new Error(done.push(kind).toString())) },
      books: { reset: () => void done.push('books') },
      clients: { reset: () => void done.push('clients') },
      ...more,
    } as never as Core
    return { core, done }
  }

  test('lets go of what memory and checkpoints held, and says how far the log goes and why', async () => {
    await alice.vault.books.bulkPut([
      { book: 'risk', upToSeq: 1, stateVector: new Uint8Array(), foreignSeq: 0 },
      { book: 'asset', upToSeq: 1, stateVector: new Uint8Array(), foreignSeq: 0 },
    ])
    const { core, done } = coreOf()
    await beginRebuild(core, 'forgedEntry', { seq: 2, deviceId: 'd' })
    const due = { reason: 'forgedEntry', upTo: 3, at: 77, leftOut: [2], about: { seq: 2, deviceId: 'd' } }
    expect([core.rebuildDue, (await alice.vault.meta.get(metaKeys.rebuildDue))!.value]).toEqual([due, due])
    expect([core.rebaseDue, (await alice.vault.meta.get(metaKeys.rebaseDue))!.value]).toEqual([
      { reason: 'rebuilt', touched: [] },
      { reason: 'rebuilt', touched: [] },
    ])
    expect([
      core.head.seq,
      core.held,
      ((await alice.vault.meta.get(metaKeys.head))!.value as { seq: number }).seq,
    ]).toEqual([0, undefined, 0])
    expect(done.sort()).toEqual(['asset', 'books', 'clients', 'risk'])
    expect(await alice.vault.books.count()).toBe(0)
  })

  test('while one is due reaches as far as that one', async () => {
    const begun = async (rebuildDue: object) => {
      const { core } = coreOf({ rebuildDue })
      await beginRebuild(core, 'newRules')
      return core.rebuildDue
    }
    expect(await begun({ upTo: 9 })).toEqual({ reason: 'newRules', upTo: 9, at: 77, leftOut: [2] })
    expect(await begun({ upTo: 2 })).toMatchObject({ upTo: 3 })
  })

  test('epochs that are left out are those an owner left out', () => {
    expect(leftOutEpochs({ epochs: [{ epoch: 1 }, { epoch: 2, leftOutAt: 9 }, { epoch: 3 }] } as never)).toEqual([2])
  })
})
