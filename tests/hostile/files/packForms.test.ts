/**
 * A pack in forms that no writer of ours gives it, by somebody without a key or by the exporter's own device. What the
 * page refuses the script refuses, and the other way round; the few that only one of them minds are listed as such.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawToDer } from '~/lib/crypto/der'
import { sign } from '~/lib/crypto/deviceKeys'
import { verifyPack } from '~/lib/pack/verifyPack'
import { toBytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalJson, type JsonObject, type JsonValue } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { shell } from '../../pack/demoPack'
import {
  filesOf,
  openSmallWorkspace,
  putText,
  rebag,
  smallPack,
  textOf,
  verifyInShell,
  zipOf,
  type BagFiles,
  type SmallWorkspace,
} from '../../pack/smallPack'

let small: SmallWorkspace
let sound: BagFiles
beforeAll(async () => {
  small = await openSmallWorkspace()
  sound = await filesOf((await smallPack(small.alice)).file)
}, 120_000)
afterAll(() => small?.close())

const manifest = 'manifest-sha256.txt'
const tagManifest = 'tagmanifest-sha256.txt'
const statements = 'data/records/statements.jsonl'
const members = 'data/access/members.json'
const inFolder = (ref: string, name: string): string => `data/evidence/${ref}/${name}`
const [capture, upload] = [inFolder('EV-1', 'capture.json'), inFolder('EV-2', 'evidence.json')]

type Step = (files: BagFiles) => Promise<void> | void
const replaced =
  (path: string, what: string | RegExp, by: string): Step =>
  (files) =>
    putText(files, path, textOf(files, path).replace(what, by))
const put =
  (path: string, text: string): Step =>
  (files) =>
    putText(files, path, text)
const without =
  (...paths: readonly string[]): Step =>
  (files) =>
    paths.forEach((path) => files.delete(path))
const both =
  (...steps: readonly Step[]): Step =>
  async (files) => {
    for (const step of steps) await step(files)
  }
const signedBy = async (files: BagFiles, path: string): Promise<Uint8Array> =>
  rawToDer(await sign(small.alice.keys.sign.privateKey, toBytes(files.get(path)!)))
const json = (files: BagFiles, path: string): JsonObject => JSON.parse(textOf(files, path)) as JsonObject
const pretty =
  (path: string): Step =>
  (files) =>
    putText(files, path, JSON.stringify(json(files, path), null, 1))

/** Another capture record, sealed by the exporter. */
const sealed =
  (change: (record: JsonObject) => JsonObject): Step =>
  async (files) => {
    putText(files, capture, canonicalJson(change(json(files, capture))))
    files.set(inFolder('EV-1', 'seal.der'), await signedBy(files, capture))
  }
const firstFile = (record: JsonObject): JsonObject => (record['files'] as readonly JsonObject[])[0]!
const oneMoreFile = (name: string, sha256: string): Step =>
  sealed((record) => ({
    ...record,
    files: [...(record['files'] as readonly JsonObject[]), { ...firstFile(record), name, sha256 }],
  }))

/** Another list of members, signed by the exporter. */
const listed =
  (change: (text: string) => string): Step =>
  async (files) => {
    putText(files, members, change(textOf(files, members)))
    files.set('data/access/members.sig.der', await signedBy(files, members))
  }
/** The approval's line in another form. */
const line =
  (change: (line: JsonObject, files: BagFiles) => string): Step =>
  (files) =>
    putText(
      files,
      statements,
      textOf(files, statements)
        .split('\n')
        .map((text) =>
          text.includes('"kind":"soaVersion"') && text.includes('"type":"approve"')
            ? change(JSON.parse(text) as JsonObject, files)
            : text,
        )
        .join('\n'),
    )
const lineWith = (more: (line: JsonObject, files: BagFiles) => JsonObject): Step =>
  line((one, files) => canonicalJson({ ...one, ...more(one, files) }))
const otherSignature = (files: BagFiles): JsonValue =>
  (JSON.parse(textOf(files, inFolder('EV-1', 'custody.jsonl')).split('\n')[0]!) as JsonObject)['signature']!

/** Another manifest, signed by the exporter. */
const manifestAs =
  (change: (text: string) => string): Step =>
  async (files) => {
    putText(files, manifest, change(textOf(files, manifest)))
    files.set('manifest.sig.der', await signedBy(files, manifest))
    putText(
      files,
      tagManifest,
      ['bag-info.txt', 'bagit.txt', manifest, 'manifest.sig.der']
        .map((path) => `${sha256Hex(files.get(path)!)}  ${path}\n`)
        .join(''),
    )
  }
const withoutSum = (path: string): Step =>
  manifestAs((text) => text.replace(new RegExp(`^[0-9a-f]{64}(  ${path})`, 'm'), 'abc$1'))

type Case = [what: string, change: Step | undefined, last?: Step]
async function judged(
  [, change, last]: Case,
  key: boolean,
): Promise<{ readonly page: boolean; readonly script: boolean }> {
  const files: BagFiles = new Map(sound)
  await change?.(files)
  await rebag(files, key ? small.alice : undefined)
  await last?.(files)
  const read = await verifyPack(zipOf(files))
  const page =
    read.ok && read.value.problems.length === 0 && read.value.evidence.every(({ problems }) => problems.length === 0)
  return { page, script: verifyInShell(files).code === 0 }
}
const refused = { page: false, script: false }

it('as it was written it is sound to both', async () =>
  expect(await judged(['nothing', undefined], true)).toEqual({ page: true, script: true }))

const anybody: readonly Case[] = [
  ['a file beside the payload, in the tag manifest', put('READ-ME-FIRST.txt', 'All was checked already.')],
  [
    'a line of the tag manifest that is no sum hides what bag-info.txt says',
    replaced('bag-info.txt', 'Everything', 'Nothing'),
    replaced(tagManifest, /^[0-9a-f]{64}( {2}bag-info)/m, 'abc$1'),
  ],
  ['bagit.txt declares no bag', put('bagit.txt', 'x\n')],
]
const exporter: readonly Case[] = [
  [
    'a register whose line in the manifest is no sum',
    put('data/records/controls.json', '{}'),
    withoutSum('data/records/controls.json'),
  ],
  ['the index whose line in the manifest is no sum', put('data/index.html', 'x'), withoutSum('data/index.html')],
  [
    'an upload that is gone, its entry laid out with spaces',
    both(without(inFolder('EV-2', 'original/list.txt')), pretty(upload)),
  ],
  [
    'an upload that is gone, its entry with a brace in a text',
    both(
      without(inFolder('EV-2', 'original/list.txt')),
      replaced(upload, '"mime":"text/plain","part"', '"mime":"text/plain;a={","part"'),
    ),
  ],
  [
    'a capture without its seal, its entry laid out with spaces',
    both(
      without(capture, inFolder('EV-1', 'seal.der'), inFolder('EV-1', 'seal.pub.pem')),
      pretty(inFolder('EV-1', 'evidence.json')),
    ),
  ],
  [
    'an entry whose capture record is nothing',
    (files) =>
      putText(
        files,
        upload,
        canonicalJson({
          ...json(files, upload),
          fields: { ...(json(files, upload)['fields'] as JsonObject), captureRecord: null },
        }),
      ),
  ],
  ['a sealed file that is missing, behind a name with a bracket', oneMoreFile('z].png', 'a'.repeat(64))],
  [
    'a forged original, named by a later list of files',
    both(
      put(inFolder('EV-1', 'original/tile-1.png'), 'forged'),
      sealed((record) => ({ ...record, options: { files: [{ sha256: sha256Hex('forged') }] } })),
    ),
  ],
  [
    'a device named inside, another outside',
    sealed((record) => ({
      ...record,
      browser: { ...(record['browser'] as JsonObject), a: 1, deviceId: record['deviceId']! },
      deviceId: small.bob.keys.deviceId,
    })),
  ],
  [
    'an original more, named inside another',
    both(
      put(inFolder('EV-1', 'original/x'), 'x'),
      sealed((record) => ({
        ...record,
        files: (record['files'] as readonly JsonObject[]).map((one) => ({ ...one, more: { sha256: sha256Hex('x') } })),
      })),
    ),
  ],
  ['a record of another type, sealed', sealed((record) => ({ ...record, type: 'something' }))],
  [
    'a capture record with a space, sealed',
    both(
      replaced(capture, '{', '{ '),
      async (files) => void files.set(inFolder('EV-1', 'seal.der'), await signedBy(files, capture)),
    ),
  ],
  ['a list of members with a space, signed', listed((text) => text.replace('{', '{ '))],
  ['a space behind a statement', line((one) => `${canonicalJson(one)} `)],
  ['a statement void in no words', both(lineWith(() => ({ void: true })))],
  ['a statement that waits, beside another word of the log', lineWith(() => ({ log: { a: 1, waits: true } }))],
  [
    'a true signature inside the log, a false one outside',
    lineWith((one, files) => ({
      log: { ...(one['log'] as JsonObject), signature: one['signature']! },
      signature: otherSignature(files),
    })),
  ],
  ['a false file in a folder of signed content', put('data/records/signed/sub/x.json', '{"a":1}')],
  ['a hidden file of signed content', put('data/records/signed/.x.json', '{"a":1}')],
  ['a name with the sign for a per cent sign', put(inFolder('EV-2', 'derived/a%25b.txt'), 'x')],
  ['a name with the sign for a line end', put(inFolder('EV-2', 'derived/a%0Ab.txt'), 'x')],
]
describe('both refuse', () => {
  it.each(anybody)('without any key: %s', async (...one) => expect(await judged(one, false)).toMatchObject(refused))
  it.each(exporter)('by the exporter: %s', async (...one) => expect(await judged(one, true)).toEqual(refused))
})

describe('both take', () => {
  it.each<Case>([
    [
      'an original whose name holds a bracket',
      both(put(inFolder('EV-1', 'original/z].png'), 'z'), oneMoreFile('z].png', sha256Hex('z'))),
    ],
    ['a title that looks like a list of files', sealed((record) => ({ ...record, title: '"files":[]' }))],
    [
      'statements whose last line has no end',
      (files) => putText(files, statements, textOf(files, statements).trimEnd()),
    ],
  ])('%s', async (...one) => expect(await judged(one, true)).toEqual({ page: true, script: true }))
})

describe('one alone minds, as docs/evidence.md says', () => {
  it.each<Case>([
    [
      'a register that differs from the hash that it names',
      replaced('data/records/controls.json', 'Daily backups', 'Hourly backups'),
    ],
    ['a register of no kind', put('data/records/x.json', '{"a":1}')],
    [
      'an agreement key that is another device’s',
      listed((text) => {
        const list = JSON.parse(text) as { devices: { agreementKey: string }[] }
        list.devices[0]!.agreementKey = list.devices[1]!.agreementKey
        return canonicalJson(list as unknown as JsonObject)
      }),
    ],
  ])('the page: %s', async (...one) => expect(await judged(one, true)).toEqual({ page: false, script: true }))

  it.each<Case>([
    [
      'sums in capital letters',
      undefined,
      manifestAs((text) => text.replace(/^[0-9a-f]{64}/, (hash) => hash.toUpperCase())),
    ],
    ['sums with a star', undefined, manifestAs((text) => text.replace(/ {2}/, ' *'))],
    ['a manifest with line ends of Windows', undefined, manifestAs((text) => text.replace(/\n/g, '\r\n'))],
    ['a manifest with an empty line', undefined, manifestAs((text) => `${text}\n`)],
    ['a manifest with a byte order mark', undefined, manifestAs((text) => `\ufeff${text}`)],
    ['a statement with a key more', lineWith(() => ({ zzz: 1 }))],
    [
      'a workspace named once more inside',
      sealed((record) => ({ ...record, zz: { workspaceId: record['workspaceId']! } })),
    ],
    [
      'a key file of a member that is another’s',
      (files) =>
        void files.set(
          `data/access/keys/${small.bob.keys.deviceId}.pem`,
          files.get(`data/access/keys/${small.alice.keys.deviceId}.pem`)!,
        ),
    ],
  ])('the script: %s', async (...one) => expect(await judged(one, true)).toEqual({ page: true, script: false }))
})

it('the organisation that a page names is the one in the signed list of members', async () => {
  const files: BagFiles = new Map(sound)
  replaced('bag-info.txt', 'Quillmere', 'Somebody else')(files)
  await rebag(files)
  expect(unwrap(await verifyPack(zipOf(files))).bag.organisation).toBe('Quillmere')
})

it('an empty folder is no evidence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bag-'))
  try {
    for (const [path, bytes] of sound) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes)
    }
    mkdirSync(join(folder, inFolder('EV-99', '')))
    expect(shell(folder, 'sh', 'data/verify.sh')).toMatchObject({
      code: 1,
      out: expect.stringContaining('FAILED    EV-99: an empty folder') as string,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
