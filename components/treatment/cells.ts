/** Cells of the treatment registers, a small component each: what lib/isms says about the row. */

import { defineComponent, h, type Component } from 'vue'
import { useI18n } from 'vue-i18n'
import { money } from './money'
import PlanBar from './PlanBar.vue'
import LevelWord from '../risk/LevelWord.vue'
import { useAcceptanceWords } from '../risk/acceptanceWords'
import { useDates } from '~/lib/composables/useDates'
import type { RiskAcceptance } from '~/lib/isms/kinds/riskAcceptance'
import type { TreatmentAction } from '~/lib/isms/kinds/treatmentAction'
import type { TreatmentPlan } from '~/lib/isms/kinds/treatmentPlan'
import { useIsms } from '~/lib/stores/isms'
import { useLanguage } from '~/lib/stores/language'
import { useTreatment } from '~/lib/stores/treatment'

const cell = <R>(draw: () => (row: R) => ReturnType<typeof h> | string): Component => defineComponent({
  props: { row: { type: Object, required: true } },
  setup(props) {
    const of = draw()
    return () => of(props.row as R)
  },
})

export const PlanProgressCell = cell<TreatmentPlan>(() => {
  const { t } = useI18n()
  const treatment = useTreatment()
  return (row) => {
    const facts = treatment.plans.get(row.id)
    if (!facts || facts.summary.total === 0) return h('span', { class: 'text-fg-3' }, t('treatment.plan.none'))
    return h('span', { class: 'flex items-center gap-2.5' }, [h(PlanBar, { summary: facts.summary, class: 'max-w-16' }), h('span', { class: 'text-fg-2 tabular-nums' }, t('treatment.plan.doneOf', { n: facts.summary.done, m: facts.summary.total })), ...(facts.summary.overdue > 0 ? [h('span', { class: 'font-medium text-fail' }, t('treatment.plan.late', { n: facts.summary.overdue }, facts.summary.overdue))] : [])])
  }
})

export const PlanCostCell = cell<TreatmentPlan>(() => {
  const { t } = useI18n()
  const language = useLanguage()
  const treatment = useTreatment()
  return (row) => {
    const facts = treatment.plans.get(row.id)
    if (facts?.cost === undefined) return h('span', { class: 'text-fg-3' }, row.budget === undefined ? '–' : t('treatment.plan.ofBudget', { cost: '0', budget: money(row.budget, row.currency, language.format) }))
    return h('span', { class: (facts.over ?? 0) > 0 ? 'font-medium text-fail' : 'text-fg-0', title: facts.over !== undefined && facts.over > 0 ? t('treatment.plan.over', { amount: money(facts.over, row.currency, language.format) }) : undefined }, row.budget === undefined ? money(facts.cost, row.currency, language.format) : t('treatment.plan.ofBudget', { cost: money(facts.cost, undefined, language.format), budget: money(row.budget, row.currency, language.format) }))
  }
})

export const ActionSignalCell = cell<TreatmentAction>(() => {
  const { t } = useI18n()
  const treatment = useTreatment()
  const dates = useDates()
  return (row) => {
    const [worst] = treatment.signals.get(row.id) ?? []
    if (!worst) return ''
    const text = worst === 'blocked' ? (row.blockedReason ? t('treatment.signalText.blocked', { reason: row.blockedReason }) : t('treatment.signalText.blockedNoReason')) : t(`treatment.signalText.${worst}`, { date: dates.short(row.due), n: row.due ? -dates.inDays(row.due) : 0 })
    return h('span', { class: worst === 'overdue' ? 'text-fail' : 'text-warn', title: text }, worst === 'overdue' ? t('risk.treatment.lateSince', { n: -dates.inDays(row.due!) }) : t(`treatment.signals.${worst}`))
  }
})

export const AcceptanceStateCell = cell<RiskAcceptance>(() => {
  const { t } = useI18n()
  const isms = useIsms()
  return (row) => {
    const state = isms.acceptanceById.get(row.id)?.facts.state
    return state ? h('span', { class: state === 'valid' ? 'text-fg-0' : state === 'expired' || state === 'void' ? 'text-fail' : state === 'stale' ? 'text-warn' : 'text-fg-2' }, t(`treatment.states.${state}`)) : ''
  }
})

export const AcceptanceLevelCell = cell<RiskAcceptance>(() => (row) => h(LevelWord, { stage: { l: row.frozenL, i: row.frozenI, level: row.frozenLevel ?? 'unset' }, as: 'both' }))

export const AcceptanceLeftCell = cell<RiskAcceptance>(() => {
  const { t } = useI18n()
  const isms = useIsms()
  return (row) => {
    const left = isms.acceptanceById.get(row.id)?.facts.daysLeft
    if (left === undefined) return h('span', { class: 'text-fg-3' }, '–')
    return h('span', { class: left < 0 ? 'text-fail' : left <= 30 ? 'text-warn' : 'text-fg-2' }, left < 0 ? t('treatment.endedDays', { n: -left }) : t('treatment.left_days', { n: left }))
  }
})

export const AcceptanceAuthorityCell = cell<RiskAcceptance>(() => {
  const { t } = useI18n()
  const words = useAcceptanceWords()
  const treatment = useTreatment()
  return (row) => {
    const rule = treatment.authorityOf(row.frozenLevel)
    const text = rule && t('treatment.acceptance.authority', { who: t(`risk.method.signer.${rule.signer}`), period: words.max(rule.level) })
    return text ? h('span', { class: 'block truncate text-fg-2', title: text }, text) : h('span', { class: 'text-fail' }, t('treatment.acceptance.noMethod'))
  }
})
