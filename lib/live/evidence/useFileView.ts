import { onScopeDispose } from 'vue'
import type { ViewFunctions } from './viewFunctions'
import type { SafeView, ViewedFile } from '~/lib/capture/view/safeView'
import { useWorkers } from '../engine/useWorkers'
import { callWorker } from '~/lib/platform/workerRpc'

/** How long people wait for a file to be made safe before it is offered as a download instead. */
export const viewSeconds = 15

/**
 * Makes a captured or uploaded file safe to look at, in a worker of its own; the one before ends with the next, and
 * with the component.
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
 * Whatever a file holds, the page goes on: a worker that takes longer than `limit` milliseconds ends, and the file is a
 * download.
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
