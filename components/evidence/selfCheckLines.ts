/** What a capture found out about itself, as lines to read. Words are in `evidence.check.id`; nothing is judged anew. */

import { isJsonObject, type JsonObject, type JsonValue } from '~/lib/shared/json'
import type { RecordedCheck } from './captureRecord'

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
  heightReached: (v, result) => ({ key: result === 'ok' ? 'heightOk' : 'heightPart', params: { shown: numberOf(v['shown']), page: numberOf(v['page']) }, side: 'px' }),
  tilesOverlap: (v, result): Words =>
    result === 'ok' ? { key: 'overlapOk', params: { n: numberOf(v['pairs']) }, side: 'seams' } : { key: 'overlapOff', params: { tiles: listOf(v['differ']).join(', ') } },
  blankTiles: (v) => ({ key: 'blank', params: { tiles: listOf(v['tiles']).join(', ') } }),
  pageChanged: (v, result): Words => {
    const tile = numberOf(listOf(v['afterTiles'])[0])
    return result === 'ok' ? { key: 'unchanged', params: {} } : { key: 'changed', params: { a: tile, b: tile + 1 } }
  },
  rows: (v, result) => ({ key: result === 'ok' ? 'rowsOk' : result === 'info' ? 'rowsOnPage' : 'rowsPart', params: { shown: numberOf(v['shown']), total: numberOf(v['total']) }, ...(result === 'warn' && { side: 'nextPage' }) }),
  rowsOfSeries: (v) => ({ key: 'rowsOfSeries', params: { shown: numberOf(v['shown']), total: numberOf(v['total']) } }),
  innerScroller: (v, result) => ({ key: result === 'ok' ? 'innerOk' : 'innerPart', params: { label: String(v['label'] ?? ''), shown: numberOf(v['shown']), content: numberOf(v['content']) } }),
  framesReached: (v, result) => (result === 'ok' ? { key: 'framesOk', params: { n: numberOf(v['frames']) } } : { key: 'framesMissed', params: { n: listOf(v['notReached']).length } }),
  lazyContent: (v, result) => ({ key: result === 'ok' ? 'lazyOk' : 'lazyPart', params: { n: numberOf(v['imagesPending']) } }),
  altered: (v) => ({ key: 'altered', params: { n: numberOf(v['fixedHidden']) + numberOf(v['stickyMadeStatic']) }, side: 'fromTile2' }),
  archive: (v, result) => ({ key: result === 'ok' ? 'archiveOk' : 'archiveEmpty', params: { n: numberOf(v['parts']) } }),
}

export function checkLine(check: RecordedCheck): CheckLine {
  // Figures are never made up: a value of another shape leaves the check named by its id.
  const found = isJsonObject(check.value) ? words[check.id]?.(check.value, check.result) : undefined
  return { id: check.id, result: check.result, key: found?.key, params: found?.params ?? {}, side: found?.side, page: check.page }
}

const severity = { warn: 0, info: 1, ok: 2 } as const

/** The one line the popup has room for: the worst, the first of its kind. */
export const worstCheck = (checks: readonly RecordedCheck[]): RecordedCheck | undefined =>
  checks.reduce<RecordedCheck | undefined>((worst, check) => (!worst || severity[check.result] < severity[worst.result] ? check : worst), undefined)

/** How many of the others are fine, for "4 other checks fine". */
export const otherFine = (checks: readonly RecordedCheck[], shown: RecordedCheck): number =>
  checks.filter((check) => check !== shown && check.result === 'ok').length
