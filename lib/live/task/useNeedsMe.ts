import { computed, type ComputedRef } from 'vue'
import type { Waiting } from '~/lib/isms/task/waiting'
import { useNeedsMeStore } from './needsMeStore'

export type { Waiting } from '~/lib/isms/task/waiting'

/** What waits for the person on this device, overdue items and blockers first. */
export function useNeedsMe(): ComputedRef<readonly Waiting[]> {
  const store = useNeedsMeStore()
  return computed(() => store.waiting)
}
