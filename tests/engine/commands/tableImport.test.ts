import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writePlanFile, type PlannedEdit } from '~/lib/exchange/tables/planFile'
import type { Kind } from '~/lib/records/registry'
import type { JsonValue } from '~/lib/shared/json'
import { bulkBirths, isBirthRow } from '~/lib/vault/history/births'
import { trailOfCommands, trailOfFields, trailOfRecords } from '~/lib/vault/history/readTrail'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(closeEverybody)

/** Enough of it fills entries without thousands of records. */
const large = ' It is told at length.'.repeat(100)
const many = 700
/** The same with fewer, where what is told of each does not matter. */
const few = 60
const veryLarge = large.repeat(10)

let drafts = 0
/** What the page puts aside before it sends the command. */
async function put(
  person: Person,
  kind: Kind,
  edits: readonly PlannedEdit[],
  files: readonly { readonly name: string; readonly sha256: string; readonly bytes: Blob }[] = [],
): Promise<string> {
  const draftId = `import_${++drafts}`
  await person.vault.drafts.put({
    id: draftId,
    mode: 'import',
    state: 'done',
    startedAt: 0,
    updatedAt: 0,
    step: 1,
    steps: 1,
    facts: {},
    links: {},
  })
  await person.vault.draftFiles.put({
    draftId,
    name: 'plan.json',
    order: 0,
    mime: 'application/json',
    part: 'original',
    bytes: new Blob([writePlanFile({ kind, edits })]),
  })
  for (const [index, { name, sha256, bytes }] of files.entries())
    await person.vault.draftFiles.put({
      draftId,
      name: `file-${index}`,
      order: index + 1,
      mime: 'text/plain',
      part: 'original',
      bytes,
      sha256,
      facts: name,
    })
  return draftId
}
const importing = async (person: Person, kind: Kind, edits: readonly PlannedEdit[], commandId?: string) =>
  person.run('table.import', { draftId: await put(person, kind, edits) }, commandId)
const create = (
  id: string,
  fields: Readonly<Record<string, JsonValue>>,
  more: Partial<PlannedEdit> = {},
): PlannedEdit => ({ op: 'create', id, row: 2, fields, ...more })
const risks = (count: number, event = ''): readonly PlannedEdit[] =>
  Array.from({ length: count }, (_, n) =>
    create(
      `r_${String(n).padStart(5, '0')}`,
      {
        title: `Risk ${n}`,
        event: `What happens to system ${n}.${event}`,
        status: 'open',
        currentL: 1 + (n % 5),
        properties: ['C', 'I'],
        tags: ['imported'],
      },
      { row: n + 2 },
    ),
  )

describe('table.import', () => {
  test('ID2: one command, one undo; new records get the next refs, given ones are kept and passed over', async () => {
    await alice.must('record.create', { kind: 'asset', fields: { name: 'There already' } })
    const { id } = (await alice.rows('asset'))[0] as { id: string }
    const done = await importing(
      alice,
      'asset',
      [
        create('as_new1', { name: 'Laptops' }),
        create('as_new2', { name: 'Phones' }, { ref: 'AS-4', row: 3 }),
        create('as_new3', { name: 'Servers', supports: ['as_new1'] }, { row: 4 }),
        {
          op: 'update',
          id,
          row: 5,
          fields: { name: 'Renamed', tags: ['x'] },
          seen: { name: 'There already', tags: [] },
        },
      ],
      'the-import',
    )
    expect(done).toEqual({ ok: true, value: { created: 3, updated: 1 } })
    const rows = await alice.rows('asset')
    expect(Object.fromEntries(rows.map(({ name, ref }) => [name, ref]))).toEqual({
      Renamed: 'AS-1',
      Laptops: 'AS-5',
      Phones: 'AS-4',
      Servers: 'AS-6',
    })
    expect(await alice.must('record.create', { kind: 'asset', fields: { name: 'After' } })).toMatchObject({
      ref: 'AS-7',
    })

    await alice.must('command.undo', { commandId: 'the-import' })
    const after = await alice.rows('asset')
    expect(
      after
        .filter(({ archivedOn }) => archivedOn === undefined)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['After', 'There already'])
    expect(after.find(({ name }) => name === 'There already')).toMatchObject({ tags: [] })
  })

  test('an import that was undone can be made again, and undone again; what people archive stays', async () => {
    await importing(
      alice,
      'asset',
      [create('as_new1', { name: 'Laptops', location: 'Berlin' }, { ref: 'AS-7' })],
      'first',
    )
    await alice.must('command.undo', { commandId: 'first' })
    expect((await alice.rows('asset'))[0]).toMatchObject({ archivedOn: '2026-06-01', archivedBy: undefined })
    const again: PlannedEdit = {
      op: 'update',
      id: 'as_new1',
      row: 2,
      fields: { location: null },
      seen: { location: 'Berlin' },
      restore: true,
    }
    expect(await importing(alice, 'asset', [again], 'second')).toMatchObject({ ok: true })
    expect((await alice.rows('asset'))[0]).toMatchObject({ ref: 'AS-7', archivedOn: undefined, location: undefined })
    await alice.must('command.undo', { commandId: 'second' })
    expect((await alice.rows('asset'))[0]).toMatchObject({ archivedOn: '2026-06-01', location: 'Berlin' })
    await alice.must('record.restore', { kind: 'asset', ids: ['as_new1'] })
    await alice.must('record.archive', { kind: 'asset', ids: ['as_new1'] })
    expect((await alice.rows('asset'))[0]?.archivedBy).toBeDefined()
  })

  test('links of one table may swap their ends, and never make a circle', async () => {
    await importing(alice, 'policy', [
      create('po_1', { title: 'One', replacedBy: 'po_2' }),
      create('po_2', { title: 'Two' }, { row: 3 }),
    ])
    const link = (id: string, seen: JsonValue, replacedBy: JsonValue): PlannedEdit => ({
      op: 'update',
      id,
      row: 2,
      fields: { replacedBy },
      seen: { replacedBy: seen },
    })
    expect(await importing(alice, 'policy', [link('po_2', null, 'po_1')])).toMatchObject({
      ok: false,
      error: { type: 'circularLink' },
    })
    expect(await importing(alice, 'policy', [link('po_2', null, 'po_1'), link('po_1', 'po_2', null)])).toMatchObject({
      ok: true,
    })
    expect((await alice.rows('policy')).map(({ title, replacedBy }) => [title, replacedBy])).toEqual([
      ['One', undefined],
      ['Two', 'po_1'],
    ])
  })

  test('all or nothing: one value that does not pass, and nothing is written', async () => {
    const before = await alice.rows('asset')
    expect(
      await importing(alice, 'asset', [
        create('as_a', { name: 'Good' }),
        create('as_b', { name: 'Bad', c: 9 }, { row: 3 }),
      ]),
    ).toMatchObject({ ok: false, error: { type: 'invalidField', field: 'c', detail: { row: 3 } } })
    expect(
      await importing(alice, 'asset', [
        create('as_a', { name: 'Good' }),
        create('as_b', { name: 'Bad', owner: 'pe_nobody' }, { row: 3 }),
      ]),
    ).toMatchObject({ ok: false, error: { type: 'referenceMissing', field: 'owner' } })
    expect(
      await importing(alice, 'asset', [
        create('as_a', { name: 'Good' }),
        create('as_a', { name: 'Again' }, { row: 3 }),
      ]),
    ).toMatchObject({ ok: false, error: { type: 'invalidField', field: 'id', detail: { id: 'as_a', row: 3 } } })
    expect(await alice.rows('asset')).toEqual(before)
  })

  test('somebody wrote since the dry run: nothing is written, and it says so', async () => {
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'Now' } })
    const update = (seen: string): PlannedEdit => ({
      op: 'update',
      id,
      row: 2,
      fields: { name: 'Mine' },
      seen: { name: seen },
    })
    expect(await importing(alice, 'asset', [create('as_x', { name: 'New' }), update('Earlier')])).toMatchObject({
      ok: false,
      error: { type: 'changedSince' },
    })
    expect(await alice.rows('asset')).toHaveLength(1)
    expect(await importing(alice, 'asset', [create('as_x', { name: 'New' }), update('Now')])).toMatchObject({
      ok: true,
    })
    expect(await importing(alice, 'asset', [create('as_x', { name: 'Again' })])).toMatchObject({
      ok: false,
      error: { type: 'changedSince' },
    })
    expect(await importing(alice, 'asset', [create('as_y', { name: 'Taken' }, { ref: 'AS-1' })])).toMatchObject({
      ok: false,
      error: { type: 'changedSince' },
    })
  })

  test('roles count, and what is never imported is refused here as well', async () => {
    const viewer = await join(world, alice, 'Vera', 'viewer')
    expect(await importing(viewer, 'asset', [create('as_x', { name: 'New' })])).toMatchObject({
      ok: false,
      error: { type: 'notAllowed' },
    })
    expect(await importing(alice, 'soaVersion', [create('sv_x', { note: 'n' })])).toMatchObject({
      ok: false,
      error: { type: 'notImportable' },
    })
    expect(await alice.run('table.import', { draftId: 'nowhere' })).toMatchObject({
      ok: false,
      error: { type: 'noDraft' },
    })
  })

  test('the same command again is applied once; the plan is gone with it', async () => {
    const draftId = await put(alice, 'asset', [create('as_once', { name: 'Once' })])
    const first = await alice.must('table.import', { draftId }, 'cmd')
    expect(await alice.must('table.import', { draftId }, 'cmd')).toEqual(first)
    expect(await alice.vault.draftFiles.where('draftId').equals(draftId).count()).toBe(0)
  })

  test('a large import is several entries, each within its limit, and the same on every device', async () => {
    const bob = await join(world, alice, 'Bob', 'editor')
    const count = many
    await alice.pull()
    expect(await importing(alice, 'risk', risks(count, large), 'large')).toEqual({
      ok: true,
      value: { created: count, updated: 0 },
    })
    const shares = await alice.vault.outbox.toArray()
    expect(shares.length).toBeGreaterThan(1)
    expect(shares.map(({ share }) => share)).toEqual(shares.map((_, index) => index + 1))
    // A row for many records where they are hundreds; the last share has fewer.
    const waiting = await trailOfCommands(alice.vault, ['large'])
    expect(waiting.filter(({ field }) => field === 'kind')).toHaveLength(count)
    expect(waiting.filter(({ born }) => born !== undefined).length).toBeGreaterThan(count / 2)
    expect(
      (await alice.vault.trail.where('commandId').equals('large').toArray()).filter(isBirthRow).length,
    ).toBeLessThan(count / 40)
    await settle(alice, bob)
    expect(await alice.vault.refused.count()).toBe(0)
    expect(await bob.rows('risk')).toEqual(await alice.rows('risk'))
    expect(await bob.rows('risk')).toHaveLength(count)
    expect(await bob.trail()).toEqual(await alice.trail())
    expect(
      (await bob.vault.trail.where('commandId').equals('large').toArray()).every(({ seq }) => seq !== undefined),
    ).toBe(true)
    // Undone on the other device, by the same trail.
    await alice.must('command.undo', { commandId: 'large' })
    await settle(alice, bob)
    expect((await bob.rows('risk')).filter(({ archivedOn }) => archivedOn === undefined)).toEqual([])
  }, 120_000)

  test('ID1, MG1: what many records were born with is one row of the history each, and read singly again', async () => {
    const bob = await join(world, alice, 'Bob', 'editor')
    await alice.pull()
    await importing(alice, 'risk', risks(bulkBirths), 'births')
    await settle(alice, bob)
    const id = 'r_00007'
    expect((await bob.trail()).filter(({ recordId }) => recordId === id)).toHaveLength(1)
    const rows = await trailOfRecords(bob.vault, [id])
    expect(rows.map(({ field, element }) => (element === undefined ? field : `${field}/${element}`)).sort()).toEqual([
      'createdAt',
      'createdBy',
      'currentL',
      'event',
      'kind',
      'properties/C',
      'properties/I',
      'ref',
      'status',
      'tags/imported',
      'title',
    ])
    expect(await trailOfFields(bob.vault, [[id, 'event']])).toMatchObject([
      { field: 'event', before: '', after: 'What happens to system 7.', long: true },
    ])

    // Both write the same field unseen by each other: the later one still knows the other side.
    await bob.must('record.edit', {
      edits: [{ kind: 'risk', id, changes: [{ op: 'set', field: 'title', value: 'Bob’s' }] }],
    })
    await alice.must('record.edit', {
      edits: [{ kind: 'risk', id, changes: [{ op: 'set', field: 'title', value: 'Alice’s' }] }],
    })
    await settle(bob, alice)
    const titles = await trailOfFields(alice.vault, [[id, 'title']])
    expect(titles).toHaveLength(3)
    expect(titles.filter(({ concurrent }) => concurrent)).toHaveLength(1)
    expect(await alice.trail()).toEqual(await bob.trail())
  })

  test('ID1, MG5: edits after a birth are told alike by who reads them one by one and by who reads all at once', async () => {
    const bob = await join(world, alice, 'Bob', 'editor')
    await alice.pull()
    await importing(alice, 'risk', risks(bulkBirths), 'births')
    await alice.push()
    const write = (base: string, value: string) =>
      alice.must('record.edit', {
        edits: [{ kind: 'risk', id: 'r_00007', changes: [{ op: 'text', field: 'event', base, value }] }],
      })
    const born = 'What happens to system 7.'
    await write(born, `${born} One.`)
    await alice.push()
    await write(`${born} One.`, `${born} One. Two.`)
    await alice.push()
    await bob.pull()
    expect(
      (await trailOfFields(bob.vault, [['r_00007', 'event']])).filter(({ folded }) => folded !== true),
    ).toMatchObject([{ before: born, after: `${born} One. Two.` }])
    expect(await bob.trail()).toEqual(await alice.trail())
  })

  test('ID1: an edit in the same entry as the birth is the later of the two, and is taken back', async () => {
    await importing(alice, 'risk', risks(bulkBirths), 'births')
    const id = 'r_00007'
    await alice.must(
      'record.edit',
      { edits: [{ kind: 'risk', id, changes: [{ op: 'set', field: 'currentL', value: 5 }] }] },
      'the-edit',
    )
    await alice.push()
    expect(new Set((await trailOfFields(alice.vault, [[id, 'currentL']])).map(({ seq }) => seq)).size).toBe(1)
    expect(await alice.must('command.undo', { commandId: 'the-edit' })).toEqual({ undone: 1, kept: [] })
    expect((await alice.rows('risk')).find((row) => row.id === id)).toMatchObject({ currentL: 3 })
  })

  test('one long record behind many short ones does not make an entry too large', async () => {
    const long = 'A sentence of a risk that somebody wrote down at length. '.repeat(3_400)
    expect(
      await importing(alice, 'risk', [
        ...risks(3, long),
        create('r_long', { title: 'Long', event: long, cause: long, consequence: long }, { row: 5 }),
      ]),
    ).toMatchObject({ ok: true })
    await alice.push()
    expect(await alice.vault.notSent.toArray()).toEqual([])
    expect(await alice.rows('risk')).toHaveLength(4)
  })

  test('a repair with half of an import in the log loses nothing and writes nothing twice', async () => {
    const count = few
    await importing(alice, 'risk', risks(count, veryLarge), 'halved')
    const shares = await alice.vault.outbox.count()
    expect(shares).toBeGreaterThan(1)
    // One share arrives, unheard; then the device is put back to a copy from before.
    const copy = await alice.copy()
    await alice.pushUnheard()
    await alice.restore(copy)
    await alice.push()
    expect(await alice.vault.outbox.count()).toBe(0)
    expect(await alice.rows('risk')).toHaveLength(count)
    expect(await alice.vault.notSent.count()).toBe(0)
    const bob = await join(world, alice, 'Bob', 'editor')
    expect(await bob.rows('risk')).toEqual(await alice.rows('risk'))
  })

  test('a share that is refused for good is kept whole under Not sent, each by itself', async () => {
    const bob = await join(world, alice, 'Bob', 'editor')
    await importing(bob, 'risk', risks(few, veryLarge), 'unwelcome')
    const shares = await bob.vault.outbox.count()
    const member = bob.replica.access().devices[bob.keys.deviceId]!.memberId
    await alice.must('member.setRole', { memberId: member, role: 'viewer' })
    await alice.push()
    await bob.push()
    const left = await bob.vault.notSent.toArray()
    expect(left).toHaveLength(shares)
    expect(new Set(left.flatMap(({ intents }) => intents.map(({ key }) => key.split('/')[0]))).size).toBe(few)
    expect(await bob.rows('risk')).toEqual([])
  })

  test('EV1: an evidence index brings its files with custody; a file that is another one is refused', async () => {
    const bytes = new Blob(['a list of backups'])
    const sha256 = [...new Uint8Array(await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer()))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
    const edits = [
      create(
        'ev_one',
        { title: 'Backups', source: 'upload', completeness: 'unknown' },
        { files: [{ name: 'backups.txt', sha256 }] },
      ),
      create(
        'ev_two',
        { title: 'The same again', source: 'upload', completeness: 'unknown' },
        { row: 3, files: [{ name: 'backups.txt', sha256 }] },
      ),
    ]
    const done = await alice.run('table.import', {
      draftId: await put(alice, 'evidence', edits, [{ name: 'backups.txt', sha256, bytes }]),
    })
    expect(done).toMatchObject({ ok: true, value: { created: 2 } })
    const rows = await alice.rows('evidence')
    expect(
      rows.map(({ files }) => (files as Record<string, { blob: { sha256: string } }>)['backups.txt']!.blob.sha256),
    ).toEqual([sha256, sha256])
    expect(
      new Set(rows.map(({ files }) => (files as Record<string, { blob: { id: string } }>)['backups.txt']!.blob.id))
        .size,
    ).toBe(1)
    expect(await alice.vault.blobs.get(sha256)).toMatchObject({ state: 'present', upload: 'waiting' })
    expect(await alice.vault.statements.where('type').equals('custody').count()).toBe(2)
    const other = 'f'.repeat(64)
    expect(
      await alice.run('table.import', {
        draftId: await put(
          alice,
          'evidence',
          [create('ev_three', { title: 'Lie', source: 'upload' }, { files: [{ name: 'x', sha256: other }] })],
          [{ name: 'x', sha256: other, bytes }],
        ),
      }),
    ).toMatchObject({ ok: false, error: { type: 'hashMismatch' } })
    expect(
      await alice.run('table.import', {
        draftId: await put(alice, 'evidence', [
          create('ev_three', { title: 'Gone', source: 'upload' }, { files: [{ name: 'x', sha256 }] }),
        ]),
      }),
    ).toMatchObject({ ok: false, error: { type: 'missingFile' } })
  })
})
