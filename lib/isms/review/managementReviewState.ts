/** What a review pack is computed from: records that are not archived, statements, and what the change trail says. */

import { dateInZone } from '~/lib/shared/dates'
import type { EffectiveSettings } from '../workspace/effectiveSettings'
import type { Kind, RowOf, AnyRecord } from '~/lib/records/registry'
import type { Matrix } from '../risk/level'
import type { RecordLookup } from '../statement/composites'
import type { StatementFact } from '../statement/statementFacts'
import type { OnWord } from '../statement/onWord'
import { standingOf, type Standing } from '../statement/statementStanding'
import type { ReviewPack } from './pack'

/** One change of a field, as the trail holds it, on a day of the workspace. */
export interface RecordChange {
  readonly recordId: string
  readonly field: string
  readonly day: string
  readonly before: unknown
  readonly after: unknown
}

export interface ReviewState {
  /** Records of a kind that are not archived. */
  readonly rows: <K extends Kind>(kind: K) => readonly RowOf<K>[]
  readonly statementsOf: (recordId: string) => readonly StatementFact[]
  readonly lookup: RecordLookup
  readonly settings: EffectiveSettings
  readonly method: Matrix
  /**
   * Changes of issues, parties and obligations, of owners, and of what withdraws a nonconformity, in log order, without
   * what never became visible.
   */
  readonly changes: readonly RecordChange[]
  /** ST12 on a day. */
  readonly isTopManagement: (personId: string, day: string) => boolean
  /** The person that records merged as duplicates stand for (MG12). */
  readonly kept?: (personId: string) => string
  /** On whose word alone a member is its person (ST12). */
  readonly onWord?: OnWord
  /** The pack of the complete review before, where its bytes are here: "then" of the risk levels. */
  readonly previousPack?: ReviewPack | undefined
}

/** A pack is made on a day, about what happened after another. */
export interface PackDays {
  readonly today: string
  /** Undefined for the first review: then everything counts. */
  readonly since: string | undefined
}

/** Whether a day lies in the time a pack speaks about. */
export const isSince = (day: string | undefined, { since, today }: PackDays): boolean =>
  day !== undefined && day <= today && (since === undefined || day > since)

export const dayOfInstant = (state: ReviewState, instant: string): string =>
  dateInZone(instant, state.settings.timeZone)
export const dayOfStatement = (state: ReviewState, { relayTime, time }: StatementFact): string =>
  dayOfInstant(state, new Date(relayTime ?? time).toISOString())
export const standing = (state: ReviewState, row: AnyRecord, profile: string, today: string): Standing =>
  standingOf(row, profile, state.statementsOf(row.id), state.lookup, today)
