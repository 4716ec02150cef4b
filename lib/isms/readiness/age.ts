/** RE9: how old a gap is, in what the kept runs know. */

import type { CheckResult } from './result'

/** `today`: it began today. `since`: it stood already in the run of that day. `after`: the run of that day was the last without it. */
export interface GapAge {
  readonly word: 'today' | 'since' | 'after'
  readonly day: string
}

/** Undefined where no run was kept: then nobody knows. `lastRun` is the day of the latest one. */
export function gapAge({ since }: Pick<CheckResult, 'since'>, { today, lastRun }: { readonly today: string; readonly lastRun: string | undefined }): GapAge | undefined {
  if (since !== undefined) return { word: since === today ? 'today' : 'since', day: since }
  return lastRun === undefined ? undefined : { word: lastRun === today ? 'today' : 'after', day: lastRun }
}
