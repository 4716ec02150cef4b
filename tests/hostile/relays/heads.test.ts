/** An entry with a wrong head never counts and never halts anybody, whatever it claims to have seen. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LogHead } from '~/lib/protocol/log/entry'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { toBytes } from '~/lib/shared/bytes'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import * as Y from 'yjs'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'
import { byHand } from '../support/byHand'

let world: World
let alice: Person
let mallory: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  mallory = await join(world, alice, 'Mallory', 'editor')
  await settle(alice, mallory)
})
afterEach(closeEverybody)

describe('a head that is not of this log', () => {
  test.each<[string, (at: number) => LogHead]>([
    ['another chain at a position that is there', () => ({ seq: 2, chain: 'cd'.repeat(32) })],
    ['the position of the entry itself', (at) => ({ seq: at, chain: world.log.entries.at(-1)!.chain })],
    ['a position far ahead', () => ({ seq: 4_000_000, chain: 'ab'.repeat(32) })],
    ['the beginning, with another chain than nothing', () => ({ seq: 0, chain: 'ef'.repeat(32) })],
  ])('%s: the relay refuses it; let in, it is listed, counts for nobody, and all go on', async (_what, head) => {
    const doc = newBookDoc()
    doc.clientID = 77
    recordsOf(doc).set('as_x/name', 'From another history')
    const plaintext = writeUpdatePlaintext({
      commands: [
        {
          commandId: 'c',
          time: 1,
          parts: [{ class: 'register', book: 'asset', update: toBytes(Y.encodeStateAsUpdate(doc)) }],
        },
      ],
    })
    const entry = await byHand(world, mallory, 'register', plaintext, { head: head(world.log.entries.length + 1) })
    expect(await world.log.append(entry.bytes)).toMatchObject({ ok: false, error: { type: 'wrongHead' } })
    const at = await world.log.force(entry.bytes)
    for (const person of [alice, mallory]) {
      await person.pull()
      expect(await person.vault.log.get(at)).toMatchObject({
        verdict: 'wrongHead',
        message: expect.stringContaining('The author had seen another history than this log'),
      })
      expect(await person.rows('asset')).toEqual([])
      expect(person.replica.head().seq).toBe(at)
    }
    // Its device's chain went on: what she writes honestly, and what others write, counts.
    await mallory.must('record.create', { kind: 'asset', fields: { name: 'Honest' } })
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Goes on' } })
    await settle(alice, mallory)
    for (const person of [alice, mallory]) {
      expect(await person.rows('asset')).toMatchObject([{ name: 'Honest' }])
      expect(await person.rows('risk')).toMatchObject([{ title: 'Goes on' }])
    }
  })
})
