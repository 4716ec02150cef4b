/** What the registers of treatment say of a row in one line: their cells draw it, files hold it. Reads stores. */

import { money } from './money'
import type { TabWords } from '../register/kindTab'
import type { RiskAcceptance } from '~/lib/records/kinds/riskAcceptance'
import type { TreatmentAction } from '~/lib/records/kinds/treatmentAction'
import type { TreatmentPlan } from '~/lib/records/kinds/treatmentPlan'
import { useLanguage } from '~/lib/live/ui/languageStore'
import { useTreatment } from '~/lib/live/treatment/treatmentStore'

/** How many of its actions are done, and how many are late. */
export function planProgressText(
  row: TreatmentPlan,
  { t }: TabWords,
): { readonly done: string; readonly late: string | undefined } {
  const summary = useTreatment().plans.get(row.id)?.summary
  if (!summary || summary.total === 0) return { done: t('treatment.plan.none'), late: undefined }
  return {
    done: t('treatment.plan.doneOf', { n: summary.done, m: summary.total }),
    late: summary.overdue > 0 ? t('treatment.plan.late', { n: summary.overdue }, summary.overdue) : undefined,
  }
}

/** Cost against budget; undefined where neither is known. */
export function planCostText({ id, budget, currency }: TreatmentPlan, { t }: TabWords): string | undefined {
  const { format } = useLanguage()
  const cost = useTreatment().plans.get(id)?.cost
  if (budget === undefined) return cost === undefined ? undefined : money(cost, currency, format)
  return t('treatment.plan.ofBudget', {
    cost: money(cost ?? 0, undefined, format),
    budget: money(budget, currency, format),
  })
}

/** The worst there is to say of an action. */
export function signalText(row: TreatmentAction, { t, dates }: TabWords): string {
  const [worst] = useTreatment().signals.get(row.id) ?? []
  return worst === undefined
    ? ''
    : worst === 'overdue'
      ? t('risk.treatment.lateSince', { n: -dates.inDays(row.due!) })
      : t(`treatment.signals.${worst}`)
}

/** Who may accept its level, for how long (TR4); undefined where the method names nobody. */
export function authorityText(row: RiskAcceptance, { t, values }: TabWords): string | undefined {
  const treatment = useTreatment()
  const rule = treatment.authorityOf(treatment.borneBy(row))
  return (
    rule &&
    t('treatment.acceptance.authority', {
      who: t(`risk.method.signer.${rule.signer}`),
      period: values.period(rule.max),
    })
  )
}
