/**
 * Carets between an editor's document, which only its own pages know, and places that every copy of the text
 * understands.
 */

import * as Y from 'yjs'
import type { CaretPlace } from '~/lib/protocol/bodies/presenceBody'
import { editorText, type EditorShape } from './editorContent'
import { richFragment } from './richFragment'

/** Both ends of a selection, as relative positions in JSON: what editors put into awareness. */
export interface SharedCaret {
  readonly anchor: unknown
  readonly head: unknown
}

export function placeOf(doc: Y.Doc, shape: EditorShape, position: unknown): CaretPlace | undefined {
  let found: Y.AbsolutePosition | null
  try {
    found = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(position), doc)
  } catch {
    return undefined
  }
  if (!found) return undefined
  if (shape === 'text') return [0, found.index]
  const fragment = doc.getXmlFragment(richFragment)
  if (found.type === fragment) return [found.index, 0]
  let letters = 0
  /** Counts the letters before the caret; true once it is reached. */
  const reaches = (node: Node): boolean => {
    if (node === found.type) {
      letters +=
        node instanceof Y.XmlText
          ? found.index
          : lengthOf((node as Y.XmlElement).toArray().slice(0, found.index) as Node[])
      return true
    }
    if (node instanceof Y.XmlElement) return (node.toArray() as Node[]).some(reaches)
    letters += lengthOf([node])
    return false
  }
  for (const [block, child] of (fragment.toArray() as Node[]).entries()) {
    letters = 0
    if (reaches(child)) return [block, letters]
  }
  return undefined
}

/** The place in this document, as near as it has one. */
export function positionOf(doc: Y.Doc, shape: EditorShape, [block, letter]: CaretPlace): unknown {
  if (shape === 'text') {
    const text = doc.getText(editorText)
    return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, Math.min(letter, text.length)))
  }
  const fragment = doc.getXmlFragment(richFragment)
  if (fragment.length === 0) return undefined
  const child = fragment.get(Math.min(block, fragment.length - 1))
  let rest = letter
  const texts = textsOf(child)
  for (const text of texts) {
    if (rest <= text.length) return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, rest))
    rest -= text.length
  }
  const last = texts.at(-1)
  return Y.relativePositionToJSON(
    last
      ? Y.createRelativePositionFromTypeIndex(last, last.length)
      : Y.createRelativePositionFromTypeIndex(child as Y.XmlElement, 0),
  )
}

type Node = Y.XmlElement | Y.XmlText | Y.XmlHook
const textsOf = (node: Node): Y.XmlText[] =>
  node instanceof Y.XmlText ? [node] : node instanceof Y.XmlElement ? (node.toArray() as Node[]).flatMap(textsOf) : []
const lengthOf = (nodes: readonly Node[]): number => nodes.flatMap(textsOf).reduce((sum, text) => sum + text.length, 0)
