/** Responsibilities and authorities (5.3): who holds which today, and which are vacant. */

import { isActivePerson, type Person } from '~/lib/records/kinds/person'
import type { RoleAssignment } from '~/lib/records/kinds/roleAssignment'

export type RoleState = 'upcoming' | 'active' | 'ended' | 'vacant'

type Assignment = Pick<RoleAssignment, 'archivedOn' | 'from' | 'until' | 'holder'>

/**
 * isms.md 3.1 S: by its dates; vacant means active without an active holder. `holder` is undefined if the person is
 * unknown.
 */
export function roleState(
  row: Assignment,
  holder: Pick<Person, 'archivedOn' | 'activeUntil'> | undefined,
  today: string,
): RoleState {
  if (row.archivedOn !== undefined || (row.until !== undefined && row.until < today)) return 'ended'
  if (row.from !== undefined && row.from > today) return 'upcoming'
  return row.holder !== undefined && holder !== undefined && isActivePerson(holder, today) ? 'active' : 'vacant'
}

export interface RoleFacts {
  readonly row: RoleAssignment
  readonly state: RoleState
  /** The approval covers the present content (ST4 current). */
  readonly approved: boolean
  /** The holder has keys: only a member can sign as top management (5.1). */
  readonly holderIsMember: boolean
}

export const responsibilities = [
  'topManagement',
  'ismsLead',
  'ensuresConformity',
  'reportsPerformance',
  'internalAuditor',
  'riskManager',
  'incidentManager',
  'continuityLead',
  'privacyLead',
] as const
export type ResponsibilityName = (typeof responsibilities)[number]

export interface Responsibility {
  readonly name: ResponsibilityName
  readonly state: 'held' | 'notApproved' | 'notMember' | 'vacant' | 'nobody'
  readonly holders: readonly string[]
  /** Required by 5.1 and 5.3; the others are what most organisations need. */
  readonly required: boolean
  readonly roles: readonly string[]
}

const required: ReadonlySet<ResponsibilityName> = new Set([
  'topManagement',
  'ismsLead',
  'ensuresConformity',
  'reportsPerformance',
])

/**
 * Which responsibilities of the ISMS are held (5.3 a, b; 5.1). Top management counts once an assignment whose active
 * holder has keys is approved; the others need only an active holder. A privacy lead is expected if personal data is
 * handled.
 */
export function heldResponsibilities(
  facts: readonly RoleFacts[],
  { handlesPii }: { readonly handlesPii: boolean },
): readonly Responsibility[] {
  return responsibilities
    .filter((name) => name !== 'privacyLead' || handlesPii || facts.some(({ row }) => row.role === name))
    .map((name) => {
      const own = facts.filter(
        ({ row, state }) =>
          (state === 'active' || state === 'vacant') &&
          (name === 'ensuresConformity' || name === 'reportsPerformance' ? row[name] === true : row.role === name),
      )
      const active = own.filter(({ state }) => state === 'active')
      const base = {
        name,
        required: required.has(name),
        holders: [...new Set(active.map(({ row }) => row.holder!))],
        roles: own.map(({ row }) => row.id),
      }
      if (own.length === 0) return { ...base, state: 'nobody' }
      if (active.length === 0) return { ...base, state: 'vacant' }
      if (name !== 'topManagement') return { ...base, state: 'held' }
      if (!active.some(({ approved }) => approved)) return { ...base, state: 'notApproved' }
      return {
        ...base,
        state: active.some(({ approved, holderIsMember }) => approved && holderIsMember) ? 'held' : 'notMember',
      }
    })
}
