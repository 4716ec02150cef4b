/** The worker that writes and verifies packs: each page starts and terminates its own. */

import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { PackFunctions } from './packFunctions'
import { callWorker, type WorkerClient, type WorkerProgress } from '~/lib/platform/workerRpc'
import { useWorkers } from '../engine/useWorkers'

export interface PackWorkerHandle {
  /** The last progress report of the worker; undefined while it is idle. */
  readonly progress: Readonly<ShallowRef<WorkerProgress | undefined>>
  /** Estimated seconds left. */
  readonly secondsLeft: Readonly<ShallowRef<number | undefined>>
  call(): WorkerClient<PackFunctions>['call']
  /** Terminates the worker immediately; the next call starts a new one. */
  cancel(): void
}

/** A worker of the calling component: started on the first call, terminated with the component. */
export function usePackWorker(): PackWorkerHandle {
  const { pack: start } = useWorkers()
  const progress = shallowRef<WorkerProgress>()
  const secondsLeft = shallowRef<number>()
  let client: WorkerClient<PackFunctions> | undefined
  let began: { readonly at: number; readonly phase: string } | undefined

  function told(next: WorkerProgress): void {
    const [phase = ''] = next.step.split(' ')
    const now = performance.now()
    if (next.job === 'pack' ? began?.phase !== phase : !began) began = { at: now, phase }
    const passed = (now - began!.at) / 1000
    secondsLeft.value =
      next.total && next.done > 0 && passed > 2 ? Math.ceil((passed * (next.total - next.done)) / next.done) : undefined
    progress.value = next
  }
  function cancel(): void {
    client?.end()
    client = undefined
    began = undefined
    progress.value = undefined
    secondsLeft.value = undefined
  }
  onScopeDispose(cancel)
  return {
    progress,
    secondsLeft,
    cancel,
    call() {
      client ??= callWorker<PackFunctions>(start(), told)
      began = undefined
      progress.value = undefined
      return client.call
    },
  }
}
