/**
 * Assess once, see every framework: how far each requirement is met on its own, what met requirements of other
 * frameworks contribute (XW2-XW4), and the weakest link on the way. Computed on every read, never stored. An aid, not
 * an attestation (XW6).
 */

import type { Framework, Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import type { CriterionResult, CriterionState } from './soc2Posture'
import type { CrosswalkGraph, Path } from './crosswalkGraph'
import { byStrength, supportBy, type Confidence, type Coverage } from '~/lib/content/crosswalk/relation'
import {
  byWorst,
  ownFacts,
  type Missing,
  type OwnFacts,
  type OwnStatus,
  type StandingLookups,
} from './requirementStanding'

/**
 * For a requirement that relies on others: the target of a path and what that target lacks; without `missing` the
 * target is met and carries the coverage.
 */
export interface WeakestLink {
  readonly requirement: string
  readonly status: OwnStatus
  readonly missing: Missing | undefined
  readonly path: Path
}

/**
 * `met` on its own; `covered` by a met equal or wider requirement of another framework; `partly`; `open`; `excluded`,
 * which counts nowhere.
 */
export const standings = ['met', 'covered', 'partly', 'open', 'excluded'] as const
export type Standing = (typeof standings)[number]

export interface RequirementPosture extends OwnFacts {
  readonly requirement: Requirement
  /** XW2: coverage by met targets; several partial ones never add up to full. */
  readonly coverage: Coverage
  /** Paths to met targets, strongest first. */
  readonly support: readonly Path[]
  /** Confidence of the path that provides the coverage. */
  readonly confidence: Confidence | undefined
  readonly weakest: WeakestLink | undefined
  readonly standing: Standing
}

export interface PostureCounts {
  readonly met: number
  readonly covered: number
  readonly partly: number
  readonly open: number
  readonly excluded: number
  /** All except excluded ones. */
  readonly total: number
}

export interface PostureInput extends StandingLookups {
  readonly graph: CrosswalkGraph
  /** Any requirement that a path may lead to; undefined for one that does not exist here (MG14). */
  readonly requirementById: (id: string) => Requirement | undefined
  /**
   * Whether the workspace answers the framework of a requirement: only there can an unmet requirement be a weak link.
   */
  readonly isAnswered: (requirement: Requirement) => boolean
  /**
   * RE11: the state of a SOC 2 criterion as RE8 computes it, so that every screen agrees; undefined for all other
   * requirements. `unknown`: not computed yet.
   */
  readonly criterionOf?: (requirement: Requirement) => CriterionResult | 'unknown' | undefined
}

export interface Posture {
  readonly of: (requirement: Requirement) => RequirementPosture
  readonly facts: (requirement: Requirement) => OwnFacts
  readonly counts: (requirements: readonly Requirement[]) => PostureCounts
}

/** Results are computed once per requirement and cached. */
export function posture(input: PostureInput): Posture {
  const own = new Map<string, OwnFacts>()
  const facts = (requirement: Requirement): OwnFacts =>
    own.get(requirement.id) ?? ((made) => (own.set(requirement.id, made), made))(ownFacts(requirement, input))
  const known = new Map<string, RequirementPosture>()
  const of = (requirement: Requirement): RequirementPosture =>
    known.get(requirement.id) ??
    ((made) => (known.set(requirement.id, made), made))(requirementPosture(requirement, facts, input))
  return { of, facts, counts: (requirements) => countsOf(requirements.filter(({ assessable }) => assessable).map(of)) }
}

function requirementPosture(
  requirement: Requirement,
  facts: Posture['facts'],
  { graph, requirementById, isAnswered, criterionOf }: PostureInput,
): RequirementPosture {
  const mine = facts(requirement)
  const reached = graph.pathsFrom(requirement.id).flatMap((path) => {
    const target = path.relation === 'possible' ? undefined : requirementById(path.to)
    return target?.assessable ? [{ path, target, facts: facts(target) }] : []
  })
  const support = reached
    .filter(({ facts: { met } }) => met)
    .map(({ path }) => path)
    .sort(byStrength)
  const [carrying] = support
  const coverage = carrying ? supportBy(carrying.relation) : 'none'
  const criterion = criterionOf?.(requirement)
  return {
    ...mine,
    ...(criterion !== undefined && {
      met: criterion !== 'unknown' && criterion.state === 'operating',
      missing: criterion === 'unknown' ? { type: 'checksUnknown' as const } : missingOfCriterion(criterion),
    }),
    requirement,
    coverage,
    support,
    confidence: carrying?.confidence,
    weakest: leansOn(mine) ? weakestOf(reached, coverage === 'full' ? carrying : undefined, isAnswered) : undefined,
    standing:
      criterion === undefined
        ? standingOf(mine, coverage)
        : ofCriterion[criterion === 'unknown' ? criterion : criterion.state],
  }
}

interface Reached {
  readonly path: Path
  readonly target: Requirement
  readonly facts: OwnFacts
}

/**
 * A requirement with nothing of its own relies on what others contribute; any other is held back by what it lacks
 * itself.
 */
const leansOn = ({ status }: OwnFacts): boolean =>
  status === 'noControl' || status === 'undecided' || status === 'checksUnknown' || status === 'checksIdle'

/**
 * With full coverage: the target that carries it. Otherwise the unmet target furthest from being met; failing that, the
 * relation itself, because the requirement asks for more than the targets provide.
 */
function weakestOf(
  reached: readonly Reached[],
  carrying: Path | undefined,
  isAnswered: PostureInput['isAnswered'],
): WeakestLink | undefined {
  const link = ({ path, facts }: Reached, missing = facts.missing): WeakestLink => ({
    requirement: path.to,
    status: facts.status,
    missing,
    path,
  })
  if (carrying)
    return link(
      reached.find(({ path }) => path === carrying)!,
      undefined,
    )
  const unmet = reached
    .filter(({ facts, target }) => !facts.met && facts.status !== 'excluded' && isAnswered(target))
    .sort(
      (a, b) =>
        byWorst(a.facts.status, b.facts.status) || byStrength(a.path, b.path) || a.target.order - b.target.order,
    )
  if (unmet[0]) return link(unmet[0])
  const met = reached.find(({ facts }) => facts.met)
  return met && link(met, { type: 'wider' })
}

const ofCriterion: Readonly<Record<CriterionState | 'unknown', Standing>> = {
  operating: 'met',
  designed: 'partly',
  partial: 'partly',
  gap: 'open',
  exception: 'open',
  unknown: 'open',
}

/** The first problem that keeps a criterion from operating, in the terms of the gap list. */
function missingOfCriterion({ problems: [first] }: CriterionResult): Missing | undefined {
  switch (first?.type) {
    case undefined:
      return undefined
    case 'openNc':
      return { type: 'openNc' }
    case 'ineffective':
      return { type: 'ineffective', controls: first.controls }
    case 'clauseBlocker':
      return { type: 'checks' }
    case 'noControl':
      return { type: 'control' }
    case 'onlyPartial':
      return { type: 'wider' }
    case 'notOperating':
      return { type: 'implementation', controls: first.controls }
    case 'pattern':
      return { type: 'evidence', control: first.controls[0]! }
    case 'untested':
      return { type: 'test', control: first.controls[0]! }
  }
}

/** A known failure stays open, whatever other requirements contribute. */
function standingOf({ status, met }: OwnFacts, coverage: Coverage): Standing {
  if (status === 'excluded') return 'excluded'
  if (met) return 'met'
  if (status === 'ineffective' || status === 'checksFail') return 'open'
  if (coverage === 'full') return 'covered'
  return coverage === 'partial' || status === 'partial' || status === 'notVerified' || status === 'checksWarn'
    ? 'partly'
    : 'open'
}

function countsOf(rows: readonly RequirementPosture[]): PostureCounts {
  const n = (standing: Standing): number => rows.filter((row) => row.standing === standing).length
  const excluded = n('excluded')
  return {
    met: n('met'),
    covered: n('covered'),
    partly: n('partly'),
    open: n('open'),
    excluded,
    total: rows.length - excluded,
  }
}

/** Posture of every assessable requirement of a framework, in catalogue order. */
export const frameworkPosture = (framework: Framework, of: Posture): readonly RequirementPosture[] =>
  framework.requirements.filter(({ assessable }) => assessable).map(of.of)
