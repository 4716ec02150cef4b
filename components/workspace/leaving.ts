/** Who leaves along with a removal, and what a person chose about it. Pure. */

import type { DeviceRow } from '~/lib/vault/tables'

/** `kept`: devices that stay although somebody who leaves let them in. `since`: the day from which what was signed is doubtful. */
export interface Removal {
  readonly kept: ReadonlySet<string>
  readonly since?: string
}

export const noRemoval: Removal = { kept: new Set() }

/** Active devices that these let in, and those that those let in, and so on; themselves not among them. As lib/protocol has it, of rows. */
export function letInRows(devices: readonly DeviceRow[], leaving: readonly string[]): readonly DeviceRow[] {
  const found = new Set(leaving)
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const { deviceId, admittedBy } of devices) if (admittedBy !== undefined && found.has(admittedBy)) found.add(deviceId)
  }
  return devices.filter((device) => device.active && found.has(device.deviceId) && !leaving.includes(device.deviceId))
}

/** What the command takes. A day counts from its first moment in UTC. */
export const removalInput = ({ kept, since }: Removal, letIn: readonly DeviceRow[]): { readonly alsoDevices: readonly string[]; readonly compromisedSince?: number } => ({
  alsoDevices: letIn.map(({ deviceId }) => deviceId).filter((deviceId) => !kept.has(deviceId)),
  ...(since !== undefined && { compromisedSince: Date.parse(`${since}T00:00:00Z`) }),
})
