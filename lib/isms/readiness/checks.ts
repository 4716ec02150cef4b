/** Every readiness check, in clause order (isms.md 5.2). */

import { applicabilityChecks } from './checks/applicabilityChecks'
import { contextChecks } from './checks/contextChecks'
import { evaluationChecks } from './checks/evaluation'
import { improvementChecks } from './checks/improvementChecks'
import { operationChecks } from './checks/operation'
import { riskChecks } from './checks/riskChecks'
import { socChecks } from './checks/soc2Checks'
import { supportChecks } from './checks/support'
import { checkGroups } from './checkResult'
import { clauseOf, groupOf, type Check } from './readinessCheck'

const all: readonly Check[] = [
  ...contextChecks,
  ...riskChecks,
  ...applicabilityChecks,
  ...supportChecks,
  ...operationChecks,
  ...evaluationChecks,
  ...improvementChecks,
  ...socChecks,
]

/** `10.2` after `9.3`, and 6.1.3 before 6.2; within a clause in source order. */
const byClause = (a: Check, b: Check): number =>
  checkGroups.indexOf(groupOf(a)) - checkGroups.indexOf(groupOf(b)) ||
  clauseOf(a).localeCompare(clauseOf(b), 'en', { numeric: true })

export const allChecks: readonly Check[] = all
  .map((check, index) => ({ check, index }))
  .sort((a, b) => byClause(a.check, b.check) || a.index - b.index)
  .map(({ check }) => check)

const byId = new Map(allChecks.map((check) => [check.id, check]))
export const checkById = (id: string): Check | undefined => byId.get(id)
