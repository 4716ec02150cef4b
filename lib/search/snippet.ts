/** The piece of a text that shows why it was found. */

import { hitRanges, type Range } from '../records/text/findWords'

export interface Snippet {
  readonly text: string
  readonly hits: readonly Range[]
}

/**
 * A snippet of about `width` characters around the place where most of the words stand together. Undefined where none
 * does.
 */
export function snippetOf(
  text: string,
  typed: readonly string[],
  matched: ReadonlySet<string>,
  width = 160,
): Snippet | undefined {
  const hits = hitRanges(text, typed, matched)
  const first = hits[0]
  if (!first) return undefined
  const said = hits.map(([start, end]) => text.slice(start, end).toLowerCase())
  let best = { at: 0, different: 0 }
  for (let at = 0, last = 0; at < hits.length; at++) {
    while (last + 1 < hits.length && hits[last + 1]![1] - hits[at]![0] <= width) last++
    const different = new Set(said.slice(at, Math.max(at, last) + 1)).size
    if (different > best.different) best = { at, different }
    last = Math.max(last, at + 1)
  }
  const [from, to] = windowAround(text, hits[best.at]![0], width)
  const shown = text.slice(from, to).replace(/\s/g, ' ')
  const lead = from > 0 ? '…' : ''
  const kept = hits
    .filter(([start]) => start >= from && start < to)
    .map(([start, end]): Range => [start - from + lead.length, Math.min(end, to) - from + lead.length])
  return { text: `${lead}${shown}${to < text.length ? '…' : ''}`, hits: kept }
}

/** A little before the hit, cut between words; never in the middle of a character. */
function windowAround(text: string, hit: number, width: number): readonly [from: number, to: number] {
  let from = Math.max(0, hit - Math.floor(width / 4))
  if (from > 0) {
    const space = text.slice(from, hit).search(/\s/)
    from = space < 0 ? hit : from + space + 1
  }
  let to = Math.min(text.length, from + width)
  if (to < text.length) {
    const space = /\s\S*$/.exec(text.slice(from, to))
    if (space && space.index > width / 2) to = from + space.index
    else if (/[\ud800-\udbff]/.test(text.charAt(to - 1))) to--
  }
  return [from, to]
}
