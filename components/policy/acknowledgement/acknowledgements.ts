/** Who is asked to acknowledge what, in the order that tables and files show. Pure. */

import type { Attestation, AttestationState } from '~/lib/isms/policy/attestation'
import type { PolicyFacts } from '~/lib/live/policy/policiesStore'

export interface Asked {
  readonly nameOf: (personId: string) => string
  readonly compare: (a: string, b: string) => number
  /** Only those with this state. */
  readonly state: AttestationState | undefined
}

const order: readonly AttestationState[] = ['overdue', 'open', 'waiting', 'recorded', 'signed']

/** The people asked for one policy: what is late first. */
export const askedFor = (facts: PolicyFacts, { nameOf, compare, state }: Asked): readonly Attestation[] =>
  facts.targets
    .filter((target) => state === undefined || target.state === state)
    .sort(
      (a, b) =>
        order.indexOf(a.state) - order.indexOf(b.state) ||
        a.due.localeCompare(b.due) ||
        compare(nameOf(a.personId), nameOf(b.personId)),
    )

export interface AskedPerson {
  readonly id: string
  readonly name: string
  /** By policy. */
  readonly own: ReadonlyMap<string, Attestation>
  readonly done: number
}

/** Person × policy, by name. */
export function askedPeople(
  policies: readonly PolicyFacts[],
  { nameOf, compare, state }: Asked,
): readonly AskedPerson[] {
  const found = new Map<string, Map<string, Attestation>>()
  for (const { targets } of policies)
    for (const target of targets)
      found.set(target.personId, (found.get(target.personId) ?? new Map()).set(target.policyId, target))
  return [...found.entries()]
    .filter(([, own]) => state === undefined || [...own.values()].some((target) => target.state === state))
    .map(([id, own]) => ({
      id,
      name: nameOf(id),
      own,
      done: [...own.values()].filter((target) => target.state === 'signed' || target.state === 'recorded').length,
    }))
    .sort((a, b) => compare(a.name, b.name))
}

/** The version that somebody has signed. */
export const signedVersion = (facts: PolicyFacts, { statement }: Attestation): number | undefined =>
  facts.versions.findLast((version) => version.contentHash === statement?.contentHash)?.number
