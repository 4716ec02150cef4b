import { fail, ok, type Result } from '~/lib/shared/result'
import type { MetricTarget } from '~/lib/records/kinds/metric'
import type { Direction } from './metricState'

/**
 * Whether M2 can judge a target for this direction. Fails with `invalidTarget` and the wrong field, so that a form can
 * show the error next to it.
 */
export function validateTarget(direction: Direction | undefined, set: MetricTarget): Result<MetricTarget> {
  const wrong = (field: keyof MetricTarget, message: string) => fail('invalidTarget', message, { field })
  for (const [name, value] of Object.entries(set))
    if (value !== undefined && !Number.isFinite(value)) return wrong(name as keyof MetricTarget, 'This is no number.')
  if (direction === undefined) return wrong('target', 'Say first whether higher, lower or within a band is better.')
  if (direction === 'band') {
    if (set.low === undefined && set.high === undefined) return wrong('low', 'A band needs a lower or an upper bound.')
    if (set.low !== undefined && set.high !== undefined && set.low > set.high)
      return wrong('high', 'The upper bound lies below the lower one.')
    if (set.watch !== undefined && set.watch < 0) return wrong('watch', 'The margin around a band is 0 or more.')
    return ok({ low: set.low, high: set.high, watch: set.watch })
  }
  if (set.target === undefined) return wrong('target', 'A target is needed. The watch line alone judges nothing.')
  if (set.watch !== undefined && (direction === 'higher' ? set.watch > set.target : set.watch < set.target)) {
    return wrong(
      'watch',
      direction === 'higher'
        ? 'Where higher is better, the watch line lies below the target.'
        : 'Where lower is better, the watch line lies above the target.',
    )
  }
  return ok({ target: set.target, watch: set.watch })
}
