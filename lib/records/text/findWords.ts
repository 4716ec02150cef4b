/**
 * Words as search and its highlighting see them: lower case, without diacritics, codes and refs in one piece. The same
 * tokenisation builds the index, parses a query and finds the hits in a shown text. Pure.
 */

/** Words are cut to this length: hashes and base64 would fill the index with what nobody types. */
const longest = 40

/**
 * Refs (`R-12`, `IA-2026-1`), codes of frameworks (`A.8.13`, `6.1.3`, `CC6.1`, `PR.AA-01`), then words. Refs and codes
 * are ASCII.
 */
const code =
  '[a-z]{2}\\.[a-z]{2}-\\d+|[a-z]{1,4}-(?:\\d{4}-)?[a-z]{0,3}\\d+|[a-z]{1,3}\\.\\d+(?:\\.\\d+)*|[a-z]{0,3}\\d+(?:\\.\\d+)+'
const plainWords = new RegExp(`${code}|[a-z0-9]+`, 'g')
const anyWords = new RegExp(`${code}|[\\p{L}\\p{M}\\p{N}]+`, 'gu')
const spans = new RegExp(`${code}|[\\p{L}\\p{M}\\p{N}]+`, 'giu')
const isCode = /[.-]/

/** Lower case and without diacritics; `ß` as `ss`. */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  // Most text is ASCII and needs nothing more.
  return /^[\x00-\x7f]*$/.test(lower)
    ? lower
    : lower
        .normalize('NFKD')
        .toLowerCase()
        .replace(/\p{M}+/gu, '')
        .replace(/ß/g, 'ss')
        .replace(/ı/g, 'i')
}

const cut = (word: string): string => (word.length > longest ? word.slice(0, longest) : word)

/** Words of a query, in order. Codes stay in one piece. */
export function queryWords(query: string): readonly string[] {
  const folded = foldText(query)
  return [...new Set((folded.match(anyWords) ?? []).map(cut))]
}

/**
 * Words of a text for the index, one entry per occurrence. A code is also indexed by its parts: `8.13` and `13` of
 * `A.8.13`.
 */
export function indexWords(text: string): string[] {
  const folded = foldText(text)
  const found = (folded.match(/^[\x00-\x7f]*$/.test(folded) ? plainWords : anyWords) ?? []) as string[]
  let parts: string[] | undefined
  for (let i = 0; i < found.length; i++) {
    const word = found[i]!
    if (word.length > longest) found[i] = cut(word)
    else if (isCode.test(word)) (parts ??= []).push(...partsOfCode(word))
  }
  return parts ? found.concat(parts) : found
}

function partsOfCode(word: string): readonly string[] {
  const tail = /^[a-z]+\.(\d+\.[\d.]+)$/.exec(word)?.[1]
  return [...(tail === undefined ? [] : [tail]), ...word.split(/[.-]/).filter((part) => part.length > 1)]
}

/**
 * Normal form for comparing a typed ref or code: `ER 3`, `er-3` and `ER3` are equal. Empty for text that cannot be one.
 */
export function refKey(text: string): string {
  const key = foldText(text).replace(/[\s\-‐-–_]+/g, '')
  return /^[a-z0-9.]{1,24}$/.test(key) ? key : ''
}

export type Range = readonly [start: number, end: number]

/**
 * Ranges in `text`, in its own offsets, that match one of the words (folded). A word that continues beyond a typed
 * prefix is marked as far as it was typed; a word matched in another way (a typo, the end of a compound) is marked
 * completely.
 */
export function hitRanges(
  text: string,
  typed: readonly string[],
  matched: ReadonlySet<string> = new Set(),
  most = 200,
): readonly Range[] {
  const found: Range[] = []
  if (typed.length === 0 && matched.size === 0) return found
  for (const span of text.matchAll(spans)) {
    const word = cut(foldText(span[0]))
    const begun = longestOf(typed.filter((one) => word.startsWith(one)))
    const pieces = isCode.test(word) ? partsOfCode(word) : []
    if (begun !== undefined)
      found.push([span.index, span.index + (word.length === span[0].length ? begun.length : span[0].length)])
    else if (matched.has(word) || pieces.some((piece) => matched.has(piece) || typed.includes(piece)))
      found.push([span.index, span.index + span[0].length])
    if (found.length >= most) break
  }
  return found
}

const longestOf = (words: readonly string[]): string | undefined =>
  words.reduce<string | undefined>(
    (best, word) => (best === undefined || word.length > best.length ? word : best),
    undefined,
  )

export interface TextPart {
  readonly text: string
  readonly hit: boolean
}

/**
 * A text split at its ranges, for views. Adjacent hits form one part, because screen readers drop a space between two
 * elements.
 */
export function partsOf(text: string, ranges: readonly Range[]): readonly TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const [start, end] of joined(text, ranges)) {
    if (start < at || end > text.length || end <= start) continue
    if (start > at) parts.push({ text: text.slice(at, start), hit: false })
    parts.push({ text: text.slice(start, end), hit: true })
    at = end
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false })
  return parts
}

function joined(text: string, ranges: readonly Range[]): readonly Range[] {
  const found: Range[] = []
  for (const range of ranges) {
    const last = found.at(-1)
    if (last && range[0] >= last[1] && /^\s*$/.test(text.slice(last[1], range[0])))
      found[found.length - 1] = [last[0], range[1]]
    else found.push(range)
  }
  return found
}
