/** Which pieces stand on which page. Pure arithmetic over measured heights; measuring is the page's affair. */

export interface Measured {
  /** With the space before it, as it stands amid others; of the first row of a table with its head. */
  readonly height: number
  readonly keepWithNext?: boolean | undefined
  readonly breakBefore?: boolean | undefined
  readonly group?: string | undefined
}

export interface PageMeasure {
  /** Height for pieces on a page. */
  readonly page: number
  /** Height of the head of a group, which comes again where a page begins amid its rows. */
  readonly headOf: (group: string) => number
}

/**
 * Indexes of pieces by page. A piece that keeps with the next one moves with it; one that is taller than a page has it
 * for itself. There is always at least one page.
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
      // Only a chain that fits no page is broken, where it must be.
      if (pieces[at]!.height > left && pages.at(-1)!.length > 0) turn(at)
      pages.at(-1)!.push(at)
      left -= pieces[at]!.height
    }
  }
  return pages
}

/** One past the last piece that has to stand with this one. */
function endOfChain(pieces: readonly Measured[], from: number): number {
  let end = from
  while (end < pieces.length - 1 && pieces[end]!.keepWithNext === true && pieces[end + 1]!.breakBefore !== true) end++
  return end + 1
}

const heightOf = (pieces: readonly Measured[], from: number, to: number): number =>
  pieces.slice(from, to).reduce((sum, { height }) => sum + height, 0)
