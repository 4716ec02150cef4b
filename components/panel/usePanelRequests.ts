import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { useRecords } from '~/lib/live/record/useRecords'
import { useLiveQuery } from '~/lib/live/engine/useLiveQuery'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { usePreferences } from '~/lib/live/ui/preferencesStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { notYetSubmitted, openRequests, type OpenRequest } from './requestQueue'

export interface PanelRequests {
  readonly all: ComputedRef<readonly OpenRequest[]>
  readonly current: ComputedRef<OpenRequest | undefined>
  readonly position: ComputedRef<number>
  /** Captures linked to the current request that were not handed in yet. */
  readonly collected: ComputedRef<readonly string[]>
  move(by: 1 | -1): void
  /** The current request is in hand from now on: popup and one-action captures suggest it too. */
  take(): void
  /** It was handed in: nothing is in hand until somebody takes the next. */
  letGo(requestId: string): void
}

/** Where the background looks for the request in hand of a workspace (`entrypoints/background/tabFacts.ts`). */
export const requestPreference = (workspaceId: string): string => `request:${workspaceId}`

/**
 * The requests one walks through in the side panel. Changing the tab never changes which one is in hand. One that is
 * merely first in line is shown and not in hand: what links itself to captures elsewhere was taken by the person.
 */
export function usePanelRequests(): PanelRequests {
  const session = useSession()
  const preferences = usePreferences()
  const requests = useRecords('evidenceRequest')
  const submissions = useRecords('evidenceSubmission')
  const all = computed(() =>
    openRequests(requests.value ?? [], submissions.value ?? [], session.personId, session.today),
  )

  const chosen = shallowRef<string>()
  const taken = computed(() =>
    session.workspaceId === undefined ? undefined : preferences.get(requestPreference(session.workspaceId)),
  )
  const byId = (id: unknown): OpenRequest | undefined => all.value.find((one) => one.row.id === id)
  const current = computed(() => byId(chosen.value) ?? byId(taken.value) ?? all.value[0])
  const remember = (requestId: string | null): void => {
    if (session.workspaceId !== undefined && taken.value !== requestId)
      void preferences.set(requestPreference(session.workspaceId), requestId)
  }
  // Kept by id, so that an answer elsewhere does not put another request in one's hand.
  watch([current, () => preferences.ready], ([one, ready]) => {
    if (one && ready) chosen.value = one.row.id
  })
  const position = computed(() => all.value.findIndex((one) => one.row.id === current.value?.row.id))
  const linked = useLiveQuery(() => {
    const id = current.value?.row.id
    return id === undefined
      ? []
      : session.vault?.table<Evidence, string>('evidence').where('subjects').equals(id).toArray()
  }, [() => session.vault, () => current.value?.row.id]).value

  return {
    all,
    current,
    position,
    collected: computed(() => (current.value ? notYetSubmitted(linked.value ?? [], current.value) : [])),
    move(by) {
      const next = all.value[(position.value + by + all.value.length) % all.value.length]
      if (!next) return
      chosen.value = next.row.id
      remember(next.row.id)
    },
    take: () => current.value && remember(current.value.row.id),
    letGo(requestId) {
      if (taken.value === requestId) remember(null)
    },
  }
}
