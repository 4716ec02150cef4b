/**
 * The steps of a first cycle, from the first statement to the certification day, and the recurring tasks. Data only;
 * the text is in `texts.ts`, the calculation in `startPlan.ts`.
 */

import type { Task } from '~/lib/records/kinds/task'
import type { Kind } from '~/lib/records/registry'
import type { ExistingDocument, PlanRole } from './answers'

export type PlanPhase = 'plan' | 'do' | 'check' | 'act'

/** The page a line links to: the register of a kind, its import, or a page by name. */
export type PlanPage = { readonly kind: Kind } | { readonly import: Kind } | { readonly page: 'readiness' | 'reports' | 'soc2' | 'csf' }

export interface PlanStep {
  readonly name: string
  readonly phase: PlanPhase
  /** Share of the way from today (0) to the certification (1). */
  readonly at: number
  readonly role: PlanRole
  /** Requirement of ISO/IEC 27001 or SOC 2 it addresses. */
  readonly req?: string
  readonly page: PlanPage
  /** Working hours for an organisation of about forty people. */
  readonly hours: number
  /** Steps it depends on; none of them is due later. */
  readonly after?: readonly string[]
  /** Only if one of these frameworks is enabled. */
  readonly of?: readonly string[]
  /** Only if this document already exists elsewhere. */
  readonly brings?: ExistingDocument
  /** Less effort if this document was brought along. */
  readonly eased?: ExistingDocument
  /** Readiness checks that all pass if this was done before. */
  readonly settled?: readonly string[]
}

/** A recurring task: a rule from its first day on. */
export interface RecurringStep extends PlanStep {
  readonly purpose: NonNullable<Task['purpose']>
  /** Months between two occurrences, by size (see `sizes`). */
  readonly months: readonly [micro: number, small: number, medium: number, large: number]
}

export const iso = 'iso27001-2022'
export const soc2 = 'soc2-2017r2022'
export const csf = 'csf-2.0'
const code = (text: string): string => `${iso}:${text}`
const criterion = (text: string): string => `${soc2}:${text}`

const bring = (document: ExistingDocument, kind: Kind, at: number, hours: number, req: string): PlanStep =>
  ({ name: `bring-${document}`, phase: 'plan', at, role: 'ismsLead', req: code(req), page: { import: kind }, hours, brings: document })

/** In cycle order. `at` never decreases from a step to one that depends on it. */
export const planSteps: readonly PlanStep[] = [
  bring('policies', 'policy', 0.03, 3, '5.2'),
  bring('assets', 'asset', 0.04, 2, 'A.5.9'),
  bring('suppliers', 'supplier', 0.04, 2, 'A.5.19'),
  bring('risks', 'risk', 0.05, 3, '6.1.2'),
  bring('soa', 'soaEntry', 0.06, 2, '6.1.3'),
  bring('audits', 'finding', 0.07, 2, '10.2'),
  { name: 'roles', phase: 'plan', at: 0.04, role: 'topManagement', req: code('5.3'), page: { kind: 'roleAssignment' }, hours: 2, settled: ['5.1-top-management-named', '5.3-roles-assigned'] },
  { name: 'scope', phase: 'plan', at: 0.05, role: 'ismsLead', req: code('4.3'), page: { kind: 'scope' }, hours: 4, settled: ['4.3-scope-defined', '4.3-scope-approved', '4.4-processes-described'] },
  { name: 'issues', phase: 'plan', at: 0.07, role: 'ismsLead', req: code('4.1'), page: { kind: 'issue' }, hours: 3, after: ['scope'], settled: ['4.1-issues-recorded', '4.1-climate-determined'] },
  { name: 'parties', phase: 'plan', at: 0.08, role: 'ismsLead', req: code('4.2'), page: { kind: 'interestedParty' }, hours: 3, after: ['scope'], settled: ['4.2-parties-recorded'] },
  { name: 'obligations', phase: 'plan', at: 0.1, role: 'ismsLead', req: code('A.5.31'), page: { kind: 'obligation' }, hours: 4, after: ['parties'], settled: ['4.2-requirements-addressed', 'A-obligations'] },
  { name: 'method', phase: 'plan', at: 0.1, role: 'topManagement', req: code('6.1.2'), page: { kind: 'riskMethod' }, hours: 3, after: ['scope'], settled: ['6.1.2-method-defined', '6.1.2-method-approved'] },
  { name: 'policy', phase: 'plan', at: 0.12, role: 'topManagement', req: code('5.2'), page: { kind: 'policy' }, hours: 4, after: ['scope', 'bring-policies'], eased: 'policies', settled: ['5.2-policy-exists', '5.2-policy-in-force'] },
  { name: 'assets', phase: 'plan', at: 0.15, role: 'ismsLead', req: code('A.5.9'), page: { kind: 'asset' }, hours: 8, after: ['scope', 'bring-assets'], eased: 'assets', settled: ['A-assets-recorded'] },
  { name: 'suppliers', phase: 'plan', at: 0.17, role: 'ismsLead', req: code('A.5.19'), page: { kind: 'supplier' }, hours: 4, after: ['bring-suppliers'], eased: 'suppliers', settled: ['A-supplier-assurance'] },
  { name: 'risks', phase: 'plan', at: 0.22, role: 'ismsLead', req: code('6.1.2'), page: { kind: 'risk' }, hours: 12, after: ['method', 'assets', 'issues', 'bring-risks'], eased: 'risks', settled: ['6.1.2-risks-assessed', '6.1.2-risk-owner', '6.1.2-risk-complete'] },
  { name: 'certifier', phase: 'plan', at: 0.25, role: 'topManagement', req: code('4.3'), page: { kind: 'audit' }, hours: 4, after: ['scope'], of: [iso] },
  { name: 'objectives', phase: 'plan', at: 0.28, role: 'topManagement', req: code('6.2'), page: { kind: 'objective' }, hours: 3, after: ['policy'], settled: ['6.2-objectives-exist', '6.2-objective-plan'] },
  { name: 'treatment', phase: 'plan', at: 0.32, role: 'ismsLead', req: code('6.1.3'), page: { kind: 'treatmentPlan' }, hours: 8, after: ['risks'], settled: ['6.1.3-treatment-plan-exists', '6.1.3-untreated'] },
  { name: 'soa', phase: 'plan', at: 0.36, role: 'ismsLead', req: code('6.1.3'), page: { kind: 'soaEntry' }, hours: 10, after: ['treatment', 'bring-soa'], of: [iso], eased: 'soa', settled: ['6.1.3-soa-complete', '6.1.3-soa-approved'] },
  { name: 'approval', phase: 'plan', at: 0.4, role: 'topManagement', req: code('6.1.3'), page: { kind: 'riskAcceptance' }, hours: 3, after: ['treatment', 'soa'], settled: ['6.1.3-treatment-plan-approved'] },
  { name: 'systemDescription', phase: 'plan', at: 0.3, role: 'ismsLead', req: criterion('CC2.3'), page: { kind: 'scope' }, hours: 8, after: ['scope'], of: [soc2], settled: ['SOC-system-description', 'SOC-commitments'] },
  { name: 'criteria', phase: 'plan', at: 0.38, role: 'ismsLead', req: criterion('CC3.2'), page: { page: 'soc2' }, hours: 8, after: ['risks', 'systemDescription'], of: [soc2], settled: ['SOC-criterion-uncovered'] },
  { name: 'profile', phase: 'plan', at: 0.34, role: 'ismsLead', page: { page: 'csf' }, hours: 6, after: ['risks'], of: [csf] },

  { name: 'topicPolicies', phase: 'do', at: 0.42, role: 'ismsLead', req: code('A.5.1'), page: { kind: 'policy' }, hours: 16, after: ['policy', 'treatment', 'bring-policies'], eased: 'policies' },
  { name: 'competence', phase: 'do', at: 0.42, role: 'ismsLead', req: code('7.2'), page: { kind: 'competence' }, hours: 4, after: ['roles'], settled: ['7.2-competence-recorded'] },
  { name: 'communication', phase: 'do', at: 0.43, role: 'ismsLead', req: code('7.4'), page: { kind: 'communication' }, hours: 2, after: ['parties'], settled: ['7.4-communication-plan'] },
  { name: 'controls', phase: 'do', at: 0.46, role: 'ismsLead', req: code('8.1'), page: { kind: 'control' }, hours: 24, after: ['treatment', 'soa', 'criteria'], settled: ['A-control-owner'] },
  { name: 'metrics', phase: 'do', at: 0.48, role: 'ismsLead', req: code('9.1'), page: { kind: 'metric' }, hours: 4, after: ['objectives'], settled: ['9.1-metrics-exist'] },
  { name: 'window', phase: 'do', at: 0.5, role: 'ismsLead', req: criterion('CC4.1'), page: { kind: 'audit' }, hours: 2, after: ['controls'], of: [soc2] },
  { name: 'incidents', phase: 'do', at: 0.52, role: 'ismsLead', req: code('A.5.24'), page: { kind: 'incident' }, hours: 4, after: ['topicPolicies'] },
  { name: 'evidence', phase: 'do', at: 0.56, role: 'ismsLead', req: code('8.1'), page: { kind: 'evidence' }, hours: 16, after: ['controls'], settled: ['A-evidence-missing'] },

  { name: 'programme', phase: 'check', at: 0.5, role: 'ismsLead', req: code('9.2.2'), page: { kind: 'auditProgramme' }, hours: 3, after: ['scope', 'bring-audits'], settled: ['9.2-programme-exists', '9.2-programme-approved'] },
  { name: 'auditor', phase: 'check', at: 0.54, role: 'topManagement', req: code('9.2.2'), page: { kind: 'person' }, hours: 2, after: ['programme'], settled: ['9.2-audit-done'] },

  { name: 'correct', phase: 'act', at: 0.79, role: 'ismsLead', req: code('10.2'), page: { kind: 'nonconformity' }, hours: 12, after: ['again-internalAudit'] },
  { name: 'improve', phase: 'act', at: 0.8, role: 'topManagement', req: code('10.1'), page: { kind: 'improvement' }, hours: 2, settled: ['10.1-improvement-active'] },
  { name: 'documents', phase: 'act', at: 0.81, role: 'ismsLead', req: code('7.5.1'), page: { page: 'reports' }, hours: 4, after: ['soa', 'approval'], of: [iso] },
  { name: 'afterStage1', phase: 'act', at: 0.93, role: 'ismsLead', req: code('10.2'), page: { kind: 'finding' }, hours: 8, after: ['documents'], of: [iso] },
  { name: 'lastLook', phase: 'check', at: 0.96, role: 'topManagement', req: code('9.1'), page: { page: 'readiness' }, hours: 2, after: ['correct', 'afterStage1'] },
]

const recurring = (purpose: RecurringStep['purpose'], phase: PlanPhase, at: number, req: string, kind: Kind, hours: number, months: RecurringStep['months'], after: readonly string[], role: PlanRole = 'ismsLead'): RecurringStep =>
  ({ name: `again-${purpose}`, purpose, phase, at, role, req: code(req), page: { kind }, hours, months, after })

/** Tasks that recur every month, quarter or year. Check `8.1-tasks-scheduled` requires four of them. */
export const recurringSteps: readonly RecurringStep[] = [
  recurring('awareness', 'do', 0.5, '7.3', 'training', 4, [12, 12, 12, 6], ['policy']),
  recurring('accessReview', 'do', 0.54, 'A.5.18', 'control', 4, [6, 3, 3, 3], ['controls']),
  recurring('supplierReview', 'do', 0.57, 'A.5.22', 'supplier', 4, [12, 12, 12, 6], ['suppliers']),
  recurring('backupTest', 'do', 0.58, 'A.8.13', 'control', 3, [6, 6, 3, 3], ['controls']),
  recurring('metric', 'check', 0.6, '9.1', 'metric', 1, [3, 3, 1, 1], ['metrics']),
  recurring('continuityTest', 'do', 0.62, 'A.5.30', 'control', 6, [12, 12, 12, 12], ['incidents']),
  recurring('internalAudit', 'check', 0.66, '9.2.1', 'audit', 16, [12, 12, 12, 12], ['programme', 'auditor', 'evidence']),
  recurring('riskReview', 'check', 0.73, '8.2', 'risk', 6, [12, 12, 6, 6], ['risks']),
  recurring('managementReview', 'check', 0.76, '9.3.1', 'managementReview', 4, [12, 12, 6, 6], ['again-internalAudit'], 'topManagement'),
  recurring('policyReview', 'act', 0.99, 'A.5.1', 'policy', 6, [12, 12, 12, 12], ['topicPolicies']),
]

const byName = new Map([...planSteps, ...recurringSteps].map((step) => [step.name, step]))
export const stepNamed = (name: string): PlanStep | undefined => byName.get(name)
