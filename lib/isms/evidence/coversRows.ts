/** Whether pages that each show a stretch of one list ("26–50 of 62") are all of it together. Pure. */

export interface RowClaim {
  readonly shown: number
  readonly total: number
  /** The first row that is shown. */
  readonly from?: number
}

/** True where the stretches, in any order, reach from the first row to the last, none twice and none left out. */
export function coversRows(claims: readonly (RowClaim | undefined)[]): boolean {
  const total = claims[0]?.total
  const stretches = claims.map((rows) =>
    rows?.from !== undefined && rows.total === total ? { from: rows.from, to: rows.from + rows.shown - 1 } : undefined,
  )
  let next = 1
  for (const stretch of [...stretches].sort((a, b) => (a?.from ?? 0) - (b?.from ?? 0))) {
    // One that does not say where it begins, one too early (taken twice) or too late (one is missing).
    if (stretch?.from !== next) return false
    next = stretch.to + 1
  }
  return total !== undefined && next === total + 1
}
