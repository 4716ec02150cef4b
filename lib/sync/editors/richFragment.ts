/**
 * Rich text as the shared XML that collaborative editors bind to (the node and mark names of lib/richText).
 * `updateFragment` makes the fragment say what it is told with the smallest edits, so that carets and half-typed words
 * of those who have it open stay where they are. What does not count in the canonical form, a blank line about to be
 * filled, is left alone.
 */

import diff from 'fast-diff'
import * as Y from 'yjs'
import { alignNodes, sayingOf } from '~/lib/richText/alignNodes'
import {
  plainText,
  type RichBlock,
  type RichCell,
  type RichElement,
  type RichInline,
  type RichItem,
  type RichMark,
  type RichRow,
  type RichText,
} from '~/lib/richText/richTree'

/** Name of the shared fragment in the document of a rich field. */
export const richFragment = 'rich'

export const fragmentBlocks = (fragment: Y.XmlFragment): readonly RichBlock[] =>
  elements(fragment).map(nodeOf) as RichBlock[]

/** Fills an empty fragment; one without any block would leave an editor nothing to stand in. */
export function fillFragment(fragment: Y.XmlFragment, blocks: readonly RichBlock[]): void {
  fragment.insert(0, (blocks.length > 0 ? blocks : [{ type: 'paragraph' as const }]).map(elementOf))
}

export function updateFragment(fragment: Y.XmlFragment, blocks: readonly RichBlock[]): void {
  fragment.doc!.transact(() => {
    updateChildren(fragment, blocks)
    if (fragment.length === 0) fillFragment(fragment, [])
  })
}

const elements = (parent: Y.XmlFragment): Y.XmlElement[] =>
  parent.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement)
const inlineHolders: readonly string[] = ['paragraph', 'heading', 'tableHeader', 'tableCell']

function nodeOf(element: Y.XmlElement): RichElement {
  const type = element.nodeName
  const attrs = element.getAttributes() as Record<string, unknown>
  const content = inlineHolders.includes(type) ? inlineOf(element) : elements(element).map(nodeOf)
  const numbers =
    type === 'heading'
      ? { level: Number(attrs['level'] ?? 1) }
      : type === 'orderedList'
        ? { start: Number(attrs['start'] ?? 1) }
        : undefined
  return { type, ...(numbers && { attrs: numbers }), ...(content.length > 0 && { content }) } as RichElement
}

const inlineOf = (element: Y.XmlElement): RichInline[] =>
  element.toArray().flatMap((child): RichInline[] => {
    if (child instanceof Y.XmlText) return runsOf(child)
    return child instanceof Y.XmlElement && child.nodeName === 'hardBreak' ? [{ type: 'hardBreak' }] : []
  })

const runsOf = (text: Y.XmlText): RichText[] =>
  (text.toDelta() as { readonly insert: unknown; readonly attributes?: Readonly<Record<string, unknown>> }[]).flatMap(
    ({ insert, attributes = {} }) => {
      if (typeof insert !== 'string' || insert === '') return []
      const marks = Object.entries(attributes).flatMap(([name, value]) => markOf(name, value))
      return [{ type: 'text', text: insert, ...(marks.length > 0 && { marks }) }]
    },
  )

function markOf(name: string, value: unknown): RichMark[] {
  if (value === null || value === undefined) return []
  if (name === 'link') return [{ type: 'link', attrs: { href: String((value as { href?: unknown }).href ?? '') } }]
  return name === 'bold' || name === 'italic' || name === 'strike' || name === 'code' ? [{ type: name }] : []
}

function elementOf(node: RichElement): Y.XmlElement {
  const element = new Y.XmlElement(node.type)
  if ('attrs' in node) setAttributes(element, node)
  const content = 'content' in node ? (node.content ?? []) : []
  element.insert(
    0,
    inlineHolders.includes(node.type)
      ? inlineElements(content as readonly RichInline[])
      : (content as readonly RichElement[]).map(elementOf),
  )
  return element
}

const setAttributes = (element: Y.XmlElement, node: RichElement): void => {
  // Editors store numbers; the type of the library knows texts only.
  const typed = element as unknown as Y.XmlElement<Record<string, number>>
  for (const [name, value] of Object.entries(('attrs' in node && node.attrs) || {}))
    if (element.doc === null || typed.getAttribute(name) !== value) typed.setAttribute(name, value)
}

function inlineElements(content: readonly RichInline[]): (Y.XmlText | Y.XmlElement)[] {
  return segments(content).flatMap((line, at) => {
    const text = new Y.XmlText()
    if (line.length > 0) text.applyDelta(line.map((run) => ({ insert: run.text, attributes: attributesOf(run) })))
    return [...(at > 0 ? [new Y.XmlElement('hardBreak')] : []), ...(line.length > 0 ? [text] : [])]
  })
}

/** Runs between hard breaks. */
function segments(content: readonly RichInline[]): RichText[][] {
  const out: RichText[][] = [[]]
  for (const node of content) {
    if (node.type === 'hardBreak') out.push([])
    else out.at(-1)!.push(node)
  }
  return out
}

const attributesOf = (run: RichText): Record<string, object> =>
  Object.fromEntries(
    (run.marks ?? []).map((mark) => [mark.type, mark.type === 'link' ? { href: mark.attrs.href } : {}]),
  )

type Child = RichBlock | RichItem | RichRow | RichCell

function updateChildren(parent: Y.XmlFragment, next: readonly Child[]): void {
  const present = elements(parent).flatMap((element) => {
    const node = nodeOf(element)
    const key = sayingOf(node)
    return key === undefined ? [] : [{ element, node, key }]
  })
  let last: Y.XmlElement | undefined
  for (const { old, fresh, same } of alignNodes(
    present,
    next.map((node) => ({ node, key: sayingOf(node) ?? '' })),
  )) {
    if (old && fresh) {
      if (!same) updateElement(old.element, fresh.node)
      last = old.element
    } else if (fresh) {
      const made = elementOf(fresh.node)
      parent.insert(last ? indexOf(parent, last) + 1 : 0, [made])
      last = made
    } else if (old) parent.delete(indexOf(parent, old.element), 1)
  }
}

const indexOf = (parent: Y.XmlFragment, child: Y.XmlElement): number => parent.toArray().indexOf(child)

function updateElement(element: Y.XmlElement, node: RichElement): void {
  if ('attrs' in node) setAttributes(element, node)
  const content = 'content' in node ? (node.content ?? []) : []
  if (inlineHolders.includes(node.type)) updateInline(element, content as readonly RichInline[])
  else updateChildren(element, content as readonly Child[])
}

function updateInline(element: Y.XmlElement, next: readonly RichInline[]): void {
  const lines = segments(next)
  const present = element.toArray()
  const texts: (Y.XmlText | undefined)[] = [undefined]
  let regular = true
  for (const child of present) {
    if (!(child instanceof Y.XmlText)) texts.push(undefined)
    else if (texts.at(-1) === undefined) texts[texts.length - 1] = child
    else regular = false
  }
  if (
    !regular ||
    texts.length !== lines.length ||
    texts.some((text, at) => text === undefined && lines[at]!.length > 0)
  ) {
    element.delete(0, element.length)
    element.insert(0, inlineElements(next))
    return
  }
  texts.forEach((text, at) => text && updateText(text, lines[at]!))
}

function updateText(text: Y.XmlText, next: readonly RichText[]): void {
  const present = plainText(runsOf(text))
  const [, before = '', core = '', after = ''] =
    present.trim() === '' ? ['', '', present, ''] : (/^(\s*)(.*?)(\s*)$/su.exec(present) ?? [])
  let at = before.length
  for (const [kind, part] of diff(core, plainText(next))) {
    if (kind === diff.INSERT) text.insert(at, part)
    if (kind === diff.DELETE) text.delete(at, part.length)
    else at += part.length
  }
  at = before.length
  for (const run of next) {
    format(text, at, run)
    at += run.text.length
  }
  if (after !== '' && at < text.length) format(text, at, { type: 'text', text: after })
}

/** Gives a stretch the marks of the run; marks that it has already are not written again. */
function format(text: Y.XmlText, from: number, run: RichText): void {
  const wanted = attributesOf(run)
  let at = 0
  const changes: { at: number; length: number; attributes: Record<string, object | null> }[] = []
  for (const { insert, attributes = {} } of text.toDelta() as {
    insert: string
    attributes?: Record<string, object>
  }[]) {
    const [start, end] = [Math.max(at, from), Math.min(at + insert.length, from + run.text.length)]
    at += insert.length
    if (start >= end) continue
    const differing = [...new Set([...Object.keys(attributes), ...Object.keys(wanted)])].filter(
      (name) => !sameAttribute(name, attributes[name], wanted[name]),
    )
    if (differing.length > 0)
      changes.push({
        at: start,
        length: end - start,
        attributes: Object.fromEntries(differing.map((name) => [name, wanted[name] ?? null])),
      })
  }
  for (const change of changes) text.format(change.at, change.length, change.attributes)
}

const sameAttribute = (name: string, a: object | undefined, b: object | undefined): boolean =>
  a === undefined || b === undefined
    ? a === b
    : name !== 'link' || (a as { href?: unknown }).href === (b as { href?: unknown }).href
