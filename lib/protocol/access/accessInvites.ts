/**
 * Invitations. An invitation holds no keys: a found link, or the relay's disk, opens nothing. It allows one device
 * to say "I am here" (`join`); a member's device answers with `admit`, which carries the wrapped secret.
 *
 * Somebody new is brought in by who may grant the role; a further device by the devices of its own member and by nobody
 * else, because who brings in a device of a member can sign as that member from then on.
 */

import { fail, ok, type Err, type Result } from '~/lib/shared/result'
import type { AccessBodyOf } from './accessBody'
import { checkDeviceKeys, isKnownDevice, newDevice } from './accessDevices'
import {
  activeDevices,
  currentEpoch,
  mayBringIn,
  onlyManagers,
  type AccessContext,
  type AccessState,
  type Invite,
  type Member,
  type MemberContext,
} from './accessState'
import { limits } from '../wire/protocolLimits'
import { roleManagesMembers, roleMayComeAtOnce } from './workspaceRoles'

export function judgeInvite(
  state: AccessState,
  body: AccessBodyOf<'invite'>,
  context: MemberContext,
): Result<AccessState> {
  if (state.invites[body.inviteId]) return fail('knownInvite', 'This invitation exists already. Create another one.')
  if (!mayBringIn(state, context.actor, body)) return mayNotBringIn(state, context.actor, body.memberId)
  if (body.admit === 'atOnce' && !roleMayComeAtOnce(body.role)) {
    return fail(
      'wordsNeeded',
      'Only editors and viewers can get in by the link alone. For this role, type the six words that the joining person reads out.',
    )
  }
  const member = state.members[body.memberId]
  if (member && (member.removedAt !== undefined || member.role !== body.role)) {
    return fail('wrongMember', 'A further device gets the present role of its member. Create the invitation again.')
  }
  if (body.expiresAt <= context.relayTime)
    return fail('expired', 'The invitation would be over before it begins. Choose a later date.')
  const room = checkPlaces(state, body, context)
  if (!room.ok) return room
  const { type: _type, prev: _prev, ...facts } = body
  return ok(
    withInvite(state, {
      ...facts,
      issuerId: context.actor.memberId,
      seq: context.seq,
      madeAt: context.relayTime,
      hash: context.entryHash,
      state: 'open',
    }),
  )
}

/**
 * Every member invites own devices, and what was invited stays in the state for good: withdrawing gives a place back
 * only a day after it was taken, or else nobody could stop who makes and withdraws all day. Fails with
 * `tooManyInvites`.
 */
function checkPlaces(
  state: AccessState,
  { memberId }: Pick<Invite, 'memberId'>,
  { actor, relayTime }: MemberContext,
): Result<void> {
  const isOwn = (of: string): boolean => of === actor.memberId
  const { restMs, ownDevices, newMembers } = limits.invites
  const takesPlace = ({ state: now, expiresAt, madeAt }: Invite): boolean =>
    ((now === 'open' || now === 'joined') && relayTime < expiresAt) || Math.abs(relayTime - madeAt) < restMs
  const taken = Object.values(state.invites).filter(
    (invite) => invite.issuerId === actor.memberId && isOwn(invite.memberId) === isOwn(memberId) && takesPlace(invite),
  )
  if (taken.length < (isOwn(memberId) ? ownDevices : newMembers)) return ok()
  return fail(
    'tooManyInvites',
    'You have made as many invitations as a member may have at a time. Withdraw those that nobody needs, and try again tomorrow.',
  )
}

export function judgeRevokeInvite(
  state: AccessState,
  body: AccessBodyOf<'revokeInvite'>,
  context: MemberContext,
): Result<AccessState> {
  const invite = state.invites[body.inviteId]
  if (!invite) return unknownInvite()
  if (invite.state === 'admitted')
    return fail('inviteUsed', 'The device was admitted already. Remove the device instead.')
  if (invite.state === 'revoked') return fail('inviteRevoked', 'The invitation was withdrawn before.')
  if (invite.issuerId !== context.actor.memberId && !mayBringIn(state, context.actor, invite))
    return mayNotBringIn(state, context.actor, invite.memberId)
  return ok(withInvite(state, { ...invite, state: 'revoked' }))
}

/** Signed by the invitation's key and by the joining device; the device has no rights yet. */
export function judgeJoin(state: AccessState, body: AccessBodyOf<'join'>, context: AccessContext): Result<AccessState> {
  const invite = state.invites[body.inviteId]
  if (!invite) return unknownInvite()
  if (invite.state === 'joined' || invite.state === 'admitted') {
    return fail(
      'inviteUsed',
      'The invitation was used by another device. Ask for a new one, and tell who invited you if that was not you.',
    )
  }
  if (context.relayTime >= invite.expiresAt) return fail('expired', 'The invitation is over. Ask for a new one.')
  const valid = checkStillValid(state, invite)
  if (!valid.ok) return valid
  if (body.device.deviceId !== context.deviceId)
    return fail('badDeviceId', 'The join is signed by another device than it names. Open the invitation again.')
  const keys = checkDeviceKeys(body.device)
  if (!keys.ok) return keys
  if (isKnownDevice(state, body.device.deviceId))
    return fail('knownDevice', 'This device is or was a member already. Open the invitation in another profile.')
  return ok(
    withInvite(state, {
      ...invite,
      state: 'joined',
      join: { ...body.device, joinHash: context.entryHash, seq: context.seq },
    }),
  )
}

export function judgeAdmit(
  state: AccessState,
  body: AccessBodyOf<'admit'>,
  context: MemberContext,
): Result<AccessState> {
  const invite = state.invites[body.inviteId]
  if (!invite) return unknownInvite()
  if (invite.state === 'admitted') return fail('inviteUsed', 'The device was admitted already.')
  const valid = checkStillValid(state, invite)
  if (!valid.ok) return valid
  const join = invite.join
  if (!join || join.joinHash !== body.joinHash || join.deviceId !== body.deviceId) {
    return fail('wrongJoin', 'Nobody joined with these keys. Compare the words again.')
  }
  // Between join and admit, another invitation may have admitted the same device.
  if (isKnownDevice(state, body.deviceId)) return fail('knownDevice', 'This device is or was a member already.')
  if (!mayBringIn(state, context.actor, invite)) return mayNotBringIn(state, context.actor, invite.memberId)
  if (activeDevices(state).filter((device) => device.memberId === invite.memberId).length >= limits.devicesOfMember) {
    return fail(
      'tooManyDevices',
      `A member has at most ${limits.devicesOfMember} devices at a time. Remove one that is no longer used.`,
    )
  }
  const epoch = state.epochs[currentEpoch(state) - 1]!
  if (body.epoch !== epoch.epoch) return fail('wrongEpoch', 'The key was renewed meanwhile. Admit the device again.')
  return ok(
    withInvite(
      {
        ...state,
        members: { ...state.members, [invite.memberId]: state.members[invite.memberId] ?? newMember(invite, context) },
        devices: { ...state.devices, [join.deviceId]: newDevice(state, join, invite.memberId, context) },
        epochs: [...state.epochs.slice(0, -1), { ...epoch, wraps: { ...epoch.wraps, [join.deviceId]: body.wrap } }],
      },
      { ...invite, state: 'admitted' },
    ),
  )
}

/**
 * Void when withdrawn, when its issuer lost the right to grant the role, when the member it adds a device to left or
 * changed role, or when the new member it was for came by another invitation. Expiry counts at the join, by the relay's
 * time.
 */
export function checkStillValid(state: AccessState, invite: Invite): Result<void> {
  if (invite.state === 'revoked') return fail('inviteRevoked', 'The invitation was withdrawn. Ask for a new one.')
  const issuer = state.members[invite.issuerId]
  const issuerMay = issuer && issuer.removedAt === undefined && mayBringIn(state, issuer, invite)
  const member = state.members[invite.memberId]
  // A further device is invited by its own member: whether that one left was asked of the issuer.
  const memberFits = !member || member.role === invite.role
  return issuerMay && memberFits
    ? ok()
    : fail('inviteVoid', 'The invitation no longer holds, because roles changed since. Ask for a new one.')
}

const newMember = ({ memberId, role }: Invite, { seq, relayTime, actor }: MemberContext): Member => ({
  memberId,
  role,
  roles: [{ seq, role, at: relayTime, byMemberId: actor.memberId }],
  persons: [],
})

const withInvite = (state: AccessState, invite: Invite): AccessState => ({
  ...state,
  invites: { ...state.invites, [invite.inviteId]: invite },
})

const unknownInvite = (): Err =>
  fail('unknownInvite', 'The invitation is not known here. Check the link, or ask for a new one.')
function mayNotBringIn(state: AccessState, actor: Member, memberId: string): Err {
  if (state.members[memberId]) {
    return fail(
      'notOwnDevice',
      'Only a device of the same member can invite another one and let it in. Somebody who has no device left has to be removed and invited again.',
    )
  }
  return roleManagesMembers(actor.role)
    ? fail('roleMayNotGrant', 'A lead invites, admits and removes editors, auditors and viewers. Ask an owner.')
    : onlyManagers()
}
