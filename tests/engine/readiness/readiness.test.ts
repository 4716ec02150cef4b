/**
 * The keeper of readiness over the real engine: results in the vault follow every command, survive the worker, and runs
 * are kept.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditItemId, soaEntryId } from '~/lib/records/derivedIds'
import { evaluate } from '~/lib/isms/readiness/evaluate'
import type { CheckResult } from '~/lib/isms/readiness/checkResult'
import type { AnyRecord } from '~/lib/records/registry'
import { compositeRecords } from '~/lib/isms/statement/composites'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { pendingFile } from '~/lib/sync/blobs/expectedFiles'
import { readAll, readWritten } from '~/lib/vault/views/readinessFeed'
import type { OutboxRow, ReadinessSummary } from '~/lib/vault/store/tables'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(closeEverybody)

const kept = async (person: Person): Promise<ReadonlyMap<string, CheckResult>> =>
  new Map((await person.vault.readiness.toArray()).map(({ id, result }) => [id, result]))
const summary = async (person: Person) =>
  (await person.vault.meta.get('readiness'))?.value as ReadinessSummary | undefined
/** What the results have to become, computed from nothing. */
const expected = async (person: Person): Promise<readonly CheckResult[]> =>
  evaluate(await readAll(person.vault, { today: new Date(world.now).toISOString().slice(0, 10), timeZone: 'UTC' }))
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('it never came')
}
const isCurrent = async (person: Person): Promise<boolean> => {
  const now = await kept(person)
  const wanted = await expected(person)
  return (
    wanted.length === now.size &&
    wanted.every((result) => JSON.stringify(now.get(result.id)) === JSON.stringify(result))
  )
}

describe('readiness in the vault', () => {
  test('is computed when somebody looks, and follows what is written from then on', async () => {
    expect((await kept(alice)).size).toBe(0)
    alice.engine.uiOpen(1)
    await until(() => isCurrent(alice))
    expect((await kept(alice)).get('6.1.2-risks-assessed')).toMatchObject({
      status: 'fail',
      severity: 'blocker',
      total: 1,
    })
    expect(await summary(alice)).toMatchObject({
      asOf: '2026-06-01',
      views: { stage1: { verdict: 'notReady' }, stage2: { verdict: 'notReady' } },
    })

    const risk = await alice.must('record.create', {
      kind: 'risk',
      fields: {
        title: 'Data is lost',
        status: 'open',
        currentL: 4,
        currentI: 4,
        event: 'A disk dies',
        consequence: 'Work is lost',
      },
    })
    await until(() => isCurrent(alice))
    const after = await kept(alice)
    expect(after.get('6.1.2-risks-assessed')).toMatchObject({ status: 'pass' })
    expect(after.get('6.1.3-untreated')).toMatchObject({ status: 'fail', failing: [risk.id], total: 1 })

    await alice.must('record.edit', {
      edits: [{ kind: 'risk', id: risk.id, changes: [{ op: 'set', field: 'currentL', value: 1 }] }],
    })
    await until(async () => (await kept(alice)).get('6.1.3-untreated')?.status === 'pass')
    await alice.must('record.archive', { kind: 'risk', ids: [risk.id] })
    await until(async () => (await kept(alice)).get('6.1.2-risks-assessed')?.status === 'fail')
    expect(await isCurrent(alice)).toBe(true)
  })

  test('follows what others send, and stands in the vault after the worker died', async () => {
    const bob = await join(world, alice, 'Bob', 'editor')
    bob.engine.uiOpen(1)
    await until(() => isCurrent(bob))
    await alice.must('record.create', { kind: 'issue', fields: { title: 'One', origin: 'internal', status: 'active' } })
    await alice.must('record.create', { kind: 'issue', fields: { title: 'Two', origin: 'external', status: 'active' } })
    await settle(alice, bob)
    await until(async () => (await kept(bob)).get('4.1-issues-recorded')?.status === 'pass')
    await bob.restart()
    expect((await kept(bob)).get('4.1-issues-recorded')?.status).toBe('pass')
    bob.engine.uiOpen(1)
    await until(() => isCurrent(bob))
    await bob.close()
  })

  test('follows a bulk of records, of which the database names none', async () => {
    alice.engine.uiOpen(1)
    await until(() => isCurrent(alice))
    const edits = Array.from({ length: 60 }, (_, index) => ({
      kind: 'soaEntry' as const,
      id: soaEntryId(`iso27001-2022:A.8.${(index % 34) + 1}`),
      changes: [{ op: 'set' as const, field: 'applicability', value: 'applicable' }],
    }))
    await alice.must('record.edit', { edits })
    await until(() => isCurrent(alice))
    expect((await kept(alice)).get('6.1.3-soa-complete')).toMatchObject({ status: 'fail', total: 93 })
    expect((await kept(alice)).get('6.1.3-soa-complete')!.failing).toHaveLength(93 - 34)
  })

  test('MG1: conflicts of catalogues, which no check reads, are counted until they are archived', async () => {
    const bob = await join(world, alice, 'Bob', 'lead')
    const id = 'fw_own'
    await alice.must('record.create', {
      kind: 'framework',
      id,
      fields: { frameworkId: 'own', title: 'House rules', licenceNote: 'Own' },
    })
    await settle(alice, bob)
    for (const person of [alice, bob])
      await person.must('record.edit', {
        edits: [{ kind: 'framework', id, changes: [{ op: 'set', field: 'title', value: `Rules of ${person.name}` }] }],
      })
    await settle(alice, bob)
    world.now += 20 * 86_400_000
    alice.engine.uiOpen(1)
    await until(async () => (await kept(alice)).get('7.5-open-conflicts')?.status === 'fail')
    expect((await kept(alice)).get('7.5-open-conflicts')!.failing).toEqual([id])
    await alice.must('record.archive', { kind: 'framework', ids: [id] })
    await until(async () => (await kept(alice)).get('7.5-open-conflicts')?.status === 'na')
    await bob.close()
  })

  test('a rewrite of all statements tells of those that are gone', async () => {
    const changes = await readWritten(alice.vault, new Map([['statements', 'all']]), {
      timeZone: 'UTC',
      known: new Set(),
      present: () => ['st_gone'],
    })
    expect(changes.removeStatements).toEqual(['st_gone'])
  })

  test('RE7: a waiver takes a warning out until its last day; the next day it fails again', async () => {
    alice.engine.uiOpen(1)
    const waiver = { reason: 'No communication plan before the office moves.', until: '2026-06-01', by: 'pe_alice' }
    await alice.must('record.create', {
      kind: 'settings',
      fields: { waivers: { '7.4-communication-plan': waiver } as never },
    })
    await until(async () => (await kept(alice)).get('7.4-communication-plan')?.status === 'waived')
    expect((await kept(alice)).get('7.4-communication-plan')).toMatchObject({ waiver })
    world.now += 86_400_000
    await alice.must('record.create', {
      kind: 'issue',
      fields: { title: 'Another day', origin: 'internal', status: 'active' },
    })
    await until(async () => (await kept(alice)).get('7.4-communication-plan')?.status === 'fail')
  })
})

describe('runs (isms.md 3.5)', () => {
  const runs = async (person: Person) =>
    (await person.rows('readinessRun')) as unknown as {
      id: string
      reason: string
      scores: { overall: number | null }
      failing: Record<string, unknown>
      counts: Record<string, number>
    }[]

  test('one is kept at the first look of a lead in a month, once', async () => {
    alice.engine.uiOpen(1)
    await until(async () => (await runs(alice)).length === 1)
    const [run] = await runs(alice)
    // RE10: no control operates and no evidence is there: Stage 2 cannot score.
    expect(run).toMatchObject({ id: 'rr_2026-06-01', reason: 'month', scores: { overall: null } })
    expect(Object.keys(run!.failing)).toContain('4.3-scope-defined')
    await alice.restart()
    alice.engine.uiOpen(1)
    await until(() => isCurrent(alice))
    await alice.must('record.create', { kind: 'issue', fields: { title: 'One', origin: 'internal', status: 'active' } })
    await until(() => isCurrent(alice))
    expect(await runs(alice)).toHaveLength(1)
  })

  test('a freeze of the Statement of Applicability keeps one; RE9: what fails since then says so', async () => {
    alice.engine.uiOpen(1)
    await until(async () => (await runs(alice)).length === 1)
    world.now += 10 * 86_400_000
    await alice.must('soa.freeze', { framework: 'iso27001-2022' })
    await until(async () => (await runs(alice)).length === 2)
    expect((await runs(alice)).map(({ id, reason }) => [id, reason])).toEqual([
      ['rr_2026-06-01', 'month'],
      ['rr_2026-06-11', 'soa'],
    ])
    await until(async () => (await kept(alice)).get('4.3-scope-defined')?.since === '2026-06-01')
  })

  const me = async (person: Person): Promise<string> => {
    const own = (await person.vault.devices.toArray()).find((device) => device.own)!
    return (await person.vault.members.get(own.memberId))!.personId!
  }
  const signs = async (
    person: Person,
    kind: 'audit' | 'managementReview',
    id: string,
    type: 'declare' | 'sign',
    profile = 'main',
  ) => {
    const row = (await person.vault.table(kind).get(id)) as AnyRecord
    const items = (await person.rows('auditItem')) as unknown as AnyRecord[]
    const { contentHash } = hashedContent(
      row,
      profile,
      compositeRecords(row, profile, { get: () => undefined, referencing: (of) => (of === 'auditItem' ? items : []) }),
    )
    await person.must('statement.sign', { type, subject: { kind, id }, profile, expectedHash: contentHash })
  }
  const audited = async (person: Person) => {
    const auditor = await me(person)
    const { id } = await person.must('record.create', {
      kind: 'audit',
      fields: {
        title: 'Internal audit',
        type: 'internal',
        leadAuditor: auditor,
        auditors: [auditor],
        performedFrom: '2026-05-20',
        performedTo: '2026-05-28',
        summary: 'Well kept.',
        conclusion: 'conforms',
        status: 'reporting',
      },
    })
    await person.must('record.create', {
      kind: 'auditItem',
      id: auditItemId(id, 'iso27001-2022:A.8.13'),
      fields: { audit: id, requirement: 'iso27001-2022:A.8.13', result: 'conforms', auditor },
    })
    return id
  }
  const complete = (person: Person, id: string) =>
    person.must('record.edit', {
      edits: [{ kind: 'audit', id, changes: [{ op: 'set', field: 'status', value: 'completed' }] }],
    })

  test('one is kept when an audit has become complete: signed, closed, and in the log; it says how things stand then', async () => {
    const bob = await join(world, alice, 'Bob', 'lead')
    const audit = await audited(alice)
    await settle(alice, bob)
    for (const person of [alice, bob]) {
      person.engine.uiOpen(1)
      await until(() => isCurrent(person))
    }
    await settle(alice, bob)
    world.now += 86_400_000
    await signs(alice, 'audit', audit, 'declare', 'independence')
    await signs(alice, 'audit', audit, 'sign')
    await complete(alice, audit)
    await until(() => isCurrent(alice))
    expect((await runs(alice)).map(({ reason }) => reason)).toEqual(['month'])
    await settle(alice, bob)
    await until(async () => (await runs(alice)).length === 2)
    expect((await runs(alice))[1]).toMatchObject({ id: 'rr_2026-06-02', reason: 'audit' })
    expect(Object.keys((await runs(alice))[1]!.failing)).not.toContain('9.2-audit-done')
    expect(Object.keys((await runs(alice))[0]!.failing)).toContain('9.2-audit-done')
    // Bob sees the same and keeps none beside it: whoever closed the audit does.
    await settle(alice, bob)
    await until(() => isCurrent(bob))
    await settle(alice, bob)
    const writers = async (person: Person) =>
      new Set(
        (await person.trail()).filter(({ recordId }) => recordId === 'rr_2026-06-02').map(({ deviceId }) => deviceId),
      )
    expect(await writers(bob)).toEqual(new Set([alice.replica.deviceId]))
    await bob.close()
  })

  test('of an audit that an auditor closed, who may keep none, a lead keeps it; an external one counts as well', async () => {
    const carol = await join(world, alice, 'Carol', 'auditor')
    alice.engine.uiOpen(1)
    await until(async () => (await runs(alice)).length === 1)
    world.now += 86_400_000
    const report = await carol.must('record.create', {
      kind: 'evidence',
      fields: { title: 'Report', source: 'link', url: 'https://example.org/report' },
    })
    const { id } = await carol.must('record.create', {
      kind: 'audit',
      fields: {
        title: 'Stage 2',
        type: 'stage2',
        performedFrom: '2026-05-20',
        performedTo: '2026-05-28',
        conclusion: 'conforms',
        report: [report.id],
        status: 'reporting',
      },
    })
    await complete(carol, id)
    carol.engine.uiOpen(1)
    await until(() => isCurrent(carol))
    await settle(alice, carol)
    await until(async () => (await runs(alice)).length === 2)
    expect((await runs(alice))[1]).toMatchObject({ id: 'rr_2026-06-02', reason: 'audit' })
    await carol.close()
  })

  test('one of a management review names the pack that was reviewed; it is kept as well when the worker died before', async () => {
    alice.engine.uiOpen(1)
    await until(async () => (await runs(alice)).length === 1)
    world.now += 86_400_000
    const { id } = await alice.must('record.create', {
      kind: 'managementReview',
      fields: {
        title: 'Review',
        chair: await me(alice),
        heldOn: '2026-06-01',
        packHash: 'ab'.repeat(32),
        status: 'held',
      },
    })
    await signs(alice, 'managementReview', id, 'sign')
    await until(() => isCurrent(alice))
    await alice.restart()
    await alice.push()
    expect(await runs(alice)).toHaveLength(1)
    alice.engine.uiOpen(1)
    await until(async () => (await runs(alice)).length === 2)
    expect((await runs(alice))[1]).toMatchObject({ id: 'rr_2026-06-02', reason: 'review', packHash: 'ab'.repeat(32) })
  })

  test('one that a full disk refused is kept at a later look', async () => {
    alice.engine.uiOpen(1)
    await until(async () => (await runs(alice)).length === 1)
    world.now += 86_400_000
    let refused = 0
    const full = (_: unknown, { name }: OutboxRow): void => {
      if (name !== 'readiness.keep') return
      refused++
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    }
    alice.vault.outbox.hook('creating', full)
    const { id } = await alice.must('record.create', {
      kind: 'managementReview',
      fields: {
        title: 'Review',
        chair: await me(alice),
        heldOn: '2026-06-01',
        packHash: 'ab'.repeat(32),
        status: 'held',
      },
    })
    await signs(alice, 'managementReview', id, 'sign')
    await alice.push()
    await until(async () => refused > 0 && isCurrent(alice))
    await new Promise((resolve) => setTimeout(resolve, 300))
    alice.vault.outbox.hook('creating').unsubscribe(full)
    expect(await runs(alice)).toHaveLength(1)
    await alice.must('record.create', { kind: 'issue', fields: { title: 'One', origin: 'internal', status: 'active' } })
    await until(async () => (await runs(alice)).length === 2)
    expect((await runs(alice))[1]).toMatchObject({ id: 'rr_2026-06-02', reason: 'review' })
  })

  test('MG15: a device that is new keeps none for a month while files are on their way', async () => {
    await alice.vault.blobs.add(
      pendingFile({ sha256: 'ab'.repeat(32), id: 'cd'.repeat(32), size: 9, mime: 'image/png' }, world.now),
    )
    alice.engine.uiOpen(1)
    await until(() => isCurrent(alice))
    expect(await runs(alice)).toHaveLength(0)
    await alice.vault.blobs.update('ab'.repeat(32), { state: 'present' })
    await until(async () => (await runs(alice)).length === 1)
  })

  test('an auditor looks without keeping one: runs belong to who writes the register', async () => {
    const carol = await join(world, alice, 'Carol', 'auditor')
    carol.engine.uiOpen(1)
    await until(() => isCurrent(carol))
    expect(await carol.run('readiness.keep', { reason: 'asked' })).toMatchObject({
      ok: false,
      error: { type: 'notAllowed' },
    })
    expect(await runs(carol)).toHaveLength(0)
    await carol.close()
  })
})

test('the hash that readiness compares is the one that is signed', async () => {
  await alice.must('record.create', {
    kind: 'scope',
    fields: { orgName: 'Quillmere', statement: 'x'.repeat(90), interfaces: 'Cloud.' },
  })
  const [scope] = await alice.rows('scope')
  alice.engine.uiOpen(1)
  await until(async () => (await kept(alice)).get('4.3-scope-approved')?.status === 'fail')
  await alice.must('statement.sign', {
    type: 'approve',
    subject: { kind: 'scope', id: 'sc_main' },
    profile: 'main',
    expectedHash: hashedContent(scope as never, 'main').contentHash,
  })
  await alice.push()
  await until(async () => (await kept(alice)).get('4.3-scope-approved')?.status === 'pass')
})
