/** The small parts of a pack: names, tables, pages, keys, lists. */

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { en } from '~/components/i18n/en'
import { pack as german } from '~/components/i18n/de/pack'
import { formFor, formProblem, packName, periodOf, selectionOf } from '~/components/pack/packSelection'
import { packInfoText, parsePackInfo } from '~/components/pack/packInfo'
import { generateDeviceKeys } from '~/lib/crypto/deviceKeys'
import { leftOutReasons } from '~/lib/isms/pack/packPlan'
import { documentedItems } from '~/lib/isms/pack/documented'
import { bagInfoText, manifestText, readManifest, readTags } from '~/lib/pack/bag'
import { fromBase64, toBase64 } from '~/lib/pack/base64'
import { csvText } from '~/lib/pack/csv'
import { escaped, fileLink, h, page, relativeAddress } from '~/lib/pack/html'
import { fingerprintOf, isFingerprint, keyPem, pemPoint, spokenFingerprint } from '~/lib/pack/keys'
import { deviceEntry, membersBytes, parseMembers, type MembersDocument } from '~/lib/pack/members'
import { createNames, evidenceFilePaths, safeName, safePath } from '~/lib/isms/pack/paths'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { frameworkPart, inputsSigned, soaApproved } from '~/lib/pack/namedFiles'
import { problemCodes } from '~/lib/pack/packReport'
import { readStatementLine } from '~/lib/pack/statementLines'
import { translator } from '~/lib/pack/packWords'
import { toBase64Url, utf8 } from '~/lib/shared/bytes'
import { canonicalJson, type JsonObject } from '~/lib/shared/json'
import { row } from '../isms/rows'

describe('names inside a pack', () => {
  it('hold nothing that a file system, a manifest or a shell takes for something else', () => {
    for (const [name, safe] of [
      ['../../etc/passwd', '_.._etc_passwd'],
      ['a\nb.txt', 'a_b.txt'],
      ['-rf.sh', 'rf.sh'],
      ['.hidden', 'hidden'],
      ['CON', '_CON'],
      ['nul.txt', '_nul.txt'],
      ['', 'file'],
      ['Prüfung (Q1).xlsx', 'Prüfung (Q1).xlsx'],
      ['a"b$c`d.png', 'a_b_c_d.png'],
      ['x. ', 'x'],
    ] as const)
      expect(safeName(name)).toBe(safe)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
        const safe = safeName(name)
        expect(safe).toMatch(/^[\p{L}\p{N}_()+,=@][\p{L}\p{N} ._()+,=@-]*$/u)
        expect(new TextEncoder().encode(safe).length).toBeLessThanOrEqual(101)
        expect(safeName(safe)).toBe(safe)
      }),
    )
  })

  it('are given once, on a disk that knows no capitals, too', () => {
    const names = createNames()
    expect(['a.png', 'A.png', 'a.png', 'b', 'B'].map(names)).toEqual(['a.png', 'A-2.png', 'a-3.png', 'b', 'B-2'])
  })

  it('of an evidence tell originals from derived files, and no upload takes the place of a seal', () => {
    const file = (part: 'original' | 'derived') => ({
      blob: { sha256: 'a'.repeat(64), id: 'b', size: 1, mime: 'x' },
      mime: 'x',
      size: 1,
      part,
    })
    expect([
      ...evidenceFilePaths({
        files: {
          'seal.der': file('original'),
          'a/b.png': file('original'),
          'a:b.png': file('original'),
          'thumb.webp': file('derived'),
        },
      }),
    ]).toEqual([
      ['a/b.png', 'original/a_b.png'],
      ['a:b.png', 'original/a_b-2.png'],
      ['seal.der', 'original/seal.der'],
      ['thumb.webp', 'derived/thumb.webp'],
    ])
  })

  it('paths of others are taken only as they are', () => {
    expect(safePath('oscal/ssp.json')).toBe('oscal/ssp.json')
    for (const path of ['', '/x', 'a//b', 'a/../b', 'a/./b', 'a\\b', 'a/.b', 'a/b\n'])
      expect(safePath(path)).toBeUndefined()
  })
})

describe('CSV', () => {
  it('disarms what a spreadsheet would run (7.2), and quotes what would break a line', () => {
    for (const cell of ['=1+1', '+1', '-1', '@x', ' =1', '\t=1', '\uff1d1', '\rx'])
      expect(
        csvText([[cell]])
          .replace(/^"|"\r\n$/g, '')
          .startsWith("'"),
      ).toBe(true)
    expect(csvText([['a,b', 'say "no"', 'plain', '']])).toBe('"a,b","say ""no""",plain,\r\n')
  })
})

describe('pages', () => {
  it('escape everything that comes from records, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const { html } = h`<td title="${text}">${[text, h`<b>${text}</b>`]}</td>`
        expect(
          html
            .replace(/^<td title="/, '')
            .replace(/<\/td>$/, '')
            .replace(/">|<\/?b>/g, ''),
        ).not.toMatch(/[<>"']/)
      }),
    )
    expect(escaped(`<script>alert("1")</script>&'`)).toBe('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;')
    expect(page('en"><script>', '</title><script>', h`x`)).not.toContain('<script>')
  })

  it('link only what a browser shows without running it; archives and drawings are named, not linked', () => {
    for (const name of [
      'page.html',
      'page.mhtml',
      'drawing.svg',
      'data.xml',
      'x.htm',
      'noending',
      'a.js',
      'x.png.html',
    ])
      expect(fileLink(`evidence/EV-1/original/${name}`, name).html).not.toContain('href')
    expect(fileLink('evidence/EV-1/original/tile 1.png', 'tile 1.png').html).toBe(
      '<a href="evidence/EV-1/original/tile%201.png">tile 1.png</a>',
    )
    expect(relativeAddress('javascript:alert(1)/x')).toBe('javascript%3Aalert(1)/x')
  })
})

describe('manifest and tags', () => {
  it('are read back as written, in the form sha256sum takes; a path named twice is no manifest', () => {
    const files = [
      { path: 'data/b', bytes: 1, sha256: 'b'.repeat(64) },
      { path: 'data/a', bytes: 2, sha256: 'a'.repeat(64) },
    ]
    const text = manifestText(files)
    expect(text).toBe(`${'a'.repeat(64)}  data/a\n${'b'.repeat(64)}  data/b\n`)
    expect([...readManifest(text)!]).toEqual([
      ['data/a', 'a'.repeat(64)],
      ['data/b', 'b'.repeat(64)],
    ])
    expect(readManifest(text + text)).toBeUndefined()
    expect(readManifest('not a line')).toBeUndefined()
    expect(readManifest(`${'A'.repeat(64)} *./data/x%0Ay%25\r\n`)).toEqual(new Map([['data/x\ny%', 'a'.repeat(64)]]))
  })

  it('a manifest is in the order of its paths, however it was written, and empty lines are none of it', () => {
    const file = (path: string) => ({ path, bytes: 1, sha256: 'a'.repeat(64) })
    for (const order of [
      ['a', 'b', 'c'],
      ['c', 'b', 'a'],
      ['b', 'c', 'a'],
    ])
      expect(
        manifestText(order.map(file))
          .split('\n')
          .map((line) => line.slice(66))
          .join(''),
      ).toBe('abc')
    expect([...readManifest(`\n${'a'.repeat(64)}  x\n\n${'B'.repeat(64)}\ty\r${'c'.repeat(64)}  z`)!]).toEqual([
      ['x', 'a'.repeat(64)],
      ['y', 'b'.repeat(64)],
      ['z', 'c'.repeat(64)],
    ])
    expect(readManifest('')).toEqual(new Map())
    for (const bad of [
      `${'a'.repeat(63)}  x\n`,
      `${'a'.repeat(65)}  x\n`,
      `${'a'.repeat(64)} \n`,
      `${'a'.repeat(64)}x\n`,
    ])
      expect(readManifest(bad)).toBeUndefined()
  })

  it('tags are read whatever the editor left: a mark at the begin, lines that go on, lines that are none', () => {
    expect(readTags('\ufeffA: one\r\nB:two\n\tand more\nno tag\n  goes on\nC :  x ')).toEqual(
      new Map([
        ['A', 'one'],
        ['B', 'two and more goes on'],
        ['C', 'x'],
      ]),
    )
    expect(readTags('  goes on with nothing\nA: x')).toEqual(new Map([['A', 'x']]))
    const size = (bytes: number) =>
      readTags(bagInfoText({ organisation: '', description: 'x', date: '', software: '', payload: [{ bytes }] }))
    expect([size(0).get('Bag-Size'), size(1_600).get('Bag-Size'), size(10_240).get('Bag-Size')]).toEqual([
      '1 KiB',
      '2 KiB',
      '10 KiB',
    ])
    expect([...size(7).keys()]).toEqual(['External-Description', 'Bag-Size', 'Payload-Oxum'])
  })

  it('a value in bag-info is one line, whatever was typed', () => {
    const text = bagInfoText({
      organisation: 'Quill\nPayload-Oxum: 0.0',
      description: '',
      date: '2026-06-01',
      software: 'Plumbline',
      payload: [{ bytes: 5 }, { bytes: 7 }],
    })
    expect(text.split('\n').filter((line) => line.startsWith('Payload-Oxum'))).toEqual(['Payload-Oxum: 12.2'])
    expect(readTags(text).get('Source-Organization')).toBe('Quill Payload-Oxum: 0.0')
    expect(readTags('A: one\n  two\nB: x')).toEqual(
      new Map([
        ['A', 'one two'],
        ['B', 'x'],
      ]),
    )
  })
})

describe('base64', () => {
  it('is what openssl writes, of any length, and read back only in that one spelling', () => {
    for (const length of [0, 1, 2, 3, 0x7fff, 0x8000, 0x8001, 0x18001]) {
      const bytes = new Uint8Array(length).map((_, n) => n * 7)
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
    }
    for (const other of ['AA', 'AB==', 'AA==\n', 'A-==', '====', 'é']) expect(fromBase64(other)).toBeUndefined()
  })
})

describe('the copy that stands for a version or a review', () => {
  const hash = 'a'.repeat(64)
  const said = (
    id: string,
    over: object = {},
    fields: object = { framework: 'own:1', frozen: { sha256: hash }, pack: { sha256: 'b' } },
  ): StatementFact => {
    const fact = {
      id,
      seq: Number(id),
      type: 'approve',
      subjectKind: 'soaVersion',
      subjectId: 'sv_1',
      profile: 'main',
      contentHash: 'c1',
      memberId: 'm',
      time: 0,
      signatureValid: true,
      ...over,
    }
    return {
      frozen: utf8(
        canonicalJson({
          fields: fields as JsonObject,
          kind: fact.subjectKind,
          profile: fact.profile,
          recordId: fact.subjectId,
        }),
      ),
      ...fact,
    } as StatementFact
  }
  const soa = (...statements: readonly StatementFact[]): string | undefined => soaApproved(statements, 'own-1', 1)

  it('is named by an approval that counts, of the record itself, and by no other', () => {
    expect(soa(said('1'))).toBe(hash)
    const strange = utf8(
      canonicalJson({
        fields: { framework: 'own:1', frozen: { sha256: hash } },
        kind: 'soaVersion',
        profile: 'main',
        recordId: 'sv_2',
      }),
    )
    for (const over of [
      { seq: undefined },
      { signatureValid: false },
      { voidReason: 'Without authority.' },
      { frozen: undefined },
      { frozen: strange },
      { type: 'reject' },
      { type: 'review', decision: 'rejected' },
      { profile: 'other' },
      { subjectKind: 'policy' },
    ])
      expect(soa(said('1', over)), JSON.stringify(over)).toBeUndefined()
    for (const fields of [
      { framework: 'other', frozen: { sha256: hash } },
      { framework: 'own:1', frozen: hash },
      { framework: 'own:1', frozen: { sha256: 7 } },
      { framework: 'own:1', pack: { sha256: hash } },
    ])
      expect(soa(said('1', {}, fields)), JSON.stringify(fields)).toBeUndefined()
  })

  it('is called by its framework, with a dash for each byte that a name can not hold', () => {
    expect(['iso27001-2022', 'own:1', 'Größe 2', 'a/b\u{1F600}'].map(frameworkPart)).toEqual([
      'iso27001-2022',
      'own-1',
      'Gr----e-2',
      'a-b----',
    ])
  })

  it('is none once its approval is refused or taken back, until it is given again', () => {
    const [refused, revoked] = [
      said('2', { type: 'reject' }),
      said('2', { type: 'revoke', basedOn: '1', frozen: undefined }),
    ]
    expect([soa(said('1'), refused), soa(said('1'), revoked)]).toEqual([undefined, undefined])
    expect([soa(said('1'), refused, said('3')), soa(said('1'), revoked, said('3'))]).toEqual([hash, hash])
  })

  it('is that of its own version, and of its own review by the last signature', () => {
    const second = said('2', { subjectId: 'sv_2', contentHash: 'c2' }, { framework: 'own:1', frozen: { sha256: 'd' } })
    expect([1, 2, 3].map((number) => soaApproved([said('1'), second], 'own-1', number))).toEqual([hash, 'd', undefined])
    const review = (id: string, subjectId: string, sha256: string): StatementFact =>
      said(id, { type: 'sign', subjectKind: 'managementReview', subjectId, contentHash: sha256 }, { pack: { sha256 } })
    const reviews = [review('1', 'mr_1', 'x'), review('2', 'mr_2', 'y'), review('3', 'mr_1', 'z')]
    expect(['mr_1', 'mr_2', 'mr_3'].map((id) => inputsSigned(reviews, id))).toEqual(['z', 'y', undefined])
  })
})

describe('keys', () => {
  it('as PEM are what openssl reads, and come back as the same point; anything else is none', async () => {
    const keys = await generateDeviceKeys()
    const pem = keyPem(toBase64Url(keys.signKey))
    const der = spawnSync('openssl', ['pkey', '-pubin', '-outform', 'DER'], { input: pem })
    expect(der.status).toBe(0)
    expect(fingerprintOf(new Uint8Array(der.stdout.subarray(-65)))).toBe(fingerprintOf(keys.signKey))
    expect(pemPoint(pem)).toEqual(keys.signKey)
    for (const other of [
      '',
      pem.replace('BEGIN', 'BEGAN'),
      pem.replace(/M/, 'N'),
      `${pem}x`,
      pem.replace(/\n[^\n]*\n-----END/, '\n-----END'),
    ])
      expect(pemPoint(other)).toBeUndefined()
  })

  it('of another kind, length or curve are none, although they are PEM', async () => {
    const { signKey } = await generateDeviceKeys()
    const der = Buffer.from(keyPem(toBase64Url(signKey)).replace(/-.*-|\n/g, ''), 'base64')
    const pem = (bytes: Uint8Array) =>
      `-----BEGIN PUBLIC KEY-----\n${Buffer.from(bytes).toString('base64')}\n-----END PUBLIC KEY-----\n`
    expect(pemPoint(pem(der))).toEqual(signKey)
    expect(pemPoint(pem(der).replaceAll('\n', '\r\n'))).toEqual(signKey)
    const changed = (at: number, to: number) => pem(der.map((byte, n) => (n === at ? to : byte)))
    for (const other of [
      pem(der.subarray(0, -1)),
      pem(Buffer.concat([der, Buffer.of(0)])),
      changed(0, 0x31),
      changed(25, 1),
      changed(26, 2),
      changed(26, 5),
      '-----BEGIN PUBLIC KEY-----\nMF=k\n-----END PUBLIC KEY-----\n',
    ])
      expect(pemPoint(other)).toBeUndefined()
  })

  it('a fingerprint is compared whole, however it is written', () => {
    const fingerprint = '0a1b'.repeat(16)
    expect(isFingerprint(spokenFingerprint(fingerprint), fingerprint)).toBe(true)
    expect(isFingerprint(fingerprint.match(/../g)!.join(':').toUpperCase(), fingerprint)).toBe(true)
    for (const typed of ['', fingerprint.slice(0, 63), `${fingerprint}0`, `1${fingerprint.slice(1)}`])
      expect(isFingerprint(typed, fingerprint)).toBe(false)
  })

  it('base64 has one spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect([...fromBase64(toBase64(bytes))!]).toEqual([...bytes])
      }),
    )
    for (const text of ['AB==', 'A', 'AA=A', 'A A=']) expect(fromBase64(text)).toBeUndefined()
  })

  it('the list of members is read only when each device has the keys its id is the hash of', async () => {
    const keys = await generateDeviceKeys()
    const device = deviceEntry({
      deviceId: keys.deviceId,
      memberId: 'm',
      name: 'A',
      from: '2026-01-01T00:00:00.000Z',
      signKey: toBase64Url(keys.signKey),
      agreementKey: toBase64Url(keys.dhKey),
    })
    const document: MembersDocument = {
      type: 'plumbline/members',
      v: 1,
      workspaceId: 'w',
      organisation: 'Q',
      signedBy: { deviceId: keys.deviceId, fingerprint: device.fingerprint, role: 'owner' },
      members: [{ memberId: 'm', name: 'Ada', role: 'owner', from: '2026-01-01T00:00:00.000Z' }],
      devices: [device],
    }
    expect(parseMembers(membersBytes(document))).toEqual(document)
    const other = await generateDeviceKeys()
    for (const bad of [
      { ...document, devices: [{ ...device, signKey: toBase64Url(other.signKey) }] },
      { ...document, devices: [deviceEntry({ ...device, signKey: toBase64Url(other.signKey) })] },
      { ...document, devices: [] },
      { ...document, devices: [device, device] },
      { ...document, signedBy: { ...document.signedBy, fingerprint: '0'.repeat(64) } },
      { ...document, v: 2 },
      { ...document, members: [{}] },
    ])
      expect(parseMembers(membersBytes(bad as MembersDocument))).toBeUndefined()
    expect(parseMembers(utf8(JSON.stringify(document, null, 1)))).toBeUndefined()
    expect(parseMembers(Uint8Array.of(0xff))).toBeUndefined()
  })

  it('a list of members in which one word is missing, or another, is none: each is told by itself', async () => {
    const [keys, others] = [await generateDeviceKeys(), await generateDeviceKeys()]
    const entry = ({ deviceId, signKey, dhKey }: typeof keys) =>
      deviceEntry({
        deviceId,
        from: '2026-01-01',
        memberId: 'm',
        name: 'Laptop',
        agreementKey: toBase64Url(dhKey),
        signKey: toBase64Url(signKey),
      })
    const [device, second] = [entry(keys), entry(others)]
    const document = {
      type: 'plumbline/members',
      v: 1,
      workspaceId: 'a',
      organisation: 'Q',
      signedBy: { deviceId: keys.deviceId, fingerprint: device.fingerprint, role: 'owner' },
      members: [
        { memberId: 'm', name: 'Ada', role: 'owner', from: '2026-01-01' },
        { memberId: 'n', name: 'Bo', role: 'lead', from: '2026-01-01' },
      ],
      devices: [second, device],
    } as const
    const read = (value: unknown) => parseMembers(utf8(canonicalJson(value)))
    expect(read(document)).toEqual(document)
    const without = (of: object, name: string): object =>
      Object.fromEntries(Object.entries(of).filter(([key]) => key !== name))
    for (const name of ['type', 'v', 'workspaceId', 'organisation', 'signedBy', 'members', 'devices'])
      expect(read(without(document, name)), name).toBeUndefined()
    for (const name of ['deviceId', 'fingerprint', 'role'])
      expect(read({ ...document, signedBy: without(document.signedBy, name) }), `signedBy ${name}`).toBeUndefined()
    for (const name of ['memberId', 'name', 'role', 'from'])
      expect(
        read({ ...document, members: [document.members[0], without(document.members[1], name)] }),
        `member ${name}`,
      ).toBeUndefined()
    for (const name of ['deviceId', 'agreementKey', 'fingerprint', 'from', 'memberId', 'name', 'signKey'])
      expect(read({ ...document, devices: [device, without(second, name)] }), `device ${name}`).toBeUndefined()
    for (const wrong of [
      { ...document, type: 'plumbline/others' },
      { ...document, v: '1' },
      { ...document, workspaceId: 1 },
      { ...document, organisation: null },
      { ...document, signedBy: [] },
      { ...document, members: {} },
      { ...document, devices: {} },
      { ...document, members: [null] },
      { ...document, devices: [device, 'x'] },
      { ...document, devices: [device, { ...second, fingerprint: device.fingerprint }] },
      { ...document, devices: [device, { ...second, agreementKey: device.agreementKey }] },
      { ...document, devices: [device, { ...second, deviceId: device.deviceId }] },
      { ...document, devices: [device, second, second] },
      { ...document, devices: [second] },
      { ...document, signedBy: { ...document.signedBy, deviceId: second.deviceId } },
      { ...document, signedBy: { ...document.signedBy, deviceId: 'f'.repeat(32) } },
      [document],
      null,
      'x',
    ])
      expect(read(wrong)).toBeUndefined()
    expect(parseMembers(utf8(`${canonicalJson(document)}\n`))).toBeUndefined()
  })

  it('a statement whose line is not canonical, or names another device than it signs, is not read', () => {
    for (const line of [
      '',
      '{}',
      'null',
      canonicalJson({ body: { deviceId: 'a' }, deviceId: 'b', log: {}, signature: 'AA==' }),
      '{"deviceId": "a"}',
    ])
      expect(readStatementLine(line)).toBeUndefined()
  })
})

describe('words of a pack', () => {
  const t = translator({ locale: 'en', messages: en as unknown as JsonObject })

  it('are looked up and filled in like those of a screen', () => {
    expect(t('pack.file.evidenceCount', { n: 3, files: 5 })).toBe('3 with 5 files')
    expect(t('pack.dialog.evidence', { n: 0 })).toBe('no evidence')
    expect(t('pack.verify.files', { n: 1 })).toBe('1 file')
    expect(t('pack.none')).toBe('pack.none')
  })

  it('exist for every reason, item and problem, in German as in English: the same keys, the same parts', () => {
    const keysOf = (value: unknown, path = ''): readonly string[] =>
      typeof value === 'string'
        ? [path]
        : Object.entries(value as object).flatMap(([key, member]) => keysOf(member, `${path}.${key}`))
    const at = (value: unknown, path: string): string =>
      path
        .split('.')
        .slice(1)
        .reduce<unknown>((one, key) => (one as Record<string, unknown>)[key], value) as string
    expect(keysOf(german)).toEqual(keysOf(en.pack))
    const parts = (text: string): string => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join()
    expect(keysOf(en.pack).filter((path) => parts(at(en.pack, path)) !== parts(at(german, path)))).toEqual([])
    expect(
      leftOutReasons.filter((reason) => !(reason in en.pack.file.leftOut) || !(reason in en.pack.dialog.reason)),
    ).toEqual([])
    expect(documentedItems.filter((item) => !(item.replaceAll('.', '_') in en.pack.file.documentedItem))).toEqual([])
    expect(problemCodes.filter((code) => !(code in en.pack.verify.problem))).toEqual([])
  })
})

describe('the guide and the shell script', () => {
  it('are the same in both languages as far as a machine reads them, and call nothing but what they name', () => {
    const read = (name: string): string => readFileSync(new URL(`../../lib/pack/${name}`, import.meta.url), 'utf8')
    const commands = (text: string): readonly string[] =>
      text
        .split('\n')
        .filter((line) => /^ {4}(sh |sha256sum|openssl|printf|find)/.test(line))
        .map((line) =>
          line
            .replace(/ {2,}#?.*|(?<=data\/verify\.sh) .*/, '')
            .trim()
            .replace(/<[^>]+>|-CAfile .*/g, ''),
        )
        .map((line) => line.split(/\s{3,}/)[0]!)
    expect(commands(read('VERIFY.de.md'))).toEqual(commands(read('VERIFY.en.md')))
    expect(commands(read('VERIFY.en.md')).length).toBeGreaterThan(9)
    expect(spawnSync('sh', ['-n'], { input: read('verify.sh') }).status).toBe(0)
    expect(read('verify.sh')).not.toMatch(/\b(curl|wget|python|perl|jq|eval)\b/)
  })
})

describe('the form of a new pack', () => {
  it('opens for what its link names, with the period that is asked about', () => {
    const audit = row('audit', 'ia_1', { windowFrom: '2025-12-01', windowTo: '2026-05-31' })
    expect(selectionOf(formFor('ia_1', '2026-06-01', periodOf(audit)))).toEqual({
      by: 'audit',
      id: 'ia_1',
      withRequirements: true,
      window: { from: '2025-12-01', to: '2026-05-31' },
    })
    expect(selectionOf(formFor('er_1', '2026-06-01'))).toEqual({ by: 'request', id: 'er_1' })
    expect(selectionOf(formFor('ev_1', '2026-06-01'))).toEqual({ by: 'evidence', ids: ['ev_1'] })
    expect(selectionOf(formFor('', '2024-02-29'))).toEqual({
      by: 'window',
      window: { from: '2023-02-28', to: '2024-02-29' },
    })
    expect(periodOf(row('audit', 'ia_2', { windowFrom: '2026-06-01', windowTo: '2026-05-31' }))).toBeUndefined()
  })

  it('makes no selection while something is missing or turned round', () => {
    const form = formFor('', '2026-06-01')
    expect(formProblem({ ...form, from: '2026-07-01' })).toBe('order')
    expect(formProblem({ ...form, to: '' })).toBe('unfinished')
    for (const by of ['audit', 'request', 'control', 'framework', 'evidence'] as const)
      expect(selectionOf({ ...form, by })).toBeUndefined()
  })

  it('gives a file a name that any disk takes, and keeps what was exported in a form that is read back', () => {
    expect(packName('IA-2026-1', '2026-06-01')).toBe('evidence-pack-IA-2026-1-2026-06-01')
    expect(packName('a/b:c', '2026-06-01')).toBe('evidence-pack-a-b-c-2026-06-01')
    const info = {
      v: 1,
      description: 'x',
      selection: { by: 'control', id: 'c_1' },
      manifestHash: 'a',
      zipBytes: 1,
      summary: { evidence: 1, files: 1, bytes: 1, leftOut: [], documentedMissing: [], notMade: [] },
    } as const
    expect(parsePackInfo(packInfoText(info))).toEqual(info)
    for (const text of [undefined, '', '{', '{"v":2}', '{"v":1}']) expect(parsePackInfo(text)).toBeUndefined()
  })
})
