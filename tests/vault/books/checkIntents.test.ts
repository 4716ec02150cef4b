/** What a change is refused for before anything of it is written: role, value, place and what it points to. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JsonValue } from '~/lib/shared/json'
import { checkIntents, type Writer } from '~/lib/vault/books/checkIntents'
import type { Intent } from '~/lib/vault/store/tables'
import { createWorld, foundBy, type Person } from '../support/person'

let alice: Person
let risk: string
let asset: string
beforeAll(async () => {
  alice = await foundBy(createWorld(), 'Alice')
  risk = (await alice.must('record.create', { kind: 'risk', fields: { title: 'R' } })).id
  asset = (await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })).id
})
afterAll(() => alice.close())

const set = (key: string, after: JsonValue, book: Intent['book'] = 'risk'): Intent => ({
  type: 'set',
  book,
  key,
  before: null,
  after,
})
const text = (key: string, insert: string, book: Intent['book'] = 'risk'): Intent => ({
  type: 'text',
  book,
  key,
  before: '',
  delta: [{ insert }],
})
const owner: Writer = { role: 'owner', members: { mb_1: {} } }
const errorOf = async (intents: readonly Intent[], writer: Writer = owner) =>
  (await alice.replica.exclusive(() => checkIntents(alice.replica.books, writer, intents)))?.error
const birth = (id: string, book: Intent['book'] = 'risk') => set(`${id}/kind`, book, book)

test('a device that is no member, and a role that may only read', async () => {
  expect(await errorOf([set(`${risk}/title`, 'x')], { role: undefined, members: {} })).toMatchObject({
    type: 'notAllowed',
    message: expect.stringContaining('not (or no longer) a member'),
  })
  expect(await errorOf([set(`${risk}/title`, 'x')], { role: 'auditor', members: {} })).toMatchObject({
    type: 'notAllowed',
    message: expect.stringContaining('Your role (auditor) may read this'),
    detail: { kind: 'risk', role: 'auditor' },
  })
  // Every kind of the change is asked, and before any value.
  expect(
    await errorOf([birth('cm_1', 'comment'), set(`${risk}/title`, 7)], { role: 'auditor', members: {} }),
  ).toMatchObject({ type: 'notAllowed', detail: { kind: 'risk' } })
  expect(await errorOf([set(`${risk}/title`, 'x')])).toBeUndefined()
})

test('a key that names no field of a record', async () => {
  for (const key of ['alone', '/title', `${risk}/`])
    expect(await errorOf([set(key, 'x')])).toMatchObject({
      type: 'invalidField',
      message: 'The change names no field of a record.',
    })
})

test('long texts are changed as text and nothing else is; of sets and maps one entry is named', async () => {
  expect(await errorOf([set(`${risk}/cause`, 'x')])).toMatchObject({
    type: 'invalidField',
    field: 'cause',
    message: 'A long text is changed as text.',
  })
  expect(await errorOf([text(`${risk}/title`, 'x')])).toMatchObject({
    type: 'invalidField',
    field: 'title',
    message: 'Only long texts are changed as text.',
  })
  expect(await errorOf([text(`${risk}/cause`, 'x')])).toBeUndefined()
  expect(await errorOf([set(`${risk}/properties`, true)])).toMatchObject({
    type: 'invalidField',
    field: 'properties',
    message: 'Say which entry to change.',
  })
  expect(await errorOf([set('settings_main/memberNames', 'x', 'settings')])).toMatchObject({
    type: 'invalidField',
    field: 'memberNames',
    message: 'Say which entry to change.',
  })
  expect(await errorOf([set(`${risk}/properties/C`, true)])).toBeUndefined()
})

test('values as their field asks, unknown fields; the bookkeeping of conflicts is no field', async () => {
  expect(await errorOf([set(`${risk}/title`, 7)])).toMatchObject({ type: 'invalidField', field: 'title' })
  expect(await errorOf([set(`${risk}/nope`, 'x')])).toMatchObject({ type: 'unknownField', field: 'nope' })
  expect(await errorOf([set(`${risk}/properties/X`, true)])).toMatchObject({ type: 'invalidField' })
  expect(await errorOf([set(`${risk}/_settled/c/x`, 'anything')])).toBeUndefined()
  expect(await errorOf([set(`${risk}/_else`, 'anything')])).toMatchObject({ type: 'unknownField' })
})

test('a record that is neither here nor born in the change', async () => {
  expect(await errorOf([set('rk_none/title', 'x')])).toMatchObject({
    type: 'notFound',
    detail: { kind: 'risk', id: 'rk_none' },
  })
  expect(await errorOf([birth('rk_new'), set('rk_new/title', 'x')])).toBeUndefined()
  expect(await errorOf([birth('rk_new'), set('rk_other/title', 'x')])).toMatchObject({
    type: 'notFound',
    detail: { id: 'rk_other' },
  })
  // A member of a map called `kind` bears nobody.
  expect(await errorOf([set('settings_x/memberNames/kind', 'x', 'settings')])).toMatchObject({ type: 'notFound' })
  // Nothing is born by a text that is called so, whatever it is refused for itself.
  expect(await errorOf([set('rk_new/title', 'x'), text('rk_new/kind', 'risk')])).toMatchObject({ type: 'notFound' })
  expect(await errorOf([text('rk_new/kind', 'risk')])).toMatchObject({ type: 'invalidField' })
})

test('a record of one key is here', async () => {
  await alice.replica.exclusive(() =>
    alice.replica.commit({
      commandId: 'bare',
      name: 'test.set',
      input: null,
      at: 1,
      intents: [birth('rk_bare')],
      result: null,
    }),
  )
  expect(await errorOf([set('rk_bare/title', 'x')])).toBeUndefined()
})

test('what a value points to has to be here, be born in the same command, or be a member', async () => {
  const points = (id: JsonValue, writer: Writer = owner) => errorOf([set(`${risk}/owner`, id)], writer)
  expect(await points('pe_none')).toMatchObject({
    type: 'referenceMissing',
    field: 'owner',
    detail: { kind: 'person', id: 'pe_none' },
  })
  expect(await points('mb_1')).toBeUndefined()
  expect(await points('mb_2')).toMatchObject({ type: 'referenceMissing' })
  expect(await points('toString')).toMatchObject({ type: 'referenceMissing' })
  expect(await points(null)).toBeUndefined()
  expect(await points('pe_born', { ...owner, born: new Set(['pe_born']) })).toBeUndefined()
  expect(
    await errorOf([birth('pe_now', 'person'), set('pe_now/name', 'N', 'person'), set(`${risk}/owner`, 'pe_now')]),
  ).toBeUndefined()
  // Of a set the entry is what it points to, and only while it is put in.
  expect(await errorOf([set(`${risk}/assets/as_none`, true)])).toMatchObject({
    type: 'referenceMissing',
    field: 'assets',
    detail: { kind: 'asset', id: 'as_none' },
  })
  expect(await errorOf([set(`${risk}/assets/as_none`, false)])).toBeUndefined()
  expect(await errorOf([set(`${risk}/assets/as_none`, null)])).toBeUndefined()
  expect(await errorOf([set(`${risk}/assets/${asset}`, true)])).toBeUndefined()
  expect(await errorOf([set(`${risk}/assets/${risk}`, true)])).toMatchObject({ type: 'referenceMissing' })
})

test('a field that may point to anything: the id tells the kind; one of a newer version can’t be looked up', async () => {
  const target = (id: string) => errorOf([birth('cm_1', 'comment'), set('cm_1/target', id, 'comment')])
  expect(await target(risk)).toBeUndefined()
  expect(await target(`${risk.split('_')[0]!}_none`)).toMatchObject({
    type: 'referenceMissing',
    field: 'target',
    detail: { kind: 'risk' },
  })
  expect(await target('zz_newer')).toBeUndefined()
})
