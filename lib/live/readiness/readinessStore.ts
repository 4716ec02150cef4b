import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useRecords } from '../record/useRecords'
import { parentsOf } from '~/lib/records/derivedIds'
import type { CheckResult, ReadinessView } from '~/lib/isms/readiness/checkResult'
import { checksOfView } from '~/lib/isms/readiness/score'
import type { ReadinessRun } from '~/lib/records/kinds/readinessRun'
import type { ReadinessSummary } from '~/lib/vault/store/tables'
import { useSession } from '../workspace/sessionStore'

/** A stored run with its day. */
export interface DatedRun {
  readonly day: string
  readonly row: ReadinessRun
}

/** The latest readiness results of the engine, live: pages only display them. Undefined until computed once. */
export const useReadiness = defineStore('readiness', () => {
  const session = useSession()
  const rows = useLiveQuery(
    () => session.vault?.readiness.toArray(),
    () => session.vault,
  ).value
  const summary = useLiveQuery(
    async () =>
      session.vault && (((await session.vault.meta.get('readiness'))?.value as ReadinessSummary | undefined) ?? null),
    () => session.vault,
  ).value
  const runRows = useRecords('readinessRun')

  const byId = computed(() => new Map((rows.value ?? []).map(({ id, result }): [string, CheckResult] => [id, result])))
  /** In the order of the checks. */
  const results = computed((): readonly CheckResult[] | undefined =>
    summary.value && rows.value && rows.value.length > 0
      ? [...rows.value].sort((a, b) => a.order - b.order).map(({ result }) => result)
      : undefined,
  )
  const ofView = (view: ReadinessView): readonly CheckResult[] => checksOfView(results.value ?? [], view)
  const failing = computed(() => (results.value ?? []).filter(({ status }) => status === 'fail'))
  /** Oldest first. */
  const runs = computed((): readonly DatedRun[] =>
    (runRows.value ?? [])
      .map((row) => ({ day: parentsOf(row.id)[0] ?? '', row }))
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
  )
  /** True while the first evaluation is running. */
  const waiting = computed(() => summary.value === null || (summary.value !== undefined && rows.value?.length === 0))
  return { summary, results, byId, ofView, failing, runs, waiting }
})
