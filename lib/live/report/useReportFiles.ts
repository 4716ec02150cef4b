import type { ReportFile, ReportWorker } from './reportFunctions'
import { getCurrentScope, onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { FileLook } from '~/lib/exchange/reports/fileLook'
import { usableAccent } from '~/lib/isms/report/look'
import type { Report, ReportFormat } from '~/lib/isms/report/report'
import { callWorker, type WorkerClient } from '~/lib/platform/workerRpc'
import { fail, ok, type Result } from '~/lib/shared/result'
import { useSession } from '../workspace/sessionStore'
import { readFile } from '~/lib/vault/store/fileBytes'
import { useWorkers } from '../engine/useWorkers'

export interface ReportFiles {
  /** Name of the file being created. */
  readonly making: Readonly<ShallowRef<string | undefined>>
  /** Fails with `cancelled` or `notMade`. */
  readonly make: (
    report: Report,
    format: Exclude<ReportFormat, 'print'>,
    paper: { readonly letter: boolean },
  ) => Promise<Result<ReportFile>>
  readonly cancel: () => void
}

/** Creates report files in a worker that starts with the first one and ends with the page. */
export function useReportFiles(): ReportFiles {
  const session = useSession()
  const { report: start } = useWorkers()
  const making = shallowRef<string>()
  let worker: WorkerClient<ReportWorker> | undefined
  const cancel = (): void => {
    worker?.end()
    worker = undefined
  }
  if (getCurrentScope()) onScopeDispose(cancel)

  async function make(
    report: Report,
    format: Exclude<ReportFormat, 'print'>,
    { letter }: { readonly letter: boolean },
  ): Promise<Result<ReportFile>> {
    making.value = report.fileName
    worker ??= callWorker<ReportWorker>(start())
    const own = worker
    try {
      return ok(
        await own.call.make(report, format, {
          letter,
          accent: usableAccent(session.settings?.accent),
          ...(format !== 'csv' && { logo: await readLogo(session) }),
        }),
      )
    } catch (thrown) {
      if (worker !== own) return fail('cancelled', 'Nothing was saved.')
      cancel()
      return fail('notMade', thrown instanceof Error ? thrown.message : String(thrown))
    } finally {
      making.value = undefined
    }
  }
  return { making, make, cancel }
}

/** The logo as a PNG, which every office suite reads; undefined without one, or while its bytes are not present. */
async function readLogo({ vault, settings }: ReturnType<typeof useSession>): Promise<FileLook['logo']> {
  const held = settings?.logo && vault && (await readFile(vault, settings.logo.sha256))
  if (held?.type !== 'here') return undefined
  try {
    const picture = await createImageBitmap(held.bytes)
    const canvas = new OffscreenCanvas(picture.width, picture.height)
    canvas.getContext('2d')?.drawImage(picture, 0, 0)
    const png = await canvas.convertToBlob({ type: 'image/png' })
    return { png: new Uint8Array(await png.arrayBuffer()), width: picture.width, height: picture.height }
  } catch {
    // The bytes no longer decode: the report is created without a logo, and the settings show the image as broken.
    return undefined
  }
}
