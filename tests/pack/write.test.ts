/**
 * Writing a pack from what is there, by hand: what goes in, what is named as left out, and where each file comes to
 * lie.
 */

import { beforeAll, describe, expect, it } from 'vitest'
import { generateDeviceKeys, sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { zipLimits } from '~/lib/exchange/zip/writeZip'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { readTags } from '~/lib/pack/bag'
import { fingerprintOf } from '~/lib/pack/keys'
import { deviceEntry, membersBytes, type MembersDocument } from '~/lib/pack/members'
import { surveyPack, writePack, type PackRequest } from '~/lib/pack/writePack'
import { toBase64Url, utf8, type Bytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalJson } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { row } from '../isms/rows'
import { filesOf, textOf, type BagFiles } from './bagFiles'
import { file, stateOf, statementRow } from './handmade'

let keys: DeviceKeys
let members: MembersDocument
let membersSignature: string
beforeAll(async () => {
  keys = await generateDeviceKeys()
  const device = deviceEntry({
    deviceId: keys.deviceId,
    from: '2026-01-01T00:00:00.000Z',
    memberId: 'm_bob',
    name: 'Laptop',
    agreementKey: toBase64Url(keys.dhKey),
    signKey: toBase64Url(keys.signKey),
  })
  members = {
    type: 'plumbline/members',
    v: 1,
    workspaceId: 'a'.repeat(64),
    organisation: 'Quillmere',
    signedBy: { deviceId: keys.deviceId, fingerprint: fingerprintOf(keys.signKey), role: 'owner' },
    members: [],
    devices: [device],
  }
  membersSignature = toBase64Url(await sign(keys.sign.privateKey, membersBytes(members)))
})

const request = (over: Partial<PackRequest> = {}): PackRequest => ({
  selection: { by: 'evidence', ids: ['ev_1', 'ev_2'] },
  options: { withOriginals: false, withRestricted: false },
  description: 'Everything',
  name: 'plumbline-pack',
  date: '2026-06-01',
  software: 'Plumbline',
  members,
  membersSignature,
  language: { locale: 'en', messages: {} },
  ...over,
})
const one = row('evidence', 'ev_1', {
  ref: 'EV-1',
  title: 'One',
  files: { 'one.txt': file('one') as never, 'thumb.txt': file('thumb', 'derived') as never },
})
const two = row('evidence', 'ev_2', { ref: 'EV-2', title: 'Two', files: { 'two.txt': file('two!') as never } })
const state = (over: Parameters<typeof stateOf>[0] = {}) =>
  stateOf({ records: [one, two], blobs: ['one', 'thumb', 'two!'], ...over })

type Step = readonly [step: string, done: number, total: number, what: string]
async function written(
  over: Partial<PackRequest> = {},
  from = state(),
): Promise<{
  readonly files: BagFiles
  readonly paths: readonly string[]
  readonly steps: readonly Step[]
  readonly pack: Awaited<ReturnType<typeof finished>>
}> {
  const steps: Step[] = []
  const pack = await finished(request(over), from, steps)
  const files = await filesOf(pack.file)
  return { files, paths: [...files.keys()], steps, pack }
}
async function finished(asked: PackRequest, from: ReturnType<typeof stateOf>, steps: Step[] = []) {
  const prepared = unwrap(await writePack(asked, from, (...step) => void steps.push(step)))
  return unwrap(await prepared.finish(toBase64Url(await sign(keys.sign.privateKey, utf8(prepared.pack.manifest)))))
}
const spoiled = (
  from: ReturnType<typeof stateOf>,
  sha256: string,
  content: string | undefined,
): ReturnType<typeof stateOf> => ({
  ...from,
  blob: (of) =>
    of === sha256 ? Promise.resolve(content === undefined ? undefined : new Blob([content])) : from.blob(of),
})

describe('a pack that is written', () => {
  it('has each file where it belongs, and says of itself what it is', async () => {
    const { files, paths, pack } = await written()
    expect(paths).toEqual([
      ...['original/one.txt', 'derived/thumb.txt', 'custody.jsonl', 'evidence.json'].map(
        (name) => `data/evidence/EV-1/${name}`,
      ),
      ...['original/two.txt', 'custody.jsonl', 'evidence.json'].map((name) => `data/evidence/EV-2/${name}`),
      'data/records/statements.jsonl',
      'data/access/members.json',
      'data/access/members.sig.der',
      'data/access/signer.pub.pem',
      `data/access/keys/${keys.deviceId}.pem`,
      'data/index.html',
      'data/index.csv',
      'data/documented-information.html',
      'data/VERIFY.md',
      'data/verify.sh',
      'bag-info.txt',
      'bagit.txt',
      'manifest-sha256.txt',
      'manifest.sig.der',
      'tagmanifest-sha256.txt',
    ])
    expect([pack.fileName, pack.evidence]).toEqual(['plumbline-pack.zip', ['ev_1', 'ev_2']])
    expect(pack.manifest).toBe(textOf(files, 'manifest-sha256.txt'))
    expect(pack.manifestHash).toBe(sha256Hex(pack.manifest))
    const payload = paths.filter((path) => path.startsWith('data/'))
    expect(pack.summary).toMatchObject({
      evidence: 2,
      files: payload.length,
      bytes: payload.reduce((sum, path) => sum + files.get(path)!.length, 0),
      leftOut: [],
      notMade: [],
    })
    expect(pack.summary.documentedMissing).toContain('4.3')
    expect(Object.fromEntries(readTags(textOf(files, 'bag-info.txt')))).toMatchObject({
      'Source-Organization': 'Quillmere',
      'External-Description': 'Everything',
      'Bagging-Date': '2026-06-01',
      'Bag-Software-Agent': 'Plumbline',
    })
    expect(textOf(files, 'data/evidence/EV-1/original/one.txt')).toBe('one')
    expect(textOf(files, 'data/VERIFY.md')).not.toBe(
      textOf((await written({ language: { locale: 'de-AT', messages: {} } })).files, 'data/VERIFY.md'),
    )
  })

  it('tells how far it is: each byte checked, each byte written, and when the rest begins', async () => {
    const { steps } = await written()
    const total = 'one'.length + 'thumb'.length + 'two!'.length
    expect(steps.filter(([step]) => step === 'checking')).toEqual([
      ['checking', 3, total, 'EV-1'],
      ['checking', 8, total, 'EV-1'],
      ['checking', 12, total, 'EV-2'],
    ])
    const writes = steps.filter(([step]) => step === 'writing')
    expect(writes[0]).toEqual(['writing', 3, total, 'EV-1'])
    expect(writes.at(-1)![3]).toBe('EV-2')
    for (const [, done, of] of writes) expect(of).toBe(Math.max(total, done))
    expect(steps.at(-1)).toEqual(['finishing', total, total, ''])
  })

  it('counts the sealed record as well while it checks, and goes on where that is damaged: the seal then failed', async () => {
    const capture = row('evidence', 'ev_1', {
      ref: 'EV-1',
      files: { 'one.txt': file('one') as never },
      captureRecord: { sha256: sha256Hex('record'), id: 'b', size: 6, mime: 'application/json' },
    })
    const { steps, files } = await written({}, state({ records: [capture], blobs: ['one', 'record'] }))
    expect(steps.filter(([step]) => step === 'checking')).toEqual([
      ['checking', 3, 3, 'EV-1'],
      ['checking', 9, 9, 'EV-1'],
    ])
    expect(JSON.parse(textOf(files, 'data/evidence/EV-1/evidence.json'))).toMatchObject({ seal: 'failed' })
  })

  it('leaves out what differs from its hash, or is not there, and packs no byte of it', async () => {
    for (const content of ['ONE', undefined]) {
      const { pack, paths } = await written({}, spoiled(state(), sha256Hex('one'), content))
      expect(pack.summary).toMatchObject({
        evidence: 1,
        leftOut: [{ id: 'ev_1', ref: 'EV-1', title: 'One', reason: 'corrupt' }],
      })
      expect(pack.evidence).toEqual(['ev_2'])
      expect(paths.filter((path) => path.includes('EV-1'))).toEqual([])
    }
    const derived = await written({}, spoiled(state(), sha256Hex('thumb'), 'THUMB'))
    expect(derived.paths).toContain('data/evidence/EV-1/original/one.txt')
    expect(derived.paths).not.toContain('data/evidence/EV-1/derived/thumb.txt')
    expect(JSON.parse(textOf(derived.files, 'data/evidence/EV-1/evidence.json'))).toMatchObject({
      notHere: ['thumb.txt'],
    })
    const other = await written({}, spoiled(state({ blobs: ['thumb', 'two!'] }), sha256Hex('two!'), 'x'))
    expect(other.pack.summary.leftOut.map(({ reason }) => reason)).toEqual(['pending', 'corrupt'])
  })

  it('hashes large files in slices: one that is whole goes in, one that differs at its end does not', async () => {
    const bytes = new Uint8Array(32 * 1024 * 1024 + 5).fill(7) as Bytes
    const sha256 = sha256Hex(bytes as never)
    const large = row('evidence', 'ev_1', {
      ref: 'EV-1',
      files: {
        'large.bin': {
          ...file('x', 'original', 'application/zip'),
          size: bytes.length,
          blob: { sha256, id: 'b', size: bytes.length, mime: 'x' },
        } as never,
      },
    })
    const from = state({ records: [large], blobs: { [sha256]: bytes } })
    expect(unwrap(await writePack(request(), from)).pack.evidence).toEqual(['ev_1'])
    const other = bytes.slice()
    other[other.length - 1] = 8
    expect(
      unwrap(await writePack(request(), { ...from, blob: () => Promise.resolve(new Blob([other])) })).pack.summary
        .leftOut,
    ).toMatchObject([{ reason: 'corrupt' }])
  }, 60_000)

  it('is none where nothing is chosen; where all that is chosen is left out, it says so', async () => {
    expect(await writePack(request({ selection: { by: 'evidence', ids: [] } }), state())).toMatchObject({
      ok: false,
      error: { type: 'nothingChosen' },
    })
    const { pack } = await written({}, state({ blobs: [] }))
    expect(pack.summary).toMatchObject({ evidence: 0, leftOut: [{ reason: 'pending' }, { reason: 'pending' }] })
  })

  it('is no larger than a ZIP may be, to the byte', async () => {
    const sized = (size: number) =>
      row('evidence', 'ev_1', { ref: 'EV-1', files: { 'one.txt': { ...file('one'), size } as never } })
    expect(await writePack(request(), state({ records: [sized(zipLimits.bytes + 1)] }))).toMatchObject({
      ok: false,
      error: { type: 'zipTooLarge' },
    })
    expect((await writePack(request(), state({ records: [sized(zipLimits.bytes)] }))).ok).toBe(true)
  })

  it('takes files of others only into their two folders, and tells which could not be made', async () => {
    const bytes = utf8('{}')
    for (const path of ['reports', 'report/x.docx', 'data/reports/x', 'reports/../x', 'access/members.json', ''])
      expect(
        await writePack(
          request({
            extra: [
              { path: 'oscal/ok.json', bytes },
              { path, bytes },
            ],
          }),
          state(),
        ),
        path,
      ).toMatchObject({ ok: false, error: { type: 'badExtra' } })
    const { files, pack } = await written({
      extra: [
        { path: 'oscal/ssp.json', bytes },
        { path: 'reports/x.docx', bytes },
      ],
      notMade: [{ name: 'poam.json', reason: 'Too little.' }],
    })
    expect([textOf(files, 'data/oscal/ssp.json'), textOf(files, 'data/reports/x.docx')]).toEqual(['{}', '{}'])
    expect(pack.summary.notMade).toEqual([{ name: 'poam.json', reason: 'Too little.' }])
    expect(textOf(files, 'data/index.html')).toContain('poam.json')
  })

  it('brings the copies that signed content names, byte for byte, under a name that says whether somebody signed them', async () => {
    const inputs = '{"inputs":1}'
    const review = row('managementReview', 'mr_1', {
      ref: 'MR-1',
      title: 'Spring',
      heldOn: '2026-06-01',
      status: 'held',
      pack: { sha256: sha256Hex(inputs), id: 'b', size: 1, mime: 'application/json' },
    })
    const other = row('managementReview', 'mr_2', {
      ref: 'MR-2',
      title: 'Autumn',
      heldOn: '2026-06-02',
      status: 'held',
      pack: { sha256: sha256Hex('{"inputs":2}'), id: 'b', size: 1, mime: 'application/json' },
    })
    const bare = row('managementReview', 'mr_3', { ref: 'MR-3', title: 'None', heldOn: '2026-06-02', status: 'held' })
    const signed = statementRow({
      id: 'st_1',
      type: 'sign',
      subjectKind: 'managementReview',
      subjectId: 'mr_1',
      profile: 'main',
      frozen: utf8(
        canonicalJson({
          kind: 'managementReview',
          recordId: 'mr_1',
          profile: 'main',
          fields: { pack: { sha256: sha256Hex(inputs) } },
        }),
      ),
    })
    const from = state({
      records: [one, two, review, other, bare],
      statements: [signed],
      blobs: ['one', 'thumb', 'two!', inputs, '{"inputs":2}'],
    })
    const { files, paths } = await written({}, from)
    expect(paths.filter((path) => path.includes('review-inputs'))).toEqual([
      'data/records/review-inputs/MR-1.mr_1.json',
      'data/records/review-inputs/not-signed/MR-2.mr_2.json',
    ])
    expect(textOf(files, 'data/records/review-inputs/MR-1.mr_1.json')).toBe(inputs)
    expect(textOf(files, 'data/records/statements.jsonl').trim().split('\n')).toHaveLength(1)
    expect(paths).toEqual(expect.arrayContaining(['data/records/reviews.json', 'data/records/reviews.xlsx']))
    // Damaged here, it is named, and no byte of it is packed.
    const damaged = await written(
      { notMade: [{ name: 'x', reason: 'y' }] },
      spoiled(from, sha256Hex(inputs), '{"inputs":9}'),
    )
    expect(damaged.paths).not.toContain('data/records/review-inputs/MR-1.mr_1.json')
    expect(damaged.pack.summary.notMade.map(({ name }) => name)).toEqual(['x', 'records/review-inputs/MR-1.mr_1.json'])
  })

  it('brings the Statement of Applicability in force with its sheet, numbered; none that nobody approved, none that is unreadable', async () => {
    const copy = canonicalJson({
      v: 1,
      header: { framework: 'iso27001-2022', asOf: '2026-01-01' },
      rows: [],
      additional: [],
      names: {},
    })
    const version = (content: string) =>
      row('soaVersion', 'soa_1', {
        framework: 'iso27001-2022',
        frozen: { sha256: sha256Hex(content), id: 'b', size: 1, mime: 'application/json' },
      })
    const approved = (content: string) =>
      statementRow({
        id: 'st_1',
        type: 'approve',
        subjectKind: 'soaVersion',
        subjectId: 'soa_1',
        profile: 'main',
        contentHash: hashedContent(version(content), 'main').contentHash,
      })
    const of = async (content: string, statements = [approved(content)]) =>
      (
        await written({}, state({ records: [one, version(content)], statements, blobs: ['one', 'thumb', content] }))
      ).paths.filter((path) => path.includes('soa-'))
    expect(await of(copy)).toEqual(['data/records/soa-iso27001-2022-v1.json', 'data/records/soa-iso27001-2022-v1.xlsx'])
    expect(await of(copy, [])).toEqual([])
    expect(await of('{"v":2}')).toEqual([])
  })

  it('brings signed content that is too large for the log in a file of its own, only where it is what was signed', async () => {
    const content = '{"fields":{"title":"Large"}}'
    const risk = row('risk', 'r_1', { ref: 'R-1', title: 'Loss' })
    const large = (over: object = {}) =>
      statementRow({
        id: 'st_1',
        subjectKind: 'risk',
        subjectId: 'r_1',
        contentHash: sha256Hex(content),
        frozenBlob: { sha256: sha256Hex(content), id: 'b', size: 1 },
        ...over,
      } as never)
    const of = async (statement: ReturnType<typeof large>, blobs = [content]) =>
      (
        await written({}, state({ records: [one, risk], statements: [statement], blobs: ['one', 'thumb', ...blobs] }))
      ).paths.filter((path) => path.includes('signed/'))
    expect(await of(large())).toEqual([`data/records/signed/${sha256Hex(content)}.json`])
    expect(await of(large(), [])).toEqual([])
    expect(await of(large({ contentHash: 'f'.repeat(64) }))).toEqual([])
    expect(await of(large({ frozenBlob: undefined }))).toEqual([])
    const damaged = spoiled(
      state({ records: [one, risk], statements: [large()], blobs: ['one', 'thumb', content] }),
      sha256Hex(content),
      'x',
    )
    expect((await written({}, damaged)).paths.filter((path) => path.includes('signed/'))).toEqual([])
  })

  it('packs text small, and pictures as they are', async () => {
    const long = 'x'.repeat(100_000)
    const size = async (mime: string) =>
      (
        await written(
          { selection: { by: 'evidence', ids: ['ev_1'] } },
          state({
            records: [
              row('evidence', 'ev_1', { ref: 'EV-1', files: { 'long.bin': file(long, 'original', mime) as never } }),
            ],
            blobs: [long],
          }),
        )
      ).pack.file.size
    const text = await size('text/plain')
    expect(await size('image/png')).toBeGreaterThan(text + 90_000)
  })

  it('is surveyed without reading a file', () => {
    const asked = request()
    const summary = surveyPack(asked.selection, asked.options, {
      ...state({ records: [one, two, row('evidence', 'ev_3', { ref: 'EV-3' })] }),
      blob: () => Promise.reject(new Error('read')),
    })
    expect(summary).toMatchObject({ evidence: 2, files: 3, bytes: 12, notMade: [] })
    expect(summary.documentedMissing).toContain('4.3')
    expect(
      surveyPack(
        { by: 'evidence', ids: ['ev_3'] },
        asked.options,
        state({ records: [row('evidence', 'ev_3', { ref: 'EV-3' })] }),
      ).leftOut,
    ).toEqual([{ id: 'ev_3', ref: 'EV-3', title: '', reason: 'noFile' }])
  })
})
