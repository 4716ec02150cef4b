/** Devices tell each other what they make of the log. Nobody who says something false about it stops an honest one. */

import type { VerdictCheck } from '~/lib/vault/replica/replicaCore'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nextVerdicts } from '~/lib/protocol/log/verdictHash'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { zeroHash } from '~/lib/protocol/log/entry'
import { toBytes } from '~/lib/shared/bytes'
import { recordsOf } from '~/lib/vault/books/book'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'
import { writeStatementPlaintext, statementBytes } from '~/lib/protocol/bodies/statementPlaintext'
import { canonicalBytes } from '~/lib/shared/json'
import { letterBesideValue, smuggle, smuggleUpdate, updateOn, viewOf } from '../support/smuggle'

let world: World
let alice: Person
let bob: Person
let mallory: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  mallory = await join(world, alice, 'Mallory', 'editor')
  await alice.must('record.create', { kind: 'risk', fields: { title: 'As agreed' } })
  await settle(alice, bob, mallory)
})
afterEach(closeEverybody)

const check = async (person: Person) => (await person.vault.meta.get('verdictCheck'))?.value as VerdictCheck | undefined
let client = 500
/** A change of Mallory that says this of the log. */
async function says(verdicts: string): Promise<number> {
  await mallory.pull()
  const update = await updateOn(mallory, 'asset', ++client, (doc) => void recordsOf(doc).set(`as_${client}/name`, 'x'))
  return smuggle(
    world,
    mallory,
    'register',
    writeUpdatePlaintext({
      verdicts,
      commands: [
        { commandId: `c${client}`, time: 1, parts: [{ class: 'register', book: 'asset', update: toBytes(update) }] },
      ],
    }),
  )
}
/** What is kept on this device is wrong, in every view, and so is what it makes of the log. */
async function goWrong(person: Person): Promise<void> {
  const { vault } = person
  const head = (await vault.meta.get('head'))!.value as Record<string, unknown>
  await vault.log
    .where('seq')
    .aboveOrEqual(2)
    .modify((row) => void Object.assign(row, { verdicts: 'ab'.repeat(32) }))
  await vault.meta.put({ key: 'head', value: { ...head, verdicts: 'ab'.repeat(32) } })
  for (const table of [vault.table('risk'), vault.trail, vault.members]) await table.clear()
  await vault.tail.filter(({ book }) => book === 'risk').delete()
  await vault.clients.where('book').equals('risk').delete()
  await person.restart()
}

describe('the hash over all verdicts', () => {
  test('is the same on all honest devices, at every position, and follows from position and verdict alone', async () => {
    await says(zeroHash)
    await settle(alice, bob, mallory)
    const rows = await alice.vault.log.toArray()
    let hash = zeroHash
    for (const { seq, verdict, verdicts } of rows) {
      hash = nextVerdicts(hash, seq, verdict)
      expect(verdicts).toBe(hash)
    }
    for (const person of [alice, bob, mallory]) {
      expect(person.replica.head().verdicts).toBe(hash)
      expect((await person.vault.log.toArray()).map(({ verdicts }) => verdicts)).toEqual(
        rows.map(({ verdicts }) => verdicts),
      )
      expect(await check(person)).toBeUndefined()
    }
    expect(nextVerdicts(zeroHash, 1, 'counts')).not.toBe(nextVerdicts(zeroHash, 1, 'unappliable'))
    expect(nextVerdicts(zeroHash, 1, 'counts')).not.toBe(nextVerdicts(zeroHash, 2, 'counts'))
  })

  test('known answer', () => {
    expect(nextVerdicts(zeroHash, 1, 'counts')).toBe('74b552add3553ab4a4c8fcb03bc6c5d81ff88229ba8b669c8d2f152ddfa2aee4')
  })
})

describe('a device that says otherwise', () => {
  test('and lies: the log is judged again, what is kept here stands, the device is named, and work goes on', async () => {
    const seq = await says('cd'.repeat(32))
    await alice.pull()
    expect(await check(alice)).toEqual({
      state: 'stands',
      checkedAt: world.now,
      by: [
        {
          deviceId: mallory.keys.deviceId,
          memberId: alice.replica.access().devices[mallory.keys.deviceId]!.memberId,
          seq,
        },
      ],
    })
    expect(alice.replica.writable()).toEqual({ ok: true, value: undefined })
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Goes on' } })
    await settle(alice, bob, mallory)
    expect(await viewOf(bob, 'risk', 'asset')).toEqual(await viewOf(alice, 'risk', 'asset'))
  })

  test('and lies of a log in which much does not count: judged again, each entry gets the verdict it had', async () => {
    const [risk] = await alice.rows('risk')
    const { id } = await alice.must('record.create', { kind: 'evidence', fields: { title: 'Seen', source: 'link' } })
    await settle(alice, bob, mallory)
    const edit = (by: Person, title: string) =>
      by
        .must('record.edit', {
          edits: [{ kind: 'evidence', id, changes: [{ op: 'set', field: 'title', value: title }] }],
        })
        .then(() => by.push())
    const access = bob.replica.access()
    const { memberId } = access.devices[bob.keys.deviceId]!
    const body = canonicalBytes({
      v: 1,
      workspaceId: world.workspaceId,
      deviceId: bob.keys.deviceId,
      memberId,
      personId: access.members[memberId]!.persons.at(-1)!.personId,
      type: 'review',
      subject: { kind: 'evidence', id },
      profile: 'review',
      decision: 'accepted',
      contentHash: '0'.repeat(64),
      time: '2026-06-01T09:00:00.000Z',
    })
    const statement = writeStatementPlaintext({
      body,
      innerSignature: await bob.replica.signer().sign(statementBytes(body)),
      frozen: { in: 'none' },
    })
    await smuggle(world, bob, 'statement', statement)
    await edit(alice, 'Seen again')
    await smuggle(world, bob, 'statement', statement)
    const asset = (clientId: number) =>
      updateOn(mallory, 'asset', clientId, (doc) => void recordsOf(doc).set('as_m/name', `by ${clientId}`))
    await smuggleUpdate(
      world,
      mallory,
      'register',
      { book: 'asset', update: await asset(91) },
      { book: 'risk', update: await letterBesideValue(mallory, 'risk', `${String(risk!['id'])}/title`, 92) },
    )
    // Clocks of what did not count stay where they were.
    await smuggleUpdate(world, mallory, 'register', { book: 'asset', update: await asset(91) })
    await smuggleUpdate(world, bob, 'register', {
      book: 'asset',
      update: await updateOn(bob, 'asset', 91, (doc) => void recordsOf(doc).set('as_b/name', 'under her id')),
    })
    await edit(bob, 'Seen once more')
    await smuggleUpdate(world, bob, 'register', {
      book: 'hologram',
      update: await updateOn(bob, 'hologram', 93, (doc) => void recordsOf(doc).set('ho_1/name', 'x')),
    })
    await settle(alice, bob, mallory)
    expect((await alice.vault.refused.orderBy('seq').toArray()).map(({ verdict }) => verdict)).toEqual([
      'repeatedStatement',
      'unappliable',
      'foreignClient',
    ])
    const seq = await says('cd'.repeat(32))
    await alice.pull()
    expect(await check(alice)).toMatchObject({ state: 'stands', by: [{ deviceId: mallory.keys.deviceId, seq }] })
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Goes on' } })
    await settle(alice, bob, mallory)
    expect(await viewOf(bob, 'risk', 'asset', 'evidence')).toEqual(await viewOf(alice, 'risk', 'asset', 'evidence'))
  })

  test('in every entry it writes: the log is judged again once, and by another liar not before the next day', async () => {
    await says('cd'.repeat(32))
    await alice.pull()
    alice.dieAt('verdicts:checking')
    for (let n = 0; n < 3; n++) {
      await says('ce'.repeat(32))
      await alice.pull()
    }
    // Agreeing once in between brings no second turn either.
    await mallory.pull()
    await says(mallory.replica.head().verdicts)
    await alice.pull()
    expect(await check(alice)).toMatchObject({ state: 'agreed', by: [] })
    await says('cf'.repeat(32))
    await alice.pull()
    expect(await check(alice)).toMatchObject({ by: [{ deviceId: mallory.keys.deviceId }] })
    world.now += 86_400_001
    await mallory.pull()
    await says(mallory.replica.head().verdicts)
    await says('aa'.repeat(32))
    await expect(alice.pull()).rejects.toThrow('verdicts:checking')
  })

  test('and is right: what is kept here is made again from the log, and what waits here stays', async () => {
    await goWrong(bob)
    const { id } = await bob.must('record.create', { kind: 'risk', fields: { title: 'Waits meanwhile' } })
    await alice.must('record.create', { kind: 'risk', fields: { title: 'From Alice' } })
    await alice.push()
    await bob.pull()
    expect(await check(bob)).toMatchObject({ state: 'mended', by: [] })
    expect(bob.replica.head()).toEqual(alice.replica.head())
    expect((await bob.rows('risk')).map(({ title }) => title).sort()).toEqual([
      'As agreed',
      'From Alice',
      'Waits meanwhile',
    ])
    expect(
      (await bob.trail()).filter(({ recordId, seq }) => recordId === id && seq === undefined).length,
    ).toBeGreaterThan(0)
    await settle(alice, bob, mallory)
    const view = await viewOf(alice, 'risk', 'asset', 'person')
    expect(await viewOf(bob, 'risk', 'asset', 'person')).toEqual(view)
    expect(await bob.vault.members.toArray()).toEqual(await alice.vault.members.toArray())
    expect(await bob.vault.notSent.count()).toBe(0)
  })

  test('the worker dies while the log is judged again, or made again: nothing is written until that is done, after the next start', async () => {
    await goWrong(bob)
    await alice.must('record.create', { kind: 'risk', fields: { title: 'From Alice' } })
    await alice.push()
    bob.dieAt('verdicts:checking')
    await expect(bob.pull()).rejects.toThrow('verdicts:checking')
    expect(bob.replica.writable()).toMatchObject({
      ok: false,
      error: {
        type: 'verdictsDiffer',
        message: expect.stringContaining('another device judges the shared log differently'),
      },
    })
    expect(await bob.run('record.create', { kind: 'risk', fields: { title: 'Too early' } })).toMatchObject({
      ok: false,
      error: { type: 'verdictsDiffer' },
    })
    expect(await bob.replica.takeBatch(new Set())).toBeUndefined()
    expect(await bob.vault.outbox.count()).toBe(0)
    await bob.restart()
    expect(await check(bob)).toMatchObject({ state: 'mended' })
    await goWrong(bob)
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Once more' } })
    await alice.push()
    world.now += 86_400_001
    bob.dieAt('ingest:inTransaction')
    await expect(bob.pull()).rejects.toThrow('ingest:inTransaction')
    bob.dieAt('ingest:afterTransaction')
    await expect(bob.pull()).rejects.toThrow('ingest:afterTransaction')
    await bob.restart()
    expect(await viewOf(bob, 'risk', 'person')).toEqual(await viewOf(alice, 'risk', 'person'))
    expect(bob.replica.writable()).toEqual({ ok: true, value: undefined })
  })

  test('the worker dies between throwing away what was wrong and saying so: it says so at the next start, and when', async () => {
    await goWrong(bob)
    await alice.must('record.create', { kind: 'risk', fields: { title: 'From Alice' } })
    await alice.push()
    const die = (changes: unknown): undefined => {
      if (JSON.stringify(changes).includes('mended')) throw new Error('dies here')
    }
    bob.vault.meta.hook('updating', die)
    await expect(bob.pull()).rejects.toThrow('dies here')
    expect(await check(bob)).toMatchObject({ state: 'checking' })
    bob.vault.meta.hook('updating').unsubscribe(die)
    expect(bob.replica.writable()).toMatchObject({
      ok: false,
      error: { type: 'rebuilding', message: expect.stringContaining('is being rebuilt from the log') },
    })
    world.now += 1_000
    await bob.restart()
    expect(await check(bob)).toEqual({ state: 'mended', by: [], checkedAt: world.now })
    expect(await viewOf(bob, 'risk', 'person')).toEqual(await viewOf(alice, 'risk', 'person'))
  })

  describe('while the disk is full', () => {
    const full =
      (key: string, said: string) =>
      (changes: unknown, of: unknown): void => {
        if (of === key && JSON.stringify(changes).includes(said)) throw new DOMException('full', 'QuotaExceededError')
      }

    test.each([
      ['that it begins to make all again', 'creating', 'rebuildDue', 'verdictsDiffer'],
      ['that it made all again', 'updating', 'verdictCheck', 'mended'],
    ] as const)(
      'and is right: %s cannot be kept, so it stays due; what was read is told, nobody is named, and the next entries mend it',
      async (_what, on, key, said) => {
        await goWrong(bob)
        await alice.must('record.create', { kind: 'risk', fields: { title: 'From Alice' } })
        await alice.push()
        const disk =
          on === 'updating'
            ? (changes: unknown, of: unknown) => full(key, said)(changes, of)
            : (of: unknown, row: { readonly key: string }) => full(key, said)(row, row.key ?? of)
        bob.vault.meta.hook(on as 'updating').subscribe(disk as never)
        const told: string[] = []
        bob.replica.onChange((what) => told.push(what))
        await bob.pull()
        expect(told).toContain('records')
        expect(told).toContain('head')
        expect(bob.replica.head().seq).toBe(world.log.entries.length)
        expect(await check(bob)).toMatchObject({ state: 'checking', by: [{ deviceId: alice.keys.deviceId }] })
        expect(bob.replica.writable().ok).toBe(false)
        expect(await bob.replica.takeBatch(new Set())).toBeUndefined()
        bob.vault.meta.hook(on as 'updating').unsubscribe(disk as never)
        await alice.must('record.create', { kind: 'risk', fields: { title: 'Once more' } })
        await alice.push()
        await bob.pull()
        expect(await check(bob)).toMatchObject({ state: 'mended', by: [] })
        expect(bob.replica.writable().ok).toBe(true)
        expect(await viewOf(bob, 'risk', 'person')).toEqual(await viewOf(alice, 'risk', 'person'))
      },
    )

    test('and lies: that what is kept here stands cannot be kept, so it stays due, and the next entries find it', async () => {
      await says('cd'.repeat(32))
      const disk = full('verdictCheck', 'stands')
      bob.vault.meta.hook('updating').subscribe(disk as never)
      await bob.pull()
      expect(bob.replica.head().seq).toBe(world.log.entries.length)
      expect(bob.replica.writable()).toMatchObject({ ok: false, error: { type: 'verdictsDiffer' } })
      bob.vault.meta.hook('updating').unsubscribe(disk as never)
      await bob.restart()
      expect(await check(bob)).toMatchObject({ state: 'stands', by: [{ deviceId: mallory.keys.deviceId }] })
      expect(bob.replica.writable().ok).toBe(true)
    })
  })
})
