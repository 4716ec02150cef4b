/** Whether evidence shows a recurring control as a pattern (EV9): one good month does not make an operating control. */

import { addDays, addMonths, addPeriod, weekday } from '~/lib/shared/dates'
import type { EffectiveSettings } from '../workspace/effectiveSettings'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { windowRelation } from './freshness'
import { isIntact, type EvidenceFacts } from './usable'

export interface Pattern {
  /** Full calendar periods of the control's frequency, oldest first. */
  readonly periods: readonly { readonly from: string; readonly to: string; readonly shown: boolean }[]
  /** Periods shown / periods, 0 to 1. */
  readonly ratio: number
}

const months: Readonly<Partial<Record<NonNullable<Control['frequency']>, number>>> = {
  monthly: 1,
  quarterly: 3,
  semiannual: 6,
  annual: 12,
}

/**
 * EV9 over a window, by default the 12 months up to today and never before the control was implemented. Undefined (n/a)
 * for continuous, daily and per-event controls, which tests judge, and if the window contains no full period.
 */
export function evidencePattern(
  control: Pick<Control, 'frequency' | 'implementedOn'>,
  linked: readonly Evidence[],
  {
    facts,
    settings,
    today,
    window = { from: addPeriod(today, 'P12M', -1), to: today },
  }: {
    readonly facts: (id: string) => EvidenceFacts
    readonly settings: Pick<EffectiveSettings, 'timeZone'>
    readonly today: string
    readonly window?: { readonly from: string; readonly to: string }
  },
): Pattern | undefined {
  const from =
    control.implementedOn !== undefined && control.implementedOn > window.from ? control.implementedOn : window.from
  const proven = linked.filter(
    (evidence) =>
      evidence.archivedOn === undefined &&
      isIntact(facts(evidence.id)) &&
      facts(evidence.id).reviewState === 'accepted',
  )
  const periods = calendarPeriods(control.frequency, from, window.to).map((period) => ({
    ...period,
    shown: proven.some((evidence) => windowRelation(evidence, period, settings) !== 'outside'),
  }))
  return periods.length === 0
    ? undefined
    : { periods, ratio: periods.filter(({ shown }) => shown).length / periods.length }
}

/** Longer windows are cut at the start: a year typed as 26 must not hang a page. */
const longest = 'P10Y'

/** Full weeks (from Monday), months, quarters, half-years or years between the two days. */
function calendarPeriods(
  frequency: Control['frequency'],
  from: string,
  to: string,
): readonly { readonly from: string; readonly to: string }[] {
  const length = frequency === undefined ? undefined : months[frequency]
  if (frequency !== 'weekly' && length === undefined) return []
  const next = (start: string): string => (length === undefined ? addDays(start, 7) : addMonths(start, length))
  const periods: { from: string; to: string }[] = []
  const earliest = addPeriod(to, longest, -1)
  for (let start = firstStart(from < earliest ? earliest : from, length); ; start = next(start)) {
    const end = addDays(next(start), -1)
    // Dates stop at the end of the calendar, so the next period would not advance.
    if (end > to || end < start) return periods
    periods.push({ from: start, to: end })
  }
}

/** The first calendar period that begins on or after a day. */
function firstStart(day: string, length: number | undefined): string {
  if (length === undefined) return addDays(day, (7 - weekday(day)) % 7)
  const first = `${day.slice(0, 7)}-01`
  const begun = (Number(day.slice(5, 7)) - 1) % length
  return begun === 0 && first === day ? first : addMonths(first, length - begun)
}
