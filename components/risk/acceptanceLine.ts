/**
 * The border between what is accepted and what is not, as an SVG path over a matrix of n × m unit cells, likelihood
 * growing upwards. Values never fall along rows and columns (the method's rule), so each row has one border.
 */
export function acceptanceLine(grid: readonly (readonly number[])[], acceptMax: number): string {
  const m = grid.length
  const n = grid[0]?.length ?? 0
  const within = (levels: readonly number[]): number => levels.filter((level) => level <= acceptMax).length
  const borders = grid.map(within)
  let path = ''
  for (let y = 0; y < m; y++) {
    const x = borders[m - 1 - y]!
    const before = y === 0 ? undefined : borders[m - y]!
    if (x === n && (before === undefined || before === n)) continue
    if (before === undefined) path += `M${x} ${y}`
    else if (before !== x) path += `${path === '' ? 'M' : 'L'}${before} ${y}L${x} ${y}`
    else if (path === '') path += `M${x} ${y}`
    if (x < n) path += `L${x} ${y + 1}`
  }
  return path
}
