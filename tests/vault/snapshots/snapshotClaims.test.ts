/**
 * What is kept of a snapshot, and when; and what a device that shows some before it has read the log says of them, in
 * each case.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { zeroHash } from '~/lib/protocol/log/entry'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { claimOf, verificationKey, type TakenSnapshot } from '~/lib/vault/snapshots/snapshotClaims'
import { readEarlyClaims } from '~/lib/vault/snapshots/snapshotEarly'
import {
  closeEverybody,
  createPerson,
  createWorld,
  foundBy,
  join,
  settle,
  type Person,
  type World,
} from '../support/person'
import { early, publish } from '../support/snapshots'

let world: World
let alice: Person
let lea: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  lea = await join(world, alice, 'Lea', 'lead')
  await alice.must('record.create', { kind: 'risk', fields: { title: 'Laptops get lost' } })
  await alice.must('record.create', { kind: 'asset', fields: { name: 'Laptops' } })
  await settle(alice, lea)
})
afterEach(closeEverybody)

/** The device of this person, reading everything again from nothing. */
const reading = (person: Person) => createPerson(world, `${person.name} reading`, person.keys)
const states = async (person: Person) =>
  Object.fromEntries((await person.replica.snapshots.rows()).map(({ book, state }) => [book, state]))
const said = async (person: Person) => (await person.vault.meta.get(verificationKey))?.value
const of = (taken: readonly TakenSnapshot[], book: string): TakenSnapshot => taken.find((one) => one.book === book)!
/** Under a hash that is not its own. */
const bad = (snapshot: TakenSnapshot): TakenSnapshot => ({ ...snapshot, rowsHash: 'ab'.repeat(32) })
const full = (): never => {
  throw new DOMException('full', 'QuotaExceededError')
}

describe('a snapshot', () => {
  test('is taken of every book that holds something, whoever wrote it, and of no other', async () => {
    expect((await alice.replica.snapshots.take()).map(({ book }) => book).sort()).toEqual(['asset', 'person', 'risk'])
  })

  test('is its author’s word to itself; every other device compares it at the position it speaks of, also who reads all in one piece', async () => {
    await publish(world, lea, await lea.replica.snapshots.take())
    await lea.pull()
    expect(await states(lea)).toEqual({ asset: 'matches', person: 'matches', risk: 'matches' })
    const late = await reading(alice)
    for (const person of [alice, late]) {
      await person.pull()
      expect(await states(person)).toEqual({ asset: 'unchecked', person: 'unchecked', risk: 'unchecked' })
      await person.replica.tidy()
      expect(await states(person)).toEqual({ asset: 'matches', person: 'matches', risk: 'matches' })
      expect(await said(person)).toBeUndefined()
    }
    const member = alice.replica.access().devices[lea.keys.deviceId]!.memberId
    expect((await alice.replica.snapshots.rows()).map(({ deviceId, memberId }) => [deviceId, memberId])).toEqual(
      [1, 2, 3].map(() => [lea.keys.deviceId, member]),
    )
  })

  test('of a book that no version knows leaves nothing; one of a log without entries differs', async () => {
    const [taken] = await lea.replica.snapshots.take()
    await publish(world, lea, [{ ...taken!, book: 'hologram' as never }])
    await alice.pull()
    expect(await states(alice)).toEqual({})
    expect(
      claimOf({ ...taken!, book: 'hologram', blob: { id: '', sha256: '', size: 1 } } as never, {
        seq: 1,
        deviceId: 'd',
        memberId: 'm',
      }),
    ).toBeUndefined()
    await publish(world, lea, [{ ...taken!, upToSeq: 0, chain: zeroHash }])
    await alice.pull()
    expect(await states(alice)).toEqual({ [taken!.book]: 'differs' })
  })
})

describe('shown before the log was read', () => {
  test('by a device that has read nothing, once: what comes second, or after the first entry, shows nothing', async () => {
    const taken = await alice.replica.snapshots.take()
    const begun = await reading(lea)
    await begun.pull(1)
    expect(unwrap(await begun.replica.snapshots.show(early(alice, taken)))).toEqual([])
    expect(await begun.rows('risk')).toEqual([])
    expect(await begun.vault.meta.get(verificationKey)).toBeUndefined()

    const late = await reading(lea)
    const told: string[] = []
    late.replica.onChange((what) => told.push(what))
    expect(unwrap(await late.replica.snapshots.show(early(alice, [of(taken, 'risk')])))).toEqual(['risk'])
    expect(told).toEqual(['records'])
    expect(unwrap(await late.replica.snapshots.show(early(alice, [of(taken, 'asset')])))).toEqual([])
    expect(told).toEqual(['records'])
    expect(await late.rows('asset')).toEqual([])
    expect(await said(late)).toMatchObject({ state: 'verifying', books: ['risk'] })
    await late.pull()
    expect(await said(late)).toMatchObject({ state: 'verified', books: ['risk'], upToSeq: of(taken, 'risk').upToSeq })
    // Nothing is left of it, so a restart begins nothing anew.
    expect(await readEarlyClaims(late.vault)).toBeUndefined()
    expect((await late.vault.meta.toArray()).filter(({ key }) => /^snapshot/.test(key)).map(({ key }) => key)).toEqual([
      verificationKey,
    ])
  })

  test('of two, one wrong: the other is shown, and when the log was read the author of the wrong one is named', async () => {
    const taken = await alice.replica.snapshots.take()
    const late = await reading(lea)
    expect(
      unwrap(
        await late.replica.snapshots.show([
          ...early(alice, [of(taken, 'risk')]),
          ...early(lea, [bad(of(taken, 'asset'))]),
        ]),
      ),
    ).toEqual(['risk'])
    expect(await late.rows('risk')).toMatchObject([{ title: 'Laptops get lost' }])
    expect(await late.rows('asset')).toEqual([])
    expect(await said(late)).toMatchObject({ state: 'verifying', books: ['risk'] })
    await late.pull()
    expect(await said(late)).toMatchObject({ state: 'dropped', books: ['asset'], by: { deviceId: lea.keys.deviceId } })
    expect((await late.vault.meta.toArray()).filter(({ key }) => /^snapshot/.test(key)).map(({ key }) => key)).toEqual([
      verificationKey,
    ])
    expect(await late.rows('asset')).toEqual(await alice.rows('asset'))
  })

  test('of wrong ones by two authors the first is named, with what is theirs', async () => {
    const taken = await alice.replica.snapshots.take()
    const late = await reading(lea)
    unwrap(
      await late.replica.snapshots.show([
        ...early(lea, [bad(of(taken, 'risk'))]),
        ...early(alice, [bad(of(taken, 'asset'))]),
        ...early(lea, [{ ...of(taken, 'person'), state: toBytes(Uint8Array.of(1)) }]),
      ]),
    )
    expect(await said(late)).toMatchObject({
      state: 'dropped',
      books: ['risk', 'person'],
      by: { deviceId: lea.keys.deviceId },
    })
  })

  test('of different positions: compared when the log was read to the last of them', async () => {
    const first = of(await alice.replica.snapshots.take(), 'risk')
    await alice.must('record.create', { kind: 'asset', fields: { name: 'Phones' } })
    await settle(alice, lea)
    const second = of(await alice.replica.snapshots.take(), 'asset')
    expect(second.upToSeq).toBeGreaterThan(first.upToSeq)
    const late = await reading(lea)
    unwrap(await late.replica.snapshots.show(early(alice, [second, first])))
    await late.pull(first.upToSeq)
    expect(await said(late)).toMatchObject({ state: 'verifying', upToSeq: second.upToSeq })
    expect(late.replica.writable().ok).toBe(false)
    await late.pull()
    expect(await said(late)).toMatchObject({ state: 'verified', upToSeq: second.upToSeq, books: ['asset', 'risk'] })
    expect(await late.rows('asset')).toEqual(await alice.rows('asset'))
  })

  test('of another history, or under other verdicts: its author is named, whatever the rows are', async () => {
    const taken = of(await alice.replica.snapshots.take(), 'risk')
    for (const lie of [{ chain: 'ef'.repeat(32) }, { verdicts: 'ef'.repeat(32) }]) {
      const late = await reading(lea)
      unwrap(await late.replica.snapshots.show(early(alice, [{ ...taken, ...lie }])))
      await late.pull()
      expect(await said(late)).toMatchObject({
        state: 'dropped',
        books: ['risk'],
        by: { deviceId: alice.keys.deviceId },
      })
      await late.close()
    }
  })

  test('where the disk is full they stay as they are; a bug is thrown on, and nothing was compared', async () => {
    const taken = await alice.replica.snapshots.take()
    const late = await reading(lea)
    unwrap(await late.replica.snapshots.show(early(alice, taken)))
    await late.pull(world.log.entries.length - 1)
    const creating = late.vault.table('risk').hook('creating')
    const bug = (): never => {
      throw new TypeError('a bug')
    }
    creating.subscribe(bug)
    await expect(late.pull()).rejects.toThrow('a bug')
    creating.unsubscribe(bug)
    expect(await said(late)).toMatchObject({ state: 'verifying' })
    expect(late.replica.writable()).toMatchObject({ ok: false, error: { type: 'notYetVerified' } })
    creating.subscribe(full)
    await late.replica.ingest([], 'relay')
    creating.unsubscribe(full)
    expect(late.replica.writable()).toMatchObject({ ok: false, error: { type: 'notYetVerified' } })
    await late.restart()
    expect(await said(late)).toMatchObject({ state: 'verified' })
    expect(late.replica.writable().ok).toBe(true)
    expect(await late.rows('risk')).toEqual(await alice.rows('risk'))
  })
})
