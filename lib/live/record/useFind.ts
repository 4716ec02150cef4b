import { computed, getCurrentScope, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { SearchAnswer, SearchRequest } from '~/lib/search/searchFunctions'
import { useSearch } from '../search/searchStore'

export interface Find {
  /** The newest answer; while the next one is on its way, the one before. Undefined where nothing is asked. */
  readonly answer: Readonly<ShallowRef<SearchAnswer | undefined>>
  /** `answer` is not to what is asked now. False where the search has stopped: there is nothing to wait for. */
  readonly asking: ComputedRef<boolean>
}

/**
 * Keeps asking what `request` says. One question at a time: of letters typed while it is answered only the last is
 * asked, and an answer to what is no longer asked is dropped.
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
        // More was read meanwhile: what is shown is asked again.
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
