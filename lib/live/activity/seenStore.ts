import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useLiveQuery } from '../engine/useLiveQuery'
import { markSeen, newSince, type NewSince, type SeenChange, type SeenPositions } from '~/lib/isms/workspace/sinceSeen'
import { isJsonObject } from '~/lib/shared/json'
import { trailSince } from '~/lib/vault/history/readTrail'
import { usePreferences } from '../ui/preferencesStore'
import { useSession } from '../workspace/sessionStore'

/** Number of changes searched for news: older ones were either seen or are history. */
const mostChanges = 5000

/**
 * What others changed since the person on this device last viewed a record. Kept per device and workspace, never
 * synced: reading habits are private.
 */
export const useSeen = defineStore('seen', () => {
  const session = useSession()
  const preferences = usePreferences()
  const key = computed(() => `seen.${session.workspaceId ?? ''}`)
  const head = useLiveQuery(
    async () => (session.vault ? ((await session.vault.log.orderBy('seq').last())?.seq ?? 0) : undefined),
    () => session.vault,
  ).value

  const positions = computed((): SeenPositions | undefined => {
    const kept = preferences.get(key.value)
    if (kept === undefined || !isJsonObject(kept) || typeof kept['base'] !== 'number' || !isJsonObject(kept['records']))
      return undefined
    return {
      base: kept['base'],
      records: Object.fromEntries(
        Object.entries(kept['records']).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
      ),
    }
  })
  // First visit to a workspace: everything so far counts as seen, and news starts now.
  watch(
    [() => preferences.ready, key, head, positions],
    () => {
      if (
        preferences.ready &&
        session.workspaceId !== undefined &&
        head.value !== undefined &&
        positions.value === undefined
      )
        void preferences.set(key.value, { base: head.value, records: {} })
    },
    { immediate: true },
  )

  const changes = useLiveQuery(async () => {
    const base = positions.value?.base
    if (!session.vault || base === undefined) return []
    return trailSince(session.vault, base, mostChanges)
  }, [() => session.vault, () => positions.value?.base]).value
  const news = computed(() =>
    positions.value
      ? newSince(changes.value ?? [], positions.value, session.ownMember?.memberId)
      : new Map<string, NewSince>(),
  )

  /** The open record: fields that were new when it was opened, or changed since, stay marked while it is open. */
  const looking = shallowRef<{ readonly id: string; readonly fields: readonly string[] }>()
  const look = (recordId: string): void => {
    looking.value = { id: recordId, fields: [] }
  }
  const leave = (recordId: string): void => {
    if (looking.value?.id === recordId) looking.value = undefined
  }
  watch([() => looking.value?.id, news], () => {
    const front = looking.value
    const fresh = front && news.value.get(front.id)
    if (!front || !fresh || !positions.value || head.value === undefined) return
    looking.value = { id: front.id, fields: [...new Set([...front.fields, ...fresh.fields])] }
    const next = markSeen(positions.value, front.id, head.value)
    void preferences.set(key.value, { base: next.base, records: { ...next.records } })
  })
  const of = (recordId: string): NewSince | undefined => news.value.get(recordId)
  const isNewField = (recordId: string, field: string): boolean =>
    looking.value?.id === recordId && looking.value.fields.includes(field)
  /** Whether a change is news to the person on this device. */
  const isNews = (change: SeenChange): boolean =>
    positions.value !== undefined && newSince([change], positions.value, session.ownMember?.memberId).size > 0
  /** Marks everything as seen. */
  async function lookAtAll(): Promise<void> {
    if (head.value !== undefined) await preferences.set(key.value, { base: head.value, records: {} })
  }
  return { news, of, look, leave, isNewField, isNews, lookAtAll, front: computed(() => looking.value?.id) }
})
