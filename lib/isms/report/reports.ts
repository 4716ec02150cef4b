/** All reports: the formats each supports, its options, and its builder (isms.md 7.1). */

import type { ReportContext } from './reportLanguage'
import { ok, type Result } from '~/lib/shared/result'
import { auditReport } from './reports/auditReport'
import { attestationReport, isListId, listReport } from './reports/listReport'
import { ncReport } from './reports/ncReport'
import { policyBook } from './reports/policyBook'
import { readinessReport } from './reports/readinessReport'
import { reportIds, type Report, type ReportFormat, type ReportId } from './report'
import { reviewReport } from './reports/reviewReport'
import { riskReport } from './reports/riskReport'
import { soaReport } from './reports/soaReport'
import { treatmentReport } from './reports/treatmentReport'

export const reportOptions = ['version', 'against', 'plan', 'audit', 'review', 'from', 'to'] as const
export type ReportOption = (typeof reportOptions)[number]
export type ReportChoice = Readonly<Partial<Record<ReportOption, string>>>

export interface ReportKind {
  readonly id: ReportId
  readonly formats: readonly ReportFormat[]
  readonly options: readonly ReportOption[]
}

const documents: Readonly<Partial<Record<ReportId, Omit<ReportKind, 'id'>>>> = {
  soa: { formats: ['print', 'docx', 'xlsx', 'csv'], options: ['version', 'against'] },
  risks: { formats: ['print', 'xlsx', 'csv'], options: [] },
  treatment: { formats: ['print', 'docx', 'xlsx'], options: ['plan'] },
  audit: { formats: ['print', 'docx'], options: ['audit'] },
  review: { formats: ['print', 'docx'], options: ['review'] },
  nonconformities: { formats: ['print', 'xlsx', 'csv'], options: ['from', 'to'] },
  readiness: { formats: ['print', 'xlsx'], options: [] },
  policies: { formats: ['print', 'docx', 'xlsx'], options: [] },
}

export const reportKinds: readonly ReportKind[] = reportIds.map((id) => ({
  id,
  ...(documents[id] ?? { formats: ['print', 'xlsx', 'csv'], options: [] }),
}))
export const reportKind = (id: ReportId): ReportKind => reportKinds.find((one) => one.id === id)!

/** Fails as the builders do: if a chosen item does not exist or is not ready. */
export function buildReport(ctx: ReportContext, id: ReportId, choice: ReportChoice = {}): Result<Report> {
  switch (id) {
    case 'soa':
      return soaReport(ctx, choice)
    case 'risks':
      return ok(riskReport(ctx))
    case 'treatment':
      return treatmentReport(ctx, choice)
    case 'audit':
      return auditReport(ctx, choice)
    case 'review':
      return reviewReport(ctx, choice)
    case 'nonconformities':
      return ok(ncReport(ctx, choice))
    case 'readiness':
      return readinessReport(ctx)
    case 'policies':
      return ok(policyBook(ctx))
    case 'attestations':
      return ok(attestationReport(ctx))
    default:
      return isListId(id) ? ok(listReport(ctx, id)) : ok(attestationReport(ctx))
  }
}
