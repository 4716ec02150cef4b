/**
 * The order of the log, the only one that is the same on every device: rows of statements, of the history and of
 * whatever else carries a place in it (ST5, MG1).
 */

/** What of a row says where it is. A row without `seq` is not in the log yet. */
export interface LogPlace {
  readonly seq?: number | undefined
  /** Last position of several edits told as one. */
  readonly untilSeq?: number | undefined
  /** It tells how a record came to be, among many (an import). */
  readonly folded?: boolean | undefined
  /** Order among rows that wait in the outbox of this device. */
  readonly n?: number | undefined
  /** Clock of the author, in milliseconds. */
  readonly time: number
  readonly until?: number | undefined
  readonly id?: string | undefined
}

/** Position in the log; `Infinity` while a row waits. Several edits told as one are at the last of them. */
export const logPosition = ({ seq, untilSeq }: Pick<LogPlace, 'seq' | 'untilSeq'>): number =>
  untilSeq ?? seq ?? Infinity

/**
 * Compares two rows, the earlier first; what waits comes last. Rows of one entry share its position: there a record is
 * born before it is edited, the outbox or the author's clock tells edits apart, and then the id does.
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

/** The rows as the log has them, oldest first. */
export const inLogOrder = <T extends LogPlace>(rows: readonly T[]): T[] => [...rows].sort(byLogOrder)
