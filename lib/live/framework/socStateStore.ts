import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useReadiness } from '../readiness/readinessStore'
import type { CriterionResult } from '~/lib/isms/framework/soc2Posture'

/**
 * RE8, RE11 for pages, criterion by criterion: the results readiness computed, so that every screen shows the same
 * figure.
 */
export const useSocState = defineStore('socState', () => {
  const readiness = useReadiness()
  const byId = computed(
    () =>
      new Map(
        (readiness.summary?.views.soc2?.criteria?.results ?? []).map((result): [string, CriterionResult] => [
          result.criterion,
          result,
        ]),
      ),
  )
  /** Undefined for criteria outside the report's scope, and until readiness has been computed once. */
  const of = (id: string): CriterionResult | undefined => byId.value.get(id)
  return { of }
})
