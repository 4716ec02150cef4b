import { inject, onScopeDispose, provide, shallowRef, type InjectionKey, type Ref } from 'vue'
import { callWorker, type WorkerClient, type WorkerProgress } from '../platform/workerRpc'
import type { FrameworkFunctions } from '../exchange/frameworks/functions'

/** The page that composes the screens hands in how a worker comes to be. */
const key: InjectionKey<() => Worker> = Symbol('frameworks worker')
export const provideFrameworkWorker = (create: () => Worker): void => provide(key, create)

export interface FrameworkReader {
  readonly progress: Ref<WorkerProgress | undefined>
  /** The worker, started at the first call; ended with the component. */
  readonly call: () => WorkerClient<FrameworkFunctions>['call']
  /** Ends what it is doing at once. The next call starts another one. */
  readonly cancel: () => void
}

export function useFrameworkReader(): FrameworkReader {
  const create = inject(key)
  if (!create) throw new Error('provideFrameworkWorker comes first')
  const progress = shallowRef<WorkerProgress>()
  let client: WorkerClient<FrameworkFunctions> | undefined
  const cancel = (): void => {
    client?.end()
    client = undefined
    progress.value = undefined
  }
  onScopeDispose(cancel)
  return { progress, cancel, call: () => (client ??= callWorker<FrameworkFunctions & object>(create(), (now) => (progress.value = now))).call }
}
