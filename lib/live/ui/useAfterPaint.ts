import { effect, getCurrentScope, onScopeDispose, shallowRef, stop, type ShallowRef } from 'vue'

/**
 * Runs once the browser has painted what changed before; in a hidden page, where nothing is painted, a moment later.
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

/** Runs when the page has nothing else to do, a few seconds later at the latest. */
export function whenIdle(work: () => void, latest = 5_000): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => work(), { timeout: latest })
  else setTimeout(work, latest / 2)
}

/**
 * A value that follows its source one painted frame later: for what goes over all records (names, badges), so that the
 * cell somebody edits is painted first however many records there are. Several changes within a frame are one.
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
