import { liveQuery, type Subscription } from 'dexie'
import { getCurrentScope, onScopeDispose, shallowRef, watch, type ShallowRef, type WatchSource } from 'vue'
import { forget, whenTypingPauses } from '../ui/whenTypingPauses'

export interface LiveQuery<T> {
  /** Undefined until the first answer. */
  readonly value: Readonly<ShallowRef<T | undefined>>
  readonly error: Readonly<ShallowRef<Error | undefined>>
}

/**
 * A vault query that runs again whenever what it read changes, or when `source` changes. Ends with the scope it was
 * created in. A query that returns undefined waits (no workspace is open yet).
 */
export function useLiveQuery<T>(
  query: () => Promise<T> | T | undefined,
  source?: WatchSource | WatchSource[],
): LiveQuery<T> {
  const value = shallowRef<T>()
  const error = shallowRef<Error>()
  let subscription: Subscription | undefined
  const stop = (): void => {
    subscription?.unsubscribe()
    forget(value)
  }
  const start = (): void => {
    stop()
    subscription = liveQuery(async () => query()).subscribe({
      next: (answer) => {
        const show = (): void => {
          value.value = answer as T | undefined
          error.value = undefined
        }
        if (value.value === undefined) show()
        else whenTypingPauses(value, show)
      },
      error: (thrown: unknown) => {
        error.value = thrown instanceof Error ? thrown : new Error(String(thrown))
      },
    })
  }
  if (source) watch(source, start, { immediate: true, flush: 'sync' })
  else start()
  if (getCurrentScope()) onScopeDispose(stop)
  return { value, error }
}
