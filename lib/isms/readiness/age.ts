/** RE9: how old a gap is, as far as the stored runs show. */

import type { CheckResult } from './checkResult'

/**
 * `today`: it began, or was first seen, today. `since`: it was due that day. `seen`: the run of that day was the first
 * to see it; it may be older. `after`: the run of that day was the last without it.
 */
export interface GapAge {
  readonly word: 'today' | 'since' | 'seen' | 'after'
  readonly day: string
}

/** Undefined if no run is stored and the age is unknown. `lastRun` is the day of the latest run. */
export function gapAge(
  { since, isDue }: Pick<CheckResult, 'since' | 'isDue'>,
  { today, lastRun }: { readonly today: string; readonly lastRun: string | undefined },
): GapAge | undefined {
  if (since !== undefined) return { word: since === today ? 'today' : isDue ? 'since' : 'seen', day: since }
  return lastRun === undefined ? undefined : { word: lastRun === today ? 'today' : 'after', day: lastRun }
}
