/**
 * The readiness checks behind each step of the guided start: a step is done when it was answered and they pass, so it
 * never calls something done that readiness calls missing. Steps without checks (goal, have, capture) ask for an answer
 * or a first record that no check covers. Pure.
 */

import type { CheckResult } from '~/lib/isms/readiness/checkResult'

export const stepChecks: Readonly<Partial<Record<string, readonly string[]>>> = {
  scope: ['4.3-scope-defined'],
  roles: ['5.1-top-management-named', '5.3-roles-assigned'],
  plan: ['9.2-audit-planned'],
  risks: ['6.1.2-risks-assessed'],
  annex: ['6.1.3-soa-complete'],
}

/** Ids of the checks of a step that fail, in order: answered in the guide, but readiness asks for more. */
export const stillAsked = (step: string, results: readonly Pick<CheckResult, 'id' | 'status'>[] | undefined): readonly string[] =>
  (stepChecks[step] ?? []).filter((id) => results?.some((result) => result.id === id && result.status === 'fail'))

/** State of a step: whether it was answered, which checks still fail, and whether it is done on both counts. */
export function stepState(step: string, answered: boolean, results: readonly Pick<CheckResult, 'id' | 'status'>[] | undefined): { readonly answered: boolean; readonly done: boolean; readonly asked: readonly string[] } {
  const asked = stillAsked(step, results)
  return { answered, done: answered && asked.length === 0, asked }
}
