/** Whether pages that each show a range of one list ("26–50 of 62") together cover the entire list. Pure. */

export interface RowClaim {
  readonly shown: number
  readonly total: number
  /** Number of the first row shown. */
  readonly from?: number
}

/** True if the ranges, in any order, cover the first row to the last without overlap or gap. */
export function coversRows(claims: readonly (RowClaim | undefined)[]): boolean {
  const total = claims[0]?.total
  const stretches = claims.map((rows) =>
    rows?.from !== undefined && rows.total === total ? { from: rows.from, to: rows.from + rows.shown - 1 } : undefined,
  )
  let next = 1
  for (const stretch of [...stretches].sort((a, b) => (a?.from ?? 0) - (b?.from ?? 0))) {
    // A range that does not say where it begins, overlaps the previous one, or leaves rows out.
    if (stretch?.from !== next) return false
    next = stretch.to + 1
  }
  return total !== undefined && next === total + 1
}
