/**
 * A bag as its files by path: taken apart, spoiled, packed anew. Without a workspace, so that a test of it is quick.
 */

import { zipSync } from 'fflate'
import { rawToDer } from '~/lib/crypto/der'
import { sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { openZip } from '~/lib/exchange/zip/readZip'
import { toBytes, utf8, utf8ToString } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { unwrap } from '~/lib/shared/result'

/** The files of a bag by path, to spoil and to pack again. */
export type BagFiles = Map<string, Uint8Array>

export async function filesOf(pack: Blob): Promise<BagFiles> {
  const files: BagFiles = new Map()
  for (const file of unwrap(await openZip(pack)))
    files.set(file.path.replace(/^plumbline-pack\//, ''), unwrap(await file.whole(1e9)))
  return files
}

export const zipOf = (files: BagFiles): Blob =>
  new Blob([
    zipSync(Object.fromEntries([...files].map(([path, bytes]) => [`plumbline-pack/${path}`, bytes])), {
      level: 0,
    }) as Uint8Array<ArrayBuffer>,
  ])
export const textOf = (files: BagFiles, path: string): string => utf8ToString(files.get(path)!)
export const putText = (files: BagFiles, path: string, text: string): void => void files.set(path, utf8(text))

/** Manifests and sums made anew, as anybody can who knows how bags work; signed anew where `by` holds a key. */
export async function rebag(files: BagFiles, by?: { readonly keys: Pick<DeviceKeys, 'sign'> }): Promise<void> {
  const sums = (paths: readonly string[]): string =>
    [...paths]
      .sort()
      .map((path) => `${sha256Hex(files.get(path)!)}  ${path}\n`)
      .join('')
  const payload = [...files.keys()].filter((path) => path.startsWith('data/'))
  putText(files, 'manifest-sha256.txt', sums(payload))
  putText(
    files,
    'bag-info.txt',
    textOf(files, 'bag-info.txt').replace(
      /Payload-Oxum: .*/,
      `Payload-Oxum: ${payload.reduce((sum, path) => sum + files.get(path)!.length, 0)}.${payload.length}`,
    ),
  )
  if (by)
    files.set(
      'manifest.sig.der',
      rawToDer(await sign(by.keys.sign.privateKey, toBytes(files.get('manifest-sha256.txt')!))),
    )
  putText(
    files,
    'tagmanifest-sha256.txt',
    sums([...files.keys()].filter((path) => !path.startsWith('data/') && path !== 'tagmanifest-sha256.txt')),
  )
}
