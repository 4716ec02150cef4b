/** Members and devices as the workspace pages list them. Pure: access rows and names in, rows out. */

import type { Dependence } from '~/lib/isms/statement/onWord'
import type { DeviceRow, InviteRow, MemberRow } from '~/lib/vault/store/tables'

export const roleOrder = ['owner', 'lead', 'editor', 'auditor', 'viewer'] as const

export interface ShownMember {
  readonly member: MemberRow
  readonly name: string
  readonly own: boolean
  readonly external: boolean
  readonly devices: readonly DeviceRow[]
  /** Milliseconds of the last entry heard of any of its devices. */
  readonly lastHeard: number | undefined
  /** The only owner can't leave or step down: nobody could let anybody in again. */
  readonly lastOwner: boolean
}

export interface MemberNames {
  readonly nameOf: (memberId: string) => string
  readonly isExternal: (personId: string | undefined) => boolean
}

export function shownMembers(
  members: readonly MemberRow[],
  devices: readonly DeviceRow[],
  names: MemberNames,
): { readonly active: readonly ShownMember[]; readonly former: readonly ShownMember[] } {
  const owners = members.filter((member) => member.active && member.role === 'owner').length
  const rows = members.map((member): ShownMember => {
    const own = devices.filter((device) => device.memberId === member.memberId)
    const heard = own.flatMap((device) => device.lastHeard ?? [])
    return {
      member,
      name: names.nameOf(member.memberId),
      own: own.some((device) => device.own),
      external: names.isExternal(member.personId),
      devices: own.filter((device) => device.active),
      lastHeard: heard.length > 0 ? Math.max(...heard) : undefined,
      lastOwner: member.role === 'owner' && member.active && owners === 1,
    }
  })
  const rank = (row: ShownMember): number => roleOrder.indexOf(row.member.role as (typeof roleOrder)[number])
  const sorted = rows.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'))
  return { active: sorted.filter((row) => row.member.active), former: sorted.filter((row) => !row.member.active) }
}

export type Heard =
  { readonly kind: 'never' | 'now' } | { readonly kind: 'minutes' | 'hours' | 'days'; readonly n: number }

/** How long ago, in the units of a member list: now, 4 min, 2 h, 6 d. A clock ahead of ours reads as now. */
export function heardAgo(at: number | undefined, now: number): Heard {
  if (at === undefined) return { kind: 'never' }
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 2) return { kind: 'now' }
  if (minutes < 60) return { kind: 'minutes', n: minutes }
  if (minutes < 48 * 60) return { kind: 'hours', n: Math.floor(minutes / 60) }
  return { kind: 'days', n: Math.floor(minutes / (24 * 60)) }
}

/** Which roles somebody may give (protocol.md 3): leads give editor, auditor, viewer; owners give all. */
export const grantableRoles = (role: string): readonly (typeof roleOrder)[number][] =>
  role === 'owner' ? roleOrder : role === 'lead' ? ['editor', 'auditor', 'viewer'] : []

/** Whether one may change or remove that member. */
export const mayManage = (role: string, target: Pick<ShownMember, 'member' | 'lastOwner'>): boolean =>
  !target.lastOwner &&
  (role === 'owner' || (role === 'lead' && ['editor', 'auditor', 'viewer'].includes(target.member.role)))

/**
 * Who may say which person a member is: leads those whom they manage; of owners and leads only an owner (protocol.md 2,
 * ST12).
 */
export const mayBind = (role: string, target: { readonly member: Pick<MemberRow, 'role'> }): boolean =>
  role === 'owner' || (role === 'lead' && ['editor', 'auditor', 'viewer'].includes(target.member.role))

/** Persons a member may be: of the register, not archived, and nobody else among the active members. */
export function freePersons<P extends { readonly id: string; readonly archivedOn?: string | undefined }>(
  persons: readonly P[],
  members: readonly MemberRow[],
  memberId: string,
): readonly P[] {
  const taken = new Set(
    members.filter((member) => member.active && member.memberId !== memberId).map((member) => member.personId),
  )
  return persons.filter((person) => person.archivedOn === undefined && !taken.has(person.id))
}

/**
 * Invitations that still matter: open and not over, waiting to be let in, or void without anybody having withdrawn
 * them.
 */
export const liveInvites = (invites: readonly InviteRow[], nowMs: number): readonly InviteRow[] =>
  invites.flatMap((row) => {
    if (row.state === 'open' && row.expiresAt <= nowMs) return [{ ...row, state: 'expired' as const }]
    return ['open', 'joined', 'void'].includes(row.state) ? [row] : []
  })

/** Who came in at once by one's own link and is still here: whether it was who was meant, only the inviter knows. */
export const unseenInvites = (
  invites: readonly InviteRow[],
  ownMemberId: string | undefined,
  members: readonly MemberRow[],
  isSeen: (inviteId: string) => boolean,
): readonly InviteRow[] =>
  invites.filter(
    (row) =>
      row.state === 'admitted' &&
      row.admit === 'atOnce' &&
      row.issuer === ownMemberId &&
      !isSeen(row.inviteId) &&
      members.some((member) => member.memberId === row.memberId && member.active),
  )

interface Looking {
  readonly role: string
  readonly memberId: string | undefined
}
/**
 * A further device its own member lets in, somebody new who may grant the role. The log judges; this decides whether to
 * offer it.
 */
export const mayLetIn = (looking: Looking, row: Pick<InviteRow, 'memberId' | 'role' | 'furtherDevice'>): boolean =>
  row.furtherDevice ? row.memberId === looking.memberId : grantableRoles(looking.role).some((role) => role === row.role)
export const mayWithdraw = (
  looking: Looking,
  row: Pick<InviteRow, 'memberId' | 'role' | 'furtherDevice' | 'issuer'>,
): boolean => row.issuer === looking.memberId || mayLetIn(looking, row)

/** Whether it hangs on a word that nobody else has confirmed that a member is its person (ST12, ST17). */
export const waitsForWord = (found: Dependence | undefined): found is Dependence =>
  found !== undefined && found.onWordOf.length > 0

/**
 * Who may give that word: nobody of whom the member is not independent, nor they themselves, nor whose own person waits
 * for one.
 */
export const mayConfirmPerson = (
  looking: Looking & { readonly isOnWord?: boolean },
  { member }: Pick<ShownMember, 'member'>,
  found: Dependence | undefined,
): boolean =>
  waitsForWord(found) &&
  (looking.role === 'owner' || looking.role === 'lead') &&
  looking.isOnWord !== true &&
  looking.memberId !== member.memberId &&
  !found.parties.some(({ memberId }) => memberId === looking.memberId)
