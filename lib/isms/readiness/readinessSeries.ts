/**
 * RE13: a figure over time. All charts of a figure cover the same window unless the user chose another, and state when
 * it starts.
 */

import { addPeriod } from '~/lib/shared/dates'
import type { FigureName } from './figures'

/** Default window in months. */
export const trendMonths = 12

export interface FigureDay {
  readonly day: string
  /** Null if the run did not include the figure. */
  readonly value: number | null
}

/** The figure in the stored runs of the window, oldest first, and its value today. */
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
