import type { Failure } from '../shared/result'

interface MethodShape {
  readonly likelihood: readonly unknown[] | undefined
  readonly impact: readonly unknown[] | undefined
  readonly levels: readonly unknown[] | undefined
  readonly grid: readonly (readonly number[])[] | undefined
  readonly acceptMax: number | undefined
  readonly authority: readonly { readonly level: number }[] | undefined
}

/**
 * V of riskMethod: scales of 3 to 6 steps, a complete grid of levels 1..k that never falls along a row or column, 1 ≤
 * acceptMax < k, and a signer for each level above it (TR4). Unset parts are left to the completeness check.
 */
export function validateMethod(method: MethodShape): readonly Failure[] {
  const { likelihood, impact, levels, grid, acceptMax, authority } = method
  const failures: Failure[] = []
  for (const [field, scale] of Object.entries({ likelihood, impact, levels })) {
    if (scale && (scale.length < 3 || scale.length > 6)) {
      failures.push({ type: 'scaleSize', field, message: 'A scale has 3 to 6 steps.' })
    }
  }
  if (grid && likelihood && impact && levels)
    failures.push(...gridFailures(grid, likelihood.length, impact.length, levels.length))
  if (
    levels &&
    acceptMax !== undefined &&
    !(Number.isInteger(acceptMax) && acceptMax >= 1 && acceptMax < levels.length)
  ) {
    failures.push({
      type: 'acceptMax',
      field: 'acceptMax',
      message: 'The acceptance criteria must leave at least one level above them: choose a level below the highest.',
    })
  }
  if (levels && authority && acceptMax !== undefined) {
    for (let level = acceptMax + 1; level <= levels.length; level++) {
      if (!authority.some((rule) => rule.level === level)) {
        failures.push({
          type: 'authorityMissing',
          field: 'authority',
          message: `Say who may accept level ${level} and for how long.`,
          detail: { level },
        })
      }
    }
  }
  return failures
}

function gridFailures(grid: readonly (readonly number[])[], m: number, n: number, k: number): Failure[] {
  const failure = (message: string): Failure[] => [{ type: 'grid', field: 'grid', message }]
  if (grid.length !== m || grid.some((row) => row.length !== n)) {
    return failure(`The grid needs ${m} rows (likelihood) of ${n} cells (impact).`)
  }
  if (grid.some((row) => row.some((cell) => !Number.isInteger(cell) || cell < 1 || cell > k))) {
    return failure(`Every cell of the grid needs a level from 1 to ${k}.`)
  }
  for (let l = 0; l < m; l++) {
    for (let i = 0; i < n; i++) {
      const cell = grid[l]![i]!
      if ((i > 0 && grid[l]![i - 1]! > cell) || (l > 0 && grid[l - 1]![i]! > cell)) {
        return failure(
          `Likelihood ${l + 1}, impact ${i + 1} has a lower level than a milder cell. Levels may not fall along a row or column.`,
        )
      }
    }
  }
  return []
}
