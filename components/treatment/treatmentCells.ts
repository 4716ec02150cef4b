/** Cells of the treatment registers, a small component each: what lib/isms says about the row. */

import { defineComponent, h, type Component } from 'vue'
import { useI18n } from 'vue-i18n'
import { money } from './money'
import PlanBar from './PlanBar.vue'
import { authorityText, planCostText, planProgressText, signalText } from './treatmentTexts'
import { useValueWords } from '../record/fields/useValueWords'
import type { TabWords } from '../register/kindTab'
import LevelWord from '../risk/LevelWord.vue'
import { useDates } from '~/lib/live/ui/useDates'
import type { RiskAcceptance } from '~/lib/records/kinds/riskAcceptance'
import type { TreatmentAction } from '~/lib/records/kinds/treatmentAction'
import type { TreatmentPlan } from '~/lib/records/kinds/treatmentPlan'
import { useRisks } from '~/lib/live/risk/risksStore'
import { useLanguage } from '~/lib/live/ui/languageStore'
import { useTreatment } from '~/lib/live/treatment/treatmentStore'

const cell = <R>(draw: (words: TabWords) => (row: R) => ReturnType<typeof h> | string): Component =>
  defineComponent({
    props: { row: { type: Object, required: true } },
    setup(props) {
      const of = draw({ t: useI18n().t as never, dates: useDates(), values: useValueWords() })
      return () => of(props.row as R)
    },
  })

export const PlanProgressCell = cell<TreatmentPlan>((words) => {
  const treatment = useTreatment()
  return (row) => {
    const summary = treatment.plans.get(row.id)?.summary
    const { done, late } = planProgressText(row, words)
    if (!summary || summary.total === 0) return h('span', { class: 'text-fg-3' }, done)
    return h('span', { class: 'flex items-center gap-2.5' }, [
      h(PlanBar, { summary, class: 'max-w-16' }),
      h('span', { class: 'text-fg-2 tabular-nums' }, done),
      ...(late === undefined ? [] : [h('span', { class: 'font-medium text-fail' }, late)]),
    ])
  }
})

export const PlanCostCell = cell<TreatmentPlan>((words) => {
  const language = useLanguage()
  const treatment = useTreatment()
  return (row) => {
    const { cost, over = 0 } = treatment.plans.get(row.id) ?? {}
    return h(
      'span',
      {
        class: cost === undefined ? 'text-fg-3' : over > 0 ? 'font-medium text-fail' : 'text-fg-0',
        title:
          over > 0 ? words.t('treatment.plan.over', { amount: money(over, row.currency, language.format) }) : undefined,
      },
      planCostText(row, words) ?? '–',
    )
  }
})

export const ActionSignalCell = cell<TreatmentAction>((words) => {
  const { t, dates } = words
  const treatment = useTreatment()
  return (row) => {
    const [worst] = treatment.signals.get(row.id) ?? []
    if (!worst) return ''
    const text =
      worst === 'blocked'
        ? row.blockedReason
          ? t('treatment.signalText.blocked', { reason: row.blockedReason })
          : t('treatment.signalText.blockedNoReason')
        : t(`treatment.signalText.${worst}`, { date: dates.short(row.due), n: row.due ? -dates.inDays(row.due) : 0 })
    return h('span', { class: worst === 'overdue' ? 'text-fail' : 'text-warn', title: text }, signalText(row, words))
  }
})

export const AcceptanceStateCell = cell<RiskAcceptance>(({ t }) => {
  const riskStore = useRisks()
  return (row) => {
    const state = riskStore.acceptanceById.get(row.id)?.facts.state
    return state
      ? h(
          'span',
          {
            class:
              state === 'valid'
                ? 'text-fg-0'
                : state === 'expired' || state === 'void'
                  ? 'text-fail'
                  : state === 'stale'
                    ? 'text-warn'
                    : 'text-fg-2',
          },
          t(`treatment.states.${state}`),
        )
      : ''
  }
})

export const AcceptanceLevelCell = cell<RiskAcceptance>(
  () => (row) =>
    h(LevelWord, { stage: { l: row.frozenL, i: row.frozenI, level: row.frozenLevel ?? 'unset' }, as: 'both' }),
)

export const AcceptanceLeftCell = cell<RiskAcceptance>(({ t }) => {
  const riskStore = useRisks()
  return (row) => {
    const left = riskStore.acceptanceById.get(row.id)?.facts.daysLeft
    if (left === undefined) return h('span', { class: 'text-fg-3' }, '–')
    return h(
      'span',
      { class: left < 0 ? 'text-fail' : left <= 30 ? 'text-warn' : 'text-fg-2' },
      left < 0 ? t('treatment.endedDays', { n: -left }) : t('treatment.left_days', { n: left }),
    )
  }
})

export const AcceptanceAuthorityCell = cell<RiskAcceptance>((words) => (row) => {
  const text = authorityText(row, words)
  return text
    ? h('span', { class: 'block truncate text-fg-2', title: text }, text)
    : h('span', { class: 'text-fail' }, words.t('treatment.acceptance.noMethod'))
})
