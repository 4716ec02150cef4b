import { computed, type ComputedRef } from 'vue'
import { usePreferences } from '~/lib/live/ui/preferencesStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

const most = 40

/** What was linked last on this device, newest first: offered first by pickers. Kept per workspace, never synced. */
export function useRecentChoices(): {
  readonly ids: ComputedRef<readonly string[]>
  readonly keep: (id: string) => void
} {
  const preferences = usePreferences()
  const session = useSession()
  const key = computed(() => `recent.${session.workspaceId ?? ''}`)
  const ids = computed(() => {
    const kept = preferences.get(key.value)
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : []
  })
  return {
    ids,
    keep: (id) => void preferences.set(key.value, [id, ...ids.value.filter((other) => other !== id)].slice(0, most)),
  }
}
