import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useSession } from '../workspace/sessionStore'
import { groupBy } from '~/lib/shared/groups'

/** Signed statements of the workspace, as the log judged them: all, and by the record they are about. */
export const useStatementRows = defineStore('statementRows', () => {
  const session = useSession()
  const statements = useLiveQuery(
    () => session.vault?.statements.toArray(),
    () => session.vault,
  ).value
  const statementsOf = computed(() => groupBy(statements.value ?? [], (row) => row.subjectId))
  return { statements, statementsOf, ready: computed(() => statements.value !== undefined) }
})
