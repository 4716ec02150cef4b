/** The worker dies between any two steps: nothing acknowledged is lost, nothing happens twice (protocol.md 7). */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import type { Evidence } from '~/lib/records/kinds/evidence'
import {
  closeEverybody,
  createWorld,
  foundBy,
  join,
  Killed,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'

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

const commandSteps = [
  'command:start',
  'command:checked',
  'commit:opened',
  'commit:applied',
  'commit:beforeTransaction',
  'commit:inTransaction',
  'commit:afterTransaction',
  'command:answer',
]
const durable = (step: string): boolean => ['commit:afterTransaction', 'command:answer'].includes(step)
const equal = async () => {
  await settle(alice, bob)
  for (const kind of ['asset', 'evidence', 'comment'] as const)
    expect(await bob.rows(kind)).toEqual(await alice.rows(kind))
  expect(await bob.trail()).toEqual(await alice.trail())
  expect(await bob.vault.statements.orderBy('id').toArray()).toEqual(
    await alice.vault.statements.orderBy('id').toArray(),
  )
}

describe.each(commandSteps)('a command dies at %s', (step) => {
  test('the same id after reopening makes it once', async () => {
    const { id } = await bob.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    const edit = () =>
      bob.run(
        'record.edit',
        {
          edits: [
            {
              kind: 'asset',
              id,
              changes: [
                { op: 'set', field: 'name', value: 'B' },
                { op: 'add', field: 'tags', element: 'x' },
              ],
            },
          ],
        },
        'c-1',
      )
    bob.dieAt(step)
    await expect(edit()).rejects.toThrow(Killed)
    await bob.restart()
    expect(await bob.rows('asset')).toMatchObject([
      durable(step) ? { name: 'B', tags: ['x'] } : { name: 'A', tags: [] },
    ])
    expect(await bob.vault.outbox.where('commandId').equals('c-1').count()).toBe(durable(step) ? 1 : 0)
    expect(await edit()).toEqual({ ok: true, value: { changed: 1 } })
    expect(await bob.vault.outbox.where('commandId').equals('c-1').count()).toBe(1)
    await equal()
    expect(await alice.vault.trail.where('commandId').equals('c-1').count()).toBe(2)
    expect(await alice.rows('asset')).toMatchObject([{ name: 'B', tags: ['x'] }])
  })

  test('without dying the engine goes on from what is durable', async () => {
    const { id } = await bob.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    bob.dieAt(step)
    await expect(
      bob.run(
        'record.edit',
        { edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'B' }] }] },
        'c-1',
      ),
    ).rejects.toThrow(Killed)
    await bob.must('record.edit', {
      edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'location', value: 'Bern' }] }],
    })
    expect(await bob.rows('asset')).toMatchObject([{ name: durable(step) ? 'B' : 'A', location: 'Bern' }])
    await equal()
  })
})

describe.each(['ingest:judged', 'ingest:beforeTransaction', 'ingest:inTransaction', 'ingest:afterTransaction'])(
  'reading on dies at %s',
  (step) => {
    test('everything is applied once, own entries leave the outbox once', async () => {
      const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
      await settle(alice, bob)
      await alice.must('record.edit', {
        edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'by Alice' }] }],
      })
      await bob.must('record.edit', {
        edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'by Bob' }] }],
      })
      await alice.push()
      bob.dieAt(step)
      await expect(bob.pull()).rejects.toThrow(Killed)
      await bob.restart()
      await bob.pushUnheard()
      bob.dieAt(step)
      await expect(bob.pull()).rejects.toThrow(Killed)
      await bob.restart()
      await equal()
      expect(await alice.vault.trail.where('conflict').equals('asset').count()).toBe(1)
    })
  },
)

describe.each(['rebase:start', 'rebase:beforeTransaction', 'rebase:inTransaction', 'rebase:afterTransaction'])(
  'a repair dies at %s',
  (step) => {
    test('it is made again, and what was refused is in one place', async () => {
      const { id } = await bob.must('record.create', { kind: 'asset', fields: { name: 'A' } })
      await bob.push()
      await bob.must(
        'record.edit',
        { edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'B' }] }] },
        'c-refused',
      )
      const batch = (await bob.replica.takeBatch(new Set()))!
      await bob.must(
        'record.edit',
        { edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'location', value: 'Bern' }] }] },
        'c-kept',
      )
      bob.dieAt(step)
      await expect(bob.replica.refuse(batch.uuid, { type: 'quota', message: 'full' })).rejects.toThrow(Killed)
      await bob.restart()
      if (step !== 'rebase:afterTransaction') await bob.replica.refuse(batch.uuid, { type: 'quota', message: 'full' })
      expect((await bob.vault.notSent.toArray()).map(({ commandId }) => commandId)).toEqual(['c-refused'])
      await equal()
      expect(await alice.rows('asset')).toMatchObject([{ name: 'A', location: 'Bern' }])
    })
  },
)

describe.each([
  'command:signed',
  'commit:applied',
  'commit:inTransaction',
  'commit:afterTransaction',
  'command:answer',
])('signing dies at %s', (step) => {
  test('one statement, and the decision of the same command id', async () => {
    const { id } = await bob.must('record.create', {
      kind: 'evidence',
      fields: { title: 'Backup list', source: 'link' },
    })
    await settle(alice, bob)
    const { contentHash } = hashedContent((await alice.replica.readRecord('evidence', id)) as Evidence, 'review')
    const review = () =>
      alice.run(
        'statement.sign',
        {
          type: 'review',
          subject: { kind: 'evidence', id },
          profile: 'review',
          expectedHash: contentHash,
          decision: 'accepted',
        },
        'c-sign',
      )
    alice.dieAt(step)
    await expect(review()).rejects.toThrow(Killed)
    await alice.restart()
    expect(await review()).toMatchObject({ ok: true, value: { contentHash } })
    expect(await alice.vault.outbox.where('commandId').equals('c-sign').count()).toBe(1)
    await equal()
    expect(
      await bob.vault.statements.where('[subjectKind+subjectId]').equals(['evidence', id]).toArray(),
    ).toMatchObject([{ decision: 'accepted', signatureValid: true }])
    expect(await bob.rows('evidence')).toMatchObject([{ reviewState: 'accepted', waits: 0 }])
  })
})
