import { useI18n } from 'vue-i18n'
import { useMetricWords } from '../metric/metricWords'
import { requirementById } from '~/lib/live/framework/useCatalogue'
import { useDates } from '~/lib/live/ui/useDates'
import { useNames } from '~/lib/live/record/useNames'
import { requirementCode, requirementOfSoaEntry } from '~/lib/records/derivedIds'
import { recordKind, type AnyRecord, type RowOf } from '~/lib/records/registry'
import { titleOf } from '~/lib/records/text/searchText'
import { useSoa } from '~/lib/live/soa/soaStore'

export interface RecordName {
  /** Short and in mono: "R-12", "MT-3", "A.5.1", "SoA v3". Empty for persons, whose name is enough. */
  readonly ref: string
  /** What it is, in words: "May 2026", "Access rights in IA-2026-1". */
  readonly title: string
}

/**
 * How a record is called in links, lists and tables. Kinds with derived ids have a natural key in place of a ref (ID4),
 * and no title of their own: they are called by what they were made of.
 */
export function useRecordNames(): (row: AnyRecord) => RecordName {
  const { t } = useI18n()
  const dates = useDates()
  const names = useNames()
  const metricWords = useMetricWords()
  const requirementTitle = (id: string): string => requirementById(id)?.title ?? ''

  function measurement(row: RowOf<'measurement'>): RecordName {
    const metric = row.metric === undefined ? undefined : names.value.get(row.metric)
    const { periodFrom: from, periodTo: to } = row
    const period =
      from !== undefined && to !== undefined && metric?.kind === 'metric' && metric.every !== undefined
        ? metricWords.period(metric.every, { from, to })
        : dates.day(to)
    return { ref: metric?.ref ?? '', title: period || row.ref }
  }
  function auditItem(row: RowOf<'auditItem'>): RecordName {
    const audit = row.audit === undefined ? undefined : names.value.get(row.audit)?.ref
    const title = row.requirement === undefined ? '' : requirementTitle(row.requirement)
    return { ref: row.ref, title: audit ? t('record.inAudit', { title, audit }).trim() : title || row.ref }
  }
  function soaVersion(row: RowOf<'soaVersion'>): RecordName {
    const number = useSoa().versions.all.find((version) => version.record.id === row.id)?.number
    return {
      ref: number === undefined ? t('record.soaDraft') : t('record.soaVersion', { n: number }),
      title: dates.day(row.asOf),
    }
  }
  return (row) => {
    if (row.kind === 'measurement') return measurement(row)
    if (row.kind === 'auditItem') return auditItem(row)
    if (row.kind === 'soaVersion') return soaVersion(row)
    if (row.kind === 'soaEntry')
      return {
        ref: row.ref || requirementCode(requirementOfSoaEntry(row.id)),
        title: requirementTitle(requirementOfSoaEntry(row.id)),
      }
    const { title, fields } = recordKind(row.kind)
    // A title that is a choice is said in words: a readiness run is called by why it was kept.
    if (fields[title]?.type === 'enum' && titleOf(row) !== row.ref)
      return { ref: row.ref, title: t(`value.${row.kind}.${title}.${titleOf(row)}`) }
    return { ref: row.kind === 'person' ? '' : row.ref, title: titleOf(row) }
  }
}
