/** Scope, assets, controls and the live Statement of Applicability as a system security plan (isms.md 7.3). */

import type { Asset } from '~/lib/records/kinds/asset'
import type { Control } from '~/lib/records/kinds/control'
import type { RoleAssignment } from '~/lib/records/kinds/roleAssignment'
import type { Scope } from '~/lib/records/kinds/scope'
import { roleState } from '~/lib/isms/people/roleState'
import type { SoaRow } from '../../../isms/soa/soaRows'
import type { SoaStatus } from '../../../isms/soa/status'
import type { JsonObject } from '../../../shared/json'
import { fail, ok, type Result } from '../../../shared/result'
import {
  assetComponent,
  assetProps,
  controlInPlan,
  policyComponent,
  supplierComponent,
  withStatus,
} from '../exportComponents'
import type { Draft } from '../oscalDraft'
import { prop, props, pruned, recordProps, type Piece, type PieceObject } from '../oscalParts'
import { kebab, line, lineOr, prose, token } from '../text'
import { groupBy } from '../../../shared/groups'

/** SOA6 as OSCAL says it. Inherited and undecided rows have no word of their own there. */
const implementation: Readonly<Record<SoaStatus, string | undefined>> = {
  verified: 'implemented',
  notVerified: 'implemented',
  partial: 'partial',
  ineffective: 'partial',
  planned: 'planned',
  noControl: 'planned',
  excluded: 'not-applicable',
  inherited: undefined,
  undecided: undefined,
}
const implementationOfControl = {
  planned: 'planned',
  inProgress: 'planned',
  operating: 'implemented',
  degraded: 'partial',
  retired: 'not-applicable',
} as const

/** Fails with `noScope` or `noRequirements`. */
export function systemSecurityPlanOf(draft: Draft): Result<JsonObject> {
  const { framework, state, uuid } = draft
  const [scope] = state.rows('scope')
  if (!scope?.orgName || !scope.statement)
    return fail(
      'noScope',
      'A system security plan describes the scope. Write the name of the organisation and the scope statement first (Context, Scope).',
    )
  const soa = draft.facts.soa(framework.id)
  const requirements = [
    ...soa.map((row) => soaRequirement(draft, row)),
    ...otherRequirements(draft, new Set(soa.map((row) => row.requirement.id))),
  ]
  if (requirements.length === 0)
    return fail(
      'noRequirements',
      `No control answers to a requirement of ${framework.title}. Link controls to its requirements, or choose another framework.`,
    )

  const profile = draft.document('profile', framework.id, `${framework.title}, all requirements`)
  const components = [
    thisSystem(draft, scope),
    ...draft.facts.controls.map((row) => controlInPlan(draft, row, { withEvidence: true })),
    ...state.rows('supplier').map((row) => supplierComponent(draft, row)),
    ...state.rows('asset').map((row) => assetComponent(draft, row)),
    ...state.rows('policy').map((row) => policyComponent(draft, row)),
  ]
  draft.leaveOut('retiredControls', state.rows('control').length - draft.facts.controls.length)
  draft.leaveOut(
    'otherFramework',
    draft.facts.controls.reduce((sum, row) => sum + row.reqs.filter((id) => draft.ids.of(id) === undefined).length, 0),
  )
  const users = usersOf(draft)
  const information = informationTypes(draft, scope)
  return ok(
    pruned({
      'system-security-plan': {
        'uuid': uuid('system-security-plan', framework.id),
        'metadata': draft.metadata(
          `${lineOr(scope.orgName, 'ISMS')}: security plan by ${framework.title}`,
          state.today,
        ),
        'import-profile': { href: profile },
        'system-characteristics': {
          'system-ids': [systemId(draft)],
          'system-name': lineOr(scope.orgName, 'ISMS'),
          'description': scope.statement,
          'system-information': { 'information-types': information },
          'status': { state: 'operational' },
          'authorization-boundary': { description: boundary(scope) },
        },
        'system-implementation': { users, components },
        'control-implementation': {
          'description':
            soa.length > 0
              ? `Statement of Applicability by ${framework.title}, live state of ${state.today}.`
              : `Controls by ${framework.title}, live state of ${state.today}.`,
          'implemented-requirements': requirements,
        },
        'back-matter': draft.backMatter(),
      },
    }),
  )
}

export const systemId = (draft: Draft): Piece => ({
  'identifier-type': 'http://ietf.org/rfc/rfc4122',
  'id': draft.uuid('sc_main', 'system'),
})
const systemUuid = (draft: Draft): string => draft.uuid('sc_main', 'this-system')

const thisSystem = (draft: Draft, scope: Scope): PieceObject =>
  withStatus(
    {
      uuid: systemUuid(draft),
      type: 'this-system',
      title: lineOr(scope.orgName, 'ISMS'),
      description: scope.statement ?? '',
      props: [prop('record', 'scope')],
    },
    'operational',
  )

const boundary = (scope: Scope): string =>
  prose(
    scope.statement,
    list('Units', scope.orgUnits),
    list('Locations', scope.locations),
    list('Systems', scope.systems),
    heading('Interfaces', scope.interfaces),
    heading('Outside the scope', scope.exclusions),
  ) ?? ''
const list = (title: string, items: readonly string[]): string | undefined =>
  items.length === 0 ? undefined : `${title}: ${items.join('; ')}`
const heading = (title: string, text: string | undefined): string | undefined =>
  text?.trim() ? `${title}: ${text.trim()}` : undefined

function informationTypes(draft: Draft, scope: Scope): readonly Piece[] {
  const assets = draft.state.rows('asset').filter((row) => row.type === 'information')
  if (assets.length > 0) return assets.map((row) => informationType(draft, row))
  return [{ uuid: draft.uuid('sc_main', 'information'), title: 'Information in scope', description: scope.statement }]
}

/** OSCAL's levels are three, ours four: the exact value stands in the props. */
const impact = (value: number | undefined): Piece =>
  value === undefined
    ? undefined
    : { base: value <= 1 ? 'fips-199-low' : value === 2 ? 'fips-199-moderate' : 'fips-199-high' }

const informationType = (draft: Draft, row: Asset): Piece => ({
  'uuid': draft.uuid(row.id),
  'title': lineOr(row.name, row.ref),
  'description': prose(row.location) ?? lineOr(row.name, row.ref),
  'props': [...assetProps(row), prop('owner', draft.person(row.owner)), prop('custodian', draft.person(row.custodian))],
  'confidentiality-impact': impact(row.c),
  'integrity-impact': impact(row.i),
  'availability-impact': impact(row.a),
})

/** Users are the ISMS roles that somebody holds or should hold today. */
function usersOf(draft: Draft): readonly Piece[] {
  const all = draft.state.rows('roleAssignment')
  const now = all.filter((row) =>
    ['active', 'vacant'].includes(roleState(row, draft.facts.find('person', row.holder), draft.state.today)),
  )
  draft.leaveOut('endedRoles', all.length - now.length)
  return now.map((row) => userOf(draft, row))
}

function userOf(draft: Draft, row: RoleAssignment): Piece {
  const id = token((row.ref || row.id).toLowerCase())
  const role = draft.role(id, row.title ?? row.ref, {
    description: prose(row.responsibilities),
    props: [...recordProps(row), prop('role', kebab(row.role ?? 'other'))],
  })
  const authorities = line(row.authorities)
  return {
    'uuid': draft.uuid(row.id),
    'title': lineOr(row.title, row.ref),
    'description': prose(row.responsibilities),
    'props': [...recordProps(row), prop('holder', draft.person(row.holder)), prop('deputy', draft.person(row.deputy))],
    'role-ids': [role],
    'authorized-privileges':
      authorities === undefined ? [] : [{ 'title': 'Authorities', 'functions-performed': [authorities] }],
  }
}

/**
 * One row of the statement. What the system as a whole says stands at `this-system`, what each control does at its
 * component.
 */
function soaRequirement(draft: Draft, row: SoaRow): Piece {
  const { entry, requirement } = row
  const provider = row.applicability === 'inherited' ? draft.facts.find('supplier', entry?.provider) : undefined
  const problems = new Set(row.problems)
  const state =
    row.status === 'inherited'
      ? problems.has('providerMissing') || problems.has('providerAssuranceEnded')
        ? 'partial'
        : 'implemented'
      : implementation[row.status]
  return {
    'uuid': draft.uuid(row.id),
    'control-id': draft.ids.of(requirement.id)!,
    'props': [
      ...(row.applicability === 'inherited' ? [{ name: 'control-origination', value: 'inherited' }] : []),
      prop('applicability', kebab(row.applicability)),
      ...props('reason', entry?.reasons ?? []),
      prop('soa-status', kebab(row.status)),
      ...row.problems.map((problem) => prop('open-point', kebab(problem))),
      ...row.risks.map((risk) => prop('risk', risk.ref)),
    ],
    'responsible-roles': draft.responsible('soa-owner', 'Owner of the decision', entry?.owner),
    'by-components': [
      {
        'component-uuid': systemUuid(draft),
        'uuid': draft.uuid(row.id, 'this-system'),
        'description': prose(entry?.implementation) ?? sentence(row),
        'props': prose(entry?.implementation) === undefined ? [prop('implementation-text', 'none')] : [],
        'implementation-status': state === undefined ? undefined : { state },
      },
      ...(provider ? [inheritedFrom(draft, row, provider.id, entry?.justification)] : []),
      ...row.controls.map((control) => byControl(draft, row.id, control)),
    ],
    'remarks': prose(entry?.justification),
  }
}

const inheritedFrom = (draft: Draft, row: SoaRow, provider: string, justification: string | undefined): Piece => ({
  'component-uuid': draft.uuid(provider),
  'uuid': draft.uuid(row.id, provider),
  'description': prose(justification) ?? 'Provided by the supplier.',
  'inherited': [
    {
      uuid: draft.uuid(row.id, provider, 'inherited'),
      description: prose(justification) ?? 'Provided by the supplier.',
    },
  ],
})

const byControl = (draft: Draft, parent: string, control: Control): Piece => ({
  'component-uuid': draft.uuid(control.id),
  'uuid': draft.uuid(parent, control.id),
  'description': prose(control.description) ?? lineOr(control.title, control.ref),
  'implementation-status': { state: implementationOfControl[control.status ?? 'planned'] },
})

/** Stands where nobody described the implementation. */
function sentence({ applicability, controls }: SoaRow): string {
  if (applicability === 'notApplicable') return 'Not applicable; the reason stands in the remarks.'
  if (applicability === 'undecided') return 'Not decided yet.'
  return controls.length === 0
    ? 'No control answers to this requirement yet.'
    : `Met by ${controls.map((control) => control.ref).join(', ')}.`
}

/** Clauses and other requirements without a row in the statement that controls answer to: their links are kept, too. */
function otherRequirements(draft: Draft, inSoa: ReadonlySet<string>): readonly Piece[] {
  const controlsOf = groupBy(draft.facts.controls, (control) => control.reqs)
  return [...draft.framework.requirements]
    .sort((a, b) => a.order - b.order)
    .filter((one) => !inSoa.has(one.id) && controlsOf.has(one.id))
    .map((one): Piece => ({
      'uuid': draft.uuid('requirement', one.id),
      'control-id': draft.ids.of(one.id)!,
      'by-components': controlsOf.get(one.id)!.map((control) => byControl(draft, `requirement/${one.id}`, control)),
    }))
}
