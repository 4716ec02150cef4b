/** Open nonconformities and risks above the criteria as a plan of action and milestones (isms.md 7.3). */

import type { JsonObject } from '../../../shared/json'
import { fail, ok, type Result } from '../../../shared/result'
import { assetComponent, controlInPlan } from '../exportComponents'
import type { Draft } from '../oscalDraft'
import type { NcInWork, RiskStanding } from '../oscalState'
import { prop, pruned, recordProps, type Piece } from '../oscalParts'
import { kebab, lineOr, prose } from '../text'
import { findingPiece, isObserved, isOfFramework, itemObservation, observationUuid, origins } from './exportFinding'
import { ncRisk, riskPiece } from './exportRisk'
import { systemId } from './systemSecurityPlan'
import type { Risk } from '~/lib/records/kinds/risk'
import type { Finding } from '~/lib/records/kinds/finding'

/** Fails with `noItems`: OSCAL has no plan of action without an item. */
export function planOfActionOf(draft: Draft): Result<JsonObject> {
  const { facts, framework, state, uuid } = draft
  const risks = state.rows('risk').map((row) => ({ row, standing: facts.risk(row) }))
  const above = risks.filter(({ row, standing }) => row.status !== 'closed' && standing.isAbove)
  const all = state.rows('nonconformity').map((row) => facts.nonconformity(row))
  const open = all.filter((nc) => nc.state !== 'closed' && nc.state !== 'withdrawn')
  if (above.length + open.length === 0)
    return fail(
      'noItems',
      'There is no open nonconformity and no risk above the criteria, so there is nothing to plan. A plan of action needs one item at least.',
    )
  const named = [...risks.flatMap(({ row }) => row.reqs), ...open.flatMap(({ row }) => row.requirement ?? [])]
  draft.leaveOut('otherFramework', named.filter((id) => draft.ids.of(id) === undefined).length)
  draft.leaveOut('withinCriteria', risks.length - above.length)
  draft.leaveOut('closedNonconformities', all.length - open.length)

  const found = open
    .map((nc) => facts.find('finding', nc.row.finding))
    .filter(
      (finding): finding is Finding =>
        finding !== undefined && !finding.withdrawn && isOfFramework(draft, finding.requirement),
    )
  const items = found
    .map((finding) => facts.find('auditItem', finding.item))
    .filter((item) => item !== undefined && isObserved(item) && isOfFramework(draft, item.requirement))
  const observed = new Set(items.map((item) => item!.id))
  const findings = found.map((finding) =>
    findingPiece(
      draft,
      finding,
      finding.item !== undefined && observed.has(finding.item) ? [observationUuid(draft, finding.item)] : [],
    ),
  )
  const inPlan = new Set(found.map((finding) => finding.id))

  const pieces = [
    ...risks.map(({ row, standing }) => riskPiece(draft, row, standing)),
    ...open.map((nc) => ncRisk(draft, nc)),
  ]
  const ssp = draft.document('system-security-plan', framework.id, `Security plan by ${framework.title}`)
  const [scope] = state.rows('scope')
  const poamItems = [
    ...open.map((nc) => ncItem(draft, nc, inPlan)),
    ...above.map(({ row, standing }) => riskItem(draft, row, standing)),
  ]
  const components = componentsOf(
    draft,
    risks.map(({ row }) => row),
  )
  const observations = items.map((item) => itemObservation(draft, item!, `${state.today}T00:00:00Z`))
  return ok(
    pruned({
      'plan-of-action-and-milestones': {
        'uuid': uuid('plan-of-action-and-milestones', framework.id),
        'metadata': draft.metadata(`${lineOr(scope?.orgName, 'ISMS')}: plan of action`, state.today),
        'import-ssp': { href: ssp },
        'system-id': systemId(draft),
        'local-definitions': components.length === 0 ? undefined : { components },
        observations,
        'risks': pieces,
        findings,
        'poam-items': poamItems,
        'back-matter': draft.backMatter(),
      },
    }),
  )
}

/** Controls and assets that the risks name: what they point at is in the document. */
function componentsOf(draft: Draft, risks: readonly Risk[]): readonly Piece[] {
  const named = new Set(risks.flatMap((row) => [...row.controls, ...row.assets]))
  return [
    ...draft.facts.controls
      .filter((row) => named.has(row.id))
      .map((row) => controlInPlan(draft, row, { withEvidence: false })),
    ...draft.state
      .rows('asset')
      .filter((row) => named.has(row.id))
      .map((row) => assetComponent(draft, row))
      .filter((piece) => piece !== undefined),
  ]
}

const ncItem = (draft: Draft, { row, state }: NcInWork, inPlan: ReadonlySet<string>): Piece => ({
  'uuid': draft.uuid(row.id, 'item'),
  'title': lineOr(row.title, row.ref),
  'description': prose(row.statement) ?? lineOr(row.title, row.ref),
  'props': [
    ...recordProps(row),
    prop('grade', row.grade),
    prop('state', kebab(state)),
    prop('detected-on', row.detectedOn),
    prop('control-id', row.requirement === undefined ? undefined : draft.ids.of(row.requirement)),
  ],
  'origins': origins(draft, row.owner, 'nonconformity-owner', 'Owner of the nonconformity'),
  'related-findings':
    row.finding !== undefined && inPlan.has(row.finding) ? [{ 'finding-uuid': draft.uuid(row.finding) }] : [],
  'related-risks': [{ 'risk-uuid': draft.uuid(row.id) }],
})

const riskItem = (draft: Draft, row: Risk, { state }: RiskStanding): Piece => ({
  'uuid': draft.uuid(row.id, 'item'),
  'title': lineOr(row.title, row.ref),
  'description': prose(row.event) ?? lineOr(row.title, row.ref),
  'props': [...recordProps(row), prop('state', kebab(state))],
  'origins': origins(draft, row.owner, 'risk-owner', 'Risk owner'),
  'related-risks': [{ 'risk-uuid': draft.uuid(row.id) }],
})
