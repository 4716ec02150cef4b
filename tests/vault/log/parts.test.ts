/** The parts of a vault by themselves: what each decides, at its boundaries. */

import { type VerdictCheck } from '~/lib/vault/replica/replicaCore'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { zeroHash } from '~/lib/protocol/log/entry'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { accessRows, boundOf, positionsNeeded } from '~/lib/vault/log/accessRows'
import {
  birthRows,
  birthsIn,
  birthsSingly,
  bornOfKind,
  bulkBirths,
  fieldsSingly,
  isBirthRowId,
} from '~/lib/vault/history/births'
import {
  applyAll,
  arrangeTexts,
  changeLocally,
  createBook,
  newBookDoc,
  recordsOf,
  textOf,
  valueOf,
} from '~/lib/vault/books/book'
import { createClients } from '~/lib/vault/books/clients'
import { freshClientId, storageFailure, type Core } from '~/lib/vault/replica/replicaCore'
import { erasuresOf, idsToErase, namesOf, standing, writeErasures } from '~/lib/vault/log/erasures'
import { epochAwaited, isWhole, noteForsaken, thoseKept } from '~/lib/vault/log/heldEntries'
import { noKeyFaults, noteKeyFaults, keyFaultsKey } from '~/lib/vault/log/keyFaults'
import { asOthersRead, recordsTouched } from '~/lib/vault/books/makeUpdates'
import { NamedTypes } from '~/lib/vault/books/namedTypes'
import { readRecord, settingsOf, withColumns } from '~/lib/vault/views/projection'
import { sharesOf } from '~/lib/vault/replica/shares'
import { readSnapshotState, rowsHashOf, writeSnapshotState } from '~/lib/vault/snapshots/snapshotState'
import { openVault, type BlobRow, type BirthRow, type ErasureRow, type Intent } from '~/lib/vault/store/tables'
import { isOwnTrouble } from '~/lib/vault/log/unappliable'
import { afterHearing, allAgree, isUnclear, keepVerdictCheck } from '~/lib/vault/log/verdictCheck'
import { unwrap } from '~/lib/shared/result'

let names = 0
const freshVault = () => openVault(`parts-${names++}`)

describe('what the storage throws', () => {
  const named = (name: string, message = '', more = {}) => Object.assign(new Error(message), { name, ...more })
  const typeOf = (error: unknown) => storageFailure(error)?.error.type

  test('a full disk is told by its name or by the words of the browser, also deep inside', () => {
    expect(typeOf(named('QuotaExceededError'))).toBe('diskFull')
    expect(typeOf(named('UnknownError', 'IO error: FILE_ERROR_NO_SPACE'))).toBe('diskFull')
    expect(typeOf(named('UnknownError', 'Internal error opening backing store for indexedDB.open.'))).toBe('diskFull')
    expect(storageFailure(named('UnknownError', 'Internal error opening backing store'))!.error.message).toContain(
      'does not open',
    )
    expect(typeOf(named('AbortError', '', { inner: named('QuotaExceededError') }))).toBe('diskFull')
    expect(typeOf(named('BulkError', '', { failures: [named('QuotaExceededError'), named('DataError')] }))).toBe(
      'diskFull',
    )
    expect(
      typeOf(named('BulkError', '', { failures: [named('DataError'), named('QuotaExceededError')] })),
    ).toBeUndefined()
  })

  test('a database that is closed or changed is no full disk; anything else is a bug', () => {
    for (const name of [
      'DatabaseClosedError',
      'InvalidStateError',
      'MissingAPIError',
      'OpenFailedError',
      'AbortError',
      'TransactionInactiveError',
      'UnknownError',
      'VersionChangeError',
      'VersionError',
    ])
      expect(typeOf(named(name))).toBe('vaultClosed')
    const round = named('OddError')
    for (const error of [
      named('TypeError'),
      named('DataError', 'x'),
      Object.assign(round, { inner: round }),
      'QuotaExceededError',
      undefined,
      null,
      { name: 7, message: 8 },
    ])
      expect(typeOf(error)).toBeUndefined()
  })

  test('a full disk and an end of memory are the device’s own trouble, and no verdict on an entry', () => {
    expect(
      [
        named('QuotaExceededError'),
        new RangeError('Maximum call stack size exceeded'),
        named('InternalError', 'too much recursion'),
        new Error('out of memory'),
      ].every(isOwnTrouble),
    ).toBe(true)
    expect(
      [
        new Error('it stands in two places'),
        new TypeError('x'),
        { name: 'InternalError', message: 'out of memory' },
        'memory',
      ].some(isOwnTrouble),
    ).toBe(false)
  })
})

describe('a client id', () => {
  test('is of four bytes, never 0, and none that somebody has', () => {
    const bytes = [
      [0, 0, 0, 0],
      [0, 0, 0, 9],
      [255, 255, 255, 255],
      [1, 2, 3, 4],
    ]
    const asked: number[] = []
    const drawn = freshClientId(
      () => Uint8Array.from(bytes.shift()!) as never,
      (id) => {
        asked.push(id)
        return id === 9
      },
    )
    expect(drawn).toBe(0xffffffff)
    expect(asked).toEqual([9, 0xffffffff])
    expect(
      freshClientId(
        () => Uint8Array.from([1, 2, 3, 4]) as never,
        () => false,
      ),
    ).toBe(0x01020304)
  })

  test('is known in any book that was loaded', async () => {
    const clients = createClients((book) =>
      Promise.resolve(book === 'risk' ? [{ book, clientId: 7, deviceId: 'd', clock: 1 }] : []),
    )
    await clients.load('asset')
    expect(clients.knows(7)).toBe(false)
    await clients.load('risk')
    expect(clients.knows(7)).toBe(true)
    expect(clients.knows(8)).toBe(false)
    expect(clients.deviceOf('risk', 7)).toBe('d')
    clients.reset()
    expect(clients.knows(7)).toBe(false)
  })
})

describe('records born by the hundred', () => {
  const id = (n: number) => `rk_${String(n).padStart(3, '0')}`
  const key = (name: string, more = {}) => ({
    key: name,
    before: null,
    after: name.endsWith('/kind') ? 'risk' : `v ${name}`,
    ...more,
  })
  const born = (count: number) =>
    Array.from({ length: count }, (_, n) => [key(`${id(n)}/kind`), key(`${id(n)}/title`)]).flat()

  test('are told together from two hundred on; below, or with one of them met by others, each for itself', () => {
    expect(birthsIn({ keys: born(bulkBirths), texts: [] }).born.size).toBe(bulkBirths)
    expect(birthsIn({ keys: born(bulkBirths - 1), texts: [] })).toEqual({ born: new Map(), folded: new Set() })
    const kinds = Array.from({ length: bulkBirths }, (_, n) => key(`${id(n)}/kind`))
    expect(birthsIn({ keys: kinds, texts: [] }).born.size).toBe(bulkBirths)
    for (const odd of [{ concurrent: true }, { lost: true }, { before: 'asset' }])
      expect(birthsIn({ keys: [{ ...kinds[0]!, ...odd }, ...kinds.slice(1)], texts: [] }).born.size).toBe(0)
    expect(birthsIn({ keys: [key('rk_x/levels/kind'), ...kinds.slice(1)], texts: [] }).born.size).toBe(0)
  })

  test('what was there before, met another or lost keeps a row of its own; so does a key of no field and of another record', () => {
    const more = [
      key(`${id(0)}/a`, { before: 'x' }),
      key(`${id(0)}/b`, { concurrent: true }),
      key(`${id(0)}/c`, { lost: true }),
      key(`${id(0)}/`),
      key('as_1/name'),
      key(`${id(0)}/tags/x`),
    ]
    const { born: values, folded } = birthsIn({
      keys: [...born(bulkBirths), ...more],
      texts: [
        { name: `${id(1)}/notes`, before: '', after: 'first' },
        { name: `${id(0)}/notes`, before: '', after: 'n' },
        { name: `${id(0)}/met`, before: '', after: 'm', concurrent: true },
        { name: `${id(0)}/was`, before: 'w', after: 'm' },
      ],
    })
    expect(values.get(id(0))).toEqual({
      'kind': 'risk',
      'title': `v ${id(0)}/title`,
      'tags/x': `v ${id(0)}/tags/x`,
      'notes': 'n',
    })
    expect([...folded].slice(-2)).toEqual([`${id(0)}/notes`, `${id(1)}/notes`])
    expect(folded.has('as_1/name')).toBe(false)
  })

  test('fifty of them in a row, in the order of their ids, each kind for itself, and singly again', () => {
    const values = new Map<string, Readonly<Record<string, string>>>(
      Array.from({ length: 51 }, (_, n) => [id(50 - n), { kind: 'risk', title: `t${50 - n}`, cause: 'long' }]),
    )
    const facts = { commandId: 'c', kind: 'risk' as const, deviceId: 'd', memberId: 'm', time: 1, seq: 4 }
    const rows = birthRows('4.0', facts, values)
    expect(rows.map(({ id: name, records }) => [name, records.length])).toEqual([
      ['4.0/births/rk_000', 50],
      ['4.0/births/rk_050', 1],
    ])
    expect(rows.map(({ id: name }) => isBirthRowId(name))).toEqual([true, true])
    expect(isBirthRowId('4.0/rk_1/births/x')).toBe(false)
    expect(birthsSingly(rows)).toHaveLength(51)
    expect(fieldsSingly(rows)).toHaveLength(153)
    expect(fieldsSingly(rows, new Set(['rk_007']))).toMatchObject([
      { id: '4.0/rk_007/kind' },
      { field: 'title', before: null, after: 't7', folded: true },
      { field: 'cause', before: '', after: 'long', long: true },
    ])
    expect(fieldsSingly(rows, new Set(['rk_007']))[1]).not.toHaveProperty('long')
    expect(fieldsSingly([{ ...rows[1]!, born: JSON.stringify([{ 'tags/x': true }]) } as BirthRow])).toMatchObject([
      { field: 'tags', element: 'x' },
    ])
    expect([
      ...bornOfKind(
        new Map<string, Readonly<Record<string, string>>>([
          ['a', { kind: 'risk' }],
          ['b', { kind: 'asset' }],
        ]),
        'risk',
      ).keys(),
    ]).toEqual(['a'])
  })
})

describe('a command as the entries it will be in', () => {
  const set = (key: string, after: unknown, more = {}): Intent => ({
    type: 'set',
    book: 'risk',
    key,
    before: null,
    after: after as never,
    ...more,
  })
  const most = Math.floor(limits.entryBytes * 0.7)
  const pieces = (intents: readonly Intent[], finer = 1) =>
    sharesOf(intents, finer).map((share) => share.intents.length)
  /** A value with which the intent takes `bytes`. */
  const taking = (key: string, bytes: number) => set(key, 'x'.repeat(bytes - key.length - 24))

  test('one entry up to its bytes, two beyond; numbered where there are several', () => {
    expect(sharesOf([taking('rk_1/title', most - 100), taking('rk_2/title', 100)])).toMatchObject([
      { class: 'register', intents: [{}, {}] },
    ])
    expect(sharesOf([taking('rk_1/title', most - 100), taking('rk_2/title', 100)])[0]).not.toHaveProperty('share')
    expect(sharesOf([taking('rk_1/title', most - 100), taking('rk_2/title', 101)])).toMatchObject([
      { share: 1, intents: [{}] },
      { share: 2, intents: [{}] },
    ])
    expect(pieces([taking('rk_1/title', most + 50), taking('rk_2/title', 100)])).toEqual([1, 1])
    expect(pieces([taking('rk_1/title', most - 100), taking('rk_2/title', 200), taking('rk_3/title', 100)])).toEqual([
      1, 2,
    ])
  })

  test('records stay whole, and of each class one list', () => {
    expect(pieces([taking('rk_1/title', most - 100), taking('rk_1/owner', 300), taking('rk_2/title', 100)])).toEqual([
      2, 1,
    ])
    expect(
      sharesOf([
        set('rk_1/title', 'a'),
        { ...set('ev_1/title', 'b'), book: 'evidence' } as Intent,
        set('rk_2/title', 'c'),
      ]).map(({ class: of, intents }) => [of, intents.length]),
    ).toEqual([
      ['register', 2],
      ['evidence', 1],
    ])
    expect(sharesOf([])).toEqual([])
  })

  test('what is deleted and how many values there are is bounded, too', () => {
    const list = (n: number) => Array.from({ length: n }, () => 1)
    // Two hundred times smaller: 100 values, 50 stretches.
    expect(pieces([set('rk_1/a', list(50)), set('rk_2/a', list(48))], 200)).toEqual([2])
    expect(pieces([set('rk_1/a', list(50)), set('rk_2/a', list(49))], 200)).toEqual([1, 1])
    expect(pieces([set('rk_1/a', { x: [1, { y: 2 }] }), set('rk_2/a', list(93)), set('rk_3/a', null)], 200)).toEqual([
      3,
    ])
    expect(pieces([set('rk_1/a', { x: [1, { y: 2 }] }), set('rk_2/a', list(94)), set('rk_3/a', null)], 200)).toEqual([
      2, 1,
    ])
    const overwrite = (n: number, before: unknown) => set(`rk_${n}/a`, 1, { before })
    expect(
      pieces(
        Array.from({ length: 50 }, (_, n) => overwrite(n, 0)),
        200,
      ),
    ).toEqual([50])
    expect(
      pieces(
        Array.from({ length: 51 }, (_, n) => overwrite(n, 0)),
        200,
      ),
    ).toEqual([50, 1])
    expect(
      pieces(
        Array.from({ length: 51 }, (_, n) => overwrite(n, null)),
        200,
      ),
    ).toEqual([51])
  })

  test('a text takes what it inserts and each stretch it deletes; letters beyond ASCII take three bytes', () => {
    const text = (key: string, delta: readonly object[]): Intent => ({
      type: 'text',
      book: 'risk',
      key,
      before: '',
      delta: delta as never,
    })
    const rest = most - ('rk_1/title'.length + 24)
    expect(pieces([text('rk_1/notes', [{ insert: 'x'.repeat(rest - 100) }]), taking('rk_2/title', 100)])).toEqual([2])
    expect(pieces([text('rk_1/notes', [{ insert: 'x'.repeat(rest - 100) }]), taking('rk_2/title', 101)])).toEqual([
      1, 1,
    ])
    expect(
      pieces([text('rk_1/notes', [{ retain: 1 }, { insert: 'x'.repeat(rest - 108) }]), taking('rk_2/title', 101)]),
    ).toEqual([1, 1])
    expect(
      pieces([text('rk_1/notes', [{ insert: 'ü'.repeat(Math.floor(rest / 2)) }]), taking('rk_2/title', 100)]),
    ).toEqual([1, 1])
    const cuts = (key: string, n: number) =>
      text(
        key,
        Array.from({ length: n }, () => ({ delete: 1 })),
      )
    expect(pieces([cuts('rk_1/notes', 49), cuts('rk_2/notes', 1)], 200)).toEqual([2])
    expect(pieces([cuts('rk_1/notes', 49), cuts('rk_2/notes', 2)], 200)).toEqual([1, 1])
    const puts = (key: string, n: number) =>
      text(
        key,
        Array.from({ length: n }, () => ({ insert: 'x' })),
      )
    expect(pieces([puts('rk_1/notes', 99), puts('rk_2/notes', 1)], 200)).toEqual([2])
    expect(pieces([puts('rk_1/notes', 99), puts('rk_2/notes', 2)], 200)).toEqual([1, 1])
  })

  test('objects take what their JSON takes, other values eight bytes', () => {
    const rest = most - 34
    expect(pieces([set('rk_1/title', { a: 'x'.repeat(rest - 8 - 100) }), taking('rk_2/title', 100)])).toEqual([2])
    expect(pieces([set('rk_1/title', { a: 'x'.repeat(rest - 8 - 100) }), taking('rk_2/title', 101)])).toEqual([1, 1])
    for (const value of [1, null, true]) {
      expect(pieces([set('rk_1/title', value), taking('rk_2/title', most - 42)])).toEqual([2])
      expect(pieces([set('rk_1/title', value), taking('rk_2/title', most - 41)])).toEqual([1, 1])
    }
  })
})

describe('files that owners erased', () => {
  const blob = (more: Partial<BlobRow> = {}): BlobRow => ({
    sha256: 's',
    id: 'a',
    size: 1,
    mime: 'text/plain',
    state: 'present',
    epoch: 1,
    salt: new Uint8Array(),
    upload: 'none',
    addedAt: 5,
    ...more,
  })
  const erasure = (blobId: string, seq: number): ErasureRow => ({
    blobId,
    seq,
    relayTime: seq,
    deviceId: 'd',
    memberId: 'm',
    reason: `at ${seq}`,
  })
  const map = (...rows: readonly ErasureRow[]) => new Map(rows.map((row) => [row.blobId, row]))
  const bytes = new Blob(['x'])
  const named = (id: string, size = 1) => ({ id, size, memberId: 'm' })

  test('bytes under another id stay', () => {
    const row = blob({ bytes, named: [named('b')] })
    expect(standing(row, map(erasure('b', 3)))).toBe(row)
    expect(namesOf(row)).toEqual([{ id: 'a', size: 1 }, named('b')])
    expect(namesOf(blob({ named: [named('a'), named('a', 2)] }))).toEqual([{ id: 'a', size: 1 }, named('a', 2)])
  })

  test('bytes whose id is erased go; the file is awaited under a name that is not, from when it came', () => {
    expect(standing(blob({ bytes, relayAnswered: 404, named: [named('b', 7)] }), map(erasure('a', 3)))).toEqual({
      ...blob(),
      id: 'b',
      size: 7,
      memberId: 'm',
      named: [named('b', 7)],
      state: 'pending',
      pendingSince: 5,
    })
    expect(
      standing(blob({ state: 'pending', pendingSince: 9, named: [named('b')] }), map(erasure('a', 3))),
    ).toMatchObject({ id: 'b', state: 'pending', pendingSince: 9 })
    expect(
      standing(blob({ state: 'erased', erased: erasure('a', 3), named: [named('b')] }), map(erasure('a', 3))),
    ).toMatchObject({ id: 'b', state: 'pending' })
    expect(standing(blob({ state: 'erased', erased: erasure('a', 3) }), map())).toEqual(
      blob({ state: 'pending', pendingSince: 5 }),
    )
    const waits = blob({ state: 'missing', upload: 'waiting', pendingSince: 9 })
    expect(standing(waits, map(erasure('z', 1)))).toBe(waits)
  })

  test('with every name erased it is, by the last of the entries, in whatever order they stand', () => {
    for (const [one, two] of [
      [3, 8],
      [8, 3],
    ] as const) {
      const row = standing(
        blob({ bytes, upload: 'waiting', named: [named('b')] }),
        map(erasure('a', one), erasure('b', two)),
      )
      expect(row).toEqual({
        ...blob({ named: [named('b')] }),
        state: 'erased',
        upload: 'none',
        erased: { seq: 8, relayTime: 8, deviceId: 'd', memberId: 'm', reason: 'at 8' },
      })
    }
  })

  test('of each id the first entry that counts is kept, then and later; only files of these ids change', async () => {
    const entry = (seq: number, body: Parameters<typeof writeEraseBody>[0], more = {}) => ({
      entry: { header: { class: 'erase', deviceId: 'dev' }, ciphertext: writeEraseBody(body) },
      sequenced: { seq, relayTime: seq * 10 },
      failure: undefined,
      before: { access: { devices: { dev: { memberId: 'mm' } }, members: { mm: { memberId: 'mm' } } } },
      ...more,
    })
    const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string]
    const rows = erasuresOf([
      entry(2, { blobIds: [a], reason: 'no' }, { failure: { type: 'x' } }),
      entry(3, { blobIds: [a, b], reason: 'first' }),
      entry(4, { blobIds: [b, c], reason: 'second' }),
      { ...entry(5, { blobIds: [c], reason: 'other' }), entry: { header: { class: 'register', deviceId: 'dev' } } },
      entry(
        6,
        { blobIds: ['d'.repeat(64)], reason: 'of nobody' },
        { before: { access: { devices: {}, members: {} } } },
      ),
    ] as never)
    expect(rows).toEqual([
      { blobId: a, seq: 3, relayTime: 30, deviceId: 'dev', memberId: 'mm', reason: 'first' },
      { blobId: b, seq: 3, relayTime: 30, deviceId: 'dev', memberId: 'mm', reason: 'first' },
      { blobId: c, seq: 4, relayTime: 40, deviceId: 'dev', memberId: 'mm', reason: 'second' },
      { blobId: 'd'.repeat(64), seq: 6, relayTime: 60, deviceId: 'dev', memberId: '', reason: 'of nobody' },
    ])
    const vault = await freshVault()
    await vault.blobs.bulkPut([
      blob({ sha256: '1', id: a, bytes }),
      blob({ sha256: '2', id: 'other', bytes, named: [named(b)] }),
      blob({ sha256: '3', id: 'x', state: 'missing', named: [named(c)] }),
    ])
    await writeErasures(vault, [])
    expect(await vault.erasures.count()).toBe(0)
    await writeErasures(vault, rows.slice(0, 2))
    await writeErasures(vault, [{ ...rows[0]!, seq: 9, reason: 'again' }])
    expect(await vault.erasures.toArray()).toEqual(rows.slice(0, 2))
    expect(await vault.blobs.get('1')).toMatchObject({ state: 'erased', erased: { reason: 'first' } })
    expect((await vault.blobs.get('1'))!.bytes).toBeUndefined()
    expect((await vault.blobs.get('2'))!.state).toBe('present')
    expect((await vault.blobs.get('3'))!.state).toBe('missing')
    vault.close()
  })

  test('an owner erases every name of the file, and none by which another file is known, but for that of the bytes held here', async () => {
    const vault = await freshVault()
    const own = blob({ sha256: '1', id: 'a', bytes, named: [named('b'), named('c'), named('b', 2)] })
    await vault.blobs.bulkPut([
      own,
      blob({ sha256: '2', id: 'x', named: [named('b')] }),
      blob({ sha256: '3', id: 'a' }),
      blob({ sha256: '4', id: 'y' }),
    ])
    expect(await idsToErase(vault, own)).toEqual(['a', 'c'])
    const awaited = { ...own, bytes: undefined, state: 'pending' } as never as BlobRow
    expect(await idsToErase(vault, awaited)).toEqual(['c'])
    vault.close()
  })
})

describe('entries that wait for a key', () => {
  const entries = (...sizes: readonly number[]) =>
    sizes.map((length, n) => ({ seq: n + 1, bytes: { length } })) as never as Parameters<typeof thoseKept>[0]
  const most = 8 * 1024 * 1024

  test('are kept up to eight mebibytes, the first whatever it takes', () => {
    expect(thoseKept(entries(most - 1, 1))).toHaveLength(2)
    expect(thoseKept(entries(most - 1, 2))).toHaveLength(1)
    expect(thoseKept(entries(most + 1, 1))).toHaveLength(1)
    expect(thoseKept(entries())).toHaveLength(0)
    expect(isWhole({ entries: entries(1, 2), places: entries(1, 2) } as never)).toBe(true)
    expect(isWhole({ entries: entries(1), places: entries(1, 2) } as never)).toBe(false)
    expect(epochAwaited({ held: undefined })).toBeUndefined()
    expect(epochAwaited({ held: { admitted: true, entries: [{ bytes: Uint8Array.of(1) }] } as never })).toBeUndefined()
  })

  test('an epoch that is left out is forsaken once, where its key is not here', () => {
    const core = { leftOut: new Set([1]), epochKeys: new Map([[2, {}]]) } as never as Core
    const epochs = (...list: readonly (readonly [number, number?])[]) =>
      ({ epochs: list.map(([epoch, leftOutAt]) => ({ epoch, leftOutAt })) }) as never
    expect(noteForsaken(core, epochs([1, 9], [2, 9], [3]))).toBe(false)
    expect([...core.leftOut]).toEqual([1])
    expect(noteForsaken(core, epochs([1, 9], [2, 9], [3, 9]))).toBe(true)
    expect([...core.leftOut]).toEqual([1, 3])
    expect(noteForsaken(core, epochs([3, 9]))).toBe(false)
  })
})

describe('what other devices make of the log', () => {
  const said = (deviceId: string, seq: number, verdicts: string | undefined, head = 1) => ({
    says: verdicts,
    entry: { header: { deviceId, head: { seq: head } } },
    sequenced: { seq },
    memberId: `of ${deviceId}`,
  })
  const hear = (
    check: VerdictCheck,
    entries: readonly object[],
    now = 1_000,
    here: (seq: number) => string | undefined = () => 'mine',
  ) => afterHearing({ verdictCheck: check, keys: { deviceId: 'own' }, now: () => now } as never, entries as never, here)
  const mallory = { deviceId: 'mallory', memberId: 'of mallory', seq: 5 }

  test('who says the same, says nothing, speaks of what is not here, or is this device changes nothing', () => {
    for (const entry of [
      said('bob', 3, 'mine'),
      said('bob', 3, undefined),
      said('bob', 3, zeroHash),
      said('own', 3, 'other'),
      { ...said('bob', 3, 'other', 7) },
    ])
      expect(hear(allAgree, [entry], 1_000, (seq) => (seq === 7 ? undefined : 'mine'))).toBe(allAgree)
  })

  test('who differs is named with its first entry, and the log is judged again; who agrees again is named no more', () => {
    const named = hear(allAgree, [said('mallory', 5, 'other'), said('mallory', 6, 'other')])
    expect(named).toEqual({ state: 'checking', by: [mallory] })
    expect(isUnclear(named)).toBe(true)
    expect(
      hear({ state: 'stands', by: [mallory, { deviceId: 'eve', memberId: 'e', seq: 4 }] }, [
        said('mallory', 9, 'mine'),
      ]),
    ).toEqual({ state: 'stands', by: [{ deviceId: 'eve', memberId: 'e', seq: 4 }] })
    expect(hear({ state: 'stands', by: [mallory] }, [said('mallory', 9, 'mine')])).toEqual({ state: 'agreed', by: [] })
    expect(hear({ state: 'mended', by: [] }, [])).toEqual({ state: 'mended', by: [] })
    expect(hear({ state: 'stands', by: [] }, [])).toEqual({ state: 'agreed', by: [] })
    expect(hear({ state: 'stands', by: [mallory] }, [said('eve', 9, 'mine')])).toMatchObject({
      state: 'stands',
      by: [mallory],
    })
  })

  test('of whom nobody knows whose device it is nothing else is said; what was found is kept for interfaces', async () => {
    expect(hear(allAgree, [{ ...said('eve', 4, 'other'), memberId: undefined }]).by).toEqual([
      { deviceId: 'eve', memberId: '', seq: 4 },
    ])
    const vault = await freshVault()
    const core = { vault, verdictCheck: allAgree } as never as Core
    await keepVerdictCheck(core, { state: 'stands', by: [mallory], checkedAt: 7 })
    expect(core.verdictCheck).toEqual({ state: 'stands', by: [mallory], checkedAt: 7 })
    expect((await vault.meta.get('verdictCheck'))!.value).toEqual(core.verdictCheck)
    vault.close()
  })

  test('it is judged again once a day, not while it is being judged, and where the clock fell behind', () => {
    const day = 86_400_000
    const again = (state: VerdictCheck['state'], now: number) =>
      hear({ state, by: [], checkedAt: 5_000 }, [said('mallory', 5, 'other')], now).state
    expect(again('stands', 5_000)).toBe('stands')
    expect(again('stands', 5_000 + day - 1)).toBe('stands')
    expect(again('stands', 5_000 + day)).toBe('checking')
    expect(again('stands', 4_999)).toBe('checking')
    expect(again('checking', 5_000)).toBe('checking')
  })
})

describe('members, devices and invitations as rows', () => {
  const timeAt = (seq: number) => seq * 100
  const member = (memberId: string, more = {}) => ({
    memberId,
    role: 'owner',
    roles: [{ seq: 1, role: 'owner', at: 1 }],
    persons: [],
    ...more,
  })
  const device = (deviceId: string, memberId: string, more = {}) => ({
    deviceId,
    memberId,
    position: 1,
    admittedAt: 2,
    signKey: 's',
    dhKey: 'd',
    ...more,
  })
  const rows = (access: object, heard: Readonly<Record<string, number>> = {}) =>
    accessRows({ members: {}, devices: {}, invites: {}, ...access } as never, {
      ownDeviceId: 'own',
      timeAt,
      heard: (id) => heard[id],
    })
  const binding = (seq: number, more = {}) => ({ seq, personId: `p${seq}`, byRole: 'owner', byMemberId: 'b', ...more })

  test('a member bears what the state says of it and no more', () => {
    expect(rows({ members: { m: member('m') } }).members).toStrictEqual([
      { memberId: 'm', role: 'owner', active: true, since: 100, owned: [{}] },
    ])
    const gone = member('m', {
      removedAt: 9,
      role: 'viewer',
      roles: [
        { seq: 1, role: 'owner' },
        { seq: 3, role: 'editor' },
        { seq: 5, role: 'owner' },
        { seq: 7, role: 'viewer' },
      ],
      persons: [binding(2), binding(4)],
    })
    expect(rows({ members: { m: gone } }).members).toStrictEqual([
      {
        memberId: 'm',
        role: 'viewer',
        personId: 'p4',
        bound: [
          { seq: 2, personId: 'p2', byMemberId: 'b' },
          { seq: 4, personId: 'p4', byMemberId: 'b' },
        ],
        active: false,
        since: 100,
        owned: [{ until: 300 }, { since: 500, until: 700 }],
        until: 900,
      },
    ])
    expect(rows({ members: { m: member('m', { removedAt: 9 }) } }).members[0]!.owned).toStrictEqual([{ until: 900 }])
    expect(
      rows({
        members: {
          m: member('m', {
            roles: [
              { seq: 1, role: 'editor' },
              { seq: 3, role: 'owner' },
            ],
            persons: [binding(2)],
          }),
        },
      }).members[0],
    ).toMatchObject({ personId: 'p2', bound: [{ personId: 'p2' }], owned: [{ since: 300 }] })
  })

  test('bound again by one word it says so until another one confirms', () => {
    const of = (more: object) =>
      rows({ members: { m: member('m', { persons: [binding(4, more)] }) } }).members[0]!.boundAgain
    expect(of({})).toBeUndefined()
    expect(of({ again: true })).toStrictEqual({ byMemberId: 'b', at: 400 })
    expect(of({ again: true, via: ['x'] })).toStrictEqual({ byMemberId: 'b', at: 400, via: ['x'] })
    expect(of({ again: true, confirmed: { seq: 6, byMemberId: 'c' } })).toBeUndefined()
    expect(
      boundOf([
        binding(4, { again: true, via: ['x'], confirmed: { seq: 6, byMemberId: 'c' }, same: [{ seq: 5 }] }),
      ] as never),
    ).toStrictEqual([
      { seq: 4, personId: 'p4', byMemberId: 'b', again: true, via: ['x'], confirmedAt: 6, same: [{ seq: 5 }] },
    ])
    expect(boundOf([binding(4)] as never)).toStrictEqual([{ seq: 4, personId: 'p4', byMemberId: 'b' }])
  })

  test('a device ends where it or its member does, and is heard of only if it was', () => {
    const members = { m: member('m'), g: member('g', { removedAt: 8 }) }
    const devices = {
      own: device('own', 'm', { position: 0 }),
      b: device('b', 'm', { removedAt: 6, admittedBy: 'own', compromisedSince: 77 }),
      c: device('c', 'g'),
      d: device('d', 'g', { removedAt: 5 }),
    }
    expect(rows({ members, devices }, { own: 5 }).devices).toStrictEqual([
      { deviceId: 'own', memberId: 'm', code: '', active: true, since: 200, lastHeard: 5, own: true },
      {
        deviceId: 'b',
        memberId: 'm',
        code: 'B',
        active: false,
        since: 200,
        until: 600,
        own: false,
        admittedBy: 'own',
        compromisedSince: 77,
      },
      { deviceId: 'c', memberId: 'g', code: 'B', active: false, since: 200, until: 800, own: false },
      { deviceId: 'd', memberId: 'g', code: 'B', active: false, since: 200, until: 500, own: false },
    ])
    expect(
      positionsNeeded({
        members: { ...members, m: member('m', { persons: [binding(3), binding(4)] }) },
        devices,
      } as never),
    ).toEqual([1, 4, 1, 8, 2, 2, 6, 2, 2, 5])
  })

  test('an invitation is void once its issuer may not invite; one that was used or withdrawn stays so; a further device is told', () => {
    const invite = (state: string, more = {}) => ({
      inviteId: 'i',
      memberId: 'new',
      role: 'editor',
      expiresAt: 9,
      admit: 'words',
      issuerId: 'm',
      seq: 5,
      madeAt: 1,
      state,
      ...more,
    })
    const of = (one: object, members: object) => rows({ members, invites: { i: one } }).invites[0]!
    const here = { m: member('m') }
    const gone = { m: member('m', { removedAt: 6 }) }
    expect(of(invite('open'), here)).toStrictEqual({
      inviteId: 'i',
      memberId: 'new',
      role: 'editor',
      expiresAt: 9,
      issuer: 'm',
      admit: 'words',
      furtherDevice: false,
      state: 'open',
    })
    expect(of(invite('joined', { join: { deviceId: 'j', joinHash: 'h' } }), here)).toStrictEqual({
      inviteId: 'i',
      memberId: 'new',
      role: 'editor',
      expiresAt: 9,
      issuer: 'm',
      admit: 'words',
      furtherDevice: false,
      state: 'joined',
      deviceId: 'j',
    })
    expect(['open', 'joined', 'admitted', 'revoked'].map((state) => of(invite(state), gone).state)).toEqual([
      'void',
      'void',
      'admitted',
      'revoked',
    ])
    const since = (seq: number) =>
      of(invite('open'), { ...here, new: member('new', { role: 'editor', roles: [{ seq, role: 'editor' }] }) })
        .furtherDevice
    expect([4, 5, 6].map(since)).toEqual([true, false, false])
  })
})

describe('keys that somebody was promised and did not get', () => {
  const epoch = (n: number, more = {}) => ({
    epoch: n,
    commit: `c${n}`,
    wraps: { x: 'wx', y: 'wy' },
    prevSealed: 'sealed',
    seq: n * 10,
    byDeviceId: 'maker',
    ...more,
  })
  const fault = (n: number, recipients: readonly string[], right: object, chain = false) => ({
    epoch: n,
    recipients,
    chain,
    right: { wraps: {}, ...right },
  })
  async function noted(
    epochs: readonly object[],
    found: readonly object[],
    before = noKeyFaults,
    devices: object = {},
  ) {
    const vault = await freshVault()
    await vault.log.put({ seq: 10, relayTime: 777 } as never)
    const asked: ReadonlySet<number>[] = []
    const core = {
      vault,
      keyFaults: before,
      log: { access: { epochs, devices } },
      keys: {
        findFaults: (_access: unknown, which: ReadonlySet<number>) => Promise.resolve((asked.push(which), found)),
      },
    } as never as Core
    await noteKeyFaults(core)
    const row = await vault.meta.get(keyFaultsKey)
    vault.close()
    return { faults: core.keyFaults.faults, core, asked, row }
  }

  test('the maker of the epoch is named, with what is still owed, where it is known', async () => {
    const { faults, row, core } = await noted(
      [epoch(1)],
      [fault(1, ['x', 'y'], { wraps: { x: 'right', z: 'no' }, prevSealed: 'sealed' })],
    )
    expect(faults).toStrictEqual([
      {
        epoch: 1,
        byDeviceId: 'maker',
        at: 777,
        recipients: ['x', 'y'],
        chain: false,
        healed: false,
        owed: { wraps: { x: 'right' } },
      },
    ])
    expect(row!.value).toEqual(core.keyFaults)
  })

  test('healed is what was sent again, all of it and by the right word', async () => {
    const sent = (...rewraps: readonly object[]) => epoch(1, { rewraps })
    const wrong = fault(1, ['x'], { wraps: { x: 'right' } })
    const healed = async (of: object, one: object) => (await noted([of], [one])).faults[0]!.healed
    expect(await healed(sent({ deviceId: 'x', wrap: 'right' }), wrong)).toBe(true)
    expect(await healed(sent({ deviceId: 'x', wrap: 'other' }), wrong)).toBe(false)
    expect(await healed(sent({ deviceId: 'y', wrap: 'right' }), wrong)).toBe(false)
    expect(await healed(sent({ deviceId: 'x', wrap: 'other' }, { deviceId: 'x', wrap: 'right' }), wrong)).toBe(true)
    // Nobody here knows what is right: that is not healed.
    expect(await healed(epoch(1), fault(1, ['x'], {}))).toBe(false)
    expect(await healed(sent({ deviceId: 'x', wrap: 'right' }), fault(1, ['x', 'y'], { wraps: { x: 'right' } }))).toBe(
      false,
    )
  })

  test('a chain that can’t be read is owed by the maker until somebody sealed it again', async () => {
    const broken = fault(1, [], { prevSealed: 'right' }, true)
    expect((await noted([epoch(1)], [broken])).faults).toEqual([
      {
        epoch: 1,
        byDeviceId: 'maker',
        at: 777,
        recipients: [],
        chain: true,
        healed: false,
        owed: { wraps: {}, prevSealed: 'right' },
      },
    ])
    expect(
      (await noted([epoch(1, { reseals: [{ prevSealed: 'no' }, { prevSealed: 'right' }] })], [broken])).faults,
    ).toStrictEqual([
      { epoch: 1, byDeviceId: 'maker', at: 777, recipients: [], chain: true, healed: true, owed: { wraps: {} } },
    ])
    expect((await noted([epoch(1, { reseals: [{ prevSealed: 'no' }] })], [broken])).faults).toMatchObject([
      { healed: false },
    ])
    expect((await noted([epoch(1)], [fault(1, [], {}, true)])).faults[0]).toMatchObject({ healed: false })
    expect((await noted([epoch(1)], [fault(1, [], {}, true)])).faults[0]!.owed).toStrictEqual({ wraps: {} })
    expect(
      (await noted([epoch(1)], [fault(1, ['x'], { wraps: { x: 'w' }, prevSealed: 'right' }, true)])).faults,
    ).toHaveLength(1)
  })

  test('who came after the epoch was made has it from who let them in', async () => {
    const devices = {
      x: { admittedAt: 10, admittedBy: 'admitter' },
      y: { admittedAt: 11, admittedBy: 'admitter' },
      z: { admittedAt: 11 },
    }
    const { faults } = await noted(
      [epoch(1)],
      [fault(1, ['x', 'y', 'z', 'kit'], { prevSealed: 'right' }, true)],
      noKeyFaults,
      devices,
    )
    expect(
      (await noted([epoch(1)], [fault(1, ['y'], {})], noKeyFaults, devices)).faults.map(({ byDeviceId }) => byDeviceId),
    ).toEqual(['admitter'])
    expect(faults.map(({ byDeviceId, recipients, chain, at }) => [byDeviceId, recipients, chain, at])).toEqual([
      ['maker', ['x', 'z', 'kit'], true, 777],
      ['admitter', ['y'], false, 0],
    ])
  })

  test('only what changed is looked at again; the rest stays, in the order of the epochs', async () => {
    const first = await noted([epoch(1), epoch(2)], [fault(2, ['x'], {}), fault(1, ['x'], {})])
    expect(first.faults.map(({ epoch: n }) => n)).toEqual([1, 2])
    const again = await noted([epoch(1), epoch(2)], [], first.core.keyFaults)
    expect(again.asked).toEqual([])
    expect(again.row).toBeUndefined()
    for (const more of [
      { wraps: { x: 'wx' } },
      { prevSealed: undefined },
      { rewraps: [{}] },
      { reseals: [{}] },
      { commit: 'other' },
    ]) {
      const changed = await noted([epoch(1), epoch(2, more)], [fault(2, ['y'], {})], first.core.keyFaults)
      expect(changed.asked).toEqual([new Set([2])])
      expect(changed.faults.map(({ epoch: n, recipients }) => [n, recipients])).toEqual([
        [1, ['x']],
        [2, ['y']],
      ])
    }
    expect(
      (await noted([epoch(1), epoch(2, { wraps: { y: 'wy', x: 'wx' } })], [], first.core.keyFaults)).asked,
    ).toEqual([])
  })
})

describe('a document of a book', () => {
  const doc = (work: (doc: Y.Doc) => void) => {
    const made = newBookDoc()
    work(made)
    return made
  }

  test('finds the map first, then texts in the order they were made, from where it was last', () => {
    const types = new NamedTypes('records')
    const put = (name: string) => types.set(name, name as never)
    const found = () => [...types.entries()].map(([name]) => name)
    expect(found()).toEqual([])
    ;['a', 'records', 'b', 'c', 'a'].forEach(put)
    expect(types.takeFresh()).toEqual(['a', 'b', 'c'])
    expect(types.takeFresh()).toEqual([])
    expect(found()).toEqual(['records', 'a', 'b', 'c'])
    for (const [name] of types) if (name === 'b') break
    expect(found()).toEqual(['records', 'b', 'c', 'a'])
    types.arrange(['c', 'nobody', 'records', 'b', 'c'])
    expect(found()).toEqual(['records', 'c', 'b', 'a'])
    expect(types.takeFresh()).toEqual([])
  })

  test('is written with texts in the order Yjs asks for them: the highest client id first', () => {
    const made = doc((book) => {
      for (const [client, name] of [
        [3, 'low'],
        [9, 'high'],
        [5, 'mid'],
      ] as const) {
        book.clientID = client
        book.getText(name).insert(0, `${name}!`)
        book.getText(name).insert(1, '-')
      }
      recordsOf(book).set('rk_1/title', 'x')
    })
    made.getText('empty')
    arrangeTexts(made)
    expect([...made.share.keys()].length).toBe(5)
    expect([...made.share.entries()].map(([name]) => name)).toEqual(['records', 'high', 'mid', 'low', 'empty'])
    // A document of another make is left as it is.
    const plain = new Y.Doc()
    plain.getText('a')
    arrangeTexts(plain)
    expect([...plain.share.keys()]).toEqual(['a'])
  })

  test('a snapshot’s hash is over what stands there: nothing empty, in the order of names', () => {
    const made = doc((book) => {
      recordsOf(book).set('rk_2/title', 'two')
      recordsOf(book).set('rk_1/title', 'one')
      book.getText('rk_2/notes').insert(0, 'b')
      book.getText('rk_1/notes').insert(0, 'a')
    })
    const other = doc((book) => {
      book.getText('rk_1/notes').insert(0, 'a')
      book.getText('rk_2/notes').insert(0, 'b')
      book.getText('rk_3/notes').insert(0, 'gone')
      book.getText('rk_3/notes').delete(0, 4)
      recordsOf(book).set('rk_1/title', 'one')
      recordsOf(book).set('rk_2/title', 'two')
      recordsOf(book).set('rk_3/title', null)
    })
    expect(rowsHashOf(other)).toBe(rowsHashOf(made))
    recordsOf(other).set('rk_3/title', 'there')
    expect(rowsHashOf(other)).not.toBe(rowsHashOf(made))
    const text = doc((book) => void book.getText('rk_1/notes').insert(0, 'a'))
    expect(rowsHashOf(text)).not.toBe(rowsHashOf(doc(() => undefined)))
  })

  test('a snapshot is read again; bytes that are no state, or that of another, are refused', () => {
    const written = writeSnapshotState(doc((book) => void recordsOf(book).set('rk_1/title', 'one')))
    expect(recordsOf(unwrap(readSnapshotState(written.state, written.rowsHash))).get('rk_1/title')).toBe('one')
    expect(readSnapshotState(written.state, zeroHash)).toMatchObject({ ok: false, error: { type: 'snapshotMismatch' } })
    expect(readSnapshotState(Uint8Array.of(1, 2, 3), written.rowsHash)).toMatchObject({
      ok: false,
      error: { type: 'snapshotMalformed', message: expect.stringContaining('It is not used; the log is.') },
    })
    const nested = new Y.Doc()
    nested.getMap('records').set('a/x', new Y.Map())
    // Also where the hash is the true one: nothing that no entry could hold.
    const odd = doc((book) => void recordsOf(book).set('alone', 1))
    expect(readSnapshotState(Y.encodeStateAsUpdate(odd), rowsHashOf(odd))).toMatchObject({
      ok: false,
      error: { type: 'snapshotMalformed', message: expect.stringContaining('it stands where nothing may') },
    })
    expect(readSnapshotState(Y.encodeStateAsUpdate(nested), zeroHash)).toMatchObject({
      ok: false,
      error: { type: 'snapshotMalformed' },
    })
  })
})

describe('an intent as every reader will find it', () => {
  const set = (after: unknown): Intent => ({
    type: 'set',
    book: 'risk',
    key: 'ri_1/title',
    before: null,
    after: after as never,
  })
  const read = (after: unknown) => (asOthersRead(set(after)) as Extract<Intent, { type: 'set' }>).after

  test('half a character becomes the mark for one, wherever it stands; what JSON has no word for is left out', () => {
    expect(['whole 🙂', 'half \ud83d', '\ude00 half'].map(read)).toEqual(['whole 🙂', 'half \ufffd', '\ufffd half'])
    expect([Number.NaN, Infinity, -Infinity, undefined, null].map(read)).toEqual([null, null, null, null, null])
    expect([0, 7, true, false, ''].map(read)).toEqual([0, 7, true, false, ''])
    expect(read({ a: '\ud83d', b: [undefined, 'x', '\ude00'], c: undefined })).toEqual({
      a: '\ufffd',
      b: [null, 'x', '\ufffd'],
    })
  })

  test('of a text only insertions with half a character are made anew', () => {
    const text = (...delta: readonly object[]): Intent => ({
      type: 'text',
      book: 'risk',
      key: 'ri_1/cause',
      before: '',
      delta: delta as never,
    })
    const whole = text({ retain: 1 }, { insert: 'x' })
    expect(asOthersRead(whole)).toBe(whole)
    expect(asOthersRead(text({ retain: 1 }, { delete: 2 }, { insert: '\ud83d' }, { insert: 'x' }))).toEqual(
      text({ retain: 1 }, { delete: 2 }, { insert: '\ufffd' }, { insert: 'x' }),
    )
  })

  test('each record once, also where its changes stand apart', () => {
    const key = (book: Intent['book'], id: string): Intent => ({
      type: 'set',
      book,
      key: `${id}/x`,
      before: null,
      after: 1,
    })
    expect(
      recordsTouched([key('risk', 'a'), key('risk', 'a'), key('risk', 'b'), key('asset', 'b'), key('risk', 'a')]),
    ).toEqual([
      ['risk', 'a'],
      ['risk', 'b'],
      ['asset', 'b'],
    ])
  })
})

describe('a book and the rows made of it', () => {
  const bookOf = (work: (doc: Y.Doc) => void) => {
    const made = newBookDoc()
    work(made)
    return createBook('risk', made, 7, 0)
  }
  const risk = (book: ReturnType<typeof bookOf>, id: string) =>
    readRecord(book as typeof book & { readonly kind: 'risk' }, id)

  test('knows the keys and texts of each record, those that come later too, and none without a record', () => {
    const book = bookOf((doc) => {
      recordsOf(doc).set('ri_1/title', 'T')
      recordsOf(doc).set('alone', 1)
      doc.getText('ri_1/cause').insert(0, 'Rain')
    })
    recordsOf(book.live).set('ri_2/title', 'U')
    book.live.getText('ri_3/cause').insert(0, 'Snow')
    expect([...book.records].map(([id, { keys, texts }]) => [id, [...keys], [...texts]])).toEqual([
      ['ri_1', ['ri_1/title'], ['ri_1/cause']],
      ['ri_2', ['ri_2/title'], []],
      ['ri_3', [], ['ri_3/cause']],
    ])
    expect([
      valueOf(book.live, 'ri_1/title'),
      valueOf(book.live, 'nobody'),
      textOf(book.live, 'ri_1/cause'),
      textOf(book.live, 'nobody'),
    ]).toEqual(['T', null, 'Rain', ''])
    expect(book.live.share.has('nobody')).toBe(false)
  })

  test('a record is there with its first key; bookkeeping and texts alone make none, and are in no row', () => {
    const book = bookOf((doc) => {
      recordsOf(doc).set('ri_1/title', 'T')
      recordsOf(doc).set('ri_1/_settled/x', true)
      recordsOf(doc).set('ri_2/_settled/x', true)
      doc.getText('ri_1/cause').insert(0, 'Rain')
      doc.getText('ri_3/cause').insert(0, 'Snow')
    })
    expect(risk(book, 'ri_1')).toMatchObject({ id: 'ri_1', kind: 'risk', title: 'T', cause: 'Rain', unknown: {} })
    expect([risk(book, 'ri_2'), risk(book, 'ri_3'), risk(book, 'ri_4')]).toEqual([undefined, undefined, undefined])
    // Under the id of another kind there is none, whatever was written there.
    recordsOf(book.live).set('as_1/title', 'T')
    expect(risk(book, 'as_1')).toBeUndefined()
    // Another document of the book may not have it yet.
    expect(readRecord(book as typeof book & { readonly kind: 'risk' }, 'ri_1', newBookDoc())).toBeUndefined()
    expect(
      withColumns(risk(book, 'ri_1')!, { settings: settingsOf(undefined), conflicts: ['title'], statements: [] }),
    ).toMatchObject({ conflicts: ['title'], refSort: expect.any(String) })
    expect(
      withColumns(risk(book, 'ri_1')!, { settings: settingsOf(undefined), conflicts: [], statements: [] }),
    ).not.toHaveProperty('waits')
  })

  test('a local change is one update under the id of this device, or none; under another it is refused', () => {
    const book = bookOf(() => undefined)
    const update = changeLocally(book, 7, (doc) => void recordsOf(doc).set('ri_1/title', 'T'))
    const other = newBookDoc()
    other.clientID = 9
    applyAll(other, [update!], 9)
    expect([recordsOf(other).get('ri_1/title'), other.clientID]).toEqual(['T', 9])
    expect(changeLocally(book, 7, () => undefined)).toBeUndefined()
    expect(() => changeLocally(book, 8, () => undefined)).toThrow('has another client id than this device')
    expect(() => changeLocally(book, 7, (doc) => void (doc.clientID = 8))).toThrow(
      'a local change replaced the client id',
    )
    book.live.clientID = 7
    expect(() =>
      changeLocally(book, 7, () => {
        throw new Error('half way')
      }),
    ).toThrow('half way')
    let heard = 0
    book.live.on('update', () => void heard++)
    expect(changeLocally(book, 7, (doc) => void recordsOf(doc).set('ri_1/title', 'U'))).toBeDefined()
    expect(heard).toBe(1)
  })
})
