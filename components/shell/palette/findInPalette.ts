import type { IconName } from '~/components/theme/icons'
import { foldText, queryWords, refKey } from '~/lib/records/text/findWords'

export interface PaletteEntry {
  readonly id: string
  readonly group: 'pages' | 'actions' | 'clauses'
  /** What people type to name it: a clause number, a code. */
  readonly ref: string
  readonly title: string
  /** More text to look through; matches here rank last. */
  readonly text: string
  readonly icon: IconName
  readonly keys?: readonly string[]
  /** Tells entries of one name apart: the framework of a code. */
  readonly note?: string
  readonly go: () => unknown
}

export interface FoundEntry {
  readonly entry: PaletteEntry
  /** 0 exact ref, 1 ref that begins so, 2 title that begins so, 3 title, 4 text. */
  readonly rank: number
}

const shown = { pages: 5, actions: 6, clauses: 6 } as const

/**
 * Entries that match every word, the closest first: exact ref, ref that begins so, title that begins so, title, text.
 * None without a query.
 */
export function findInPalette(entries: readonly PaletteEntry[], query: string): readonly FoundEntry[] {
  const wanted = foldText(query.trim())
  const words = queryWords(query)
  if (words.length === 0) return []
  const left: Record<PaletteEntry['group'], number> = { ...shown }
  return entries
    .map((entry): FoundEntry => ({ entry, rank: rankOf(entry, wanted, words) }))
    .filter(({ rank }) => rank < 9)
    .sort((a, b) => a.rank - b.rank)
    .filter(({ entry }) => left[entry.group]-- > 0)
}

function rankOf(entry: PaletteEntry, wanted: string, words: readonly string[]): number {
  const ref = foldText(entry.ref)
  const title = foldText(entry.title)
  const bare = ref.replace(/^a\./, '')
  if (ref !== '' && (ref === wanted || bare === wanted || refKey(ref) === refKey(wanted))) return 0
  if (ref !== '' && (ref.startsWith(wanted) || bare.startsWith(wanted))) return 1
  if (title.startsWith(wanted)) return 2
  const begins = (text: string, word: string): boolean =>
    ` ${text}`.includes(` ${word}`) || (word.length > 3 && text.includes(word))
  if (words.every((word) => begins(title, word) || ref.startsWith(word))) return 3
  const text = foldText(entry.text)
  return words.every((word) => begins(title, word) || ref.startsWith(word) || begins(text, word)) ? 4 : 9
}
