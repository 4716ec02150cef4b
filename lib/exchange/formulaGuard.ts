/**
 * Text that a spreadsheet would take for a formula (isms.md 7.2): it begins, after spaces or control characters, with a sign
 * that starts one, or with a tab or carriage return that moves it into a cell of its own. Full-width signs count: some
 * programs fold them.
 */

const dangerous = /^[\s\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[ ]*[\t\r]/u

export const startsFormula = (text: string): boolean => dangerous.test(text)

/** For CSV, where nothing else says that a cell is text: a leading apostrophe. In XLSX such text is a string cell and stays as it is. */
export const guardFormula = (text: string): string => (startsFormula(text) ? `'${text}` : text)
