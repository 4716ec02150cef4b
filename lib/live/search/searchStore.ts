import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useWorkersIfAny } from '../engine/useWorkers'
import { callWorker, type WorkerClient } from '~/lib/platform/workerRpc'
import type {
  IndexState,
  SearchAnswer,
  SearchFunctions,
  SearchRequest,
  SearchContext,
} from '~/lib/search/searchFunctions'
import { useSession } from '../workspace/sessionStore'

/**
 * Search over the open workspace. A worker does the work: it starts on the first query, or when the page is idle, and
 * ends with the workspace.
 */
export const useSearch = defineStore('search', () => {
  const create = useWorkersIfAny()?.search
  const session = useSession()
  let client: WorkerClient<SearchFunctions> | undefined
  let opened: Promise<void> | undefined
  let context: SearchContext = { kinds: {} }

  const index = shallowRef<IndexState>({ state: 'loading', done: 0, total: 0 })
  /** Incremented whenever results may have changed. */
  const version = shallowRef(0)
  const failure = shallowRef<string>()

  function end(): void {
    client?.end()
    client = undefined
    opened = undefined
    failure.value = undefined
    index.value = { state: 'loading', done: 0, total: 0 }
  }
  // Each workspace has its own index.
  watch(() => session.workspaceId, end)

  function start(): Promise<void> | undefined {
    const id = session.workspaceId
    if (opened || !create || id === undefined || !session.vault) return opened
    failure.value = undefined
    const own = callWorker<SearchFunctions>(create(), ({ step, done, total = 0 }) => {
      if (client !== own) return
      index.value = { state: step === 'ready' ? 'ready' : 'indexing', done, total }
      version.value++
    })
    client = own
    opened = own.call.open(id, context)
    opened.catch((thrown: unknown) => {
      if (client !== own) return
      end()
      failure.value = thrown instanceof Error ? thrown.message : String(thrown)
    })
    return opened
  }
  /** Sets the meaning of filters on this page; called again when the language or the person changes. */
  function setContext(next: SearchContext): void {
    context = next
    // The next query reports a worker that has stopped.
    client?.call.setContext(next).catch(() => undefined)
  }
  /** Starts indexing before the first query. */
  const warm = (): void => void start()?.catch(() => undefined)

  /**
   * The answer, or undefined if search is not available: no worker on this surface, or it has stopped (`failure` says
   * why).
   */
  async function find(request: SearchRequest): Promise<SearchAnswer | undefined> {
    try {
      await start()
      const own = client
      const answer = await own?.call.find(request)
      return own === client ? answer : undefined
    } catch (thrown) {
      if (client) {
        end()
        failure.value = thrown instanceof Error ? thrown.message : String(thrown)
      }
      return undefined
    }
  }
  return {
    here: computed(() => create !== undefined),
    index,
    version,
    failure,
    warm,
    setContext,
    find,
    retry: () => (end(), warm()),
  }
})
