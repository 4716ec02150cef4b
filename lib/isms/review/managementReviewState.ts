/** Input of a review pack: records that are not archived, statements, and changes from the trail. */

import { dateInZone } from '~/lib/shared/dates'
import type { EffectiveSettings } from '../workspace/effectiveSettings'
import type { Kind, RowOf, AnyRecord } from '~/lib/records/registry'
import type { Matrix } from '../risk/level'
import type { RecordLookup } from '../statement/composites'
import type { StatementFact } from '../statement/statementFacts'
import type { OnWord } from '../statement/onWord'
import { standingOf, type Standing } from '../statement/statementStanding'
import type { ReviewPack } from './pack'

/** One change of a field from the trail, on a day in the workspace's time zone. */
export interface RecordChange {
  readonly recordId: string
  readonly field: string
  readonly day: string
  readonly before: unknown
  readonly after: unknown
}

export interface ReviewState {
  /** Records of a kind, without archived ones. */
  readonly rows: <K extends Kind>(kind: K) => readonly RowOf<K>[]
  readonly statementsOf: (recordId: string) => readonly StatementFact[]
  readonly lookup: RecordLookup
  readonly settings: EffectiveSettings
  readonly method: Matrix
  /**
   * Changes of issues, parties and obligations, of owners, and of withdrawals of nonconformities, in log order; without
   * values that never became visible.
   */
  readonly changes: readonly RecordChange[]
  /** ST12, on a given day. */
  readonly isTopManagement: (personId: string, day: string) => boolean
  /** Resolves a person merged as a duplicate to the kept one (MG12). */
  readonly kept?: (personId: string) => string
  /** On whose word alone a member is bound to their person (ST12). */
  readonly onWord?: OnWord
  /** The pack of the previous complete review, if its bytes are present: the source of earlier risk levels. */
  readonly previousPack?: ReviewPack | undefined
}

/** A pack is made as of one day and covers what happened since another. */
export interface PackDays {
  readonly today: string
  /** Undefined for the first review: then everything counts. */
  readonly since: string | undefined
}

/** Whether a day lies in the time a pack covers. */
export const isSince = (day: string | undefined, { since, today }: PackDays): boolean =>
  day !== undefined && day <= today && (since === undefined || day > since)

export const dayOfInstant = (state: ReviewState, instant: string): string =>
  dateInZone(instant, state.settings.timeZone)
export const dayOfStatement = (state: ReviewState, { relayTime, time }: StatementFact): string =>
  dayOfInstant(state, new Date(relayTime ?? time).toISOString())
export const standing = (state: ReviewState, row: AnyRecord, profile: string, today: string): Standing =>
  standingOf(row, profile, state.statementsOf(row.id), state.lookup, today)
