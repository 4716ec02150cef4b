/** A risk method being edited, written all at once or not at all. Pure functions from draft to draft. */

import type { AcceptanceAuthority, LevelStep, ScaleStep } from '~/lib/records/kinds/riskMethod'
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

/**
 * How the steps of a scale move when its size changes: both ends remain ends and the order is kept (as `proposeMapping`
 * moves scores).
 */
interface Spread {
  /** For each new step, the old step whose cells it takes. */
  readonly cells: readonly number[]
  /** For each new step, the old step it corresponds to; undefined for an inserted step that still needs a name. */
  readonly names: readonly (number | undefined)[]
}

function spread(before: number, after: number): Spread {
  const place = (index: number, from: number, to: number): number =>
    from <= 1 ? 0 : Math.round((index * (to - 1)) / (from - 1))
  if (after <= before) {
    const kept = Array.from({ length: after }, (_, index) => place(index, after, before))
    return { cells: kept, names: kept }
  }
  const places = Array.from({ length: before }, (_, index) => place(index, before, after))
  return {
    cells: Array.from({ length: after }, (_, index) => places.findLastIndex((at) => at <= index)),
    names: Array.from({ length: after }, (_, index) => ((at) => (at < 0 ? undefined : at))(places.indexOf(index))),
  }
}

/**
 * Resizes the scales: growing inserts unnamed steps, shrinking keeps both ends; the grid follows and stays monotonic.
 */
export function resizeScales(
  draft: MethodDraft,
  { m = draft.likelihood.length, n = draft.impact.length }: { readonly m?: number; readonly n?: number },
): MethodDraft {
  const [rows, columns] = [spread(draft.likelihood.length, m), spread(draft.impact.length, n)]
  const named = (steps: readonly ScaleStep[], { names }: Spread): readonly ScaleStep[] =>
    names.map((at) => (at === undefined ? undefined : steps[at]) ?? { label: '', meaning: '' })
  return {
    ...draft,
    likelihood: named(draft.likelihood, rows),
    impact: named(draft.impact, columns),
    grid: rows.cells.map((l) => columns.cells.map((i) => draft.grid[l]?.[i] ?? 1)),
  }
}

/** Changes the number of levels: cells above the highest level take the highest; criteria and authority follow. */
export function resizeLevels(draft: MethodDraft, k: number): MethodDraft {
  return withCriteria(
    {
      ...draft,
      levels: Array.from(
        { length: k },
        (_, index) => draft.levels[index] ?? { label: '', colour: `level${index + 1}` },
      ),
      grid: draft.grid.map((cells) => cells.map((cell) => Math.min(cell, k))),
    },
    Math.min(draft.acceptMax, k - 1),
  )
}

/** Changes the criteria: each level above them has a signer, none at or below has one (TR4). */
export function withCriteria(draft: MethodDraft, acceptMax: number): MethodDraft {
  const k = draft.levels.length
  const above = Array.from({ length: Math.max(0, k - acceptMax) }, (_, index) => acceptMax + 1 + index)
  return {
    ...draft,
    acceptMax,
    authority: above.map(
      (level) =>
        draft.authority.find((rule) => rule.level === level) ??
        (level === k ? { level, signer: 'topManagement', max: 'P6M' } : { level, signer: 'riskOwner', max: 'P12M' }),
    ),
  }
}

/** RS0 applied to the draft's own scales, mapped to its number of levels. */
export function withTemplate(draft: MethodDraft): MethodDraft {
  const k = draft.levels.length
  const grid = templateGrid(draft.likelihood.length, draft.impact.length)
  return {
    ...draft,
    grid: k === 4 ? grid : grid.map((cells) => cells.map((cell) => Math.round(1 + ((cell - 1) * (k - 1)) / 3))),
  }
}

/** Changes one cell and adjusts its neighbours so that levels never fall along a row or column. */
export function setCell(draft: MethodDraft, l: number, i: number, level: number): MethodDraft {
  const value = Math.min(draft.levels.length, Math.max(1, level))
  const grid = draft.grid.map((cells, row) =>
    cells.map((cell, column) => {
      if (row === l && column === i) return value
      if (row >= l && column >= i) return Math.max(cell, value)
      if (row <= l && column <= i) return Math.min(cell, value)
      return cell
    }),
  )
  return { ...draft, grid }
}

export interface NamingProblem {
  readonly field: 'likelihood' | 'impact' | 'levels'
  readonly index: number
  readonly type: 'unnamed' | 'twice'
}

/** Unnamed and duplicate steps and levels with their positions: what `validateMethod` leaves to the form. */
export function namingProblems(draft: MethodDraft): readonly NamingProblem[] {
  return (['likelihood', 'impact', 'levels'] as const).flatMap((field) => {
    const labels = draft[field].map(({ label }) => label.trim().toLowerCase())
    return labels.flatMap((label, index): readonly NamingProblem[] =>
      label === ''
        ? [{ field, index, type: 'unnamed' }]
        : labels.indexOf(label) < index
          ? [{ field, index, type: 'twice' }]
          : [],
    )
  })
}

const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/**
 * Reports use a custom level colour only if its contrast to white paper is at least 3:1 (ux.md 5). The named colours
 * always reach it.
 */
export const colourStandsOut = (colour: string): boolean =>
  !/^#[0-9a-f]{6}$/i.test(colour) || 1.05 / (luminance(colour) + 0.05) >= 3
