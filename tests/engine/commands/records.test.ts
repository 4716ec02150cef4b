import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nonconformityIdOfFinding } from '~/lib/records/derivedIds'
import { openConflictRows } from '~/lib/vault/history/readTrail'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(closeEverybody)

const joined = (name: string, role: 'owner' | 'lead' | 'editor' | 'auditor' | 'viewer'): Promise<Person> =>
  join(world, alice, name, role)

describe('records', () => {
  test('ID7: an audit planned for next year carries next year, each year counts by itself, and moving the day keeps the ref', async () => {
    const audit = async (plannedFrom?: string): Promise<{ id: string; ref: string }> =>
      alice.must('record.create', {
        kind: 'audit',
        fields: { title: 'Audit', type: 'internal', ...(plannedFrom && { plannedFrom }) },
      })
    const year = new Date(world.now).getUTCFullYear()
    const [now, next, again] = [await audit(), await audit(`${year + 1}-02-01`), await audit(`${year + 1}-09-01`)]
    expect([now.ref, next.ref, again.ref]).toEqual([`IA-${year}-1`, `IA-${year + 1}-1`, `IA-${year + 1}-2`])
    await alice.must('record.edit', {
      edits: [{ kind: 'audit', id: next.id, changes: [{ op: 'set', field: 'plannedFrom', value: `${year}-12-01` }] }],
    })
    expect((await alice.rows('audit')).find(({ id }) => id === next.id)!.ref).toBe(`IA-${year + 1}-1`)
  })

  test('ID1, ID2: a new record has its final ref at once, offline, with the device code', async () => {
    const bob = await joined('Bob', 'editor')
    expect(await alice.must('record.create', { kind: 'asset', fields: { name: 'Route data' } })).toMatchObject({
      ref: 'AS-1',
    })
    const second = await alice.must('record.create', { kind: 'asset', fields: { name: 'Billing' } })
    expect(second.ref).toBe('AS-2')
    expect(second.id).toMatch(/^as_[0-9A-Za-z]{22}$/)
    expect(await bob.must('record.create', { kind: 'asset', fields: { name: 'Laptops' } })).toMatchObject({
      ref: 'AS-B1',
    })
    await settle(alice, bob)
    expect((await alice.rows('asset')).map(({ ref }) => ref).sort()).toEqual(['AS-1', 'AS-2', 'AS-B1'])
    expect(await bob.rows('asset')).toEqual(await alice.rows('asset'))
  })

  test('a text that is sent twice stands there once', async () => {
    const { id } = await alice.must('record.create', { kind: 'risk', fields: { title: 'Flood', event: 'Water' } })
    const rises = {
      edits: [{ kind: 'risk', id, changes: [{ op: 'text', field: 'event', base: 'Water', value: 'Water rises' }] }],
    } as const
    expect([await alice.must('record.edit', rises), await alice.must('record.edit', rises)]).toEqual([
      { changed: 1 },
      { changed: 0 },
    ])
    expect(await alice.rows('risk')).toMatchObject([{ event: 'Water rises' }])
  })

  test('a record that no entry could take is refused at once, and leaves nothing behind', async () => {
    // Each text may have two hundred thousand letters, here of two bytes each.
    const create = (...names: readonly string[]) =>
      alice.run('record.create', {
        kind: 'risk',
        fields: { title: 'Long', ...Object.fromEntries(names.map((name) => [name, 'é'.repeat(200_000)])) },
      })
    expect(await create('cause', 'event', 'consequence')).toMatchObject({ ok: false, error: { type: 'tooLarge' } })
    expect([await alice.vault.outbox.count(), await alice.rows('risk')]).toEqual([0, []])
    expect(await create('cause', 'event')).toMatchObject({ ok: true, value: { ref: 'R-1' } })
    const bob = await joined('Bob', 'editor')
    await settle(alice, bob)
    expect(await bob.rows('risk')).toEqual(await alice.rows('risk'))
    expect(await alice.vault.refused.count()).toBe(0)
  })

  test('a command is applied once, also after a restart', async () => {
    const input = { kind: 'asset', fields: { name: 'Once' } } as const
    const first = await alice.must('record.create', input, 'cmd-1')
    expect(await alice.must('record.create', input, 'cmd-1')).toEqual(first)
    await alice.restart()
    expect(await alice.must('record.create', input, 'cmd-1')).toEqual(first)
    expect(await alice.rows('asset')).toHaveLength(1)
  })

  test('failures are typed and change nothing', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    const before = await alice.rows('asset')
    const edit = (changes: readonly never[] | readonly object[]) =>
      alice.run('record.edit', { edits: [{ kind: 'asset', id, changes: changes as never }] })
    expect(await alice.run('record.create', { kind: 'nonsense' as never, fields: {} })).toMatchObject({
      ok: false,
      error: { type: 'unknownKind' },
    })
    expect(await edit([{ op: 'set', field: 'nope', value: 1 }])).toMatchObject({
      ok: false,
      error: { type: 'unknownField', field: 'nope' },
    })
    expect(await edit([{ op: 'set', field: 'c', value: 9 }])).toMatchObject({
      ok: false,
      error: { type: 'invalidField', field: 'c' },
    })
    expect(await edit([{ op: 'set', field: 'owner', value: 'pe_0000000000000000000000' }])).toMatchObject({
      ok: false,
      error: { type: 'referenceMissing', field: 'owner' },
    })
    expect(
      await alice.run('record.edit', {
        edits: [
          { kind: 'asset', id: 'as_0000000000000000000000', changes: [{ op: 'set', field: 'name', value: 'x' }] },
        ],
      }),
    ).toMatchObject({ ok: false, error: { type: 'notFound' } })
    expect(await alice.rows('asset')).toEqual(before)
  })

  test('a no is an answer: it is kept where nothing stood, and goes again', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    const set = (value: boolean | null) =>
      alice.must('record.edit', { edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'pii', value }] }] })
    await set(false)
    expect((await alice.rows('asset'))[0]).toHaveProperty('pii', false)
    await set(null)
    expect((await alice.rows('asset'))[0]?.pii).toBeUndefined()
  })

  test('2.3: roles decide by class; the log would say the same', async () => {
    const auditor = await joined('Carol', 'auditor')
    const viewer = await joined('Dan', 'viewer')
    expect(await auditor.run('record.create', { kind: 'risk', fields: { title: 'x' } })).toMatchObject({
      ok: false,
      error: { type: 'notAllowed' },
    })
    expect(await auditor.run('record.create', { kind: 'evidenceRequest', fields: { title: 'Show me' } })).toMatchObject(
      { ok: true },
    )
    expect(await viewer.run('record.create', { kind: 'comment', fields: { body: 'x' } })).toMatchObject({
      ok: false,
      error: { type: 'notAllowed' },
    })
  })

  test('sets and maps keep one key per element (MG3); bulk edit of 500 rows is one command and one undo', async () => {
    const bob = await joined('Bob', 'editor')
    const { id } = await alice.must('record.create', {
      kind: 'risk',
      fields: { title: 'Fire', properties: ['A'], processes: ['ship'] },
    })
    await settle(alice, bob)
    await alice.must('record.edit', {
      edits: [{ kind: 'risk', id, changes: [{ op: 'add', field: 'properties', element: 'C' }] }],
    })
    await bob.must('record.edit', {
      edits: [
        {
          kind: 'risk',
          id,
          changes: [
            { op: 'add', field: 'properties', element: 'I' },
            { op: 'remove', field: 'processes', element: 'ship' },
          ],
        },
      ],
    })
    await settle(alice, bob)
    for (const person of [alice, bob])
      expect(await person.rows('risk')).toMatchObject([{ properties: ['A', 'C', 'I'], processes: [], conflicts: [] }])

    const ids: string[] = []
    for (let i = 0; i < 500; i++) ids.push(`risk_${String(i).padStart(22, '0')}`.replace('risk_', 'r_'))
    const created = await alice.must('record.create', { kind: 'asset', fields: { name: 'bulk' } })
    expect(created.ref).toBe('AS-1')
    const edits = ids.map((requirement) => ({
      kind: 'soaEntry' as const,
      id: `soa_iso27001-2022:${requirement}`,
      changes: [{ op: 'set' as const, field: 'applicability', value: 'applicable' }],
    }))
    const start = performance.now()
    expect(await alice.must('record.edit', { edits }, 'bulk')).toEqual({ changed: 500 })
    expect(performance.now() - start).toBeLessThan(8_000)
    expect(await alice.vault.outbox.count()).toBe(2)
    expect(await alice.must('command.undo', { commandId: 'bulk' })).toEqual({ undone: 500, kept: [] })
    expect((await alice.rows('soaEntry')).every(({ archivedOn }) => archivedOn === '2026-06-01')).toBe(true)
  })

  test('what is made by being edited is made again after its making was taken back: the same value, another one, a text anew', async () => {
    const id = 'soa_iso27001-2022:A.5.1'
    const decide = (value: string, commandId: string) =>
      alice.must(
        'record.edit',
        { edits: [{ kind: 'soaEntry', id, changes: [{ op: 'set', field: 'applicability', value }] }] },
        commandId,
      )
    for (const [n, value] of ['applicable', 'applicable', 'inherited'].entries()) {
      expect(await decide(value, `decide-${n}`)).toEqual({ changed: 1 })
      const [row] = await alice.rows('soaEntry')
      expect(row).toMatchObject({ id, applicability: value })
      expect(row!.archivedOn).toBeUndefined()
      await alice.must('command.undo', { commandId: `decide-${n}` })
      expect((await alice.rows('soaEntry'))[0]!.archivedOn).toBe('2026-06-01')
    }
    // What was taken back begins empty.
    await alice.must(
      'record.edit',
      {
        edits: [
          {
            kind: 'soaEntry',
            id,
            changes: [
              { op: 'set', field: 'applicability', value: 'notApplicable' },
              { op: 'set', field: 'justification', value: 'No software is made.' },
            ],
          },
        ],
      },
      'excluded',
    )
    expect(await alice.must('command.undo', { commandId: 'excluded' })).toMatchObject({ kept: [] })
    expect(await decide('applicable', 'again')).toEqual({ changed: 1 })
    const [anew] = await alice.rows('soaEntry')
    expect([anew!.applicability, anew!.justification]).toEqual(['applicable', undefined])
    // The text of the form begins empty: what was there before is replaced, not added to.
    const say = (value: string, commandId: string) =>
      alice.must(
        'record.edit',
        { edits: [{ kind: 'soaEntry', id, changes: [{ op: 'text', field: 'justification', base: '', value }] }] },
        commandId,
      )
    await say('No offices.', 'say-1')
    await alice.must('record.archive', { kind: 'soaEntry', ids: [id] })
    await say('No offices at all.', 'say-2')
    expect(await alice.rows('soaEntry')).toMatchObject([{ justification: 'No offices at all.' }])
    // A record that has an id of its own stays put away whatever is written there.
    const { id: asset } = await alice.must('record.create', { kind: 'asset', fields: { name: 'Old' } })
    await alice.must('record.archive', { kind: 'asset', ids: [asset] })
    await alice.must('record.edit', {
      edits: [{ kind: 'asset', id: asset, changes: [{ op: 'set', field: 'name', value: 'Older' }] }],
    })
    expect(await alice.rows('asset')).toMatchObject([{ name: 'Older', archivedOn: '2026-06-01' }])
    // What is told as a whole once more, just as it was, stands there again as a whole.
    const other = {
      edits: [
        {
          kind: 'soaEntry',
          id: 'soa_iso27001-2022:A.5.2',
          changes: [
            { op: 'set', field: 'applicability', value: 'notApplicable' },
            { op: 'set', field: 'justification', value: 'No software is made.' },
          ],
        },
      ],
    } as const
    await alice.must('record.edit', other, 'other')
    await alice.must('command.undo', { commandId: 'other' })
    await alice.must('record.edit', other)
    expect((await alice.rows('soaEntry')).find((row) => row.id === other.edits[0].id)).toMatchObject({
      applicability: 'notApplicable',
      justification: 'No software is made.',
      archivedOn: undefined,
    })
  })

  test('a nonconformity opened from a finding comes back with its ref after its opening was taken back', async () => {
    const id = nonconformityIdOfFinding('fn_0000000000000000000001')
    const open = (commandId: string) =>
      alice.must('record.create', { kind: 'nonconformity', id, fields: { title: 'Backups not tested' } }, commandId)
    const { ref } = await open('open-1')
    await alice.must('command.undo', { commandId: 'open-1' })
    expect(await open('open-2')).toMatchObject({ ref })
    const [row] = await alice.rows('nonconformity')
    expect(row).toMatchObject({ title: 'Backups not tested', ref })
    expect(row!.archivedOn).toBeUndefined()
    expect(await alice.run('record.create', { kind: 'nonconformity', id, fields: { title: 'Again' } })).toMatchObject({
      ok: false,
      error: { type: 'alreadyExists' },
    })
  })

  test('of two edits in one entry the later one is taken back, whatever their commands are called', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    const rename = async (name: string, commandId: string) => {
      world.now += 1000
      await alice.must(
        'record.edit',
        { edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: name }] }] },
        commandId,
      )
    }
    await rename('B', 'z-first')
    await rename('C', 'a-second')
    await alice.push()
    expect(await alice.must('command.undo', { commandId: 'a-second' })).toEqual({ undone: 1, kept: [] })
    expect(await alice.rows('asset')).toMatchObject([{ name: 'B' }])
  })

  test('archive and restore; records are never deleted', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'Old' } })
    expect(await alice.must('record.archive', { kind: 'asset', ids: [id] })).toEqual({ changed: 1 })
    expect(await alice.rows('asset')).toMatchObject([{ archivedOn: '2026-06-01', name: 'Old' }])
    expect(await alice.must('record.restore', { kind: 'asset', ids: [id] })).toEqual({ changed: 1 })
    expect((await alice.rows('asset'))[0]!.archivedOn).toBeUndefined()
  })

  test('undo: each key goes back unless somebody changed it since; then it says who', async () => {
    const bob = await joined('Bob', 'editor')
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A', location: 'Bern' } })
    await alice.must(
      'record.edit',
      {
        edits: [
          {
            kind: 'asset',
            id,
            changes: [
              { op: 'set', field: 'name', value: 'B' },
              { op: 'set', field: 'location', value: 'Basel' },
            ],
          },
        ],
      },
      'both',
    )
    await settle(alice, bob)
    await bob.must('record.edit', {
      edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'C' }] }],
    })
    await settle(alice, bob)
    expect(await alice.must('command.undo', { commandId: 'both' })).toEqual({
      undone: 1,
      kept: [{ key: `${id}/name`, by: 'Bob' }],
    })
    expect(await alice.rows('asset')).toMatchObject([{ name: 'C', location: 'Bern' }])
  })

  test('MG5: long text merges by difference, also against a text the author had not seen', async () => {
    const bob = await joined('Bob', 'editor')
    const { id } = await alice.must('record.create', {
      kind: 'risk',
      fields: { title: 'T', event: 'The cat sat.\n\nThe dog ran.' },
    })
    await settle(alice, bob)
    const base = 'The cat sat.\n\nThe dog ran.'
    await alice.must('record.edit', {
      edits: [
        {
          kind: 'risk',
          id,
          changes: [{ op: 'text', field: 'event', base, value: 'The black cat sat.\n\nThe dog ran.' }],
        },
      ],
    })
    await bob.must('record.edit', {
      edits: [
        {
          kind: 'risk',
          id,
          changes: [{ op: 'text', field: 'event', base, value: 'The cat sat.\n\nThe dog ran off.' }],
        },
      ],
    })
    await alice.must('record.edit', {
      edits: [
        { kind: 'risk', id, changes: [{ op: 'text', field: 'event', base, value: 'The cat sat.\n\nTwo dogs ran.' }] },
      ],
    })
    await settle(alice, bob)
    expect((await alice.rows('risk'))[0]!.event).toBe('The black cat sat.\n\nTwo dogs ran off.')
    expect(await bob.rows('risk')).toEqual(await alice.rows('risk'))
    expect(await bob.trail()).toEqual(await alice.trail())
  })
})

describe('conflicts (4.12)', () => {
  test('MG1: both values stay visible on all devices until somebody settles', async () => {
    const bob = await joined('Bob', 'editor')
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await settle(alice, bob)
    await alice.must('record.edit', {
      edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'by Alice' }] }],
    })
    await bob.must('record.edit', {
      edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'by Bob' }] }],
    })
    await settle(alice, bob)
    expect(await bob.trail()).toEqual(await alice.trail())
    const [conflict] = await openConflictRows(alice.vault, 'asset')
    expect(conflict).toMatchObject({ concurrent: true, before: 'A', field: 'name' })
    expect([conflict!.after, conflict!.rival!.value].sort()).toEqual(['by Alice', 'by Bob'])
    expect(await alice.vault.trail.get(conflict!.rival!.trailId!)).toMatchObject({ after: conflict!.rival!.value })
    expect(await bob.rows('asset')).toMatchObject([{ conflicts: ['name'] }])
    const inUse = (await alice.rows('asset'))[0]!.name

    await alice.must('conflict.settle', { trailId: conflict!.id, use: 'other' })
    expect(await alice.rows('asset')).toMatchObject([{ conflicts: [] }])
    await settle(alice, bob)
    for (const person of [alice, bob]) {
      const [row] = await person.rows('asset')
      expect(row).toMatchObject({ conflicts: [], name: inUse === 'by Bob' ? 'by Alice' : 'by Bob' })
      expect(await person.vault.trail.where('conflict').equals('asset').count()).toBe(0)
    }
    expect(await bob.trail()).toEqual(await alice.trail())
  })

  test('MG2: the same value twice is no conflict; MG11: a derived record made twice is one record', async () => {
    const bob = await joined('Bob', 'editor')
    const id = 'soa_iso27001-2022:A.5.1'
    const edit = (person: Person, justification: string, applicability: string) =>
      person.must('record.edit', {
        edits: [
          {
            kind: 'soaEntry',
            id,
            changes: [
              { op: 'set', field: 'applicability', value: applicability },
              { op: 'text', field: 'justification', base: '', value: justification },
            ],
          },
        ],
      })
    await edit(alice, 'law ', 'applicable')
    world.now += 5
    await edit(bob, 'risk ', 'applicable')
    await settle(alice, bob)
    const [row] = await alice.rows('soaEntry')
    expect(await alice.rows('soaEntry')).toHaveLength(1)
    expect(row).toMatchObject({ applicability: 'applicable', ref: 'A.5.1' })
    expect(row!.conflicts as string[]).not.toContain('applicability')
    expect(String(row!.justification).split(' ').sort().join(' ').trim()).toBe('law risk')
    expect(await bob.rows('soaEntry')).toEqual(await alice.rows('soaEntry'))
    expect(await bob.trail()).toEqual(await alice.trail())
  })

  test('MG7: archived here, edited there stays archived', async () => {
    const bob = await joined('Bob', 'editor')
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'A' } })
    await settle(alice, bob)
    await alice.must('record.archive', { kind: 'asset', ids: [id] })
    await bob.must('record.edit', {
      edits: [{ kind: 'asset', id, changes: [{ op: 'set', field: 'name', value: 'B' }] }],
    })
    await settle(alice, bob)
    expect(await alice.rows('asset')).toMatchObject([{ archivedOn: '2026-06-01', name: 'B' }])
  })
})
