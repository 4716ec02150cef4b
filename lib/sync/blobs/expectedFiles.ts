/**
 * Which files this device should have: those that counted changes name. Their rows are made here, pending,
 * as soon as the record is (MG15); the bytes come later, by `blobTransfer.ts`. Works through the trail from where it
 * stopped, so nothing is missed when the worker dies in between.
 */

import { isJsonObject, type JsonValue } from '~/lib/shared/json'
import { isBirthRow } from '~/lib/vault/history/births'
import { metaKeys } from '~/lib/vault/replica/replicaCore'
import { readErased, standing } from '~/lib/vault/log/erasures'
import type { BlobRow, ErasureRow, FileName, Vault } from '~/lib/vault/store/tables'

export interface FileRef {
  readonly sha256: string
  readonly id: string
  readonly size: number
  readonly mime: string
}

const hex64 = /^[0-9a-f]{64}$/

/** Every blob named anywhere inside a value (a blob field, or a map of files). */
export function fileRefsIn(value: JsonValue): readonly FileRef[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => fileRefsIn(item))
  if (!isJsonObject(value)) return []
  const { sha256, id, size, mime } = value
  if (
    typeof sha256 === 'string' &&
    hex64.test(sha256) &&
    typeof id === 'string' &&
    hex64.test(id) &&
    Number.isSafeInteger(size) &&
    Number(size) >= 0
  ) {
    return [{ sha256, id, size: Number(size), mime: typeof mime === 'string' ? mime : 'application/octet-stream' }]
  }
  return Object.values(value).flatMap((member) => fileRefsIn(member))
}

/**
 * Ids that count for one hash, and those of one member among them, on whichever device: a member who names many keeps
 * nobody from naming one.
 */
export const mostNames = 64
export const mostNamesOfMember = 2

/** Every name that counted changes and statements behind `from`, up to `headSeq`, give a file. */
export async function filesNamed(
  vault: Vault,
  from: number,
  headSeq: number,
): Promise<readonly (FileRef & { readonly memberId: string })[]> {
  const trail = await vault.trail.where('seq').between(from, headSeq, false, true).toArray()
  const named = trail.flatMap((row) =>
    fileRefsIn(isBirthRow(row) ? (JSON.parse(row.born) as JsonValue) : row.after).map((ref) => ({
      ...ref,
      memberId: row.memberId,
    })),
  )
  const frozen = await vault.statements
    .where('seq')
    .between(from, headSeq, false, true)
    .filter(({ frozenBlob }) => frozenBlob !== undefined)
    .toArray()
  return [
    ...named,
    ...frozen.map(({ frozenBlob, memberId }) => ({ ...frozenBlob!, mime: 'application/json', memberId })),
  ]
}

/**
 * Makes pending rows for files named up to `headSeq`, and adds further ids to files that are known. The hashes that
 * have a new id to be asked for.
 */
export async function expectFiles(vault: Vault, headSeq: number, now: number): Promise<ReadonlySet<string>> {
  const from = ((await vault.meta.get(metaKeys.expectedFiles))?.value as number | undefined) ?? 0
  if (from >= headSeq) return new Set()
  const all = await filesNamed(vault, from, headSeq)
  const fresh = new Set<string>()
  await vault.transaction('rw', vault.blobs, vault.erasures, vault.meta, async () => {
    const rows = new Map<string, BlobRow>()
    // Read inside: a capture of this device may have added one meanwhile, which has the bytes.
    for (const row of await vault.blobs.bulkGet([...new Set(all.map(({ sha256 }) => sha256))]))
      if (row) rows.set(row.sha256, row)
    const erased = await readErased(vault, [...rows.values(), ...all.map((ref) => pendingFile(ref, now))])
    for (const { memberId, ...ref } of all) {
      const known = rows.get(ref.sha256)
      const next = standing(
        withName(known ?? pendingFile(ref, now), { id: ref.id, size: ref.size, memberId }, erased),
        erased,
      )
      if (next === known) continue
      rows.set(ref.sha256, next)
      fresh.add(ref.sha256)
    }
    await vault.blobs.bulkPut([...fresh].map((sha256) => rows.get(sha256)!))
    await vault.meta.put({ key: metaKeys.expectedFiles, value: headSeq })
  })
  return fresh
}

/** The row with one more id, or the row itself where the id is known or too many are. */
function withName(row: BlobRow, name: FileName, erased: ReadonlyMap<string, ErasureRow>): BlobRow {
  // Ids that were erased make room for those that the file is offered under again.
  const names = (row.named ?? []).filter(({ id }) => !erased.has(id))
  const known = [...(row.named ?? [])].some(({ id, size }) => id === name.id && size === name.size)
  const own = names.filter(({ memberId }) => memberId === name.memberId)
  if (known || names.length >= mostNames || own.length >= mostNamesOfMember) return row
  return { ...row, named: [...names, name] }
}

/** Epoch and salt are in the header of the encrypted file and known when it has arrived. */
export const pendingFile = (ref: FileRef, now: number): BlobRow => ({
  ...ref,
  state: 'pending',
  epoch: 0,
  salt: new Uint8Array(16),
  upload: 'none',
  addedAt: now,
  pendingSince: now,
})
