/** From a sealed entry to what it says, and what is told of one that does not count. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readEntry, zeroHash, type Entry } from '~/lib/protocol/log/entry'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { writeSnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import { writeStatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { toBase64Url, toBytes, utf8 } from '~/lib/shared/bytes'
import { canonicalBytes } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { createEntryKeys, describeContent, openContent, parseBody } from '~/lib/vault/log/openEntry'
import { byHand } from '../../hostile/support/byHand'
import { createWorld, foundBy, random, type Person, type World } from '../support/person'

let world: World
let alice: Person
beforeAll(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterAll(() => alice.close())

const keys = () => createEntryKeys(world.workspaceId, (epoch) => alice.replica.epochKey(epoch))
const entryOf = async (entryClass: EntryClass, plaintext: Uint8Array): Promise<Entry> =>
  unwrap(readEntry((await byHand(world, alice, entryClass, toBytes(plaintext))).bytes))
const opened = async (entryClass: EntryClass, plaintext: Uint8Array) =>
  openContent(await entryOf(entryClass, plaintext), keys())
const described = async (entryClass: EntryClass, plaintext: Uint8Array) =>
  describeContent(await entryOf(entryClass, plaintext), keys())

const made = (work: (doc: Y.Doc) => void, on?: Uint8Array): Uint8Array => {
  const doc = newBookDoc()
  if (on) Y.applyUpdate(doc, on)
  doc.clientID = on ? 78 : 77
  let update = new Uint8Array()
  doc.on('update', (bytes: Uint8Array) => void (update = bytes as never))
  doc.transact(() => work(doc))
  return update
}
const title = made((doc) => void recordsOf(doc).set('ri_1/title', 'T'))
const part = (update: Uint8Array, more: { readonly class?: string; readonly book?: string } = {}) => ({
  class: 'register',
  book: 'risk',
  update: toBytes(update),
  ...more,
})
const plain = (...parts: readonly ReturnType<typeof part>[]) =>
  writeUpdatePlaintext({ commands: [{ commandId: 'c', time: 7, parts }] })

describe('what an entry says', () => {
  test('of access and the like nothing is sealed; without the key nobody knows; with another it is not authentic', async () => {
    expect(await opened('access', canonicalBytes({ type: 'x' }))).toEqual({ ok: true, value: { type: 'plain' } })
    const entry = await entryOf('register', plain(part(title)))
    expect(
      await openContent(
        entry,
        createEntryKeys(world.workspaceId, () => undefined),
      ),
    ).toMatchObject({ ok: false, error: { type: 'noKey' } })
    expect(
      await openContent(
        entry,
        createEntryKeys('ab'.repeat(32), (epoch) => alice.replica.epochKey(epoch)),
      ),
    ).toMatchObject({ ok: false, error: { type: 'notAuthentic' } })
  })

  test('a key is derived once for each epoch and purpose', async () => {
    const entryKeys = keys()
    const [one, again, other] = [
      await entryKeys(1, 'entry'),
      await entryKeys(1, 'entry'),
      await entryKeys(1, 'snapshot'),
    ]
    expect(again).toBe(one)
    expect(other).not.toBe(one)
    expect(await entryKeys(99, 'entry')).toBeUndefined()
  })

  test('changes come with their commands; a book is called by its kind where the class is its own, and by both where not', async () => {
    const content = unwrap(
      await opened(
        'register',
        plain(part(title), part(title, { book: 'evidence' }), part(title, { book: 'hologram' })),
      ),
    )
    expect(content).toMatchObject({
      type: 'update',
      verdicts: zeroHash,
      commands: [
        {
          commandId: 'c',
          time: 7,
          parts: [{ book: 'risk' }, { book: 'register/evidence' }, { book: 'register/hologram' }],
        },
      ],
    })
    const said = writeUpdatePlaintext({
      verdicts: 'ab'.repeat(32),
      commands: [{ commandId: 'c', time: 7, parts: [part(title)] }],
    })
    expect(unwrap(await opened('register', said))).toMatchObject({ verdicts: 'ab'.repeat(32) })
  })

  test('parts of another class, updates that are none, more than an entry may hold', async () => {
    expect(
      await opened('register', plain(part(title), part(title, { class: 'settings', book: 'settings' }))),
    ).toMatchObject({
      ok: false,
      error: {
        type: 'wrongClass',
        message: expect.stringContaining('Records of kind settings are not written by entries of class register'),
      },
    })
    expect(await opened('register', plain(part(Uint8Array.of(1, 2, 3))))).toMatchObject({
      ok: false,
      error: { type: 'malformedUpdate' },
    })
    const half = made(
      (doc) =>
        void recordsOf(doc).set(
          'ri_1/x',
          Array.from({ length: limits.update.nodes / 2 }, () => 0),
        ),
    )
    expect(await opened('register', plain(part(half), part(half)))).toMatchObject({
      ok: false,
      error: { type: 'malformedUpdate', message: expect.stringContaining('it holds more than one entry may') },
    })
    expect((await opened('register', plain(part(half)))).ok).toBe(true)
  })

  test('a snapshot; what is none, as no statement and no change is one, has a word of its own: no relay could see it', async () => {
    const snapshot = {
      book: 'risk',
      upToSeq: 3,
      chain: 'a'.repeat(64),
      verdicts: 'b'.repeat(64),
      rowsHash: 'c'.repeat(64),
      stateVector: toBytes(Uint8Array.of(0)),
      blob: { id: 'd'.repeat(64), sha256: 'e'.repeat(64), size: 1 },
    }
    expect(unwrap(await opened('snapshot', writeSnapshotPlaintext(snapshot as never)))).toMatchObject({
      type: 'snapshot',
      snapshot: { book: 'risk', upToSeq: 3 },
    })
    for (const entryClass of ['snapshot', 'statement', 'register'] as const)
      expect(await opened(entryClass, Uint8Array.of(9, 9, 9))).toMatchObject({
        ok: false,
        error: { type: 'malformedContent' },
      })
  })

  test('a statement is read in its one spelling', async () => {
    const statement = (body: Uint8Array) =>
      writeStatementPlaintext({ body: toBytes(body), innerSignature: random(64), frozen: { in: 'none' } })
    for (const body of ['{"v": 1}', 'null', '{', '[1,]']) {
      expect(await opened('statement', statement(utf8(body)))).toMatchObject({
        ok: false,
        error: { type: 'statementMalformed' },
      })
      expect(parseBody(utf8(body))).toMatchObject({
        ok: false,
        error: { type: 'statementMalformed', message: expect.stringContaining('canonical form') },
      })
    }
    const access = alice.replica.access()
    const { memberId } = access.devices[alice.keys.deviceId]!
    const body = canonicalBytes({
      v: 1,
      workspaceId: world.workspaceId,
      deviceId: alice.keys.deviceId,
      memberId,
      type: 'review',
      subject: { kind: 'evidence', id: 'ev_1' },
      profile: 'review',
      decision: 'accepted',
      contentHash: '0'.repeat(64),
      time: '2026-06-01T09:00:00.000Z',
    })
    expect(unwrap(await opened('statement', statement(body)))).toMatchObject({
      type: 'statement',
      body: { subject: { id: 'ev_1' } },
    })
    expect(await described('statement', statement(body))).toMatchObject({ statement: { subject: { id: 'ev_1' } } })
    expect(await described('statement', statement(utf8('{')))).toEqual({ statement: null })
    expect(await described('statement', Uint8Array.of(9))).toEqual({ unreadable: expect.any(String) })
  })
})

describe('what is told of an entry that does not count', () => {
  test('what stands open; why it can’t be read; its changes with every plain value', async () => {
    expect(await described('access', canonicalBytes({ type: 'x' }))).toEqual({ type: 'x' })
    expect(await described('access', utf8('{'))).toBeNull()
    expect(
      await describeContent(
        await entryOf('register', plain(part(title))),
        createEntryKeys(world.workspaceId, () => undefined),
      ),
    ).toEqual({ unreadable: 'noKey' })
    expect(await described('register', Uint8Array.of(9))).toEqual({ unreadable: expect.any(String) })
    const values = made((doc) => {
      recordsOf(doc).set('ri_1/title', 'T')
      recordsOf(doc).set('ri_1/owner', 7)
      recordsOf(doc).set('ri_1/title', 'U')
      doc.getText('ri_1/cause').insert(0, 'Rain')
      doc.getText('ri_1/cause').delete(1, 1)
    })
    expect(await described('register', plain(part(values), part(Uint8Array.of(1, 2, 3))))).toEqual({
      commands: [
        {
          commandId: 'c',
          time: 7,
          parts: [
            { book: 'risk', values: expect.any(Array), update: toBase64Url(values) },
            { book: 'risk', values: [], update: toBase64Url(Uint8Array.of(1, 2, 3)) },
          ],
        },
      ],
    })
    const told = (await described('register', plain(part(values)))) as unknown as {
      commands: [{ parts: [{ values: readonly object[] }] }]
    }
    expect(told.commands[0].parts[0].values).toContainEqual({ key: 'ri_1/title', value: 'T' })
    expect(told.commands[0].parts[0].values).toContainEqual({ key: 'ri_1/owner', value: 7 })
    expect(told.commands[0].parts[0].values.filter((value) => 'key' in value && value.key === undefined)).toEqual([])
    expect(told.commands[0].parts[0].values).toContainEqual({ value: 'U' })
    const next = made((doc) => void recordsOf(doc).set('ri_1/title', { a: 1 }), title)
    expect(await described('register', plain(part(next)))).toMatchObject({
      commands: [{ parts: [{ values: [{ value: { a: 1 } }] }] }],
    })
  })
})
