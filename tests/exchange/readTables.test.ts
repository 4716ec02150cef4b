import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { encodingOf } from '~/lib/exchange/tables/decodeText'
import { guardFormula, unguardFormula } from '~/lib/exchange/sheets/formulaGuard'
import { unpack } from '~/lib/exchange/tables/guardZip'
import { tableLimits } from '~/lib/exchange/tables/limits'
import { readEntries, readList, writeEntries, writeList } from '~/lib/exchange/tables/listText'
import type { TextEncoding } from '~/lib/exchange/tables/decodeText'
import { readCsv } from '~/lib/exchange/tables/readCsv'
import { readXlsx } from '~/lib/exchange/tables/readXlsx'
import { writeCsv, writeXlsx } from '~/lib/exchange/tables/exportTable'
import type { RawTable } from '~/lib/exchange/tables/cell'
import { guessMapping } from '~/lib/exchange/tables/mapping'
import { planImport } from '~/lib/exchange/tables/planImport'
import { factsFor, words } from './support/facts'
import { unwrap } from '~/lib/shared/result'
import fc from 'fast-check'

const utf16 = (text: string, little: boolean): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(2 + text.length * 2)
  bytes.set(little ? [0xff, 0xfe] : [0xfe, 0xff])
  ;[...text].forEach((_, at) => new DataView(bytes.buffer).setUint16(2 + at * 2, text.charCodeAt(at), little))
  return bytes
}
const plainPlan = (rows: RawTable['rows'], header: readonly string[]) => {
  const table: RawTable = { header, rows, formulas: [], guarded: true }
  return planImport(table, guessMapping('risk', table, words), factsFor('risk', [])).rows
}
const cellsOf = async (file: Blob) => unwrap(await readCsv(file)).rows.map(({ cells }) => cells)

describe('CSV', () => {
  it('reads UTF-8 with and without mark, and UTF-16 with one', async () => {
    const text = 'Name;Titel\r\nÄnne Größe;„Leitung“\r\n'
    for (const file of [
      new Blob([text]),
      new Blob(['\ufeff', text]),
      new Blob([utf16(text, true)]),
      new Blob([utf16(text, false)]),
    ]) {
      expect(unwrap(await readCsv(file))).toMatchObject({
        header: ['Name', 'Titel'],
        rows: [{ row: 2, cells: ['Änne Größe', '„Leitung“'] }],
      })
    }
    expect(encodingOf(new Uint8Array([0x41]))).toBe('utf-8')
  })

  it('says so where letters can’t be told, in place of mojibake', async () => {
    const latin1 = new Blob([
      new Uint8Array(
        [...'Name,Titel\nM'].map((letter) => letter.charCodeAt(0)).concat([0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x2c, 0x78]),
      ),
    ])
    const noMark = new Blob([utf16('Name,Titel\nMüller,x', true).slice(2)])
    for (const file of [latin1, noMark]) {
      const read = await readCsv(file)
      expect(read).toMatchObject({ ok: false, error: { type: 'encoding' } })
      expect(read.ok ? '' : read.error.message).toContain('CSV UTF-8')
    }
  })

  it('IM1: reads Windows-1252 where it is asked to, and says so; UTF-8 stays UTF-8, and what is neither is refused', async () => {
    // "Name;Titel" and "Müller €;„Leitung“" as an old spreadsheet saves them: ü fc, € 80, „ 84, “ 93.
    const old = new Blob([
      new Uint8Array([
        ...[...'Name;Titel\r\nM'].map((letter) => letter.charCodeAt(0)),
        0xfc,
        ...[...'ller '].map((letter) => letter.charCodeAt(0)),
        0x80,
        0x3b,
        0x84,
        ...[...'Leitung'].map((letter) => letter.charCodeAt(0)),
        0x93,
      ]),
    ])
    const read = unwrap(await readCsv(old, undefined, { detect: true }))
    expect([read.rows[0]!.cells, read.encoding]).toEqual([['Müller €', '„Leitung“'], 'windows-1252'])
    expect(unwrap(await readCsv(new Blob(['Name\nMüller']), undefined, { detect: true })).encoding).toBe('utf-8')
    for (const bytes of [
      [0x4e, 0x0a, 0xff, 0x00, 0x01],
      [0x4e, 0x0a, 0x81, 0xfc],
    ]) {
      expect(await readCsv(new Blob([new Uint8Array(bytes)]), undefined, { detect: true })).toMatchObject({
        ok: false,
        error: { type: 'encoding', message: expect.stringContaining('CSV UTF-8') },
      })
    }
    // Where nobody shows it, nothing is guessed.
    expect(await readCsv(old)).toMatchObject({ ok: false, error: { type: 'encoding' } })
  })

  it('IM1: is read in the encoding that somebody says, whatever was found out, and says so; bytes that are no letters there are refused', async () => {
    const bytesOf = (text: string, bigEndian = false): Blob =>
      new Blob([
        new Uint8Array(
          [...text].flatMap((letter) =>
            ((code) => (bigEndian ? [code >> 8, code & 255] : [code & 255, code >> 8]))(letter.charCodeAt(0)),
          ),
        ),
      ])
    const said = async (file: Blob, encoding: TextEncoding) =>
      ((read) => (read.ok ? [read.value.rows[0]!.cells[0], read.value.encoding] : read.error.type))(
        await readCsv(file, undefined, { encoding }),
      )
    // Latin small letter a with tilde and a pilcrow are what two bytes of UTF-8 are in Windows-1252: only a reader can
    // say which was meant.
    expect(await said(new Blob(['Name\nö']), 'utf-8')).toEqual(['ö', 'utf-8'])
    expect(await said(new Blob(['Name\nö']), 'windows-1252')).toEqual(['Ã¶', 'windows-1252'])
    // Without a mark nothing tells UTF-16 from its bytes; said, it is read.
    expect(await readCsv(bytesOf('Name\nMüller'), undefined, { detect: true })).toMatchObject({
      ok: false,
      error: { type: 'encoding' },
    })
    expect(await said(bytesOf('Name\nMüller'), 'utf-16le')).toEqual(['Müller', 'utf-16le'])
    expect(await said(bytesOf('Name\nMüller', true), 'utf-16be')).toEqual(['Müller', 'utf-16be'])
    const old = new Blob([new Uint8Array([0x4e, 0x0a, 0xfc])])
    expect(await said(old, 'windows-1252')).toEqual(['ü', 'windows-1252'])
    expect(await readCsv(old, undefined, { encoding: 'utf-8' })).toMatchObject({
      ok: false,
      error: {
        type: 'encoding',
        message:
          'This file is not in the encoding you chose: some of its bytes are no letters there. Choose another one.',
      },
    })
    expect(await said(bytesOf('Name\nMüller'), 'windows-1252')).toBe('encoding')
  })

  it('tells commas, semicolons and tabs by the head, whatever stands in the cells', async () => {
    expect(await cellsOf(new Blob(['a,b\n"1;2;3;4",";;"']))).toEqual([['1;2;3;4', ';;']])
    expect(await cellsOf(new Blob(['a;b\n1,5;2,5']))).toEqual([['1,5', '2,5']])
    expect(await cellsOf(new Blob(['a\tb\nx,y\tz;w']))).toEqual([['x,y', 'z;w']])
    expect(await cellsOf(new Blob(['sep=;\n"a,a";b\n1;2']))).toEqual([['1', '2']])
  })

  it('keeps line breaks and quotes inside of cells, whatever ends a line; empty rows are none and rows keep their number', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,b', '', '"two', 'lines","say ""hi"""', ' , ', 'x,y', ''].join(end)
      expect(unwrap(await readCsv(new Blob([text]))).rows).toEqual([
        { row: 3, cells: ['two\nlines', 'say "hi"'] },
        { row: 5, cells: ['x', 'y'] },
      ])
    }
  })

  it('reads the same wherever the pieces of the file are cut', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), async (size) => {
        const text = '\ufeffName,Was\r\n"Änne, ""A""","zwei\r\nZeilen"\r\nBen,😀\r\n'
        const bytes = new TextEncoder().encode(text)
        const file = new Blob([bytes])
        Object.assign(file, {
          stream: () =>
            new ReadableStream({
              start(controller) {
                for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
                controller.close()
              },
            }),
        })
        expect(await cellsOf(file)).toEqual([
          ['Änne, "A"', 'zwei\nZeilen'],
          ['Ben', '😀'],
        ])
      }),
    ))

  it('has limits, and says them: rows, columns, size, a quote that never closes, nothing to read', async () => {
    const type = async (file: Blob): Promise<string> =>
      ((read) => (read.ok ? 'read' : read.error.type))(await readCsv(file))
    expect(await type(new Blob(['a\n', 'x\n'.repeat(tableLimits.rows)]))).toBe('read')
    expect(await type(new Blob(['a\n', 'x\n'.repeat(tableLimits.rows + 2)]))).toBe('tooManyRows')
    expect(await type(new Blob([`a${',a'.repeat(tableLimits.columns)}\nx`]))).toBe('tooManyColumns')
    expect(await type(new Blob(['a,b\n"open,', 'x'.repeat(tableLimits.rowCharacters + 1), '\n1,2']))).toBe('openQuote')
    expect(await type(new Blob(['a,b\n\n']))).toBe('noRows')
    expect(await type(new Blob([]))).toBe('noRows')
    const large = new Blob(['a'])
    Object.defineProperty(large, 'size', { value: tableLimits.fileBytes + 1 })
    expect(await type(large)).toBe('tooLarge')
  })

  it('a quotation mark that opens and never closes, or stands inside of a text, loses no row in silence', async () => {
    expect(await readCsv(new Blob(['Title,Description\nZ,ok\nA,"text\nB,ok\nC,ok\n']))).toMatchObject({
      ok: false,
      error: { type: 'openQuote', message: expect.stringContaining('row 3') as string },
    })
    const rows = unwrap(
      await readCsv(new Blob(['Title,Description\nA,"19" rack"\nB,ok\nC,"an "open\nD,"end"\nE,ok\n'])),
    ).rows
    expect(rows.map(({ row, strayQuote }) => [row, strayQuote ?? false])).toEqual([
      [2, true],
      [3, false],
      [4, true],
      [5, false],
    ])
    expect(await readCsv(new Blob(['"Ti"tle",b\nA,ok\n']))).toMatchObject({ ok: false, error: { type: 'strayQuote' } })
    const stray = plainPlan(rows, ['Title', 'Description'])
    expect(stray.map(({ outcome }) => outcome)).toEqual(['error', 'create', 'error', 'create'])
  })

  it('50 MB are read with progress, and a million rows are refused before they are held', async () => {
    const row = `${'A sentence of a risk register. '.repeat(80)},owner\n`
    const file = new Blob(['Event,Owner\n', ...Array.from({ length: 20_000 }, () => row)])
    expect(file.size).toBeGreaterThan(49e6)
    const told: number[] = []
    const table = unwrap(await readCsv(file, (done) => told.push(done)))
    expect(table.rows).toHaveLength(20_000)
    expect(told.at(-1)).toBe(file.size)
    expect(told.length).toBeGreaterThan(20)

    let read = 0
    const many = new Blob([
      'a,b\n',
      ...Array.from({ length: 50 }, () => 'some words,others in the next cell of the same row\n'.repeat(20_000)),
    ])
    expect(many.size).toBeGreaterThan(49e6)
    expect(await readCsv(many, (done) => (read = done))).toMatchObject({ ok: false, error: { type: 'tooManyRows' } })
    expect(read).toBeLessThan(many.size / 10)
  })
})

describe('XLSX', () => {
  const sheetXml = (cells: string): string =>
    `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`
  const book = (sheet: string, extra: Readonly<Record<string, Uint8Array>> = {}): Blob =>
    new Blob([
      zipSync({
        '[Content_Types].xml': strToU8(
          '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        ),
        '_rels/.rels': strToU8(
          '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        'xl/workbook.xml': strToU8(
          '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Risks &amp; more" sheetId="1" r:id="rId1"/></sheets></workbook>',
        ),
        'xl/_rels/workbook.xml.rels': strToU8(
          '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        ),
        'xl/worksheets/sheet1.xml': strToU8(sheet),
        ...extra,
      }) as Uint8Array<ArrayBuffer>,
    ])
  const text = (at: string, value: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`

  it('takes what a formula gave last, never evaluates it, and names the cell', async () => {
    const file = book(
      sheetXml(
        `<row r="1">${text('A1', 'Title')}${text('B1', 'Score')}</row><row r="2"><c r="A2" t="str"><f>HYPERLINK("https://evil.example","click")</f><v>click</v></c><c r="B2"><f>1+1</f><v>2</v></c></row><row r="4">${text('A4', 'plain')}<c r="B4"><v>3</v></c></row>`,
      ),
      { 'xl/vbaProject.bin': new Uint8Array(100), 'xl/externalLinks/externalLink1.xml': strToU8('<x/>') },
    )
    const [sheet] = unwrap(await readXlsx(file))
    expect(sheet!.name).toBe('Risks & more')
    const table = unwrap(sheet!.table)
    expect(table.rows).toEqual([
      { row: 2, cells: ['click', 2] },
      { row: 4, cells: ['plain', 3] },
    ])
    expect(table.formulas).toEqual([
      { row: 2, column: 0 },
      { row: 2, column: 1 },
    ])
  })

  it('gives days and times typed, in no time zone', async () => {
    const { file } = await writeXlsx([
      {
        name: 'x',
        header: ['Day', 'Moment', 'n', 'yes'],
        rows: [[{ day: '2026-03-29' }, { day: '2026-03-29', time: '02:30:00' }, 1.5, true]],
      },
    ])
    const [sheet] = unwrap(await readXlsx(file))
    expect(unwrap(sheet!.table).rows[0]!.cells).toEqual([
      { day: '2026-03-29' },
      { day: '2026-03-29', time: '02:30:00' },
      1.5,
      true,
    ])
  })

  it('a time is the second that was meant: fractions of a day lie a hair beside it', async () => {
    const dated = {
      'xl/styles.xml': strToU8(
        '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
      ),
    }
    const serials = [46110.416666666664, 46110.999999999, 46110, 46110.5208449074]
    const [sheet] = unwrap(
      await readXlsx(
        book(
          sheetXml(
            `<row r="1">${text('A1', 'When')}</row>${serials.map((serial, at) => `<row r="${at + 2}"><c r="A${at + 2}" s="1"><v>${serial}</v></c></row>`).join('')}`,
          ),
          dated,
        ),
      ),
    )
    expect(unwrap(sheet!.table).rows.map(({ cells }) => cells[0])).toEqual([
      { day: '2026-03-29', time: '10:00:00' },
      { day: '2026-03-30' },
      { day: '2026-03-29' },
      { day: '2026-03-29', time: '12:30:01' },
    ])
  })

  it('a broken file is an error that says so, cut anywhere', async () => {
    const { file } = await writeXlsx([{ name: 'x', header: ['a'], rows: [['b']] }])
    for (const broken of [
      file.slice(0, 40),
      file.slice(0, Math.floor(file.size / 2)),
      file.slice(0, file.size - 30),
      new Blob(['not a zip at all, but text']),
      new Blob([]),
      new Blob([zipSync({ 'readme.txt': strToU8('no workbook') }) as Uint8Array<ArrayBuffer>]),
      book('<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99</v></c>'),
    ]) {
      expect(await readXlsx(broken)).toMatchObject({ ok: false, error: { type: 'brokenFile' } })
    }
  })

  it('a bomb is met while it unpacks, whatever it says of its size', async () => {
    const zeros = new Uint8Array(8 * 1024 * 1024)
    const many = new Blob([zipSync({ 'xl/worksheets/sheet1.xml': zeros }) as Uint8Array<ArrayBuffer>])
    expect(many.size).toBeLessThan(10 * 1024)
    // More than the whole may be, and packed tighter than people write.
    expect(
      await unpack(
        new Blob([
          zipSync(
            { a: strToU8('some words of a table, '.repeat(5_000)), b: strToU8('and others, '.repeat(5_000)) },
            { level: 1 },
          ) as Uint8Array<ArrayBuffer>,
        ]),
        () => true,
        100_000,
      ),
    ).toMatchObject({ ok: false, error: { type: 'zipBomb' } })
    expect(await readXlsx(many)).toMatchObject({ ok: false, error: { type: 'zipBomb' } })
    // Its list says that next to nothing is in it, its head says the truth; then both lie, and it stops where the lie
    // ends.
    const liar = zipSync({ 'xl/worksheets/sheet1.xml': zeros })
    const view = new DataView(liar.buffer)
    for (let at = 0; at + 4 < liar.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1, true)
    expect(await readXlsx(new Blob([liar as Uint8Array<ArrayBuffer>]))).toMatchObject({
      ok: false,
      error: { type: 'brokenFile' },
    })
    view.setUint32(22, 1, true)
    expect(await readXlsx(new Blob([liar as Uint8Array<ArrayBuffer>]))).toMatchObject({
      ok: false,
      error: { type: 'brokenFile' },
    })
    expect((await unpack(book(sheetXml(text('A1', 'x'))), () => true)).ok).toBe(true)
  })

  it('one cell far out lays no table of millions out', async () => {
    const [rows] = unwrap(
      await readXlsx(
        book(sheetXml(`<row r="1">${text('A1', 'a')}</row><row r="1048576">${text('A1048576', 'x')}</row>`)),
      ),
    )
    expect(rows!.table).toMatchObject({ ok: false, error: { type: 'tooManyRows' } })
    const [columns] = unwrap(await readXlsx(book(sheetXml(`<row r="1">${text('A1', 'a')}${text('XFD1', 'x')}</row>`))))
    expect(columns!.table).toMatchObject({ ok: false, error: { type: 'tooManyColumns' } })
  })

  const parts = (
    sheets: readonly (readonly [name: string, type: 'worksheet' | 'chartsheet'])[],
    properties = '',
  ): Readonly<Record<string, Uint8Array>> => ({
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${properties}<sheets>${sheets.map(([name], at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map(([, type], at) => `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${type}s/sheet${at + 1}.xml"/>`).join('')}</Relationships>`,
    ),
  })

  it('a chart is no table, and a sheet that is too large keeps no other one back', async () => {
    const small = `<row r="1">${text('A1', 'Title')}</row><row r="2">${text('A2', 'One')}</row>`
    const file = book(sheetXml(small), {
      ...parts([
        ['Risks', 'worksheet'],
        ['Chart', 'chartsheet'],
        ['Log', 'worksheet'],
        ['More', 'worksheet'],
      ]),
      'xl/chartsheets/sheet2.xml': strToU8('<chartsheet/>'),
      'xl/worksheets/sheet3.xml': strToU8(
        sheetXml(`<row r="1">${text('A1', 'a')}</row><row r="99999">${text('A99999', 'x')}</row>`),
      ),
      'xl/worksheets/sheet4.xml': strToU8(sheetXml(small.replace('One', 'Two'))),
    })
    expect(
      unwrap(await readXlsx(file)).map(({ name, table }) => [
        name,
        table.ok ? table.value.rows[0]!.cells[0] : table.error.type,
      ]),
    ).toEqual([
      ['Risks', 'One'],
      ['Log', 'tooManyRows'],
      ['More', 'Two'],
    ])
  })

  it('days count from 1904 where the workbook says so, however it spells it', async () => {
    const styles = strToU8(
      '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    )
    for (const yes of ['1', 'true']) {
      const [sheet] = unwrap(
        await readXlsx(
          book(sheetXml(`<row r="1">${text('A1', 'Day')}</row><row r="2"><c r="A2" s="1"><v>44648</v></c></row>`), {
            ...parts([['Days', 'worksheet']], `<workbookPr date1904="${yes}"/>`),
            'xl/styles.xml': styles,
          }),
        ),
      )
      expect(unwrap(sheet!.table).rows[0]!.cells, yes).toEqual([{ day: '2026-03-29' }])
    }
  })

  it('an error is neither a value nor empty; a merged cell says the same for all it covers', async () => {
    const [sheet] = unwrap(
      await readXlsx(
        book(
          sheetXml(
            `<row r="1">${text('A1', 'Title')}${text('B1', 'Event')}${text('C1', 'Cause')}</row><row r="2">${text('A2', 'One')}<c r="B2" t="e"><f>VLOOKUP(1,2)</f><v>#N/A</v></c>${text('C2', 'shared')}</row><row r="3">${text('A3', 'Two')}${text('B3', 'both')}<c r="C3"/></row><row r="5"><c r="C5" t="e"/></row>`,
          ).replace(
            '</sheetData>',
            '</sheetData><mergeCells count="2"><mergeCell ref="C2:C4"/><mergeCell ref="B3:C3"/></mergeCells>',
          ),
        ),
      ),
    )
    const { rows } = unwrap(sheet!.table)
    expect(rows).toEqual([
      { row: 2, cells: ['One', { error: '#N/A' }, 'shared'] },
      { row: 3, cells: ['Two', 'both', 'both'] },
    ])
    const planned = plainPlan(rows, ['Title', 'Event', 'Cause'])
    expect(planned.map(({ outcome }) => outcome)).toEqual(['error', 'create'])
    expect(planned[0]!.problems).toMatchObject([{ code: 'type', column: 1, value: '#N/A', hint: 'errorCell' }])
  })
})

describe('formula guard (isms.md 7.2)', () => {
  const dangerous = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\ttext',
    '\rtext',
    ' =1',
    '\u0000=1',
    '\u00a0@x',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    '\ufeff=1',
    "'=1",
    "''-2",
  ]
  it('marks what a spreadsheet could take for a formula, and takes the mark off again', () => {
    for (const text of dangerous) {
      expect(guardFormula(text)).toBe(`'${text}`)
      expect(unguardFormula(guardFormula(text))).toBe(text)
    }
    for (const text of ['plain', "it's", "'quoted'", '1-2', 'a=b', '', ' x', '(=1)'])
      expect(guardFormula(text)).toBe(text)
  })
  it('is undone for any text', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", ' ', '\t', '\r', 'a', '＝', '1') }),
        (text) => {
          expect(unguardFormula(guardFormula(text))).toBe(text)
          expect(/^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r]/u.test(guardFormula(text))).toBe(false)
        },
      ),
    ))
  it('numbers and days stay what they are; heads are guarded, too', () => {
    const text = writeCsv(
      {
        name: 'x',
        header: ['=head', 'n'],
        rows: [
          [-5, { day: '2026-01-01' }],
          ['-5', '@x'],
        ],
      },
      { delimiter: ',', decimal: '.' },
    )
    expect(text).toBe("\ufeff'=head,n\r\n-5,2026-01-01\r\n'-5,'@x\r\n")
  })
})

describe('lists and entries in one cell', () => {
  const words = fc
    .string({ unit: fc.constantFrom('a', ';', ',', '"', ' ', '\n', '=', '|', 'ß', ':'), minLength: 1, maxLength: 8 })
    .filter((text) => text.trim() !== '')
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 5 }), (list) => {
        expect(readList(writeList(list))).toEqual(list)
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(words, fc.oneof(words, fc.constant(''))), { maxLength: 5 }), (entries) => {
        expect(readEntries(writeEntries(entries))).toEqual({ entries })
      }),
    )
  })
  it('read what people write', () => {
    expect(readList('a; b;; "c; d"\n e ')).toEqual(['a', 'b', 'c; d', 'e'])
    expect(readList('a, b', ',')).toEqual(['a', 'b'])
    expect(readList('"open')).toBeUndefined()
    expect(readEntries('2026-01-01 = FREQ=YEARLY\n\nb = "x\ny"')).toEqual({
      entries: [
        ['2026-01-01', 'FREQ=YEARLY'],
        ['b', 'x\ny'],
      ],
    })
    expect(readEntries('no sign here')).toEqual({ wrong: 'no sign here' })
  })
})
