import { computed, watch, type ComputedRef } from 'vue'
import { usePreferences } from '~/lib/live/ui/preferencesStore'
import { useSeen } from '~/lib/live/activity/seenStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

const most = 20

/**
 * Records looked at last on this device, newest first; the palette begins with them. Kept per workspace, never synced.
 */
export function useRecentRecords(): {
  readonly ids: ComputedRef<readonly string[]>
  readonly keep: (id: string) => void
} {
  const preferences = usePreferences()
  const session = useSession()
  const key = computed(() => `recentRecords.${session.workspaceId ?? ''}`)
  const ids = computed(() => {
    const kept = preferences.get(key.value)
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : []
  })
  return {
    ids,
    keep: (id) =>
      void (
        ids.value[0] !== id &&
        preferences.set(key.value, [id, ...ids.value.filter((other) => other !== id)].slice(0, most))
      ),
  }
}

/** Keeps every record that comes in front. */
export function useKeepRecent(): void {
  const seen = useSeen()
  const { keep } = useRecentRecords()
  watch(
    () => seen.front,
    (id) => id !== undefined && keep(id),
  )
}
