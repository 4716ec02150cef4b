/**
 * Rich text for pages: the Markdown of a policy as the tree that editors and readers render, and the changes between
 * two texts.
 */

import { changesBetween, type ChangedNode } from '~/lib/richText/changesBetween'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import { linkAddress } from '~/lib/richText/richTree'

export { readMarkdown } from '~/lib/richText/readMarkdown'
export { countChanges, hasChanges, type ChangedNode } from '~/lib/richText/changesBetween'

export const isPolicyLink = (address: string): boolean => linkAddress(address) !== undefined

/** A text with its insertions and deletions since `before`, for reading. */
export const richChanges = (before: string, after: string): readonly ChangedNode[] =>
  changesBetween(readMarkdown(before), readMarkdown(after))

/** The text of a node as it is now, without deleted parts. */
export const wordsOf = (node: ChangedNode): string =>
  node.change === 'gone' ? '' : (node.text ?? (node.content ?? []).map(wordsOf).join(''))
