/**
 * Changed after approval (ST3, ST4, ST7): the difference, who made it, put back. Over real engines and the real log.
 */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createMessages } from '~/components/i18n'
import { en } from '~/components/i18n/en'
import StaleBanner from '~/components/record/statement/StaleBanner.vue'
import { fieldDifferences } from '~/components/record/conflict/fieldDiff'
import {
  laterChanges,
  putBackChanges,
  staleApproval,
  type StaleApproval,
} from '~/components/record/statement/staleApproval'
import { structureInWords } from '~/components/record/fields/useValueWords'
import type { FieldChange } from '~/lib/engine/commandMap'
import { kindNames } from '~/lib/records/registry'
import type { Scope } from '~/lib/records/kinds/scope'
import type { RecordLookup } from '~/lib/isms/statement/composites'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { decidedProfile, standingOf } from '~/lib/isms/statement/statementStanding'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

const today = '2026-06-01'
const alone: RecordLookup = { get: () => undefined, referencing: () => [] }
let world: World
let alice: Person
let bob: Person

const scopeOf = async (person: Person): Promise<Scope> => (await person.rows('scope'))[0] as unknown as Scope
const staleOf = async (person: Person): Promise<StaleApproval | undefined> => {
  const [row, statements] = [await scopeOf(person), await person.vault.statements.toArray()]
  return staleApproval(row, standingOf(row, 'main', statements, alone, today), statements)
}
const approve = async (person: Person): Promise<unknown> =>
  person.must('statement.sign', {
    type: 'approve',
    subject: { kind: 'scope', id: 'sc_main' },
    profile: 'main',
    expectedHash: hashedContent(await scopeOf(person), 'main').contentHash,
  })
const edit = (person: Person, changes: readonly FieldChange[]): Promise<unknown> =>
  person.must('record.edit', { edits: [{ kind: 'scope', id: 'sc_main', changes }] })

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'lead')
  await alice.must('record.create', {
    kind: 'scope',
    id: 'sc_main',
    fields: {
      orgName: 'Quillmere',
      statement: 'Route planning, from the office and from home',
      locations: ['Bremen'],
      interfaces: 'Map data by contract, payroll bureau',
      headcount: 42,
    },
  })
  await settle(alice, bob)
  await approve(alice)
  await settle(alice, bob)
})
afterEach(closeEverybody)

describe('stale approval of a record', () => {
  it('nothing is stale while the approved content stands, nor when a field outside the profile changes', async () => {
    expect(await staleOf(alice)).toBeUndefined()
    await edit(bob, [{ op: 'set', field: 'headcount', value: 43 }])
    await settle(alice, bob)
    expect(await staleOf(alice)).toBeUndefined()
  })

  it('names the version in force, the fields that differ, word by word, and who wrote them when', async () => {
    world.now += 3_600_000
    await edit(bob, [
      { op: 'add', field: 'locations', element: 'Gdańsk' },
      { op: 'set', field: 'interfaces', value: 'Map data from two providers, payroll bureau' },
    ])
    await settle(alice, bob)
    const stale = await staleOf(alice)
    expect(stale).toMatchObject({ version: 1, fields: expect.arrayContaining(['locations', 'interfaces']), of: 19 })
    expect(stale!.fields).toHaveLength(2)
    const differences = fieldDifferences(stale!.frozen!, stale!.present, (_field, value) =>
      Array.isArray(value) ? value.join(', ') : String(value),
    )
    expect(differences.find(({ field }) => field === 'locations')!.parts).toEqual([
      { type: 'same', text: 'Bremen' },
      { type: 'added', text: ', Gdańsk' },
    ])
    expect(
      differences
        .find(({ field }) => field === 'interfaces')!
        .parts.filter((part) => part.type === 'gone')
        .map((part) => part.text),
    ).toEqual(['by', 'contract'])
    const [bobs] = (await alice.vault.devices.toArray()).filter((device) => !device.own)
    expect(laterChanges(await alice.trail(), stale!.fields, stale!.statement.time)).toEqual([
      { memberId: bobs!.memberId, deviceId: bobs!.deviceId, time: world.now, merged: false },
    ])
  })

  it('says that a change came by sync where its author had not seen the approval', async () => {
    await edit(alice, [{ op: 'set', field: 'orgName', value: 'Quillmere Cloud' }])
    world.now -= 60_000
    await edit(bob, [{ op: 'add', field: 'locations', element: 'Kiel' }])
    world.now += 120_000
    await approve(alice)
    await settle(alice, bob)
    const stale = await staleOf(bob)
    expect(stale).toMatchObject({ version: 2, fields: ['locations'] })
    expect(laterChanges(await bob.trail(), stale!.fields, stale!.statement.time)).toMatchObject([{ merged: true }])
  })

  it('puts all back in one edit: the approval covers the content again', async () => {
    await edit(bob, [
      { op: 'add', field: 'locations', element: 'Gdańsk' },
      { op: 'remove', field: 'locations', element: 'Bremen' },
      { op: 'set', field: 'interfaces', value: null },
      { op: 'set', field: 'handlesPii', value: true },
    ])
    await settle(alice, bob)
    const stale = (await staleOf(bob))!
    expect([...stale.fields].sort()).toEqual(['handlesPii', 'interfaces', 'locations'])
    await edit(bob, putBackChanges('scope', stale, true)!)
    await settle(alice, bob)
    for (const person of [alice, bob]) expect(await staleOf(person)).toBeUndefined()
    expect(await scopeOf(alice)).toMatchObject({
      locations: ['Bremen'],
      interfaces: 'Map data by contract, payroll bureau',
    })
    expect((await scopeOf(alice)).handlesPii).toBeUndefined()
  })

  it('is quiet once the present content is approved, also while that waits for sync (ST11)', async () => {
    await edit(alice, [{ op: 'set', field: 'orgName', value: 'Other' }])
    expect(await staleOf(alice)).toBeDefined()
    await approve(alice)
    expect((await alice.vault.statements.toArray()).some((statement) => statement.seq === undefined)).toBe(true)
    expect(await staleOf(alice)).toBeUndefined()
    await settle(alice, bob)
    await edit(alice, [{ op: 'set', field: 'orgName', value: 'Third' }])
    expect(await staleOf(alice)).toMatchObject({ version: 2, fields: ['orgName'] })
  })
})

describe('putting back', () => {
  it('offers nothing where a part of it can’t be written by hand, or by this role', () => {
    const of = (kind: 'evidence' | 'evidenceRequest' | 'scope', fields: readonly string[], canLead = true) =>
      putBackChanges(kind, { frozen: { title: 'T', orgName: 'O' }, fields }, canLead)
    expect(of('scope', ['orgName', 'climateRelevant'])).toEqual([
      { op: 'set', field: 'orgName', value: 'O' },
      { op: 'set', field: 'climateRelevant', value: null },
    ])
    expect(of('scope', ['orgName', 'fromTheFuture'])).toBeUndefined()
    expect(of('evidence', ['title', 'captureRecord'])).toBeUndefined()
    expect(of('scope', [])).toBeUndefined()
    expect(putBackChanges('scope', { frozen: undefined, fields: [] }, true)).toBeUndefined()
  })
  it('knows what is approved: one profile of scope, method and risk, none of evidence', () => {
    expect(
      Object.fromEntries(
        kindNames.flatMap((kind) =>
          ((found) => (found ? [[kind, `${found.type} ${found.profile}`]] : []))(decidedProfile(kind)),
        ),
      ),
    ).toEqual({
      scope: 'approve main',
      roleAssignment: 'approve main',
      policy: 'approve main',
      objective: 'approve main',
      change: 'approve main',
      riskMethod: 'approve main',
      risk: 'approve treatment',
      treatmentPlan: 'approve main',
      riskAcceptance: 'accept main',
      exception: 'approve main',
      controlTest: 'sign main',
      soaVersion: 'approve main',
      auditProgramme: 'approve main',
      audit: 'sign main',
      managementReview: 'sign main',
    })
  })
  it('puts scales and matrices into words', () => {
    expect(
      structureInWords([
        { label: 'Rare', meaning: 'Once in ten years', colour: 'red' },
        { label: 'Likely', meaning: 'Yearly' },
      ]),
    ).toBe('Rare: Once in ten years\nLikely: Yearly')
    expect(
      structureInWords([
        [1, 2],
        [2, 3],
      ]),
    ).toBe('1 2\n2 3')
  })
})

describe('the banner', () => {
  it('marks insertions and deletions by element, not by colour alone', async () => {
    const html = await renderToString(
      createSSRApp({
        render: () =>
          h(StaleBanner, {
            title: 'Changed after approval.',
            sentence: 'v3 stays in force. 1 field differs.',
            count: '1 of 19 fields',
            changes: [
              { id: 'pe_hp', name: 'Head of Platform', text: 'Head of Platform, 28 May, merged from device B' },
            ],
            differences: [
              {
                label: 'Interfaces',
                parts: [
                  { type: 'same', text: 'Map data ' },
                  { type: 'gone', text: 'by contract' },
                  { type: 'added', text: 'from two providers' },
                ],
              },
            ],
          }),
      }).use(createMessages('en', en)),
    )
    expect(html).toMatch(/<del [^>]*line-through[^>]*>by contract<\/del>/)
    expect(html).toMatch(/<ins [^>]*underline[^>]*>from two providers<\/ins>/)
    expect(html).toContain('aria-expanded="true"')
    for (const text of [
      'v3 stays in force. 1 field differs.',
      'Head of Platform, 28 May, merged from device B',
      '1 of 19 fields',
    ])
      expect(html).toContain(text)
  })
})
