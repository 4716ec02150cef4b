import { onScopeDispose, shallowRef, type Ref } from 'vue'
import { useWorkers } from '../engine/useWorkers'
import { callWorker, type WorkerClient, type WorkerProgress } from '~/lib/platform/workerRpc'
import type { FrameworkFunctions } from '~/lib/exchange/frameworks/frameworkFunctions'

export interface FrameworkReader {
  readonly progress: Ref<WorkerProgress | undefined>
  /** The worker, started at the first call; ended with the component. */
  readonly call: () => WorkerClient<FrameworkFunctions>['call']
  /** Ends what it is doing at once. The next call starts another one. */
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
