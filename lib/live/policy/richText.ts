/**
 * Rich text for pages: Markdown of a policy as the tree that editors and readers draw, and what changed between two of
 * them.
 */

import { changesBetween, type ChangedNode } from '~/lib/richText/changesBetween'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import { linkAddress } from '~/lib/richText/richTree'

export { readMarkdown } from '~/lib/richText/readMarkdown'
export { countChanges, hasChanges, type ChangedNode } from '~/lib/richText/changesBetween'

export const isPolicyLink = (address: string): boolean => linkAddress(address) !== undefined

/** A text to be read with what came and went since `before`. */
export const richChanges = (before: string, after: string): readonly ChangedNode[] =>
  changesBetween(readMarkdown(before), readMarkdown(after))

/** The words of a node as a reader sees them now: without what went. */
export const wordsOf = (node: ChangedNode): string =>
  node.change === 'gone' ? '' : (node.text ?? (node.content ?? []).map(wordsOf).join(''))
