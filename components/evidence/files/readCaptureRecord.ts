/**
 * Reads `capture.json`, the sealed record of a capture, for showing it. It came with the evidence and is foreign data:
 * every part is looked at before it is used, and what is not understood is left out, never guessed.
 */

import { coversRows } from '~/lib/isms/evidence/coversRows'
import { isJsonObject, type JsonObject, type JsonValue } from '~/lib/shared/json'

export interface RecordedCheck {
  readonly id: string
  readonly result: 'ok' | 'warn' | 'info'
  readonly value: JsonValue
  /** Which page of a series it speaks about, from 1; absent when there is one. */
  readonly page?: number
}

export interface RecordedPage {
  readonly mode: string
  readonly tiles: number
  readonly width?: number
  readonly height?: number
}

export interface CaptureRecord {
  readonly mode: string | undefined
  readonly url: string | undefined
  readonly title: string | undefined
  readonly browser: string | undefined
  readonly takenAt: string | undefined
  readonly pages: readonly RecordedPage[]
  readonly checks: readonly RecordedCheck[]
  readonly series: boolean
  /** What the capturer said at capture; sealed with it. */
  readonly stated: Readonly<Record<string, string>>
  /** SHA-256 by file name, as sealed. */
  readonly files: Readonly<Record<string, string>>
}

const text = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
const number = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined
const list = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : [])
const object = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {})

/** The record as far as it can be read; undefined for bytes that are no record at all. */
export function parseCaptureRecord(bytes: string): CaptureRecord | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(bytes)
  } catch {
    return undefined
  }
  if (!isJsonObject(parsed)) return undefined
  const record = parsed
  const pages = list(record['pages']).map(object)
  const browser = object(record['browser'])
  return {
    mode: text(record['mode']) ?? text(pages[0]?.['mode']),
    url: text(record['url']),
    title: text(record['title']),
    browser:
      [[text(browser['name']), majorOf(text(browser['version']))].filter(Boolean).join(' '), text(browser['os'])]
        .filter(Boolean)
        .join(', ') || undefined,
    takenAt: text(record['capturedAt']) ?? text(object(record['time'])['device']),
    series: record['mode'] === 'series' || pages.length > 1,
    pages: pages.map(recordedPage),
    checks: pages.length > 0 ? checksOfPages(pages) : checksOf(record['selfCheck'], undefined),
    stated: Object.fromEntries(
      Object.entries(object(record['stated'])).flatMap(([key, value]) =>
        typeof value === 'string' ? [[key, value]] : [],
      ),
    ),
    files: filesOf(record['files']),
  }
}

const checksOfPages = (pages: readonly JsonObject[]): readonly RecordedCheck[] =>
  rowsOfSeries(
    pages.flatMap((page, index) => checksOf(page['selfCheck'], pages.length > 1 ? index + 1 : undefined)),
    pages.length,
  )

/** What a capture that was just taken found out about itself, from the facts of its draft. */
export const checksOfFacts = (facts: JsonValue | undefined): readonly RecordedCheck[] =>
  checksOfPages(list(object(facts)['pages']).map(object))

const majorOf = (version: string | undefined): string | undefined => version?.split('.')[0]

const least = (whole: number | undefined, shown: number | undefined): number | undefined =>
  whole === undefined || !Number.isFinite(shown ?? Number.NaN) ? undefined : Math.min(whole, shown!)

function recordedPage(page: JsonObject): RecordedPage {
  const tiles = list(page['tiles']).map(object)
  const last = tiles.at(-1) ?? {}
  const content = object(last['content'])
  const shown = object(last['shown'])
  // What the picture shows, which may be less than the page is wide or high.
  const width = least(number(content['width']), number(shown['width']))
  const height = least(
    number(content['height']),
    (number(object(last['scroll'])['y']) ?? 0) + (number(shown['height']) ?? Number.NaN),
  )
  return {
    mode: text(page['mode']) ?? '',
    tiles: tiles.length,
    ...(width && { width: Math.round(width) }),
    ...(height && { height: Math.round(height) }),
  }
}

function checksOf(value: JsonValue | undefined, page: number | undefined): readonly RecordedCheck[] {
  return list(value).flatMap((item) => {
    const { id, result, value: found } = object(item)
    if (typeof id !== 'string' || (result !== 'ok' && result !== 'warn' && result !== 'info')) return []
    return [{ id, result, value: found ?? null, ...(page && { page }) }]
  })
}

/**
 * Pages that together are all of one list: what one page lacks, the next shows. Counted as the seal's own verdict
 * counts it.
 */
function rowsOfSeries(checks: readonly RecordedCheck[], pages: number): readonly RecordedCheck[] {
  const rows = checks.filter((check) => check.id === 'rows').map((check) => object(check.value))
  const claims = rows
    .map((row) => ({ shown: number(row['shown']) ?? 0, total: number(row['total']) ?? 0, from: number(row['from']) }))
    .map(({ from, ...claim }) => (from === undefined ? claim : { ...claim, from }))
  if (pages < 2 || rows.length !== pages || !coversRows(claims)) return checks
  return checks
    .filter((check) => check.id !== 'listPages' && check.id !== 'offersMore')
    .map((check) => (check.id === 'rows' ? { ...check, id: 'rowsOfSeries', result: 'ok' as const } : check))
}

function filesOf(value: JsonValue | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    list(value)
      .map(object)
      .flatMap((file) => {
        const name = text(file['name'])
        const sha256 = text(file['sha256'])
        return name && sha256 ? [[name, sha256]] : []
      }),
  )
}
