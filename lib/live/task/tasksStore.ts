import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useRecords } from '../record/useRecords'
import { useSession } from '../workspace/sessionStore'
import { nextOccurrence, type Occurrence } from '~/lib/records/recurrence/occurrences'

/** Tasks and the next occurrence of each (RC1-RC6). */
export const useTasks = defineStore('tasks', () => {
  const session = useSession()
  const tasks = useRecords('task')
  const taskNext = computed(
    () =>
      new Map(
        (tasks.value ?? []).map((row): [string, Occurrence | undefined] => [
          row.id,
          nextOccurrence(row, session.today),
        ]),
      ),
  )
  return { tasks, taskNext, ready: computed(() => tasks.value !== undefined) }
})
