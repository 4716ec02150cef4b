/**
 * What a capture found out about itself, as lines to read. Words are in `evidence.check.id`; nothing is judged anew.
 */

import { isJsonObject, type JsonObject, type JsonValue } from '~/lib/shared/json'
import type { RecordedCheck } from '../files/readCaptureRecord'

export interface CheckLine {
  readonly id: string
  readonly result: 'ok' | 'warn' | 'info'
  /** Message below `evidence.check.id`; an id this version doesn't know is shown as it is. */
  readonly key: string | undefined
  readonly params: Readonly<Record<string, string | number>>
  /** Right side: figures in words that need no translation, or a message below `evidence.check.side`. */
  readonly side: string | undefined
  readonly page: number | undefined
}

type Params = Readonly<Record<string, string | number>>

const numberOf = (value: JsonValue | undefined): number => (typeof value === 'number' ? value : 0)
const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : [])

interface Words {
  readonly key: string
  readonly params: Params
  readonly side?: string
}

/** Message and figures per check. `ok` and not `ok` are different sentences, both true to what was measured. */
const words: Readonly<Record<string, (v: JsonObject, result: string) => Words>> = {
  stopped: (v) => ({ key: 'stopped', params: { message: String(v['message'] ?? ''), tile: numberOf(v['afterTile']) } }),
  heightReached: (v, result) => ({
    key: result === 'ok' ? 'heightOk' : 'heightPart',
    params: { shown: numberOf(v['shown']), page: numberOf(v['page']) },
    side: 'px',
  }),
  tilesOverlap: (v, result): Words =>
    result === 'ok'
      ? { key: 'overlapOk', params: { n: numberOf(v['pairs']) }, side: 'seams' }
      : { key: 'overlapOff', params: { tiles: listOf(v['differ']).join(', ') } },
  blankTiles: (v) => ({ key: 'blank', params: { tiles: listOf(v['tiles']).join(', ') } }),
  pageChanged: (v, result): Words => {
    const tile = numberOf(listOf(v['afterTiles'])[0])
    return result === 'ok' ? { key: 'unchanged', params: {} } : { key: 'changed', params: { a: tile, b: tile + 1 } }
  },
  rows: (v, result) => ({
    key: result === 'ok' ? 'rowsOk' : result === 'info' ? 'rowsOnPage' : 'rowsPart',
    params: { shown: numberOf(v['shown']), total: numberOf(v['total']) },
    ...(result === 'warn' && { side: 'nextPage' }),
  }),
  rowsOfSeries: (v) => ({ key: 'rowsOfSeries', params: { shown: numberOf(v['shown']), total: numberOf(v['total']) } }),
  listPages: (v) => ({ key: 'listPages', params: { pages: numberOf(v['pages']) } }),
  offersMore: (v) => ({ key: 'offersMore', params: { label: String(v['label'] ?? '') } }),
  httpStatus: (v) => ({ key: 'httpStatus', params: { status: String(numberOf(v['status'])) } }),
  covered: (v) => ({ key: 'covered', params: { n: numberOf(v['marks']) } }),
  unmapped: () => ({ key: 'unmapped', params: {} }),
  widthShown: (v) => ({
    key: 'widthShown',
    params: { shown: numberOf(v['shown']), page: numberOf(v['page']) },
    side: 'px',
  }),
  region: regionWords,
  moreRegions: (v) => ({ key: 'moreRegions', params: { n: numberOf(v['n']) } }),
  linesMissing: (v) => ({ key: 'linesMissing', params: { n: numberOf(v['n']), quotes: quotesOf(v) } }),
  living: (v, result) => ({ key: result === 'warn' ? 'livingMuch' : 'living', params: { n: numberOf(v['n']) } }),
  innerScroller: (v) => ({
    key: v['only'] === true ? 'innerOnly' : 'innerOk',
    params: { label: String(v['label'] ?? '') },
  }),
  lazyContent: (v, result) => ({ key: result === 'ok' ? 'lazyOk' : 'lazyPart', params: {} }),
  picturesPending: (v) => ({ key: 'picturesPending', params: { n: numberOf(v['n']) } }),
  stillLoading: () => ({ key: 'stillLoading', params: {} }),
  altered: (v) => ({
    key: 'altered',
    params: { n: numberOf(v['fixedHidden']) + numberOf(v['stickyMadeStatic']) },
    side: 'fromTile2',
  }),
  archive: (v, result) => ({
    key: result === 'ok' ? 'archiveOk' : 'archiveEmpty',
    params: { n: numberOf(v['parts']) },
  }),
  archiveMissing: (v) => ({
    key: 'archiveMissing',
    params: { n: numberOf(v['n']), first: String(listOf(v['addresses'])[0] ?? '') },
  }),
  archiveFonts: (v) => ({
    key: 'archiveFonts',
    params: {
      n: numberOf(v['n']),
      families: listOf(v['families'])
        .slice(0, 3)
        .map((family) => String(family).slice(0, 40))
        .join(', '),
    },
  }),
  archiveStyles: () => ({ key: 'archiveStyles', params: {} }),
  archiveUnscrolled: () => ({ key: 'archiveUnscrolled', params: {} }),
  archiveLost: () => ({ key: 'archiveLost', params: {} }),
}

/** The first words that are missing, as the page shows them. */
const quotesOf = (v: JsonObject): string =>
  listOf(v['quotes'])
    .slice(0, 2)
    .map((words_) => String(words_).slice(0, 40))
    .join(' · ')

const regionKinds: readonly string[] = ['box', 'clip', 'frame', 'collapsed', 'layer', 'picture', 'small', 'window']

/** A place of the page that is not shown whole, by its name. */
function regionWords(v: JsonObject): Words {
  const kind = String(v['kind'])
  const n = numberOf(v['n'])
  const params = {
    label: String(v['label'] ?? ''),
    n,
    right: numberOf(v['right']),
    below: numberOf(v['below']),
    percent: numberOf(v['percent']),
    quotes: ((quotes) => (quotes === '' ? '' : `: ${quotes}`))(quotesOf(v)),
  }
  const sides =
    v['below'] !== undefined && v['right'] !== undefined
      ? 'Both'
      : v['below'] !== undefined
        ? 'Below'
        : v['right'] !== undefined
          ? 'Right'
          : ''
  if (kind === 'frame' && v['unread'] === true) return { key: 'frameUnread', params }
  if (sides !== '') return { key: `region${sides}`, params }
  return { key: regionKinds.includes(kind) ? `region${kind[0]!.toUpperCase()}${kind.slice(1)}` : 'regionBox', params }
}

export function checkLine(check: RecordedCheck): CheckLine {
  // Figures are never made up: a value of another shape leaves the check named by its id.
  const found = isJsonObject(check.value) ? words[check.id]?.(check.value, check.result) : undefined
  return {
    id: check.id,
    result: check.result,
    key: found?.key,
    params: found?.params ?? {},
    side: found?.side,
    page: check.page,
  }
}

const severity = { warn: 0, info: 1, ok: 2 } as const

/** The one line the popup has room for: the worst, the first of its kind. */
export const worstCheck = (checks: readonly RecordedCheck[]): RecordedCheck | undefined =>
  checks.reduce<RecordedCheck | undefined>(
    (worst, check) => (!worst || severity[check.result] < severity[worst.result] ? check : worst),
    undefined,
  )

/** How many of the others are fine, for "4 other checks fine". */
export const otherFine = (checks: readonly RecordedCheck[], shown: RecordedCheck): number =>
  checks.filter((check) => check !== shown && check.result === 'ok').length
