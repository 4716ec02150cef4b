/**
 * Who is a person on one member's word alone is not independent of that member's work (AU3, CA4), and no merge of
 * records gets round it.
 */

import type { ReportContext } from '~/lib/isms/report/reportLanguage'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditItemId, requirementId } from '~/lib/records/derivedIds'
import { declaredBy } from '~/lib/isms/audit/auditCompleteness'
import { evaluate } from '~/lib/isms/readiness/evaluate'
import { ncLines } from '~/lib/isms/report/reports/ncLines'
import { itemConflicts } from '~/lib/isms/audit/auditIndependence'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { standingOf } from '~/lib/isms/statement/statementStanding'
import { readAll } from '~/lib/vault/views/readinessFeed'
import { readReviewState } from '~/lib/vault/views/readReviewState'
import { kindTable } from '~/lib/vault/store/tables'
import type { JsonValue } from '~/lib/shared/json'
import { sayByHand } from '../support/byHand'
import {
  closeEverybody,
  commitAccess,
  createWorld,
  foundBy,
  join,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'

const today = '2026-06-01'
const requirement = requirementId('iso27001-2022', 'A.8.32')
let world: World
let alice: Person
let bob: Person
let carol: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'lead')
  carol = await join(world, alice, 'Carol', 'auditor')
  await settle(alice, bob, carol)
  // Long enough for a word of one's own.
  world.now += 31 * 86_400_000
})
afterEach(closeEverybody)

const create = async (by: Person, kind: Kind, fields: Record<string, JsonValue>): Promise<string> =>
  (await by.must('record.create', { kind, fields })).id
const memberOf = (person: Person): string => person.replica.access().devices[person.keys.deviceId]!.memberId
const personOf = (person: Person): string => person.replica.access().members[memberOf(person)]!.persons.at(-1)!.personId
const bind = (by: Person, member: Person, personId: string) =>
  commitAccess(by, { type: 'bind', prev: by.replica.access().head.accessHash, memberId: memberOf(member), personId })
const duplicateOf = (by: Person, id: string, kept: string) =>
  by.run('record.edit', {
    edits: [{ kind: 'person', id, changes: [{ op: 'set', field: 'duplicateOf', value: kept }] }],
  })

/**
 * Bob's own work: a control that an audit looks at, and a nonconformity with one action, done. The auditor is Carol's
 * person.
 */
async function workOfBob(auditor: string) {
  const person = personOf(bob)
  await create(bob, 'control', { title: 'Change control', owner: person, status: 'operating', reqs: [requirement] })
  const audit = await create(bob, 'audit', {
    title: 'Internal audit',
    type: 'internal',
    status: 'inProgress',
    auditors: [auditor],
    performedFrom: today,
    performedTo: today,
  })
  const item = auditItemId(audit, requirement)
  await bob.must('record.create', {
    kind: 'auditItem',
    id: item,
    fields: { audit, requirement, auditor, result: 'conforms' },
  })
  const nc = await create(bob, 'nonconformity', {
    title: 'Leaver accounts stay active',
    statement: 'Two accounts were active.',
    detectedOn: '2026-05-05',
    owner: person,
    correction: 'Disabled.',
    correctedOn: '2026-05-06',
    rootCause: 'Contractors are in no leaver list.',
    causeMethod: 'fiveWhys',
    similar: 'none',
    effectivenessCriteria: 'None for three months.',
  })
  await create(bob, 'correctiveAction', {
    nonconformity: nc,
    title: 'One list',
    responsible: person,
    status: 'done',
    completedOn: '2026-05-20',
  })
  await settle(alice, bob, carol)
  return { audit, item, nc }
}

async function verifies(by: Person, nc: string): Promise<void> {
  const actions = await kindTable<AnyRecord>(by.vault, 'correctiveAction').toArray()
  const { contentHash } = standingOf(
    (await kindTable<AnyRecord>(by.vault, 'nonconformity').get(nc))!,
    'effectiveness',
    [],
    { get: () => undefined, referencing: (kind) => (kind === 'correctiveAction' ? actions : []) },
    today,
  )
  await by.must('statement.sign', {
    type: 'verify',
    subject: { kind: 'nonconformity', id: nc },
    profile: 'effectiveness',
    expectedHash: contentHash,
    decision: 'effective',
  })
  await settle(by, alice, bob, carol)
}

/** What readiness, and what packs and reports, make of it on Alice's device. */
async function judged({ audit, item, nc }: { readonly audit: string; readonly item: string; readonly nc: string }) {
  const results = evaluate(await readAll(alice.vault, { today, timeZone: 'UTC' }))
  const failing = (id: string): readonly string[] => results.find((result) => result.id === id)?.failing ?? []
  const state = await readReviewState(alice.vault, { id: 'mr_1', heldOn: today }, today)
  const [row] = state.rows('audit').filter(({ id }) => id === audit)
  const [of] = state.rows('auditItem').filter(({ id }) => id === item)
  const ctx = {
    state: { ...state, record: (id: string) => state.lookup.get('nonconformity', id) },
    today,
  } as unknown as ReportContext
  return {
    audit: failing('9.2-auditor-independence').includes(item),
    reasons: itemConflicts(of!, row!, {
      controls: state.rows('control'),
      policies: [],
      soaEntries: [],
      tests: [],
      tasks: [],
      risks: [],
      roles: [],
      ownerAt: () => [],
      today,
      kept: state.kept!,
      onWord: state.onWord!.ofPerson,
    }).map(({ reason, onWordOf }) => [reason, onWordOf]),
    doer: failing('10.2-effectiveness-by-doer').includes(nc),
    nc: ncLines(ctx).map(({ standing }) => [standing.state, standing.dependent?.reason]),
  }
}
const independent = { audit: false, reasons: [], doer: false, nc: [['closed', undefined]] }

test('who is bound first, by whomever, audits and verifies', async () => {
  const work = await workOfBob(personOf(carol))
  await verifies(carol, work.nc)
  expect(await judged(work)).toEqual(independent)
})

test('who was bound again can be confirmed by the very next entry of the log', async () => {
  const other = await create(bob, 'person', { name: 'Dora Auditor' })
  await settle(alice, bob, carol)
  await bind(bob, carol, other)
  await settle(alice, bob, carol)
  expect(await alice.run('member.confirmPerson', { memberId: memberOf(carol), personId: other })).toMatchObject({
    ok: true,
  })
})

test('who was bound again neither audits nor verifies the work of who bound them, until another confirms who that is', async () => {
  const other = await create(bob, 'person', { name: 'Dora Auditor' })
  await settle(alice, bob, carol)
  await bind(bob, carol, other)
  await settle(alice, bob, carol)
  const work = await workOfBob(other)
  await verifies(carol, work.nc)
  const dependent = {
    audit: true,
    reasons: [['controlOwner', personOf(bob)]],
    doer: true,
    nc: [['awaitingReview', 'onWord']],
  }
  expect(await judged(work)).toEqual(dependent)

  // A merge of the person into a record that nobody was bound to takes the mark along.
  const fresh = await create(bob, 'person', { name: 'Dora Auditor' })
  expect((await duplicateOf(bob, other, fresh)).ok).toBe(true)
  await bob.must('record.edit', {
    edits: [{ kind: 'auditItem', id: work.item, changes: [{ op: 'set', field: 'auditor', value: fresh }] }],
  })
  await settle(alice, bob, carol)
  expect(await judged(work)).toEqual(dependent)
  // Nor does the binder get rid of it by becoming somebody else.
  const before = personOf(bob)
  const cover = await create(alice, 'person', { name: 'Bob Other' })
  await settle(alice, bob, carol)
  await bind(alice, bob, cover)
  await settle(alice, bob, carol)
  expect(await judged(work)).toEqual({ ...dependent, reasons: [['controlOwner', before]] })

  await alice.must('member.confirmPerson', { memberId: memberOf(carol), personId: other })
  await settle(alice, bob, carol)
  // What was signed before the word stays as it was; signed again, it counts.
  expect(await judged(work)).toEqual({ ...dependent, audit: false, reasons: [] })
  await verifies(carol, work.nc)
  expect(await judged(work)).toEqual(independent)
})

test('a second member who becomes the auditor by a merge of records is one on the word of who bound them', async () => {
  const auditor = personOf(carol)
  const puppet = await join(world, bob, 'Puppet', 'auditor')
  await settle(alice, bob, carol, puppet)
  const work = await workOfBob(auditor)
  // The puppet was bound once, to a person of its own, so nothing in the log of access marks it.
  const own = personOf(puppet)
  expect(await duplicateOf(bob, own, auditor)).toMatchObject({
    ok: false,
    error: {
      type: 'twoMembers',
      message:
        'Both are members, and one person is one member. Remove the membership that is not theirs first, then merge.',
      field: 'duplicateOf',
    },
  })
  await settle(alice, bob, carol, puppet)
  expect((await kindTable<AnyRecord>(alice.vault, 'person').get(own))!.duplicateOf).toBeUndefined()
  // A changed program merges all the same.
  const past = await bob.replica.exclusive(() =>
    bob.replica.commit({
      commandId: 'past-the-rules',
      name: 'test.set',
      input: null,
      at: world.now,
      intents: [{ type: 'set', book: 'person', key: `${own}/duplicateOf`, before: null, after: auditor }],
      result: null,
    }),
  )
  expect(past.ok).toBe(true)
  await settle(alice, bob, carol, puppet)
  expect((await kindTable<AnyRecord>(alice.vault, 'person').get(own))!.duplicateOf).toBe(auditor)
  await verifies(puppet, work.nc)
  const dependent = {
    audit: true,
    reasons: [['controlOwner', personOf(bob)]],
    doer: true,
    nc: [['awaitingReview', 'onWord']],
  }
  expect(await judged(work)).toEqual(dependent)

  // ST17: who merged has no more of a word than who bound; an owner with no part in it has.
  const confirm = { memberId: memberOf(puppet), personId: own, alsoPersonIds: [auditor] }
  expect(await bob.run('member.confirmPerson', confirm)).toMatchObject({ ok: false, error: { type: 'ownWord' } })
  await alice.must('member.confirmPerson', confirm)
  await settle(alice, bob, carol, puppet)
  // Carol's own membership is the same person, bound by Alice, so her word does not free it.
  expect((await judged(work)).nc).toEqual(dependent.nc)
  await verifies(puppet, work.nc)
  expect((await judged(work)).doer).toBe(false)
  await puppet.close()
})

test('ST17: who became another person by a merge neither declares nor reviews as if independent of who merged and who bound, in the command and in the log', async () => {
  // Alice binds an honest editor; Bob, a lead, merges that person into the auditor's once the auditor has left.
  const puppet = await join(world, alice, 'Puppet', 'auditor')
  await settle(alice, bob, carol, puppet)
  const [own, auditor] = [personOf(puppet), personOf(carol)]
  const audit = await create(alice, 'audit', {
    title: 'Internal audit',
    type: 'internal',
    status: 'inProgress',
    auditors: [own],
    performedFrom: today,
    performedTo: today,
  })
  const evidence = await create(bob, 'evidence', { title: 'Backup list', source: 'link' })
  await settle(alice, bob, carol, puppet)
  const declares = async () =>
    ({
      type: 'declare',
      subject: { kind: 'audit', id: audit },
      profile: 'independence',
      expectedHash: hashedContent((await puppet.replica.readRecord('audit', audit))!, 'independence', {}).contentHash,
    }) as const
  const reviews = {
    type: 'review',
    subject: { kind: 'evidence', id: evidence },
    profile: 'review',
    expectedHash: hashedContent((await puppet.replica.readRecord('evidence', evidence))!, 'review', {}).contentHash,
    decision: 'accepted',
  } as const
  const declared = async () =>
    ((state) => declaredBy(state.statementsOf(audit), state.onWord))(
      await readReviewState(alice.vault, { id: 'mr_1', heldOn: today }, today),
    )
  world.now += 60_000
  await puppet.must('statement.sign', await declares())
  await settle(alice, bob, carol, puppet)
  expect([...(await declared())]).toEqual([own])

  const past = await bob.replica.exclusive(() =>
    bob.replica.commit({
      commandId: 'past-the-rules',
      name: 'test.set',
      input: null,
      at: world.now,
      intents: [{ type: 'set', book: 'person', key: `${own}/duplicateOf`, before: null, after: auditor }],
      result: null,
    }),
  )
  expect(past.ok).toBe(true)
  await settle(alice, bob, carol, puppet)
  // What was declared before says nothing of the person it became.
  expect([...(await declared())]).toEqual([])
  const before = await puppet.replica.waiting()
  expect(await puppet.run('statement.sign', await declares())).toMatchObject({
    ok: false,
    error: { type: 'boundAgain' },
  })
  expect(await puppet.run('statement.sign', reviews)).toMatchObject({ ok: false, error: { type: 'noAuthority' } })
  expect(await puppet.replica.waiting()).toBe(before)

  // A changed program signs all the same: everybody's log says why it is void.
  await sayByHand(world, puppet, {
    type: 'review',
    kind: 'evidence',
    id: evidence,
    profile: 'review',
    contentHash: reviews.expectedHash,
  })
  await sayByHand(world, puppet, {
    type: 'declare',
    kind: 'audit',
    id: audit,
    profile: 'independence',
    contentHash: (await declares()).expectedHash,
  })
  await settle(alice, bob, carol, puppet)
  for (const on of [alice, bob, carol]) {
    const rows = (await on.vault.statements.orderBy('seq').toArray()).filter(
      ({ memberId }) => memberId === memberOf(puppet),
    )
    expect(rows.filter(({ type }) => type === 'review').map(({ voidReason }) => voidReason)).toEqual([
      expect.stringContaining('a member other than the one who made it'),
    ])
    expect(rows.filter(({ type }) => type === 'declare').map(({ voidReason }) => voidReason === undefined)).toEqual([
      true,
      false,
    ])
  }
  await puppet.close()
})
