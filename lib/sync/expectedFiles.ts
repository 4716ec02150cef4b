/**
 * Which files this device should have: those that counted changes name. Their rows are made here, pending,
 * as soon as the record is (MG15); the bytes come later, by `blobTransfer.ts`. Works through the trail from where it
 * stopped, so nothing is missed when the worker dies in between.
 */

import { isJsonObject, type JsonValue } from '../shared/json'
import { isBirthRow } from '../vault/births'
import type { BlobRow, Vault } from '../vault/tables'

export interface FileRef {
  readonly sha256: string
  readonly id: string
  readonly size: number
  readonly mime: string
}

const markKey = 'expectedFilesSeq'
const hex64 = /^[0-9a-f]{64}$/

/** Every blob named anywhere inside a value (a blob field, or a map of files). */
export function fileRefsIn(value: JsonValue): readonly FileRef[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => fileRefsIn(item))
  if (!isJsonObject(value)) return []
  const { sha256, id, size, mime } = value
  if (typeof sha256 === 'string' && hex64.test(sha256) && typeof id === 'string' && hex64.test(id) && Number.isSafeInteger(size) && Number(size) >= 0) {
    return [{ sha256, id, size: Number(size), mime: typeof mime === 'string' ? mime : 'application/octet-stream' }]
  }
  return Object.values(value).flatMap((member) => fileRefsIn(member))
}

/** Makes pending rows for files named up to `headSeq`. Whether there were new ones. */
export async function expectFiles(vault: Vault, headSeq: number, now: number): Promise<boolean> {
  const from = ((await vault.meta.get(markKey))?.value as number | undefined) ?? 0
  if (from >= headSeq) return false
  const trail = await vault.trail.where('seq').between(from, headSeq, false, true).toArray()
  const refs = trail.flatMap((row) => fileRefsIn(isBirthRow(row) ? JSON.parse(row.born) as JsonValue : row.after))
  const known = new Set((await vault.blobs.bulkGet(refs.map(({ sha256 }) => sha256))).map((row) => row?.sha256))
  const fresh = new Map(refs.filter(({ sha256 }) => !known.has(sha256)).map((ref) => [ref.sha256, pendingFile(ref, now)]))
  await vault.transaction('rw', vault.blobs, vault.meta, async () => {
    // A capture of this device may have added one meanwhile; its row has the bytes.
    const added = new Set(await vault.blobs.where('sha256').anyOf([...fresh.keys()]).primaryKeys())
    await vault.blobs.bulkAdd([...fresh.values()].filter(({ sha256 }) => !added.has(sha256)))
    await vault.meta.put({ key: markKey, value: headSeq })
  })
  return fresh.size > 0
}

/** Epoch and salt are in the header of the encrypted file and known when it has arrived. */
export const pendingFile = (ref: FileRef, now: number): BlobRow =>
  ({ ...ref, state: 'pending', epoch: 0, salt: new Uint8Array(16), upload: 'none', addedAt: now, pendingSince: now })
