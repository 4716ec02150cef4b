/**
 * CSV as RFC 4180 has it. A cell that a spreadsheet would take for a formula gets a leading apostrophe (isms.md 7.2).
 */

import { guardFormula } from '../exchange/sheets/formulaGuard'

export const csvCell = (value: string): string => {
  const guarded = guardFormula(value)
  return /[",\r\n;]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** UTF-8 without a byte order mark, so that its first cell is its first word. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
