/** Distributes pieces over pages. Pure arithmetic over measured heights; the page does the measuring. */

export interface Measured {
  /** Including the space before it; for the first row of a table including the table head. */
  readonly height: number
  readonly keepWithNext?: boolean | undefined
  readonly breakBefore?: boolean | undefined
  readonly group?: string | undefined
}

export interface PageMeasure {
  /** Available height of a page. */
  readonly page: number
  /** Height of the head of a group, which is repeated on a page that starts in the middle of its rows. */
  readonly headOf: (group: string) => number
}

/**
 * Piece indexes by page. A piece that is kept with the next one moves with it; one that is taller than a page gets its
 * own. There is always at least one page.
 */
export function paginate(pieces: readonly Measured[], { page, headOf }: PageMeasure): readonly (readonly number[])[] {
  const pages: number[][] = [[]]
  let left = page
  const turn = (at: number): void => {
    pages.push([])
    const { group } = pieces[at]!
    left = page - (group !== undefined && pieces[at - 1]?.group === group ? headOf(group) : 0)
  }
  for (let at = 0; at < pieces.length;) {
    const end = endOfChain(pieces, at)
    const chain = heightOf(pieces, at, end)
    if (pages.at(-1)!.length > 0 && (pieces[at]!.breakBefore === true || chain > left)) turn(at)
    for (; at < end; at++) {
      // A chain is broken only if it does not fit on a page.
      if (pieces[at]!.height > left && pages.at(-1)!.length > 0) turn(at)
      pages.at(-1)!.push(at)
      left -= pieces[at]!.height
    }
  }
  return pages
}

/** Index after the last piece that must stay with this one. */
function endOfChain(pieces: readonly Measured[], from: number): number {
  let end = from
  while (end < pieces.length - 1 && pieces[end]!.keepWithNext === true && pieces[end + 1]!.breakBefore !== true) end++
  return end + 1
}

const heightOf = (pieces: readonly Measured[], from: number, to: number): number =>
  pieces.slice(from, to).reduce((sum, { height }) => sum + height, 0)
