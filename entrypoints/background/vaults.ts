/** The background's own read and draft access to vaults, apart from the engines', which write everything else. */

import type { DeviceDb } from '~/lib/vault/store/deviceDb'
import { openVault, type Vault, type VaultOptions } from '~/lib/vault/store/tables'

export interface Vaults {
  /**
   * Undefined for a workspace that is not (or no longer) on this device: asking must never bring an erased one back.
   */
  open(workspaceId: string): Promise<Vault | undefined>
  /** Ids, the one opened last first. */
  workspaces(): Promise<readonly string[]>
}

export function createVaults(
  deviceDb: DeviceDb,
  storage: Pick<VaultOptions, 'indexedDB' | 'IDBKeyRange'> = {},
): Vaults {
  const open = new Map<string, Promise<Vault>>()
  return {
    async open(workspaceId) {
      const row = await deviceDb.workspaces.get(workspaceId)
      if (!row || row.state === 'joining') return undefined
      const known = open.get(workspaceId)
      const vault = known && (await known.catch(() => undefined))
      // Another context deleted or upgraded it: Dexie closed it for that.
      if (vault?.isOpen()) return vault
      const fresh = openVault(workspaceId, storage)
      open.set(workspaceId, fresh)
      fresh.catch(() => open.delete(workspaceId))
      return fresh
    },
    async workspaces() {
      const rows = await deviceDb.workspaces.toArray()
      return rows
        .filter((row) => row.state !== 'joining')
        .sort((a, b) => b.openedAt - a.openedAt)
        .map((row) => row.id)
    },
  }
}
