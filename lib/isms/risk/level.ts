/** Levels of a risk (RS1-RS4, RS7, RS8). Computed on every read, never stored. */

import { hashOfJson } from '../../shared/hash'
import type { Risk } from '~/lib/records/kinds/risk'

/** The part of a risk method that calculations need. */
export interface Matrix {
  readonly grid: readonly (readonly number[])[]
  readonly acceptMax: number
}

/** A number is a level; both strings mean "no level" (RS2, RS3). */
export type Level = number | 'unset' | 'offScale'

export interface Stage {
  /** The scores in effect: clamped to the scale if the method changed (RS8). */
  readonly l: number | undefined
  readonly i: number | undefined
  readonly level: Level
}

export interface RiskLevels {
  readonly inherent: Stage
  readonly current: Stage
  readonly residual: Stage
  /** RS4: residual if set, otherwise current for a retained risk, otherwise unset. */
  readonly effectiveResidual: Level
  /** RS8: scored under a different matrix than the given one. */
  readonly outdated: boolean
}

export type Scores = Pick<
  Risk,
  'inherentL' | 'inherentI' | 'currentL' | 'currentI' | 'residualL' | 'residualI' | 'matrixHash' | 'option'
>

/** Cache of grid hashes: a register asks for the same grid once per row. Grids are never mutated. */
const hashes = new WeakMap<Matrix['grid'], string>()

/** SHA-256 of the canonical `{m, n, grid}`: identifies the matrix a risk was scored under. */
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

/** The three stages of a risk under a method, each computed separately (RS4). */
export function riskLevels(risk: Scores, method: Matrix): RiskLevels {
  const outdated = risk.matrixHash !== matrixHash(method.grid)
  const m = method.grid.length
  const n = method.grid[0]?.length ?? 0
  // RS8: only scores above a changed scale are clamped; 0, negative numbers and fractions stay off the scale.
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
 * RS4: the stage under which a risk is counted and drawn. A retained risk without residual scores stays where it is
 * now; no score is copied.
 */
export const countedStage = (levels: RiskLevels, name: StageName): Stage =>
  name === 'residual' && levels.residual.level === 'unset' && levels.effectiveResidual !== 'unset'
    ? levels.current
    : levels[name]

/** RS7. Without a level a risk is neither within nor above the criteria. */
export const isWithin = (value: Level, method: Matrix): boolean => isLevel(value) && value <= method.acceptMax
export const isAbove = (value: Level, method: Matrix): boolean => isLevel(value) && value > method.acceptMax
