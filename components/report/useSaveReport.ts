import { useI18n } from 'vue-i18n'
import { useReportFiles, type ReportFiles } from '~/lib/live/report/useReportFiles'
import type { Report, ReportFormat } from '~/lib/isms/report/report'
import { useLanguage } from '~/lib/live/ui/languageStore'
import { useNotices } from '~/lib/live/ui/noticesStore'
import { saveFile } from '../workspace/keys/saveFile'

/** Makes a file of a report and hands it over; says what became of it. */
export function useSaveReport(): Pick<ReportFiles, 'making' | 'cancel'> & {
  readonly save: (report: Report, format: Exclude<ReportFormat, 'print'>, letter: boolean) => Promise<void>
} {
  const { t } = useI18n()
  const notices = useNotices()
  const language = useLanguage()
  const { making, make, cancel } = useReportFiles()
  async function save(report: Report, format: Exclude<ReportFormat, 'print'>, letter: boolean): Promise<void> {
    const made = await make(report, format, { letter })
    if (!made.ok) {
      if (made.error.type === 'cancelled') notices.tell({ text: t('report.page.cancelled') })
      else
        notices.fail({
          ...made.error,
          message: t('report.page.notMade', { name: report.title.title, message: language.failureText(made.error) }),
        })
      return
    }
    saveFile(made.value.name, new Blob([made.value.bytes], { type: made.value.mime }))
    notices.tell({ text: t('report.page.made', { name: made.value.name }) })
  }
  return { making, cancel, save }
}
