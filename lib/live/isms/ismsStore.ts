import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useSoaRows } from '../soa/soaRowsStore'
import { useTasks } from '../task/tasksStore'

/**
 * True once everything a verdict depends on is loaded: without tests or suppliers the verdict would be different. Each
 * area reports this for its own tables; the Statement of Applicability depends on all areas except tasks.
 */
export const useIsms = defineStore('isms', () => {
  const soaRows = useSoaRows()
  const tasks = useTasks()
  return { ready: computed(() => soaRows.ready && tasks.ready) }
})
