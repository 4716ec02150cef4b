/**
 * Coming back with a recovery kit: until its entry is in the log, this device speaks with the recovery key. It reads
 * the log to its head first (a relay may hold more than a backup does), then one `recover` entry lets the new device in
 * as a new member, ends the owner's old membership with its lost devices, and begins the next epoch. Then the key is
 * forgotten.
 */

import { sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { writeAccessBody } from '~/lib/protocol/access/accessBody'
import { withReturned } from '~/lib/protocol/access/accessEpochs'
import { activeMembers, currentEpoch, type AccessState, type Member } from '~/lib/protocol/access/accessState'
import { newUuid } from '~/lib/protocol/log/entry'
import { deviceChain } from '~/lib/protocol/log/judge'
import { toBase64Url, toBytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import { ok, type Result } from '~/lib/shared/result'
import type { Replica } from '~/lib/vault/replica/replica'
import { makeNextEpoch } from '../session/epochSecrets'
import { writeSignedEntry, type SealedEntry } from '../outbox/sealBatch'

export interface RecoverFacts {
  /** That has read the log to its head. */
  readonly replica: Pick<Replica, 'exclusive' | 'settled' | 'logState' | 'head'>
  readonly recovery: DeviceKeys
  /** Of the device that comes. */
  readonly keys: DeviceKeys
  readonly random: Random
}

/**
 * The entry that lets the device in, on the log as it was read. As with everything that is signed, only over what rests
 * on signatures of its own: where one did not hold, everything is made again without it first, and that is what the
 * owner comes back to. Fails with `noKey`, `badWrap`, `badEpoch`, or `rebuilt` where the second look found another
 * forged entry.
 */
export async function recoverEntry({ replica, recovery, keys, random }: RecoverFacts): Promise<Result<SealedEntry>> {
  const settled = () => replica.exclusive(() => replica.settled())
  if (!(await settled()).ok) {
    const again = await settled()
    if (!again.ok) return again
  }
  const state = replica.logState()
  const head = replica.head()
  const { access } = state
  const replaces = returning(access)?.memberId
  const device = { deviceId: keys.deviceId, signKey: toBase64Url(keys.signKey), dhKey: toBase64Url(keys.dhKey) }
  const returned = { memberId: newUuid(random), ...(replaces !== undefined && { replaces }), device, deviceIds: [] }
  const after = withReturned(access, returned, { seq: head.seq + 1, deviceId: recovery.deviceId, relayTime: 0 })
  const nextEpoch = await makeNextEpoch(access, after, recovery, { random, mayLeaveOut: true })
  if (!nextEpoch.ok) return nextEpoch
  const body = writeAccessBody({
    type: 'recover',
    prev: access.head.accessHash,
    ...returned,
    nextEpoch: nextEpoch.value,
  })
  const chain = deviceChain(state, recovery.deviceId)
  return ok(
    await writeSignedEntry(
      'access',
      newUuid(random),
      body,
      {
        workspaceId: access.workspaceId,
        deviceId: recovery.deviceId,
        deviceSeq: chain.deviceSeq + 1,
        prevDeviceHash: chain.hash,
        head: { seq: head.seq, chain: head.chain },
        epoch: currentEpoch(access),
      },
      { sign: (message) => sign(recovery.sign.privateKey, toBytes(message)), epochKey: () => undefined },
      random,
    ),
  )
}

/**
 * The only owner comes back. Of several the kit can't tell which, so a new one comes, whom an owner binds to their
 * person.
 */
function returning(access: AccessState): Member | undefined {
  const owners = activeMembers(access).filter(({ role }) => role === 'owner')
  return owners.length === 1 ? owners[0] : undefined
}
