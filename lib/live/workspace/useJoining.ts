/** State of joining a workspace: its status and the content of its link, from the vault of the waiting device. */

import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useLiveQuery } from '../engine/useLiveQuery'
import { readInvitation as readLink, type Invitation } from '~/lib/sync/joining/invitation'
import { openVault, type SyncStatus, type Vault } from '~/lib/vault/store/tables'

/** Parses an invitation link; undefined for text this version cannot read. */
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
  // The joining record disappears once this device is admitted; the page keeps its content until it is left.
  watch(
    joining,
    (now) => {
      facts.value = now?.shown ?? facts.value
    },
    { immediate: true },
  )
  return { status: row<SyncStatus>('sync'), facts }
}
