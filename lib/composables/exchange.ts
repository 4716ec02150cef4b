/** Workers for files coming in and going out. The entrypoint hands in how one is started; whoever starts one ends it. */

import { inject, type App, type InjectionKey } from 'vue'
import { assert } from '../shared/assert'
import { callWorker, type WorkerClient, type WorkerProgress } from '../platform/workerRpc'
import type { ExchangeFunctions } from '../../entrypoints/workers/exchange.worker'

export type ExchangeClient = WorkerClient<ExchangeFunctions>
export type StartExchange = (onProgress?: (progress: WorkerProgress) => void) => ExchangeClient

const key: InjectionKey<() => Worker> = Symbol('exchange')

export const provideExchange = (app: App, openWorker: () => Worker): void => {
  app.provide(key, openWorker)
}

export function useExchange(): StartExchange {
  const openWorker = inject(key)
  assert(openWorker, 'the entrypoint provides the exchange worker before it mounts')
  return (onProgress) => callWorker<ExchangeFunctions>(openWorker(), onProgress)
}
