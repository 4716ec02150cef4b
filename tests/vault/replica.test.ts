/** What becomes of what waits here, and of what is asked of a replica at an odd moment. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newUuid } from '~/lib/protocol/entry'
import { writeEraseBody } from '~/lib/protocol/eraseBody'
import { statementBytes } from '~/lib/protocol/statementPlaintext'
import { limits } from '~/lib/protocol/limits'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { toBytes, utf8 } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { metaKeys } from '~/lib/vault/core'
import type { Change } from '~/lib/vault/replica'
import { openConflictRows } from '~/lib/vault/readTrail'
import { statementId } from '~/lib/vault/statementRows'
import type { Intent } from '~/lib/vault/tables'
import { commitAccess, createWorld, foundBy, join, random, settle, type Person, type World } from './support/person'

let world: World
let alice: Person
let bob: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'lead')
  await settle(alice, bob)
})
afterEach(async () => {
  await alice.close()
  await bob.close()
})

const commit = (by: Person, change: Partial<Change>) => by.replica.exclusive(() => by.replica.commit({ commandId: newUuid(random), name: 'test.change', input: null, at: world.now, result: null, ...change }))
const set = (key: string, before: JsonValue, after: JsonValue, book: Intent['book'] = 'risk'): Intent => ({ type: 'set', book, key, before, after })
const full = (): never => {
  throw new DOMException('full', 'QuotaExceededError')
}
const memberOf = (person: Person) => alice.replica.access().devices[person.keys.deviceId]!.memberId
const setRole = (role: 'lead' | 'editor' | 'auditor' | 'viewer' | 'owner') => commitAccess(alice, { type: 'setRole', prev: alice.replica.access().head.accessHash, memberId: memberOf(bob), role })
const notSent = async (person: Person) => (await person.vault.notSent.toArray()).map(({ name, reason, id }) => ({ name, type: reason.type, id }))
const waiting = async (person: Person) => (await person.vault.outbox.orderBy('n').toArray()).map(({ class: of, commandId }) => [of, commandId])

/** A share of a statement as `evidence.review` makes it. */
async function signed(by: Person, of: { readonly id: string; readonly kind?: string; readonly at?: number }) {
  const body = canonicalBytes({
    v: 1, workspaceId: world.workspaceId, deviceId: by.keys.deviceId, memberId: memberOf(by), personId: by.replica.access().members[memberOf(by)]!.persons.at(-1)!.personId,
    type: 'review', subject: { kind: of.kind ?? 'evidence', id: of.id }, profile: 'review', contentHash: '0'.repeat(64), time: new Date(world.now + (of.at ?? 0)).toISOString(),
    decision: 'accepted',
  } as JsonValue)
  return { body: toBytes(body), innerSignature: await by.replica.signer().sign(statementBytes(toBytes(body))) }
}
const evidence = async (): Promise<string> => {
  const { id } = await alice.must('record.create', { kind: 'evidence', fields: { title: 'Seen', source: 'link' } })
  await settle(alice, bob)
  return id
}

describe('made again by a repair', () => {
  test('an erasure waits as long as its author is an owner, and then is not sent', async () => {
    await setRole('owner')
    await bob.pull()
    const erasure = { commandId: 'c-erase', erasures: [writeEraseBody({ blobIds: ['a'.repeat(64)], reason: 'asked for' })] }
    unwrap(await commit(bob, erasure))
    await bob.replica.rebase('commitFailed')
    expect(await waiting(bob)).toEqual([['erase', 'c-erase']])
    await setRole('lead')
    await bob.pull()
    await bob.replica.rebase('commitFailed')
    expect(await waiting(bob)).toEqual([])
    expect(await notSent(bob)).toEqual([{ name: 'test.change', type: 'notAllowed', id: 'c-erase/erase' }])
  })

  test('a statement waits as long as its record is here and its author may make it; else it is not sent, and the record waits for a decision again', async () => {
    const id = await evidence()
    const decision = await signed(bob, { id })
    unwrap(await commit(bob, { commandId: 'c-good', statements: [decision] }))
    await bob.replica.rebase('commitFailed')
    expect(await waiting(bob)).toEqual([['statement', 'c-good']])
    expect((await bob.vault.outbox.toArray())[0]!.base).toBe(bob.replica.head().seq)
    expect(await bob.vault.statements.count()).toBe(1)

    await setRole('viewer')
    await bob.pull()
    await bob.replica.rebase('commitFailed')
    expect(await waiting(bob)).toEqual([])
    expect(await notSent(bob)).toEqual([{ name: 'test.change', type: 'notAllowed', id: `c-good/statement/${statementId(decision.body).slice(0, 16)}` }])
    expect(await bob.vault.statements.count()).toBe(0)
    expect(await bob.rows('evidence')).toMatchObject([{ id, waits: 1 }])
  })

  test('a statement on a record that is not here, or that can’t be read, is not sent; one that stands in the log stays', async () => {
    const id = await evidence()
    unwrap(await commit(bob, { commandId: 'c-counted', statements: [await signed(bob, { id })] }))
    await bob.push()
    unwrap(await commit(bob, { commandId: 'c-none', statements: [await signed(bob, { id: 'ev_none' })] }))
    unwrap(await commit(bob, { commandId: 'c-newer', statements: [await signed(bob, { id: 'zz_1', kind: 'hologram' })] }))
    unwrap(await commit(bob, { commandId: 'c-odd', statements: [await signed(bob, { id, at: 1 })] }).then(async (done) => {
      // Damaged since.
      const row = (await bob.vault.outbox.orderBy('n').last())!
      await bob.vault.outbox.update(row.n, { payload: { ...row.payload, body: utf8('{ }') } })
      return done
    }))
    await bob.replica.rebase('commitFailed')
    expect(await notSent(bob)).toMatchObject([{ type: 'notFound' }, { type: 'statementMalformed' }])
    expect(await waiting(bob)).toEqual([['statement', 'c-newer']])
    expect((await bob.vault.statements.toArray()).filter(({ seq }) => seq !== undefined)).toHaveLength(1)
  })

  test('restored from a copy, a statement that is in the log already is not sent a second time', async () => {
    const id = await evidence()
    unwrap(await commit(bob, { statements: [await signed(bob, { id })] }))
    const copy = await bob.copy()
    await bob.push()
    await bob.restore(copy)
    await bob.push()
    expect(await bob.replica.waiting()).toBe(0)
    expect(await notSent(bob)).toEqual([])
    expect((await bob.vault.log.where('class').equals('statement').toArray()).map(({ verdict }) => verdict)).toEqual(['counts'])
  })

  test('restored from a copy, a command in several shares sends those alone that are not in the log', async () => {
    const list = Array.from({ length: limits.update.nodes / 2 }, () => 0)
    const shares = ['cr_0', 'cr_1', 'cr_2'].flatMap((id) => [set(`${id}/kind`, null, 'captureRecipe', 'captureRecipe'), set(`${id}/region`, null, list, 'captureRecipe')])
    unwrap(await commit(bob, { commandId: 'c-large', intents: shares }))
    expect((await bob.vault.outbox.toArray()).map(({ share }) => share)).toEqual([1, 2, 3])
    const copy = await bob.copy()
    await bob.pushUnheard()
    await bob.restore(copy)
    await bob.push()
    expect(await notSent(bob)).toEqual([])
    await alice.pull()
    expect((await alice.rows('captureRecipe')).map(({ id }) => id)).toEqual(['cr_0', 'cr_1', 'cr_2'])
    expect((await alice.trail()).filter(({ field }) => field === 'region')).toHaveLength(3)
    expect(await bob.trail()).toEqual(await alice.trail())
  })

  test('a conflict that a waiting change had settled stays settled with it, and is open again where it is refused', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await settle(alice, bob)
    for (const person of [alice, bob]) await person.must('record.edit', { edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: `by ${person.name}` }] }] })
    await settle(alice, bob)
    const [conflict] = await openConflictRows(bob.vault, 'asset')
    await bob.must('conflict.settle', { trailId: conflict!.id, use: 'inUse' } as never)
    await bob.replica.rebase('commitFailed')
    expect(await openConflictRows(bob.vault, 'asset')).toEqual([])
    expect(await bob.rows('asset')).toMatchObject([{ conflicts: [] }])
    await bob.replica.refuse((await bob.replica.takeBatch(new Set()))!.uuid, { type: 'quota', message: 'The relay is full.' })
    expect((await openConflictRows(bob.vault, 'asset')).map((row) => row.id)).toEqual([conflict!.id])
    expect(await bob.rows('asset')).toMatchObject([{ conflicts: ['name'] }])
  })

  test('exactly a day after it was restored a device is not there twice', async () => {
    const copy = await bob.copy()
    for (const later of [0, 86_400_000]) {
      world.now += later
      await bob.must('record.create', { kind: 'risk', fields: { title: `after ${later}` } })
      await bob.push()
      await bob.restore(copy)
      // A copy knows nothing of the time before.
      if (later > 0) await bob.vault.meta.put({ key: metaKeys.restoredAt, value: world.now - later })
      await bob.push()
    }
    expect((await bob.vault.meta.get(metaKeys.deviceTwice))?.value).toBeUndefined()
    expect((await bob.vault.meta.get(metaKeys.restoredAt))?.value).toBe(world.now)
  })
})

describe('where the disk is full', () => {
  test('a repair stays due and nothing is sent; the next batch makes it up', async () => {
    const copy = await bob.copy()
    await bob.must('record.create', { kind: 'risk', fields: { title: 'log' } })
    await bob.push()
    await bob.restore(copy)
    await bob.must('record.create', { kind: 'risk', fields: { title: 'mine' } })
    const deleting = bob.vault.meta.hook('deleting')
    deleting.subscribe(full)
    await bob.pull()
    expect((await bob.vault.meta.get(metaKeys.rebaseDue))?.value).toMatchObject({ reason: 'restoredCopy' })
    expect(await bob.replica.takeBatch(new Set())).toBeUndefined()
    expect(await bob.replica.takeBatch(new Set(['in flight']))).toBeUndefined()
    deleting.unsubscribe(full)
    // Not while others are in flight.
    expect(await bob.replica.takeBatch(new Set(['in flight']))).toBeUndefined()
    expect((await bob.replica.takeBatch(new Set()))!.rows).toHaveLength(1)
    expect(await bob.vault.meta.get(metaKeys.rebaseDue)).toBeUndefined()
    await settle(alice, bob)
    expect((await alice.rows('risk')).map(({ title }) => title).sort()).toEqual(['log', 'mine'])
  })

  test('entries are not taken in, the head stays, and the next attempt takes them', async () => {
    await alice.must('record.create', { kind: 'risk', fields: { title: 'From Alice' } })
    await alice.push()
    const head = bob.replica.head()
    const creating = bob.vault.log.hook('creating')
    creating.subscribe(full)
    expect(await bob.replica.ingest(world.log.entries.slice(head.seq), 'relay')).toMatchObject({ ok: false, error: { type: 'diskFull' } })
    creating.unsubscribe(full)
    expect(bob.replica.head()).toEqual(head)
    expect(await bob.rows('risk')).toEqual([])
    await bob.pull()
    expect(await bob.rows('risk')).toMatchObject([{ title: 'From Alice' }])
  })
})

describe('the next batch', () => {
  test('is asked again as the entry it was until that is in flight; then what comes after it', async () => {
    await bob.must('record.create', { kind: 'risk', fields: { title: 'one' } })
    const first = (await bob.replica.takeBatch(new Set()))!
    await bob.must('record.create', { kind: 'risk', fields: { title: 'two' } })
    expect(await bob.replica.takeBatch(new Set())).toEqual(first)
    const second = (await bob.replica.takeBatch(new Set([first.uuid])))!
    expect(second.uuid).not.toBe(first.uuid)
    expect(second.rows.map(({ n }) => n)).toEqual([2])
    expect(await bob.replica.takeBatch(new Set([first.uuid, second.uuid]))).toBeUndefined()
  })

  test('holds changes of one class, up to what an entry takes; statements and the like go singly; two shares of a command never together', async () => {
    const id = await evidence()
    const of = async () => {
      const batches: (readonly string[])[] = []
      for (const flying = new Set<string>(); ;) {
        const batch = await bob.replica.takeBatch(flying)
        if (!batch) return batches
        flying.add(batch.uuid)
        batches.push(batch.rows.map(({ commandId }) => commandId))
      }
    }
    const risk = (commandId: string, value: JsonValue = 'x') => commit(bob, { commandId, intents: [set(`r_${commandId}/unknownField`, null, value)] })
    await risk('a')
    await risk('b')
    await commit(bob, { commandId: 'e', intents: [set(`${id}/title`, 'Seen', 'Looked at', 'evidence')] })
    await risk('c')
    await commit(bob, { commandId: 's', statements: [await signed(bob, { id }), await signed(bob, { id, at: 1 })] })
    await risk('both', 'x')
    await commit(bob, { commandId: 'both', intents: [set('r_other/unknownField', null, 'x')] })
    await risk('large', 'x'.repeat(limits.entryBytes * 0.6))
    await risk('larger', 'x'.repeat(limits.entryBytes * 0.6))
    const list = (n: number) => Array.from({ length: n }, () => 0)
    await risk('nodes', list(limits.update.nodes / 2))
    await risk('more', list(limits.update.nodes / 2))
    expect(await of()).toEqual([['a', 'b'], ['e'], ['c'], ['s'], ['s'], ['both'], ['both', 'large'], ['larger', 'nodes'], ['more']])
  })
})

describe('what nobody may be asked to believe', () => {
  test('a change under several commands of one id is told each by itself, and lost nothing', async () => {
    const { id } = await bob.must('record.create', { kind: 'risk', fields: { title: 'A' } })
    for (const [before, after] of [['A', 'B'], ['B', 'C']] as const) unwrap(await commit(bob, { commandId: 'same', intents: [set(`${id}/title`, before, after)] }))
    await settle(alice, bob)
    expect((await alice.trail()).filter(({ field, recordId }) => field === 'title' && recordId === id).sort((a, b) => a.seq! - b.seq!).map(({ after }) => after)).toEqual(['A', 'B', 'C'])
    expect(await bob.trail()).toEqual(await alice.trail())
  })
})
