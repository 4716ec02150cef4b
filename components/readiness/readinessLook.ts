import type { StateName } from '../glyph/states'
import type { Quadrant } from '../glyph/QuadrantGlyph.vue'
import type { CheckResult, Phase, Verdict, ViewSummary } from '~/lib/isms/readiness/checkResult'

export const quadrantOf: Readonly<Record<Phase, Quadrant>> = { P: 'plan', D: 'do', C: 'check', A: 'act' }
export const verdictGlyph: Readonly<Record<Verdict, StateName>> = {
  notReady: 'blocker',
  nearlyReady: 'partial',
  ready: 'verified',
}

/** Shape first: a check that passes has a tick, one that does not apply a dash. */
export const glyphOf = ({ status, severity }: Pick<CheckResult, 'status' | 'severity'>): StateName =>
  status === 'pass' ? 'verified' : status === 'na' ? 'excluded' : status === 'waived' ? 'waiting' : severity

export const severityRank = ({ severity }: Pick<CheckResult, 'severity'>): number =>
  ({ blocker: 0, warning: 1, advice: 2 })[severity]

/** How many criteria the score of a SOC 2 view is the mean of. */
export const criteriaIn = ({ criteria }: ViewSummary): number =>
  (criteria?.series ?? []).reduce((sum, series) => sum + series.criteria, 0)
