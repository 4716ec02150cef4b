/** The evidence window of an external audit, and which tests fall into it (RE1, RE8). */

import { addPeriod } from '~/lib/shared/dates'
import type { Audit } from '~/lib/records/kinds/audit'
import type { ControlTest } from '~/lib/records/kinds/controlTest'

export interface EvidenceWindow {
  readonly from: string
  readonly to: string
  /** Id of the external audit the window belongs to; undefined if none is planned or running. */
  readonly audit: string | undefined
}

const external: ReadonlySet<string> = new Set([
  'stage1',
  'stage2',
  'surveillance',
  'recertification',
  'soc2Type1',
  'soc2Type2',
])

/** RE1: the window of the next planned or running external audit, otherwise the 12 months up to today. */
export function evidenceWindow(
  audits: readonly Pick<Audit, 'id' | 'type' | 'status' | 'plannedFrom' | 'windowFrom' | 'windowTo' | 'archivedOn'>[],
  today: string,
): EvidenceWindow {
  const [next] = audits
    .filter(
      (row) =>
        row.archivedOn === undefined &&
        external.has(row.type ?? '') &&
        row.status !== 'completed' &&
        row.status !== 'cancelled',
    )
    .sort((a, b) => (a.plannedFrom ?? '9999').localeCompare(b.plannedFrom ?? '9999') || (a.id < b.id ? -1 : 1))
  return { from: next?.windowFrom ?? addPeriod(today, 'P12M', -1), to: next?.windowTo ?? today, audit: next?.id }
}

/** True if the period a test covered overlaps the window; a test without a start counts for its single day. */
export const overlaps = (
  { periodFrom, periodTo }: Pick<ControlTest, 'periodFrom' | 'periodTo'>,
  { from, to }: Pick<EvidenceWindow, 'from' | 'to'>,
): boolean => periodTo !== undefined && periodTo >= from && (periodFrom ?? periodTo) <= to
