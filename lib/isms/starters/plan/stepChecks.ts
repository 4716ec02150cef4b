/** Which readiness checks a step of the guided start answers: what it calls done is never what readiness calls missing. Pure. */

import type { CheckResult } from '../../readiness/result'

export const stepChecks: Readonly<Partial<Record<string, readonly string[]>>> = {
  scope: ['4.3-scope-defined'],
  roles: ['5.1-top-management-named', '5.3-roles-assigned'],
}

/** Ids of the checks of a step that do not pass, in its order: answered in the guide, and readiness asks for more. */
export const stillAsked = (step: string, results: readonly Pick<CheckResult, 'id' | 'status'>[] | undefined): readonly string[] =>
  (stepChecks[step] ?? []).filter((id) => results?.some((result) => result.id === id && result.status === 'fail'))
