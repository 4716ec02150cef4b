/**
 * Nothing changes without a trace: what a history row is called follows from the log, not from what an author chose.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordsOf } from '~/lib/vault/books/book'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'
import { smuggleUpdate, updateOn, viewOf } from '../support/smuggle'

let world: World
let alice: Person
let bob: Person
let mallory: Person
let risk: string

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  mallory = await join(world, alice, 'Mallory', 'editor')
  risk = (await alice.must('record.create', { kind: 'risk', fields: { title: 'As agreed' } })).id
  await settle(alice, bob, mallory)
})
afterEach(closeEverybody)

const titles = async (person: Person) =>
  (await person.trail())
    .filter(({ recordId, field, seq }) => recordId === risk && field === 'title' && seq !== undefined)
    .sort((a, b) => a.seq! - b.seq!)
    .map(({ before, after, deviceId }) => [before, after, deviceId])

const setTitle = (by: Person, clientId: number, title: string): Promise<Uint8Array> =>
  updateOn(by, 'risk', clientId, (doc) => void recordsOf(doc).set(`${risk}/title`, title))

describe('command ids', () => {
  test('[P] another device uses one again: what it changed is told all the same, on every device', async () => {
    const id = (await alice.trail()).find(({ recordId, field }) => recordId === risk && field === 'title')!.commandId
    await smuggleUpdate(world, mallory, 'register', {
      book: 'risk',
      commandId: id,
      update: await setTitle(mallory, 71, 'Changed in silence'),
    })
    await settle(alice, bob, mallory)
    for (const person of [alice, bob, mallory]) {
      expect(await person.rows('risk')).toMatchObject([{ title: 'Changed in silence' }])
      expect(await titles(person)).toEqual([
        [null, 'As agreed', alice.keys.deviceId],
        ['As agreed', 'Changed in silence', mallory.keys.deviceId],
      ])
    }
  })

  test('a device uses its own again: each change is told', async () => {
    await smuggleUpdate(world, mallory, 'register', {
      book: 'risk',
      commandId: 'again',
      update: await setTitle(mallory, 72, 'One'),
    })
    await mallory.pull()
    const two = await smuggleUpdate(world, mallory, 'register', {
      book: 'risk',
      commandId: 'again',
      update: await setTitle(mallory, 73, 'Two'),
    })
    await settle(alice, bob, mallory)
    expect((await alice.vault.log.get(two))!.verdict).toBe('counts')
    for (const person of [alice, bob, mallory])
      expect((await titles(person)).map(([before, after]) => [before, after])).toEqual([
        [null, 'As agreed'],
        ['As agreed', 'One'],
        ['One', 'Two'],
      ])
  })

  test('that of a change which still waits here: the waiting row stays until its own entry is in the log', async () => {
    await alice.must(
      'record.edit',
      { edits: [{ kind: 'risk', id: risk, changes: [{ op: 'set', field: 'title', value: 'From Alice' }] }] },
      'mine',
    )
    await smuggleUpdate(world, mallory, 'register', {
      book: 'risk',
      commandId: 'mine',
      update: await setTitle(mallory, 74, 'From Mallory'),
    })
    await alice.pull()
    const waiting = (await alice.trail()).filter(({ seq, recordId }) => seq === undefined && recordId === risk)
    expect(waiting).toMatchObject([{ after: 'From Alice', deviceId: alice.keys.deviceId }])
    await settle(alice, bob, mallory)
    const told = await titles(alice)
    expect(told.map(([, after]) => after)).toEqual(['As agreed', 'From Mallory', 'From Alice'])
    expect(await titles(bob)).toEqual(told)
    expect(await viewOf(bob, 'risk')).toEqual(await viewOf(alice, 'risk'))
  })

  test('one key in two updates of a command is told for each of them', async () => {
    const update = await updateOn(mallory, 'risk', 75, (doc) => void recordsOf(doc).set(`${risk}/title`, 'First'))
    const other = await updateOn(mallory, 'asset', 76, (doc) => void recordsOf(doc).set(`${risk}/title`, 'Elsewhere'))
    await smuggleUpdate(
      world,
      mallory,
      'register',
      { book: 'risk', commandId: 'both', update },
      { book: 'asset', commandId: 'both', update: other },
    )
    await settle(alice, bob, mallory)
    const rows = (await alice.trail()).filter(({ commandId }) => commandId === 'both')
    expect(rows.map(({ id, kind, after }) => [id.split('/')[0]!.split('.')[1], kind, after])).toEqual([
      ['0', 'risk', 'First'],
      ['1', 'asset', 'Elsewhere'],
    ])
    expect(await bob.trail()).toEqual(await alice.trail())
  })
})
