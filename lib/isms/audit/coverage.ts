/** AU1: what an audit programme must cover in its period, and how far it has come. */

import { daysBetween } from '~/lib/shared/dates'
import type { Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import { soaEntryId } from '~/lib/records/derivedIds'
import type { Audit } from '~/lib/records/kinds/audit'
import type { AuditItem } from '~/lib/records/kinds/auditItem'
import type { AuditProgramme } from '~/lib/records/kinds/auditProgramme'
import type { SoaEntry } from '~/lib/records/kinds/soaEntry'
import { isAssessed } from './auditCompleteness'
import { isInternal } from './auditIndependence'

/**
 * `done`: covered. `assessed`: has a result, but the audit is not complete. `conflict`: assessed by somebody who owns
 * it.
 */
export type CellState = 'done' | 'conflict' | 'assessed' | 'planned'

export interface CoverageRow {
  readonly requirement: string
  readonly state: CellState | 'gap'
  /** By audit id. */
  readonly cells: ReadonlyMap<string, CellState>
}

export interface ProgrammeCoverage {
  readonly rows: readonly CoverageRow[]
  /** Audits of the period, by date. */
  readonly audits: readonly Audit[]
  readonly required: number
  readonly covered: number
  /** covered / required; 1 when nothing is required. */
  readonly share: number
  /** Share of the period that has elapsed, 0 to 1. */
  readonly expected: number
  readonly isBehind: boolean
  /** Requirements that no audit of the period includes yet. */
  readonly gaps: readonly string[]
}

export interface CoverageFacts {
  readonly audits: readonly Audit[]
  readonly items: readonly AuditItem[]
  readonly isComplete: (auditId: string) => boolean
  readonly hasConflict: (itemId: string) => boolean
  readonly today: string
}

/**
 * AU1: the 30 clause items and every Annex A row that is applicable or inherited, unless the programme lists its own.
 */
export function requiredSet(
  programme: Pick<AuditProgramme, 'reqs'>,
  requirements: readonly Requirement[],
  entries: readonly SoaEntry[],
): readonly string[] {
  const ordered = requirements.filter((requirement) => requirement.assessable)
  if (programme.reqs.length > 0) {
    const chosen = new Set(programme.reqs)
    const known = ordered.filter((requirement) => chosen.has(requirement.id)).map((requirement) => requirement.id)
    return [...known, ...programme.reqs.filter((id) => !known.includes(id))]
  }
  const decided = new Map(
    entries.filter((entry) => entry.archivedOn === undefined).map((entry) => [entry.id, entry.applicability]),
  )
  const isApplicable = (id: string): boolean => ['applicable', 'inherited'].includes(decided.get(soaEntryId(id)) ?? '')
  return ordered
    .filter((requirement) => !requirement.code.startsWith('A.') || isApplicable(requirement.id))
    .map((requirement) => requirement.id)
}

/**
 * AU1: share of the programme's period that elapsed before today (today itself does not count yet), 0 to 1; 0 without a
 * period.
 */
export function expectedShare({ from, to }: Pick<AuditProgramme, 'from' | 'to'>, today: string): number {
  if (from === undefined || to === undefined || today < from) return 0
  return today > to ? 1 : daysBetween(from, today) / (daysBetween(from, to) + 1)
}

const isWithin = (
  { from, to }: Pick<AuditProgramme, 'from' | 'to'>,
  first: string | undefined,
  last: string | undefined,
): boolean =>
  from !== undefined && to !== undefined && first !== undefined && last !== undefined && from <= first && last <= to

/**
 * Whether an audit belongs to the programme's period: performed in it, planned for it, or assigned to the programme
 * without dates. External and cancelled audits cover nothing.
 */
function belongs(programme: AuditProgramme, audit: Audit): boolean {
  if (!isInternal(audit) || audit.archivedOn !== undefined || audit.status === 'cancelled') return false
  const first = audit.performedFrom ?? audit.plannedFrom
  return first === undefined
    ? audit.programme === programme.id
    : isWithin(programme, first, audit.performedTo ?? audit.plannedTo ?? first)
}

/**
 * AU1: a requirement is covered by an item that has a result and no conflict (AU3), in a complete internal audit (AU2)
 * performed within the period. Everything else in the row is planning.
 */
export function programmeCoverage(
  programme: AuditProgramme,
  required: readonly string[],
  facts: CoverageFacts,
): ProgrammeCoverage {
  const audits = facts.audits
    .filter((audit) => belongs(programme, audit))
    .sort((a, b) => dayOf(a).localeCompare(dayOf(b)) || a.ref.localeCompare(b.ref) || a.id.localeCompare(b.id))
  const byId = new Map(audits.map((audit) => [audit.id, audit]))
  const cells = new Map<string, Map<string, CellState>>(required.map((id) => [id, new Map<string, CellState>()]))
  for (const item of facts.items) {
    const audit = item.audit === undefined ? undefined : byId.get(item.audit)
    const row = item.requirement === undefined ? undefined : cells.get(item.requirement)
    if (audit && row && item.archivedOn === undefined) row.set(audit.id, cellOf(programme, audit, item, facts))
  }
  const rows = required.map((requirement): CoverageRow => {
    const own = cells.get(requirement)!
    return { requirement, cells: own, state: order.find((state) => [...own.values()].includes(state)) ?? 'gap' }
  })
  const covered = rows.filter((row) => row.state === 'done').length
  const share = required.length === 0 ? 1 : covered / required.length
  const expected = expectedShare(programme, facts.today)
  return {
    rows,
    audits,
    required: required.length,
    covered,
    share,
    expected,
    isBehind: share < Math.min(expected, 1),
    gaps: rows.filter((row) => row.state === 'gap').map((row) => row.requirement),
  }
}

const order: readonly CellState[] = ['done', 'assessed', 'planned', 'conflict']
const dayOf = (audit: Audit): string => audit.performedFrom ?? audit.plannedFrom ?? ''

function cellOf(programme: AuditProgramme, audit: Audit, item: AuditItem, facts: CoverageFacts): CellState {
  if (!isAssessed(item)) return 'planned'
  if (facts.hasConflict(item.id)) return 'conflict'
  return facts.isComplete(audit.id) && isWithin(programme, audit.performedFrom, audit.performedTo) ? 'done' : 'assessed'
}
