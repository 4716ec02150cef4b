/** Contents of a policy: its headings in order, and which of them are the numbered sections. */

import type { Node } from '@tiptap/pm/model'

export interface OutlineHeading {
  readonly level: number
  readonly text: string
  /** Where it stands: a position in the editor, an index of blocks in a text that is only read. */
  readonly at: number
  readonly number?: number
  readonly changed?: boolean
}

export interface Outline {
  readonly headings: readonly OutlineHeading[]
  /** Level whose headings are counted; undefined where the text numbers them itself or has none. */
  readonly counted: number | undefined
}

export function outlineOf(found: readonly Omit<OutlineHeading, 'number'>[]): Outline {
  const named = found.filter((heading) => heading.text.trim() !== '')
  const top = named.length === 0 ? undefined : Math.min(...named.map((heading) => heading.level))
  const counted = named.some((heading) => heading.level === top && /^\s*\d/.test(heading.text)) ? undefined : top
  let number = 0
  return {
    counted,
    headings: named.map((heading) => (heading.level === counted ? { ...heading, number: ++number } : heading)),
  }
}

export function createOutline(doc: Node): Outline {
  const found: Omit<OutlineHeading, 'number'>[] = []
  doc.forEach((node, at) => {
    if (node.type.name === 'heading') found.push({ level: Number(node.attrs['level']), text: node.textContent, at })
  })
  return outlineOf(found)
}
