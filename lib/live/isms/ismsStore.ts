import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useSoaRows } from '../soa/soaRowsStore'
import { useTasks } from '../task/tasksStore'

/**
 * Whether everything that a verdict rests on is loaded: a verdict without the tests or the suppliers would be another
 * one. Each area says so of its own tables; the statement of applicability rests on all areas but tasks.
 */
export const useIsms = defineStore('isms', () => {
  const soaRows = useSoaRows()
  const tasks = useTasks()
  return { ready: computed(() => soaRows.ready && tasks.ready) }
})
