/**
 * Which child of one text is which child of another: unchanged, changed in place, gone or new, in the order to read
 * them.
 */

import diff from 'fast-diff'
import { canonicalBlock, canonicalInline, canonicalItem, plainText, type RichCell, type RichElement } from './richTree'

export interface Aligned<Old, New> {
  readonly old?: Old
  readonly fresh?: New
  /** Both say the same. */
  readonly same: boolean
}

/** What a child says, for comparing; undefined for one that says nothing. */
export function sayingOf(node: RichElement): string | undefined {
  const canonical =
    node.type === 'listItem'
      ? canonicalItem(node)
      : isCell(node)
        ? canonicalCell(node)
        : node.type === 'tableRow'
          ? { type: node.type, content: (node.content ?? []).map(canonicalCell) }
          : canonicalBlock(node)
  return canonical && JSON.stringify(canonical)
}
const isCell = (node: RichElement): node is RichCell => node.type === 'tableCell' || node.type === 'tableHeader'
const canonicalCell = (cell: RichCell): RichCell => ({
  type: cell.type,
  content: canonicalInline(cell.content ?? [], 'oneLine'),
})

interface Child {
  readonly node: RichElement
  readonly key: string
}

export function alignNodes<Old extends Child, New extends Child>(
  before: readonly Old[],
  after: readonly New[],
): readonly Aligned<Old, New>[] {
  const code = coder()
  const out: Aligned<Old, New>[] = []
  let [from, to] = [0, 0]
  let gone: readonly Old[] = []
  let come: readonly New[] = []
  const settle = (): void => {
    out.push(...paired(gone, come))
    gone = []
    come = []
  }
  for (const [kind, part] of diff(
    before.map(({ key }) => code(key)).join(''),
    after.map(({ key }) => code(key)).join(''),
  )) {
    const olds = kind === diff.INSERT ? [] : before.slice(from, (from += part.length))
    const news = kind === diff.DELETE ? [] : after.slice(to, (to += part.length))
    if (kind !== diff.EQUAL) {
      gone = [...gone, ...olds]
      come = [...come, ...news]
      continue
    }
    settle()
    olds.forEach((old, at) => out.push({ old, fresh: news[at]!, same: true }))
  }
  settle()
  return out
}

/** A character per different key, past the surrogates, so that a diff of characters is a diff of whole things. */
export function coder(): (key: string) => string {
  const codes = new Map<string, number>()
  return (key) => {
    const code = codes.get(key) ?? codes.size + 1
    codes.set(key, code)
    return String.fromCharCode(code < 0xd800 ? code : code + 0x800)
  }
}

/** In order, of one sort, the most alike; the rest goes or comes. */
function paired<Old extends Child, New extends Child>(
  gone: readonly Old[],
  come: readonly New[],
): readonly Aligned<Old, New>[] {
  const out: Aligned<Old, New>[] = []
  let next = 0
  gone.forEach((old, at) => {
    const spare = Math.max(0, come.length - next - (gone.length - at))
    const choices = come.slice(next, next + spare + 1).map((fresh, ahead) => ({
      ahead,
      likeness: old.node.type === fresh.node.type ? likeness(old.node, fresh.node) : -1,
    }))
    const best = choices.reduce((a, b) => (b.likeness > a.likeness ? b : a), { ahead: 0, likeness: -1 })
    if (best.likeness < 0) return void out.push({ old, same: false })
    for (const fresh of come.slice(next, next + best.ahead)) out.push({ fresh, same: false })
    out.push({ old, fresh: come[next + best.ahead]!, same: false })
    next += best.ahead + 1
  })
  for (const fresh of come.slice(next)) out.push({ fresh, same: false })
  return out
}

/** Letters at both ends that two nodes share. */
function likeness(a: RichElement, b: RichElement): number {
  const [left, right] = [plainText([a]), plainText([b])]
  const most = Math.min(left.length, right.length)
  let head = 0
  while (head < most && left[head] === right[head]) head++
  let tail = 0
  while (tail < most - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail++
  return head + tail
}
