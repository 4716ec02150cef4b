import { computed } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import { navItems, recordDrawer, requirementPlace } from '~/components/shell/navigation'
import { frameworks } from '~/lib/live/framework/useCatalogue'
import { recordKind, type AnyRecord } from '~/lib/records/registry'
import { findLinks, type TextLink } from '~/lib/records/text/textLinks'
import { useNameStore } from '~/lib/live/record/nameStore'

export type LinkedPart =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'record'
      readonly text: string
      readonly row: AnyRecord
      readonly to: RouteLocationRaw
      readonly pasted: boolean
    }
  | { readonly type: 'requirement'; readonly text: string; readonly title: string; readonly to: RouteLocationRaw }
  | { readonly type: 'page'; readonly text: string; readonly name: string; readonly to: RouteLocationRaw }

/** In the language shown. */
const byCode = computed(
  () =>
    new Map(
      frameworks()
        .flatMap((framework) => framework.requirements)
        .map((one) => [one.code, one]),
    ),
)

/** A text cut at the records, codes and addresses of the app it names. What nobody here has stays text. */
export function useTextLinks(): (text: string) => readonly LinkedPart[] {
  const names = useNameStore()

  function partOf(link: TextLink, text: string): LinkedPart | undefined {
    if (link.type === 'code') {
      const requirement = byCode.value.get(link.code)
      return (
        requirement && { type: 'requirement', text, title: requirement.title, to: requirementPlace(requirement.id) }
      )
    }
    if (link.type === 'ref') {
      const row = names.byRef.get(link.ref)
      return row && { type: 'record', text, row, to: recordDrawer(row.kind, row), pasted: false }
    }
    const [, page = '', name] = link.path.split('/')
    const item = navItems.find((one) => one.path === `/${page}`)
    if (!item) return undefined
    const asked = link.query['open'] ?? name ?? link.query['row']
    const row =
      asked === undefined
        ? undefined
        : (names.byRef.get(asked) ??
          names.byId.get(asked) ??
          [...names.byId.values()].find(
            (one) =>
              one.ref === asked &&
              (item.kinds ?? []).includes(one.kind) &&
              recordKind(one.kind).naturalKey !== undefined,
          ))
    return row
      ? { type: 'record', text, row, to: recordDrawer(row.kind, row), pasted: true }
      : { type: 'page', text, name: item.name, to: { path: link.path, query: link.query } }
  }

  return (text) => {
    const parts: LinkedPart[] = []
    let at = 0
    for (const link of findLinks(text)) {
      const part = partOf(link, text.slice(link.start, link.end))
      if (!part) continue
      if (link.start > at) parts.push({ type: 'text', text: text.slice(at, link.start) })
      parts.push(part)
      at = link.end
    }
    if (at < text.length) parts.push({ type: 'text', text: text.slice(at) })
    return parts
  }
}
