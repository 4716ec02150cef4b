import { useI18n } from 'vue-i18n'
import type { RecordProblem } from './face'
import { faceOf } from './recordFaces'
import type { AnyRecord } from '~/lib/records/registry'
import { useDates } from '~/lib/live/ui/useDates'

/** The worst thing about a record, in a sentence, with what settles it. One callout at most (ux.md 7). */
export function useRecordProblem(): (row: AnyRecord) => RecordProblem | undefined {
  const { t } = useI18n()
  const dates = useDates()
  const words = { t: t as never, dates }
  return (row) => faceOf(row.kind).problem?.(row as never, words)
}
