/** The device's key pairs of one workspace in its vault, and what a replica does with them. */

import { sign, type DeviceKeys } from '../crypto/deviceKeys'
import { epochKey } from '../crypto/epoch'
import { openEpochs } from '../crypto/openEpochs'
import { toBytes } from '../shared/bytes'
import type { ReplicaKeys } from './replica'
import type { Vault } from './tables'

const keysRow = 'device'

/** Non-extractable CryptoKeys: IndexedDB keeps handles, never bytes. */
export const writeDeviceKeys = async (vault: Vault, keys: DeviceKeys): Promise<void> => void (await vault.keys.put({ id: keysRow, value: keys }))

export const readDeviceKeys = async (vault: Vault): Promise<DeviceKeys | undefined> => (await vault.keys.get(keysRow))?.value as DeviceKeys | undefined

export const replicaKeysOf = (keys: DeviceKeys): ReplicaKeys => ({
  deviceId: keys.deviceId,
  sign: (message) => sign(keys.sign.privateKey, toBytes(message)),
  async openEpochs({ workspaceId, epochs }, have) {
    const opened = await openEpochs(epochs.filter(({ epoch }) => !have.has(epoch)), { workspaceId, deviceId: keys.deviceId, dh: keys.dh })
    return new Map(await Promise.all([...opened.secrets].map(async ([epoch, secret]) => [epoch, await epochKey(secret)] as const)))
  },
})
