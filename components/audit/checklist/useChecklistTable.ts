import { useI18n } from 'vue-i18n'
import { useConflictWords } from '../useConflictWords'
import { requirementById } from '~/lib/live/framework/useCatalogue'
import type { OutTable } from '~/lib/exchange/tables/exportTable'
import { requirementCode } from '~/lib/records/derivedIds'
import type { AuditItem } from '~/lib/records/kinds/auditItem'
import { useAudits } from '~/lib/live/audit/auditsStore'

/** The rows of a checklist as its table shows them, for a file. */
export function useChecklistTable(): (rows: readonly AuditItem[]) => OutTable {
  const { t } = useI18n()
  const audits = useAudits()
  const words = useConflictWords()
  const findingsOf = (row: AuditItem): string =>
    (audits.findingsByItem.get(row.id) ?? [])
      .filter((finding) => !finding.withdrawn)
      .map((finding) => finding.ref)
      .join(', ')
  const conflictOf = (row: AuditItem): string | undefined =>
    ((conflict) => conflict && words.sentence(row.requirement, conflict))(audits.conflictsOf(row.id)[0])
  return (rows) => ({
    name: t('audit.tab.checklist'),
    header: [
      ...['id', 'requirement', 'how'].map((name) => t(`audit.checklist.${name}`)),
      t('field.auditItem.sampleSize'),
      t('field.auditItem.populationSize'),
      t('audit.checklist.result'),
      t('audit.checklist.evidence'),
      t('kind.finding.many'),
      t('audit.conflict.own'),
    ],
    rows: rows.map((row) => [
      requirementCode(row.requirement ?? ''),
      requirementById(row.requirement ?? '')?.title ?? '',
      row.method.map((method) => t(`value.auditItem.method.${method}`)).join(', '),
      row.sampleSize,
      row.populationSize,
      t(`value.auditItem.result.${row.result ?? 'notAssessed'}`),
      row.evidence.length,
      findingsOf(row),
      conflictOf(row),
    ]),
  })
}
