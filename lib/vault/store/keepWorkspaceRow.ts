/**
 * The workspace list of this profile in step with what a workspace's vault says: its name, its relay, whether it waits,
 * was left, or its kit is safe.
 */

import type { LogState } from '~/lib/protocol/log/judge'
import { metaKeys } from '../replica/replicaCore'
import type { DeviceDb, WorkspaceRow } from './deviceDb'
import type { SyncStatus, Vault } from './tables'
import { watchQuery } from './watchQuery'

/** Returns what ends it. */
export function keepWorkspaceRow(deviceDb: DeviceDb, vault: Vault, workspaceId: string): () => void {
  // When the vault was closed or erased, the row goes with it or is read again at the next start.
  return watchQuery(
    () => factsOf(vault),
    (facts) => void update(deviceDb, workspaceId, facts).catch(() => undefined),
  )
}

interface WorkspaceFacts {
  readonly name: string | undefined
  readonly relayUrl: string | undefined
  readonly waits: boolean
  readonly removed: boolean
  readonly hasRecords: boolean
  /** Undefined where this vault never heard of a kit. */
  readonly kitConfirmed: boolean | undefined
}

async function factsOf(vault: Vault): Promise<WorkspaceFacts> {
  const [status, joining, relay, kit, confirmed, log] = await vault.meta.bulkGet([
    'sync',
    'joining',
    'relay',
    'kitConfirmedAt',
    'kitConfirmedId',
    metaKeys.logState,
  ])
  // What is on paper may have been replaced by another owner, or not have reached the log.
  const isNamed =
    confirmed === undefined || confirmed.value === (log?.value as LogState | undefined)?.access.recovery?.deviceId
  const scope = (await vault.table('scope').get('sc_main')) as { readonly orgName?: string } | undefined
  return {
    name: scope?.orgName,
    relayUrl: (relay?.value as { readonly url?: string } | undefined)?.url,
    waits: joining !== undefined,
    removed: (status?.value as SyncStatus | undefined)?.state === 'removed',
    hasRecords: scope !== undefined,
    kitConfirmed: kit && kit.value !== 0 && isNamed,
  }
}

async function update(deviceDb: DeviceDb, workspaceId: string, facts: WorkspaceFacts): Promise<void> {
  const row = await deviceDb.workspaces.get(workspaceId)
  if (!row) return
  const state: WorkspaceRow['state'] = facts.removed
    ? 'removed'
    : row.state === 'joining' && (facts.waits || !facts.hasRecords)
      ? 'joining'
      : 'open'
  const relayUrl = facts.relayUrl ?? (facts.waits ? row.relayUrl : undefined)
  // A workspace that waits is called by its relay; from its first records on, by its name. A person's own rename stays.
  const name = row.state === 'joining' && state === 'open' && facts.name ? facts.name : row.name
  const kitConfirmed = facts.kitConfirmed ?? row.kitConfirmed
  if (state === row.state && relayUrl === row.relayUrl && name === row.name && kitConfirmed === row.kitConfirmed) return
  await deviceDb.workspaces.update(workspaceId, { state, relayUrl, name, kitConfirmed })
}
