/**
 * Lists and named entries in one cell, read and written the same way. Elements stand between `; ` or on lines of their
 * own; what holds such a mark itself is quoted like a CSV field. Entries of a map are lines `key = value`.
 */

export type Separator = ';' | ',' | '|'
export const separators: readonly Separator[] = [';', ',', '|']

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

export const writeList = (elements: readonly string[]): string =>
  elements
    .map((element) =>
      /[;\n\r"]/.test(element) || element !== element.trim() || element === '' ? quoted(element) : element,
    )
    .join('; ')

/** Undefined where a quote opens and never closes. Empty elements say nothing and are left out. */
export function readList(text: string, separator: Separator = ';'): readonly string[] | undefined {
  const elements: string[] = []
  let at = 0
  while (at <= text.length) {
    while (at < text.length && /\s/.test(text[at]!)) at++
    if (text[at] === '"') {
      const end = closing(text, at)
      if (end < 0) return undefined
      elements.push(text.slice(at + 1, end).replaceAll('""', '"'))
      at = end + 1
      while (at < text.length && text[at] !== separator && text[at] !== '\n') {
        if (/\S/.test(text[at]!)) return undefined
        at++
      }
    } else {
      let end = at
      while (end < text.length && text[end] !== separator && text[end] !== '\n') end++
      const element = text.slice(at, end).trim()
      if (element !== '') elements.push(element)
      at = end
    }
    at++
  }
  return elements
}

function closing(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] !== '"') continue
    if (text[at + 1] === '"') at++
    else return at
  }
  return -1
}

export type Entry = readonly [key: string, value: string]

const plainKey = (key: string): boolean => key === key.trim() && key !== '' && !/[\n\r"]|(?:^|\s)=/.test(key)
const plainValue = (value: string): boolean =>
  value === value.trim() && value !== '' && !/[\n\r]/.test(value) && !value.startsWith('"')

export const writeEntries = (entries: readonly Entry[]): string =>
  entries
    .map(([key, value]) => `${plainKey(key) ? key : quoted(key)} = ${plainValue(value) ? value : quoted(value)}`)
    .join('\n')

/** The entry that can't be read, as text, in place of the entries. */
export function readEntries(text: string): { readonly entries: readonly Entry[] } | { readonly wrong: string } {
  const entries: Entry[] = []
  let at = 0
  const spaces = (): void => {
    while (at < text.length && text[at] !== '\n' && /\s/.test(text[at]!)) at++
  }
  const part = (until: (at: number) => boolean): string | undefined => {
    if (text[at] === '"') {
      const end = closing(text, at)
      if (end < 0) return undefined
      const value = text.slice(at + 1, end).replaceAll('""', '"')
      at = end + 1
      return value
    }
    const from = at
    while (at < text.length && text[at] !== '\n' && !until(at)) at++
    return text.slice(from, at).trim()
  }
  while (at < text.length) {
    while (at < text.length && /\s/.test(text[at]!)) at++
    if (at >= text.length) break
    const from = at
    const line = (): { readonly wrong: string } => ({ wrong: text.slice(from).split('\n', 1)[0]! })
    const key = part((place) => text[place] === '=' && /\s/.test(text[place - 1] ?? ' '))
    spaces()
    if (key === undefined || key === '' || text[at] !== '=') return line()
    at++
    spaces()
    const value = part(() => false)
    spaces()
    if (value === undefined || (at < text.length && text[at] !== '\n')) return line()
    entries.push([key, value])
  }
  return { entries }
}
