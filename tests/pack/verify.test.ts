/**
 * The check of a pack, one lie at a time: each is named by its word and its place, and nothing else is said with it.
 * The bag is made by hand, the least that has everything: a seal, an upload, statements, a register, frozen copies.
 */

import { zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { rawToDer } from '~/lib/crypto/der'
import { generateDeviceKeys, sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { bagInfoText, bagitText } from '~/lib/pack/bag'
import { toBase64 } from '~/lib/pack/base64'
import { fingerprintOf, keyPem } from '~/lib/pack/keys'
import { deviceEntry, membersBytes, type MembersDocument } from '~/lib/pack/members'
import { holds, type PackReport } from '~/lib/pack/packReport'
import { verifyPack } from '~/lib/pack/verifyPack'
import { statementBytes } from '~/lib/protocol/bodies/statementPlaintext'
import { toBase64Url, toBytes, utf8, type Bytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalBytes, canonicalJson, type JsonObject, type JsonValue } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { putText, rebag, textOf, zipOf, type BagFiles } from './bagFiles'

const workspaceId = 'a'.repeat(64)
const soaPath = 'data/records/soa-iso27001-2022-v1.json'
const inputsPath = 'data/records/review-inputs/MR-1.mr_1.json'
const registerPath = 'data/records/risks.json'
const statementsPath = 'data/records/statements.jsonl'
const sealed = (name: string): string => `data/evidence/EV-1/${name}`
const paper = (name: string): string => `data/evidence/EV-2/${name}`

let alice: DeviceKeys
let bob: DeviceKeys
let members: MembersDocument
let sound: BagFiles

const der = async (keys: DeviceKeys, message: Uint8Array): Promise<Bytes> =>
  rawToDer(await sign(keys.sign.privateKey, toBytes(message)))
const fileFact = (name: string, text: string) => ({
  name,
  mime: 'text/plain',
  bytes: text.length,
  sha256: sha256Hex(text),
})
const textFile = (part: 'original' | 'derived', text: string) => ({
  part,
  mime: 'text/plain',
  size: text.length,
  blob: { sha256: sha256Hex(text) },
})

async function line(keys: DeviceKeys, body: JsonObject, more: JsonObject = {}): Promise<string> {
  const whole = { deviceId: keys.deviceId, workspaceId, ...body }
  return canonicalJson({
    body: whole,
    deviceId: keys.deviceId,
    log: { seq: 1 },
    signature: toBase64(await der(keys, statementBytes(utf8(canonicalJson(whole))))),
    ...more,
  })
}
const signedLine = (content: JsonValue, body: JsonObject = {}): Promise<string> =>
  line(bob, { contentHash: sha256Hex(canonicalJson(content)), ...body }, { signedContent: content })
const decided = (type: string, kind: string, id: string, fields: JsonObject): Promise<string> =>
  signedLine({ fields, kind, profile: 'main', recordId: id }, { type, subject: { kind, id }, profile: 'main' })

/** The list of members changed, and signed as it is now. */
async function putMembers(files: BagFiles, document: MembersDocument, keys: DeviceKeys = alice): Promise<void> {
  const bytes = membersBytes(document)
  files.set('data/access/members.json', bytes)
  files.set('data/access/members.sig.der', await der(keys, bytes))
}

/** `capture.json` changed, and sealed as it is now. */
async function putCapture(files: BagFiles, change: JsonObject, keys: DeviceKeys = bob): Promise<void> {
  const bytes = canonicalBytes({ ...(JSON.parse(textOf(files, sealed('capture.json'))) as JsonObject), ...change })
  files.set(sealed('capture.json'), bytes)
  files.set(sealed('seal.der'), await der(keys, bytes))
}

async function soundBag(): Promise<BagFiles> {
  const files: BagFiles = new Map()
  putText(files, 'bagit.txt', bagitText)
  putText(
    files,
    'bag-info.txt',
    bagInfoText({
      organisation: 'Quillmere',
      description: 'Everything',
      date: '2026-06-01',
      software: 'Plumbline',
      payload: [],
    }),
  )
  await putMembers(files, members)
  putText(files, 'data/access/signer.pub.pem', keyPem(toBase64Url(alice.signKey)))

  files.set(
    sealed('capture.json'),
    canonicalBytes({
      type: 'plumbline/capture',
      v: 1,
      id: 'ev_1',
      workspaceId,
      deviceId: bob.deviceId,
      memberId: 'm_bob',
      keyFingerprint: fingerprintOf(bob.signKey),
      mode: 'fullPage',
      url: 'https://console.example',
      title: 'Title as sealed',
      capturedAt: '2026-05-12T09:12:44.000Z',
      sealedAt: '2026-05-12T09:13:00.000Z',
      completeness: 'complete',
      pages: [],
      files: [fileFact('one.txt', 'one'), fileFact('two.txt', 'two')],
      derived: [fileFact('thumb.txt', 'thumb')],
      browser: {},
      options: {},
      stated: {},
    }),
  )
  files.set(sealed('seal.der'), await der(bob, files.get(sealed('capture.json'))!))
  putText(files, sealed('seal.pub.pem'), keyPem(toBase64Url(bob.signKey)))
  putText(files, sealed('original/one.txt'), 'one')
  putText(files, sealed('original/two.txt'), 'two')
  putText(files, sealed('derived/thumb.txt'), 'thumb')
  putText(
    files,
    sealed('evidence.json'),
    canonicalJson({ fields: { title: 'Backup jobs', captureRecord: { sha256: 'x' } } }),
  )
  putText(files, sealed('custody.jsonl'), `${await line(bob, { contentHash: 'c'.repeat(64) })}\n`)

  putText(files, paper('original/list.txt'), 'a list')
  putText(
    files,
    paper('evidence.json'),
    canonicalJson({
      fields: {
        title: 'Backup list',
        files: { 'list.txt': textFile('original', 'a list'), 'thumb.txt': textFile('derived', 'elsewhere') },
      },
    }),
  )

  putText(files, soaPath, '{"rows":[],"v":1}')
  putText(files, inputsPath, '{"inputs":1}')
  putText(files, 'data/records/review-inputs/not-signed/MR-2.json', '{"inputs":2}')
  const large = canonicalJson({ fields: { title: 'Large' } })
  putText(files, `data/records/signed/${sha256Hex(large)}.json`, large)
  putText(
    files,
    registerPath,
    canonicalJson({
      type: 'plumbline/records',
      v: 1,
      name: 'risks',
      contentHash: sha256Hex('[{"id":"rk_1"}]'),
      people: {},
      records: [{ id: 'rk_1' }],
    }),
  )
  putText(
    files,
    statementsPath,
    [
      await decided('approve', 'soaVersion', 'sv_1', {
        framework: 'iso27001-2022',
        frozen: { sha256: sha256Hex('{"rows":[],"v":1}') },
      }),
      await decided('sign', 'managementReview', 'mr_1', { pack: { sha256: sha256Hex('{"inputs":1}') } }),
      await line(alice, { contentHash: sha256Hex(large) }),
      '',
    ].join('\n'),
  )
  await rebag(files, { keys: alice })
  return files
}

beforeAll(async () => {
  alice = await generateDeviceKeys()
  bob = await generateDeviceKeys()
  const entry = (keys: DeviceKeys, name: string) =>
    deviceEntry({
      deviceId: keys.deviceId,
      from: '2026-01-01T00:00:00.000Z',
      memberId: `m_${name.toLowerCase()}`,
      name: `${name}’s laptop`,
      agreementKey: toBase64Url(keys.dhKey),
      signKey: toBase64Url(keys.signKey),
    })
  members = {
    type: 'plumbline/members',
    v: 1,
    workspaceId,
    organisation: 'Quillmere',
    signedBy: { deviceId: alice.deviceId, fingerprint: fingerprintOf(alice.signKey), role: 'lead' },
    members: [
      { memberId: 'm_bob', name: 'Bob', role: 'editor', from: '2026-01-01T00:00:00.000Z' },
      { memberId: 'm_alice', name: 'Alice', role: 'lead', from: '2026-01-01T00:00:00.000Z' },
    ],
    devices: [entry(bob, 'Bob'), entry(alice, 'Alice')],
  }
  sound = await soundBag()
})

const copy = (): BagFiles => new Map(sound)
const report = async (files: BagFiles): Promise<PackReport> => unwrap(await verifyPack(zipOf(files)))
const said = (found: PackReport): readonly string[] =>
  [...found.problems, ...found.evidence.flatMap(({ problems }) => problems)].map(({ code, path, ref, line: at }) =>
    [code, path, ref, at].filter((word) => word !== undefined).join(' '),
  )

/** What is said of a bag that was changed, packed and signed anew by the exporter: only what the change itself is. */
async function changed(act: (files: BagFiles) => unknown, how: 'signed' | 'as it is' = 'signed'): Promise<PackReport> {
  const files = copy()
  await act(files)
  if (how === 'signed') await rebag(files, { keys: alice })
  const found = await report(files)
  const all = said(found)
  expect(holds(found)).toBe(all.length === 0)
  return found
}
const verdicts = ({ evidence }: PackReport): readonly string[] =>
  evidence.map(({ ref, verdict }) => `${ref} ${verdict}`)

describe('a sound pack', () => {
  it('is reported as what it is: who packed it, what is in it, each seal with who and when', async () => {
    const found = await report(sound)
    const payload = [...sound].filter(([path]) => path.startsWith('data/'))
    expect(found).toEqual({
      bag: {
        name: 'plumbline-pack',
        organisation: 'Quillmere',
        description: 'Everything',
        date: '2026-06-01',
        software: 'Plumbline',
        files: payload.length,
        bytes: payload.reduce((sum, [, bytes]) => sum + bytes.length, 0),
        manifestHash: sha256Hex(textOf(sound, 'manifest-sha256.txt')),
      },
      problems: [],
      evidence: [
        {
          ref: 'EV-1',
          title: 'Backup jobs',
          problems: [],
          notChecked: [],
          verdict: 'sealed',
          files: 3,
          seal: {
            deviceId: bob.deviceId,
            device: 'Bob’s laptop',
            member: 'Bob',
            fingerprint: fingerprintOf(bob.signKey),
            capturedAt: '2026-05-12T09:12:44.000Z',
          },
        },
        { ref: 'EV-2', title: 'Backup list', problems: [], notChecked: [], verdict: 'integrityOnly', files: 1 },
      ],
      statements: { count: 4, bad: 0 },
      records: { count: 5, bad: 0, notSigned: 1 },
      signer: { fingerprint: fingerprintOf(alice.signKey), role: 'lead', device: 'Alice’s laptop', name: 'Alice' },
    })
    expect(holds(found)).toBe(true)
  })

  it('is the same without a folder around it, and with lines that end as on Windows', async () => {
    const bare = new Blob([zipSync(Object.fromEntries(sound), { level: 0 }) as Uint8Array<ArrayBuffer>])
    const found = unwrap(await verifyPack(bare))
    expect([found.bag.name, said(found)]).toEqual(['', []])
    expect(said(await changed((files) => putText(files, 'bagit.txt', bagitText.replaceAll('\n', '\r\n'))))).toEqual([])
  })

  it('needs no oxum, and no title but the sealed one', async () => {
    expect(
      said(
        await changed((files) =>
          putText(files, 'bag-info.txt', textOf(files, 'bag-info.txt').replace(/Payload-Oxum.*\n/, '')),
        ),
      ),
    ).toEqual([])
    const { evidence } = await changed((files) => files.delete(sealed('evidence.json')))
    expect(evidence).toMatchObject([{ title: 'Title as sealed', verdict: 'sealed' }, {}])
    expect(
      (await changed((files) => putText(files, sealed('evidence.json'), '{"fields":{"title":5}}'))).evidence[0]!.title,
    ).toBe('Title as sealed')
    expect(
      (await changed((files) => putText(files, sealed('evidence.json'), '{"fields":"none"}'))).evidence[0]!.title,
    ).toBe('Title as sealed')
    expect((await changed((files) => files.delete(paper('evidence.json')))).evidence[1]).toMatchObject({
      title: '',
      verdict: 'integrityOnly',
    })
  })

  it('tells how far the check has come, up to all bytes of all files', async () => {
    const steps: (readonly [number, number, string])[] = []
    await verifyPack(zipOf(sound), (done, total, path) => void steps.push([done, total, path]))
    const total = [...sound.values()].reduce((sum, bytes) => sum + bytes.length, 0)
    expect(steps.map(([done]) => done)).toEqual(steps.map(([done]) => done).sort((a, b) => a - b))
    expect(steps.at(-1)!.slice(0, 2)).toEqual([total, total])
    expect(new Set(steps.map(([, of]) => of))).toEqual(new Set([total]))
    expect(new Set(steps.map(([, , path]) => path))).toEqual(new Set(sound.keys()))
  })
})

describe('what is no pack', () => {
  it.each<[string, Record<string, string>]>([
    ['without bagit.txt', { 'plumbline-pack/data/x.txt': 'x' }],
    ['with bagit.txt two folders down', { 'a/b/bagit.txt': bagitText }],
    ['with two of them', { 'a/bagit.txt': bagitText, 'b/bagit.txt': bagitText }],
    ['with a file beside its folder', { 'a/bagit.txt': bagitText, 'readme.txt': 'Trust us.' }],
    ['with another folder beside its own', { 'a/bagit.txt': bagitText, 'b/data/x.txt': 'x' }],
  ])('a ZIP %s is refused as none', async (_, entries) => {
    const zip = new Blob([
      zipSync(
        Object.fromEntries(Object.entries(entries).map(([path, text]) => [path, utf8(text)])),
      ) as Uint8Array<ArrayBuffer>,
    ])
    expect(await verifyPack(zip)).toMatchObject({ ok: false, error: { type: 'notAPack' } })
  })

  it('what is no ZIP, or larger than what is opened, is refused before anything is read', async () => {
    expect(await verifyPack(new Blob(['PK']))).toMatchObject({ ok: false, error: { type: 'notAZip' } })
    expect(await verifyPack(zipOf(sound), undefined, { files: 3, fileBytes: 1e6, bytes: 1e6 })).toMatchObject({
      ok: false,
      error: { type: 'zipTooLarge' },
    })
  })
})

describe('the frame of a pack', () => {
  const tags = 'tagmanifest-sha256.txt'
  const retag = (files: BagFiles): void =>
    putText(
      files,
      tags,
      ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest.sig.der']
        .filter((path) => files.has(path))
        .map((path) => `${sha256Hex(files.get(path)!)}  ${path}\n`)
        .join(''),
    )

  it.each<[string, (files: BagFiles) => unknown, readonly string[]]>([
    [
      'a declaration of another version',
      (files) => putText(files, 'bagit.txt', bagitText.replace('1.0', '0.97')),
      ['badTag bagit.txt'],
    ],
    [
      'a declaration with more after it',
      (files) => putText(files, 'bagit.txt', `${bagitText}More: x\n`),
      ['badTag bagit.txt'],
    ],
    ['a declaration that is no text', (files) => files.set('bagit.txt', Uint8Array.of(0xff)), ['badTag bagit.txt']],
    [
      'an oxum of other bytes',
      (files) => putText(files, 'bag-info.txt', textOf(files, 'bag-info.txt').replace(/Oxum: (\d)/, 'Oxum: 9$1')),
      ['oxum'],
    ],
    ['no manifest', (files) => files.delete('manifest-sha256.txt'), ['notABag manifest-sha256.txt']],
    [
      'a manifest that is none',
      (files) => putText(files, 'manifest-sha256.txt', 'Everything is here.'),
      ['badManifest manifest-sha256.txt', 'manifestSignature manifest-sha256.txt'],
    ],
    [
      'a manifest that is no text',
      (files) => files.set('manifest-sha256.txt', Uint8Array.of(0xff)),
      ['badManifest manifest-sha256.txt', 'manifestSignature manifest-sha256.txt'],
    ],
  ])('%s is named', async (_, act, expected) => {
    const found = await changed((files) => {
      act(files)
      retag(files)
    }, 'as it is')
    expect(said(found)).toEqual(expected)
  })

  it('a tag manifest that is missing, unreadable, or lists payload is named', async () => {
    expect(said(await changed((files) => files.delete(tags), 'as it is'))).toEqual([`notABag ${tags}`])
    expect(said(await changed((files) => putText(files, tags, 'nothing'), 'as it is'))).toEqual([`badManifest ${tags}`])
    expect(
      said(
        await changed(
          (files) =>
            putText(files, tags, `${textOf(files, tags)}${sha256Hex(files.get(registerPath)!)}  ${registerPath}\n`),
          'as it is',
        ),
      ),
    ).toEqual([`badManifest ${tags}`])
  })

  it('a manifest that lists what is no payload is named, although it is signed', async () => {
    const found = await changed(async (files) => {
      putText(
        files,
        'manifest-sha256.txt',
        `${textOf(files, 'manifest-sha256.txt')}${sha256Hex(files.get('bagit.txt')!)}  bagit.txt\n`,
      )
      files.set('manifest.sig.der', await der(alice, files.get('manifest-sha256.txt')!))
      retag(files)
    }, 'as it is')
    expect(said(found)).toEqual(['badManifest manifest-sha256.txt'])
  })

  it('a file added, taken out or changed after the manifest is named, in both parts of a bag', async () => {
    const found = await changed((files) => {
      putText(files, 'data/extra.txt', 'x')
      files.delete(registerPath)
      putText(files, soaPath, '{}')
      putText(files, 'readme.txt', 'Trust us.')
      files.delete('manifest.sig.der')
      putText(files, 'bag-info.txt', 'Bagging-Date: 2027-01-01\n')
    }, 'as it is')
    expect(said(found)).toEqual([
      `missing ${registerPath}`,
      `hash ${soaPath}`,
      'extra data/extra.txt',
      'hash bag-info.txt',
      'missing manifest.sig.der',
      'extra readme.txt',
      'manifestUnsigned manifest.sig.der',
      `frozen ${soaPath}`,
    ])
  })

  it('an evidence of which a file was changed, added or taken out after the manifest has failed, and no other', async () => {
    for (const act of [
      (files: BagFiles) => putText(files, paper('original/list.txt'), 'A list'),
      (files: BagFiles) => putText(files, paper('note.txt'), 'x'),
      (files: BagFiles) => void files.delete(paper('evidence.json')),
    ]) {
      expect(verdicts(await changed(act, 'as it is'))).toEqual(['EV-1 sealed', 'EV-2 failed'])
    }
    // The name of one begins with that of the other.
    const longer = await changed((files) => putText(files, 'data/evidence/EV-22/note.txt', 'x'), 'as it is')
    expect(verdicts(longer)).toEqual(['EV-1 sealed', 'EV-2 integrityOnly', 'EV-22 failed'])
  })

  it('a file that does not unpack is named once, and its evidence has failed', async () => {
    const bytes = new Uint8Array(await zipOf(sound).arrayBuffer())
    const spoiled = (text: string): Blob => {
      const own = bytes.slice()
      const at = Buffer.from(own).indexOf(text)
      own[at]! ^= 1
      return new Blob([own])
    }
    const found = unwrap(await verifyPack(spoiled('a list')))
    expect(found.problems).toEqual([{ code: 'damaged', path: paper('original/list.txt') }])
    expect(verdicts(found)).toEqual(['EV-1 sealed', 'EV-2 failed'])
    const frozen = unwrap(await verifyPack(spoiled('{"rows":[],"v":1}')))
    expect(said(frozen)).toEqual([`damaged ${soaPath}`, `frozen ${soaPath}`])
    const original = unwrap(await verifyPack(spoiled('one')))
    expect(verdicts(original)[0]).toBe('EV-1 failed')
    const large = unwrap(await verifyPack(spoiled('{"fields":{"title":"Large"}}')))
    expect(said(large).map((word) => word.split(' ')[0])).toEqual(['damaged', 'frozen'])
  })
})

describe('who vouches for a pack', () => {
  it.each<[string, (files: BagFiles) => unknown, string]>([
    ['no list', (files) => files.delete('data/access/members.json'), 'members'],
    ['a list that is none', (files) => putText(files, 'data/access/members.json', '{}'), 'members'],
    ['no signature', (files) => files.delete('data/access/members.sig.der'), 'membersSignature'],
    ['a signature that is none', (files) => putText(files, 'data/access/members.sig.der', 'yes'), 'membersSignature'],
    ['a signature by another device', (files) => putMembers(files, members, bob), 'membersSignature'],
    [
      'a signature over another list',
      (files) => files.set('data/access/members.json', membersBytes({ ...members, organisation: 'Another' })),
      'membersSignature',
    ],
    ['no key beside it', (files) => files.delete('data/access/signer.pub.pem'), 'membersSignature'],
    [
      'a key beside it that is none',
      (files) => putText(files, 'data/access/signer.pub.pem', 'key'),
      'membersSignature',
    ],
    [
      'the key of another device beside it',
      (files) => putText(files, 'data/access/signer.pub.pem', keyPem(toBase64Url(bob.signKey))),
      'membersSignature',
    ],
  ])('a list of members with %s vouches for nothing: no signer, no seal, no statement', async (_, act, code) => {
    const found = await changed(act)
    expect(found.problems[0]).toEqual({ code })
    expect(found.signer).toBeUndefined()
    expect(found.statements).toEqual({ count: 4, bad: 4 })
    expect(said(found).filter((word) => !word.startsWith('frozen'))).toEqual([
      code,
      `statementKey ${sealed('custody.jsonl')} 1`,
      `statementKey ${statementsPath} 1`,
      `statementKey ${statementsPath} 2`,
      `statementKey ${statementsPath} 3`,
      'unknownDevice EV-1',
    ])
    expect(verdicts(found)).toEqual(['EV-1 failed', 'EV-2 integrityOnly'])
    expect(found.evidence[0]!.seal).toMatchObject({ deviceId: bob.deviceId, device: '', member: '' })
  })

  it('a manifest signed by another device of the list is named with whose it is, as far as the list says', async () => {
    expect((await changed((files) => rebag(files, { keys: bob }), 'as it is')).problems).toEqual([
      { code: 'manifestSigner', ref: 'Bob, Bob’s laptop' },
    ])
    const nameless = await changed(async (files) => {
      await putMembers(files, { ...members, members: [members.members[1]!] })
      await rebag(files, { keys: bob })
    }, 'as it is')
    expect(nameless.problems).toEqual([{ code: 'manifestSigner', ref: 'Bob’s laptop' }])
  })

  it('a manifest whose signature is nobody’s, or no signature, is named', async () => {
    const mallory = await generateDeviceKeys()
    expect(said(await changed((files) => rebag(files, { keys: mallory }), 'as it is'))).toEqual([
      'manifestSignature manifest-sha256.txt',
    ])
    expect(
      said(
        await changed(async (files) => {
          putText(files, 'manifest.sig.der', 'yes')
          await rebag(files)
        }, 'as it is'),
      ),
    ).toEqual(['manifestSignature manifest-sha256.txt'])
    expect(
      said(
        await changed(async (files) => {
          files.delete('manifest.sig.der')
          await rebag(files)
        }, 'as it is'),
      ),
    ).toEqual(['manifestUnsigned manifest.sig.der'])
  })

  it('a signer whom the list names without a member has no name', async () => {
    expect(
      (await changed((files) => putMembers(files, { ...members, members: [members.members[0]!] }))).signer,
    ).toMatchObject({ name: '', device: 'Alice’s laptop' })
  })
})

describe('a seal', () => {
  it.each<[string, (files: BagFiles) => unknown, readonly string[]]>([
    ['over bytes that are no record', (files) => putText(files, sealed('capture.json'), '{}'), ['captureRecord EV-1']],
    [
      'over a record with a number that is none',
      (files) =>
        putText(
          files,
          sealed('capture.json'),
          textOf(files, sealed('capture.json')).replace('"bytes":3', '"bytes":1e999'),
        ),
      ['captureRecord EV-1'],
    ],
    [
      'over bytes that are no text',
      (files) => files.set(sealed('capture.json'), Uint8Array.of(0xff)),
      ['captureRecord EV-1'],
    ],
    ['that is not here', (files) => files.delete(sealed('seal.der')), ['sealMissing EV-1']],
    ['that is no signature', (files) => putText(files, sealed('seal.der'), 'yes'), ['sealSignature EV-1']],
    ['by another device than the record names', (files) => putCapture(files, {}, alice), ['sealSignature EV-1']],
    [
      'over another record',
      (files) =>
        files.set(
          sealed('capture.json'),
          canonicalBytes({ ...(JSON.parse(textOf(files, sealed('capture.json'))) as JsonObject), title: 'Another' }),
        ),
      ['sealSignature EV-1'],
    ],
    ['without its key', (files) => files.delete(sealed('seal.pub.pem')), ['sealKey EV-1']],
    ['with a key that is none', (files) => putText(files, sealed('seal.pub.pem'), 'key'), ['sealKey EV-1']],
    [
      'with the key of another',
      (files) => putText(files, sealed('seal.pub.pem'), keyPem(toBase64Url(alice.signKey))),
      ['sealKey EV-1'],
    ],
    [
      'whose record names another fingerprint',
      (files) => putCapture(files, { keyFingerprint: fingerprintOf(alice.signKey) }),
      ['sealKey EV-1'],
    ],
    ['of another workspace', (files) => putCapture(files, { workspaceId: 'b'.repeat(64) }), ['otherWorkspace EV-1']],
    [
      'of a device that nobody listed',
      (files) => putCapture(files, { deviceId: 'f'.repeat(32) }),
      ['unknownDevice EV-1'],
    ],
    [
      'taken out with its record',
      (files) => ['capture.json', 'seal.der', 'seal.pub.pem'].forEach((name) => files.delete(sealed(name))),
      ['sealedMissing capture.json EV-1'],
    ],
    [
      'left behind without its record, which no register entry names',
      (files) => {
        files.delete(sealed('capture.json'))
        putText(files, sealed('evidence.json'), canonicalJson({ fields: { title: 'x' } }))
      },
      ['sealedMissing capture.json EV-1'],
    ],
  ])('%s is named, and the evidence has failed', async (_, act, expected) => {
    const found = await changed(act)
    expect(said(found)).toEqual(expected)
    expect(verdicts(found)).toEqual(['EV-1 failed', 'EV-2 integrityOnly'])
  })

  it('with neither record nor seal, and none in the register, is an upload like others', async () => {
    const found = await changed((files) => {
      for (const name of ['capture.json', 'seal.der', 'seal.pub.pem']) files.delete(sealed(name))
      putText(files, sealed('evidence.json'), canonicalJson({ fields: { title: 'x' } }))
    })
    expect(verdicts(found)).toEqual(['EV-1 integrityOnly', 'EV-2 integrityOnly'])
    expect(found.evidence[0]).not.toHaveProperty('seal')
  })

  it.each<[string, (files: BagFiles) => unknown, readonly string[]]>([
    [
      'replaced under its name',
      (files) => putText(files, sealed('original/one.txt'), 'ONE'),
      ['sealedFile one.txt EV-1'],
    ],
    ['taken out', (files) => files.delete(sealed('original/one.txt')), ['sealedMissing one.txt EV-1']],
    [
      'put beside them',
      (files) => putText(files, sealed('original/three.txt'), 'three'),
      ['sealedExtra three.txt EV-1'],
    ],
    [
      'replaced under another name',
      (files) => {
        files.delete(sealed('original/one.txt'))
        putText(files, sealed('original/three.txt'), 'three')
      },
      ['sealedMissing one.txt EV-1', 'sealedExtra three.txt EV-1'],
    ],
    [
      'put among the derived ones',
      (files) => {
        files.delete(sealed('original/one.txt'))
        putText(files, sealed('derived/one.txt'), 'one')
      },
      ['sealedMissing one.txt EV-1'],
    ],
  ])('vouches for exactly its originals: one %s is named', async (_, act, expected) => {
    const found = await changed(act)
    expect(said(found)).toEqual(expected)
    expect(verdicts(found)[0]).toBe('EV-1 failed')
  })

  it('does not fail for derived files made later or left out, and time stamps: what was not checked is counted', async () => {
    const of = async (act: (files: BagFiles) => unknown) => {
      const {
        evidence: [first],
      } = await changed(act)
      expect(first!.verdict).toBe('sealed')
      return first!.notChecked
    }
    expect(await of((files) => putText(files, sealed('derived/more.txt'), 'more'))).toEqual([{ what: 'derived', n: 1 }])
    expect(await of((files) => files.delete(sealed('derived/thumb.txt')))).toEqual([{ what: 'derivedMissing', n: 1 }])
    expect(await of((files) => putText(files, sealed('derived/thumb.txt'), 'made anew'))).toEqual([
      { what: 'derived', n: 1 },
      { what: 'derivedMissing', n: 1 },
    ])
    expect(await of((files) => putText(files, sealed('timestamp.tsr'), 'tsr'))).toEqual([{ what: 'timestamp', n: 1 }])
    const { derived, ...older } = JSON.parse(textOf(sound, sealed('capture.json'))) as JsonObject
    expect(derived).toHaveLength(1)
    expect(
      await of(async (files) => {
        files.set(sealed('capture.json'), canonicalBytes(older))
        files.set(sealed('seal.der'), await der(bob, canonicalBytes(older)))
      }),
    ).toEqual([{ what: 'derived', n: 1 }])
  })

  it('an upload lacks what its register entry names as an original, and only that', async () => {
    expect(said(await changed((files) => files.delete(paper('original/list.txt'))))).toEqual([
      'sealedMissing list.txt EV-2',
    ])
    expect(said(await changed((files) => putText(files, paper('original/list.txt'), 'another')))).toEqual([
      'sealedMissing list.txt EV-2',
    ])
    expect(
      said(
        await changed((files) => {
          files.delete(paper('original/list.txt'))
          putText(files, paper('derived/list.txt'), 'a list')
        }),
      ),
    ).toEqual(['sealedMissing list.txt EV-2'])
  })
})

describe('statements', () => {
  const add = (files: BagFiles, more: string): void =>
    putText(files, statementsPath, `${textOf(files, statementsPath)}${more}\n`)

  it.each<[string, () => Promise<string>, string]>([
    ['that can not be read', () => Promise.resolve('{}'), 'statementRead'],
    ['of a device that nobody listed', async () => line(await generateDeviceKeys(), {}), 'statementKey'],
    ['of another workspace', () => line(bob, { workspaceId: 'b'.repeat(64) }), 'statementWorkspace'],
    [
      'signed by another device',
      async () =>
        canonicalJson({
          ...(JSON.parse(await line(bob, {})) as JsonObject),
          signature: (JSON.parse(await line(alice, {})) as { signature: string }).signature,
        }),
      'statement',
    ],
    [
      'beside content that is not what was signed',
      () => line(bob, { contentHash: 'd'.repeat(64) }, { signedContent: { fields: {} } }),
      'statementContent',
    ],
  ])('%s are named with their line and count as bad', async (_, make, code) => {
    const more = await make()
    const found = await changed((files) => add(files, more))
    expect(said(found)).toEqual([`${code} ${statementsPath} 4`])
    expect(found.statements).toEqual({ count: 5, bad: 1 })
  })

  it('of the custody of an evidence are checked like all others', async () => {
    const found = await changed((files) =>
      putText(files, sealed('custody.jsonl'), `${textOf(files, sealed('custody.jsonl'))}nonsense\n`),
    )
    expect(said(found)).toEqual([`statementRead ${sealed('custody.jsonl')} 2`])
    expect(found.statements).toEqual({ count: 5, bad: 1 })
  })

  it('that are void hold, and vouch for no copy', async () => {
    const text = textOf(sound, statementsPath)
    const found = await changed((files) =>
      putText(
        files,
        statementsPath,
        text
          .split('\n')
          .map((one) => (one === '' ? one : `${one.slice(0, -1)},"void":"Without the authority."}`))
          .join('\n'),
      ),
    )
    expect(found.statements).toEqual({ count: 4, bad: 0 })
    expect(said(found).map((word) => word.split(' ')[0])).toEqual(['frozen', 'frozen', 'frozen'])
  })
})

describe('records', () => {
  const register = (change: JsonObject) => (files: BagFiles) =>
    putText(
      files,
      registerPath,
      canonicalJson({ ...(JSON.parse(textOf(files, registerPath)) as JsonObject), ...change }),
    )
  it.each<[string, (files: BagFiles) => unknown, string]>([
    ['a register whose records are others', register({ records: [] }), `records ${registerPath}`],
    ['a register without records', register({ records: null }), `records ${registerPath}`],
    ['a register that calls itself something else', register({ type: 'plumbline/other' }), `records ${registerPath}`],
    ['a register that is no JSON', (files) => putText(files, registerPath, 'none'), `records ${registerPath}`],
    ['a register that is no object', (files) => putText(files, registerPath, '[]'), `records ${registerPath}`],
    [
      'a register with a number that is none',
      (files) => putText(files, registerPath, textOf(files, registerPath).replace('"rk_1"', '1e999')),
      `records ${registerPath}`,
    ],
    [
      'a register nested beyond any reader',
      (files) =>
        putText(
          files,
          registerPath,
          `{"contentHash":"x","records":${'['.repeat(50_000)}${']'.repeat(50_000)},"type":"plumbline/records"}`,
        ),
      `records ${registerPath}`,
    ],
    [
      'a Statement of Applicability that nobody signed',
      (files) => putText(files, soaPath, '{"rows":[],"v":2}'),
      `frozen ${soaPath}`,
    ],
    [
      'inputs of a review that nobody signed',
      (files) => putText(files, inputsPath, '{"inputs":3}'),
      `frozen ${inputsPath}`,
    ],
    [
      'content that nobody signed',
      (files) => putText(files, `data/records/signed/${sha256Hex('{"x":1}')}.json`, '{"x":1}'),
      `frozen data/records/signed/${sha256Hex('{"x":1}')}.json`,
    ],
  ])('%s is named and counts as bad', async (_, act, expected) => {
    const found = await changed(act)
    expect(said(found)).toEqual([expected])
    expect(found.records).toMatchObject({ bad: 1, notSigned: 1 })
  })

  it('signed content under another name than its hash is named', async () => {
    const large = canonicalJson({ fields: { title: 'Large' } })
    expect(said(await changed((files) => putText(files, 'data/records/signed/copy.json', large)))).toEqual([
      'frozen data/records/signed/copy.json',
    ])
  })

  it('what stands apart as not signed is never bad, whatever it says', async () => {
    const found = await changed((files) => putText(files, 'data/records/review-inputs/not-signed/MR-3.json', 'none'))
    expect(found.records).toEqual({ count: 6, bad: 0, notSigned: 2 })
    expect(said(found)).toEqual([])
  })

  it('a sheet beside a register, and what lies outside of the records, is no register', async () => {
    const found = await changed((files) => {
      putText(files, 'data/records/risks.xlsx', 'sheet')
      putText(files, 'data/oscal/ssp.json', '{}')
    })
    expect(found.records.count).toBe(5)
    expect(said(found)).toEqual([])
  })
})

describe('papers made to trip the reader', () => {
  it.each<[string, (files: BagFiles) => unknown, readonly string[]]>([
    [
      'files of a register entry that are none',
      (files) =>
        putText(
          files,
          paper('evidence.json'),
          '{"fields":{"files":{"list.txt":null,"a":5,"b":{"part":"original"},"c":{"part":"original","blob":{"sha256":7}}}}}',
        ),
      ['sealedMissing b EV-2', 'sealedMissing c EV-2'],
    ],
    [
      'derived files of a capture that are none',
      (files) => putCapture(files, { derived: [null, 5, 'x'] }),
      ['captureRecord EV-1'],
    ],
    ['a list of derived files that is none', (files) => putCapture(files, { derived: 'many' }), ['captureRecord EV-1']],
    [
      'signed content that names files wrongly',
      async (files) =>
        putText(
          files,
          statementsPath,
          `${textOf(files, statementsPath)}${await decided('approve', 'soaVersion', 'sv_2', { frozen: 5 })}\n${await decided('sign', 'managementReview', 'mr_2', { pack: { sha256: 7 } })}\n${await signedLine([])}\n`,
        ),
      [],
    ],
  ])('%s: the pack is judged all the same', async (_, act, expected) => {
    expect(said(await changed(act))).toEqual(expected)
  })
})
