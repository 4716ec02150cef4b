/**
 * Known answers of what a device keeps and signs beside the wire formats: the state of a book, the body of a statement,
 * a capture's record. Written as pinned, and read from pinned bytes: another order or another name would still agree
 * with itself, and with no snapshot, seal or approval there is.
 */

import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import {
  captureRecord,
  captureRecordBytes,
  parseCaptureRecord,
  type RecordInput,
} from '~/lib/capture/record/captureRecord'
import { parseStatementBody } from '~/lib/isms/statement/body'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import type { AnyRecord } from '~/lib/records/registry'
import { fromHex, toHex, utf8, utf8ToString } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { newBookDoc, recordsOf, textOf } from '~/lib/vault/books/book'
import { checkpointName, createCheckpoints } from '~/lib/vault/books/checkpoints'
import { readSnapshotState, writeSnapshotState } from '~/lib/vault/snapshots/snapshotState'
import { closeEverybody, createWorld, foundBy, settle } from '../support/person'

afterEach(closeEverybody)
const hashed = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('the state of a book', () => {
  const state =
    '010407002801077265636f7264730a726b5f312f7469746c65017704466972652801077265636f7264730f726b5f312f6c696b656c69686f6f64017d032801077265636f72647309726b5f312f676f6e65017e04010a726b5f312f6576656e740561203c206200'
  const stateVector = '010708'
  const rowsHash = '7864278a9096783a0fb6a5e16447d8124527fb20512da9bc2b8321af4eae8744'
  const values = { 'rk_1/title': 'Fire', 'rk_1/likelihood': 3, 'rk_1/gone': null }

  it('is written as pinned, and its hash is that of its canonical content', () => {
    const doc = newBookDoc()
    doc.clientID = 7
    for (const [key, value] of Object.entries(values)) recordsOf(doc).set(key, value)
    doc.getText('rk_1/event').insert(0, 'a < b')
    const written = writeSnapshotState(doc)
    expect([toHex(written.state), toHex(written.stateVector), written.rowsHash]).toEqual([state, stateVector, rowsHash])
    expect(rowsHash).toBe(
      hashed('{"texts":[["rk_1/event","a < b"]],"values":[["rk_1/likelihood",3],["rk_1/title","Fire"]]}'),
    )
  })

  it('is read from pinned bytes, as a snapshot and as a checkpoint under its pinned name', async () => {
    const doc = unwrap(readSnapshotState(fromHex(state), rowsHash))
    expect(recordsOf(doc).toJSON()).toEqual(values)
    expect(textOf(doc, 'rk_1/event')).toBe('a < b')

    const name = checkpointName('ws', 'device', 'risk')
    expect(name).toBe('plumbline_ws_device_risk')
    await keep(name, fromHex(state))
    const loaded = newBookDoc()
    await createCheckpoints('ws', 'device').load('risk', loaded)
    expect(recordsOf(loaded).toJSON()).toEqual(values)
    expect(textOf(loaded, 'rk_1/event')).toBe('a < b')
  })

  /** A checkpoint as an earlier build left it: one update in the store of that name. */
  async function keep(name: string, update: Uint8Array): Promise<void> {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('updates', { autoIncrement: true })
        opening.result.createObjectStore('custom')
      }
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error!)
    })
    await new Promise<void>((resolve, reject) => {
      const transaction = db.transaction('updates', 'readwrite')
      transaction.objectStore('updates').add(update)
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error!)
    })
    db.close()
  }
})

describe('the body of a statement', () => {
  it('is written by the engine letter by letter, and named by its hash', async () => {
    const world = createWorld()
    const alice = await foundBy(world, 'Alice')
    const { id } = await alice.must('record.create', { kind: 'policy', fields: { title: 'Backups' } })
    await settle(alice)
    const row = (await alice.replica.readRecord('policy', id)) as AnyRecord
    const { contentHash } = hashedContent(row, 'main')
    const { id: name } = await alice.must('statement.sign', {
      type: 'reject',
      subject: { kind: 'policy', id },
      profile: 'main',
      expectedHash: contentHash,
      reason: 'Not yet.',
    })
    await settle(alice)
    const statement = (await alice.vault.statements.get(name))!
    const { memberId, personId } = statement
    const text = `{"contentHash":"${contentHash}","deviceId":"${alice.keys.deviceId}","memberId":"${memberId}","personId":"${personId}","profile":"main","reason":"Not yet.","subject":{"id":"${id}","kind":"policy"},"time":"2026-06-01T09:00:00.000Z","type":"reject","v":1,"workspaceId":"${world.workspaceId}"}`
    expect(utf8ToString(statement.body)).toBe(text)
    expect(name).toBe(hashed(text))
    expect(hashed(utf8ToString(statement.frozen!))).toBe(contentHash)
  })

  it('is read from pinned text, with everything that may stand in it', () => {
    const text = `{"basedOn":"st","contentHash":"${'a'.repeat(64)}","decision":"accepted","deviceId":"d","event":"reviewed","memberId":"m","note":"n","personId":"p","profile":"review","reason":"r","seal":"s","subject":{"id":"ev_1","kind":"evidence"},"time":"2026-06-01T09:00:00.000Z","type":"review","v":1,"validUntil":"2027-06-01","workspaceId":"w"}`
    expect(unwrap(parseStatementBody(JSON.parse(text)))).toEqual({
      v: 1,
      workspaceId: 'w',
      deviceId: 'd',
      memberId: 'm',
      personId: 'p',
      type: 'review',
      subject: { kind: 'evidence', id: 'ev_1' },
      profile: 'review',
      contentHash: 'a'.repeat(64),
      decision: 'accepted',
      reason: 'r',
      validUntil: '2027-06-01',
      basedOn: 'st',
      event: 'reviewed',
      note: 'n',
      seal: 's',
      time: '2026-06-01T09:00:00.000Z',
    })
  })

  it('signs a pinned content under a pinned hash', () => {
    const policy = {
      kind: 'policy',
      id: 'po_1',
      title: 'Backups',
      approvers: ['pe_2', 'pe_1'],
      unknown: {},
    } as unknown as AnyRecord
    const { content, contentHash } = hashedContent(policy, 'main')
    const text =
      '{"fields":{"approvers":["pe_2","pe_1"],"title":"Backups"},"kind":"policy","profile":"main","recordId":"po_1"}'
    expect(content).toEqual(JSON.parse(text))
    expect(contentHash).toBe(hashed(text))
  })
})

describe('capture.json', () => {
  const size = { width: 1440, height: 900 }
  const state = {
    document: 'd1',
    url: 'https://console.example/jobs',
    viewport: size,
    content: size,
    scroll: { x: 0, y: 0 },
    textLength: 120,
    mutations: 2,
    hidden: 0,
    pending: 0,
    busy: false,
  }
  const tile = {
    name: 'tile-1.png',
    sha256: 'a'.repeat(64),
    at: 1_780_000_000_200,
    scroll: { x: 0, y: 0 },
    image: size,
    shown: size,
    content: size,
    textLength: 120,
    mutations: 2,
    pending: 0,
    busy: false,
    blank: false,
    marks: 9,
  }
  const page = {
    state,
    title: 'Jobs',
    referrer: '',
    navigation: 'navigate',
    devicePixelRatio: 1,
    timeZone: 'Europe/Berlin',
    language: 'en',
    contentType: 'text/html',
    status: 200,
  } as const
  const input: RecordInput = {
    id: 'ev_1',
    deviceId: 'd',
    memberId: 'm',
    personId: 'pe_1',
    keyFingerprint: 'f',
    mode: 'fullPage',
    capturedAt: 1_780_000_000_000,
    sealedAt: 1_780_000_001_000,
    relayOffset: 5,
    stated: { account: 'ops@example', note: 'Daily' },
    files: [{ name: 'tile-1.png', mime: 'image/png', bytes: 8, sha256: 'a'.repeat(64) }],
    derived: [{ name: 'thumb.webp', mime: 'image/webp', bytes: 4, sha256: 'b'.repeat(64) }],
    facts: {
      workspaceId: 'w',
      url: 'https://console.example/jobs',
      title: 'Jobs',
      completeness: 'complete',
      browser: { name: 'Chromium', version: '156', os: 'Linux', extension: '0.1.0' },
      options: { hide: false },
      pages: [
        {
          mode: 'fullPage',
          startedAt: 1_780_000_000_100,
          endedAt: 1_780_000_000_300,
          page,
          tilesPlanned: 1,
          tiles: [tile],
          selfCheck: [{ id: 'heightReached', result: 'ok', value: { shown: 900, page: 900 } }],
        },
      ],
    },
  }
  const text = [
    `{"browser":{"extension":"0.1.0","name":"Chromium","os":"Linux","version":"156"},"capturedAt":"2026-05-28T20:26:40.000Z","completeness":"complete","derived":[{"bytes":4,"mime":"image/webp","name":"thumb.webp","sha256":"${'b'.repeat(64)}"}],"deviceId":"d"`,
    `,"files":[{"bytes":8,"mime":"image/png","name":"tile-1.png","sha256":"${'a'.repeat(64)}"}],"id":"ev_1","keyFingerprint":"f","memberId":"m","mode":"fullPage","options":{"hide":false}`,
    `,"pages":[{"endedAt":1780000000300,"mode":"fullPage","page":{"contentType":"text/html","devicePixelRatio":1,"language":"en","navigation":"navigate","referrer":"","state":{"busy":false,"content":{"height":900,"width":1440},"document":"d1","hidden":0,"mutations":2,"pending":0,"scroll":{"x":0,"y":0},"textLength":120,"url":"https://console.example/jobs","viewport":{"height":900,"width":1440}},"status":200,"timeZone":"Europe/Berlin","title":"Jobs"},"selfCheck":[{"id":"heightReached","result":"ok","value":{"page":900,"shown":900}}],"startedAt":1780000000100,"tiles":[{"at":1780000000200,"blank":false,"busy":false,"content":{"height":900,"width":1440},"image":{"height":900,"width":1440},"marks":9,"mutations":2,"name":"tile-1.png","pending":0,"scroll":{"x":0,"y":0},"sha256":"${'a'.repeat(64)}","shown":{"height":900,"width":1440},"textLength":120}],"tilesPlanned":1}]`,
    `,"personId":"pe_1","relayOffset":5,"sealedAt":"2026-05-28T20:26:41.000Z","stated":{"account":"ops@example","note":"Daily"},"timeZone":"Europe/Berlin","title":"Jobs","type":"plumbline/capture","url":"https://console.example/jobs","v":1,"workspaceId":"w"}`,
  ].join('')

  it('with its pages is written as pinned, letter by letter', () => {
    expect(utf8ToString(captureRecordBytes(captureRecord(input)))).toBe(text)
  })

  it('is read from pinned text', () => {
    expect(parseCaptureRecord(utf8(text))).toEqual(captureRecord(input))
  })
})
