/**
 * Making epochs and handing secrets on. The raw secret is in memory only here, for as long as it takes to wrap it: it
 * is never stored, so whoever wraps it for somebody opens their own wrap from the access log again.
 *
 * Every attempt at an epoch draws a new secret. What is derived from it (lib/crypto/epoch.ts) is then never used for
 * two lists of recipients, also where the first attempt came too late.
 */

import { epochCommit, newEpochSecret, sealPrevious } from '~/lib/crypto/epoch'
import { wrap, wrapForAll } from '~/lib/crypto/hpke'
import { openOwnWrap, type EpochReader } from '~/lib/crypto/openEpochs'
import type { DeviceKeys } from '~/lib/crypto/deviceKeys'
import type { NextEpochBody } from '~/lib/protocol/access/accessBody'
import { currentEpoch, wrapRecipients, type AccessState } from '~/lib/protocol/access/accessState'
import { fromBase64Url, toBase64Url, type Bytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import { fail, ok, type Result } from '~/lib/shared/result'

type OwnKeys = Pick<DeviceKeys, 'deviceId' | 'dh'>

/**
 * The raw secret of the current epoch, from the wrap made for these keys or made again. Fails with `noKey` or
 * `badEpoch`.
 */
export async function currentSecret(access: AccessState, keys: OwnKeys): Promise<Result<Bytes>> {
  const epoch = access.epochs.at(-1)
  if (epoch?.wraps[keys.deviceId] === undefined)
    return fail('noKey', 'This device has no key of the workspace. Ask an owner to let it in.')
  const secret = await openOwnWrap(epoch, readerOf(access, keys))
  return secret
    ? ok(secret)
    : fail(
        'badEpoch',
        'The workspace key sent to this device does not open. Wait until a device that has it sends it again, or ask an owner for a new key.',
      )
}

/** The current secret, wrapped for one more device. */
export async function wrapCurrentFor(
  access: AccessState,
  keys: OwnKeys,
  device: { readonly deviceId: string; readonly dhKey: string },
): Promise<Result<string>> {
  const secret = await currentSecret(access, keys)
  if (!secret.ok) return secret
  const link = {
    workspaceId: access.workspaceId,
    epoch: currentEpoch(access),
    prevEpoch: access.epochs.at(-1)!.prevEpoch ?? 0,
  }
  const wrapped = await wrap(secret.value, { deviceId: device.deviceId, dhKey: fromBase64Url(device.dhKey) }, link)
  return wrapped.ok ? ok(toBase64Url(wrapped.value)) : wrapped
}

/**
 * The next epoch. `after` is the access state with everybody who leaves already gone and everybody who comes already
 * there, so that the wraps are for exactly those who stay (`badWraps` otherwise). With `mayLeaveOut`, an owner's or the
 * recovery key's right, epochs whose key does not open are left out of the chain. Fails with `noKey`, `badEpoch` or
 * `badKey`.
 */
export async function makeNextEpoch(
  before: AccessState,
  after: AccessState,
  keys: OwnKeys,
  { random, mayLeaveOut = false }: { readonly random: Random; readonly mayLeaveOut?: boolean },
): Promise<Result<NextEpochBody>> {
  const previous = await newestSecret(before, keys, mayLeaveOut)
  if (!previous.ok) return previous
  const { workspaceId } = before
  const link = { workspaceId, epoch: currentEpoch(before) + 1, prevEpoch: previous.value.epoch }
  const secret = newEpochSecret(random)
  const wraps = await wrapForAll(secret, wrapRecipients(after), link)
  if (!wraps.ok) return wraps
  const prevSealed = toBase64Url(await sealPrevious(secret, previous.value.secret, link))
  return ok({
    epoch: link.epoch,
    commit: epochCommit(workspaceId, link.epoch, secret),
    prevEpoch: link.prevEpoch,
    prevSealed,
    wraps: wraps.value,
  })
}

/** The secret that the next one is chained to: the current epoch's, else, where that may be, the newest that opens. */
async function newestSecret(
  access: AccessState,
  keys: OwnKeys,
  mayLeaveOut: boolean,
): Promise<Result<{ readonly epoch: number; readonly secret: Bytes }>> {
  const current = await currentSecret(access, keys)
  if (current.ok) return ok({ epoch: currentEpoch(access), secret: current.value })
  if (!mayLeaveOut) return current
  for (const epoch of access.epochs.slice(0, -1).reverse()) {
    const secret = await openOwnWrap(epoch, readerOf(access, keys))
    if (secret) return ok({ epoch: epoch.epoch, secret })
  }
  return current
}

const readerOf = ({ workspaceId }: AccessState, { deviceId, dh }: OwnKeys): EpochReader => ({
  workspaceId,
  deviceId,
  dh,
})
