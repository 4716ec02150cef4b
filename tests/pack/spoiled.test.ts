/**
 * One byte anywhere, one file more or fewer: whoever checks a pack says no, with the auditor's own tools as well as in
 * the product.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MembersDocument } from '~/lib/pack/members'
import { holds } from '~/lib/pack/packReport'
import { verifyPack } from '~/lib/pack/verifyPack'
import { unwrap } from '~/lib/shared/result'
import { shell } from './demoPack'
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
} from './smallPack'

let small: SmallWorkspace
let sound: BagFiles
beforeAll(async () => {
  small = await openSmallWorkspace()
  sound = await filesOf((await smallPack(small.alice)).file)
}, 120_000)
afterAll(() => small?.close())

/** The capture that was sealed, and what stands in its folder. */
const ref = 'EV-1'
const sealed = (name: string): string => `data/evidence/${ref}/${name}`
const flip = (files: BagFiles, path: string, at: number): void =>
  void files.set(
    path,
    files.get(path)!.map((byte, index) => (index === at ? byte ^ 1 : byte)),
  )

/** What the product finds: the codes of everything, and whether the capture failed. */
async function checked(files: BagFiles): Promise<{ readonly codes: readonly string[]; readonly failed: boolean }> {
  const report = unwrap(await verifyPack(zipOf(files)))
  expect(holds(report)).toBe(false)
  return {
    codes: [...report.problems, ...report.evidence.flatMap(({ problems }) => problems)].map(({ code }) => code),
    failed: report.evidence.find((one) => one.ref === ref)!.verdict === 'failed',
  }
}

/** How `sha256sum -c` ends over a manifest of these files. */
function sumsOf(files: BagFiles, manifest: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'bag-'))
  try {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes)
    }
    return shell(folder, 'sha256sum', '-c', '--strict', '--quiet', manifest).code
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

it('a fingerprint that differs in its last letter is another', async () => {
  const { signedBy } = JSON.parse(textOf(sound, 'data/access/members.json')) as MembersDocument
  expect(verifyInShell(sound, signedBy.fingerprint).code).toBe(0)
  const other = `${signedBy.fingerprint.slice(0, -1)}${signedBy.fingerprint.endsWith('0') ? '1' : '0'}`
  expect(verifyInShell(sound, other)).toMatchObject({
    code: 1,
    out: expect.stringContaining(`FAILED    the fingerprint you gave is another: ${other}`) as string,
  })
})

describe('one byte', () => {
  it.each([
    ['of an original', sealed('original/tile-1.png'), 3],
    ['of capture.json', sealed('capture.json'), 40],
    ['of a register', 'data/records/controls.json', 200],
    ['of the manifest', 'manifest-sha256.txt', 5],
  ])('%s flipped: the sums, the script and the product say no', async (_, path, at) => {
    const files: BagFiles = new Map(sound)
    flip(files, path, at)
    const manifest = path.startsWith('data/') ? 'manifest-sha256.txt' : 'tagmanifest-sha256.txt'
    expect(sumsOf(files, manifest)).toBe(1)
    expect(verifyInShell(files)).toMatchObject({
      code: 1,
      out: expect.stringContaining(`FAILED    ${manifest}: some file is missing or differs`) as string,
    })
    expect((await checked(files)).failed).toBe(path.startsWith('data/evidence/'))
  })

  it.each([
    [
      'an original',
      sealed('original/tile-1.png'),
      3,
      'sealedFile',
      `${ref}: its files are not the ones that were sealed`,
    ],
    ['capture.json', sealed('capture.json'), 40, 'sealSignature', `${ref}: the seal does not hold`],
    ['the seal', sealed('seal.der'), 20, 'sealSignature', `${ref}: the seal does not hold`],
    [
      'the key beside the seal',
      sealed('seal.pub.pem'),
      100,
      'sealKey',
      `${ref}: seal.pub.pem is not the key of its device`,
    ],
    [
      'a statement',
      'data/records/statements.jsonl',
      60,
      'statement',
      'data/records/statements.jsonl: the signature of a statement does not hold',
    ],
    ['the list of members', 'data/access/members.json', 30, 'members', 'the signature of members.json does not hold'],
    [
      'a step of custody',
      sealed('custody.jsonl'),
      30,
      'statement',
      `${sealed('custody.jsonl')}: the signature of a statement does not hold`,
    ],
  ])(
    'of %s flipped, and all sums made anew by somebody else: sha256sum is content, the signatures are not',
    async (_, path, at, code, script) => {
      const files: BagFiles = new Map(sound)
      flip(files, path, at)
      await rebag(files)
      expect(sumsOf(files, 'manifest-sha256.txt')).toBe(0)
      const { code: ended, out } = verifyInShell(files)
      expect(ended).toBe(1)
      expect(out).toContain('FAILED    the signature of the manifest does not hold')
      expect(out).toContain(`FAILED    ${script}`)
      expect((await checked(files)).codes).toContain(code)
    },
  )
})

describe('what is missing or added', () => {
  const cases: readonly (readonly [
    what: string,
    change: (files: BagFiles) => Promise<void> | void,
    code: string,
    script: string,
  ])[] = [
    [
      'a payload file that no manifest names',
      (files) => putText(files, 'data/evidence/extra.txt', 'x'),
      'extra',
      'data/evidence/extra.txt is here and not in the manifest',
    ],
    [
      'a payload file taken out',
      (files) => void files.delete('data/records/controls.json'),
      'missing',
      'data/records/controls.json is in the manifest and not here',
    ],
    [
      'a tag file that no manifest names',
      (files) => putText(files, 'README.txt', 'Trust us.'),
      'extra',
      'README.txt is here and not in the manifest',
    ],
    [
      'an original put beside sealed ones, with all sums made anew',
      (files) => {
        putText(files, sealed('original/tile-9.png'), 'x')
        return rebag(files)
      },
      'sealedExtra',
      `${ref}: its files are not the ones that were sealed`,
    ],
    [
      'a sealed original taken out, with all sums made anew',
      (files) => {
        files.delete(sealed('original/tile-1.png'))
        return rebag(files)
      },
      'sealedMissing',
      `${ref}: its files are not the ones that were sealed`,
    ],
    [
      'the seal taken out, with all sums made anew',
      (files) => {
        for (const name of ['capture.json', 'seal.der', 'seal.pub.pem']) files.delete(sealed(name))
        return rebag(files)
      },
      'sealedMissing',
      `${ref}: a seal without capture.json`,
    ],
  ]
  it.each(cases)('%s: the script and the product say no', async (_, change, code, script) => {
    const files: BagFiles = new Map(sound)
    await change(files)
    expect((await checked(files)).codes).toContain(code)
    expect(verifyInShell(files)).toMatchObject({
      code: 1,
      out: expect.stringContaining(`FAILED    ${script}`) as string,
    })
  })
})
