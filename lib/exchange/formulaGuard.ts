/**
 * Text that a spreadsheet could take for a formula (isms.md 7.2): in CSV it gets a leading `'`, which the import takes off
 * again. Reversible: text that already begins with such a mark gets one more. XLSX needs none, its cells are typed.
 */

/** After spaces or control characters `=`, `+`, `-`, `@` or their full-width forms; or a tab or carriage return in front. */
const dangerous = /^(?:[\t\r]|[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u

const isDangerous = (text: string): boolean => dangerous.test(text.replace(/^'+/, ''))

export const guardText = (text: string): string => (isDangerous(text) ? `'${text}` : text)
export const unguardText = (text: string): string => (text.startsWith("'") && isDangerous(text) ? text.slice(1) : text)
