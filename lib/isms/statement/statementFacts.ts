import type { StatementType } from '~/lib/records/defineRecord'

/** A statement as the rules see it. Statement rows of the vault satisfy this interface. */
export interface StatementFact {
  readonly id: string
  /** Position in the log; absent while unsynced (ST11): such a statement is not counted. */
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
  /** The device that signed; present in vault rows, may be absent in frozen facts. */
  readonly deviceId?: string | undefined
  readonly personId?: string | undefined
  /** Milliseconds since the epoch, claimed by the device. */
  readonly time: number
  readonly relayTime?: number | undefined
  readonly signatureValid: boolean
  /** ST6: why it lacks authority. */
  readonly voidReason?: string | undefined
  /** ST12: the signer's member was re-bound to its person: by whom, at which log position and when. */
  readonly readmitted?: { readonly byMemberId: string; readonly seq: number; readonly at: number } | undefined
  /**
   * ST16: since when, in milliseconds, somebody else may have used the signing device; absent if the signature is not
   * in doubt.
   */
  readonly doubtfulSince?: number | undefined
  /** The signer was top management at that log position (ST12). */
  readonly asTopManagement?: boolean | undefined
  /** ST14: the signer stood in as an owner, because nobody was named yet. */
  readonly standsIn?: boolean | undefined
  /** ST3: the signed content, if the entry contains it. */
  readonly frozen?: Uint8Array | undefined
}

export const isWaiting = (statement: StatementFact): boolean => statement.seq === undefined
export const isVoid = (statement: StatementFact): boolean =>
  !statement.signatureValid || statement.voidReason !== undefined
/** True if in the log, with valid signature and authority. */
export const counts = (statement: StatementFact): boolean => !isWaiting(statement) && !isVoid(statement)

export const isType = (statement: StatementFact, ...types: readonly StatementType[]): boolean =>
  (types as readonly string[]).includes(statement.type)

/** ST16: a doubted statement still counts, but is never shown or counted without saying so. */
export const isDoubted = (statement: StatementFact): boolean => statement.doubtfulSince !== undefined

/** Ids of statements revoked by a later valid revoke (ST9). Who may revoke was judged beforehand (`judgeAuthority`). */
export const revokedIds = (statements: readonly StatementFact[]): ReadonlySet<string> =>
  new Set(
    statements
      .filter((statement) => counts(statement) && isType(statement, 'revoke') && statement.basedOn !== undefined)
      .map((statement) => statement.basedOn!),
  )
