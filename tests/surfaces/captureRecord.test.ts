import { describe, expect, it } from 'vitest'
import { parseCaptureRecord } from '~/components/evidence/files/readCaptureRecord'
import { checkLine, otherFine, worstCheck } from '~/components/evidence/rail/selfCheckLines'
import { evidence as words } from '~/components/i18n/en/evidence'

const check = (id: string, result: 'ok' | 'warn' | 'info', value: object = {}) => ({ id, result, value })
const record = (more: object = {}): string =>
  JSON.stringify({
    mode: 'fullPage',
    url: 'https://console.example/jobs',
    title: 'Jobs',
    browser: { name: 'Chromium', version: '156.0.1', os: 'Debian' },
    stated: { account: 'platform-eng-1' },
    files: [{ name: 'tile-1.png', sha256: 'aa' }],
    pages: [
      {
        mode: 'fullPage',
        tiles: [
          { content: { width: 2600, height: 5310 } },
          { scroll: { x: 0, y: 4610 }, shown: { width: 1440, height: 700 }, content: { width: 2600, height: 5310.4 } },
        ],
        selfCheck: [
          check('heightReached', 'ok', { shown: 5310, page: 5310 }),
          check('tilesOverlap', 'ok', { pairs: 8 }),
          check('rows', 'warn', { shown: 50, total: 62 }),
          check('region', 'warn', { kind: 'frame', label: 'help.example', unread: true }),
        ],
      },
    ],
    ...more,
  })

describe('capture record', () => {
  it('reads what was sealed; width and height as shown, not as the page is', () => {
    expect(parseCaptureRecord(record())).toMatchObject({
      mode: 'fullPage',
      url: 'https://console.example/jobs',
      browser: 'Chromium 156, Debian',
      series: false,
      pages: [{ tiles: 2, width: 1440, height: 5310 }],
      stated: { account: 'platform-eng-1' },
      files: { 'tile-1.png': 'aa' },
    })
  })

  it('leaves out what it does not understand', () => {
    expect(parseCaptureRecord('not json')).toBeUndefined()
    expect(parseCaptureRecord('[]')).toBeUndefined()
    expect(
      parseCaptureRecord(
        '{"pages":[{"selfCheck":[{"id":1},{"id":"rows","result":"fine"}],"tiles":"x"}],"browser":3,"files":[{"name":"a"}]}',
      ),
    ).toMatchObject({ checks: [], pages: [{ tiles: 0 }], files: {}, browser: undefined })
  })

  it('names the page of a series that a check speaks about', () => {
    const page = { mode: 'visible', tiles: [], selfCheck: [check('rows', 'ok')] }
    const read = parseCaptureRecord(JSON.stringify({ mode: 'visible', pages: [page, page] }))
    expect(read?.series).toBe(true)
    expect(read?.checks.map((one) => one.page)).toEqual([1, 2])
  })

  it('a series that adds up to the whole list is no warning, one with a page missing or twice is', () => {
    const lines = (...stretches: readonly (readonly [number, number])[]) =>
      parseCaptureRecord(
        JSON.stringify({
          pages: stretches.map(([from, to]) => ({
            tiles: [],
            selfCheck: [
              { id: 'rows', result: 'warn', value: { shown: to - from + 1, total: 62, from } },
              { id: 'listPages', result: 'warn', value: { page: 1, pages: 3 } },
            ],
          })),
        }),
      )!.checks.map(checkLine)
    expect(lines([1, 25], [26, 50], [51, 62]).map(({ key, result, params }) => ({ key, result, params }))).toEqual(
      [25, 25, 12].map((shown) => ({ key: 'rowsOfSeries', result: 'ok', params: { shown, total: 62 } })),
    )
    expect(lines([1, 25], [26, 50]).map(({ key, result }) => [key, result])).toEqual([
      ['rowsPart', 'warn'],
      ['listPages', 'warn'],
      ['rowsPart', 'warn'],
      ['listPages', 'warn'],
    ])
    expect(lines([1, 31], [1, 31]).filter(({ key }) => key === 'rowsPart')).toHaveLength(2)
  })
})

describe('self-check lines', () => {
  const checks = parseCaptureRecord(record())!.checks

  it('the worst line leads, the fine ones are counted', () => {
    const worst = worstCheck(checks)!
    expect(worst.id).toBe('rows')
    expect(otherFine(checks, worst)).toBe(2)
    expect(worstCheck([])).toBeUndefined()
  })

  it('says what was measured', () => {
    expect(checks.map(checkLine)).toMatchObject([
      { key: 'heightOk', params: { shown: 5310, page: 5310 }, side: 'px' },
      { key: 'overlapOk', params: { n: 8 }, side: 'seams' },
      { key: 'rowsPart', params: { shown: 50, total: 62 }, side: 'nextPage' },
      { key: 'frameUnread', params: { label: 'help.example' } },
    ])
    expect(checkLine(check('pageChanged', 'warn', { afterTiles: [4] }) as never)).toMatchObject({
      key: 'changed',
      params: { a: 4, b: 5 },
    })
  })

  it('names every place that is not shown whole', () => {
    const line = (value: object) => checkLine(check('region', 'warn', { label: 'Users', ...value }) as never).key
    expect(
      ['box', 'clip', 'frame', 'collapsed', 'layer', 'picture', 'small', 'window'].map((kind) => line({ kind, n: 2 })),
    ).toEqual([
      'regionBox',
      'regionClip',
      'regionFrame',
      'regionCollapsed',
      'regionLayer',
      'regionPicture',
      'regionSmall',
      'regionWindow',
    ])
    expect([
      line({ kind: 'box', below: 9 }),
      line({ kind: 'box', right: 9 }),
      line({ kind: 'frame', below: 9, right: 9 }),
      line({ kind: 'frame', unread: true }),
    ]).toEqual(['regionBelow', 'regionRight', 'regionBoth', 'frameUnread'])
    for (const key of [
      'regionBox',
      'regionClip',
      'regionFrame',
      'regionCollapsed',
      'regionLayer',
      'regionPicture',
      'regionSmall',
      'regionWindow',
      'regionBelow',
      'regionRight',
      'regionBoth',
      'frameUnread',
      'livingMuch',
      'innerOnly',
    ])
      expect(Object.keys(words.check.id)).toContain(key)
  })

  it('has words for every check it knows, and shows an unknown one by its id', () => {
    const ids = [
      'stopped',
      'heightReached',
      'tilesOverlap',
      'blankTiles',
      'pageChanged',
      'rows',
      'innerScroller',
      'lazyContent',
      'altered',
      'archive',
      'archiveMissing',
      'archiveFonts',
      'archiveStyles',
      'archiveLost',
      'archiveUnscrolled',
      'covered',
      'unmapped',
      'widthShown',
      'region',
      'moreRegions',
      'linesMissing',
      'living',
      'listPages',
      'offersMore',
      'httpStatus',
      'picturesPending',
      'stillLoading',
    ]
    for (const id of ids)
      for (const result of ['ok', 'warn', 'info'] as const) {
        const line = checkLine(check(id, result) as never)
        expect(Object.keys(words.check.id)).toContain(line.key)
        expect([undefined, ...Object.keys(words.check.side)]).toContain(line.side)
      }
    expect(checkLine(check('fromTheFuture', 'warn') as never)).toMatchObject({ id: 'fromTheFuture', key: undefined })
    expect(checkLine({ id: 'rows', result: 'warn', value: '50 of 62' })).toMatchObject({
      id: 'rows',
      key: undefined,
      params: {},
    })
  })
})
