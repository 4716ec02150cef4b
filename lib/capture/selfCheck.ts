/**
 * Every capture looks at itself before it is sealed (capture.md 3): what it should show, what it shows, what moved.
 * Pure; the results travel inside `capture.json` and stay with the evidence.
 */

import { isJsonObject, type JsonValue } from '../shared/json'
import type { CapturedPage, Completeness, SelfCheck } from './facts'

/** More than this share of differing pixels in a common band means that the page moved or changed between two tiles. */
export const overlapLimit = 0.02
/** Text may grow or shrink by so much (clocks, counters) before a page counts as changed. */
const textDrift = 0.01
/** Frames smaller than this are trackers and spacers, not content. */
const frameContent = { width: 120, height: 80 }

export function selfCheck(page: Omit<CapturedPage, 'selfCheck'>): readonly SelfCheck[] {
  return [
    ...stopped(page), ...height(page), ...overlaps(page), ...blank(page), ...changed(page), ...rows(page),
    ...innerScroller(page), ...frames(page), ...lazy(page), ...altered(page), ...archived(page),
  ]
}

type Page = Omit<CapturedPage, 'selfCheck'>

const check = (id: string, result: SelfCheck['result'], value: SelfCheck['value']): readonly SelfCheck[] => [{ id, result, value }]

function stopped({ stopped: stop }: Page): readonly SelfCheck[] {
  return stop ? check('stopped', 'warn', { type: stop.type, message: stop.message, afterTile: stop.afterTile }) : []
}

/** Of a full page: is the last tile's lower edge the content's? Of a screen: how much of the page it shows. */
function height({ mode, page, tiles, archive }: Page): readonly SelfCheck[] {
  const last = tiles.at(-1)
  if (!page || !last || archive) return []
  const pageHeight = mode === 'fullPage' ? last.content.height : page.state.content.height
  const shown = Math.round(Math.min(pageHeight, mode === 'fullPage' ? last.scroll.y + last.shown : last.shown))
  const value = { shown, page: Math.round(pageHeight) }
  if (shown >= pageHeight - 2) return check('heightReached', 'ok', value)
  return check('heightReached', mode === 'fullPage' ? 'warn' : 'info', value)
}

function overlaps({ tiles }: Page): readonly SelfCheck[] {
  const compared = tiles.flatMap((tile, index) => (tile.overlapDifference === undefined ? [] : [{ tile: index + 1, difference: tile.overlapDifference }]))
  if (compared.length === 0) return []
  const off = compared.filter((pair) => pair.difference > overlapLimit)
  return off.length === 0
    ? check('tilesOverlap', 'ok', { pairs: compared.length })
    : check('tilesOverlap', 'warn', { pairs: compared.length, differ: off.map((pair) => pair.tile) })
}

function blank({ tiles }: Page): readonly SelfCheck[] {
  const empty = tiles.flatMap((tile, index) => (tile.blank ? [index + 1] : []))
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
    ? check('pageChanged', 'warn', { afterTiles: between })
    : check('pageChanged', 'ok', { mutations: tiles.at(-1)!.mutations - tiles[0]!.mutations })
}

/** What the page counts. A picture of a part of the page does not show all its rows, even if the page holds them. */
function rows({ mode, page, tiles }: Page): readonly SelfCheck[] {
  const found = page?.rows
  if (!found) return []
  const part = mode === 'visible' && (tiles.at(-1)?.shown ?? 0) < page.state.content.height - 2
  const value = { shown: found.shown, total: found.total, source: found.source, ...(found.text && { text: found.text }) }
  return check('rows', found.shown < found.total ? 'warn' : part ? 'info' : 'ok', value)
}

/** A box that scrolls by itself and was not followed hides the rest of its content. */
function innerScroller({ mode, page, tiles }: Page): readonly SelfCheck[] {
  const box = page?.scroller
  if (!page || !box) return []
  // A screen says nothing of what lies further down.
  if (mode === 'visible' && (box.rect.y >= page.state.viewport.height || box.rect.y + box.rect.height <= 0)) return []
  const value = { label: box.label, shown: box.clientHeight, content: box.scrollHeight }
  if (mode === 'fullPage' && (box.main || box.followed)) return check('innerScroller', 'ok', { ...value, followed: tiles.length, ...(box.followed && { only: true }) })
  return check('innerScroller', mode === 'archive' ? 'info' : 'warn', value)
}

function frames({ page }: Page): readonly SelfCheck[] {
  const content = (page?.frames ?? []).filter(({ rect }) => rect.width >= frameContent.width && rect.height >= frameContent.height)
  if (content.length === 0) return []
  const missed = content.filter((frame) => !frame.reached)
  return missed.length === 0
    ? check('framesReached', 'ok', { frames: content.length })
    : check('framesReached', 'info', { frames: content.length, notReached: missed.map((frame) => frame.url) })
}

function lazy({ preparation }: Page): readonly SelfCheck[] {
  if (!preparation) return []
  const { steps, grewBy, imagesPending, capped } = preparation
  const value = { steps, grewBy, imagesPending, capped }
  return check('lazyContent', capped || imagesPending > 0 ? 'warn' : 'ok', value)
}

function altered({ alterations }: Page): readonly SelfCheck[] {
  if (!alterations || alterations.fixedHidden + alterations.stickyMadeStatic === 0) return []
  return check('altered', 'info', { fixedHidden: alterations.fixedHidden, stickyMadeStatic: alterations.stickyMadeStatic, fromTile: 2 })
}

function archived({ mode, archive }: Page): readonly SelfCheck[] {
  if (mode !== 'archive' || !archive) return []
  return check('archive', archive.htmlParts > 0 ? 'ok' : 'warn', { parts: archive.parts, htmlParts: archive.htmlParts, bytes: archive.bytes })
}

const words = new Intl.NumberFormat('en')

/** One line per finding, in the words the interface uses. */
function sentence(found: SelfCheck, prefix: string): string | undefined {
  const { result } = found
  const value = isJsonObject(found.value) ? found.value : {}
  const count = (name: string): string => words.format(Number(value[name]))
  const list = (name: string): readonly JsonValue[] => (Array.isArray(value[name]) ? value[name] : [])
  const text = ((): string | undefined => {
    switch (found.id) {
      case 'stopped':
        return String(value.message)
      case 'rows':
        return result === 'warn' ? `Shows ${count('shown')} of ${count('total')} rows. The rest was not captured.` : undefined
      case 'heightReached':
        return result === 'ok' ? undefined : `Shows ${count('shown')} of ${count('page')} px of the page's height.`
      case 'pageChanged': {
        const tile = Number(list('afterTiles')[0])
        return result === 'warn' ? `The page changed between tile ${tile} and ${tile + 1}. Both tiles are kept; look before you rely on it.` : undefined
      }
      case 'tilesOverlap':
        return result === 'warn' ? `Tile ${list('differ').join(', ')} does not continue the one before.` : undefined
      case 'blankTiles':
        return `Tile ${list('tiles').join(', ')} is blank.`
      case 'innerScroller':
        if (value.only === true) return `Shows the list inside the page (${String(value.label)}), not the page around it.`
        return result === 'warn' ? `A list inside the page scrolls by itself: ${count('shown')} of ${count('content')} px are shown.` : undefined
      case 'lazyContent':
        return result === 'warn' ? 'The page kept loading more than was waited for.' : undefined
      case 'archive':
        return result === 'warn' ? 'The archive holds no page.' : undefined
      default:
        return undefined
    }
  })()
  return text && `${prefix}${text}`
}

/**
 * Complete: every check that speaks of length passed. Partial: something is known to be missing (EV11 asks for the
 * note). Unknown: nothing is known to be missing, but the capture does not reach the end, or may not show it all.
 */
export function judgeCompleteness(pages: readonly CapturedPage[]): { readonly completeness: Completeness; readonly note?: string } {
  const whole = coversList(pages)
  const all = pages.flatMap((page, index) => page.selfCheck.filter((found) => !(whole && found.id === 'rows')).map((found) => ({ found, prefix: pages.length > 1 ? `Page ${index + 1}: ` : '', mode: page.mode })))
  const missing = ['stopped', 'rows', 'blankTiles', 'archive']
  const partial = all.some(({ found, mode }) => found.result === 'warn' && (missing.includes(found.id) || (mode === 'fullPage' && found.id === 'heightReached')))
  const doubtful = all.some(({ found }) => found.result === 'warn' || (found.id === 'heightReached' && found.result === 'info'))
  const read = pages.length > 0 && pages.every((page) => page.page !== undefined)
  const notes = all.flatMap(({ found, prefix }) => sentence(found, prefix) ?? [])
  const note = notes.join(' ').slice(0, 500) || undefined
  if (partial) return { completeness: 'partial', note: note ?? 'Not everything was captured.' }
  if (doubtful || !read) return { completeness: 'unknown', note: note ?? 'What the page holds in all could not be read.' }
  return { completeness: 'complete', ...(note && { note }) }
}

/** A series whose pages, each another stretch of one list, add up to all its rows: what one page lacks, the next shows. */
function coversList(pages: readonly CapturedPage[]): boolean {
  const found = pages.map(({ page }) => page?.rows)
  const stretches = new Set(found.map((rows) => rows?.text))
  return pages.length > 1 && !stretches.has(undefined) && stretches.size === pages.length && found.every((rows) => rows?.total === found[0]?.total) && found.reduce((sum, rows) => sum + (rows?.shown ?? 0), 0) === found[0]?.total
}
