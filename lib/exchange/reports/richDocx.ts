/** Policy text in Word: the same headings, lists, quotes and tables as on screen, marks and links kept. */

import {
  BorderStyle,
  ExternalHyperlink,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  HeadingLevel,
  TableLayoutType,
  type ParagraphChild,
} from 'docx'
import { readMarkdown } from '../../richText/readMarkdown'
import type { RichBlock, RichInline, RichItem, RichText } from '../../richText/richTree'
import { cleanText } from './docxText'

/** Lists that begin at a number of their own need a numbering each; the document defines them. */
export interface RichLists {
  /** A new ordered list; returns its reference. */
  readonly ordered: (start: number) => string
  readonly bullets: string
}

const headings = [HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4] as const

export function richDocx(markdown: string, lists: RichLists, width: number): (Paragraph | Table)[] {
  return readMarkdown(markdown).flatMap((block) => blockDocx(block, lists, { width, depth: 0, quote: 0 }))
}

interface Where {
  readonly width: number
  readonly depth: number
  readonly quote: number
}

function blockDocx(block: RichBlock, lists: RichLists, where: Where): (Paragraph | Table)[] {
  const indent = where.quote + where.depth > 0 ? { indent: { left: where.quote * 400 + where.depth * 400 } } : {}
  switch (block.type) {
    case 'heading':
      return [
        new Paragraph({
          heading: headings[Math.min(3, block.attrs.level) - 1]!,
          keepNext: true,
          children: runs(block.content ?? [], true),
        }),
      ]
    case 'paragraph':
      return [new Paragraph({ style: 'Policy', ...indent, children: runs(block.content ?? []) })]
    case 'horizontalRule':
      return [
        new Paragraph({
          border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: 'auto', space: 1 } },
          children: [],
        }),
      ]
    case 'blockquote':
      return (block.content ?? []).flatMap((inner) => blockDocx(inner, lists, { ...where, quote: where.quote + 1 }))
    case 'bulletList':
    case 'orderedList': {
      const reference = block.type === 'bulletList' ? lists.bullets : lists.ordered(block.attrs?.start ?? 1)
      return (block.content ?? []).flatMap((item) => itemDocx(item, reference, lists, where))
    }
    case 'table':
      return [tableDocx(block, where.width), new Paragraph({ children: [] })]
  }
}

function itemDocx(item: RichItem, reference: string, lists: RichLists, where: Where): (Paragraph | Table)[] {
  const [first, ...rest] = item.content ?? []
  const level = Math.min(8, where.depth)
  const lead = new Paragraph({
    style: 'Policy',
    numbering: { reference, level },
    spacing: { after: 60 },
    children: first?.type === 'paragraph' ? runs(first.content ?? []) : [],
  })
  const others = first?.type === 'paragraph' ? rest : (item.content ?? [])
  return [lead, ...others.flatMap((inner) => blockDocx(inner, lists, { ...where, depth: where.depth + 1 }))]
}

function tableDocx(table: Extract<RichBlock, { type: 'table' }>, width: number): Table {
  const rows = table.content ?? []
  const columns = Math.max(1, ...rows.map((row) => row.content?.length ?? 0))
  const widths = Array.from({ length: columns }, () => Math.floor(width / columns))
  const line = { style: BorderStyle.SINGLE, size: 4, color: 'C3C9D2' } as const
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: rows.map(
      (row, at) =>
        new TableRow({
          tableHeader: at === 0,
          cantSplit: true,
          children: (row.content ?? []).map(
            (cell) =>
              new TableCell({
                margins: { top: 60, bottom: 60, left: 100, right: 100 },
                children: [new Paragraph({ children: runs(cell.content ?? [], at === 0) })],
              }),
          ),
        }),
    ),
  })
}

function runs(content: readonly RichInline[], bold = false): ParagraphChild[] {
  return content.map((node): ParagraphChild => {
    if (node.type === 'hardBreak') return new TextRun({ break: 1 })
    const link = node.marks?.find((mark) => mark.type === 'link')
    return link?.type === 'link'
      ? new ExternalHyperlink({ link: link.attrs.href, children: [run(node, bold, true)] })
      : run(node, bold, false)
  })
}

function run(node: RichText, bold: boolean, link: boolean): TextRun {
  const has = (type: string): boolean => node.marks?.some((mark) => mark.type === type) ?? false
  return new TextRun({
    text: cleanText(node.text),
    bold: bold || has('bold'),
    italics: has('italic'),
    strike: has('strike'),
    ...(has('code') && { font: 'Courier New' }),
    ...(link && { style: 'Hyperlink' }),
  })
}
