/**
 * What is known of one evidence beyond its row: its bytes on this device, its seal, its reviews. The rules are those of
 * lib/isms (EV6, EV7, EV12); here the vault's rows are put before them. Pure.
 */

import { inLogOrder } from '~/lib/shared/logOrder'
import type { Evidence } from '~/lib/records/kinds/evidence'
import {
  alteredAfterSealing as alteredFields,
  evidenceBlobState,
  originalFiles,
  sealWord,
  type BlobState as RuleBlobState,
  type SealWord,
} from '~/lib/isms/evidence/integrity'
import { reviewState, type Review } from '~/lib/isms/evidence/evidenceReviewState'
import { counts, isType, isVoid, type StatementFact } from '~/lib/isms/statement/statementFacts'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import type { CaptureRecord } from './files/readCaptureRecord'
import { dayMs } from '~/lib/shared/dates'

/** `erased`: bytes taken away on purpose, by a signed entry; nothing is awaited. */
export type BlobState = RuleBlobState | 'erased'
/** `unverified`: there is a capture record, but what it takes to check its seal is not on this device yet. */
export type SealState = SealWord | 'unverified'

/** The part of a blob row that rules look at. */
export interface BlobFact {
  readonly sha256: string
  readonly state: BlobState
  readonly pendingSince?: number
}

/** EV7: worst over the original files. A file nobody has told us of is on its way. */
export function blobStateOf(
  row: Pick<Evidence, 'files'>,
  blobs: ReadonlyMap<string, BlobFact>,
  now: number,
): BlobState {
  const judged = evidenceBlobState(row, (sha256) => {
    const fact = blobs.get(sha256)
    if (!fact) return { state: 'pending' }
    if (fact.state === 'erased') return { state: 'missing' }
    return {
      state: fact.state,
      ...(fact.pendingSince !== undefined && { pendingDays: (now - fact.pendingSince) / dayMs }),
    }
  })
  const erased = originalFiles(row).some(([, file]) => blobs.get(file.blob.sha256)?.state === 'erased')
  return judged === 'missing' && erased ? 'erased' : judged
}

/** The first valid seal in log order (EV12); before one is in the log, the own one that waits for it. */
export function sealOf<S extends StatementFact>(statements: readonly S[]): S | undefined {
  const seals = inLogOrder(statements).filter((statement) => isType(statement, 'captureSeal'))
  return seals.find(counts) ?? seals.find((statement) => !isVoid(statement))
}

/**
 * EV7. A seal signs the bytes of the capture record and the record names every file by hash: it says nothing unless all
 * of them are here and unchanged. Time-stamp tokens are not part of this version, so `sealedTimed` is never claimed.
 */
export function sealState(row: Evidence, statements: readonly StatementFact[], blobs: BlobState): SealState {
  if (blobs === 'corrupt') return 'failed'
  const seals = statements.filter((statement) => isType(statement, 'captureSeal'))
  if (seals.length === 0) return row.captureRecord ? 'unverified' : 'integrityOnly'
  const word = sealWord({ signatureValid: sealOf(statements) !== undefined })
  return word === 'sealed' && blobs !== 'present' ? 'unverified' : word
}

/**
 * EV12: which write-once facts no longer say what was sealed. The seal's content hash is the hash of the record's
 * bytes.
 */
export function alteredAfterSealing(
  row: Evidence,
  seal: StatementFact | undefined,
  record: CaptureRecord | undefined,
): readonly string[] {
  if (!seal || !record) return []
  const files = { ...record.files }
  // A capture record may lie among the files of its evidence; it can't name its own hash.
  for (const [name, file] of originalFiles(row))
    if (file.blob.sha256 === seal.contentHash) files[name] = file.blob.sha256
  return alteredFields(row, {
    capturedAt: record.takenAt ?? row.capturedAt ?? '',
    captureRecord: seal.contentHash,
    files,
  })
}

export interface ReviewFacts extends Review {
  /** Of the present content: what a decision made now would sign. */
  readonly contentHash: string
}

export function reviewFacts(row: Evidence, statements: readonly StatementFact[]): ReviewFacts {
  const { contentHash } = hashedContent(row, 'review')
  return { ...reviewState(row, statements, contentHash), contentHash }
}

/** A decision of this device on the present content that is not in the log yet: the queue lets it rest (ST11). */
export const isDecidedHere = (review: ReviewFacts): boolean => review.waiting?.contentHash === review.contentHash
