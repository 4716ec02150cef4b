import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useDirectory } from './useRecords'
import { recordKind, type AnyRecord } from '~/lib/records/registry'

/** Every record by id, for names in links: shared by all that show references. */
export const useNameStore = defineStore('names', () => {
  const byId = useDirectory()
  /**
   * By ref, where refs are a record's own; asked for by texts that name some. Two with one ref (ID6) lead to neither.
   */
  const byRef = computed(() => {
    const found = new Map<string, AnyRecord | undefined>()
    for (const row of byId.value.values())
      if (row.ref !== '' && !recordKind(row.kind).naturalKey) found.set(row.ref, found.has(row.ref) ? undefined : row)
    return found
  })
  return { byId, byRef }
})
