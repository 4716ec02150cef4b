/**
 * Somebody takes an evidence pack apart, changes what suits them and packs it anew, manifests and all. What the
 * exporter signed says no, in the product and in the shell script that an auditor runs.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawToDer } from '~/lib/crypto/der'
import { generateDeviceKeys, sign } from '~/lib/crypto/deviceKeys'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { keyPem } from '~/lib/pack/keys'
import { deviceEntry, membersBytes, type MembersDocument } from '~/lib/pack/members'
import { holds, type PackReport } from '~/lib/pack/packReport'
import { readPackState } from '~/lib/pack/packState'
import { verifyPack } from '~/lib/pack/verifyPack'
import { writePack } from '~/lib/pack/writePack'
import { statementBytes } from '~/lib/protocol/bodies/statementPlaintext'
import { toBase64Url, toBytes, utf8 } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalBytes, canonicalJson, type JsonObject } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { settle } from '../../vault/support/person'
import {
  everything,
  filesOf,
  freezeAgain,
  frozenBytes,
  openSmallWorkspace,
  packRequest,
  putText,
  rebag,
  signedReview,
  smallPack,
  textOf,
  verifyInShell,
  zipOf,
  type BagFiles,
  type SmallWorkspace,
} from '../../pack/smallPack'

let small: SmallWorkspace
let sound: BagFiles
/** The same, of a workspace of other people. */
let foreign: SmallWorkspace
let foreignPack: BagFiles

beforeAll(async () => {
  small = await openSmallWorkspace()
  sound = await filesOf((await smallPack(small.alice)).file)
  foreign = await openSmallWorkspace('Somebody else')
  foreignPack = await filesOf((await smallPack(foreign.alice)).file)
}, 120_000)
afterAll(async () => {
  await small?.close()
  await foreign?.close()
})

const copy = (): BagFiles => new Map(sound)
const soaPath = 'data/records/soa-iso27001-2022-v1.json'
const inputsPath = (): string => `data/records/review-inputs/MR-2026-1.${small.review.id}.json`
const report = async (files: BagFiles): Promise<PackReport> => unwrap(await verifyPack(zipOf(files)))
/** Every problem, of the pack and of its evidence: `code` or `code path`. */
const problems = async (files: BagFiles): Promise<readonly string[]> =>
  ((found) =>
    [...found.problems, ...found.evidence.flatMap((one) => one.problems)].map(({ code, path, ref }) =>
      [code, path ?? ref].filter(Boolean).join(' '),
    ))(await report(files))
const failures = (out: string): readonly string[] => [...out.matchAll(/^FAILED {4}(.*)$/gm)].map(([, what]) => what!)
const changed = (files: BagFiles, path: string, from: string, to: string): void => {
  const text = textOf(files, path)
  expect(text).toContain(from)
  putText(files, path, text.replace(from, to))
}

describe('the manifest', () => {
  it('is signed by the exporting device; product and script check it first, and what was written holds', async () => {
    expect([...sound.keys()]).toContain('manifest.sig.der')
    expect(await problems(sound)).toEqual([])
    const { code, out } = verifyInShell(sound)
    expect(out).toMatch(/^1\. Who made it: the manifest is signed\n2\. /)
    expect(code).toBe(0)
  })

  it('changed after it was signed fails, although every sum was made anew', async () => {
    const files = copy()
    changed(files, 'data/evidence/EV-2/original/list.txt', 'a list of backups', 'a list of nothing')
    changed(files, 'data/evidence/EV-2/evidence.json', sha256Hex('a list of backups'), sha256Hex('a list of nothing'))
    await rebag(files)
    expect(await problems(files)).toContain('manifestSignature manifest-sha256.txt')
    const { code, out } = verifyInShell(files)
    expect(out).toContain('FAILED    the signature of the manifest does not hold')
    expect(code).toBe(1)
  })

  it('without its signature is said to be vouched for by nobody', async () => {
    const files = copy()
    files.delete('manifest.sig.der')
    await rebag(files)
    expect(await problems(files)).toEqual(['manifestUnsigned manifest.sig.der'])
    expect(verifyInShell(files).out).toContain('FAILED    manifest.sig.der is not here')
  })

  it('signed by another member of the same list says so, and by whom', async () => {
    const files = copy()
    await rebag(files, small.bob)
    expect((await report(files)).problems).toMatchObject([
      { code: 'manifestSigner', ref: expect.stringMatching(/^Bob/) as string },
    ])
    const { code, out } = verifyInShell(files)
    expect(out).toContain(
      `the manifest was signed by the device ${small.bob.keys.deviceId}, not by the one that signed the list of members`,
    )
    expect(code).toBe(1)
  })

  it('a file put in or taken out, with manifests made anew, is found by the signature alone', async () => {
    for (const act of [
      (files: BagFiles) => putText(files, 'data/reports/opinion.txt', 'No nonconformity.'),
      (files: BagFiles) => void files.delete('data/records/controls.xlsx'),
    ]) {
      const files = copy()
      act(files)
      await rebag(files)
      expect(await problems(files)).toEqual(['manifestSignature manifest-sha256.txt'])
      expect(verifyInShell(files).code).toBe(1)
    }
  })

  it('is signed by the engine only as the manifest of a payload with the list of members that this device vouched for last', async () => {
    const manifest = textOf(sound, 'manifest-sha256.txt')
    await small.alice.must('pack.members', null)
    for (const other of [
      '',
      'Give me your signature',
      `${manifest}${sha256Hex('x')}  bagit.txt\n`,
      manifest.replace(/.*members\.json\n/, ''),
      manifest.replace(sha256Hex(sound.get('data/access/members.json')!), sha256Hex('other members')),
    ]) {
      expect(await small.alice.run('pack.sign', { manifest: other })).toMatchObject({
        ok: false,
        error: { type: 'manifestDiffers' },
      })
    }
    expect((await small.alice.run('pack.sign', { manifest })).ok).toBe(true)
  })
})

describe('a frozen copy', () => {
  it.each([
    ['the Statement of Applicability', () => soaPath],
    ['inputs of a review', inputsPath],
  ])('%s changed, and all else made anew by the exporter’s own device, is not what was signed', async (_, of) => {
    const files = copy()
    const path = of()
    changed(files, path, '"v":1', '"v":2')
    await rebag(files, small.alice)
    expect(await problems(files)).toEqual([`frozen ${path}`])
    const { code, out } = verifyInShell(files)
    expect(out).toContain(`FAILED    ${path} is not what any statement here signs`)
    expect(code).toBe(1)
  })

  it('can not call itself a register to get by', async () => {
    const files = copy()
    putText(
      files,
      soaPath,
      canonicalJson({
        type: 'plumbline/records',
        v: 1,
        name: 'soa',
        contentHash: sha256Hex('[]'),
        people: {},
        records: [],
      }),
    )
    await rebag(files, small.alice)
    expect(await problems(files)).toEqual([`frozen ${soaPath}`])
    expect(verifyInShell(files).out).toContain(`FAILED    ${soaPath} is not what any statement here signs`)
  })

  it('named by content that was put beside a statement afterwards is refused with that content', async () => {
    const files = copy()
    const fake = '{"v":1}'
    putText(files, soaPath, fake)
    changed(
      files,
      'data/records/statements.jsonl',
      `"frozen":{"sha256":"${small.soa.hash}"}`,
      `"frozen":{"sha256":"${sha256Hex(fake)}"}`,
    )
    await rebag(files, small.alice)
    expect(await problems(files)).toEqual(['statementContent data/records/statements.jsonl', `frozen ${soaPath}`])
    expect(verifyInShell(files).out).toContain('the content beside a statement is not what was signed')
  })

  it('vouched for by a void statement only is vouched for by nobody', async () => {
    const files = copy()
    const lines = textOf(files, 'data/records/statements.jsonl')
      .split('\n')
      .map((line) =>
        line.includes('"kind":"soaVersion"')
          ? `${line.slice(0, -1)},"void":"Signed without the authority for it."}`
          : line,
      )
    putText(files, 'data/records/statements.jsonl', lines.join('\n'))
    await rebag(files, small.alice)
    expect(await problems(files)).toEqual([`frozen ${soaPath}`])
    expect(verifyInShell(files).out).toContain(`${soaPath} is not what any statement here signs`)
  })

  it('inputs that nobody signed stand apart and are counted as such; under the signed name they fail', async () => {
    const apart = [...sound.keys()].find((path) => path.startsWith('data/records/review-inputs/not-signed/MR-2026-2.'))!
    const claimed = apart.replace('not-signed/', '')
    expect((await report(sound)).records).toMatchObject({ bad: 0, notSigned: 1 })
    expect(verifyInShell(sound).out).toContain(`${apart} was signed by nobody`)
    const files = copy()
    files.set(claimed, files.get(apart)!)
    files.delete(apart)
    await rebag(files, small.alice)
    expect(await problems(files)).toEqual([`frozen ${claimed}`])
    expect(verifyInShell(files).out).toContain(`FAILED    ${claimed} is not what any statement here signs`)
  })

  it('signed content in a file of its own is named by its hash, and only by it', async () => {
    const hash = /"contentHash":"([0-9a-f]{64})"/.exec(textOf(sound, 'data/records/statements.jsonl'))![1]!
    for (const [name, content] of [
      [hash, 'something else'],
      [sha256Hex('something else'), 'something else'],
    ] as const) {
      const files = copy()
      putText(files, `data/records/signed/${name}.json`, content)
      await rebag(files, small.alice)
      expect(await problems(files)).toEqual([`frozen data/records/signed/${name}.json`])
      expect(verifyInShell(files).out).toContain(
        `data/records/signed/${name}.json is not what any statement here signs`,
      )
    }
    const files = copy()
    const line = textOf(files, 'data/records/statements.jsonl').split('\n')[0]!
    const content = /,"signedContent":(.*)\}$/.exec(line)![1]!
    putText(files, `data/records/signed/${sha256Hex(content)}.json`, content)
    await rebag(files, small.alice)
    expect(await problems(files)).toEqual([])
    expect(verifyInShell(files).code).toBe(0)
  })
})

describe('a frozen copy of which there are several', () => {
  let several: SmallWorkspace
  let pack: BagFiles
  /** The same, where the first version is in force. */
  let before: BagFiles
  let foreignInputs: readonly string[]
  const versionPath = (n: number): string => `data/records/soa-iso27001-2022-v${n}.json`
  const claims = async (files: BagFiles, path: string): Promise<void> => {
    await rebag(files, several.alice)
    expect(await problems(files)).toEqual([`frozen ${path}`])
    const { code, out } = verifyInShell(files)
    expect(failures(out)).toEqual([`${path} is not what any statement here signs`])
    expect(code).toBe(1)
  }

  beforeAll(async () => {
    several = await openSmallWorkspace()
    const { alice } = several
    before = await filesOf((await smallPack(alice)).file)
    await freezeAgain(several, 'Owls & sons', 'reject')
    await freezeAgain(several, 'Owls & daughters', 'approve')
    const second = await signedReview(alice, 'Summer review')
    await settle(alice, several.bob)
    pack = await filesOf((await smallPack(alice)).file)
    foreignInputs = [several.review.id, second.id].map((id) =>
      [...pack.keys()].find(
        (path) => path.startsWith('data/records/review-inputs/MR-') && path.endsWith(`.${id}.json`),
      )!,
    )
  }, 120_000)
  afterAll(() => several?.close())

  it('holds as the second version, with two reviews, each with its own inputs', async () => {
    expect([...pack.keys()].filter((path) => path.includes('/soa-') && path.endsWith('.json'))).toEqual([
      versionPath(2),
    ])
    expect(await problems(pack)).toEqual([])
    expect(failures(verifyInShell(pack).out)).toEqual([])
  })

  it('approved as the first version is not the second, and the second is not the first', async () => {
    const older = new Map(pack)
    older.set(versionPath(2), before.get(versionPath(1))!)
    await claims(older, versionPath(2))
    const renamed = new Map(pack)
    renamed.set(versionPath(1), renamed.get(versionPath(2))!)
    renamed.delete(versionPath(2))
    await claims(renamed, versionPath(1))
  })

  it('that was only refused is no version at all', async () => {
    const refused = await frozenBytes(several.alice, 'Owls & sons')
    for (const n of [2, 3]) {
      const files = new Map(pack)
      files.delete(versionPath(2))
      files.set(versionPath(n), refused)
      await claims(files, versionPath(n))
    }
  })

  it('whose approval was taken back is none', async () => {
    const files = new Map(pack)
    const lines = textOf(files, 'data/records/statements.jsonl').trim().split('\n')
    const approval = lines
      .map((line) => (JSON.parse(line) as { body: JsonObject }).body)
      .findLast(({ type, subject }) => type === 'approve' && (subject as JsonObject)['kind'] === 'soaVersion')!
    const body: JsonObject = { ...approval, type: 'revoke', basedOn: sha256Hex(canonicalJson(approval)) }
    const { keys } = several.alice
    const signature = Buffer.from(
      rawToDer(await sign(keys.sign.privateKey, toBytes(statementBytes(utf8(canonicalJson(body)))))),
    ).toString('base64')
    putText(
      files,
      'data/records/statements.jsonl',
      `${[...lines, canonicalJson({ body, deviceId: keys.deviceId, log: { seq: 99 }, signature })].join('\n')}\n`,
    )
    await claims(files, versionPath(2))
  })

  it('approved earlier is not approved again by saying the same line twice', async () => {
    const files = new Map(pack)
    const first = textOf(before, 'data/records/statements.jsonl')
      .split('\n')
      .find((line) => line.includes('"kind":"soaVersion"'))!
    putText(files, 'data/records/statements.jsonl', `${textOf(files, 'data/records/statements.jsonl')}${first}\n`)
    files.delete(versionPath(2))
    files.set(versionPath(3), before.get(versionPath(1))!)
    await claims(files, versionPath(3))
  })

  it('signed as the inputs of one review is not what another was signed with', async () => {
    const files = new Map(pack)
    const [first, second] = foreignInputs as [string, string]
    files.set(second, files.get(first)!)
    await claims(files, second)
  })
})

describe('a pack of another workspace', () => {
  it('put under this one’s list of members fails at every seal and statement', async () => {
    const files = new Map(foreignPack)
    for (const [path, bytes] of sound) if (path.startsWith('data/access/')) files.set(path, bytes)
    await rebag(files, small.alice)
    const found = await problems(files)
    expect(found).toContain('otherWorkspace EV-1')
    expect(found).toContain('unknownDevice EV-1')
    expect(found).toContain('statementKey data/records/statements.jsonl')
    expect(found).toContain(`frozen ${soaPath}`)
  })

  it('a sealed capture of the same device from another workspace is named, although its seal holds', async () => {
    const files = copy()
    const record = {
      ...(JSON.parse(textOf(files, 'data/evidence/EV-1/capture.json')) as JsonObject),
      workspaceId: 'f'.repeat(64),
    }
    const bytes = canonicalBytes(record)
    files.set('data/evidence/EV-1/capture.json', bytes)
    files.set('data/evidence/EV-1/seal.der', rawToDer(await sign(small.alice.keys.sign.privateKey, bytes)))
    await rebag(files, small.alice)
    expect(await problems(files)).toEqual(['otherWorkspace EV-1'])
    const { code, out } = verifyInShell(files)
    expect(failures(out)).toEqual(['EV-1: it was sealed for another workspace'])
    expect(code).toBe(1)
  })

  it('a statement of the same device from another workspace is named, although its signature holds', async () => {
    const files = copy()
    const line = JSON.parse(textOf(files, 'data/records/statements.jsonl').split('\n')[0]!) as JsonObject
    const body = { ...(line['body'] as JsonObject), workspaceId: 'f'.repeat(64) }
    const signature = Buffer.from(
      rawToDer(await sign(small.alice.keys.sign.privateKey, toBytes(statementBytes(utf8(canonicalJson(body)))))),
    ).toString('base64')
    putText(
      files,
      'data/records/statements.jsonl',
      `${textOf(files, 'data/records/statements.jsonl')}${canonicalJson({ ...line, body, signature })}\n`,
    )
    await rebag(files, small.alice)
    expect(await problems(files)).toEqual(['statementWorkspace data/records/statements.jsonl'])
    const { code, out } = verifyInShell(files)
    expect(failures(out)).toEqual(['data/records/statements.jsonl: a statement for another workspace'])
    expect(code).toBe(1)
  })
})

describe('whose key it is', () => {
  it('the key beside the list of members is the one that the list names as its signer', async () => {
    const files = copy()
    files.set('data/access/signer.pub.pem', files.get(`data/access/keys/${small.bob.keys.deviceId}.pem`)!)
    await rebag(files, small.alice)
    expect(await problems(files)).toContain('membersSignature')
    expect((await report(files)).signer).toBeUndefined()
    expect(verifyInShell(files).code).toBe(1)
  })

  it('a list signed by one device that names another as its signer is refused', async () => {
    const files = copy()
    const members = JSON.parse(textOf(files, 'data/access/members.json')) as MembersDocument
    const bob = members.devices.find(({ deviceId }) => deviceId === small.bob.keys.deviceId)!
    const bytes = membersBytes({
      ...members,
      signedBy: { ...members.signedBy, deviceId: bob.deviceId, fingerprint: bob.fingerprint },
    })
    files.set('data/access/members.json', bytes)
    files.set('data/access/members.sig.der', rawToDer(await sign(small.alice.keys.sign.privateKey, bytes)))
    await rebag(files, small.alice)
    expect(await problems(files)).toContain('membersSignature')
    expect(verifyInShell(files).out).toContain('members.json names another signer than the key it is signed with')
  })

  it('the fingerprint in capture.json is that of the device that sealed it', async () => {
    const files = copy()
    const members = JSON.parse(textOf(files, 'data/access/members.json')) as MembersDocument
    const bob = members.devices.find(({ deviceId }) => deviceId === small.bob.keys.deviceId)!
    const bytes = canonicalBytes({
      ...(JSON.parse(textOf(files, 'data/evidence/EV-1/capture.json')) as JsonObject),
      keyFingerprint: bob.fingerprint,
    })
    files.set('data/evidence/EV-1/capture.json', bytes)
    files.set('data/evidence/EV-1/seal.der', rawToDer(await sign(small.alice.keys.sign.privateKey, bytes)))
    await rebag(files, small.alice)
    expect(await problems(files)).toEqual(['sealKey EV-1'])
    const { code, out } = verifyInShell(files)
    expect(failures(out)).toEqual(['EV-1: it names another key than that of its device'])
    expect(code).toBe(1)
  })

  it('a pack made up whole by a stranger holds in itself: the fingerprint, compared in person, tells it apart', async () => {
    const files = copy()
    const keys = await generateDeviceKeys()
    const members = JSON.parse(textOf(files, 'data/access/members.json')) as MembersDocument
    const device = deviceEntry({
      ...members.devices[0]!,
      deviceId: keys.deviceId,
      signKey: toBase64Url(keys.signKey),
      agreementKey: toBase64Url(keys.dhKey),
    })
    for (const path of [...files.keys()]) if (/^data\/(evidence|records|access)\//.test(path)) files.delete(path)
    const bytes = membersBytes({
      ...members,
      devices: [device],
      signedBy: { ...members.signedBy, deviceId: device.deviceId, fingerprint: device.fingerprint },
    })
    files.set('data/access/members.json', bytes)
    files.set('data/access/members.sig.der', rawToDer(await sign(keys.sign.privateKey, bytes)))
    putText(files, 'data/access/signer.pub.pem', keyPem(device.signKey))
    putText(files, `data/access/keys/${device.deviceId}.pem`, keyPem(device.signKey))
    putText(files, 'data/records/statements.jsonl', '')
    await rebag(files, { ...small.alice, keys } as typeof small.alice)
    const found = await report(files)
    expect(holds(found)).toBe(true)
    expect(found.signer!.fingerprint).not.toBe(members.signedBy.fingerprint)
    const told = verifyInShell(files, members.signedBy.fingerprint)
    expect(told.out).toContain('the fingerprint you gave is another')
    expect(told.code).toBe(1)
  })
})

describe('what is written', () => {
  it('a file that differs from its hash on this disk does not go in, and is named with the reason', async () => {
    const row = (await small.alice.rows('evidence')).find(({ ref }) => ref === small.captured)!
    const sha256 = ((row['files'] as JsonObject)['tile-1.png'] as { blob: { sha256: string } }).blob.sha256
    const kept = (await small.alice.vault.blobs.get(sha256))!
    try {
      await small.alice.vault.blobs.put({ ...kept, bytes: new Blob(['tile two']) })
      const made = await smallPack(small.alice)
      expect(made.summary.leftOut).toMatchObject([{ ref: 'EV-1', reason: 'corrupt' }])
      expect([...(await filesOf(made.file)).keys()].filter((path) => path.includes('EV-1'))).toEqual([])
    } finally {
      await small.alice.vault.blobs.put(kept)
    }
  })

  it('a frozen copy that differs on this disk does not go in as if it were the signed one, and is named', async () => {
    const kept = (await small.alice.vault.blobs.get(small.soa.hash))!
    try {
      await small.alice.vault.blobs.put({ ...kept, bytes: new Blob(['{"v":1,"header":{},"rows":[]}']) })
      const made = await smallPack(small.alice)
      expect(made.manifest).not.toContain('records/soa-')
      expect(made.summary.notMade).toMatchObject([{ name: 'records/soa-iso27001-2022-v1.json' }])
      expect(textOf(await filesOf(made.file), 'data/index.html')).toContain('records/soa-iso27001-2022-v1.json')
    } finally {
      await small.alice.vault.blobs.put(kept)
    }
  })

  it('a signature in doubt, and who was let in again, stand wherever it is shown, and the pack holds (ST12, ST16)', async () => {
    const { statements } = small.alice.vault
    const kept = await statements.toArray()
    const evidence = (await small.alice.rows('evidence')).find(({ ref }) => ref === small.captured)!
    const { contentHash } = hashedContent(
      (await small.bob.replica.readRecord('evidence', String(evidence['id'])))!,
      'review',
      {},
    )
    await small.bob.must('statement.sign', {
      type: 'review',
      subject: { kind: 'evidence', id: String(evidence['id']) },
      profile: 'review',
      expectedHash: contentHash,
      decision: 'accepted',
    })
    await settle(small.alice, small.bob)
    const memberId = small.bob.replica.access().devices[small.bob.keys.deviceId]!.memberId
    const since = Date.parse('2026-02-02T08:30:00Z')
    try {
      await statements.toCollection().modify({
        doubtfulSince: since,
        readmitted: { byMemberId: memberId, seq: 3, at: Date.parse('2026-03-03T10:00:00Z') },
      })
      const files = await filesOf((await smallPack(small.alice)).file)
      const [again, doubtful] = [
        're-admitted by Bob on 2026-03-03',
        'doubtful: since 2026-02-02 08:30 UTC somebody else may have used the device that signed',
      ]
      expect(textOf(files, 'data/index.html')).toContain(`Bob (${again}; ${doubtful})`)
      // The seal stands in a column of its own.
      expect(textOf(files, 'data/index.html').split(doubtful).length - 1).toBeGreaterThanOrEqual(2)
      expect(textOf(files, 'data/index.csv')).toContain(`Bob (${again}; ${doubtful})`)
      expect(textOf(files, 'data/documented-information.html')).toContain('doubtful: since 2026-02-02 08:30 UTC')
      expect(JSON.parse(textOf(files, `data/evidence/${small.captured}/evidence.json`))).toMatchObject({
        review: { by: 'Bob', readmitted: { by: 'Bob', on: '2026-03-03' }, doubtfulSince: '2026-02-02T08:30:00.000Z' },
        sealDoubtfulSince: '2026-02-02T08:30:00.000Z',
      })
      const lines = textOf(files, 'data/records/statements.jsonl')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { log: object }).log)
      expect(lines.length).toBeGreaterThan(0)
      for (const log of lines)
        expect(log).toMatchObject({
          doubtfulSince: '2026-02-02T08:30:00.000Z',
          readmitted: { by: memberId, at: '2026-03-03T10:00:00.000Z' },
        })
      expect(holds(await report(files))).toBe(true)
      expect(
        verifyInShell(
          files,
          (JSON.parse(textOf(files, 'data/access/members.json')) as MembersDocument).signedBy.fingerprint,
        ).code,
      ).toBe(0)
    } finally {
      await statements.bulkPut(kept)
    }
  })

  it('an original does not go out because somebody, not knowing of its redacted copy, called it a copy of that', async () => {
    const { alice, bob } = await openSmallWorkspace()
    try {
      const [original, copied] = await Promise.all(
        ['EV-1', 'EV-2'].map(async (wanted) =>
          String((await alice.rows('evidence')).find(({ ref }) => ref === wanted)!['id']),
        ),
      )
      const redacted = (id: string | undefined, from: string | undefined) => ({
        edits: [
          {
            kind: 'evidence' as const,
            id: id!,
            changes: [
              { op: 'set' as const, field: 'redactedFrom', value: from! },
              { op: 'set' as const, field: 'redactionReason', value: 'Names' },
            ],
          },
        ],
      })
      await alice.must('record.edit', redacted(copied, original))
      await bob.must('record.edit', redacted(original, copied))
      await settle(alice, bob)
      const files = await filesOf((await smallPack(alice)).file)
      expect([...files.keys()].filter((path) => path.endsWith('/evidence.json'))).toEqual([
        'data/evidence/EV-2/evidence.json',
      ])
      expect(textOf(files, 'data/index.html')).toContain('EV-1')
    } finally {
      await Promise.all([alice.close(), bob.close()])
    }
  })

  it('nothing chosen makes no pack', async () => {
    const request = await packRequest(small.alice, { by: 'window', window: { from: '1999-01-01', to: '1999-01-02' } })
    expect(await writePack(request, await readPackState(small.alice.vault, request.members.workspaceId))).toMatchObject(
      { ok: false, error: { type: 'nothingChosen' } },
    )
    expect(
      (
        await writePack(
          { ...request, selection: everything },
          await readPackState(small.alice.vault, request.members.workspaceId),
        )
      ).ok,
    ).toBe(true)
  })
})
