import { describe, expect, it, vi } from 'vitest'
import { browserFailure, isForbiddenAddress } from '~/lib/capture/control/browserErrors'
import {
  captureRecord,
  captureRecordBytes,
  parseCaptureRecord,
  type RecordInput,
} from '~/lib/capture/record/captureRecord'
import { isBlank, pixelDifference } from '~/lib/capture/modes/imaging'
import { findAccount, findListPages, findRowText } from '~/lib/capture/page/listWords'
import { parseAnswer, parsePageCall } from '~/lib/capture/page/pageProtocol'
import { pageKey, suggestLinks, type SuggestionSources } from '~/lib/capture/record/suggestLinks'
import {
  canvasLimit,
  maxTiles,
  nextTop,
  partLimit,
  planParts,
  tileCount,
  tileOverlap,
} from '~/lib/capture/modes/tilePlan'
import { permissionReasons, permissionsOf } from '~/lib/platform/extension/permissions'
import { utf8, utf8ToString } from '~/lib/shared/bytes'
import { withTimeout } from '~/lib/shared/withTimeout'

describe('tiles', () => {
  it.each([
    [200, 200],
    [201, 200],
    [6_000, 900],
    [51_065, 720],
    [999, 333],
  ])('cover %i px seen through %i px without a gap', (content, view) => {
    const tops = [0]
    for (let top = nextTop(0, content, view); top !== undefined; top = nextTop(top, content, view)) tops.push(top)
    expect(tops.at(-1)! + view).toBeGreaterThanOrEqual(content - 1)
    for (let i = 1; i < tops.length; i++) expect(tops[i]! - tops[i - 1]!).toBeLessThanOrEqual(view - tileOverlap(view))
    expect(tileCount(content, view)).toBe(Math.min(tops.length, maxTiles))
  })

  it.each([
    [1_200, 80_000],
    [16_384, 40_000],
    [70_000, 100],
    [800, 1],
  ])('a picture of %i × %i is cut below the canvas limits', (width, height) => {
    const parts = planParts({ width, height })
    for (const part of parts) {
      expect(Math.max(part.width, part.height)).toBeLessThan(canvasLimit.side)
      expect(part.width * part.height).toBeLessThanOrEqual(Math.min(partLimit.area, canvasLimit.area))
    }
    expect(parts.reduce((sum, part) => sum + part.height, 0)).toBe(height)
  })
})

describe('pixels', () => {
  const plain = (value: number, size = 10) => ({
    width: size,
    height: size,
    data: new Uint8Array(size * size * 4).fill(value),
  })

  it('counts what differs, not antialiasing, and leaves masks out', () => {
    const other = plain(0)
    other.data.fill(255, 0, 4 * 10)
    expect(pixelDifference(plain(0), other)).toBeCloseTo(0.1)
    expect(pixelDifference(plain(0), plain(20))).toBe(0)
    expect(pixelDifference(plain(0), other, [{ x: 0, y: 0, width: 10, height: 1 }])).toBe(0)
    expect(isBlank(plain(7))).toBe(true)
    expect(isBlank(other)).toBe(false)
  })
})

describe('who a page says is signed in', () => {
  it.each([
    ['Signed in as platform-eng-1 · Rows 1–25', 'platform-eng-1'],
    ['You are logged in as: ada@quillmere.example.', 'ada@quillmere.example'],
    ['Angemeldet als QUILLMERE\\ada', 'QUILLMERE\\ada'],
    ['Signed in as', undefined],
    ['Sign in', undefined],
  ])('%s', (text, account) => expect(findAccount(text)).toBe(account))
})

describe('what a page says of its length', () => {
  it.each([
    ['Users 1–50 of 431', { shown: 50, total: 431 }],
    ['51 - 100 of 1,234 results', { shown: 50, total: 1_234 }],
    ['1 bis 20 von 34 Einträgen', { shown: 20, total: 34 }],
    ['Showing 20 of 34', { shown: 20, total: 34 }],
    ['1–10 de 2.041', { shown: 10, total: 2_041 }],
  ])('%s', (text, rows) => {
    expect(findRowText(text)).toMatchObject(rows)
  })

  it.each(['12 May 2026', '50-1 of 10', 'version 1-2 of the 3rd', '10 to 20 of 15', 'Call 1-800-555', ''])(
    'nothing in "%s"',
    (text) => {
      expect(findRowText(text)).toBeUndefined()
    },
  )

  it('counts the pages of a list', () => {
    expect(findListPages('Page 2 of 5')).toEqual({ page: 2, pages: 5 })
    expect(findListPages('1–50 of 231')).toEqual({ pages: 5 })
    expect(findListPages('Page 9 of 5')).toBeUndefined()
    expect(findListPages('1–5 of 5')).toBeUndefined()
    expect(findListPages('26–50 of 62')).toEqual({ pages: 3 })
    expect(findListPages('51–62 of 62'), 'the last page is shorter').toBeUndefined()
  })
})

describe('what browsers say', () => {
  it.each([
    ["Either the '<all_urls>' or 'activeTab' permission is required.", 'tabNotGranted'],
    [
      'Cannot access contents of the page. Extension manifest must request permission to access the respective host.',
      'tabNotGranted',
    ],
    ['Missing activeTab permission', 'tabNotGranted'],
    ['Cannot access a chrome:// URL', 'forbiddenPage'],
    [
      'Cannot access contents of url "chrome://settings/". Extension manifest must request permission to access this host.',
      'forbiddenPage',
    ],
    ['The extensions gallery cannot be scripted.', 'forbiddenPage'],
    ['This request exceeds the MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND quota.', 'rateLimit'],
    ['No tab with id: 12.', 'pageGone'],
    ['Failed to capture tab: image readback failed', 'captureFailed'],
  ])('%s', (text, type) => {
    expect(browserFailure(new Error(text)).error).toMatchObject({ type, detail: { browser: text } })
  })

  it('a browser that never answers is a failure of that kind as well', async () => {
    vi.useFakeTimers()
    const asked = withTimeout(60_000, new Promise(() => {})).catch((error: unknown) => browserFailure(error).error)
    await vi.advanceTimersByTimeAsync(60_000)
    vi.useRealTimers()
    expect(await asked).toMatchObject({ type: 'captureFailed', detail: { browser: 'No answer within 60 seconds.' } })
    expect(await withTimeout(60_000, Promise.resolve('picture'))).toBe('picture')
    await expect(withTimeout(60_000, Promise.reject(new Error('No tab with id: 4.')))).rejects.toThrow('No tab with id')
  })

  it('ordinary pages are not forbidden', () => {
    expect(isForbiddenAddress('https://console.example/')).toBe(false)
    expect(isForbiddenAddress('file:///etc/passwd')).toBe(true)
    expect(isForbiddenAddress('https://addons.mozilla.org/x')).toBe(true)
  })

  it('messages of the page are looked at before they are believed', () => {
    expect(parsePageCall({ id: 1, request: { type: 'evaluate', code: '1' } })).toBeUndefined()
    expect(parsePageCall({ id: 1, request: { type: 'scrollTo' } })).toBeUndefined()
    expect(parsePageCall({ id: 1, request: { type: 'state' } })).toBeDefined()
    expect(parseAnswer({ type: 'state' }, { url: 'x' })).toMatchObject({ ok: false, error: { type: 'pageGone' } })
  })
})

describe('suggestions', () => {
  const address = 'https://console.example/backup/jobs?period=2026-05'
  const sources: SuggestionSources = {
    evidence: [
      {
        id: 'ev_2',
        url: 'https://console.example/backup/jobs?period=2026-04',
        controls: ['c_31'],
        capturedAt: '2026-04-28T09:00:00.000Z',
        archivedOn: undefined,
      },
      {
        id: 'ev_1',
        url: 'https://console.example/users',
        controls: ['c_18', 'c_31'],
        capturedAt: '2026-04-01T09:00:00.000Z',
        archivedOn: undefined,
      },
      {
        id: 'ev_0',
        url: 'https://other.example/backup/jobs?period=1',
        controls: ['c_9'],
        capturedAt: '2026-03-01T09:00:00.000Z',
        archivedOn: undefined,
      },
    ],
    controls: [
      { id: 'c_31', ref: 'C-31', title: 'Restore and backup', status: 'operating', archivedOn: undefined },
      { id: 'c_18', ref: 'C-18', title: 'Access review', status: 'operating', archivedOn: undefined },
      { id: 'c_9', ref: 'C-9', title: 'Other', status: 'operating', archivedOn: undefined },
      { id: 'c_5', ref: 'C-5', title: 'Gone', status: 'retired', archivedOn: undefined },
    ],
    requests: [
      { id: 'er_8', ref: 'ER-8', title: 'Backups of May', controls: ['c_31'], assignee: 'pe_1', due: '2026-05-29' },
    ],
    person: 'pe_1',
  }

  it('the last capture of the page is preselected, guesses from the site are only offered', () => {
    expect(suggestLinks(address, sources).map(({ ref, why, preselected }) => [ref, why, preselected])).toEqual([
      ['C-31', 'lastCapture', true],
      ['C-18', 'address', false],
      ['ER-8', 'fromControl', false],
    ])
  })

  it('the request in hand comes first with its controls; nothing of another site', () => {
    const found = suggestLinks('https://new.example/', { ...sources, currentRequest: 'er_8' })
    expect(found.map(({ ref, why, preselected }) => [ref, why, preselected])).toEqual([
      ['ER-8', 'request', true],
      ['C-31', 'request', true],
    ])
  })

  it('a page is known by path and query names, not by dates in it', () => {
    expect(pageKey('https://a.example/x/?b=1&a=2#top')).toBe('https://a.example/x?a&b')
    expect(pageKey('https://a.example/#/users?x=1')).toBe('https://a.example#/users')
    expect(pageKey('nonsense')).toBeUndefined()
  })
})

describe('capture.json', () => {
  const input: RecordInput = {
    id: 'ev_1',
    deviceId: 'd',
    memberId: 'm',
    keyFingerprint: 'ab',
    mode: 'visible',
    capturedAt: 0,
    sealedAt: 1_000,
    stated: { account: 'ops' },
    facts: {
      workspaceId: 'w',
      url: 'https://a.example/',
      title: 'A',
      pages: [],
      completeness: 'complete',
      browser: { name: 'Chromium', version: '156', os: 'Linux', extension: '0.1.0' },
      options: {},
    },
    files: [
      { name: 'b.png', mime: 'image/png', bytes: 2, sha256: 'b'.repeat(64) },
      { name: 'a.png', mime: 'image/png', bytes: 1, sha256: 'a'.repeat(64) },
    ],
    derived: [],
  }

  it('has one spelling (RFC 8785), and this is it', () => {
    expect(utf8ToString(captureRecordBytes(captureRecord(input)))).toBe(
      `{"browser":{"extension":"0.1.0","name":"Chromium","os":"Linux","version":"156"},"capturedAt":"1970-01-01T00:00:00.000Z","completeness":"complete","derived":[],"deviceId":"d","files":[{"bytes":1,"mime":"image/png","name":"a.png","sha256":"${'a'.repeat(64)}"},{"bytes":2,"mime":"image/png","name":"b.png","sha256":"${'b'.repeat(64)}"}],"id":"ev_1","keyFingerprint":"ab","memberId":"m","mode":"visible","options":{},"pages":[],"sealedAt":"1970-01-01T00:00:01.000Z","stated":{"account":"ops"},"title":"A","type":"plumbline/capture","url":"https://a.example/","v":1,"workspaceId":"w"}`,
    )
  })

  it('is read back only in that spelling', () => {
    const bytes = captureRecordBytes(captureRecord(input))
    expect(parseCaptureRecord(bytes)).toEqual(captureRecord(input))
    expect(parseCaptureRecord(utf8(` ${utf8ToString(bytes)}`))).toBeUndefined()
    expect(parseCaptureRecord(utf8('{}'))).toBeUndefined()
    expect(parseCaptureRecord(Uint8Array.of(255))).toBeUndefined()
  })
})

describe('permissions', () => {
  it('are this list per browser, each with its reason', () => {
    expect(permissionsOf('chrome')).toEqual({
      permissions: [
        'activeTab',
        'scripting',
        'storage',
        'unlimitedStorage',
        'contextMenus',
        'alarms',
        'sidePanel',
        'pageCapture',
      ],
      optional_host_permissions: ['<all_urls>'],
      optional_permissions: ['notifications'],
    })
    expect(permissionsOf('firefox')).toEqual({
      permissions: ['activeTab', 'scripting', 'storage', 'unlimitedStorage', 'contextMenus', 'alarms'],
      optional_host_permissions: ['<all_urls>'],
      optional_permissions: ['notifications'],
    })
    for (const reasons of Object.values(permissionReasons))
      for (const reason of Object.values(reasons)) expect(reason.length).toBeGreaterThan(10)
  })
})
