import { computed, type ComputedRef } from 'vue'
import { useTrail, type Trail } from './useTrail'
import { activityOf, type ActivityEntry } from '~/lib/records/recordActivity'
import { dateInZone } from '~/lib/shared/dates'
import { isKind } from '~/lib/records/registry'
import { useStatementRows } from '../statement/statementRowsStore'
import { useSession } from '../workspace/sessionStore'

export interface Activity extends Pick<Trail, 'reading' | 'failure' | 'more'> {
  /** Newest first, as far as loaded; undefined until the first answer. */
  readonly entries: ComputedRef<readonly ActivityEntry[] | undefined>
  /** True when nothing older is left. */
  readonly whole: ComputedRef<boolean>
  readonly dayOf: (time: number) => string
}

/** The activity of the open workspace, live, loaded backwards page by page. */
export function useActivity(): Activity {
  const session = useSession()
  const statementRows = useStatementRows()
  const { rows, reached, reading, failure, more } = useTrail(() => session.vault)

  const dayOf = (time: number): string => dateInZone(new Date(time).toISOString(), session.timeZone)
  const entries = computed(() => {
    if (!rows.value) return undefined
    const from = reached.value ?? -Infinity
    return activityOf(
      rows.value,
      (statementRows.statements ?? []).filter(
        (statement) => statement.time >= from && statement.type !== 'captureSeal' && statement.type !== 'custody',
      ),
      dayOf,
      isKind,
    )
  })
  return { entries, whole: computed(() => reached.value === undefined), reading, failure, more, dayOf }
}
