import { isOverdue } from '~/lib/shared/dates'
import type { Objective } from '~/lib/records/kinds/objective'
import type { MetricFacts } from '../metric/metricFacts'

export type ObjectiveHealth = 'onTrack' | 'atRisk' | 'offTrack' | 'achieved' | 'missed' | 'cancelled'

/**
 * Health of an objective (isms.md 3.1, objective S): off track if open past its due day or if a metric is off target;
 * at risk if a metric is on its watch line or no longer measured; otherwise on track. Closed objectives show how they
 * ended.
 */
export function objectiveHealth(
  row: Pick<Objective, 'status' | 'due' | 'metrics'>,
  facts: (metric: string) => Pick<MetricFacts, 'state' | 'stale'> | undefined,
  today: string,
): ObjectiveHealth {
  if (row.status === 'achieved' || row.status === 'missed' || row.status === 'cancelled') return row.status
  const metrics = row.metrics.map(facts).filter((found) => found !== undefined)
  if (isOverdue(row.due, today) || metrics.some(({ state }) => state === 'offTarget')) return 'offTrack'
  return metrics.some(({ state, stale }) => state === 'watch' || stale) ? 'atRisk' : 'onTrack'
}

export const isOpenObjective = ({ status, archivedOn }: Pick<Objective, 'status' | 'archivedOn'>): boolean =>
  archivedOn === undefined && status !== 'achieved' && status !== 'missed' && status !== 'cancelled'
