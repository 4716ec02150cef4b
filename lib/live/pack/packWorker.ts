/** The worker that writes and checks packs: a page that needs it starts its own and ends it. */

import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { PackFunctions } from './packFunctions'
import { callWorker, type WorkerClient, type WorkerProgress } from '~/lib/platform/workerRpc'
import { useWorkers } from '../engine/useWorkers'

export interface PackWorkerHandle {
  /** What the worker told last; undefined while nothing runs. */
  readonly progress: Readonly<ShallowRef<WorkerProgress | undefined>>
  /** Seconds that are left, as far as can be told. */
  readonly secondsLeft: Readonly<ShallowRef<number | undefined>>
  call(): WorkerClient<PackFunctions>['call']
  /** Ends what runs at once; the next call starts anew. */
  cancel(): void
}

/** A worker of the component that asks: started with its first call, ended with it. */
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
