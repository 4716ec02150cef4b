/** What commands on records refuse, leave alone, or count: each guard by itself, and that a refusal writes nothing. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nonconformityIdOfFinding } from '~/lib/records/derivedIds'
import type { FieldChange } from '~/lib/engine/commandMap'
import type { Kind } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { unwrap, type Failure, type Result } from '~/lib/shared/result'
import { intentsOf } from '~/lib/vault/history/packedIntents'
import { openConflictRows } from '~/lib/vault/history/readTrail'
import {
  closeEverybody,
  createWorld,
  foundBy,
  foundUnbound,
  join,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'

let world: World
let alice: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(closeEverybody)
const joined = (name: string, role: 'owner' | 'lead' | 'editor' | 'auditor' | 'viewer'): Promise<Person> =>
  join(world, alice, name, role)

async function refuses(
  person: Person,
  attempt: Promise<Result<unknown>> | (() => Promise<Result<unknown>>),
  type: string,
  more: Partial<Failure> = {},
): Promise<void> {
  const before = await person.vault.outbox.count()
  expect(await (typeof attempt === 'function' ? attempt() : attempt)).toMatchObject({
    ok: false,
    error: { type, ...more },
  })
  expect(await person.vault.outbox.count()).toBe(before)
}
const edit = (kind: Kind, id: string, changes: readonly FieldChange[], person = alice) =>
  person.run('record.edit', { edits: [{ kind, id, changes }] })
const set = (field: string, value: unknown): FieldChange => ({ op: 'set', field, value: value as never })
const made = async (kind: Kind, fields: object, id?: string): Promise<string> =>
  (await alice.must('record.create', { kind, fields: fields as never, ...(id && { id }) })).id
const soa = (code: string): string => `soa_iso27001-2022:${code}`

describe('creating', () => {
  test('who may not write is told so first, whatever else is wrong or already there', async () => {
    await made('scope', { orgName: 'Quillmere' })
    const vera = await joined('Vera', 'viewer')
    await refuses(vera, vera.run('record.create', { kind: 'scope', fields: {} }), 'notAllowed')
    await refuses(vera, vera.run('record.create', { kind: 'asset', fields: { nonsense: 1 } }), 'notAllowed')
    await refuses(vera, vera.run('record.create', { kind: 'asset', fields: null as never }), 'notAllowed')
  })

  test('an id belongs to its kind, is no path and no longer than a key; where it is derived it must be given, where there is one record it is that one', async () => {
    const create =
      (kind: Kind, id: string | undefined, fields: object = {}) =>
      () =>
        alice.run('record.create', { kind, fields: fields as never, ...(id !== undefined && { id }) })
    const wrong = { field: 'id' }
    await refuses(alice, create('asset', 'r_0000000000000000000001'), 'invalidField', wrong)
    await refuses(alice, create('asset', 'as_a/b'), 'invalidField', wrong)
    // No entry takes a key of more than 300 letters.
    await refuses(alice, create('asset', `as_${'x'.repeat(298)}`, { name: 'x' }), 'notCountable')
    await refuses(alice, create('soaEntry', undefined, { applicability: 'applicable' }), 'invalidField', {
      ...wrong,
      message: 'A record of this kind takes its id from what it is about.',
    })
    await refuses(alice, create('scope', 'sc_other', { orgName: 'Q' }), 'invalidField', {
      ...wrong,
      message: 'There is one record of this kind, sc_main.',
    })
    expect(await create('asset', `as_${'x'.repeat(200)}`, { name: 'x' })()).toMatchObject({ ok: true })
    expect(await create('soaEntry', soa('A.5.1'), { applicability: 'applicable' })()).toMatchObject({
      ok: true,
      value: { ref: 'A.5.1' },
    })
    expect(await create('scope', 'sc_main', { orgName: 'Q' })()).toMatchObject({
      ok: true,
      value: { id: 'sc_main', ref: '' },
    })
    expect((await alice.trail()).filter(({ kind, field }) => kind === 'scope' && field === 'ref')).toEqual([])
  })

  test('fields that are none, that the kind has not, that the workspace writes itself, or of a wrong value: refused; an empty one is left out', async () => {
    const create = (fields: unknown) => alice.run('record.create', { kind: 'asset', fields: fields as never })
    await refuses(alice, () => create(null), 'invalidField')
    await refuses(alice, () => create(['name']), 'invalidField')
    await refuses(alice, () => create({ name: 'x', nonsense: 1 }), 'unknownField', { field: 'nonsense' })
    for (const field of ['kind', 'ref', 'createdAt', 'createdBy', 'archivedOn', 'archivedBy'])
      await refuses(alice, () => create({ name: 'x', [field]: 'y' }), 'invalidField', {
        field,
        message: 'This is written by the workspace itself.',
      })
    await refuses(alice, () => create({ name: 'x', c: 9 }), 'invalidField', { field: 'c' })
    expect(await create({ name: 'x', nonsense: null, location: undefined })).toMatchObject({ ok: true })
    expect(
      (await alice.trail())
        .filter(({ kind }) => kind === 'asset')
        .map(({ field }) => field)
        .sort(),
    ).toEqual(['createdAt', 'createdBy', 'kind', 'name', 'ref'])
  })

  test('a given ref has the prefix of its kind and is free, and is kept; numbers go on behind it', async () => {
    const create = (ref: string) => alice.run('record.create', { kind: 'asset', ref, fields: { name: ref } })
    await refuses(alice, () => create('R-1'), 'invalidField', { field: 'ref' })
    await refuses(alice, () => create('something'), 'invalidField', { field: 'ref' })
    expect(await create('AS-5')).toMatchObject({ ok: true, value: { ref: 'AS-5' } })
    await refuses(alice, () => create('AS-5'), 'invalidField', {
      field: 'ref',
      message: 'The reference AS-5 is taken.',
    })
    expect(await alice.must('record.create', { kind: 'asset', fields: { name: 'next' } })).toMatchObject({
      ref: 'AS-6',
    })
  })

  test('ID2: a number is used once: this device remembers it, and where it forgot the records tell it', async () => {
    const next = async (): Promise<string> =>
      (await alice.must('record.create', { kind: 'asset', fields: { name: 'x' } })).ref
    expect([await next(), await next()]).toEqual(['AS-1', 'AS-2'])
    await alice.vault.table('asset').clear()
    expect(await next()).toBe('AS-3')
    await alice.vault.meta.delete('refCounters')
    expect(await next()).toBe('AS-4')
    expect((await alice.must('record.create', { kind: 'risk', fields: { title: 'x' } })).ref).toBe('R-1')
  })

  test('who made it: the person, where the member has one, else the member', async () => {
    const access = alice.replica.access()
    const { memberId } = access.devices[alice.keys.deviceId]!
    await made('asset', { name: 'x' })
    expect((await alice.rows('asset'))[0]!.createdBy).toBe(access.members[memberId]!.persons.at(-1)!.personId)
  })

  test('a record that is here, or archived under an id of its own, is not made again; the same one as there is comes back with what is told now', async () => {
    const asset = await made('asset', { name: 'Old' }, 'as_one')
    await refuses(
      alice,
      () => alice.run('record.create', { kind: 'asset', id: asset, fields: { name: 'New' } }),
      'alreadyExists',
    )
    await alice.must('record.archive', { kind: 'asset', ids: [asset] })
    await refuses(
      alice,
      () => alice.run('record.create', { kind: 'asset', id: asset, fields: { name: 'New' } }),
      'alreadyExists',
    )
    expect(await alice.rows('asset')).toMatchObject([{ name: 'Old', archivedOn: '2026-06-01' }])

    await made('scope', { orgName: 'Q' })
    await refuses(
      alice,
      () => alice.run('record.create', { kind: 'scope', fields: { orgName: 'New' } }),
      'alreadyExists',
    )
    await alice.must('record.archive', { kind: 'scope', ids: ['sc_main'] })
    expect(await alice.run('record.create', { kind: 'scope', fields: { orgName: 'New' } })).toMatchObject({ ok: true })
    expect((await alice.rows('scope'))[0]).toMatchObject({ orgName: 'New', archivedOn: undefined })
  })

  test('coming back is refused for a field the kind has not and for days the wrong way round; the record stays put away', async () => {
    const id = nonconformityIdOfFinding('fn_0000000000000000000001')
    await made('nonconformity', { title: 'Backups', detectedOn: '2026-05-02' }, id)
    await alice.must('record.archive', { kind: 'nonconformity', ids: [id] })
    const again = (fields: object) => () =>
      alice.run('record.create', { kind: 'nonconformity', id, fields: fields as never })
    await refuses(alice, again({ nonsense: 1 }), 'unknownField')
    await refuses(alice, again({ correctedOn: '2026-05-01' }), 'dateOrder', { field: 'correctedOn' })
    expect(await alice.rows('nonconformity')).toMatchObject([{ title: 'Backups', archivedOn: '2026-06-01' }])
    expect(await again({ correctedOn: '2026-05-02' })()).toMatchObject({ ok: true })
  })
})

describe('changing', () => {
  test('a record that is not here is made by a change only where its id says what it is about', async () => {
    await refuses(
      alice,
      () => edit('soaEntry', 'r_0000000000000000000001', [set('applicability', 'applicable')]),
      'notFound',
    )
    await refuses(alice, () => edit('scope', 'sc_other', [set('orgName', 'Q')]), 'notFound')
    await refuses(alice, () => edit('nonconformity', nonconformityIdOfFinding('fn_1'), [set('title', 'Q')]), 'notFound')
    await refuses(alice, () => edit('nonsense' as never, 'x_1', [set('title', 'Q')]), 'unknownKind')
    expect(await edit('scope', 'sc_main', [set('orgName', 'Q')])).toMatchObject({ ok: true, value: { changed: 1 } })
    expect((await alice.rows('scope'))[0]).toMatchObject({ orgName: 'Q', createdAt: '2026-06-01T09:00:00.000Z' })
  })

  test('records that are so already are not counted and not written; saying so is a right of who may write', async () => {
    const [a, b] = [await made('asset', { name: 'A' }), await made('asset', { name: 'B' })]
    const edits = (name: string) => ({
      edits: [
        { kind: 'asset' as const, id: a, changes: [set('name', 'A')] },
        { kind: 'asset' as const, id: b, changes: [set('name', name)] },
      ],
    })
    expect(await alice.must('record.edit', edits('C'))).toEqual({ changed: 1 })
    const waiting = await alice.vault.outbox.count()
    expect(await alice.must('record.edit', edits('C'))).toEqual({ changed: 0 })
    expect(await alice.must('record.edit', { edits: [] })).toEqual({ changed: 0 })
    expect(await alice.vault.outbox.count()).toBe(waiting)
    await alice.push()
    const carol = await joined('Carol', 'auditor')
    await refuses(carol, () => carol.run('record.edit', edits('C')), 'notAllowed')
    const { id: request } = await carol.must('record.create', { kind: 'evidenceRequest', fields: { title: 'Show me' } })
    await refuses(
      carol,
      () =>
        carol.run('record.edit', {
          edits: [{ kind: 'evidenceRequest', id: request, changes: [set('title', 'Show me')] }, ...edits('C').edits],
        }),
      'notAllowed',
    )
    expect(
      await carol.must('record.edit', {
        edits: [{ kind: 'evidenceRequest', id: request, changes: [set('title', 'Show me')] }],
      }),
    ).toEqual({ changed: 0 })
  })

  test('each way of changing fits some fields: as text long ones, by element lists and maps', async () => {
    const id = await made('risk', { title: 'T', event: 'Water' })
    await made('settings', { timeZone: 'UTC' })
    await refuses(
      alice,
      () => edit('risk', id, [{ op: 'text', field: 'title', base: 'T', value: 'U' }]),
      'invalidField',
      { field: 'title', message: 'Only long texts are changed as text.' },
    )
    await refuses(
      alice,
      () => edit('risk', id, [{ op: 'text', field: 'event', base: 'Water', value: 7 as never }]),
      'invalidField',
      { field: 'event' },
    )
    await refuses(alice, () => edit('risk', id, [{ op: 'add', field: 'title', element: 'x' }]), 'invalidField', {
      field: 'title',
      message: 'This field is no list.',
    })
    await refuses(alice, () => edit('risk', id, [{ op: 'remove', field: 'title', element: 'x' }]), 'invalidField', {
      field: 'title',
      message: 'This field is no list.',
    })
    await refuses(
      alice,
      () => edit('risk', id, [{ op: 'put', field: 'properties', element: 'C', value: true }]),
      'invalidField',
      { field: 'properties', message: 'This field has no named entries.' },
    )
    await refuses(
      alice,
      () => edit('settings', 'settings_main', [{ op: 'add', field: 'memberNames', element: 'x' }]),
      'invalidField',
      { field: 'memberNames', message: 'This field is no list.' },
    )
    await refuses(
      alice,
      () => edit('settings', 'settings_main', [{ op: 'put', field: 'memberNames', element: 'x', value: 7 }]),
      'invalidField',
    )
    await refuses(alice, () => edit('risk', id, [{ op: 'add', field: 'nonsense', element: 'Z' }]), 'unknownField')
    await refuses(alice, () => edit('risk', id, [set('title', 'Changed'), set('currentL', 'much')]), 'invalidField')
    expect(await alice.rows('risk')).toMatchObject([{ title: 'T', event: 'Water' }])
  })

  test('what is so already writes nothing: a text, an element that is in or out, an entry, a whole list or map, an empty text', async () => {
    const id = await made('risk', { title: 'T', event: 'Water', properties: ['A'] })
    await made('settings', { memberNames: { a: 'Ada' } })
    const nothing = async (kind: Kind, of: string, change: FieldChange): Promise<void> =>
      expect(await edit(kind, of, [change])).toMatchObject({ ok: true, value: { changed: 0 } })
    await nothing('risk', id, { op: 'text', field: 'event', base: 'anything', value: 'Water' })
    await nothing('risk', id, { op: 'text', field: 'event', base: 'Fire', value: 'Fire' })
    await nothing('risk', id, { op: 'text', field: 'cause', base: 'gone', value: '' })
    await nothing('risk', id, { op: 'add', field: 'properties', element: 'A' })
    await nothing('risk', id, { op: 'remove', field: 'properties', element: 'C' })
    await nothing('risk', id, set('properties', ['A']))
    await nothing('risk', id, set('event', 'Water'))
    await nothing('risk', id, set('cause', null))
    await nothing('risk', id, set('title', 'T'))
    await nothing('risk', id, set('currentL', null))
    await nothing('settings', 'settings_main', { op: 'put', field: 'memberNames', element: 'a', value: 'Ada' })
    await nothing('settings', 'settings_main', { op: 'put', field: 'memberNames', element: 'b', value: null })
    await nothing('settings', 'settings_main', set('memberNames', { a: 'Ada' }))
    await nothing('settings', 'settings_main', set('waivers', null))
  })

  test('a whole list, map or text set at once: what differs is written, and only that', async () => {
    const id = await made('risk', { title: 'T', event: 'Water', properties: ['A', 'C'] })
    await made('settings', { memberNames: { a: 'Ada', b: 'Bob' } })
    const keys = async (name: string): Promise<readonly string[]> =>
      (await alice.trail())
        .filter(({ commandId }) => commandId === name)
        .map(({ field, element, before, after }) => `${field}/${element ?? ''} ${String(before)}→${String(after)}`)
        .sort()
    await alice.must(
      'record.edit',
      { edits: [{ kind: 'risk', id, changes: [set('properties', ['C', 'I']), set('event', 'Fire')] }] },
      'lists',
    )
    expect(await keys('lists')).toEqual(['event/ Water→Fire', 'properties/A true→false', 'properties/I null→true'])
    await alice.must(
      'record.edit',
      { edits: [{ kind: 'settings', id: 'settings_main', changes: [set('memberNames', { b: 'Bert', c: 'Cy' })] }] },
      'maps',
    )
    expect(await keys('maps')).toEqual(['memberNames/a Ada→null', 'memberNames/b Bob→Bert', 'memberNames/c null→Cy'])
    await alice.must(
      'record.edit',
      {
        edits: [
          { kind: 'risk', id, changes: [set('properties', null), set('event', null)] },
          { kind: 'settings', id: 'settings_main', changes: [set('memberNames', null)] },
        ],
      },
      'cleared',
    )
    expect((await alice.rows('risk'))[0]).toMatchObject({ properties: [], event: undefined })
    expect((await alice.rows('settings'))[0]).toMatchObject({ memberNames: {} })
  })

  test('what waits to go out says what it is about: the first record and the fields of it that a person knows', async () => {
    const id = await made('risk', { title: 'T', event: 'Water' })
    expect((await alice.vault.outbox.toArray()).at(-1)!.about).toEqual({ kind: 'risk', id, fields: ['title', 'event'] })
    const other = await made('asset', { name: 'A' })
    await alice.must('record.edit', {
      edits: [
        {
          kind: 'risk',
          id,
          changes: [
            { op: 'add', field: 'properties', element: 'A' },
            { op: 'add', field: 'properties', element: 'C' },
          ],
        },
        { kind: 'asset', id: other, changes: [set('name', 'B')] },
      ],
    })
    expect((await alice.vault.outbox.toArray()).at(-1)!.about).toEqual({ kind: 'risk', id, fields: ['properties'] })
  })

  test('what was put away and is made by being edited comes back with what is told now; only what was taken back begins empty', async () => {
    const id = soa('A.5.2')
    await alice.must(
      'record.edit',
      {
        edits: [
          {
            kind: 'soaEntry',
            id,
            changes: [
              set('applicability', 'notApplicable'),
              { op: 'text', field: 'justification', base: '', value: 'No software.' },
            ],
          },
        ],
      },
      'first',
    )
    await alice.must('record.archive', { kind: 'soaEntry', ids: [id] })
    expect(await edit('soaEntry', id, [set('applicability', 'notApplicable')])).toMatchObject({
      ok: true,
      value: { changed: 1 },
    })
    expect((await alice.rows('soaEntry'))[0]).toMatchObject({
      applicability: 'notApplicable',
      justification: 'No software.',
      archivedOn: undefined,
    })
    await alice.must('record.archive', { kind: 'soaEntry', ids: [id] })
    expect(await edit('soaEntry', id, [])).toMatchObject({ ok: true, value: { changed: 1 } })
    expect((await alice.rows('soaEntry'))[0]!.archivedOn).toBeUndefined()
  })
})

describe('putting away', () => {
  test('counts what it put away; what lies there already, and what is not there, it leaves', async () => {
    const [a, b] = [await made('asset', { name: 'A' }), await made('asset', { name: 'B' })]
    expect(await alice.must('record.archive', { kind: 'asset', ids: [a] })).toEqual({ changed: 1 })
    expect(await alice.must('record.archive', { kind: 'asset', ids: [a, b] })).toEqual({ changed: 1 })
    const waiting = await alice.vault.outbox.count()
    expect(await alice.must('record.archive', { kind: 'asset', ids: [a, b] })).toEqual({ changed: 0 })
    expect(await alice.vault.outbox.count()).toBe(waiting)
    const me = alice.replica
      .access()
      .members[alice.replica.access().devices[alice.keys.deviceId]!.memberId]!.persons.at(-1)!.personId
    expect((await alice.rows('asset')).map(({ archivedOn, archivedBy }) => [archivedOn, archivedBy])).toEqual([
      ['2026-06-01', me],
      ['2026-06-01', me],
    ])
    await refuses(alice, () => alice.run('record.restore', { kind: 'asset', ids: [a, 'as_nowhere'] }), 'notFound')
    await refuses(alice, () => alice.run('record.archive', { kind: 'nonsense' as never, ids: [a] }), 'unknownKind')
    expect(await alice.must('record.restore', { kind: 'asset', ids: [a, b] })).toEqual({ changed: 2 })
    expect(await alice.must('record.restore', { kind: 'asset', ids: [a, b] })).toEqual({ changed: 0 })
    await alice.push()
    const vera = await joined('Vera', 'viewer')
    await refuses(vera, () => vera.run('record.restore', { kind: 'asset', ids: [a, b] }), 'notAllowed')
    await refuses(vera, () => vera.run('record.archive', { kind: 'asset', ids: [a] }), 'notAllowed')
  })

  test('the day is that of the workspace’s time zone', async () => {
    world.now = Date.parse('2026-06-01T23:30:00Z')
    const id = await made('asset', { name: 'A' })
    await made('settings', { timeZone: 'Pacific/Auckland' })
    await alice.must('record.archive', { kind: 'asset', ids: [id] })
    expect((await alice.rows('asset'))[0]!.archivedOn).toBe('2026-06-02')
  })
})

describe('rules between records', () => {
  test('ST12: two persons who are both members are not merged; one of them who is none may be', async () => {
    const bob = await joined('Bob', 'editor')
    await settle(alice, bob)
    const personOf = (person: Person): string =>
      alice.replica.access().members[alice.replica.access().devices[person.keys.deviceId]!.memberId]!.persons.at(-1)!
        .personId
    const [a, b] = [personOf(alice), personOf(bob)]
    await refuses(alice, () => edit('person', b, [set('duplicateOf', a)]), 'twoMembers', { field: 'duplicateOf' })
    const other = await made('person', { name: 'Bobby' })
    expect(await edit('person', other, [set('duplicateOf', b)])).toMatchObject({ ok: true })
    const third = await made('person', { name: 'Al' })
    expect(await edit('person', a, [set('duplicateOf', third)])).toMatchObject({ ok: true })
    expect(await edit('person', a, [set('duplicateOf', null)])).toMatchObject({ ok: true })
  })

  test('a record points at itself by no link, alone or in a list; taking such a link out is no link', async () => {
    const id = await made('asset', { name: 'A' })
    await refuses(alice, () => edit('asset', id, [{ op: 'add', field: 'supports', element: id }]), 'circularLink', {
      field: 'supports',
      message: 'A record cannot point at itself. Choose another one.',
    })
    await refuses(alice, () => edit('asset', id, [set('duplicateOf', id)]), 'circularLink', { field: 'duplicateOf' })
    expect(await edit('asset', id, [{ op: 'remove', field: 'supports', element: id }])).toMatchObject({
      ok: true,
      value: { changed: 0 },
    })
    // One that came about otherwise is taken out.
    await alice.replica.exclusive(async () =>
      unwrap(
        await alice.replica.commit({
          commandId: 'merged',
          name: 'test',
          input: null,
          at: world.now,
          result: null,
          intents: [{ type: 'set', book: 'asset', key: `${id}/supports/${id}`, before: null, after: true }],
        }),
      ),
    )
    expect(await edit('asset', id, [{ op: 'remove', field: 'supports', element: id }])).toMatchObject({
      ok: true,
      value: { changed: 1 },
    })
    // A text that happens to read like the id is no link.
    expect(await edit('asset', id, [set('name', id)])).toMatchObject({ ok: true })
  })

  test('merged records never lead back, however long the way; links that may go both ways do', async () => {
    const [a, b, c] = [
      await made('asset', { name: 'A' }),
      await made('asset', { name: 'B' }),
      await made('asset', { name: 'C' }),
    ]
    expect(await edit('asset', a, [set('duplicateOf', b)])).toMatchObject({ ok: true })
    expect(await edit('asset', b, [set('duplicateOf', c)])).toMatchObject({ ok: true })
    await refuses(alice, () => edit('asset', c, [set('duplicateOf', a)]), 'circularLink', {
      field: 'duplicateOf',
      message:
        'This one already leads back to the record you are in. Choose one that does not, or clear the link there first.',
    })
    expect(await edit('asset', a, [{ op: 'add', field: 'supports', element: b }])).toMatchObject({ ok: true })
    expect(await edit('asset', b, [{ op: 'add', field: 'supports', element: a }])).toMatchObject({ ok: true })
  })

  test('a redacted copy is no copy of its own copy, and evidence that takes the place of another is not replaced by it', async () => {
    const [whole, copy, again] = [
      await made('evidence', { title: 'Whole', source: 'link' }),
      await made('evidence', { title: 'Copy', source: 'link' }),
      await made('evidence', { title: 'Again', source: 'link' }),
    ]
    const redacted = (from: string): readonly FieldChange[] => [
      set('redactedFrom', from),
      set('redactionReason', 'Names'),
    ]
    expect(await edit('evidence', copy, redacted(whole))).toMatchObject({ ok: true })
    expect(await edit('evidence', again, redacted(copy))).toMatchObject({ ok: true })
    await refuses(alice, () => edit('evidence', whole, redacted(again)), 'circularLink', { field: 'redactedFrom' })
    expect(await edit('evidence', again, [set('supersedes', whole)])).toMatchObject({ ok: true })
    await refuses(alice, () => edit('evidence', whole, [set('supersedes', again)]), 'circularLink', {
      field: 'supersedes',
    })
    expect((await alice.rows('evidence')).find(({ id }) => id === whole)).toMatchObject({
      redactedFrom: undefined,
      supersedes: undefined,
    })
  })

  test('two pairs of days in one change: either of them the wrong way round refuses it', async () => {
    const id = await made('audit', { title: 'A', plannedFrom: '2026-02-01', performedFrom: '2026-03-01' })
    await refuses(
      alice,
      () => edit('audit', id, [set('plannedTo', '2026-01-31'), set('performedTo', '2026-03-02')]),
      'dateOrder',
      { field: 'plannedTo' },
    )
    await refuses(
      alice,
      () => edit('audit', id, [set('plannedTo', '2026-02-02'), set('performedTo', '2026-02-28')]),
      'dateOrder',
      { field: 'performedTo' },
    )
    expect(await edit('audit', id, [set('plannedTo', '2026-02-02'), set('performedTo', '2026-03-02')])).toMatchObject({
      ok: true,
    })
  })

  test('a circle that merging made is left by any way out, and asked of without end by none', async () => {
    const bob = await joined('Bob', 'editor')
    const [a, b, c] = [
      await made('policy', { title: 'A' }),
      await made('policy', { title: 'B' }),
      await made('policy', { title: 'C' }),
    ]
    await settle(alice, bob)
    expect(await edit('policy', a, [set('replacedBy', b)])).toMatchObject({ ok: true })
    expect(await edit('policy', b, [set('replacedBy', a)], bob)).toMatchObject({ ok: true })
    await settle(alice, bob)
    expect(await edit('policy', c, [set('replacedBy', a)])).toMatchObject({ ok: true })
  })

  test('days are asked of only where one of the pair is written; what merging turned round keeps nobody from the rest', async () => {
    const bob = await joined('Bob', 'lead')
    const id = await made('treatmentPlan', { title: 'Plan', from: '2026-01-01', to: '2026-12-31' })
    await settle(alice, bob)
    expect(await edit('treatmentPlan', id, [set('from', '2026-06-01')])).toMatchObject({ ok: true })
    expect(await edit('treatmentPlan', id, [set('to', '2026-05-01')], bob)).toMatchObject({ ok: true })
    await settle(alice, bob)
    expect(await edit('treatmentPlan', id, [set('title', 'Renamed')])).toMatchObject({ ok: true })
    await refuses(alice, () => edit('treatmentPlan', id, [set('from', '2026-06-02')]), 'dateOrder', { field: 'to' })
    expect(await edit('treatmentPlan', id, [set('from', '2026-05-01')])).toMatchObject({ ok: true })
    // Another pair that is the wrong way round is not what was written.
    const audit = await made('audit', { title: 'A', plannedFrom: '2026-02-01', plannedTo: '2026-02-02' })
    await settle(alice, bob)
    expect(await edit('audit', audit, [set('plannedFrom', '2026-02-02')])).toMatchObject({ ok: true })
    expect(await edit('audit', audit, [set('plannedTo', '2026-02-01')], bob)).toMatchObject({ ok: true })
    await settle(alice, bob)
    expect(await edit('audit', audit, [set('performedFrom', '2026-03-01')])).toMatchObject({ ok: true })
  })
})

describe('taking back and settling', () => {
  const titleOf = async (): Promise<unknown> => (await alice.rows('risk'))[0]!.title

  test('a step that changed no record, or that nobody did, is not taken back', async () => {
    await refuses(alice, () => alice.run('command.undo', { commandId: 'never' }), 'notFound')
    await refuses(alice, () => alice.run('conflict.settle', { trailId: 'never', use: 'kept' }), 'notFound')
  })

  test('a plain change of the history is no conflict and is not settled', async () => {
    await made('risk', { title: 'T' })
    const row = (await alice.trail()).find(({ field }) => field === 'title')!
    await refuses(alice, () => alice.run('conflict.settle', { trailId: row.id, use: 'other' }), 'notFound')
  })

  test('a long text goes back where it still reads as then; where somebody wrote on it stays and says whose it is', async () => {
    const bob = await joined('Bob', 'editor')
    const id = await made('risk', { title: 'T', event: 'Water' })
    const write = (base: string, value: string, commandId: string, person = alice) =>
      person.must(
        'record.edit',
        { edits: [{ kind: 'risk', id, changes: [{ op: 'text', field: 'event', base, value }] }] },
        commandId,
      )
    await write('Water', 'Water rises', 'first')
    expect(await alice.must('command.undo', { commandId: 'first' })).toEqual({ undone: 1, kept: [] })
    expect((await alice.rows('risk'))[0]!.event).toBe('Water')
    await write('Water', 'Water falls', 'second')
    await settle(alice, bob)
    world.now += 3_600_000
    await write('Water falls', 'Water falls down', 'third', bob)
    await settle(alice, bob)
    expect(await alice.must('command.undo', { commandId: 'second' })).toEqual({
      undone: 0,
      kept: [{ key: `${id}/event`, by: 'Bob' }],
    })
    expect((await alice.rows('risk'))[0]!.event).toBe('Water falls down')
  })

  test('who changed it since is named by their person, else as the workspace names the member, else by the id', async () => {
    const bob = await joined('Bob', 'editor')
    const id = await made('risk', { title: 'T' })
    await alice.must('record.edit', { edits: [{ kind: 'risk', id, changes: [set('title', 'A')] }] }, 'mine')
    await settle(alice, bob)
    await edit('risk', id, [set('title', 'B')], bob)
    await settle(alice, bob)
    expect(await alice.must('command.undo', { commandId: 'mine' })).toEqual({
      undone: 0,
      kept: [{ key: `${id}/title`, by: 'Bob' }],
    })
    expect(await titleOf()).toBe('B')
  })

  test('a member without a person is named as the settings name them, else by the id', async () => {
    world = createWorld()
    const solo = await foundUnbound(world, 'Solo')
    const bob = await join(world, solo, 'Bob', 'editor')
    const { id } = await bob.must('record.create', { kind: 'risk', fields: { title: 'T' } })
    await bob.must('record.edit', { edits: [{ kind: 'risk', id, changes: [set('title', 'by Bob')] }] }, 'his')
    await settle(bob, solo)
    await solo.must('record.edit', { edits: [{ kind: 'risk', id, changes: [set('title', 'by Solo')] }] })
    await settle(solo, bob)
    const { memberId } = solo.replica.access().devices[solo.keys.deviceId]!
    const key = `${id}/title`
    expect(await bob.must('command.undo', { commandId: 'his' }, 'one')).toEqual({
      undone: 0,
      kept: [{ key, by: memberId }],
    })
    await solo.must('record.edit', {
      edits: [
        {
          kind: 'settings',
          id: 'settings_main',
          changes: [{ op: 'put', field: 'memberNames', element: memberId, value: 'Sol' }],
        },
      ],
    })
    await settle(solo, bob)
    expect(await bob.must('command.undo', { commandId: 'his' }, 'two')).toEqual({
      undone: 0,
      kept: [{ key, by: 'Sol' }],
    })
    expect((await bob.rows('risk'))[0]!.title).toBe('by Solo')
  })

  test('a step that wrote the kind of a record anew, as another version might, did not make it: taken back, the record stays', async () => {
    const id = await made('risk', { title: 'T' })
    await alice.replica.exclusive(async () =>
      unwrap(
        await alice.replica.commit({
          commandId: 'anew',
          name: 'test',
          input: null,
          at: world.now,
          result: null,
          intents: [{ type: 'set', book: 'risk', key: `${id}/kind`, before: 'risk', after: 'risk' }],
        }),
      ),
    )
    await alice.must('command.undo', { commandId: 'anew' })
    expect(await alice.rows('risk')).toMatchObject([{ id, title: 'T', archivedOn: undefined }])
  })

  test('MG1: writing the field anew settles its conflict; writing another field does not', async () => {
    const bob = await joined('Bob', 'editor')
    const id = await made('risk', { title: 'T' })
    await settle(alice, bob)
    await edit('risk', id, [set('title', 'by Alice')])
    await edit('risk', id, [set('title', 'by Bob')], bob)
    await settle(alice, bob)
    const conflicts = async (person: Person) => (await openConflictRows(person.vault, 'risk')).map(({ field }) => field)
    expect(await conflicts(alice)).toEqual(['title'])
    await edit('risk', id, [set('currentL', 2)])
    expect(await conflicts(alice)).toEqual(['title'])
    const [row] = await openConflictRows(alice.vault, 'risk')
    await edit('risk', id, [set('title', 'agreed')])
    expect(await conflicts(alice)).toEqual([])
    await settle(alice, bob)
    expect([await conflicts(bob), await titleOf()]).toEqual([[], 'agreed'])
    const waiting = await alice.vault.outbox.count()
    expect(await alice.must('conflict.settle', { trailId: row!.id, use: 'other' })).toBeNull()
    expect([await alice.vault.outbox.count(), await titleOf()]).toEqual([waiting, 'agreed'])
  })

  test('MG1: written together with records of a kind that has no conflict, the field settles its own, once', async () => {
    const bob = await joined('Bob', 'editor')
    const [id, other] = [await made('risk', { title: 'T' }), await made('asset', { name: 'A' })]
    await settle(alice, bob)
    await edit('risk', id, [set('title', 'by Alice')])
    await edit('risk', id, [set('title', 'by Bob')], bob)
    await settle(alice, bob)
    await alice.must('record.edit', {
      edits: [
        { kind: 'asset', id: other, changes: [set('name', 'B')] },
        { kind: 'risk', id, changes: [set('title', 'agreed')] },
      ],
    })
    expect(await openConflictRows(alice.vault, 'risk')).toEqual([])
  })

  test.each(['first', 'second'] as const)(
    'MG1: settled for the other side, the value that was lost is in use, where it came %s; the marker is written once, and is no step to take back',
    async (place) => {
      const bob = await joined('Bob', 'editor')
      const id = await made('risk', { title: 'T' })
      await bob.must('record.create', { kind: 'asset', fields: { name: 'Bob’s' } })
      await settle(alice, bob)
      const clientOf = async ({ vault }: Person): Promise<number> => (await vault.meta.get('clientId'))!.value as number
      const [winner, loser] = (await clientOf(alice)) > (await clientOf(bob)) ? [alice, bob] : [bob, alice]
      await edit('risk', id, [set('title', 'in use')], winner)
      await edit('risk', id, [set('title', 'lost')], loser)
      const [one, other] = place === 'first' ? [loser, winner] : [winner, loser]
      await one.push()
      await settle(other, one)
      const titles = async (person: Person) => (await person.rows('risk'))[0]!.title
      expect(await titles(alice)).toBe('in use')
      const [row] = await openConflictRows(alice.vault, 'risk')
      await alice.must('conflict.settle', { trailId: row!.id, use: 'other' }, 'settled')
      expect(await titles(alice)).toBe('lost')
      const waiting = (await alice.vault.outbox.toArray()).filter(({ commandId }) => commandId === 'settled')
      expect(waiting.flatMap((one_) => intentsOf(one_)).map(({ key }) => key.split('/')[1])).toEqual([
        'title',
        '_settled',
      ])
      await settle(alice, bob)
      expect([await titles(bob), await openConflictRows(bob.vault, 'risk')]).toEqual(['lost', []])
      expect(await alice.must('command.undo', { commandId: 'settled' })).toEqual({ undone: 1, kept: [] })
      expect(await titles(alice)).toBe('in use')
    },
  )

  test('MG1: a conflict that was settled by keeping what stands changed no record, and is not taken back', async () => {
    const bob = await joined('Bob', 'editor')
    const id = await made('risk', { title: 'T' })
    await settle(alice, bob)
    await edit('risk', id, [set('title', 'by Alice')])
    await edit('risk', id, [set('title', 'by Bob')], bob)
    await settle(alice, bob)
    const [row] = await openConflictRows(alice.vault, 'risk')
    await alice.must('conflict.settle', { trailId: row!.id, use: 'kept' }, 'kept')
    await refuses(alice, () => alice.run('command.undo', { commandId: 'kept' }), 'notFound')
  })

  test('MG1: kept keeps the value in use, on either device', async () => {
    const bob = await joined('Bob', 'editor')
    const id = await made('risk', { title: 'T' })
    await settle(alice, bob)
    await edit('risk', id, [set('title', 'by Alice')])
    await edit('risk', id, [set('title', 'by Bob')], bob)
    await settle(alice, bob)
    const inUse = await titleOf()
    const [row] = await openConflictRows(alice.vault, 'risk')
    expect(await alice.must('conflict.settle', { trailId: row!.id, use: 'kept' })).toBeNull()
    expect((await alice.vault.outbox.toArray()).at(-1)!.about).toEqual({ kind: 'risk', id, fields: ['title'] })
    await settle(alice, bob)
    expect([await titleOf(), (await openConflictRows(bob.vault, 'risk')).length]).toEqual([inUse, 0])
  })
})

describe('what was not sent', () => {
  test('a row that is gone is not tried again, a step of the product itself cannot be, and a decision is signed anew', async () => {
    await refuses(alice, () => alice.run('notSent.retry', { id: 'gone' }), 'notFound')
    const row = { commandId: 'c-x', at: world.now, input: null, intents: [], reason: { type: 'quota', message: 'x' } }
    await alice.vault.notSent.put({ ...row, id: 'n-1', name: 'key.heal' })
    await refuses(alice, () => alice.run('notSent.retry', { id: 'n-1' }), 'notRetryable')
    expect(await alice.vault.notSent.count()).toBe(1)
    const key = { ...row, id: 'n-2', name: 'member.setRole', input: { memberId: 'ab'.repeat(16), role: 'king' } }
    await alice.vault.notSent.put(key)
    await refuses(alice, () => alice.run('notSent.retry', { id: 'n-2' }), 'badRole')
    expect(await alice.vault.notSent.count()).toBe(2)
    const bob = await joined('Bob', 'editor')
    await alice.vault.notSent.put({
      ...key,
      id: 'n-3',
      input: { memberId: bob.replica.access().devices[bob.keys.deviceId]!.memberId, role: 'viewer' },
    })
    expect(await alice.must('notSent.retry', { id: 'n-3' })).toBeNull()
    expect((await alice.vault.notSent.toArray()).map(({ id }) => id)).toEqual(['n-1', 'n-2'])
    await settle(alice, bob)
    expect(await bob.vault.members.get(bob.replica.access().devices[bob.keys.deviceId]!.memberId)).toMatchObject({
      role: 'viewer',
    })
    // What the step itself answers (here a signature) is no answer to trying again.
    const policy = await made('policy', { title: 'Clear desk', level: 'topic', body: 'One.' })
    await alice.push()
    const expectedHash = hashedContent((await alice.replica.readRecord('policy', policy))!, 'main', {}).contentHash
    await alice.vault.notSent.put({
      ...row,
      id: 'n-4',
      name: 'statement.sign',
      input: { type: 'approve', subject: { kind: 'policy', id: policy }, profile: 'main', expectedHash },
    })
    expect(await alice.must('notSent.retry', { id: 'n-4' })).toBeNull()
    expect((await alice.vault.statements.toArray()).map(({ type, subjectId }) => [type, subjectId])).toEqual([
      ['approve', policy],
    ])
    const full = (): void => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    }
    alice.vault.commands.hook('creating', full)
    await refuses(alice, () => alice.run('notSent.discard', { id: 'n-1' }), 'diskFull')
    alice.vault.commands.hook('creating').unsubscribe(full)
    expect(await alice.vault.notSent.get('n-1')).toBeDefined()
    expect(await alice.must('notSent.discard', { id: 'n-1' })).toBeNull()
    expect((await alice.vault.notSent.toArray()).map(({ id }) => id)).toEqual(['n-2'])
  })

  test('what is tried again says what it was about, and stays in the list where it is refused again', async () => {
    const id = await made('asset', { name: 'A' })
    const intents = [{ type: 'set' as const, book: 'asset' as const, key: `${id}/name`, before: 'A', after: 'B' }]
    const row = {
      commandId: 'c-x',
      at: world.now,
      name: 'record.edit',
      input: null,
      reason: { type: 'quota', message: 'x' },
      about: { kind: 'asset' as const, id, fields: ['name'] },
    }
    await alice.vault.notSent.put({ ...row, id: 'n-1', intents })
    await alice.vault.notSent.put({ ...row, id: 'n-2', intents: [{ ...intents[0]!, key: 'as_gone/name' }] })
    const { about: _, ...unnamed } = row
    await alice.vault.notSent.put({
      ...unnamed,
      id: 'n-0',
      intents: [
        { ...intents[0]!, key: `${id}/location`, before: null },
        { type: 'set', book: 'asset', key: `${id}/_settled/t-1`, before: null, after: true },
      ],
    } as never)
    expect(await alice.must('notSent.retry', { id: 'n-0' })).toBeNull()
    expect((await alice.vault.outbox.toArray()).at(-1)!.about).toEqual({ kind: 'asset', id, fields: ['location'] })
    await refuses(alice, () => alice.run('notSent.retry', { id: 'n-2' }), 'notFound')
    expect(await alice.vault.notSent.count()).toBe(2)
    expect(await alice.must('notSent.retry', { id: 'n-1' })).toBeNull()
    expect(await alice.rows('asset')).toMatchObject([{ name: 'B' }])
    expect((await alice.vault.outbox.toArray()).at(-1)).toMatchObject({
      name: 'record.edit',
      about: { kind: 'asset', id, fields: ['name'] },
    })
    expect((await alice.vault.notSent.toArray()).map(({ id: left }) => left)).toEqual(['n-2'])
  })
})
