/**
 * The live Statement of Applicability (6.1.3 d): one row per assessable requirement with everything screen and report
 * show. Built from records on every read, never stored.
 */

import type { Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import { soaEntryId } from '~/lib/records/derivedIds'
import type { ControlEvidence } from '../evidence/usable'
import type { Control } from '~/lib/records/kinds/control'
import type { Risk } from '~/lib/records/kinds/risk'
import type { SoaEntry } from '~/lib/records/kinds/soaEntry'
import { contradictionsOf, type SoaContradiction } from './contradictions'
import { entryProblems, type SoaProblem } from './soaProblems'
import { isPresent, soaIndex, type SoaIndex, type SoaIndexInput } from './soaIndex'
import { soaStatus, type SoaStatus } from './status'

export interface SoaInput extends SoaIndexInput {
  readonly requirements: readonly Requirement[]
  readonly entries: readonly SoaEntry[]
}

export interface SoaRow {
  readonly requirement: Requirement
  /** Id of its entry, whether or not the entry exists yet. */
  readonly id: string
  /** Missing means undecided (SOA1). */
  readonly entry: SoaEntry | undefined
  readonly applicability: NonNullable<SoaEntry['applicability']>
  readonly status: SoaStatus
  /** Controls that name the requirement, without retired ones. */
  readonly controls: readonly Control[]
  /** Open risks behind reason `risk` (SOA3). */
  readonly risks: readonly Risk[]
  /** Evidence of its weakest control. */
  readonly evidence: ControlEvidence
  readonly problems: readonly SoaProblem[]
  readonly contradictions: readonly SoaContradiction[]
}

/** SOA1: rows in catalogue order, whether decided or not. */
export const soaRows = (input: SoaInput): readonly SoaRow[] =>
  rowsFrom(soaIndex(input), input.requirements, input.entries)

/**
 * SOA1 over an index. Rows of `before` with the same decision and the same links are reused, so that views can see by
 * identity that nothing changed.
 */
export function rowsFrom(
  index: SoaIndex,
  requirements: readonly Requirement[],
  entries: readonly SoaEntry[],
  before?: { readonly index: SoaIndex; readonly rows: readonly SoaRow[] },
): readonly SoaRow[] {
  const known = new Map(entries.filter((entry) => entry.archivedOn === undefined).map((entry) => [entry.id, entry]))
  const kept = before?.index === index ? new Map(before.rows.map((row) => [row.id, row])) : undefined
  return [...requirements]
    .filter((requirement) => requirement.assessable)
    .sort((a, b) => a.order - b.order)
    .map((requirement) => {
      const id = soaEntryId(requirement.id)
      const entry = known.get(id)
      const old = kept?.get(id)
      return old && old.requirement === requirement && isSameEntry(old.entry, entry)
        ? old
        : soaRow(index, requirement, id, entry)
    })
}

function soaRow(index: SoaIndex, requirement: Requirement, id: string, entry: SoaEntry | undefined): SoaRow {
  const { input } = index
  const linked = index.controlsOf.get(requirement.id) ?? []
  const risks = index.risksOf.get(requirement.id) ?? []
  const applicability = entry?.applicability ?? 'undecided'
  return {
    requirement,
    id,
    entry,
    applicability,
    status: soaStatus(applicability, linked, {
      evidenceOf: (control) => index.evidenceOf.get(control.id)!.state,
      testOf: (control) => index.testOf.get(control.id),
      today: input.today,
    }),
    controls: linked,
    risks,
    evidence: weakest(linked.map((control) => index.evidenceOf.get(control.id)!)),
    problems: entryProblems(entry, {
      risks: risks.length,
      suppliers: input.suppliers,
      hasUsableEvidence: index.hasUsableEvidence,
      today: input.today,
    }),
    contradictions:
      applicability === 'notApplicable'
        ? contradictionsOf(requirement.code, {
            ...input,
            controls: linked,
            risks: index.namedBy.get(requirement.id) ?? [],
          })
        : [],
  }
}

/** Rows are read from the vault again after each change; most are unchanged. */
const isSameEntry = (a: SoaEntry | undefined, b: SoaEntry | undefined): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

/**
 * SOA2: controls that belong to no row of the framework's statement. For ISO/IEC 27001 the rows are Annex A, not the
 * clauses.
 */
export function additionalControls(controls: readonly Control[], framework: string): readonly Control[] {
  const rows = framework === 'iso27001-2022' ? `${framework}:A.` : `${framework}:`
  return controls.filter(
    (control) => isPresent(control) && !control.reqs.some((requirement) => requirement.startsWith(rows)),
  )
}

/** A row is as well proven as its weakest control. */
function weakest(states: readonly ControlEvidence[]): ControlEvidence {
  const none = states.find((state) => state.best === undefined)
  if (none || states.length === 0) return { state: 'none' }
  return states.reduce((a, b) => (b.best!.freshness.end < a.best!.freshness.end ? b : a))
}
