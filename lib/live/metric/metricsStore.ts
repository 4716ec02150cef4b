import { push } from '~/lib/shared/groups'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useRecords } from '../record/useRecords'
import type { Measurement } from '~/lib/records/kinds/measurement'
import { isUnmeasuredTooLong, metricFacts, type MetricFacts } from '~/lib/isms/metric/metricFacts'
import { objectiveHealth, type ObjectiveHealth } from '~/lib/isms/objective/objectiveHealth'
import { useConflicts } from '../record/conflictsStore'
import { useSession } from '../workspace/sessionStore'

/** What the rules say about metrics and objectives, live (M1-M5, M7, isms.md 3.1). Nothing is stored. */
export const useMetrics = defineStore('metrics', () => {
  const conflictStore = useConflicts()
  const session = useSession()
  const metrics = useRecords('metric')
  const measurements = useRecords('measurement')
  const objectives = useRecords('objective')

  const measurementsOf = computed(() => {
    const groups = new Map<string, Measurement[]>()
    for (const row of measurements.value ?? []) {
      push(groups, row.metric ?? '', row)
    }
    return groups
  })
  const facts = computed(
    (): ReadonlyMap<string, MetricFacts> =>
      new Map(
        (metrics.value ?? []).map((row) => [
          row.id,
          metricFacts(row, measurementsOf.value.get(row.id) ?? [], session.today),
        ]),
      ),
  )
  const metricById = computed(() => new Map((metrics.value ?? []).map((row) => [row.id, row])))
  const pointOf = (measurement: string) => {
    const metric = measurements.value?.find((row) => row.id === measurement)?.metric
    return metric === undefined
      ? undefined
      : facts.value.get(metric)?.points.find((point) => point.measurement.id === measurement)
  }
  const health = computed(
    (): ReadonlyMap<string, ObjectiveHealth> =>
      new Map(
        (objectives.value ?? []).map((row) => [
          row.id,
          objectiveHealth(row, (id) => facts.value.get(id), session.today),
        ]),
      ),
  )

  /** MG20: metrics with a value that two people entered differently and nobody has settled. */
  const disputed = computed((): ReadonlySet<string> => {
    const open = new Set(
      conflictStore.openConflicts
        .filter((row) => row.kind === 'measurement' && row.field === 'value')
        .map((row) => row.recordId),
    )
    return new Set((measurements.value ?? []).filter((row) => open.has(row.id)).map((row) => row.metric ?? ''))
  })
  /** What somebody must settle about a metric, worst first. */
  function problemOf(id: string): 'disputed' | 'debt' | 'unmeasured' | 'stale' | undefined {
    const [row, found] = [metricById.value.get(id), facts.value.get(id)]
    if (!row || !found) return undefined
    if (disputed.value.has(id)) return 'disputed'
    if (found.debt) return 'debt'
    if (isUnmeasuredTooLong(row, found, session.today)) return 'unmeasured'
    return found.stale ? 'stale' : undefined
  }
  return { metrics, measurements, objectives, facts, metricById, pointOf, health, disputed, problemOf }
})
