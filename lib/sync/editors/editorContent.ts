/**
 * What an editor document holds and how it is written as text: a long field is its text, a rich field is shared XML
 * whose Markdown is kept. Rooms and pages both go through here, so that they mean the same.
 */

import diff from 'fast-diff'
import * as Y from 'yjs'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import { canonicalMarkdown, writeMarkdown } from '~/lib/richText/writeMarkdown'
import { fillFragment, fragmentBlocks, richFragment, updateFragment } from './richFragment'

export type EditorShape = 'text' | 'rich'

/** Name of the shared text in the document of a long field. */
export const editorText = 'text'

export interface EditorContent {
  /**
   * The document as the field keeps it. `earlier` is the text it came from: what was not touched keeps its spelling.
   */
  value(earlier: string): string
  fill(value: string): void
  /** Makes it read `to` by the smallest edits. */
  update(to: string): void
  /** The text `value` would give if the document held just `text`. */
  spelled(text: string): string
  /** What a page had beyond `base`, put into the field's text of now. */
  recovered(base: string, value: string, now: string): string
}

export function editorContent(doc: Y.Doc, shape: EditorShape): EditorContent {
  if (shape === 'text') {
    const text = doc.getText(editorText)
    return {
      value: () => text.toJSON(),
      fill: (value) => text.insert(0, value),
      update: (to) => applyDifference(text, text.toJSON(), to),
      spelled: (value) => value,
      recovered: (base, value, now) => mergedText(base, withoutSaid(base, value, now), now),
    }
  }
  const fragment = doc.getXmlFragment(richFragment)
  return {
    value: (earlier) => writeMarkdown(fragmentBlocks(fragment), earlier),
    fill: (value) => fillFragment(fragment, readMarkdown(value)),
    update: (to) => updateFragment(fragment, readMarkdown(to)),
    spelled: (value) => writeMarkdown(readMarkdown(value), value),
    // Pages know the one spelling; the field may have another.
    recovered: (base, value, now) =>
      writeMarkdown(
        readMarkdown(mergedText(base, withoutSaid(base, value, canonicalMarkdown(now)), canonicalMarkdown(now))),
        now,
      ),
  }
}

/** Makes `text`, which reads `from`, read `to` by the smallest edits. */
export function applyDifference(text: Y.Text, from: string, to: string): void {
  let at = 0
  text.doc!.transact(() => {
    for (const [kind, part] of diff(from, to)) {
      if (kind === diff.INSERT) text.insert(at, part)
      if (kind === diff.DELETE) text.delete(at, part.length)
      else at += part.length
    }
  })
}

/**
 * `typed` without what `now` has already put into the same place of `from`: it was durable although its page was not
 * told, or another page handed it over.
 */
function withoutSaid(from: string, typed: string, now: string): string {
  const said = new Set(insertions(from, now).map(([at, part]) => `${at} ${part}`))
  let out = ''
  let at = 0
  for (const [kind, part] of diff(from, typed)) {
    if (kind !== diff.DELETE && !(kind === diff.INSERT && said.has(`${at} ${part}`))) out += part
    if (kind !== diff.INSERT) at += part.length
  }
  return out
}

function insertions(from: string, to: string): readonly (readonly [at: number, part: string])[] {
  const all: (readonly [number, string])[] = []
  let at = 0
  for (const [kind, part] of diff(from, to)) {
    if (kind === diff.INSERT) all.push([at, part])
    else at += part.length
  }
  return all
}

/** `typed` and `now` both came from `from`: one text with both. */
export function mergedText(from: string, typed: string, now: string): string {
  if (typed === from) return now
  const shadow = new Y.Doc()
  shadow.getText(editorText).insert(0, from)
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(shadow))
  applyDifference(other.getText(editorText), from, now)
  applyDifference(shadow.getText(editorText), from, typed)
  Y.applyUpdate(shadow, Y.encodeStateAsUpdate(other))
  return shadow.getText(editorText).toJSON()
}
