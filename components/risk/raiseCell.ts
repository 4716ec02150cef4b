type Grid = readonly (readonly number[])[]

/**
 * One level up for a cell, back to the lowest after the highest; neighbours follow so that values never fall along a row
 * or a column (what the method demands).
 */
export function raiseCell(grid: Grid, row: number, column: number, levels: number): Grid {
  const was = grid[row]?.[column]
  if (was === undefined) return grid
  const next = was >= levels ? 1 : was + 1
  return grid.map((line, l) => line.map((value, i) => {
    if (l >= row && i >= column) return Math.max(value, next)
    if (next === 1 && l <= row && i <= column) return 1
    return value
  })).map((line, l) => line.map((value, i) => (l === row && i === column ? next : value)))
}
