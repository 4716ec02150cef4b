import { computed, type ComputedRef } from 'vue'
import type { AnyRecord } from '~/lib/records/registry'
import { useNameStore } from './nameStore'

/** Every record by id, live. */
export function useNames(): ComputedRef<ReadonlyMap<string, AnyRecord>> {
  const store = useNameStore()
  return computed(() => store.byId)
}
