/**
 * What a device signed that was in other hands is marked for everybody and counts nowhere in silence (ST16); so is who
 * was let in again (ST12).
 */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { evaluate } from '~/lib/isms/readiness/evaluate'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { writeDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import { readAll } from '~/lib/vault/views/readinessFeed'
import type { StatementRow } from '~/lib/vault/store/tables'
import { commitAccess, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

const hour = 3_600_000
let world: World
let alice: Person
let bob: Person
let carol: Person
let people: readonly Person[]
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  carol = await join(world, alice, 'Carol', 'owner')
  people = [alice, bob, carol]
  // Owners make new keys by a command, which reads their own from the vault.
  for (const owner of [alice, carol]) await writeDeviceKeys(owner.vault, owner.keys)
  await settle(...people)
})
afterEach(async () => {
  for (const person of people) await person.close()
})

const memberOf = (person: Person): string => person.replica.access().devices[person.keys.deviceId]!.memberId

/** Evidence that one recorded and somebody else accepts, an hour later than what came before. */
async function accepted(by: Person, maker = alice): Promise<string> {
  world.now += hour
  const { id } = await maker.must('record.create', {
    kind: 'evidence',
    fields: { title: 'Backup list', source: 'link' },
  })
  await settle(...people)
  await review(by, id)
  return id
}
async function review(by: Person, id: string): Promise<void> {
  const { contentHash } = hashedContent((await by.replica.readRecord('evidence', id))!, 'review', {})
  await by.must('statement.sign', {
    type: 'review',
    subject: { kind: 'evidence', id },
    profile: 'review',
    expectedHash: contentHash,
    decision: 'accepted',
  })
  await settle(...people)
}
const reviewOf = async (on: Person, id: string): Promise<StatementRow> =>
  (await on.vault.statements.where('[subjectKind+subjectId]').equals(['evidence', id]).last())!
const doubted = async (on: Person, ids: readonly string[]): Promise<readonly (number | undefined)[]> =>
  Promise.all(ids.map(async (id) => (await reviewOf(on, id)).doubtfulSince))
const failing = async (on: Person): Promise<readonly string[]> =>
  evaluate(await readAll(on.vault, { today: '2026-06-01', timeZone: 'UTC' })).find(
    ({ id }) => id === '7.5-doubtful-decision',
  )!.failing

test('what it signed from then on is marked on every device, a later word of an owner moves the day, and a last one takes it back', async () => {
  const [before, after] = [await accepted(bob), await accepted(bob)]
  const own = await accepted(carol)
  const since = (await reviewOf(alice, after)).relayTime!
  people = [alice, carol]
  await bob.close()
  await alice.must('device.remove', { deviceId: bob.keys.deviceId, compromisedSince: since })
  await settle(...people)
  for (const on of people) {
    expect(await doubted(on, [before, after, own])).toEqual([undefined, since, undefined])
    expect(await failing(on)).toEqual([after])
  }
  expect((await reviewOf(alice, after)).voidReason).toBeUndefined()

  await carol.must('device.compromised', { deviceId: bob.keys.deviceId, since: since - hour })
  await settle(...people)
  for (const on of people) {
    expect(await doubted(on, [before, after, own])).toEqual([since - hour, since - hour, undefined])
    expect([...(await failing(on))].sort()).toEqual([before, after].sort())
  }
  // Decided again by somebody whose device is not in doubt, it is settled.
  await review(carol, after)
  expect(await failing(alice)).toEqual([before])
  // The log makes the same of it once more.
  expect(await alice.must('integrity.verify', null)).toMatchObject({ failures: [] })

  await alice.must('device.compromised', {
    deviceId: bob.keys.deviceId,
    since: (await alice.vault.devices.get(bob.keys.deviceId))!.until! + 1,
  })
  await settle(...people)
  for (const on of people) {
    expect(await doubted(on, [before, own])).toEqual([undefined, undefined])
    expect(await failing(on)).toEqual([])
  }
  expect(await alice.must('integrity.verify', null)).toMatchObject({ failures: [] })
})

test('a mark that this disk lost, or made up, is named by the check of integrity', async () => {
  const id = await accepted(bob)
  const row = await reviewOf(alice, id)
  await alice.vault.statements.put({ ...row, doubtfulSince: row.relayTime! })
  expect(await alice.must('integrity.verify', null)).toMatchObject({
    failures: [expect.stringContaining(row.id.slice(0, 16))],
  })
})

test('only an owner marks, and only what is gone: anything else is refused and changes nothing', async () => {
  const id = await accepted(bob)
  expect(await alice.run('device.compromised', { deviceId: bob.keys.deviceId, since: 0 })).toMatchObject({
    ok: false,
    error: { type: 'unknownDevice' },
  })
  await alice.must('device.remove', { deviceId: carol.keys.deviceId })
  await settle(alice, bob)
  expect(await bob.run('device.compromised', { deviceId: carol.keys.deviceId, since: 0 })).toMatchObject({
    ok: false,
    error: { type: 'roleMayNotWrite' },
  })
  await settle(alice, bob)
  expect(await doubted(alice, [id])).toEqual([undefined])
  expect(
    (await alice.vault.devices.toArray()).filter(({ compromisedSince }) => compromisedSince !== undefined),
  ).toEqual([])
})

test('who was let in again signs with by whom and when beside the name', async () => {
  const other = (await alice.must('record.create', { kind: 'person', fields: { name: 'Dora' } })).id
  await settle(...people)
  world.now += hour
  const at = world.now
  await commitAccess(alice, {
    type: 'bind',
    prev: alice.replica.access().head.accessHash,
    memberId: memberOf(carol),
    personId: other,
  })
  await settle(...people)
  const id = await accepted(carol, bob)
  for (const on of people) {
    const { readmitted, relayTime } = await reviewOf(on, id)
    expect(readmitted).toEqual({
      byMemberId: memberOf(alice),
      seq: expect.any(Number) as unknown,
      at: (await on.vault.log.get(readmitted!.seq))!.relayTime,
    })
    expect(readmitted!.at).toBeGreaterThanOrEqual(at)
    expect(readmitted!.at).toBeLessThan(relayTime!)
  }
})
