import { computed, type ComputedRef } from 'vue'
import type { DayValue } from './trend'
import type { ReadinessRun } from '~/lib/records/kinds/readinessRun'
import { useReadiness } from '~/lib/live/readiness/readinessStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

/** A figure of each kept run, and what it is today. Runs without it are gaps. */
export function useTrend(
  of: (run: ReadinessRun) => number | null | undefined,
  today: () => number | null | undefined,
): ComputedRef<readonly DayValue[]> {
  const readiness = useReadiness()
  const session = useSession()
  return computed(() => {
    const past = readiness.runs
      .filter(({ day }) => day < session.today)
      .map(({ day, row }): DayValue => ({ day, value: of(row) ?? null }))
    const now = today()
    return now === undefined ? past : [...past, { day: session.today, value: now }]
  })
}
