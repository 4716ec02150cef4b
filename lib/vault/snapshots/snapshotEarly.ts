/**
 * A device that just joined is usable before it has read the whole log: rows come from snapshots, marked "not yet
 * verified". The books themselves are made from the log alone, behind the rows; when the log reaches where the
 * snapshots end, both are compared, and the rows are made again from the books, whatever came out. Until then nothing
 * is signed or written here.
 */

import { type SnapshotClaim } from '~/lib/vault/replica/replicaCore'
import type * as Y from 'yjs'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { fail, ok, type Result } from '~/lib/shared/result'
import { createBook } from '../books/book'
import { storageFailure, type Core } from '../replica/replicaCore'
import { projectRecords } from '../views/projectRecords'
import { readRecord, settingsOf, withColumns } from '../views/projection'
import {
  droppedRow,
  matchesLog,
  verificationKey,
  wrongWhileEarlyKey,
  type SnapshotVerification,
} from './snapshotClaims'
import { readSnapshotState } from './snapshotState'
import type { MetaRow, Vault } from '../store/tables'

export interface EarlySnapshot extends SnapshotClaim {
  /** The Yjs state, decrypted; its hash was that of the signed entry. */
  readonly state: Uint8Array
}

const claimsKey = 'snapshotClaims'

export const readEarlyClaims = async (vault: Vault): Promise<readonly SnapshotClaim[] | undefined> =>
  (await vault.meta.get(claimsKey))?.value as readonly SnapshotClaim[] | undefined

export const notYetVerified = () =>
  fail(
    'notYetVerified',
    'Nothing can be written or signed yet: what you see comes from a snapshot and is still being compared with the log. Stay connected until "not yet verified" is gone, then try again.',
  )

/**
 * Shows what the snapshots hold, on a device that has read nothing yet. Those whose content is not what their entry
 * says are left out and their author is named. The kinds shown; none where this device has begun to read the log.
 */
export async function showEarly(core: Core, snapshots: readonly EarlySnapshot[]): Promise<Result<readonly Kind[]>> {
  if (core.head.seq > 0 || core.early) return ok([])
  const good: SnapshotClaim[] = []
  const bad: SnapshotClaim[] = []
  const docs = new Map<Kind, Y.Doc>()
  for (const { state, ...claim } of snapshots) {
    const doc = readSnapshotState(state, claim.rowsHash)
    if (doc.ok) docs.set(claim.book, doc.value)
    ;(doc.ok ? good : bad).push(claim)
  }
  const rows = rowsOf(docs)
  docs.forEach((doc) => doc.destroy())
  const meta: MetaRow[] =
    bad.length > 0
      ? [{ ...droppedRow(sameAuthor(bad)), key: good.length > 0 ? wrongWhileEarlyKey : verificationKey }]
      : []
  if (good.length > 0) {
    const value: SnapshotVerification = {
      state: 'verifying',
      upToSeq: lastOf(good),
      books: good.map(({ book }) => book),
    }
    meta.push({ key: verificationKey, value }, { key: claimsKey, value: good })
  }
  const { vault } = core
  try {
    await vault.transaction('rw', [vault.meta, ...[...rows.keys()].map((kind) => vault.table(kind))], async () => {
      await vault.meta.bulkPut(meta)
      for (const [kind, records] of rows) await vault.table(kind).bulkPut([...records])
    })
  } catch (error) {
    const failure = storageFailure(error)
    if (failure) return failure
    throw error
  }
  if (good.length > 0) core.early = good
  return ok([...rows.keys()])
}

/**
 * Rows without what only the log can tell: signed decisions and conflicts are not in a snapshot, so nobody is asked to
 * decide.
 */
function rowsOf(docs: ReadonlyMap<Kind, Y.Doc>): ReadonlyMap<Kind, readonly AnyRecord[]> {
  const recordsIn = (kind: Kind): readonly AnyRecord[] => {
    const book = createBook(kind, docs.get(kind)!, 0, 0)
    return [...book.records.keys()].flatMap(
      (id) => (readRecord(book as typeof book & { readonly kind: Kind }, id) as AnyRecord | undefined) ?? [],
    )
  }
  const settings = settingsOf(
    docs.has('settings') ? recordsIn('settings').find(({ id }) => id === 'settings_main') : undefined,
  )
  const rows = new Map<Kind, readonly AnyRecord[]>()
  for (const kind of docs.keys()) {
    rows.set(
      kind,
      recordsIn(kind).map((record) => {
        const row = withColumns(record, { settings, conflicts: [], statements: [] })
        return record.kind === 'evidence' ? { ...row, waits: 0 } : row
      }),
    )
  }
  return rows
}

/**
 * Compares and makes the rows again, once the log has been read to where the snapshots end. What came of it; undefined
 * while it is not due. Where the disk is full it stays due.
 */
export async function endEarly(core: Core): Promise<SnapshotVerification | undefined> {
  const claims = core.early
  if (!claims || core.head.seq < lastOf(claims)) return undefined
  const wrong: SnapshotClaim[] = []
  for (const claim of claims) if ((await matchesLog(core, claim)) === false) wrong.push(claim)
  const verified: SnapshotVerification = {
    state: 'verified',
    upToSeq: lastOf(claims),
    books: claims.map(({ book }) => book),
  }
  const onTheWay = (await core.vault.meta.get(wrongWhileEarlyKey))?.value as SnapshotVerification | undefined
  const row: MetaRow =
    wrong.length > 0 ? droppedRow(sameAuthor(wrong)) : { key: verificationKey, value: onTheWay ?? verified }
  const { vault } = core
  core.early = undefined
  try {
    const names: [Kind, string][] = []
    for (const { book } of claims) for (const id of (await core.books.open(book)).records.keys()) names.push([book, id])
    const rows = await projectRecords(core, names)
    const shown = new Set<Kind>([...claims.map(({ book }) => book), ...rows.kinds])
    await vault.transaction('rw', [vault.meta, ...[...shown].map((kind) => vault.table(kind))], async () => {
      for (const { book } of claims) await vault.table(book).clear()
      await rows.write()
      await vault.meta.put(row)
      await vault.meta.bulkDelete([claimsKey, wrongWhileEarlyKey])
    })
  } catch (error) {
    core.early = claims
    if (!storageFailure(error)) throw error
    return undefined
  }
  return row.value as SnapshotVerification
}

const lastOf = (claims: readonly SnapshotClaim[]): number => Math.max(...claims.map(({ upToSeq }) => upToSeq))

/** One row names one author; the first found is enough to act on. */
const sameAuthor = (claims: readonly SnapshotClaim[]): readonly SnapshotClaim[] =>
  claims.filter(({ deviceId }) => deviceId === claims[0]!.deviceId)
