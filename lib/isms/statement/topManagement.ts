/** Who is top management on a day (ST12, ST14): a later decision neither grants nor removes it for earlier days. */

import { inLogOrder } from '~/lib/shared/logOrder'
import { groupBy } from '~/lib/shared/groups'
import type { JsonObject } from '~/lib/shared/json'
import { dateInZone } from '~/lib/shared/dates'
import { counts, isType, revokedIds, type StatementFact } from './statementFacts'
import { frozenFields } from './frozen'

/** The fields of a member that this rule needs. */
export interface PossibleOwner {
  readonly personId?: string | undefined
  readonly role: string
  readonly active: boolean
  /** Times as an owner of the workspace. Absent if not recorded: then the present role applies to every day. */
  readonly owned?: readonly OwnedTime[] | undefined
}

export interface OwnedTime {
  /**
   * Milliseconds since the epoch. Absent: since the log knows the member; the role before that is unknown, so the first
   * role counts.
   */
  readonly since?: number | undefined
  readonly until?: number | undefined
}

export interface ManagementFacts {
  readonly members: readonly PossibleOwner[]
  /** Statements on role assignments. */
  readonly roles: readonly StatementFact[]
  readonly timeZone: string
  /** Resolves a person merged as a duplicate to the kept one (MG12). */
  readonly kept?: (personId: string) => string
}

/**
 * ST12: whether a person was named top management on a day, in an assignment approved by an owner. ST14: an owner of
 * the workspace stands in only while no approved assignment names anybody.
 */
export function isTopManagementOn(
  personId: string,
  day: string,
  { members, roles, timeZone, kept = same }: ManagementFacts,
): boolean {
  const dayOf = (time: number): string => dateInZone(new Date(time).toISOString(), timeZone)
  const isOwner = ({ personId: bound, role, active, owned }: PossibleOwner): boolean => {
    if (bound === undefined || kept(bound) !== kept(personId)) return false
    if (!owned) return active && role === 'owner'
    return owned.some(
      ({ since, until }) =>
        (since === undefined || dayOf(since) <= day) && (until === undefined || day <= dayOf(until)),
    )
  }
  const saidOn = ({ relayTime, time }: StatementFact): string => dayOf(relayTime ?? time)
  return (
    isNamedTopManagement(personId, roles, day, { kept, saidOn }) ||
    (members.some(isOwner) && !isTopManagementNamed(roles, day, saidOn))
  )
}

/**
 * ST14: whether an assignment approved by that day names anybody for it. Without `saidOn`, all of `roles` count as made
 * by then.
 */
export const isTopManagementNamed = (
  roles: readonly StatementFact[],
  day: string,
  saidOn: (statement: StatementFact) => string = () => '',
): boolean =>
  holdersOn(
    roles.filter((statement) => isType(statement, 'revoke') || saidOn(statement) <= day),
    day,
    saidOn,
  ).length > 0

/**
 * ST12: named in a `topManagement` assignment that an owner approved and that runs on that day. The holder is read from
 * the approved copy: editing the live record makes nobody top management. Without `saidOn`, all of `roles` count as
 * made by that day: for a log position the log order decides, not the clocks (ST5).
 */
export function isNamedTopManagement(
  personId: string | undefined,
  roles: readonly StatementFact[],
  day: string,
  {
    kept = same,
    saidOn = () => '',
  }: { readonly kept?: (personId: string) => string; readonly saidOn?: (statement: StatementFact) => string } = {},
): boolean {
  return personId !== undefined && holdersOn(roles, day, saidOn).some((holder) => kept(holder) === kept(personId))
}

/** Persons named as top management by the assignments in force on a day. */
function holdersOn(
  roles: readonly StatementFact[],
  day: string,
  saidOn: (statement: StatementFact) => string,
): readonly string[] {
  const subjects = groupBy(
    roles.filter((statement) => statement.subjectKind === 'roleAssignment'),
    ({ subjectId }) => subjectId,
  )
  return [...subjects.values()].flatMap((own) => {
    const copy = copyInForce(own, day, saidOn)
    const holder = copy?.['role'] === 'topManagement' ? copy['holder'] : undefined
    return typeof holder === 'string' && holder !== '' ? [holder] : []
  })
}

/**
 * The approved copy of an assignment that is in force on a day: of the approvals made by then whose period has begun,
 * the latest, unless its period has ended. A rejected or revoked one does not reinstate an earlier one (ST4). If
 * nothing was decided by then, the first later approval applies to the days it names, since it was recorded late.
 */
function copyInForce(
  own: readonly StatementFact[],
  day: string,
  saidOn: (statement: StatementFact) => string,
): JsonObject | undefined {
  const revoked = revokedIds(own)
  const decisions = inLogOrder(own).filter(
    (statement) => statement.profile === 'main' && counts(statement) && isType(statement, 'approve', 'reject'),
  )
  const approvedCopy = (statement: StatementFact): JsonObject | undefined =>
    statement.type === 'reject' || revoked.has(statement.id) ? undefined : frozenFields(statement.frozen)
  const byThen = decisions.filter((statement) => saidOn(statement) <= day)
  const late = byThen.length === 0 ? decisions.slice(0, 1) : []
  const copy = [...byThen, ...late]
    .reverse()
    .map((statement) => approvedCopy(statement))
    .find((fields) => fields === undefined || !isAhead(fields, day))
  return copy && !isOver(copy, day) ? copy : undefined
}

const isAhead = ({ from }: JsonObject, day: string): boolean => typeof from === 'string' && from > day
const isOver = ({ until }: JsonObject, day: string): boolean => typeof until === 'string' && until < day
const same = (personId: string): string => personId
