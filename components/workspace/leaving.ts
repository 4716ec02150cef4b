/** Who leaves along with a removal, and what a person chose about it. Pure. */

import { dateInZone, startOfDay } from '~/lib/shared/dates'
import type { DeviceRow } from '~/lib/vault/store/tables'

/**
 * `kept`: devices that stay although somebody who leaves let them in. `since`: the day from which what was signed is
 * doubtful.
 */
export interface Removal {
  readonly kept: ReadonlySet<string>
  readonly since?: string
}

export const noRemoval: Removal = { kept: new Set() }

/**
 * Active devices that these let in, and those that those let in, and so on; themselves not among them. As lib/protocol
 * has it, of rows.
 */
export function letInRows(devices: readonly DeviceRow[], leaving: readonly string[]): readonly DeviceRow[] {
  const found = new Set(leaving)
  for (let size = 0; size < found.size;) {
    size = found.size
    for (const { deviceId, admittedBy } of devices)
      if (admittedBy !== undefined && found.has(admittedBy)) found.add(deviceId)
  }
  return devices.filter((device) => device.active && found.has(device.deviceId) && !leaving.includes(device.deviceId))
}

/** What the command takes. A day counts from its first moment in the time zone of the workspace. */
export const removalInput = (
  { kept, since }: Removal,
  letIn: readonly DeviceRow[],
  timeZone: string,
): { readonly alsoDevices: readonly string[]; readonly compromisedSince?: number } => ({
  alsoDevices: letIn.map(({ deviceId }) => deviceId).filter((deviceId) => !kept.has(deviceId)),
  ...(since !== undefined && { compromisedSince: startOfDay(since, timeZone) }),
})

/**
 * Removed devices, the last one first, and since when what they signed is in doubt; a day behind the removal says that
 * nothing is (ST16).
 */
export const goneDevices = (
  devices: readonly DeviceRow[],
): readonly { readonly device: DeviceRow; readonly doubtfulSince: number | undefined }[] =>
  devices
    .filter(({ active, until }) => !active && until !== undefined)
    .sort((a, b) => b.until! - a.until!)
    .map((device) => ({
      device,
      doubtfulSince: (device.compromisedSince ?? Infinity) > device.until! ? undefined : device.compromisedSince,
    }))

/** What the command takes: the first moment of a day, or one behind everything that the device signed. */
export const doubtFrom = (day: string | undefined, { until }: Pick<DeviceRow, 'until'>, timeZone: string): number =>
  day === undefined ? until! + 1 : startOfDay(day, timeZone)

/** The last day that can be meant: that of the removal. */
export const lastDayOf = ({ until }: Pick<DeviceRow, 'until'>, timeZone: string): string =>
  dateInZone(new Date(until ?? 0).toISOString(), timeZone)
