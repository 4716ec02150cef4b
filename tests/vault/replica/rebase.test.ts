/** The one repair (architecture.md 2), case by case; MG17 for what no longer passes. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { metaKeys } from '~/lib/vault/replica/replicaCore'
import { trailOfRecords } from '~/lib/vault/history/readTrail'
import {
  closeEverybody,
  commitAccess,
  createWorld,
  foundBy,
  join,
  settle,
  type Person,
  type World,
} from '../support/person'

let world: World
let alice: Person
let bob: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  await alice.pull()
})
afterEach(closeEverybody)

const asset = (person: Person, name: string) => person.must('record.create', { kind: 'asset', fields: { name } })
const rename = (person: Person, id: string, name: string, commandId?: string) =>
  person.must(
    'record.edit',
    { edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: name }] }] },
    commandId,
  )
const equal = async () => {
  await settle(alice, bob)
  expect(await bob.rows('asset')).toEqual(await alice.rows('asset'))
  expect(await bob.rows('risk')).toEqual(await alice.rows('risk'))
  expect(await bob.trail()).toEqual(await alice.trail())
}
const clientIds = async (person: Person) =>
  (await person.vault.clients.where('book').equals('asset').toArray()).map(({ deviceId, clientId, clock }) => ({
    deviceId,
    clientId,
    clock,
  }))

describe('refused for good', () => {
  test('what was refused is under Not sent with content; what waited behind it goes out under a fresh client id', async () => {
    const { id } = await asset(bob, 'A')
    await bob.push()
    const before = await clientIds(bob)
    await rename(bob, id, 'refused', 'c-refused')
    const batch = await bob.replica.takeBatch(new Set())
    await rename(bob, id, 'after', 'c-after')
    await bob.replica.refuse(batch!.uuid, { type: 'quota', message: 'The relay is full.' })
    expect(await bob.rows('asset')).toMatchObject([{ name: 'after' }])
    expect(await bob.vault.notSent.toArray()).toMatchObject([
      {
        commandId: 'c-refused',
        name: 'record.edit',
        reason: { type: 'quota' },
        intents: [{ key: `${id}/name`, after: 'refused' }],
        about: { kind: 'asset', id, fields: ['name'] },
      },
    ])
    await equal()
    expect(
      (await alice.trail())
        .filter(({ field, recordId }) => field === 'name' && recordId === id)
        .map(({ before: was, after }) => [was, after]),
    ).toEqual(expect.arrayContaining([['A', 'after']]))
    expect((await clientIds(alice)).filter(({ deviceId }) => deviceId === bob.keys.deviceId)).toHaveLength(
      before.length + 1,
    )
  })

  test('a change of a record that was never sent goes with it', async () => {
    const { id } = await asset(bob, 'never')
    const batch = await bob.replica.takeBatch(new Set())
    await rename(bob, id, 'renamed', 'c-rename')
    await bob.replica.refuse(batch!.uuid, { type: 'quota', message: 'The relay is full.' })
    expect(await bob.rows('asset')).toEqual([])
    expect(await trailOfRecords(bob.vault, [id])).toEqual([])
    expect((await bob.vault.notSent.toArray()).map(({ commandId, reason }) => [commandId, reason.type])).toContainEqual(
      ['c-rename', 'notFound'],
    )
    expect(await bob.replica.waiting()).toBe(0)
  })

  test('a change that points to a record that was never sent goes with it', async () => {
    const { id } = await asset(bob, 'never')
    const batch = await bob.replica.takeBatch(new Set())
    await bob.must('record.create', { kind: 'risk', fields: { title: 'of it', assets: [id] } }, 'c-risk')
    await bob.replica.refuse(batch!.uuid, { type: 'quota', message: 'The relay is full.' })
    expect((await bob.vault.notSent.toArray()).map(({ commandId, reason }) => [commandId, reason.type])).toContainEqual(
      ['c-risk', 'referenceMissing'],
    )
    expect(await bob.rows('risk')).toEqual([])
    await equal()
  })

  test('retry makes it again as a new command; discard lets it go', async () => {
    const { id } = await asset(bob, 'A')
    await bob.push()
    await rename(bob, id, 'again', 'c-again')
    await bob.replica.refuse((await bob.replica.takeBatch(new Set()))!.uuid, { type: 'quota', message: 'x' })
    expect(await bob.rows('asset')).toMatchObject([{ name: 'A' }])
    const [row] = await bob.vault.notSent.toArray()
    expect(row!.id).toBe('c-again/register')
    expect(await bob.must('notSent.retry', { id: row!.id })).toBeNull()
    expect(await bob.vault.notSent.count()).toBe(0)
    await equal()
    expect(await alice.rows('asset')).toMatchObject([{ name: 'again' }])

    await rename(bob, id, 'drop')
    await bob.replica.refuse((await bob.replica.takeBatch(new Set()))!.uuid, { type: 'quota', message: 'x' })
    await bob.must('notSent.discard', { id: (await bob.vault.notSent.toArray())[0]!.id })
    expect(await bob.vault.notSent.count()).toBe(0)
    expect(await bob.rows('asset')).toMatchObject([{ name: 'again' }])
  })

  test('MG17: a role lost meanwhile sends the edits to Not sent, a comment still goes out', async () => {
    const { id } = await asset(alice, 'A')
    await settle(alice, bob)
    await rename(bob, id, 'B')
    await bob.must('record.create', { kind: 'comment', fields: { body: 'Look', target: id } })
    const member = alice.replica.access().devices[bob.keys.deviceId]!.memberId
    await commitAccess(alice, {
      type: 'setRole',
      prev: alice.replica.access().head.accessHash,
      memberId: member,
      role: 'auditor',
    })
    await equal()
    expect((await bob.vault.notSent.toArray()).map(({ reason }) => reason.type)).toEqual(['roleMayNotWrite'])
    expect(await alice.rows('comment')).toHaveLength(1)
    expect(await alice.rows('asset')).toMatchObject([{ name: 'A' }])
  })
})

describe('a restored copy', () => {
  test('entries of this device that the vault does not have: nothing is doubled, nothing lost', async () => {
    const { id } = await asset(bob, 'A')
    await bob.push()
    await rename(bob, id, 'in copy and log', 'c-both')
    const copy = await bob.copy()
    await bob.push()
    await rename(bob, id, 'log only', 'c-log')
    await bob.must('record.create', { kind: 'risk', fields: { title: 'log only' } }, 'c-risk')
    await bob.push()
    await alice.pull()

    await bob.restore(copy)
    // Offline first: written under clocks that the log has with other content.
    await asset(bob, 'after the restore')
    await bob.must('record.edit', {
      edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'location', value: 'Bern' }] }],
    })
    await equal()
    expect((await alice.rows('asset')).map(({ name, location, ref }) => [name, location, ref]).sort()).toEqual([
      ['after the restore', undefined, 'AS-B2'],
      ['log only', 'Bern', 'AS-B1'],
    ])
    expect(await alice.rows('risk')).toHaveLength(1)
    const both = await alice.vault.trail.where('commandId').equals('c-both').toArray()
    expect(both).toHaveLength(1)
    expect(await alice.vault.log.where('verdict').notEqual('counts').count()).toBe(0)
    expect(await bob.vault.meta.get(metaKeys.deviceTwice)).toBeUndefined()
  })

  test('twice in a day: this device exists twice', async () => {
    const copy = await bob.copy()
    for (const name of ['one', 'two']) {
      await asset(bob, name)
      await bob.push()
      await bob.restore(copy)
      await bob.push()
    }
    expect((await bob.vault.meta.get(metaKeys.deviceTwice))?.value).toBeUndefined()
    await asset(bob, 'three')
    await bob.push()
    const later = await bob.copy()
    await asset(bob, 'four')
    await bob.push()
    await bob.restore(later)
    await bob.push()
    expect((await bob.vault.meta.get(metaKeys.deviceTwice))?.value).toBe(true)
    await equal()
  })

  test('a deviation that died before its repair is repaired on opening', async () => {
    const copy = await bob.copy()
    const { id } = await asset(bob, 'log')
    await bob.push()
    await bob.restore(copy)
    await asset(bob, 'mine')
    bob.dieAt('rebase:start')
    await expect(bob.pull()).rejects.toThrow('rebase:start')
    await bob.restart()
    expect((await bob.rows('asset')).map(({ name }) => name).sort()).toEqual(['log', 'mine'])
    expect((await bob.rows('asset')).some((row) => row.id === id)).toBe(true)
    await equal()
  })
})

describe('a change that names nothing', () => {
  test('is made again, and not sent, without it', async () => {
    const commit = (commandId: string) =>
      bob.replica.exclusive(() =>
        bob.replica.commit({
          commandId,
          name: 'test.set',
          input: null,
          at: 1,
          result: null,
          intents: [{ type: 'set', book: 'asset', key: `as_${commandId}/kind`, before: null, after: 'asset' }],
        }),
      )
    expect(await commit('one')).toEqual({ ok: true })
    const batch = (await bob.replica.takeBatch(new Set()))!
    await bob.replica.rebase('commitFailed')
    expect((await bob.vault.outbox.toArray()).map(({ former }) => former)).toEqual([batch.uuid])
    await bob.replica.refuse(batch.uuid, { type: 'quota', message: 'x' })
    expect((await bob.vault.outbox.toArray()).map((row) => 'former' in row)).toEqual([false])
    await bob.replica.refuse((await bob.replica.takeBatch(new Set()))!.uuid, { type: 'quota', message: 'x' })
    expect(await bob.vault.notSent.toArray()).toEqual([
      {
        id: 'one/register',
        commandId: 'one',
        at: world.now,
        name: 'test.set',
        input: null,
        intents: [{ type: 'set', book: 'asset', key: 'as_one/kind', before: null, after: 'asset' }],
        reason: { type: 'quota', message: 'x' },
      },
    ])
    expect(await bob.rows('asset')).toEqual([])
    expect(await bob.trail()).toEqual(await alice.trail())
  })
})

describe('our client id in another device’s hands', () => {
  test('who counted first keeps it; the other takes a fresh one and loses nothing', async () => {
    // A cloned vault under another device: the same client id by hand.
    const stolen = (await bob.vault.meta.get(metaKeys.clientId))?.value ?? 4_000_000_001
    await bob.vault.meta.put({ key: metaKeys.clientId, value: stolen })
    await alice.vault.meta.put({ key: metaKeys.clientId, value: stolen })
    await bob.restart()
    await alice.restart()
    await asset(alice, 'by Alice')
    await asset(bob, 'by Bob')
    await alice.push()
    await equal()
    expect((await alice.rows('asset')).map(({ name }) => name).sort()).toEqual(['by Alice', 'by Bob'])
    const owners = await clientIds(alice)
    expect(new Set(owners.map(({ clientId }) => clientId)).size).toBe(owners.length)
  })
})

describe('a failed commit', () => {
  test('diskFull: nothing of it is in books or rows; those queued behind run on the rebuilt book', async () => {
    const { id } = await asset(bob, 'A')
    const fail = (): never => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    }
    bob.vault.outbox.hook('creating', fail)
    const first = bob.run('record.edit', {
      edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'lost' }] }],
    })
    const second = first
      .then(() => bob.vault.outbox.hook('creating').unsubscribe(fail))
      .then(() =>
        bob.run('record.edit', {
          edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'location', value: 'Bern' }] }],
        }),
      )
    expect(await first).toMatchObject({
      ok: false,
      error: { type: 'diskFull', message: expect.stringContaining('Not saved: this disk is full.') },
    })
    expect(await second).toMatchObject({ ok: true })
    expect(await bob.rows('asset')).toMatchObject([{ name: 'A', location: 'Bern' }])
    await equal()
  })

  test('vaultClosed: says what to do; what was acknowledged is there after reopening', async () => {
    const { id } = await asset(bob, 'A')
    bob.vault.close()
    expect(
      await bob
        .run('record.edit', { edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'B' }] }] })
        .catch((error: unknown) => error),
    ).toMatchObject({ ok: false, error: { type: 'vaultClosed' } })
    await bob.restart()
    expect(await bob.rows('asset')).toMatchObject([{ name: 'A' }])
    await equal()
  })
})
