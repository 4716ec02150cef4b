import { useValueWords } from './useValueWords'
import type { Kind } from '~/lib/records/registry'
import { useIsms } from '~/lib/live/isms/ismsStore'

/**
 * A value where it stands by itself, without a matrix beside it: scores and levels with their word on the scale, 5
 * Severe.
 */
export function useSpokenValue(): (kind: Kind, field: string, value: unknown) => string {
  const isms = useIsms()
  const words = useValueWords()
  const scaleOf = (kind: Kind, field: string): readonly { readonly label: string }[] | undefined => {
    if (kind === 'riskMethod' && field === 'acceptMax') return isms.method.levels
    if (kind !== 'risk') return undefined
    return /^(inherent|current|residual)L$/.test(field)
      ? isms.method.likelihood
      : /^(inherent|current|residual)I$/.test(field)
        ? isms.method.impact
        : undefined
  }
  return (kind, field, value) => {
    const plain = words.text(kind, field, value)
    const step = typeof value === 'number' ? scaleOf(kind, field)?.[value - 1]?.label : undefined
    return step === undefined ? plain : `${plain} ${step}`
  }
}
