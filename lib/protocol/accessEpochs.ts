/**
 * Epochs: generations of the workspace secret. They only grow, and each is wrapped for exactly the devices that
 * are active once its entry counts, and for the recovery key: one too many would be a hidden reader, one too few
 * a lock-out. Whether a wrap opens to the commitment only its recipient can tell ("bad epoch by X").
 */

import { fail, ok, type Result } from '../shared/result'
import type { AccessBodyOf, NextEpochBody } from './access'
import { checkDeviceKeys, isKnownDevice, newDevice, removeDevices } from './accessDevices'
import { currentEpoch, isActiveDevice, wrapRecipients, type AccessContext, type AccessState, type MemberContext } from './accessState'

/** Fails with `badWraps` unless the wraps are for exactly `wrapRecipients(state)`. */
export function checkWraps(state: AccessState, wraps: Readonly<Record<string, string>>): Result<void> {
  const wanted = wrapRecipients(state).map(({ deviceId }) => deviceId).sort()
  const given = Object.keys(wraps).sort()
  if (wanted.join() === given.join()) return ok()
  return fail('badWraps', 'The new key is not wrapped for exactly the active devices and the recovery kit. Do this again with the present list of devices.', {
    detail: { missing: wanted.filter((id) => !given.includes(id)), extra: given.filter((id) => !wanted.includes(id)) },
  })
}

/** `state` is the one after members and devices left or came, so that the wraps fit it. */
export function addEpoch(state: AccessState, next: NextEpochBody, context: AccessContext): Result<AccessState> {
  const current = currentEpoch(state)
  if (next.epoch !== current + 1 || next.prevEpoch > current) {
    return fail('wrongEpoch', `The next epoch is ${current + 1}. Do this again with the present state.`)
  }
  const wraps = checkWraps(state, next.wraps)
  if (!wraps.ok) return wraps
  return ok({ ...state, epochs: [...state.epochs, { ...next, seq: context.seq, byDeviceId: context.deviceId }] })
}

/** As `addEpoch`, and the secret that is sealed under the new one must be the current one. */
export function addEpochAfterCurrent(state: AccessState, next: NextEpochBody, context: AccessContext): Result<AccessState> {
  if (next.prevEpoch !== currentEpoch(state)) {
    return fail('wrongEpoch', 'Only an owner who replaces a broken epoch may leave it out of the chain.')
  }
  return addEpoch(state, next, context)
}

/** An owner starts an epoch by itself, also to supersede one whose wraps do not open (then `prevEpoch` is older). */
export function judgeNewEpoch(state: AccessState, body: AccessBodyOf<'newEpoch'>, context: MemberContext): Result<AccessState> {
  return context.actor.role === 'owner' ? addEpoch(state, body.nextEpoch, context) : ownerOnly()
}

/** A new kit: the old words open nothing from the next epoch on. */
export function judgeRotateRecovery(state: AccessState, body: AccessBodyOf<'rotateRecovery'>, context: MemberContext): Result<AccessState> {
  if (context.actor.role !== 'owner') return ownerOnly()
  const keys = checkDeviceKeys(body.recovery)
  if (!keys.ok) return keys
  if (isKnownDevice(state, body.recovery.deviceId)) return fail('knownDevice', 'A new kit needs new keys. Create the kit again.')
  return addEpochAfterCurrent({ ...state, recovery: body.recovery }, body.nextEpoch, context)
}

/** Signed by the recovery key: an owner returns on a new device, lost devices leave, the next epoch begins. */
export function judgeRecover(state: AccessState, body: AccessBodyOf<'recover'>, context: AccessContext): Result<AccessState> {
  if (state.recovery?.deviceId !== context.deviceId) {
    return fail('roleMayNotWrite', 'This recovery kit was replaced by a newer one. Use the newest kit.')
  }
  const keys = checkDeviceKeys(body.device)
  if (!keys.ok) return keys
  if (isKnownDevice(state, body.device.deviceId)) return fail('knownDevice', 'A recovered device needs new keys. Start the recovery again.')
  const member = state.members[body.memberId] ?? {
    memberId: body.memberId, role: 'owner' as const, roles: [{ seq: context.seq, role: 'owner' as const }], persons: [],
  }
  if (member.role !== 'owner' || member.removedAt !== undefined) {
    return fail('notAnOwner', 'A recovery kit brings back an owner. Choose an owner, or return as a new one.')
  }
  const unknown = body.deviceIds.find((deviceId) => !isActiveDevice(state, deviceId))
  if (unknown !== undefined) return fail('unknownDevice', 'A device to be removed is not active. Look at the list and try again.')
  const removed = removeDevices(state, body.deviceIds, context.seq)
  return addEpochAfterCurrent({
    ...removed,
    members: { ...removed.members, [member.memberId]: member },
    devices: { ...removed.devices, [body.device.deviceId]: newDevice(removed, body.device, member.memberId, context.seq) },
  }, body.nextEpoch, context)
}

const ownerOnly = () => fail('roleMayNotWrite', 'Only an owner does this. Ask one.')
