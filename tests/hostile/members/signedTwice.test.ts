/**
 * A statement signed again in the same millisecond is the same statement: what counts already goes on counting, in its
 * row, in what is made from it, and on every device.
 */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { newUuid } from '~/lib/protocol/log/entry'
import { statementBytes } from '~/lib/protocol/bodies/statementPlaintext'
import { toBytes } from '~/lib/shared/bytes'
import { canonicalBytes } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import type { Change } from '~/lib/vault/replica/replica'
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

let world: World
let alice: Person
let bob: Person
let evidence: string
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'lead')
  evidence = (await bob.must('record.create', { kind: 'evidence', fields: { title: 'Backup list', source: 'link' } }))
    .id
  await settle(alice, bob)
})
afterEach(closeEverybody)

const commit = (by: Person, change: Partial<Change>) =>
  by.replica.exclusive(() =>
    by.replica.commit({
      commandId: newUuid(random),
      name: 'test.change',
      input: null,
      at: world.now,
      result: null,
      ...change,
    }),
  )

/** A review by hand, as a command of this very millisecond would sign it. */
async function review(by: Person, decision: 'accepted' | 'rejected' = 'accepted') {
  const { contentHash } = hashedContent((await alice.replica.readRecord('evidence', evidence))!, 'review', {})
  const memberId = by.replica.access().devices[by.keys.deviceId]!.memberId
  const personId = by.replica.access().members[memberId]!.persons.at(-1)!.personId
  const body = toBytes(
    canonicalBytes({
      v: 1,
      workspaceId: world.workspaceId,
      deviceId: by.keys.deviceId,
      memberId,
      personId,
      type: 'review',
      subject: { kind: 'evidence', id: evidence },
      profile: 'review',
      contentHash,
      time: new Date(world.now).toISOString(),
      decision,
      ...(decision === 'rejected' && { reason: 'No' }),
    }),
  )
  return { body, innerSignature: await by.replica.signer().sign(statementBytes(body)) }
}
const sign = async (by: Person, decision?: 'accepted' | 'rejected'): Promise<void> =>
  void unwrap(await commit(by, { statements: [await review(by, decision)] }))
const row = (by: Person) => by.vault.table('evidence').get(evidence)
const failures = async (by: Person) => (await by.must('integrity.verify', null)).failures
async function allSent(by: Person): Promise<void> {
  for (let i = 0; i < 4; i++) await by.push()
  await settle(alice, bob)
  expect(await by.replica.waiting()).toBe(0)
}

test.each(['an owner', 'a lead, on evidence of their own'])('a review of %s', async (who) => {
  const by = who === 'an owner' ? alice : bob
  await sign(by)
  await settle(alice, bob)
  const [shown, stored] = [await row(by), await by.vault.statements.toArray()]
  await sign(by)
  expect([await row(by), await by.vault.statements.toArray()]).toEqual([shown, stored])
  await allSent(by)
  expect([await row(alice), await row(bob)]).toEqual([shown, shown])
  expect(await failures(by)).toEqual([])
})

test('a review taken back twice is not accepted again', async () => {
  await sign(alice)
  await settle(alice, bob)
  const { id } = (await alice.vault.statements.toCollection().first())!
  await alice.must('statement.revoke', { id, reason: 'wrong' })
  await settle(alice, bob)
  const shown = await row(alice)
  expect(shown).toMatchObject({ reviewState: 'unreviewed' })
  await alice.must('statement.revoke', { id, reason: 'wrong' })
  expect(await row(alice)).toEqual(shown)
  await allSent(alice)
  expect([await row(alice), await row(bob)]).toEqual([shown, shown])
  expect(await failures(alice)).toEqual([])
})

test('three times before anything was sent, with a restart between, is one', async () => {
  for (let i = 0; i < 3; i++) await sign(alice)
  expect(await alice.vault.statements.count()).toBe(1)
  await alice.restart()
  await allSent(alice)
  expect(await alice.vault.notSent.count()).toBe(0)
  expect(await alice.vault.statements.toArray()).toEqual(await bob.vault.statements.toArray())
  expect(await row(alice)).toEqual(await row(bob))
  expect(await failures(alice)).toEqual([])
})

test.each([
  ['accepted', 'rejected'],
  ['rejected', 'accepted'],
] as const)('%s, then %s in one millisecond: both stand, in one order for all', async (first, second) => {
  await sign(alice, first)
  await sign(alice, second)
  await allSent(alice)
  expect(await row(alice)).toEqual(await row(bob))
  expect((await bob.vault.statements.orderBy('seq').toArray()).map(({ decision }) => decision)).toEqual([first, second])
  expect(await failures(alice)).toEqual([])
})
