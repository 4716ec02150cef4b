import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exportOscal } from '~/lib/exchange/oscal/exportOscal'
import { importOscal } from '~/lib/exchange/oscal/import/importOscal'
import { editsOf, planImport } from '~/lib/exchange/oscal/import/planOscalImport'
import type { ImportSurroundings } from '~/lib/exchange/oscal/import/importRow'
import { openOscal } from '~/lib/exchange/oscal/openOscal'
import { readOscalState } from '~/lib/engine/readOscalState'
import type { ImportEdit } from '~/lib/engine/commandMap'
import { recordKind } from '~/lib/records/registry'
import { newRecordId } from '~/lib/shared/ids'
import { utf8 } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'
import { random } from '../support/nodeHost'
import { exported, smallState } from '../../exchange/oscal/samples'

let world: World
let alice: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(closeEverybody)

const today = '2026-06-01'
const stateOf = (person: Person) => readOscalState(person.vault, world.workspaceId, today)

/** A file as a page would read it: dry run, then what the engine is asked to write. */
async function dryRun(person: Person, text: string): Promise<readonly ImportEdit[]> {
  const state = await stateOf(person)
  const around: ImportSurroundings = {
    workspaceId: world.workspaceId,
    rows: (kind) => state.rows(kind) as never,
    frameworks: state.frameworks,
    soaRequirements: state.soaRequirements,
    matrixHash: 'x',
    mayWrite: () => true,
    newId: (kind) => newRecordId(recordKind(kind).prefix, random),
  }
  const { rows } = unwrap(importOscal(unwrap(await openOscal(utf8(text))), around))
  return editsOf(planImport(rows, around), new Set(rows.map(({ id }) => id!)))
}

describe('importing records of several kinds', () => {
  test('ID2: a plan of another organisation becomes records in one command, with final refs; everybody has them, one undo archives them', async () => {
    const bob = await join(world, alice, 'Bob', 'editor')
    const few = smallState()
    const edits = await dryRun(alice, (await exported('system-security-plan', few)).text)
    const n = few.rows('control').filter(({ status }) => status !== 'retired').length
    const before = (await alice.rows('person')).length
    expect(await alice.must('record.import', { edits }, 'import-1')).toEqual({ created: edits.length, updated: 0 })
    // What was imported waits once, as intents; not a second time as the input of each share.
    expect(
      (await alice.vault.outbox.toArray())
        .filter(({ commandId }) => commandId === 'import-1')
        .every(({ input }) => JSON.stringify(input) === JSON.stringify({ records: edits.length })),
    ).toBe(true)
    const controls = await alice.rows('control')
    expect(controls).toHaveLength(n)
    expect(new Set(controls.map(({ ref }) => ref)).size).toBe(n)
    expect(
      controls.every(({ ref, importKey }) => /^C-\d+$/.test(String(ref)) && String(importKey).startsWith('oscal:')),
    ).toBe(true)
    expect((await alice.rows('soaEntry')).length).toBe(
      few.rows('soaEntry').filter(({ applicability }) => applicability !== 'undecided').length,
    )
    expect((await alice.must('record.create', { kind: 'control', fields: { title: 'Next' } })).ref).toBe(`C-${n + 1}`)
    await settle(alice, bob)
    expect(await bob.rows('control')).toEqual(await alice.rows('control'))

    await alice.must('command.undo', { commandId: 'import-1' })
    expect(
      (await alice.rows('control')).filter(({ archivedOn }) => archivedOn === undefined).map(({ title }) => title),
    ).toEqual(['Next'])
    expect((await alice.rows('person')).filter(({ archivedOn }) => archivedOn === undefined)).toHaveLength(before)
  })

  test('what an undo took back comes again, and is away again once that is undone; what somebody archived is refused', async () => {
    const { id } = await alice.must('record.create', { kind: 'control', fields: { title: 'Backup' } }, 'made')
    await alice.must('command.undo', { commandId: 'made' })
    const again: ImportEdit = {
      op: 'update',
      kind: 'control',
      id,
      fields: { title: 'Restore' },
      seen: { title: 'Backup' },
      restore: true,
    }
    expect(
      await alice.run('record.import', { edits: [{ op: 'update', kind: 'control', id, fields: {}, seen: {} }] }),
    ).toMatchObject({ ok: false, error: { type: 'changedSince' } })
    const takenBack = (await alice.rows('control'))[0]!.archivedOn
    expect(await alice.must('record.import', { edits: [again] }, 'back')).toEqual({ created: 0, updated: 1 })
    expect((await alice.rows('control'))[0]).toMatchObject({ title: 'Restore', archivedOn: undefined })
    await alice.must('command.undo', { commandId: 'back' })
    expect((await alice.rows('control'))[0]).toMatchObject({ title: 'Backup', archivedOn: takenBack })
    expect(await alice.must('record.import', { edits: [again] })).toEqual({ created: 0, updated: 1 })
    await alice.must('record.archive', { kind: 'control', ids: [id] })
    expect(await alice.run('record.import', { edits: [{ ...again, seen: { title: 'Restore' } }] })).toMatchObject({
      ok: false,
      error: { type: 'changedSince' },
    })
  })

  test('what it wrote is exported and comes home unchanged', async () => {
    await alice.must('record.import', {
      edits: await dryRun(alice, (await exported('system-security-plan', smallState())).text),
    })
    await alice.must('record.create', {
      kind: 'scope',
      id: 'sc_main',
      fields: {
        orgName: 'Elsewhere',
        statement: 'Everything that is done in the two houses of the organisation, for all of its customers.',
      },
    })
    const made = unwrap(
      await exportOscal(
        await stateOf(alice),
        { model: 'system-security-plan', framework: 'iso27001-2022' },
        '2026-06-01T00:00:00Z',
      ),
    )
    expect(await dryRun(alice, made.text)).toEqual([])
  })

  test('all or nothing: somebody wrote since, a value no record may hold, a role that may not, a kind that never comes', async () => {
    const { id } = await alice.must('record.create', {
      kind: 'control',
      fields: { title: 'Old', reqs: ['iso27001-2022:A.5.1'] },
    })
    const fresh: ImportEdit = { op: 'create', kind: 'control', id: newRecordId('c', random), fields: { title: 'New' } }
    const edit = (seen: string): ImportEdit => ({
      op: 'update',
      kind: 'control',
      id,
      fields: { title: 'Changed' },
      seen: { title: seen },
    })
    const refused = async (edits: readonly ImportEdit[], type: string, who = alice): Promise<void> => {
      expect(await who.run('record.import', { edits })).toMatchObject({ ok: false, error: { type } })
      expect((await alice.rows('control')).map(({ title }) => title)).toEqual(['Old'])
    }
    await refused([fresh, edit('Something else')], 'changedSince')
    await refused([fresh, { ...fresh }], 'invalidField')
    await refused(
      [fresh, { ...fresh, id: newRecordId('c', random), fields: { title: 'x', status: 'nonsense' } }],
      'invalidField',
    )
    await refused(
      [fresh, { ...fresh, id: newRecordId('c', random), fields: { owner: 'pe_0000000000000000000000' } }],
      'referenceMissing',
    )
    await refused(
      [fresh, { op: 'create', kind: 'evidence', id: newRecordId('ev', random), fields: { title: 'x' } }],
      'notImportable',
    )
    await refused([fresh, { op: 'create', kind: 'control', id: newRecordId('r', random), fields: {} }], 'invalidField')
    await refused([{ ...fresh, id }], 'changedSince')
    const auditor = await join(world, alice, 'Audrey', 'auditor')
    await refused([fresh], 'notAllowed', auditor)

    expect(await alice.must('record.import', { edits: [fresh, edit('Old')] })).toEqual({ created: 1, updated: 1 })
    expect((await alice.rows('control')).map(({ title, reqs }) => [title, reqs]).sort()).toEqual([
      ['Changed', ['iso27001-2022:A.5.1']],
      ['New', []],
    ])
    expect(await alice.must('record.import', { edits: [] })).toEqual({ created: 0, updated: 0 })
  })
})
