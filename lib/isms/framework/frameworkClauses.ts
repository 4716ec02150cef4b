/** Which requirements are management system clauses: they are mandatory, and readiness checks judge them. */

import type { Requirement } from '~/lib/content/catalogue/catalogueRequirement'

export const isClauseItem = ({ id, assessable }: Pick<Requirement, 'id' | 'assessable'>): boolean =>
  assessable && /^iso27001-2022:\d/.test(id)
