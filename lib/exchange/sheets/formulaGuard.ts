/**
 * Text that a spreadsheet would take for a formula (isms.md 7.2): it begins, after spaces, control or invisible
 * characters, with a sign that starts one, or with a tab or carriage return that moves it into a cell of its own.
 * Full-width signs count: some programs fold them.
 */

const dangerous = /^[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[ ]*[\t\r]/u

export const startsFormula = (text: string): boolean => dangerous.test(text)

/**
 * Whether a mark stands in front, or one is needed: text that already begins with apostrophes gets one more, so that
 * each guard can be undone.
 */
const isGuarded = (text: string): boolean => startsFormula(text.replace(/^'+/, ''))

/**
 * For CSV, where nothing else says that a cell is text: a leading apostrophe. In XLSX such text is a string cell and
 * stays as it is.
 */
export const guardFormula = (text: string): string => (isGuarded(text) ? `'${text}` : text)
/** The inverse, for a CSV that comes in. */
export const unguardFormula = (text: string): string => (text.startsWith("'") && isGuarded(text) ? text.slice(1) : text)
