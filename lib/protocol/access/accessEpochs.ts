/**
 * Epochs: generations of the workspace secret. They only grow, and each is wrapped for exactly the devices that
 * are active once its entry counts, and for the recovery key: one too many would be a hidden reader, one too few
 * a lock-out. Whether a wrap opens to the commitment only its recipient can tell; whether it is the right one, whoever
 * opened their own (lib/crypto/openEpochs.ts).
 */

import { fail, ok, type Result } from '~/lib/shared/result'
import type { AccessBodyOf, NextEpochBody } from './accessBody'
import { checkDeviceKeys, isKnownDevice, newDevice, removeDevices } from './accessDevices'
import {
  activeMembers,
  currentEpoch,
  isActiveDevice,
  memberOfDevice,
  wrapRecipients,
  type AccessContext,
  type AccessState,
  type Epoch,
  type Member,
  type MemberContext,
} from './accessState'

/** Fails with `badWraps` unless the wraps are for exactly `wrapRecipients(state)`. */
export function checkWraps(state: AccessState, wraps: Readonly<Record<string, string>>): Result<void> {
  const wanted = wrapRecipients(state)
    .map(({ deviceId }) => deviceId)
    .sort()
  const given = Object.keys(wraps).sort()
  if (wanted.join() === given.join()) return ok()
  return fail(
    'badWraps',
    'The new key is not wrapped for exactly the active devices and the recovery kit. Do this again with the present list of devices.',
    {
      detail: {
        missing: wanted.filter((id) => !given.includes(id)),
        extra: given.filter((id) => !wanted.includes(id)),
      },
    },
  )
}

/**
 * `state` is the one after members and devices left or came, so that the wraps fit it. The secret sealed under the new
 * one is the current one's; an owner, or the recovery key, may leave out epochs whose key nobody else got
 * (`mayLeaveOut`).
 */
export function addEpoch(
  state: AccessState,
  next: NextEpochBody,
  context: AccessContext,
  { mayLeaveOut }: { readonly mayLeaveOut: boolean },
): Result<AccessState> {
  const current = currentEpoch(state)
  if (next.epoch !== current + 1 || next.prevEpoch > current) {
    return fail('wrongEpoch', `The next epoch is ${current + 1}. Do this again with the present state.`)
  }
  const leftOut = state.epochs.slice(next.prevEpoch)
  if (leftOut.length > 0 && !mayLeaveOut)
    return fail('wrongEpoch', 'Only an owner who replaces a broken epoch may leave it out of the chain.')
  if (leftOut.some((epoch) => isUsedByOthers(state, epoch, context))) {
    return fail(
      'epochInUse',
      'The key that would be dropped is in use: others than its maker wrote with it. Wait until one of them is online; it is then sent again.',
    )
  }
  const wraps = checkWraps(state, next.wraps)
  if (!wraps.ok) return wraps
  const epochs = state.epochs.map((epoch) => (leftOut.includes(epoch) ? { ...epoch, leftOutAt: context.seq } : epoch))
  return ok({ ...state, epochs: [...epochs, { ...next, seq: context.seq, byDeviceId: context.deviceId }] })
}

/** What others sealed would be lost with the key. */
function isUsedByOthers(state: AccessState, { epoch, byDeviceId }: Epoch, { sealedBy }: AccessContext): boolean {
  const maker = memberOfDevice(state, byDeviceId)?.memberId
  return (sealedBy?.(epoch) ?? []).some((deviceId) => memberOfDevice(state, deviceId)?.memberId !== maker)
}

/** An owner starts an epoch by itself, also to supersede one whose wraps do not open (then `prevEpoch` is older). */
export function judgeNewEpoch(
  state: AccessState,
  body: AccessBodyOf<'newEpoch'>,
  context: MemberContext,
): Result<AccessState> {
  return context.actor.role === 'owner' ? addEpoch(state, body.nextEpoch, context, { mayLeaveOut: true }) : ownerOnly()
}

/** A new kit: the old words open nothing from the next epoch on. */
export function judgeRotateRecovery(
  state: AccessState,
  body: AccessBodyOf<'rotateRecovery'>,
  context: MemberContext,
): Result<AccessState> {
  if (context.actor.role !== 'owner') return ownerOnly()
  const keys = checkDeviceKeys(body.recovery)
  if (!keys.ok) return keys
  if (isKnownDevice(state, body.recovery.deviceId))
    return fail('knownDevice', 'A new kit needs new keys. Create the kit again.')
  return addEpoch({ ...state, recovery: body.recovery }, body.nextEpoch, context, { mayLeaveOut: true })
}

/**
 * Signed by the recovery key: an owner returns as a new member on a new device, what was lost leaves, the next epoch
 * begins. The person of the membership that ends is the new one's, so nobody becomes independent of themselves.
 */
export function judgeRecover(
  state: AccessState,
  body: AccessBodyOf<'recover'>,
  context: AccessContext,
): Result<AccessState> {
  if (state.recovery?.deviceId !== context.deviceId) {
    return fail('roleMayNotWrite', 'This recovery kit was replaced by a newer one. Use the newest kit.')
  }
  const keys = checkDeviceKeys(body.device)
  if (!keys.ok) return keys
  if (isKnownDevice(state, body.device.deviceId))
    return fail('knownDevice', 'A recovered device needs new keys. Start the recovery again.')
  if (state.members[body.memberId])
    return fail('knownMember', 'Who returns with a recovery kit is a new member. Start the recovery again.')
  const before = activeMembers(state).find(({ memberId, role }) => memberId === body.replaces && role === 'owner')
  if (body.replaces !== undefined && !before)
    return fail('notAnOwner', 'A recovery kit brings back an owner. Choose an owner, or return as a new one.')
  const unknown = body.deviceIds.find((deviceId) => !isActiveDevice(state, deviceId))
  if (unknown !== undefined)
    return fail('unknownDevice', 'A device to be removed is not active. Look at the list and try again.')
  return addEpoch(withReturned(state, body, context), body.nextEpoch, context, { mayLeaveOut: true })
}

/** The members and devices after a recovery, as `judgeRecover` has them once it counts. */
export function withReturned(
  state: AccessState,
  {
    memberId,
    replaces,
    device,
    deviceIds,
  }: Pick<AccessBodyOf<'recover'>, 'memberId' | 'replaces' | 'device' | 'deviceIds'>,
  context: Pick<AccessContext, 'seq' | 'deviceId' | 'relayTime'>,
): AccessState {
  const { seq, relayTime } = context
  const removed = removeDevices(state, deviceIds, seq)
  const before = replaces === undefined ? undefined : removed.members[replaces]
  const person = before?.persons.at(-1)
  const member: Member = {
    memberId,
    role: 'owner',
    roles: [{ seq, role: 'owner', at: relayTime }],
    persons: person ? [{ ...person, seq }] : [],
    ...(before && { returnedFrom: before.memberId }),
  }
  return {
    ...removed,
    members: {
      ...removed.members,
      ...(before && { [before.memberId]: { ...before, removedAt: seq } }),
      [memberId]: member,
    },
    devices: { ...removed.devices, [device.deviceId]: newDevice(removed, device, memberId, context) },
  }
}

const ownerOnly = () => fail('roleMayNotWrite', 'Only an owner does this. Ask one.')
