/**
 * The line between a page and a worker of its own, for what must not stop the page: search, files coming in and going
 * out. Values are structured clones, so bytes cross as they are. A worker only reads the vault; what is to be written
 * goes through the engine like anything else.
 */

import { createBirpc } from 'birpc'

/** What a worker tells while it works. `total` is unknown where the end cannot be seen. */
export interface WorkerProgress {
  readonly job: string
  readonly done: number
  readonly total?: number
  readonly step: string
}

interface PageFunctions {
  progress(progress: WorkerProgress): void
}

/** Serves `functions` in a worker; returns what tells the page how far a job is. */
export function serveWorker<F extends object>(functions: F): (progress: WorkerProgress) => void {
  const rpc = createBirpc<PageFunctions, F>(functions, {
    post: (message) => postMessage(message),
    on: (listener) => addEventListener('message', (event) => listener(event.data)),
    timeout: -1,
    eventNames: ['progress'],
  })
  return (progress) => void rpc.progress(progress)
}

export interface WorkerClient<F extends object> {
  readonly call: Promised<F>
  /** Ends the worker at once, whatever it does: how a long job is cancelled. */
  end(): void
}

type Promised<F> = {
  readonly [K in keyof F]: F[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never
}

/** Calls the functions a worker serves. A worker that fails to start or throws outside a call rejects what waits. */
export function callWorker<F extends object>(
  worker: Worker,
  onProgress: (progress: WorkerProgress) => void = () => undefined,
): WorkerClient<F> {
  const rpc = createBirpc<F, PageFunctions>(
    { progress: onProgress },
    {
      post: (message) => worker.postMessage(message),
      on: (listener) => worker.addEventListener('message', (event) => listener(event.data)),
      timeout: -1,
    },
  )
  const close = (reason: string): void => rpc.$close(new Error(reason))
  worker.addEventListener('error', (event) => close(event.message || 'the worker stopped'))
  return {
    call: rpc as unknown as Promised<F>,
    end() {
      worker.terminate()
      close('cancelled')
    },
  }
}
