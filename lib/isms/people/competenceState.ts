/** Required and proven competence (7.2). */

import type { Competence } from '~/lib/records/kinds/competence'
import { isTaskOpen, type Planned } from '~/lib/records/recurrence/occurrences'
import type { RoleFacts } from './roleState'

/**
 * `gap`: below the required level and nobody is working on it; `closing`: a task is open; `unproven`: sufficient, but
 * without evidence.
 */
export type CompetenceState = 'notAssessed' | 'gap' | 'closing' | 'unproven' | 'proven'

export const isGap = (row: Pick<Competence, 'neededLevel' | 'actualLevel'>): boolean =>
  row.neededLevel !== undefined && row.actualLevel !== undefined && row.actualLevel < row.neededLevel

/** `gapTask` is the task that the record names; undefined if it is not available here. */
export function competenceState(
  row: Pick<Competence, 'neededLevel' | 'actualLevel' | 'evidence'>,
  gapTask: Planned | undefined,
  today: string,
): CompetenceState {
  if (row.neededLevel === undefined || row.actualLevel === undefined) return 'notAssessed'
  if (isGap(row)) return gapTask !== undefined && isTaskOpen(gapTask, today) ? 'closing' : 'gap'
  return row.evidence.length > 0 ? 'proven' : 'unproven'
}

/** Holders of an active role without evidence of their competence (7.2 d): role id → person id. */
export function holdersWithoutProof(
  facts: readonly RoleFacts[],
  rows: readonly Pick<Competence, 'archivedOn' | 'person' | 'evidence'>[],
): readonly { readonly role: string; readonly person: string }[] {
  const proven = new Set(
    rows.filter((row) => row.archivedOn === undefined && row.evidence.length > 0).map((row) => row.person),
  )
  return facts
    .filter(({ state, row }) => state === 'active' && !proven.has(row.holder))
    .map(({ row }) => ({ role: row.id, person: row.holder! }))
}
