import fc from 'fast-check'
import type { RichBlock, RichInline, RichItem, RichMark } from '~/lib/richText/richTree'

const awkward = fc.constantFrom(
  '*',
  '**',
  '_',
  '`',
  '~~',
  '[',
  ']',
  '](',
  '#',
  '-',
  '1.',
  '>',
  '|',
  '&',
  '&amp;',
  '<b>',
  '\\',
  '!',
  ':-',
  '---',
  '===',
  '+',
  '  ',
  ' ',
  '(',
  ')',
  'http://a.b',
  'a@b.cc',
  'é',
  '😀',
  '–',
  '“quoted”',
  '\u00a0',
)
export const words = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.stringMatching(/^[a-zA-Z0-9 .,]{1,12}$/) },
      { weight: 2, arbitrary: awkward },
      { weight: 1, arbitrary: fc.string({ maxLength: 6, unit: 'grapheme' }) },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''))
const mark: fc.Arbitrary<RichMark> = fc.oneof(
  fc.constantFrom<RichMark>({ type: 'bold' }, { type: 'italic' }, { type: 'strike' }, { type: 'code' }),
  fc.constantFrom<RichMark>(
    { type: 'link', attrs: { href: 'https://example.org/' } },
    { type: 'link', attrs: { href: 'mailto:isms@example.org' } },
    { type: 'link', attrs: { href: 'https://example.org/a_(b)*c?d=[e]' } },
  ),
)
const run: fc.Arbitrary<RichInline> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        text: words,
        marks: fc.oneof(
          { weight: 2, arbitrary: fc.constant([]) },
          fc.uniqueArray(mark, { maxLength: 3, selector: ({ type }) => type }),
        ),
      })
      .map(({ text, marks }) => ({ type: 'text' as const, text, ...(marks.length > 0 && { marks }) })),
  },
  { weight: 1, arbitrary: fc.constant<RichInline>({ type: 'hardBreak' }) },
)
const line = fc.array(run, { maxLength: 5 })
const paragraph = line.map((content): RichBlock => ({ type: 'paragraph', content }))
const { block } = fc.letrec<{ block: RichBlock; item: RichItem }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    paragraph,
    fc
      .record({ level: fc.integer({ min: 1, max: 3 }), content: line })
      .map(({ level, content }): RichBlock => ({ type: 'heading', attrs: { level }, content })),
    fc.constant<RichBlock>({ type: 'horizontalRule' }),
    fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).map((rows): RichBlock => ({
      type: 'table',
      content: rows.map((cells, at) => ({
        type: 'tableRow',
        content: cells.map((content) => ({ type: at === 0 ? 'tableHeader' : 'tableCell', content })),
      })),
    })),
    fc
      .array(tie('item'), { minLength: 1, maxLength: 4 })
      .map((content): RichBlock => ({ type: 'bulletList', content })),
    fc
      .record({
        start: fc.integer({ min: 0, max: 12 }),
        content: fc.array(tie('item'), { minLength: 1, maxLength: 4 }),
      })
      .map(({ start, content }): RichBlock => ({ type: 'orderedList', attrs: { start }, content })),
    fc
      .array(tie('block'), { minLength: 1, maxLength: 3 })
      .map((content): RichBlock => ({ type: 'blockquote', content })),
  ),
  item: fc
    .record({ first: paragraph, rest: fc.array(tie('block'), { maxLength: 2 }) })
    .map(({ first, rest }): RichItem => ({ type: 'listItem', content: [first, ...rest] })),
}))

/** Any document: awkward characters, marks across each other, nested lists, quotes and tables. */
export const tree = fc.array(block, { maxLength: 5 })
