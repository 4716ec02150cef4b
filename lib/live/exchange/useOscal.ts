import type { OscalPlace, OscalReading, OscalWorker, OscalWritten } from './oscalFunctions'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { OscalChoice } from '~/lib/exchange/oscal/models'
import type { ImportEdit } from '~/lib/engine/commandMap'
import { callWorker, type WorkerClient } from '~/lib/platform/workerRpc'
import { fail, ok, unexpected, type Failure, type Result } from '~/lib/shared/result'
import { useSession } from '../workspace/sessionStore'
import { useWorkers } from '../engine/useWorkers'

export interface Oscal {
  /** The current step; undefined while idle. */
  readonly step: Readonly<ShallowRef<string | undefined>>
  readonly write: (choice: OscalChoice) => Promise<Result<OscalWritten>>
  readonly read: (file: Blob, framework?: string) => Promise<Result<OscalReading>>
  readonly edits: (chosen: readonly string[]) => Promise<Result<readonly ImportEdit[]>>
  /** Terminates what is running. Nothing was written, so nothing is left over; pending calls fail with `cancelled`. */
  readonly cancel: () => void
}

/**
 * Writes and reads OSCAL documents of the open workspace, in a worker that starts on first use and ends with the page.
 */
export function useOscal(): Oscal {
  const session = useSession()
  const { oscal: start } = useWorkers()
  const step = shallowRef<string>()
  let client: WorkerClient<OscalWorker> | undefined
  const cancel = (): void => {
    client?.end()
    client = undefined
    step.value = undefined
  }
  onScopeDispose(cancel)

  async function ask<T>(
    call: (worker: WorkerClient<OscalWorker>['call'], place: OscalPlace) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const { workspaceId, today } = session
    if (workspaceId === undefined) return fail('noWorkspace', 'Open a workspace first.')
    client ??= callWorker<OscalWorker>(start(), (progress) => (step.value = progress.step))
    const own = client
    try {
      return await call(own.call, { workspaceId, today, now: new Date(session.nowMs).toISOString() })
    } catch (error) {
      const failure: Failure =
        own === client ? unexpected(error) : { type: 'cancelled', message: 'Cancelled. Nothing was written.' }
      if (own === client) cancel()
      return { ok: false, error: failure }
    } finally {
      if (own === client) step.value = undefined
    }
  }
  return {
    step,
    write: (choice) => ask((worker, place) => worker.write(place, choice)),
    read: (file, framework) => ask((worker, place) => worker.read(place, file, session.role, framework)),
    edits: (chosen) => ask(async (worker) => ok(await worker.edits(chosen))),
    cancel,
  }
}
