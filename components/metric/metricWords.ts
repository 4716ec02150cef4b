import { useI18n } from 'vue-i18n'
import type { Metric, MetricTarget } from '~/lib/records/kinds/metric'
import type { MetricState } from '~/lib/isms/metric/metricState'
import type { Interval, Period } from '~/lib/isms/metric/periods'
import type { StateName } from '../glyph/states'
import { useLanguage } from '~/lib/live/ui/languageStore'

/** Shape of a metric's state: on target a tick, on the watch line a triangle, off target a diamond. */
export const metricGlyph: Readonly<Record<MetricState, StateName>> = {
  onTarget: 'verified',
  watch: 'warning',
  offTarget: 'blocker',
  noTarget: 'open',
  noData: 'undecided',
}
export const trendIcon = {
  improving: 'arrow-up-right',
  flat: 'arrow-right',
  worsening: 'arrow-down',
  unknown: 'minus',
} as const

export interface MetricWords {
  /** "94 %". */
  readonly value: (value: number, unit: string | undefined) => string
  /** "≥ 95 %", "10 to 20 %". */
  readonly target: (metric: Pick<Metric, 'direction' | 'unit'>, target: MetricTarget | undefined) => string
  /** "May 2026", "Q2 2026", "week of 25 May". */
  readonly period: (every: Interval | undefined, period: Period) => string
  readonly periodShort: (every: Interval | undefined, period: Period) => string
}

/** Figures, targets and periods in words, the same in register, chart, form and review pack. */
export function useMetricWords(): MetricWords {
  const { t } = useI18n()
  const language = useLanguage()
  const value: MetricWords['value'] = (of, unit) => [language.format.number(of), unit].filter(Boolean).join(' ')
  function period(every: Interval | undefined, { from, to }: Period, withYear: boolean): string {
    const [year, month] = from.split('-').map(Number) as [number, number]
    const tail = withYear ? ` ${year}` : ''
    if (every === 'monthly') return `${language.format.month(month)}${tail}`
    if (every === 'quarterly') return `${t('metric.quarter', { n: Math.ceil(month / 3) })}${tail}`
    if (every === 'semiannual') return `${t('metric.half', { n: month > 6 ? 2 : 1 })}${tail}`
    if (every === 'annual') return String(year)
    if (every === 'weekly')
      return t(withYear ? 'metric.week' : 'metric.weekShort', { date: language.format.day(from, withYear) })
    return language.format.day(to)
  }
  return {
    value,
    target({ direction, unit }, target) {
      if (!target) return ''
      if (direction === 'band') {
        if (target.low !== undefined && target.high !== undefined)
          return t('metric.band', { low: language.format.number(target.low), high: value(target.high, unit) })
        return target.low !== undefined
          ? `≥ ${value(target.low, unit)}`
          : target.high !== undefined
            ? `≤ ${value(target.high, unit)}`
            : ''
      }
      return target.target === undefined ? '' : `${direction === 'lower' ? '≤' : '≥'} ${value(target.target, unit)}`
    },
    period: (every, of) => period(every, of, true),
    periodShort: (every, of) => period(every, of, false),
  }
}
