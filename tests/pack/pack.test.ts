/**
 * The proof of an evidence pack: the tools an auditor has, in a clean folder, and the check of the product, on a pack
 * of the whole demo organisation. That both say no to one byte is in spoiled.test.ts.
 */

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { zipSync, type Zippable } from 'fflate'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rawToDer } from '~/lib/crypto/der'
import { generateDeviceKeys, sign } from '~/lib/crypto/deviceKeys'
import { alteredAfterSealing } from '~/lib/isms/evidence/integrity'
import { openZip } from '~/lib/exchange/zip/readZip'
import type { Audit } from '~/lib/records/kinds/audit'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { EvidenceRequest } from '~/lib/records/kinds/evidenceRequest'
import type { Risk } from '~/lib/records/kinds/risk'
import { isPackRecord, type PackSelection } from '~/lib/isms/pack/selection'
import { parseStatementBody } from '~/lib/isms/statement/body'
import { compositeRecords } from '~/lib/isms/statement/composites'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { fromBase64 } from '~/lib/pack/base64'
import { readManifest } from '~/lib/pack/bag'
import { fingerprintOf, isFingerprint, keyPem } from '~/lib/pack/keys'
import { deviceEntry, membersBytes, type MembersDocument } from '~/lib/pack/members'
import { readPackState } from '~/lib/pack/packState'
import { holds, type PackReport } from '~/lib/pack/packReport'
import { verifyPack } from '~/lib/pack/verifyPack'
import type { WrittenPack } from '~/lib/pack/writePack'
import { fromBase64Url, toBase64Url } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalBytes, canonicalJson, type JsonObject } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { kindTable } from '~/lib/vault/store/tables'
import { makeFullPack, makePack, openDemoWorkspace, shell, unpack, type DemoWorkspace } from './demoPack'

/** What the demo has of its backups: a sealed capture that is not complete, and a year of uploads. */
let backups: PackSelection

/** Hundreds of short processes of an auditor's shell. */
vi.setConfig({ testTimeout: 300_000 })

let demo: DemoWorkspace
let pack: WrittenPack
let clean: Awaited<ReturnType<typeof unpack>>
let members: MembersDocument

beforeAll(async () => {
  demo = await openDemoWorkspace()
  backups = {
    by: 'control',
    id: (await kindTable<Control>(demo.vault, 'control').where('ref').equals('C-31').first())!.id,
  }
  pack = await makePack(demo, backups)
  clean = await unpack(pack.file)
  members = JSON.parse(readFileSync(join(clean.bag, 'data/access/members.json'), 'utf8')) as MembersDocument
}, 240_000)
afterAll(async () => {
  clean?.remove()
  await demo?.close()
})

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(folder, path))
    .sort()
const text = (path: string): string => readFileSync(join(clean.bag, path), 'utf8')

/** A copy to spoil, and a way back to a ZIP for the product's own check. */
function copy(): { readonly bag: string; zip(): Blob; remove(): void } {
  const bag = `${clean.bag}-${Math.trunc(performance.now() * 1000)}`
  cpSync(clean.bag, bag, { recursive: true })
  return {
    bag,
    zip: () =>
      new Blob([
        zipSync(
          Object.fromEntries(
            filesBelow(bag).map((path) => [`plumbline-pack/${path}`, new Uint8Array(readFileSync(join(bag, path)))]),
          ) as Zippable,
          { level: 0 },
        ) as Uint8Array<ArrayBuffer>,
      ]),
    remove: () => rmSync(bag, { recursive: true, force: true }),
  }
}
/** What somebody does who changes a file and knows how bags work. */
function rewriteManifests(bag: string): void {
  const sums = (paths: readonly string[]): string =>
    paths.map((path) => `${sha256Hex(new Uint8Array(readFileSync(join(bag, path))))}  ${path}\n`).join('')
  writeFileSync(join(bag, 'manifest-sha256.txt'), sums(filesBelow(bag).filter((path) => path.startsWith('data/'))))
  const payload = filesBelow(bag).filter((path) => path.startsWith('data/'))
  writeFileSync(
    join(bag, 'bag-info.txt'),
    readFileSync(join(bag, 'bag-info.txt'), 'utf8').replace(
      /Payload-Oxum: .*/,
      `Payload-Oxum: ${payload.reduce((sum, path) => sum + statSync(join(bag, path)).size, 0)}.${payload.length}`,
    ),
  )
  writeFileSync(
    join(bag, 'tagmanifest-sha256.txt'),
    sums(['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest.sig.der']),
  )
}
const sealedRef = (): string =>
  readdirSync(join(clean.bag, 'data/evidence'))
    .sort()
    .find((ref) => existsSync(join(clean.bag, 'data/evidence', ref, 'capture.json')))!
const verdictOf = (report: PackReport, ref: string) => report.evidence.find((one) => one.ref === ref)!

describe('an evidence pack, checked with what an auditor has', () => {
  it('is a BagIt 1.0 bag in one folder: declaration, both manifests, every payload file listed once, oxum true (RFC 8493)', () => {
    expect(readdirSync(clean.folder).sort()).toEqual(['pack.zip', 'plumbline-pack'])
    expect(text('bagit.txt')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
    const payload = filesBelow(clean.bag).filter((path) => path.startsWith('data/'))
    expect([...readManifest(text('manifest-sha256.txt'))!.keys()].sort()).toEqual(payload)
    expect([...readManifest(text('tagmanifest-sha256.txt'))!.keys()]).toEqual([
      'bag-info.txt',
      'bagit.txt',
      'manifest-sha256.txt',
      'manifest.sig.der',
    ])
    const bytes = payload.reduce((sum, path) => sum + statSync(join(clean.bag, path)).size, 0)
    expect(text('bag-info.txt')).toContain(`Payload-Oxum: ${bytes}.${payload.length}\n`)
    expect(pack.summary).toMatchObject({ files: payload.length, bytes })
    expect(sha256Hex(text('manifest-sha256.txt'))).toBe(pack.manifestHash)
    for (const path of [
      'data/index.html',
      'data/index.csv',
      'data/documented-information.html',
      'data/VERIFY.md',
      'data/verify.sh',
      'data/records/statements.jsonl',
      'data/access/members.json',
      'data/access/members.sig.der',
      'data/records/risks.json',
      'data/records/risks.xlsx',
      'data/records/soa-iso27001-2022-v3.json',
    ])
      expect(payload).toContain(path)
  })

  it('sha256sum -c finds every file as the manifests say', () => {
    expect(shell(clean.bag, 'sha256sum', '-c', '--strict', '--quiet', 'manifest-sha256.txt')).toEqual({
      code: 0,
      out: '',
    })
    expect(shell(clean.bag, 'sha256sum', '-c', '--strict', '--quiet', 'tagmanifest-sha256.txt')).toEqual({
      code: 0,
      out: '',
    })
  })

  it('openssl alone verifies a seal over capture.json, and the list of members; its key has the fingerprint that capture.json names', () => {
    const folder = join(clean.bag, 'data/evidence', sealedRef())
    expect(
      shell(folder, 'openssl', 'dgst', '-sha256', '-verify', 'seal.pub.pem', '-signature', 'seal.der', 'capture.json')
        .out,
    ).toBe('Verified OK\n')
    expect(
      shell(
        join(clean.bag, 'data/access'),
        'openssl',
        'dgst',
        '-sha256',
        '-verify',
        'signer.pub.pem',
        '-signature',
        'members.sig.der',
        'members.json',
      ).out,
    ).toBe('Verified OK\n')
    const der = execFileSync('openssl', ['pkey', '-pubin', '-in', join(folder, 'seal.pub.pem'), '-outform', 'DER'])
    const capture = JSON.parse(readFileSync(join(folder, 'capture.json'), 'utf8')) as {
      keyFingerprint: string
      workspaceId: string
    }
    expect(fingerprintOf(new Uint8Array(der.subarray(-65)))).toBe(capture.keyFingerprint)
    expect(capture.workspaceId).toBe(demo.workspaceId)
    expect(members.devices.map(({ fingerprint }) => fingerprint)).toContain(capture.keyFingerprint)
    // Who opens the demo is a lead on a device of their own; ten members sealed and signed on theirs.
    expect(members.signedBy.role).toBe('lead')
    expect(members.devices.length).toBeGreaterThan(5)
  })

  it('openssl alone verifies a statement as VERIFY.md says: tag, zero byte, the body as it stands in the line', () => {
    const line = text('data/records/statements.jsonl').split('\n')[0]!
    const { deviceId, signature } = JSON.parse(line) as { deviceId: string; signature: string }
    const body = /^\{"body":(.*),"deviceId":"[0-9a-f]+","log":/.exec(line)![1]!
    const at = join(clean.folder, 'statement')
    mkdirSync(at, { recursive: true })
    writeFileSync(join(at, 'signed'), `plumbline/v2/statement\0${body}`)
    writeFileSync(join(at, 'signature'), fromBase64(signature)!)
    expect(
      shell(
        at,
        'openssl',
        'dgst',
        '-sha256',
        '-verify',
        join(clean.bag, `data/access/keys/${deviceId}.pem`),
        '-signature',
        'signature',
        'signed',
      ).out,
    ).toBe('Verified OK\n')
  })

  it('verify.sh finds everything sound, and says that the keys hang on the fingerprint it was given', () => {
    const without = shell(clean.folder, 'sh', 'plumbline-pack/data/verify.sh')
    expect(without.out).toContain('sealed by an unconfirmed key')
    expect(without.code).toBe(0)
    const given = shell(
      clean.folder,
      'sh',
      'plumbline-pack/data/verify.sh',
      members.signedBy.fingerprint.toUpperCase().replace(/(.{4})/g, '$1 '),
    )
    expect(given.out).toContain('It is the fingerprint you gave.')
    expect(given.out).toMatch(/Everything holds\.\n$/)
    expect(given.code).toBe(0)
  })

  it('the product finds the same: each capture sealed, each upload integrity only, all statements and registers sound', async () => {
    const report = unwrap(await verifyPack(pack.file))
    expect(report.problems).toEqual([])
    expect(holds(report)).toBe(true)
    expect(report.bag).toMatchObject({
      organisation: 'Quillmere Logistics Cloud',
      manifestHash: pack.manifestHash,
      files: pack.summary.files,
      date: '2026-06-01',
    })
    expect(report.signer).toMatchObject({ fingerprint: members.signedBy.fingerprint, role: 'lead' })
    const rows = await kindTable<Evidence>(demo.vault, 'evidence').bulkGet([...pack.evidence])
    expect(report.evidence.length).toBe(rows.length)
    for (const row of rows)
      expect(verdictOf(report, row!.ref)).toMatchObject({
        verdict: row!.source === 'capture' ? 'sealed' : 'integrityOnly',
        title: row!.title,
        problems: [],
      })
    expect(report.evidence.filter(({ verdict }) => verdict === 'sealed').length).toBeGreaterThan(0)
    expect(report.evidence.filter(({ verdict }) => verdict === 'integrityOnly').length).toBeGreaterThan(0)
    expect(report.statements.bad).toBe(0)
    expect(report.statements.count).toBeGreaterThan(30)
    expect(report.records).toMatchObject({ bad: 0 })
    expect(report.records.count).toBeGreaterThanOrEqual(6)
  })
})

describe('what a pack says', () => {
  it('lists each link once per original, by requirement; and everything that was left out, with its reason (EV10, EV11)', () => {
    const parsed = Papa.parse<readonly string[]>(text('data/index.csv').trim())
    expect(parsed.errors).toEqual([])
    const [head, ...rows] = parsed.data
    const column = (name: string): number => head!.indexOf(name)
    const manifest = readManifest(text('manifest-sha256.txt'))!
    const named = rows.filter((row) => row[column('File')] !== '')
    expect(named.length).toBeGreaterThan(10)
    expect(named.map((row) => manifest.get(`data/${row[column('File')]}`))).toEqual(
      named.map((row) => row[column('SHA-256')]),
    )
    const originals = [...manifest.keys()]
      .filter((path) => path.includes('/original/'))
      .map((path) => path.slice('data/'.length))
    expect([...new Set(named.map((row) => row[column('File')]))].sort()).toEqual(originals.sort())
    expect(new Set(named.map((row) => `${row[column('Requirement')]} ${row[column('File')]}`)).size).toBe(named.length)
    expect([...new Set(rows.map((row) => row[column('Ref')]))]).toEqual(
      expect.arrayContaining(readdirSync(join(clean.bag, 'data/evidence'))),
    )
    expect(text('data/index.csv')).toContain('The page shows 50 of 62 rows; the next page was not captured.')
  })

  it('has pages without scripts, addresses of other hosts or anything that runs', () => {
    for (const path of ['data/index.html', 'data/documented-information.html']) {
      const html = text(path)
      expect(html).toContain("default-src 'none'")
      expect(html).not.toMatch(/<script|<iframe|<img|<object|<form|javascript:|\son\w+\s*=|https?:\/\//i)
    }
    expect(text('data/index.html')).toContain('A.8.13')
    expect(text('data/index.html')).toContain('EV-231')
  })

  it('shows the documented information that must exist, clause by clause, with version and approver or "missing"', () => {
    const html = text('data/documented-information.html')
    for (const clause of [
      '4.3',
      '5.2',
      '6.1.2',
      '6.1.3',
      '6.2',
      '7.2',
      '7.5.1',
      '8.1',
      '8.2',
      '8.3',
      '9.1',
      '9.2.2',
      '9.3.3',
      '10.2',
    ])
      expect(html).toContain(`<span class="mono">${clause}</span>`)
    expect(html).toContain('Statement of Applicability')
    expect(html).toMatch(/<td>Managing Director<\/td><td><span class="day">2\d{3}-\d\d-\d\d/)
  })

  it('carries registers whose content hash and profile hashes can be worked out again, and the approved statement byte for byte (ST2)', async () => {
    const risks = JSON.parse(text('data/records/risks.json')) as { contentHash: string; records: readonly JsonObject[] }
    expect(sha256Hex(canonicalJson(risks.records))).toBe(risks.contentHash)
    const first = risks.records.find(({ kind }) => kind === 'risk')!
    const row = (await kindTable<Risk>(demo.vault, 'risk').get(String(first['id'])))!
    const { lookup } = await readPackState(demo.vault, demo.workspaceId)
    expect(first['hashes']).toMatchObject({
      treatment: hashedContent(row, 'treatment', compositeRecords(row, 'treatment', lookup)).contentHash,
    })
    const soa = text('data/records/soa-iso27001-2022-v3.json')
    const version = ((await demo.vault.table('soaVersion').toArray()) as { contentHash: string }[]).find(
      ({ contentHash }) => contentHash === sha256Hex(soa),
    )
    expect(version).toBeDefined()
    const statements = text('data/records/statements.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { body: JsonObject; signedContent?: JsonObject })
    for (const { body } of statements) expect(parseStatementBody(body).ok).toBe(true)
    const shown = statements.filter(({ signedContent }) => signedContent)
    expect(shown.length).toBeGreaterThan(0)
    for (const { body, signedContent } of shown)
      expect(sha256Hex(canonicalJson(signedContent!))).toBe(body['contentHash'])
    expect(statements.some(({ body }) => body['type'] === 'approve')).toBe(true)
  })

  it('gives the same hash for every payload file of the same selection on the same state, whatever the day', async () => {
    const again = await makePack(demo, backups, { date: '2027-01-01' })
    expect(again.manifest).toBe(pack.manifest)
    expect(again.manifestHash).toBe(pack.manifestHash)
  })

  it('brings reports and OSCAL documents as of the last change, the same bytes on any day; OSCAL names the files where they lie in the pack', async () => {
    const audit = (await kindTable<Audit>(demo.vault, 'audit').where('ref').equals('IA-2026-1').first())!
    const selection = {
      by: 'audit',
      id: audit.id,
      withRequirements: true,
      window: { from: '2026-05-01', to: '2026-05-31' },
    } as const
    const first = await makeFullPack(demo, selection)
    await new Promise((resolve) => setTimeout(resolve, 2100))
    const second = await makeFullPack(demo, selection)
    expect(second.manifest.split('\n').filter((line) => !first.manifest.includes(line))).toEqual([])
    const opened = unwrap(await openZip(first.file))
    const paths = opened.map(({ path }) => path.replace('plumbline-pack/data/', ''))
    for (const path of [
      'reports/statement-of-applicability.docx',
      'reports/statement-of-applicability.xlsx',
      'reports/risk-register.xlsx',
      'reports/audit-IA-2026-1.docx',
      'reports/policies.docx',
      'oscal/ssp-iso27001-2022.json',
      'oscal/assessment-results-IA-2026-1.json',
      'oscal/poam-iso27001-2022.json',
    ])
      expect(paths).toContain(path)
    expect(first.summary.notMade.every(({ reason }) => reason.length > 10)).toBe(true)
    const ssp = unwrap(await opened.find(({ path }) => path.endsWith('oscal/ssp-iso27001-2022.json'))!.whole(1e8))
    const document = new TextDecoder().decode(ssp)
    const links = [...document.matchAll(/"href": "\.\.\/(evidence\/[^"]+)"/g)].map(([, path]) =>
      decodeURIComponent(path!),
    )
    expect(links.length).toBeGreaterThan(10)
    const packed = new Set(paths.filter((path) => path.startsWith('evidence/')).map((path) => path.split('/')[1]))
    const expected = links.filter((path) => packed.has(path.split('/')[1]!))
    expect(expected.filter((path) => !paths.includes(path))).toEqual([])
    expect(holds(unwrap(await verifyPack(first.file)))).toBe(true)
  })

  it('takes files that others hand in, into their two folders only, and names them in the index', async () => {
    const bytes = new TextEncoder().encode('{"oscal":true}') as Uint8Array<ArrayBuffer>
    const request = (await kindTable<EvidenceRequest>(demo.vault, 'evidenceRequest')
      .where('ref')
      .equals('ER-8')
      .first())!
    const made = await makePack(demo, { by: 'request', id: request.id }, { extra: [{ path: 'oscal/ssp.json', bytes }] })
    expect(made.manifest).toContain(`${sha256Hex(bytes)}  data/oscal/ssp.json`)
    expect(made.summary.evidence).toBe(1)
    await expect(makePack(demo, backups, { extra: [{ path: 'access/members.json', bytes }] })).rejects.toThrow(
      'badExtra',
    )
    await expect(makePack(demo, backups, { extra: [{ path: 'oscal/../x', bytes }] })).rejects.toThrow('badExtra')
  })
})

describe('pack.record', () => {
  it('files the export: an evidence of source generated with its manifest, and a step of custody for every evidence that went out (EV12)', async () => {
    const draftId = 'pack_test'
    const known = new Set(await demo.vault.statements.toCollection().primaryKeys())
    const before = known.size
    await demo.vault.drafts.put({
      id: draftId,
      mode: 'pack',
      state: 'captured',
      startedAt: 1,
      updatedAt: 1,
      step: 1,
      steps: 1,
      facts: {},
      links: {},
    })
    await demo.vault.draftFiles.put({
      draftId,
      name: 'manifest-sha256.txt',
      order: 0,
      mime: 'text/plain',
      part: 'original',
      bytes: new Blob([pack.manifest]),
    })
    expect(
      await demo.run('pack.record', {
        draftId,
        title: 'Evidence pack: May',
        evidence: pack.evidence,
        subjects: [],
        manifestHash: '0'.repeat(64),
      }),
    ).toMatchObject({ ok: false, error: { type: 'manifestDiffers' } })
    expect(
      await demo.run('pack.record', {
        draftId,
        title: 'Evidence pack: May',
        evidence: [...pack.evidence, 'ev_none'],
        subjects: [],
        manifestHash: pack.manifestHash,
      }),
    ).toMatchObject({ ok: false, error: { type: 'unknownEvidence' } })
    expect(await demo.vault.statements.count()).toBe(before)

    const filed = unwrap(
      await demo.run<{ id: string; ref: string }>('pack.record', {
        draftId,
        title: 'Evidence pack: May',
        evidence: pack.evidence,
        subjects: [],
        manifestHash: pack.manifestHash,
      }),
    )
    const row = (await kindTable<Evidence & { waits: number }>(demo.vault, 'evidence').get(filed.id))!
    expect(row).toMatchObject({ source: 'generated', title: 'Evidence pack: May', waits: 0, ref: filed.ref })
    expect(isPackRecord(row)).toBe(true)
    expect(row.files['manifest-sha256.txt']!.blob.sha256).toBe(pack.manifestHash)
    const custody = (await demo.vault.statements.where('type').equals('custody').toArray())
      .filter(({ id }) => !known.has(id))
      .map(({ subjectId, body }) => ({
        subjectId,
        ...(JSON.parse(new TextDecoder().decode(body)) as { event: string; note?: string }),
      }))
      .filter(({ event }) => event === 'exported')
    expect(custody.map(({ subjectId }) => subjectId).sort()).toEqual([...pack.evidence, filed.id].sort())
    expect(custody.filter(({ note }) => note === `${filed.ref}, manifest ${pack.manifestHash}`).length).toBe(
      pack.evidence.length,
    )
    expect(
      unwrap(
        await demo.run('pack.record', {
          draftId,
          title: 'x',
          evidence: pack.evidence,
          subjects: [],
          manifestHash: pack.manifestHash,
        }),
      ),
    ).toEqual(filed)
  })

  it('lets the manifest be signed, and its next export carries the custody of this one; a pack is never evidence in a pack', async () => {
    const row = (await kindTable<Evidence>(demo.vault, 'evidence').toArray()).find(isPackRecord)!
    const signed = await demo.run('statement.sign', {
      type: 'sign',
      subject: { kind: 'evidence', id: row.id },
      profile: 'review',
      expectedHash: hashedContent(row, 'review').contentHash,
    })
    expect(signed.ok).toBe(true)
    await vi.waitFor(async () => expect(await demo.vault.outbox.count()).toBe(0), { timeout: 60_000 })
    const next = await makePack(demo, backups)
    expect(next.evidence).toEqual(pack.evidence)
    expect(next.manifestHash).not.toBe(pack.manifestHash)
    const changed = next.manifest
      .split('\n')
      .filter((line) => line !== '' && !pack.manifest.includes(line))
      .map((line) => line.split('  ')[1]!)
    expect(changed.every((path) => path.endsWith('/custody.jsonl'))).toBe(true)
  })

  it('fingerprints and seals agree with what the workspace itself says (EV12)', async () => {
    const rows = (await kindTable<Evidence>(demo.vault, 'evidence').bulkGet([...pack.evidence])).filter(
      (row) => row?.source === 'capture',
    )
    for (const row of rows) {
      const capture = JSON.parse(text(`data/evidence/${row!.ref}/capture.json`)) as {
        capturedAt: string
        files: readonly { name: string; sha256: string }[]
      }
      expect(
        alteredAfterSealing(row!, {
          capturedAt: capture.capturedAt,
          captureRecord: sha256Hex(text(`data/evidence/${row!.ref}/capture.json`)),
          files: Object.fromEntries(capture.files.map(({ name, sha256 }) => [name, sha256])),
        }),
      ).toEqual([])
    }
    expect(
      members.devices.every(({ signKey, fingerprint }) => fingerprintOf(fromBase64Url(signKey)) === fingerprint),
    ).toBe(true)
  })
})

describe('a pack that somebody else made up', () => {
  it('holds in itself, with every tool: only the fingerprint, compared in person, tells it apart', async () => {
    const own = copy()
    try {
      const keys = await generateDeviceKeys()
      const ref = sealedRef()
      const device = deviceEntry({
        ...members.devices[0]!,
        deviceId: keys.deviceId,
        signKey: toBase64Url(keys.signKey),
        agreementKey: toBase64Url(keys.dhKey),
      })
      const forged: MembersDocument = {
        ...members,
        devices: [device],
        signedBy: { ...members.signedBy, deviceId: device.deviceId, fingerprint: device.fingerprint },
      }
      const at = (path: string): string => join(own.bag, 'data', path)
      const put = (path: string, content: string | Uint8Array): void => writeFileSync(at(path), content)
      const signed = async (path: string, bytes: Uint8Array<ArrayBuffer>, signature: string): Promise<void> => {
        put(path, bytes)
        put(signature, rawToDer(await sign(keys.sign.privateKey, bytes)))
      }
      for (const other of readdirSync(at('evidence')))
        if (other !== ref) rmSync(at(`evidence/${other}`), { recursive: true })
      for (const name of ['records/statements.jsonl', `evidence/${ref}/custody.jsonl`]) put(name, '')
      rmSync(at('access/keys'), { recursive: true })
      mkdirSync(at('access/keys'))
      put(`access/keys/${device.deviceId}.pem`, keyPem(device.signKey))
      put('access/signer.pub.pem', keyPem(device.signKey))
      put(`evidence/${ref}/seal.pub.pem`, keyPem(device.signKey))
      await signed('access/members.json', membersBytes(forged), 'access/members.sig.der')
      const capture = JSON.parse(readFileSync(at(`evidence/${ref}/capture.json`), 'utf8')) as JsonObject
      await signed(
        `evidence/${ref}/capture.json`,
        canonicalBytes({ ...capture, deviceId: device.deviceId, keyFingerprint: device.fingerprint, title: 'Made up' }),
        `evidence/${ref}/seal.der`,
      )
      rmSync(at('records'), { recursive: true })
      mkdirSync(at('records'))
      put('records/statements.jsonl', '')
      rewriteManifests(own.bag)
      writeFileSync(
        join(own.bag, 'manifest.sig.der'),
        rawToDer(await sign(keys.sign.privateKey, new Uint8Array(readFileSync(join(own.bag, 'manifest-sha256.txt'))))),
      )
      rewriteManifests(own.bag)

      const report = unwrap(await verifyPack(own.zip()))
      expect(report.problems).toEqual([])
      expect(report.evidence).toMatchObject([{ ref, verdict: 'sealed' }])
      expect(isFingerprint(members.signedBy.fingerprint, report.signer!.fingerprint)).toBe(false)
      expect(shell(own.bag, 'sh', 'data/verify.sh').out).toContain('Everything holds, sealed by an unconfirmed key')
      const told = shell(own.bag, 'sh', 'data/verify.sh', members.signedBy.fingerprint)
      expect(told.code).toBe(1)
      expect(told.out).toContain('the fingerprint you gave is another')
    } finally {
      own.remove()
    }
  })
})
