/**
 * What interfaces and checks read of a vault, and how they hear that it changed: rows as they lie there, nothing made
 * of them.
 */

import Dexie from 'dexie'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endDemoProgress, readDemoProgress, writeDemoProgress } from '~/lib/vault/store/demoProgress'
import { openDeviceDb } from '~/lib/vault/store/deviceDb'
import { knownRequirements, presentFramework, readFramework } from '~/lib/vault/views/presentFramework'
import { readTrailBetween, readTrailPage } from '~/lib/vault/history/readActivity'
import { isFollowed, readAll, readHistory, readWritten } from '~/lib/vault/views/readinessFeed'
import {
  birthsOf,
  openConflictRows,
  recordsOfRows,
  storedOfCommands,
  trailOfFields,
  trailOfRecords,
  trailRow,
  trailSince,
} from '~/lib/vault/history/readTrail'
import { openVault, type BirthRow, type BlobRow, type TrailRow, type Vault } from '~/lib/vault/store/tables'
import { watchRows, type ChangedRows } from '~/lib/vault/store/watchRows'

const change = (n: number, more: Partial<TrailRow> = {}): TrailRow => ({
  id: `${n}.0/rk_${n}/title`,
  commandId: `c${n}`,
  kind: 'risk',
  recordId: `rk_${n}`,
  field: 'title',
  before: null,
  after: `${n}`,
  deviceId: 'd',
  memberId: 'm',
  time: 1_000 + n,
  seq: n,
  relayTime: 2_000 + n,
  concurrent: false,
  lost: false,
  ...more,
})
const birth = (seq: number, ids: readonly string[], more: Partial<BirthRow> = {}): BirthRow => ({
  id: `${seq}.0/births/${ids[0]!}`,
  commandId: `b${seq}`,
  kind: 'risk',
  deviceId: 'd',
  memberId: 'm',
  time: 1_000 + seq,
  seq,
  relayTime: 2_000 + seq,
  records: ids,
  born: JSON.stringify(ids.map((id) => ({ kind: 'risk', title: `born ${id}` }))),
  ...more,
})
const waiting = (row: TrailRow): TrailRow => {
  const { seq: _seq, relayTime: _time, ...rest } = row
  return rest
}
const blob = (sha256: string, more: Partial<BlobRow> = {}): BlobRow => ({
  sha256,
  id: `id-${sha256}`,
  size: 1,
  mime: 'text/plain',
  state: 'present',
  epoch: 1,
  salt: new Uint8Array(),
  upload: 'none',
  addedAt: 1,
  ...more,
})

let vault: Vault
let names = 0
beforeEach(async () => {
  vault = await openVault(`readers-${names++}`)
})
afterEach(() => vault.close())

describe('the history by time', () => {
  test('a page ends with all of its last moment, and says where the next begins', async () => {
    await vault.trail.bulkPut([change(1), change(2), change(3, { time: 1_002 }), change(4)])
    const first = await readTrailPage(vault, undefined, 2)
    expect(first.rows.map(({ after }) => after).sort()).toEqual(['2', '3', '4'])
    expect(first.before).toBe(1_002)
    const next = await readTrailPage(vault, first.before, 2)
    expect(next).toMatchObject({ rows: [{ after: '1' }], before: undefined })
    expect(await readTrailPage(vault, 1_001, 2)).toEqual({ rows: [], before: undefined })
  })

  test('a page that is exactly full is not the last; one that is not is', async () => {
    await vault.trail.bulkPut([change(1), change(2)])
    expect((await readTrailPage(vault, undefined, 2)).before).toBe(1_001)
    expect((await readTrailPage(vault, undefined, 3)).before).toBeUndefined()
    expect((await readTrailPage(vault, undefined, 2)).rows).toHaveLength(2)
  })

  test('of one moment at most so many', async () => {
    await vault.trail.bulkPut([change(1, { time: 5 }), change(2, { time: 5 }), change(3, { time: 5 })])
    expect((await readTrailPage(vault, undefined, 1, 2)).rows).toHaveLength(2)
  })

  test('between two moments: the first belongs to it, the second does not; without one it is open there', async () => {
    await vault.trail.bulkPut([change(1), change(2), change(3)])
    const between = async (from: number | undefined, before: number | undefined, most?: number) =>
      (await readTrailBetween(vault, from, before, most)).map(({ after }) => after)
    expect(await between(1_001, 1_003)).toEqual(['2', '1'])
    expect(await between(1_002, undefined)).toEqual(['3', '2'])
    expect(await between(undefined, 1_002)).toEqual(['1'])
    expect(await between(undefined, undefined)).toEqual(['3', '2', '1'])
    expect(await between(undefined, undefined, 1)).toEqual(['3'])
  })
})

describe('the history by record', () => {
  test('fields and records come with what they were born with among others, and nobody else’s', async () => {
    await vault.trail.bulkPut([change(1), change(2), birth(3, ['rk_3', 'rk_4'])])
    expect(await trailOfFields(vault, [])).toEqual([])
    expect(await trailOfRecords(vault, [])).toEqual([])
    expect(
      (
        await trailOfFields(vault, [
          ['rk_1', 'title'],
          ['rk_3', 'title'],
          ['rk_2', 'owner'],
        ])
      ).map(({ after }) => after),
    ).toEqual(['1', 'born rk_3'])
    expect((await trailOfRecords(vault, ['rk_2', 'rk_4'])).map(({ after }) => after)).toEqual([
      '2',
      'risk',
      'born rk_4',
    ])
    expect(await birthsOf(vault, new Set(['rk_1']))).toEqual([])
    expect(await birthsOf(vault, new Set(['rk_3', 'rk_4']))).toHaveLength(1)
  })

  test('what was written under an id of another kind is no part of the history of that record, and opens no conflict', async () => {
    await vault.trail.bulkPut([
      change(1, { recordId: 'as_1', conflict: 'risk' }),
      change(2, { recordId: 'as_1', kind: 'asset', conflict: 'asset' }),
    ])
    expect((await trailOfFields(vault, [['as_1', 'title']])).map(({ after }) => after)).toEqual(['2'])
    expect((await trailOfRecords(vault, ['as_1'])).map(({ after }) => after)).toEqual(['2'])
    expect((await openConflictRows(vault)).map(({ after }) => after)).toEqual(['2'])
    expect(await openConflictRows(vault, 'risk')).toEqual([])
  })

  test('a row by its id; one that tells of births is no row of a field', async () => {
    await vault.trail.bulkPut([change(1), birth(3, ['rk_3'])])
    expect(await trailRow(vault, '1.0/rk_1/title')).toMatchObject({ after: '1' })
    expect(await trailRow(vault, '3.0/births/rk_3')).toBeUndefined()
    expect(await trailRow(vault, 'nobody')).toBeUndefined()
  })

  test('the records that rows tell of, those of births each', async () => {
    await vault.trail.bulkPut([change(1), birth(3, ['rk_3', 'rk_4'])])
    expect(await recordsOfRows(vault, ['1.0/rk_1/title', '3.0/births/rk_3', '9.0/births/rk_9', 'odd'])).toEqual([
      'rk_1',
      'rk_3',
      'rk_4',
    ])
  })

  test('open conflicts of one kind or of all', async () => {
    await vault.trail.bulkPut([
      change(1, { conflict: 'risk' }),
      change(2, { conflict: 'asset', kind: 'asset' }),
      change(3),
    ])
    expect((await openConflictRows(vault)).map(({ after }) => after).sort()).toEqual(['1', '2'])
    expect((await openConflictRows(vault, 'risk')).map(({ after }) => after)).toEqual(['1'])
  })

  test('the rows of commands; those their edits went into when asked for', async () => {
    await vault.trail.bulkPut([change(1), change(2, { also: ['c9'] }), change(3)])
    expect((await storedOfCommands(vault, ['c1', 'c9'])).map(({ id }) => id)).toEqual([change(1).id])
    expect((await storedOfCommands(vault, ['c1', 'c9'], { merged: true })).map(({ id }) => id)).toEqual([
      change(1).id,
      change(2).id,
    ])
  })

  test('what came after a position, the latest first, up to so many', async () => {
    await vault.trail.bulkPut([change(1), change(2), birth(3, ['rk_3', 'rk_4']), waiting(change(5))])
    expect((await trailSince(vault, 1, 9)).map(({ recordId }) => recordId)).toEqual(['rk_3', 'rk_4', 'rk_2'])
    expect((await trailSince(vault, 1, 1)).map(({ recordId }) => recordId)).toEqual(['rk_3'])
  })
})

describe('what the readiness checks are fed with', () => {
  test('the history of a record in log order: position, then the order in the outbox, the clock and the name', async () => {
    const of = (id: string, more: Partial<TrailRow>): TrailRow =>
      change(0, { id, recordId: 'rk_1', after: id, ...more })
    await vault.trail.bulkPut([
      waiting(of('w2', { time: 9, n: 1 })),
      waiting(of('w1', { time: 1, n: 2 })),
      of('b-late', { seq: 7, time: 3 }),
      of('z-early', { seq: 7, time: 2 }),
      of('second', { seq: 7, time: 3, id: 'c-late' }),
      of('first', { seq: 3, time: 99 }),
      // Comes last from its table, and first by its name.
      of('a-late', { seq: 7, time: 3, field: 'zeal' }),
    ])
    const [[id, rows] = ['', []]] = await readHistory(vault, ['rk_1'])
    expect(id).toBe('rk_1')
    expect(rows.map(({ after }) => after)).toEqual(['first', 'z-early', 'a-late', 'b-late', 'second', 'w2', 'w1'])
    expect(await readHistory(vault, ['rk_2'])).toEqual([['rk_2', []]])
  })

  test('a fact bears what its row has and no more: element, position, relay time; of a long text no words', async () => {
    await vault.trail.bulkPut([
      change(1, { element: 'x' }),
      waiting(change(2, { recordId: 'rk_1', id: 'w' })),
      change(3, { recordId: 'rk_1', id: 't', field: 'notes', before: 'was', after: 'is', long: true }),
    ])
    const [[, facts] = ['', []]] = await readHistory(vault, ['rk_1'])
    expect(facts).toStrictEqual([
      {
        recordId: 'rk_1',
        field: 'title',
        memberId: 'm',
        time: 1_001,
        lost: false,
        before: null,
        after: '1',
        element: 'x',
        relayTime: 2_001,
        seq: 1,
      },
      {
        recordId: 'rk_1',
        field: 'notes',
        memberId: 'm',
        time: 1_003,
        lost: false,
        before: undefined,
        after: undefined,
        relayTime: 2_003,
        seq: 3,
      },
      { recordId: 'rk_1', field: 'title', memberId: 'm', time: 1_002, lost: false, before: null, after: '2' },
    ])
  })

  test('only tables that checks read are followed', () => {
    expect(['risk', 'statements', 'blobs', 'members', 'trail'].every(isFollowed)).toBe(true)
    expect(['comment', 'meta', 'outbox', 'log', 'devices'].some(isFollowed)).toBe(false)
  })

  const known = {
    timeZone: 'Etc/UTC',
    known: new Set(['rk_1', 'rk_3']),
    present: (table: string) =>
      table === 'risk' ? ['rk_1', 'rk_gone'] : table === 'statements' ? ['s1', 's-gone'] : [],
  }
  const risk = (id: string, more = {}) => vault.table('risk').put({ id, kind: 'risk', title: id, ref: 'RK-1', ...more })

  test('rows written by key are read again, those that are gone are told; of a table written as a whole everything', async () => {
    await risk('rk_1')
    await risk('rk_2')
    expect(await readWritten(vault, new Map([['risk', new Set(['rk_1', 'rk_x'])]]), known)).toMatchObject({
      put: [{ id: 'rk_1' }],
      remove: ['rk_x'],
    })
    expect(await readWritten(vault, new Map([['risk', 'all' as const]]), known)).toMatchObject({
      put: [{ id: 'rk_1' }, { id: 'rk_2' }],
      remove: ['rk_gone'],
    })
    expect(await readWritten(vault, new Map([['comment', 'all' as const]]), known)).toEqual({ put: [], remove: [] })
  })

  test('statements, files and members by key and as a whole', async () => {
    const statement = { id: 's1', type: 'review', subjectKind: 'evidence', subjectId: 'ev_1', memberId: 'm', seq: 4 }
    await vault.statements.put(statement as never)
    expect(await readWritten(vault, new Map([['statements', new Set(['s1', 's9'])]]), known)).toMatchObject({
      statements: [{ id: 's1' }],
      removeStatements: ['s9'],
    })
    expect(await readWritten(vault, new Map([['statements', 'all' as const]]), known)).toMatchObject({
      statements: [{ id: 's1' }],
      removeStatements: ['s-gone'],
    })
    await vault.blobs.bulkPut([
      blob('aa'),
      blob('bb', { state: 'pending', pendingSince: 7 }),
      blob('cc', { state: 'missing' }),
    ])
    const files = [
      ['aa', { state: 'present' }],
      ['bb', { state: 'pending', pendingSince: 7 }],
      ['cc', { state: 'missing' }],
    ]
    expect(await readWritten(vault, new Map([['blobs', 'all' as const]]), known)).toStrictEqual({
      files,
      put: [],
      remove: [],
    })
    expect((await readWritten(vault, new Map([['blobs', new Set(['bb', 'zz'])]]), known)).files).toStrictEqual([
      ['bb', { state: 'pending', pendingSince: 7 }],
      ['zz', undefined],
    ])
    await vault.members.bulkPut([
      {
        memberId: 'm1',
        role: 'owner',
        active: true,
        since: 1,
        personId: 'p',
        owned: [{ since: 1 }],
        bound: [] as never,
      },
      { memberId: 'm2', role: 'viewer', active: false, since: 1 },
    ] as never)
    expect((await readWritten(vault, new Map([['members', 'all' as const]]), known)).members).toStrictEqual([
      { memberId: 'm1', role: 'owner', active: true, personId: 'p', owned: [{ since: 1 }], bound: [] },
      { memberId: 'm2', role: 'viewer', active: false },
    ])
  })

  test('of the history only records that are followed are read again, and open conflicts of records that are not archived', async () => {
    await vault.trail.bulkPut([
      change(1),
      change(2),
      change(3, { conflict: 'risk', relayTime: Date.parse('2026-03-01T12:00:00Z') }),
      waiting(change(4, { conflict: 'risk', time: Date.parse('2026-04-01T12:00:00Z') })),
    ])
    const asked = await readWritten(vault, new Map([['trail', new Set(['1.0/rk_1/title', '2.0/rk_2/title'])]]), known)
    expect(asked.history!.map(([id]) => id)).toEqual(['rk_1'])
    expect(asked.conflicts!.map(({ recordId, day }) => [recordId, day])).toEqual([
      ['rk_3', '2026-03-01'],
      ['rk_4', '2026-04-01'],
    ])
    expect((await readWritten(vault, new Map([['trail', 'all' as const]]), known)).history!.map(([id]) => id)).toEqual([
      'rk_1',
      'rk_3',
    ])
    const comments = ['co_1', 'co_2'].map((id) =>
      change(9, { id: `9.0/${id}/body`, kind: 'comment', recordId: id, field: 'body', conflict: 'comment' }),
    )
    await vault.trail.bulkPut(comments)
    await vault.table('comment').bulkPut([
      { id: 'co_1', kind: 'comment', archivedOn: '2026-01-01' },
      { id: 'co_2', kind: 'comment' },
    ])
    expect(
      (await readAll(vault, { today: '2026-05-01', timeZone: 'Etc/UTC' }))
        .conflicts!.map(({ recordId }) => recordId)
        .sort(),
    ).toEqual(['co_2', 'rk_3', 'rk_4'])
  })

  test('at first everything that is followed', async () => {
    await risk('rk_1')
    await vault.table('comment').put({ id: 'cm_1', kind: 'comment' })
    expect(await readAll(vault, { today: '2026-05-01', timeZone: 'Etc/UTC' })).toMatchObject({
      today: '2026-05-01',
      put: [{ id: 'rk_1' }],
      statements: [],
      files: [],
      members: [],
      conflicts: [],
    })
  })
})

describe('hearing what was written', () => {
  const heard = async (work: () => unknown): Promise<readonly ChangedRows[]> => {
    const told: ChangedRows[] = []
    const end = watchRows(vault, (rows) => told.push(rows))
    await work()
    await new Promise((resolve) => setTimeout(resolve))
    end()
    return told
  }
  const part = (table: string): string => `idb://${vault.name}/${table}`
  /** As another context tells it. */
  const tell = (parts: Readonly<Record<string, unknown>>) =>
    heard(() => void Dexie.on('storagemutated').fire(parts as never))
  const leaf = (key: unknown, more = {}) => ({ from: key, to: key, l: null, r: null, ...more })
  const range = { from: 'a', to: 'c', l: null, r: null }

  test('rows by key, added or removed, of this vault alone, until it is ended', async () => {
    const stranger = await openVault(`readers-other-${names++}`)
    expect(
      await heard(() =>
        vault.meta.bulkPut([
          { key: 'a', value: 1 },
          { key: 'b', value: 1 },
        ]),
      ),
    ).toEqual([new Map([['meta', new Set(['a', 'b'])]])])
    expect(await heard(() => vault.meta.delete('a'))).toEqual([new Map([['meta', new Set(['a'])]])])
    expect(await heard(() => stranger.meta.put({ key: 'a', value: 1 }))).toEqual([])
    const told: unknown[] = []
    watchRows(vault, (rows) => told.push(rows))()
    await vault.meta.put({ key: 'z', value: 1 })
    expect(await heard(() => undefined)).toEqual([])
    expect(told).toEqual([])
    stranger.close()
  })

  test('a write whose rows nobody knows is all of its table, or of every table', async () => {
    expect(await tell({ [part('meta/')]: range })).toEqual([new Map([['meta', 'all']])])
    expect(await tell({ [part('log/')]: leaf(3) })).toEqual([new Map([['log', 'all']])])
    expect(await tell({ [part('meta/')]: leaf('m', { l: leaf('a'), r: leaf('z') }) })).toEqual([
      new Map([['meta', new Set(['m', 'a', 'z'])]]),
    ])
    expect(await tell({ [part('meta/')]: leaf('m', { l: range }) })).toEqual([new Map([['meta', 'all']])])
    expect(await tell({ [part('meta/')]: leaf('m', { r: range }) })).toEqual([new Map([['meta', 'all']])])
    const [every] = await tell({ all: {} })
    expect([...every!].sort()).toEqual(vault.tables.map(({ name }) => [name, 'all']).sort())
    expect((await tell({ all: {}, [part('meta/')]: leaf('m') }))[0]!.get('meta')).toBe('all')
  })

  test('rows taken out stand beside those put in; indexes and other databases say nothing', async () => {
    expect(await tell({ [part('meta/')]: leaf('a'), [part('meta/:dels')]: leaf('b') })).toEqual([
      new Map([['meta', new Set(['a', 'b'])]]),
    ])
    expect(await tell({ [part('meta/')]: range, [part('meta/:dels')]: leaf('b') })).toEqual([
      new Map([['meta', 'all']]),
    ])
    expect(await tell({ [part('meta/')]: leaf('b'), [part('meta/:dels')]: range })).toEqual([
      new Map([['meta', 'all']]),
    ])
    expect(await tell({ [part('meta/')]: {} })).toEqual([new Map([['meta', new Set()]])])
    expect(await tell({ [part('meta/some')]: leaf('m') })).toEqual([])
    expect(await tell({ [part('meta/some')]: leaf('m'), [part('meta/')]: leaf('b') })).toEqual([
      new Map([['meta', new Set(['b'])]]),
    ])
    expect(await tell({ 'idb://elsewhere/meta/': leaf('m') })).toEqual([])
  })
})

describe('frameworks of one’s own', () => {
  const own = {
    id: 'fw_own',
    kind: 'framework',
    ref: 'FW-1',
    framework: 'own',
    name: 'Ours',
    version: '1',
    description: '',
  }
  test('requirements that are here and not archived are known; others, shipped ones and strange words are not', async () => {
    const { requirementRecordId } = await import('~/lib/records/derivedIds')
    await vault.table('requirement').bulkPut([
      { id: requirementRecordId('own:1'), kind: 'requirement', framework: 'own' },
      { id: requirementRecordId('own:2'), kind: 'requirement', framework: 'own', archivedOn: '2026-01-01' },
    ])
    expect([...(await knownRequirements(vault, ['own:1', 'own:1', 'own:2', 'own:3', 'word']))]).toEqual(['own:1'])
  })

  test('an import meets the framework, its requirements and every crosswalk from or to it once, archived ones too', async () => {
    const { frameworkRecordId } = await import('~/lib/records/derivedIds')
    await vault.table('framework').put({ ...own, id: frameworkRecordId('own') })
    await vault.table('requirement').bulkPut([
      { id: 'rq_1', kind: 'requirement', framework: 'own', archivedOn: '2026-01-01' },
      { id: 'rq_2', kind: 'requirement', framework: 'else' },
    ])
    await vault.table('crosswalk').bulkPut([
      { id: 'cw_1', kind: 'crosswalk', source: 'own:1', target: 'iso27001:4.1' },
      { id: 'cw_2', kind: 'crosswalk', source: 'iso27001:4.1', target: 'own:1' },
      { id: 'cw_3', kind: 'crosswalk', source: 'own:1', target: 'own:2' },
      { id: 'cw_4', kind: 'crosswalk', source: 'other:1', target: 'iso27001:4.1' },
    ])
    const present = await presentFramework(vault, 'own')
    expect(present.framework).toMatchObject({ name: 'Ours' })
    expect(present.requirements.map(({ id }) => id)).toEqual(['rq_1'])
    expect(present.crosswalks.map(({ id }) => id).sort()).toEqual(['cw_1', 'cw_2', 'cw_3'])
    expect((await presentFramework(vault, 'nobody')).framework).toBeUndefined()
  })

  test('a shipped one is read without the vault, an unknown one is none', async () => {
    const { frameworks } = await import('~/lib/content/catalogue/catalogue')
    expect(await readFramework(vault, frameworks[1]!.id)).toBe(frameworks[1])
    expect(await readFramework(vault, 'nobody')).toBeUndefined()
  })

  test('one’s own is read with its requirements', async () => {
    const { frameworkRecordId } = await import('~/lib/records/derivedIds')
    await vault.table('framework').put({ ...own, id: frameworkRecordId('own'), frameworkId: 'own', title: 'Ours' })
    await vault.table('requirement').bulkPut([
      { id: 'rq_1', kind: 'requirement', framework: 'own', code: '1', title: 'One' },
      { id: 'rq_2', kind: 'requirement', framework: 'else', code: '1' },
    ])
    const read = await readFramework(vault, 'own')
    expect([read?.title, read?.requirements.map(({ title }) => title)]).toEqual(['Ours', ['One']])
  })
})

describe('how far the making of the demo is', () => {
  test('is told as it was written, until it ends; what is no progress is none', async () => {
    const db = openDeviceDb()
    expect(await readDemoProgress(db)).toBeUndefined()
    await writeDemoProgress(db, { stage: 'sign', done: 2, of: 5 })
    expect(await readDemoProgress(db)).toEqual({ stage: 'sign', done: 2, of: 5 })
    for (const value of [
      'sign',
      { stage: 'dance', done: 1, of: 2 },
      { stage: 'sign', done: '1', of: 2 },
      { stage: 'sign', done: 1, of: null },
      null,
    ]) {
      await db.preferences.put({ key: 'demoProgress', value })
      expect(await readDemoProgress(db)).toBeUndefined()
    }
    await writeDemoProgress(db, { stage: 'files', done: 0, of: 0 })
    await endDemoProgress(db)
    expect(await db.preferences.get('demoProgress')).toBeUndefined()
    db.close()
  })
})
