/**
 * A book goes by its class and its name: who knows the kind and who doesn't judge the same, and no class is a way round
 * a role.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { recordsOf } from '~/lib/vault/books/book'
import { createPerson, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'
import { smuggleUpdate, updateOn } from '../support/smuggle'

let world: World
let alice: Person
let mallory: Person
const more: Person[] = []
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  // Auditors write evidence and discussion, and nothing of the registers.
  mallory = await join(world, alice, 'Mallory', 'auditor')
  await alice.must('record.create', { kind: 'risk', id: 'r_1', fields: { title: 'True' } })
  await settle(alice, mallory)
})
afterEach(async () => {
  for (const person of [alice, mallory, ...more.splice(0)]) await person.close()
})

const forged = (book: string): Promise<Uint8Array> =>
  updateOn(mallory, book, 77, (doc) => void recordsOf(doc).set('r_1/title', 'False'))

/** On all devices, one that reads the whole log at once among them: the verdict, and nothing of it anywhere. */
async function expectNothingOfIt(seq: number, verdict: string): Promise<void> {
  await settle(alice, mallory)
  const again = await createPerson(world, 'Alice again', alice.keys)
  more.push(again)
  await again.pull()
  for (const person of [alice, mallory, again]) {
    expect((await person.vault.log.get(seq))!.verdict).toBe(verdict)
    expect((await person.rows('risk')).map(({ id, title }) => [id, title])).toEqual([['r_1', 'True']])
    expect((await person.trail()).filter((row) => row.seq === seq)).toEqual([])
  }
}

describe('an update in an entry of a class its author may write', () => {
  test.each<[string, EntryClass, string]>([
    ['a book every version knows', 'evidence', 'risk'],
    ['a book that only a later version knows', 'evidence', 'future'],
    ['a book that only a later version knows, beside the discussion', 'discussion', 'future'],
  ])(
    '%s, said to be of its true class: the classes differ, and it does not count, whoever knows the book',
    async (_what, entryClass, book) => {
      const seq = await smuggleUpdate(world, mallory, entryClass, {
        class: 'register',
        book,
        update: await forged(book),
      })
      await expectNothingOfIt(seq, 'wrongClass')
      expect(await alice.vault.refused.toArray()).toMatchObject([
        {
          verdict: 'wrongClass',
          deviceId: mallory.keys.deviceId,
          message: `Records of kind ${book} are not written by entries of class ${entryClass}. The change is kept, but not applied.`,
        },
      ])
      expect((await alice.vault.tail.toArray()).filter((row) => row.seq === seq)).toEqual([])
    },
  )

  test('risks said to be of the class of evidence are another book: the verdict is that of a version without risks, and no register has them', async () => {
    const seq = await smuggleUpdate(world, mallory, 'evidence', {
      class: 'evidence',
      book: 'risk',
      update: await forged('evidence/risk'),
    })
    await expectNothingOfIt(seq, 'counts')
    expect((await alice.vault.tail.toArray()).filter((row) => row.seq === seq).map(({ book }) => book)).toEqual([
      'evidence/risk',
    ])
    // Its client id is taken in that other book alone: who writes risks under it is not kept from it.
    expect(
      (await alice.vault.clients.toArray()).filter(({ clientId }) => clientId === 77).map(({ book }) => book),
    ).toEqual(['evidence/risk'])
    await alice.must('record.edit', {
      edits: [{ kind: 'risk', id: 'r_1', changes: [{ op: 'set', field: 'title', value: 'Truer' }] }],
    })
    await settle(alice, mallory)
    expect(await mallory.rows('risk')).toMatchObject([{ id: 'r_1', title: 'Truer' }])
  })

  test('one book under two classes is two books: a later version that knows it takes the one of its class', async () => {
    const editor = await join(world, alice, 'Bob', 'editor')
    more.push(editor)
    await editor.pull()
    const honest = await smuggleUpdate(world, editor, 'register', { book: 'future', update: await forged('future') })
    const lied = await smuggleUpdate(world, mallory, 'evidence', {
      class: 'evidence',
      book: 'future',
      update: await forged('future'),
    })
    await settle(alice, mallory, editor)
    expect((await alice.vault.log.bulkGet([honest, lied])).map((row) => row!.verdict)).toEqual(['counts', 'counts'])
    expect(
      (await alice.vault.tail.toArray())
        .filter(({ seq }) => seq === honest || seq === lied)
        .sort((a, b) => a.seq - b.seq)
        .map(({ book, seq }) => [book, seq]),
    ).toEqual([
      ['register/future', honest],
      ['evidence/future', lied],
    ])
  })
})
