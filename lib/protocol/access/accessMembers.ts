/** Members: their role, their leaving. Which person each of them is: accessBindings.ts. */

import { fail, ok, type Err, type Result } from '~/lib/shared/result'
import type { AccessBodyOf } from './accessBody'
import { markCompromised, removeDevices } from './accessDevices'
import { addEpoch } from './accessEpochs'
import {
  activeMembers,
  isActiveDevice,
  onlyManagers,
  type AccessState,
  type Member,
  type MemberContext,
} from './accessState'
import { roleManagesMembers, roleMayGrant } from './workspaceRoles'

/** By owners: giving a role can take one away. */
export function judgeSetRole(
  state: AccessState,
  body: AccessBodyOf<'setRole'>,
  context: MemberContext,
): Result<AccessState> {
  const { actor, seq, relayTime } = context
  if (actor.role !== 'owner') return fail('roleMayNotWrite', 'Only an owner changes roles. Ask one.')
  const member = activeMember(state, body.memberId)
  if (!member) return unknownMember()
  if (member.role === body.role) return fail('sameRole', 'The member has this role already.')
  const changed = withMember(state, {
    ...member,
    role: body.role,
    roles: [...member.roles, { seq, role: body.role, at: relayTime, byMemberId: actor.memberId }],
  })
  return keepsAnOwner(changed)
}

/**
 * Members and devices leave and the next epoch begins in one entry, so nothing is ever sealed for who left. Own devices
 * are removed by every member; those of others by who may remove the member, which is more.
 */
export function judgeRemove(
  state: AccessState,
  body: AccessBodyOf<'remove'>,
  context: MemberContext,
): Result<AccessState> {
  if (body.memberIds.length + body.deviceIds.length === 0) return fail('malformed', 'Nobody is named for removal.')
  const members = body.memberIds.map((memberId) => activeMember(state, memberId))
  if (hasDuplicates(body.memberIds) || members.some((member) => !member)) return unknownMember()
  const mayNotRemove = roleManagesMembers(context.actor.role) ? leadsRemove : onlyManagers
  if (!members.every((member) => member && roleMayGrant(context.actor.role, member.role))) return mayNotRemove()
  if (hasDuplicates(body.deviceIds) || !body.deviceIds.every((deviceId) => isActiveDevice(state, deviceId))) {
    return fail('unknownDevice', 'A device to be removed is not active. Look at the list and try again.')
  }
  const owners = body.deviceIds.map((deviceId) => state.members[state.devices[deviceId]!.memberId]!)
  if (
    !owners.every(
      (member) => member.memberId === context.actor.memberId || roleMayGrant(context.actor.role, member.role),
    )
  )
    return mayNotRemove()

  const without = members.reduce(
    (rest, member) => withMember(rest, { ...member!, removedAt: context.seq }),
    removeDevices(state, body.deviceIds, context.seq),
  )
  const kept = keepsAnOwner(without)
  if (!kept.ok) return kept
  const marked = markByOwner(kept.value, body.compromised ?? {}, context)
  return marked.ok
    ? addEpoch(marked.value, body.nextEpoch, context, { mayLeaveOut: context.actor.role === 'owner' })
    : marked
}

/** Of devices that left before. */
export const judgeCompromised = (
  state: AccessState,
  body: AccessBodyOf<'compromised'>,
  context: MemberContext,
): Result<AccessState> =>
  Object.keys(body.devices).length === 0
    ? fail('malformed', 'No device is named.')
    : markByOwner(state, body.devices, context)

/** Casting doubt on what others signed is an owner's word. */
function markByOwner(
  state: AccessState,
  since: Readonly<Record<string, number>>,
  { actor }: MemberContext,
): Result<AccessState> {
  if (Object.keys(since).length > 0 && actor.role !== 'owner')
    return fail('roleMayNotWrite', 'Only an owner marks what a device signed as doubtful. Ask one.')
  return markCompromised(state, since)
}

/** An owner with a device: without one, only the recovery kit could ever change members again. */
function keepsAnOwner(state: AccessState): Result<AccessState> {
  const ownerIds = activeMembers(state)
    .filter((member) => member.role === 'owner')
    .map((member) => member.memberId)
  const stays = Object.values(state.devices).some(
    (device) => ownerIds.includes(device.memberId) && isActiveDevice(state, device.deviceId),
  )
  return stays
    ? ok(state)
    : fail('lastOwner', 'A workspace keeps at least one owner with a device. Make somebody else an owner first.')
}

function activeMember(state: AccessState, memberId: string): Member | undefined {
  const member = state.members[memberId]
  return member?.removedAt === undefined ? member : undefined
}

const withMember = (state: AccessState, member: Member): AccessState => ({
  ...state,
  members: { ...state.members, [member.memberId]: member },
})

const hasDuplicates = (ids: readonly string[]): boolean => new Set(ids).size !== ids.length

const unknownMember = (): Err => fail('unknownMember', 'The member is not active. Look at the list and try again.')
const leadsRemove = (): Err => fail('roleMayNotGrant', 'A lead removes editors, auditors and viewers. Ask an owner.')
