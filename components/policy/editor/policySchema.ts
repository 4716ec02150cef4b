/** What a policy may hold, for the editor in the page: the same nodes and marks as `lib/richText` reads and writes. */

import type { Extensions } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { policyTable } from '../policyTable'
import { isPolicyLink } from '~/lib/live/policy/richText'

export const policySchema: Extensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3] },
    link: {
      openOnClick: false,
      autolink: true,
      linkOnPaste: true,
      defaultProtocol: 'https',
      protocols: [],
      HTMLAttributes: { target: null, rel: 'noopener noreferrer nofollow', class: null },
      isAllowedUri: (address) => isPolicyLink(address),
    },
    codeBlock: false,
    underline: false,
    // The shared document undoes what oneself did, and nothing of others.
    undoRedo: false,
    // A line at the end that nobody wrote would be no content of the policy.
    trailingNode: false,
    dropcursor: false,
  }),
  ...policyTable,
]
