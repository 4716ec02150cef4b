/** M6: a value changed after it was entered shows "corrected", with the previous value from the history. */

import { inLogOrder } from '~/lib/shared/logOrder'

/** One change of `value` from the trail. */
export interface ValueChange {
  readonly before: unknown
  readonly after: unknown
  /** Position in the log; absent while unsynced. */
  readonly seq?: number | undefined
  /** Milliseconds since the epoch, by the author's clock. */
  readonly time: number
  readonly memberId: string
  /** It never became the visible value (MG1). */
  readonly lost: boolean
}

export interface Correction {
  readonly from: number
  readonly to: number
  readonly time: number
  readonly memberId: string
}

/**
 * Corrections of one measurement, oldest first. Entering the first value is not a correction, nor is writing the same
 * value again.
 */
export function correctionsOf(changes: readonly ValueChange[]): readonly Correction[] {
  const shown = inLogOrder(changes.filter(({ lost }) => !lost))
  return shown.flatMap(({ before, after, time, memberId }) =>
    typeof before === 'number' && typeof after === 'number' && before !== after
      ? [{ from: before, to: after, time, memberId }]
      : [],
  )
}
