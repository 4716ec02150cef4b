import type { IconName } from '../theme/icons'

export interface PaletteEntry {
  readonly id: string
  readonly group: 'pages' | 'records' | 'clauses'
  /** What people type to name it: a ref, a clause number. */
  readonly ref: string
  readonly title: string
  /** More text to look through; matches here rank last. */
  readonly text: string
  readonly icon: IconName
  readonly go: () => unknown
}

const shown = { pages: 6, records: 12, clauses: 8 } as const

/** Entries that match every word, the closest first: exact ref, ref that begins so, title that begins so, title, text. Pages without a query. */
export function findInPalette(entries: readonly PaletteEntry[], query: string): readonly PaletteEntry[] {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return entries.filter((entry) => entry.group === 'pages')
  const words = wanted.split(/\s+/)
  const ranked = entries
    .map((entry) => ({ entry, rank: rankOf(entry, wanted, words) }))
    .filter(({ rank }) => rank < 9)
    .sort((a, b) => a.rank - b.rank)
  const left: Record<PaletteEntry['group'], number> = { ...shown }
  return ranked.map(({ entry }) => entry).filter((entry) => left[entry.group]-- > 0)
}

function rankOf(entry: PaletteEntry, wanted: string, words: readonly string[]): number {
  const ref = entry.ref.toLowerCase()
  const title = entry.title.toLowerCase()
  if (ref === wanted) return 0
  if (ref !== '' && ref.startsWith(wanted)) return 1
  if (title.startsWith(wanted)) return 2
  if (words.every((word) => title.includes(word) || ref.includes(word))) return 3
  const text = entry.text.toLowerCase()
  return words.every((word) => title.includes(word) || ref.includes(word) || text.includes(word)) ? 4 : 9
}
