/**
 * Who may judge whether a corrective action works (CA4): somebody who neither owns the nonconformity nor did the work.
 */

import type { CorrectiveAction } from '~/lib/records/kinds/correctiveAction'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'

/**
 * `unbound`: a member bound to no person cannot be told apart from the doer. `onWord`: only the owner or a doer vouches
 * for this person's identity (ST12).
 */
export type DependenceReason = 'owner' | 'doer' | 'unbound' | 'onWord'

/**
 * Follows `duplicateOf` to the kept person: records merged as duplicates are one person (ST12). A cycle ends at the id
 * it started from.
 */
export function resolvePerson(id: string, duplicateOf: (id: string) => string | undefined): string {
  const seen = new Set<string>()
  let at = id
  while (!seen.has(at)) {
    seen.add(at)
    const next = duplicateOf(at)
    if (next === undefined) return at
    at = next
  }
  return [...seen].sort()[0]!
}

export interface Parties {
  readonly nonconformity: Pick<Nonconformity, 'owner'>
  /** All of its actions, including cancelled ones and those of earlier rounds. */
  readonly actions: readonly Pick<CorrectiveAction, 'responsible'>[]
  /** The kept person of a duplicate, if any. */
  readonly duplicateOf?: (personId: string) => string | undefined
  /** Persons on whose word alone the verifier is bound to that person (ST12). */
  readonly onWord?: readonly string[]
}

/** CA4: why this person's review cannot close it; undefined if the person is independent. */
export function dependence(
  verifier: string | undefined,
  { nonconformity, actions, duplicateOf = () => undefined, onWord = [] }: Parties,
): DependenceReason | undefined {
  if (verifier === undefined || verifier === '') return 'unbound'
  const same = (person: string | undefined, other = verifier): boolean =>
    person !== undefined && person !== '' && resolvePerson(person, duplicateOf) === resolvePerson(other, duplicateOf)
  if (same(nonconformity.owner)) return 'owner'
  if (actions.some((action) => same(action.responsible))) return 'doer'
  return onWord.some(
    (other) => same(nonconformity.owner, other) || actions.some((action) => same(action.responsible, other)),
  )
    ? 'onWord'
    : undefined
}
