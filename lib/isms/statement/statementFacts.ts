import type { StatementType } from '~/lib/records/defineRecord'

/** A statement as the rules see it. The vault's statement rows fit. */
export interface StatementFact {
  readonly id: string
  /** Position in the log; absent while it waits for sync (ST11): then nobody counts it. */
  readonly seq?: number | undefined
  readonly type: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly profile: string
  readonly contentHash: string
  readonly decision?: string | undefined
  readonly reason?: string | undefined
  readonly validUntil?: string | undefined
  readonly basedOn?: string | undefined
  readonly memberId: string
  /** That signed; rows of a vault have it, frozen facts may not. */
  readonly deviceId?: string | undefined
  readonly personId?: string | undefined
  /** Milliseconds, claimed by the device. */
  readonly time: number
  readonly relayTime?: number | undefined
  readonly signatureValid: boolean
  /** ST6: why it is without authority. */
  readonly voidReason?: string | undefined
  /** ST12: the signer's member was bound again to its person, by whom, at which position and when. */
  readonly readmitted?: { readonly byMemberId: string; readonly seq: number; readonly at: number } | undefined
  /**
   * ST16: since when, in milliseconds, somebody else may have used the device that signed; absent where what it signed
   * is not in doubt.
   */
  readonly doubtfulSince?: number | undefined
  /** The signer was top management at that position (ST12). */
  readonly asTopManagement?: boolean | undefined
  /** ST14: the signer was so as an owner, because nobody was named yet. */
  readonly standsIn?: boolean | undefined
  /** ST3: the signed content, where the entry carries it. */
  readonly frozen?: Uint8Array | undefined
}

export const isWaiting = (statement: StatementFact): boolean => statement.seq === undefined
export const isVoid = (statement: StatementFact): boolean =>
  !statement.signatureValid || statement.voidReason !== undefined
/** In the log, signature and authority valid. */
export const counts = (statement: StatementFact): boolean => !isWaiting(statement) && !isVoid(statement)

export const isType = (statement: StatementFact, ...types: readonly StatementType[]): boolean =>
  (types as readonly string[]).includes(statement.type)

/** ST16: still counts, and is never shown or counted without that being said. */
export const isDoubted = (statement: StatementFact): boolean => statement.doubtfulSince !== undefined

/**
 * Ids of statements taken back by a later revoke that counts (ST9). Who may revoke was judged before
 * (`judgeAuthority`).
 */
export const revokedIds = (statements: readonly StatementFact[]): ReadonlySet<string> =>
  new Set(
    statements
      .filter((statement) => counts(statement) && isType(statement, 'revoke') && statement.basedOn !== undefined)
      .map((statement) => statement.basedOn!),
  )
