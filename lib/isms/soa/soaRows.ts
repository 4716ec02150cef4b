/**
 * The live Statement of Applicability (6.1.3 d): one row per assessable requirement with everything the screen and the
 * report show. Built from records on every look, stored nowhere.
 */

import type { Requirement } from '../catalogue/requirement'
import { soaEntryId } from '../derivedIds'
import type { EffectiveSettings } from '../effectiveSettings'
import { controlEvidence, isUsable, supersededIds, type ControlEvidence, type EvidenceFacts } from '../evidence/usable'
import type { Asset } from '../kinds/asset'
import type { Control } from '../kinds/control'
import type { Evidence } from '../kinds/evidence'
import type { Risk } from '../kinds/risk'
import type { Scope } from '../kinds/scope'
import type { SoaEntry } from '../kinds/soaEntry'
import { isOpenRisk } from '../risk/aggregate'
import { contradictionsOf, type SoaContradiction } from './contradictions'
import type { ActionLinks, ControlTestFacts, ObligationFacts, SupplierFacts } from './facts'
import { entryProblems, type SoaProblem } from './problems'
import { soaStatus, type SoaStatus } from './status'

export interface SoaInput {
  readonly requirements: readonly Requirement[]
  readonly entries: readonly SoaEntry[]
  readonly controls: readonly Control[]
  readonly risks: readonly Risk[]
  readonly evidence: readonly Evidence[]
  /** Review, bytes and seal of an evidence by id. */
  readonly evidenceFacts: (id: string) => EvidenceFacts
  readonly settings: EffectiveSettings
  readonly today: string
  readonly scope?: Scope | undefined
  readonly assets?: readonly Asset[]
  readonly actions?: readonly ActionLinks[]
  /** Without a register of tests nothing is asked of it; an empty one means untested (SOA6). */
  readonly tests?: readonly ControlTestFacts[] | undefined
  readonly suppliers?: readonly SupplierFacts[] | undefined
  readonly obligations?: readonly ObligationFacts[]
}

export interface SoaRow {
  readonly requirement: Requirement
  /** Id of its entry, whether it exists yet or not. */
  readonly id: string
  /** Missing means undecided (SOA1). */
  readonly entry: SoaEntry | undefined
  readonly applicability: NonNullable<SoaEntry['applicability']>
  readonly status: SoaStatus
  /** Not retired, naming the requirement. */
  readonly controls: readonly Control[]
  /** Open risks behind reason `risk` (SOA3). */
  readonly risks: readonly Risk[]
  /** The weakest of its controls. */
  readonly evidence: ControlEvidence
  readonly problems: readonly SoaProblem[]
  readonly contradictions: readonly SoaContradiction[]
}

/** SOA1: rows in catalogue order, whether decided or not. */
export function soaRows(input: SoaInput): readonly SoaRow[] {
  const entries = new Map(input.entries.filter((entry) => entry.archivedOn === undefined).map((entry) => [entry.id, entry]))
  const controls = input.controls.filter(isPresent)
  const controlsOf = groupBy(controls, (control) => control.reqs)
  const openRisks = input.risks.filter(isOpenRisk)
  const risksOf = risksByRequirement(openRisks, controls, input.actions ?? [])
  const evidenceOf = evidenceByControl(input, controls)
  const soundSupport = (ids: readonly string[]): boolean => supportedByEvidence(input, ids)

  return [...input.requirements]
    .filter((requirement) => requirement.assessable)
    .sort((a, b) => a.order - b.order)
    .map((requirement) => {
      const id = soaEntryId(requirement.id)
      const entry = entries.get(id)
      const linked = controlsOf.get(requirement.id) ?? []
      const risks = risksOf.get(requirement.id) ?? []
      const applicability = entry?.applicability ?? 'undecided'
      return {
        requirement,
        id,
        entry,
        applicability,
        status: soaStatus(applicability, linked, { evidenceOf: (control) => evidenceOf.get(control.id)!.state, tests: input.tests, today: input.today }),
        controls: linked,
        risks,
        evidence: weakest(linked.map((control) => evidenceOf.get(control.id)!)),
        problems: entryProblems(entry, { risks: risks.length, suppliers: input.suppliers, hasUsableEvidence: soundSupport, today: input.today }),
        contradictions: applicability === 'notApplicable' ? contradictionsOf(requirement.code, { ...input, controls: linked, risks: openRisks.filter((risk) => risk.reqs.includes(requirement.id)) }) : [],
      }
    })
}

/** SOA2: controls that answer to no requirement of the framework. */
export const additionalControls = (controls: readonly Control[], framework: string): readonly Control[] =>
  controls.filter((control) => isPresent(control) && !control.reqs.some((requirement) => requirement.startsWith(`${framework}:A.`)))

const isPresent = (control: Control): boolean => control.status !== 'retired' && control.archivedOn === undefined

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}

/** SOA3: a risk names the requirement itself, or through its controls or those of its actions. */
function risksByRequirement(risks: readonly Risk[], controls: readonly Control[], actions: readonly ActionLinks[]): ReadonlyMap<string, readonly Risk[]> {
  const reqsOfControl = new Map(controls.map((control) => [control.id, control.reqs]))
  const actionsOf = groupBy(actions.filter((action) => action.status !== 'cancelled' && action.archivedOn === undefined), (action) => action.risks)
  return groupBy(risks, (risk) => {
    const linked = [...risk.controls, ...(actionsOf.get(risk.id) ?? []).flatMap((action) => action.controls)]
    return [...new Set([...risk.reqs, ...linked.flatMap((id) => reqsOfControl.get(id) ?? [])])]
  })
}

function evidenceByControl(input: SoaInput, controls: readonly Control[]): ReadonlyMap<string, ControlEvidence> {
  const linked = groupBy(input.evidence, (evidence) => evidence.controls)
  const superseded = supersededIds(input.evidence)
  const { evidenceFacts: facts, settings, today } = input
  return new Map(controls.map((control) => [control.id, controlEvidence(control, linked.get(control.id) ?? [], { facts, superseded, settings, today })]))
}

function supportedByEvidence(input: SoaInput, ids: readonly string[]): boolean {
  const superseded = supersededIds(input.evidence)
  return input.evidence.some((evidence) => ids.includes(evidence.id) && isUsableNow(input, evidence, superseded))
}

function isUsableNow({ evidenceFacts, settings, today }: SoaInput, evidence: Evidence, superseded: ReadonlySet<string>): boolean {
  return isUsable(evidence, evidenceFacts(evidence.id), settings, { today, superseded })
}

/** A row is as well proven as its weakest control. */
function weakest(states: readonly ControlEvidence[]): ControlEvidence {
  const none = states.find((state) => state.best === undefined)
  if (none || states.length === 0) return { state: 'none' }
  return states.reduce((a, b) => (b.best!.freshness.end < a.best!.freshness.end ? b : a))
}
