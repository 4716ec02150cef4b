/**
 * One change of members, devices or keys, from body to outbox. Access entries compare-and-swap on the access head, so
 * one can wait at a time; each is tried on the present state first, and what it says then is what the log would say.
 */

import { writeAccessBody, type AccessBody } from '~/lib/protocol/access/accessBody'
import { judgeAccess } from '~/lib/protocol/access/accessReducer'
import type { AccessState } from '~/lib/protocol/access/accessState'
import { zeroHash } from '~/lib/protocol/log/entry'
import { readDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import type { DeviceKeys } from '~/lib/crypto/deviceKeys'
import type { JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { ExtraWrites } from '~/lib/vault/replica/replica'
import type { EngineContext } from '~/lib/engine/commandContext'

/** The state after the body, or why the log would not take it. */
export function tryAccess(ctx: EngineContext, body: AccessBody): Result<AccessState> {
  return judgeAccess(ctx.replica.access(), body, {
    deviceId: ctx.replica.deviceId,
    seq: ctx.replica.head().seq + 1,
    relayTime: Math.max(ctx.clock.now(), ctx.replica.head().relayTime),
    entryHash: zeroHash,
  })
}

/** Fails with `accessWaits` while another change of members is on its way, and with whatever the log would say. */
export async function mayChangeAccess(ctx: EngineContext, body: AccessBody): Promise<Result<void>> {
  const waits = await ctx.vault.outbox.filter(({ payload }) => payload.type === 'access').count()
  if (waits > 0) {
    return fail(
      'accessWaits',
      'Another change of members or devices has not gone out yet. Connect to the relay, wait until it has, then do this again.',
    )
  }
  const tried = tryAccess(ctx, body)
  return tried.ok ? ok() : tried
}

export async function commitAccess<T extends JsonValue>(
  ctx: EngineContext,
  body: AccessBody,
  {
    result,
    extra,
    logged,
  }: {
    readonly result: T
    readonly extra?: ExtraWrites
    /** The input without anything secret. */ readonly logged?: JsonValue
  },
): Promise<Result<T>> {
  const may = await mayChangeAccess(ctx, body)
  if (!may.ok) return may
  const committed = await ctx.replica.commit({
    commandId: ctx.commandId,
    name: ctx.command.name,
    input: logged ?? (ctx.command.input as JsonValue),
    at: ctx.clock.now(),
    access: [writeAccessBody(body)],
    extra,
    result,
  })
  if (!committed.ok) return committed
  ctx.sync.nudge()
  return ok(result)
}

/** The device's key handles. Fails with `noKey` on a device that lost them. */
export async function deviceKeysOf(ctx: EngineContext): Promise<Result<DeviceKeys>> {
  const keys = await readDeviceKeys(ctx.vault)
  return keys
    ? ok(keys)
    : fail(
        'noKey',
        'The keys of this device can’t be read. Restore the workspace from a backup, or let this browser join again.',
      )
}
