/**
 * The order of the log, the only order that is the same on every device: for statements, history rows and everything
 * else with a log position (ST5, MG1).
 */

/** The fields that place a row in the log. A row without `seq` is not in the log yet. */
export interface LogPlace {
  readonly seq?: number | undefined
  /** Last position of several edits combined into one row. */
  readonly untilSeq?: number | undefined
  /** The row is part of a bulk create (an import). */
  readonly folded?: boolean | undefined
  /** Order among rows waiting in this device's outbox. */
  readonly n?: number | undefined
  /** Milliseconds since the epoch, by the author's clock. */
  readonly time: number
  readonly until?: number | undefined
  readonly id?: string | undefined
}

/** Position in the log; `Infinity` while unsynced. Combined edits are at the position of the last. */
export const logPosition = ({ seq, untilSeq }: Pick<LogPlace, 'seq' | 'untilSeq'>): number =>
  untilSeq ?? seq ?? Infinity

/**
 * Compares two rows, earlier first; unsynced rows come last. Rows of one entry share its position: among them creation
 * comes before edits, edits are ordered by outbox order or the author's clock, and finally by id.
 *
 * @example rows.sort(byLogOrder)
 */
export function byLogOrder(a: LogPlace, b: LogPlace): number {
  const [at, other] = [logPosition(a), logPosition(b)]
  if (at !== other) return at < other ? -1 : 1
  return (
    Number(b.folded === true) - Number(a.folded === true) ||
    (a.n ?? 0) - (b.n ?? 0) ||
    (a.until ?? a.time) - (b.until ?? b.time) ||
    ((a.id ?? '') < (b.id ?? '') ? -1 : (a.id ?? '') > (b.id ?? '') ? 1 : 0)
  )
}

/** The rows in log order, oldest first. */
export const inLogOrder = <T extends LogPlace>(rows: readonly T[]): T[] => [...rows].sort(byLogOrder)
