import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  ExternalHyperlink,
  ImageRun,
} from 'docx'
import { describe, expect, it } from 'vitest'
import { readHtml } from '~/lib/exchange/policies/htmlTree'
import { readPolicies, readPolicy } from '~/lib/exchange/policies/readPolicies'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import { plainText } from '~/lib/richText/richTree'
import { canonicalMarkdown, writeMarkdown } from '~/lib/richText/writeMarkdown'
import { unwrap } from '~/lib/shared/result'

const docx = async (children: readonly (Paragraph | Table)[]): Promise<Blob> =>
  new Blob([
    new Uint8Array(
      await Packer.toBuffer(
        new Document({
          numbering: { config: [{ reference: 'steps', levels: [{ level: 0, format: 'decimal', text: '%1.' }] }] },
          sections: [{ children: [...children] }],
        }),
      ),
    ),
  ])
const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] })
/** One black pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('policies from Word and Markdown', () => {
  it('PO1: a Word document becomes a title and the text a policy holds: headings, lists, tables, marks, links', async () => {
    const file = await docx([
      new Paragraph({ text: 'Access control', heading: HeadingLevel.TITLE }),
      new Paragraph({ text: 'Purpose', heading: HeadingLevel.HEADING_2 }),
      new Paragraph({
        children: [
          new TextRun('Access is '),
          new TextRun({ text: 'given', bold: true }),
          new TextRun(' and '),
          new TextRun({ text: 'taken', italics: true }),
          new TextRun(' on time. See '),
          new ExternalHyperlink({ link: 'https://example.org/rules', children: [new TextRun('the rules')] }),
          new TextRun('.'),
        ],
      }),
      new Paragraph({ text: 'Ask', bullet: { level: 0 } }),
      new Paragraph({ text: 'by ticket', bullet: { level: 1 } }),
      new Paragraph({ text: 'Get', bullet: { level: 0 } }),
      new Paragraph({ text: 'First', numbering: { reference: 'steps', level: 0 } }),
      new Paragraph({ text: 'Second', numbering: { reference: 'steps', level: 0 } }),
      new Table({
        rows: [
          new TableRow({ children: [cell('Role'), cell('May')] }),
          new TableRow({ children: [cell('Admin'), cell('a | b')] }),
        ],
      }),
      new Paragraph({ children: [new ImageRun({ type: 'png', data: png, transformation: { width: 1, height: 1 } })] }),
      new Paragraph('* not a list, and # not a heading'),
    ])
    const policy = unwrap(await readPolicy('policy.docx', file))
    expect(policy).toMatchObject({ title: 'Access control', pictures: 1 })
    expect(policy.body).toContain('## Purpose')
    expect(policy.body).toContain(
      'Access is **given** and *taken* on time. See [the rules](https://example.org/rules).',
    )
    expect(policy.body).toMatch(/- Ask\n\n? {2,4}- by ticket\n+- Get/)
    expect(policy.body).toMatch(/1\. First\n+2\. Second/)
    expect(policy.body).toContain('a \\| b')
    // It is what an editor would write of it: opening the policy changes nothing.
    expect(canonicalMarkdown(policy.body)).toBe(policy.body)
  })

  it('Markdown keeps its text; front matter goes, the first heading names it, else the file does', async () => {
    expect(
      unwrap(await readPolicy('x.md', new Blob(['---\r\ntitle: meta\r\n---\r\n# Backup\r\n\r\nEvery *day*.\r\n'])))
        .title,
    ).toBe('Backup')
    expect(unwrap(await readPolicy('x.md', new Blob(['---\ntitle: meta\n---\n# Backup\n\nEvery *day*.\n'])))).toEqual({
      title: 'Backup',
      body: 'Every *day*.',
      pictures: 0,
    })
    expect(unwrap(await readPolicy('clean_desk.md', new Blob(['Nothing on the desk.\n\n![x](y.png)'])))).toMatchObject({
      title: 'clean desk',
      pictures: 1,
    })
  })

  it('several at once: what can’t be read is named, the others stand', async () => {
    const read = await readPolicies([
      { name: 'a.md', file: new Blob(['# A\n\ntext']) },
      { name: 'b.docx', file: new Blob(['no zip']) },
      { name: 'c.md', file: new Blob([new Uint8Array([0xfc, 0xff])]) },
      { name: 'd.md', file: new Blob(['']) },
      { name: 'e.md', file: new Blob(['# E\n\ntext']) },
    ])
    expect(read.table.rows.map(({ cells }) => cells)).toEqual([
      ['A', 'text'],
      ['E', 'text'],
    ])
    expect(read.unread.map(({ name, type }) => [name, type])).toEqual([
      ['b.docx', 'brokenFile'],
      ['c.md', 'encoding'],
      ['d.md', 'emptyPolicy'],
    ])
  })

  it('HTML that a document may bring with it stays text', () => {
    const { blocks } = readHtml(
      '<p>a &lt;script&gt;alert(1)&lt;/script&gt; &amp; <strong>b</strong><a href="javascript:alert(1)">c</a></p><script>alert(2)</script>',
    )
    const markdown = writeMarkdown(blocks)
    // Escaped: an editor shows the letters.
    expect(markdown).not.toMatch(/(^|[^\\])<script/)
    expect(plainText(readMarkdown(markdown))).toContain('<script>alert(1)</script>')
    expect(markdown).not.toMatch(/javascript:/)
    expect(markdown).toContain('**b**')
  })
})
