/**
 * How a spreadsheet prints: heads repeated, as wide as the page, page n of m in the foot. The writer of sheets leaves
 * this out, so it is set in their XML.
 */

import type { Feature } from 'write-excel-file/universal'

export interface SheetPrint {
  readonly name: string
  readonly landscape: boolean
  /** Rows and columns of the table that begins in A1; undefined for a sheet that is none. */
  readonly table?: {
    readonly rows: number
    readonly columns: number
    /** In characters, of all columns. */ readonly width: number
  }
}

export interface PrintWords {
  readonly left: string
  readonly right: string
  /** With {n} and {m}. */
  readonly pages: string
  /** Above every page: that what it says is not approved. */
  readonly top?: string | undefined
  readonly letter: boolean
}

/**
 * Characters that still read well across a page laid on its side; wider tables go over several, their first columns
 * repeated.
 */
const pageWidth = 230
const pagesWide = (table: SheetPrint['table']): number => Math.max(1, Math.ceil((table?.width ?? 0) / pageWidth))

/** A feature that sees every sheet and the workbook, in the order of `sheets`. */
export function sheetPrint(sheets: readonly SheetPrint[], words: PrintWords): Feature<Blob> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => withPageSetup(xml, sheets[sheetIndex]!, words),
        },
        'xl/workbook.xml': { transform: (xml) => withNames(xml, sheets) },
      },
    },
  }
}

/**
 * Elements in the order the format asks for: sheetPr first, autoFilter after the data, page setup after merged cells.
 */
export function withPageSetup(xml: string, { landscape, table }: SheetPrint, words: PrintWords): string {
  const bare = xml.replace(/<(pageMargins|pageSetup|headerFooter|autoFilter|sheetPr)\b[^>]*?(\/>|>.*?<\/\1>)/gs, '')
  const filter =
    table && table.rows > 0 ? `<autoFilter ref="A1:${columnName(table.columns - 1)}${table.rows + 1}"/>` : ''
  const setup =
    `<pageMargins left="0.59" right="0.59" top="0.55" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="${words.letter ? 1 : 9}" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="${pagesWide(table)}" fitToHeight="0"/>` +
    `<headerFooter>${words.top === undefined ? '' : `<oddHeader>${escapeXml(`&C&B${shortened(words.top, mostInFooter - 4)}`)}</oddHeader>`}<oddFooter>${escapeXml(footer(words))}</oddFooter></headerFooter>`
  return bare
    .replace(/(<worksheet\b[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace(/(<\/sheetData>|<sheetData\s*\/>)/, `$1${filter}`)
    .replace(
      /(<drawing\b[^>]*\/>)?<\/worksheet>$/,
      (_all, drawing: string | undefined) => `${setup}${drawing ?? ''}</worksheet>`,
    )
}

/** Characters a header or footer has at most, codes included: with more, spreadsheets find the file broken. */
const mostInFooter = 255

/**
 * The number of the page stands whatever else there is; a document's name gets a third of the rest, its state what is
 * left.
 */
export function footer({ left, right, pages }: Pick<PrintWords, 'left' | 'right' | 'pages'>): string {
  const numbers = shortened(pages, 60).replace('{n}', '&P').replace('{m}', '&N')
  const room = mostInFooter - '&L&8 &R&8 \n'.length - numbers.length
  const name = shortened(right, Math.floor(room / 3))
  return `&L&8${sized(shortened(left, room - name.length))}&R&8${sized(name)}\n${numbers}`
}

/** Digits behind the size would be taken for it. */
const sized = (text: string): string => (/^\d/.test(text) ? ` ${text}` : text)

/** Coded, and no longer than `most` as it stands in the file; an ampersand is never cut from its double. */
function shortened(text: string, most: number): string {
  if (code(text).length <= most) return code(text)
  let kept = ''
  for (const sign of text) {
    if (kept.length + code(sign).length >= most) break
    kept += code(sign)
  }
  return `${kept}…`
}

/** Print titles, and the range that is filtered. */
function withNames(xml: string, sheets: readonly SheetPrint[]): string {
  const names = sheets.flatMap(({ name, table }, index) =>
    table
      ? [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeXml(titlesOf(name, table))}</definedName>`,
        ]
      : [],
  )
  const filters = sheets.flatMap(({ name, table }, index) =>
    table && table.rows > 0
      ? [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeXml(`'${name.replaceAll("'", "''")}'!$A$1:$${columnName(table.columns - 1)}$${table.rows + 1}`)}</definedName>`,
        ]
      : [],
  )
  const all = [...filters, ...names]
  if (all.length === 0) return xml
  const defined = `<definedNames>${all.join('')}</definedNames>`
  return /<definedNames\s*\/>|<definedNames>.*?<\/definedNames>/s.test(xml)
    ? xml.replace(/<definedNames\s*\/>|<definedNames>.*?<\/definedNames>/s, () => defined)
    : xml.replace('</sheets>', () => `</sheets>${defined}`)
}

/** Of a table that is wider than a page, ref and name come again, too. */
function titlesOf(name: string, table: NonNullable<SheetPrint['table']>): string {
  const sheet = `'${name.replaceAll("'", "''")}'`
  return `${pagesWide(table) > 1 ? `${sheet}!$A:$B,` : ''}${sheet}!$1:$1`
}

/** An ampersand begins a code in headers and footers; doubled it is itself. */
const code = (text: string): string => text.replaceAll('&', '&&')
const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** 0 → A, 26 → AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26)
  return `${rest === 0 ? '' : columnName(rest - 1)}${String.fromCharCode(65 + (index % 26))}`
}
