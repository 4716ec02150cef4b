/**
 * Shared XML and the tree it stands for: what is read of it, and how little is touched to make it say something else.
 */

import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import type { RichBlock } from '~/lib/richText/richTree'
import { fillFragment, fragmentBlocks, updateFragment } from '~/lib/sync/editors/richFragment'

function filled(markdown: string) {
  const doc = new Y.Doc()
  const fragment = doc.getXmlFragment('rich')
  fillFragment(fragment, readMarkdown(markdown))
  /** What happens to the fragment when it is made to say that. */
  const changes = (to: string): unknown[] => {
    const seen: unknown[] = []
    const observer = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void =>
      void seen.push(
        ...events.map((event) =>
          event.target instanceof Y.XmlText
            ? event.delta
            : [...event.changes.keys.keys(), `${event.changes.added.size}+ ${event.changes.deleted.size}-`],
        ),
      )
    fragment.observeDeep(observer as never)
    updateFragment(fragment, readMarkdown(to))
    fragment.unobserveDeep(observer as never)
    return seen
  }
  return {
    doc,
    fragment,
    changes,
    blocks: () => fragmentBlocks(fragment),
    at: (index: number) => fragment.get(index) as Y.XmlElement,
    textAt: (index: number) => (fragment.get(index) as Y.XmlElement).get(0) as Y.XmlText,
  }
}
const says = (markdown: string): readonly RichBlock[] => readMarkdown(markdown)

describe('what a fragment is read as', () => {
  const element = (
    name: string,
    attributes: Readonly<Record<string, unknown>> = {},
    ...children: readonly (Y.XmlElement | Y.XmlText)[]
  ): Y.XmlElement => {
    const made = new Y.XmlElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
    made.insert(0, [...children])
    return made
  }
  const text = (
    ...runs: readonly { readonly insert: unknown; readonly attributes?: Readonly<Record<string, unknown>> }[]
  ): Y.XmlText => {
    const made = new Y.XmlText()
    made.applyDelta(runs as never)
    return made
  }
  const read = (...children: readonly (Y.XmlElement | Y.XmlText)[]): readonly RichBlock[] => {
    const fragment = new Y.Doc().getXmlFragment('rich')
    fragment.insert(0, [...children])
    return fragmentBlocks(fragment)
  }

  it('an empty one gets a paragraph to stand in, and so does one that is emptied', () => {
    const { blocks, fragment } = filled('')
    expect(blocks()).toEqual([{ type: 'paragraph' }])
    const other = filled('Some.\n\nWords.')
    updateFragment(other.fragment, [])
    expect([other.blocks(), other.fragment.length, fragment.length]).toEqual([[{ type: 'paragraph' }], 1, 1])
  })

  it('numbers of headings and lists, the first where none is told; other blocks have none', () => {
    expect(read(element('heading', { level: 3 }, text({ insert: 'a' })))).toEqual([
      { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'a' }] },
    ])
    expect(
      read(
        element('heading'),
        element('orderedList'),
        element('orderedList', { start: 4 }),
        element('bulletList', { start: 4 }),
      ),
    ).toEqual([
      { type: 'heading', attrs: { level: 1 } },
      { type: 'orderedList', attrs: { start: 1 } },
      { type: 'orderedList', attrs: { start: 4 } },
      { type: 'bulletList' },
    ])
  })

  it('runs with their marks and nothing that an editor may have left beside them', () => {
    expect(
      read(
        element(
          'paragraph',
          {},
          text(
            { insert: 'a', attributes: { bold: {}, italic: {}, strike: {}, code: {} } },
            { insert: 'b', attributes: { link: { href: 'https://x.example' }, other: {} } },
            { insert: 'c', attributes: { link: {}, bold: null } },
            { insert: { image: 'x' } },
          ),
          element('hardBreak'),
          element('image'),
          text({ insert: 'd' }),
        ),
      ),
    ).toEqual([
      {
        type: 'paragraph',
        content: [
          {
            type: 'text',
            text: 'a',
            marks: [{ type: 'bold' }, { type: 'italic' }, { type: 'strike' }, { type: 'code' }],
          },
          { type: 'text', text: 'b', marks: [{ type: 'link', attrs: { href: 'https://x.example' } }] },
          { type: 'text', text: 'c', marks: [{ type: 'link', attrs: { href: '' } }] },
          { type: 'hardBreak' },
          { type: 'text', text: 'd' },
        ],
      },
    ])
    expect(read(text({ insert: 'loose' }), element('paragraph', {}, text()))).toEqual([{ type: 'paragraph' }])
  })

  it('is what was filled into it: blocks inside each other, breaks, tables', () => {
    for (const markdown of [
      '# One\n\n3. a\n4. b\n\n> quoted',
      '| A | B |\n| --- | --- |\n| c | **d** |',
      '- a\n\n  - b\n- c',
      'one\\\ntwo **three** [four](https://x.example/)',
    ]) {
      const { blocks } = filled(markdown)
      expect(blocks()).toEqual(says(markdown))
    }
    const { fragment } = filled('one\\\ntwo')
    expect(
      (fragment.get(0) as Y.XmlElement)
        .toArray()
        .map((child) => (child instanceof Y.XmlElement ? child.nodeName : 'text')),
    ).toEqual(['text', 'hardBreak', 'text'])
    const doc = new Y.Doc()
    fillFragment(doc.getXmlFragment('rich'), [
      { type: 'paragraph', content: [{ type: 'hardBreak' }, { type: 'text', text: 'x' }] },
    ])
    expect((doc.getXmlFragment('rich').get(0) as Y.XmlElement).length).toBe(2)
  })
})

describe('a fragment made to say something else', () => {
  it('that it says already is not touched', () => {
    for (const markdown of [
      '# A\n\nSome **bold** words.\n\n1. one\n2. two',
      'one\\\ntwo',
      '[link](https://x.example/) and `code`',
    ])
      expect(filled(markdown).changes(markdown)).toEqual([])
  })

  it('changes the letters that differ, in the text that stands there', () => {
    const { changes, textAt, blocks } = filled('Access is given.')
    const text = textAt(0)
    expect(changes('Access was given.')).toEqual([[{ retain: 7 }, { delete: 1 }, { insert: 'wa' }]])
    expect([textAt(0) === text, blocks()]).toEqual([true, says('Access was given.')])
  })

  it('gives and takes marks where they differ, and leaves the letters', () => {
    const { changes, blocks } = filled('a bold word')
    expect(changes('a **bold** word')).toEqual([[{ retain: 2 }, { retain: 4, attributes: { bold: {} } }]])
    expect(changes('a **bold** word')).toEqual([])
    for (const other of ['a *bold* word', 'a bold word']) {
      expect(
        changes(other)
          .flat()
          .every((step) => Object.keys(step as object).includes('retain')),
      ).toBe(true)
      expect(blocks()).toEqual(says(other))
    }
    expect(changes('[a](https://x.example/) bold word')).toEqual([
      [{ retain: 1, attributes: { link: { href: 'https://x.example/' } } }],
    ])
    expect(changes('[a](https://y.example/) bold word')).toEqual([
      [{ retain: 1, attributes: { link: { href: 'https://y.example/' } } }],
    ])
    expect(blocks()).toEqual(says('[a](https://y.example/) bold word'))
  })

  it('what is typed behind the last word gets no marks of what is written before it', () => {
    const { changes, textAt, blocks } = filled('word')
    textAt(0).insert(4, ' ')
    expect(changes('wor**d**')).toEqual([[{ retain: 3 }, { retain: 1, attributes: { bold: {} } }]])
    expect(blocks()).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'wor' },
          { type: 'text', text: 'd', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' ' },
        ],
      },
    ])
    const bold = filled('word')
    bold.textAt(0).insert(4, '  ', { bold: {} })
    bold.changes('word!')
    expect(bold.blocks()).toEqual([{ type: 'paragraph', content: [{ type: 'text', text: 'word!  ' }] }])
  })

  it('keeps white space that is about to be filled, before and behind the words', () => {
    const { changes, textAt } = filled('word')
    textAt(0).insert(0, '  ')
    textAt(0).insert(6, ' ')
    expect(changes('word')).toEqual([])
    expect(changes('words')).toEqual([[{ retain: 6 }, { insert: 's' }]])
    expect(textAt(0).toJSON()).toBe('  words ')
    const blank = filled('x\\\ny')
    ;(blank.at(0).get(0) as Y.XmlText).delete(0, 1)
    ;(blank.at(0).get(0) as Y.XmlText).insert(0, '   ')
    blank.changes('x\\\ny')
    expect(blank.blocks()).toEqual(says('x\\\ny'))
  })

  it('leaves a blank paragraph where it is, and puts a new block behind the one it follows', () => {
    const { fragment, changes, at } = filled('One.\n\nTwo.')
    fragment.insert(1, [new Y.XmlElement('paragraph')])
    const [one, blank, two] = [at(0), at(1), at(2)]
    expect(changes('One.\n\nTwo.')).toEqual([])
    changes('One.\n\nBetween.\n\nTwo.\n\nLast.')
    expect(
      fragment
        .toArray()
        .map((child) =>
          child === one
            ? 'one'
            : child === two
              ? 'two'
              : child === blank
                ? 'blank'
                : (child as Y.XmlElement).toString().replace(/<[^>]+>/g, ''),
        ),
    ).toEqual(['one', 'Between.', 'blank', 'two', 'Last.'])
    changes('Zero.\n\nOne.\n\nTwo.')
    expect([at(0).toString().includes('Zero.'), at(1) === one]).toEqual([true, true])
  })

  it('deletes the blocks that are gone and no others', () => {
    const { changes, at, fragment } = filled('One.\n\nTwo.\n\nThree.')
    const [one, three] = [at(0), at(2)]
    expect(changes('One.\n\nThree.')).toEqual([['0+ 1-']])
    expect([at(0) === one, at(1) === three, fragment.length]).toEqual([true, true, 2])
  })

  it('changes a number of a heading alone, and an item of a list alone', () => {
    const heading = filled('## Access')
    expect(heading.changes('### Access')).toEqual([['level', '0+ 0-']])
    const list = filled('- one\n- two\n- three')
    const before = list.at(0).toArray()
    expect(list.changes('- one\n- two more\n- three')).toEqual([[{ retain: 3 }, { insert: ' more' }]])
    expect(
      list
        .at(0)
        .toArray()
        .every((item, at) => item === before[at]),
    ).toBe(true)
    const table = filled('| A | B |\n| --- | --- |\n| c | d |')
    expect(table.changes('| A | B |\n| --- | --- |\n| c | e |')).toEqual([[{ delete: 1 }, { insert: 'e' }]])
  })

  it('makes a paragraph anew where its lines are others, or an editor left it in pieces', () => {
    const lines = filled('one\\\ntwo')
    const text = lines.textAt(0)
    lines.changes('one\\\ntwo!')
    expect([lines.textAt(0) === text, lines.blocks()]).toEqual([true, says('one\\\ntwo!')])
    lines.changes('one\\\ntwo!\\\nthree')
    expect([lines.textAt(0) === text, lines.blocks()]).toEqual([false, says('one\\\ntwo!\\\nthree')])
    const pieces = filled('one')
    const second = new Y.XmlText('two')
    pieces.at(0).insert(1, [second])
    pieces.changes('onetwo!')
    expect([pieces.at(0).length, pieces.blocks()]).toEqual([1, says('onetwo!')])
    const empty = new Y.Doc().getXmlFragment('rich')
    fillFragment(empty, [{ type: 'paragraph', content: [{ type: 'hardBreak' }, { type: 'text', text: 'two' }] }])
    updateFragment(empty, says('one\\\ntwo'))
    expect(fragmentBlocks(empty)).toEqual(says('one\\\ntwo'))
  })

  it('is one change for whoever listens', () => {
    const { doc, fragment } = filled('One.\n\nTwo.')
    let changes = 0
    doc.on('update', () => void changes++)
    updateFragment(fragment, says('Ones.\n\nTwos.\n\nThree.'))
    expect(changes).toBe(1)
  })
})
