/** What the readiness checks answer (isms.md 5.1): data for screens, reports, runs and the popup. */

import type { SocScores } from '../framework/soc2Posture'

/** RE6: Stage 1 asks whether the system is designed, Stage 2 whether it runs, SOC 2 by criterion. */
export const readinessViews = ['stage1', 'stage2', 'soc2'] as const
export type ReadinessView = (typeof readinessViews)[number]

export const phases = ['P', 'D', 'C', 'A'] as const
export type Phase = (typeof phases)[number]

/** RE5: a check's group is its clause, Annex A in operation, or SOC 2. */
export const checkGroups = ['4', '5', '6', '7', '8', '9', '10', 'A', 'SOC'] as const
export type CheckGroup = (typeof checkGroups)[number]

export type Severity = 'blocker' | 'warning' | 'advice'

/** One check on one day. */
export interface CheckResult {
  readonly id: string
  readonly phase: Phase
  readonly group: CheckGroup
  /** 1 = asked at Stage 1 and later, 2 = at Stage 2 only. */
  readonly stage: 1 | 2
  /** After escalation (RE3). */
  readonly severity: Severity
  readonly escalated: boolean
  /** `waived` counts like `na` (RE7). */
  readonly status: 'pass' | 'fail' | 'na' | 'waived'
  /**
   * Ids of what fails, in the order of refs: records, requirements (`iso27001-2022:A.5.23`), or `person~policy` pairs.
   * Empty for existence checks.
   */
  readonly failing: readonly string[]
  /** Candidates looked at; 1 for an existence check. */
  readonly total: number
  /**
   * RE9, RE12: the day it was due where the rule has one, else the first day found failing in the runs without a pass
   * since; unset where nobody knows.
   */
  readonly since?: string
  /** RE12: `since` is the day it was due; without it only the day on which it was first seen failing. */
  readonly isDue?: true
  readonly waiver?: { readonly reason: string; readonly until: string; readonly by: string }
}

export interface GroupScore {
  /** 0 to 100; null where nothing applies (RE4). */
  readonly score: number | null
  /** RE4: held at 79 while a blocker in it fails. */
  readonly capped: boolean
  readonly blockers: number
  readonly warnings: number
  readonly advice: number
}

export type Verdict = 'notReady' | 'nearlyReady' | 'ready'

export interface ViewSummary {
  readonly overall: GroupScore
  readonly groups: Readonly<Partial<Record<CheckGroup, GroupScore>>>
  readonly phases: Readonly<Record<Phase, GroupScore>>
  /** RE6; null while no check of the view applies. */
  readonly verdict: Verdict | null
  readonly passing: number
  readonly failing: number
  readonly waived: number
  /** All checks of the view, those that do not apply included. */
  readonly checks: number
  /** RE8, of the SOC 2 view: what its overall score is the mean of. */
  readonly criteria?: SocScores
  /** RE10: what has to be there before this view can score at all; unset where nothing lacks. */
  readonly lacks?: readonly ScoredObject[]
}

/**
 * RE10: what a stage looks at. `controls`: none is there that is not retired; `operating`: none of them operates;
 * `evidence`: none is recorded.
 */
export const scoredObjects = ['controls', 'operating', 'evidence'] as const
export type ScoredObject = (typeof scoredObjects)[number]
