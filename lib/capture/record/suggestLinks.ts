/**
 * Which links a capture of an address most likely needs, and why. Pure. Nothing is linked that is not shown: what is
 * preselected comes from the same address or the request in hand; a guess from the same site is only offered.
 */

import type { RowOf } from '~/lib/records/registry'

export interface Suggestion {
  readonly kind: 'control' | 'evidenceRequest'
  readonly id: string
  readonly ref: string
  readonly title: string
  readonly why: 'address' | 'lastCapture' | 'request' | 'fromControl'
  readonly preselected: boolean
}

export interface SuggestionSources {
  /** Captures, newest first. */
  readonly evidence: readonly Pick<RowOf<'evidence'>, 'id' | 'url' | 'controls' | 'capturedAt' | 'archivedOn'>[]
  readonly controls: readonly Pick<RowOf<'control'>, 'id' | 'ref' | 'title' | 'status' | 'archivedOn'>[]
  /** Requests that wait for an answer. */
  readonly requests: readonly Pick<RowOf<'evidenceRequest'>, 'id' | 'ref' | 'title' | 'controls' | 'assignee' | 'due'>[]
  readonly person?: string
  /** The request the side panel has in hand. */
  readonly currentRequest?: string
  readonly limit?: number
}

/**
 * The part of an address that says which page it is: origin and path, and the query's names. Values such as a date or
 * a session change between two captures of the same page; the fragment counts where it is a route.
 */
export function pageKey(address: string): string | undefined {
  try {
    const url = new URL(address)
    const names = [...new Set(url.searchParams.keys())].sort().join('&')
    const route = /^#!?\//.test(url.hash) ? url.hash.split('?')[0]! : ''
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}${names && `?${names}`}${route}`
  } catch {
    return undefined
  }
}

export const originOf = (address: string): string | undefined => {
  try {
    const { origin } = new URL(address)
    return origin === 'null' ? undefined : origin
  } catch {
    return undefined
  }
}

export function suggestLinks(address: string, sources: SuggestionSources): readonly Suggestion[] {
  const key = pageKey(address)
  const origin = originOf(address)
  const live = sources.evidence.filter((row) => row.archivedOn === undefined && row.url !== undefined)
  const samePage = key === undefined ? [] : live.filter((row) => pageKey(row.url!) === key)
  const sameSite = origin === undefined ? [] : live.filter((row) => originOf(row.url!) === origin)
  const controls = new Map(
    sources.controls
      .filter((row) => row.archivedOn === undefined && row.status !== 'retired')
      .map((row) => [row.id, row]),
  )
  const found = new Map<string, Suggestion>()

  const addControl = (id: string, why: Suggestion['why'], preselected: boolean): void => {
    const row = controls.get(id)
    if (row && !found.has(id))
      found.set(id, { kind: 'control', id, ref: row.ref, title: row.title ?? row.ref, why, preselected })
  }
  const addRequest = (
    request: SuggestionSources['requests'][number],
    why: Suggestion['why'],
    preselected: boolean,
  ): void => {
    if (!found.has(request.id))
      found.set(request.id, {
        kind: 'evidenceRequest',
        id: request.id,
        ref: request.ref,
        title: request.title ?? request.ref,
        why,
        preselected,
      })
  }

  const current = sources.requests.find((request) => request.id === sources.currentRequest)
  if (current) {
    addRequest(current, 'request', true)
    for (const id of current.controls) addControl(id, 'request', true)
  }
  for (const id of samePage[0]?.controls ?? []) addControl(id, 'lastCapture', true)
  for (const row of samePage.slice(1)) for (const id of row.controls) addControl(id, 'address', false)
  for (const [id] of counted(sameSite.flatMap((row) => row.controls))) addControl(id, 'address', false)
  const due = [...sources.requests].sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'))
  for (const request of due) {
    const shared = request.controls.some((id) => found.get(id)?.preselected)
    if (shared && (request.assignee === undefined || request.assignee === sources.person))
      addRequest(request, 'fromControl', false)
  }
  return [...found.values()].slice(0, sources.limit ?? 8)
}

/** Most frequent first. */
function counted(ids: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}
