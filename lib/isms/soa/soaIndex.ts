/**
 * Everything the rows of the statement share, looked up once: a decision then recomputes only its own row, however many
 * risks are linked (bench soa-grid). Rebuilt when anything but the decisions changes.
 */

import { testState, type ControlTestFacts, type TestState } from '../control/testState'
import type { EffectiveSettings } from '../workspace/effectiveSettings'
import {
  controlEvidence,
  supersededIds,
  usableAmong,
  type ControlEvidence,
  type EvidenceFacts,
  type HasUsableEvidence,
} from '../evidence/usable'
import type { Asset } from '~/lib/records/kinds/asset'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { Risk } from '~/lib/records/kinds/risk'
import type { Scope } from '~/lib/records/kinds/scope'
import { byRef, refSortKey } from '~/lib/records/refs'
import { isOpenRisk } from '../risk/aggregate'
import type { ActionLinks, ObligationFacts, SupplierFacts } from './soaFacts'
import { groupBy } from '../../shared/groups'

export interface SoaIndexInput {
  readonly controls: readonly Control[]
  readonly risks: readonly Risk[]
  readonly evidence: readonly Evidence[]
  /** Review, bytes and seal of a piece of evidence, by id. */
  readonly evidenceFacts: (id: string) => EvidenceFacts
  readonly settings: EffectiveSettings
  readonly today: string
  readonly scope?: Scope | undefined
  readonly assets?: readonly Asset[]
  readonly actions?: readonly ActionLinks[]
  /** Undefined if no register of tests is kept: then no test is required. An empty register means untested (SOA6). */
  readonly tests?: readonly ControlTestFacts[] | undefined
  readonly suppliers?: readonly SupplierFacts[] | undefined
  readonly obligations?: readonly ObligationFacts[]
}

export interface SoaIndex {
  readonly input: SoaIndexInput
  /** Controls by requirement, without retired ones, sorted by ref. */
  readonly controlsOf: ReadonlyMap<string, readonly Control[]>
  /** Open risks behind reason `risk` (SOA3), by requirement, sorted by ref. */
  readonly risksOf: ReadonlyMap<string, readonly Risk[]>
  /** Open risks that name the requirement directly (SOA7). */
  readonly namedBy: ReadonlyMap<string, readonly Risk[]>
  readonly evidenceOf: ReadonlyMap<string, ControlEvidence>
  readonly testOf: ReadonlyMap<string, TestState>
  /** SOA5. */
  readonly hasUsableEvidence: HasUsableEvidence
}

export function soaIndex(input: SoaIndexInput): SoaIndex {
  const controls = inRefOrder(input.controls.filter(isPresent))
  const openRisks = inRefOrder(input.risks.filter(isOpenRisk))
  const superseded = supersededIds(input.evidence)
  const { evidenceFacts: facts, settings, today } = input
  const linked = groupBy(input.evidence, (evidence) => evidence.controls)
  const testsOf = groupBy(input.tests ?? [], (test) => test.control)
  return {
    input,
    controlsOf: groupBy(controls, (control) => control.reqs),
    risksOf: risksByRequirement(openRisks, controls, input.actions ?? []),
    namedBy: groupBy(openRisks, (risk) => risk.reqs),
    evidenceOf: new Map(
      controls.map((control) => [
        control.id,
        controlEvidence(control, linked.get(control.id) ?? [], { facts, superseded, settings, today }),
      ]),
    ),
    testOf: input.tests
      ? new Map(controls.map((control) => [control.id, testState(control, testsOf.get(control.id) ?? [])]))
      : new Map(),
    hasUsableEvidence: usableAmong(input.evidence, { facts: ({ id }) => facts(id), settings, today, superseded }),
  }
}

export const isPresent = (control: Control): boolean => control.status !== 'retired' && control.archivedOn === undefined

/** Sort keys are computed once per record: 10,000 refs need many comparisons. */
function inRefOrder<T extends { readonly ref: string; readonly id: string }>(records: readonly T[]): readonly T[] {
  if (records.length < 50) return [...records].sort(byRef)
  return records
    .map((record) => ({ record, key: `${refSortKey(record.ref)} ${record.id}` }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ record }) => record)
}

/** SOA3: a risk names the requirement directly, or through its controls or those of its actions. */
function risksByRequirement(
  risks: readonly Risk[],
  controls: readonly Control[],
  actions: readonly ActionLinks[],
): ReadonlyMap<string, readonly Risk[]> {
  const reqsOfControl = new Map(controls.map((control) => [control.id, control.reqs]))
  const actionsOf = groupBy(
    actions.filter((action) => action.status !== 'cancelled' && action.archivedOn === undefined),
    (action) => action.risks,
  )
  return groupBy(risks, (risk) => {
    const linked = [...risk.controls, ...(actionsOf.get(risk.id) ?? []).flatMap((action) => action.controls)]
    return [...new Set([...risk.reqs, ...linked.flatMap((id) => reqsOfControl.get(id) ?? [])])]
  })
}
