/**
 * Making epochs and handing secrets on. The raw secret is in memory only here, for as long as it takes to wrap it: it is
 * never stored, so whoever wraps it for somebody opens their own wrap from the access log again.
 */

import { epochCommit, newEpochSecret, sealPrevious } from '../crypto/epoch'
import { unwrap, wrap } from '../crypto/hpke'
import { fitsCommit } from '../crypto/epoch'
import type { DeviceKeys } from '../crypto/deviceKeys'
import type { NextEpochBody } from '../protocol/access'
import { currentEpoch, wrapRecipients, type AccessState } from '../protocol/accessState'
import { fromBase64Url, toBase64Url, type Bytes } from '../shared/bytes'
import type { Random } from '../shared/ids'
import { fail, ok, type Result } from '../shared/result'

/** The raw secret of the current epoch, from the wrap made for these keys. Fails with `noKey`, `badWrap` or `badEpoch`. */
export async function currentSecret(access: AccessState, keys: Pick<DeviceKeys, 'deviceId' | 'dh'>): Promise<Result<Bytes>> {
  const epoch = access.epochs.at(-1)
  const wrapped = epoch?.wraps[keys.deviceId]
  if (!epoch || wrapped === undefined) return fail('noKey', 'This device has no key of the workspace. Ask an owner to let it in.')
  const { workspaceId } = access
  const secret = await unwrap(fromBase64Url(wrapped), keys.dh, { workspaceId, epoch: epoch.epoch, deviceId: keys.deviceId })
  if (!secret.ok) return secret
  if (fitsCommit(workspaceId, epoch.epoch, secret.value, epoch.commit)) return secret
  return fail('badEpoch', `The key of epoch ${epoch.epoch} is not the one that was promised. An owner has to start a new epoch.`)
}

/** The current secret, wrapped for one more device. */
export async function wrapCurrentFor(
  access: AccessState,
  keys: Pick<DeviceKeys, 'deviceId' | 'dh'>,
  device: { readonly deviceId: string; readonly dhKey: string },
): Promise<Result<string>> {
  const secret = await currentSecret(access, keys)
  if (!secret.ok) return secret
  const target = { workspaceId: access.workspaceId, epoch: currentEpoch(access), deviceId: device.deviceId }
  const wrapped = await wrap(secret.value, fromBase64Url(device.dhKey), target)
  return wrapped.ok ? ok(toBase64Url(wrapped.value)) : wrapped
}

/**
 * The next epoch. `after` is the access state with everybody who leaves already gone and everybody who comes already
 * there, so that the wraps are for exactly those who stay (`badWraps` otherwise).
 */
export async function makeNextEpoch(
  before: AccessState,
  after: AccessState,
  keys: Pick<DeviceKeys, 'deviceId' | 'dh'>,
  random: Random,
): Promise<Result<NextEpochBody>> {
  const previous = await currentSecret(before, keys)
  if (!previous.ok) return previous
  const { workspaceId } = before
  const prevEpoch = currentEpoch(before)
  const epoch = prevEpoch + 1
  const secret = newEpochSecret(random)
  const wraps = await wrapForAll(secret, after, epoch, workspaceId)
  if (!wraps.ok) return wraps
  const prevSealed = await sealPrevious(secret, previous.value, { workspaceId, epoch, prevEpoch }, random)
  return ok({ epoch, commit: epochCommit(workspaceId, epoch, secret), prevEpoch, prevSealed: toBase64Url(prevSealed), wraps: wraps.value })
}

/** Wraps for exactly the active devices and the recovery key. */
export async function wrapForAll(secret: Bytes, state: Pick<AccessState, 'devices' | 'members' | 'recovery'>, epoch: number, workspaceId: string): Promise<Result<Record<string, string>>> {
  const wraps: Record<string, string> = {}
  for (const { deviceId, dhKey } of wrapRecipients(state as AccessState)) {
    const wrapped = await wrap(secret, dhKey, { workspaceId, epoch, deviceId })
    if (!wrapped.ok) return wrapped
    wraps[deviceId] = toBase64Url(wrapped.value)
  }
  return ok(wraps)
}
