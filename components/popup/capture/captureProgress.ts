/** How far a capture is, from its draft row. Pure. */

import { isJsonObject } from '~/lib/shared/json'
import type { DraftRow } from '~/lib/vault/store/tables'

export type ShownMode = 'visible' | 'fullPage' | 'archive' | 'series'

export interface Progress {
  readonly busy: boolean
  readonly mode: ShownMode
  readonly what: 'start' | 'tile' | 'page' | 'sealing'
  readonly n?: number
  readonly m?: number
  /** 0 to 1; never full before it is done. */
  readonly share: number
}

const isShown = (mode: string | undefined): mode is ShownMode =>
  mode === 'visible' || mode === 'fullPage' || mode === 'archive' || mode === 'series'

/** A draft whose series is open waits for the next page; it is not busy by itself. */
export function openSeries(draft: DraftRow | undefined): boolean {
  const facts = isJsonObject(draft?.facts) ? draft.facts : {}
  return isJsonObject(facts['series']) && facts['series']['open'] === true
}

export const pagesOf = (draft: DraftRow | undefined): number => {
  const facts = isJsonObject(draft?.facts) ? draft.facts : {}
  return Array.isArray(facts['pages']) ? facts['pages'].length : 0
}

/** How many pages the list has, as the first page of the series that says so said it. A last page often can't tell. */
export function listPagesOf(draft: DraftRow | undefined): number | undefined {
  const facts = isJsonObject(draft?.facts) ? draft.facts : {}
  for (const captured of Array.isArray(facts['pages']) ? facts['pages'] : []) {
    const page = isJsonObject(captured) && isJsonObject(captured['page']) ? captured['page'] : {}
    if (isJsonObject(page['list']) && typeof page['list']['pages'] === 'number') return page['list']['pages']
  }
  return undefined
}

export function captureProgress(draft: DraftRow | undefined): Progress {
  const mode = isShown(draft?.mode) ? draft.mode : 'fullPage'
  if (!draft) return { busy: false, mode, what: 'start', share: 0 }
  const busy =
    draft.state === 'capturing' || draft.state === 'sealing' || (draft.state === 'captured' && !openSeries(draft))
  if (draft.state === 'sealing' || draft.state === 'captured') return { busy, mode, what: 'sealing', share: 0.98 }
  if (draft.steps <= 0) return { busy, mode, what: 'start', share: 0.02 }
  // The step that is being taken, not the last one taken.
  const n = Math.min(draft.steps, draft.step + 1)
  return {
    busy,
    mode,
    what: mode === 'series' ? 'page' : 'tile',
    n,
    m: draft.steps,
    share: Math.min(0.95, Math.max(0.02, draft.step / draft.steps)),
  }
}
