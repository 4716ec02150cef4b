import { useI18n } from 'vue-i18n'
import type { Metric, MetricTarget } from '~/lib/isms/kinds/metric'
import type { MetricState } from '~/lib/isms/metrics/state'
import type { Interval, Period } from '~/lib/isms/metrics/periods'
import type { StateName } from '../glyph/states'

/** Shape of a metric's state: on target a tick, on the watch line a triangle, off target a diamond. */
export const metricGlyph: Readonly<Record<MetricState, StateName>> = { onTarget: 'verified', watch: 'warning', offTarget: 'blocker', noTarget: 'open', noData: 'undecided' }
export const trendIcon = { improving: 'arrow-up-right', flat: 'arrow-right', worsening: 'arrow-down', unknown: 'minus' } as const

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 4 })

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
  const value: MetricWords['value'] = (of, unit) => [number.format(of), unit].filter(Boolean).join(' ')
  function period(every: Interval | undefined, { from, to }: Period, withYear: boolean): string {
    const [year, month, day] = from.split('-').map(Number) as [number, number, number]
    const tail = withYear ? ` ${year}` : ''
    if (every === 'monthly') return `${months[month - 1]}${tail}`
    if (every === 'quarterly') return `Q${Math.ceil(month / 3)}${tail}`
    if (every === 'semiannual') return `H${month > 6 ? 2 : 1}${tail}`
    if (every === 'annual') return String(year)
    if (every === 'weekly') return t(withYear ? 'metric.week' : 'metric.weekShort', { date: `${day} ${months[month - 1]}${tail}` })
    return `${Number(to.slice(8))} ${months[Number(to.slice(5, 7)) - 1]} ${to.slice(0, 4)}`
  }
  return {
    value,
    target({ direction, unit }, target) {
      if (!target) return ''
      if (direction === 'band') {
        if (target.low !== undefined && target.high !== undefined) return t('metric.band', { low: number.format(target.low), high: value(target.high, unit) })
        return target.low !== undefined ? `≥ ${value(target.low, unit)}` : target.high !== undefined ? `≤ ${value(target.high, unit)}` : ''
      }
      return target.target === undefined ? '' : `${direction === 'lower' ? '≤' : '≥'} ${value(target.target, unit)}`
    },
    period: (every, of) => period(every, of, true),
    periodShort: (every, of) => period(every, of, false),
  }
}
