/** Who may judge that a corrective action works (CA4): somebody who neither owns the nonconformity nor did the work. */

import type { CorrectiveAction } from '../kinds/correctiveAction'
import type { Nonconformity } from '../kinds/nonconformity'

/** `unbound`: a member bound to no person cannot be told from the doer. */
export type DependenceReason = 'owner' | 'doer' | 'unbound'

/** The person a reference resolves to: records merged as duplicates are one person (ST12). Loops end where they began. */
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
  /** Every action of it, cancelled ones and those of earlier rounds, too. */
  readonly actions: readonly Pick<CorrectiveAction, 'responsible'>[]
  /** Kept person of a duplicate, when there is one. */
  readonly duplicateOf?: (personId: string) => string | undefined
}

/** CA4: why this person's review does not close; undefined for somebody independent. */
export function dependence(verifier: string | undefined, { nonconformity, actions, duplicateOf = () => undefined }: Parties): DependenceReason | undefined {
  if (verifier === undefined || verifier === '') return 'unbound'
  const same = (person: string | undefined): boolean => person !== undefined && person !== '' && resolvePerson(person, duplicateOf) === resolvePerson(verifier, duplicateOf)
  if (same(nonconformity.owner)) return 'owner'
  return actions.some((action) => same(action.responsible)) ? 'doer' : undefined
}
