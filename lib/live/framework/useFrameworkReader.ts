import { onScopeDispose, shallowRef, type Ref } from 'vue'
import { useWorkers } from '../engine/useWorkers'
import { callWorker, type WorkerClient, type WorkerProgress } from '~/lib/platform/workerRpc'
import type { FrameworkFunctions } from '~/lib/exchange/frameworks/frameworkFunctions'

export interface FrameworkReader {
  readonly progress: Ref<WorkerProgress | undefined>
  /** The worker's interface; starts the worker on the first call. Terminated with the component. */
  readonly call: () => WorkerClient<FrameworkFunctions>['call']
  /** Terminates the worker immediately. The next call starts a new one. */
  readonly cancel: () => void
}

export function useFrameworkReader(): FrameworkReader {
  const { frameworks: create } = useWorkers()
  const progress = shallowRef<WorkerProgress>()
  let client: WorkerClient<FrameworkFunctions> | undefined
  const cancel = (): void => {
    client?.end()
    client = undefined
    progress.value = undefined
  }
  onScopeDispose(cancel)
  return {
    progress,
    cancel,
    call: () => (client ??= callWorker<FrameworkFunctions & object>(create(), (now) => (progress.value = now))).call,
  }
}
