/** Whether bytes are the file that a hash names. Disks lose and change files, and browsers hand out files that can't be read. */

import { sha256HexOf } from '../crypto/hash'
import type { BlobRow } from './tables'

export async function areTheFile({ bytes, sha256 }: Pick<BlobRow, 'bytes' | 'sha256'>): Promise<boolean> {
  if (!bytes) return false
  try {
    return (await sha256HexOf(bytes)) === sha256
  } catch {
    return false
  }
}
