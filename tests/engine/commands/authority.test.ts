/** Who may sign what (ST6, ST8, ST12, TR4, PO2), as every device judges it at the statement's place in the log. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StatementType } from '~/lib/records/defineRecord'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import type { RecordLookup } from '~/lib/isms/statement/composites'
import { overrideOf } from '~/lib/isms/statement/neededFacts'
import { standingOf, type Standing } from '~/lib/isms/statement/statementStanding'
import { kindTable } from '~/lib/vault/store/tables'
import { createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person
let bob: Person
let carol: Person
const today = '2026-06-01'

const personOf = async (person: Person): Promise<string> => {
  const own = (await person.vault.devices.toArray()).find((device) => device.own)!
  return (await person.vault.members.get(own.memberId))!.personId!
}
async function lookupOf(person: Person): Promise<RecordLookup> {
  const rows = new Map<Kind, readonly AnyRecord[]>()
  for (const kind of [
    'treatmentAction',
    'risk',
    'riskMethod',
    'auditItem',
    'finding',
    'decision',
    'correctiveAction',
  ] as const)
    rows.set(kind, await kindTable(person.vault, kind).toArray())
  const all = (kind: Kind) => rows.get(kind) ?? []
  return {
    get: (kind, id) => all(kind).find((row) => row.id === id),
    referencing: (kind, field, id) =>
      all(kind).filter((row) => [(row as unknown as Record<string, unknown>)[field]].flat().includes(id)),
  }
}
async function standing(person: Person, kind: Kind, id: string, profile = 'main'): Promise<Standing> {
  const row = (await kindTable<AnyRecord>(person.vault, kind).get(id))!
  const statements = (await person.vault.statements.toArray()).filter((one) => one.subjectId === id)
  return standingOf(row, profile, statements, await lookupOf(person), today)
}
const sign = async (
  person: Person,
  type: StatementType,
  kind: Kind,
  id: string,
  over: { readonly profile?: string; readonly validUntil?: string; readonly reason?: string } = {},
) => {
  const { profile = 'main', ...rest } = over
  return person.run('statement.sign', {
    type,
    subject: { kind, id },
    profile,
    expectedHash: (await standing(person, kind, id, profile)).contentHash,
    ...rest,
  })
}
/** What ST15 asks of an objective and of a role before either is approved. */
const aim = {
  statement: 'Tours are planned again soon',
  target: '4 h',
  plan: 'Four drills a year',
  evaluation: 'Time to the first tour',
  due: '2026-12-31',
}
const duties = { responsibilities: 'Decides and provides', authorities: 'Money and people' }
const create = async (person: Person, kind: Kind, fields: Record<string, unknown>): Promise<string> =>
  (await person.must('record.create', { kind, fields: fields as never })).id
const all = (): readonly Person[] => [alice, bob, carol]
const everywhere = async <T>(read: (person: Person) => Promise<T>): Promise<T> => {
  const [first, ...rest] = await Promise.all(all().map(read))
  for (const other of rest) expect(other).toEqual(first)
  return first!
}
const stateOf = (kind: Kind, id: string, profile?: string) =>
  everywhere(async (person) => (await standing(person, kind, id, profile)).approval.state)

beforeEach(async () => {
  world = createWorld()
  world.now = Date.parse('2026-06-01T08:00:00.000Z')
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  carol = await join(world, alice, 'Carol', 'auditor')
  await settle(...all())
})
afterEach(async () => {
  for (const person of all()) await person.close()
})

describe('top management (ST12)', () => {
  test('is who an owner approved for it: read from the approved copy, never from the live record', async () => {
    const objective = await create(bob, 'objective', {
      title: 'Restore within 4 hours',
      ...aim,
      owner: await personOf(bob),
    })
    expect(await sign(bob, 'approve', 'objective', objective)).toMatchObject({
      ok: false,
      error: { type: 'noAuthority' },
    })

    const role = await create(bob, 'roleAssignment', {
      role: 'topManagement',
      title: 'Managing Director',
      ...duties,
      holder: await personOf(bob),
      from: '2026-01-01',
    })
    expect(await sign(bob, 'approve', 'roleAssignment', role)).toMatchObject({
      ok: false,
      error: { type: 'noAuthority' },
    })
    await settle(...all())
    expect(await sign(alice, 'approve', 'roleAssignment', role)).toMatchObject({ ok: true })
    await settle(...all())
    // Bob puts another name in: the approved copy still names him, and nobody else.
    await bob.must('record.edit', {
      edits: [
        { kind: 'roleAssignment', id: role, changes: [{ op: 'set', field: 'holder', value: await personOf(carol) }] },
      ],
    })
    await settle(...all())
    expect(await sign(bob, 'approve', 'objective', objective)).toMatchObject({ ok: true })
    await settle(...all())
    expect(await stateOf('objective', objective)).toBe('current')
    expect(
      await everywhere(async (person) =>
        (await person.vault.statements.toArray())
          .filter((one) => one.subjectId === objective)
          .map((one) => [one.voidReason, one.asTopManagement]),
      ),
    ).toEqual([[undefined, true]])
  })

  test('ST14: once it is named, an owner no longer signs in its place; what was signed before stays', async () => {
    const [before, after] = [
      await create(alice, 'objective', { title: 'Restore within 4 hours', ...aim, owner: await personOf(alice) }),
      await create(alice, 'objective', { title: 'Restore within 2 hours', ...aim, owner: await personOf(alice) }),
    ]
    const plan = await create(alice, 'auditProgramme', {
      title: 'Programme 2026',
      from: '2026-01-01',
      to: '2026-12-31',
      objectives: 'Find out first',
      methods: 'Interviews',
    })
    expect(await sign(alice, 'approve', 'objective', before)).toMatchObject({ ok: true })
    const role = await create(alice, 'roleAssignment', {
      role: 'topManagement',
      title: 'Managing Director',
      ...duties,
      holder: await personOf(bob),
      from: '2026-01-01',
    })
    expect(await sign(alice, 'approve', 'roleAssignment', role)).toMatchObject({ ok: true })
    await settle(...all())
    expect(await sign(alice, 'approve', 'objective', after)).toMatchObject({
      ok: false,
      error: { type: 'topManagementNamed', message: expect.stringContaining('Top management is named') },
    })
    // As a lead of the workspace she goes on to approve what a lead may.
    expect(await sign(alice, 'approve', 'auditProgramme', plan)).toMatchObject({ ok: true })
    await settle(...all())
    expect(await stateOf('objective', after)).toBe('none')
    expect(await stateOf('objective', before)).toBe('current')
    const marks = async (person: Person, id: string) =>
      (await person.vault.statements.toArray())
        .filter((one) => one.subjectId === id)
        .map(({ asTopManagement, standsIn }) => [asTopManagement, standsIn])
    expect(await everywhere((person) => marks(person, before))).toEqual([[true, true]])
    expect(await everywhere((person) => marks(person, plan))).toEqual([[undefined, undefined]])
  })

  test('ST6: judged at its place in the log: the role was taken back before his signature arrived, so it is void everywhere', async () => {
    const role = await create(alice, 'roleAssignment', {
      role: 'topManagement',
      title: 'Managing Director',
      ...duties,
      holder: await personOf(bob),
      from: '2026-01-01',
    })
    const objective = await create(bob, 'objective', {
      title: 'Restore within 4 hours',
      ...aim,
      owner: await personOf(bob),
    })
    await settle(...all())
    const { id } = ((await sign(alice, 'approve', 'roleAssignment', role)) as { value: { id: string } }).value
    await settle(...all())
    // Bob is offline: he signs with the authority he knows of, while the owner takes it back.
    expect(await sign(bob, 'approve', 'objective', objective)).toMatchObject({ ok: true })
    await alice.must('statement.revoke', { id })
    await settle(alice, carol)
    await settle(...all())
    expect(await stateOf('objective', objective)).toBe('void')
  })
})

test('ST6: judged by the records of its place in the log, also where it is read in one piece with what changed them later', async () => {
  const control = await create(alice, 'control', { title: 'Central log', owner: await personOf(bob) })
  const exception = await create(alice, 'exception', {
    title: 'Old agent without log',
    control,
    reason: 'Replaced in July.',
    requestedBy: await personOf(carol),
    validUntil: '2026-07-31',
  })
  await settle(...all())
  // Carol is away from here on. Bob permits it as the owner; then the control becomes somebody else's.
  expect(await sign(bob, 'approve', 'exception', exception)).toMatchObject({ ok: true })
  await settle(alice, bob)
  await alice.must('record.edit', {
    edits: [{ kind: 'control', id: control, changes: [{ op: 'set', field: 'owner', value: await personOf(carol) }] }],
  })
  await settle(alice, bob)
  await settle(...all())
  const voids = async (person: Person) =>
    (await person.vault.statements.toArray())
      .filter(({ subjectId }) => subjectId === exception)
      .map(({ voidReason }) => voidReason)
  expect(await everywhere(voids)).toEqual([undefined])
})

test('ST15: an approval under unanswered facts is refused with the list and writes nothing; an owner goes on with a reason, which stays with it', async () => {
  const risk = await create(alice, 'risk', {
    title: 'Loss of route data',
    event: 'The region is lost',
    owner: await personOf(bob),
  })
  await settle(...all())
  const said = async (): Promise<number> =>
    (await bob.vault.statements.toArray()).length + (await bob.vault.outbox.count())
  const before = await said()
  for (const reason of [undefined, 'I know what I do']) {
    expect(await sign(bob, 'approve', 'risk', risk, { profile: 'treatment', ...(reason && { reason }) })).toMatchObject(
      {
        ok: false,
        error: {
          type: 'factsMissing',
          message: expect.stringContaining('Not answered yet: currentL, currentI, option.'),
          detail: { fields: ['currentL', 'currentI', 'option'] },
        },
      },
    )
  }
  expect(await said()).toBe(before)
  await alice
    .must('record.create', { kind: 'riskMethod', id: 'rm_main', fields: { approach: 'eventBased' } })
    .catch(() => undefined)
  const method = (await kindTable<AnyRecord>(alice.vault, 'riskMethod').get('rm_main'))!
  expect(await sign(alice, 'approve', 'riskMethod', method.id)).toMatchObject({
    ok: false,
    error: { type: 'factsMissing', detail: { fields: expect.arrayContaining(['procedure']) } },
  })
  expect(
    await sign(alice, 'approve', 'riskMethod', method.id, { reason: 'The procedure is written next week' }),
  ).toMatchObject({ ok: true })
  await settle(...all())
  expect(await stateOf('riskMethod', method.id)).toBe('current')
  expect(
    await everywhere(async (person) =>
      (await person.vault.statements.toArray())
        .filter(({ subjectId }) => subjectId === method.id)
        .map((one) => overrideOf(one)),
    ),
  ).toEqual([{ fields: expect.arrayContaining(['procedure']), reason: 'The procedure is written next week' }])
  await bob.must('record.edit', {
    edits: [
      {
        kind: 'risk',
        id: risk,
        changes: [
          { op: 'set', field: 'currentL', value: 2 },
          { op: 'set', field: 'currentI', value: 2 },
          { op: 'set', field: 'option', value: 'retain' },
        ],
      },
    ],
  })
  await settle(...all())
  expect(await sign(bob, 'approve', 'risk', risk, { profile: 'treatment' })).toMatchObject({ ok: true })
})

test('ST15: whether a risk was scored is asked under the method of the workspace, not under the one that ships', async () => {
  await create(alice, 'riskMethod', {
    approach: 'eventBased',
    grid: [
      [1, 1],
      [1, 2],
    ],
  })
  const risk = await create(alice, 'risk', {
    title: 'Loss of route data',
    event: 'The region is lost',
    owner: await personOf(bob),
    option: 'retain',
    currentL: 3,
    currentI: 3,
  })
  await settle(...all())
  expect(await sign(bob, 'approve', 'risk', risk, { profile: 'treatment' })).toMatchObject({
    ok: false,
    error: { type: 'factsMissing' },
  })
  await alice.must('record.edit', {
    edits: [
      {
        kind: 'risk',
        id: risk,
        changes: [
          { op: 'set', field: 'currentL', value: 2 },
          { op: 'set', field: 'currentI', value: 2 },
        ],
      },
    ],
  })
  await settle(...all())
  expect(await sign(bob, 'approve', 'risk', risk, { profile: 'treatment' })).toMatchObject({ ok: true })
})

test('ST12: every device knows when somebody owned the workspace', async () => {
  const member = async (person: Person) => (await person.vault.devices.toArray()).find((device) => device.own)!.memberId
  await alice.must('member.setRole', { memberId: await member(bob), role: 'owner' })
  const became = world.now
  await settle(...all())
  const owned = async (person: Person) =>
    Promise.all(
      [alice, bob, carol].map(async (one) =>
        (await person.vault.members.get(await member(one)))!.owned?.map(({ since, until }) => [
          since === undefined ? undefined : since >= became,
          until,
        ]),
      ),
    )
  expect(await everywhere(owned)).toEqual([[[undefined, undefined]], [[true, undefined]], []])
})

describe('several approvers (ST8, PO1, PO2)', () => {
  test('a top policy is approved when all listed have signed the same text, one of them as top management', async () => {
    const [a, b] = [await personOf(alice), await personOf(bob)]
    const policy = await create(alice, 'policy', {
      title: 'Information security policy',
      level: 'top',
      body: '# Purpose\n\nKeep it safe.',
      approvers: [a, b],
    })
    await settle(...all())
    expect(await sign(bob, 'approve', 'policy', policy)).toMatchObject({ ok: true })
    await settle(...all())
    expect(await stateOf('policy', policy)).toBe('none')
    expect((await standing(alice, 'policy', policy)).approval).toMatchObject({
      missingApprovers: [a],
      missingTopManagement: true,
    })
    expect(await sign(alice, 'approve', 'policy', policy)).toMatchObject({ ok: true })
    await settle(...all())
    expect(await stateOf('policy', policy)).toBe('current')
    expect((await standing(carol, 'policy', policy)).versions.map((one) => one.number)).toEqual([1])
    // MG8: an edit of the text makes it stale; version 1 stays.
    await bob.must('record.edit', {
      edits: [
        {
          kind: 'policy',
          id: policy,
          changes: [
            { op: 'text', field: 'body', base: '# Purpose\n\nKeep it safe.', value: '# Purpose\n\nKeep it safer.' },
          ],
        },
      ],
    })
    await settle(...all())
    expect(await stateOf('policy', policy)).toBe('stale')
  })

  test('PO2: listed persons without top management make no version of the top policy', async () => {
    const policy = await create(alice, 'policy', {
      title: 'Information security policy',
      level: 'top',
      body: 'Text',
      approvers: [await personOf(bob)],
    })
    await settle(...all())
    await sign(bob, 'approve', 'policy', policy)
    await settle(...all())
    expect((await standing(alice, 'policy', policy)).approval).toMatchObject({
      state: 'none',
      missingTopManagement: true,
    })
    expect((await standing(alice, 'policy', policy)).versions).toEqual([])
  })

  test('PO4: a reader attests the approved version while the working copy is further on', async () => {
    const policy = await create(alice, 'policy', { title: 'Remote work', level: 'topic', body: 'Lock the screen.' })
    await settle(...all())
    const approved = (await standing(alice, 'policy', policy)).contentHash
    expect(await sign(alice, 'approve', 'policy', policy)).toMatchObject({ ok: true })
    await alice.must('record.edit', {
      edits: [
        {
          kind: 'policy',
          id: policy,
          changes: [{ op: 'text', field: 'body', base: 'Lock the screen.', value: 'Lock the screen. Always.' }],
        },
      ],
    })
    await settle(...all())
    const attest = (expectedHash: string) =>
      carol.run('statement.sign', {
        type: 'attest',
        subject: { kind: 'policy', id: policy },
        profile: 'main',
        expectedHash,
      })
    expect(await attest('ab'.repeat(32))).toMatchObject({ ok: false, error: { type: 'contentChanged' } })
    expect(await attest(approved)).toMatchObject({ ok: true, value: { contentHash: approved } })
    await settle(...all())
    expect(
      (await alice.vault.statements.toArray())
        .filter((one) => one.type === 'attest')
        .map((one) => [one.contentHash, one.voidReason]),
    ).toEqual([[approved, undefined]])
  })

  test('PO5: what is in force is confirmed as still right while the working copy is further on', async () => {
    const policy = await create(alice, 'policy', { title: 'Clear desk', level: 'topic', body: 'Lock paper away.' })
    await settle(...all())
    const approved = (await standing(alice, 'policy', policy)).contentHash
    expect(await sign(alice, 'approve', 'policy', policy)).toMatchObject({ ok: true })
    await alice.must('record.edit', {
      edits: [
        {
          kind: 'policy',
          id: policy,
          changes: [{ op: 'text', field: 'body', base: 'Lock paper away.', value: 'Lock paper away. Daily.' }],
        },
      ],
    })
    await settle(...all())
    const confirm = (of: typeof alice, expectedHash: string) =>
      of.run('statement.sign', {
        type: 'confirm',
        subject: { kind: 'policy', id: policy },
        profile: 'main',
        expectedHash,
      })
    expect(await confirm(carol, approved)).toMatchObject({ ok: false, error: { type: 'noAuthority' } })
    expect(await confirm(alice, 'ab'.repeat(32))).toMatchObject({ ok: false, error: { type: 'contentChanged' } })
    expect(await confirm(alice, approved)).toMatchObject({ ok: true, value: { contentHash: approved } })
    await settle(...all())
    expect(
      (await bob.vault.statements.toArray())
        .filter((one) => one.type === 'confirm' && one.subjectId === policy)
        .map((one) => [one.contentHash, one.voidReason]),
    ).toEqual([[approved, undefined]])
  })
})

describe('accepting a risk (TR4)', () => {
  const acceptanceOf = async (
    scores: { readonly residualL: number; readonly residualI: number; readonly currentL?: number },
    frozenLevel: number,
  ): Promise<string> => {
    const risk = await create(alice, 'risk', {
      title: 'Loss of route data',
      event: 'The region is lost',
      owner: await personOf(bob),
      option: 'modify',
      currentL: 4,
      currentI: 4,
      ...scores,
    })
    const id = await create(alice, 'riskAcceptance', {
      risk,
      type: 'residual',
      justification: 'Second region next year',
      validUntil: '2026-12-01',
      frozenL: scores.residualL,
      frozenI: scores.residualI,
      frozenLevel,
    })
    await settle(...all())
    return id
  }

  test('the risk owner accepts level 3 for up to a year; a higher risk, a longer time or another person has no authority', async () => {
    const id = await acceptanceOf({ residualL: 3, residualI: 4 }, 3)
    expect(await sign(carol, 'accept', 'riskAcceptance', id, { validUntil: '2026-12-01' })).toMatchObject({ ok: false })
    expect(await sign(bob, 'accept', 'riskAcceptance', id, { validUntil: '2027-06-02' })).toMatchObject({
      ok: false,
      error: { type: 'acceptanceTooLong' },
    })
    expect(await sign(bob, 'accept', 'riskAcceptance', id, { validUntil: '2026-12-01' })).toMatchObject({ ok: true })
    await settle(...all())
    expect(await stateOf('riskAcceptance', id)).toBe('current')
  })

  test('level 4 is for top management, even when the form says 3', async () => {
    const id = await acceptanceOf({ residualL: 5, residualI: 5 }, 3)
    expect(await sign(bob, 'accept', 'riskAcceptance', id, { validUntil: '2026-09-01' })).toMatchObject({
      ok: false,
      error: { type: 'acceptanceAuthority' },
    })
    expect(await sign(alice, 'accept', 'riskAcceptance', id, { validUntil: '2026-09-01' })).toMatchObject({ ok: true })
  })

  test('TR11: while Critical is borne today, an accepted High residual is for top management too, for its six months', async () => {
    // Current 5×4 = 20 of 25: Critical (4), top management up to P6M. Residual 3×4 = 12: High (3), the risk owner up to
    // P12M.
    const id = await acceptanceOf({ residualL: 3, residualI: 4, currentL: 5 }, 3)
    expect(await sign(bob, 'accept', 'riskAcceptance', id, { validUntil: '2026-09-01' })).toMatchObject({
      ok: false,
      error: { type: 'acceptanceAuthority', message: 'Level 4 can be accepted by top management only.' },
    })
    expect(await sign(alice, 'accept', 'riskAcceptance', id, { validUntil: '2026-12-02' })).toMatchObject({
      ok: false,
      error: { type: 'acceptanceTooLong' },
    })
    expect(await stateOf('riskAcceptance', id)).toBe('none')
    expect(await sign(alice, 'accept', 'riskAcceptance', id, { validUntil: '2026-12-01' })).toMatchObject({ ok: true })
    await settle(...all())
    expect(await stateOf('riskAcceptance', id)).toBe('current')
  })

  test('MG10, ST2: a score raised by somebody else makes the acceptance stale on every device, the composite says why', async () => {
    const id = await acceptanceOf({ residualL: 3, residualI: 4 }, 3)
    const { risk } = (await kindTable(alice.vault, 'riskAcceptance').get(id)) as unknown as { risk: string }
    await sign(bob, 'accept', 'riskAcceptance', id, { validUntil: '2026-12-01' })
    await alice.must('record.edit', {
      edits: [{ kind: 'risk', id: risk, changes: [{ op: 'set', field: 'residualL', value: 5 }] }],
    })
    await settle(...all())
    expect(await stateOf('riskAcceptance', id)).toBe('stale')
  })
})

describe('auditors, testers, requesters', () => {
  test('only who is listed declares independence, and only the lead auditor signs off', async () => {
    const [a, c] = [await personOf(alice), await personOf(carol)]
    const audit = await create(carol, 'audit', {
      title: 'Internal audit',
      type: 'internal',
      auditors: [c],
      leadAuditor: c,
    })
    await settle(...all())
    expect(await sign(alice, 'declare', 'audit', audit, { profile: 'independence' })).toMatchObject({
      ok: false,
      error: { type: 'noAuthority' },
    })
    expect(await sign(carol, 'declare', 'audit', audit, { profile: 'independence' })).toMatchObject({ ok: true })
    expect(await sign(alice, 'sign', 'audit', audit)).toMatchObject({ ok: false })
    expect(await sign(carol, 'sign', 'audit', audit)).toMatchObject({ ok: true })
    const finding = await create(carol, 'finding', {
      audit,
      title: 'No restore test',
      grade: 'minor',
      requirement: 'iso27001-2022:A.8.13',
      raisedBy: c,
    })
    await settle(...all())
    expect(a).not.toBe(c)
    // AU7: a finding raised after the signature belongs to the report, which is now stale.
    expect(await stateOf('audit', audit)).toBe('stale')
    expect(
      await carol.run('statement.sign', {
        type: 'verify',
        subject: { kind: 'finding', id: finding },
        profile: 'closing',
        expectedHash: (await standing(carol, 'finding', finding, 'closing')).contentHash,
        decision: 'closed',
      }),
    ).toMatchObject({ ok: true })
    await settle(...all())
    expect(
      (await alice.vault.statements.toArray()).filter((one) => one.subjectId === finding).map((one) => one.voidReason),
    ).toEqual([undefined])
  })

  test('an exception is granted by the owner of what it deviates from or a lead, never by who asked or wrote it down', async () => {
    const [a, b] = [await personOf(alice), await personOf(bob)]
    const control = await create(alice, 'control', { title: 'Disk encryption', owner: b })
    await settle(...all())
    const own = await create(bob, 'exception', {
      title: 'Old build server',
      control,
      reason: 'Replaced in July',
      requestedBy: b,
      validUntil: '2026-08-01',
    })
    const other = await create(alice, 'exception', {
      title: 'Kiosk',
      control,
      reason: 'No data on it',
      requestedBy: a,
      validUntil: '2026-08-01',
    })
    const writtenDown = await create(alice, 'exception', {
      title: 'Test phone',
      control,
      reason: 'Asked for in the hall',
      requestedBy: b,
      validUntil: '2026-08-01',
    })
    await settle(...all())
    expect(await sign(alice, 'approve', 'exception', writtenDown)).toMatchObject({
      ok: false,
      error: { type: 'noAuthority', message: expect.stringContaining('an owner or lead who did not ask for it') },
    })
    expect(await sign(bob, 'approve', 'exception', own)).toMatchObject({ ok: false })
    expect(await sign(alice, 'approve', 'exception', other)).toMatchObject({ ok: false })
    expect(await sign(bob, 'approve', 'exception', other)).toMatchObject({ ok: true })
    expect(await sign(alice, 'approve', 'exception', own)).toMatchObject({ ok: true })
    await settle(...all())
    expect([await stateOf('exception', own), await stateOf('exception', other)]).toEqual(['current', 'current'])
  })
})

describe('what a command may not write', () => {
  test('an end before its beginning, a link to itself, a chain that comes back: refused per field, nothing half-applied', async () => {
    const plan = await create(alice, 'treatmentPlan', { title: 'Plan 2026', from: '2026-01-01' })
    const edit = (kind: Kind, id: string, field: string, value: string) =>
      alice.run('record.edit', {
        edits: [
          {
            kind,
            id,
            changes: [
              { op: 'set', field: 'title', value: 'Changed' },
              { op: 'set', field, value },
            ],
          },
        ],
      })
    expect(await edit('treatmentPlan', plan, 'to', '2025-12-31')).toMatchObject({
      ok: false,
      error: { type: 'dateOrder', field: 'to' },
    })
    expect(await kindTable(alice.vault, 'treatmentPlan').get(plan)).toMatchObject({ title: 'Plan 2026', to: undefined })
    expect(await edit('treatmentPlan', plan, 'to', '2026-01-01')).toMatchObject({ ok: true })
    expect(
      await alice.run('record.create', {
        kind: 'audit',
        fields: { title: 'Backwards', plannedFrom: '2026-02-02', plannedTo: '2026-02-01' },
      }),
    ).toMatchObject({ ok: false, error: { type: 'dateOrder', field: 'plannedTo' } })

    const [old, next] = [
      await create(alice, 'policy', { title: 'Old' }),
      await create(alice, 'policy', { title: 'Next' }),
    ]
    expect(await edit('policy', old, 'replacedBy', old)).toMatchObject({
      ok: false,
      error: { type: 'circularLink', field: 'replacedBy' },
    })
    expect(await edit('policy', old, 'replacedBy', next)).toMatchObject({ ok: true })
    expect(await edit('policy', next, 'replacedBy', old)).toMatchObject({ ok: false, error: { type: 'circularLink' } })
    expect(await edit('policy', next, 'replacedBy', 'po_nowhere')).toMatchObject({
      ok: false,
      error: { type: 'referenceMissing' },
    })
    expect(await edit('policy', next, 'title', 'x'.repeat(100_000))).toMatchObject({
      ok: false,
      error: { type: 'invalidField', field: 'title' },
    })
    expect(await kindTable(alice.vault, 'policy').get(next)).toMatchObject({ title: 'Next' })
  })
})
