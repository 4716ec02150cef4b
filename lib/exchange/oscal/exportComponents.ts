/**
 * Controls, assets, suppliers and policies as OSCAL components. The same record is the same component in every
 * document.
 */

import type { Asset } from '~/lib/records/kinds/asset'
import type { Control } from '~/lib/records/kinds/control'
import type { Policy } from '~/lib/records/kinds/policy'
import type { Supplier } from '~/lib/records/kinds/supplier'
import { approvalState } from '~/lib/isms/statement/approvalState'
import { standingOf } from '~/lib/isms/statement/statementStanding'
import type { Draft } from './oscalDraft'
import { prop, recordProps, textProp, type Piece, type PieceObject } from './oscalParts'
import { lineOr, prose } from './text'

const typeOfControl = {
  technical: 'software',
  administrative: 'process-procedure',
  physical: 'physical',
  people: 'process-procedure',
} as const
/** Words OSCAL knows, and `people`, which it lets us add. Information is a type of information, not a component. */
const typeOfAsset = {
  information: undefined,
  service: 'service',
  software: 'software',
  hardware: 'hardware',
  network: 'network',
  site: 'physical',
  people: 'people',
  supplierService: 'service',
} as const
const stateOfControl = {
  planned: 'under-development',
  inProgress: 'under-development',
  operating: 'operational',
  degraded: 'operational',
  retired: 'disposition',
} as const
const stateOfAsset = { planned: 'under-development', inUse: 'operational', retired: 'disposition' } as const

/**
 * What a component definition and a plan say alike; `status` is the plan's alone. `withEvidence`: links to what proves
 * it.
 */
export const controlComponent = (draft: Draft, row: Control, withEvidence: boolean): PieceObject => ({
  'uuid': draft.uuid(row.id),
  'type': typeOfControl[row.nature ?? 'administrative'],
  'title': lineOr(row.title, row.ref),
  'description': prose(row.description) ?? lineOr(row.title, row.ref),
  'props': [
    ...recordProps(row),
    prop('status', row.status),
    prop('nature', row.nature),
    ...row.types.map((type) => prop('control-type', type)),
    prop('frequency', row.frequency),
    prop('automation', row.automation),
    prop('key', row.key),
    prop('implemented-on', row.implementedOn),
    prop('test-every', row.testEvery),
    textProp('evidence-needed', row.evidenceNeeded),
    textProp('test-procedure', row.testProcedure),
  ],
  'links': (withEvidence ? draft.facts.evidenceOf(row.id) : []).map((evidence) => ({
    href: draft.resource(evidence),
    rel: 'evidence',
  })),
  'responsible-roles': draft.responsible('control-owner', 'Control owner', row.owner),
})

export const withStatus = (component: PieceObject, state: string): PieceObject => {
  const { 'responsible-roles': roles, ...rest } = component
  return { ...rest, 'status': { state }, 'responsible-roles': roles }
}

/** With what proves it in the plan itself; documents that only point at the control leave that there. */
export const controlInPlan = (
  draft: Draft,
  row: Control,
  { withEvidence }: { readonly withEvidence: boolean },
): PieceObject => withStatus(controlComponent(draft, row, withEvidence), stateOfControl[row.status ?? 'planned'])

/** Undefined for information, which has no component. */
export function assetComponent(draft: Draft, row: Asset): PieceObject | undefined {
  const type = row.type === undefined ? 'system' : typeOfAsset[row.type]
  if (type === undefined) return undefined
  return {
    'uuid': draft.uuid(row.id),
    type,
    'title': lineOr(row.name, row.ref),
    'description': prose(row.location) ?? lineOr(row.name, row.ref),
    'props': assetProps(row),
    'status': { state: stateOfAsset[row.status ?? 'inUse'] },
    'responsible-roles': [
      ...draft.responsible('asset-owner', 'Asset owner', row.owner),
      ...draft.responsible('asset-custodian', 'Asset custodian', row.custodian),
    ],
  }
}

export const assetProps = (row: Asset): readonly Piece[] => [
  ...recordProps(row),
  prop('type', row.type),
  prop('classification', row.classification),
  prop('confidentiality', row.c),
  prop('integrity', row.i),
  prop('availability', row.a),
  prop('pii', row.pii),
  prop('location', row.location),
  prop('status', row.status),
]

export const supplierComponent = (draft: Draft, row: Supplier): PieceObject => ({
  'uuid': draft.uuid(row.id),
  'type': 'service',
  'title': lineOr(row.name, row.ref),
  'description': prose(row.service) ?? lineOr(row.name, row.ref),
  'props': [
    ...recordProps(row),
    prop('status', row.status),
    prop('criticality', row.criticality),
    prop('cloud', row.cloud),
    prop('subservice', row.subservice),
    prop('data-access', row.dataAccess),
    prop('assurance', row.assurance),
    prop('assurance-until', row.assuranceUntil),
    prop('contract-from', row.contractFrom),
    prop('contract-until', row.contractUntil),
    prop('reviewed-on', row.reviewedOn),
    textProp('user-controls', row.userControls),
    { name: 'implementation-point', value: 'external' },
  ],
  'status': { state: row.status === 'ended' ? 'disposition' : 'operational' },
  'responsible-roles': draft.responsible('supplier-owner', 'Supplier owner', row.owner),
})

export function policyComponent(draft: Draft, row: Policy): PieceObject {
  const { state, today } = { state: draft.state, today: draft.state.today }
  const statements = state.statementsOf(row.id)
  const { contentHash, versions } = standingOf(row, 'main', statements, state.lookup, today)
  const approval = approvalState(statements, { profile: 'main', contentHash, today }).state
  const retired = row.retiredOn !== undefined && row.retiredOn <= today
  return {
    'uuid': draft.uuid(row.id),
    'type': 'policy',
    'title': lineOr(row.title, row.ref),
    'description': firstParagraph(row.body) ?? lineOr(row.title, row.ref),
    'props': [
      ...recordProps(row),
      prop('level', row.level),
      prop('approval', approval),
      versions.length === 0 ? undefined : prop('version', versions.length),
      prop('effective-from', row.effectiveFrom),
      prop('classification', row.classification),
    ],
    'status': {
      state: retired
        ? 'disposition'
        : versions.some((version) => !version.revoked)
          ? 'operational'
          : 'under-development',
    },
    'responsible-roles': draft.responsible('policy-owner', 'Policy owner', row.owner),
  }
}

/** The first paragraph that is no heading. */
const firstParagraph = (body: string | undefined): string | undefined =>
  body
    ?.split(/\n{2,}/)
    .map((part) => part.trim())
    .find((part) => part !== '' && !part.startsWith('#'))
