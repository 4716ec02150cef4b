/** The days an external audit looks at, and which tests fall into them (RE1, RE8). */

import { addPeriod } from '~/lib/shared/dates'
import type { Audit } from '~/lib/records/kinds/audit'
import type { ControlTest } from '~/lib/records/kinds/controlTest'

export interface EvidenceWindow {
  readonly from: string
  readonly to: string
  /** The external audit it belongs to; undefined where none is planned or running. */
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

/** RE1: that of the next planned or running external audit, else the 12 months to today. */
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

/** Whether the period a test looked at overlaps the window; a test of one day counts for that day. */
export const overlaps = (
  { periodFrom, periodTo }: Pick<ControlTest, 'periodFrom' | 'periodTo'>,
  { from, to }: Pick<EvidenceWindow, 'from' | 'to'>,
): boolean => periodTo !== undefined && periodTo >= from && (periodFrom ?? periodTo) <= to
