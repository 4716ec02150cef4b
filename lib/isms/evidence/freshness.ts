/**
 * Whether evidence is recent enough (EV3-EV5). Of the four times that EV2 keeps apart, only the covered period matters
 * here.
 */

import { addDays, addPeriod, dateInZone } from '~/lib/shared/dates'
import type { EffectiveSettings } from '../workspace/effectiveSettings'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'

export type Freshness = 'future' | 'fresh' | 'expiring' | 'expired'

export interface FreshnessFacts {
  readonly state: Freshness
  /** Day from which validity is counted (EV4). */
  readonly base: string
  /** Last valid day. */
  readonly end: string
  /** First day of `expiring`. */
  readonly warnFrom: string
  /** Share of the validity that remains, 1 to 0. */
  readonly left: number
}

type Dated = Pick<Evidence, 'coversFrom' | 'coversTo' | 'capturedAt' | 'createdAt' | 'expiresOn' | 'freshFor'>
type Frequency = NonNullable<Control['frequency']>

/** EV3: a little more than one interval of the control, so that evidence captured on time never expires in between. */
const maxAgeByFrequency: Readonly<Record<Frequency, string>> = {
  continuous: 'P3M',
  perEvent: 'P12M',
  daily: 'P1M',
  weekly: 'P1M',
  monthly: 'P2M',
  quarterly: 'P4M',
  semiannual: 'P7M',
  annual: 'P13M',
}

/** EV3. Each link is judged separately, so the control is an argument. */
export const maxAge = (
  evidence: Pick<Evidence, 'freshFor'>,
  control: Pick<Control, 'evidenceMaxAge' | 'frequency'> | undefined,
  settings: Pick<EffectiveSettings, 'evidenceMaxAge'>,
): string =>
  evidence.freshFor ??
  control?.evidenceMaxAge ??
  (control?.frequency ? maxAgeByFrequency[control.frequency] : settings.evidenceMaxAge)

/** EV4: coversTo, otherwise the day it was captured, otherwise the day it was recorded. */
export const evidenceBase = (evidence: Dated, settings: Pick<EffectiveSettings, 'timeZone'>): string =>
  evidence.coversTo ?? dateInZone(evidence.capturedAt ?? evidence.createdAt, settings.timeZone)

/** EV4: state and last valid day of evidence on a given day. */
export function freshness(
  evidence: Dated,
  settings: Pick<EffectiveSettings, 'timeZone' | 'evidenceMaxAge' | 'evidenceWarnDays'>,
  {
    today,
    control,
  }: { readonly today: string; readonly control?: Pick<Control, 'evidenceMaxAge' | 'frequency'> | undefined },
): FreshnessFacts {
  const base = evidenceBase(evidence, settings)
  const byAge = addPeriod(base, maxAge(evidence, control, settings))
  const end = evidence.expiresOn !== undefined && evidence.expiresOn < byAge ? evidence.expiresOn : byAge
  const warnFrom = addDays(end, 1 - settings.evidenceWarnDays)
  const state =
    evidence.coversFrom !== undefined && evidence.coversFrom > today
      ? 'future'
      : today > end
        ? 'expired'
        : today >= warnFrom
          ? 'expiring'
          : 'fresh'
  return { state, base, end, warnFrom, left: shareLeft(base, end, today) }
}

function shareLeft(base: string, end: string, today: string): number {
  const whole = Date.parse(end) - Date.parse(base)
  if (whole <= 0) return today > end ? 0 : 1
  return Math.min(1, Math.max(0, (Date.parse(end) - Date.parse(today)) / whole))
}

export type WindowRelation = 'covers' | 'within' | 'overlaps' | 'outside'

/** EV5 against a window [from, to], both days inclusive. Evidence without a period covers one day. */
export function windowRelation(
  evidence: Dated,
  window: { readonly from: string; readonly to: string },
  settings: Pick<EffectiveSettings, 'timeZone'>,
): WindowRelation {
  const { from, to } = coverage(evidence, settings)
  if (from <= window.from && to >= window.to) return 'covers'
  if (window.from <= from && to <= window.to) return 'within'
  return from <= window.to && to >= window.from ? 'overlaps' : 'outside'
}

/** The days evidence covers. */
export function coverage(
  evidence: Dated,
  settings: Pick<EffectiveSettings, 'timeZone'>,
): { readonly from: string; readonly to: string } {
  const base = evidenceBase(evidence, settings)
  const from = evidence.coversFrom ?? base
  return { from: from < base ? from : base, to: base }
}
