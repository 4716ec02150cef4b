/** Nonconformities, metrics and management reviews (CA, M, MR). */

import { ncDues, ncStanding, type NcDues, type NcStanding } from '~/lib/isms/improvement/ncState'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import type { Measurement } from '~/lib/records/kinds/measurement'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import { metricFacts, type MetricFacts } from '~/lib/isms/metric/metricFacts'
import { isReviewComplete, type ReviewContext } from '~/lib/isms/review/reviewCompleteness'
import { fact, factOfAll, type Reader } from '../readinessReader'
import { approval, dayOf, isTopManagement, onWord, settings, standing } from './workspace'

export interface NcFacts {
  readonly row: Nonconformity
  readonly standing: NcStanding
  readonly dues: NcDues
  /** Corrective actions that were not cancelled. */
  readonly actions: number
  /** Day of the verification that closed it. */
  readonly closedOn: string | undefined
}

export const ncFacts = fact((read, id): NcFacts | undefined => {
  const row = read.row('nonconformity', id)
  if (!row) return undefined
  const statements = read.statements(id)
  const actions = read.referencing('correctiveAction', 'nonconformity', id)
  const found = ncStanding(row, {
    actions,
    statements,
    contentHash: statements.length === 0 ? '' : (standing(read, id, 'effectiveness')?.contentHash ?? ''),
    today: read.today(),
    gap: read.row('finding', row.finding)?.gap,
    duplicateOf: (person) => read.duplicateOf(person),
    onWord: onWord(read),
  })
  return {
    row,
    standing: found,
    dues: ncDues(row, actions, settings(read)),
    actions: actions.filter(({ status }) => status !== 'cancelled').length,
    closedOn: found.state === 'closed' && found.decidedBy ? dayOf(read, found.decidedBy) : undefined,
  }
})

/** A nonconformity that is still to be closed; undefined if it is closed, withdrawn or does not exist. */
export function openNc(read: Reader, id: string): NcFacts | undefined {
  const facts = ncFacts(read, id)
  return facts && facts.standing.state !== 'closed' && facts.standing.state !== 'withdrawn' ? facts : undefined
}

/** Facts of an active metric; undefined for any other. */
export const metric = fact((read, id): MetricFacts | undefined => {
  const row = read.row('metric', id)
  return row?.status === 'active'
    ? metricFacts(row, read.referencing('measurement', 'metric', id) as readonly Measurement[], read.today())
    : undefined
})

export function reviewContext(read: Reader, row: ManagementReview): ReviewContext {
  const day = row.heldOn ?? read.today()
  return {
    decisions: read.referencing('decision', 'review', row.id),
    signature: approval(read, row.id),
    isTopManagement: (person) => isTopManagement(read, person, day),
  }
}

/** MR3: whether the review is complete. */
export const isReviewDone = fact((read, id): boolean => {
  const row = read.row('managementReview', id)
  return row !== undefined && isReviewComplete(row, reviewContext(read, row))
})

/** True if the review was held and its chair's signature covers the present content. */
export const isHeldAndSigned = (read: Reader, id: string): boolean =>
  read.row('managementReview', id)?.status === 'held' && approval(read, id) === 'current'

/** The last review that was held. */
export const lastHeld = factOfAll((read): ManagementReview | undefined =>
  read
    .rows('managementReview')
    .filter((row) => row.status === 'held' && row.heldOn !== undefined && row.heldOn <= read.today())
    .sort((a, b) => (a.heldOn === b.heldOn ? (a.id < b.id ? -1 : 1) : a.heldOn! < b.heldOn! ? -1 : 1))
    .at(-1),
)
