/** Which relay a workspace uses on this device, and what keeps it from using it. Rows of the vault's `meta` table. */

import type { SyncStatus, Vault } from '~/lib/vault/store/tables'

export interface RelaySettings {
  /** `https://relay.example`; absent while none is connected. */
  readonly url?: string
  /** Allows this device to bring the workspace to a relay that asks for it. */
  readonly createToken?: string
  /** A relay has held this log once. From then on this device alone can't continue it. */
  readonly shared: boolean
  /** The relay showed something it must not: nothing is sent to it until somebody connects anew. */
  readonly halted?: { readonly type: string; readonly message: string }
}

const relayKey = 'relay'
const statusKey = 'sync'
const clockKey = 'relayClock'
/** The offset wavers with the network; the row is written again when it differs by more. */
const clockDrift = 100

export async function readRelaySettings(vault: Vault): Promise<RelaySettings> {
  return ((await vault.meta.get(relayKey))?.value as RelaySettings | undefined) ?? { shared: false }
}

export async function writeRelaySettings(vault: Vault, settings: RelaySettings): Promise<void> {
  await vault.meta.put({ key: relayKey, value: settings })
}

/**
 * By how many milliseconds the relay's clock was ahead of this device's when last heard; undefined while none is
 * connected.
 */
export async function readRelayOffset(vault: Vault): Promise<number | undefined> {
  const heard = (await vault.meta.get(clockKey))?.value as { readonly url: string; readonly offset: number } | undefined
  return heard && heard.url === (await readRelaySettings(vault)).url ? heard.offset : undefined
}

export async function writeRelayOffset(vault: Vault, url: string, offset: number): Promise<void> {
  const known = await readRelayOffset(vault)
  if (known === undefined || Math.abs(known - offset) > clockDrift)
    await vault.meta.put({ key: clockKey, value: { url, offset } })
}

export async function readSyncStatus(vault: Vault): Promise<SyncStatus | undefined> {
  return (await vault.meta.get(statusKey))?.value as SyncStatus | undefined
}

/** Writes the status row when it says something new; unchanged ones would wake every interface. */
export function createStatusWriter(vault: Vault, onStatus?: (status: SyncStatus) => void) {
  let current: SyncStatus | undefined
  let writing: Promise<void> = Promise.resolve()
  return {
    get current() {
      return current
    },
    set(next: SyncStatus): void {
      if (current && JSON.stringify(current) === JSON.stringify(next)) return
      current = next
      onStatus?.(next)
      // The row is for the eye: one that could not be written is followed by the next.
      writing = writing
        .then(async () => void (await vault.meta.put({ key: statusKey, value: next })))
        .catch(() => undefined)
    },
    /** The last state of the run before, so that "last synced" survives the worker. */
    async load(): Promise<void> {
      current ??= await readSyncStatus(vault)
    },
    idle: (): Promise<void> => writing,
  }
}
