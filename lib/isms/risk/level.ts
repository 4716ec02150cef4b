/** Levels of a risk (RS1-RS4, RS7, RS8). Computed on every look, never stored. */

import { hashOfJson } from '../../shared/hash'
import type { Risk } from '~/lib/records/kinds/risk'

/** What arithmetic needs of a risk method. */
export interface Matrix {
  readonly grid: readonly (readonly number[])[]
  readonly acceptMax: number
}

/** A number is a level; the two words both mean "no level" (RS2, RS3). */
export type Level = number | 'unset' | 'offScale'

export interface Stage {
  /** Scores as used: clamped to the scale when the method changed (RS8). */
  readonly l: number | undefined
  readonly i: number | undefined
  readonly level: Level
}

export interface RiskLevels {
  readonly inherent: Stage
  readonly current: Stage
  readonly residual: Stage
  /** RS4: residual if set, else current when the risk is retained, else unset. */
  readonly effectiveResidual: Level
  /** RS8: scored under another matrix than the one given. */
  readonly outdated: boolean
}

export type Scores = Pick<
  Risk,
  'inherentL' | 'inherentI' | 'currentL' | 'currentI' | 'residualL' | 'residualI' | 'matrixHash' | 'option'
>

/** Hashes of grids met before: a register asks for the same grid once a row. Grids are never changed in place. */
const hashes = new WeakMap<Matrix['grid'], string>()

/** SHA-256 of the canonical `{m, n, grid}`: which matrix a risk was scored under. */
export function matrixHash(grid: Matrix['grid']): string {
  const known = hashes.get(grid)
  if (known !== undefined) return known
  const hash = hashOfJson({ m: grid.length, n: grid[0]?.length ?? 0, grid })
  hashes.set(grid, hash)
  return hash
}

export const isLevel = (level: Level): level is number => typeof level === 'number'

/** RS1-RS3: `grid[L−1][I−1]`; off-scale wins over unset. */
export function level(l: number | undefined, i: number | undefined, grid: Matrix['grid']): Level {
  const fits = (score: number | undefined, size: number): boolean =>
    score === undefined || (Number.isInteger(score) && score >= 1 && score <= size)
  if (!fits(l, grid.length) || !fits(i, grid[0]?.length ?? 0)) return 'offScale'
  if (l === undefined || i === undefined) return 'unset'
  return grid[l - 1]![i - 1]!
}

/** The three stages of a risk under a method, each computed apart (RS4). */
export function riskLevels(risk: Scores, method: Matrix): RiskLevels {
  const outdated = risk.matrixHash !== matrixHash(method.grid)
  const m = method.grid.length
  const n = method.grid[0]?.length ?? 0
  // RS8: only what lies above a changed scale is clamped; 0, negative numbers and fractions stay off the scale.
  const clamp = (score: number | undefined, size: number) =>
    outdated && score !== undefined && Number.isInteger(score) && score > size ? size : score
  const stage = (rawL: number | undefined, rawI: number | undefined): Stage => {
    const l = clamp(rawL, m)
    const i = clamp(rawI, n)
    return { l, i, level: level(l, i, method.grid) }
  }
  const current = stage(risk.currentL, risk.currentI)
  const residual = stage(risk.residualL, risk.residualI)
  return {
    inherent: stage(risk.inherentL, risk.inherentI),
    current,
    residual,
    effectiveResidual: residual.level !== 'unset' ? residual.level : risk.option === 'retain' ? current.level : 'unset',
    outdated,
  }
}

export const stageNames = ['inherent', 'current', 'residual'] as const
export type StageName = (typeof stageNames)[number]

/**
 * RS4: where a risk is counted and drawn. One that is retained and has no residual scores of its own ends where it is
 * now; no score is copied.
 */
export const countedStage = (levels: RiskLevels, name: StageName): Stage =>
  name === 'residual' && levels.residual.level === 'unset' && levels.effectiveResidual !== 'unset'
    ? levels.current
    : levels[name]

/** RS7. No level is neither within nor above the criteria. */
export const isWithin = (value: Level, method: Matrix): boolean => isLevel(value) && value <= method.acceptMax
export const isAbove = (value: Level, method: Matrix): boolean => isLevel(value) && value > method.acceptMax
