/**
 * What the guided start asks. Each answer is kept where it belongs: statement, sector and people in the scope,
 * frameworks in the settings, the day of the certification in its audit, who decides in roles. Only what exists
 * elsewhere yet is no record; it becomes a task. Pure.
 */

import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import type { Audit } from '~/lib/records/kinds/audit'
import type { RoleAssignment } from '~/lib/records/kinds/roleAssignment'
import type { Scope, Sector } from '~/lib/records/kinds/scope'
import type { Settings } from '~/lib/records/kinds/settings'

/** Documents that an organisation may have before it begins; each has an import of its own. */
export const existingDocuments = ['policies', 'risks', 'assets', 'suppliers', 'soa', 'audits'] as const
export type ExistingDocument = (typeof existingDocuments)[number]
export const isExistingDocument = (value: unknown): value is ExistingDocument => existingDocuments.some((one) => one === value)

/** Who does what: the roles of 5.3 that a plan needs a person for. */
export type PlanRole = 'topManagement' | 'ismsLead'

export interface StartAnswers {
  readonly sector: Sector | undefined
  readonly people: number | undefined
  /** Whether data of persons is handled; undefined where nobody said. */
  readonly handlesPii: boolean | undefined
  readonly frameworks: readonly string[]
  readonly socReport: 'type1' | 'type2'
  readonly documents: readonly ExistingDocument[]
  /** Day of Stage 2, of the SOC 2 report where there is no certification. */
  readonly target: string | undefined
  /** Where a report of type 2 is planned: the day its window begins. */
  readonly observedFrom?: string
  readonly persons: Readonly<Partial<Record<PlanRole, string>>>
}

export interface AnswerRecords {
  readonly scope: Pick<Scope, 'sector' | 'headcount' | 'handlesPii'> | undefined
  readonly settings: Settings | undefined
  readonly roles: readonly RoleAssignment[]
  readonly audits: readonly Audit[]
  /** Of this device: the one answer without a record. */
  readonly documents: readonly ExistingDocument[]
}

/** The answers as the records have them today. */
export function startAnswers({ scope, settings: row, roles, audits, documents }: AnswerRecords, today: string): StartAnswers {
  const settings = effectiveSettings(row)
  const socReport = settings.socReport === 'type2' ? 'type2' : 'type1'
  const holder = (role: PlanRole): string | undefined => holderOf(roles, role, today)?.holder
  const observedFrom = reportType(settings.frameworks, socReport) === 'soc2Type2' ? plannedAudit(audits, 'soc2Type2')?.windowFrom : undefined
  const [topManagement, ismsLead] = [holder('topManagement'), holder('ismsLead')]
  return {
    sector: scope?.sector, people: scope?.headcount, handlesPii: scope?.handlesPii, frameworks: settings.frameworks, socReport, documents,
    target: targetAudit(audits, settings.frameworks, socReport)?.plannedFrom,
    ...(observedFrom !== undefined && { observedFrom }),
    persons: { ...(topManagement !== undefined && { topManagement }), ...(ismsLead !== undefined && { ismsLead }) },
  }
}

/** The running assignment of a role that somebody holds, else any running one. */
export function holderOf(roles: readonly RoleAssignment[], role: PlanRole, today: string): RoleAssignment | undefined {
  const running = roles.filter((row) => row.role === role && row.archivedOn === undefined && (row.until === undefined || row.until >= today))
  return running.find((row) => row.holder !== undefined) ?? running[0]
}

/** The SOC 2 report that is wanted. */
export const reportType = (frameworks: readonly string[], socReport: 'type1' | 'type2'): 'soc2Type1' | 'soc2Type2' | undefined =>
  frameworks.includes('soc2-2017r2022') ? (socReport === 'type2' ? 'soc2Type2' : 'soc2Type1') : undefined

/** The audit everything leads up to: Stage 2 where ISO/IEC 27001 is on, else the SOC 2 report. */
export const targetType = (frameworks: readonly string[], socReport: 'type1' | 'type2'): 'stage2' | 'soc2Type1' | 'soc2Type2' | undefined =>
  frameworks.includes('iso27001-2022') ? 'stage2' : reportType(frameworks, socReport)

export const targetAudit = (audits: readonly Audit[], frameworks: readonly string[], socReport: 'type1' | 'type2'): Audit | undefined => plannedAudit(audits, targetType(frameworks, socReport))

/** The next one of a type that is still to come. */
const plannedAudit = (audits: readonly Audit[], type: Audit['type']): Audit | undefined =>
  audits.filter((row) => type !== undefined && row.archivedOn === undefined && row.type === type && row.status !== 'cancelled' && row.status !== 'completed' && row.plannedFrom !== undefined)
    .sort((a, b) => (a.plannedFrom! < b.plannedFrom! ? -1 : 1))[0]
