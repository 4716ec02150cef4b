/**
 * Snapshots (protocol.md 4): counted content only, compared with the log by everybody, believed by nobody before that.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Kind } from '~/lib/records/registry'
import { currentEpoch } from '~/lib/protocol/access/accessState'
import { newUuid } from '~/lib/protocol/log/entry'
import { writeSnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { newestClaims } from '~/lib/sync/snapshots/snapshotReader'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { verificationKey, type SnapshotVerification, type TakenSnapshot } from '~/lib/vault/snapshots/snapshotClaims'
import { rowsHashOf, writeSnapshotState } from '~/lib/vault/snapshots/snapshotState'
import {
  createPerson,
  createWorld,
  foundBy,
  join,
  Killed,
  random,
  settle,
  type Person,
  type World,
} from '../support/person'
import { blob, early, publish } from '../support/snapshots'

let world: World
let alice: Person
let lea: Person
let bob: Person
const people: Person[] = []

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  lea = await join(world, alice, 'Lea', 'lead')
  bob = await join(world, alice, 'Bob', 'editor')
  people.push(alice, lea, bob)
})
afterEach(async () => {
  for (const person of people.splice(0)) await person.close()
})

/** The device reads everything again, from nothing: what a joiner does once it was let in. */
async function reading(person: Person): Promise<Person> {
  const fresh = await createPerson(world, `${person.name} reading`, person.keys)
  people.push(fresh)
  return fresh
}

const verification = async (person: Person) =>
  (await person.vault.meta.get(verificationKey))?.value as SnapshotVerification | undefined

async function someWork(): Promise<{ readonly risk: string }> {
  const { id: risk } = await alice.must('record.create', { kind: 'risk', fields: { title: 'Laptops get lost' } })
  await alice.must('record.create', { kind: 'asset', fields: { name: 'Laptops' } })
  await settle(alice, lea)
  await lea.must('record.edit', {
    edits: [
      { kind: 'risk', id: risk, changes: [{ op: 'text', field: 'event', base: '', value: 'On trains, mostly.' }] },
    ],
  })
  await settle(alice, lea, bob)
  return { risk }
}

const kinds: readonly Kind[] = ['risk', 'asset', 'person', 'settings']
const tables = async (person: Person) => Promise.all(kinds.map((kind) => person.rows(kind)))

/** As a hostile lead makes it: another title, one record more, and a hash that fits its lie. */
async function poisoned(by: Person, risk: string): Promise<TakenSnapshot> {
  const snapshot = (await by.replica.snapshots.take()).find(({ book }) => book === 'risk')!
  const doc = newBookDoc()
  Y.applyUpdate(doc, snapshot.state)
  recordsOf(doc).set(`${risk}/title`, 'Nothing ever gets lost')
  recordsOf(doc).set('ri_invented/title', 'Invented')
  return { ...snapshot, ...writeSnapshotState(doc) }
}

describe('taking', () => {
  test('holds what counts, and nothing that waits in the outbox', async () => {
    const { risk } = await someWork()
    await alice.must('record.edit', {
      edits: [{ kind: 'risk', id: risk, changes: [{ op: 'set', field: 'title', value: 'Waiting' }] }],
    })
    const snapshot = (await alice.replica.snapshots.take()).find(({ book }) => book === 'risk')!
    expect(snapshot).toMatchObject({ upToSeq: world.log.entries.length, chain: world.log.entries.at(-1)!.chain })
    const doc = newBookDoc()
    Y.applyUpdate(doc, snapshot.state)
    expect(recordsOf(doc).get(`${risk}/title`)).toBe('Laptops get lost')
    expect(rowsHashOf(doc)).toBe(snapshot.rowsHash)
  })

  test('is the same on every device, whatever it was doing and wherever its checkpoints are', async () => {
    await someWork()
    await lea.replica.checkpoint()
    await bob.must('record.create', { kind: 'risk', fields: { title: 'Unsent' } })
    const hashes = async (person: Person) =>
      (await person.replica.snapshots.take()).map(({ book, rowsHash, upToSeq }) => ({ book, rowsHash, upToSeq }))
    expect(await hashes(lea)).toEqual(await hashes(alice))
    expect(await hashes(bob)).toEqual(await hashes(alice))
    expect((await hashes(alice)).length).toBeGreaterThanOrEqual(3)
  })
})

describe('every device compares', () => {
  const states = async (person: Person) =>
    Object.fromEntries((await person.replica.snapshots.rows()).map(({ book, state }) => [book, state]))

  test('its hash does not depend on the order in which keys and texts came into the document', () => {
    const docOf = (order: readonly number[]): Y.Doc => {
      const doc = newBookDoc()
      for (const n of order) {
        recordsOf(doc).set(`r_${n}/title`, n)
        doc.getText(`r_${n}/event`).insert(0, `text ${n}`)
      }
      return doc
    }
    const hash = rowsHashOf(docOf([1, 2, 3]))
    expect(rowsHashOf(docOf([3, 1, 2]))).toBe(hash)
    expect(rowsHashOf(docOf([1, 2]))).not.toBe(hash)
    expect(hash).toBe('bd25a52af5a1139692563e371092a5feb80126b427b50c087919a92f8cff58ee')
  })

  test('one that speaks of more than its author had seen differs, whoever reads it', async () => {
    await someWork()
    const [snapshot] = await lea.replica.snapshots.take()
    await alice.must('record.create', { kind: 'risk', fields: { title: 'After it' } })
    await alice.push()
    // Lea's head is where she took it; she claims one position more, with the chain value that really is there.
    const { seq, chain } = alice.replica.head()
    const { deviceSeq, prevDeviceHash } = lea.replica.ownChain()
    const head = lea.replica.head()
    const place = {
      workspaceId: world.workspaceId,
      deviceId: lea.keys.deviceId,
      deviceSeq: deviceSeq + 1,
      prevDeviceHash,
      head: { seq: head.seq, chain: head.chain },
      epoch: currentEpoch(lea.replica.access()),
    }
    const entry = await writeSignedEntry(
      'snapshot',
      newUuid(random),
      writeSnapshotPlaintext({ ...snapshot!, upToSeq: seq, chain, blob }),
      place,
      { sign: lea.replica.signer().sign, epochKey: (epoch) => lea.replica.epochKey(epoch) },
      random,
    )
    unwrap(await world.log.append(entry.bytes))
    await alice.pull()
    expect((await alice.replica.snapshots.rows()).map(({ state, upToSeq }) => [state, upToSeq])).toEqual([
      ['differs', seq],
    ])
    expect(await verification(alice)).toMatchObject({ state: 'dropped', by: { deviceId: lea.keys.deviceId } })
    const access = alice.replica.access()
    expect(
      await newestClaims(world.log.entries, access, new Map([[1, alice.replica.epochKey(1)!]]), world.workspaceId),
    ).toEqual([])
  })

  test('one of somebody who may write none is not looked at, even where a relay let it in', async () => {
    await someWork()
    const [snapshot] = await bob.replica.snapshots.take()
    const entryOf = async (by: Person) => {
      const { deviceSeq, prevDeviceHash } = by.replica.ownChain()
      const { seq, chain } = by.replica.head()
      const place = {
        workspaceId: world.workspaceId,
        deviceId: by.keys.deviceId,
        deviceSeq: deviceSeq + 1,
        prevDeviceHash,
        head: { seq, chain },
        epoch: 1,
      }
      return writeSignedEntry(
        'snapshot',
        newUuid(random),
        writeSnapshotPlaintext({ ...snapshot!, blob }),
        place,
        { sign: by.replica.signer().sign, epochKey: () => by.replica.epochKey(1) },
        random,
      )
    }
    const claims = () =>
      newestClaims(
        world.log.entries,
        alice.replica.access(),
        new Map([[1, alice.replica.epochKey(1)!]]),
        world.workspaceId,
      )
    await world.log.force((await entryOf(bob)).bytes)
    expect(await claims()).toEqual([])
    await world.log.force((await entryOf(lea)).bytes)
    expect((await claims()).map(({ deviceId, book }) => [deviceId, book])).toEqual([
      [lea.keys.deviceId, snapshot!.book],
    ])
  })

  test('one whose author judged the log otherwise differs, even where its content is the same', async () => {
    await someWork()
    const [snapshot] = await lea.replica.snapshots.take()
    await publish(world, lea, [{ ...snapshot!, verdicts: 'ab'.repeat(32) }])
    await alice.pull()
    await alice.replica.tidy()
    expect((await alice.replica.snapshots.rows()).map(({ state }) => state)).toEqual(['differs'])
    expect(await verification(alice)).toMatchObject({ state: 'dropped', by: { deviceId: lea.keys.deviceId } })
  })

  test('an honest snapshot fits, whatever came after it', async () => {
    await someWork()
    const taken = await lea.replica.snapshots.take()
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Later' } })
    await alice.push()
    await publish(world, lea, taken)
    await bob.pull()
    expect(new Set(Object.values(await states(bob)))).toEqual(new Set(['unchecked']))
    await bob.replica.tidy()
    expect(new Set(Object.values(await states(bob)))).toEqual(new Set(['matches']))
    expect(await verification(bob)).toBeUndefined()
  })

  test('a false one is found and its author named, by those who read along too', async () => {
    const { risk } = await someWork()
    await publish(world, lea, [await poisoned(lea, risk)])
    await bob.pull()
    await bob.replica.tidy()
    expect(await states(bob)).toEqual({ risk: 'differs' })
    expect(await verification(bob)).toMatchObject({
      state: 'dropped',
      books: ['risk'],
      by: { deviceId: lea.keys.deviceId, memberId: lea.replica.access().devices[lea.keys.deviceId]!.memberId },
    })
    expect((await bob.rows('risk')).map(({ title }) => title)).toEqual(['Laptops get lost'])
  })

  test.each([
    ['of another history', { chain: 'ef'.repeat(32) }],
    ['of positions that are not there yet', { upToSeq: 999_999 }],
  ])('one %s differs at once', async (_what, lie) => {
    await someWork()
    const [taken] = await lea.replica.snapshots.take()
    await publish(world, lea, [{ ...taken!, ...lie }])
    await bob.pull()
    expect(await verification(bob)).toMatchObject({ state: 'dropped', by: { deviceId: lea.keys.deviceId } })
  })

  test('an editor may write none: the log does not take it', async () => {
    await someWork()
    await expect(publish(world, bob, (await bob.replica.snapshots.take()).slice(0, 1))).rejects.toThrow(/may not write/)
  })

  test('where the checkpoint is beyond the position, nobody is accused', async () => {
    await someWork()
    const taken = await lea.replica.snapshots.take()
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Later' } })
    await alice.push()
    await bob.pull()
    await bob.replica.checkpoint()
    await publish(
      world,
      lea,
      taken.filter(({ book }) => book === 'risk'),
    )
    await bob.pull()
    await bob.replica.tidy()
    expect(await states(bob)).toEqual({ risk: 'passed' })
  })
})

describe('a device that joins', () => {
  test('shows rows at once, writes and signs nothing, and is as any other when the log was read', async () => {
    const { risk } = await someWork()
    const taken = await alice.replica.snapshots.take()
    const late = await reading(bob)
    expect(unwrap(await late.replica.snapshots.show(early(alice, taken)))).toEqual(
      expect.arrayContaining(['risk', 'asset', 'person']),
    )
    expect(await verification(late)).toMatchObject({ state: 'verifying', upToSeq: world.log.entries.length })
    expect(await late.rows('risk')).toEqual(await alice.rows('risk'))

    // Half of the log changes nothing of what is shown.
    await late.pull(world.log.entries.length - 4)
    expect(await late.rows('risk')).toEqual(await alice.rows('risk'))
    for (const refused of [
      await late.run('record.edit', {
        edits: [{ kind: 'risk', id: risk, changes: [{ op: 'set', field: 'title', value: 'Too early' }] }],
      }),
      await late.run('record.create', { kind: 'risk', fields: { title: 'Too early' } }),
      await late.run('statement.sign', {
        type: 'review',
        subject: { kind: 'risk', id: risk },
        profile: 'x',
        expectedHash: 'x',
        decision: 'accept',
      }),
    ])
      expect(refused).toMatchObject({ ok: false, error: { type: 'notYetVerified' } })
    const commit = await late.replica.exclusive(() =>
      late.replica.commit({
        commandId: 'x',
        name: 'x',
        input: null,
        at: 1,
        result: null,
        intents: [{ type: 'set', book: 'risk', key: `${risk}/title`, before: null, after: 'x' }],
      }),
    )
    expect(commit).toMatchObject({ ok: false, error: { type: 'notYetVerified' } })
    expect(await late.replica.waiting()).toBe(0)

    await late.pull()
    expect(await verification(late)).toMatchObject({ state: 'verified' })
    expect(await tables(late)).toEqual(await tables(alice))
    await late.must('record.edit', {
      edits: [{ kind: 'risk', id: risk, changes: [{ op: 'set', field: 'title', value: 'Now' }] }],
    })
    await late.push()
    await alice.pull()
    expect((await alice.rows('risk')).map(({ title }) => title)).toEqual(['Now'])
  })

  test('shows turning dates by the settings of the workspace, and asks nobody to decide on evidence yet', async () => {
    await someWork()
    await alice.must('record.create', { kind: 'evidence', fields: { title: 'Seen', source: 'link' } })
    await alice.must('record.edit', {
      edits: [
        { kind: 'settings', id: 'settings_main', changes: [{ op: 'set', field: 'evidenceMaxAge', value: 'P10D' }] },
      ],
    })
    await settle(alice, lea, bob)
    const [evidence] = await alice.rows('evidence')
    const late = await reading(bob)
    unwrap(await late.replica.snapshots.show(early(alice, await alice.replica.snapshots.take())))
    expect(await late.rows('evidence')).toEqual([{ ...evidence, waits: 0 }])
    expect(evidence).toMatchObject({ waits: 1, freshUntil: expect.stringMatching(/^2026-06-1/) })
    await late.pull()
    expect(await late.rows('evidence')).toEqual([evidence])
  })

  test('goes on where it was when the worker died, at any step', async () => {
    const { risk } = await someWork()
    const taken = await alice.replica.snapshots.take()
    const late = await reading(bob)
    unwrap(await late.replica.snapshots.show(early(alice, taken)))
    await late.restart()
    expect(late.replica.writable().ok).toBe(false)
    for (const step of ['ingest:judged', 'ingest:inTransaction', 'ingest:afterTransaction']) {
      late.dieAt(step)
      await expect(late.pull()).rejects.toBeInstanceOf(Killed)
      await late.restart()
    }
    // The last death came behind the transaction: the log is read, and the comparison is made when the replica opens.
    await late.pull()
    expect(await verification(late)).toMatchObject({ state: 'verified' })
    expect(await tables(late)).toEqual(await tables(alice))
    await late.must('record.edit', {
      edits: [{ kind: 'risk', id: risk, changes: [{ op: 'set', field: 'title', value: 'Now' }] }],
    })
  })

  test('a poisoned snapshot of a hostile lead: seen, then gone, and its author named', async () => {
    const { risk } = await someWork()
    const late = await reading(bob)
    unwrap(await late.replica.snapshots.show(early(lea, [await poisoned(lea, risk)])))
    expect((await late.rows('risk')).map(({ title }) => title).sort()).toEqual(['Invented', 'Nothing ever gets lost'])
    expect(late.replica.writable()).toMatchObject({ ok: false, error: { type: 'notYetVerified' } })
    await late.pull()
    expect(await verification(late)).toMatchObject({
      state: 'dropped',
      books: ['risk'],
      by: { deviceId: lea.keys.deviceId },
    })
    expect(await tables(late)).toEqual(await tables(alice))
    expect(late.replica.writable().ok).toBe(true)
  })

  test('a wrong one on the way does not say that what is shown comes from the log: its author is named when it does', async () => {
    const { risk } = await someWork()
    const [asset] = (await lea.replica.snapshots.take()).filter(({ book }) => book === 'asset')
    const lie = await poisoned(lea, risk)
    await publish(world, lea, [{ ...asset!, chain: 'ef'.repeat(32) }])
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Later' } })
    await settle(alice, lea)
    const late = await reading(bob)
    const shown = {
      ...lie,
      upToSeq: alice.replica.head().seq,
      chain: alice.replica.head().chain,
      verdicts: alice.replica.head().verdicts,
    }
    unwrap(await late.replica.snapshots.show(early(lea, [shown])))
    await late.pull(world.log.entries.length - 1)
    await late.replica.tidy()
    expect((await late.rows('risk')).map(({ title }) => title)).toContain('Nothing ever gets lost')
    expect(await verification(late)).toMatchObject({ state: 'verifying', books: ['risk'] })
    await late.pull()
    expect(await late.rows('risk')).toEqual(await alice.rows('risk'))
    expect(await verification(late)).toMatchObject({ state: 'dropped', by: { deviceId: lea.keys.deviceId } })
  })

  test('a state that is not what its entry says is never shown, even under the true hash', async () => {
    const { risk } = await someWork()
    const honest = (await lea.replica.snapshots.take()).find(({ book }) => book === 'risk')!
    const { state } = await poisoned(lea, risk)
    const late = await reading(bob)
    expect(unwrap(await late.replica.snapshots.show(early(lea, [{ ...honest, state }])))).toEqual([])
    expect(
      unwrap(await late.replica.snapshots.show(early(lea, [{ ...honest, state: toBytes(new Uint8Array([1, 2, 3])) }]))),
    ).toEqual([])
    expect(await late.rows('risk')).toEqual([])
    expect(await verification(late)).toMatchObject({ state: 'dropped', by: { deviceId: lea.keys.deviceId } })
    expect(late.replica.writable().ok).toBe(true)
  })

  test('where the disk is full they show nothing, and where it is when the log was read they are shown until it can be compared', async () => {
    await someWork()
    const taken = await alice.replica.snapshots.take()
    const late = await reading(bob)
    const full = (): never => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    const creating = late.vault.table('risk').hook('creating')
    creating.subscribe(full)
    expect(await late.replica.snapshots.show(early(alice, taken))).toMatchObject({
      ok: false,
      error: { type: 'diskFull' },
    })
    expect(late.replica.writable().ok).toBe(true)
    expect(await verification(late)).toBeUndefined()
    expect(await late.rows('asset')).toEqual([])
    creating.unsubscribe(full)
    creating.subscribe(() => {
      throw new TypeError('a bug')
    })
    await expect(late.replica.snapshots.show(early(alice, taken))).rejects.toThrow('a bug')
    await late.restart()
    unwrap(await late.replica.snapshots.show(early(alice, taken)))
    const deleting = late.vault.meta.hook('deleting')
    deleting.subscribe(full)
    await late.pull()
    expect(await verification(late)).toMatchObject({ state: 'verifying' })
    expect(late.replica.writable()).toMatchObject({ ok: false, error: { type: 'notYetVerified' } })
    deleting.unsubscribe(full)
    await late.restart()
    expect(await verification(late)).toMatchObject({ state: 'verified' })
    expect(late.replica.writable().ok).toBe(true)
    expect(await tables(late)).toEqual(await tables(alice))
  })

  test('on a device that has begun to read the log they show nothing', async () => {
    await someWork()
    expect(unwrap(await bob.replica.snapshots.show(early(alice, await alice.replica.snapshots.take())))).toEqual([])
    expect(bob.replica.writable().ok).toBe(true)
  })
})
