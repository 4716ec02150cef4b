/**
 * The verdict over a capture. *Complete* is a positive finding: every check that a capture of its kind owes is there
 * and fine. *Partial*: something is known to be missing, and the note names it (EV11). *Unknown*: the browser did not
 * let us look, or what was seen is in doubt. Pure.
 */

import { coversRows } from '~/lib/isms/evidence/coversRows'
import { byName } from '~/lib/shared/byName'
import { isJsonObject, type JsonValue } from '~/lib/shared/json'
import type { CapturedPage, Completeness, SelfCheck } from '../record/captureFacts'

type Effect = 'partial' | 'unknown' | 'none'

/** What a warning means for the verdict; one that is not listed puts the capture in doubt. */
const effects: Readonly<Record<string, Effect>> = byName({
  stopped: 'partial',
  heightReached: 'partial',
  widthShown: 'partial',
  moreRegions: 'partial',
  linesMissing: 'partial',
  rows: 'partial',
  listPages: 'partial',
  offersMore: 'partial',
  lazyContent: 'partial',
  picturesPending: 'partial',
  archive: 'partial',
  archiveMissing: 'partial',
  archiveFonts: 'partial',
  archiveStyles: 'partial',
  archiveLost: 'partial',
  httpStatus: 'none',
})

const effectOf = ({ id, result, value }: SelfCheck): Effect => {
  if (result !== 'warn') return 'none'
  if (id === 'region') return isJsonObject(value) && value.unread === true ? 'unknown' : 'partial'
  return effects[id] ?? 'unknown'
}

export function judgeCompleteness(pages: readonly CapturedPage[]): {
  readonly completeness: Completeness
  readonly note?: string
} {
  const whole = coversList(pages)
  const all = pages.flatMap((page, index) =>
    page.selfCheck
      .filter((found) => !(whole && ofTheList.has(found.id)))
      .map((found) => ({ found, prefix: pages.length > 1 ? `Page ${index + 1}: ` : '' })),
  )
  const found = new Set(all.map((one) => effectOf(one.found)))
  const note =
    all
      .flatMap((one) => sentence(one.found, one.prefix) ?? [])
      .join(' ')
      .slice(0, 500) || undefined
  if (found.has('partial')) return { completeness: 'partial', note: note ?? 'Not everything was captured.' }
  if (found.has('unknown') || pages.length === 0 || !pages.every(isShown))
    return { completeness: 'unknown', note: note ?? 'What the page holds in all could not be read.' }
  return { completeness: 'complete', ...(note && { note }) }
}

/** Checks that a series of pages answers together. */
const ofTheList: ReadonlySet<string> = new Set(['rows', 'listPages', 'offersMore'])

/** The checks that must be there and fine before a page may be called complete. */
function isShown(page: CapturedPage): boolean {
  const fine = new Set(page.selfCheck.filter(({ result }) => result === 'ok').map(({ id }) => id))
  if (page.page === undefined) return false
  if (page.mode === 'archive') return fine.has('archive') && fine.has('covered')
  return (
    fine.has('heightReached') &&
    fine.has('covered') &&
    (page.tiles.length < 2 || page.tiles.slice(1).every(({ again }) => again) || fine.has('tilesOverlap'))
  )
}

/** A series whose pages, each another stretch of one list, reach from its first row to its last without a gap. */
function coversList(pages: readonly CapturedPage[]): boolean {
  return pages.length > 1 && coversRows(pages.map(({ page }) => page?.rows))
}

const words = new Intl.NumberFormat('en')

/** One line per finding, for the note that stays with the evidence. */
function sentence(found: SelfCheck, prefix: string): string | undefined {
  const { result } = found
  const value = isJsonObject(found.value) ? found.value : {}
  const count = (name: string): string => words.format(Number(value[name]))
  const list = (name: string): readonly JsonValue[] => (Array.isArray(value[name]) ? value[name] : [])
  const quote = (): string =>
    list('quotes').length > 0
      ? ` (${list('quotes')
          .slice(0, 2)
          .map((words_) => `“${String(words_).slice(0, 40)}”`)
          .join(', ')})`
      : ''
  const lines = (): string => (value.n === 1 ? 'One piece of content' : `${count('n')} pieces of content`)
  const text = ((): string | undefined => {
    if (found.id === 'innerScroller')
      return value.only === true
        ? `Shows the list inside the page (${String(value.label)}), not the page around it.`
        : undefined
    if (result === 'ok') return undefined
    switch (found.id) {
      case 'stopped':
        return String(value.message)
      case 'httpStatus':
        return `The server answered with status ${String(value.status)}.`
      case 'rows':
        return result === 'warn'
          ? `Shows ${count('shown')} of ${count('total')} rows. The rest was not captured.`
          : undefined
      case 'listPages':
        return `The list has ${count('pages')} pages; this is one of them.`
      case 'offersMore':
        return `The page offers more (“${String(value.label)}”), which was not captured.`
      case 'heightReached':
        return `Shows ${count('shown')} of ${count('page')} px of the page's height.`
      case 'widthShown':
        return `Shows ${count('shown')} of ${count('page')} px of the width.`
      case 'region':
        return region(value, lines, quote, count)
      case 'moreRegions':
        return `${count('n')} more parts of the page are not shown whole.`
      case 'linesMissing':
        return `${lines()} in no tile${quote()}.`
      case 'unmapped':
        return 'The page could not be examined as a whole.'
      case 'living':
        return result === 'warn' ? 'The page changed a lot while it was captured.' : undefined
      case 'pageChanged': {
        const tile = Number(list('afterTiles')[0])
        return list('afterTiles').length > 0
          ? `The page changed between tile ${tile} and ${tile + 1}. Both tiles are kept; look before you rely on it.`
          : undefined
      }
      case 'tilesOverlap':
        return `Tile ${list('differ').join(', ')} does not continue the one before.`
      case 'blankTiles':
        return `Tile ${list('tiles').join(', ')} is blank.`
      case 'lazyContent':
        return 'The page kept loading more than was waited for.'
      case 'picturesPending':
        return 'Pictures in view had not loaded.'
      case 'stillLoading':
        return 'The page said that it was still loading.'
      case 'archive':
        return 'The archive holds no page.'
      case 'archiveMissing':
        return `Not in the archive: ${String(list('addresses')[0])}${Number(value.n) > 1 ? ` and ${words.format(Number(value.n) - 1)} more` : ''}.`
      case 'archiveFonts':
        return `Not in the archive: the ${value.n === 1 ? 'font' : 'fonts'} ${list('families')
          .slice(0, 3)
          .map((family) => `“${String(family).slice(0, 40)}”`)
          .join(', ')}${Number(value.n) > 3 ? ` and ${words.format(Number(value.n) - 3)} more` : ''}.`
      case 'archiveStyles':
        return 'The archive lacks styles that a script made or that stand in shadow roots.'
      case 'archiveUnscrolled':
        return 'Nothing shows that the archive holds what this page loads only while it is scrolled.'
      case 'archiveLost':
        return "The page draws or closes off content that an archive can't hold."
      default:
        return undefined
    }
  })()
  return text && `${prefix}${text}`
}

function region(
  value: Readonly<Record<string, JsonValue>>,
  lines: () => string,
  quote: () => string,
  count: (name: string) => string,
): string {
  const label = `“${String(value.label)}”`
  const sides = [
    ...(value.below !== undefined ? [`the lower ${count('below')} px`] : []),
    ...(value.right !== undefined ? [`${count('right')} px of the width`] : []),
  ].join(' and ')
  switch (value.kind) {
    case 'frame':
      return value.unread === true
        ? `The frame ${label} can't be looked into.`
        : `Of the frame ${label}, ${sides || 'a part'} is not shown.`
    case 'collapsed':
      return `${label} is collapsed; its content is not shown.`
    case 'layer':
      return `${lines()} under ${label}${quote()}.`
    case 'picture':
      return `The page draws ${label} itself; what it holds can't be read.`
    case 'small':
      return `The picture ${label} is shown at ${String(value.percent)} % of its size.`
    case 'window':
      return `${lines()} beyond the edge of the window${quote()}.`
    default:
      return sides === '' ? `${lines()} cut off by ${label}${quote()}.` : `Of ${label}, ${sides} is not shown.`
  }
}
