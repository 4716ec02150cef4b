/** What becomes of what waits here, and of what is asked of a replica at an odd moment. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newUuid } from '~/lib/protocol/log/entry'
import { writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { statementBytes } from '~/lib/protocol/bodies/statementPlaintext'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { toBytes, utf8 } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { sequenceEntry } from '~/lib/protocol/log/chain'
import { packIntents } from '~/lib/vault/history/packedIntents'
import { metaKeys } from '~/lib/vault/replica/replicaCore'
import type { Change } from '~/lib/vault/replica/replica'
import { openConflictRows } from '~/lib/vault/history/readTrail'
import { statementId } from '~/lib/vault/log/statementRows'
import type { Intent } from '~/lib/vault/store/tables'
import {
  closeEverybody,
  commitAccess,
  createWorld,
  foundBy,
  join,
  random,
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
  bob = await join(world, alice, 'Bob', 'lead')
  await settle(alice, bob)
})
afterEach(closeEverybody)

const commit = (by: Person, change: Partial<Change>) =>
  by.replica.exclusive(() =>
    by.replica.commit({
      commandId: newUuid(random),
      name: 'test.change',
      input: null,
      at: world.now,
      result: null,
      ...change,
    }),
  )
const set = (key: string, before: JsonValue, after: JsonValue, book: Intent['book'] = 'risk'): Intent => ({
  type: 'set',
  book,
  key,
  before,
  after,
})
const full = (): never => {
  throw new DOMException('full', 'QuotaExceededError')
}
const memberOf = (person: Person) => alice.replica.access().devices[person.keys.deviceId]!.memberId
const setRole = (role: 'lead' | 'editor' | 'auditor' | 'viewer' | 'owner') =>
  commitAccess(alice, { type: 'setRole', prev: alice.replica.access().head.accessHash, memberId: memberOf(bob), role })
const notSent = async (person: Person) =>
  (await person.vault.notSent.toArray()).map(({ name, reason, id }) => ({ name, type: reason.type, id }))
const waiting = async (person: Person) =>
  (await person.vault.outbox.orderBy('n').toArray()).map(({ class: of, commandId }) => [of, commandId])

/** A share of a statement as `evidence.review` makes it. */
async function signed(by: Person, of: { readonly id: string; readonly kind?: string; readonly at?: number }) {
  const body = canonicalBytes({
    v: 1,
    workspaceId: world.workspaceId,
    deviceId: by.keys.deviceId,
    memberId: memberOf(by),
    personId: by.replica.access().members[memberOf(by)]!.persons.at(-1)!.personId,
    type: 'review',
    subject: { kind: of.kind ?? 'evidence', id: of.id },
    profile: 'review',
    contentHash: '0'.repeat(64),
    time: new Date(world.now + (of.at ?? 0)).toISOString(),
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
    const erasure = {
      commandId: 'c-erase',
      erasures: [writeEraseBody({ blobIds: ['a'.repeat(64)], reason: 'asked for' })],
    }
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
    expect(await notSent(bob)).toEqual([
      { name: 'test.change', type: 'notAllowed', id: `c-good/statement/${statementId(decision.body).slice(0, 16)}` },
    ])
    expect(await bob.vault.statements.count()).toBe(0)
    expect(await bob.rows('evidence')).toMatchObject([{ id, waits: 1 }])
  })

  test('a statement on a record that is not here, or that can’t be read, is not sent; one that stands in the log stays', async () => {
    const id = await evidence()
    unwrap(await commit(bob, { commandId: 'c-counted', statements: [await signed(bob, { id })] }))
    await bob.push()
    unwrap(await commit(bob, { commandId: 'c-none', statements: [await signed(bob, { id: 'ev_none' })] }))
    unwrap(
      await commit(bob, { commandId: 'c-newer', statements: [await signed(bob, { id: 'zz_1', kind: 'hologram' })] }),
    )
    unwrap(
      await commit(bob, { commandId: 'c-odd', statements: [await signed(bob, { id, at: 1 })] }).then(async (done) => {
        // Damaged since.
        const row = (await bob.vault.outbox.orderBy('n').last())!
        await bob.vault.outbox.update(row.n, { payload: { ...row.payload, body: utf8('{ }') } } as never)
        return done
      }),
    )
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
    expect((await bob.vault.log.where('class').equals('statement').toArray()).map(({ verdict }) => verdict)).toEqual([
      'counts',
    ])
  })

  test('restored from a copy, a command in several shares sends those alone that are not in the log', async () => {
    const list = Array.from({ length: limits.update.nodes / 2 }, () => 0)
    const shares = ['cr_0', 'cr_1', 'cr_2'].flatMap((id) => [
      set(`${id}/kind`, null, 'captureRecipe', 'captureRecipe'),
      set(`${id}/region`, null, list, 'captureRecipe'),
    ])
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
    for (const person of [alice, bob])
      await person.must('record.edit', {
        edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: `by ${person.name}` }] }],
      })
    await settle(alice, bob)
    const [conflict] = await openConflictRows(bob.vault, 'asset')
    await bob.must('conflict.settle', { trailId: conflict!.id, use: 'inUse' } as never)
    await bob.replica.rebase('commitFailed')
    expect(await openConflictRows(bob.vault, 'asset')).toEqual([])
    expect(await bob.rows('asset')).toMatchObject([{ conflicts: [] }])
    await bob.replica.refuse((await bob.replica.takeBatch(new Set()))!.uuid, {
      type: 'quota',
      message: 'The relay is full.',
    })
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
    expect(await bob.replica.ingest(world.log.entries.slice(head.seq), 'relay')).toMatchObject({
      ok: false,
      error: { type: 'diskFull' },
    })
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
    const risk = (commandId: string, value: JsonValue = 'x') =>
      commit(bob, { commandId, intents: [set(`r_${commandId}/unknownField`, null, value)] })
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
    expect(await of()).toEqual([
      ['a', 'b'],
      ['e'],
      ['c'],
      ['s'],
      ['s'],
      ['both'],
      ['both', 'large'],
      ['larger', 'nodes'],
      ['more'],
    ])
  })
})

describe('who listens', () => {
  const heard = async (by: Person, work: () => Promise<unknown>): Promise<readonly string[]> => {
    const told: string[] = []
    const end = by.replica.onChange((what) => told.push(what))
    await work()
    end()
    return [...new Set(told)].sort()
  }

  test('hears what changed and nothing else, until it stops', async () => {
    await alice.must('record.create', { kind: 'risk', fields: { title: 'R' } })
    await alice.push()
    expect(await heard(bob, () => bob.pull())).toEqual(['head', 'records'])
    expect(await heard(bob, () => bob.replica.ingest(world.log.entries, 'relay'))).toEqual([])
    expect(await heard(bob, () => bob.must('record.create', { kind: 'risk', fields: { title: 'S' } }))).toEqual([
      'outbox',
      'records',
    ])
    expect(
      await heard(bob, () =>
        commit(bob, {
          intents: [set('ri_1/kind', null, 'risk')],
          statements: [{ body: toBytes(Uint8Array.of(1)), innerSignature: random(64) }],
        }).catch(() => undefined),
      ),
    ).toEqual([])
    expect(await heard(bob, () => bob.push())).toEqual(expect.arrayContaining(['head', 'outbox', 'records']))
    expect(await heard(alice, () => setRole('editor'))).toEqual(['access', 'head', 'outbox', 'records'])
    expect(await heard(bob, () => bob.replica.rebase('commitFailed'))).toEqual(['outbox', 'records'])
    const told: string[] = []
    bob.replica.onChange((what) => told.push(what))()
    await bob.pull()
    expect(told).toEqual([])
  })

  test('when a device was last heard of is known after a restart, too, also of one that is silent since', async () => {
    const heardOf = async (by: Person, of: Person) => (await by.vault.devices.get(of.keys.deviceId))?.lastHeard
    world.now += 1_000
    const eve = await join(world, alice, 'Eve', 'viewer')
    await settle(alice, bob, eve)
    const before = await heardOf(bob, eve)
    expect(before).toBe(world.now)
    await bob.restart()
    world.now += 1_000
    await setRole('editor')
    await bob.pull()
    expect(await heardOf(bob, eve)).toBe(before)
    expect(await heardOf(bob, alice)).toBe(world.now)
    await eve.close()
  })
})

describe('a commit', () => {
  test('writes what goes with it and takes away what it replaces, or nothing of both', async () => {
    const { vault } = bob
    const draft = {
      id: 'd1',
      mode: 'm',
      state: 'capturing',
      startedAt: 1,
      updatedAt: 1,
      step: 0,
      steps: 0,
      facts: null,
      links: null,
    } as const
    const file = {
      draftId: 'd1',
      name: 'a.png',
      order: 0,
      mime: 'image/png',
      part: 'original',
      bytes: new Blob(['x']),
    } as const
    const blob = {
      sha256: 's',
      id: 'i',
      size: 1,
      mime: 'x',
      state: 'present',
      epoch: 1,
      salt: new Uint8Array(),
      upload: 'none',
      addedAt: 1,
    } as const
    unwrap(
      await commit(bob, {
        commandId: 'c1',
        result: 'done',
        extra: {
          blobs: [blob],
          drafts: [draft],
          draftFiles: [file, { ...file, name: 'b.png' }],
          meta: [{ key: 'mine', value: 7 }],
        },
      }),
    )
    expect([
      await vault.blobs.count(),
      await vault.drafts.count(),
      await vault.draftFiles.count(),
      (await vault.meta.get('mine'))?.value,
      (await vault.commands.get('c1'))?.result,
    ]).toEqual([1, 1, 2, 7, 'done'])
    await vault.notSent.put({
      id: 'n',
      commandId: 'n',
      at: 1,
      name: 'n',
      input: null,
      intents: [],
      reason: { type: 'x', message: 'x' },
    })
    const away = { extra: { deleteDrafts: ['d1'], deleteDraftFiles: [['d1', 'a.png']], deleteNotSent: ['n'] } } as const
    vault.drafts.hook('deleting', full)
    expect(await commit(bob, { ...away, commandId: 'c2', intents: [set('r_1/x', null, 1)] })).toMatchObject({
      ok: false,
      error: { type: 'diskFull' },
    })
    expect([
      await vault.drafts.count(),
      await vault.draftFiles.count(),
      await vault.notSent.count(),
      await vault.commands.count(),
      await bob.replica.waiting(),
    ]).toEqual([1, 2, 1, 1, 0])
    expect(await bob.replica.readValue('risk', 'r_1/x')).toBeNull()
    vault.drafts.hook('deleting').unsubscribe(full)
    unwrap(await commit(bob, away))
    expect([
      await vault.drafts.count(),
      (await vault.draftFiles.toArray()).map(({ name }) => name),
      await vault.notSent.count(),
    ]).toEqual([0, ['b.png'], 0])
  })

  test('two edits of one text are both made, whichever text the second speaks of', async () => {
    const { id } = await bob.must('record.create', { kind: 'risk', fields: { title: 'R' } })
    const text = (before: string, ...delta: readonly object[]): Intent => ({
      type: 'text',
      book: 'risk',
      key: `${id}/cause`,
      before,
      delta: delta as never,
    })
    unwrap(await commit(bob, { intents: [text('', { insert: 'Rain' }), text('Rain', { retain: 4 }, { insert: '.' })] }))
    expect(await bob.replica.readText('risk', id, 'cause')).toBe('Rain.')
    unwrap(
      await commit(bob, {
        intents: [text('Rain.', { insert: 'Much ' }), text('Rain.', { retain: 5 }, { insert: ' Snow.' })],
      }),
    )
    expect(await bob.replica.readText('risk', id, 'cause')).toBe('Much Rain. Snow.')
    await settle(alice, bob)
    expect(await alice.rows('risk')).toMatchObject([{ cause: 'Much Rain. Snow.' }])
    expect(await alice.trail()).toEqual(await bob.trail())
  })

  test('over several books of one class is told of each book what the log tells, on its own device too', async () => {
    unwrap(
      await commit(bob, {
        commandId: 'both-books',
        intents: [
          set('ri_1/kind', null, 'risk'),
          set('ri_1/title', null, 'R'),
          set('as_1/kind', null, 'asset', 'asset'),
          set('as_1/name', null, 'A', 'asset'),
        ],
      }),
    )
    await settle(alice, bob)
    expect(await bob.trail()).toEqual(await alice.trail())
    expect(
      (await bob.trail())
        .filter(({ commandId }) => commandId === 'both-books')
        .map(({ kind, field }) => `${kind} ${field}`)
        .sort(),
    ).toEqual(['asset kind', 'asset name', 'risk kind', 'risk title'])
  })

  test('of one value in a command the last counts, and what changes nothing waits nowhere', async () => {
    const { id } = await bob.must('record.create', { kind: 'risk', fields: { title: 'R' } })
    const before = await bob.replica.waiting()
    unwrap(await commit(bob, { intents: [set(`${id}/title`, 'R', 'one'), set(`${id}/title`, 'R', 'two')] }))
    expect(await bob.rows('risk')).toMatchObject([{ title: 'two' }])
    expect((await bob.trail()).filter(({ field, after }) => field === 'title' && after === 'one')).toEqual([])
    unwrap(await commit(bob, { intents: [{ type: 'text', book: 'risk', key: `${id}/cause`, before: '', delta: [] }] }))
    expect(await bob.replica.waiting()).toBe(before + 1)
  })
})

describe('a waiting change that nobody would count any more', () => {
  test('is not sent, and what waits beside it is made again', async () => {
    const { id } = await bob.must('record.create', { kind: 'risk', fields: { title: 'R' } })
    await bob.must('record.edit', {
      edits: [{ kind: 'risk', id, changes: [{ op: 'set', field: 'title', value: 'S' }] }],
    })
    const row = (await bob.vault.outbox.orderBy('n').last())!
    // As an earlier version may have left it.
    await bob.vault.outbox.update(row.n, {
      payload: {
        ...row.payload,
        intents: packIntents([set(`${id}/_settled/${'a'.repeat(limits.update.keyChars)}`, null, true)]),
      },
    } as never)
    await bob.replica.rebase('commitFailed')
    expect(await notSent(bob)).toMatchObject([{ type: 'notCountable' }])
    expect((await bob.vault.notSent.toArray())[0]!.reason.message).toContain('no device would count this change')
    expect(await bob.replica.waiting()).toBe(1)
    expect(await bob.rows('risk')).toMatchObject([{ title: 'R' }])
    await settle(alice, bob)
    expect(await alice.rows('risk')).toMatchObject([{ title: 'R' }])
  })
})

describe('what comes in', () => {
  test('bytes that are no entry keep their place, are named, and are of nobody', async () => {
    const entry = sequenceEntry(alice.replica.head() as never, toBytes(Uint8Array.of(1, 2, 3)), world.now)
    for (const person of [alice, bob]) {
      expect(unwrap(await person.replica.ingest([entry], 'relay'))).toMatchObject({
        applied: 1,
        notCounted: [{ seq: entry.seq, uuid: '', own: false }],
      })
      expect(await person.vault.log.get(entry.seq)).toMatchObject({
        uuid: `unreadable-${entry.seq}`,
        deviceId: '',
        deviceSeq: 0,
        class: '',
        epoch: 0,
        verdict: 'malformed',
      })
      expect(await person.vault.log.get(entry.seq)).not.toHaveProperty('provisional')
      expect(await person.vault.refused.get(entry.seq)).toMatchObject({
        uuid: `unreadable-${entry.seq}`,
        deviceId: '',
        class: '',
        verdict: 'malformed',
        content: null,
      })
      expect(await person.vault.refused.get(entry.seq)).not.toHaveProperty('memberId')
      expect(person.replica.head()).toMatchObject({ seq: entry.seq, chain: entry.chain })
      expect(await person.vault.meta.get(metaKeys.rebaseDue)).toBeUndefined()
    }
    expect(bob.replica.head()).toEqual(alice.replica.head())
  })

  test('what is known already is passed over; a gap is refused and changes nothing', async () => {
    const head = bob.replica.head()
    expect(unwrap(await bob.replica.ingest(world.log.entries, 'relay'))).toMatchObject({
      applied: 0,
      head: { seq: head.seq },
    })
    await alice.must('record.create', { kind: 'risk', fields: { title: 'one' } })
    await alice.push()
    await alice.must('record.create', { kind: 'risk', fields: { title: 'two' } })
    await alice.push()
    expect(await bob.replica.ingest(world.log.entries.slice(head.seq + 1), 'relay')).toMatchObject({
      ok: false,
      error: { type: 'gap' },
    })
    expect(bob.replica.head()).toEqual(head)
    expect(unwrap(await bob.replica.ingest(world.log.entries.slice(head.seq - 2), 'relay'))).toMatchObject({
      applied: 2,
    })
  })

  test('once a relay took the log in, what stands before has the times of devices, and so again with the next relay', async () => {
    const sources = async () => (await bob.vault.log.orderBy('seq').toArray()).map(({ timeSource }) => timeSource)
    const joins = (origin: string) =>
      commitAccess(alice, { type: 'relayJoined', prev: alice.replica.access().head.accessHash, origin })
    const id = await evidence()
    const before = world.log.entries.length
    await joins('https://one.example')
    unwrap(await commit(bob, { statements: [await signed(bob, { id })] }))
    await bob.push()
    const counted = async () =>
      (await bob.vault.statements.toArray()).filter(({ seq }) => seq !== undefined).map(({ timeSource }) => timeSource)
    expect(await sources()).toEqual([
      ...Array.from({ length: before }, () => 'device'),
      ...Array.from({ length: world.log.entries.length - before }, () => 'relay'),
    ])
    expect(await counted()).toEqual(['relay'])
    await joins('https://two.example')
    await bob.pull()
    expect((await sources()).filter((source) => source === 'relay')).toHaveLength(1)
    expect((await sources()).at(-1)).toBe('relay')
    expect(await counted()).toEqual(['device'])
  })

  test('a decision and its revocation read in one piece are judged as one by one: another member’s word revokes nothing', async () => {
    const eve = await join(world, alice, 'Eve', 'editor')
    await settle(alice, bob, eve)
    const id = await evidence()
    await eve.pull()
    const decision = await signed(bob, { id })
    unwrap(await commit(bob, { statements: [decision] }))
    await bob.push()
    await alice.pull()
    const revoke = async (by: Person) => {
      const member = by.replica.access().devices[by.keys.deviceId]!.memberId
      const body = toBytes(
        canonicalBytes({
          v: 1,
          workspaceId: world.workspaceId,
          deviceId: by.keys.deviceId,
          memberId: member,
          personId: by.replica.access().members[member]!.persons.at(-1)!.personId,
          type: 'revoke',
          subject: { kind: 'evidence', id },
          profile: 'review',
          contentHash: '0'.repeat(64),
          basedOn: statementId(decision.body),
          reason: 'no',
          time: new Date(world.now + 9).toISOString(),
        } as JsonValue),
      )
      await by.pull()
      unwrap(
        await commit(by, {
          statements: [{ body, innerSignature: await by.replica.signer().sign(statementBytes(body)) }],
        }),
      )
      await by.push()
    }
    await revoke(eve)
    await revoke(bob)
    await alice.pull()
    const late = await join(world, alice, 'Late', 'viewer')
    await settle(alice, bob, eve, late)
    const rows = async (person: Person) =>
      (await person.vault.statements.orderBy('seq').toArray()).map(({ type, voidReason }) => [
        type,
        voidReason !== undefined,
      ])
    for (const person of [alice, bob, eve, late])
      expect(await rows(person)).toEqual([
        ['review', expect.any(Boolean)],
        ['revoke', true],
        ['revoke', false],
      ])
    expect(await late.vault.statements.toArray()).toEqual(await alice.vault.statements.toArray())
    await late.close()
    await eve.close()
  })
})

describe('a statement of one’s own that came back because it counts for nobody', () => {
  test('is not sent a second time, nor a hundred times: it lies under "Not sent" with the reason', async () => {
    const id = await evidence()
    const good = await signed(alice, { id })
    for (const [statement, type] of [
      [await signed(bob, { id }), 'foreignStatement'],
      [{ ...good, innerSignature: toBytes(new Uint8Array(64)) }, 'badInnerSignature'],
    ] as const) {
      const before = world.log.entries.length
      unwrap(await commit(alice, { commandId: type, statements: [statement] }))
      await alice.push()
      expect(world.log.entries.length).toBe(before + 1)
      expect((await alice.vault.log.toArray()).at(-1)).toMatchObject({ class: 'statement', verdict: type })
      expect((await notSent(alice)).map((row) => row.type)).toContain(type)
      expect(await alice.replica.waiting()).toBe(0)
      expect(await alice.vault.statements.count()).toBe(0)
    }
    unwrap(await commit(alice, { statements: [good] }))
    await settle(alice, bob)
    expect(await bob.vault.statements.count()).toBe(1)
  })

  test('signed once more in the same millisecond it is the one that counts already: that one stays, and nothing waits for ever', async () => {
    const good = await signed(alice, { id: await evidence() })
    unwrap(await commit(alice, { commandId: 'first', statements: [good] }))
    await settle(alice, bob)
    const [counted] = await alice.vault.statements.toArray()
    expect(counted!.seq).toBeDefined()
    unwrap(await commit(alice, { commandId: 'second', statements: [good] }))
    expect(await alice.vault.statements.toArray()).toEqual([counted])
    for (let times = 0; times < 3; times++) await alice.push()
    expect([
      await alice.replica.waiting(),
      await alice.vault.statements.toArray(),
      (await notSent(alice)).map(({ type }) => type),
    ]).toEqual([0, [counted], []])
    await settle(alice, bob)
    expect((await bob.vault.statements.toArray()).map(({ seq }) => seq)).toEqual([counted!.seq])
  })
})

describe('what nobody may be asked to believe', () => {
  test('a change under several commands of one id is told each by itself, and lost nothing', async () => {
    const { id } = await bob.must('record.create', { kind: 'risk', fields: { title: 'A' } })
    for (const [before, after] of [
      ['A', 'B'],
      ['B', 'C'],
    ] as const)
      unwrap(await commit(bob, { commandId: 'same', intents: [set(`${id}/title`, before, after)] }))
    await settle(alice, bob)
    expect(
      (await alice.trail())
        .filter(({ field, recordId }) => field === 'title' && recordId === id)
        .sort((a, b) => a.seq! - b.seq!)
        .map(({ after }) => after),
    ).toEqual(['A', 'B', 'C'])
    expect(await bob.trail()).toEqual(await alice.trail())
  })
})
