/**
 * The rows that interfaces read, made of books, history and statements: which are made, what stands beside the fields,
 * and when they are stored.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { Kind } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { createBook, newBookDoc, recordsOf, type Book } from '~/lib/vault/books/book'
import type { Core, RecordName } from '~/lib/vault/replica/replicaCore'
import { projectRecords, type Overlay } from '~/lib/vault/views/projectRecords'
import { readRecord } from '~/lib/vault/views/projection'
import { openVault, type BirthRow, type StatementRow, type TrailRow, type Vault } from '~/lib/vault/store/tables'

let vault: Vault
let names = 0
let books: Map<Kind, Book>
let core: Core
beforeEach(async () => {
  vault = await openVault(`project-${names++}`)
  books = new Map()
  core = {
    vault,
    early: undefined,
    books: {
      open: (kind: Kind) => Promise.resolve(bookOf(kind)),
      counted: (book: Book) => Promise.resolve(book.counted),
    },
  } as never
})
afterEach(() => vault.close())

const bookOf = (kind: Kind): Book => {
  const book = books.get(kind) ?? createBook(kind, newBookDoc(), 7, 0)
  books.set(kind, book)
  return book
}
const write = (kind: Kind, id: string, fields: object, doc: Y.Doc = bookOf(kind).live): void => {
  for (const [field, value] of Object.entries({ kind, ...fields })) recordsOf(doc).set(`${id}/${field}`, value as never)
}
const project = async (
  wanted: readonly RecordName[],
  overlay: Overlay = {},
  some?: readonly RecordName[],
): Promise<void> => {
  const projection = await projectRecords(core, wanted, overlay)
  await vault.transaction(
    'rw',
    projection.kinds.map((kind) => vault.table(kind)),
    () => projection.write(some),
  )
}
const rowOf = async (kind: Kind, id: string): Promise<Readonly<Record<string, unknown>> | undefined> =>
  (await vault.table(kind).get(id)) as never
const ids = async (kind: Kind) => (await vault.table(kind).toCollection().primaryKeys()) as readonly string[]
const change = (recordId: string, field: string, more: Partial<TrailRow> = {}): TrailRow => ({
  id: `1.0/${recordId}/${field}`,
  commandId: 'c',
  kind: 'risk',
  recordId,
  field,
  before: null,
  after: 1,
  deviceId: 'd',
  memberId: 'm',
  time: 1,
  seq: 1,
  concurrent: true,
  lost: false,
  conflict: 'risk',
  ...more,
})

describe('which rows are made', () => {
  test('those of the records that are named, of each kind; one that the book has no more goes', async () => {
    write('risk', 'ri_1', { title: 'one' })
    write('risk', 'ri_2', { title: 'two' })
    write('asset', 'as_1', { name: 'a' })
    await vault.table('risk').put({ id: 'ri_gone', kind: 'risk' })
    const projection = await projectRecords(core, [
      ['risk', 'ri_1'],
      ['asset', 'as_1'],
      ['risk', 'ri_gone'],
      ['risk', 'ri_1'],
    ])
    expect(projection.kinds).toEqual(['risk', 'asset'])
    await vault.transaction('rw', [vault.table('risk'), vault.table('asset')], () => projection.write())
    expect([await ids('risk'), await ids('asset')]).toEqual([['ri_1'], ['as_1']])
    expect(await rowOf('risk', 'ri_1')).toMatchObject({ id: 'ri_1', title: 'one', conflicts: [] })
  })

  test('piece by piece as they are asked for, each once, and at the end those that are left; nobody else’s', async () => {
    for (const id of ['ri_1', 'ri_2', 'ri_3', 'ri_4']) write('risk', id, { title: id })
    const projection = await projectRecords(core, [
      ['risk', 'ri_1'],
      ['risk', 'ri_2'],
      ['risk', 'ri_3'],
    ])
    await vault.transaction('rw', [vault.table('risk')], async () => {
      await projection.write([
        ['risk', 'ri_2'],
        ['risk', 'ri_4'],
        ['asset', 'as_1'],
      ])
      expect(await ids('risk')).toEqual(['ri_2'])
      await vault.table('risk').delete('ri_2')
      await projection.write([
        ['risk', 'ri_2'],
        ['risk', 'ri_1'],
      ])
      expect(await ids('risk')).toEqual(['ri_1'])
      await projection.write()
      expect(await ids('risk')).toEqual(['ri_1', 'ri_3'])
    })
  })

  test('thousands are all stored', async () => {
    const many = Array.from({ length: 1_203 }, (_, n): RecordName => ['risk', `ri_${n}`])
    for (const [, id] of many) write('risk', id, { title: id })
    await project(many)
    expect(await vault.table('risk').count()).toBe(1_203)
  })

  test('a write is over when its rows are stored, and fails where they can’t be', async () => {
    write('risk', 'ri_1', { title: 'one' })
    let reject: (error: Error) => void = () => undefined
    const promise = new Promise((_resolve, no) => void (reject = no))
    const table = () => ({ bulkPut: () => promise })
    core = { ...core, vault: Object.create(vault, { table: { value: table } }) as Vault }
    let over = false
    const written = (await projectRecords(core, [['risk', 'ri_1']])).write().finally(() => void (over = true))
    await new Promise((resolve) => setTimeout(resolve))
    expect(over).toBe(false)
    reject(new Error('full'))
    await expect(written).rejects.toThrow('full')
  })

  test('with the settings all evidence is, because its turning dates follow them', async () => {
    write('evidence', 'ev_1', { title: 'E', coversTo: '2026-01-01' })
    write('evidence', 'ev_2', { title: 'F', coversTo: '2026-01-01' })
    await project([['evidence', 'ev_1']])
    expect(await ids('evidence')).toEqual(['ev_1'])
    const before = (await rowOf('evidence', 'ev_1'))!['freshUntil']
    write('settings', 'settings_main', { evidenceMaxAge: 'P1M' })
    await vault.table('evidence').put({ id: 'ev_gone', kind: 'evidence' })
    await project([
      ['evidence', 'ev_gone'],
      ['settings', 'settings_main'],
    ])
    expect(await ids('evidence')).toEqual(['ev_1', 'ev_2'])
    expect((await rowOf('evidence', 'ev_1'))!['freshUntil']).toBe('2026-02-01')
    expect(before).not.toBe('2026-02-01')
    expect(await rowOf('settings', 'settings_main')).toMatchObject({ evidenceMaxAge: 'P1M' })
  })

  test('none of a book whose rows are still those of a snapshot', async () => {
    write('risk', 'ri_1', { title: 'one' })
    write('asset', 'as_1', { name: 'a' })
    core = { ...core, early: [{ book: 'risk' }] } as never
    const projection = await projectRecords(core, [
      ['risk', 'ri_1'],
      ['asset', 'as_1'],
    ])
    expect(projection.kinds).toEqual(['asset'])
    await vault.transaction('rw', [vault.table('asset')], () =>
      projection.write([
        ['risk', 'ri_1'],
        ['asset', 'as_1'],
      ]),
    )
    expect([await ids('risk'), await ids('asset')]).toEqual([[], ['as_1']])
  })

  test('of the counted document alone where that is asked for', async () => {
    write('risk', 'ri_1', { title: 'mine' })
    const counted = newBookDoc()
    write('risk', 'ri_1', { title: 'counted' }, counted)
    bookOf('risk').counted = counted
    await project([['risk', 'ri_1']])
    expect(await rowOf('risk', 'ri_1')).toMatchObject({ title: 'mine' })
    await project([['risk', 'ri_1']], { countedOnly: true })
    expect(await rowOf('risk', 'ri_1')).toMatchObject({ title: 'counted' })
  })
})

describe('open conflicts of a row', () => {
  const conflicts = async (overlay: Overlay = {}) => {
    write('risk', 'ri_1', { title: 'one' })
    write('risk', 'ri_2', { title: 'two' })
    await project(
      [
        ['risk', 'ri_1'],
        ['risk', 'ri_2'],
      ],
      overlay,
    )
    return [(await rowOf('risk', 'ri_1'))!['conflicts'], (await rowOf('risk', 'ri_2'))!['conflicts']]
  }

  test('each field once, by name; none of the bookkeeping, and none of another record', async () => {
    await vault.trail.bulkPut([
      change('ri_1', 'title'),
      change('ri_1', 'owner'),
      change('ri_1', 'title', { id: '2.0/ri_1/title' }),
      change('ri_1', '_settled'),
      change('ri_9', 'title'),
    ])
    expect(await conflicts()).toEqual([['owner', 'title'], []])
  })

  test('with those about to be written: opened, settled, and taken away', async () => {
    await vault.trail.bulkPut([change('ri_1', 'title'), change('ri_1', 'owner'), change('ri_2', 'title')])
    const { conflict: _open, ...settled } = change('ri_1', 'owner')
    const birth: BirthRow = {
      id: '9.0/births/ri_1',
      commandId: 'c',
      kind: 'risk',
      deviceId: 'd',
      memberId: 'm',
      time: 1,
      records: ['ri_1'],
      born: '[{}]',
      ...({ recordId: 'ri_1', field: 'born', conflict: 'risk' } as object),
    }
    const put = [
      settled,
      change('ri_2', 'status', { id: '3.0/ri_2/status' }),
      change('ri_2', 'name', { id: '4.0/ri_2/name', kind: 'asset' }),
      birth,
    ]
    expect(await conflicts({ trail: { put, remove: [change('ri_2', 'title').id] } })).toEqual([['title'], ['status']])
  })
})

describe('what stands beside the fields of evidence', () => {
  const files = {
    'files/a.png': {
      blob: { sha256: 'a'.repeat(64), id: 'b', size: 3, mime: 'image/png' },
      mime: 'image/png',
      size: 3,
      part: 'original',
    },
  }
  const evidence = (more: object = {}): void =>
    write('evidence', 'ev_1', { title: 'E', source: 'upload', coversTo: '2026-01-01', createdBy: 'p1', ...more })
  const hashNow = (): string =>
    hashedContent(readRecord(bookOf('evidence') as Book & { readonly kind: 'evidence' }, 'ev_1') as Evidence, 'review')
      .contentHash
  const review = (more: Partial<StatementRow> = {}): StatementRow => ({
    id: 's',
    seq: 4,
    type: 'review',
    subjectKind: 'evidence',
    subjectId: 'ev_1',
    profile: 'review',
    contentHash: hashNow(),
    decision: 'accepted',
    memberId: 'm',
    personId: 'p2',
    deviceId: 'd',
    time: 1,
    signatureValid: true,
    body: new Uint8Array(),
    innerSignature: new Uint8Array(),
    ...more,
  })
  const shown = async (overlay: Overlay = {}) => {
    await project([['evidence', 'ev_1']], overlay)
    const { reviewState, waits, seal } = (await rowOf('evidence', 'ev_1'))!
    return [reviewState, waits, seal]
  }

  test('it waits until somebody decided on what it says now; archived it waits for nobody, and no export does', async () => {
    evidence()
    expect(await shown()).toEqual(['unreviewed', 1, 'integrityOnly'])
    for (const decision of ['accepted', 'rejected'] as const)
      expect(await shown({ statements: [review({ decision })] })).toEqual([decision, 0, 'integrityOnly'])
    expect(await shown({ statements: [review({ contentHash: '0'.repeat(64) })] })).toEqual([
      'stale',
      1,
      'integrityOnly',
    ])
    const { seq: _position, ...waiting } = review()
    expect(await shown({ statements: [waiting] })).toEqual(['unreviewed', 0, 'integrityOnly'])
    expect(await shown({ statements: [{ ...waiting, contentHash: '0'.repeat(64) }] })).toEqual([
      'unreviewed',
      1,
      'integrityOnly',
    ])
    evidence({ archivedOn: '2026-02-01' })
    expect(await shown()).toEqual(['unreviewed', 0, 'integrityOnly'])
    evidence({ 'archivedOn': null, 'source': 'generated', 'files/manifest-sha256.txt': files['files/a.png'] })
    expect(await shown()).toEqual(['unreviewed', 0, 'integrityOnly'])
  })

  test('its seal as the statements say', async () => {
    evidence({ captureRecord: { sha256: 'c'.repeat(64), id: 'b', size: 3, mime: 'application/json' } })
    const seal = (contentHash: string) => review({ type: 'captureSeal', contentHash })
    expect(await shown({ statements: [seal('c'.repeat(64))] })).toEqual(['unreviewed', 1, 'sealed'])
    expect(await shown({ statements: [seal('d'.repeat(64))] })).toEqual(['unreviewed', 1, 'failed'])
  })

  test('statements as they lie in the vault, with those about to come and without those about to go, each on its own record', async () => {
    evidence()
    write('evidence', 'ev_2', { title: 'F' })
    const stale = '0'.repeat(64)
    await vault.statements.bulkPut([
      review({ id: 'one', seq: 4, contentHash: stale }),
      review({ id: 'two', seq: 5, subjectId: 'ev_2', contentHash: stale }),
      review({ id: 'three', seq: 6 }),
    ])
    expect(await shown()).toEqual(['accepted', 0, 'integrityOnly'])
    expect(await shown({ withoutStatements: new Set(['three']) })).toEqual(['stale', 1, 'integrityOnly'])
    expect(await shown({ withoutStatements: new Set(['three', 'one']) })).toEqual(['unreviewed', 1, 'integrityOnly'])
    expect(await shown({ statements: [review({ id: 'four', seq: 7, decision: 'rejected' })] })).toEqual([
      'rejected',
      0,
      'integrityOnly',
    ])
    expect(
      await shown({
        statements: [review({ id: 'four', seq: 7, decision: 'rejected' })],
        withoutStatements: new Set(['four']),
      }),
    ).toEqual(['accepted', 0, 'integrityOnly'])
    // All of one record, whichever comes last from its table.
    expect(await shown({ statements: [review({ id: 'zero', seq: 3, contentHash: stale })] })).toEqual([
      'accepted',
      0,
      'integrityOnly',
    ])
    await project([['evidence', 'ev_2']])
    expect(await rowOf('evidence', 'ev_2')).toMatchObject({ reviewState: 'stale' })
  })
})
