/** A risk method while somebody changes it: a whole that is written at once or not at all. Pure steps from draft to draft. */

import type { AcceptanceAuthority, LevelStep, ScaleStep } from '../kinds/riskMethod'
import { templateGrid } from './defaultMethod'

export interface MethodDraft {
  readonly likelihood: readonly ScaleStep[]
  readonly impact: readonly ScaleStep[]
  readonly levels: readonly LevelStep[]
  readonly grid: readonly (readonly number[])[]
  readonly acceptMax: number
  readonly authority: readonly AcceptanceAuthority[]
}

export const draftFields = ['likelihood', 'impact', 'levels', 'grid', 'acceptMax', 'authority'] as const

/** A scale with so many steps; what is added stands above, unnamed, what is taken away goes from the top. */
const resized = <T>(steps: readonly T[], size: number, make: () => T): readonly T[] => Array.from({ length: size }, (_, index) => steps[index] ?? make())

/** Scales of another size. The grid keeps its cells; new ones take the highest of their milder neighbours, so that levels never fall. */
export function resizeScales(draft: MethodDraft, { m = draft.likelihood.length, n = draft.impact.length }: { readonly m?: number; readonly n?: number }): MethodDraft {
  const grid: number[][] = []
  for (let l = 0; l < m; l++) {
    grid.push([])
    for (let i = 0; i < n; i++) grid[l]!.push(draft.grid[l]?.[i] ?? Math.max(1, grid[l - 1]?.[i] ?? 1, grid[l]![i - 1] ?? 1))
  }
  const unnamed = (): ScaleStep => ({ label: '', meaning: '' })
  return { ...draft, likelihood: resized(draft.likelihood, m, unnamed), impact: resized(draft.impact, n, unnamed), grid }
}

/** Another number of levels: cells above the highest take the highest; criteria and authority follow. */
export function resizeLevels(draft: MethodDraft, k: number): MethodDraft {
  return withCriteria({
    ...draft,
    levels: resized(draft.levels, k, () => ({ label: '', colour: '' })).map((level, index) => ({ ...level, colour: level.colour || `level${index + 1}` })),
    grid: draft.grid.map((cells) => cells.map((cell) => Math.min(cell, k))),
  }, Math.min(draft.acceptMax, k - 1))
}

/** Other criteria: each level above them has a signer, none at or below has one (TR4). */
export function withCriteria(draft: MethodDraft, acceptMax: number): MethodDraft {
  const k = draft.levels.length
  const above = Array.from({ length: Math.max(0, k - acceptMax) }, (_, index) => acceptMax + 1 + index)
  return {
    ...draft,
    acceptMax,
    authority: above.map((level) => draft.authority.find((rule) => rule.level === level) ?? (level === k ? { level, signer: 'topManagement', max: 'P6M' } : { level, signer: 'riskOwner', max: 'P12M' })),
  }
}

/** RS0 over the draft's own scales, mapped to its number of levels. */
export function withTemplate(draft: MethodDraft): MethodDraft {
  const k = draft.levels.length
  const grid = templateGrid(draft.likelihood.length, draft.impact.length)
  return { ...draft, grid: k === 4 ? grid : grid.map((cells) => cells.map((cell) => Math.round(1 + ((cell - 1) * (k - 1)) / 3))) }
}

/** One cell changed; neighbours follow so that levels never fall along a row or column. */
export function setCell(draft: MethodDraft, l: number, i: number, level: number): MethodDraft {
  const value = Math.min(draft.levels.length, Math.max(1, level))
  const grid = draft.grid.map((cells, row) => cells.map((cell, column) => {
    if (row === l && column === i) return value
    if (row >= l && column >= i) return Math.max(cell, value)
    if (row <= l && column <= i) return Math.min(cell, value)
    return cell
  }))
  return { ...draft, grid }
}

export interface NamingProblem {
  readonly field: 'likelihood' | 'impact' | 'levels'
  readonly index: number
  readonly type: 'unnamed' | 'twice'
}

/** Unnamed steps and levels, and two of one name: what `validateMethod` leaves to a form, with the place each speaks about. */
export function namingProblems(draft: MethodDraft): readonly NamingProblem[] {
  return (['likelihood', 'impact', 'levels'] as const).flatMap((field) => {
    const labels = draft[field].map(({ label }) => label.trim().toLowerCase())
    return labels.flatMap((label, index): readonly NamingProblem[] => (label === '' ? [{ field, index, type: 'unnamed' }] : labels.indexOf(label) < index ? [{ field, index, type: 'twice' }] : []))
  })
}

const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** An own level colour is used in reports only if it stands out from white paper 3:1 (ux.md 5). Names of the ramp always do. */
export const colourStandsOut = (colour: string): boolean => !/^#[0-9a-f]{6}$/i.test(colour) || 1.05 / (luminance(colour) + 0.05) >= 3
