/** What counts: no single entry stops an honest device, and what it tells of one is the same on all. */

import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { newUuid } from '~/lib/protocol/log/entry'
import { recordsOf } from '~/lib/vault/books/book'
import { isOwnTrouble } from '~/lib/vault/log/unappliable'
import {
  closeEverybody,
  createWorld,
  foundBy,
  join,
  random,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'
import { toBytes, utf8 } from '~/lib/shared/bytes'
import { frozenContent } from '~/lib/isms/statement/frozen'
import { writeStatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { letterBesideValue, smuggle, smuggleUpdate, updateOn, viewOf } from '../support/smuggle'

let world: World
let alice: Person
let bob: Person
let mallory: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  mallory = await join(world, alice, 'Mallory', 'auditor')
  await settle(alice, bob, mallory)
})
afterEach(closeEverybody)

const nested = (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => [inner], 0 as unknown)

/** Everybody has read everything, agrees, and can go on. */
async function allGoOn(verdict: string): Promise<void> {
  await settle(alice, bob, mallory)
  const [log] = [await alice.vault.log.toArray()]
  expect(log.some((row) => row.verdict === verdict)).toBe(true)
  const { id } = await bob.must('record.create', { kind: 'risk', fields: { title: 'Honest' } })
  await settle(alice, bob, mallory)
  expect((await alice.rows('risk')).find((row) => row['id'] === id)).toMatchObject({ title: 'Honest' })
  const view = await viewOf(alice, 'risk', 'finding', 'task')
  expect(await viewOf(bob, 'risk', 'finding', 'task')).toEqual(view)
  expect(await viewOf(mallory, 'risk', 'finding', 'task')).toEqual(view)
}

describe('one entry of an auditor', () => {
  test.each<[string, unknown]>([
    ['NaN', Number.NaN],
    ['a BigInt', 12n],
    ['undefined inside an object', { facts: { a: undefined } }],
    ['a list 3,000 deep', nested(3_000)],
  ])(
    '[P] %s as a value leaves nobody offline: it is malformed for all, and its author is named',
    async (_what, value) => {
      const at = await smuggleUpdate(world, mallory, 'audit', {
        book: 'finding',
        update: await updateOn(mallory, 'finding', 77, (doc) => void recordsOf(doc).set('fi_x/title', value as never)),
      })
      await allGoOn('malformedUpdate')
      expect(await alice.vault.refused.where('seq').equals(at).first()).toMatchObject({
        verdict: 'malformedUpdate',
        deviceId: mallory.keys.deviceId,
        memberId: alice.replica.access().devices[mallory.keys.deviceId]!.memberId,
      })
      expect(await alice.rows('finding')).toEqual([])
    },
  )

  test('[P] deletions repeated a hundred thousand times cost a device less than two seconds', async () => {
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Long lived' } })
    await settle(alice, bob, mallory)
    const { clientId } = (await alice.vault.clients.where('book').equals('risk').toArray())[0]!
    const encoder = encoding.createEncoder()
    for (const value of [0, 1, clientId, 100_000]) encoding.writeVarUint(encoder, value)
    for (let n = 0; n < 100_000; n++) for (const value of [0, 1]) encoding.writeVarUint(encoder, value)
    await smuggleUpdate(world, mallory, 'discussion', { book: 'comment', update: encoding.toUint8Array(encoder) })
    const from = performance.now()
    await bob.pull()
    expect(performance.now() - from).toBeLessThan(2_000)
    await allGoOn('malformedUpdate')
  })
})

describe("what is sealed and can't be read", () => {
  test.each<[string, 'discussion' | 'statement', () => Uint8Array]>([
    ['bytes that are no change', 'discussion', () => Uint8Array.of(9, 9, 9)],
    [
      'a time that is no date',
      'discussion',
      () => writeUpdatePlaintext({ commands: [{ commandId: 'c', time: Number.MAX_SAFE_INTEGER, parts: [] }] }),
    ],
    ['bytes that are no statement', 'statement', () => Uint8Array.of(7)],
  ])('%s: no relay could see it, so no relay is accused, and nobody stops', async (_what, entryClass, plaintext) => {
    const at = await smuggle(world, mallory, entryClass, toBytes(plaintext()))
    await allGoOn('malformedContent')
    expect(await alice.vault.refused.where('seq').equals(at).first()).toMatchObject({
      verdict: 'malformedContent',
      deviceId: mallory.keys.deviceId,
    })
  })
})

describe('a statement', () => {
  test.each([3_000, 300_000])(
    'nested %i deep stops nobody: nothing that walks through it ever sees it',
    async (depth) => {
      const body = utf8(`{"v":1,"x":${'['.repeat(depth)}${']'.repeat(depth)}}`)
      const at = await smuggle(
        world,
        mallory,
        'statement',
        writeStatementPlaintext({ body, innerSignature: random(64), frozen: { in: 'none' } }),
      )
      await allGoOn('statementMalformed')
      expect(await alice.vault.refused.where('seq').equals(at).first()).toMatchObject({
        verdict: 'statementMalformed',
        content: { statement: null },
      })
    },
  )

  test('a frozen copy nested 300,000 deep is none', () => {
    const copy = (depth: number) => utf8(`{"fields":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`)
    expect(frozenContent(copy(300_000))).toBeUndefined()
    expect(frozenContent(copy(20))?.fields).toHaveProperty('a')
  })
})

describe('an entry that Yjs does not take', () => {
  test('has a verdict of its own: nothing of it is applied, what builds on it does not count, the head moves on', async () => {
    const { id } = await alice.must('record.create', { kind: 'risk', fields: { title: 'True' } })
    await settle(alice, bob, mallory)
    const history = await alice.trail()
    const first = await updateOn(bob, 'asset', 91, (doc) => void recordsOf(doc).set('as_x/name', 'in the same entry'))
    const at = await smuggleUpdate(
      world,
      bob,
      'register',
      { book: 'asset', update: first },
      { book: 'risk', update: await letterBesideValue(bob, 'risk', `${id}/title`, 92) },
    )
    await settle(alice, bob, mallory)
    for (const person of [alice, bob, mallory]) {
      expect(await person.vault.log.get(at)).toMatchObject({
        verdict: 'unappliable',
        message: expect.stringContaining("The change can't be put into the records"),
      })
      expect(await person.vault.refused.where('seq').equals(at).first()).toMatchObject({
        verdict: 'unappliable',
        deviceId: bob.keys.deviceId,
      })
      expect(await person.rows('risk')).toMatchObject([{ id, title: 'True' }])
      expect(await person.rows('asset')).toEqual([])
      expect(await person.trail()).toEqual(history)
      // Its clocks stay where they were.
      expect(await person.vault.clients.get(['asset', 91])).toBeUndefined()
      expect(await person.vault.clients.get(['risk', 92])).toBeUndefined()
    }
    const doc = new Y.Doc({ gc: false })
    Y.applyUpdate(doc, first)
    doc.clientID = 91
    let next = new Uint8Array()
    doc.on('update', (update: Uint8Array) => void (next = update as never))
    recordsOf(doc).set('as_x/owner', 'built on it')
    await smuggleUpdate(world, bob, 'register', { book: 'asset', update: next })
    await allGoOn('clockGap')
    expect(await alice.rows('asset')).toEqual([])
  })

  test('among many entries of one batch: those before and after it count, on a device that reads all at once', async () => {
    const { id } = await alice.must('record.create', { kind: 'risk', fields: { title: 'True' } })
    await settle(alice, bob, mallory)
    await bob.must('record.create', { kind: 'risk', fields: { title: 'Before' } })
    await bob.push()
    await smuggleUpdate(world, bob, 'register', {
      book: 'risk',
      update: await letterBesideValue(bob, 'risk', `${id}/title`, 92),
    })
    await bob.must('record.create', { kind: 'risk', fields: { title: 'After' } })
    await bob.push()
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Waiting meanwhile' } })
    await settle(alice, bob, mallory)
    expect((await alice.rows('risk')).map(({ title }) => title).sort()).toEqual([
      'After',
      'Before',
      'True',
      'Waiting meanwhile',
    ])
    await allGoOn('unappliable')
    // The same for who reads the whole log later, and from a checkpoint.
    const late = await join(world, alice, 'Late', 'viewer')
    expect(await viewOf(late, 'risk')).toEqual(await (alice.pull(), viewOf(alice, 'risk')))
    await late.close()
  })

  test('a full disk, an end of memory or a broken-off attempt is no verdict: the same entry counts at the next attempt', async () => {
    for (const error of [
      new RangeError('Array buffer allocation failed'),
      new DOMException('full', 'QuotaExceededError'),
      new DOMException('gone', 'AbortError'),
      Object.assign(new Error('too much recursion'), { name: 'InternalError' }),
    ]) {
      expect(isOwnTrouble(error)).toBe(true)
    }
    expect(isOwnTrouble(new TypeError('null is not an object'))).toBe(false)
    await bob.must('record.create', { kind: 'risk', fields: { title: 'Comes through' } })
    await bob.push()
    alice.dieAt('ingest:inTransaction')
    await expect(alice.pull()).rejects.toThrow('ingest:inTransaction')
    await alice.pull()
    expect(await alice.rows('risk')).toMatchObject([{ title: 'Comes through' }])
    expect(await alice.vault.refused.count()).toBe(0)
  })
})

describe('an honest author', () => {
  test('never writes what nobody counts: a command that holds more than an entry may goes out in several', async () => {
    const many = limits.update.nodes / 2
    // Lists of numbers: few bytes, many values.
    const parts = Array.from({ length: 3 }, (_, n) => ({
      type: 'set' as const,
      book: 'risk' as const,
      key: `r_${n}/unknownList`,
      before: null,
      after: Array.from({ length: many }, () => 0),
    }))
    await bob.replica.exclusive(async () =>
      expect(
        await bob.replica.commit({
          commandId: newUuid(random),
          name: 'test.set',
          input: null,
          at: world.now,
          intents: parts,
          result: null,
        }),
      ).toEqual({ ok: true }),
    )
    await settle(alice, bob, mallory)
    expect((await alice.vault.log.toArray()).every(({ verdict }) => verdict === 'counts')).toBe(true)
    expect(await alice.vault.refused.count()).toBe(0)
    expect((await alice.rows('risk')).map(({ id }) => id)).toEqual(['r_0', 'r_1', 'r_2'])
  })

  test('is told at once of what no device would count, and nothing is kept of it', async () => {
    const key = `r_x/files/${'a'.repeat(limits.update.keyChars)}`
    const done = await bob.replica.exclusive(() =>
      bob.replica.commit({
        commandId: newUuid(random),
        name: 'test.set',
        input: null,
        at: world.now,
        intents: [{ type: 'set', book: 'risk', key, before: null, after: 1 }],
        result: null,
      }),
    )
    expect(done).toEqual({
      ok: false,
      error: {
        type: 'notCountable',
        message: expect.stringContaining('no device would count this change (it stands where nothing may)'),
      },
    })
    expect(await bob.replica.waiting()).toBe(0)
    expect(await bob.rows('risk')).toEqual([])
    expect(await bob.replica.readValue('risk', key)).toBeNull()
  })

  test('half a character and a member without a value read the same for the author and for others', async () => {
    const { id } = await bob.must('record.create', { kind: 'risk', fields: { title: 'Whole' } })
    await bob.replica.exclusive(async () =>
      expect(
        await bob.replica.commit({
          commandId: newUuid(random),
          name: 'test.set',
          input: null,
          at: world.now,
          result: null,
          intents: [
            { type: 'set', book: 'risk', key: `${id}/title`, before: 'Whole', after: 'half \ud83d' },
            {
              type: 'set',
              book: 'risk',
              key: `${id}/later`,
              before: null,
              after: { kept: 1, gone: undefined } as never,
            },
            { type: 'text', book: 'risk', key: `${id}/cause`, before: '', delta: [{ insert: 'half \ude00 too' }] },
          ],
        }),
      ).toEqual({ ok: true }),
    )
    expect(await bob.rows('risk')).toMatchObject([{ title: 'half \ufffd', cause: 'half \ufffd too' }])
    await settle(alice, bob, mallory)
    expect(await alice.rows('risk')).toEqual(await bob.rows('risk'))
    expect(await alice.trail()).toEqual(await bob.trail())
    expect(await alice.replica.readValue('risk', `${id}/later`)).toEqual({ kept: 1 })
  })
})
