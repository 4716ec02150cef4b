/**
 * Whether each piece of evidence still shows what it is linked to (EV1, EV3, EV4). The dashboard and the figures over
 * time count by this.
 */

import type { EffectiveSettings } from '../workspace/effectiveSettings'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { evidenceBase, freshness, type Freshness } from './freshness'

/** `unlinked`: shows nothing. `followed`: newer evidence has replaced it, so it need not be fresh. */
export type Currency = Freshness | 'unlinked' | 'followed'

export interface CurrencyFacts {
  /** Controls it is linked to that exist and are not retired. */
  readonly controls: readonly Control[]
  /** EV1: superseded by other evidence. */
  readonly superseded: boolean
  /** `newestBase` of the control's evidence. */
  readonly newest: (control: string) => string | undefined
  readonly settings: Pick<EffectiveSettings, 'timeZone' | 'evidenceMaxAge' | 'evidenceWarnDays'>
  readonly today: string
}

const strictest: readonly Freshness[] = ['future', 'expired', 'expiring', 'fresh']

/**
 * EV3: each link is judged separately, so evidence of several controls is only as fresh as the strictest of them
 * requires.
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

/** EV4: the latest day any of the given evidence covers, ignoring evidence about days in the future. */
export const newestBase = (
  rows: readonly Evidence[],
  settings: Pick<EffectiveSettings, 'timeZone'>,
  today: string,
): string | undefined =>
  rows
    .filter(({ coversFrom }) => coversFrom === undefined || coversFrom <= today)
    .map((row) => evidenceBase(row, settings))
    .reduce<string | undefined>((last, base) => (last === undefined || base > last ? base : last), undefined)
