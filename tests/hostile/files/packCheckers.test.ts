/**
 * A pack is checked by a page and by a script, which share no line. The exporter's own device makes each of these
 * packs: what one refuses, the other does.
 */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { rawToDer } from '~/lib/crypto/der'
import { sign } from '~/lib/crypto/deviceKeys'
import { verifyPack } from '~/lib/pack/verifyPack'
import { statementBytes } from '~/lib/protocol/bodies/statementPlaintext'
import { toBytes, utf8 } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalJson, type JsonObject } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { settle } from '../../vault/support/person'
import {
  filesOf,
  freezeAgain,
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
/** Its Statement of Applicability in the first version, and in the second. */
let before: BagFiles
let sound: BagFiles
beforeAll(async () => {
  small = await openSmallWorkspace()
  before = await filesOf((await smallPack(small.alice)).file)
  await freezeAgain(small, 'Owls & daughters', 'approve')
  await settle(small.alice, small.bob)
  sound = await filesOf((await smallPack(small.alice)).file)
}, 120_000)
afterAll(() => small?.close())

const statements = 'data/records/statements.jsonl'
const version = (n: number): string => `data/records/soa-iso27001-2022-v${n}.json`
const folder = (ref: string, name: string): string => `data/evidence/${ref}/${name}`
const signedBytes = async (bytes: Uint8Array): Promise<Uint8Array> =>
  rawToDer(await sign(small.alice.keys.sign.privateKey, toBytes(bytes)))
const approvals = (files: BagFiles): readonly { readonly body: JsonObject }[] =>
  textOf(files, statements)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { body: JsonObject })
    .filter(({ body }) => body['type'] === 'approve')
const problems = async (files: BagFiles): Promise<readonly string[]> =>
  ((report) =>
    [...report.problems, ...report.evidence.flatMap((one) => one.problems)].map(({ code, path, ref }) =>
      [code, path ?? ref].filter(Boolean).join(' '),
    ))(unwrap(await verifyPack(zipOf(files))))
const failures = (out: string): readonly string[] => [...out.matchAll(/^FAILED {4}(.*)$/gm)].map(([, what]) => what!)

/** Manifest and sums are made anew by the exporter after what `change` does; `last` is done to the finished bag. */
interface Attack {
  readonly change?: (files: BagFiles) => Promise<void> | void
  readonly last?: (files: BagFiles) => Promise<void> | void
  readonly page: string
  readonly script: string
}

/** One more statement, truly signed by the exporter's device. */
async function addStatement(files: BagFiles, body: JsonObject): Promise<void> {
  const signature = Buffer.from(await signedBytes(statementBytes(utf8(canonicalJson(body))))).toString('base64')
  putText(
    files,
    statements,
    `${textOf(files, statements)}${canonicalJson({ body, deviceId: small.alice.keys.deviceId, log: { seq: 99 }, signature })}\n`,
  )
}

async function signManifestAs(files: BagFiles, text: string): Promise<void> {
  putText(files, 'manifest-sha256.txt', text)
  files.set('manifest.sig.der', await signedBytes(files.get('manifest-sha256.txt')!))
  putText(
    files,
    'tagmanifest-sha256.txt',
    ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest.sig.der']
      .map((path) => `${sha256Hex(files.get(path)!)}  ${path}\n`)
      .join(''),
  )
}

const attacks: readonly (readonly [string, Attack])[] = [
  [
    'a file beside the payload that no list names',
    {
      last: (files) => putText(files, 'READ-ME-FIRST.txt', 'All was checked already.'),
      page: 'extra READ-ME-FIRST.txt',
      script: 'READ-ME-FIRST.txt is here and not in the manifest',
    },
  ],
  [
    'bag-info.txt changed and taken off its list',
    {
      last(files) {
        putText(files, 'bag-info.txt', textOf(files, 'bag-info.txt').replace('Quillmere', 'Somebody else'))
        putText(
          files,
          'tagmanifest-sha256.txt',
          textOf(files, 'tagmanifest-sha256.txt').replace(/.*bag-info\.txt\n/, ''),
        )
      },
      page: 'extra bag-info.txt',
      script: 'bag-info.txt is here and not in the manifest',
    },
  ],
  [
    'a path that the manifest names twice',
    {
      last: (files) => signManifestAs(files, textOf(files, 'manifest-sha256.txt').replace(/^.*\n/, '$&$&')),
      page: 'badManifest manifest-sha256.txt',
      script: 'manifest-sha256.txt names a file twice',
    },
  ],
  [
    'evidence with a false seal in a hidden folder',
    {
      change(files) {
        for (const name of ['evidence.json', 'seal.der', 'seal.pub.pem', 'original/tile-1.png'])
          files.set(folder('.EV-9', name), files.get(folder('EV-1', name))!)
        putText(
          files,
          folder('.EV-9', 'capture.json'),
          textOf(files, folder('EV-1', 'capture.json')).replace('Backup jobs', 'Restore jobs'),
        )
      },
      page: 'sealSignature .EV-9',
      script: '.EV-9: the seal does not hold',
    },
  ],
  [
    'steps of custody in a hidden folder, signed by nobody',
    {
      change: (files) => putText(files, folder('.EV-9', 'custody.jsonl'), 'It was with us all the time.\n'),
      page: `statementRead ${folder('.EV-9', 'custody.jsonl')}`,
      script: `${folder('.EV-9', 'custody.jsonl')}: a statement of a device that is not in the list of members`,
    },
  ],
  [
    'an upload in the place of the one that its entry names',
    {
      change: (files) => putText(files, folder('EV-2', 'original/list.txt'), 'a list of nothing'),
      page: 'sealedMissing list.txt',
      script: `EV-2: a file that its entry names is not here, or is another: ${sha256Hex('a list of backups')}`,
    },
  ],
  [
    'an upload without its file',
    {
      change: (files) => void files.delete(folder('EV-2', 'original/list.txt')),
      page: 'sealedMissing list.txt',
      script: `EV-2: a file that its entry names is not here, or is another: ${sha256Hex('a list of backups')}`,
    },
  ],
  [
    'a capture without its seal, as if it had been uploaded',
    {
      change(files) {
        for (const name of ['capture.json', 'seal.der', 'seal.pub.pem']) files.delete(folder('EV-1', name))
      },
      page: 'sealedMissing capture.json',
      script: 'EV-1: a seal without capture.json',
    },
  ],
  [
    'a capture record that goes on behind what was looked at, sealed all the same',
    {
      async change(files) {
        putText(
          files,
          folder('EV-1', 'capture.json'),
          `${textOf(files, folder('EV-1', 'capture.json'))}\n{"title":"Another page"}`,
        )
        files.set(folder('EV-1', 'seal.der'), await signedBytes(files.get(folder('EV-1', 'capture.json'))!))
      },
      page: 'captureRecord EV-1',
      script: 'EV-1: capture.json is not one line',
    },
  ],
  [
    'a capture record that names no file, sealed all the same',
    {
      async change(files) {
        const path = folder('EV-1', 'capture.json')
        putText(files, path, canonicalJson({ ...(JSON.parse(textOf(files, path)) as JsonObject), files: [] }))
        files.set(folder('EV-1', 'seal.der'), await signedBytes(files.get(path)!))
        for (const name of [...files.keys()].filter((one) => one.startsWith(folder('EV-1', 'original/'))))
          files.delete(name)
      },
      page: 'sealedNothing EV-1',
      script: 'EV-1: its seal names no file',
    },
  ],
  [
    'an older Statement of Applicability, approved by what stands in the name of another record',
    {
      async change(files) {
        const forged = [
          'soaVersion',
          'sv_x',
          'approve',
          'a'.repeat(64),
          'b'.repeat(64),
          '-',
          'iso27001-2022',
          sha256Hex(before.get(version(1))!),
        ].join('\t')
        await addStatement(files, {
          ...approvals(files)[0]!.body,
          type: 'confirm',
          subject: { id: `sv\n${forged}\n`, kind: 'soaVersion' },
        })
        files.delete(version(2))
        files.set(version(3), before.get(version(1))!)
      },
      page: `frozen ${version(3)}`,
      script: `${version(3)} is not what any statement here signs`,
    },
  ],
  [
    'a Statement of Applicability after whose approval something else was accepted',
    {
      change: (files) =>
        addStatement(files, { ...approvals(files)[1]!.body, type: 'accept', contentHash: 'c'.repeat(64) }),
      page: `frozen ${version(2)}`,
      script: `${version(2)} is not what any statement here signs`,
    },
  ],
  [
    'an empty line among the statements',
    {
      change: (files) => putText(files, statements, textOf(files, statements).replace('\n', '\n\n')),
      page: `statementRead ${statements}`,
      script: `${statements}: a statement of a device that is not in the list of members`,
    },
  ],
]

it('as it was written it holds for both', async () => {
  expect(await problems(sound)).toEqual([])
  expect(verifyInShell(sound)).toMatchObject({ code: 0, out: expect.not.stringContaining('FAILED') as string })
})

it.each(attacks)(
  '%s: the page and the script refuse it, each in its words',
  async (_, { change, last, page, script }) => {
    const files: BagFiles = new Map(sound)
    await change?.(files)
    await rebag(files, small.alice)
    await last?.(files)
    expect(await problems(files)).toEqual([page])
    const { code, out } = verifyInShell(files)
    expect(failures(out)).toEqual([script])
    expect(code).toBe(1)
  },
)

it.each(['a \'b\' "c" $(d) ü.txt', '-rf', '`e`;f&g.txt'])('a file called %s is only a name, to both', async (name) => {
  const files: BagFiles = new Map(sound)
  putText(files, folder('EV-2', `derived/${name}`), 'x')
  await rebag(files, small.alice)
  expect(await problems(files)).toEqual([])
  expect(verifyInShell(files).code).toBe(0)
})
