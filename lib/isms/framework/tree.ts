/**
 * A catalogue as lines of a tree: groups, requirements, and their children. Flat, so that thousands of lines can be
 * scrolled.
 */

import type { Framework, Requirement } from '~/lib/content/catalogue/catalogueRequirement'

/** Separates the names of nested groups. */
export const groupSeparator = ' › '

export type TreeLine =
  | { readonly type: 'group'; readonly key: string; readonly title: string; readonly depth: number }
  | {
      readonly type: 'requirement'
      readonly key: string
      readonly requirement: Requirement
      readonly depth: number
      readonly below: number
    }

/**
 * Lines in catalogue order, children under their parents in any input order. In custom frameworks a group is a field of
 * its rows and becomes a line; in shipped frameworks groups are rows themselves. Rows whose parent is missing or part
 * of a cycle appear at the top level.
 */
export function treeLines(
  { requirements }: Pick<Framework, 'requirements'>,
  isClosed: (key: string) => boolean = () => false,
): readonly TreeLine[] {
  const ids = new Set(requirements.map(({ id }) => id))
  const children = new Map<string, Requirement[]>()
  const top: Requirement[] = []
  for (const row of requirements) {
    const { parent } = row
    if (parent === undefined || parent === row.id || !ids.has(parent)) top.push(row)
    else ((list) => (list ? list.push(row) : children.set(parent, [row])))(children.get(parent))
  }
  const lines: TreeLine[] = []
  const seen = new Set<string>()
  const put = (row: Requirement, depth: number, hidden: boolean): void => {
    if (seen.has(row.id)) return
    seen.add(row.id)
    const below = children.get(row.id) ?? []
    if (!hidden) lines.push({ type: 'requirement', key: row.id, requirement: row, depth, below: below.length })
    for (const child of below) put(child, depth + 1, hidden || isClosed(row.id))
  }
  let path: readonly string[] = []
  for (const row of top) {
    const groups = row.assessable || row.group !== row.title ? row.group.split(groupSeparator).filter(Boolean) : []
    const shared = groups.findIndex((group, at) => path[at] !== group)
    const from = shared === -1 ? groups.length : shared
    let hidden = false
    groups.forEach((title, depth) => {
      const key = `group:${groups.slice(0, depth + 1).join(groupSeparator)}`
      if (depth >= from && !hidden) lines.push({ type: 'group', key, title, depth })
      hidden ||= isClosed(key)
    })
    path = groups
    put(row, groups.length, hidden)
  }
  // Cycles have no root: their rows are shown rather than lost.
  for (const row of requirements) if (!seen.has(row.id)) put(row, 0, false)
  return lines
}
