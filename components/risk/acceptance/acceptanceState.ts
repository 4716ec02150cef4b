/**
 * The border between what is accepted and what is not, as an SVG path over a matrix of n × m unit cells, likelihood
 * growing upwards. Values never fall along rows and columns (the method's rule), so each row has one border.
 */
export function acceptanceLine(grid: readonly (readonly number[])[], acceptMax: number): string {
  const m = grid.length
  const n = grid[0]?.length ?? 0
  const within = (levels: readonly number[]): number => levels.filter((level) => level <= acceptMax).length
  const borders = grid.map(within)
  // Top row first; where a row has no border inside the matrix, the line runs along its edge only to meet the next one.
  const points: (readonly [number, number])[] = []
  const add = (x: number, y: number): void => {
    const last = points.at(-1)
    if (!last || last[0] !== x || last[1] !== y) points.push([x, y])
  }
  for (let y = 0; y < m; y++) {
    const x = borders[m - 1 - y]!
    const before = y === 0 ? x : borders[m - y]!
    if (x === n && before === n) continue
    add(before, y)
    add(x, y)
    if (x < n) add(x, y + 1)
  }
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
}
