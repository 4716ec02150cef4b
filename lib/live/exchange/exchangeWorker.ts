/** The worker for importing and exporting files; whoever starts one terminates it. */

import { useWorkers } from '../engine/useWorkers'
import { callWorker, type WorkerClient, type WorkerProgress } from '~/lib/platform/workerRpc'
import type { TableFunctions } from './tableFunctions'

export type ExchangeClient = WorkerClient<TableFunctions>
export type StartExchange = (onProgress?: (progress: WorkerProgress) => void) => ExchangeClient

export function useExchange(): StartExchange {
  const { exchange } = useWorkers()
  return (onProgress) => callWorker<TableFunctions>(exchange(), onProgress)
}
