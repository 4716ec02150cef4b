import type { ReportContext } from '~/lib/isms/report/reportLanguage'
import { computed, type ComputedRef } from 'vue'
import type { ReportId } from '~/lib/isms/report/report'
import { reportKind, type ReportChoice, type ReportOption } from '~/lib/isms/report/reports'
import { lastAudit } from '~/lib/isms/report/reports/auditReport'
import { lastReview } from '~/lib/isms/report/reports/reviewReport'
import { soaVersionsIn, versionName } from '~/lib/isms/report/reports/soaReport'
import { currentPlan } from '~/lib/isms/report/reports/treatmentReport'

export interface OptionChoice {
  readonly option: ReportOption
  /** Empty for a day. */
  readonly items: readonly { readonly value: string; readonly label: string }[]
  /** What stands while nothing was chosen. */
  readonly value: string
}

/** What may be chosen for a report, with its present values: versions, plans, audits, reviews, days. */
export function useReportChoices(
  context: ComputedRef<ReportContext | undefined>,
  id: () => ReportId | undefined,
  choice: () => ReportChoice,
): ComputedRef<readonly OptionChoice[]> {
  return computed(() => {
    const ctx = context.value
    const report = id()
    if (!ctx || !report) return []
    return reportKind(report).options.flatMap((option) => {
      const made = choicesOf(ctx, option, choice())
      return made ? [made] : []
    })
  })
}

function choicesOf(ctx: ReportContext, option: ReportOption, choice: ReportChoice): OptionChoice | undefined {
  const { state, words, today } = ctx
  const chosen = choice[option]
  const named = (row: { readonly id: string; readonly ref: string; readonly title: string | undefined }) => ({
    value: row.id,
    label: [row.ref, row.title].filter(Boolean).join(' '),
  })
  switch (option) {
    case 'version': {
      const versions = soaVersionsIn(ctx)
      return {
        option,
        value: chosen ?? versions.inForce?.record.id ?? 'live',
        items: [
          ...versions.all.map((version) => ({
            value: version.record.id,
            label: `${versionName(words, version)} · ${words.t(`soa.version.state.${version.state}`)}`,
          })),
          { value: 'live', label: words.t('report.live') },
        ],
      }
    }
    case 'against': {
      const versions = soaVersionsIn(ctx)
      const shown = choice.version ?? versions.inForce?.record.id
      const others = versions.all.filter(({ record }) => record.id !== shown)
      return others.length === 0
        ? undefined
        : {
            option,
            value: chosen ?? '',
            items: [
              { value: '', label: words.t('report.page.noCompare') },
              ...others.map((version) => ({ value: version.record.id, label: versionName(words, version) })),
            ],
          }
    }
    case 'plan':
      return several({
        option,
        value: chosen ?? currentPlan(state.rows('treatmentPlan'), today)?.id ?? '',
        items: state.rows('treatmentPlan').map(named),
      })
    case 'audit':
      return several({
        option,
        value: chosen ?? lastAudit(state.rows('audit'))?.id ?? '',
        items: state.rows('audit').map(named),
      })
    case 'review':
      return several({
        option,
        value: chosen ?? lastReview(state.rows('managementReview'))?.id ?? '',
        items: state.rows('managementReview').map(named),
      })
    case 'from':
    case 'to':
      return { option, value: chosen ?? '', items: [] }
  }
}
const several = (of: OptionChoice): OptionChoice | undefined => (of.items.length > 1 ? of : undefined)
