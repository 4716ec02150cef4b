/** Scores and verdict (RE4 to RE6). A score is never shown without what it is made of. */

import type { SocScores } from '../frameworks/soc2'
import type { CheckGroup, CheckResult, GroupScore, Phase, ReadinessView, Verdict, ViewSummary } from './result'
import { checkGroups, phases } from './result'

/** RE4. */
export const weightOf = ({ severity }: Pick<CheckResult, 'severity'>): number => ({ blocker: 5, warning: 2, advice: 1 })[severity]

/** RE4: pass 1, failing blocker 0, failing warning or advice the share that passes; nothing for a check of existence. */
export function creditOf({ status, severity, failing, total }: CheckResult): number {
  if (status === 'pass') return 1
  if (severity === 'blocker' || failing.length === 0) return 0
  return 1 - failing.length / total
}

const cap = 79
const counts = ({ status }: CheckResult): boolean => status === 'pass' || status === 'fail'
/** RE4: what the checks that apply weigh together. */
export const weightAll = (results: readonly CheckResult[]): number => results.filter(counts).reduce((sum, result) => sum + weightOf(result), 0)

/** RE4: rounded half up; null where no check applies; held at 79 while a blocker fails. */
export function groupScore(results: readonly CheckResult[]): GroupScore {
  const counted = results.filter(counts)
  const weight = weightAll(counted)
  const earned = counted.reduce((sum, result) => sum + weightOf(result) * creditOf(result), 0)
  const failing = counted.filter(({ status }) => status === 'fail')
  const number = (severity: CheckResult['severity']): number => failing.filter((result) => result.severity === severity).length
  const blockers = number('blocker')
  // Thirds add up to a hair less than they should; a half has to stay one.
  const full = weight === 0 ? null : Math.floor((100 * earned) / weight + 0.5 + 1e-9)
  const capped = full !== null && blockers > 0 && full > cap
  return { score: capped ? cap : full, capped, blockers, warnings: number('warning'), advice: number('advice') }
}

/** RE6: the checks a view asks. SOC 2 by check is the SOC group; by criterion it is RE8's. */
export const checksOfView = (results: readonly CheckResult[], view: ReadinessView): readonly CheckResult[] =>
  view === 'stage1' ? results.filter(({ stage }) => stage === 1) : view === 'stage2' ? results : results.filter(({ group }) => group === 'SOC')

/** RE5, RE6. Where criteria are handed in (RE8), the overall score is theirs and the checks say what blocks. */
export function summarise(results: readonly CheckResult[], view: ReadinessView, readyScore: number, criteria?: SocScores): ViewSummary {
  const asked = checksOfView(results, view)
  const overall = criteria ? { ...groupScore(asked), score: criteria.overall, capped: false } : groupScore(asked)
  const of = (is: (result: CheckResult) => boolean): GroupScore => groupScore(asked.filter(is))
  return {
    overall,
    groups: Object.fromEntries(checkGroups.filter((group) => asked.some((result) => result.group === group)).map((group): [CheckGroup, GroupScore] => [group, of((result) => result.group === group)])),
    phases: Object.fromEntries(phases.map((phase): [Phase, GroupScore] => [phase, of((result) => result.phase === phase)])) as Record<Phase, GroupScore>,
    verdict: verdictOf(overall, readyScore, criteria ? criteria.states.exception + criteria.states.gap : 0),
    passing: asked.filter(({ status }) => status === 'pass').length,
    failing: asked.filter(({ status }) => status === 'fail').length,
    waived: asked.filter(({ status }) => status === 'waived').length,
    checks: asked.length,
    ...(criteria && { criteria }),
  }
}

/** RE6. A criterion with a gap or an exception is what a report would name: `unanswered` of them hold the verdict as blockers do. */
function verdictOf({ score, blockers }: GroupScore, readyScore: number, unanswered: number): Verdict | null {
  if (score === null) return null
  if (blockers > 0 || unanswered > 0) return 'notReady'
  return score >= readyScore ? 'ready' : 'nearlyReady'
}
