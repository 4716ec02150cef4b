/**
 * What changed between two versions of a text, as one document to read: words that came and words that went, each in
 * its place. Formatting counts: a word made bold went and came.
 */

import diff from 'fast-diff'
import { alignNodes, coder, sayingOf } from './alignNodes'
import { plainText, type RichBlock, type RichElement, type RichInline, type RichMark } from './richTree'

export type Change = 'added' | 'gone'

/** A node of a document with changes; one without any is drawn as it is. */
export interface ChangedNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, number>>
  readonly text?: string
  readonly marks?: readonly RichMark[]
  readonly change?: Change
  readonly content?: readonly ChangedNode[]
}

export const changesBetween = (before: readonly RichBlock[], after: readonly RichBlock[]): readonly ChangedNode[] =>
  children(before, after)

/** Runs of changes, told apart as a reader would count them. */
export function countChanges(nodes: readonly ChangedNode[]): number {
  let [count, open] = [0, false]
  const visit = (node: ChangedNode): void => {
    if (node.content && node.change === undefined) {
      if (!inlineHolders.includes(node.type)) return node.content.forEach(visit)
      open = false
      node.content.forEach(visit)
      open = false
      return
    }
    if (node.change !== undefined && !open) count++
    open = node.change !== undefined
  }
  nodes.forEach(visit)
  return count
}

export const hasChanges = (node: ChangedNode): boolean =>
  node.change !== undefined || (node.content ?? []).some(hasChanges)

const inlineHolders: readonly string[] = ['paragraph', 'heading', 'tableHeader', 'tableCell']

function children(before: readonly RichElement[], after: readonly RichElement[]): readonly ChangedNode[] {
  const keyed = (nodes: readonly RichElement[]): { node: RichElement; key: string }[] =>
    nodes.map((node) => ({ node, key: sayingOf(node) ?? '' }))
  return alignNodes(keyed(before), keyed(after)).flatMap(({ old, fresh, same }): readonly ChangedNode[] => {
    if (same) return [fresh!.node as ChangedNode]
    if (!old) return [whole(fresh!.node, 'added')]
    if (!fresh) return [whole(old.node, 'gone')]
    return changed(old.node, fresh.node)
  })
}

/** A paragraph that shares little with what it replaced reads better as one gone and one added. */
const alike = 0.3

function changed(old: RichElement, fresh: RichElement): readonly ChangedNode[] {
  if (!inlineHolders.includes(fresh.type))
    return [{ ...bare(fresh), content: children(contentOf(old), contentOf(fresh)) }]
  const content = words(contentOf(old), contentOf(fresh))
  const kept = content
    .filter((node) => node.change === undefined)
    .reduce((sum, node) => sum + (node.text?.trim().length ?? 0), 0)
  const most = Math.max(plainText([old]).length, plainText([fresh]).length)
  const cell = fresh.type === 'tableHeader' || fresh.type === 'tableCell'
  return cell || most === 0 || kept / most >= alike
    ? [{ ...bare(fresh), content }]
    : [whole(old, 'gone'), whole(fresh, 'added')]
}

const contentOf = <T extends RichElement | RichInline>(node: RichElement): readonly T[] =>
  'content' in node ? ((node.content ?? []) as readonly unknown[] as readonly T[]) : []
const bare = (node: RichElement): ChangedNode => ({
  type: node.type,
  ...('attrs' in node && node.attrs && { attrs: { ...node.attrs } }),
})

/** The words of a node that is there on one side only are all changed. */
function whole(node: RichElement, change: Change): ChangedNode {
  if (inlineHolders.includes(node.type))
    return { ...bare(node), content: contentOf<RichInline>(node).map((inline) => ({ ...inline, change })) }
  const content = contentOf<RichElement>(node)
  return content.length === 0
    ? { ...bare(node), change }
    : { ...bare(node), content: content.map((child) => whole(child, change)) }
}

function words(before: readonly RichInline[], after: readonly RichInline[]): readonly ChangedNode[] {
  const tokens: ChangedNode[] = []
  const code = coder()
  const known = new Map<string, ChangedNode>()
  const encode = (nodes: readonly RichInline[]): string =>
    nodes
      .flatMap(split)
      .map((token) => {
        const char = code(JSON.stringify(token))
        known.set(char, token)
        return char
      })
      .join('')
  // Cleaned up for readers: a word or two that happen to be the same amid a rewritten sentence are part of what
  // changed.
  for (const [kind, part] of diff(encode(before), encode(after), undefined, true)) {
    const change = kind === diff.INSERT ? 'added' : kind === diff.DELETE ? 'gone' : undefined
    for (const char of part) tokens.push({ ...known.get(char)!, ...(change && { change }) })
  }
  return tokens.reduce<ChangedNode[]>((out, token) => {
    const last = out.at(-1)
    if (
      last &&
      last.text !== undefined &&
      token.text !== undefined &&
      last.change === token.change &&
      JSON.stringify(last.marks) === JSON.stringify(token.marks)
    )
      out[out.length - 1] = { ...last, text: last.text + token.text }
    else out.push(token)
    return out
  }, [])
}

const split = (node: RichInline): readonly ChangedNode[] =>
  node.type === 'hardBreak'
    ? [node]
    : (node.text.match(/\s+|[\p{L}\p{N}_'’-]+|[^\s\p{L}\p{N}]/gu) ?? []).map((text) => ({ ...node, text }))
