/** Scores and verdict (RE4 to RE6). A score is never shown without its components. */

import { unansweredIn, type SocScores } from '../framework/soc2Posture'
import type {
  CheckGroup,
  CheckResult,
  GroupScore,
  Phase,
  ReadinessView,
  ScoredObject,
  Verdict,
  ViewSummary,
} from './checkResult'
import { checkGroups, phases } from './checkResult'

/** RE4: weight of a check by severity. */
export const weightOf = ({ severity }: Pick<CheckResult, 'severity'>): number =>
  ({ blocker: 5, warning: 2, advice: 1 })[severity]

/** RE4: pass 1; failing blocker or failing existence check 0; failing warning or advice the share that passes. */
export function creditOf({ status, severity, failing, total }: CheckResult): number {
  if (status === 'pass') return 1
  if (severity === 'blocker' || failing.length === 0) return 0
  return 1 - failing.length / total
}

const cap = 79
const counts = ({ status }: CheckResult): boolean => status === 'pass' || status === 'fail'
/** RE4: total weight of the checks that apply. */
export const totalWeight = (results: readonly CheckResult[]): number =>
  results.filter(counts).reduce((sum, result) => sum + weightOf(result), 0)

/** RE4: rounded half up; null if no check applies; capped at 79 while a blocker fails. */
export function groupScore(results: readonly CheckResult[]): GroupScore {
  const counted = results.filter(counts)
  const weight = totalWeight(counted)
  const earned = counted.reduce((sum, result) => sum + weightOf(result) * creditOf(result), 0)
  const failing = counted.filter(({ status }) => status === 'fail')
  const number = (severity: CheckResult['severity']): number =>
    failing.filter((result) => result.severity === severity).length
  const blockers = number('blocker')
  // Sums of thirds fall a hair short; the epsilon keeps an exact half from rounding down.
  const full = weight === 0 ? null : Math.floor((100 * earned) / weight + 0.5 + 1e-9)
  const capped = full !== null && blockers > 0 && full > cap
  return { score: capped ? cap : full, capped, blockers, warnings: number('warning'), advice: number('advice') }
}

/** RE6: the checks in a view. By check, SOC 2 is the SOC group; by criterion, see RE8. */
export const checksOfView = (results: readonly CheckResult[], view: ReadinessView): readonly CheckResult[] =>
  view === 'stage1'
    ? results.filter(({ stage }) => stage === 1)
    : view === 'stage2'
      ? results
      : results.filter(({ group }) => group === 'SOC')

/**
 * RE10: what each view cannot be scored without. Stage 1 looks at documents, and missing ones already fail its checks.
 */
const objectsOf: Readonly<Record<ReadinessView, readonly ScoredObject[]>> = {
  stage1: [],
  stage2: ['controls', 'operating', 'evidence'],
  soc2: ['controls'],
}
/**
 * RE10: operation is scored only if something operates: clause 8 and phase Do need controls, Annex A needs operating
 * controls.
 */
const groupObjects: Partial<Record<CheckGroup, ScoredObject>> = { 8: 'controls', A: 'operating' }
const phaseObjects: Partial<Record<Phase, ScoredObject>> = { D: 'controls' }

/**
 * RE5, RE6. SOC 2 criteria (RE8) determine the overall score of their view and the score of their group in every view
 * (RE11): one figure. `lacking` (RE10): a part whose objects are missing has no score, never 100.
 */
export function summarise(
  results: readonly CheckResult[],
  view: ReadinessView,
  readyScore: number,
  {
    criteria,
    lacking = [],
  }: { readonly criteria?: SocScores | undefined; readonly lacking?: readonly ScoredObject[] } = {},
): ViewSummary {
  const asked = checksOfView(results, view)
  // Without controls none operates either: reported once.
  const lacks = objectsOf[view].filter(
    (object) => lacking.includes(object) && !(object === 'operating' && lacking.includes('controls')),
  )
  const unscored = (score: GroupScore, object: ScoredObject | undefined): GroupScore =>
    object !== undefined && lacking.includes(object) ? { ...score, score: null, capped: false } : score
  const byCriteria = (score: GroupScore): GroupScore =>
    criteria ? { ...score, score: criteria.overall, capped: false } : score
  const found = view === 'soc2' ? byCriteria(groupScore(asked)) : groupScore(asked)
  const overall = lacks.length > 0 ? { ...found, score: null, capped: false } : found
  const of = (is: (result: CheckResult) => boolean): GroupScore => groupScore(asked.filter(is))
  const groupOfView = (group: CheckGroup): GroupScore =>
    ((score) => (group === 'SOC' ? unscored(byCriteria(score), 'controls') : unscored(score, groupObjects[group])))(
      of((result) => result.group === group),
    )
  return {
    overall,
    groups: Object.fromEntries(
      checkGroups
        .filter((group) => asked.some((result) => result.group === group))
        .map((group): [CheckGroup, GroupScore] => [group, groupOfView(group)]),
    ),
    phases: Object.fromEntries(
      phases.map((phase): [Phase, GroupScore] => [
        phase,
        unscored(
          of((result) => result.phase === phase),
          phaseObjects[phase],
        ),
      ]),
    ) as Record<Phase, GroupScore>,
    verdict:
      lacks.length > 0
        ? 'notReady'
        : verdictOf(overall, readyScore, view === 'soc2' && criteria ? unansweredIn(criteria).length : 0),
    passing: asked.filter(({ status }) => status === 'pass').length,
    failing: asked.filter(({ status }) => status === 'fail').length,
    waived: asked.filter(({ status }) => status === 'waived').length,
    checks: asked.length,
    ...(view === 'soc2' && criteria && { criteria }),
    ...(lacks.length > 0 && { lacks }),
  }
}

/**
 * RE6. A report would name a criterion that is not covered or has an exception: `unanswered` criteria block the verdict
 * like blockers.
 */
function verdictOf({ score, blockers }: GroupScore, readyScore: number, unanswered: number): Verdict | null {
  if (score === null) return null
  if (blockers > 0 || unanswered > 0) return 'notReady'
  return score >= readyScore ? 'ready' : 'nearlyReady'
}
