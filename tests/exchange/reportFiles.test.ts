import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import { guardFormula, startsFormula } from '~/lib/exchange/sheets/formulaGuard'
import { columnName, footer } from '~/lib/exchange/reports/sheetPrint'
import { csvOf, writeCsv } from '~/lib/exchange/reports/writeCsv'
import { writeDocx } from '~/lib/exchange/reports/writeDocx'
import { writeXlsx } from '~/lib/exchange/reports/writeXlsx'
import { zip } from '~/lib/exchange/zip/zipHere'
import type { Report, TableBlock } from '~/lib/isms/report/report'
import { buildReport, type ReportChoice } from '~/lib/isms/report/reports'
import type { ReportId } from '~/lib/isms/report/report'
import type { ReportState } from '~/lib/isms/report/reportState'
import { contextOf, demoReportState } from '../isms/reports/demoReportState'
import { convert, office, pagesOf } from './office'

let state: ReportState
beforeAll(() => (state = demoReportState()))
function made(id: ReportId, choice: ReportChoice = {}, locale: 'en' | 'de' = 'en'): Report {
  const built = buildReport(contextOf(state, { locale }), id, choice)
  if (!built.ok) throw new Error(built.error.message)
  return built.value
}
const parts = async (file: Blob): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer())))
      .filter(([name]) => /\.(xml|rels)$/.test(name))
      .map(([name, bytes]) => [name, strFromU8(bytes)]),
  )
const withCell = (report: Report, text: string): Report => {
  const table: TableBlock = {
    type: 'table',
    sheet: 'Hostile',
    columns: [{ key: 'a', label: 'A', type: 'text', width: 1 }],
    rows: [[{ text }]],
  }
  return { ...report, blocks: [table] }
}

describe('formula guard (isms.md 7.2)', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =cmd|x',
    '\u0000=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠a',
    '\tplain',
  ])('CSV guards %j', (text) => {
    expect(startsFormula(text)).toBe(true)
    expect(guardFormula(text)).toBe(`'${text}`)
  })
  it.each(['1 + 1', 'A-1', 'e@x', '', '–', '12 Feb 2026', 'R-7'])('leaves %j as it is', (text) =>
    expect(guardFormula(text)).toBe(text),
  )

  it('lets no cell of a CSV begin like a formula, whatever the text', () => {
    const table = (text: string): TableBlock => ({
      type: 'table',
      sheet: 'X',
      columns: [{ key: 'a', label: 'A', type: 'text', width: 1 }],
      rows: [[{ text }]],
    })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((rest) => `=${rest}`),
          fc.string().map((rest) => ` \t@${rest}`),
        ),
        (text) => {
          const [, row] = Papa.parse<string[]>(csvOf(table(text), 'en'), { newline: '\r\n' }).data
          expect(startsFormula(row?.[0] ?? '')).toBe(false)
        },
      ),
    )
  })

  it('writes hostile text into XLSX as text cells, never as formulas', async () => {
    const xml = await parts(
      await writeXlsx(withCell(made('risks'), '=HYPERLINK("http://evil","x")'), { letter: false }),
    )
    const sheet = Object.entries(xml)
      .filter(([name]) => name.startsWith('xl/worksheets/sheet'))
      .map(([, text]) => text)
      .join('')
    expect(sheet).not.toContain('<f>')
    expect(`${sheet}${xml['xl/sharedStrings.xml'] ?? ''}`).toContain('=HYPERLINK(')
  })
})

describe('CSV', () => {
  it('is UTF-8 with BOM, typed, with one file a table', () => {
    const one = writeCsv(made('suppliers'))
    expect([one.mime, one.name.endsWith('.csv')]).toEqual(['text/csv', true])
    expect([...one.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const several = writeCsv(made('soa'))
    expect(several.mime).toBe('application/zip')
    const files = Object.entries(unzipSync(several.bytes)).map(
      ([name, bytes]) =>
        [name, Papa.parse<string[]>(strFromU8(bytes).replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data] as const,
    )
    expect(files.map(([name]) => name.replace(/^.*2026-06-01 /, ''))).toEqual([
      'Annex A.csv',
      'Additional controls.csv',
    ])
    expect(files[0]![1]).toHaveLength(94)
    expect(files[0]![1][0]).toContain('Justification')
  })

  it('German: semicolons and decimal commas', () => {
    const csv = csvOf(
      made('metrics', {}, 'de').blocks.find((block) => block.type === 'table')!,
      'de',
    )
    expect(csv.split('\r\n')[0]!.split(';').length).toBeGreaterThan(10)
    expect(csv).toContain(';99,96;')
  })
})

describe('XLSX', () => {
  it('has a sheet a table, frozen heads repeated in print, fit to width, page n of m, days and numbers typed', async () => {
    const report = made('nonconformities')
    const xml = await parts(await writeXlsx(report, { letter: false }))
    const sheet = xml['xl/worksheets/sheet2.xml']!
    expect(xml['xl/workbook.xml']).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="1">'Nonconformities'!$A:$B,'Nonconformities'!$1:$1</definedName>`,
    )
    expect([...xml['xl/workbook.xml']!.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Report',
      'Nonconformities',
      'Corrective actions',
    ])
    expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>')
    // Twenty-five columns go over several pages, each with ref and name; the actions fit one.
    expect(sheet).toMatch(/<pageSetup paperSize="9" orientation="landscape" fitToWidth="[2-4]" fitToHeight="0"\/>/)
    expect(xml['xl/worksheets/sheet3.xml']).toContain('fitToWidth="1"')
    expect(xml['xl/workbook.xml']).toContain(`localSheetId="2">'Corrective actions'!$1:$1<`)
    expect(sheet).toContain('&amp;P of &amp;N')
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    expect(sheet).toContain('<autoFilter ref="A1:AE8"/>')
    // Detected on 5 November 2025, as a day of the calendar and not as text.
    expect(sheet).toContain('<v>45966</v>')
    expect(xml['xl/worksheets/sheet1.xml']).toContain('sheetData')
    const letter = await parts(await writeXlsx(report, { letter: true }))
    expect(letter['xl/worksheets/sheet2.xml']).toContain('paperSize="1"')
  })

  it('names sheets as the format allows, each once', async () => {
    const odd = made('risks')
    const tables = [...'[]*?/:'].map((sign, n): TableBlock => ({
      type: 'table',
      sheet: `Same ${sign} name that is far too long for a sheet`,
      columns: [{ key: 'a', label: 'A', type: 'text', width: 1 }],
      rows: [[{ text: String(n) }]],
    }))
    const xml = await parts(await writeXlsx({ ...odd, blocks: tables }, { letter: false }))
    const names = [...xml['xl/workbook.xml']!.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name!)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(7)
    expect(names.every((name) => name.length <= 31 && !/[[\]*?/\\:]/.test(name))).toBe(true)
  })

  it('keeps the foot within what the format takes, numbers of pages and all, whatever stands in it', () => {
    const pages = '{n} of {m}'
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.string({ maxLength: 300 }).map((text) => text.replaceAll('a', '&')),
        (left, right) => {
          const made = footer({ left, right, pages })
          expect(made.length).toBeLessThanOrEqual(255)
          expect(made.endsWith('&P of &N')).toBe(true)
          // Every ampersand is a code or has its double.
          expect(made.replace(/&&|&[LRPN]|&8/g, '')).not.toContain('&')
        },
      ),
    )
    expect(footer({ left: 'State', right: '2026', pages })).toBe('&L&8State&R&8 2026\n&P of &N')
  })

  it('carries logo and accent, and says above every page that nobody approved it', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    const file = await writeXlsx(made('soa', { version: 'live' }), {
      letter: false,
      accent: '#1b4d8c',
      logo: { png, width: 600, height: 200 },
    })
    const names = Object.keys(unzipSync(new Uint8Array(await file.arrayBuffer())))
    const xml = await parts(file)
    expect(names.filter((name) => name.startsWith('xl/media/'))).toHaveLength(1)
    expect(xml['xl/styles.xml']).toMatch(/1b4d8c/i)
    const sheets = Object.entries(xml).filter(([name]) => /worksheets\/sheet\d+\.xml$/.test(name))
    expect(
      sheets.map(([, text]) => text.includes('<oddHeader>&amp;C&amp;BNot approved, live state</oddHeader>')),
    ).toEqual(sheets.map(() => true))
    const approved = await parts(await writeXlsx(made('soa'), { letter: false }))
    expect(Object.values(approved).some((text) => text.includes('oddHeader'))).toBe(false)
  })

  it('writes columns beyond Z', () =>
    expect([0, 25, 26, 27, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']))

  it('zips big sheets where it is asked, without workers of its own', () => {
    const made: { error: unknown; bytes: Uint8Array }[] = []
    zip(
      { 'big.xml': new Uint8Array(2_000_000).map((_, index) => index % 251) },
      (error, bytes) => void made.push({ error, bytes }),
    )
    expect(made).toHaveLength(1)
    expect(made[0]!.error).toBeNull()
    expect(Object.keys(unzipSync(made[0]!.bytes))).toEqual(['big.xml'])
  })
})

describe('DOCX', () => {
  it('repeats heads, keeps rows whole, counts pages, names the document', async () => {
    const xml = await parts(await writeDocx(made('soa'), { letter: false, accent: '#1b4d8c' }))
    const body = xml['word/document.xml']!
    const rows = [...body.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row)
    expect(rows.filter((row) => row.includes('<w:tblHeader/>')).length).toBe(3)
    expect(rows.filter((row) => row.includes('<w:cantSplit/>')).length).toBe(93 + 6 + 72 + 3 + 1)
    expect(body).toContain('Statement of Applicability')
    const footer = Object.entries(xml).find(([name]) => name.startsWith('word/footer'))![1]
    expect(footer).toMatch(/PAGE.* of .*NUMPAGES/s)
    expect(footer).toContain('SoA v3')
    expect(body).toContain('1B4D8C'.toLowerCase())
    expect(Object.keys(xml).some((name) => name.startsWith('word/header'))).toBe(false)
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
  })

  it('marks what is not approved on every page, and lays wide reports across', async () => {
    const live = await parts(await writeDocx(made('soa', { version: 'live' }), { letter: true }))
    expect(Object.entries(live).find(([name]) => name.startsWith('word/header'))![1]).toContain(
      'Not approved, live state',
    )
    expect(live['word/document.xml']).toMatch(/<w:pgSz w:w="12240" w:h="15840"/)
    expect((await parts(await writeDocx(made('treatment'), { letter: false })))['word/document.xml']).toContain(
      'w:orient="landscape"',
    )
  })

  it('writes policies with their headings, lists and links, and contents that know their pages', async () => {
    const book = made('policies')
    const rich: Report = {
      ...book,
      blocks: [
        ...book.blocks,
        {
          type: 'rich',
          markdown:
            '# One\n\n3. three\n4. four\n   - inner\n\n> quoted **bold** [link](https://example.org)\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n---\n\nlast',
        },
      ],
    }
    const body = (await parts(await writeDocx(rich, { letter: false })))['word/document.xml']!
    expect(body).toContain('PAGEREF')
    expect(body).toContain('w:hyperlink')
    expect([...body.matchAll(/<w:bookmarkStart /g)]).toHaveLength(16)
    expect(body).toContain('Objectives are set each year')
  })

  it('survives letters XML has no room for', async () => {
    const file = await writeDocx(withCell(made('suppliers'), 'a\u0000b\u000b\ud800c & <d>'), { letter: false })
    expect((await parts(file))['word/document.xml']).toContain('a')
  })
})

describe('in an office', () => {
  it('opens Word documents, with all their pages', async (context) => {
    const command = office()
    if (command === undefined) return context.skip()
    const pdf = (await convert(command, 'soa.docx', await writeDocx(made('soa'), { letter: false }), 'pdf')).get(
      'soa.pdf',
    )!
    const pages = pagesOf(pdf)
    expect(pdf.length).toBeGreaterThan(20_000)
    // Where poppler is missing, the file itself has to do.
    if (!pages) return
    expect(pages.length).toBeGreaterThanOrEqual(3)
    pages.forEach((page, at) => expect(page).toContain(`${at + 1} of ${pages.length}`))
    // The head of the table comes again on every page that it goes on to.
    expect(pages[1]!.trimStart()).toMatch(/^Id\s+Requirement/)
    expect(pages.join('')).toContain('A.8.34')
  }, 240_000)

  it('opens spreadsheets, and reads in them what was written', async (context) => {
    const command = office()
    if (command === undefined) return context.skip()
    const sheets = await convert(
      command,
      'soa.xlsx',
      await writeXlsx(made('soa'), { letter: false }),
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
    )
    expect(sheets.size).toBe(3)
    const annex = [...sheets].find(([name]) => name.includes('Annex A'))!
    const rows = Papa.parse<string[]>(strFromU8(annex[1]), { skipEmptyLines: true }).data
    expect(rows).toHaveLength(94)
    expect(rows[1]!.slice(0, 3)).toEqual(['A.5.1', 'Policies for information security', 'Yes'])
  }, 240_000)
})
