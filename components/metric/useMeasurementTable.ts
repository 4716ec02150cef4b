import { useI18n } from 'vue-i18n'
import { useMetricWords } from './metricWords'
import { dayCell } from '../exchange/import/shownTable'
import type { OutTable } from '~/lib/exchange/tables/exportTable'
import type { Metric } from '~/lib/records/kinds/metric'
import type { MetricFacts } from '~/lib/isms/metric/metricFacts'

/** Every value of a metric as its table shows the last ones, newest first, for a file. */
export function useMeasurementTable(): (metric: Metric, facts: MetricFacts) => OutTable {
  const { t } = useI18n()
  const words = useMetricWords()
  return (metric, { points }) => ({
    name: metric.ref,
    header: [
      t('metric.table.period'),
      t('field.measurement.periodTo'),
      t('metric.form.valueIn', { unit: metric.unit ?? '' }),
      t('metric.table.target'),
      t('metric.column.state'),
      t('metric.table.note'),
    ],
    rows: [...points]
      .reverse()
      .map((point) => [
        words.period(metric.every, point),
        dayCell(point.to),
        point.value,
        words.target(metric, point.target),
        t(`metric.state.${point.state}`),
        point.measurement.evaluation,
      ]),
  })
}
