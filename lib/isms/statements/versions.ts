import { lacking, oneSignature, type CompletenessOf } from './completeness'
import { counts, inLogOrder, isType, revokedIds, type StatementFact } from './facts'

export interface Version {
  /** ST7: never typed by hand. */
  readonly number: number
  readonly contentHash: string
  /** The statement that made it complete. */
  readonly statement: StatementFact
  /** The latest complete approval of the same hash: re-signing renews the date, not the version (ST7). */
  readonly renewedBy: StatementFact
  /** ST10: approved without having seen this version. */
  readonly inParallelWith?: number
  readonly revoked: boolean
}

/**
 * Versions of one record and profile (ST7, ST8, ST10): each complete approval whose hash differs from the version
 * before. `completeness` reads who must sign from the approved content; by default one signature is enough.
 */
export function versionsOf(
  statements: readonly StatementFact[],
  profile: string,
  completeness: CompletenessOf = oneSignature,
): readonly Version[] {
  const ordered = inLogOrder(statements)
  const revoked = revokedIds(ordered)
  const seqOf = new Map(ordered.map((statement) => [statement.id, statement.seq]))
  const versions: Version[] = []
  /** Who has signed a hash since it last became complete or another version came between. */
  const signers = new Map<string, StatementFact[]>()
  let latest: StatementFact | undefined

  for (const statement of ordered) {
    if (statement.profile !== profile || !counts(statement) || !isType(statement, 'approve', 'sign', 'accept')) continue
    const signed = signers.get(statement.contentHash) ?? []
    signers.set(statement.contentHash, signed)
    signed.push(statement)
    if (!lacking(signed, completeness(statement.contentHash)).complete) continue

    const before = versions.at(-1)
    if (before?.contentHash === statement.contentHash) {
      versions[versions.length - 1] = { ...before, renewedBy: statement, revoked: revoked.has(statement.id) }
    } else {
      // `basedOn` may name anything said after the approval (a confirm, say): what counts is having seen that far.
      const seen = statement.basedOn === undefined ? -1 : (seqOf.get(statement.basedOn) ?? -1)
      const unseen = latest !== undefined && seen < latest.seq!
      versions.push({
        number: versions.length + 1,
        contentHash: statement.contentHash,
        statement,
        renewedBy: statement,
        revoked: revoked.has(statement.id),
        ...(unseen && before ? { inParallelWith: before.number } : {}),
      })
    }
    latest = statement
  }
  return versions
}
