/** EV1, EV12: sealed facts and original files are written once, whoever asks and however it is asked. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { newUuid } from '~/lib/protocol/log/entry'
import type { JsonValue } from '~/lib/shared/json'
import { checkIntents } from '~/lib/vault/books/checkIntents'
import type { Intent } from '~/lib/vault/store/tables'
import { closeEverybody, createWorld, foundBy, join, random, settle, type Person, type World } from '../support/person'

let world: World
let alice: Person
let bob: Person

const set = (key: string, before: JsonValue, after: JsonValue, book: Intent['book'] = 'evidence'): Intent => ({
  type: 'set',
  book,
  key,
  before,
  after,
})
const original = {
  blob: { sha256: 'a'.repeat(64), id: 'b'.repeat(64), size: 3, mime: 'image/png' },
  mime: 'image/png',
  size: 3,
  part: 'original',
}
const derived = { ...original, part: 'derived' }
const write = (by: Person, ...intents: readonly Intent[]) =>
  by.replica.exclusive(async () =>
    expect(
      await by.replica.commit({
        commandId: newUuid(random),
        name: 'test.set',
        input: null,
        at: world.now,
        intents,
        result: null,
      }),
    ).toEqual({ ok: true }),
  )
const check = (by: Person, intent: Intent) =>
  by.replica.exclusive(() => checkIntents(by.replica.books, { role: 'owner', members: {} }, [intent]))
const sealed = (field: string) => ({
  ok: false,
  error: {
    type: 'writeOnce',
    field,
    message: 'This was sealed when it was captured and never changes. Add new evidence that replaces it.',
  },
})

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  await write(
    alice,
    set('ev_1/kind', null, 'evidence'),
    set('ev_1/title', null, 'A picture'),
    set('ev_1/capturedAt', null, '2026-06-01T09:00:00.000Z'),
    set('ev_1/files/a.png', null, original),
    set('ev_1/files/b.png', null, derived),
    set('sv_1/kind', null, 'soaVersion', 'soaVersion'),
    set('sv_1/contentHash', null, 'a'.repeat(64), 'soaVersion'),
    { type: 'text', book: 'soaVersion', key: 'sv_1/note', before: '', delta: [{ insert: 'As it was.' }] },
  )
  await settle(alice, bob)
})
afterEach(closeEverybody)

test('writeOnce: a sealed fact can be written again with the same value only', async () => {
  expect(await check(alice, set('ev_1/capturedAt', '2026-06-01T09:00:00.000Z', '2026-06-02T09:00:00.000Z'))).toEqual(
    sealed('capturedAt'),
  )
  expect(await check(alice, set('ev_1/capturedAt', '2026-06-01T09:00:00.000Z', null))).toEqual(sealed('capturedAt'))
  expect(
    await check(alice, set('ev_1/capturedAt', '2026-06-01T09:00:00.000Z', '2026-06-01T09:00:00.000Z')),
  ).toBeUndefined()
  expect(await check(alice, set('sv_1/contentHash', 'a'.repeat(64), 'b'.repeat(64), 'soaVersion'))).toEqual(
    sealed('contentHash'),
  )
  expect(await check(alice, set('ev_1/title', 'A picture', 'Another title'))).toBeUndefined()
})

test('writeOnce: what nobody sealed yet may be: a fact, a text, a file', async () => {
  const born = (book: Intent['book'], id: string, intent: Intent) =>
    alice.replica.exclusive(() =>
      checkIntents(alice.replica.books, { role: 'owner', members: {} }, [set(`${id}/kind`, null, book, book), intent]),
    )
  expect(await born('evidence', 'ev_3', set('ev_3/capturedAt', null, '2026-06-01T09:00:00.000Z'))).toBeUndefined()
  expect(await born('evidence', 'ev_3', set('ev_3/files/a.png', null, original))).toBeUndefined()
  expect(
    await born('soaVersion', 'sv_3', {
      type: 'text',
      book: 'soaVersion',
      key: 'sv_3/note',
      before: '',
      delta: [{ insert: 'New.' }],
    }),
  ).toBeUndefined()
})

test('writeOnce: an original is neither replaced nor taken out; what was derived from it may be', async () => {
  expect(await check(alice, set('ev_1/files/a.png', original, { ...original, size: 4 }))).toEqual(sealed('files'))
  expect(await check(alice, set('ev_1/files/a.png', original, null))).toEqual(sealed('files'))
  expect(await check(alice, set('ev_1/files/b.png', derived, { ...derived, size: 4 }))).toBeUndefined()
  expect(await check(alice, set('ev_1/files/b.png', derived, null))).toBeUndefined()
})

test('writeOnce: a change that says nothing was there before meets what is there', async () => {
  expect(await check(alice, set('ev_1/capturedAt', null, '2026-06-02T09:00:00.000Z'))).toEqual(sealed('capturedAt'))
  expect(await check(alice, set('ev_1/files/a.png', null, { ...original, size: 4 }))).toEqual(sealed('files'))
})

test('writeOnce: a sealed text is not edited', async () => {
  expect(
    await check(alice, {
      type: 'text',
      book: 'soaVersion',
      key: 'sv_1/note',
      before: 'As it was.',
      delta: [{ insert: 'Not ' }],
    }),
  ).toEqual(sealed('note'))
  expect(
    await check(alice, { type: 'text', book: 'soaVersion', key: 'sv_1/note', before: 'As it was.', delta: [] }),
  ).toBeUndefined()
})

test('writeOnce: made again by a rebase, a second sealing of the same record goes to "Not sent"', async () => {
  await write(
    alice,
    set('sv_2/kind', null, 'soaVersion', 'soaVersion'),
    set('sv_2/contentHash', null, 'c'.repeat(64), 'soaVersion'),
  )
  await write(
    bob,
    set('sv_2/kind', null, 'soaVersion', 'soaVersion'),
    set('sv_2/contentHash', null, 'd'.repeat(64), 'soaVersion'),
  )
  await alice.push()
  await bob.pull()
  await bob.replica.rebase('commitFailed')
  expect((await bob.vault.notSent.toArray()).map(({ reason }) => reason.type)).toEqual(['writeOnce'])
  expect(await bob.rows('soaVersion')).toEqual(await alice.rows('soaVersion'))
})
