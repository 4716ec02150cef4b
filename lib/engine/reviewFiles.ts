/** Files of evidence that waits for a review: they are fetched before the others, so that the queue shows pictures. */

import { fileRefsIn } from '../sync/blobs/expectedFiles'
import type { JsonValue } from '../shared/json'
import type { Vault } from '../vault/store/tables'

export async function reviewFiles(vault: Vault): Promise<ReadonlySet<string>> {
  const rows = (await vault.table('evidence').where('waits').equals(1).toArray()) as { readonly files?: JsonValue }[]
  return new Set(rows.flatMap(({ files }) => fileRefsIn(files ?? null)).map(({ sha256 }) => sha256))
}
