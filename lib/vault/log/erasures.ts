/**
 * Files that owners erased. Bytes leave this device by one thing alone: an `erase` entry of an owner that counts, which
 * names the encrypted form that the bytes here were sealed in or came in. What another record calls by that id is not
 * proven to be that file and loses nothing. The records, hashes and reasons stay.
 */

import { memberOfDevice } from '~/lib/protocol/access/accessState'
import { readEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { unwrap } from '~/lib/shared/result'
import type { JudgedEntry } from './judgeEntries'
import type { BlobRow, ErasureRow, FileName, Vault } from '../store/tables'

/** What the erase entries among these say, the first of each id. */
export function erasuresOf(entries: readonly JudgedEntry[]): readonly ErasureRow[] {
  const rows = new Map<string, ErasureRow>()
  for (const { entry, failure, sequenced, before } of entries) {
    if (failure || entry?.header.class !== 'erase') continue
    const { blobIds, reason } = unwrap(readEraseBody(entry.ciphertext))
    const { deviceId } = entry.header
    const memberId = memberOfDevice(before.access, deviceId)?.memberId ?? ''
    for (const blobId of blobIds) {
      if (!rows.has(blobId))
        rows.set(blobId, { blobId, seq: sequenced.seq, relayTime: sequenced.relayTime, deviceId, memberId, reason })
    }
  }
  return [...rows.values()]
}

/** Keeps the erasures and lets the bytes they name go. Call inside a transaction over `erasures` and `blobs`. */
export async function writeErasures(vault: Vault, fresh: readonly ErasureRow[]): Promise<void> {
  if (fresh.length === 0) return
  const known = await vault.erasures.bulkGet(fresh.map(({ blobId }) => blobId))
  await vault.erasures.bulkPut(fresh.filter((_, at) => known[at] === undefined))
  const ids = new Set(fresh.map(({ blobId }) => blobId))
  const rows = await vault.blobs.filter((row) => namesOf(row).some(({ id }) => ids.has(id))).toArray()
  const erased = await readErased(vault, rows)
  await vault.blobs.bulkPut(rows.map((row) => standing(row, erased)))
}

/** The erasures of all ids that these files are known by. */
export async function readErased(vault: Vault, rows: readonly BlobRow[]): Promise<ReadonlyMap<string, ErasureRow>> {
  const found = await vault.erasures.bulkGet([...new Set(rows.flatMap((row) => namesOf(row).map(({ id }) => id)))])
  return new Map(found.flatMap((row) => (row ? [[row.blobId, row] as const] : [])))
}

/** Every id of a file: that of its bytes or the first heard of, then the others that the log names. */
export const namesOf = ({ id, size, named = [] }: BlobRow): readonly Pick<FileName, 'id' | 'size'>[] => [
  { id, size },
  ...named.filter((name) => name.id !== id || name.size !== size),
]

/**
 * The row as it is once these ids are erased: without bytes where theirs is among them, and awaited under an id that is
 * not.
 */
export function standing(row: BlobRow, erased: ReadonlyMap<string, ErasureRow>): BlobRow {
  if (row.bytes && !erased.has(row.id)) return row
  const { bytes: _bytes, erased: _erased, pendingSince, relayAnswered: _answer, ...rest } = row
  const left = namesOf(row).find(({ id }) => !erased.has(id))
  if (left)
    return row.state === 'erased' || row.bytes || left.id !== row.id
      ? { ...rest, ...left, state: 'pending', upload: 'none', pendingSince: pendingSince ?? row.addedAt }
      : row
  const { blobId: _id, ...last } = namesOf(row)
    .map(({ id }) => erased.get(id)!)
    .reduce((a, b) => (b.seq > a.seq ? b : a))
  return { ...rest, state: 'erased', upload: 'none', erased: last }
}

/**
 * The ids that an owner erases for a file: that of the bytes held here, and those that the log names for this hash
 * alone. An id that another file is known by is left out, so that nobody has another's file erased by naming it as a
 * part of his own.
 */
export async function idsToErase(vault: Vault, row: BlobRow): Promise<readonly string[]> {
  const ids = namesOf(row).map(({ id }) => id)
  const others = await vault.blobs
    .filter((other) => other.sha256 !== row.sha256 && namesOf(other).some(({ id }) => ids.includes(id)))
    .toArray()
  const elsewhere = new Set(others.flatMap((other) => namesOf(other).map(({ id }) => id)))
  return [...new Set(ids)].filter((id) => (row.bytes !== undefined && id === row.id) || !elsewhere.has(id))
}
