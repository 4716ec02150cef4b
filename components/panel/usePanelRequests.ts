import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { useRecords } from '~/lib/composables/useRecords'
import { useLiveQuery } from '~/lib/composables/useLiveQuery'
import type { Evidence } from '~/lib/isms/kinds/evidence'
import { useSession } from '~/lib/stores/session'
import { notYetSubmitted, openRequests, type OpenRequest } from './requestQueue'

export interface PanelRequests {
  readonly all: ComputedRef<readonly OpenRequest[]>
  readonly current: ComputedRef<OpenRequest | undefined>
  readonly position: ComputedRef<number>
  /** Captures linked to the current request that were not handed in yet. */
  readonly collected: ComputedRef<readonly string[]>
  move(by: 1 | -1): void
}

/** The requests one walks through in the side panel. Changing the tab never changes which one is in hand. */
export function usePanelRequests(): PanelRequests {
  const session = useSession()
  const requests = useRecords('evidenceRequest')
  const submissions = useRecords('evidenceSubmission')
  const all = computed(() => openRequests(requests.value ?? [], submissions.value ?? [], session.personId, session.today))

  const chosen = shallowRef<string>()
  const current = computed(() => all.value.find((one) => one.row.id === chosen.value) ?? all.value[0])
  // Kept by id, so that an answer elsewhere does not put another request in one's hand.
  watch(current, (one) => {
    if (one) chosen.value = one.row.id
  })
  const position = computed(() => all.value.findIndex((one) => one.row.id === current.value?.row.id))
  const linked = useLiveQuery(() => {
    const id = current.value?.row.id
    return id === undefined ? [] : session.vault?.table<Evidence, string>('evidence').where('subjects').equals(id).toArray()
  }, [() => session.vault, () => current.value?.row.id]).value

  return {
    all, current, position,
    collected: computed(() => (current.value ? notYetSubmitted(linked.value ?? [], current.value) : [])),
    move(by) {
      const next = all.value[(position.value + by + all.value.length) % all.value.length]
      if (next) chosen.value = next.row.id
    },
  }
}
