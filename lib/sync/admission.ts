/**
 * Letting in who was invited "at once": an owner or lead device that is online answers a join with the wrapped secret,
 * without anybody's click. An invitation that asks for the safety words is left alone: comparing them is a person's act.
 */

import type { DeviceKeys } from '../crypto/deviceKeys'
import { writeAccessBody } from '../protocol/access'
import { checkStillValid } from '../protocol/accessInvites'
import { currentEpoch, isActiveDevice, mayManageDevicesOf, memberOfDevice, type AccessState, type Invite } from '../protocol/accessState'
import { roleMayWrite } from '../protocol/roles'
import { toHex } from '../shared/bytes'
import { sha256 } from '../shared/hash'
import { utf8 } from '../shared/bytes'
import type { Result } from '../shared/result'
import type { Replica } from '../vault/replica'
import { wrapCurrentFor } from './epochSecrets'

/** Name in the outbox of what this device writes by itself. */
export const admitCommand = 'invite.admit'

export interface AdmissionOptions {
  readonly replica: Replica
  readonly keys: Pick<DeviceKeys, 'deviceId' | 'dh'>
  readonly clock: { now(): number }
}

/** Joins that this device may answer by itself now. */
export function admissible(access: AccessState, deviceId: string): readonly Invite[] {
  const actor = memberOfDevice(access, deviceId)
  if (!actor || !isActiveDevice(access, deviceId) || !roleMayWrite(actor.role, 'access')) return []
  return Object.values(access.invites).filter((invite) =>
    invite.state === 'joined' && invite.admit === 'atOnce' && checkStillValid(access, invite).ok && mayManageDevicesOf(actor, invite.memberId, invite.role))
}

/** Puts one admission into the outbox, where none waits yet. Whether one was put. */
export async function admitNext({ replica, keys, clock }: AdmissionOptions): Promise<boolean> {
  const [invite] = admissible(replica.access(), replica.deviceId)
  if (!invite?.join) return false
  const access = replica.access()
  const wrapped = await wrapCurrentFor(access, keys, invite.join)
  if (!wrapped.ok) return false
  const body = writeAccessBody({
    type: 'admit',
    prev: access.head.accessHash,
    inviteId: invite.inviteId,
    deviceId: invite.join.deviceId,
    joinHash: invite.join.joinHash,
    epoch: currentEpoch(access),
    wrap: wrapped.value,
  })
  // One admission per access head: the same again after a restart is the same command.
  const commandId = `admit-${toHex(sha256(utf8(`${invite.inviteId}/${access.head.accessHash}`))).slice(0, 22)}`
  return replica.exclusive(async () => {
    if (replica.access().head.accessHash !== access.head.accessHash) return false
    if ((await replica.vault.outbox.filter(({ payload }) => payload.type === 'access').count()) > 0) return false
    const committed: Result<void> = await replica.commit({
      commandId, name: admitCommand, input: { inviteId: invite.inviteId }, at: clock.now(), access: [body], result: null,
    })
    return committed.ok
  })
}
