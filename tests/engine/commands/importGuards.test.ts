/**
 * Tables, documents, frameworks and the guided start: each reason to write nothing of a file, and what numbers new
 * records get.
 */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ImportEdit, StartEdit } from '~/lib/engine/commandMap'
import { writePlanFile, type PlannedEdit } from '~/lib/exchange/tables/planFile'
import type { Kind } from '~/lib/records/registry'
import { sha256Hex } from '~/lib/shared/hash'
import type { JsonValue } from '~/lib/shared/json'
import type { Failure, Result } from '~/lib/shared/result'
import { closeEverybody, createWorld, foundBy, join, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await closeEverybody()
})
type Role = 'owner' | 'lead' | 'editor' | 'auditor' | 'viewer'
const joined = (name: string, role: Role): Promise<Person> => join(world, alice, name, role)
const made = async (kind: Kind, fields: object, id?: string): Promise<string> =>
  (await alice.must('record.create', { kind, fields: fields as never, ...(id && { id }) })).id
async function refuses(
  attempt: () => Promise<Result<unknown>>,
  type: string,
  more: Partial<Failure> = {},
  person = alice,
): Promise<void> {
  const state = async () => [
    await person.vault.outbox.count(),
    await person.vault.blobs.count(),
    await person.vault.statements.count(),
    (await person.vault.meta.get('refCounters'))?.value,
  ]
  const before = await state()
  expect(await attempt()).toMatchObject({ ok: false, error: { type, ...more } })
  expect(await state()).toEqual(before)
}
const next = async (kind: Kind, fields: object = { name: 'next' }): Promise<string> =>
  (await alice.must('record.create', { kind, fields: fields as never })).ref

describe('a table', () => {
  let drafts = 0
  type File = { readonly name: string; readonly sha256: string; readonly bytes: Blob }
  async function put(plan: string, files: readonly File[] = []): Promise<string> {
    const draftId = `import_${++drafts}`
    await alice.vault.drafts.put({
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
    if (plan !== '')
      await alice.vault.draftFiles.put({
        draftId,
        name: 'plan.json',
        order: 0,
        mime: 'application/json',
        part: 'original',
        bytes: new Blob([plan]),
      })
    for (const [index, { name, sha256, bytes }] of files.entries())
      await alice.vault.draftFiles.put({
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
  const importing = async (kind: Kind, edits: readonly PlannedEdit[], files: readonly File[] = []) =>
    alice.run('table.import', { draftId: await put(writePlanFile({ kind, edits }), files) })
  const create = (
    id: string,
    fields: Readonly<Record<string, JsonValue>> = { name: 'New' },
    more: Partial<PlannedEdit> = {},
  ): PlannedEdit => ({ op: 'create', id, row: 3, fields, ...more })
  const update = (
    id: string,
    fields: Readonly<Record<string, JsonValue>>,
    more: Partial<PlannedEdit> = {},
  ): PlannedEdit => ({ op: 'update', id, row: 4, fields, ...more })

  test('whose plan is not there or cannot be read', async () => {
    const draftId = await put('')
    await refuses(() => alice.run('table.import', { draftId }), 'noDraft')
    const broken = await put('{"v":1}')
    await refuses(() => alice.run('table.import', { draftId: broken }), 'badPlan')
    expect((await alice.vault.drafts.toArray()).map(({ id }) => id)).toEqual([draftId, broken])
  })

  test('with an id of another kind or with a path, a ref of another kind, taken or given twice: told with its row', async () => {
    await refuses(() => importing('asset', [create('r_1')]), 'invalidField', {
      field: 'id',
      message: 'Row 3: The id does not belong to this kind of record.',
    })
    await refuses(() => importing('asset', [create('as_a/b')]), 'invalidField', { field: 'id' })
    await refuses(() => importing('asset', [create('as_1', { name: 'x' }, { ref: 'R-1' })]), 'invalidField', {
      field: 'ref',
      message: expect.stringMatching(/^R-1: a reference of this kind reads AS-1/) as string,
    })
    await refuses(
      () =>
        importing('asset', [
          create('as_1', { name: 'x' }, { ref: 'AS-7' }),
          create('as_2', { name: 'y' }, { ref: 'AS-7' }),
        ]),
      'changedSince',
      { field: 'ref', message: expect.stringContaining('AS-7 is taken') as string },
    )
    await made('asset', { name: 'There' })
    await refuses(() => importing('asset', [create('as_1', { name: 'x' }, { ref: 'AS-1' })]), 'changedSince', {
      field: 'ref',
      message: expect.stringContaining('AS-1 is taken') as string,
    })
    await refuses(
      () => importing('audit', [create('ia_1', { title: 'x', plannedFrom: '2026-02-02', plannedTo: '2026-02-01' })]),
      'dateOrder',
      { field: 'plannedTo', detail: { row: 3 } },
    )
    const policy = await made('policy', { title: 'A' })
    await refuses(() => importing('policy', [update(policy, { replacedBy: policy })]), 'circularLink', {
      detail: { row: 4 },
    })
    await refuses(() => importing('policy', [update(policy, { nonsense: 1 })]), 'unknownField')
  })

  test('whose record is gone, put away, not put away, or reads otherwise than the dry run saw', async () => {
    const id = await made('asset', { name: 'Now' })
    await refuses(() => importing('asset', [update('as_gone', { name: 'x' })]), 'changedSince', {
      detail: { id: 'as_gone', row: 4 },
    })
    await refuses(() => importing('asset', [update(id, { name: 'x' })]), 'changedSince')
    await refuses(
      () => importing('asset', [update(id, { location: 'Bern' }, { seen: { location: 'Basel' } })]),
      'changedSince',
    )
    await refuses(
      () => importing('asset', [update(id, { name: 'x' }, { seen: { name: 'Now' }, restore: true })]),
      'changedSince',
    )
    // One value of two is enough.
    await refuses(
      () =>
        importing('asset', [update(id, { name: 'x', location: 'Bern' }, { seen: { name: 'Now', location: 'Basel' } })]),
      'changedSince',
    )
    expect(
      await alice.run(
        'table.import',
        { draftId: await put(writePlanFile({ kind: 'asset', edits: [update(id, { location: 'Bern' })] })) },
        'one-value',
      ),
    ).toMatchObject({ ok: true, value: { created: 0, updated: 1 } })
    expect(
      (await alice.trail()).filter(({ commandId }) => commandId === 'one-value').map(({ field }) => field),
    ).toEqual(['location'])
    await alice.must('record.archive', { kind: 'asset', ids: [id] })
    await refuses(
      () => importing('asset', [update(id, { location: 'Basel' }, { seen: { location: 'Bern' } })]),
      'changedSince',
    )
    expect(
      await importing('asset', [update(id, { location: 'Basel' }, { seen: { location: 'Bern' }, restore: true })]),
    ).toMatchObject({ ok: true })
    expect(await alice.rows('asset')).toMatchObject([
      { location: 'Basel', archivedOn: undefined, archivedBy: undefined },
    ])
    expect(
      (await alice.trail())
        .filter(({ recordId, field, after }) => recordId === id && field.startsWith('archived') && after === null)
        .map(({ field, before }) => [field, before === null])
        .sort(),
    ).toEqual([
      ['archivedBy', false],
      ['archivedOn', false],
    ])
  })

  test('of which a ref is of another device’s range moves no number of this one; numbers given here are never used again', async () => {
    expect(
      await importing('asset', [
        create('as_1', { name: 'B9' }, { ref: 'AS-B9' }),
        create('as_2'),
        create('as_3', { name: 'Five' }, { ref: 'AS-5' }),
        create('as_4'),
      ]),
    ).toMatchObject({ ok: true })
    expect(Object.fromEntries((await alice.rows('asset')).map(({ id, ref }) => [id, ref]))).toEqual({
      as_1: 'AS-B9',
      as_2: 'AS-6',
      as_3: 'AS-5',
      as_4: 'AS-7',
    })
    await alice.vault.table('asset').clear()
    expect(await next('asset')).toBe('AS-8')
  })

  test('of records that carry no number of their own, or of changes alone, uses no number up', async () => {
    expect(
      await importing('soaEntry', [create('soa_iso27001-2022:A.5.1', { applicability: 'applicable' })]),
    ).toMatchObject({ ok: true })
    expect(await importing('scope', [create('sc_main', { orgName: 'Q' })])).toMatchObject({ ok: true })
    const id = await made('asset', { name: 'A' })
    await importing('asset', [update(id, { name: 'B' }, { seen: { name: 'A' } })])
    expect(
      (await alice.trail()).filter(({ field, kind }) => field === 'ref' && kind !== 'asset' && kind !== 'person'),
    ).toEqual([])
    await alice.vault.table('asset').clear()
    expect(await next('asset')).toBe('AS-2')
  })

  test('EV1: files belong to new evidence, by name and hash; without them evidence comes alone, and the plan is no file of anybody', async () => {
    const bytes = new Blob(['a list'])
    const sha256 = sha256Hex('a list')
    const evidence = (
      id: string,
      files: readonly { name: string; sha256: string }[] = [{ name: 'list.txt', sha256 }],
    ): PlannedEdit => create(id, { title: id, source: 'upload', completeness: 'unknown' }, { files })
    await refuses(
      () => importing('evidence', [evidence('ev_1')], [{ name: 'other.txt', sha256, bytes }]),
      'missingFile',
      { detail: { row: 3 }, message: expect.stringContaining('list.txt is not here') as string },
    )
    await refuses(
      () => importing('evidence', [evidence('ev_1')], [{ name: 'list.txt', sha256: 'ab'.repeat(32), bytes }]),
      'missingFile',
    )
    // Nor is the plan itself, whoever wrote onto it what it would have to be.
    const withPlan = await put(writePlanFile({ kind: 'evidence', edits: [evidence('ev_1')] }))
    await alice.vault.draftFiles.update([withPlan, 'plan.json'], { sha256, facts: 'list.txt' })
    await refuses(() => alice.run('table.import', { draftId: withPlan }), 'missingFile')
    vi.spyOn(alice.replica, 'epochKey').mockReturnValue(undefined)
    await refuses(() => importing('evidence', [evidence('ev_1')], [{ name: 'list.txt', sha256, bytes }]), 'noKey')
    vi.restoreAllMocks()
    expect(
      await importing('evidence', [evidence('ev_1'), evidence('ev_2', [])], [{ name: 'list.txt', sha256, bytes }]),
    ).toMatchObject({ ok: true, value: { created: 2 } })
    expect((await alice.rows('evidence')).map(({ id, files }) => [id, Object.keys(files as object)])).toEqual([
      ['ev_1', ['list.txt']],
      ['ev_2', []],
    ])
    const custody = await alice.vault.statements.toArray()
    expect(custody.map(({ subjectId, contentHash }) => [subjectId, contentHash])).toEqual([
      ['ev_1', sha256Hex(JSON.stringify([{ bytes: 6, mime: 'text/plain', name: 'list.txt', sha256 }]))],
    ])
    // An update brings no files, nor does a record of another kind.
    expect(
      await importing('evidence', [
        update('ev_2', { title: 'Two' }, { seen: { title: 'ev_2' }, files: [{ name: 'nowhere', sha256 }] }),
      ]),
    ).toMatchObject({ ok: true })
    expect(
      await importing('asset', [create('as_1', { name: 'x' }, { files: [{ name: 'nowhere', sha256 }] })]),
    ).toMatchObject({ ok: true })
    expect(await alice.vault.statements.count()).toBe(1)
    expect([
      await alice.vault.drafts.filter(({ id }) => id === `import_${drafts}`).count(),
      await alice.vault.draftFiles.filter(({ draftId }) => draftId === `import_${drafts}`).count(),
    ]).toEqual([0, 0])
  })
})

describe('who may not write', () => {
  test('is told so first, whatever else is wrong with what they sent, and nothing is evaluated for them', async () => {
    const vera = await joined('Vera', 'viewer')
    await vera.vault.drafts.put({
      id: 'd',
      mode: 'import',
      state: 'done',
      startedAt: 0,
      updatedAt: 0,
      step: 1,
      steps: 1,
      facts: {},
      links: {},
    })
    const twice = { op: 'create', id: 'as_1', row: 3, fields: { name: 'x' } } as const
    await vera.vault.draftFiles.put({
      draftId: 'd',
      name: 'plan.json',
      order: 0,
      mime: 'application/json',
      part: 'original',
      bytes: new Blob([writePlanFile({ kind: 'asset', edits: [twice, twice] })]),
    })
    const asks = {
      'table.import': { draftId: 'd' },
      'record.import': { edits: [{ op: 'create', kind: 'control', id: 'r_1', fields: {} }] },
      'start.write': { edits: [{ op: 'set', kind: 'scope', id: 'sc_other', fields: {} }] },
      'framework.import': { facts: {}, rows: 'no json' },
      'look.setLogo': { bytes: 'no base64 !' },
      'review.freezePack': { review: 'mr_nowhere' },
      'soa.freeze': { framework: 'nowhere' },
      'readiness.keep': { reason: 'asked' },
    } as const
    for (const [name, input] of Object.entries(asks))
      await refuses(() => vera.run(name as never, input as never), 'notAllowed', {}, vera)
    expect(await vera.vault.readiness.count()).toBe(0)
  })
})

describe('a document', () => {
  const importing = (edits: readonly ImportEdit[], person = alice) => person.run('record.import', { edits })
  const create = (kind: Kind, id: string, fields: object = { title: 'New' }): ImportEdit => ({
    op: 'create',
    kind,
    id,
    fields: fields as never,
  })

  test('with a kind that is none, an id of another kind or with a path, days the wrong way round: told with the record', async () => {
    await refuses(() => importing([create('nonsense' as never, 'x_1')]), 'notImportable', {
      detail: { kind: 'nonsense' },
    })
    await refuses(() => importing([create('control', 'r_1')]), 'invalidField', {
      field: 'id',
      detail: { kind: 'control', id: 'r_1' },
    })
    await refuses(() => importing([create('control', 'c_a/b')]), 'invalidField', { field: 'id' })
    await refuses(
      () => importing([create('treatmentAction', 'ta_1', { title: 'x', start: '2026-02-02', due: '2026-02-01' })]),
      'dateOrder',
      { field: 'due', detail: { kind: 'treatmentAction', id: 'ta_1' } },
    )
    const id = await made('control', { title: 'A' })
    await refuses(
      () => importing([{ op: 'update', kind: 'control', id, fields: { nonsense: 1 }, seen: {} }]),
      'unknownField',
      { field: 'nonsense' },
    )
    await refuses(
      () => importing([{ op: 'update', kind: 'control', id, fields: { duplicateOf: id }, seen: {} }]),
      'circularLink',
      { field: 'duplicateOf' },
    )
  })

  test('whose record is gone, or not taken back although it says so; what nobody wrote since is changed, what is so already is not written', async () => {
    const id = await made('control', { title: 'A' })
    const update = (fields: object, more: object = {}): ImportEdit => ({
      op: 'update',
      kind: 'control',
      id,
      fields: fields as never,
      ...more,
    })
    await refuses(() => importing([{ ...update({ title: 'B' }), id: 'c_gone' }]), 'changedSince')
    await refuses(() => importing([update({ title: 'B' }, { seen: { title: 'A' }, restore: true })]), 'changedSince')
    await refuses(() => importing([update({ title: 'B' })]), 'changedSince')
    expect(await importing([update({ title: 'A' }, { seen: { title: 'A' } })])).toEqual({
      ok: true,
      value: { created: 0, updated: 0 },
    })
    expect(await importing([update({ description: 'Long' }), create('control', 'c_new')])).toEqual({
      ok: true,
      value: { created: 1, updated: 1 },
    })
    await refuses(() => importing([update({ description: 'Longer' })]), 'changedSince')
    // One value of two is enough.
    await refuses(
      () => importing([update({ title: 'B', description: 'Longer' }, { seen: { title: 'A', description: 'Short' } })]),
      'changedSince',
    )
    expect(
      await alice.run(
        'record.import',
        { edits: [update({ description: 'Longer' }, { seen: { description: 'Long' } })] },
        'one-value',
      ),
    ).toEqual({ ok: true, value: { created: 0, updated: 1 } })
    expect(
      (await alice.trail()).filter(({ commandId }) => commandId === 'one-value').map(({ field }) => field),
    ).toEqual(['description'])
  })

  test('what somebody put away is not written, restored or not; what was taken back comes again, and goes again with the import', async () => {
    const id = await made('control', { title: 'A' })
    const update = (more: object): ImportEdit => ({
      op: 'update',
      kind: 'control',
      id,
      fields: { title: 'B' },
      seen: { title: 'A' },
      ...more,
    })
    await alice.must('record.archive', { kind: 'control', ids: [id] })
    for (const more of [{}, { restore: true }]) await refuses(() => importing([update(more)]), 'changedSince')
    const { id: other } = await alice.must('record.create', { kind: 'control', fields: { title: 'A' } }, 'made')
    await alice.must('command.undo', { commandId: 'made' })
    await alice.must('record.import', { edits: [{ ...update({ restore: true }), id: other }] }, 'import')
    expect((await alice.rows('control')).find((row) => row.id === other)).toMatchObject({
      title: 'B',
      archivedOn: undefined,
    })
    await alice.must('command.undo', { commandId: 'import' })
    expect((await alice.rows('control')).find((row) => row.id === other)).toMatchObject({
      title: 'A',
      archivedOn: '2026-06-01',
      archivedBy: undefined,
    })
  })

  test('ID2: each kind, and each year where years count, goes on from its own number, also where the records are forgotten', async () => {
    expect(
      await importing([
        create('control', 'c_1'),
        create('risk', 'r_1'),
        create('control', 'c_2'),
        create('soaEntry', 'soa_iso27001-2022:A.5.1', { applicability: 'applicable' }),
        create('audit', 'ia_1', { title: 'x', plannedFrom: '2027-02-01' }),
        create('audit', 'ia_2', { title: 'y' }),
      ]),
    ).toMatchObject({ ok: true, value: { created: 6 } })
    const refs = async (kind: Kind) => (await alice.rows(kind)).map(({ ref }) => ref)
    expect([await refs('control'), await refs('risk'), await refs('audit')]).toEqual([
      ['C-1', 'C-2'],
      ['R-1'],
      ['IA-2027-1', 'IA-2026-1'],
    ])
    for (const kind of ['control', 'risk', 'audit'] as const) await alice.vault.table(kind).clear()
    expect([
      await next('control', { title: 'x' }),
      await next('risk', { title: 'x' }),
      await next('audit', { title: 'x' }),
      await next('audit', { title: 'x', plannedFrom: '2027-01-01' }),
    ]).toEqual(['C-3', 'R-2', 'IA-2026-2', 'IA-2027-2'])
  })

  test('is not taken from who may write one of its kinds and not the other', async () => {
    const carol = await joined('Carol', 'auditor')
    expect(await importing([create('finding', 'fn_1')], carol)).toMatchObject({ ok: true })
    await refuses(
      () => importing([create('finding', 'fn_2'), create('control', 'c_1')], carol),
      'notAllowed',
      {},
      carol,
    )
  })
})

describe('the guided start', () => {
  const start = (edits: readonly StartEdit[], person = alice) => person.run('start.write', { edits })
  const add = (kind: Kind, id: string, fields: object = { title: 'x' }): StartEdit => ({
    op: 'add',
    kind,
    id,
    fields: fields as never,
  })
  const setting = (kind: Kind, id: string, fields: object): StartEdit => ({
    op: 'set',
    kind,
    id,
    fields: fields as never,
  })

  test('writes kinds that a start begins with, under ids of theirs, each once', async () => {
    await refuses(() => start([add('nonsense' as never, 'x_1')]), 'invalidField', { field: 'id' })
    await refuses(() => start([add('control', 'c_1')]), 'invalidField')
    await refuses(() => start([add('task', 'tk_a/b')]), 'invalidField')
    await refuses(() => start([add('task', 'tk_1', { title: 'x', nonsense: 1 })]), 'unknownField')
    await refuses(() => start([add('task', 'tk_1'), setting('task', 'tk_1', { title: 'y' })]), 'invalidField', {
      message: expect.stringContaining('stands twice') as string,
    })
    expect(await start([])).toEqual({ ok: true, value: { created: 0, restored: 0 } })
    const vera = await joined('Vera', 'viewer')
    await refuses(() => start([add('nonsense' as never, 'x_1'), add('task', 'tk_1')], vera), 'invalidField', {}, vera)
  })

  test('sets what is here and what is not, brings back what was put away, and writes nothing where all is so', async () => {
    expect(await start([setting('scope', 'sc_main', { orgName: 'Q' }), add('task', 'tk_1')])).toEqual({
      ok: true,
      value: { created: 2, restored: 0 },
    })
    const waiting = await alice.vault.outbox.count()
    expect(await start([setting('scope', 'sc_main', { orgName: 'Q' })])).toEqual({
      ok: true,
      value: { created: 0, restored: 0 },
    })
    expect(await alice.vault.outbox.count()).toBe(waiting)
    await refuses(() => start([add('task', 'tk_1')]), 'changedSince', { detail: { kind: 'task', id: 'tk_1' } })
    await alice.must('record.archive', { kind: 'task', ids: ['tk_1'] })
    await alice.must('record.archive', { kind: 'scope', ids: ['sc_main'] })
    expect(
      await start([
        add('task', 'tk_1', { title: 'again' }),
        setting('scope', 'sc_main', { orgName: 'R' }),
        add('task', 'tk_2'),
      ]),
    ).toEqual({ ok: true, value: { created: 1, restored: 2 } })
    expect((await alice.rows('task')).map(({ title, ref, archivedOn }) => [title, ref, archivedOn])).toEqual([
      ['again', 'TK-1', undefined],
      ['x', 'TK-2', undefined],
    ])
    await alice.must('start.write', { edits: [setting('scope', 'sc_main', { orgName: 'S' })] }, 'one-value')
    expect(
      (await alice.trail()).filter(({ commandId }) => commandId === 'one-value').map(({ field }) => field),
    ).toEqual(['orgName'])
    await refuses(() => start([setting('task', 'tk_1', { nonsense: 1 })]), 'unknownField')
    expect(await alice.rows('scope')).toMatchObject([{ orgName: 'S', archivedOn: undefined }])
  })
})

describe('a framework', () => {
  const facts = {
    id: 'ours',
    title: 'Ours',
    edition: '1',
    publisher: 'We',
    licenceNote: 'Own',
    soa: true,
    source: 'table',
  }
  const rows = (requirements: readonly object[], mappings: readonly object[] = []) =>
    JSON.stringify({ requirements, mappings })
  const requirement = (code: string, more: object = {}) => ({
    place: { sheet: 'requirements', row: 2 },
    code,
    title: `Title of ${code}`,
    assessable: true,
    order: 0,
    ...more,
  })
  const mapping = (source: string, target: string) => ({
    place: { sheet: 'mappings', row: 2 },
    source,
    target,
    relation: 'subset',
    rationale: 'x',
    confidence: 'low',
  })
  const importing = (over: object = {}, text = rows([requirement('1')]), turnOn?: boolean, person = alice) =>
    person.run('framework.import', {
      facts: { ...facts, ...over } as never,
      rows: text,
      ...(turnOn !== undefined && { turnOn }),
    })
  const inUse = async () => (await alice.rows('settings'))[0]?.frameworks

  test('is turned on only where that is asked, beside the one that nobody had to choose', async () => {
    expect(await importing()).toMatchObject({ ok: true, value: { requirements: { create: 1 } } })
    expect(await inUse()).toBeUndefined()
    expect(await importing({}, undefined, false)).toMatchObject({ ok: true, value: { requirements: { same: 1 } } })
    expect(await inUse()).toBeUndefined()
    expect(await importing({}, undefined, true)).toMatchObject({ ok: true })
    expect(await inUse()).toEqual(['iso27001-2022', 'ours'])
    const waiting = await alice.vault.outbox.count()
    expect(await importing({}, undefined, true)).toMatchObject({ ok: true })
    expect(await alice.vault.outbox.count()).toBe(waiting)
  })

  test('again with one word changed is written, and nothing else of it; one that has a single requirement is frozen all the same', async () => {
    await importing()
    expect(
      await alice.run(
        'framework.import',
        { facts: facts as never, rows: rows([requirement('1', { title: 'Renamed' })]) },
        'renamed',
      ),
    ).toMatchObject({ ok: true, value: { requirements: { change: 1 } } })
    expect(
      (await alice.trail())
        .filter(({ commandId }) => commandId === 'renamed')
        .map(({ field, before, after }) => [field, before, after]),
    ).toEqual([['title', 'Title of 1', 'Renamed']])
    expect(await alice.run('soa.freeze', { framework: 'ours' })).toMatchObject({ ok: true, value: { undecided: 1 } })
  })

  test('needs a short name of its own, a title and a licence; rows that do not fit are told, and who may not writes nothing', async () => {
    await refuses(() => importing({ id: 'Two Words' }), 'invalidFramework', { field: 'frameworkId' })
    await refuses(() => importing({ id: 'iso27001-2022' }), 'shippedFramework', { field: 'frameworkId' })
    await refuses(() => importing({ title: '  ' }), 'invalidFramework', { field: 'title' })
    await refuses(() => importing({ licenceNote: '  ' }), 'licenceMissing', { field: 'licenceNote' })
    await refuses(() => importing({}, 'no json'), 'invalidFramework')
    await refuses(() => importing({}, rows(Array.from({ length: 30 }, () => requirement('1')))), 'frameworkProblems', {
      message: expect.stringMatching(/^\d+ rows have problems/) as string,
    })
    const refused = await importing({}, rows(Array.from({ length: 30 }, () => requirement('1'))))
    expect((refused as unknown as { error: { detail: { problems: unknown[] } } }).error.detail.problems).toHaveLength(
      20,
    )
    const bob = await joined('Bob', 'auditor')
    await refuses(() => importing({}, undefined, undefined, bob), 'notAllowed', {}, bob)
  })

  test('is mapped to what can be assessed: of the shipped ones no heading, of one’s own what was taken in before', async () => {
    await refuses(
      () => importing({}, rows([requirement('1')], [mapping('1', 'iso27001-2022:A.5')])),
      'frameworkProblems',
    )
    await refuses(() => importing({}, rows([requirement('1')], [mapping('1', 'theirs:7')])), 'frameworkProblems')
    expect(await importing({ id: 'theirs', title: 'Theirs' }, rows([requirement('7')]))).toMatchObject({ ok: true })
    expect(
      await importing({}, rows([requirement('1')], [mapping('1', 'theirs:7'), mapping('1', 'iso27001-2022:A.5.1')])),
    ).toMatchObject({ ok: true, value: { mappings: { create: 2 } } })
  })
})
