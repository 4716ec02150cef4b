/** Which requirements are clauses of the management system: no choice, and judged by readiness checks. */

import type { Requirement } from '~/lib/content/catalogue/catalogueRequirement'

export const isClauseItem = ({ id, assessable }: Pick<Requirement, 'id' | 'assessable'>): boolean =>
  assessable && /^iso27001-2022:\d/.test(id)
