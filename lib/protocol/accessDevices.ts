/** Devices in the access state: their keys, their coming and going. */

import { fromBase64Url } from '../shared/bytes'
import { deviceIdOf } from '../shared/deviceId'
import { fail, ok, type Result } from '../shared/result'
import type { DeviceKeysBody } from './access'
import type { AccessState, Device } from './accessState'

/** The id of a device is the hash of its keys, so a device can't be given other keys under its name. */
export function checkDeviceKeys(device: DeviceKeysBody): Result<void> {
  const expected = deviceIdOf(fromBase64Url(device.signKey), fromBase64Url(device.dhKey))
  return expected === device.deviceId ? ok() : fail('badDeviceId', 'The device id does not belong to these keys. Create the device again.')
}

/** A device with the next free position. Positions are never reused, so neither are codes (ID2). */
export const newDevice = (
  state: AccessState,
  keys: Pick<Device, 'deviceId' | 'signKey' | 'dhKey'>,
  memberId: string,
  seq: number,
): Device => ({
  deviceId: keys.deviceId,
  signKey: keys.signKey,
  dhKey: keys.dhKey,
  memberId,
  position: Object.keys(state.devices).length,
  admittedAt: seq,
})

/** A device, or the recovery key, of now or of before. */
export const isKnownDevice = (state: AccessState, deviceId: string): boolean =>
  state.devices[deviceId] !== undefined || state.recovery?.deviceId === deviceId

export function removeDevices(state: AccessState, deviceIds: readonly string[], seq: number): AccessState {
  const devices = { ...state.devices }
  for (const deviceId of deviceIds) devices[deviceId] = { ...devices[deviceId]!, removedAt: seq }
  return { ...state, devices }
}
