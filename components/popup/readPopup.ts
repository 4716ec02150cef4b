/** What the popup's foot and its empty state say of tasks. Read after the first paint; never part of it. */

import type { Task } from '~/lib/records/kinds/task'
import { nextOccurrence } from '~/lib/records/recurrence/occurrences'
import type { Vault } from '~/lib/vault/store/tables'

export interface TaskCounts {
  readonly overdue: number
  /** The next day on which something is due. */
  readonly nextDue: string | undefined
}

export function taskCounts(tasks: readonly Task[], today: string): TaskCounts {
  const next = tasks.flatMap((task) => nextOccurrence(task, today) ?? [])
  return {
    overdue: next.filter((occurrence) => occurrence.state === 'overdue').length,
    nextDue: next
      .map((occurrence) => occurrence.date)
      .filter((date) => date >= today)
      .sort()[0],
  }
}

export const readTasks = async (vault: Vault, today: string): Promise<TaskCounts> =>
  taskCounts(await vault.table<Task, string>('task').where('status').notEqual('closed').toArray(), today)
