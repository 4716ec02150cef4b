/** Devices in the access state: their keys, their coming and going. */

import { fromBase64Url } from '~/lib/shared/bytes'
import { deviceIdOf } from '~/lib/shared/deviceId'
import { isCurvePoint } from '~/lib/shared/p256'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { DeviceKeysBody } from './accessBody'
import { isActiveDevice, type AccessContext, type AccessState, type Device } from './accessState'

/**
 * The id of a device is the hash of its keys, so a device can't be given other keys under its name. A key that is no
 * point would stop every next epoch: nothing can be wrapped for it. Fails with `badDeviceId` or `badDeviceKey`.
 */
export function checkDeviceKeys(device: DeviceKeysBody): Result<void> {
  const [signKey, dhKey] = [fromBase64Url(device.signKey), fromBase64Url(device.dhKey)]
  if (!isCurvePoint(signKey) || !isCurvePoint(dhKey))
    return fail(
      'badDeviceKey',
      'A key of the device is not a point on the curve, so nothing could be sent to it. Create the device again.',
    )
  return deviceIdOf(signKey, dhKey) === device.deviceId
    ? ok()
    : fail('badDeviceId', 'The device id does not belong to these keys. Create the device again.')
}

/** A device with the next free position. Positions are never reused, so neither are codes (ID2). */
export const newDevice = (
  state: AccessState,
  keys: Pick<Device, 'deviceId' | 'signKey' | 'dhKey'>,
  memberId: string,
  { seq, deviceId: admittedBy }: Pick<AccessContext, 'seq' | 'deviceId'>,
): Device => ({
  deviceId: keys.deviceId,
  signKey: keys.signKey,
  dhKey: keys.dhKey,
  memberId,
  position: Object.keys(state.devices).length,
  admittedAt: seq,
  admittedBy,
})

/** A device, or the recovery key, of now or of before. */
export const isKnownDevice = (state: AccessState, deviceId: string): boolean =>
  state.devices[deviceId] !== undefined || state.recovery?.deviceId === deviceId

export function removeDevices(state: AccessState, deviceIds: readonly string[], seq: number): AccessState {
  const devices = { ...state.devices }
  for (const deviceId of deviceIds) devices[deviceId] = { ...devices[deviceId]!, removedAt: seq }
  return { ...state, devices }
}

/** Active devices that these let in, and those that those let in, and so on; themselves not among them. */
export function letInBy(state: AccessState, deviceIds: readonly string[]): readonly string[] {
  const found = new Set(deviceIds)
  // Whoever lets in was let in before, so one walk in the order of admission finds all.
  for (const device of Object.values(state.devices).sort((a, b) => a.admittedAt - b.admittedAt)) {
    if (device.admittedBy !== undefined && found.has(device.admittedBy)) found.add(device.deviceId)
  }
  return [...found].filter((deviceId) => !deviceIds.includes(deviceId) && isActiveDevice(state, deviceId))
}

/** Only of devices that are gone: what an active one signs counts. `since` by device, milliseconds. */
export function markCompromised(state: AccessState, since: Readonly<Record<string, number>>): Result<AccessState> {
  const devices = { ...state.devices }
  for (const [deviceId, compromisedSince] of Object.entries(since)) {
    if (!devices[deviceId] || isActiveDevice(state, deviceId))
      return fail('unknownDevice', 'Only what a removed device signed is marked as doubtful. Remove the device first.')
    devices[deviceId] = { ...devices[deviceId]!, compromisedSince }
  }
  return ok({ ...state, devices })
}
