/** Policies, documents and their acknowledgement (PO). */

import { isOverdue } from '~/lib/shared/dates'
import { attestations, type Attestation } from '~/lib/isms/policy/attestation'
import { differingFields } from '~/lib/isms/policy/differingFields'
import {
  documentReviewDue,
  firstUnapprovedChange,
  isReviewOverdue,
  policyReviewDue,
  policyState,
  waitsTooLong,
  type PolicyState,
} from '~/lib/isms/policy/policyState'
import { inForceVersion, lastApproved, policyVersions, type PolicyVersion } from '~/lib/isms/policy/policyVersions'
import { fact, type Reader } from '../readinessReader'
import { isMember, keptPerson, settings, standing } from './workspace'

export interface PolicyFacts {
  readonly state: PolicyState
  readonly versions: readonly PolicyVersion[]
  readonly inForce: PolicyVersion | undefined
  readonly reviewDue: string | undefined
  readonly reviewOverdue: boolean
}

export const policyFacts = fact((read, id): PolicyFacts | undefined => {
  const row = read.row('policy', id)
  const { today, timeZone, policyReview } = { today: read.today(), ...settings(read) }
  const present = row && standing(read, id)
  if (!present) return undefined
  const statements = read.statements(id)
  const versions = policyVersions({ versions: present.versions, statements, timeZone })
  const inForce = inForceVersion(row, versions, today)
  const state = policyState(row, inForce, present.contentHash, today)
  const reviewDue = policyReviewDue(row, versions, statements, { policyReview, timeZone })
  return { state, versions, inForce, reviewDue, reviewOverdue: isReviewOverdue(state, reviewDue, today) }
})

/**
 * 7.5-unapproved-changes: true if the working copy differs from the version in force and the first change is more than
 * 30 days old.
 */
export function changesWait(read: Reader, id: string): boolean {
  const facts = policyFacts(read, id)
  const present = standing(read, id)
  if (facts?.state !== 'inForceWithChanges' || !present) return false
  const fields = differingFields(read.statements(id), lastApproved(facts.versions)!.contentHash, present.content)
  return waitsTooLong(
    firstUnapprovedChange(read.history(id), fields, facts.versions, settings(read).timeZone),
    read.today(),
  )
}

/** PO6: who must acknowledge a policy, and who has. */
export const targets = fact((read, id): readonly Attestation[] => {
  const row = read.row('policy', id)
  if (row?.attest !== true) return []
  const { versions, inForce } = policyFacts(read, id)!
  return attestations({
    policy: row,
    versions,
    inForce,
    statements: read.statements(id),
    persons: read.rows('person'),
    trainings: read.referencing('training', 'policies', id),
    hasKeys: (person) => isMember(read, person),
    kept: (person) => keptPerson(read, person),
    attestDays: settings(read).attestDays,
    today: read.today(),
  })
})

export const documentDue = (read: Reader, id: string): string | undefined =>
  ((row) => row && documentReviewDue(row, read.statements(id), settings(read)))(read.row('document', id))

export function documentOverdue(read: Reader, id: string): boolean | undefined {
  const due = documentDue(read, id)
  return due === undefined ? undefined : isOverdue(due, read.today())
}
