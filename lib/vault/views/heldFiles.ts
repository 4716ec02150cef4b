/** Which files this device holds: most are present, and for those the hash is enough. */

import type { HeldFile } from '~/lib/isms/evidence/evidenceFacts'
import type { BlobRow, Vault } from '../store/tables'

/** Files by hash (lower-case hex SHA-256), present or not. */
export interface HeldFiles {
  readonly all: ReadonlySet<string>
  /** Those that are pending, missing, corrupt, erased, …: everything but present. */
  readonly odd: ReadonlyMap<string, BlobRow>
  /** The state of a file; undefined if this device has never known it. */
  readonly of: (sha256: string) => HeldFile | undefined
}

export async function readHeldFiles(vault: Vault): Promise<HeldFiles> {
  const [hashes, rows] = await Promise.all([
    vault.blobs.toCollection().primaryKeys(),
    vault.blobs.where('state').notEqual('present').toArray(),
  ])
  const all = new Set(hashes)
  const odd = new Map(rows.map((row) => [row.sha256, row]))
  return { all, odd, of: (sha256) => odd.get(sha256) ?? (all.has(sha256) ? { state: 'present' } : undefined) }
}
