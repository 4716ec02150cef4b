import { inLogOrder } from '~/lib/shared/logOrder'
import { lacking, oneSignature, type CompletenessOf } from './statementCompleteness'
import { counts, isType, type StatementFact } from './statementFacts'

export interface Version {
  /** ST7: counted, never typed by hand. */
  readonly number: number
  readonly contentHash: string
  /** The statement that made it complete. */
  readonly statement: StatementFact
  /** The latest complete approval of the same hash: re-signing renews the date, not the version (ST7). */
  readonly renewedBy: StatementFact
  /** The signatures it relies on, without revoked ones. */
  readonly signatures: readonly StatementFact[]
  /** ST10: number of the previous version, set if this version's signer had not seen it. */
  readonly inParallelWith?: number
  readonly revoked: boolean
  /** The revoke that ended its approval (ST8, ST9): of the latest approval, or of a required signature. */
  readonly revokedBy?: StatementFact
}

/**
 * Versions of one record and profile (ST7, ST8, ST10): each complete approval whose hash differs from the previous
 * version. `completeness` reads the required signers from the approved content; by default one signature is enough. A
 * signature revoked before the others signed completes nothing; a version revoked later keeps its number.
 */
export function versionsOf(
  statements: readonly StatementFact[],
  profile: string,
  completeness: CompletenessOf = oneSignature,
): readonly Version[] {
  const ordered = inLogOrder(statements)
  const seqOf = new Map(ordered.map((statement) => [statement.id, statement.seq]))
  const versions: Version[] = []
  /** Unrevoked signatures so far, by content hash. */
  const signers = new Map<string, readonly StatementFact[]>()
  let latest: StatementFact | undefined

  for (const statement of ordered) {
    if (!counts(statement)) continue
    if (isType(statement, 'revoke')) {
      for (const [hash, signed] of signers)
        signers.set(
          hash,
          signed.filter(({ id }) => id !== statement.basedOn),
        )
      versions.forEach((version, at) => (versions[at] = withoutRevoked(version, statement, completeness)))
      continue
    }
    if (statement.profile !== profile || !isType(statement, 'approve', 'sign', 'accept')) continue
    const signatures = [...(signers.get(statement.contentHash) ?? []), statement]
    signers.set(statement.contentHash, signatures)
    if (!lacking(signatures, completeness(statement.contentHash)).complete) continue

    const before = versions.at(-1)
    if (before?.contentHash === statement.contentHash) {
      const { revokedBy: _, ...version } = before
      versions[versions.length - 1] = { ...version, renewedBy: statement, signatures, revoked: false }
    } else {
      // `basedOn` may name any statement after the approval (such as a confirm): what counts is having seen the log
      // that far.
      const seen = statement.basedOn === undefined ? -1 : (seqOf.get(statement.basedOn) ?? -1)
      const unseen = latest !== undefined && seen < latest.seq!
      versions.push({
        number: versions.length + 1,
        contentHash: statement.contentHash,
        statement,
        renewedBy: statement,
        signatures,
        revoked: false,
        ...(unseen && before ? { inParallelWith: before.number } : {}),
      })
    }
    latest = statement
  }
  return versions
}

/** ST4: revoking the latest approval does not reinstate an earlier one, even if that one would be complete. */
function withoutRevoked(version: Version, revoke: StatementFact, completeness: CompletenessOf): Version {
  const signatures = version.signatures.filter(({ id }) => id !== revoke.basedOn)
  if (signatures.length === version.signatures.length) return version
  const broken =
    version.renewedBy.id === revoke.basedOn || !lacking(signatures, completeness(version.contentHash)).complete
  return broken && !version.revoked
    ? { ...version, signatures, revoked: true, revokedBy: revoke }
    : { ...version, signatures }
}
