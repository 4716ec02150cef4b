/**
 * Makes files of reports beside the page: the libraries load when the first file is asked for, and a long one stops no
 * key press.
 */

import type { ReportWorker } from '~/lib/live/report/reportFunctions'
import { serveWorker } from '~/lib/platform/workerRpc'

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
