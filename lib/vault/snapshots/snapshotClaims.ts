/**
 * Snapshots as the log claims them, and the check that every device makes of them: the book as this device's own log
 * has it at that position must have the same content. One `meta` row per book keeps the newest claim and what came of
 * it.
 */

import type { SnapshotClaim } from '~/lib/vault/replica/replicaCore'
import { isKind, kindNames, type Kind } from '~/lib/records/registry'
import type { SnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import type { Core } from '../replica/replicaCore'
import type { JudgedEntry } from '../log/judgeEntries'
import { rowsHashOf, writeSnapshotState, type SnapshotState } from './snapshotState'
import type { MetaRow, Vault } from '../store/tables'

/** The claim of a snapshot that a device signed at `seq`; undefined for books that this version does not know. */
export function claimOf(
  { book, upToSeq, chain, verdicts, rowsHash }: SnapshotPlaintext,
  by: Pick<SnapshotClaim, 'seq' | 'deviceId' | 'memberId'>,
): SnapshotClaim | undefined {
  return isKind(book) ? { book, upToSeq, chain, verdicts, rowsHash, ...by } : undefined
}

export interface SnapshotRow extends SnapshotClaim {
  readonly blob: SnapshotPlaintext['blob']
  /** `passed`: the checkpoint of this device was beyond the position when the claim came, so it was not compared. */
  readonly state: 'unchecked' | 'matches' | 'differs' | 'passed'
}

/**
 * `meta` row `snapshotVerification`, for interfaces. `verifying`: what is shown comes from a snapshot, nothing may be
 * signed or written. `dropped`: a snapshot of `by` did not fit the log; what is shown comes from the log.
 */
export interface SnapshotVerification {
  readonly state: 'verifying' | 'verified' | 'dropped'
  readonly upToSeq: number
  readonly books: readonly Kind[]
  readonly by?: { readonly deviceId: string; readonly memberId: string }
}

export const verificationKey = 'snapshotVerification'
/** `SnapshotVerification` of a snapshot found wrong while what is shown comes from others. */
export const wrongWhileEarlyKey = 'snapshotWrongWhileEarly'
const rowPrefix = 'snapshot/'
const rowKey = (book: Kind): string => `${rowPrefix}${book}`

export const readSnapshotRows = async (vault: Vault): Promise<readonly SnapshotRow[]> =>
  (await vault.meta.where('key').startsWith(rowPrefix).toArray()).map(({ value }) => value as SnapshotRow)

export const droppedRow = (claims: readonly SnapshotClaim[]): MetaRow => {
  const [{ deviceId, memberId, upToSeq }] = claims as [SnapshotClaim]
  const value: SnapshotVerification = {
    state: 'dropped',
    upToSeq,
    books: claims.map(({ book }) => book),
    by: { deviceId, memberId },
  }
  return { key: verificationKey, value }
}

/**
 * While rows of snapshots are shown, nothing may say that they come from the log: a wrong one is remembered, and told
 * when they do.
 */
const foundWrong = ({ early }: Core, row: SnapshotRow): MetaRow =>
  early ? { ...droppedRow([row]), key: wrongWhileEarlyKey } : droppedRow([row])

/**
 * Rows for the snapshots among these entries, to be written with them. One that names another history differs at once.
 */
export async function snapshotRows(core: Core, entries: readonly JudgedEntry[]): Promise<readonly MetaRow[]> {
  const rows: MetaRow[] = []
  const chains = new Map(entries.map(({ sequenced }) => [sequenced.seq, sequenced.chain]))
  for (const { content, entry, sequenced, memberId, own } of entries) {
    if (content?.type !== 'snapshot') continue
    const claim = claimOf(content.snapshot, {
      seq: sequenced.seq,
      deviceId: entry!.header.deviceId,
      memberId: memberId ?? '',
    })
    if (!claim) continue
    const { book, upToSeq, chain } = claim
    // Nobody knows what comes after the head he has seen.
    const fits =
      upToSeq <= entry!.header.head.seq && chain === (chains.get(upToSeq) ?? (await core.vault.log.get(upToSeq))?.chain)
    const row: SnapshotRow = {
      ...claim,
      blob: content.snapshot.blob,
      state: !fits ? 'differs' : own ? 'matches' : 'unchecked',
    }
    rows.push({ key: rowKey(book), value: row }, ...(fits ? [] : [foundWrong(core, row)]))
  }
  return rows
}

/**
 * Compares claims with this device's log and what it makes of it. Undefined where its checkpoint is beyond the
 * position.
 */
export async function matchesLog(
  core: Core,
  { book, upToSeq, chain, verdicts, rowsHash }: SnapshotClaim,
): Promise<boolean | undefined> {
  const row = await core.vault.log.get(upToSeq)
  if (row?.chain !== chain || row.verdicts !== verdicts) return false
  const doc = await core.books.countedAt(book, upToSeq)
  if (!doc) return undefined
  const matches = rowsHashOf(doc) === rowsHash
  doc.destroy()
  return matches
}

/** Idle work: compares what was not compared yet, before checkpoints move on. A false one is named. */
export async function checkSnapshots(core: Core): Promise<void> {
  for (const row of await readSnapshotRows(core.vault)) {
    if (row.state !== 'unchecked') continue
    const matches = await matchesLog(core, row)
    const state: SnapshotRow['state'] = matches === undefined ? 'passed' : matches ? 'matches' : 'differs'
    await core.vault.meta.bulkPut([
      { key: rowKey(row.book), value: { ...row, state } },
      ...(state === 'differs' ? [foundWrong(core, row)] : []),
    ])
  }
}

export interface TakenSnapshot extends SnapshotState {
  readonly book: Kind
  readonly upToSeq: number
  readonly chain: string
  readonly verdicts: string
}

/** The counted content of every book at the head. */
export async function takeSnapshots(core: Core): Promise<readonly TakenSnapshot[]> {
  const { seq: upToSeq, chain, verdicts } = core.head
  const taken: TakenSnapshot[] = []
  for (const book of kindNames) {
    const doc = await core.books.countedAt(book, upToSeq)
    if (doc && doc.store.clients.size > 0) taken.push({ book, upToSeq, chain, verdicts, ...writeSnapshotState(doc) })
    doc?.destroy()
  }
  return taken
}
