/**
 * Where each evidence stands when all of it is counted: whether it still shows what it is linked to (EV1, EV3, EV4).
 * The dashboard and the figures over time count by this.
 */

import type { EffectiveSettings } from '../workspace/effectiveSettings'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { evidenceBase, freshness, type Freshness } from './freshness'

/** `unlinked`: shows nothing. `followed`: newer evidence has taken its place, so that it need not be fresh. */
export type Currency = Freshness | 'unlinked' | 'followed'

export interface CurrencyFacts {
  /** Controls it is linked to that are there and not retired. */
  readonly controls: readonly Control[]
  /** EV1: other evidence supersedes it. */
  readonly superseded: boolean
  /** `newestBase` of the evidence of a control. */
  readonly newest: (control: string) => string | undefined
  readonly settings: Pick<EffectiveSettings, 'timeZone' | 'evidenceMaxAge' | 'evidenceWarnDays'>
  readonly today: string
}

const strictest: readonly Freshness[] = ['future', 'expired', 'expiring', 'fresh']

/**
 * EV3: each link is judged by itself, so evidence of several controls is as fresh as the most demanding of them finds
 * it.
 */
export function evidenceCurrency(
  row: Evidence,
  { controls, superseded, newest, settings, today }: CurrencyFacts,
): Currency {
  if (superseded) return 'followed'
  if (row.controls.length === 0 && row.reqs.length === 0) return 'unlinked'
  const states = new Set(
    (controls.length === 0 ? [undefined] : controls).map(
      (control) => freshness(row, settings, { today, control }).state,
    ),
  )
  const state = strictest.find((one) => states.has(one))!
  const base = evidenceBase(row, settings)
  return state === 'expired' && controls.length > 0 && controls.every(({ id }) => (newest(id) ?? '') > base)
    ? 'followed'
    : state
}

/** EV4: what the newest of some evidence speaks about last, leaving out what speaks about days to come. */
export const newestBase = (
  rows: readonly Evidence[],
  settings: Pick<EffectiveSettings, 'timeZone'>,
  today: string,
): string | undefined =>
  rows
    .filter(({ coversFrom }) => coversFrom === undefined || coversFrom <= today)
    .map((row) => evidenceBase(row, settings))
    .reduce<string | undefined>((last, base) => (last === undefined || base > last ? base : last), undefined)
