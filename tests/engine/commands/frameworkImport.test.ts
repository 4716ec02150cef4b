/** framework.import (isms.md 6.4) over the real log: one change, one undo, matched by code. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readFrameworkFile } from '~/lib/exchange/frameworks/readFrameworkFile'
import { readOscalCatalog } from '~/lib/exchange/frameworks/oscalCatalog'
import { crosswalkId, frameworkRecordId, requirementRecordId, soaEntryId } from '~/lib/records/derivedIds'
import type { FrameworkDraft, FrameworkFacts } from '~/lib/isms/framework/frameworkDraft'
import { planImport } from '~/lib/isms/framework/importPlan'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { unwrap } from '~/lib/shared/result'
import { presentFramework, readFramework } from '~/lib/vault/views/presentFramework'
import { generatedCatalog } from '../../exchange/catalogs'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person
let bob: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  await alice.must('record.edit', {
    edits: [{ kind: 'settings', id: 'settings_main', changes: [{ op: 'set', field: 'timeZone', value: 'UTC' }] }],
  })
})
afterEach(closeEverybody)

const read = async (text: string): Promise<FrameworkDraft> =>
  unwrap(await readFrameworkFile(new TextEncoder().encode(text), 'ours.csv'))
const input = ({ facts, requirements, mappings, oscal }: FrameworkDraft, over: Partial<FrameworkFacts> = {}) => ({
  facts: { ...facts, soa: true, licenceNote: 'Written by us.', ...over },
  rows: JSON.stringify({ requirements, mappings, oscal }),
  turnOn: true,
})
const byCode = async (person: Person) =>
  Object.fromEntries((await person.rows('requirement')).map((row) => [row.code as string, row]))

describe('framework.import', () => {
  test('takes in facts, requirements and mappings as one change and turns the framework on beside ISO/IEC 27001', async () => {
    const draft = {
      ...(await read('code,title,parent,group,guidance\n1,First,,Basics,What to do\n1.1,Below,1,Basics,\n')),
      mappings: [
        {
          place: { sheet: 'mappings' as const, row: 2 },
          source: '1.1',
          target: 'iso27001-2022:A.8.13',
          relation: 'subset',
          rationale: 'Ours is a part of it.',
          confidence: 'high',
        },
      ],
    }
    expect(await alice.must('framework.import', input(draft))).toEqual({
      requirements: { create: 2, change: 0, same: 0, archive: 0, restore: 0 },
      mappings: { create: 1, change: 0, same: 0, archive: 0, restore: 0 },
    })
    const [framework] = await alice.rows('framework')
    expect(framework).toMatchObject({
      id: frameworkRecordId('ours'),
      frameworkId: 'ours',
      title: 'ours',
      soa: true,
      licenceNote: 'Written by us.',
      source: 'table',
      importedOn: '2026-06-01',
    })
    expect((await byCode(alice))['1.1']).toMatchObject({
      id: requirementRecordId('ours:1.1'),
      framework: 'ours',
      title: 'Below',
      group: 'Basics',
      parent: 'ours:1',
      assessable: true,
      order: 1,
    })
    expect((await alice.rows('crosswalk'))[0]).toMatchObject({
      id: crosswalkId('ours:1.1', 'iso27001-2022:A.8.13'),
      relation: 'subset',
      confidence: 'high',
    })
    expect((await alice.rows('settings'))[0]?.frameworks).toEqual(['iso27001-2022', 'ours'])
    expect((await readFramework(alice.vault, 'ours'))?.requirements.map(({ id }) => id)).toEqual(['ours:1', 'ours:1.1'])
    await settle(alice, bob)
    expect(await byCode(bob)).toEqual(await byCode(alice))
  })

  test('again: matched by code; what is gone is archived, what comes back is restored, decisions stay, the same is left alone', async () => {
    await alice.must('framework.import', input(await read('code,title\n1,First\n2,Second\n3,Third\n')))
    await alice.must('record.edit', {
      edits: [
        {
          kind: 'soaEntry',
          id: soaEntryId('ours:2'),
          changes: [{ op: 'set', field: 'applicability', value: 'applicable' }],
        },
      ],
    })
    const next = await read('code,title\n1,First\n3,Third renamed\n4,Fourth\n')
    expect(
      planImport(input(next).facts, next as never, await presentFramework(alice.vault, 'ours'), '2026-06-01').counts
        .requirement,
    ).toEqual({ create: 1, change: 1, same: 1, archive: 1, restore: 0 })
    expect((await alice.must('framework.import', input(next))).requirements).toEqual({
      create: 1,
      change: 1,
      same: 1,
      archive: 1,
      restore: 0,
    })
    const rows = await byCode(alice)
    expect([rows['2']!.archivedOn, rows['3']!.title, rows['4']!.title]).toEqual([
      '2026-06-01',
      'Third renamed',
      'Fourth',
    ])
    expect((await alice.rows('soaEntry'))[0]).toMatchObject({ id: soaEntryId('ours:2'), applicability: 'applicable' })
    expect((await alice.rows('soaEntry'))[0]?.archivedOn).toBeUndefined()
    expect(
      (
        await alice.must(
          'framework.import',
          input(await read('code,title\n1,First\n2,Second\n3,Third renamed\n4,Fourth\n')),
        )
      ).requirements,
    ).toEqual({ create: 0, change: 2, same: 1, archive: 0, restore: 1 })
    expect((await byCode(alice))['2']!.archivedOn).toBeUndefined()
    const waiting = await alice.vault.outbox.count()
    expect(
      (
        await alice.must(
          'framework.import',
          input(await read('code,title\n1,First\n2,Second\n3,Third renamed\n4,Fourth\n')),
        )
      ).requirements,
    ).toMatchObject({ same: 4 })
    expect(await alice.vault.outbox.count()).toBe(waiting)
  })

  test('a mapping that exists the other way round is changed, not doubled (XW1)', async () => {
    await alice.must('framework.import', input(await read('code,title\n1,First\n')))
    await alice.must('record.edit', {
      edits: [
        {
          kind: 'crosswalk',
          id: crosswalkId('iso27001-2022:A.8.13', 'ours:1'),
          changes: [
            { op: 'set', field: 'source', value: 'iso27001-2022:A.8.13' },
            { op: 'set', field: 'target', value: 'ours:1' },
            { op: 'set', field: 'relation', value: 'equal' },
          ],
        },
      ],
    })
    const draft = {
      ...(await read('code,title\n1,First\n')),
      mappings: [
        {
          place: { sheet: 'mappings' as const, row: 2 },
          source: '1',
          target: 'iso27001-2022:A.8.13',
          relation: 'subset',
          rationale: 'Narrower.',
          confidence: 'low',
        },
      ],
    }
    expect((await alice.must('framework.import', input(draft))).mappings).toMatchObject({ change: 1, create: 0 })
    expect(await alice.rows('crosswalk')).toMatchObject([
      { source: 'iso27001-2022:A.8.13', target: 'ours:1', relation: 'superset', rationale: 'Narrower.' },
    ])
  })

  test('one undo takes all of it back', async () => {
    await alice.must('framework.import', input(await read('code,title\n1,First\n2,Second\n')), 'c_first')
    await alice.must('framework.import', input(await read('code,title\n1,First renamed\n3,Third\n')), 'c_second')
    await alice.must('command.undo', { commandId: 'c_second' })
    const rows = await byCode(alice)
    expect([rows['1']!.title, rows['1']!.archivedOn, rows['2']!.archivedOn, rows['3']!.archivedOn]).toEqual([
      'First',
      undefined,
      undefined,
      '2026-06-01',
    ])
    await alice.must('command.undo', { commandId: 'c_first' })
    expect((await alice.rows('framework'))[0]?.archivedOn).toBe('2026-06-01')
    expect((await alice.rows('settings'))[0]?.frameworks).not.toContain('ours')
  })

  test('refuses: who may not, a shipped name, no licence, a file with problems; nothing is written', async () => {
    const draft = await read('code,title\n1,First\n')
    expect(await bob.run('framework.import', input(draft))).toMatchObject({ ok: false, error: { type: 'notAllowed' } })
    expect(await alice.run('framework.import', input(draft, { id: 'csf-2.0' }))).toMatchObject({
      ok: false,
      error: { type: 'shippedFramework' },
    })
    expect(await alice.run('framework.import', input(draft, { id: 'Ours!' }))).toMatchObject({
      ok: false,
      error: { type: 'invalidFramework', field: 'frameworkId' },
    })
    expect(await alice.run('framework.import', input(draft, { licenceNote: ' ' }))).toMatchObject({
      ok: false,
      error: { type: 'licenceMissing' },
    })
    expect(await alice.run('framework.import', { ...input(draft), rows: '{"requirements":1}' })).toMatchObject({
      ok: false,
      error: { type: 'invalidFramework' },
    })
    expect(await alice.run('framework.import', input(await read('code,title\n1,First\n1,Twice\n')))).toMatchObject({
      ok: false,
      error: { type: 'frameworkProblems' },
    })
    expect(await alice.rows('requirement')).toEqual([])
    expect(await alice.rows('framework')).toEqual([])
  })

  test('a Statement of Applicability of one’s own framework can be frozen', async () => {
    await alice.must('framework.import', input(await read('code,title\n1,First\n2,Second\n')))
    await alice.must('record.create', {
      kind: 'control',
      fields: { title: 'Ours', reqs: ['ours:1'], status: 'operating' },
    })
    expect(await alice.must('soa.freeze', { framework: 'ours' })).toMatchObject({ undecided: 2, existed: false })
    await alice.must('framework.import', input(await read('code,title\n1,First\n'), { id: 'plain', soa: false }))
    expect(await alice.run('soa.freeze', { framework: 'plain' })).toMatchObject({
      ok: false,
      error: { type: 'unknownFramework' },
    })
  })

  test('over 1,000 controls of an OSCAL catalog go in as one command', async () => {
    const draft = unwrap(readOscalCatalog(generatedCatalog({ families: 20, controls: 13, enhancements: 3 })))
    const before = performance.now()
    expect((await alice.must('framework.import', input(draft))).requirements.create).toBe(1_040)
    expect(performance.now() - before).toBeLessThan(60_000)
    expect(await alice.rows('requirement')).toHaveLength(1_040)
    expect(
      new Set(
        (await alice.vault.outbox.toArray())
          .filter(({ name }) => name === 'framework.import')
          .map(({ commandId }) => commandId),
      ).size,
    ).toBe(1)
    expect((await byCode(alice))['FA-1']!.oscal).toMatchObject({ id: 'fa-1', class: 'SP800-53' })
    // It goes out in entries that a relay takes, and comes whole to others.
    const shares = (await alice.vault.outbox.toArray()).filter(({ name }) => name === 'framework.import')
    expect(shares.length).toBeGreaterThan(1)
    await settle(alice, bob)
    expect(await byCode(bob)).toEqual(await byCode(alice))
    expect(Math.max(...(await alice.vault.log.toArray()).map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(
      limits.entryBytes,
    )
  }, 240_000)
})
