/** What the registers of people say of a row in one line: their cells draw it, files hold it. Reads stores. */

import type { AnyRecord } from '~/lib/records/registry'
import { titleOf } from '~/lib/records/text/searchText'
import { usePeople } from '~/lib/live/people/peopleStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { useStatements } from '~/lib/live/statement/statementsStore'

type Translate = (key: string, named?: Record<string, unknown>) => string

/** Whether the approval of a role covers what stands there now. */
export function approvalText(row: AnyRecord, t: Translate): string {
  const statements = useStatements()
  const state = statements.standing(row)?.approval.state
  if (state === 'current' && statements.isDoubtful(row)) return t('people.role.approvedInDoubt')
  return t(`people.role.${state === 'current' ? 'approved' : state === 'stale' ? 'changed' : 'notApproved'}`)
}

/** Roles a person holds today. */
export const rolesText = (row: AnyRecord): string =>
  [...usePeople().roleFacts.values()]
    .filter(({ row: role, state }) => state === 'active' && role.holder === row.id)
    .map(({ row: role }) => titleOf(role))
    .join(', ')

/** The role of a person who is a member and can sign; undefined for others. */
export function memberRoleText(row: AnyRecord, t: Translate): string | undefined {
  const role = useSession().members?.find((member) => member.active && member.personId === row.id)?.role
  return role && t(`app.role.${role}`)
}

/** Level a role needs against the one there is. */
export function levelsText(row: AnyRecord, t: Translate): string | undefined {
  if (row.kind !== 'competence' || row.neededLevel === undefined) return undefined
  return row.actualLevel === undefined
    ? t('people.competence.needed', { needed: row.neededLevel })
    : t('people.competence.of', { actual: row.actualLevel, needed: row.neededLevel })
}

/** How many of those who were asked took part. */
export function rateText(row: AnyRecord, t: Translate): string {
  const facts = usePeople().trainingFactsById.get(row.id)
  return facts?.rate === undefined
    ? t('people.training.nobody')
    : t('people.training.ofN', { n: facts.done, m: facts.of })
}
