import { computed, type ComputedRef } from 'vue'
import type { AnyRecord } from '../records/registry'
import { useNameStore } from '../stores/names'

/** Every record by id, live. */
export function useNames(): ComputedRef<ReadonlyMap<string, AnyRecord>> {
  const store = useNameStore()
  return computed(() => store.byId)
}
