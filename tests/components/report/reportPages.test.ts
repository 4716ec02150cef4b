import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import ReportRun from '~/components/report/ReportRun.vue'
import { createMessages } from '~/components/i18n'
import { en } from '~/components/i18n/en'
import { report as de } from '~/components/i18n/de/report'
import { paginate, type Measured } from '~/lib/live/report/paginate'
import { cutPiece, piecesOf, textsOf, type Piece } from '~/lib/live/report/reportPieces'
import { accentProblem, contrastOnWhite, logoProblem, logoType, maxLogo, usableAccent } from '~/lib/isms/report/look'
import type { Report } from '~/lib/isms/report/report'
import { buildReport } from '~/lib/isms/report/reports'
import { contextOf, demoReportState } from '../../isms/reports/demoReportState'

const row = (height: number, over: Partial<Measured> = {}): Measured => ({ height, ...over })
const plain = { page: 100, headOf: () => 0 }

describe('pages', () => {
  it('fill one after the other and break no piece', () => {
    expect(paginate([row(60), row(30), row(20), row(90)], plain)).toEqual([[0, 1], [2], [3]])
    expect(paginate([], plain)).toEqual([[]])
  })

  it('repeat the head of a table, which costs its height', () => {
    const rows = Array.from({ length: 6 }, () => row(30, { group: 't' }))
    expect(paginate(rows, { page: 100, headOf: () => 20 })).toEqual([[0, 1, 2], [3, 4], [5]])
  })

  it('keep a heading with what follows, and begin a page where asked', () => {
    expect(paginate([row(70), row(20, { keepWithNext: true }), row(30)], plain)).toEqual([[0], [1, 2]])
    expect(paginate([row(10), row(10, { breakBefore: true }), row(10)], plain)).toEqual([[0], [1, 2]])
  })

  it('give what is taller than a page a page of its own, and go on after it', () => {
    expect(paginate([row(10), row(250), row(10)], plain)).toEqual([[0], [1], [2]])
    expect(paginate([row(60, { keepWithNext: true }), row(60)], plain)).toEqual([[0], [1]])
  })

  it('lose nothing, keep the order and stay within the page, whatever the heights', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            height: fc.integer({ min: 1, max: 100 }),
            keepWithNext: fc.boolean(),
            breakBefore: fc.boolean(),
            group: fc.constantFrom(undefined, 'a', 'b'),
          }),
        ),
        (pieces) => {
          const headOf = (): number => 7
          const pages = paginate(
            pieces.map((piece) => ({ ...piece, height: Math.min(piece.height, 90) })),
            { page: 100, headOf },
          )
          expect(pages.flat()).toEqual(pieces.map((_, at) => at))
          for (const page of pages) {
            const first = page[0]
            const head =
              first !== undefined &&
              pieces[first]!.group !== undefined &&
              first > 0 &&
              pieces[first - 1]!.group === pieces[first]!.group
                ? 7
                : 0
            expect(page.reduce((sum, at) => sum + Math.min(pieces[at]!.height, 90), head)).toBeLessThanOrEqual(100)
          }
        },
      ),
    )
  })
})

const made = (id: 'soa' | 'policies' | 'risks' | 'audit', markdown?: string): Report => {
  const built = buildReport(contextOf(demoReportState()), id)
  if (!built.ok) throw new Error(built.error.message)
  return markdown === undefined ? built.value : { ...built.value, blocks: [{ type: 'rich', markdown }] }
}

describe('pieces of a report', () => {
  it('are rows of its tables, paragraphs, and each policy on a page of its own', () => {
    const soa = piecesOf(made('soa'))
    expect(soa[0]).toEqual({ key: 'title', type: 'title' })
    expect(soa.filter(({ type }) => type === 'row')).toHaveLength(93 + 6 + 72)
    expect(new Set(soa.map(({ key }) => key)).size).toBe(soa.length)
    expect(piecesOf(made('policies')).filter(({ breakBefore }) => breakBefore)).toHaveLength(16)
  })

  it('keep lists, quotes, tables and rules of policy text in their order', () => {
    const pieces = piecesOf(
      made('policies', '# A\n\n3. three\n4. four\n   - inner\n\n> quote\n\n| h |\n| - |\n| c |\n\n---'),
    )
    expect(
      pieces
        .slice(1)
        .map((piece) =>
          piece.type === 'text' ? [piece.style, piece.marker ?? '', piece.depth, piece.quote] : [piece.type],
        ),
    ).toEqual([
      ['h1', '', 0, 0],
      ['p', '3.', 1, 0],
      ['p', '4.', 1, 0],
      ['p', '•', 2, 0],
      ['p', '', 0, 1],
      ['richRow'],
      ['rule'],
    ])
  })

  it('are cut at a letter without losing any, marks going on', () => {
    const text = piecesOf(made('policies', 'Some **bold words that** go on and on'))[1]!
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (at) => {
        const [before, after] = cutPiece(text, [at])!
        expect(`${textsOf(before)[0]} ${textsOf(after)[0]}`.replace(/\s+/g, '')).toBe('Someboldwordsthatgoonandon')
      }),
    )
    const cells: Piece = {
      key: 'x',
      type: 'row',
      table: made('soa').blocks[0] as never,
      cells: [{ text: 'one two' }, { text: 'three' }],
    }
    const [first, rest] = cutPiece(cells, [3, Infinity])!
    expect([textsOf(first), textsOf(rest)]).toEqual([
      ['one', 'three'],
      ['two', ''],
    ])
  })
})

describe('on the page', () => {
  const draw = (report: Report, pieces: readonly Piece[]): Promise<string> =>
    renderToString(createSSRApp({ render: () => h(ReportRun, { report, pieces }) }).use(createMessages('en', en)))

  it('rows stand in a real table under their head, also where a page begins amid them', async () => {
    const report = made('soa')
    const html = await draw(report, piecesOf(report).slice(40, 45))
    expect([...html.matchAll(/<thead>/g)]).toHaveLength(1)
    expect(html).toContain('<th scope="col"')
    expect([...html.matchAll(/<tr data-piece/g)]).toHaveLength(5)
  })

  it('a ref is never broken at its dash', async () => {
    const report = made('risks')
    expect(await draw(report, piecesOf(report).slice(0, 3))).toMatch(/<span class="whitespace-nowrap">AS-63<\/span>/)
  })

  it('shows text of policies as text, whatever it says', async () => {
    const report = made('policies', '<img src=x onerror=alert(1)> [x](javascript:alert(1))')
    const html = await draw(report, piecesOf(report))
    expect(html).not.toContain('<img src=x')
    expect(html).not.toContain('href="javascript')
  })
})

describe('look of reports', () => {
  it('takes PNG, JPEG and WebP by their bytes, never SVG, and nothing above 512 KiB', () => {
    expect(logoType(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe('image/png')
    expect(logoType(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg')
    expect(logoType(new TextEncoder().encode('RIFF....WEBPVP8 '))).toBe('image/webp')
    expect(logoProblem(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('notPicture')
    expect(logoProblem(new Uint8Array(maxLogo + 1))).toBe('tooLarge')
  })

  it('takes accents that can be seen on white paper', () => {
    expect(contrastOnWhite('#000000')).toBeCloseTo(21, 5)
    expect(contrastOnWhite('#ffffff')).toBeCloseTo(1, 5)
    expect(accentProblem('#949494')).toBeUndefined()
    expect(accentProblem('#959595')).toBe('tooLight')
    expect(accentProblem('red')).toBe('notColour')
    expect([usableAccent('#1B4D8C'), usableAccent('#ffff00'), usableAccent(undefined)]).toEqual([
      '#1b4d8c',
      undefined,
      undefined,
    ])
  })
})

describe('words of reports', () => {
  const keysOf = (of: object, path = ''): readonly string[] =>
    Object.entries(of).flatMap(([key, value]) =>
      typeof value === 'string' ? [`${path}${key}`] : keysOf(value as object, `${path}${key}.`),
    )
  const valueOf = (of: object, key: string): string =>
    key.split('.').reduce((at: unknown, part) => (at as Record<string, unknown>)[part], of) as string

  it('are the same in German, with the same places to fill', () => {
    expect(keysOf(de)).toEqual(keysOf(en.report))
    const places = (text: string): readonly string[] =>
      [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))].sort()
    expect(
      keysOf(de).filter((key) => places(valueOf(de, key)).join() !== places(valueOf(en.report, key)).join()),
    ).toEqual([])
    expect(keysOf(de).filter((key) => /!|\bbitte\b|erfolgreich/i.test(valueOf(de, key)))).toEqual([])
  })
})
