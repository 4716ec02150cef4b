import { useValueWords } from './useValueWords'
import type { Kind } from '~/lib/records/registry'
import { useRisks } from '~/lib/live/risk/risksStore'

/**
 * A value where it stands by itself, without a matrix beside it: scores and levels with their word on the scale, 5
 * Severe.
 */
export function useSpokenValue(): (kind: Kind, field: string, value: unknown) => string {
  const riskStore = useRisks()
  const words = useValueWords()
  const scaleOf = (kind: Kind, field: string): readonly { readonly label: string }[] | undefined => {
    if (kind === 'riskMethod' && field === 'acceptMax') return riskStore.method.levels
    if (kind !== 'risk') return undefined
    return /^(inherent|current|residual)L$/.test(field)
      ? riskStore.method.likelihood
      : /^(inherent|current|residual)I$/.test(field)
        ? riskStore.method.impact
        : undefined
  }
  return (kind, field, value) => {
    const plain = words.text(kind, field, value)
    const step = typeof value === 'number' ? scaleOf(kind, field)?.[value - 1]?.label : undefined
    return step === undefined ? plain : `${plain} ${step}`
  }
}
