/**
 * Every capture looks at itself before it is sealed (capture.md 3): what it should show, what it shows, what moved.
 * Pure; the results travel inside `capture.json` and stay with the evidence.
 */

import { coverageChecks } from './coverageChecks'
import { followedBox, type CapturedPage, type SelfCheck } from '../record/captureFacts'

/** More than this share of differing pixels in a common band means that the page moved or changed between two tiles. */
export const overlapLimit = 0.02
/** Text may grow or shrink by so much (clocks, counters) before a page counts as changed. */
const textDrift = 0.01

export function selfCheck(page: Omit<CapturedPage, 'selfCheck'>): readonly SelfCheck[] {
  return [
    ...stopped(page),
    ...status(page),
    ...height(page),
    ...coverageChecks(page),
    ...overlaps(page),
    ...blank(page),
    ...changed(page),
    ...rows(page),
    ...pages(page),
    ...innerScroller(page),
    ...lazy(page),
    ...loading(page),
    ...altered(page),
    ...archived(page),
  ]
}

type Page = Omit<CapturedPage, 'selfCheck'>

const check = (id: string, result: SelfCheck['result'], value: SelfCheck['value']): readonly SelfCheck[] => [
  { id, result, value },
]

function stopped({ stopped: stop }: Page): readonly SelfCheck[] {
  return stop ? check('stopped', 'warn', { type: stop.type, message: stop.message, afterTile: stop.afterTile }) : []
}

/** The server's answer stands beside the picture: a page that says "not found" may look like any other. */
function status({ page }: Page): readonly SelfCheck[] {
  return page?.status !== undefined && page.status >= 400 ? check('httpStatus', 'warn', { status: page.status }) : []
}

/**
 * Of a full page: is the last tile's lower edge the content's, also a moment later? Of a screen: how much of the page
 * it shows.
 */
function height({ mode, page, tiles, archive, ended }: Page): readonly SelfCheck[] {
  const last = tiles.at(-1)
  if (!page || !last || archive) return []
  const pageHeight = mode === 'fullPage' ? Math.max(last.content.height, ended?.height ?? 0) : page.state.content.height
  const shown = Math.round(
    Math.min(pageHeight, mode === 'fullPage' ? last.scroll.y + last.shown.height : last.shown.height),
  )
  const value = { shown, page: Math.round(pageHeight) }
  return check('heightReached', shown >= pageHeight - 2 ? 'ok' : 'warn', value)
}

/**
 * Each tile continues the one before: proven in strips of the band they share. A pair that shares none proves nothing.
 */
function overlaps({ tiles }: Page): readonly SelfCheck[] {
  const pairs = tiles.flatMap((tile, index) =>
    index === 0 || tile.again ? [] : [{ tile: index + 1, difference: tile.overlapDifference }],
  )
  if (pairs.length === 0) return []
  const off = pairs.filter(({ difference }) => difference === undefined || difference > overlapLimit)
  return off.length === 0
    ? check('tilesOverlap', 'ok', { pairs: pairs.length })
    : check('tilesOverlap', 'warn', { pairs: pairs.length, differ: off.map((pair) => pair.tile) })
}

function blank({ tiles }: Page): readonly SelfCheck[] {
  // Where nothing stands on the page, a tile of one colour is right.
  const empty = tiles.flatMap((tile, index) => (tile.blank && tile.marks > 0 ? [index + 1] : []))
  return empty.length > 0 ? check('blankTiles', 'warn', { tiles: empty }) : []
}

/** "The page changed between tile 4 and 5": more text or less, or another height. */
function changed({ page, tiles }: Page): readonly SelfCheck[] {
  if (!page || tiles.length < 2) return []
  const between = tiles.flatMap((tile, index) => {
    const before = tiles[index - 1]
    if (!before) return []
    const drift = Math.abs(tile.textLength - before.textLength) / Math.max(200, before.textLength)
    return drift > textDrift || Math.abs(tile.content.height - before.content.height) > 2 ? [index] : []
  })
  return between.length > 0
    ? check('pageChanged', 'info', { afterTiles: between })
    : check('pageChanged', 'ok', { mutations: tiles.at(-1)!.mutations - tiles[0]!.mutations })
}

/** What the page counts. A picture of a part of the page does not show all its rows, even if the page holds them. */
function rows({ mode, page, tiles }: Page): readonly SelfCheck[] {
  const found = page?.rows
  if (!found) return []
  const part = mode === 'visible' && (tiles.at(-1)?.shown.height ?? 0) < page.state.content.height - 2
  const value = {
    shown: found.shown,
    total: found.total,
    source: found.source,
    ...(found.text && { text: found.text }),
    ...(found.from !== undefined && { from: found.from }),
  }
  return check('rows', found.shown < found.total ? 'warn' : part ? 'info' : 'ok', value)
}

/** One page of several, or a control that offers more of the list. */
function pages({ page }: Page): readonly SelfCheck[] {
  const list = page?.list
  if (list && list.pages > 1) return check('listPages', 'warn', { page: list.page ?? null, pages: list.pages })
  return page?.offersMore === undefined ? [] : check('offersMore', 'warn', { label: page.offersMore })
}

/** The box that the tiles follow; others are in the coverage map. */
function innerScroller({ mode, page, tiles }: Page): readonly SelfCheck[] {
  const box = page && followedBox(page)
  if (mode !== 'fullPage' || !box) return []
  return check('innerScroller', 'ok', {
    label: box.label,
    shown: box.clientHeight,
    content: box.scrollHeight,
    followed: tiles.length,
    ...(box.followed && { only: true }),
  })
}

function lazy({ preparation }: Page): readonly SelfCheck[] {
  if (!preparation) return []
  const { steps, grewBy, imagesPending, endless } = preparation
  return check('lazyContent', endless ? 'warn' : 'ok', { steps, grewBy, imagesPending, endless })
}

/** Pictures in view that had not come when their tile was taken, and words that say the page is still loading. */
function loading({ mode, tiles }: Page): readonly SelfCheck[] {
  if (mode === 'archive') return []
  const pending = tiles.reduce((sum, tile) => sum + tile.pending, 0)
  const busy = tiles.flatMap((tile, index) => (tile.busy ? [index + 1] : []))
  return [
    ...(pending > 0 ? check('picturesPending', 'warn', { n: pending }) : []),
    ...(busy.length > 0 ? check('stillLoading', 'warn', { tiles: busy }) : []),
  ]
}

function altered({ alterations }: Page): readonly SelfCheck[] {
  if (!alterations || alterations.fixedHidden + alterations.stickyMadeStatic === 0) return []
  return check('altered', 'info', {
    fixedHidden: alterations.fixedHidden,
    stickyMadeStatic: alterations.stickyMadeStatic,
    fromTile: 2,
  })
}

/** What the archive holds, what its documents name that it lacks, and what no archive can hold. */
function archived({ mode, archive, page }: Page): readonly SelfCheck[] {
  if (mode !== 'archive' || !archive) return []
  const lost = page?.unarchived
  return [
    ...check('archive', archive.documents > 0 ? 'ok' : 'warn', {
      parts: archive.parts,
      documents: archive.documents,
      bytes: archive.bytes,
    }),
    ...(archive.missing.length > 0
      ? check('archiveMissing', 'warn', { n: archive.missing.length, addresses: archive.missing })
      : []),
    ...(archive.fonts && archive.fonts.length > 0
      ? check('archiveFonts', 'warn', { n: archive.fonts.length, families: archive.fonts })
      : []),
    ...(archive.styles ? check('archiveStyles', 'warn', { n: archive.styles }) : []),
    ...(archive.unexamined ? check('unmapped', 'warn', {}) : []),
    ...(lost && lost.canvases + lost.closedRoots + lost.pending > 0 ? check('archiveLost', 'warn', { ...lost }) : []),
  ]
}
