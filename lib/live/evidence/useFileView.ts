import { onScopeDispose } from 'vue'
import type { ViewFunctions } from './viewFunctions'
import type { SafeView, ViewedFile } from '~/lib/capture/view/safeView'
import { useWorkers } from '../engine/useWorkers'
import { callWorker } from '~/lib/platform/workerRpc'

/** How long people wait for a file to be made safe before it is offered as a download instead. */
export const viewSeconds = 15

/**
 * Makes a captured or uploaded file safe to view, in a separate worker; starting the next one terminates it, and so
 * does leaving the component.
 */
export function useFileView(): (file: ViewedFile) => Promise<SafeView> {
  const { view: start } = useWorkers()
  let running: Worker | undefined
  onScopeDispose(() => running?.terminate())
  return (file) => {
    running?.terminate()
    return viewWithin(viewSeconds * 1000, (running = start()), file)
  }
}

/**
 * Protects the page from any file: a worker that takes longer than `limit` milliseconds is terminated, and the file is
 * offered as a download.
 */
export async function viewWithin(limit: number, worker: Worker, file: ViewedFile): Promise<SafeView> {
  const client = callWorker<ViewFunctions>(worker)
  let late = false
  const timer = setTimeout(() => {
    late = true
    client.end()
  }, limit)
  try {
    return await client.call.view(file)
  } catch {
    return { type: 'download', why: late ? 'tooSlow' : 'unreadable' }
  } finally {
    clearTimeout(timer)
    client.end()
  }
}
