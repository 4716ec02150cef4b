/** The views in one object: what a popup's line and a dashboard's head need without asking anything else. */

import { soc2Framework } from './evaluate'
import { settings } from './facts/workspace'
import { evidenceWindow, type EvidenceWindow } from './facts/controls'
import { figures, type Figures } from './figures'
import type { Reader } from './reader'
import type { CheckResult, ReadinessView, ViewSummary } from './result'
import { summarise } from './score'

export interface SummaryParts {
  readonly views: Readonly<Partial<Record<ReadinessView, ViewSummary>>>
  readonly window: EvidenceWindow
  readonly figures: Figures
}

/** RE6; SOC 2 is left out where its framework is off. */
export function summaryOf(results: readonly CheckResult[], read: Reader): SummaryParts {
  const { readyScore, frameworks } = settings(read)
  return {
    views: {
      stage1: summarise(results, 'stage1', readyScore), stage2: summarise(results, 'stage2', readyScore),
      ...((frameworks as readonly string[]).includes(soc2Framework) && { soc2: summarise(results, 'soc2', readyScore) }),
    },
    window: evidenceWindow(read), figures: figures(read),
  }
}
