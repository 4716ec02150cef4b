/**
 * What is known of one evidence beyond its row: its seal, its bytes, its reviews. Rules EV6, EV7, EV12 over the
 * statements and files this device holds. Pure.
 */

import { approvalState, type Approval } from '~/lib/isms/statements/approvalState'
import { counts, inLogOrder, isType, type StatementFact } from '~/lib/isms/statements/facts'
import { hashedContent } from '~/lib/isms/statements/hashedContent'
import type { Evidence } from '~/lib/isms/kinds/evidence'
import type { CaptureRecord } from './captureRecord'
import { originalsOf, type SealState } from '../popup/reviewQueue'

export type BlobState = 'present' | 'pending' | 'missing' | 'corrupt' | 'erased'

/** The part of a blob row that rules look at. */
export interface BlobFact {
  readonly sha256: string
  readonly state: BlobState
}

const worstFirst: readonly BlobState[] = ['corrupt', 'missing', 'pending', 'erased', 'present']

/** EV7: worst over the original files and the capture record. A file nobody has told us of is on its way. */
export function blobStateOf(row: Evidence, blobs: ReadonlyMap<string, BlobFact>): BlobState {
  const hashes = [...originalsOf(row).map((file) => file.blob.sha256), ...(row.captureRecord ? [row.captureRecord.sha256] : [])]
  const states = hashes.map((sha256) => blobs.get(sha256)?.state ?? 'pending')
  return worstFirst.find((state) => states.includes(state)) ?? 'present'
}

/** The first valid seal in log order; before it is in the log, the one that waits. */
export function sealOf(statements: readonly StatementFact[]): StatementFact | undefined {
  const seals = inLogOrder(statements).filter((statement) => isType(statement, 'captureSeal'))
  return seals.find(counts) ?? seals.find((statement) => statement.signatureValid && statement.voidReason === undefined)
}

/**
 * EV7. A seal signs the bytes of the capture record, so its content hash is the record's hash. Time-stamp tokens are not
 * part of this version: `sealedTimed` is never claimed without one.
 */
export function sealState(row: Evidence, statements: readonly StatementFact[], blobs: BlobState): SealState {
  const any = statements.some((statement) => isType(statement, 'captureSeal'))
  const seal = sealOf(statements)
  if (blobs === 'corrupt' || (any && !seal)) return 'failed'
  if (!seal) return row.captureRecord ? 'unverified' : 'integrityOnly'
  if (blobs !== 'present') return 'unverified'
  return 'sealed'
}

export interface Altered {
  readonly field: string
}

/** EV12: which write-once facts of a sealed capture no longer are what the seal says. */
export function alteredAfterSealing(row: Evidence, seal: StatementFact | undefined, record: CaptureRecord | undefined): readonly Altered[] {
  if (!seal) return []
  const altered: Altered[] = []
  if (row.captureRecord?.sha256 !== seal.contentHash) altered.push({ field: 'captureRecord' })
  if (record && Object.keys(record.files).length > 0) {
    const sealed = Object.entries(record.files)
    const now = new Map(originalsOf(row).map((file) => [file.name, file.blob.sha256]))
    if (sealed.some(([name, sha256]) => now.get(name) !== sha256) || [...now.keys()].some((name) => !(name in record.files) && name !== 'capture.json')) altered.push({ field: 'files' })
  }
  if (record?.takenAt && row.capturedAt && Date.parse(record.takenAt) !== Date.parse(row.capturedAt)) altered.push({ field: 'capturedAt' })
  return altered
}

export interface ReviewFacts {
  readonly approval: Approval
  readonly contentHash: string
  /** EV6 in one word; `unreviewed` also when the only decision was revoked. */
  readonly state: 'unreviewed' | 'accepted' | 'rejected' | 'stale'
}

/** EV6: the latest review statement on the present hash decides; an older hash is stale, rejections too. */
export function reviewFacts(row: Evidence, statements: readonly StatementFact[], today: string): ReviewFacts {
  const { contentHash } = hashedContent(row, 'review')
  const approval = approvalState(statements, { profile: 'review', contentHash, today })
  const deciding = approval.statement
  const state =
    approval.state === 'none' || approval.state === 'void' || approval.state === 'revoked' ? 'unreviewed'
      : deciding !== undefined && deciding.contentHash !== contentHash ? 'stale'
        : approval.state === 'rejected' ? 'rejected' : approval.state === 'stale' ? 'stale' : 'accepted'
  return { approval, contentHash, state }
}

/** A decision of this device that is not in the log yet and speaks of the present content: the queue lets it rest. */
export const waitingDecision = (review: ReviewFacts): StatementFact | undefined =>
  review.approval.waiting.findLast((statement) => statement.contentHash === review.contentHash)
