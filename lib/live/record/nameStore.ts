import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useDirectory } from './useRecords'
import { recordKind, type AnyRecord } from '~/lib/records/registry'

/** Every record by id, for link labels: shared by everything that shows references. */
export const useNameStore = defineStore('names', () => {
  const byId = useDirectory()
  /**
   * By ref, for kinds whose refs are unique to a record; used by texts that mention refs. Two records with the same ref
   * (ID6) resolve to neither.
   */
  const byRef = computed(() => {
    const found = new Map<string, AnyRecord | undefined>()
    for (const row of byId.value.values())
      if (row.ref !== '' && !recordKind(row.kind).naturalKey) found.set(row.ref, found.has(row.ref) ? undefined : row)
    return found
  })
  return { byId, byRef }
})
