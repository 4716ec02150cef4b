/**
 * What stands on the pages, in the tables and the papers of a pack, word for word: of a workspace made by hand, without
 * a vault.
 */

import { beforeAll, describe, expect, it } from 'vitest'
import { rawToDer } from '~/lib/crypto/der'
import { generateDeviceKeys, sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { alteredAfterSealing } from '~/lib/isms/evidence/integrity'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { DocumentedInformation } from '~/lib/isms/pack/documented'
import { packPlan, type PackedEvidence } from '~/lib/isms/pack/packPlan'
import type { AnyRecord } from '~/lib/records/registry'
import { fieldLabelKey, valueLabelKey } from '~/lib/records/formSections'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { documentedPage, indexCsv, indexPage, type IndexInput } from '~/lib/pack/indexPages'
import { fingerprintOf } from '~/lib/pack/keys'
import { deviceEntry, type MembersDocument } from '~/lib/pack/members'
import { coversWords, evidenceFolder, sealOf, type EvidenceFolder } from '~/lib/pack/packedEvidence'
import { recordTables, soaTable } from '~/lib/pack/recordSheets'
import { statementLine, statementLines, readStatementLine } from '~/lib/pack/statementLines'
import { hasWord, translator } from '~/lib/pack/packWords'
import { toBase64Url, utf8 } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalBytes, canonicalJson, type JsonValue } from '~/lib/shared/json'
import type { StatementRow } from '~/lib/vault/store/tables'
import { row } from '../isms/rows'
import { file, stateOf, statementRow, t } from './handmade'

let bob: DeviceKeys
let members: MembersDocument
beforeAll(async () => {
  bob = await generateDeviceKeys()
  members = {
    type: 'plumbline/members',
    v: 1,
    workspaceId: 'a'.repeat(64),
    organisation: 'Quillmere',
    signedBy: { deviceId: bob.deviceId, fingerprint: fingerprintOf(bob.signKey), role: 'owner' },
    members: [],
    devices: [
      deviceEntry({
        deviceId: bob.deviceId,
        from: '2026-01-01T00:00:00.000Z',
        memberId: 'm_bob',
        name: 'Laptop',
        agreementKey: toBase64Url(bob.dhKey),
        signKey: toBase64Url(bob.signKey),
      }),
    ],
  }
})

const captureOf = (id: string, text: string, change: Readonly<Record<string, JsonValue>> = {}) =>
  canonicalBytes({
    type: 'plumbline/capture',
    v: 1,
    id,
    workspaceId: 'a'.repeat(64),
    deviceId: bob.deviceId,
    memberId: 'm_bob',
    keyFingerprint: fingerprintOf(bob.signKey),
    mode: 'fullPage',
    url: 'https://x.example',
    title: 'As sealed',
    capturedAt: '2026-05-12T09:12:44.000Z',
    sealedAt: '2026-05-12T09:13:00.000Z',
    completeness: 'complete',
    pages: [],
    files: [{ name: 'one.txt', mime: 'text/plain', bytes: text.length, sha256: sha256Hex(text) }],
    derived: [],
    browser: {},
    options: {},
    stated: {},
    ...change,
  })

/** A capture that Bob sealed, with its statement and its bytes. */
async function capture(
  over: {
    readonly row?: Readonly<Record<string, JsonValue>>
    readonly statement?: Partial<StatementRow>
    readonly by?: DeviceKeys
    readonly seal?: string
  } = {},
) {
  const bytes = captureOf('ev_1', 'one')
  const sha256 = sha256Hex(new TextDecoder().decode(bytes))
  const evidence = row('evidence', 'ev_1', {
    ref: 'EV-1',
    title: 'Backups',
    source: 'capture',
    capturedAt: '2026-05-12T09:12:44.000Z',
    captureRecord: { sha256, id: 'b_c', size: bytes.length, mime: 'application/json' },
    files: { 'one.txt': file('one') as never },
    ...over.row,
  })
  const seal = over.seal ?? toBase64Url(await sign((over.by ?? bob).sign.privateKey, bytes))
  const sealed = statementRow({
    id: 'st_seal',
    type: 'captureSeal',
    contentHash: sha256,
    deviceId: bob.deviceId,
    body: utf8(canonicalJson({ deviceId: bob.deviceId, seal })),
    ...over.statement,
  })
  return { evidence, sealed, bytes, sha256, blobs: { [sha256]: bytes, [sha256Hex('one')]: utf8('one') } }
}

const packed = (evidence: Evidence, derivedMissing: readonly string[] = []): PackedEvidence => ({
  evidence,
  derivedMissing,
  originals: Object.entries(evidence.files)
    .filter(([, { part }]) => part === 'original')
    .map(([name, one]) => ({ name, file: one })),
  derived: Object.entries(evidence.files)
    .filter(([, { part }]) => part === 'derived')
    .map(([name, one]) => ({ name, file: one })),
})
const json = (content: Blob | Uint8Array): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(content as Uint8Array)) as Record<string, unknown>
const paperOf = (folder: EvidenceFolder, name: string) =>
  folder.papers.find(({ path }) => path.endsWith(`/${name}`))?.content

describe('the folder of an evidence', () => {
  it('of a sealed capture has the record, the seal and the key that openssl reads, and says that it is sealed', async () => {
    const { evidence, sealed, bytes, blobs } = await capture()
    const folder = await evidenceFolder(
      packed(evidence),
      'EV-1',
      stateOf({ records: [evidence], statements: [sealed], blobs }),
      members,
    )
    expect(folder.papers.map(({ path }) => path)).toEqual(
      ['capture.json', 'seal.der', 'seal.pub.pem', 'custody.jsonl', 'evidence.json'].map(
        (name) => `evidence/EV-1/${name}`,
      ),
    )
    expect(paperOf(folder, 'capture.json')).toEqual(bytes)
    expect(folder.facts).toMatchObject({
      seal: 'sealed',
      altered: [],
      taken: '2026-05-12T09:12:44.000Z',
      covers: '2026-05-12',
    })
    expect(folder.facts).not.toHaveProperty('sealDoubtfulSince')
    expect(folder.files).toMatchObject([
      {
        path: 'evidence/EV-1/original/one.txt',
        name: 'one.txt',
        part: 'original',
        mime: 'text/plain',
        sha256: sha256Hex('one'),
        stored: false,
      },
    ])
    const paper = json(paperOf(folder, 'evidence.json')!)
    expect(paper).toMatchObject({
      type: 'plumbline/evidence',
      v: 1,
      seal: 'sealed',
      review: { state: 'unreviewed' },
      files: [
        {
          name: 'one.txt',
          path: 'original/one.txt',
          part: 'original',
          mime: 'text/plain',
          bytes: 3,
          sha256: sha256Hex('one'),
        },
      ],
    })
    for (const name of ['notHere', 'alteredAfterSealing', 'redacted', 'sealDoubtfulSince'])
      expect(paper).not.toHaveProperty(name)
    expect(paper['review']).toEqual({ state: 'unreviewed' })
  })

  it('says that a seal failed: signed by another key, by a device that nobody listed, or not there although the record is', async () => {
    const other = await generateDeviceKeys()
    const forged = await capture({ by: other })
    const strange = await capture({ statement: { deviceId: other.deviceId } })
    const of = async ({ evidence, sealed, blobs }: typeof forged, statements = [sealed]) =>
      evidenceFolder(packed(evidence), 'EV-1', stateOf({ statements, blobs }), members)
    const [failed, unknown, none] = [await of(forged), await of(strange), await of(forged, [])]
    expect([failed.facts.seal, unknown.facts.seal, none.facts.seal]).toEqual(['failed', 'failed', 'failed'])
    // What can not be checked with a key of the list is not handed over as if it could.
    expect(unknown.papers.map(({ path }) => path.split('/').at(-1))).toEqual(['custody.jsonl', 'evidence.json'])
    expect(failed.papers).toHaveLength(5)
  })

  it('of an upload has no seal, tells what is not here, and packs pictures and archives as they are', async () => {
    const names = {
      'a.png': 'image/png',
      'b.jpg': 'image/jpeg',
      'c.pdf': 'application/pdf',
      'd.mp4': 'video/mp4',
      'e.txt': 'text/plain',
      'f.svg': 'image/svg+xml',
      'g.docx': 'application/vnd.openxmlformats-officedocument.x',
    }
    const evidence = row('evidence', 'ev_2', {
      ref: 'EV-2',
      title: 'List',
      files: {
        ...Object.fromEntries(
          Object.entries(names).map(([name, mime]) => [name, file(name, 'original', mime) as never]),
        ),
        'thumb.webp': file('thumb', 'derived', 'image/webp') as never,
      },
    })
    const folder = await evidenceFolder(
      packed(evidence, ['page.webp']),
      'EV-2',
      stateOf({ blobs: [...Object.keys(names), 'thumb'] }),
      members,
    )
    expect(folder.facts).toMatchObject({ seal: 'integrityOnly', altered: [] })
    expect(folder.files.map(({ name, stored, part }) => [name, stored, part])).toEqual([
      ['a.png', true, 'original'],
      ['b.jpg', true, 'original'],
      ['c.pdf', true, 'original'],
      ['d.mp4', true, 'original'],
      ['e.txt', false, 'original'],
      ['f.svg', false, 'original'],
      ['g.docx', true, 'original'],
      ['thumb.webp', true, 'derived'],
    ])
    expect(json(paperOf(folder, 'evidence.json')!)['notHere']).toEqual(['page.webp'])
    const without = await evidenceFolder(packed(evidence), 'EV-2', stateOf({ blobs: ['a.png'] }), members)
    expect(without.files.map(({ name }) => name)).toEqual(['a.png'])
  })

  it('names what no longer says what was sealed, and since when the device may have been in other hands (EV12, ST16)', async () => {
    const since = Date.parse('2026-04-01T00:00:00Z')
    const { evidence, sealed, blobs } = await capture({
      row: { capturedAt: '2026-05-13T09:12:44.000Z' },
      statement: { doubtfulSince: since },
    })
    const folder = await evidenceFolder(packed(evidence), 'EV-1', stateOf({ statements: [sealed], blobs }), members)
    expect(folder.facts).toMatchObject({
      seal: 'sealed',
      altered: ['capturedAt'],
      sealDoubtfulSince: '2026-04-01T00:00:00.000Z',
    })
    expect(json(paperOf(folder, 'evidence.json')!)).toMatchObject({
      alteredAfterSealing: ['capturedAt'],
      sealDoubtfulSince: '2026-04-01T00:00:00.000Z',
    })
    expect(
      alteredAfterSealing(evidence, {
        capturedAt: '2026-05-12T09:12:44.000Z',
        captureRecord: sealed.contentHash,
        files: { 'one.txt': sha256Hex('one') },
      }),
    ).toEqual(['capturedAt'])
  })

  it('tells the review with who, the day in the zone of the workspace, and what has to be said of the signature', async () => {
    const evidence = row('evidence', 'ev_1', { ref: 'EV-1', files: { 'one.txt': file('one') as never } })
    const { contentHash } = hashedContent(evidence, 'review')
    const reviewOf = async (over: Partial<StatementRow>) =>
      (
        await evidenceFolder(
          packed(evidence),
          'EV-1',
          stateOf({
            statements: [statementRow({ id: 'st_1', contentHash, decision: 'accepted', ...over })],
            blobs: ['one'],
          }),
          members,
        )
      ).facts.review
    // Half past midnight of the second in Berlin.
    expect(await reviewOf({})).toEqual({ state: 'accepted', by: 'Bob', on: '2026-05-02' })
    expect(
      await reviewOf({ personId: 'pe_ada', relayTime: Date.parse('2026-05-09T12:00:00Z'), reason: 'Fine' }),
    ).toEqual({ state: 'accepted', by: 'Ada', on: '2026-05-09', reason: 'Fine' })
    expect(
      await reviewOf({
        readmitted: { byMemberId: 'm_bob', seq: 1, at: Date.parse('2026-03-03T10:00:00Z') },
        doubtfulSince: Date.parse('2026-02-02T08:30:00Z'),
      }),
    ).toEqual({
      state: 'accepted',
      by: 'Bob',
      on: '2026-05-02',
      readmitted: { by: 'Bob', on: '2026-03-03' },
      doubtfulSince: '2026-02-02T08:30:00.000Z',
    })
  })

  it('of a redacted copy names what it was made from, by hash', async () => {
    const { evidence: from, sha256 } = await capture()
    const evidence = row('evidence', 'ev_3', {
      ref: 'EV-3',
      redactedFrom: 'ev_1',
      redactionReason: 'Names of customers',
      files: { 'cut.txt': file('cut') as never },
    })
    const paper = async (records: readonly AnyRecord[]) =>
      json(
        paperOf(
          await evidenceFolder(packed(evidence), 'EV-3', stateOf({ records, blobs: ['cut'] }), members),
          'evidence.json',
        )!,
      )
    expect((await paper([from, evidence]))['redacted']).toEqual({
      from: 'EV-1',
      reason: 'Names of customers',
      files: [{ name: 'one.txt', sha256: sha256Hex('one') }],
      captureRecord: sha256,
    })
    expect(await paper([evidence])).not.toHaveProperty('redacted')
  })

  it('counts the first seal in log order that holds; before one is there, the own one that waits; a void one never', async () => {
    const { evidence, sealed, blobs } = await capture()
    const of = async (...statements: readonly StatementRow[]) =>
      (await sealOf(evidence, stateOf({ statements, blobs })))?.statement.id
    const later = { ...sealed, id: 'st_later', seq: 9 }
    const waits = { ...sealed, id: 'st_waits', seq: undefined } as StatementRow
    const empty = { ...sealed, id: 'st_void', seq: 1, voidReason: 'Without authority.' }
    expect(await of(later, sealed)).toBe('st_seal')
    expect(await of(waits, later)).toBe('st_later')
    expect(await of(empty, waits)).toBe('st_waits')
    expect(await of(empty)).toBeUndefined()
    expect(await of(statementRow({ id: 'st_review' }))).toBeUndefined()
    expect(await sealOf(evidence, stateOf({ statements: [sealed] }))).toBeUndefined()
  })

  it('takes no seal from a body that has none, nor over bytes that are no record', async () => {
    const { evidence, sealed, blobs, sha256 } = await capture()
    for (const body of ['null', '[]', '{}', '{"seal":5}'])
      expect(await sealOf(evidence, stateOf({ statements: [{ ...sealed, body: utf8(body) }], blobs }))).toBeUndefined()
    expect(await sealOf(evidence, stateOf({ statements: [sealed], blobs: { [sha256]: utf8('{}') } }))).toBeUndefined()
  })

  it('covers two days, or one; dates that merging made none are long ago, and stop nothing (MG18)', () => {
    const words = (values: Readonly<Record<string, JsonValue>>) =>
      coversWords({ ...row('evidence', 'ev_1'), ...values } as Evidence, stateOf())
    expect(words({ coversFrom: '2026-01-01', coversTo: '2026-03-31' })).toBe('2026-01-01 – 2026-03-31')
    expect(words({ coversFrom: '2026-01-01', coversTo: '2026-01-01' })).toBe('2026-01-01')
    expect(words({ capturedAt: 'never', coversFrom: 'soon' })).toBe('0000-01-01')
  })
})

describe('a line of a statement', () => {
  const of = (over: Partial<StatementRow> = {}): Record<string, unknown> =>
    JSON.parse(statementLine(statementRow({ id: 'st_1', ...over }))) as Record<string, unknown>

  it('has the body, the device, the place and time in the log, and the signature as openssl reads it', () => {
    expect(of({ relayTime: Date.parse('2026-05-02T00:00:00Z') })).toEqual({
      body: { deviceId: 'd'.repeat(32), contentHash: 'aa' },
      deviceId: 'd'.repeat(32),
      log: { seq: 5, time: '2026-05-02T00:00:00.000Z', clock: 'relay' },
      signature: Buffer.from(rawToDer(new Uint8Array(64).fill(1))).toString('base64'),
    })
    expect(of({ relayTime: 0, timeSource: 'device' } as never)['log']).toEqual({
      seq: 5,
      time: '1970-01-01T00:00:00.000Z',
      clock: 'device',
    })
    expect(of()['log']).toEqual({ seq: 5 })
    expect(of({ seq: undefined } as never)['log']).toEqual({ waits: true })
    expect(of({ readmitted: { byMemberId: 'm_1', seq: 1, at: 0 }, doubtfulSince: 0 })['log']).toEqual({
      seq: 5,
      readmitted: { by: 'm_1', at: '1970-01-01T00:00:00.000Z' },
      doubtfulSince: '1970-01-01T00:00:00.000Z',
    })
  })

  it('brings the signed content along, except that of a seal, and says what is void and why', () => {
    const frozen = utf8('{"fields":{}}')
    expect(of({ frozen })['signedContent']).toEqual({ fields: {} })
    expect(of({ frozen, type: 'captureSeal' })).not.toHaveProperty('signedContent')
    expect(of()).not.toHaveProperty('void')
    expect(of({ voidReason: 'Without authority.' })['void']).toBe('Without authority.')
    expect(of({ signatureValid: false, voidReason: 'Without authority.' })['void']).toBe('The signature does not hold.')
  })

  it('stands in the order of the log, what waits last; then by time, then by id', () => {
    const rows = [
      statementRow({ id: 'b', seq: undefined, time: 2 } as never),
      statementRow({ id: 'c', seq: undefined, time: 1 } as never),
      statementRow({ id: 'a', seq: undefined, time: 2 } as never),
      statementRow({ id: 'x', seq: 9, time: 0 }),
      statementRow({ id: 'y', seq: 3, time: 5 }),
    ].map((one) => ({ ...one, body: utf8(`{"id":"${one.id}"}`) }))
    const order = (list: readonly StatementRow[]) =>
      statementLines(list)
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { body: { id: string } }).body.id)
        .join('')
    expect(order(rows)).toBe('yxcab')
    expect(order([...rows].reverse())).toBe('yxcab')
    expect(statementLines([])).toBe('')
  })

  it('is read back only as it was written: canonical, of the device that its body names, with a signature that is one', () => {
    const good = {
      body: { contentHash: sha256Hex('{"a":1}'), deviceId: 'd1' },
      deviceId: 'd1',
      log: { seq: 1 },
      signature: Buffer.from(rawToDer(new Uint8Array(64).fill(1))).toString('base64'),
    }
    const read = (value: unknown) => readStatementLine(canonicalJson(value))
    expect(read(good)).toMatchObject({
      deviceId: 'd1',
      contentFits: undefined,
      content: undefined,
      isVoid: false,
      signature: new Uint8Array(64).fill(1),
    })
    expect(read({ ...good, signedContent: { a: 1 } })).toMatchObject({ contentFits: true, content: { a: 1 } })
    expect(read({ ...good, signedContent: { a: 2 } })).toMatchObject({ contentFits: false })
    expect(read({ ...good, void: 'x' })).toMatchObject({ isVoid: true })
    for (const bad of [
      { ...good, body: [] },
      { ...good, body: 'x' },
      { ...good, deviceId: 5, body: { deviceId: 5 } },
      { ...good, signature: 5 },
      { ...good, signature: 'AA==' },
      { ...good, signature: `${good.signature} ` },
      { ...good, deviceId: 'd2' },
      [good],
    ])
      expect(read(bad)).toBeUndefined()
    expect(readStatementLine(`${canonicalJson(good)} `)).toBeUndefined()
    expect(readStatementLine(JSON.stringify(good, null, 1))).toBeUndefined()
  })
})

describe('the pages', () => {
  const facts = (
    id: string,
    values: Readonly<Record<string, JsonValue>>,
    over: Partial<EvidenceFolder['facts']> = {},
    files: readonly string[] = ['original/a.png'],
  ): EvidenceFolder => ({
    folder: `evidence/${id}`,
    papers: [],
    files: files.map((path) => ({
      path: `evidence/${id}/${path}`,
      name: path.split('/').at(-1)!,
      part: path.startsWith('original/') ? ('original' as const) : ('derived' as const),
      mime: 'image/png',
      content: utf8(''),
      sha256: sha256Hex(path),
    })),
    facts: {
      row: row('evidence', `ev_${id}`, { ref: id, title: `Title ${id}`, ...values }),
      taken: '2026-05-12T09:12:44.000Z',
      covers: '2026-05-01 – 2026-05-12',
      review: { state: 'accepted', by: 'Ada', on: '2026-05-20' },
      seal: 'sealed',
      altered: [],
      ...over,
    },
  })
  const control = row('control', 'ct_1', { ref: 'C-1', title: 'Backups', reqs: ['iso:A.1'] })
  const inputOf = (over: Partial<IndexInput> = {}, state = stateOf({ records: [control] })): IndexInput => ({
    state,
    t,
    locale: 'en',
    description: 'Everything <of> May',
    folders: [],
    leftOut: [],
    records: [],
    documented: [],
    extra: [],
    notMade: [],
    ...over,
  })
  const csv = (input: IndexInput): readonly (readonly string[])[] =>
    indexCsv(input)
      .trim()
      .split('\r\n')
      .map((line) => line.split(','))
  const text = (html: string): string =>
    html
      .replace(/<style>[^]*<\/style>/, '')
      .replace(/<[^>]+>/g, '|')
      .replace(/\s*\|[|\s]*/g, '|')

  it('list every evidence under every requirement it shows, in the order of the framework; what shows none comes last', () => {
    const input = inputOf({
      folders: [
        facts('EV-9', {}),
        facts('EV-1', { reqs: ['soc:CC2', 'iso:A.3'] }),
        facts('EV-2', { controls: ['ct_1', 'ct_none'] }),
        facts('EV-3', { reqs: ['iso:A.10'] }),
      ],
    })
    expect(
      csv(input)
        .slice(1)
        .map((cells) => [cells[0], cells[1], cells[4]].join(' ')),
    ).toEqual(['iso A.10 EV-3', 'iso A.1 EV-2', 'iso A.3 EV-1', 'soc CC2 EV-1', '  EV-9'])
    const html = indexPage(input)
    expect([...html.matchAll(/<h2 id="(fw-[^"]+|none)">([^<]*)/g)].map(([, id, title]) => `${id} ${title}`)).toEqual([
      'fw-iso Framework iso',
      'fw-soc Framework soc',
      'none pack.file.noRequirement',
    ])
    expect([...html.matchAll(/<a href="#(fw-[^"]+|none)">([^<]*)/g)].map(([, id, title]) => `${id} ${title}`)).toEqual([
      'fw-iso Framework iso',
      'fw-soc Framework soc',
      'none pack.file.noRequirement',
    ])
    expect([...html.matchAll(/<h3>(.*)<\/h3>/g)].map(([whole]) => text(whole!))).toEqual([
      '|A.10|Title of A.10|Group|',
      '|A.1|Title of A.1|Group|',
      '|A.3|Title of A.3|Group|',
      '|CC2|Title of CC2|',
    ])
    expect(html).not.toContain('<span class="quiet"></span>')
    expect(text(html)).toContain('|C-1, ct_none|')
    expect(text(indexPage(inputOf({ folders: [facts('EV-1', { controls: ['ct_1'] })] })))).toContain('|Title EV-1|C-1|')
  })

  it('stand in the order of the catalogue; requirements of one’s own in that of their codes, as people count', () => {
    const of = (...reqs: readonly string[]) =>
      csv(inputOf({ folders: reqs.map((req, n) => facts(`EV-${n}`, { reqs: [req] })) }))
        .slice(1)
        .map((cells) => cells[1])
        .join(' ')
    for (const order of [
      ['iso:A.9', 'iso:B.1', 'iso:C.5', 'iso:D.3'],
      ['iso:D.3', 'iso:C.5', 'iso:A.9', 'iso:B.1'],
      ['iso:B.1', 'iso:D.3', 'iso:C.5', 'iso:A.9'],
    ])
      expect(of(...order)).toBe('B.1 D.3 C.5 A.9')
    for (const order of [
      ['own:A10b', 'own:A2b', 'own:A1b'],
      ['own:A1b', 'own:A10b', 'own:A2b'],
      ['own:A2b', 'own:A10b', 'own:A1b'],
    ])
      expect(of(...order)).toBe('A1b A2b A10b')
    expect(of('own:A1b', 'iso:A.9')).toBe('A.9 A1b')
  })

  it('give each original one line with all that is known of it, and each left out evidence one with its reason', () => {
    const evidence = row('evidence', 'ev_5', {
      ref: 'EV-5',
      title: 'Restricted',
      controls: ['ct_1'],
      capturedAt: '2026-05-01T00:00:00.000Z',
      coversFrom: '2026-05-01',
      coversTo: '2026-05-01',
    })
    const [head, first, second, last] = csv(
      inputOf({
        folders: [
          facts(
            'EV-1',
            { reqs: ['iso:A.1'], controls: ['ct_1'], completeness: 'partial', completenessNote: '50 of 62' },
            {},
            ['original/a.png', 'original/b.png', 'derived/t.png'],
          ),
        ],
        leftOut: [{ evidence, reason: 'redacted', instead: ['EV-6', 'EV-7'] }],
      }),
    )
    expect(head).toHaveLength(18)
    expect(first).toEqual([
      'iso',
      'A.1',
      'Title of A.1',
      'C-1',
      'EV-1',
      'Title EV-1',
      'evidence/EV-1/original/a.png',
      sha256Hex('original/a.png'),
      '2026-05-12T09:12:44.000Z',
      '2026-05-01 – 2026-05-12',
      '2026-01-01T08:00:00.000Z',
      'evidence.state.accepted',
      'Ada',
      '2026-05-20',
      'evidence.seal.sealed.word',
      'value.evidence.completeness.partial',
      '50 of 62',
      'pack.file.included',
    ])
    expect(second![6]).toBe('evidence/EV-1/original/b.png')
    expect(last!.join(',')).toBe(
      ',,,C-1,EV-5,Restricted,,,2026-05-01T00:00:00.000Z,2026-05-01,2026-01-01T08:00:00.000Z,,,,,,,"pack.file.leftOut.redacted refs=EV-6, EV-7"',
    )
    const bare = csv(
      inputOf({
        folders: [facts('EV-1', { title: undefined as never }, { taken: undefined, review: { state: 'unreviewed' } })],
      }),
    )[1]!
    expect([bare[5], bare[8], bare[12], bare[13], bare[15], bare[16]]).toEqual(['', '', '', '', '', ''])
  })

  it('say beside a name and a seal what has to be said of them', () => {
    const doubted = {
      by: 'Ada',
      on: '2026-05-20',
      state: 'accepted' as const,
      readmitted: { by: 'Bob', on: '2026-03-03' },
      doubtfulSince: '2026-02-02T08:30:00.000Z',
    }
    const input = inputOf({
      folders: [
        facts(
          'EV-1',
          { reqs: ['iso:A.1'] },
          { review: doubted, sealDoubtfulSince: '2026-02-02T08:30:00.000Z', altered: ['files'] },
        ),
      ],
    })
    const html = text(indexPage(input))
    expect(html).toContain(
      'Ada (record.statement.again name=Bob date=2026-03-03; record.statement.doubtful date=2026-02-02 08:30 UTC)',
    )
    expect(html).toContain(
      'evidence.seal.sealed.word; record.statement.doubtful date=2026-02-02 08:30 UTC; evidence.seal.altered',
    )
    expect(text(indexPage(inputOf({ folders: [facts('EV-1', {})] })))).toContain(
      '|evidence.state.accepted|Ada,|2026-05-20|evidence.seal.sealed.word|',
    )
    const unreviewed = text(indexPage(inputOf({ folders: [facts('EV-1', {}, { review: { state: 'unreviewed' } })] })))
    expect(unreviewed).toContain('|evidence.state.unreviewed|evidence.seal.sealed.word|')
  })

  it('link originals only, show their first letters of hash, when taken, what they cover and what is not complete', () => {
    const page = indexPage(
      inputOf({
        folders: [
          facts('EV-1', { reqs: ['iso:A.1'], completeness: 'partial', completenessNote: '50 of 62' }, {}, [
            'original/a.png',
            'original/b.html',
            'derived/t.png',
          ]),
        ],
      }),
    )
    expect(page).toContain('<a class="mono day" href="evidence/EV-1/evidence.json">EV-1</a>')
    expect(page).toContain(
      `<a href="evidence/EV-1/original/a.png">a.png</a> <code class="quiet">${sha256Hex('original/a.png').slice(0, 12)}</code>`,
    )
    expect(page).toContain('<span class="bare">b.html</span>')
    expect(page).not.toContain('t.png')
    expect(page).toContain('<span class="day">2026-05-12</span> <span class="quiet">09:12:44</span>')
    expect(page).toContain('<span class="day">2026-05-01</span> – <span class="day">2026-05-12</span>')
    expect(page).toContain('<strong>value.evidence.completeness.partial</strong> 50 of 62')
    const whole = indexPage(
      inputOf({ folders: [facts('EV-1', { completeness: 'complete' }, { taken: undefined, covers: '2026-05-01' })] }),
    )
    expect(whole).not.toContain('completeness.partial')
    expect(whole).toContain('<td><span class="day">2026-05-01</span></td>')
  })

  it('say at the top how much there is, and what is not', () => {
    const evidence = row('evidence', 'ev_5', {
      ref: 'EV-5',
      title: 'Lost',
      coversFrom: '2026-05-01',
      coversTo: '2026-05-01',
      capturedAt: '2026-05-01T00:00:00.000Z',
    })
    const documented = [
      { item: '4.3', lines: [], total: 0 },
      { item: '5.2', lines: [], total: 1 },
    ] as readonly DocumentedInformation[]
    const full = indexPage(
      inputOf({
        folders: [facts('EV-1', {}, {}, ['original/a.png', 'derived/b.png']), facts('EV-2', {})],
        leftOut: [{ evidence, reason: 'missing', instead: [] }],
        documented,
        extra: ['reports/risk.docx', 'oscal/ssp.html'],
        notMade: [{ name: 'poam.json', reason: 'Too little.' }],
      }),
    )
    const said = text(full)
    expect(full).toContain('<title>pack.file.title organisation=Quillmere</title>')
    expect(full).toContain('<p>Everything &lt;of&gt; May</p>')
    expect(said).toContain('pack.file.evidenceCount n=2 files=3')
    expect(full).toContain('<a href="#left-out">pack.file.leftOutCount n=1</a>')
    expect(said).toContain('|EV-5|Lost|2026-05-01|pack.file.leftOut.missing refs=|')
    expect(said).toContain('pack.file.documentedMissing n=1')
    expect(full).toContain('<a href="#reports">pack.file.extra</a>')
    expect(said).toContain('pack.file.extraHelp when=2026-06-01 10:20 UTC')
    expect(full).toContain(
      '<li><a href="reports/risk.docx">reports/risk.docx</a></li><li><span class="bare">oscal/ssp.html</span></li><li>poam.json: <strong>pack.file.notMade</strong> Too little.</li>',
    )
    const none = indexPage(
      inputOf(
        { documented: [{ item: '5.2', lines: [], total: 1 }] as readonly DocumentedInformation[] },
        stateOf({ organisation: '' }),
      ),
    )
    expect(none).toContain('<title>pack.file.title organisation=pack.file.unnamed</title>')
    expect(none).toContain('pack.file.documentedAll')
    expect(none.split('pack.file.nothingLeftOut').length - 1).toBe(2)
    expect(none).not.toMatch(/reports|pack\.file\.extra|left-out">pack\.file\.leftOutCount/)
    for (const over of [{ extra: ['reports/risk.docx'] }, { notMade: [{ name: 'x', reason: 'y' }] }])
      expect(indexPage(inputOf(over)).split('pack.file.extra<').length - 1).toBe(2)
  })

  it('name each register with its file and its sheet', () => {
    const page = indexPage(
      inputOf({ records: [{ name: 'risks', path: 'records/risks.json', sheet: 'records/risks.xlsx', count: 7 }] }),
    )
    expect(page).toContain(
      '<td>pack.file.set.risks</td><td>7</td><td><a href="records/risks.json">risks.json</a></td><td><a href="records/risks.xlsx">risks.xlsx</a></td>',
    )
    expect(page).toContain('<table><thead>')
    expect(indexPage(inputOf({ folders: [facts('EV-1', {})] }))).toContain(
      '<table class="even"><colgroup><col style="width:7%">',
    )
  })

  it('show documented information clause by clause: version, who signed and when, what is not signed, what is missing', () => {
    const lines: DocumentedInformation['lines'] = [
      {
        kind: 'policy',
        ref: 'P-1',
        title: 'Policy',
        version: 3,
        by: 'pe_ada',
        on: '2026-02-01',
        signed: { readmitted: { byMemberId: 'm_bob', seq: 1, at: 0 }, doubtfulSince: undefined },
      },
      { kind: 'document', ref: 'Same', title: 'Same', version: undefined },
      { kind: 'scope', ref: '', title: 'Scope', version: 1, by: 'm_bob', on: '2026-03-01' },
    ]
    const page = documentedPage(
      inputOf({
        documented: [
          { item: '5.2', lines, total: 5 },
          { item: '6.1.3-soa', lines: [], total: 0 },
          { item: '4.3', lines: [lines[2]!], total: 1 },
        ],
      }),
    )
    expect(page).not.toMatch(/<span class="(mono|day)"><\/span>/)
    expect(page).toContain('<td><span class="day">2026-02-01</span></td>')
    expect(documentedPage(inputOf({ documented: [{ item: '4.3', lines: [lines[2]!], total: 2 }] }))).toContain(
      'pack.file.more n=1',
    )
    const rows = [...page.matchAll(/<tr>(<td>.*?)<\/tr>/g)].map(([, cells]) => text(cells!))
    expect(rows).toEqual([
      '|5.2|pack.file.documentedItem.5_2|P-1|Policy|kind.policy.one|3|Ada (record.statement.again name=Bob date=1970-01-01 00:00 UTC)|2026-02-01|',
      '|Same|kind.document.one|pack.file.notSigned|',
      '|Scope|kind.scope.one|1|Bob|2026-03-01|',
      '|pack.file.more n=2|',
      '|6.1.3|pack.file.documentedItem.6_1_3-soa|pack.file.missing|',
      '|4.3|pack.file.documentedItem.4_3|Scope|kind.scope.one|1|Bob|2026-03-01|',
    ])
  })
})

describe('the tables of registers', () => {
  it('have one sheet per kind, in the order of the form, with names instead of ids', () => {
    const control = row('control', 'c_1', { ref: 'C-1', title: 'Backups' })
    const risk = row('risk', 'r_1', {
      ref: 'R-1',
      title: 'Loss',
      cause: 'No copies',
      owner: 'pe_ada',
      assessedBy: 'pe_none',
      controls: ['c_1', 'c_gone', 'nothing'],
      reqs: ['iso27001-2022:A.8.13'],
      properties: ['C', 'A'],
      processes: ['Billing', 'c_1'],
      currentL: 4,
      fraud: false,
      option: 'avoid',
      matrixHash: 'abc',
    })
    const odd = { ...row('risk', 'r_2', { ref: 'R-2', title: 'Odd', fraud: true }), option: 'made up' }
    const state = stateOf({ records: [control, risk] })
    const [first, second] = recordTables([control, risk, odd] as unknown as readonly AnyRecord[], state, t)
    expect([first!.name, second!.name, first!.rows.length]).toEqual(['kind.control.many', 'kind.risk.many', 1])
    expect(second!.head.slice(0, 5)).toEqual([
      'pack.file.column.ref',
      ...['title', 'cause', 'event', 'consequence'].map((name) => t(fieldLabelKey('risk', name))),
    ])
    const cells = (at: number) => Object.fromEntries(second!.head.map((label, n) => [label, second!.rows[at]![n]]))
    const of = (name: string, at = 0) => cells(at)[t(fieldLabelKey('risk', name))]
    expect(cells(0)['pack.file.column.ref']).toBe('R-1')
    expect([of('assets'), of('inherentL'), of('assessedOn')]).toEqual([undefined, undefined, undefined])
    expect([of('title'), of('cause'), of('event'), of('owner'), of('assessedBy'), of('controls'), of('reqs')]).toEqual([
      'Loss',
      'No copies',
      undefined,
      'Ada',
      'pe_none',
      'C-1, c_gone, nothing',
      'A.8.13',
    ])
    expect([of('properties'), of('processes'), of('currentL'), of('fraud'), of('matrixHash')]).toEqual([
      ['A', 'C'].map((one) => t(valueLabelKey('risk', 'properties', one))).join(', '),
      'Billing, c_1',
      4,
      'pack.file.no',
      'abc',
    ])
    expect([of('option'), of('option', 1), of('fraud', 1)]).toEqual([
      t(valueLabelKey('risk', 'option', 'avoid')),
      'made up',
      'pack.file.yes',
    ])
    const [reviews] = recordTables([row('managementReview', 'mr_1', { attendees: ['pe_ada', 'pe_x'] })], state, t)
    expect(reviews!.rows[0]![reviews!.head.indexOf(t(fieldLabelKey('managementReview', 'attendees')))]).toBe(
      'Ada, pe_x',
    )
    const evidence = row('evidence', 'ev_1', {
      ref: 'EV-1',
      title: 'x',
      captureRecord: { sha256: 'a'.repeat(64), id: 'b', size: 1, mime: 'application/json' },
      supersedes: 'c_1',
      files: { 'a.txt': file('a') as never },
    })
    const [files] = recordTables([evidence], state, t)
    const at = (name: string) => files!.rows[0]![files!.head.indexOf(t(fieldLabelKey('evidence', name)))]
    expect([at('captureRecord'), at('supersedes'), at('files')]).toEqual([
      `SHA-256 ${'a'.repeat(64)}`,
      'C-1',
      JSON.stringify({ 'a.txt': file('a') }),
    ])
  })

  it('write what was frozen of a Statement of Applicability, each requirement and what stands beside them', () => {
    const table = soaTable(
      {
        rows: [
          {
            requirement: 'iso27001-2022:A.8.13',
            applicability: 'applicable',
            reasons: ['risk', 'law'],
            justification: 'Because',
            status: 'implemented',
            controls: ['C-1', 'C-2'],
            risks: ['R-1'],
            owner: 'pe_ada',
            provider: undefined,
            evidence: [{ ref: 'EV-1', coversTo: '2026-05-01' }, { ref: 'EV-2' }],
          },
        ],
        additional: [{ control: 'ct_9', owner: 'pe_x', evidence: [{ ref: 'EV-3' }, { ref: 'EV-4' }] }],
        names: { pe_ada: 'Ada', ct_9: 'C-9' },
      } as never,
      stateOf(),
      t,
    )
    expect(table.rows).toEqual([
      [
        'A.8.13',
        'Title of A.8.13',
        'value.soaEntry.applicability.applicable',
        'value.soaEntry.reasons.risk, value.soaEntry.reasons.law',
        'Because',
        'app.state.implemented',
        'C-1, C-2',
        'R-1',
        'Ada',
        '',
        'EV-1 (2026-05-01), EV-2',
      ],
      ['', 'C-9', 'pack.file.additional', '', '', '', 'ct_9', '', 'pe_x', '', 'EV-3, EV-4'],
    ])
    expect(table.head).toHaveLength(11)
  })
})

describe('the words of a pack', () => {
  const words = translator({
    locale: 'en',
    messages: {
      a: { one: '{name} has {n} file | {name} has {n} files', three: 'none | one | {n} of {other}', plain: 'x | y' },
      top: 'Top',
    },
  })

  it('take the form for a number, wherever it comes from, and leave what nobody filled in', () => {
    expect(words('a.one', { name: 'Ada' }, 1)).toBe('Ada has 1 file')
    expect(words('a.one', { name: 'Ada', n: 2 })).toBe('Ada has 2 files')
    expect(words('a.one', { n: 1 }, 2)).toBe('{name} has 1 files')
    expect([0, 1, 2, 5].map((n) => words('a.three', {}, n))).toEqual(['none', 'one', '2 of {other}', '5 of {other}'])
    expect(words('a.one')).toBe('{name} has {n} file')
    expect(words('a.plain', { n: 'many' })).toBe('x')
  })

  it('are none for keys that lead nowhere, nor for what every object has', () => {
    for (const key of ['a', 'a.none', 'top.more', 'constructor', 'constructor.name', 'a.toString', 'none.more.x', ''])
      expect(words(key)).toBe(key)
    expect([
      hasWord({ locale: 'en', messages: { top: 'Top' } }, 'top'),
      hasWord({ locale: 'en', messages: {} }, 'top'),
    ]).toEqual([true, false])
  })
})

it('a plan takes in what the state holds and names what it does not', () => {
  const evidence = row('evidence', 'ev_1', {
    ref: 'EV-1',
    coversFrom: '2026-05-01',
    coversTo: '2026-05-01',
    files: { 'one.txt': file('one') as never },
  })
  const plan = (blobs: readonly string[]) =>
    packPlan(
      { by: 'evidence', ids: ['ev_1'] },
      { withOriginals: false, withRestricted: false },
      stateOf({ records: [evidence], blobs }),
    )
  expect(plan(['one']).packed).toHaveLength(1)
  expect(plan([]).leftOut).toMatchObject([{ reason: 'pending' }])
})
