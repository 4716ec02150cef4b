/** Which evidence stands under which tab, in which order. Pure; works on the rows with their derived columns. */

import { dayMs, addDays } from '~/lib/shared/dates'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { EvidenceColumns } from '~/lib/vault/views/projection'

export type ListedEvidence = Evidence & EvidenceColumns
export const evidenceTabs = ['waits', 'all', 'ending', 'control', 'inbox'] as const
export type EvidenceTab = (typeof evidenceTabs)[number]
export const isEvidenceTab = (word: unknown): word is EvidenceTab => evidenceTabs.some((tab) => tab === word)

export type EvidenceOrder = 'newest' | 'oldest'

const takenAt = (row: Evidence): string => row.capturedAt ?? row.createdAt

const inTab: Readonly<Record<EvidenceTab, (row: ListedEvidence, endsBy: string) => boolean>> = {
  waits: (row) => row.waits === 1,
  all: () => true,
  // What has ended stays in this list until something newer takes its place: it is what needs doing.
  ending: (row, endsBy) => row.freshUntil !== '' && row.freshUntil < endsBy,
  control: (row) => row.controls.length > 0,
  inbox: (row) => row.controls.length === 0,
}

/** Rows of a tab. Superseded evidence is not due for anything, so it stands under All only (EV1). */
export function listOf(
  rows: readonly ListedEvidence[],
  tab: EvidenceTab,
  options: { readonly order: EvidenceOrder; readonly today: string; readonly warnDays: number },
): readonly ListedEvidence[] {
  const endsBy = addDays(options.today, options.warnDays)
  const superseded = new Set(rows.flatMap((row) => row.supersedes ?? []))
  const kept = rows.filter((row) => inTab[tab](row, endsBy) && (tab === 'all' || !superseded.has(row.id)))
  if (tab === 'ending')
    return [...kept].sort((a, b) => (a.freshUntil < b.freshUntil ? -1 : a.freshUntil > b.freshUntil ? 1 : 0))
  const sign = options.order === 'newest' ? -1 : 1
  return [...kept].sort((a, b) => sign * (takenAt(a) < takenAt(b) ? -1 : takenAt(a) > takenAt(b) ? 1 : 0))
}

export interface ControlGroup {
  readonly controlId: string
  readonly rows: readonly ListedEvidence[]
}

/** Evidence under each control it shows; one evidence stands under all of its controls. */
export function byControl(
  rows: readonly ListedEvidence[],
  orderOf: (controlId: string) => string,
): readonly ControlGroup[] {
  const groups = new Map<string, ListedEvidence[]>()
  for (const row of rows) for (const id of row.controls) groups.set(id, [...(groups.get(id) ?? []), row])
  return [...groups]
    .map(([controlId, of]) => ({ controlId, rows: of }))
    .sort((a, b) => orderOf(a.controlId).localeCompare(orderOf(b.controlId), 'en', { numeric: true }))
}

/** Days the oldest of the waiting ones waits. */
export function oldestWaits(rows: readonly ListedEvidence[], now: number): number | undefined {
  const oldest = rows
    .filter((row) => row.waits === 1)
    .map((row) => Date.parse(takenAt(row)))
    .sort((a, b) => a - b)[0]
  return oldest === undefined ? undefined : Math.max(0, Math.floor((now - oldest) / dayMs))
}

/** Share of validity left, for the freshness ring. */
export function shareLeft(row: ListedEvidence, today: string, zoneDay: (instant: string) => string): number {
  const base = Date.parse(row.coversTo ?? zoneDay(takenAt(row)))
  const whole = Date.parse(row.freshUntil) - base
  return !(whole > 0) ? 0 : Math.min(1, Math.max(0, (Date.parse(row.freshUntil) - Date.parse(today)) / whole))
}
