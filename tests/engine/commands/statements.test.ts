/** Signing content (ST1-ST11) and evidence reviews (EV6), over the real log. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verify } from '~/lib/crypto/deviceKeys'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { statementBytes } from '~/lib/protocol/bodies/statementPlaintext'
import { fromBase64Url, toBytes, utf8ToString } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person
let bob: Person
let id: string

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  id = (
    await bob.must('record.create', {
      kind: 'evidence',
      fields: { title: 'Backup list', source: 'link', coversTo: '2026-05-31' },
    })
  ).id
  await settle(alice, bob)
})
afterEach(closeEverybody)

const hashOf = async (person: Person) =>
  hashedContent((await person.replica.readRecord('evidence', id)) as Evidence, 'review').contentHash
const review = async (
  person: Person,
  decision: string,
  extra: { readonly reason?: string; readonly expectedHash?: string } = {},
) =>
  person.run('statement.sign', {
    type: 'review',
    subject: { kind: 'evidence', id },
    profile: 'review',
    expectedHash: extra.expectedHash ?? (await hashOf(person)),
    decision,
    ...(extra.reason && { reason: extra.reason }),
  })
const row = async (person: Person) => (await person.rows('evidence'))[0]

describe('reviewing evidence', () => {
  test('ST1-ST3, ST11: waits until it is in the log, then counts for everybody; checkable without the workspace key', async () => {
    expect(await row(alice)).toMatchObject({
      reviewState: 'unreviewed',
      waits: 1,
      freshUntil: '2027-05-31',
      seal: 'integrityOnly',
    })
    const signed = await review(alice, 'accepted')
    expect(signed).toMatchObject({ ok: true })
    expect(await row(alice)).toMatchObject({ reviewState: 'unreviewed', waits: 0 })
    expect((await alice.vault.statements.toArray())[0]!.seq).toBeUndefined()
    await settle(alice, bob)
    for (const person of [alice, bob]) expect(await row(person)).toMatchObject({ reviewState: 'accepted', waits: 0 })
    const [statement] = await bob.vault.statements.toArray()
    expect(statement).toMatchObject({ type: 'review', decision: 'accepted', signatureValid: true })
    expect(statement!.voidReason).toBeUndefined()
    expect(statement!.id).toBe(sha256Hex(statement!.body))
    const key = fromBase64Url(bob.replica.access().devices[statement!.deviceId]!.signKey)
    expect(await verify(key, statementBytes(statement!.body), toBytes(statement!.innerSignature))).toBe(true)
    expect(sha256Hex(statement!.frozen!)).toBe(statement!.contentHash)
    expect(JSON.parse(utf8ToString(statement!.frozen!))).toMatchObject({
      kind: 'evidence',
      recordId: id,
      profile: 'review',
      fields: { title: 'Backup list' },
    })
  })

  test('EV6: nobody reviews what he captured or recorded himself', async () => {
    expect(await review(bob, 'accepted')).toMatchObject({
      ok: false,
      error: { type: 'selfReview', message: 'Somebody else must review this: you captured it.' },
    })
  })

  test('the signer signs what he saw: changed content is refused', async () => {
    const seen = await hashOf(alice)
    await bob.must('record.edit', {
      edits: [{ kind: 'evidence', id, changes: [{ op: 'set', field: 'title', value: 'Other list' }] }],
    })
    await settle(alice, bob)
    expect(await review(alice, 'accepted', { expectedHash: seen })).toMatchObject({
      ok: false,
      error: { type: 'contentChanged' },
    })
    expect(await alice.vault.statements.count()).toBe(0)
  })

  test('ST4, MG8: a later change makes it stale and it waits again; ST13: a rejection needs a reason', async () => {
    await review(alice, 'accepted')
    await settle(alice, bob)
    await bob.must('record.edit', {
      edits: [{ kind: 'evidence', id, changes: [{ op: 'set', field: 'coversTo', value: '2026-05-30' }] }],
    })
    await settle(alice, bob)
    expect(await row(alice)).toMatchObject({ reviewState: 'stale', waits: 1, freshUntil: '2027-05-30' })
    expect(await review(alice, 'rejected')).toMatchObject({ ok: false, error: { type: 'reasonMissing' } })
    expect(await review(alice, 'rejected', { reason: 'Wrong system.' })).toMatchObject({ ok: true })
    await settle(alice, bob)
    expect(await row(bob)).toMatchObject({ reviewState: 'rejected', waits: 0 })
  })

  test('ST9: revoked by the signer or an owner; nothing before it comes back to life', async () => {
    const signed = await review(alice, 'accepted')
    await settle(alice, bob)
    const statement = (signed as { value: { id: string } }).value.id
    expect(await bob.run('statement.revoke', { id: statement })).toMatchObject({
      ok: false,
      error: { type: 'noAuthority' },
    })
    expect(await alice.must('statement.revoke', { id: statement, reason: 'A slip.' })).toBeNull()
    await settle(alice, bob)
    expect(await row(bob)).toMatchObject({ reviewState: 'unreviewed', waits: 1 })
    expect(await bob.vault.statements.count()).toBe(2)
    expect((await bob.vault.statements.toArray()).every(({ voidReason }) => voidReason === undefined)).toBe(true)
  })

  test('ST6: upper limits by role; an auditor reviews, a viewer does not', async () => {
    const carol = await join(world, alice, 'Carol', 'auditor')
    const dan = await join(world, alice, 'Dan', 'viewer')
    expect(await review(carol, 'accepted')).toMatchObject({ ok: true })
    expect(await review(dan, 'accepted')).toMatchObject({ ok: false, error: { type: 'noAuthority' } })
    await settle(alice, bob, carol, dan)
    expect(await row(alice)).toMatchObject({ reviewState: 'accepted' })
    await carol.close()
    await dan.close()
  })

  test('EV3: turning dates of all evidence follow the settings', async () => {
    await alice.must('record.create', { kind: 'settings', fields: { evidenceMaxAge: 'P1M' } })
    expect(await row(alice)).toMatchObject({ freshUntil: '2026-06-30' })
    await settle(alice, bob)
    expect(await row(bob)).toMatchObject({ freshUntil: '2026-06-30' })
  })
})
