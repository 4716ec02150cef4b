/**
 * What reports and review packs are computed from, as it lies in the vault; and who made what, as its history tells.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dependenceAt, mergesOf } from '~/lib/vault/log/memberIndependence'
import { makersOf } from '~/lib/vault/log/makers'
import { readReportState } from '~/lib/vault/views/readReportState'
import { inputLetters } from '~/lib/isms/review/pack'
import { compositeRecords } from '~/lib/isms/statement/composites'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { utf8 } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalBytes } from '~/lib/shared/json'
import { frozenHashes } from '~/lib/isms/soa/frozenSoa'
import { readPack, readReviewState } from '~/lib/vault/views/readReviewState'
import { openVault, type StatementRow, type TrailRow, type Vault } from '~/lib/vault/store/tables'
import { row, statement } from '../../isms/rows'

const today = '2026-06-01'
let vault: Vault
let names = 0
beforeEach(async () => {
  vault = await openVault(`reports-${names++}`)
})
afterEach(() => vault.close())

const change = (
  id: string,
  recordId: string,
  field: string,
  after: unknown,
  more: Partial<TrailRow> = {},
): TrailRow => ({
  id,
  commandId: 'c',
  kind: 'issue',
  recordId,
  field,
  before: null,
  after: after as never,
  deviceId: 'd',
  memberId: 'm',
  time: 1_000,
  seq: 5,
  concurrent: false,
  lost: false,
  ...more,
})
const waiting = (row: TrailRow): TrailRow => {
  const { seq: _seq, ...rest } = row
  return rest
}
const put = (kind: string, ...rows: readonly object[]) =>
  vault.table(kind).bulkPut(rows.map((row) => ({ kind, unknown: {}, ...row })))
const at = (text: string) => Date.parse(text)

describe('what a report is computed from', () => {
  test('records that are not archived, in the order of their refs; all of them where all are asked for', async () => {
    await put(
      'risk',
      { id: 'ri_b', ref: 'RI-9' },
      { id: 'ri_a', ref: 'RI-10' },
      { id: 'ri_c', ref: 'RI-1', archivedOn: '2026-01-01' },
      { id: 'ri_e' },
      { id: 'ri_d' },
    )
    await put('comment', { id: 'cm_1' })
    const state = await readReportState(vault, today)
    expect(
      state
        .rows('risk')
        .map(({ id }) => id)
        .filter((id) => ['ri_a', 'ri_b'].includes(id)),
    ).toEqual(['ri_b', 'ri_a'])
    expect(
      state
        .rows('risk')
        .map(({ id }) => id)
        .filter((id) => ['ri_d', 'ri_e'].includes(id)),
    ).toEqual(['ri_d', 'ri_e'])
    expect(state.rows('risk').some(({ id }) => id === 'ri_c')).toBe(false)
    expect(
      state
        .all('risk')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['ri_a', 'ri_b', 'ri_c', 'ri_d', 'ri_e'])
    expect(state.all('comment')).toEqual([])
    expect(state.rows('comment')).toEqual([])
    expect(state.record('ri_c')).toMatchObject({ ref: 'RI-1' })
    expect(state.record('cm_1')).toBeUndefined()
  })

  test('names, persons and keys of members; the method of the workspace', async () => {
    await vault.members.bulkPut([
      { memberId: 'm1', role: 'owner', active: true, since: 1, personId: 'p1' },
      { memberId: 'm2', role: 'owner', active: false, since: 1, personId: 'p2' },
      { memberId: 'm3', role: 'viewer', active: true, since: 1 },
    ])
    await put('settings', { id: 'settings_main', memberNames: { m3: 'Vera' } })
    const plain = await readReportState(vault, today)
    expect([plain.nameOfMember('m3'), plain.nameOfMember('m1')]).toEqual(['Vera', undefined])
    expect([plain.personOfMember('m1'), plain.personOfMember('m2'), plain.personOfMember('m3')]).toEqual([
      'p1',
      'p2',
      undefined,
    ])
    expect([plain.hasKeys('p1'), plain.hasKeys('p2')]).toEqual([true, false])
    const own = {
      grid: [['low']],
      acceptMax: 'low',
      likelihood: ['l'],
      impact: ['i'],
      levels: ['v'],
      authority: { low: 'owner' },
    }
    await put('riskMethod', { id: 'rm_1', ref: 'RM-1', ...own })
    const state = await readReportState(vault, today)
    expect(state.method).toEqual({ grid: own.grid, acceptMax: 'low' })
    expect(state.scale).toEqual({ likelihood: ['l'], impact: ['i'], levels: ['v'], authority: own.authority })
    expect(plain.method.grid).not.toEqual(own.grid)
    expect(plain.scale.levels).not.toEqual(['v'])
  })

  test('files as they lie here: whole ones, those that are not, and those of which nobody knows', async () => {
    const blob = { id: 'i', size: 1, mime: 'x', epoch: 1, salt: new Uint8Array(), upload: 'none', addedAt: 1 } as const
    await vault.blobs.bulkPut([
      { ...blob, sha256: 'a', state: 'present' },
      { ...blob, sha256: 'b', state: 'missing' },
    ])
    const { held } = await readReportState(vault, today)
    expect(held('a')).toEqual({ state: 'present' })
    expect(held('b')).toMatchObject({ state: 'missing' })
    expect(held('c')).toBeUndefined()
  })

  test('the last statement that counts; how ready the workspace is, where that was computed', async () => {
    expect((await readReportState(vault, today)).head).toBeUndefined()
    expect((await readReportState(vault, today)).readiness).toBeUndefined()
    const log = {
      uuid: 'u',
      deviceId: 'd',
      deviceSeq: 1,
      epoch: 1,
      relayTime: 1,
      timeSource: 'device',
      chain: 'c',
      bytes: new Uint8Array(),
      verdicts: 'v',
    } as const
    await vault.log.bulkPut([
      { ...log, seq: 2, class: 'statement', verdict: 'counts', hash: 'h2' },
      { ...log, seq: 5, class: 'statement', verdict: 'counts', hash: 'h5' },
      { ...log, seq: 7, class: 'statement', verdict: 'foreignStatement', hash: 'h7' },
      { ...log, seq: 9, class: 'register', verdict: 'counts', hash: 'h9' },
    ])
    await vault.meta.put({ key: 'readiness', value: { asOf: today, headSeq: 9, views: { all: 1 } } })
    await vault.readiness.put({ id: 'r', order: 1, result: { id: 'r' } } as never)
    const state = await readReportState(vault, today)
    expect(state.head).toEqual({ seq: 5, hash: 'h5' })
    expect(state.readiness).toEqual({ asOf: today, views: { all: 1 }, results: [{ id: 'r' }] })
  })

  test('a frozen copy that is not here, is damaged or is none is away; packs that can be read are here', async () => {
    const blob = {
      id: 'i',
      size: 1,
      mime: 'x',
      epoch: 1,
      salt: new Uint8Array(),
      upload: 'none',
      addedAt: 1,
      state: 'present',
    } as const
    await vault.blobs.bulkPut([
      { ...blob, sha256: 'odd', bytes: new Blob(['{']) },
      { ...blob, sha256: 'none', bytes: new Blob(['{}']) },
      { ...blob, sha256: 'bad', state: 'corrupt', bytes: new Blob(['{}']) },
      { ...blob, sha256: 'later', state: 'pending' },
    ])
    await put(
      'soaVersion',
      ...['odd', 'none', 'bad', 'later', 'nobody'].map((sha256) => ({ id: `sv_${sha256}`, frozen: { sha256 } })),
      { id: 'sv_open' },
    )
    await put(
      'managementReview',
      ...['odd', 'later', undefined].map((sha256, n) => ({
        id: `mr_${n}`,
        attendees: [],
        ...(sha256 !== undefined && { pack: { sha256 } }),
      })),
    )
    const state = await readReportState(vault, today)
    expect([...state.soaCopies]).toEqual(
      expect.arrayContaining(
        ['odd', 'none', 'bad', 'later', 'nobody', 'open'].map((name) => [`sv_${name}`, { state: 'away' }]),
      ),
    )
    expect(state.packs.size).toBe(0)
    expect(await readPack(vault, 'later')).toMatchObject({ ok: false, error: { type: 'packPending' } })
    expect(await readPack(vault, 'nobody')).toMatchObject({ ok: false, error: { type: 'packPending' } })
    expect(await readPack(vault, 'odd')).toMatchObject({ ok: false, error: { type: 'badPack' } })
    expect(await readPack(vault, 'none')).toMatchObject({ ok: false, error: { type: 'badPack' } })
  })
})

const pack = {
  v: 1,
  asOf: '2026-01-01',
  since: null,
  inputs: Object.fromEntries(inputLetters.map((letter) => [letter, { figures: [], groups: [] }])),
}
const hashOf = (content: unknown): string => sha256Hex(utf8(JSON.stringify(content)))
const file = (content: unknown) =>
  ({
    sha256: hashOf(content),
    id: 'i',
    size: 1,
    mime: 'x',
    epoch: 1,
    salt: new Uint8Array(),
    upload: 'none',
    addedAt: 1,
    state: 'present',
    bytes: new Blob([JSON.stringify(content)]),
  }) as const

test('a frozen copy is here with the word whether it is the one that was approved; one on a damaged disk is away; a pack by its hash', async () => {
  const soa = { v: 1, header: { framework: 'f', asOf: '2026-01-01' }, rows: [], additional: [], names: {} }
  const { contentHash, decisionHash } = frozenHashes(soa as never)
  const [here, packed] = [hashOf(soa), hashOf(pack)]
  // The third says that it is here, and its bytes are another file's.
  await vault.blobs.bulkPut([
    file(soa),
    { ...file(soa), sha256: 'bad', state: 'corrupt' },
    { ...file(soa), sha256: 'ab'.repeat(32) },
    file(pack),
  ])
  await put(
    'soaVersion',
    { id: 'sv_1', frozen: { sha256: here }, contentHash, decisionHash },
    { id: 'sv_2', frozen: { sha256: here }, contentHash: 'other', decisionHash },
    { id: 'sv_3', frozen: { sha256: 'bad' }, contentHash, decisionHash },
    { id: 'sv_4', frozen: { sha256: 'ab'.repeat(32) }, contentHash, decisionHash },
  )
  await put(
    'managementReview',
    { id: 'mr_1', attendees: [], pack: { sha256: packed } },
    { id: 'mr_2', attendees: [], pack: { sha256: 'ab'.repeat(32) } },
  )
  const { soaCopies, packs } = await readReportState(vault, today)
  expect(Object.fromEntries(soaCopies)).toEqual({
    sv_1: { state: 'here', soa, intact: true },
    sv_2: { state: 'here', soa, intact: false },
    sv_3: { state: 'away' },
    sv_4: { state: 'away' },
  })
  expect([...packs]).toEqual([[packed, pack]])
})

describe('what a review is computed from', () => {
  const review = { id: 'mr_1', heldOn: today }

  test('movements of what is followed, in log order, on the day of the workspace; what changed nothing or lost is none', async () => {
    await put('issue', { id: 'is_1', ref: 'IS-1' }, { id: 'is_gone', ref: 'IS-2', archivedOn: '2026-01-01' })
    await put('risk', { id: 'ri_1', ref: 'RI-1' })
    await put('settings', { id: 'settings_main', timeZone: 'Asia/Tokyo' })
    const of = (id: string, field: string, after: unknown, more: Partial<TrailRow> = {}) =>
      change(id, 'is_1', field, after, { before: 'was', ...more })
    await vault.trail.bulkPut([
      waiting(of('w2', 'title', 'w2', { time: at('2026-03-06T00:00:00Z'), n: 1 })),
      waiting(of('w1', 'title', 'w1', { time: at('2026-03-05T00:00:00Z'), n: 2 })),
      of('b', 'title', 'b', { seq: 7, time: 3 }),
      of('c', 'title', 'c', { seq: 7, time: 3 }),
      of('z', 'title', 'z', { seq: 7, time: 2 }),
      of('first', 'title', 'first', {
        seq: 3,
        time: at('2026-01-01T00:00:00Z'),
        relayTime: at('2026-03-01T23:00:00Z'),
      }),
      of('merged', 'title', 'merged', {
        seq: 8,
        untilSeq: 9,
        time: at('2026-01-01T00:00:00Z'),
        until: at('2026-04-01T00:00:00Z'),
        relayTime: at('2026-02-01T00:00:00Z'),
      }),
      of('short', 'title', 'short', { seq: 9, untilSeq: 9, time: at('2026-05-01T00:00:00Z') }),
      of('lost', 'title', 'lost', { lost: true }),
      of('same', 'title', 'was'),
      // Comes last from its table, and first by its name.
      of('a', 'zeal', 'a', { seq: 7, time: 3 }),
      // An empty text says nothing; of a field that is not known here every value does.
      of('empty', 'description', null, { before: '' }),
      of('strange', 'source', null, { before: '', seq: 11 }),
      change('gone', 'is_gone', 'title', 'gone'),
      change('owner', 'ri_1', 'owner', 'p', { kind: 'risk', seq: 10 }),
      change('risk', 'ri_1', 'title', 'no', { kind: 'risk', seq: 10 }),
    ])
    const { changes } = await readReviewState(vault, review, today)
    expect(changes.map(({ after }) => after)).toEqual([
      'first',
      'z',
      'a',
      'b',
      'c',
      'merged',
      'short',
      'p',
      null,
      'w2',
      'w1',
    ])
    expect(changes.map(({ day }) => day)[0]).toBe('2026-03-02')
    expect(changes.find(({ after }) => after === 'merged')!.day).toBe('2026-04-01')
    expect(changes.find(({ after }) => after === 'short')!.day).toBe('2026-05-01')
    expect(changes.find(({ after }) => after === 'w2')!.day).toBe('2026-03-06')
    expect(changes[0]).toEqual({ recordId: 'is_1', field: 'title', day: '2026-03-02', before: 'was', after: 'first' })
  })

  test('records that name another, statements on one, persons that were merged, the method', async () => {
    await put(
      'issue',
      { id: 'is_2', ref: 'IS-9' },
      { id: 'is_1', ref: 'IS-10' },
      { id: 'is_3', archivedOn: '2026-01-01' },
      { id: 'is_4' },
      { id: 'is_5' },
    )
    await put('task', { id: 'ta_1', links: ['is_1', 'is_2'] }, { id: 'ta_2', links: [] }, { id: 'ta_3' })
    await put('control', { id: 'co_1', owner: 'pe_1' })
    await put('person', { id: 'pe_old', duplicateOf: 'pe_1', archivedOn: '2026-01-01' }, { id: 'pe_1' })
    await vault.statements.put({
      id: 's1',
      subjectKind: 'issue',
      subjectId: 'is_1',
      type: 'review',
      memberId: 'm',
      seq: 4,
    } as never)
    const state = await readReviewState(vault, review, today)
    const issues = state.rows('issue').map(({ id }) => id)
    expect([issues.filter((id) => id < 'is_3'), issues.filter((id) => id > 'is_3'), issues.length]).toEqual([
      ['is_2', 'is_1'],
      ['is_4', 'is_5'],
      4,
    ])
    expect(state.statementsOf('is_1').map(({ id }) => id)).toEqual(['s1'])
    expect(state.statementsOf('is_2')).toEqual([])
    expect(state.lookup.get('issue', 'is_2')).toMatchObject({ ref: 'IS-9' })
    expect(state.lookup.get('issue', 'is_3')).toBeUndefined()
    expect(state.lookup.referencing('task', 'links', 'is_2').map(({ id }) => id)).toEqual(['ta_1'])
    expect(state.lookup.referencing('control', 'owner', 'pe_1').map(({ id }) => id)).toEqual(['co_1'])
    expect(state.kept!('pe_old')).toBe('pe_1')
    expect(state.previousPack).toBeUndefined()
    expect(state.method.grid.length).toBeGreaterThan(1)
    await put('riskMethod', { id: 'rm_1', grid: [['low']], acceptMax: 'low' })
    expect((await readReviewState(vault, review, today)).method).toEqual({ grid: [['low']], acceptMax: 'low' })
  })
})

test('a review looks back on the pack of the complete one before it; one whose bytes are away is none, and so is one that nobody entitled signed', async () => {
  const hash = hashOf(pack)
  const before = row('managementReview', 'mr_old', {
    title: 'Winter',
    heldOn: '2026-02-12',
    chair: 'pe_top',
    attendees: ['pe_top'],
    pack: { sha256: hash, id: hash, size: 1, mime: 'application/json' },
    packHash: hash,
    packAsOf: '2026-02-05',
    ...Object.fromEntries(inputLetters.map((letter) => [`nothing${letter.toUpperCase()}`, true])),
    noDecisions: true,
    suitable: 'yes',
    adequate: 'yes',
    effective: 'yes',
    conclusion: 'It works.',
    status: 'held',
  })
  await vault.table('managementReview').bulkPut([before, row('managementReview', 'mr_now', { heldOn: today })])
  await vault.members.put({ memberId: 'm', role: 'owner', active: true, since: 1, personId: 'pe_top', owned: [{}] })
  const previous = async () => (await readReviewState(vault, { id: 'mr_now', heldOn: today }, today)).previousPack
  expect(await previous()).toBeUndefined()
  const { lookup } = await readReviewState(vault, { id: 'mr_now', heldOn: today }, today)
  await vault.statements.put({
    ...statement({
      id: 's',
      type: 'sign',
      subjectKind: 'managementReview',
      subjectId: 'mr_old',
      contentHash: hashedContent(before, 'main', compositeRecords(before, 'main', lookup)).contentHash,
    }),
    seq: 4,
  } as never)
  expect(await previous()).toBeUndefined()
  await vault.blobs.put(file(pack))
  expect(await previous()).toEqual(pack)
  // Somebody else is named as top management since before the meeting: the owner no longer stands in.
  await vault.statements.put({
    ...statement({ id: 'r', subjectKind: 'roleAssignment', subjectId: 'ra_1' }),
    seq: 2,
    relayTime: at('2026-01-01T00:00:00Z'),
    frozen: canonicalBytes({ fields: { role: 'topManagement', holder: 'pe_other' } }),
  } as never)
  expect(await previous()).toBeUndefined()
})

describe('who made a record', () => {
  const access = {
    members: {
      a: {
        memberId: 'a',
        persons: [
          { seq: 1, personId: 'pa' },
          { seq: 8, personId: 'pa2' },
        ],
      },
      b: { memberId: 'b', persons: [] },
    },
  } as never
  const evidence = { kind: 'evidence', id: 'ev_1' } as const
  const wrote = (id: string, field: string, memberId: string, more: Partial<TrailRow> = {}) =>
    change(id, 'ev_1', field, 'x', { kind: 'evidence', memberId, ...more })
  const sealed = (more: Partial<StatementRow> = {}) =>
    ({
      id: 's',
      type: 'captureSeal',
      subjectKind: 'evidence',
      subjectId: 'ev_1',
      memberId: 'b',
      seq: 6,
      ...more,
    }) as StatementRow

  test('whoever wrote its birth, its files or its capture record; with the persons they were then and at the place that asks', async () => {
    await vault.trail.bulkPut([
      wrote('1', 'kind', 'a'),
      wrote('2', 'files', 'b'),
      wrote('3', 'title', 'c'),
      wrote('4', 'captureRecord', 'stranger'),
      change('5', 'ev_2', 'kind', 'x', { kind: 'evidence', memberId: 'd' }),
      wrote('6', 'files', 'e', { kind: 'asset' }),
    ])
    const makers = async (more: object) =>
      [...(await makersOf(vault, evidence, { access, ...more }))].sort((a, b) => (a.memberId < b.memberId ? -1 : 1))
    expect(await makers({})).toEqual([
      { memberId: 'a', personIds: ['pa', 'pa2'] },
      { memberId: 'b', personIds: [] },
      { memberId: 'stranger', personIds: [] },
    ])
    expect(await makers({ before: 8 })).toMatchObject([{ memberId: 'a', personIds: ['pa'] }, {}, {}])
  })

  test('only what came before the place that asks; with what waits here where none is named', async () => {
    await vault.trail.bulkPut([
      wrote('1', 'kind', 'a', { seq: 3 }),
      wrote('2', 'files', 'b', { seq: 7 }),
      waiting(wrote('3', 'files', 'c')),
    ])
    const makers = async (before?: number) =>
      (await makersOf(vault, evidence, { access, ...(before !== undefined && { before }) }))
        .map(({ memberId }) => memberId)
        .sort()
    expect(await makers()).toEqual(['a', 'b', 'c'])
    expect(await makers(8)).toEqual(['a', 'b'])
    expect(await makers(7)).toEqual(['a'])
    expect(await makers(3)).toEqual([])
    expect(await makersOf(vault, { kind: 'asset', id: 'ev_1' }, { access })).toEqual([])
    expect(
      (
        await makersOf(vault, evidence, {
          access,
          trail: [
            wrote('9', 'captureRecord', 'd'),
            change('8', 'ev_2', 'files', 'x', { memberId: 'f', kind: 'evidence' }),
          ],
        })
      )
        .map(({ memberId }) => memberId)
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd'])
  })

  test('whoever sealed its capture, in the vault or about to be written', async () => {
    await vault.trail.put(wrote('1', 'kind', 'a', { seq: 3 }))
    await vault.statements.bulkPut([
      sealed(),
      sealed({ id: 't', type: 'review', memberId: 'c', seq: 7 }),
      sealed({ id: 'u', subjectId: 'ev_2', memberId: 'd', seq: 8 }),
    ])
    const makers = async (more: object = {}) =>
      (await makersOf(vault, evidence, { access, ...more })).map(({ memberId }) => memberId).sort()
    expect(await makers()).toEqual(['a', 'b'])
    expect(await makers({ before: 6 })).toEqual(['a'])
    expect(
      await makers({
        statements: [
          sealed({ id: 'x', memberId: 'e', seq: 9 }),
          sealed({ id: 'y', memberId: 'f', subjectId: 'ev_2' }),
          sealed({ id: 'z', memberId: 'g', subjectKind: 'asset' }),
        ],
      }),
    ).toEqual(['a', 'b', 'e'])
  })
})

describe('of whom a member is not independent', () => {
  const merged = (
    id: string,
    person: string,
    into: unknown,
    memberId: string,
    seq: number,
    more: Partial<TrailRow> = {},
  ) => change(id, person, 'duplicateOf', into, { kind: 'person', memberId, seq, ...more })

  test('the last word on each person counts, in whatever order it was kept, and those they lead to are asked, too', async () => {
    await vault.trail.bulkPut([
      merged('z', 'p1', 'p2', 'first', 3),
      merged('a', 'p1', 'p3', 'last', 5),
      merged('m', 'p1', 'p9', 'loser', 7, { lost: true }),
      merged('b', 'p3', 'p4', 'next', 4),
      merged('c', 'p4', 'p1', 'round', 4),
      change('t', 'p1', 'title', 'p8', { seq: 9 }),
    ])
    const merges = async (more: object = {}) =>
      (await mergesOf(vault, ['p1', 'p1'], more)).map(({ personId, into, byMemberId, seq }) => [
        personId,
        into,
        byMemberId,
        seq,
      ])
    expect(await merges()).toEqual([
      ['p1', 'p3', 'last', 5],
      ['p3', 'p4', 'next', 4],
      ['p4', 'p1', 'round', 4],
    ])
    expect(await merges({ before: 5 })).toEqual([['p1', 'p2', 'first', 3]])
    expect(await merges({ before: 3 })).toEqual([])
    const fresh = [
      waiting(merged('w', 'p1', 'p7', 'waits', 0)),
      merged('x', 'p7', null, 'undone', 8),
      merged('y', 'p8', 'p1', 'else', 8),
      change('v', 'p1', 'owner', 'p6', { seq: 99 }),
    ]
    expect(await merges({ trail: fresh })).toEqual([['p1', 'p7', 'waits', Infinity]])
    expect(await merges({ trail: fresh, before: 6 })).toEqual([
      ['p1', 'p3', 'last', 5],
      ['p3', 'p4', 'next', 4],
      ['p4', 'p1', 'round', 4],
    ])
  })

  test('who became another’s person by a merge is one with them, and hangs on the word of who merged', async () => {
    const bound = (memberId: string, personId: string, more = {}) => ({
      memberId,
      persons: [{ seq: 1, personId, byMemberId: 'o', byRole: 'owner' }],
      ...more,
    })
    const access = { members: { a: bound('a', 'p1'), b: bound('b', 'p2'), c: bound('c', 'p3') } } as never
    await vault.trail.put(merged('z', 'p1', 'p2', 'merger', 5))
    expect(await dependenceAt(vault, 'c', { access })).toBeUndefined()
    expect(await dependenceAt(vault, 'a', { access, before: 5 })).toBeUndefined()
    expect(await dependenceAt(vault, 'a', { access, before: 6 })).toMatchObject({
      mergedWith: ['p2'],
      onWordOf: ['o', 'merger'],
    })
    expect(await dependenceAt(vault, 'b', { access })).toMatchObject({ mergedWith: ['p1'] })
  })
})
