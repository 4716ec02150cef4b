/**
 * Coming back with a recovery kit: until its entry is in the log, this device speaks with the recovery key. It reads the
 * log to its head first (a relay may hold more than a backup does), then one `recover` entry lets the new device in,
 * removes the lost ones of that owner, and begins the next epoch. Then the key is forgotten.
 */

import { sign, type DeviceKeys } from '../crypto/deviceKeys'
import { writeAccessBody } from '../protocol/access'
import { newDevice, removeDevices } from '../protocol/accessDevices'
import { activeDevices, activeMembers, currentEpoch, type AccessState, type Member } from '../protocol/accessState'
import type { LogHead } from '../protocol/entry'
import { newUuid } from '../protocol/entry'
import { deviceChain, type LogState } from '../protocol/judge'
import { toBase64Url, toBytes } from '../shared/bytes'
import type { Random } from '../shared/ids'
import { ok, type Result } from '../shared/result'
import { makeNextEpoch } from './epochSecrets'
import { writeSignedEntry, type SealedEntry } from './sealBatch'

export interface RecoverFacts {
  readonly state: LogState
  readonly head: LogHead
  readonly recovery: DeviceKeys
  /** Of the device that comes. */
  readonly keys: DeviceKeys
  readonly random: Random
}

/** The entry that lets the device in, on the given state of the log. Fails with `noKey`, `badWrap` or `badEpoch`. */
export async function recoverEntry({ state, head, recovery, keys, random }: RecoverFacts): Promise<Result<SealedEntry>> {
  const { access } = state
  // The first owner who is still here comes back; where none is left, a new one comes.
  const owner: Member | undefined = activeMembers(access).find(({ role }) => role === 'owner')
  const memberId = owner?.memberId ?? newUuid(random)
  const lost = activeDevices(access).filter((device) => device.memberId === memberId).map(({ deviceId }) => deviceId)
  const device = { deviceId: keys.deviceId, signKey: toBase64Url(keys.signKey), dhKey: toBase64Url(keys.dhKey) }
  const without = removeDevices(access, lost, head.seq + 1)
  const after: AccessState = {
    ...without,
    members: { ...without.members, [memberId]: owner ?? { memberId, role: 'owner', roles: [{ seq: head.seq + 1, role: 'owner' }], persons: [] } },
    devices: { ...without.devices, [device.deviceId]: newDevice(without, device, memberId, head.seq + 1) },
  }
  const nextEpoch = await makeNextEpoch(access, after, recovery, random)
  if (!nextEpoch.ok) return nextEpoch
  const body = writeAccessBody({ type: 'recover', prev: access.head.accessHash, memberId, device, deviceIds: lost, nextEpoch: nextEpoch.value })
  const chain = deviceChain(state, recovery.deviceId)
  return ok(await writeSignedEntry('access', newUuid(random), body, {
    workspaceId: access.workspaceId, deviceId: recovery.deviceId, deviceSeq: chain.deviceSeq + 1, prevDeviceHash: chain.hash,
    head: { seq: head.seq, chain: head.chain }, epoch: currentEpoch(access),
  }, { sign: (message) => sign(recovery.sign.privateKey, toBytes(message)), epochKey: () => undefined }, random))
}
