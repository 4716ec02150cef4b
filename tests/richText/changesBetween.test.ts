import { describe, expect, it } from 'vitest'
import { changesBetween, countChanges, hasChanges, type ChangedNode } from '~/lib/richText/changesBetween'
import { readMarkdown } from '~/lib/richText/readMarkdown'

const between = (before: string, after: string): readonly ChangedNode[] =>
  changesBetween(readMarkdown(before), readMarkdown(after))
/** The document as one line: [came], {went}. */
const told = (nodes: readonly ChangedNode[]): string =>
  nodes
    .map((node) => {
      const text = node.text ?? (node.type === 'hardBreak' ? '/' : told(node.content ?? []))
      const marked = node.change === 'added' ? `[${text}]` : node.change === 'gone' ? `{${text}}` : text
      return node.type === 'paragraph' || node.type === 'heading' ? `${marked}¶` : marked
    })
    .join('')

describe('what changed between two versions', () => {
  it('tells the words that came and went in their places', () => {
    const nodes = between(
      'Owners decide who may use them.\n\nRights end for staff and contractors.',
      'Owners decide who may use them, and review it.\n\nRights end for staff and partners.',
    )
    expect(told(nodes)).toBe(
      'Owners decide who may use them[, and review it].¶Rights end for staff and {contractors}[partners].¶',
    )
    expect(countChanges(nodes)).toBe(2)
  })

  it('a paragraph put in between, or taken out, leaves the others alone', () => {
    expect(told(between('One.\n\nThree.', 'One.\n\nTwo.\n\nThree.'))).toBe('One.¶[Two.]¶Three.¶')
    expect(told(between('One.\n\nTwo.\n\nThree.', 'One.\n\nThree.'))).toBe('One.¶{Two.}¶Three.¶')
  })

  it('tells items of lists and cells of tables apart, and formatting as a change', () => {
    expect(told(between('- one\n- two', '- one\n- and a half\n- two'))).toBe('one¶[and a half]¶two¶')
    expect(told(between('| a | b |\n| --- | --- |\n| 1 | 2 |', '| a | b |\n| --- | --- |\n| 1 | 3 |'))).toBe(
      'ab1{2}[3]',
    )
    expect(countChanges(between('Keep this word.', 'Keep **this** word.'))).toBe(1)
  })

  it('a text that shares nearly nothing is one gone and one added', () => {
    expect(told(between('Alpha beta gamma delta.', 'Something else entirely now.'))).toBe(
      '{Alpha beta gamma delta.}¶[Something else entirely now.]¶',
    )
  })

  it('the same text in another spelling did not change', () => {
    const nodes = between('* one\n* two\n\n__bold__', '- one\n- two\n\n**bold**')
    expect(nodes.some(hasChanges)).toBe(false)
    expect(countChanges(nodes)).toBe(0)
  })
})

describe('a rewritten sentence', () => {
  it('is told as a whole, not word by word', () => {
    const nodes = between(
      'Accounts use two factors where the system offers it.',
      'Accounts use two factors. A system that does not offer it needs an exception.',
    )
    expect(told(nodes)).toBe(
      'Accounts use two factors{ where the system offers it}[. A system that does not offer it needs an exception].¶',
    )
  })
})
