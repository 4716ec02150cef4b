/** CSV as RFC 4180 has it. A cell that a spreadsheet would take for a formula gets a leading apostrophe (isms.md 7.2). */

/** After white space and control characters; the full-width forms, too. */
const formula = /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/

export const csvCell = (value: string): string => {
  const guarded = formula.test(value) ? `'${value}` : value
  return /[",\r\n;]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** UTF-8 without a byte order mark, so that its first cell is its first word. */
export const csvText = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
