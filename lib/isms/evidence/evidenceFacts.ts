/**
 * What is known about each evidence beside its row, from statements and bytes: one computation for screens, engine and
 * checks.
 */

import { dateInZone, daysBetween } from '~/lib/shared/dates'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { StatementFact } from '../statement/statementFacts'
import { hashedContent } from '../statement/hashedContent'
import { evidenceBlobState, sealFacts, sealWord, type BlobState } from './integrity'
import { reviewState } from './evidenceReviewState'
import type { EvidenceFacts } from './usable'

/** What this device holds of a file; undefined where it has not even heard of it. */
export interface HeldFile {
  readonly state: BlobState | 'erased'
  /** Milliseconds. */
  readonly pendingSince?: number | undefined
}

export function evidenceFacts(
  evidence: Evidence,
  {
    statements,
    held,
    today,
    timeZone,
  }: {
    /** Those of this evidence. */
    readonly statements: readonly StatementFact[]
    readonly held: (sha256: string) => HeldFile | undefined
    readonly today: string
    /** Of the workspace, in which days of waiting are counted. */
    readonly timeZone?: string
  },
): EvidenceFacts {
  const stateOf = (sha256: string): { readonly state: BlobState; readonly pendingDays?: number } => {
    const file = held(sha256)
    if (!file) return { state: 'pending' }
    const days =
      file.pendingSince === undefined
        ? undefined
        : daysBetween(dateInZone(new Date(file.pendingSince).toISOString(), timeZone), today)
    return { state: file.state === 'erased' ? 'missing' : file.state, ...(days !== undefined && { pendingDays: days }) }
  }
  // Hashing is what costs; without a review there is nothing to compare with.
  const reviewed = statements.some((statement) => statement.profile === 'review')
  return {
    reviewState: reviewed
      ? reviewState(evidence, statements, hashedContent(evidence, 'review').contentHash).state
      : 'unreviewed',
    blobState: evidenceBlobState(evidence, stateOf),
    seal: sealWord(sealFacts(evidence, statements)),
  }
}
