/** Moving in the grid of the Statement of Applicability: which cells can be edited and where an arrow key leads. */

export const editableColumns = ['decision', 'reasons', 'controls', 'owner'] as const
export type EditableColumn = (typeof editableColumns)[number]

export interface Cell {
  readonly row: number
  readonly column: number
}

/**
 * The cell an arrow, Home, End or Page key leads to; the same cell at the border. `columns` are those on show, from the
 * first.
 */
export function moveCell(
  { row, column }: Cell,
  key: string,
  rows: number,
  columns: number = editableColumns.length,
): Cell {
  const clamp = (value: number, max: number): number => Math.max(0, Math.min(max, value))
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    up: [-1, 0],
    down: [1, 0],
    left: [0, -1],
    right: [0, 1],
    pageup: [-12, 0],
    pagedown: [12, 0],
    home: [0, -99],
    end: [0, 99],
  }
  const [down, right] = steps[key] ?? [0, 0]
  return { row: clamp(row + down, rows - 1), column: clamp(column + right, columns - 1) }
}

/** Type to replace: the first decision whose word begins with the letter typed. */
export const decisionByLetter = (
  letter: string,
  words: readonly { readonly value: string; readonly label: string }[],
): string | undefined => words.find(({ label }) => label.toLowerCase().startsWith(letter.toLowerCase()))?.value
