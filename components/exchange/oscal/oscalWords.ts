/** What the interface says about an OSCAL document that could not be written or read, and where it is settled. */

import type { OscalProblem } from '~/lib/exchange/oscal/oscalProblems'
import type { Failure } from '~/lib/shared/result'

/** Failures of an export and the page where they are settled. */
export const exportRemedies: Readonly<
  Record<
    string,
    { readonly to: string; readonly label: 'openScope' | 'openControls' | 'openFrameworks' | 'openAudits' }
  >
> = {
  noScope: { to: '/context', label: 'openScope' },
  noRequirements: { to: '/controls', label: 'openControls' },
  noControls: { to: '/controls', label: 'openControls' },
  noCrosswalk: { to: '/frameworks', label: 'openFrameworks' },
  notPerformed: { to: '/audits', label: 'openAudits' },
  nothingReviewed: { to: '/audits', label: 'openAudits' },
  auditMissing: { to: '/audits', label: 'openAudits' },
}

/** What a checker found, where a failure carries it. */
export function problemsOf({ detail }: Failure): readonly OscalProblem[] {
  const found = detail?.['problems']
  return Array.isArray(found) ? (found as readonly OscalProblem[]) : []
}
export const moreOf = ({ detail }: Failure): number => (typeof detail?.['more'] === 'number' ? detail['more'] : 0)
export const detailText = ({ detail }: Failure, name: string): string =>
  typeof detail?.[name] === 'string' ? (detail[name] as string) : ''
