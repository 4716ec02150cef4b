import {
  computed,
  onScopeDispose,
  readonly,
  shallowRef,
  watch,
  type ComputedRef,
  type DeepReadonly,
  type Ref,
} from 'vue'

/** How long a key waits when something else stands open without anybody's asking: the time to see that it does. */
const toSeeIt = 1_000

export interface StandingOpen<T> {
  readonly current: ComputedRef<T | undefined>
  /** True for a moment after another one opened by itself. */
  readonly unasked: DeepReadonly<Ref<boolean>>
  /** Opens what a person asks for; undefined leaves the choice to the list. */
  open(id: string | undefined): void
}

/**
 * What stands open of a list stays open, whatever comes in before it, until a person opens another one or it leaves the
 * list: a reason half written is not lost, and a key decides on what is seen. Only then `first` chooses again.
 */
export function useStandingOpen<T>(
  list: () => readonly T[],
  idOf: (item: T) => string,
  first: (items: readonly T[]) => T | undefined,
): StandingOpen<T> {
  const chosen = shallowRef<string>()
  const unasked = shallowRef(false)
  let byHand = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const current = computed(() => list().find((item) => idOf(item) === chosen.value) ?? first(list()))
  watch(
    () => current.value && idOf(current.value),
    (now, before) => {
      chosen.value = now
      clearTimeout(timer)
      unasked.value = before !== undefined && now !== undefined && !byHand
      if (unasked.value) timer = setTimeout(() => (unasked.value = false), toSeeIt)
    },
    { immediate: true, flush: 'sync' },
  )
  onScopeDispose(() => clearTimeout(timer))
  return {
    current,
    unasked: readonly(unasked),
    open(id) {
      byHand = true
      chosen.value = id
      byHand = false
      unasked.value = false
    },
  }
}
