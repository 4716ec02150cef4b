import { describe, expect, it } from 'vitest'
import { archiveFacts } from '~/lib/capture/record/archiveFacts'
import { addressesIn } from '~/lib/capture/page/painted'
import { coverageChecks } from '~/lib/capture/checks/coverageChecks'
import type {
  CapturedPage,
  CoverageFacts,
  PageFacts,
  PageState,
  PaintedFacts,
  RegionFacts,
  TileFacts,
} from '~/lib/capture/record/captureFacts'
import { pixelDifference, worstStrip } from '~/lib/capture/modes/imaging'
import { findRowText, isMoreWord, isNextWord } from '~/lib/capture/page/listWords'
import { selfCheck } from '~/lib/capture/checks/selfCheck'
import { judgeCompleteness } from '~/lib/capture/checks/captureVerdict'
import { coversRows } from '~/lib/isms/evidence/coversRows'
import { utf8 } from '~/lib/shared/bytes'

const view = { width: 1_000, height: 600 }
const state = (changes: Partial<PageState> = {}): PageState => ({
  document: 'd',
  url: 'https://a.example/',
  viewport: view,
  content: { width: 1_000, height: 1_080 },
  scroll: { x: 0, y: 0 },
  textLength: 400,
  mutations: 0,
  hidden: 0,
  pending: 0,
  busy: false,
  ...changes,
})
const facts = (changes: Partial<PageFacts> = {}): PageFacts => ({
  state: state(),
  title: '',
  referrer: '',
  navigation: 'navigate',
  devicePixelRatio: 1,
  timeZone: 'UTC',
  language: 'en',
  contentType: 'text/html',
  ...changes,
})
const tile = (y: number, changes: Partial<TileFacts> = {}): TileFacts => ({
  name: `tile-${y}`,
  at: 0,
  scroll: { x: 0, y },
  image: view,
  shown: view,
  content: { width: 1_000, height: 1_080 },
  textLength: 400,
  mutations: 0,
  blank: false,
  marks: 20,
  pending: 0,
  busy: false,
  ...(y > 0 && { overlapDifference: 0 }),
  ...changes,
})
const map = (changes: Partial<CoverageFacts> = {}): CoverageFacts => ({
  regions: [],
  more: 0,
  marks: 40,
  missing: 0,
  quotes: [],
  changed: 0,
  whole: true,
  ...changes,
})
const region = (changes: Partial<RegionFacts>): RegionFacts => ({
  kind: 'box',
  label: 'Users',
  rect: { x: 0, y: 0, width: 400, height: 90 },
  ...changes,
})

type Taken = Omit<CapturedPage, 'selfCheck'>
const taken = (changes: Partial<Taken> = {}): Taken => ({
  mode: 'fullPage',
  startedAt: 0,
  page: facts(),
  tilesPlanned: 2,
  tiles: [tile(0), tile(480)],
  coverage: map(),
  preparation: { steps: 2, milliseconds: 1, grewBy: 0, imagesPending: 0, endless: false },
  ...changes,
})
const judged = (changes: Partial<Taken> = {}) => {
  const page = taken(changes)
  return judgeCompleteness([{ ...page, selfCheck: selfCheck(page) }])
}

describe('complete is a positive finding', () => {
  it('given where height, width, seams and every mark are shown', () =>
    expect(judged()).toEqual({ completeness: 'complete' }))

  it.each<[string, Partial<Taken>, 'partial' | 'unknown', RegExp]>([
    ['no coverage map', { coverage: undefined as never }, 'unknown', /could not be examined as a whole/],
    ['a map cut short', { coverage: map({ whole: false }) }, 'unknown', /could not be examined as a whole/],
    ['no facts of the page', { page: undefined as never }, 'unknown', /What the page holds in all could not be read/],
    [
      'the page is higher than the tiles',
      { tiles: [tile(0), tile(400)] },
      'partial',
      /Shows 1,000 of 1,080 px of the page's height\./,
    ],
    [
      'the page grew after the last tile',
      { ended: { width: 1_000, height: 1_300 } },
      'partial',
      /Shows 1,080 of 1,300 px/,
    ],
    [
      'the page is wider than the window',
      { tiles: [tile(0), tile(480, { content: { width: 2_200, height: 1_080 } })] },
      'partial',
      /Shows 1,000 of 2,200 px of the width\./,
    ],
    [
      'a box scrolls by itself',
      {
        coverage: map({
          regions: [region({ content: { width: 400, height: 320 }, view: { width: 400, height: 90 } })],
        }),
      },
      'partial',
      /Of “Users”, the lower 230 px is not shown\./,
    ],
    [
      'a table is wider than its box',
      {
        coverage: map({
          regions: [region({ content: { width: 3_120, height: 90 }, view: { width: 400, height: 90 } })],
        }),
      },
      'partial',
      /Of “Users”, 2,720 px of the width is not shown\./,
    ],
    [
      'a frame that nobody may look into',
      { coverage: map({ regions: [region({ kind: 'frame', label: 'billing.example/x', unread: true })] }) },
      'unknown',
      /The frame “billing.example\/x” can't be looked into\./,
    ],
    [
      'a frame that scrolls',
      {
        coverage: map({
          regions: [region({ kind: 'frame', content: { width: 400, height: 300 }, view: { width: 400, height: 90 } })],
        }),
      },
      'partial',
      /Of the frame “Users”, the lower 210 px is not shown\./,
    ],
    [
      'a box that cuts off',
      { coverage: map({ regions: [region({ kind: 'clip', missing: 2, quotes: ['row 8', 'row 9'] })] }) },
      'partial',
      /2 pieces of content cut off by “Users” \(“row 8”, “row 9”\)\./,
    ],
    [
      'a layer over content',
      { coverage: map({ regions: [region({ kind: 'layer', label: '#note', missing: 1, quotes: ['row 3'] })] }) },
      'partial',
      /One piece of content under “#note” \(“row 3”\)\./,
    ],
    [
      'something is folded',
      { coverage: map({ regions: [region({ kind: 'collapsed' })] }) },
      'partial',
      /“Users” is collapsed; its content is not shown\./,
    ],
    [
      'a picture the page draws',
      { coverage: map({ regions: [region({ kind: 'picture', unread: true })] }) },
      'unknown',
      /The page draws “Users” itself/,
    ],
    [
      'content beyond the window',
      { coverage: map({ regions: [region({ kind: 'window', label: '', missing: 3 })] }) },
      'partial',
      /3 pieces of content beyond the edge of the window\./,
    ],
    [
      'more regions than are listed',
      { coverage: map({ more: 4 }) },
      'partial',
      /4 more parts of the page are not shown whole\./,
    ],
    [
      'a line in no tile',
      { coverage: map({ missing: 1, quotes: ['row 12'] }) },
      'partial',
      /One piece of content in no tile \(“row 12”\)\./,
    ],
    ['much changed in place', { coverage: map({ changed: 4 }) }, 'unknown', /changed a lot/],
    [
      'a seam that does not fit',
      { tiles: [tile(0), tile(480, { overlapDifference: 0.03 })] },
      'unknown',
      /Tile 2 does not continue the one before\./,
    ],
    [
      'a seam that nothing proves',
      { tiles: [tile(0), { ...tile(480), overlapDifference: undefined as never }] },
      'unknown',
      /Tile 2 does not continue the one before\./,
    ],
    ['a blank tile', { tiles: [tile(0), tile(480, { blank: true })] }, 'unknown', /Tile 2 is blank\./],
    [
      'a picture opened by itself is fitted to the window',
      {
        coverage: map({
          regions: [
            region({
              kind: 'small',
              label: 'plan.png',
              content: { width: 600, height: 1_800 },
              view: { width: 216, height: 648 },
            }),
          ],
        }),
      },
      'partial',
      /The picture “plan.png” is shown at 36 % of its size\./,
    ],
    [
      'a picture had not loaded',
      { tiles: [tile(0), tile(480, { pending: 1 })] },
      'partial',
      /Pictures in view had not loaded\./,
    ],
    ['it said that it loads', { tiles: [tile(0), tile(480, { busy: true })] }, 'unknown', /still loading/],
    [
      'it adds more for ever',
      { preparation: { steps: 9, milliseconds: 1, grewBy: 9_000, imagesPending: 0, endless: true } },
      'partial',
      /kept loading more/,
    ],
    [
      '50 of 431 rows',
      { page: facts({ rows: { shown: 50, total: 431, source: 'text' } }) },
      'partial',
      /Shows 50 of 431 rows/,
    ],
    [
      'page 1 of 5',
      { page: facts({ list: { page: 1, pages: 5 } }) },
      'partial',
      /The list has 5 pages; this is one of them\./,
    ],
    [
      'a button that offers more',
      { page: facts({ offersMore: 'Load more' }) },
      'partial',
      /The page offers more \(“Load more”\)/,
    ],
    [
      'it was stopped',
      { stopped: { type: 'resized', message: 'The window changed its size.', afterTile: 2 } },
      'partial',
      /The window changed its size\./,
    ],
  ])('not where %s', (_, changes, completeness, note) => {
    const verdict = judged(changes)
    expect(verdict.completeness).toBe(completeness)
    expect(verdict.note).toMatch(note)
  })

  it('a status that says "not found" stands in the note and does not make a whole picture partial', () => {
    expect(judged({ page: facts({ status: 404 }) })).toEqual({
      completeness: 'complete',
      note: 'The server answered with status 404.',
    })
    expect(judged({ page: facts({ status: 200 }) })).toEqual({ completeness: 'complete' })
  })

  it('values that change in place (a clock) are said and are no loss', () => {
    expect(judged({ coverage: map({ changed: 2 }) })).toEqual({ completeness: 'complete' })
    expect(coverageChecks(taken({ coverage: map({ changed: 2 }) }))).toContainEqual({
      id: 'living',
      result: 'info',
      value: { n: 2 },
    })
    expect(judged({ coverage: map({ marks: 400, changed: 8 }) }).completeness).toBe('complete')
    expect(judged({ coverage: map({ marks: 400, changed: 9 }) }).completeness).toBe('unknown')
  })

  it('a page that grew while it was captured and is shown to its end is complete', () => {
    expect(
      judged({ tiles: [tile(0, { content: { width: 1_000, height: 900 }, textLength: 100 }), tile(480)] }),
    ).toMatchObject({
      completeness: 'complete',
      note: expect.stringContaining('The page changed between tile 1 and 2') as string,
    })
  })

  it('a duplicate stretch in a page whose end was reached is a seam that does not fit', () => {
    // Tile 2 shows once more what tile 1 showed, at a scroll that says otherwise.
    expect(judged({ tiles: [tile(0), tile(480, { overlapDifference: 0.4 })] }).completeness).toBe('unknown')
  })

  it('a tile of one colour is right where the page has nothing there', () => {
    expect(judged({ tiles: [tile(0), tile(480, { blank: true, marks: 0 })] })).toEqual({ completeness: 'complete' })
  })

  it('tile 1 taken twice is no seam', () => {
    const page = taken({
      page: facts({ state: state({ content: view }) }),
      tiles: [tile(0, { content: view }), tile(0, { content: view, again: true })],
    })
    expect(selfCheck(page).some(({ id }) => id === 'tilesOverlap')).toBe(false)
    expect(judgeCompleteness([{ ...page, selfCheck: selfCheck(page) }])).toEqual({ completeness: 'complete' })
  })
})

describe('the visible area', () => {
  const visible = (changes: Partial<Taken> = {}) =>
    judged({ mode: 'visible', tiles: [tile(0)], ...changes, preparation: undefined as never })

  it('owes nothing of what lies further down but the words that it is a part', () => {
    const below = region({
      rect: { x: 0, y: 900, width: 10, height: 10 },
      content: { width: 10, height: 900 },
      view: { width: 10, height: 10 },
    })
    expect(
      visible({ coverage: map({ missing: 8, regions: [region({ kind: 'window', label: '', missing: 12 }), below] }) }),
    ).toEqual({ completeness: 'partial', note: "Shows 600 of 1,080 px of the page's height." })
  })

  it('names what it cuts off in view', () => {
    expect(
      visible({
        coverage: map({
          regions: [region({ content: { width: 400, height: 320 }, view: { width: 400, height: 90 } })],
        }),
      }).note,
    ).toMatch(/Of “Users”, the lower 230 px is not shown\./)
  })

  it('is complete where the page fits', () => {
    expect(visible({ page: facts({ state: state({ content: view }) }) })).toEqual({ completeness: 'complete' })
  })
})

describe('rows of a series', () => {
  const rows = (...stretches: readonly (readonly [number, number, number?])[]) =>
    stretches.map(([from, to, total = 62]) => ({ from, shown: to - from + 1, total }))
  it('add up only where each begins after the last one ended', () => {
    expect(coversRows(rows([1, 25], [26, 50], [51, 62]))).toBe(true)
    expect(coversRows(rows([51, 62], [1, 25], [26, 50]))).toBe(true)
    for (const wrong of [
      rows([1, 31], [1, 31]),
      rows([1, 31], [2, 32]),
      rows([1, 25], [27, 62]),
      rows([1, 25], [26, 61]),
      rows([2, 62]),
      rows([1, 25, 62], [26, 62, 63]),
      [],
      [undefined],
    ])
      expect(coversRows(wrong), JSON.stringify(wrong)).toBe(false)
    expect(
      coversRows([
        { shown: 31, total: 62 },
        { shown: 31, total: 62 },
      ]),
    ).toBe(false)
  })
})

describe('seams in strips of eight pixels', () => {
  const band = (rows: (y: number) => number) => ({
    width: 100,
    height: 120,
    data: Uint8Array.from({ length: 4 * 100 * 120 }, (_, i) => rows(Math.floor(i / 400))),
  })
  it('find a single row that the whole band would hide', () => {
    const [a, b] = [band(() => 0), band((y) => (y === 50 ? 255 : 0))]
    expect(pixelDifference(a, b)).toBeLessThan(0.02)
    expect(worstStrip(a, b)).toBeCloseTo(1 / 8)
    expect(worstStrip(a, a)).toBe(0)
    expect(worstStrip(a, b, [{ x: 0, y: 48, width: 100, height: 4 }])).toBe(0)
  })
})

describe('what a page says of more', () => {
  it('takes the claim that lacks the most', () => {
    expect(findRowText('Teams 1–3 of 3. Users 1–50 of 431. Groups 1–5 of 9')).toMatchObject({
      shown: 50,
      total: 431,
      from: 1,
    })
  })
  it.each(['Load more', 'Show 20 more', 'See all results', 'Mehr anzeigen', 'Weitere 20 laden', 'Older results'])(
    '%s offers more',
    (words) => expect(isMoreWord(words)).toBe(true),
  )
  it.each(['More', 'Learn more', 'Read more about us', 'Moreover', 'Save', ''])('"%s" does not', (words) =>
    expect(isMoreWord(words)).toBe(false),
  )
  it.each(['Next', 'Next page', '›', 'Nächste Seite', 'Weiter »'])('%s is the next page', (words) =>
    expect(isNextWord(words)).toBe(true),
  )
  it.each(['', 'Next steps for your team', '1'])('"%s" is not', (words) => expect(isNextWord(words)).toBe(false))
})

describe('what an archive lacks', () => {
  const none: PaintedFacts = { addresses: [], fonts: [], styles: 0, whole: true }
  const part = (location: string, type: string, body: string): readonly string[] => [
    '------x',
    `Content-Type: ${type}`,
    `Content-Location: ${location}`,
    '',
    body,
  ]
  const archive = (
    root: string,
    type = 'text/html',
    painted: PaintedFacts | null = none,
    more: readonly (readonly string[])[] = [],
  ) =>
    archiveFacts(
      utf8(
        [
          'From: <Saved by Blink>',
          'Content-Type: multipart/related; type="text/html"; boundary="----x"',
          '',
          '',
          ...part('https://a.example/p', type, root),
          '------x',
          'Content-Type: image/png',
          'Content-Transfer-Encoding: base64',
          'Content-Location: https://a.example/in.png',
          '',
          'iVBORw0KGgo=',
          ...more.flat(),
          '------x--',
          '',
        ].join('\r\n'),
      ),
      painted ?? undefined,
    )
  /** A page that is in sight whole: there is nothing to scroll, so nothing that scrolling would load. */
  const inSight = { width: 1_000, height: 600 }
  const judgedArchive = (root: string, page: Partial<PageFacts> = {}, type?: string, changes: Partial<Taken> = {}) =>
    judged({
      mode: 'archive',
      tiles: [tile(0, { content: inSight })],
      archive: archive(root, type),
      page: facts({ state: state({ content: inSight }), ...page }),
      coverage: map(),
      preparation: undefined as never,
      ...changes,
    })
  const judgedPainted = (painted: Partial<PaintedFacts> | null, more: readonly (readonly string[])[] = []) =>
    judgedArchive('<p>', {}, undefined, {
      archive: archive('<p>', 'text/html', painted && { ...none, ...painted }, more),
    })

  it('pictures, styles and frames that its page names and it does not hold are named', () => {
    expect(
      archive(
        '<img src="in.png"><img src="https://cdn.example/x.png"><link rel="stylesheet" href="a.css"><link rel="icon" href="f.ico"><iframe src="cid:f"></iframe><img src="data:,">',
      ).missing,
    ).toEqual(['https://cdn.example/x.png', 'https://a.example/a.css', 'cid:f'])
    expect(judgedArchive('<img src="out.png">')).toEqual({
      completeness: 'partial',
      note: 'Not in the archive: https://a.example/out.png.',
    })
  })
  it('what the page paints and the archive leaves out without a trace is named: pictures of styles and candidates of a set', () => {
    expect(
      judgedPainted({
        addresses: [['https://a.example/in.png#x'], ['https://a.example/other.png', 'https://a.example/in.png']],
      }),
    ).toEqual({ completeness: 'complete' })
    expect(
      judgedPainted({
        addresses: [
          ['https://a.example/in.png'],
          ['https://a.example/poster.png'],
          ['https://a.example/1x.png', 'https://a.example/2x.png'],
        ],
      }),
    ).toEqual({ completeness: 'partial', note: 'Not in the archive: https://a.example/poster.png and 1 more.' })
  })
  it('of a picture with several sources one is enough', () => {
    expect(judgedArchive('<picture><source srcset="/in.png 1x, /in2.png 2x"><img src="small.png"></picture>')).toEqual({
      completeness: 'complete',
    })
    expect(
      judgedArchive('<picture><source srcset="/no.png"><img src="small.png"></picture><img src="in.png">'),
    ).toEqual({ completeness: 'partial', note: 'Not in the archive: https://a.example/small.png.' })
  })
  it("style sheets that others import are named where they are not there, or can't be found from a style element", () => {
    const sheets = (own: string) => [
      part('cid:css-1@mhtml.blink', 'text/css', `@charset "utf-8";\n\n${own}`),
      part(
        'https://a.example/css/a.css',
        'text/css',
        '@import url("b.css");\n\np::before { content: "@import url(\\"no.css\\")"; }',
      ),
      part('https://a.example/css/b.css', 'text/css', 'p { }'),
    ]
    expect(judgedPainted({}, sheets('@import url("https://a.example/css/b.css");'))).toEqual({
      completeness: 'complete',
    })
    expect(judgedPainted({}, sheets('@import url("/css/b.css");'))).toEqual({
      completeness: 'partial',
      note: 'Not in the archive: https://a.example/css/b.css.',
    })
    expect(judgedPainted({}, sheets('@import url("https://cdn.example/c.css");'))).toEqual({
      completeness: 'partial',
      note: 'Not in the archive: https://cdn.example/c.css.',
    })
  })
  it('fonts that the page uses are named unless a file of theirs is there; those it does not use are no loss', () => {
    const css = part(
      'https://a.example/css/a.css',
      'text/css',
      ['Sealed', '"Held Sans"', 'Lost']
        .map(
          (family, n) =>
            `@font-face { font-family: ${family}; src: url("${['data:font/woff2;base64,AA', '../held.woff2', '/lost.woff2'][n]!}") format("woff2"); }`,
        )
        .join('\n\n'),
    )
    const font = part('https://a.example/held.woff2', 'font/woff2', 'x')
    expect(judgedPainted({ fonts: ['Sealed', 'Held Sans'] }, [css, font])).toEqual({ completeness: 'complete' })
    expect(judgedPainted({ fonts: ['Sealed', 'Lost', 'By script'] }, [css, font])).toEqual({
      completeness: 'partial',
      note: 'Not in the archive: the fonts “Lost”, “By script”.',
    })
  })
  it('styles of shadow roots and of scripts are said to be lacking', () => {
    expect(judgedPainted({ styles: 2 })).toEqual({
      completeness: 'partial',
      note: 'The archive lacks styles that a script made or that stand in shadow roots.',
    })
  })
  it('a page whose pictures nobody could read is unknown', () => {
    const unknown = { completeness: 'unknown', note: 'The page could not be examined as a whole.' }
    expect([judgedPainted(null), judgedPainted({ whole: false })]).toEqual([unknown, unknown])
  })
  it.each([
    ['none', []],
    [
      'linear-gradient(red, blue), url("https://a.example/a(1).png"), url("b\\"c.png")',
      [['https://a.example/a(1).png'], ['b"c.png']],
    ],
    ['image-set(url("1.png") 1x type("image/png"), url("2.png") 2x), url("3.png")', [['1.png', '2.png'], ['3.png']]],
    ['"url(no.png)" url("yes.png") / "words"', [['yes.png']]],
  ])('reads the addresses in %s', (value, addresses) => expect(addressesIn(value)).toEqual(addresses))
  it('canvases, closed shadow roots and pictures still loading are named', () => {
    for (const lost of ['canvases', 'closedRoots', 'pending']) {
      expect(
        judgedArchive('<p>', { unarchived: { canvases: 0, closedRoots: 0, pending: 0, [lost]: 1 } }),
        lost,
      ).toMatchObject({ completeness: 'partial', note: expect.stringContaining("an archive can't hold") as string })
    }
    expect(judgedArchive('<p>', { unarchived: { canvases: 0, closedRoots: 0, pending: 0 } })).toEqual({
      completeness: 'complete',
    })
  })
  it.each(['text/html', 'application/xhtml+xml', 'image/svg+xml', 'text/xml', 'application/xml'])(
    '%s is a page',
    (type) => {
      expect(judgedArchive('<p/>', {}, type)).toEqual({ completeness: 'complete' })
    },
  )
  it.each<[string, Partial<Taken>]>([
    ['higher than the window', { page: facts() }],
    ['that grew meanwhile', { ended: { width: 1_000, height: 1_300 } }],
    [
      'with a box that scrolls by itself',
      {
        coverage: map({
          regions: [region({ content: { width: 400, height: 320 }, view: { width: 400, height: 90 } })],
        }),
      },
    ],
    ['that could not be examined', { coverage: undefined as never }],
    ['without a picture of it', { tiles: [] }],
  ])('of a page %s it is not known whether scrolling would have loaded more', (_what, changes) => {
    expect(judgedArchive('<p>', {}, undefined, changes)).toMatchObject({
      completeness: 'unknown',
      note: expect.stringContaining('loads only while it is scrolled') as string,
    })
  })
  it('a file without a page is partial', () => {
    expect(judgedArchive('x', {}, 'application/octet-stream')).toEqual({
      completeness: 'partial',
      note: 'The archive holds no page.',
    })
  })
})
