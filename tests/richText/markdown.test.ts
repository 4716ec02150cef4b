import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getSchema } from '@tiptap/core'
import { tree, words } from './trees'
import { policySchema } from '~/components/policy/editor/policySchema'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import { canonicalBlocks, plainText, type RichBlock } from '~/lib/richText/richTree'
import { canonicalMarkdown, writeMarkdown } from '~/lib/richText/writeMarkdown'

/** Letters and digits in their order: what no reading and no writing may lose. */
const letters = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '')

describe('Markdown of rich text', () => {
  it('writing and reading are inverse: any document comes back as its canonical form', () => {
    fc.assert(
      fc.property(tree, (blocks) => {
        fc.pre(!JSON.stringify(blocks).includes('"strike"'))
        expect(readMarkdown(writeMarkdown(blocks))).toEqual(canonicalBlocks(blocks))
      }),
      { numRuns: 700, seed: 27001 },
    )
  })

  it('struck text comes back, too; where Markdown has no way to say its neighbours, it keeps every letter', () => {
    fc.assert(
      fc.property(tree, (blocks) => {
        const markdown = writeMarkdown(blocks)
        const read = readMarkdown(markdown)
        expect(plainText(read)).toBe(plainText(canonicalBlocks(blocks)))
        expect(writeMarkdown(read)).toBe(markdown)
      }),
      { numRuns: 700, seed: 27001 },
    )
    const struck: RichBlock[] = [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'Passwords ' },
          { type: 'text', text: 'expire', marks: [{ type: 'strike' }] },
          { type: 'text', text: ' last', marks: [{ type: 'bold' }, { type: 'strike' }] },
          { type: 'text', text: '.' },
        ],
      },
    ]
    expect(readMarkdown(writeMarkdown(struck))).toEqual(canonicalBlocks(struck))
  })

  it('the editor’s schema takes every document that is read', () => {
    const schema = getSchema(policySchema)
    fc.assert(
      fc.property(tree, (blocks) => {
        const content = canonicalBlocks(blocks)
        if (content.length > 0) schema.nodeFromJSON({ type: 'doc', content }).check()
      }),
      { numRuns: 500, seed: 27001 },
    )
  })

  it('the canonical form is its own canonical form', () => {
    fc.assert(
      fc.property(tree, (blocks) => {
        const once = canonicalBlocks(blocks)
        expect(canonicalBlocks(once)).toEqual(once)
      }),
      { numRuns: 500, seed: 27001 },
    )
  })

  it('any text is read, loses no letter, and its spelling is a fixpoint', () => {
    const scraps = fc
      .array(
        fc.oneof(
          words,
          fc.constantFrom(
            '\n',
            '\n\n',
            '\n- ',
            '\n1. ',
            '\n> ',
            '\n# ',
            '\n```\n',
            '\n| a | b |\n| --- | --- |\n',
            '\n    ',
            '![x](y.png)',
            '[a](javascript:alert(1))',
            '[a](https://b.cc "t")',
            '<script>',
            '[r]: http://x.y\n',
            '\n- [ ] ',
          ),
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(scraps, (markdown) => {
        const spelled = canonicalMarkdown(markdown)
        expect(canonicalMarkdown(spelled)).toBe(spelled)
        expect(readMarkdown(spelled)).toEqual(readMarkdown(markdown))
      }),
      { numRuns: 900, seed: 27001 },
    )
  })

  it('an edit of one block leaves the spelling of the others alone', () => {
    const text = 'Title\n=====\n\n* one\n* two\n\n\nText with __bold__ and\na wrapped line.\n\n1) first\n2) second'
    const blocks = readMarkdown(text)
    const edited = blocks.map((one) =>
      one.type === 'paragraph'
        ? { ...one, content: [...(one.content ?? []), { type: 'text' as const, text: ' More.' }] }
        : one,
    )
    expect(writeMarkdown(blocks, text)).toBe(text.replace('\n\n\n', '\n\n'))
    expect(writeMarkdown(edited, text)).toBe(
      'Title\n=====\n\n* one\n* two\n\nText with **bold** and a wrapped line. More.\n\n1) first\n2) second',
    )
  })

  it('keeps as text what policies have no use for, and links only where policies may', () => {
    const text =
      '![logo](https://a.bc/x.png) <img src=x onerror=alert(1)> [go](javascript:alert(1)) [ok](https://example.org/a) <b>x</b>'
    const [read] = readMarkdown(text)
    expect(plainText([read!])).toBe(
      '![logo](https://a.bc/x.png) <img src=x onerror=alert(1)> [go](javascript:alert(1)) ok <b>x</b>',
    )
    expect(JSON.stringify(read)).not.toContain('"javascript')
    expect(JSON.stringify(read)).toContain('{"type":"link","attrs":{"href":"https://example.org/a"}}')
  })

  it('loses no word of a text in another style of Markdown', () => {
    const text =
      '- [ ] open\n- [x] done\n\n```js\nconst a = 1\n```\n\n    indented\n\n[ref]: https://example.org\n\nSee [ref] and [a][ref].\n\n#### Deep\n\n<div>\nblock\n</div>\n\nTerm\n---\n\nhard  \nbreak'
    expect(letters(plainText(readMarkdown(text)))).toBe(letters(text))
  })
})
