/** The device's key pairs of one workspace in its vault, and what a replica does with them. */

import type { ReplicaKeys } from '~/lib/vault/replica/replicaCore'
import { sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { epochKey } from '~/lib/crypto/epoch'
import { findFault, openEpochs, type EpochFault } from '~/lib/crypto/openEpochs'
import type { AccessState } from '~/lib/protocol/access/accessState'
import { fromBase64Url, toBytes, type Bytes } from '~/lib/shared/bytes'
import type { Vault } from './tables'

const keysRow = 'device'

/** Non-extractable CryptoKeys: IndexedDB keeps handles, never bytes. */
export const writeDeviceKeys = async (vault: Vault, keys: DeviceKeys): Promise<void> =>
  void (await vault.keys.put({ id: keysRow, value: keys }))

export const readDeviceKeys = async (vault: Vault): Promise<DeviceKeys | undefined> =>
  (await vault.keys.get(keysRow))?.value as DeviceKeys | undefined

const recoveryRow = 'recovery'

/**
 * The opened recovery keys, for as long as it takes the device that returns to be let in. Non-extractable, like its
 * own.
 */
export const writeRecoveryKeys = async (vault: Vault, keys: DeviceKeys): Promise<void> =>
  void (await vault.keys.put({ id: recoveryRow, value: keys }))
export const readRecoveryKeys = async (vault: Vault): Promise<DeviceKeys | undefined> =>
  (await vault.keys.get(recoveryRow))?.value as DeviceKeys | undefined
export const dropRecoveryKeys = (vault: Vault): Promise<void> => vault.keys.delete(recoveryRow)

const aheadRow = 'accessAhead'

/**
 * The access state further on in the log than this device has read: a device that was let in late finds its wrap there,
 * and reads what came before with it. Of entries that were verified already.
 */
export const writeAccessAhead = async (vault: Vault, access: AccessState): Promise<void> =>
  void (await vault.meta.put({ key: aheadRow, value: access }))

/** Forgets it once the log was read beyond. */
export async function dropAccessAhead(vault: Vault, headSeq: number): Promise<void> {
  const ahead = await readAccessAhead(vault)
  if (ahead && ahead.head.seq <= headSeq) await vault.meta.delete(aheadRow)
}

export const readAccessAhead = async (vault: Vault): Promise<AccessState | undefined> =>
  (await vault.meta.get(aheadRow))?.value as AccessState | undefined

export const replicaKeysOf = (keys: DeviceKeys, vault: Vault): ReplicaKeys => ({
  deviceId: keys.deviceId,
  sign: (message) => sign(keys.sign.privateKey, toBytes(message)),
  async openEpochs(access, have) {
    const ahead = await readAccessAhead(vault)
    const known = ahead && ahead.workspaceId === access.workspaceId && ahead.head.seq > access.head.seq ? ahead : access
    const secrets = new Map<number, Bytes>()
    // All of them where one is missing: it may be read out of one that is here.
    const epochs = known.epochs.every(({ epoch }) => have.has(epoch)) ? [] : known.epochs
    for (const reader of [await readRecoveryKeys(vault), keys]) {
      if (!reader) continue
      const opened = await openEpochs(epochs, {
        workspaceId: access.workspaceId,
        deviceId: reader.deviceId,
        dh: reader.dh,
      })
      for (const [epoch, secret] of opened) if (!have.has(epoch)) secrets.set(epoch, secret)
    }
    return new Map(
      await Promise.all([...secrets].map(async ([epoch, secret]) => [epoch, await epochKey(secret)] as const)),
    )
  },
  async findFaults(access, epochs) {
    const { workspaceId } = access
    const secrets = await openEpochs(access.epochs, { workspaceId, deviceId: keys.deviceId, dh: keys.dh })
    const dhKeyOf = (deviceId: string): Bytes | undefined => {
      const key =
        access.devices[deviceId]?.dhKey ?? (access.recovery?.deviceId === deviceId ? access.recovery.dhKey : undefined)
      return key === undefined ? undefined : fromBase64Url(key)
    }
    const faults: EpochFault[] = []
    for (const sealed of access.epochs) {
      // Whoever reads an epoch through the chain only is not one it was made for.
      if (!epochs.has(sealed.epoch) || sealed.wraps[keys.deviceId] === undefined) continue
      const fault = await findFault(sealed, { workspaceId, deviceId: keys.deviceId }, { secrets, dhKeyOf })
      if (fault) faults.push(fault)
    }
    return faults
  },
})
