/**
 * How the joining of a workspace stands: its status and what its link said, from the vault of the device that waits.
 */

import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useLiveQuery } from '../engine/useLiveQuery'
import { readInvitation as readLink, type Invitation } from '~/lib/sync/joining/invitation'
import { openVault, type SyncStatus, type Vault } from '~/lib/vault/store/tables'

/** What a link says; undefined where the text is none of this version. */
export function readInvitation(text: string): Invitation | undefined {
  const invitation = readLink(text)
  return invitation.ok ? invitation.value : undefined
}

export interface Joining {
  readonly status: Readonly<ShallowRef<SyncStatus | undefined>>
  readonly facts: Readonly<ShallowRef<Invitation['shown'] | undefined>>
}

export function useJoining(workspaceId: Readonly<Ref<string | undefined>>): Joining {
  const vault = shallowRef<Vault>()
  const close = (): void => {
    vault.value?.close()
    vault.value = undefined
  }
  watch(
    workspaceId,
    async (id) => {
      close()
      if (id === undefined) return
      const opened = await openVault(id)
      if (workspaceId.value === id) vault.value = opened
      else opened.close()
    },
    { immediate: true },
  )
  onScopeDispose(close)
  const row = <T>(key: string) =>
    useLiveQuery(async () => (await vault.value?.meta.get(key))?.value as T | undefined, vault).value
  const joining = row<{ readonly shown: Invitation['shown'] }>('joining')
  const facts = shallowRef<Invitation['shown']>()
  // The note of the joining goes when this device is let in; what it said stays on the page until that leaves.
  watch(
    joining,
    (now) => {
      facts.value = now?.shown ?? facts.value
    },
    { immediate: true },
  )
  return { status: row<SyncStatus>('sync'), facts }
}
