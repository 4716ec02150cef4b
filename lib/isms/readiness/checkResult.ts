/** Results of the readiness checks (isms.md 5.1): data for screens, reports, runs and the popup. */

import type { SocScores } from '../framework/soc2Posture'

/** RE6: Stage 1 asks whether the system is designed, Stage 2 whether it operates; SOC 2 asks criterion by criterion. */
export const readinessViews = ['stage1', 'stage2', 'soc2'] as const
export type ReadinessView = (typeof readinessViews)[number]

export const phases = ['P', 'D', 'C', 'A'] as const
export type Phase = (typeof phases)[number]

/** RE5: a check's group is its clause, Annex A in operation, or SOC 2. */
export const checkGroups = ['4', '5', '6', '7', '8', '9', '10', 'A', 'SOC'] as const
export type CheckGroup = (typeof checkGroups)[number]

export type Severity = 'blocker' | 'warning' | 'advice'

/** The result of one check on one day. */
export interface CheckResult {
  readonly id: string
  readonly phase: Phase
  readonly group: CheckGroup
  /** 1 = included in Stage 1 and later, 2 = in Stage 2 only. */
  readonly stage: 1 | 2
  /** After escalation (RE3). */
  readonly severity: Severity
  readonly escalated: boolean
  /** `waived` counts like `na` (RE7). */
  readonly status: 'pass' | 'fail' | 'na' | 'waived'
  /**
   * Ids of what fails, sorted by ref: records, requirements (`iso27001-2022:A.5.23`), or `person~policy` pairs. Empty
   * for existence checks.
   */
  readonly failing: readonly string[]
  /** Number of candidates; 1 for an existence check. */
  readonly total: number
  /**
   * RE9, RE12: the due day if the rule has one, otherwise the first day of the unbroken series of failing runs; unset
   * if unknown.
   */
  readonly since?: string
  /** RE12: set if `since` is the due day; otherwise `since` is only the day the failure was first seen. */
  readonly isDue?: true
  readonly waiver?: { readonly reason: string; readonly until: string; readonly by: string }
}

export interface GroupScore {
  /** 0 to 100; null if no check applies (RE4). */
  readonly score: number | null
  /** RE4: capped at 79 while a blocker in it fails. */
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
  /** All checks of the view, including those that do not apply. */
  readonly checks: number
  /** RE8: criteria behind the overall score of the SOC 2 view. */
  readonly criteria?: SocScores
  /** RE10: objects that must exist before this view can be scored at all; unset if none is missing. */
  readonly lacks?: readonly ScoredObject[]
}

/**
 * RE10: the objects a stage looks at, listed when missing. `controls`: there is no control that is not retired;
 * `operating`: no control operates; `evidence`: none is recorded.
 */
export const scoredObjects = ['controls', 'operating', 'evidence'] as const
export type ScoredObject = (typeof scoredObjects)[number]
