/** The single difference between two texts: what lies between their common start and end. */
export interface TextDifference {
  readonly at: number
  readonly removed: number
  readonly inserted: string
}

const isHigh = (code: number): boolean => code >= 0xd800 && code < 0xdc00
const isLow = (code: number): boolean => code >= 0xdc00 && code < 0xe000

/** Undefined if they are equal. Never splits a surrogate pair. */
export function textDifference(before: string, after: string): TextDifference | undefined {
  if (before === after) return undefined
  let start = 0
  const most = Math.min(before.length, after.length)
  while (start < most && before[start] === after[start]) start++
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--
  return { at: start, removed: before.length - start - end, inserted: after.slice(start, after.length - end) }
}

/** The caret position after a difference made by somebody else. */
export function moveCaret(caret: number, { at, removed, inserted }: TextDifference): number {
  if (caret <= at) return caret
  return caret >= at + removed ? caret + inserted.length - removed : at + inserted.length
}
