import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { dateInZone } from '~/lib/shared/dates'
import { resolvePerson } from '~/lib/isms/improvement/actionVerifier'
import { titleOf } from '~/lib/records/text/searchText'
import { isLead, mayWrite, type RecordClass, type WorkspaceRole } from '~/lib/records/classes'
import type { Person } from '~/lib/records/kinds/person'
import type { Settings } from '~/lib/records/kinds/settings'
import { onWordOf } from '~/lib/isms/statement/onWord'
import { useSurroundings } from '../engine/engine'
import { useLiveQuery, type LiveQuery } from '../engine/useLiveQuery'
import { useTable } from '../register/useTable'
import type { Failure } from '~/lib/shared/result'
import { mergesOf } from '~/lib/vault/log/memberIndependence'
import { readFilesOut } from '~/lib/vault/views/filesOut'
import { kindTable, openVault, type SyncStatus, type Vault } from '~/lib/vault/store/tables'

/**
 * Which workspace this surface shows, and who the user is in it. Reads only: the engine opens workspaces and writes.
 * `vault` is undefined until the engine has opened the workspace.
 */
export const useSession = defineStore('session', () => {
  const { client, deviceDb, now } = useSurroundings()

  const vault = shallowRef<Vault>()
  const workspaceId = shallowRef<string>()
  const failure = shallowRef<Failure>()
  const ready = shallowRef(false)

  const workspaces = useLiveQuery(() => deviceDb.workspaces.orderBy('openedAt').reverse().toArray()).value
  const workspace = computed(() => workspaces.value?.find((row) => row.id === workspaceId.value))

  let turn = 0
  let asked: { readonly id: string; readonly opening: Promise<boolean> } | undefined
  /**
   * Opens a workspace in the engine, then for reading here. If several are requested, the last one is shown, however
   * long each takes.
   */
  function open(id: string): Promise<boolean> {
    if (asked?.id === id) return asked.opening
    const own = ++turn
    const opening = openFor(id, () => own === turn).finally(() => {
      if (own === turn) asked = undefined
    })
    asked = { id, opening }
    return opening
  }
  async function openFor(id: string, isWanted: () => boolean): Promise<boolean> {
    if (workspaceId.value === id && vault.value) return true
    failure.value = undefined
    const opening = client.run('workspace.open', { workspaceId: id }, { workspaceId: id })
    // A workspace opened before has its vault on this device: read it while the engine starts (architecture.md 2).
    if ((await deviceDb.workspaces.get(id))?.state === 'open') {
      void opening.then((opened) => {
        if (!opened.ok && workspaceId.value === id) failure.value = opened.error
      })
    } else {
      const opened = await opening
      if (!isWanted()) return false
      if (!opened.ok) {
        failure.value = opened.error
        return false
      }
    }
    const next = await openVault(id)
    if (!isWanted()) {
      next.close()
      return false
    }
    vault.value?.close()
    client.workspaceId = id
    workspaceId.value = id
    vault.value = next
    return true
  }

  /** Opens the most recently opened workspace that can be opened. */
  async function start(): Promise<void> {
    const rows = await deviceDb.workspaces.orderBy('openedAt').reverse().toArray()
    const last = rows.find((row) => row.state === 'open') ?? rows[0]
    if (last) await open(last.id)
    ready.value = true
  }

  // A workspace deleted elsewhere is closed here, so that its database can be deleted.
  watch(workspaces, (rows) => {
    if (!rows || !workspaceId.value || rows.some((row) => row.id === workspaceId.value)) return
    vault.value?.close()
    vault.value = undefined
    workspaceId.value = undefined
    client.workspaceId = null
  })

  const settings = useLiveQuery(
    () => vault.value && kindTable<Settings>(vault.value, 'settings').get('settings_main'),
    vault,
  ).value
  const persons = useTable('person', 'all', () => vault.value) as unknown as LiveQuery<readonly Person[]>['value']
  const devices = useLiveQuery(() => vault.value?.devices.toArray(), vault).value
  const members = useLiveQuery(() => vault.value?.members.toArray(), vault).value
  const sync = useLiveQuery(
    async () => vault.value && ((await vault.value.meta.get('sync'))?.value as SyncStatus | undefined),
    vault,
  ).value
  const waiting = useLiveQuery(() => vault.value?.outbox.count(), vault).value
  const files = useLiveQuery(() => vault.value && readFilesOut(vault.value), vault).value
  const notSent = useLiveQuery(() => vault.value?.notSent.count(), vault).value

  const timeZone = computed(() => settings.value?.timeZone ?? 'UTC')
  const instant = shallowRef(now())
  setInterval(() => {
    instant.value = now()
  }, 30_000)
  const nowMs = computed(() => instant.value + (workspace.value?.clockOffset ?? 0))
  const today = computed(() => dateInZone(new Date(nowMs.value).toISOString(), timeZone.value))

  const ownDevice = computed(() => devices.value?.find((device) => device.own))
  const ownMember = computed(() => members.value?.find((member) => member.memberId === ownDevice.value?.memberId))
  const role = computed<WorkspaceRole>(() =>
    ownMember.value?.active ? (ownMember.value.role as WorkspaceRole) : 'viewer',
  )
  const personId = computed(() => ownMember.value?.personId)

  const personById = computed(() => new Map((persons.value ?? []).map((row) => [row.id, row])))
  /** Resolves a person merged as a duplicate to the kept one (MG12). */
  const keptPerson = (id: string): string => resolvePerson(id, (one) => personById.value.get(one)?.duplicateOf)
  const merges = useLiveQuery(
    () =>
      vault.value &&
      mergesOf(
        vault.value,
        (members.value ?? []).flatMap(({ bound = [] }) => bound.map(({ personId }) => personId)),
      ),
    [vault, members, persons],
  ).value
  /** On whose word alone a member is bound to their person (ST12). */
  const onWord = computed(() => onWordOf(members.value ?? [], keptPerson, merges.value))
  const nameOfPerson = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : ((row) => row && titleOf(row))(personById.value.get(id))
  /** The name of a member, as others see it. */
  const memberName = (memberId: string): string => {
    const member = members.value?.find((row) => row.memberId === memberId)
    return nameOfPerson(member?.personId) ?? settings.value?.memberNames[memberId] ?? memberId.slice(0, 8)
  }
  const deviceName = (deviceId: string): string =>
    settings.value?.deviceNames[deviceId] ??
    devices.value?.find((row) => row.deviceId === deviceId)?.code ??
    deviceId.slice(0, 8)

  const canWrite = (recordClass: RecordClass): boolean => mayWrite(role.value, recordClass)
  const canLead = computed(() => isLead(role.value))

  return {
    vault,
    workspaceId,
    workspace,
    workspaces,
    failure,
    ready,
    settings,
    persons,
    personById,
    keptPerson,
    onWord,
    devices,
    members,
    sync,
    waiting,
    files,
    notSent,
    timeZone,
    nowMs,
    today,
    ownDevice,
    ownMember,
    role,
    personId,
    canLead,
    open,
    start,
    nameOfPerson,
    memberName,
    deviceName,
    canWrite,
  }
})
