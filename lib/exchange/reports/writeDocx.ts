/**
 * Reports as Word documents: title block, styles, heads repeated, rows unbroken, foot with page n of m (ux.md 12). Same
 * order and words as on paper.
 */

import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  HeightRule,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  PageReference,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IBorderOptions,
  type ParagraphChild,
} from 'docx'
import { TextWatermark } from 'docx/watermarks'
import type { FileLook } from './fileLook'
import {
  blocksFor,
  columnsFor,
  type Block,
  type Cell,
  type Column,
  type Labelled,
  type MatrixBlock,
  type Report,
  type TableBlock,
} from '~/lib/isms/report/report'
import { cleanText } from './docxText'
import { richDocx, type RichLists } from './richDocx'

/** Faces every office has; the product's own are not in documents that others open. */
const sans = 'Arial'
const serif = 'Georgia'
const mono = 'Courier New'

/** Twentieths of a point. */
const mm = (value: number): number => Math.round((value / 25.4) * 1440)
const paper = { a4: { width: mm(210), height: mm(297) }, letter: { width: mm(215.9), height: mm(279.4) } } as const
const side = mm(15)

export async function writeDocx(report: Report, look: FileLook): Promise<Blob> {
  const landscape = report.orientation === 'landscape'
  const size = paper[look.letter ? 'letter' : 'a4']
  const width = (landscape ? size.height : size.width) - 2 * side
  const starts: number[] = []
  const lists: RichLists = { bullets: 'bullets', ordered: (start) => `numbers-${starts.push(start) - 1}` }
  const children = [
    ...titleBlock(report, look, width),
    ...blocksFor(report, 'page').flatMap((block) => blockDocx(block, lists, width)),
  ]
  const document = new Document({
    creator: report.title.organisation,
    title: report.title.title,
    subject: report.title.subtitle,
    description: report.foot.stateHash,
    styles: styles(report.locale),
    numbering: { config: [bulletLevels(), ...starts.map((start, index) => numberLevels(`numbers-${index}`, start))] },
    features: {
      updateFields: blocksFor(report, 'page').some(
        (block) => block.type === 'table' && block.rows.some((row) => row.some((cell) => cell.pageOf !== undefined)),
      ),
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: size.width,
              height: size.height,
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: mm(14), bottom: mm(22), left: side, right: side, header: mm(8), footer: mm(10) },
          },
        },
        headers:
          report.watermark === undefined
            ? {}
            : {
                default: new Header({
                  children: [
                    new Paragraph({
                      children: [
                        new TextWatermark({ text: report.watermark, font: sans, color: '15181E', opacity: 0.08 }),
                      ],
                    }),
                  ],
                }),
              },
        footers: { default: foot(report, width) },
        children,
      },
    ],
  })
  return Packer.toBlob(document)
}

function styles(locale: string): ConstructorParameters<typeof Document>[0]['styles'] {
  const heading = (size: number, before: number, font = sans) => ({
    run: { font, size, bold: true, color: '15181E' },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  })
  return {
    default: {
      document: {
        run: {
          font: sans,
          size: 18,
          color: '363C47',
          language: { value: locale.startsWith('de') ? 'de-DE' : 'en-GB' },
        },
      },
      title: {
        run: { font: serif, size: 44, bold: true, color: '15181E' },
        paragraph: { spacing: { before: 40, after: 60 } },
      },
      heading1: heading(32, 240, serif),
      heading2: heading(22, 320),
      heading3: heading(19, 240),
      heading4: heading(18, 200),
    },
    paragraphStyles: [
      {
        id: 'Policy',
        name: 'Policy text',
        basedOn: 'Normal',
        run: { font: serif, size: 21 },
        paragraph: { spacing: { after: 120, line: 300 } },
      },
      {
        id: 'Quiet',
        name: 'Quiet',
        basedOn: 'Normal',
        run: { color: '5B6370' },
        paragraph: { spacing: { before: 120, after: 120 } },
      },
      { id: 'Cell', name: 'Table text', basedOn: 'Normal', run: { size: 15 } },
    ],
  }
}

const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const
const indent = (level: number) => ({ paragraph: { indent: { left: 400 * (level + 1), hanging: 300 } } })
const bulletLevels = () => ({
  reference: 'bullets',
  levels: levels.map((level) => ({
    level,
    format: LevelFormat.BULLET,
    text: level % 2 === 0 ? '•' : '–',
    alignment: AlignmentType.LEFT,
    style: indent(level),
  })),
})
const numberLevels = (reference: string, start: number) => ({
  reference,
  levels: levels.map((level) => ({
    level,
    start,
    format: LevelFormat.DECIMAL,
    text: `%${level + 1}.`,
    alignment: AlignmentType.LEFT,
    style: indent(level),
  })),
})

const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
} as const
const hairline: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: 'C3C9D2' }
const rule = (colour = '15181E'): IBorderOptions => ({ style: BorderStyle.SINGLE, size: 10, color: colour })

/** A line break where the text has one. */
function runsOf(
  text: string,
  style: { readonly bold?: boolean; readonly color?: string; readonly size?: number; readonly font?: string } = {},
): TextRun[] {
  return cleanText(text)
    .split('\n')
    .map((line, at) => new TextRun({ text: line, ...(at > 0 && { break: 1 }), ...style }))
}

function titleBlock(report: Report, { logo, accent }: FileLook, width: number): (Paragraph | Table)[] {
  const { title } = report
  const words = [
    new Paragraph({ children: runsOf(title.organisation, { color: '5B6370' }) }),
    new Paragraph({ heading: HeadingLevel.TITLE, children: runsOf(title.title) }),
    new Paragraph({ spacing: { after: 200 }, children: runsOf(title.subtitle, { color: '5B6370' }) }),
    ...(report.watermark === undefined
      ? []
      : [new Paragraph({ spacing: { after: 160 }, children: runsOf(report.watermark, { bold: true }) })]),
  ]
  const logoWidth = logo ? mm(40) : 0
  const head = logo
    ? [
        new Table({
          width: { size: width, type: WidthType.DXA },
          columnWidths: [width - logoWidth, logoWidth],
          layout: TableLayoutType.FIXED,
          borders: noBorders,
          rows: [
            new TableRow({
              children: [
                new TableCell({ children: words }),
                new TableCell({
                  children: [
                    new Paragraph({
                      alignment: AlignmentType.RIGHT,
                      children: [
                        new ImageRun({
                          type: 'png',
                          data: logo.png,
                          transformation: fit(logo, 130, 60),
                          altText: { name: 'logo', title: title.organisation, description: title.organisation },
                        }),
                      ],
                    }),
                  ],
                }),
              ],
            }),
          ],
        }),
      ]
    : words
  const line = rule(accent?.slice(1))
  const share = Math.floor(width / title.fields.length)
  return [
    ...head,
    new Table({
      width: { size: width, type: WidthType.DXA },
      columnWidths: title.fields.map(() => share),
      layout: TableLayoutType.FIXED,
      borders: { ...noBorders, top: line, bottom: hairline },
      rows: [
        new TableRow({
          cantSplit: true,
          children: title.fields.map(
            (field, at) =>
              new TableCell({
                borders: { top: line, bottom: hairline, left: at === 0 ? none : hairline, right: none },
                margins: { top: 100, bottom: 100, left: at === 0 ? 0 : 140, right: 100 },
                children: [
                  new Paragraph({ children: runsOf(field.label, { size: 15, color: '5B6370' }) }),
                  new Paragraph({ children: runsOf(field.value, { size: 18, color: '15181E', bold: true }) }),
                ],
              }),
          ),
        }),
      ],
    }),
    new Paragraph({ spacing: { after: 120 }, children: [] }),
  ]
}

function fit(
  { width, height }: { readonly width: number; readonly height: number },
  mostWide: number,
  mostHigh: number,
): { width: number; height: number } {
  const scale = Math.min(mostWide / width, mostHigh / height, 1)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function blockDocx(block: Block, lists: RichLists, width: number): (Paragraph | Table)[] {
  switch (block.type) {
    case 'heading':
      return [headingDocx(block)]
    case 'paragraph':
      return [
        new Paragraph({
          ...(block.quiet ? { style: 'Quiet' } : { spacing: { after: 120 } }),
          children: runsOf(block.text),
        }),
      ]
    case 'pageBreak':
      return [new Paragraph({ pageBreakBefore: true, spacing: { after: 0, line: 20 }, children: [] })]
    case 'rich':
      return richDocx(block.markdown, lists, width)
    case 'facts':
      return [factsDocx(block.items, width), new Paragraph({ children: [] })]
    case 'table':
      return block.rows.length === 0
        ? [new Paragraph({ style: 'Quiet', children: runsOf(block.empty ?? '–') })]
        : [tableDocx(block, width), new Paragraph({ children: [] })]
    case 'matrix':
      return [
        new Paragraph({ heading: HeadingLevel.HEADING_3, children: runsOf(block.caption) }),
        matrixDocx(block, width),
        new Paragraph({ children: [] }),
      ]
  }
}

function headingDocx({ level, text, anchor }: Extract<Block, { type: 'heading' }>): Paragraph {
  const children: ParagraphChild[] =
    anchor === undefined ? runsOf(text) : [new Bookmark({ id: bookmark(anchor), children: runsOf(text) })]
  return new Paragraph({
    heading: [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][level - 1]!,
    children,
  })
}

/** A bookmark begins with a letter and has at most 40 letters, digits and underscores. */
const bookmark = (anchor: string): string => `b_${anchor.replace(/\W/g, '_')}`.slice(0, 40)

function factsDocx(items: readonly Labelled[], width: number): Table {
  const label = Math.min(mm(48), Math.floor(width * 0.3))
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [label, width - label],
    layout: TableLayoutType.FIXED,
    borders: { ...noBorders, insideHorizontal: hairline },
    rows: items.map(
      (item) =>
        new TableRow({
          children: [
            cellDocx([new Paragraph({ children: runsOf(item.label, { size: 16, color: '5B6370' }) })]),
            cellDocx([new Paragraph({ children: runsOf(item.value, { size: 18 }) })]),
          ],
        }),
    ),
  })
}

const cellDocx = (
  children: Paragraph[],
  options: Partial<ConstructorParameters<typeof TableCell>[0]> = {},
): TableCell => new TableCell({ margins: { top: 50, bottom: 50, left: 0, right: 110 }, ...options, children })

function tableDocx(table: TableBlock, width: number): Table {
  const columns = columnsFor(table, 'page')
  const all = columns.reduce((sum, { column }) => sum + column.width, 0)
  const widths = columns.map(({ column }) => Math.floor((width * column.width) / all))
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { ...noBorders, insideHorizontal: hairline, bottom: hairline },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ column }, at) =>
          cellDocx(
            [
              new Paragraph({
                style: 'Cell',
                keepNext: true,
                alignment: alignOf(column),
                children: runsOf(column.label, { bold: true, color: '15181E', size: 15 }),
              }),
            ],
            {
              width: { size: widths[at]!, type: WidthType.DXA },
              verticalAlign: VerticalAlign.BOTTOM,
              borders: { bottom: rule() },
            },
          ),
        ),
      }),
      ...table.rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: columns.map(({ column, at: index }, at) =>
              cellDocx(
                [new Paragraph({ style: 'Cell', alignment: alignOf(column), children: cellRuns(row[index], column) })],
                { width: { size: widths[at]!, type: WidthType.DXA } },
              ),
            ),
          }),
      ),
    ],
  })
}

const alignOf = ({ type }: Column) => (type === 'number' ? AlignmentType.RIGHT : AlignmentType.LEFT)

function cellRuns(cell: Cell | undefined, column: Column): ParagraphChild[] {
  if (cell?.pageOf !== undefined) return [new PageReference(bookmark(cell.pageOf))]
  if (!column.names) return runsOf(cell?.text ?? '', column.type === 'ref' ? { font: mono } : {})
  const [first = '', ...rest] = (cell?.text ?? '').split('\n')
  return [
    ...runsOf(first, { bold: true, color: '15181E' }),
    ...rest.map((line) => new TextRun({ text: cleanText(line), break: 1 })),
  ]
}

function matrixDocx(matrix: MatrixBlock, width: number): Table {
  const first = Math.floor(width * 0.16)
  const rest = Math.floor((width - first) / matrix.columns.length)
  const head = (text: string): TableCell =>
    cellDocx([new Paragraph({ style: 'Cell', children: runsOf(text, { bold: true }) })], {
      verticalAlign: VerticalAlign.BOTTOM,
    })
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [first, ...matrix.columns.map(() => rest)],
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: [head(`${matrix.rowAxis} × ${matrix.columnAxis}`), ...matrix.columns.map(head)],
      }),
      ...matrix.rows.map(
        ({ label, cells }) =>
          new TableRow({
            cantSplit: true,
            height: { value: mm(11), rule: HeightRule.ATLEAST },
            children: [
              head(label),
              ...cells.map(({ level, above, refs }) => {
                const frame = above ? rule() : hairline
                return cellDocx(
                  [
                    new Paragraph({ style: 'Cell', children: runsOf(level, { color: '5B6370' }) }),
                    ...(refs.length > 0
                      ? [new Paragraph({ style: 'Cell', children: runsOf(refs.join(', '), { bold: true }) })]
                      : []),
                  ],
                  {
                    borders: { top: frame, bottom: frame, left: frame, right: frame },
                    margins: { top: 50, bottom: 50, left: 80, right: 80 },
                  },
                )
              }),
            ],
          }),
      ),
    ],
  })
}

/** State, statement and classification left, document and page right. */
function foot({ foot: { lines, document, pages } }: Report, width: number): Footer {
  const right = mm(45)
  const [before = '', between = '', after = ''] = pages.split(/\{[nm]\}/)
  const small = { size: 14, color: '5B6370' } as const
  const cell = (children: Paragraph[]): TableCell =>
    new TableCell({
      borders: { top: hairline, bottom: none, left: none, right: none },
      margins: { top: 80, bottom: 0, left: 0, right: 0 },
      children,
    })
  return new Footer({
    children: [
      new Table({
        width: { size: width, type: WidthType.DXA },
        columnWidths: [width - right, right],
        layout: TableLayoutType.FIXED,
        borders: noBorders,
        rows: [
          new TableRow({
            children: [
              cell(lines.map((line) => new Paragraph({ children: runsOf(line, small) }))),
              cell([
                new Paragraph({ alignment: AlignmentType.RIGHT, children: runsOf(document, small) }),
                new Paragraph({
                  alignment: AlignmentType.RIGHT,
                  children: [
                    new TextRun({
                      children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after],
                      ...small,
                    }),
                  ],
                }),
              ]),
            ],
          }),
        ],
      }),
    ],
  })
}
