/**
 * Makes files of reports beside the page: the libraries load when the first file is asked for, and a long one stops no
 * key press.
 */

import type { FileLook } from '~/lib/exchange/reports/fileLook'
import type { Report, ReportFormat } from '~/lib/isms/report/report'
import { serveWorker } from '~/lib/platform/workerRpc'

export interface ReportFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface ReportWorker {
  make(report: Report, format: Exclude<ReportFormat, 'print'>, look: FileLook): Promise<ReportFile>
}

const mimes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

serveWorker<ReportWorker>({
  async make(report, format, look) {
    if (format === 'csv') return (await import('~/lib/exchange/reports/writeCsv')).writeCsv(report)
    const blob =
      format === 'docx'
        ? await (await import('~/lib/exchange/reports/writeDocx')).writeDocx(report, look)
        : await (await import('~/lib/exchange/reports/writeXlsx')).writeXlsx(report, look)
    return {
      name: `${report.fileName}.${format}`,
      mime: mimes[format],
      bytes: new Uint8Array(await blob.arrayBuffer()),
    }
  },
})
