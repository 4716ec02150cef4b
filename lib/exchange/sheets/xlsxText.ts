/** Texts as cells of a workbook hold them, so that Excel and our own reader give back what was written. Pure. */

/** A cell holds 32,767 characters at most. */
export const mostCharacters = 32_767
const mark = ' …'

/** What is longer is cut where the reader sees it. */
function shortened(text: string): string {
  if (text.length <= mostCharacters) return text
  const kept = text.slice(0, mostCharacters - mark.length)
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}${mark}`
}

/**
 * Whether a cell holds the beginning of a longer text: an import must not take it for the whole. A few characters
 * fewer, as programs change ends of lines.
 */
export const isCutText = (text: string): boolean =>
  text.length <= mostCharacters && text.length > mostCharacters - 700 && text.endsWith(mark)

/**
 * The text of a string cell. `_x0041_` stands for a character in this format, so what looks like it is written
 * `_x005F_x0041_`. The writer looks texts up in a plain object: the names that every object has begin with such a code,
 * too.
 */
export function xlsxText(text: string): string {
  const coded = shortened(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  return coded in {} ? `_x${coded.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${coded.slice(1)}` : coded
}
