/**
 * Quillmere Logistics Cloud, the demo organisation (isms.md 9), as far as the kinds of this version go. Deterministic:
 * fixed refs, ids and dates around 1 June 2026, with gaps to find. The engine writes it as commands of a workspace
 * whose clock stands at `demoNow`; pictures are made of `image` (see images.ts).
 */

import type { StatementType } from '../defineRecord'
import type { Kind } from '../registry'
import { demoAct } from './act'
import { demoAssets } from './assets'
import { demoAudits, demoMetrics, demoReviewsOfManagement, demoTests, ncOfFinding } from './check'
import { demoComments } from './comments'
import { demoContext } from './context'
import { demoControls } from './controls'
import { demoId, iso, soaId, type DemoFields, type DemoRecord } from './demoRecord'
import { demoEvidence, demoReviews } from './evidence'
import { demoMembers, demoPeople, person } from './people'
import { demoOrganisation } from './organisation'
import { demoPolicies, demoPolicyApprovals, demoPolicyBody } from './policies'
import { demoRequests } from './requests'
import { demoRisks } from './risks'
import { demoRoles } from './roles'
import { demoSoaEntries } from './soa'
import { demoTasks } from './tasks'
import { demoRecipes, demoSuppliers, demoTreatment } from './treatment'

/** Every record as it was first written, in the order of time. */
export function demoRecords(): readonly DemoRecord[] {
  const evidence = demoEvidence()
  const records: readonly DemoRecord[] = [
    ...demoOrganisation(),
    ...demoPeople(),
    ...demoAssets(),
    ...demoControls(),
    ...demoRisks(),
    ...demoSoaEntries(),
    ...evidence,
    ...demoRequests((control) => evidence.filter(({ fields }) => fields.controls?.includes(demoId(`C-${control}`))).map(({ id }) => id)),
    ...demoTasks(),
    ...demoComments(),
    ...demoContext(),
    ...demoRoles(),
    ...demoPolicies(),
    ...demoTreatment(),
    ...demoSuppliers(),
    ...demoRecipes(),
    ...demoMetrics(),
    ...demoTests(),
    ...demoAudits(),
    ...demoReviewsOfManagement(),
    ...demoAct(),
  ]
  return [...records].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** A later change of a record. */
export interface DemoEdit {
  readonly kind: Kind
  readonly id: string
  readonly fields: DemoFields<Kind>
  readonly at: string
  readonly by: string
}

const edit = <K extends Kind>(kind: K, id: string, at: string, by: string, fields: DemoFields<K>): DemoEdit => ({ kind, id, at, by: person(by), fields: fields as DemoFields<Kind> })

/** Gaps that come from later changes: the scope after its approval, three rows of the SoA after version 3. */
export const demoEdits = (): readonly DemoEdit[] => [
  edit('scope', 'sc_main', '2026-05-20T08:30:00.000Z', 'IS', { locations: ['Office, 14 Rostrevor Street', 'Remote work places', 'Storage room, 2 Canal Yard'] }),
  edit('policy', demoId('PO-1'), '2026-04-17T09:10:00.000Z', 'IS', { body: demoPolicyBody(1).replace('Objectives are set each year', 'Objectives are set each January') }),
  edit('soaEntry', soaId('A.5.22'), '2026-04-21T10:55:00.000Z', 'FL', { justification: 'Reports of two critical suppliers came late in the first quarter.' }),
  edit('soaEntry', soaId('A.8.12'), '2026-05-19T10:20:00.000Z', 'IS', { justification: 'Needed for driver data; means are decided by 12 June 2026.' }),
  edit('soaEntry', soaId('A.8.16'), '2026-05-12T08:00:00.000Z', 'SE', { justification: 'Alerting on bulk reads of location history was added.' }),
]

/** When the Statement of Applicability was frozen and approved; three rows were edited since version 3. */
export const demoFreezes = [
  { at: '2025-06-20T13:00:00.000Z', note: 'First statement.' },
  { at: '2025-12-05T13:00:00.000Z', note: 'After the first internal audit.' },
  { at: '2026-02-12T13:00:00.000Z', note: 'Management review, first half of 2026.' },
] as const

/** A decision to be signed over the content as it stood at `at`. */
export interface DemoStatement {
  readonly type: StatementType
  readonly kind: Kind
  readonly id: string
  readonly profile: string
  readonly at: string
  readonly by: string
  readonly decision?: string
  readonly reason?: string
  readonly validUntil?: string
}

const memberIds = new Set(demoMembers.map(({ person: id }) => id))

/** Approvals and reviews, in the order of time. Owners without keys cannot sign: their risks have no option that needs it. */
export function demoStatements(): readonly DemoStatement[] {
  const approvals: readonly DemoStatement[] = [
    { type: 'approve', kind: 'scope', id: 'sc_main', profile: 'main', at: '2026-02-12T10:05:00.000Z', by: person('MD') },
    { type: 'approve', kind: 'riskMethod', id: 'rm_main', profile: 'main', at: '2026-01-15T09:30:00.000Z', by: person('MD') },
  ]
  const treatments = demoRisks()
    .filter(({ fields }) => fields.option !== undefined && fields.status === 'open' && memberIds.has(fields.owner ?? ''))
    .map(({ id, fields }): DemoStatement => ({ type: 'approve', kind: 'risk', id, profile: 'treatment', at: `${fields.assessedOn! > '2026-05-01' ? '2026-05-22' : fields.assessedOn!}T16:00:00.000Z`, by: fields.owner! }))
  const reviews = demoReviews().map(({ evidence, decision, reason, by, at }): DemoStatement => ({
    type: 'review', kind: 'evidence', id: evidence, profile: 'review', at, by, decision, ...(reason ? { reason } : {}),
  }))
  return [...approvals, ...treatments, ...managed(), ...reviews].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** What top management, the ISMS lead and testers have signed beside risks and evidence. Who has no keys here has signed nothing. */
function managed(): readonly DemoStatement[] {
  const say = (type: StatementType, kind: Kind, refs: readonly string[], at: string, more: Partial<DemoStatement> = {}): readonly DemoStatement[] =>
    refs.map((ref) => ({ type, kind, id: demoId(ref), profile: 'main', at: `${at}T10:30:00.000Z`, by: person('MD'), ...more }))
  const numbered = (prefix: string, to: number): readonly string[] => Array.from({ length: to }, (_, index) => `${prefix}-${index + 1}`)
  return [
    ...say('approve', 'roleAssignment', numbered('RA', 12), '2025-04-14'),
    ...demoPolicyApprovals().flatMap(([ref, on]) => say('approve', 'policy', [ref], on)),
    ...say('approve', 'auditProgramme', ['AP-1'], '2025-05-06'),
    ...say('approve', 'change', ['CH-1', 'CH-3', 'CH-4', 'CH-5'], '2026-03-16'),
    ...say('approve', 'treatmentPlan', ['TP-1'], '2026-01-15'),
    ...say('approve', 'objective', numbered('OJ', 6), '2026-02-12'),
    ...say('approve', 'exception', ['EX-3'], '2025-11-11'),
    ...say('approve', 'exception', ['EX-1', 'EX-2'], '2026-03-05'),
    ...([['RX-1', '2026-12-31'], ['RX-3', '2026-05-15'], ['RX-4', '2026-09-30'], ['RX-5', '2026-07-31']] as const).flatMap(([ref, validUntil]) => say('accept', 'riskAcceptance', [ref], '2026-05-13', { validUntil })),
    ...demoTests().map(({ id, fields }): DemoStatement => ({ type: 'sign', kind: 'controlTest', id, profile: 'main', at: `${fields.testedOn!}T15:00:00.000Z`, by: person('IS') })),
    ...([['NC-3', '2026-05-18']] as const).flatMap(([ref, at]) => say('verify', 'nonconformity', [ref], at, { profile: 'effectiveness', decision: 'effective' })),
    { type: 'verify', kind: 'nonconformity', id: ncOfFinding(1), profile: 'effectiveness', at: '2026-03-05T09:00:00.000Z', by: person('IS'), decision: 'effective' },
  ]
}

/** Gaps of isms.md 9 that these kinds can show, by the check that will name them. */
export const demoGaps = {
  '4.3-scope-approval-stale': ['sc_main'],
  '6.1.2-scores-on-scale': [demoId('R-30')],
  '6.1.2-method-followed': [demoId('R-11')],
  '6.1.3-untreated': [demoId('R-19')],
  '6.1.3-soa-exclusion-justified': [iso('A.7.12'), iso('A.8.30')],
  '6.1.3-soa-not-implemented': [iso('A.8.12')],
  '6.1.3-orphan-control': [demoId('C-78')],
  'A-evidence-expired': [demoId('C-31')],
  'A-evidence-out-of-period': [demoId('C-59')],
  'A-evidence-pattern': [demoId('C-18')],
  '9.2-requests-overdue': [demoId('ER-7')],
} as const
