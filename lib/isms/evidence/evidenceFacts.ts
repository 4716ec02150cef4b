/**
 * What is known about each piece of evidence beyond its row, from statements and bytes: one computation for screens,
 * engine and checks.
 */

import { dateInZone, daysBetween } from '~/lib/shared/dates'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { StatementFact } from '../statement/statementFacts'
import { hashedContent } from '../statement/hashedContent'
import { evidenceBlobState, sealFacts, sealWord, type BlobState } from './integrity'
import { reviewState } from './evidenceReviewState'
import type { EvidenceFacts } from './usable'

/** What this device holds of a file; undefined if it has never heard of the file. */
export interface HeldFile {
  readonly state: BlobState | 'erased'
  /** Milliseconds since the epoch. */
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
    /** Those about this evidence. */
    readonly statements: readonly StatementFact[]
    readonly held: (sha256: string) => HeldFile | undefined
    readonly today: string
    /** Time zone of the workspace; days of waiting are counted in it. */
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
  // Hashing is the expensive part; without a review there is nothing to compare with.
  const reviewed = statements.some((statement) => statement.profile === 'review')
  return {
    reviewState: reviewed
      ? reviewState(evidence, statements, hashedContent(evidence, 'review').contentHash).state
      : 'unreviewed',
    blobState: evidenceBlobState(evidence, stateOf),
    seal: sealWord(sealFacts(evidence, statements)),
  }
}
