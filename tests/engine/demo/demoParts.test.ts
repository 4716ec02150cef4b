/**
 * The parts that the demo is made of: its files and seals, its books where people wrote apart, and the making itself
 * where it broke off.
 */

import { beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { parseCaptureRecord, type CaptureRecord } from '~/lib/capture/record/captureRecord'
import { generateDeviceKeys, verify } from '~/lib/crypto/deviceKeys'
import { encryptBlob } from '~/lib/crypto/blobCrypto'
import { epochKey, newEpochSecret } from '~/lib/crypto/epoch'
import type { FileBytes } from '~/lib/engine/commands/evidence/evidenceFiles'
import { createDemoBooks } from '~/lib/engine/demo/demoBooks'
import { createDemoFiles, type DemoFileStore } from '~/lib/engine/demo/demoFiles'
import type { DemoActor } from '~/lib/engine/demo/demoMembers'
import { createDemoOpener } from '~/lib/engine/demo/openDemo'
import { demoEvidence } from '~/lib/content/demo/demoEvidence'
import { demoPending } from '~/lib/content/demo/meetings'
import type { DemoChange } from '~/lib/content/demo/world'
import { fromBase64Url, toBytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalJson } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { openVault } from '~/lib/vault/store/tables'
import { openProfile } from '../../sync/support/profile'
import { random } from '../support/nodeHost'

describe('the files', () => {
  const evidence = [...demoEvidence()]
  const captures = evidence.filter(({ fields }) => fields.source === 'capture')
  const [pending] = evidence.filter(({ ref }) => demoPending.has(ref))
  const long = captures.find(
    ({ fields, ref }) => /\d+ of \d+ rows/.test(fields.completenessNote ?? '') && !demoPending.has(ref),
  )!
  const short = captures.find(
    ({ fields, ref }) => fields.completenessNote === undefined && ref !== long.ref && !demoPending.has(ref),
  )!
  const file = (name: string, text: string, part: 'original' | 'derived' = 'original'): FileBytes => ({
    name,
    mime: part === 'original' ? 'image/webp' : 'text/plain',
    part,
    bytes: new Blob([text]),
  })
  const pictures = (ref: string): Promise<readonly FileBytes[]> =>
    Promise.resolve(
      ref === long.ref
        ? [file('tile-1.webp', 'first'), file('tile-2.webp', 'second'), file('page.txt', 'words', 'derived')]
        : ref === pending!.ref
          ? [file('tile-1.webp', 'awaited'), file('tile-2.webp', 'first')]
          : [file('tile-1.webp', ref === short.ref ? 'alone' : `picture of ${ref}`)],
    )
  const workspaceId = 'ab'.repeat(32)
  const told: [number, number][] = []
  let key: CryptoKey
  let files: DemoFileStore
  let actor: DemoActor
  const records = new Map<string, CaptureRecord>()
  beforeAll(async () => {
    key = await epochKey(newEpochSecret(random))
    files = createDemoFiles({
      workspaceId,
      epochKey: key,
      random,
      browser: { name: 'Chromium', os: 'Linux', version: '156' },
    })
    await files.prepare(pictures, (done, of) => told.push([done, of]))
    actor = { personId: 'pe_x', memberId: 'm', keys: await generateDeviceKeys(), clientId: 1 }
    await files.sealCaptures(() => actor)
    for (const { id } of captures) records.set(id, parseCaptureRecord(files.filesOf({ id }).capture!.bytes)!)
  })

  test('every picture is told as it is done', () => {
    expect(told).toEqual(evidence.map((_, at) => [at + 1, evidence.length]))
  })

  test('one row for one content, encrypted under the key of the workspace, as it would be again', async () => {
    const row = files.rows.get(sha256Hex('first'))!
    expect(row).toMatchObject({ size: 5, mime: 'image/webp', state: 'present', epoch: 1, upload: 'waiting' })
    const parts = encryptBlob(row.bytes!, { epochKey: key, workspaceId, epoch: 1, salt: toBytes(row.salt) })
    let part = await parts.next()
    while (!part.done) part = await parts.next()
    expect(part.value).toBe(row.id)
    const again = await files.store({ mime: 'image/webp', bytes: new Blob(['first']) }, 1)
    expect([again.id, files.rows.get(sha256Hex('first'))]).toEqual([row.id, row])
  })

  test('MG15: what is awaited is here without its bytes, unless other evidence shows it as well', () => {
    expect(files.rows.get(sha256Hex('awaited'))).toMatchObject({ state: 'pending' })
    expect(files.rows.get(sha256Hex('awaited'))!.bytes).toBeUndefined()
    expect([...files.rows.values()].filter(({ state }) => state === 'pending')).toHaveLength(2)
    expect(files.rows.get(sha256Hex('first'))!.state).toBe('present')
  })

  test('evidence names all of its files; an upload is named by its originals, a capture by its record', () => {
    const { files: named, originHash, capture } = files.filesOf({ id: long.id })
    expect(Object.entries(named).map(([name, { part, size, blob }]) => [name, part, size, blob.sha256])).toEqual([
      ['tile-1.webp', 'original', 5, sha256Hex('first')],
      ['tile-2.webp', 'original', 6, sha256Hex('second')],
      ['page.txt', 'derived', 5, sha256Hex('words')],
    ])
    expect(originHash).toBe(sha256Hex(capture!.bytes))
    const upload = evidence.find(({ fields }) => fields.source !== 'capture')!
    const text = `picture of ${upload.ref}`
    expect(files.filesOf({ id: upload.id })).toMatchObject({
      originHash: sha256Hex(
        canonicalJson([{ bytes: text.length, mime: 'image/webp', name: 'tile-1.webp', sha256: sha256Hex(text) }]),
      ),
    })
    expect(files.filesOf({ id: upload.id }).capture).toBeUndefined()
    expect(() => files.filesOf({ id: 'ev_nowhere' })).toThrow('were not prepared')
  })

  test('EV12: captures, and nothing else, are sealed by the device of who took them', async () => {
    for (const { id } of captures.slice(0, 3)) {
      const { bytes, seal } = files.filesOf({ id }).capture!
      expect(await verify(actor.keys.signKey, bytes, toBytes(fromBase64Url(seal)))).toBe(true)
    }
    expect(evidence.filter(({ id }) => files.filesOf({ id }).capture !== undefined).map(({ id }) => id)).toEqual(
      captures.map(({ id }) => id),
    )
    expect(records.get(long.id)).toMatchObject({
      id: long.id,
      deviceId: actor.keys.deviceId,
      memberId: 'm',
      personId: 'pe_x',
      keyFingerprint: sha256Hex(actor.keys.signKey),
      workspaceId,
      browser: { name: 'Chromium', version: '156', os: 'Linux', extension: 'demo' },
    })
  })

  test('a long page says its tiles, heights and rows; a short one says that it is whole', () => {
    const [whole, rows] = [records.get(short.id)!, records.get(long.id)!]
    expect([whole.mode, rows.mode]).toEqual(['visible', 'fullPage'])
    expect([whole.files.length, rows.files.length, rows.derived.length]).toEqual([1, 2, 1])
    const page = rows.pages[0]!
    expect([
      page.mode,
      page.tilesPlanned,
      page.tiles.map(({ scroll }) => scroll.y),
      page.tiles.map(({ content }) => content.height),
    ]).toEqual(['fullPage', 2, [0, 748], [1548, 1548]])
    expect(page.endedAt! - page.startedAt).toBe(1_400)
    const [, shown, total] = /(\d+) of (\d+) rows/.exec(long.fields.completenessNote!)!
    expect(page.selfCheck).toEqual([
      { id: 'tilesOverlap', result: 'ok', value: { pairs: 1 } },
      { id: 'heightReached', result: 'ok', value: { shown: 1548, page: 1548 } },
      { id: 'pageChanged', result: 'ok', value: {} },
      { id: 'rows', result: 'warn', value: { shown: Number(shown), total: Number(total) } },
    ])
    expect(whole.pages[0]!.selfCheck.map(({ id }) => id)).toEqual(['heightReached', 'pageChanged'])
    expect(whole.pages[0]!.tiles[0]).toMatchObject({ content: { height: 800 }, blank: false, busy: false })
    expect(whole.options).toEqual({ demo: true })
    expect(rows).toMatchObject({
      completeness: long.fields.completeness,
      completenessNote: long.fields.completenessNote,
      url: long.fields.url,
      title: long.fields.title,
    })
    expect(whole.completenessNote).toBeUndefined()
  })

  test('what the capturer stated is what the record says, and no more', () => {
    for (const { id, fields } of captures) {
      expect(records.get(id)!.stated).toEqual({
        ...(fields.account !== undefined && { account: fields.account }),
        ...(fields.environment !== undefined && { environment: fields.environment }),
      })
      expect(records.get(id)!.capturedAt).toBe(
        new Date(fields.capturedAt ?? captures.find((one) => one.id === id)!.at).toISOString(),
      )
    }
  })
})

describe('the books', () => {
  const set = (id: string, field: string, value: string, kind: DemoChange['kind'] = 'asset'): DemoChange => ({
    kind,
    id,
    entries: [[field, value]],
    texts: [],
  })
  const text = (id: string, before: string, after: string): DemoChange => ({
    kind: 'risk',
    id,
    entries: [],
    texts: [{ field: 'event', before, after }],
  })
  /** What others read, whatever order the updates come in. */
  const read = (updates: readonly Uint8Array[]): Y.Doc => {
    const doc = newBookDoc()
    for (const update of updates) Y.applyUpdate(doc, update)
    return doc
  }

  test('a command is one update for each kind it writes, under the class of the kind, read as its author’s', () => {
    const parts = createDemoBooks().write(
      [set('as_1', 'name', 'A'), text('r_1', '', 'Water'), set('as_2', 'name', 'B')],
      7,
      false,
    )
    expect(parts.map(({ book, class: of }) => [book, of])).toEqual([
      ['asset', 'register'],
      ['risk', 'register'],
    ])
    const doc = read([parts[0]!.update])
    expect([recordsOf(doc).get('as_1/name'), recordsOf(doc).get('as_2/name')]).toEqual(['A', 'B'])
    expect(read([parts[1]!.update]).getText('r_1/event').toJSON()).toBe('Water')
    expect([...Y.decodeUpdate(parts[0]!.update).structs].map(({ id }) => id.client)).toEqual([7, 7])
    expect(createDemoBooks().write([{ kind: 'asset', id: 'as_1', entries: [], texts: [] }], 7, false)).toEqual([])
  })

  test('apart, neither side has seen the other; each sees what it wrote itself; together again the later one has seen both', () => {
    const books = createDemoBooks()
    const before = books
      .write([set('as_1', 'name', 'Before'), text('r_1', '', 'Water')], 1, false)
      .map(({ update }) => update)
    books.part()
    // Of two who wrote unseen by each other the higher id is in use, although it wrote first.
    const apart = [
      ...books.write([set('as_1', 'name', 'by 9'), text('r_1', 'Water', 'Water rises')], 9, true),
      ...books.write([set('as_1', 'name', 'by 5'), text('r_1', 'Water', 'Hot Water')], 5, true),
      ...books.write([text('r_1', 'Water rises', 'Water rises fast')], 9, true),
    ]
    const all = [...before, ...apart.map(({ update }) => update)]
    const [asset, risk] = [
      read(all.slice(0, 1).concat(apart.filter(({ book }) => book === 'asset').map(({ update }) => update))),
      read([before[1]!, ...apart.filter(({ book }) => book === 'risk').map(({ update }) => update)]),
    ]
    expect(recordsOf(asset).get('as_1/name')).toBe('by 9')
    expect(risk.getText('r_1/event').toJSON()).toBe('Hot Water rises fast')
    // Met: written on everything that came.
    const after = books.write([set('as_1', 'name', 'by 3'), text('r_1', 'Hot Water rises fast', 'Hot Water')], 3, false)
    Y.applyUpdate(asset, after[0]!.update)
    Y.applyUpdate(risk, after[1]!.update)
    expect([recordsOf(asset).get('as_1/name'), risk.getText('r_1/event').toJSON()]).toEqual(['by 3', 'Hot Water'])
    // Another meeting begins where the first one ended.
    books.part()
    const next = books.write([text('r_1', 'Hot Water', 'Hot Water cools')], 9, true)
    Y.applyUpdate(risk, next[0]!.update)
    expect(risk.getText('r_1/event').toJSON()).toBe('Hot Water cools')
  })
})

describe('the making', () => {
  const row = {
    id: 'demo',
    name: 'Quillmere Logistics',
    hue: 1,
    demo: true,
    clockOffset: 0,
    createdAt: 1,
    openedAt: 1,
    state: 'open' as const,
    kitConfirmed: true,
  }

  test('a demo that is here is opened, and only that is written', async () => {
    const profile = await openProfile('Ada')
    await profile.deviceDb.workspaces.bulkPut([{ ...row, id: 'own', demo: false }, row])
    const open = createDemoOpener(profile.parts, () => Promise.reject(new Error('nothing is drawn')))
    expect(unwrap(await open())).toEqual({ workspaceId: 'demo' })
    expect((await profile.deviceDb.workspaces.get('demo'))!.openedAt).toBeGreaterThan(1)
    expect((await profile.deviceDb.workspaces.get('own'))!.openedAt).toBe(1)
    await profile.stop()
  })

  test('what a dying worker left half made is thrown away first; a making that fails leaves no row, and the next call makes it anew', async () => {
    const profile = await openProfile('Ada')
    const half = await openVault('half', profile.storage)
    half.close()
    await profile.deviceDb.preferences.put({ key: 'demoBuilding', value: 'half' })
    let calls = 0
    const open = createDemoOpener(profile.parts, () => {
      calls++
      return Promise.reject(new Error('no picture'))
    })
    const [one, two] = [open(), open()]
    await expect(one).rejects.toThrow('no picture')
    await expect(two).rejects.toThrow('no picture')
    const made = calls
    await expect(open()).rejects.toThrow('no picture')
    expect(calls).toBeGreaterThan(made)
    expect(await profile.deviceDb.workspaces.count()).toBe(0)
    expect((await profile.storage.indexedDB.databases()).map(({ name }) => name)).toEqual(['plumbline'])
    await profile.stop()
  })
})
