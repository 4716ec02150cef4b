/** Completed activities that trigger a readiness run (isms.md 3.5). */

import { isComplete } from './facts/audits'
import { isHeldAndSigned } from './facts/improvementFacts'
import { judgeable } from './facts/workspace'
import type { Reader } from './readinessReader'

export interface Completed {
  readonly id: string
  readonly reason: 'audit' | 'review'
}

/** Complete audits (AU2), including external ones, and management reviews that were held and signed, by id. */
export const completed = (read: Reader): readonly Completed[] => [
  ...read
    .ids('audit')
    .filter((id) => judgeable(() => isComplete(read, id), false))
    .map((id): Completed => ({ id, reason: 'audit' })),
  ...read
    .ids('managementReview')
    .filter((id) => judgeable(() => isHeldAndSigned(read, id), false))
    .map((id): Completed => ({ id, reason: 'review' })),
]
