/** The worker for files coming in and going out; whoever starts one ends it. */

import { useWorkers } from '../engine/workers'
import { callWorker, type WorkerClient, type WorkerProgress } from '~/lib/platform/workerRpc'
import type { ExchangeFunctions } from '~/entrypoints/workers/exchange.worker'

export type ExchangeClient = WorkerClient<ExchangeFunctions>
export type StartExchange = (onProgress?: (progress: WorkerProgress) => void) => ExchangeClient

export function useExchange(): StartExchange {
  const { exchange } = useWorkers()
  return (onProgress) => callWorker<ExchangeFunctions>(exchange(), onProgress)
}
