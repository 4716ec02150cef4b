/**
 * RE13: a figure over time. Every line of one figure is drawn over the same window unless the reader chose another, and
 * says from when.
 */

import { addPeriod } from '~/lib/shared/dates'
import type { FigureName } from './figures'

/** Months that lines look back where nobody chose. */
export const trendMonths = 12

export interface FigureDay {
  readonly day: string
  /** Null where the run knew nothing of it. */
  readonly value: number | null
}

/** The figure in the kept runs of the window, oldest first, and what it is today. */
export function figureSeries(
  runs: readonly { readonly day: string; readonly counts: Readonly<Record<string, number>> | undefined }[],
  name: FigureName,
  now: number | undefined,
  { today, months = trendMonths }: { readonly today: string; readonly months?: number | undefined },
): readonly FigureDay[] {
  const from = addPeriod(today, 'P1M', -months)
  return [
    ...runs
      .filter(({ day }) => day >= from && day < today)
      .map(({ day, counts }): FigureDay => ({ day, value: counts?.[name] ?? null })),
    { day: today, value: now ?? null },
  ]
}
