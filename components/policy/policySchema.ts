/** What a policy may hold, for the editor in the page: the same nodes and marks as `lib/richText` reads and writes. */

import { Node, mergeAttributes, type Extensions } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { isPolicyLink } from '~/lib/composables/richText'

const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['table', ['tbody', 0]],
})
const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableHeader | tableCell)+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
})
const cell = (name: 'tableHeader' | 'tableCell', tag: 'th' | 'td') =>
  Node.create({
    name,
    content: 'text*',
    isolating: true,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
  })

export const policySchema: Extensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3] },
    link: { openOnClick: false, autolink: true, linkOnPaste: true, defaultProtocol: 'https', protocols: [], HTMLAttributes: { target: null, rel: 'noopener noreferrer nofollow', class: null }, isAllowedUri: (address) => isPolicyLink(address) },
    codeBlock: false,
    underline: false,
    // The shared document undoes what oneself did, and nothing of others.
    undoRedo: false,
    // A line at the end that nobody wrote would be no content of the policy.
    trailingNode: false,
    dropcursor: false,
  }),
  Table, TableRow, cell('tableHeader', 'th'), cell('tableCell', 'td'),
]
