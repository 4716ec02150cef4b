import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useReadiness } from '../readiness/readinessStore'
import type { CriterionResult } from '~/lib/isms/framework/soc2Posture'

/**
 * RE8, RE11 as pages ask for it, criterion by criterion: what readiness found, so that every screen shows one figure.
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
  /** Undefined for criteria outside of the report's scope, and until readiness was found once. */
  const of = (id: string): CriterionResult | undefined => byId.value.get(id)
  return { of }
})
