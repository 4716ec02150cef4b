/**
 * What the guided start asks. Each answer is stored where it belongs: statement, sector and people in the scope,
 * frameworks in the settings, the certification day in its audit, responsibilities in roles. Only documents that exist
 * elsewhere are not a record; they become tasks. Pure.
 */

import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import type { Audit } from '~/lib/records/kinds/audit'
import type { RoleAssignment } from '~/lib/records/kinds/roleAssignment'
import type { Scope, Sector } from '~/lib/records/kinds/scope'
import type { Settings } from '~/lib/records/kinds/settings'

/** Documents an organisation may already have; each has its own import. */
export const existingDocuments = ['policies', 'risks', 'assets', 'suppliers', 'soa', 'audits'] as const
export type ExistingDocument = (typeof existingDocuments)[number]
export const isExistingDocument = (value: unknown): value is ExistingDocument => existingDocuments.some((one) => one === value)

/** The roles of 5.3 that a plan needs a person for. */
export type PlanRole = 'topManagement' | 'ismsLead'

export interface StartAnswers {
  readonly sector: Sector | undefined
  readonly people: number | undefined
  /** Whether personal data is handled; undefined if not answered. */
  readonly handlesPii: boolean | undefined
  readonly frameworks: readonly string[]
  readonly socReport: 'type1' | 'type2'
  readonly documents: readonly ExistingDocument[]
  /** Day of Stage 2, or of the SOC 2 report if no certification is planned. */
  readonly target: string | undefined
  /** If a type 2 report is planned: the day its window starts. */
  readonly observedFrom?: string
  readonly persons: Readonly<Partial<Record<PlanRole, string>>>
}

export interface AnswerRecords {
  readonly scope: Pick<Scope, 'sector' | 'headcount' | 'handlesPii'> | undefined
  readonly settings: Settings | undefined
  readonly roles: readonly RoleAssignment[]
  readonly audits: readonly Audit[]
  /** Stored on this device: the only answer without a record. */
  readonly documents: readonly ExistingDocument[]
}

/** The answers according to the records today. */
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

/** The running assignment of a role that has a holder, otherwise any running one. */
export function holderOf(roles: readonly RoleAssignment[], role: PlanRole, today: string): RoleAssignment | undefined {
  const running = roles.filter((row) => row.role === role && row.archivedOn === undefined && (row.until === undefined || row.until >= today))
  return running.find((row) => row.holder !== undefined) ?? running[0]
}

/** The type of SOC 2 report that is planned. */
export const reportType = (frameworks: readonly string[], socReport: 'type1' | 'type2'): 'soc2Type1' | 'soc2Type2' | undefined =>
  frameworks.includes('soc2-2017r2022') ? (socReport === 'type2' ? 'soc2Type2' : 'soc2Type1') : undefined

/** The audit the plan leads up to: Stage 2 if ISO/IEC 27001 is enabled, otherwise the SOC 2 report. */
export const targetType = (frameworks: readonly string[], socReport: 'type1' | 'type2'): 'stage2' | 'soc2Type1' | 'soc2Type2' | undefined =>
  frameworks.includes('iso27001-2022') ? 'stage2' : reportType(frameworks, socReport)

export const targetAudit = (audits: readonly Audit[], frameworks: readonly string[], socReport: 'type1' | 'type2'): Audit | undefined => plannedAudit(audits, targetType(frameworks, socReport))

/** The next upcoming audit of a type. */
const plannedAudit = (audits: readonly Audit[], type: Audit['type']): Audit | undefined =>
  audits.filter((row) => type !== undefined && row.archivedOn === undefined && row.type === type && row.status !== 'cancelled' && row.status !== 'completed' && row.plannedFrom !== undefined)
    .sort((a, b) => (a.plannedFrom! < b.plannedFrom! ? -1 : 1))[0]
