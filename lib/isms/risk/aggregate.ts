import { compareRefs } from '~/lib/records/refs'
import { isAbove, isLevel, type Level, type Matrix, type Stage } from './level'

export interface RiskAggregate {
  readonly worst: number | 'none'
  /** Level → number of risks; levels without risks are left out. */
  readonly counts: Readonly<Record<number, number>>
  readonly noLevel: number
  readonly above: number
}

/** RS9 over the levels of open risks. Levels are ordinal: counted and compared, never averaged or summed. */
export function aggregateLevels(levels: Iterable<Level>, method: Matrix): RiskAggregate {
  const counts: Record<number, number> = {}
  let worst: number | 'none' = 'none'
  let noLevel = 0
  let above = 0
  for (const level of levels) {
    if (!isLevel(level)) {
      noLevel++
      continue
    }
    counts[level] = (counts[level] ?? 0) + 1
    if (worst === 'none' || level > worst) worst = level
    if (isAbove(level, method)) above++
  }
  return { worst, counts, noLevel, above }
}

/** RS9 excludes closed and archived risks. */
export const isOpenRisk = (risk: {
  readonly status: string | undefined
  readonly archivedOn?: string | undefined
}): boolean => risk.status !== 'closed' && risk.archivedOn === undefined

/**
 * RS10: a comparator for `sort`: level descending, impact descending, likelihood descending, ref; risks without a level
 * come last.
 */
export function comparePriority(
  a: { readonly ref: string; readonly stage: Stage },
  b: { readonly ref: string; readonly stage: Stage },
): number {
  const rank = ({ level }: Stage): number => (isLevel(level) ? level : 0)
  return (
    rank(b.stage) - rank(a.stage) ||
    (b.stage.i ?? 0) - (a.stage.i ?? 0) ||
    (b.stage.l ?? 0) - (a.stage.l ?? 0) ||
    compareRefs(a.ref, b.ref)
  )
}
