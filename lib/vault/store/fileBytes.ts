/**
 * Whether bytes are the file that a hash names. Disks lose and change files, and browsers hand out files that can't be
 * read.
 */

import { sha256HexOf } from '~/lib/crypto/digest'
import type { BlobRow, Vault } from './tables'

export async function areTheFile({ bytes, sha256 }: Pick<BlobRow, 'bytes' | 'sha256'>): Promise<boolean> {
  if (!bytes) return false
  try {
    return (await sha256HexOf(bytes)) === sha256
  } catch {
    return false
  }
}

/**
 * What this device holds of a file. `differs`: bytes that are not that file (any more), which nobody is shown. `found`:
 * its row still says that all is well, so whoever reads here is the first to know.
 */
export type HeldFile =
  | { readonly type: 'here'; readonly bytes: Blob }
  | { readonly type: 'away'; readonly found?: true }
  | { readonly type: 'differs'; readonly found?: true }

/**
 * The bytes of a file as they are now on this disk, hashed anew. Whoever shows a file, hands it out or concludes from
 * it reads it here.
 */
export async function readFile(vault: Pick<Vault, 'blobs'>, sha256: string): Promise<HeldFile> {
  const row = await vault.blobs.get(sha256)
  if (row?.state === 'corrupt') return { type: 'differs' }
  if (row?.state !== 'present') return { type: 'away' }
  if (!row.bytes) return { type: 'away', found: true }
  return (await areTheFile(row)) ? { type: 'here', bytes: row.bytes } : { type: 'differs', found: true }
}
