import { shallowRef, type ShallowRef } from 'vue'
import type { ExchangeClient } from '~/lib/live/exchange/exchangeWorker'
import type { WorkerProgress } from '~/lib/platform/workerRpc'

export interface Job {
  readonly name: 'read' | 'dryRun' | 'write' | 'hash'
  readonly about: string
  readonly since: number
  readonly progress?: WorkerProgress
}

type Call = ExchangeClient['call']

export interface ImportWorker {
  readonly job: ShallowRef<Job | undefined>
  /** The worker that holds the file; one that was ended is followed by another, filled before it answers. */
  readonly holding: () => Promise<Call>
  /** The worker as it is, for what needs no file. */
  readonly call: () => Call
  /** One job that a person waits for. Undefined where it was cancelled, or broke (`broke` was told). */
  readonly during: <T>(
    name: Job['name'],
    about: string,
    work: (worker: ImportWorker) => Promise<T>,
  ) => Promise<T | undefined>
  /** Says that the worker holds what `fill` would bring. */
  readonly filled: () => void
  readonly end: () => void
}

/**
 * The worker of one import. Cancelling ends it, and what it held goes with it; what the person chose stays with the
 * page.
 */
export function createImportWorker({
  start,
  fill,
  broke,
}: {
  readonly start: (onProgress: (progress: WorkerProgress) => void) => ExchangeClient
  readonly fill: (call: Call) => Promise<void>
  readonly broke: (error: unknown) => void
}): ImportWorker {
  const job = shallowRef<Job>()
  let client: ExchangeClient | undefined
  let filling: Promise<void> | undefined
  const progressed = (progress: WorkerProgress): void => {
    if (job.value) job.value = { ...job.value, progress }
  }
  const started = (): ExchangeClient => (client ??= start(progressed))
  const worker: ImportWorker = {
    job,
    call: () => started().call,
    async holding() {
      const { call } = started()
      await (filling ??= fill(call))
      return call
    },
    async during(name, about, work) {
      const own: Job = { name, about, since: performance.now() }
      job.value = own
      const used = started()
      try {
        return await work(worker)
      } catch (error) {
        if (client === used) {
          worker.end()
          broke(error)
        }
        return undefined
      } finally {
        if (job.value?.since === own.since) job.value = undefined
      }
    },
    filled: () => void (filling = Promise.resolve()),
    end() {
      client?.end()
      client = undefined
      filling = undefined
    },
  }
  return worker
}
