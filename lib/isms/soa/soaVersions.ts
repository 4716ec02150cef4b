/** Which frozen statements are approved, which one is in force, and their numbers (SOA11, ST7). */

import type { SoaVersion } from '~/lib/records/kinds/soaVersion'
import { approvalState, type ApprovalState } from '../statement/approvalState'
import type { StatementFact } from '../statement/statementFacts'
import { hashedContent } from '../statement/hashedContent'
import { versionsOf } from '../statement/versions'

export interface SoaVersionFacts {
  readonly record: SoaVersion
  readonly contentHash: string
  /**
   * S of soaVersion; `withdrawn` if its approval was revoked. If that happens to the latest approved one, none is in
   * force (ST4).
   */
  readonly state: 'draft' | 'approved' | 'superseded' | 'rejected' | 'withdrawn'
  readonly approval: ApprovalState
  /**
   * Number of the version it made, the latest if there are several: content approved again after another version is a
   * new version (ST7).
   */
  readonly number: number | undefined
  /** The approval that created the number, or renewed it. */
  readonly approvedBy: StatementFact | undefined
}

export interface SoaVersions {
  /** Drafts first, then approved ones, newest first. */
  readonly all: readonly SoaVersionFacts[]
  readonly inForce: SoaVersionFacts | undefined
  /** The number the next approval of new content will get. */
  readonly next: number
}

/**
 * Versions of one framework's statement. Every frozen copy is a separate record, so the Nth distinct approved content
 * is counted across all of them in log order (ST5, ST7). Revoking the latest does not reinstate the previous one (ST4).
 */
export function soaVersions(
  records: readonly SoaVersion[],
  statementsOf: (id: string) => readonly StatementFact[],
  { framework, today }: { readonly framework: string; readonly today: string },
): SoaVersions {
  const own = records.filter((record) => record.framework === framework && record.archivedOn === undefined)
  const hashes = new Map(own.map((record) => [record.id, hashedContent(record, 'main').contentHash]))
  const versions = versionsOf(
    own.flatMap((record) => statementsOf(record.id)),
    'main',
  ).filter(({ contentHash }) => [...hashes.values()].includes(contentHash))
  const last = versions.at(-1)
  const all = own.map((record): SoaVersionFacts => {
    const contentHash = hashes.get(record.id)!
    const approval = approvalState(statementsOf(record.id), { profile: 'main', contentHash, today }).state
    const version = versions.findLast((one) => one.contentHash === contentHash)
    return {
      record,
      contentHash,
      approval,
      number: version?.number,
      approvedBy: version?.renewedBy,
      state: stateOf(approval, version !== undefined, version === last),
    }
  })
  const rank = ({ number }: SoaVersionFacts): number => number ?? Infinity
  const sorted = [...all].sort((a, b) =>
    rank(a) === rank(b) ? (a.record.createdAt < b.record.createdAt ? 1 : -1) : rank(b) - rank(a),
  )
  return { all: sorted, inForce: all.find(({ state }) => state === 'approved'), next: (last?.number ?? 0) + 1 }
}

function stateOf(approval: ApprovalState, versioned: boolean, latest: boolean): SoaVersionFacts['state'] {
  if (approval === 'rejected' && !versioned) return 'rejected'
  if (!versioned) return 'draft'
  // Stays withdrawn even if another one was approved later: it was not replaced while in force.
  if (approval !== 'current') return 'withdrawn'
  return latest ? 'approved' : 'superseded'
}

/** Whether the stored bytes match the hashes of the record: a copy that differs proves nothing. */
export const isFrozenIntact = (
  record: Pick<SoaVersion, 'contentHash' | 'decisionHash'>,
  hashes: { readonly contentHash: string; readonly decisionHash: string },
): boolean => record.contentHash === hashes.contentHash && record.decisionHash === hashes.decisionHash
