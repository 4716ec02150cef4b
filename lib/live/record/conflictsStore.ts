import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useSession } from '../workspace/sessionStore'
import { asksPeople } from '~/lib/records/merge/fieldMerging'
import { openConflictRows } from '~/lib/vault/history/readTrail'

/**
 * Open conflicts (MG1): two values of a field whose authors had not seen each other's, until somebody resolves them.
 */
export const useConflicts = defineStore('conflicts', () => {
  const session = useSession()
  const conflicts = useLiveQuery(
    async () => {
      const { vault } = session
      return vault && openConflictRows(vault)
    },
    () => session.vault,
  ).value
  const openConflicts = computed(() => (conflicts.value ?? []).filter((row) => asksPeople(row.field)))
  const conflictsOf = (recordId: string): readonly { readonly id: string; readonly field: string }[] =>
    openConflicts.value.filter((row) => row.recordId === recordId)
  return { openConflicts, conflictsOf }
})
