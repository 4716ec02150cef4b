/**
 * Nonconformities over time (isms.md 8): opened and closed per month, and how many reviews found the actions effective.
 */

import { addMonths } from '~/lib/shared/dates'

/** One nonconformity that was not withdrawn, with the days that matter. */
export interface NcDays {
  readonly detectedOn: string | undefined
  /** Day of the verification that closed it; undefined while it is open. */
  readonly closedOn: string | undefined
  /** `verdicts` of its `NcStanding`, each with its day. */
  readonly verdicts: readonly NcVerdictDay[]
}
export interface NcVerdictDay {
  readonly effective: boolean
  readonly on: string
}

export interface NcMonth {
  /** First day of the month. */
  readonly day: string
  readonly opened: number
  readonly closed: number
}
export interface NcFlow {
  /** Oldest first, the current month last. */
  readonly months: readonly NcMonth[]
  readonly opened: number
  readonly closed: number
  /**
   * Effectiveness rate: of the verdicts given in these months, how many said effective. Undefined if none was given.
   */
  readonly effectiveness: { readonly effective: number; readonly verdicts: number } | undefined
}

/** The last `months` calendar months up to and including today's. */
export function ncFlow(
  all: readonly NcDays[],
  { today, months }: { readonly today: string; readonly months: number },
): NcFlow {
  const days = Array.from({ length: months }, (_, index) => addMonths(`${today.slice(0, 7)}-01`, index - months + 1))
  const count = (of: readonly (string | undefined)[], month: string): number =>
    of.filter((on) => on?.slice(0, 7) === month.slice(0, 7)).length
  const [opened, closed] = [all.map(({ detectedOn }) => detectedOn), all.map(({ closedOn }) => closedOn)]
  const bars = days.map((day): NcMonth => ({ day, opened: count(opened, day), closed: count(closed, day) }))
  const given = all.flatMap(({ verdicts }) => verdicts).filter(({ on }) => on >= days[0]! && on <= today)
  return {
    months: bars,
    opened: bars.reduce((sum, bar) => sum + bar.opened, 0),
    closed: bars.reduce((sum, bar) => sum + bar.closed, 0),
    effectiveness:
      given.length === 0
        ? undefined
        : { effective: given.filter(({ effective }) => effective).length, verdicts: given.length },
  }
}
