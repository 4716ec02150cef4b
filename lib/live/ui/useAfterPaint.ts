import { effect, getCurrentScope, onScopeDispose, shallowRef, stop, type ShallowRef } from 'vue'

/**
 * Runs once the browser has painted the preceding changes; in a hidden page, where nothing is painted, a moment later.
 */
export function afterPaint(work: () => void): void {
  let waits = true
  const once = (): void => {
    if (waits) work()
    waits = false
  }
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(() => setTimeout(once))
  setTimeout(once, 100)
}

/** Runs when the page is idle, a few seconds later at the latest. */
export function whenIdle(work: () => void, latest = 5_000): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => work(), { timeout: latest })
  else setTimeout(work, latest / 2)
}

/**
 * A value that follows its source one painted frame later: for computations over all records (names, badges), so that
 * the edited cell is painted first however many records there are. Several changes within a frame become one.
 */
export function useAfterPaint<T>(source: () => T): Readonly<ShallowRef<T>> {
  const value = shallowRef() as ShallowRef<T>
  let scheduled = false
  let ended = false
  const runner = effect(
    () => {
      value.value = source()
    },
    {
      scheduler: () => {
        if (scheduled) return
        scheduled = true
        afterPaint(() => {
          scheduled = false
          if (!ended) runner()
        })
      },
    },
  )
  if (getCurrentScope())
    onScopeDispose(() => {
      ended = true
      stop(runner)
    })
  return value
}
