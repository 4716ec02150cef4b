/**
 * Reads the coverage map: what of a page is in no tile, each place by its name. Pure. Nothing here is a guess: a place
 * is covered only where the page script saw its content in a tile; a place nobody may look into is said to be unread.
 */

import type { CapturedPage, CoverageFacts, RegionFacts, SelfCheck } from '../record/captureFacts'

type Page = Omit<CapturedPage, 'selfCheck'>

/** Values may change in place while a page is captured (a clock, a counter): so many, or this share of all. */
const living = { marks: 3, share: 0.02 } as const
/** Content beyond the shown width by less than this is a rounding of the layout. */
const hair = 8

const check = (id: string, result: SelfCheck['result'], value: SelfCheck['value']): SelfCheck => ({ id, result, value })

/**
 * Of a picture. What an archive holds is read from the archive itself; but it holds only what the page had loaded, and
 * that this is all is shown only where the page was in sight whole.
 */
export function coverageChecks(page: Page): readonly SelfCheck[] {
  if (page.mode !== 'archive') return pictureChecks(page)
  const seen = showsAll(page) && pictureChecks(page).some(({ id }) => id === 'covered')
  return page.archive && page.archive.documents > 0
    ? [seen ? check('covered', 'ok', { marks: page.coverage?.marks ?? 0 }) : check('archiveUnscrolled', 'warn', {})]
    : []
}

function pictureChecks(page: Page): readonly SelfCheck[] {
  if (page.tiles.length === 0) return []
  const map = page.coverage
  if (!map) return [check('unmapped', 'warn', {})]
  const regions = map.regions.filter((region) => concerns(region, page)).map(regionCheck)
  const found = [
    ...(map.whole ? [] : [check('unmapped', 'warn', {})]),
    ...width(page),
    ...regions,
    ...(map.more > 0 ? [check('moreRegions', 'warn', { n: map.more })] : []),
    ...(map.missing > 0 && isAsked(page)
      ? [check('linesMissing', 'warn', { n: map.missing, quotes: map.quotes })]
      : []),
    ...changed(map),
  ]
  return found.some(({ result }) => result === 'warn')
    ? found
    : [check('covered', 'ok', { marks: map.marks }), ...found]
}

/** A picture of the visible area owes nothing of what lies beyond the window: that it shows a part is said as such. */
const isAsked = (page: Page): boolean => page.mode === 'fullPage' || showsAll(page)

function showsAll({ page, tiles, ended }: Page): boolean {
  const content = ended ?? page?.state.content
  const shown = tiles.at(-1)?.shown
  return (
    content !== undefined &&
    shown !== undefined &&
    content.width <= shown.width + 2 &&
    content.height <= shown.height + 2
  )
}

function concerns({ kind, rect }: RegionFacts, page: Page): boolean {
  if (isAsked(page)) return true
  const { width, height } = page.page?.state.viewport ?? { width: 0, height: 0 }
  return kind !== 'window' && rect.x < width && rect.y < height && rect.x + rect.width > 0 && rect.y + rect.height > 0
}

/** Width is stated as shown: a page wider than the window is not all there. */
function width({ mode, page, tiles }: Page): readonly SelfCheck[] {
  const last = tiles.at(-1)
  if (!page || !last) return []
  const content = mode === 'fullPage' ? last.content.width : page.state.content.width
  const shown = Math.min(content, last.shown.width)
  return content > last.shown.width + hair
    ? [check('widthShown', 'warn', { shown: Math.round(shown), page: Math.round(content) })]
    : []
}

function regionCheck(region: RegionFacts): SelfCheck {
  const { kind, label, content, view, unread, missing, quotes } = region
  if (kind === 'small' && content && view)
    return check('region', 'warn', {
      kind,
      label,
      percent: Math.round((100 * view.width) / Math.max(1, content.width)),
    })
  const right = content && view ? Math.max(0, Math.round(content.width - view.width)) : 0
  const below = content && view ? Math.max(0, Math.round(content.height - view.height)) : 0
  return check('region', 'warn', {
    kind,
    label,
    ...(right > 0 && { right }),
    ...(below > 0 && { below }),
    ...(unread && { unread }),
    ...(missing !== undefined && { n: missing }),
    ...(quotes && quotes.length > 0 && { quotes }),
  })
}

function changed({ changed: count, marks }: CoverageFacts): readonly SelfCheck[] {
  if (count === 0) return []
  return [check('living', count > Math.max(living.marks, marks * living.share) ? 'warn' : 'info', { n: count })]
}
