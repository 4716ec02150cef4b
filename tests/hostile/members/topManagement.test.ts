/**
 * What a hostile owner does with the word of top management: once it is named, nobody signs in its place (ST14), and no
 * blank is hidden (ST15).
 */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { statementBytes, writeStatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import type { AnyRecord } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { overrideOf } from '~/lib/isms/statement/neededFacts'
import { canonicalBytes } from '~/lib/shared/json'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'
import { smuggle } from '../support/byHand'

let world: World
let alice: Person
let bob: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  await settle(alice, bob)
})
afterEach(closeEverybody)

const personOf = async (person: Person): Promise<string> => {
  const own = (await person.vault.devices.toArray()).find((device) => device.own)!
  return (await person.vault.members.get(own.memberId))!.personId!
}
const contentOf = async (kind: 'scope' | 'roleAssignment', id: string) =>
  hashedContent((await alice.replica.readRecord(kind, id)) as AnyRecord, 'main', {})

/** An approval that Alice's patched device writes past her own engine: well signed, with the copy it signs. */
async function smuggleApproval(kind: 'scope', id: string): Promise<void> {
  const { memberId, deviceId } = alice.replica.access().devices[alice.keys.deviceId]!
  const { content, contentHash } = await contentOf(kind, id)
  const body = canonicalBytes({
    v: 1,
    workspaceId: world.workspaceId,
    deviceId,
    memberId,
    personId: await personOf(alice),
    type: 'approve',
    subject: { kind, id },
    profile: 'main',
    contentHash,
    time: new Date(world.now).toISOString(),
  })
  await smuggle(
    world,
    alice,
    'statement',
    writeStatementPlaintext({
      body,
      innerSignature: await alice.replica.signer().sign(statementBytes(body)),
      frozen: { in: 'entry', bytes: canonicalBytes(content) },
    }),
  )
}
const rowsOf = async (person: Person, id: string) =>
  (await person.vault.statements.toArray())
    .filter(({ subjectId }) => subjectId === id)
    .map(({ voidReason, asTopManagement, standsIn }) => [voidReason, asTopManagement, standsIn])

test('an owner whose program is patched cannot approve in the place of named top management: void on every device, and never printed as its word', async () => {
  await alice.must('record.create', {
    kind: 'scope',
    id: 'sc_main',
    fields: { orgName: 'Acme', statement: 'Everything we do, at every place we do it.' },
  })
  const { id } = await alice.must('record.create', {
    kind: 'roleAssignment',
    fields: {
      role: 'topManagement',
      title: 'Managing Director',
      responsibilities: 'Decides',
      authorities: 'Money and people',
      holder: await personOf(bob),
      from: '2020-01-01',
    },
  })
  await alice.must('statement.sign', {
    type: 'approve',
    subject: { kind: 'roleAssignment', id },
    profile: 'main',
    expectedHash: (await contentOf('roleAssignment', id)).contentHash,
  })
  await settle(alice, bob)
  await smuggleApproval('scope', 'sc_main')
  await settle(alice, bob)
  for (const person of [alice, bob]) {
    expect(await rowsOf(person, 'sc_main')).toEqual([
      [
        'Top management is named, so an owner of the workspace no longer signs in its place. Ask the person who holds that role; if they are not a member of this workspace yet, invite them first.',
        undefined,
        undefined,
      ],
    ])
  }
  // So for somebody who reads all of it in one piece, with what came after.
  await alice.must('record.edit', {
    edits: [{ kind: 'roleAssignment', id, changes: [{ op: 'set', field: 'holder', value: await personOf(alice) }] }],
  })
  const late = await join(world, alice, 'Late', 'viewer')
  await settle(alice, late)
  expect(await late.vault.statements.orderBy('id').toArray()).toEqual(
    await alice.vault.statements.orderBy('id').toArray(),
  )
  expect(await rowsOf(late, 'sc_main')).toEqual(await rowsOf(bob, 'sc_main'))
})

test('an approval under a blank that was written past the question counts as what it is, and says what it left open on every device', async () => {
  await alice.must('record.create', { kind: 'scope', id: 'sc_main', fields: { orgName: 'Acme' } })
  expect(
    await alice.run('statement.sign', {
      type: 'approve',
      subject: { kind: 'scope', id: 'sc_main' },
      profile: 'main',
      expectedHash: (await contentOf('scope', 'sc_main')).contentHash,
    }),
  ).toMatchObject({ ok: false, error: { type: 'factsMissing' } })
  await settle(alice, bob)
  await smuggleApproval('scope', 'sc_main')
  await settle(alice, bob)
  for (const person of [alice, bob]) {
    expect(await rowsOf(person, 'sc_main')).toEqual([[undefined, true, true]])
    expect(
      (await person.vault.statements.toArray())
        .filter(({ subjectId }) => subjectId === 'sc_main')
        .map((one) => overrideOf(one)),
    ).toEqual([{ fields: ['statement'], reason: undefined }])
  }
})
