/** The interface of the worker for report files (`entrypoints/workers/report.worker.ts`). Types only. */

import type { FileLook } from '~/lib/exchange/reports/fileLook'
import type { Report, ReportFormat } from '~/lib/isms/report/report'

export interface ReportFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface ReportWorker {
  make(report: Report, format: Exclude<ReportFormat, 'print'>, look: FileLook): Promise<ReportFile>
}
