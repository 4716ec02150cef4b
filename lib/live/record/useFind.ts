import { computed, getCurrentScope, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { SearchAnswer, SearchRequest } from '~/lib/search/searchFunctions'
import { useSearch } from '../search/searchStore'

export interface Find {
  /** The newest answer; while the next one is pending, the previous one. Undefined if there is no request. */
  readonly answer: Readonly<ShallowRef<SearchAnswer | undefined>>
  /**
   * True if `answer` does not belong to the current request. False if the search has stopped: there is nothing to wait
   * for.
   */
  readonly asking: ComputedRef<boolean>
}

/**
 * Keeps `request` answered. One query at a time: of the requests made meanwhile only the last is sent, and an outdated
 * answer is dropped.
 */
export function useFind(request: () => SearchRequest | undefined): Find {
  const search = useSearch()
  const answer = shallowRef<SearchAnswer>()
  const wanted = computed(request)
  const answered = shallowRef<SearchRequest>()
  let busy = false
  let ended = false

  async function ask(): Promise<void> {
    if (busy) return
    busy = true
    try {
      while (wanted.value && !ended) {
        const asked = wanted.value
        const version = search.version
        const found = await search.find(asked)
        if (ended) return
        if (wanted.value !== asked) continue
        answer.value = found
        answered.value = asked
        // More was indexed meanwhile: ask the current request again.
        if (search.version === version) break
      }
    } finally {
      busy = false
    }
  }
  watch(
    [wanted, () => search.version] as const,
    ([next]) => {
      if (next) void ask()
      else answer.value = undefined
    },
    { immediate: true },
  )
  if (getCurrentScope())
    onScopeDispose(() => {
      ended = true
    })
  return { answer, asking: computed(() => wanted.value !== undefined && answered.value !== wanted.value) }
}
