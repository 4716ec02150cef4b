/** Rich text for pages: Markdown of a policy as the tree that editors and readers draw. */

import { readMarkdown } from '../richText/readMarkdown'
import { linkAddress, type RichBlock } from '../richText/richTree'

export const isPolicyLink = (address: string): boolean => linkAddress(address) !== undefined

/** A document an editor takes as its content; one without text is one empty paragraph. */
export function richDocument(markdown: string): { readonly type: 'doc'; readonly content: readonly RichBlock[] } {
  const content = readMarkdown(markdown)
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}
