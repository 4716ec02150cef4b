/** Filters a person keeps under a name: per device, workspace and register. Pure. */

import { isJsonObject, type JsonValue } from '~/lib/shared/json'

/** The parts of the address that make a view: search, filters, sort, as they stand there. */
export interface ViewQuery {
  readonly q?: string | undefined
  readonly f?: string | undefined
  readonly sort?: string | undefined
}

export interface SavedView {
  readonly name: string
  readonly query: ViewQuery
}

const parts = ['q', 'f', 'sort'] as const
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Of a query of the address, what a view keeps. */
export const viewQuery = (query: Readonly<Record<string, string | undefined>>): ViewQuery =>
  Object.fromEntries(parts.flatMap((part) => (text(query[part]) === undefined ? [] : [[part, query[part]]])))
export const isEmptyView = (query: ViewQuery): boolean => parts.every((part) => text(query[part]) === undefined)
export const sameView = (a: ViewQuery, b: ViewQuery): boolean => parts.every((part) => text(a[part]) === text(b[part]))

/** What is stored, read again; anything else is left out. */
export function readViews(value: JsonValue | undefined): readonly SavedView[] {
  if (!Array.isArray(value)) return []
  return (value as readonly JsonValue[]).flatMap((one) =>
    isJsonObject(one) && typeof one['name'] === 'string' && isJsonObject(one['query'])
      ? [{ name: one['name'], query: viewQuery(one['query'] as Record<string, string>) }]
      : [],
  )
}

/** Kept under a name; the same name again replaces what it stood for. */
export function saveView(views: readonly SavedView[], name: string, query: ViewQuery): readonly SavedView[] {
  const kept = name.trim().slice(0, 60)
  if (kept === '') return views
  const at = views.findIndex((one) => one.name.toLowerCase() === kept.toLowerCase())
  const made = { name: kept, query: viewQuery(query as Record<string, string | undefined>) }
  return at < 0 ? [...views, made] : views.map((one, index) => (index === at ? made : one))
}

/** One that was taken away, at its place among those there are now; where its name was given anew, that one stays. */
export const putBack = (views: readonly SavedView[], one: SavedView, at: number): readonly SavedView[] =>
  views.some(({ name }) => name.toLowerCase() === one.name.toLowerCase())
    ? views
    : [...views.slice(0, at), one, ...views.slice(at)]

/** Another name; refused where another view has it already. */
export function renameView(views: readonly SavedView[], name: string, next: string): readonly SavedView[] {
  const kept = next.trim().slice(0, 60)
  if (kept === '' || views.some((one) => one.name !== name && one.name.toLowerCase() === kept.toLowerCase()))
    return views
  return views.map((one) => (one.name === name ? { ...one, name: kept } : one))
}
