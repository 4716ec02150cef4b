/**
 * Files are erased by an owner's entry that counts, and by nothing else; nobody has another's file erased by naming it.
 */

import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256HexOf } from '~/lib/crypto/digest'
import { blobRows, storeFiles } from '~/lib/engine/commands/evidence/evidenceFiles'
import { writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { expectFiles } from '~/lib/sync/blobs/expectedFiles'
import type { BlobRow } from '~/lib/vault/store/tables'
import {
  closeEverybody,
  createWorld,
  foundBy,
  join,
  random,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'
import { smuggle } from '../support/byHand'

let world: World
let alice: Person
let bob: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'lead')
  await alice.pull()
})
afterEach(closeEverybody)

type File = Pick<BlobRow, 'sha256' | 'id' | 'size'>
let n = 0

/** Evidence whose record names a file by whatever id. */
async function names(by: Person, { sha256, id, size }: File): Promise<string> {
  const evidence = `ev_${++n}file`
  const value = { blob: { sha256, id, size, mime: 'image/png' }, mime: 'image/png', size, part: 'original' }
  await by.replica.exclusive(async () =>
    unwrap(
      await by.replica.commit({
        commandId: `names-${n}`,
        name: 'test',
        input: null,
        at: world.now,
        result: null,
        intents: [
          ['kind', 'evidence'],
          ['title', `Picture ${n}`],
          ['files/picture.png', value],
        ].map(([field, after]) => ({
          type: 'set' as const,
          book: 'evidence' as const,
          key: `${evidence}/${String(field)}`,
          before: null,
          after: after as never,
        })),
      }),
    ),
  )
  return evidence
}
/** A file that a person's device seals, holds and names. */
async function adds(
  by: Person,
  bytes = randomBytes(2_000),
): Promise<{ readonly file: BlobRow; readonly evidence: string }> {
  const stored = unwrap(
    await storeFiles(
      { workspaceId: world.workspaceId, vault: by.vault, replica: by.replica, random, clock: { now: () => world.now } },
      [{ name: 'picture.png', mime: 'image/png', part: 'original', bytes: new Blob([toBytes(bytes)]) }],
    ),
  )
  await by.vault.blobs.bulkPut([...blobRows(stored)])
  return { file: stored[0]!.row, evidence: await names(by, stored[0]!.row) }
}
const expecting = async (person: Person): Promise<void> =>
  void (await expectFiles(person.vault, person.replica.head().seq, world.now))
/** As after a download: the bytes that another holds, under the same id. */
async function fetched(person: Person, file: BlobRow): Promise<void> {
  await expecting(person)
  const { bytes, epoch, salt } = file
  expect(
    await person.vault.blobs.update(file.sha256, {
      bytes,
      epoch,
      salt,
      id: file.id,
      state: 'present',
      upload: 'done',
      pendingSince: undefined,
    }),
  ).toBe(1)
}
const rowOf = (person: Person, { sha256 }: File): Promise<BlobRow | undefined> => person.vault.blobs.get(sha256)
const reason = 'Shows a customer who asked for it to go.'

describe('an owner erases', () => {
  test('the bytes go on every device, record and hash stay, and who, when and why is said; the history has the step', async () => {
    const { file, evidence } = await adds(bob)
    await settle(alice, bob)
    await fetched(alice, file)
    await alice.must('evidence.erase', { id: evidence, reason: ` ${reason} ` })
    // Not before the entry is in the log.
    expect(await rowOf(alice, file)).toMatchObject({ state: 'present' })
    await settle(alice, bob)
    const { memberId } = alice.replica.access().devices[alice.keys.deviceId]!
    for (const person of [alice, bob]) {
      const row = (await rowOf(person, file))!
      expect(row.bytes).toBeUndefined()
      expect(row).toMatchObject({
        state: 'erased',
        upload: 'none',
        sha256: file.sha256,
        size: file.size,
        erased: { memberId, deviceId: alice.keys.deviceId, reason },
      })
      expect((await person.rows('evidence')).find(({ id }) => id === evidence)).toMatchObject({
        title: expect.stringContaining('Picture'),
      })
      expect(
        (await person.vault.statements.toArray()).map(({ type, subjectId, voidReason }) => [
          type,
          subjectId,
          voidReason,
        ]),
      ).toEqual([['custody', evidence, undefined]])
    }
  })

  test('a device that hears of the file afterwards does not wait for it', async () => {
    const { file, evidence } = await adds(bob)
    await settle(alice, bob)
    await fetched(alice, file)
    await alice.must('evidence.erase', { id: evidence, reason })
    await settle(alice, bob)
    const carol = await join(world, alice, 'Carol', 'viewer')
    await expecting(carol)
    expect(await rowOf(carol, file)).toMatchObject({ state: 'erased', erased: { reason } })
    await carol.close()
  })

  test('who still has the picture offers it again under a new id, and it is awaited under that', async () => {
    const bytes = randomBytes(2_000)
    const { file, evidence } = await adds(bob, bytes)
    await settle(alice, bob)
    await fetched(alice, file)
    await alice.must('evidence.erase', { id: evidence, reason })
    await settle(alice, bob)
    const { file: again } = await adds(bob, bytes)
    expect(again.sha256).toBe(file.sha256)
    expect(again.id).not.toBe(file.id)
    expect(again).toMatchObject({ state: 'present', upload: 'waiting' })
    expect(again.erased).toBeUndefined()
    await settle(alice, bob)
    await expecting(alice)
    expect(await rowOf(alice, file)).toMatchObject({ state: 'pending', id: again.id })
    expect((await rowOf(alice, file))!.erased).toBeUndefined()
  })

  test.each([
    ['a lead', 'notAllowed', 'Only an owner erases files.'],
    ['an owner without a reason', 'reasonMissing', 'Say why the files are erased.'],
  ])('%s may not: nothing is written', async (who, type, words) => {
    const { file, evidence } = await adds(bob)
    await settle(alice, bob)
    const by = who === 'a lead' ? bob : alice
    const erased = await by.run('evidence.erase', { id: evidence, reason: by === bob ? reason : '  ' })
    expect(erased).toMatchObject({ ok: false, error: { type } })
    expect(JSON.stringify(erased)).toContain(words)
    expect(await by.replica.waiting()).toBe(0)
    expect(await rowOf(bob, file)).toMatchObject({ state: 'present' })
  })
})

describe('nobody else does', () => {
  test('an erase entry of a lead, let in by an accomplice of a relay, takes no byte from anybody, not even of his own file', async () => {
    const { file } = await adds(bob)
    await settle(alice, bob)
    await fetched(alice, file)
    const at = await smuggle(world, bob, 'erase', writeEraseBody({ blobIds: [file.id], reason }))
    await settle(alice, bob)
    for (const person of [alice, bob]) {
      expect(await person.vault.log.get(at)).toMatchObject({ verdict: 'roleMayNotWrite' })
      expect(await person.vault.erasures.count()).toBe(0)
      const row = (await rowOf(person, file))!
      expect(row.state).toBe('present')
      expect(await sha256HexOf(row.bytes!)).toBe(file.sha256)
    }
  })

  test("a member who names another's file as a part of his own evidence does not have it erased along with his", async () => {
    const { file: precious } = await adds(alice)
    const { file: own, evidence } = await adds(bob)
    await settle(alice, bob)
    await fetched(alice, own)
    await fetched(bob, precious)
    // The hash of his own file under the id of hers; and hers under his.
    await names(bob, { ...own, id: precious.id })
    await names(bob, { ...precious, id: own.id })
    await settle(alice, bob)
    for (const person of [alice, bob]) await expecting(person)
    await alice.must('evidence.erase', { id: evidence, reason })
    await settle(alice, bob)
    for (const person of [alice, bob]) {
      expect((await rowOf(person, own))!.bytes).toBeUndefined()
      const kept = (await rowOf(person, precious))!
      expect(kept).toMatchObject({ state: 'present', id: precious.id })
      expect(await sha256HexOf(kept.bytes!)).toBe(precious.sha256)
    }
  })
})
