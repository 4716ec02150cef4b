/** What the access entries add up to, and questions about it. Plain data: it is stored as JSON. */

import { fromBase64Url, type Bytes } from '~/lib/shared/bytes'
import { fail, type Err } from '~/lib/shared/result'
import type { RecoveryBody } from './accessBody'
import { zeroHash } from '../log/entry'
import { roleMayGrant, type Role } from './workspaceRoles'

/** Since position `seq` a member is this person, by the word of another member. */
export interface Binding {
  readonly seq: number
  readonly personId: string
  /** ST12: an owner's word is needed for top management. */
  readonly byRole: Role
  readonly byMemberId: string
  /**
   * The person was another membership before, or the member another person. Who says so could as well have put
   * somebody else in their place, so the member does not count as independent of them until another one confirms.
   */
  readonly again?: true
  /** Of a member who was bound again: the position at which the earlier membership, or the earlier person, ended. */
  readonly earlierEnd?: number
  /**
   * Members who made the binder an owner or lead, where that was too lately for a word of the binder's own: it is
   * theirs as well.
   */
  readonly via?: readonly string[]
  readonly confirmed?: { readonly seq: number; readonly byMemberId: string }
  /**
   * Words of others that the member is these persons as well: records that were merged, of which this log knows
   * nothing.
   */
  readonly same?: readonly {
    readonly seq: number
    readonly byMemberId: string
    readonly personIds: readonly string[]
  }[]
}

export interface RoleChange {
  readonly seq: number
  readonly role: Role
  /** Relay time, in milliseconds. */
  readonly at: number
  /**
   * Who gave the role, with the admission or later; absent for the founder and for who came back by the recovery kit.
   */
  readonly byMemberId?: string
}

export interface Member {
  readonly memberId: string
  /** The role in force; `roles` holds what it was before, for statements made then (ST6). */
  readonly role: Role
  readonly roles: readonly RoleChange[]
  /** Persons this member was bound to, newest last. */
  readonly persons: readonly Binding[]
  readonly removedAt?: number
  /** Of an owner who came back by the recovery kit: the membership before, which ended there. */
  readonly returnedFrom?: string
}

export interface Device {
  readonly deviceId: string
  readonly memberId: string
  /** Raw P-256 points, base64url. */
  readonly signKey: string
  readonly dhKey: string
  /** 0 for the founder's, k for the k-th admitted one; never reused (ID2). */
  readonly position: number
  readonly admittedAt: number
  /** The device that let it in, or the recovery key; absent for the founder's. */
  readonly admittedBy?: string
  readonly removedAt?: number
  /** Milliseconds: what it signed from then on is doubtful, an owner says. */
  readonly compromisedSince?: number
}

export interface Join {
  readonly deviceId: string
  readonly signKey: string
  readonly dhKey: string
  readonly joinHash: string
  readonly seq: number
}

export interface Invite {
  readonly inviteId: string
  readonly memberId: string
  readonly publicKey: string
  readonly role: Role
  readonly expiresAt: number
  readonly admit: 'atOnce' | 'words'
  /** Hash of what the link shows to who opens it, part of the safety words. */
  readonly shown: string
  readonly issuerId: string
  readonly seq: number
  /** Relay time, in milliseconds. */
  readonly madeAt: number
  /** Hash of the entry that made the invitation, part of the safety words. */
  readonly hash: string
  readonly state: 'open' | 'joined' | 'admitted' | 'revoked'
  readonly join?: Join
}

export interface Epoch {
  readonly epoch: number
  readonly commit: string
  /** By device id, the recovery key's included; base64url. */
  readonly wraps: Readonly<Record<string, string>>
  /** The older epoch whose secret `prevSealed` holds; absent in the first. */
  readonly prevEpoch?: number
  readonly prevSealed?: string
  readonly seq: number
  readonly byDeviceId: string
  /** Made again by others (accessHealing.ts), one of each member for each recipient; the original is tried first. */
  readonly rewraps?: readonly ({ readonly deviceId: string; readonly wrap: string } & Candidate)[]
  readonly reseals?: readonly ({ readonly prevSealed: string } & Candidate)[]
  /** The position at which an owner left it out of the chain: what was sealed under it counts for nobody. */
  readonly leftOutAt?: number
}

/** Whose word it is that a key reads so. */
export interface Candidate {
  readonly memberId: string
  readonly byDeviceId: string
  readonly seq: number
}

export interface AccessState {
  /** Empty before the genesis entry. */
  readonly workspaceId: string
  readonly genesisHash: string
  readonly members: Readonly<Record<string, Member>>
  readonly devices: Readonly<Record<string, Device>>
  readonly invites: Readonly<Record<string, Invite>>
  readonly recovery: RecoveryBody | null
  /** Ascending from 1 without gaps; the last one is current. */
  readonly epochs: readonly Epoch[]
  /** Relays that took the log in, newest last: what stands before the last of these positions has device time. */
  readonly relays: readonly { readonly seq: number; readonly origin: string }[]
  /** The version of the rules in force, and from where on (accessRules.ts). */
  readonly rules: { readonly n: number; readonly seq: number }
  /** The last access entry that counted. */
  readonly head: { readonly seq: number; readonly accessHash: string }
}

/** Where in the log the body stands and who signed it. */
export interface AccessContext {
  readonly deviceId: string
  readonly seq: number
  readonly relayTime: number
  /** Hash of the entry that carries the body. */
  readonly entryHash: string
  /**
   * Devices with sealed entries under an epoch that count; absent where that was asked when the entry got its place.
   */
  readonly sealedBy?: (epoch: number) => readonly string[]
}

/** The same with the signing member. */
export interface MemberContext extends AccessContext {
  readonly actor: Member
}

export const emptyAccess = (): AccessState => ({
  workspaceId: '',
  genesisHash: zeroHash,
  members: {},
  devices: {},
  invites: {},
  recovery: null,
  epochs: [],
  relays: [],
  rules: { n: 1, seq: 0 },
  head: { seq: 0, accessHash: zeroHash },
})

/** The number of the current epoch, 0 before the genesis entry. */
export const currentEpoch = (state: AccessState): number => state.epochs.length

export const activeDevices = (state: AccessState): readonly Device[] =>
  Object.values(state.devices).filter((device) => isActiveDevice(state, device.deviceId))

/** Neither the device nor its member was removed. */
export function isActiveDevice(state: AccessState, deviceId: string): boolean {
  const device = state.devices[deviceId]
  return (
    device !== undefined && device.removedAt === undefined && state.members[device.memberId]?.removedAt === undefined
  )
}

export const activeMembers = (state: AccessState): readonly Member[] =>
  Object.values(state.members).filter((member) => member.removedAt === undefined)

/**
 * Whose clock gave the entry at `seq` its time, as far as the log itself tells (trust: a relay's word begins where it
 * joined).
 */
export const timeSourceAt = (state: AccessState, seq: number): 'relay' | 'device' => {
  const joined = state.relays.at(-1)
  return joined !== undefined && seq >= joined.seq ? 'relay' : 'device'
}

/** The member behind a device, removed or not. */
export function memberOfDevice(state: AccessState, deviceId: string): Member | undefined {
  const device = state.devices[deviceId]
  return device && state.members[device.memberId]
}

/** Who a new epoch has to be wrapped for, exactly: every active device and the recovery key. */
export function wrapRecipients(state: AccessState): readonly { readonly deviceId: string; readonly dhKey: Bytes }[] {
  const keys = [...activeDevices(state), ...(state.recovery ? [state.recovery] : [])]
  return keys.map(({ deviceId, dhKey }) => ({ deviceId, dhKey: fromBase64Url(dhKey) }))
}

/** ST6: the role a member had just before position `seq`; none before admission or after removal. */
export function roleAt(member: Member, seq: number): Role | undefined {
  if (member.removedAt !== undefined && member.removedAt < seq) return undefined
  return member.roles.findLast((change) => change.seq < seq)?.role
}

/** ST12: what a member was bound by just before position `seq`. */
export const personAt = (member: Member, seq: number): Binding | undefined =>
  member.persons.findLast((binding) => binding.seq < seq)

/**
 * ST12: the binding by which a member, just before position `seq`, hangs on the word of one other member; undefined
 * where none does.
 */
export function unconfirmedAt(member: Member, seq: number): Binding | undefined {
  const binding = personAt(member, seq)
  return binding?.again && !(binding.confirmed && binding.confirmed.seq < seq) ? binding : undefined
}

/**
 * Who may bring in what an invitation is for: a further device its own member alone, whatever the role; somebody new
 * who may grant the role.
 */
export const mayBringIn = (
  state: AccessState,
  actor: Member,
  { memberId, role }: { readonly memberId: string; readonly role: Role },
): boolean => (state.members[memberId] ? actor.memberId === memberId : roleMayGrant(actor.role, role))

export const onlyManagers = (): Err =>
  fail('roleMayNotWrite', 'Only owners and leads add, change or remove other members. Ask one of them.')

/** ID2: letters of a device for refs: none for the founder's, then B, C, … Z, AA, AB, … */
export function deviceCode(position: number): string {
  let code = ''
  for (let rest = position; rest >= 0 && position > 0; rest = Math.floor(rest / 26) - 1) {
    code = String.fromCharCode(65 + (rest % 26)) + code
  }
  return code
}
