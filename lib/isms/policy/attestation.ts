/**
 * Who must acknowledge which version of a policy, and who has (PO6). An attest statement names a version by content
 * hash: that of the frozen copy in force, whatever the working copy says by then (PO4).
 */

import { inLogOrder } from '~/lib/shared/logOrder'
import { addDays, isOverdue } from '~/lib/shared/dates'
import { isActivePerson, type Person } from '~/lib/records/kinds/person'
import type { Policy } from '~/lib/records/kinds/policy'
import type { Training } from '~/lib/records/kinds/training'
import { counts, isType, isVoid, isWaiting, revokedIds, type StatementFact } from '../statement/statementFacts'
import type { PolicyVersion } from './policyVersions'

/**
 * `waiting`: signed but not in the shared log yet, so nobody counts it (ST11). `recorded`: listed as a training
 * participant, not signed.
 */
export const attestationStates = ['signed', 'recorded', 'waiting', 'overdue', 'open'] as const
export type AttestationState = (typeof attestationStates)[number]

/** One person and one policy. */
export interface Attestation {
  readonly policyId: string
  readonly personId: string
  readonly state: AttestationState
  readonly due: string
  /** The statement that signs it, including one still waiting for sync. */
  readonly statement?: StatementFact
  readonly training?: { readonly id: string; readonly on: string }
}

type Someone = Pick<Person, 'id' | 'archivedOn' | 'external' | 'activeFrom' | 'activeUntil'>

/** Active people of the audience; if the audience is empty, everybody who is not external. */
export function audienceOf(
  policy: Pick<Policy, 'audience'>,
  persons: readonly Someone[],
  today: string,
): readonly Someone[] {
  const named = new Set(policy.audience)
  return persons.filter(
    (person) =>
      isActivePerson(person, today) &&
      (person.activeFrom === undefined || person.activeFrom <= today) &&
      (named.size === 0 ? person.external !== true : named.has(person.id)),
  )
}

/** PO6: the newest version up to the one in force that requires a new acknowledgement, otherwise version 1. */
export const attestedVersion = (versions: readonly PolicyVersion[], inForce: PolicyVersion): PolicyVersion =>
  versions.findLast((version) => version.number <= inForce.number && version.content?.reattest === true) ??
  versions[0] ??
  inForce

export interface AttestationQuestion {
  readonly policy: Pick<Policy, 'id' | 'attest' | 'audience'>
  readonly versions: readonly PolicyVersion[]
  readonly inForce: PolicyVersion | undefined
  /** All statements on the policy. */
  readonly statements: readonly StatementFact[]
  readonly persons: readonly Someone[]
  readonly trainings: readonly Pick<Training, 'id' | 'archivedOn' | 'policies' | 'attended' | 'evidence'>[]
  /** True if a person has keys: then only their own signature counts. */
  readonly hasKeys: (personId: string) => boolean
  readonly attestDays: number
  readonly today: string
  /** Resolves a person merged as a duplicate to the kept one (ST12): existing signatures keep the old id. */
  readonly kept?: (personId: string) => string
}

/**
 * One attestation per person of the audience of one policy, in the order of the persons. Empty if nothing is in force
 * or `attest` is off. Fulfilled by acknowledging the required version or any later one, after that version was
 * approved.
 */
export function attestations(question: AttestationQuestion): readonly Attestation[] {
  const {
    policy,
    versions,
    inForce,
    statements,
    persons,
    attestDays,
    today,
    kept = (person: string) => person,
  } = question
  if (policy.attest !== true || !inForce) return []
  const asked = attestedVersion(versions, inForce)
  const revoked = revokedIds(statements)
  const attests = inLogOrder(statements).filter(
    (one) => isType(one, 'attest') && !isVoid(one) && !revoked.has(one.id) && covers(one, versions, asked),
  )
  return audienceOf(policy, persons, today).map((person): Attestation => {
    const due = addDays([asked.effectiveFrom, person.activeFrom ?? ''].sort().at(-1)!, attestDays)
    const base = { policyId: policy.id, personId: person.id, due }
    const own = attests.filter((one) => one.personId !== undefined && kept(one.personId) === person.id)
    const signed = own.find(counts)
    if (signed) return { ...base, state: 'signed', statement: signed }
    const training = question.hasKeys(person.id)
      ? undefined
      : recordedIn(question.trainings, policy.id, (one) => kept(one) === person.id, asked.effectiveFrom, today)
    if (training) return { ...base, state: 'recorded', training }
    const waiting = own.find(isWaiting)
    if (waiting) return { ...base, state: 'waiting', statement: waiting }
    return { ...base, state: isOverdue(due, today) ? 'overdue' : 'open' }
  })
}

/**
 * The same content may have been approved twice with other content in between: an acknowledgement is about a version
 * only if it follows that version's approval.
 */
const covers = (attest: StatementFact, versions: readonly PolicyVersion[], asked: PolicyVersion): boolean =>
  versions.some(
    (version) =>
      version.number >= asked.number &&
      version.contentHash === attest.contentHash &&
      (attest.seq ?? Infinity) > version.statement.seq!,
  )

/** Staff without keys: attended a training on the policy since the version applies, with evidence (PO6). */
function recordedIn(
  trainings: AttestationQuestion['trainings'],
  policyId: string,
  is: (personId: string) => boolean,
  since: string,
  today: string,
): Attestation['training'] {
  for (const training of trainings) {
    const on = Object.entries(training.attended).find(([person]) => is(person))?.[1]
    if (
      training.archivedOn === undefined &&
      training.policies.includes(policyId) &&
      training.evidence.length > 0 &&
      on !== undefined &&
      on >= since &&
      on <= today
    )
      return { id: training.id, on }
  }
  return undefined
}

export interface AttestationProgress {
  readonly done: number
  readonly of: number
  readonly overdue: number
}

/** "39 of 42": signed and recorded out of all targets. */
export const attestationProgress = (targets: readonly Attestation[]): AttestationProgress => ({
  done: targets.filter(({ state }) => state === 'signed' || state === 'recorded').length,
  of: targets.length,
  overdue: targets.filter(({ state }) => state === 'overdue').length,
})
