/**
 * What people see when offline edits meet (isms.md 4.12): two real engines, each on its own device, and the log between
 * them.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { conflictSides } from '~/components/record/conflict/conflictSides'
import { measurementId, nonconformityIdOfFinding, soaEntryId } from '~/lib/records/derivedIds'
import { duplicatesById, keptId, keptOf, mergeEdits } from '~/lib/records/merge/mergeDuplicates'
import { clockMark, editsAfterArchiving, mergedParagraphs } from '~/lib/records/merge/fieldMerging'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { acceptanceFacts, type StandingAcceptance } from '~/lib/isms/risk/acceptanceFacts'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { riskLevels } from '~/lib/isms/risk/level'
import { riskState } from '~/lib/isms/risk/riskState'
import type { RecordLookup } from '~/lib/isms/statement/composites'
import { frozenContent } from '~/lib/isms/statement/frozen'
import { standingOf, type Standing } from '~/lib/isms/statement/statementStanding'
import { validateRecord } from '~/lib/records/validateRecord'
import { openConflictRows, trailOfFields, trailOfRecords } from '~/lib/vault/history/readTrail'
import { kindTable } from '~/lib/vault/store/tables'
import type { FieldChange } from '~/lib/engine/commandMap'
import type { JsonValue } from '~/lib/shared/json'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person
let bob: Person
const today = '2026-06-01'
const minutes = (n: number): void => void (world.now += n * 60_000)

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'lead')
  await settle(alice, bob)
})
afterEach(closeEverybody)

const create = async (person: Person, kind: Kind, fields: Record<string, JsonValue>, id?: string): Promise<string> =>
  (await person.must('record.create', { kind, fields, ...(id !== undefined && { id }) })).id
const edit = (person: Person, kind: Kind, id: string, ...changes: readonly FieldChange[]) =>
  person.must('record.edit', { edits: [{ kind, id, changes }] })
const set = (field: string, value: JsonValue): FieldChange => ({ op: 'set', field, value })
const rowOf = async (person: Person, kind: Kind, id: string): Promise<Record<string, JsonValue>> =>
  (await person.vault.table(kind).get(id)) as Record<string, JsonValue>
const trailOf = (person: Person, id: string, field: string) => trailOfFields(person.vault, [[id, field]])
const personOf = async (person: Person): Promise<string> =>
  (await person.vault.members.get((await person.vault.devices.toArray()).find((device) => device.own)!.memberId))!
    .personId!
/** The same answer on both devices, or the test fails. */
async function everywhere<T>(read: (person: Person) => Promise<T>): Promise<T> {
  const [a, b] = [await read(alice), await read(bob)]
  expect(b).toEqual(a)
  return a
}
const conflictsOf = (kind: Kind, id: string, field: string) =>
  everywhere(async (person) => conflictSides(await trailOf(person, id, field), (await rowOf(person, kind, id))[field]))
async function standing(person: Person, kind: Kind, id: string): Promise<Standing> {
  const rows = new Map<Kind, readonly AnyRecord[]>()
  for (const one of ['risk', 'riskMethod'] as const) rows.set(one, await kindTable(person.vault, one).toArray())
  const lookup: RecordLookup = { get: (of, at) => rows.get(of)?.find((row) => row.id === at), referencing: () => [] }
  return standingOf(
    (await kindTable<AnyRecord>(person.vault, kind).get(id))!,
    'main',
    (await person.vault.statements.toArray()).filter((one) => one.subjectId === id),
    lookup,
    today,
  )
}
const approve = async (
  person: Person,
  kind: Kind,
  id: string,
  type: 'approve' | 'accept' = 'approve',
  validUntil?: string,
) =>
  person.must('statement.sign', {
    type,
    subject: { kind, id },
    profile: 'main',
    expectedHash: (await standing(person, kind, id)).contentHash,
    ...(validUntil !== undefined && { validUntil }),
  })

describe('one field, one element, one matrix', () => {
  test('MG4: a link kept here and removed there has one outcome, is shown with both sides, and is settled either way', async () => {
    const control = await create(alice, 'control', { title: 'Backup' })
    for (const use of ['other', 'kept'] as const) {
      const id = await create(alice, 'risk', { title: `Loss ${use}`, controls: [control] })
      await settle(alice, bob)
      await edit(bob, 'risk', id, { op: 'remove', field: 'controls', element: control })
      await edit(alice, 'risk', id, { op: 'remove', field: 'controls', element: control })
      await edit(alice, 'risk', id, { op: 'add', field: 'controls', element: control })
      await alice.push()
      await settle(alice, bob)
      const [conflict, ...more] = await conflictsOf('risk', id, 'controls')
      expect(more).toEqual([])
      expect(conflict).toMatchObject({ element: control })
      expect([conflict!.inUse.value, conflict!.other.value].map((value) => value === true).sort()).toEqual([
        false,
        true,
      ])
      const present = ((await rowOf(alice, 'risk', id))['controls'] as string[]).includes(control)
      expect(conflict!.inUse.value === true).toBe(present)
      await bob.must('conflict.settle', { trailId: conflict!.trailId, use })
      await settle(alice, bob)
      expect(await conflictsOf('risk', id, 'controls')).toEqual([])
      expect(
        ((await everywhere((person) => rowOf(person, 'risk', id)))['controls'] as string[]).includes(control),
      ).toBe(use === 'kept' ? present : !present)
    }
  })

  test('MG3, MG1: notes of two people in one timeline are all kept; the same moment told twice is a conflict of that entry', async () => {
    const id = await create(alice, 'incident', { title: 'Phishing', status: 'reported' })
    await settle(alice, bob)
    const note = (person: Person, at: string, value: string) =>
      edit(person, 'incident', id, { op: 'put', field: 'timeline', element: `2026-06-01T0${at}:00.000Z`, value })
    await note(alice, '8:01', 'Reported')
    await note(bob, '8:02', 'Blocked the sender')
    await note(alice, '8:05', 'Two clicked')
    await note(bob, '8:05', 'Three clicked')
    await settle(alice, bob)
    const [conflict, ...more] = await conflictsOf('incident', id, 'timeline')
    expect(more).toEqual([])
    expect([conflict!.element, conflict!.inUse.value, conflict!.other.value].sort()).toEqual([
      '2026-06-01T08:05:00.000Z',
      'Three clicked',
      'Two clicked',
    ])
    expect(Object.keys((await rowOf(alice, 'incident', id))['timeline'] as object)).toHaveLength(3)
    await alice.must('conflict.settle', { trailId: conflict!.trailId, use: 'other' })
    await settle(alice, bob)
    expect(
      ((await everywhere((person) => rowOf(person, 'incident', id)))['timeline'] as Record<string, string>)[
        '2026-06-01T08:05:00.000Z'
      ],
    ).toBe(conflict!.other.value)
  })

  test('MG6: of two matrices one wins whole, never a mixture; both are shown', async () => {
    await create(alice, 'riskMethod', {
      likelihood: defaultMethod.likelihood as never,
      impact: defaultMethod.impact as never,
      levels: defaultMethod.levels as never,
      grid: defaultMethod.grid as never,
      acceptMax: 2,
    })
    await settle(alice, bob)
    const grid = (l: number, level: number): number[][] =>
      defaultMethod.grid.map((row, at) => (at === l ? row.map(() => level) : [...row]))
    await edit(alice, 'riskMethod', 'rm_main', set('grid', grid(0, 2)))
    await edit(bob, 'riskMethod', 'rm_main', set('grid', grid(1, 3)))
    await settle(alice, bob)
    const [conflict] = await conflictsOf('riskMethod', 'rm_main', 'grid')
    expect((await rowOf(alice, 'riskMethod', 'rm_main'))['grid']).toEqual(conflict!.inUse.value)
    expect(new Set([conflict!.inUse.value, conflict!.other.value].map((value) => JSON.stringify(value)))).toEqual(
      new Set([grid(0, 2), grid(1, 3)].map((value) => JSON.stringify(value))),
    )
  })

  test('MG13: statuses that disagree are a conflict, a jump no form would make is kept as it is', async () => {
    const id = await create(alice, 'incident', { title: 'Outage', status: 'reported' })
    await settle(alice, bob)
    await edit(alice, 'incident', id, set('status', 'closed'), set('isIncident', 'event'))
    await edit(bob, 'incident', id, set('status', 'responding'))
    await settle(alice, bob)
    const [conflict] = await conflictsOf('incident', id, 'status')
    expect([conflict!.inUse.value, conflict!.other.value].sort()).toEqual(['closed', 'responding'])
    expect(await everywhere((person) => rowOf(person, 'incident', id))).toMatchObject({
      isIncident: 'event',
      status: conflict!.inUse.value,
    })
  })

  test('MG18: days that a merge turned round are kept, told, and repaired by nobody', async () => {
    const id = await create(alice, 'nonconformity', { title: 'Old keys', detectedOn: '2026-05-01' })
    await settle(alice, bob)
    await edit(alice, 'nonconformity', id, set('correctedOn', '2026-05-03'))
    await edit(bob, 'nonconformity', id, set('detectedOn', '2026-05-10'))
    await settle(alice, bob)
    const row = await everywhere((person) => rowOf(person, 'nonconformity', id))
    expect(row).toMatchObject({ detectedOn: '2026-05-10', correctedOn: '2026-05-03' })
    expect(validateRecord('nonconformity', row as never)).toMatchObject([{ type: 'dateOrder', field: 'correctedOn' }])
  })
})

describe('texts', () => {
  const body = 'We keep backups.\n\nWe test them yearly.\n\nWe keep logs.'
  const text = (person: Person, id: string, value: string) =>
    edit(person, 'policy', id, { op: 'text', field: 'body', base: body, value })
  const merged = (id: string) =>
    everywhere(async (person) =>
      mergedParagraphs(
        (await trailOf(person, id, 'body')) as never,
        String((await rowOf(person, 'policy', id))['body']),
      ),
    )

  test('MG5: a policy paragraph edited on two sides is merged, named on both devices, and read by one for all', async () => {
    const id = await create(alice, 'policy', { title: 'Backup policy', body })
    await settle(alice, bob)
    minutes(5)
    await text(alice, id, body.replace('test them yearly', 'test them twice a year'))
    minutes(5)
    await text(bob, id, body.replace('We test them', 'The platform team tests them'))
    minutes(60)
    await settle(alice, bob)
    expect((await rowOf(alice, 'policy', id))['body']).toBe(
      'We keep backups.\n\nThe platform team tests them twice a year.\n\nWe keep logs.',
    )
    const found = await merged(id)
    expect(found).toMatchObject([{ index: 1, text: 'The platform team tests them twice a year.' }])
    expect(found[0]!.memberIds).toHaveLength(2)
    await alice.must('conflict.settle', { trailId: found[0]!.trailId, use: 'kept' })
    expect(
      mergedParagraphs((await trailOf(alice, id, 'body')) as never, String((await rowOf(alice, 'policy', id))['body'])),
    ).toEqual([])
    await settle(alice, bob)
    expect(await merged(id)).toEqual([])
    expect(await bob.trail()).toEqual(await alice.trail())
  })

  test('MG5, MG3: different paragraphs of a policy, different fields of an SoA row: all kept, nothing to look at', async () => {
    const id = await create(alice, 'policy', { title: 'Backup policy', body })
    const soa = soaEntryId('iso27001-2022:A.8.13')
    await edit(alice, 'soaEntry', soa, set('applicability', 'applicable'))
    await settle(alice, bob)
    minutes(5)
    await text(alice, id, body.replace('We keep backups.', 'We keep three backups.'))
    await edit(alice, 'soaEntry', soa, set('owner', await personOf(alice)))
    await text(bob, id, body.replace('We keep logs.', 'We keep logs for a year.'))
    await edit(bob, 'soaEntry', soa, { op: 'add', field: 'reasons', element: 'risk' })
    minutes(60)
    await settle(alice, bob)
    expect((await rowOf(bob, 'policy', id))['body']).toBe(
      'We keep three backups.\n\nWe test them yearly.\n\nWe keep logs for a year.',
    )
    expect(await merged(id)).toEqual([])
    expect(await everywhere((person) => rowOf(person, 'soaEntry', soa))).toMatchObject({
      applicability: 'applicable',
      owner: await personOf(alice),
      reasons: ['risk'],
      conflicts: [],
    })
  })

  test('MG1: one SoA row decided differently on two sides is shown with both decisions', async () => {
    const soa = soaEntryId('iso27001-2022:A.8.13')
    await edit(alice, 'soaEntry', soa, set('applicability', 'applicable'))
    await edit(bob, 'soaEntry', soa, set('applicability', 'notApplicable'))
    await settle(alice, bob)
    expect(await alice.rows('soaEntry')).toHaveLength(1)
    const [conflict] = await conflictsOf('soaEntry', soa, 'applicability')
    expect([conflict!.inUse.value, conflict!.other.value].sort()).toEqual(['applicable', 'notApplicable'])
  })

  test.each([
    ['first', 'alice'],
    ['second', 'bob'],
  ] as const)(
    'MG11: one SoA row that two made apart outlives the undo of the %s, with what the other decided',
    async (_which, who) => {
      const soa = soaEntryId('iso27001-2022:A.8.13')
      await alice.must(
        'record.edit',
        { edits: [{ kind: 'soaEntry', id: soa, changes: [set('applicability', 'applicable')] }] },
        'by_alice',
      )
      await bob.must(
        'record.edit',
        { edits: [{ kind: 'soaEntry', id: soa, changes: [set('applicability', 'notApplicable')] }] },
        'by_bob',
      )
      await settle(alice, bob)
      const [person, other] =
        who === 'alice'
          ? [alice, { name: 'Bob', decided: 'notApplicable' }]
          : [bob, { name: 'Alice', decided: 'applicable' }]
      const { kept } = await person.must('command.undo', { commandId: `by_${who}` })
      expect(kept).toContainEqual({ key: `${soa}/kind`, by: other.name })
      await settle(alice, bob)
      const row = await everywhere((one) => rowOf(one, 'soaEntry', soa))
      expect(row).toMatchObject({
        applicability: other.decided,
        createdBy: await personOf(who === 'alice' ? bob : alice),
      })
      expect(row['archivedOn']).toBeUndefined()
    },
  )
})

describe('archive against edit', () => {
  test('MG7: it stays archived; the edit is kept and told on both devices until it is restored', async () => {
    const id = await create(alice, 'asset', { name: 'Old server' })
    await settle(alice, bob)
    minutes(5)
    await edit(bob, 'asset', id, set('location', 'Bremen'))
    minutes(5)
    await alice.must('record.archive', { kind: 'asset', ids: [id] })
    minutes(60)
    // The edit comes first in the log: whoever archived had not seen it either.
    await bob.push()
    await settle(alice, bob)
    expect(await everywhere((person) => rowOf(person, 'asset', id))).toMatchObject({
      archivedOn: today,
      location: 'Bremen',
    })
    const edits = (person: Person) =>
      trailOfRecords(person.vault, [id]).then((rows) =>
        editsAfterArchiving(rows).map(({ field, after }) => [field, after]),
      )
    expect(await everywhere(edits)).toEqual([['location', 'Bremen']])
    await bob.must('record.restore', { kind: 'asset', ids: [id] })
    await settle(alice, bob)
    expect(await everywhere(edits)).toEqual([])
  })
})

describe('approvals', () => {
  const scope = {
    statement:
      'Everything that plans, drives and bills deliveries from the Bremen hub, with the people and systems that do it.',
  }

  test('MG8: approved here, edited there: stale on both devices with the approved text unchanged; put back it is current again', async () => {
    const id = await create(alice, 'scope', scope)
    await settle(alice, bob)
    await approve(alice, 'scope', id)
    await edit(bob, 'scope', id, {
      op: 'text',
      field: 'statement',
      base: scope.statement,
      value: `${scope.statement} And Gdańsk.`,
    })
    await settle(alice, bob)
    const found = await everywhere(async (person) => {
      const { approval, versions } = await standing(person, 'scope', id)
      return { state: approval.state, versions: versions.map((version) => version.number) }
    })
    expect(found).toEqual({ state: 'stale', versions: [1] })
    const [statement] = await bob.vault.statements.toArray()
    expect(frozenContent(statement!.frozen)!.fields['statement']).toBe(scope.statement)
    await edit(bob, 'scope', id, {
      op: 'text',
      field: 'statement',
      base: `${scope.statement} And Gdańsk.`,
      value: scope.statement,
    })
    await settle(alice, bob)
    expect(await everywhere(async (person) => (await standing(person, 'scope', id)).approval.state)).toBe('current')
  })

  test('MG9: two people approve at once: the same content completes one version, different contents make two, the later marked as parallel', async () => {
    const approvers = [await personOf(alice), await personOf(bob)]
    const id = await create(alice, 'policy', {
      title: 'Access policy',
      level: 'topic',
      body: 'Access is given by need.',
      approvers,
    })
    await settle(alice, bob)
    await approve(alice, 'policy', id)
    await approve(bob, 'policy', id)
    await settle(alice, bob)
    expect(
      await everywhere(async (person) =>
        ((found) => [found.approval.state, found.versions.length])(await standing(person, 'policy', id)),
      ),
    ).toEqual(['current', 1])

    const single = await create(alice, 'policy', { title: 'Key policy', level: 'topic', body: 'Keys are rotated.' })
    await settle(alice, bob)
    await approve(alice, 'policy', single)
    await edit(bob, 'policy', single, {
      op: 'text',
      field: 'body',
      base: 'Keys are rotated.',
      value: 'Keys are rotated yearly.',
    })
    await approve(bob, 'policy', single)
    await alice.push()
    await settle(alice, bob)
    const versions = await everywhere(async (person) =>
      (await standing(person, 'policy', single)).versions.map(({ number, inParallelWith }) => [number, inParallelWith]),
    )
    expect(versions).toEqual([
      [1, undefined],
      [2, 1],
    ])
    expect(await everywhere(async (person) => (await standing(person, 'policy', single)).approval.state)).toBe(
      'current',
    )
  })

  test('MG10: a risk accepted here and treated anew there: the acceptance is stale and the risk falls through (TR6)', async () => {
    const risk = await create(alice, 'risk', {
      title: 'Loss of route data',
      event: 'The region is lost',
      owner: await personOf(bob),
      option: 'retain',
      currentL: 3,
      currentI: 4,
      residualL: 3,
      residualI: 4,
    })
    const id = await create(alice, 'riskAcceptance', {
      risk,
      type: 'residual',
      justification: 'Second region next year',
      validUntil: '2026-12-01',
      frozenL: 3,
      frozenI: 4,
      frozenLevel: 3,
    })
    await settle(alice, bob)
    await approve(bob, 'riskAcceptance', id, 'accept', '2026-12-01')
    await alice.must('record.edit', {
      edits: [{ kind: 'risk', id: risk, changes: [set('option', 'modify'), set('currentL', 4)] }],
    })
    const stateOf = async (person: Person): Promise<readonly string[]> => {
      const row = (await kindTable(person.vault, 'risk').get(risk)) as never
      const acceptance = (await kindTable(person.vault, 'riskAcceptance').get(
        id,
      )) as unknown as StandingAcceptance['row']
      const facts = acceptanceFacts(
        acceptance,
        (await person.vault.statements.toArray()).filter((one) => one.subjectId === id),
        { get: (kind) => (kind === 'risk' ? row : undefined), referencing: () => [] },
        today,
      )
      return [
        facts.state,
        riskState(row, riskLevels(row, defaultMethod), defaultMethod, {
          actions: [],
          cover: { present: facts.state === 'valid', residual: false },
          today,
        }),
      ]
    }
    await bob.push()
    expect(await stateOf(bob)).toEqual(['valid', 'accepted'])
    await settle(alice, bob)
    const [acceptance, state] = await everywhere(stateOf)
    expect(acceptance).toBe('stale')
    expect(state).not.toBe('accepted')
  })
})

describe('the same thing made twice', () => {
  test('MG11: the nonconformity of a finding opened on two devices is one record; who made it is no conflict', async () => {
    const audit = await create(alice, 'audit', { title: 'Internal audit', type: 'internal' })
    const finding = await create(alice, 'finding', {
      audit,
      title: 'No restore test',
      grade: 'minor',
      gap: 'Never tested',
    })
    await settle(alice, bob)
    const id = nonconformityIdOfFinding(finding)
    await create(alice, 'nonconformity', { finding, title: 'No restore test', source: 'audit', grade: 'minor' }, id)
    minutes(3)
    await create(
      bob,
      'nonconformity',
      { finding, title: 'Restores are not tested', source: 'audit', owner: await personOf(bob) },
      id,
    )
    await settle(alice, bob)
    const row = await everywhere((person) => rowOf(person, 'nonconformity', id))
    expect(await alice.rows('nonconformity')).toHaveLength(1)
    expect(row).toMatchObject({ finding, grade: 'minor', owner: await personOf(bob), conflicts: ['title'] })
    const open = await everywhere((person) => openConflictRows(person.vault, 'nonconformity'))
    expect(open.map(({ field }) => field)).toEqual(['title'])
  })

  test('MG11, MG20: a period measured twice is one measurement; differing values are marked until one is settled', async () => {
    const metric = await create(alice, 'metric', { title: 'Patched in time' })
    await settle(alice, bob)
    const id = measurementId(metric, '2026-05-31')
    const measure = (person: Person, value: number) =>
      edit(
        person,
        'measurement',
        id,
        set('metric', metric),
        set('periodFrom', '2026-05-01'),
        set('periodTo', '2026-05-31'),
        set('value', value),
        set('measuredOn', today),
      )
    await measure(alice, 92)
    await measure(bob, 95)
    await settle(alice, bob)
    expect(await alice.rows('measurement')).toHaveLength(1)
    expect(await everywhere((person) => rowOf(person, 'measurement', id))).toMatchObject({
      metric,
      conflicts: ['value'],
    })
    const [conflict] = await conflictsOf('measurement', id, 'value')
    await bob.must('conflict.settle', { trailId: conflict!.trailId, use: 'other' })
    await settle(alice, bob)
    expect(await everywhere((person) => rowOf(person, 'measurement', id))).toMatchObject({
      value: conflict!.other.value,
      conflicts: [],
    })
  })

  test('MG12: two records of one risk are found, merged with their links, and a link made meanwhile leads to the one that stays', async () => {
    const control = await create(alice, 'control', { title: 'Backup' })
    await settle(alice, bob)
    const mine = await create(alice, 'risk', { title: 'Ransomware' })
    const theirs = await create(bob, 'risk', { title: 'ransomware!', controls: [control] })
    const action = await create(bob, 'treatmentAction', { title: 'Immutable backups', risks: [theirs] })
    await settle(alice, bob)
    const all = async (person: Person): Promise<readonly AnyRecord[]> =>
      (
        await Promise.all(
          (['risk', 'treatmentAction', 'incident'] as const).map((kind) =>
            kindTable<AnyRecord>(person.vault, kind).toArray(),
          ),
        )
      ).flat()
    expect(await everywhere(async (person) => [...duplicatesById(await all(person))].sort())).toEqual(
      [
        [mine, [theirs]],
        [theirs, [mine]],
      ].sort(),
    )

    const risks = await kindTable<AnyRecord>(alice.vault, 'risk').toArray()
    const kept = keptOf(risks[0]!, risks[1]!)
    expect(kept.id).toBe(mine)
    const duplicate = risks.find((row) => row.id !== kept.id)!
    await alice.must('record.edit', { edits: mergeEdits(kept, duplicate, await all(alice), () => true) }, 'merge')
    await alice.must('record.archive', { kind: 'risk', ids: [duplicate.id] })
    // Bob, offline, links to the record that is being merged away.
    const late = await create(bob, 'treatmentAction', { title: 'Restore test', risks: [theirs] })
    await settle(alice, bob)
    expect(await everywhere((person) => rowOf(person, 'risk', mine))).toMatchObject({
      controls: [control],
      archivedOn: undefined,
    })
    expect(await everywhere((person) => rowOf(person, 'risk', theirs))).toMatchObject({
      duplicateOf: mine,
      archivedOn: today,
      title: 'ransomware!',
      controls: [control],
    })
    expect((await rowOf(bob, 'treatmentAction', action))['risks']).toEqual([mine])
    const byId = new Map((await all(bob)).map((row) => [row.id, row]))
    expect(
      ((await rowOf(bob, 'treatmentAction', late))['risks'] as string[]).map((id) =>
        keptId(id, (at) => byId.get(at)?.duplicateOf),
      ),
    ).toEqual([mine])
    expect(await everywhere(async (person) => [...duplicatesById(await all(person))])).toEqual([])

    await alice.must('record.restore', { kind: 'risk', ids: [theirs] })
    await alice.must('command.undo', { commandId: 'merge' })
    await settle(alice, bob)
    expect((await everywhere((person) => rowOf(person, 'treatmentAction', action)))['risks']).toEqual([theirs])
  })
})

describe('clocks', () => {
  test('MG16: order comes from the log, and a device whose clock runs ahead is marked on every device', async () => {
    const id = await create(alice, 'asset', { name: 'Laptops' })
    await settle(alice, bob)
    minutes(120)
    await edit(bob, 'asset', id, set('location', 'Bremen'))
    minutes(-120)
    await bob.push()
    minutes(1)
    await alice.pull()
    await edit(alice, 'asset', id, set('location', 'Gdańsk'))
    await settle(alice, bob)
    expect(await everywhere((person) => rowOf(person, 'asset', id))).toMatchObject({
      location: 'Gdańsk',
      conflicts: [],
    })
    const marks = await everywhere(async (person) =>
      [...(await trailOf(person, id, 'location'))].sort((a, b) => a.seq! - b.seq!).map(clockMark),
    )
    expect(marks.slice(-2)).toEqual(['ahead', undefined])
  })
})
