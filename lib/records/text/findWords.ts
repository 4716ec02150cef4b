/**
 * Words as search and its highlights see them: lower case, without diacritics, codes and refs in one piece. The same
 * reading makes the index, takes a query apart and finds in a shown text what the query hit. Pure.
 */

/** A word never counts beyond this: hashes and base64 would fill the index with what nobody types. */
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
  // ASCII is by far the most of it and needs nothing more.
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

/** Words of a query, in its order. Codes stay whole. */
export function queryWords(query: string): readonly string[] {
  const folded = foldText(query)
  return [...new Set((folded.match(anyWords) ?? []).map(cut))]
}

/**
 * Words of a text for the index, each as often as it stands there. A code also counts by its parts: `8.13` and `13` of
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
 * How a ref or code is compared when somebody types it: `ER 3`, `er-3` and `ER3` are one. Empty for what can be none.
 */
export function refKey(text: string): string {
  const key = foldText(text).replace(/[\s\-‐-–_]+/g, '')
  return /^[a-z0-9.]{1,24}$/.test(key) ? key : ''
}

export type Range = readonly [start: number, end: number]

/**
 * Where `text` holds one of `words` (folded), in its own offsets. A word that goes on after what was typed is marked as
 * far as it was typed; one that was found in another way (a slip of the keys, the end of a compound) as a whole.
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
 * A text cut at its ranges, for views. Words that stand side by side are one part: a space between two elements is read
 * out by nobody.
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
