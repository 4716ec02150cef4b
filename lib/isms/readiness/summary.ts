/** All views in one object: everything the popup's line and the dashboard's header need. */

import { settings } from './facts/workspace'
import type { EvidenceWindow } from '../audit/evidenceWindow'
import { evidenceWindow, lackingObjects } from './facts/controlFacts'
import { socView } from './facts/soc2Facts'
import { figures, type Figures } from './figures'
import type { Reader } from './readinessReader'
import type { CheckResult, ReadinessView, ViewSummary } from './checkResult'
import { summarise } from './score'

export interface SummaryParts {
  readonly views: Readonly<Partial<Record<ReadinessView, ViewSummary>>>
  readonly window: EvidenceWindow
  readonly figures: Figures
}

/** RE6; SOC 2 is left out if its framework is disabled. */
export function summaryOf(results: readonly CheckResult[], read: Reader): SummaryParts {
  const { readyScore } = settings(read)
  const [criteria, lacking] = [socView(read), lackingObjects(read)]
  const of = (view: ReadinessView) => summarise(results, view, readyScore, { criteria, lacking })
  return {
    views: {
      stage1: of('stage1'),
      stage2: of('stage2'),
      ...(criteria && { soc2: of('soc2') }),
    },
    window: evidenceWindow(read),
    figures: figures(read),
  }
}
