/** SOC 2 criterion by criterion (RE8), from the crosswalk and the facts of controls. */

import { overlaps } from '~/lib/isms/audit/evidenceWindow'
import { criteriaInScope, soc2Id } from '~/lib/content/catalogue/soc2'
import { testFacts } from '~/lib/isms/control/testState'
import { crosswalkGraph } from '~/lib/isms/framework/crosswalkGraph'
import { ownPairs } from '~/lib/content/crosswalk/crosswalkPair'
import { shippedPairs } from '~/lib/content/crosswalk/shipped'
import { requirementCode } from '~/lib/records/derivedIds'
import {
  criterionResult,
  socScores,
  type ClauseStanding,
  type CriterionResult,
  type SocControlFacts,
  type SocScores,
} from '~/lib/isms/framework/soc2Posture'
import { concernsClause } from '~/lib/isms/framework/requirementStanding'
import { fact, factOfAll, type Reader } from '../readinessReader'
import { controlsNaming } from './applicabilityFacts'
import { controlTest, evidenceState, evidenceWindow, patternOf, type EvidenceAsked } from './controlFacts'
import { openNc } from './improvementFacts'
import { settings } from './workspace'

export const hasSoc2 = (read: Reader): boolean => (settings(read).frameworks as readonly string[]).includes(soc2Id)
export const isType2 = (read: Reader): boolean => settings(read).socReport === 'type2'

/** Ids of the criteria in scope, in catalogue order; empty while the framework is disabled. */
export const criteria = factOfAll((read): readonly string[] =>
  hasSoc2(read) ? criteriaInScope(settings(read).socCategories).map(({ id }) => id) : [],
)

const graph = factOfAll((read) => crosswalkGraph([...shippedPairs, ...ownPairs(read.rows('crosswalk'))]))
const clauseStanding = fact((read, requirement): ClauseStanding => {
  const code = requirementCode(requirement)
  const speaks = (check: string): boolean => concernsClause(check, code)
  if ([...read.failingBlockers()].some(speaks)) return 'blocked'
  return [...read.passingChecks()].some(speaks) ? 'operating' : 'idle'
})
const hasOpenNc = fact((read, requirement): boolean =>
  read.referencing('nonconformity', 'requirement', requirement).some(({ id }) => openNc(read, id) !== undefined),
)

const socControl = fact((read, id): SocControlFacts => {
  // Also asked for a control that was just removed, before its keys are updated.
  const control = read.row('control', id)
  if (!control) return { operating: false, ineffective: false, patternRatio: undefined, testedInWindow: false }
  const window = evidenceWindow(read)
  return {
    operating: control.status === 'operating',
    ineffective: controlTest(read, id).result === 'ineffective',
    patternRatio: patternOf(read, id, { window })?.ratio,
    testedInWindow: read
      .referencing('controlTest', 'control', id)
      .some(
        (test) =>
          test.testKind === 'operating' &&
          overlaps(test, window) &&
          testFacts(test, read.statements(test.id), read.today()).signed,
      ),
  }
})

export const criterion = fact((read, id): CriterionResult =>
  criterionResult(id, graph(read), settings(read).socReport, {
    controlsNaming: (requirement) => controlsNaming(read, requirement).map((row) => row.id),
    controlFacts: (control) => socControl(read, control),
    clause: (requirement) => clauseStanding(read, requirement),
    openNcOn: (requirement) => hasOpenNc(read, requirement),
  }),
)

/** Controls that support a criterion in scope, sorted by id. */
export const supportingControls = factOfAll((read): readonly string[] =>
  [...new Set(criteria(read).flatMap((id) => criterion(read, id).controls))].sort(),
)

/** RE8, type 2: whether a control is shown operating over the window. */
export function isShownOperating(read: Reader, control: string, of: EvidenceAsked = evidenceState): boolean {
  const { operating, testedInWindow } = socControl(read, control)
  return (
    operating && testedInWindow && (patternOf(read, control, { of, window: evidenceWindow(read) })?.ratio ?? 1) >= 1
  )
}

/** RE8: scores of the SOC 2 view; undefined while the framework is disabled. */
export const socView = factOfAll((read): SocScores | undefined =>
  hasSoc2(read) ? socScores(criteria(read).map((id) => criterion(read, id))) : undefined,
)
