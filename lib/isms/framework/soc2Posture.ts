/**
 * RE8: SOC 2 progress, criterion by criterion. All input comes through small lookups by key, so that the readiness
 * engine recomputes only the criteria an edit touched.
 */

import { criteriaInScope, seriesOf } from '~/lib/content/catalogue/soc2'
import type { Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import { requirementCode } from '~/lib/records/derivedIds'
import type { CrosswalkGraph } from './crosswalkGraph'
import { supportBy, type Coverage } from '~/lib/content/crosswalk/relation'
import { isClauseItem } from './frameworkClauses'

export type SocReport = 'type1' | 'type2'

export const criterionStates = ['exception', 'gap', 'partial', 'operating', 'designed'] as const
export type CriterionState = (typeof criterionStates)[number]

/** What RE8 needs to know about a control. */
export interface SocControlFacts {
  readonly operating: boolean
  /** testState of its last signed operating test is ineffective. */
  readonly ineffective: boolean
  /** EV9 over the window; undefined if not applicable. */
  readonly patternRatio: number | undefined
  /** There is a signed operating test whose period overlaps the window. */
  readonly testedInWindow: boolean
}

export interface SocLookups {
  /** Ids of controls that name the requirement, without retired or archived ones. */
  readonly controlsNaming: (requirement: string) => readonly string[]
  readonly controlFacts: (control: string) => SocControlFacts
  /** RE11: for targets that are clause items, such as `iso27001-2022:5.1`: whether the clause is shown to operate. */
  readonly clause: (requirement: string) => ClauseStanding
  readonly openNcOn: (requirement: string) => boolean
}

/**
 * RE11: `operating` if a check about it passes and no blocker fails; `blocked` if one fails; `idle` if nothing was
 * judged.
 */
export type ClauseStanding = 'operating' | 'blocked' | 'idle'

/** What keeps a criterion from `operating`, for the sentence next to it. */
export type CriterionProblem =
  | { readonly type: 'openNc' }
  | { readonly type: 'ineffective' | 'notOperating' | 'pattern' | 'untested'; readonly controls: readonly string[] }
  | { readonly type: 'clauseBlocker'; readonly clauses: readonly string[] }
  | { readonly type: 'noControl' | 'onlyPartial' }

export interface CriterionResult {
  readonly criterion: string
  readonly coverage: Coverage
  readonly state: CriterionState
  /** 0 to 100. */
  readonly points: number
  /** Supporting controls: those that name the criterion or a crosswalk target; sorted by id. */
  readonly controls: readonly string[]
  readonly problems: readonly CriterionProblem[]
}

export const pointsOf: Readonly<Record<CriterionState, number>> = {
  exception: 20,
  gap: 0,
  partial: 40,
  operating: 100,
  designed: 60,
}

const isClause = (id: string): boolean => isClauseItem({ id, assessable: true })

/** Requirements and clauses whose changes can affect the criterion: the criterion itself and its direct targets. */
export const criterionKeys = (criterion: string, graph: CrosswalkGraph): readonly string[] => [
  criterion,
  ...targetsOf(criterion, graph).map(({ to }) => to),
]

const targetsOf = (criterion: string, graph: CrosswalkGraph) =>
  graph.edgesOf(criterion).filter(({ relation, to }) => relation !== 'none' && to.includes(':'))

export function criterionResult(
  criterion: string,
  graph: CrosswalkGraph,
  report: SocReport,
  lookups: SocLookups,
): CriterionResult {
  const direct = lookups.controlsNaming(criterion)
  const targets = targetsOf(criterion, graph).map(({ to, relation }) => ({
    to,
    relation,
    clause: isClause(to),
    controls: lookups.controlsNaming(to),
  }))
  const blocked = targets.filter(({ to, clause }) => clause && lookups.clause(to) === 'blocked').map(({ to }) => to)
  // RE11: only a control or an operating clause covers; a clause that nobody could judge yet does not.
  const answers = ({ to, clause, controls }: (typeof targets)[number]): boolean =>
    controls.length > 0 || (clause && lookups.clause(to) === 'operating')
  const covering = targets.filter(answers).map(({ relation }) => supportBy(relation))
  const coverage: Coverage =
    direct.length > 0 || covering.includes('full') ? 'full' : covering.includes('partial') ? 'partial' : 'none'

  const controls = [...new Set([...direct, ...targets.flatMap((target) => target.controls)])].sort()
  const facts = controls.map((id) => [id, lookups.controlFacts(id)] as const)
  const where = (broken: (of: SocControlFacts) => boolean): readonly string[] =>
    facts.filter(([, of]) => broken(of)).map(([id]) => id)
  const ineffective = where((of) => of.ineffective)
  const notOperating = where((of) => !of.operating)
  const holes = report === 'type2' ? where((of) => of.patternRatio !== undefined && of.patternRatio < 1) : []
  const untested = report === 'type2' ? where((of) => !of.testedInWindow) : []
  const openNc = lookups.openNcOn(criterion)

  // RE11: an exception is a finding from testing a control, as a report would word it; every other problem keeps the
  // criterion partial.
  const state: CriterionState =
    ineffective.length > 0
      ? 'exception'
      : coverage === 'none'
        ? 'gap'
        : coverage === 'partial' || openNc || blocked.length > 0
          ? 'partial'
          : controls.length > 0 && notOperating.length + holes.length + untested.length === 0
            ? 'operating'
            : 'designed'
  const named = (
    type: 'ineffective' | 'notOperating' | 'pattern' | 'untested',
    ids: readonly string[],
  ): readonly CriterionProblem[] => (ids.length > 0 ? [{ type, controls: ids }] : [])
  return {
    criterion,
    coverage,
    state,
    controls,
    points: pointsOf[state],
    problems: [
      ...(openNc ? [{ type: 'openNc' as const }] : []),
      ...named('ineffective', ineffective),
      ...(blocked.length > 0 ? [{ type: 'clauseBlocker' as const, clauses: blocked }] : []),
      ...(coverage === 'none'
        ? [{ type: 'noControl' as const }]
        : coverage === 'partial'
          ? [{ type: 'onlyPartial' as const }]
          : []),
      ...named('notOperating', notOperating),
      ...named('pattern', holes),
      ...named('untested', untested),
    ],
  }
}

export interface SocScores {
  /** Mean of the points of all criteria in scope, rounded half up; null without criteria. */
  readonly overall: number | null
  /** By series (`CC1`, `CC2`, …), in catalogue order. */
  readonly series: readonly {
    readonly code: string
    readonly score: number
    readonly criteria: number
    readonly exceptions: number
  }[]
  /** Number of criteria in each state. */
  readonly states: Readonly<Record<CriterionState, number>>
  /** Every criterion in scope, in catalogue order: all screens and reports read these and recompute none (RE11). */
  readonly results: readonly CriterionResult[]
}

/**
 * What a report would name, and what blocks the verdict: criteria that are not covered, have an exception, an open
 * nonconformity or a failing blocker.
 */
export const unansweredIn = ({ results }: Pick<SocScores, 'results'>): readonly CriterionResult[] =>
  results.filter(
    ({ state, problems }) =>
      state === 'exception' ||
      state === 'gap' ||
      problems.some(({ type }) => type === 'openNc' || type === 'clauseBlocker'),
  )

/** RE8: score per series and overall: the mean of the points. */
export function socScores(results: readonly CriterionResult[]): SocScores {
  const groups = new Map<string, CriterionResult[]>()
  for (const result of results) {
    const code = seriesOf(requirementCode(result.criterion))
    groups.set(code, [...(groups.get(code) ?? []), result])
  }
  const mean = (of: readonly CriterionResult[]): number =>
    Math.floor(of.reduce((sum, { points }) => sum + points, 0) / of.length + 0.5)
  const count = (of: readonly CriterionResult[], state: CriterionState): number =>
    of.filter((one) => one.state === state).length
  return {
    overall: results.length === 0 ? null : mean(results),
    series: [...groups].map(([code, of]) => ({
      code,
      score: mean(of),
      criteria: of.length,
      exceptions: count(of, 'exception'),
    })),
    states: Object.fromEntries(criterionStates.map((state) => [state, count(results, state)])) as Record<
      CriterionState,
      number
    >,
    results,
  }
}

/** Every criterion in scope (RE8), in catalogue order. */
export const socResults = (
  categories: readonly string[],
  graph: CrosswalkGraph,
  report: SocReport,
  lookups: SocLookups,
): readonly CriterionResult[] =>
  criteriaInScope(categories).map(({ id }: Requirement) => criterionResult(id, graph, report, lookups))
