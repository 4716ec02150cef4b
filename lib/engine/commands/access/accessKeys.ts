/**
 * Who leaves, and new keys. Removal and the next epoch are one entry, so nothing is ever sealed for who left; an owner
 * may leave out an epoch whose key nobody got (lib/protocol/access/accessEpochs.ts).
 */

import { confirmPositions, createRecoveryKit } from '~/lib/crypto/recoveryKit'
import type { AccessBodyOf, NextEpochBody } from '~/lib/protocol/access/accessBody'
import { removeDevices } from '~/lib/protocol/access/accessDevices'
import { isActiveDevice, type AccessState } from '~/lib/protocol/access/accessState'
import type { Result } from '~/lib/shared/result'
import { makeNextEpoch } from '~/lib/sync/session/epochSecrets'
import type { EngineContext, Handlers } from '~/lib/engine/commandContext'
import { commitAccess, deviceKeysOf } from './accessChange'
import { kitConfirmedKey, kitMadeKey } from './accessKit'

export const keyCommands = {
  'member.remove': (ctx, { memberId, alsoDevices = [], compromisedSince }) =>
    remove(ctx, { memberIds: [memberId], deviceIds: alsoDevices, compromisedSince }),
  'device.remove': (ctx, { deviceId, alsoDevices = [], compromisedSince }) =>
    remove(ctx, { memberIds: [], deviceIds: [deviceId, ...alsoDevices], compromisedSince }),

  'device.compromised': (ctx, { deviceId, since }) =>
    commitAccess(
      ctx,
      { type: 'compromised', prev: ctx.replica.access().head.accessHash, devices: { [deviceId]: since } },
      { result: null },
    ),

  async 'key.new'(ctx) {
    const access = ctx.replica.access()
    const nextEpoch = await nextEpochOf(ctx, access, access)
    if (!nextEpoch.ok) return nextEpoch
    return commitAccess(
      ctx,
      { type: 'newEpoch', prev: access.head.accessHash, nextEpoch: nextEpoch.value },
      { result: null },
    )
  },

  /** The words are in the answer and nowhere else: what is kept of the command has none. */
  async 'kit.new'(ctx) {
    const access = ctx.replica.access()
    const kit = await createRecoveryKit(ctx.random)
    const nextEpoch = await nextEpochOf(ctx, access, { ...access, recovery: kit.sealed })
    if (!nextEpoch.ok) return nextEpoch
    const body: AccessBodyOf<'rotateRecovery'> = {
      type: 'rotateRecovery',
      prev: access.head.accessHash,
      recovery: kit.sealed,
      nextEpoch: nextEpoch.value,
    }
    const facts = { workspaceId: ctx.workspaceId, createdAt: ctx.clock.now() }
    const committed = await commitAccess(ctx, body, {
      result: { ...facts, kit: null },
      extra: {
        meta: [
          { key: kitConfirmedKey, value: 0 },
          { key: kitMadeKey, value: kit.sealed.deviceId },
        ],
      },
    })
    if (!committed.ok) return committed
    return { ok: true, value: { ...facts, kit: { words: kit.words, confirmPositions: confirmPositions(ctx.random) } } }
  },
} satisfies Partial<Handlers>

interface Leaving {
  readonly memberIds: readonly string[]
  readonly deviceIds: readonly string[]
  /** Milliseconds: what the devices that leave signed from then on is doubtful. */
  readonly compromisedSince: number | undefined
}

async function remove(ctx: EngineContext, { memberIds, deviceIds, compromisedSince }: Leaving): Promise<Result<null>> {
  const access = ctx.replica.access()
  const after = without(access, memberIds, deviceIds, ctx.replica.head().seq + 1)
  const nextEpoch = await nextEpochOf(ctx, access, after)
  if (!nextEpoch.ok) return nextEpoch
  const gone = Object.keys(access.devices).filter(
    (deviceId) => isActiveDevice(access, deviceId) && !isActiveDevice(after, deviceId),
  )
  const compromised =
    compromisedSince === undefined
      ? undefined
      : Object.fromEntries(gone.map((deviceId) => [deviceId, compromisedSince]))
  return commitAccess(
    ctx,
    {
      type: 'remove',
      prev: access.head.accessHash,
      memberIds: [...memberIds],
      deviceIds: [...deviceIds],
      compromised,
      nextEpoch: nextEpoch.value,
    },
    { result: null },
  )
}

async function nextEpochOf(
  ctx: EngineContext,
  before: AccessState,
  after: AccessState,
): Promise<Result<NextEpochBody>> {
  const keys = await deviceKeysOf(ctx)
  return keys.ok
    ? makeNextEpoch(before, after, keys.value, { random: ctx.random, mayLeaveOut: ctx.actor?.role === 'owner' })
    : keys
}

function without(
  access: AccessState,
  memberIds: readonly string[],
  deviceIds: readonly string[],
  seq: number,
): AccessState {
  const left = removeDevices(access, deviceIds, seq)
  const members = { ...left.members }
  for (const memberId of memberIds) members[memberId] = { ...members[memberId]!, removedAt: seq }
  return { ...left, members }
}
