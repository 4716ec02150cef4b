/** The first entry: the founder, the recovery key and the first epoch. */

import { fail, ok, type Result } from '~/lib/shared/result'
import { workspaceIdOf, type AccessBodyOf } from './accessBody'
import { checkDeviceKeys } from './accessDevices'
import { checkWraps } from './accessEpochs'
import { emptyAccess, type AccessContext, type AccessState } from './accessState'

export function judgeGenesis(
  state: AccessState,
  body: AccessBodyOf<'genesis'>,
  context: AccessContext,
): Result<AccessState> {
  if (state.workspaceId !== '' || context.seq !== 1) {
    return fail('secondGenesis', 'A workspace is founded once, by the first entry of its log. This entry is ignored.')
  }
  if (body.device.deviceId !== context.deviceId) {
    return fail('badDeviceId', 'The founding entry is signed by another device than it names. Do not use this log.')
  }
  const keys = checkDeviceKeys(body.device)
  if (!keys.ok) return keys
  const recoveryKeys = checkDeviceKeys(body.recovery)
  if (!recoveryKeys.ok) return recoveryKeys

  const founded: AccessState = {
    ...emptyAccess(),
    workspaceId: workspaceIdOf(body),
    genesisHash: context.entryHash,
    members: {
      [body.memberId]: {
        memberId: body.memberId,
        role: 'owner',
        roles: [{ seq: context.seq, role: 'owner', at: context.relayTime }],
        persons: [],
      },
    },
    devices: {
      [body.device.deviceId]: { ...body.device, memberId: body.memberId, position: 0, admittedAt: context.seq },
    },
    recovery: body.recovery,
  }
  const wraps = checkWraps(founded, body.epoch.wraps)
  if (!wraps.ok) return wraps
  return ok({ ...founded, epochs: [{ epoch: 1, ...body.epoch, seq: context.seq, byDeviceId: context.deviceId }] })
}
