/**
 * RE8: how far SOC 2 is, criterion by criterion. Everything it needs of the workspace comes through small lookups by
 * key, so that the readiness engine asks again for the criteria an edit touched and for no others.
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

/** What RE8 asks of one control. */
export interface SocControlFacts {
  readonly operating: boolean
  /** testState of its last signed operating test. */
  readonly ineffective: boolean
  /** EV9 over the window; undefined where it does not apply. */
  readonly patternRatio: number | undefined
  /** A signed operating test whose period overlaps the window. */
  readonly testedInWindow: boolean
}

export interface SocLookups {
  /** Ids of controls, neither retired nor archived, that name the requirement. */
  readonly controlsNaming: (requirement: string) => readonly string[]
  readonly controlFacts: (control: string) => SocControlFacts
  /** RE11: of targets that are clause items, such as `iso27001-2022:5.1`: whether the clause is shown to run. */
  readonly clause: (requirement: string) => ClauseStanding
  readonly openNcOn: (requirement: string) => boolean
}

/**
 * RE11: `operating` where a check about it passes and no blocker fails; `blocked` where one fails; `idle` where nothing
 * was judged.
 */
export type ClauseStanding = 'operating' | 'blocked' | 'idle'

/** What keeps a criterion from `operating`, for the sentence beside it. */
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
  /** Supporting controls: naming it or a crosswalk target; sorted by id. */
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

/** Requirements and clauses whose change may change the criterion: itself and its direct targets. */
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
  // RE11: nothing covers but a control or a clause that runs; a clause nobody could judge yet is none.
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

  // RE11: an exception is what a test of a control found, as a report would word it; all else that is amiss keeps the
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
  /** Mean of points over all criteria in scope, rounded half up; null without criteria. */
  readonly overall: number | null
  /** By series, `CC1` and on, in catalogue order. */
  readonly series: readonly {
    readonly code: string
    readonly score: number
    readonly criteria: number
    readonly exceptions: number
  }[]
  /** How many criteria stand where. */
  readonly states: Readonly<Record<CriterionState, number>>
  /** Every criterion in scope, in catalogue order: all screens and reports read these and compute none (RE11). */
  readonly results: readonly CriterionResult[]
}

/**
 * What a report would name, and what holds the verdict: a criterion not covered, with an exception, an open
 * nonconformity or a failing blocker.
 */
export const unansweredIn = ({ results }: Pick<SocScores, 'results'>): readonly CriterionResult[] =>
  results.filter(
    ({ state, problems }) =>
      state === 'exception' ||
      state === 'gap' ||
      problems.some(({ type }) => type === 'openNc' || type === 'clauseBlocker'),
  )

/** RE8: score per series and overall = mean of points. */
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
