/** Status of each report, one line for the list of reports: which version, who approved it, how much is open. */

import type { ReportContext } from './reportLanguage'
import { isOpenRisk } from '../risk/aggregate'
import { isAbove, riskLevels } from '../risk/level'
import { inForceVersion, policyVersions } from '../policy/policyVersions'
import type { AnyRecord } from '~/lib/records/registry'
import { lastAudit } from './reports/auditReport'
import { attestationLines, isListId, listKind } from './reports/listReport'
import { isOpenNc, ncLines } from './reports/ncLines'
import { verdictWords } from './reports/readinessReport'
import type { ReportId } from './report'
import { lastReview } from './reports/reviewReport'
import { signedAt, standingIn } from './signing'
import { rowsChangedSince, soaVersionsIn } from './reports/soaReport'
import { currentPlan } from './reports/treatmentReport'

export function reportStatus(ctx: ReportContext, id: ReportId): string {
  const {
    state,
    words: { t, day },
    today,
  } = ctx
  switch (id) {
    case 'soa': {
      const { inForce } = soaVersionsIn(ctx)
      if (!inForce?.approvedBy) return t('report.page.status.soaNone')
      const differing = rowsChangedSince(ctx, inForce)
      const params = { n: inForce.number, date: day(signedAt(inForce.approvedBy)), d: differing }
      return differing === undefined
        ? t('report.page.status.soa', params)
        : t('report.page.status.soaDiffers', params, differing)
    }
    case 'risks': {
      const open = state.rows('risk').filter(isOpenRisk)
      return t('report.page.status.risks', {
        n: open.length,
        above: open.filter((row) => isAbove(riskLevels(row, state.method).current.level, state.method)).length,
      })
    }
    case 'treatment': {
      const plan = currentPlan(state.rows('treatmentPlan'), today)
      return plan
        ? t('report.page.status.treatment', { title: plan.ref, state: approvalWord(ctx, plan) })
        : t('report.page.status.treatmentNone')
    }
    case 'audit': {
      const audit = lastAudit(state.rows('audit'))
      return audit
        ? t('report.page.status.audit', { ref: audit.ref, state: signatureWord(ctx, audit) })
        : t('report.page.status.auditNone')
    }
    case 'review': {
      const review = lastReview(state.rows('managementReview'))
      return review
        ? t('report.page.status.review', { ref: review.ref, state: signatureWord(ctx, review) })
        : t('report.page.status.reviewNone')
    }
    case 'nonconformities': {
      const lines = ncLines(ctx)
      return t('report.page.status.nonconformities', { n: lines.filter(isOpenNc).length, m: lines.length })
    }
    case 'readiness':
      return state.readiness
        ? t('report.page.status.readiness', {
            verdict: verdictWords(ctx, state.readiness.views.stage2 ? 'stage2' : 'stage1'),
          })
        : t('report.page.status.readinessNone')
    case 'policies': {
      const inForce = state.rows('policy').filter(
        (row) =>
          inForceVersion(
            row,
            policyVersions({
              versions: standingIn(ctx, row, 'main')?.versions ?? [],
              statements: state.statementsOf(row.id),
              timeZone: state.settings.timeZone,
            }),
            today,
          ) !== undefined,
      )
      return t('report.page.status.policies', { n: inForce.length })
    }
    default: {
      const n = isListId(id) ? state.rows(listKind(id)).length : attestationLines(ctx).length
      return t('report.page.status.entries', { n }, n)
    }
  }
}

function approvalWord(ctx: ReportContext, row: AnyRecord): string {
  const state = standingIn(ctx, row)?.approval.state
  return ctx.words.t(
    `report.page.status.${state === 'current' ? 'current' : state === 'stale' ? 'stale' : 'notApproved'}`,
  )
}
function signatureWord(ctx: ReportContext, row: AnyRecord): string {
  const state = standingIn(ctx, row, 'main')?.approval.state
  return ctx.words.t(
    `report.page.status.${state === 'current' ? 'signed' : state === 'stale' ? 'staleSigned' : 'unsigned'}`,
  )
}
